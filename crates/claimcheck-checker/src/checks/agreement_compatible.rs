//! `agreement/compatible`: the answers to a question can all hold, and some entail no other.

use super::agreement::{self, Agreed};
use super::definition::{ByDefault, Check, Detect};
use crate::context::Context;
use crate::finding::Finding;
use crate::judged::Judged;
use crate::severity::Severity;
use crate::verdict::{Agreement, Verdict};

pub(super) static CHECK: Check = Check {
    code: "agreement/compatible",
    summary: "the answers to a question can all hold, and some entail no other",
    severity: Severity::Note,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    detect: Detect::Question(detect),
};

const DOCUMENTATION: &str = r"The answers to a question overlap: all can be true, and some two of them leave room that the
other does not. Different words for one thing are compatible too, since words alone prove nothing.

```yaml claims/example.yaml
kinds:
  meeting: {is: event}
entities:
  talks: {kind: meeting}
---
report: {id: morning, published: 2025-10-25}
claims:
  - {id: when, about: talks, says: {date: 2025-10-28/2025-10-30}}
---
report: {id: evening, published: 2025-10-25}
claims:
  - {id: when, about: talks, says: {date: 2025-10-30/2025-11-02}}
```
";

static AGREED: Agreed = Agreed { kind: Agreement::Compatible, how };

fn detect(context: &Context<'_>, judged: &Judged<'_>) -> Option<Finding> {
    agreement::detect(context, &CHECK, &AGREED, judged)
}

fn how(context: &Context<'_>, verdict: &Verdict) -> String {
    let answers = agreement::answers(context, verdict);
    format!("the answers can all hold, and some two of them do not entail each other: {answers}")
}
