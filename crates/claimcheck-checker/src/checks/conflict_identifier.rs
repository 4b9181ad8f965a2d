//! `conflict/identifier`: identifiers of one thing that differ.

use claimcheck_core::model::{Answer, ClaimId, Model, Value};
use claimcheck_core::values::Identifier;

use super::definition::{ByDefault, Check, Detect};
use super::dispute::{self, Words};
use crate::context::Context;
use crate::finding::Finding;
use crate::judged::Judged;
use crate::positions::Position;
use crate::severity::Severity;
use crate::verdict::Verdict;

pub(super) static CHECK: Check = Check {
    code: "conflict/identifier",
    summary: "the identifiers of one thing differ",
    severity: Severity::Error,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    detect: Detect::Disputes(detect),
};

const DOCUMENTATION: &str = r"A property of the type `identifier` holds a registration, a serial number or the like.
Capital letters, white space, hyphens and dots do not count; any other difference is a conflict. Where two
are one letter or digit apart, the reason says so: one of them may be misspelt.

**What to do.** Compare the passages letter by letter. Where a thing had one identifier after the other,
give the claims a `when`.

```yaml claims/example.yaml
entities:
  aircraft: {names: [the aircraft]}
properties:
  registration: {type: identifier}
---
report: {id: morning}
claims:
  - {id: tail, about: aircraft, says: {registration: N-123 AB}}
---
report: {id: evening}
claims:
  - {id: tail, about: aircraft, says: {registration: N123AD}}
```
";

static WORDS: Words = Words {
    premise: dispute::one_answer,
    conclusion: differing,
    help: "compare the passages letter by letter, or give a claim the `scope` or `when` that it speaks of",
};

fn detect(context: &Context<'_>, judged: &Judged<'_>) -> Vec<Finding> {
    dispute::detect(context, &CHECK, &WORDS, judged)
}

/// Says that the answers differ, and whether those of the first two positions are one letter or digit
/// apart.
fn differing(context: &Context<'_>, verdict: &Verdict, positions: &[Position]) -> String {
    let nothing = dispute::nothing_in_common(context, verdict, positions);
    let named = |at: usize| {
        let mut claims = positions.get(at).into_iter().flat_map(|position| &position.claims);
        claims.find_map(|claim| identifier(context.model(), *claim))
    };
    match (named(0), named(1)) {
        (Some(one), Some(other)) if one.is_one_apart(other) => {
            format!("{nothing}, and are one letter or digit apart")
        }
        _ => nothing,
    }
}

fn identifier(model: &Model, claim: ClaimId) -> Option<&Identifier> {
    if let Answer::One(Value::Identifier(identifiers)) = &model.claim(claim).answer {
        identifiers.single()
    } else {
        None
    }
}
