//! `input/duplicate-id`: two things have one name.

use claimcheck_core::problem::InputCode;

use super::input;
use crate::check::{ByDefault, Check};
use crate::context::Context;
use crate::finding::{Finding, Severity};

pub(super) static CHECK: Check = Check {
    code: InputCode::DuplicateId.as_str(),
    summary: "two things have one name",
    severity: Severity::Error,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    of_question: None,
    of_project: Some(find),
};

const DOCUMENTATION: &str = r"Two reports, claims of one report, entities, properties, kinds or levels are declared by one name.

**What to do.** Rename one, or merge the two.

```yaml claims/example.yaml
entities:
  talks: {kind: event}
---
entities:
  talks: {kind: event}
---
report: {id: morning}
claims:
  - {id: when, about: talks, says: {date: 2025-10-30}}
```
";

fn find(context: &Context<'_>) -> Vec<Finding> {
    input::findings(context, &CHECK, InputCode::DuplicateId)
}
