//! `agreement/refines`: of the answers to a question, the narrower entail the wider.

use super::agreement::{self, Agreed};
use super::definition::{ByDefault, Check, Detect};
use crate::context::Context;
use crate::finding::Finding;
use crate::judged::Judged;
use crate::severity::Severity;
use crate::verdict::{Agreement, Verdict};

pub(super) static CHECK: Check = Check {
    code: "agreement/refines",
    summary: "of the answers to a question, the narrower entail the wider",
    severity: Severity::Note,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    detect: Detect::Question(detect),
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

static AGREED: Agreed = Agreed { kind: Agreement::Refines, how };

fn detect(context: &Context<'_>, judged: &Judged<'_>) -> Option<Finding> {
    agreement::detect(context, &CHECK, &AGREED, judged)
}

fn how(context: &Context<'_>, verdict: &Verdict) -> String {
    let answers = agreement::answers(context, verdict);
    format!("of any two answers, one lies within the other: {answers}")
}
