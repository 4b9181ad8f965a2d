//! `input/unknown-name`: a key, name, property, kind, level or unit that nothing is known by.

use claimcheck_core::problem::InputCode;

use super::input;
use crate::check::{ByDefault, Check};
use crate::context::Context;
use crate::finding::{Finding, Severity};

pub(super) static CHECK: Check = Check {
    code: InputCode::UnknownName.as_str(),
    summary: "a key, name, property, kind, level or unit that nothing is known by",
    severity: Severity::Error,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    of_question: None,
    of_project: Some(find),
};

const DOCUMENTATION: &str = r"Something is called by a name that no document declares. The nearest known name is suggested where
one is near.

**What to do.** Correct the name, or declare it.

```yaml claims/example.yaml
kinds:
  meeting: {is: event}
entities:
  talks: {kind: meeting}
---
report: {id: morning}
claims:
  - {id: when, about: tlaks, says: {date: 2025-10-30}}
  - {id: same, about: talks, says: {date: 2025-10-30}}
```
";

fn find(context: &Context<'_>) -> Vec<Finding> {
    input::findings(context, &CHECK, InputCode::UnknownName)
}
