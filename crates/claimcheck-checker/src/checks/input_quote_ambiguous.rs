//! `input/quote-ambiguous`: a quote stands in its report several times.

use claimcheck_core::problem::InputCode;

use super::input;
use crate::check::{ByDefault, Check};
use crate::context::Context;
use crate::finding::{Finding, Severity};

pub(super) static CHECK: Check = Check {
    code: InputCode::QuoteAmbiguous.as_str(),
    summary: "a quote stands in its report several times",
    severity: Severity::Error,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    of_question: None,
    of_project: Some(find),
};

const DOCUMENTATION: &str = r"A quote must say which passage is meant. Overlapping matches are several matches.

**What to do.** Quote more words, or write `quote: {exact: …, prefix: …, suffix: …}` with the words
directly before or after.

```yaml claims/example.yaml
kinds:
  meeting: {is: event}
entities:
  talks: {kind: meeting}
---
report: {file: morning.txt}
claims:
  - {id: when, about: talks, says: {date: 2025-10-30}, quote: the talks}
```

```text reports/morning.txt
After the talks, the minister said that the talks on 30 October 2025 had gone well.
```
";

fn find(context: &Context<'_>) -> Vec<Finding> {
    input::findings(context, &CHECK, InputCode::QuoteAmbiguous)
}
