//! `agreement/corroborated`: two or more distinct origins.

use super::definition::{ByDefault, Check, Detect};
use super::origins;
use crate::context::Context;
use crate::finding::{Described, Description, Evidence, Finding};
use crate::judged::Judged;
use crate::severity::Severity;
use crate::words;

pub(super) static CHECK: Check = Check {
    code: "agreement/corroborated",
    summary: "two or more independent origins answer a question, and none contradicts",
    severity: Severity::Note,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    detect: Detect::Question(detect),
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

fn detect(context: &Context<'_>, judged: &Judged<'_>) -> Option<Finding> {
    let support = judged.support(context).filter(|support| support.origins.len() > 1)?;
    let groups = vec![support.group.clone()];
    Some(Finding::on_groups(context, CHECK.key(), judged, groups, Corroborated))
}

/// Two or more origins support the answer of the finding's group.
#[derive(Debug)]
struct Corroborated;

impl Evidence for Corroborated {
    fn describe(&self, described: &Described<'_>) -> Description {
        origins::describe(described, |question, support, names| {
            let origins = words::count(support.origins.len(), "independent origin");
            (format!("{origins} for {question}: {names}"), None)
        })
    }
}
