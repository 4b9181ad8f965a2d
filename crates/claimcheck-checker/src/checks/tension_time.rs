//! `tension/time`: answers that would clash at a time which they may have in common, or in one order of saying.

use super::definition::{ByDefault, Check, Detect};
use super::tension::{self, Words};
use crate::context::Context;
use crate::finding::Finding;
use crate::judged::Judged;
use crate::meeting::TensionKind;
use crate::severity::Severity;

pub(super) static CHECK: Check = Check {
    code: "tension/time",
    summary: "answers that would clash at a time which they may have in common, or in one order of saying",
    severity: Severity::Note,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    detect: Detect::Question(detect),
};

const DOCUMENTATION: &str = r"Two answers differ, and it is not certain that they are of one time: a `when` is approximate or doubted,
or is counted from an event whose date is not known; or the answer may change, and nothing says which
of the two was said first. Nothing is wrong as it stands.

**What to do.** Read the passages. Where they tell the time, write it: `when`, or an `as-of` with the hour.

```yaml claims/example.yaml
entities:
  strike: {kind: event}
properties:
  killed: {type: quantity, unit: people, changes: up}
---
report: {id: morning, published: 2025-07-02}
claims:
  - {id: toll, about: strike, says: {killed: 31}}
---
report: {id: evening, published: 2025-07-02}
claims:
  - {id: toll, about: strike, says: {killed: at least 43}}
```
";

static WORDS: Words = Words {
    kind: TensionKind::Time,
    assumption: "the time at which both may hold is real, or they were said in another order",
    help: "give the claims the `when` or the `as-of` that the passages state; an hour tells two of one day apart",
};

fn detect(context: &Context<'_>, judged: &Judged<'_>) -> Option<Finding> {
    tension::detect(context, &CHECK, &WORDS, judged)
}
