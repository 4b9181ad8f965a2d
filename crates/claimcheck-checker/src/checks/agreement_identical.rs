//! `agreement/identical`: all claims on a question give the same answer in the same words.

use super::agreement::{self, Agreed};
use super::definition::{ByDefault, Check, Detect};
use crate::context::Context;
use crate::finding::Finding;
use crate::judged::Judged;
use crate::severity::Severity;
use crate::verdict::{Agreement, Verdict};

pub(super) static CHECK: Check = Check {
    code: "agreement/identical",
    summary: "all claims on a question give the same answer in the same words",
    severity: Severity::Note,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    detect: Detect::Question(detect),
};

const DOCUMENTATION: &str = r"All claims on a question give the same answer, written in the same way.

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
  - {id: when, about: talks, says: {date: 2025-10-30}}
```
";

static AGREED: Agreed = Agreed { kind: Agreement::Identical, how };

fn detect(context: &Context<'_>, judged: &Judged<'_>) -> Option<Finding> {
    agreement::detect(context, &CHECK, &AGREED, judged)
}

fn how(context: &Context<'_>, verdict: &Verdict) -> String {
    let answers = agreement::answers(context, verdict);
    format!("every claim says {answers}, as written")
}
