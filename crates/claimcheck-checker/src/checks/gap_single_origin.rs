//! `gap/single-origin`: one report, and one origin, stands behind an answer.

use rayon::prelude::*;

use super::origins;
use crate::check::Check;
use crate::context::{Context, Wording};
use crate::finding::{Finding, Severity};
use crate::words;

pub(super) static CHECK: Check = Check {
    code: "gap/single-origin",
    summary: "only one report answers a question, and it has one origin",
    severity: Severity::Note,
    documentation: DOCUMENTATION,
    find,
};

const DOCUMENTATION: &str = r"One report answers a question, and its answer can be traced to one origin. Nothing contradicts
it, and nothing supports it either.

**What to do.** Look for a second, independent source before you rest on it.

```yaml claims/example.yaml
kinds:
  meeting: {is: event}
entities:
  talks: {kind: meeting}
---
report: {id: morning}
claims:
  - {id: when, about: talks, says: {date: 2025-10-30}}
```
";

fn find(context: &Context<'_>) -> Vec<Finding> {
    let alone = origins::undisputed(context)
        .filter(|support| support.origins.len() == 1 && support.answering(context) == 1);
    alone
        .map(|support| {
            let question = words::question(context.model(), support.verdict.question);
            let names = words::list(&support.names(context));
            let wording = Wording {
                message: format!("one origin alone answers {question}: {names}"),
                help: Some("look for a second, independent source".to_owned()),
                reason: support.steps(context),
            };
            context.on_groups(&CHECK, support.verdict, &[support.group.to_vec()], wording)
        })
        .collect()
}
