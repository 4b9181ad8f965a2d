//! `tension/lists`: lists that share no member, and do not say that they are complete.

use super::definition::{ByDefault, Check, Detect};
use super::tension::{self, Words};
use crate::context::Context;
use crate::finding::Finding;
use crate::judged::Judged;
use crate::meeting::TensionKind;
use crate::severity::Severity;

pub(super) static CHECK: Check = Check {
    code: "tension/lists",
    summary: "lists that share no member, and do not say that they are complete",
    severity: Severity::Note,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    detect: Detect::Question(detect),
};

const DOCUMENTATION: &str = r"Two reports name different members of one list, and none in common. Neither says that its list is
complete, so both can be right.

**What to do.** Read the passages. Where one does give the whole list, write `{only: […]}`.

```yaml claims/example.yaml
entities:
  tour: {kind: event}
  japan: {kind: place}
  qatar: {kind: place}
properties:
  stops: {type: place, many: true}
---
report: {id: morning}
claims:
  - {id: stops, about: tour, says: {stops: [japan]}}
---
report: {id: evening}
claims:
  - {id: stops, about: tour, says: {stops: [qatar]}}
```
";

static WORDS: Words = Words {
    kind: TensionKind::Lists,
    assumption: "their lists were complete",
    help: "write `only` where a passage says that its list is complete; add the members that it also names",
};

fn detect(context: &Context<'_>, judged: &Judged<'_>) -> Option<Finding> {
    tension::detect(context, &CHECK, &WORDS, judged)
}
