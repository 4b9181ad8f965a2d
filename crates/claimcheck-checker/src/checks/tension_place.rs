//! `tension/place`: two places whose relation nobody declared.

use super::definition::{ByDefault, Check, Detect};
use super::tension::{self, Words};
use crate::context::Context;
use crate::finding::Finding;
use crate::judged::Judged;
use crate::meeting::TensionKind;
use crate::severity::Severity;

pub(super) static CHECK: Check = Check {
    code: "tension/place",
    summary: "two places whose relation nobody declared",
    severity: Severity::Note,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    detect: Detect::Question(detect),
};

const DOCUMENTATION: &str = r"Two places differ in kind, or one of them is only known to lie somewhere in a whole of the other. Nobody
declared how they lie to each other, so both reports may be right.

**What to do.** Declare it: `part-of` where one lies in the other, `overlaps` where they share something,
`distinct-from` where they share nothing.

```yaml claims/example.yaml
kinds:
  city: {is: place}
  site: {is: place}
entities:
  raid: {kind: event}
  homs: {kind: city}
  air-base: {kind: site}
properties:
  place: {type: place}
---
report: {id: morning}
claims:
  - {id: where, about: raid, says: {place: homs}}
---
report: {id: evening}
claims:
  - {id: where, about: raid, says: {place: air-base}}
```
";

static WORDS: Words = Words {
    kind: TensionKind::Place,
    assumption: "places whose relation nobody declared are apart",
    help: "declare how the two lie: `part-of`, `overlaps`, or `distinct-from`",
};

fn detect(context: &Context<'_>, judged: &Judged<'_>) -> Option<Finding> {
    tension::detect(context, &CHECK, &WORDS, judged)
}
