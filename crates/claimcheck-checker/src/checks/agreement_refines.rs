//! `agreement/refines`: of the answers to a question, the narrower entail the wider.

use super::agreement;
use crate::check::{ByDefault, Check};
use crate::context::Context;
use crate::finding::{Finding, Severity};
use crate::judged::Judged;
use crate::verdict::Agreement;

pub(super) static CHECK: Check = Check {
    code: "agreement/refines",
    summary: "of the answers to a question, the narrower entail the wider",
    severity: Severity::Note,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    of_question: Some(find),
    of_project: None,
};

const DOCUMENTATION: &str = r"The answers to a question lie within each other: a day within a month, a town within a country,
`over 20` within `over 10`. Whoever accepts the narrowest accepts them all.

```yaml claims/example.yaml
kinds:
  meeting: {is: event}
entities:
  talks: {kind: meeting}
---
report: {id: morning, published: 2025-10-25}
claims:
  - {id: when, about: talks, says: {date: 2025-10-30}}
---
report: {id: evening, published: 2025-10-25}
claims:
  - {id: when, about: talks, says: {date: 2025-10}}
```
";

fn find(context: &Context<'_>, judged: &Judged<'_>) -> Option<Finding> {
    agreement::finding(context, &CHECK, Agreement::Refines, judged, &|context, verdict| {
        let answers = agreement::answers(context, verdict);
        format!("of any two answers, one lies within the other: {answers}")
    })
}
