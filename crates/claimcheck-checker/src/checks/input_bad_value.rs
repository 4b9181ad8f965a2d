//! `input/bad-value`: a value cannot be read, or does not fit where it stands.

use claimcheck_core::problem::InputCode;

use super::input;
use crate::check::{ByDefault, Check};
use crate::context::Context;
use crate::finding::{Finding, Severity};

pub(super) static CHECK: Check = Check {
    code: InputCode::BadValue.as_str(),
    summary: "a value cannot be read, or does not fit where it stands",
    severity: Severity::Error,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    of_question: None,
    of_project: Some(find),
};

const DOCUMENTATION: &str = r"A value is not of the type of its property, a date could be two days, a path leads out of the
project, or an entry lacks what it must have.

**What to do.** The message says what was expected, the help how to write it.

```yaml claims/example.yaml
kinds:
  meeting: {is: event}
entities:
  talks: {kind: meeting}
---
report: {id: morning, published: 2025-10-25}
claims:
  - {id: when, about: talks, says: {date: thursday}}
```
";

fn find(context: &Context<'_>) -> Vec<Finding> {
    input::findings(context, &CHECK, InputCode::BadValue)
}
