//! `agreement/corroborated`: two or more distinct origins.

use super::origins;
use crate::check::{ByDefault, Check};
use crate::context::{Context, Wording};
use crate::finding::{Finding, Severity};
use crate::judged::Judged;
use crate::words;

pub(super) static CHECK: Check = Check {
    code: "agreement/corroborated",
    summary: "two or more independent origins answer a question, and none contradicts",
    severity: Severity::Note,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    of_question: Some(find),
    of_project: None,
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

fn find(context: &Context<'_>, judged: &Judged<'_>) -> Option<Finding> {
    let support = judged.support(context).filter(|support| support.origins.len() > 1)?;
    let wording = || Wording {
        message: format!(
            "{} for {}: {}",
            words::count(support.origins.len(), "independent origin"),
            words::question(context.model(), judged.verdict.question),
            words::list(&origins::names(context, support))
        ),
        help: None,
        reason: origins::steps(context, judged, support),
    };
    Some(context.on_groups(&CHECK, judged, &[support.group.to_vec()], wording))
}
