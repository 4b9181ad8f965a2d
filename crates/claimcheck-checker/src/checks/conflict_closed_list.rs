//! `conflict/closed-list`: a complete list, and a member outside it.

use super::definition::{ByDefault, Check, Detect};
use super::dispute::{self, Words};
use crate::context::Context;
use crate::finding::Finding;
use crate::judged::Judged;
use crate::severity::Severity;

pub(super) static CHECK: Check = Check {
    code: "conflict/closed-list",
    summary: "a complete list leaves out what another report names",
    severity: Severity::Error,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    detect: Detect::Disputes(detect),
};

const DOCUMENTATION: &str = r"For a property with `many: true`, a plain list says what is among the values, and
`{only: […]}` says that there are no others. A value that fits no member of a complete list
contradicts it. So do two values of which the property has at most one (`exclusive`).

**What to do.** Write `only` where the report says that its list is complete, and nowhere else.

```yaml claims/example.yaml
kinds:
  country: {is: place}
entities:
  tour: {kind: event}
  malaysia: {kind: country}
  japan: {kind: country}
  qatar: {kind: country}
properties:
  stops: {type: place, many: true}
---
report: {id: morning}
claims:
  - {id: two, about: tour, says: {stops: {only: [malaysia, japan]}}}
---
report: {id: evening}
claims:
  - {id: another, about: tour, says: {stops: [qatar]}}
```
";

static WORDS: Words = Words {
    premise: |property| {
        format!(
            "`{}` may have several values, and a complete list (`only`) has no others",
            property.id
        )
    },
    conclusion: |_, _, positions| {
        format!("a value stands outside a complete list: {}", dispute::answers(positions))
    },
    help: "write `only` where a report says that its list is complete, a plain list where it names some",
};

fn detect(context: &Context<'_>, judged: &Judged<'_>) -> Vec<Finding> {
    dispute::detect(context, &CHECK, &WORDS, judged)
}
