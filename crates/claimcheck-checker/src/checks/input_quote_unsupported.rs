//! `input/quote-unsupported`: a number of a quantity is not in its quote.

use claimcheck_core::problem::InputCode;

use super::input;
use crate::check::{ByDefault, Check};
use crate::context::Context;
use crate::finding::{Finding, Severity};

pub(super) static CHECK: Check = Check {
    code: InputCode::QuoteUnsupported.as_str(),
    summary: "a number of a quantity is not in its quote",
    severity: Severity::Warning,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    of_question: None,
    of_project: Some(find),
};

const DOCUMENTATION: &str = r"The quote of a quantity mentions another number, or none. Number words are understood
(`fifteen`, `three hundred and fifty billion`).

**What to do.** Quote the passage that gives the number, or correct the value.

```yaml claims/example.yaml
entities:
  pledge: {}
properties:
  worth: {type: quantity, unit: USD}
---
report: {file: morning.txt}
claims:
  - {id: worth, about: pledge, says: {worth: 530 billion}, quote: pledged 350 billion dollars}
```

```text reports/morning.txt
Seoul pledged 350 billion dollars in July.
```
";

fn find(context: &Context<'_>) -> Vec<Finding> {
    input::findings(context, &CHECK, InputCode::QuoteUnsupported)
}
