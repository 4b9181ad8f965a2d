//! `gap/echo`: several reports, and one origin behind them all.

use super::origins;
use crate::check::{ByDefault, Check};
use crate::context::{Context, Wording};
use crate::finding::{Finding, Severity};
use crate::judged::Judged;
use crate::words;

pub(super) static CHECK: Check = Check {
    code: "gap/echo",
    summary: "several reports answer a question, and all have it from one origin",
    severity: Severity::Note,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    of_question: Some(find),
    of_project: None,
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

fn find(context: &Context<'_>, judged: &Judged<'_>) -> Option<Finding> {
    let support = judged.support(context).filter(|support| support.origins.len() == 1)?;
    if support.reports.len() < 2 {
        return None;
    }
    let wording = || Wording {
        message: format!(
            "{} answer {}, and all have it from {}",
            words::count(support.reports.len(), "report"),
            words::question(context.model(), judged.verdict.question),
            words::list(&origins::names(context, support))
        ),
        help: Some("look for a source that does not draw on this one".to_owned()),
        reason: origins::steps(context, judged, support),
    };
    Some(context.on_groups(&CHECK, judged, &[support.group.to_vec()], wording))
}
