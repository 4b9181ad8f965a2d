//! `input/cycle`: wholes and parts, kinds or corrections go round in a circle.

use claimcheck_core::problem::InputCode;

use super::input;
use crate::check::{ByDefault, Check};
use crate::context::Context;
use crate::finding::{Finding, Severity};

pub(super) static CHECK: Check = Check {
    code: InputCode::Cycle.as_str(),
    summary: "wholes and parts, kinds or corrections go round in a circle",
    severity: Severity::Error,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    of_question: None,
    of_project: Some(find),
};

const DOCUMENTATION: &str = r"An entity lies within itself by way of others, kinds are kinds of each other, or claims correct each
other. Reports that draw on each other are no error but `gap/circular`.

**What to do.** Take one link out.

```yaml claims/example.yaml
entities:
  talks: {kind: event}
  town: {kind: place, part-of: province}
  province: {kind: place, part-of: town}
---
report: {id: morning}
claims:
  - {id: when, about: talks, says: {date: 2025-10-30}}
```
";

fn find(context: &Context<'_>) -> Vec<Finding> {
    input::findings(context, &CHECK, InputCode::Cycle)
}
