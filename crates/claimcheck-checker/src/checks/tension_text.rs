//! `tension/text`: different words for one answer.

use super::definition::{ByDefault, Check, Detect};
use super::tension::{self, Words};
use crate::context::Context;
use crate::finding::Finding;
use crate::judged::Judged;
use crate::meeting::TensionKind;
use crate::severity::Severity;

pub(super) static CHECK: Check = Check {
    code: "tension/text",
    summary: "different words for one answer",
    severity: Severity::Note,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    detect: Detect::Question(detect),
};

const DOCUMENTATION: &str = r"Two reports answer one question in different words. Words alone prove nothing: the two may mean the
same. Where the words are nearly alike, one of them may be a slip of the pen.

**What to do.** Read both passages. Where the answers are of a few kinds, a property of the type `choice`
compares them; where the two contradict each other, say so by `contradicts`.

```yaml claims/example.yaml
entities:
  raid: {kind: event}
properties:
  leader: {type: text}
---
report: {id: morning}
claims:
  - {id: who, about: raid, says: {leader: Jon Smith}}
---
report: {id: evening}
claims:
  - {id: who, about: raid, says: {leader: John Smith}}
```
";

static WORDS: Words = Words {
    kind: TensionKind::Text,
    assumption: "different words were different answers",
    help: "where both mean the same, nothing is wrong; where they do not, declare a `choice` of both, or `contradicts`",
};

fn detect(context: &Context<'_>, judged: &Judged<'_>) -> Option<Finding> {
    tension::detect(context, &CHECK, &WORDS, judged)
}
