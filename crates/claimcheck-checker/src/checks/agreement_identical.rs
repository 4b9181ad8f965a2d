//! `agreement/identical`: all claims on a question give the same answer in the same words.

use super::agreement;
use crate::check::{ByDefault, Check};
use crate::context::Context;
use crate::finding::{Finding, Severity};
use crate::judged::Judged;
use crate::verdict::Agreement;

pub(super) static CHECK: Check = Check {
    code: "agreement/identical",
    summary: "all claims on a question give the same answer in the same words",
    severity: Severity::Note,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    of_question: Some(find),
    of_project: None,
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

fn find(context: &Context<'_>, judged: &Judged<'_>) -> Option<Finding> {
    agreement::finding(context, &CHECK, Agreement::Identical, judged, &|context, verdict| {
        let answers = agreement::answers(context, verdict);
        format!("every claim says {answers}, as written")
    })
}
