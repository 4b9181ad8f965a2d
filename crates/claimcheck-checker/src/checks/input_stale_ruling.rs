//! `input/stale-ruling`: a ruling that settles nothing, or no longer holds.

use claimcheck_core::problem::InputCode;

use super::input;
use crate::check::{ByDefault, Check};
use crate::context::Context;
use crate::finding::{Finding, Severity};

pub(super) static CHECK: Check = Check {
    code: InputCode::StaleRuling.as_str(),
    summary: "a ruling settles nothing, or no longer holds",
    severity: Severity::Warning,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    of_question: None,
    of_project: Some(find),
};

const DOCUMENTATION: &str = r"A ruling settles the conflict on its question for the answers that it judged. It settles nothing where
there is no such conflict any more. It no longer holds where its `until` has passed, where another answer
has come up since, or where a claim that it pinned says something else or quotes other words. The conflict
is then new again, and its reason says what changed.

**What to do.** Where the conflict is gone, take the ruling out. Else judge anew: `claimcheck rule
QUESTION` writes a ruling for the conflict as it is now.

```yaml claims/example.yaml
entities:
  talks: {kind: event}
rulings:
  - question: talks.date
    accept: [morning#when]
    reject: [evening#when]
    because: the morning paper had it from the host
---
report: {id: morning}
claims:
  - {id: when, about: talks, says: {date: 2025-10-30}}
---
report: {id: evening}
claims:
  - {id: when, about: talks, says: {date: 2025-10-30}}
```
";

fn find(context: &Context<'_>) -> Vec<Finding> {
    input::findings(context, &CHECK, InputCode::StaleRuling)
}
