//! `agreement/corroborated`: two or more distinct origins.

use rayon::prelude::*;

use super::origins::{self, Support};
use crate::check::Check;
use crate::context::{Context, Wording};
use crate::finding::{Finding, Severity};
use crate::words;

pub(super) static CHECK: Check = Check {
    code: "agreement/corroborated",
    summary: "two or more independent origins answer a question, and none contradicts",
    severity: Severity::Note,
    documentation: DOCUMENTATION,
    find,
};

const DOCUMENTATION: &str = r"Corroboration counts origins, not reports: attribution (`according-to`) and what reports draw
on (`based-on`) are followed to their ends. Two reports that both cite one agency have one origin.

```yaml claims/example.yaml
kinds:
  meeting: {is: event}
entities:
  talks: {kind: meeting}
---
report: {id: morning}
claims:
  - {id: when, about: talks, says: {date: 2025-10-30}}
---
report: {id: evening}
claims:
  - {id: when, about: talks, says: {date: 2025-10-30}}
```
";

fn find(context: &Context<'_>) -> Vec<Finding> {
    let corroborated =
        origins::undisputed_by_several(context).filter(|support| support.origins.len() > 1);
    corroborated.map(|support| describe(context, &support)).collect()
}

fn describe(context: &Context<'_>, support: &Support<'_>) -> Finding {
    let names = words::list(&support.names(context));
    let question = words::question(context.model(), support.verdict.question);
    let wording = Wording {
        message: format!(
            "{} for {question}: {names}",
            words::count(support.origins.len(), "independent origin")
        ),
        help: None,
        reason: support.steps(context),
    };
    context.on_groups(&CHECK, support.verdict, &[support.group.to_vec()], wording)
}
