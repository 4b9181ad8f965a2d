//! `gap/echo`: several reports, and one origin behind them all.

use super::definition::{ByDefault, Check, Detect};
use super::origins;
use crate::context::Context;
use crate::finding::{Described, Description, Evidence, Finding};
use crate::judged::Judged;
use crate::severity::Severity;
use crate::words;

pub(super) static CHECK: Check = Check {
    code: "gap/echo",
    summary: "several reports answer a question, and all have it from one origin",
    severity: Severity::Note,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    detect: Detect::Question(detect),
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

fn detect(context: &Context<'_>, judged: &Judged<'_>) -> Option<Finding> {
    let support = judged.echo(context)?;
    let groups = vec![support.group.clone()];
    Some(Finding::on_groups(context, CHECK.key(), judged, groups, Echo))
}

/// Several reports give the answer of the finding's group, and all lead to one origin.
#[derive(Debug)]
struct Echo;

impl Evidence for Echo {
    fn describe(&self, described: &Described<'_>) -> Description {
        origins::describe(described, |question, support, names| {
            let reports = words::count(support.reports.len(), "report");
            let help = "look for a source that does not draw on this one";
            (format!("{reports} answer {question}, and all have it from {names}"), Some(help))
        })
    }
}
