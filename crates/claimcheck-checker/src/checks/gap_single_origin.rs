//! `gap/single-origin`: one report, and one origin, stands behind an answer.

use super::definition::{ByDefault, Check, Detect};
use super::origins;
use crate::context::Context;
use crate::finding::{Described, Description, Evidence, Finding};
use crate::judged::Judged;
use crate::severity::Severity;

pub(super) static CHECK: Check = Check {
    code: "gap/single-origin",
    summary: "only one report answers a question, and it has one origin",
    severity: Severity::Note,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    detect: Detect::Question(detect),
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

fn detect(context: &Context<'_>, judged: &Judged<'_>) -> Option<Finding> {
    let support = judged.support(context).filter(|support| support.origins.len() == 1)?;
    if origins::answering(context, judged) != 1 {
        return None;
    }
    let groups = vec![support.group.clone()];
    Some(Finding::on_groups(context, CHECK.key(), judged, groups, SingleOrigin))
}

/// One report and one origin stand behind the answer of the finding's group.
#[derive(Debug)]
struct SingleOrigin;

impl Evidence for SingleOrigin {
    fn describe(&self, described: &Described<'_>) -> Description {
        origins::describe(described, |question, _, names| {
            let help = "look for a second, independent source";
            (format!("one origin alone answers {question}: {names}"), Some(help))
        })
    }
}
