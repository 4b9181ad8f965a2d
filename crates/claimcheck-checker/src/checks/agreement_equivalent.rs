//! `agreement/equivalent`: all claims on a question give the same answer in different words.

use super::agreement::{self, Agreed};
use super::definition::{ByDefault, Check, Detect};
use crate::context::Context;
use crate::finding::Finding;
use crate::judged::Judged;
use crate::severity::Severity;
use crate::verdict::{Agreement, Verdict};

pub(super) static CHECK: Check = Check {
    code: "agreement/equivalent",
    summary: "all claims on a question give the same answer in different words",
    severity: Severity::Note,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    detect: Detect::Question(detect),
};

const DOCUMENTATION: &str = r"All claims on a question give the same answer once units are converted, names looked up and
relative dates counted; they are written differently.

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
  - {id: when, about: talks, says: {date: next thursday}}
```
";

static AGREED: Agreed = Agreed { kind: Agreement::Equivalent, how };

fn detect(context: &Context<'_>, judged: &Judged<'_>) -> Option<Finding> {
    agreement::detect(context, &CHECK, &AGREED, judged)
}

fn how(context: &Context<'_>, verdict: &Verdict) -> String {
    let answers = agreement::answers(context, verdict);
    format!("every claim comes to {answers} once it is put in its normal form")
}
