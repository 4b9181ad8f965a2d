//! `input/quote-not-found`: a quote does not stand in its report.

use claimcheck_core::problem::InputCode;

use super::input;
use crate::check::{ByDefault, Check};
use crate::context::Context;
use crate::finding::{Finding, Severity};

pub(super) static CHECK: Check = Check {
    code: InputCode::QuoteNotFound.as_str(),
    summary: "a quote does not stand in its report",
    severity: Severity::Error,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    of_question: None,
    of_project: Some(find),
};

const DOCUMENTATION: &str = r"The words of a quote stand nowhere in the report, after white space, quotation marks, dashes and
emphasis are folded; or its prefix or suffix does not adjoin it. The nearest passage is shown, and only
ever suggested.

**What to do.** Copy the words from the report. `…` stands for words left out within a paragraph.

```yaml claims/example.yaml
kinds:
  meeting: {is: event}
entities:
  talks: {kind: meeting}
---
report: {file: morning.txt}
claims:
  - {id: when, about: talks, says: {date: 2025-10-30}, quote: held on October 30}
```

```text reports/morning.txt
The talks are to be held on 30 October 2025.
```
";

fn find(context: &Context<'_>) -> Vec<Finding> {
    input::findings(context, &CHECK, InputCode::QuoteNotFound)
}
