//! `conflict/order`: what reports say of the order of events cannot all hold.

use claimcheck_core::model::ValueType;

use super::dispute::{self, Words};
use crate::check::Check;
use crate::context::Context;
use crate::finding::{Finding, Severity};
use crate::verdict::Kind;

pub(super) static CHECK: Check = Check {
    code: "conflict/order",
    summary: "dates and orders of events cannot all hold",
    severity: Severity::Error,
    documentation: DOCUMENTATION,
    find,
};

const DOCUMENTATION: &str = r"What reports say of the order of two events is a set of Allen's thirteen relations: `before`
is one of them, `starts-before` five. Two reports conflict where no relation is in both sets, from
whichever of the two events they tell it.

**What to do.** Read the passages: `before` says that one event ended before the other began. Where a
report only says which began first, write `starts-before`.

```yaml claims/example.yaml
kinds:
  meeting: {is: event}
entities:
  talks: {kind: meeting}
  vote: {kind: meeting}
---
report: {id: morning}
claims:
  - {id: first, about: talks, says: {before: vote}}
---
report: {id: evening}
claims:
  - {id: during, about: vote, says: {contains: talks}}
```
";

fn find(context: &Context<'_>) -> Vec<Finding> {
    let words = Words {
        premise: &|_| "two events lie to each other in one of thirteen ways".to_owned(),
        conclusion: &dispute::nothing_in_common,
        help: "write the loosest relation that the passage states: `starts-before` rather than `before`",
    };
    let kinds = [Kind::Answers, Kind::Negation];
    let of = |kind| dispute::findings(context, &CHECK, kind, &[ValueType::Order], &words);
    kinds.into_iter().flat_map(of).collect()
}
