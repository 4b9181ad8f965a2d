//! `input/stale-baseline`: a conflict that is listed as known, and is gone.

use claimcheck_core::problem::InputCode;

use super::input;
use crate::check::{ByDefault, Check};
use crate::context::Context;
use crate::finding::{Finding, Severity};

pub(super) static CHECK: Check = Check {
    code: InputCode::StaleBaseline.as_str(),
    summary: "a conflict that is listed as known is gone",
    severity: Severity::Warning,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    of_question: None,
    of_project: Some(find),
};

const DOCUMENTATION: &str = r"`claimcheck.baseline.yaml` lists the conflicts that are known. Of this one nothing is left: no two of its
answers clash any more. Left in the list, it would hide the conflict if that came back.

**What to do.** `claimcheck baseline prune` takes it out.

```yaml claims/example.yaml
entities:
  talks: {kind: event}
---
report: {id: morning}
claims:
  - {id: when, about: talks, says: {date: 2025-10-30}}
---
report: {id: evening}
claims:
  - {id: when, about: talks, says: {date: 2025-10-30}}
```

```yaml claimcheck.baseline.yaml
known:
- conflict: {code: conflict/date, question: talks.date, answers: [2025-10-29, 2025-10-30]}
  fingerprint: 42f0d41b9ec9957a75f4272fa4ac474c
```
";

fn find(context: &Context<'_>) -> Vec<Finding> {
    input::findings(context, &CHECK, InputCode::StaleBaseline)
}
