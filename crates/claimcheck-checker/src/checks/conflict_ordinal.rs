//! `conflict/ordinal`: ranks in a series that cannot all hold.

use claimcheck_core::model::ValueType;

use super::dispute::{self, Words};
use crate::check::Check;
use crate::context::Context;
use crate::finding::{Finding, Severity};
use crate::verdict::Kind;

pub(super) static CHECK: Check = Check {
    code: "conflict/ordinal",
    summary: "ranks in a series cannot all hold",
    severity: Severity::Error,
    documentation: DOCUMENTATION,
    find,
};

const DOCUMENTATION: &str = r"`nth: 2` says that an event is the second of its series. One event has one rank.

**What to do.** Check that both reports count the same series: the second summit of two leaders may be
the third meeting of their countries.

```yaml claims/example.yaml
kinds:
  meeting: {is: event}
entities:
  talks: {kind: meeting, series: summits}
---
report: {id: morning}
claims:
  - {id: rank, about: talks, says: {nth: 2}}
---
report: {id: evening}
claims:
  - {id: rank, about: talks, says: {nth: third}}
```
";

fn find(context: &Context<'_>) -> Vec<Finding> {
    let words = Words {
        premise: &|_| "an event has one place in its series".to_owned(),
        conclusion: &dispute::nothing_in_common,
        help: "check that the reports count the same series of events",
    };
    dispute::findings(context, &CHECK, Kind::Answers, &[ValueType::Nth], &words)
}
