//! `conflict/negation`: one claim affirms what another denies.

use super::definition::{ByDefault, Check, Detect};
use super::dispute::{self, Words};
use crate::context::Context;
use crate::finding::Finding;
use crate::judged::Judged;
use crate::severity::Severity;

pub(super) static CHECK: Check = Check {
    code: "conflict/negation",
    summary: "one claim affirms what another denies",
    severity: Severity::Error,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    detect: Detect::Disputes(detect),
};

const DOCUMENTATION: &str = r"A denial (`{not: V}`) leaves every other answer possible. It conflicts with an answer that
lies within what it denies: `{not: south-korea}` with a town in South Korea, but `{not: gyeongju}` not
with South Korea as a whole.

**What to do.** Check whether both speak of the same time and scope: a denial is often of an earlier
or a narrower thing.

```yaml claims/example.yaml
entities:
  talks: {kind: event}
  taiwan-question: {names: [Taiwan]}
properties:
  agenda: {type: entity, many: true}
---
report: {id: morning}
claims:
  - {id: topic, about: talks, says: {agenda: [Taiwan]}}
---
report: {id: evening}
claims:
  - {id: no-topic, about: talks, says: {agenda: {not: Taiwan}}}
```
";

static WORDS: Words = Words {
    premise: |property| format!("a denial of `{}` leaves every other answer possible", property.id),
    conclusion: |_, _, positions| {
        format!("what one claim affirms, another denies: {}", dispute::answers(positions))
    },
    help: "check that both speak of the same thing: a denial may be of an earlier time (`when`) or a narrower `scope`",
};

fn detect(context: &Context<'_>, judged: &Judged<'_>) -> Vec<Finding> {
    dispute::detect(context, &CHECK, &WORDS, judged)
}
