//! `input/unused`: something is declared that nothing uses.

use claimcheck_core::problem::InputCode;

use super::input;
use crate::check::{ByDefault, Check};
use crate::context::Context;
use crate::finding::{Finding, Severity};

pub(super) static CHECK: Check = Check {
    code: InputCode::Unused.as_str(),
    summary: "something is declared that nothing uses",
    severity: Severity::Warning,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    of_question: None,
    of_project: Some(find),
};

const DOCUMENTATION: &str = r"An entity, a property or a text below the reports folder is used by no claim. Most often the claims
that mean it are missing, or call it by another name.
A series that one event alone belongs to, and whose name is that of another but for a letter, is most likely
that other: its event is held against nothing.

**What to do.** Take it out, or write the claims that it is for.

```yaml claims/example.yaml
entities:
  talks: {kind: event}
  forgotten: {kind: event}
---
report: {id: morning}
claims:
  - {id: when, about: talks, says: {date: 2025-10-30}}
```
";

fn find(context: &Context<'_>) -> Vec<Finding> {
    input::findings(context, &CHECK, InputCode::Unused)
}
