//! `conflict/place`: places of one thing, neither of which lies in the other.

use claimcheck_core::ClaimGraph;
use claimcheck_core::model::{Answer, ClaimId, Value};
use claimcheck_core::values::EntityId;

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
    code: "conflict/place",
    summary: "the places of one thing have nothing in common",
    severity: Severity::Error,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    detect: Detect::Disputes(detect),
};

const DOCUMENTATION: &str = r"A place is itself and all that lies within it (`part-of`), so a town and its country agree:
the town refines the country. Two parts of one whole that are of one kind share nothing unless one
declares `overlaps: [other]`; places without a whole are parts of the world. How places of two kinds
lie to each other, and one that lies `somewhere-in` a whole to the parts of it, is not known unless
`distinct-from` says that they share nothing.

**What to do.** Where one place does lie in the other, say so by `part-of`; where the two share
something, by `overlaps`; where they are two names of one place, by `same-as`.

```yaml claims/example.yaml
entities:
  talks: {kind: event}
  busan: {kind: place, part-of: south-korea}
  gyeongju: {kind: place, part-of: south-korea}
  south-korea: {kind: place}
properties:
  place: {type: place}
---
report: {id: morning}
claims:
  - {id: where, about: talks, says: {place: gyeongju}}
---
report: {id: evening}
claims:
  - {id: where, about: talks, says: {place: busan}}
```
";

static WORDS: Words = Words {
    premise: |property| format!("`{}` is one place, and all that lies within it", property.id),
    conclusion: apart,
    help: "where one place lies in the other, declare `part-of`; where they share something, `overlaps: [other]`; where they are one place, `same-as`",
};

fn detect(context: &Context<'_>, judged: &Judged<'_>) -> Vec<Finding> {
    dispute::detect(context, &CHECK, &WORDS, judged)
}

/// Names the two siblings that keep the first two positions apart.
fn apart(context: &Context<'_>, verdict: &Verdict, positions: &[Position]) -> String {
    let model = context.model();
    let nothing = dispute::nothing_in_common(context, verdict, positions);
    let places: Vec<Vec<EntityId>> = positions
        .iter()
        .map(|position| {
            position.claims.iter().filter_map(|claim| place(context.graph, *claim)).collect()
        })
        .collect();
    let [first, second, ..] = places.as_slice() else { return nothing };
    let mut pairs = first.iter().flat_map(|a| second.iter().map(move |b| (*a, *b)));
    let Some((one, other)) = pairs.find_map(|(a, b)| model.taxonomy.apart(a, b)) else {
        return nothing;
    };
    let name = |entity| words::entity(model, entity);
    let of_both = model
        .taxonomy
        .wholes(one)
        .iter()
        .find(|whole| model.taxonomy.wholes(other).contains(whole));
    let whole = of_both.map_or("the world", |whole| name(*whole));
    format!(
        "{nothing}: {} and {} are two parts of {whole}, and nothing says that they overlap",
        name(one),
        name(other)
    )
}

fn place(graph: &ClaimGraph, claim: ClaimId) -> Option<EntityId> {
    match &graph.model().claim(claim).answer {
        Answer::One(Value::Entity(terms)) => terms.terms().first().copied(),
        _ => None,
    }
}
