//! `tension/unknown`: one report says that the answer is not known, and another gives it.

use super::definition::{ByDefault, Check, Detect};
use super::tension::{self, Words};
use crate::context::Context;
use crate::finding::Finding;
use crate::judged::Judged;
use crate::meeting::TensionKind;
use crate::severity::Severity;

pub(super) static CHECK: Check = Check {
    code: "tension/unknown",
    summary: "one report says that the answer is not known, and another gives it",
    severity: Severity::Note,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    detect: Detect::Question(detect),
};

const DOCUMENTATION: &str = r"A report that says that nobody knows the answer contradicts nobody. But a report that gives the answer
knows more, or claims to.

**What to do.** See which of them came later, and where the answer comes from.

```yaml claims/example.yaml
entities:
  fire: {kind: event}
properties:
  cause: {type: choice, levels: [arson, fault]}
---
report: {id: morning}
claims:
  - {id: cause, about: fire, says: {cause: unknown}}
---
report: {id: evening}
claims:
  - {id: cause, about: fire, says: {cause: fault}}
```
";

static WORDS: Words = Words {
    kind: TensionKind::Unknown,
    assumption: "the answer that one gives is the one that the other says is not known",
    help: "see which report was later, and whether the one that gives the answer names its source",
};

fn detect(context: &Context<'_>, judged: &Judged<'_>) -> Option<Finding> {
    tension::detect(context, &CHECK, &WORDS, judged)
}
