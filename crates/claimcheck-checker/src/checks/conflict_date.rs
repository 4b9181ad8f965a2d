//! `conflict/date`: dates of one thing that have no moment in common.

use super::definition::{ByDefault, Check, Detect};
use super::dispute::{self, Words};
use crate::context::Context;
use crate::finding::Finding;
use crate::judged::Judged;
use crate::severity::Severity;

pub(super) static CHECK: Check = Check {
    code: "conflict/date",
    summary: "the dates of one thing have no moment in common",
    severity: Severity::Error,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    detect: Detect::Disputes(detect),
};

const DOCUMENTATION: &str = r"Every date is an interval: `2025-10` is all of October, `next thursday` is one day
counted from the report's `published`. Two dates conflict where the intervals share nothing; a day
inside a month is no conflict but a refinement. `~` widens a date by one unit on each side, and a
clash that rests on `~` or `?` is at most a warning.

**What to do.** See the steps of the reason: a relative date shows what it was counted from. A wrong
`published` is the most common cause.

```yaml claims/example.yaml
kinds:
  meeting: {is: event}
entities:
  talks: {kind: meeting, names: [the talks]}
---
report: {id: morning, published: 2025-10-25}
claims:
  - {id: when, about: the talks, says: {date: next thursday}}
---
report: {id: evening, published: 2025-10-25}
claims:
  - {id: when, about: the talks, says: {date: 2025-10-29}}
```
";

static WORDS: Words = Words {
    premise: |property| format!("`{}` lies within one interval of time", property.id),
    conclusion: dispute::nothing_in_common,
    help: "check what a relative date is counted from (`published`), or give a claim the `scope` that it speaks of",
};

fn detect(context: &Context<'_>, judged: &Judged<'_>) -> Vec<Finding> {
    dispute::detect(context, &CHECK, &WORDS, judged)
}
