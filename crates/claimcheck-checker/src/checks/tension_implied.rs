//! `tension/implied`: answers that can both hold, and clash in what their words imply.

use super::definition::{ByDefault, Check, Detect};
use super::tension::{self, Words};
use crate::context::Context;
use crate::finding::Finding;
use crate::judged::Judged;
use crate::meeting::TensionKind;
use crate::severity::Severity;

pub(super) static CHECK: Check = Check {
    code: "tension/implied",
    summary: "answers that can both hold, and clash in what their words imply",
    severity: Severity::Note,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    detect: Detect::Question(detect),
};

const DOCUMENTATION: &str = r"`more than 30` is true of 90, and nobody would say it of 90. Words of degree have a plain sense, which
alone decides conflicts, and one that a reader takes from them. Here only the latter clash.

**What to do.** Read both passages. One of the two may be an older count, or of a part.

```yaml claims/example.yaml
entities:
  raid: {kind: event}
properties:
  killed: {type: quantity, unit: people}
---
report: {id: morning}
claims:
  - {id: toll, about: raid, says: {killed: more than 30 people}}
---
report: {id: evening}
claims:
  - {id: toll, about: raid, says: {killed: 90 people}}
```
";

static WORDS: Words = Words {
    kind: TensionKind::Implied,
    assumption: "both mean what their words imply",
    help: "see what each passage states: a bound that is far from the figure is mostly an older or a narrower count",
};

fn detect(context: &Context<'_>, judged: &Judged<'_>) -> Option<Finding> {
    tension::detect(context, &CHECK, &WORDS, judged)
}
