//! `conflict/regression`: a value went the way that `changes` forbids.

use claimcheck_core::model::Changes;

use super::definition::{ByDefault, Check, Detect};
use super::dispute::{self, Words};
use crate::context::Context;
use crate::finding::Finding;
use crate::judged::Judged;
use crate::positions::Position;
use crate::severity::Severity;
use crate::verdict::Verdict;
use crate::words;

pub(super) static CHECK: Check = Check {
    code: "conflict/regression",
    summary: "a value went the way that its property cannot change",
    severity: Severity::Error,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    detect: Detect::Disputes(detect),
};

const DOCUMENTATION: &str = r"A property says how a later answer may differ from an earlier one: `changes: up` for a number
that only grows, `down` for one that only falls, `forward` for a scale that is only climbed. Later and
earlier are by `as-of`, which is the report's `published` where a claim says nothing else.

**What to do.** Check the `as-of` of both: a report may repeat an old figure. Where it corrects an
earlier one, say so by `corrects`.

```yaml claims/example.yaml
entities:
  flood: {kind: event}
properties:
  missing: {type: quantity, unit: people, changes: up}
---
report: {id: monday, published: 2025-10-27}
claims:
  - {id: toll, about: flood, says: {missing: 40}}
---
report: {id: tuesday, published: 2025-10-28}
claims:
  - {id: toll, about: flood, says: {missing: 31}}
```
";

static WORDS: Words = Words {
    premise: |property| match property.changes {
        Changes::Down => format!("a later `{}` is never above an earlier one", property.id),
        Changes::Never | Changes::Freely | Changes::Up => {
            format!("a later `{}` is never below an earlier one", property.id)
        }
    },
    conclusion: course,
    help: "check the `as-of` of each claim, and let a correction name what it `corrects`",
};

fn detect(context: &Context<'_>, judged: &Judged<'_>) -> Vec<Finding> {
    dispute::detect(context, &CHECK, &WORDS, judged)
}

/// The answers with the times at which they were said.
fn course(context: &Context<'_>, verdict: &Verdict, _: &[Position]) -> String {
    let model = context.model();
    let said = verdict.classes.iter().filter_map(|class| {
        let claim = class.first()?;
        let as_of = model.entry_of(claim).as_of.as_deref()?;
        let answer = words::answer(model, claim);
        Some(format!("{answer} as of {}", model.print_date(as_of)))
    });
    format!("it went the other way: {}", words::list(&said.collect::<Vec<_>>()))
}
