//! `gap/single-origin`: one report, and one origin, stands behind an answer.

use super::origins;
use crate::check::{ByDefault, Check};
use crate::context::{Context, Wording};
use crate::finding::{Finding, Severity};
use crate::judged::Judged;
use crate::words;

pub(super) static CHECK: Check = Check {
    code: "gap/single-origin",
    summary: "only one report answers a question, and it has one origin",
    severity: Severity::Note,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    of_question: Some(find),
    of_project: None,
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

fn find(context: &Context<'_>, judged: &Judged<'_>) -> Option<Finding> {
    let support = judged.support(context).filter(|support| support.origins.len() == 1)?;
    if origins::answering(context, judged) != 1 {
        return None;
    }
    let wording = || Wording {
        message: format!(
            "one origin alone answers {}: {}",
            words::question(context.model(), judged.verdict.question),
            words::list(&origins::names(context, support))
        ),
        help: Some("look for a second, independent source".to_owned()),
        reason: origins::steps(context, judged, support),
    };
    Some(context.on_groups(&CHECK, judged, &[support.group.to_vec()], wording))
}
