//! `gap/echo`: several reports, and one origin behind them all.

use rayon::prelude::*;

use super::origins;
use crate::check::Check;
use crate::context::{Context, Wording};
use crate::finding::{Finding, Severity};
use crate::words;

pub(super) static CHECK: Check = Check {
    code: "gap/echo",
    summary: "several reports answer a question, and all have it from one origin",
    severity: Severity::Note,
    documentation: DOCUMENTATION,
    find,
};

const DOCUMENTATION: &str = r"Several reports give an answer, and all of them lead to one origin: five reports of one wire
story are one source. Their number supports nothing.

**What to do.** Look for a source that does not draw on this one.

```yaml claims/example.yaml
kinds:
  meeting: {is: event}
entities:
  talks: {kind: meeting}
  agency: {kind: organisation}
---
report: {id: morning, based-on: [agency]}
claims:
  - {id: when, about: talks, says: {date: 2025-10-30}}
---
report: {id: evening}
claims:
  - {id: when, about: talks, says: {date: 2025-10-30}, according-to: [agency]}
```
";

fn find(context: &Context<'_>) -> Vec<Finding> {
    let echoes = origins::undisputed_by_several(context)
        .filter(|support| support.origins.len() == 1 && support.reports.len() > 1);
    echoes
        .map(|support| {
            let question = words::question(context.model(), support.verdict.question);
            let (reports, names) = (
                words::count(support.reports.len(), "report"),
                words::list(&support.names(context)),
            );
            let wording = Wording {
                message: format!("{reports} answer {question}, and all have it from {names}"),
                help: Some("look for a source that does not draw on this one".to_owned()),
                reason: support.steps(context),
            };
            context.on_groups(&CHECK, support.verdict, &[support.group.to_vec()], wording)
        })
        .collect()
}
