//! Which claims a ruling rejects, as long as it holds: they take no part in any other check.

use std::collections::BTreeSet;

use claimcheck_core::ClaimGraph;
use claimcheck_core::model::{ClaimId, EntryId, Ruling};
use claimcheck_core::values::Relation;

use crate::known::{Listed, listed};
use crate::pins::pin;
use crate::words;

/// What rulings that hold come to: those that have not run out, whose claims and quotes are those that
/// were judged, and whose questions have no new answer that clashes with what was accepted.
#[derive(Debug, Default)]
pub(crate) struct Ruled {
    /// The claims that a ruling on a dispute rejects.
    pub(crate) rejected: BTreeSet<ClaimId>,
    /// The answers that each other ruling is about: of what only several questions show, nothing is
    /// taken out, and what is ruled is told as such.
    pub(crate) sets: Vec<BTreeSet<Listed>>,
}

/// What the rulings of a project come to on a day.
pub(crate) fn ruled(graph: &ClaimGraph, today: Option<i128>) -> Ruled {
    let mut ruled = Ruled::default();
    for ruling in graph.model().rulings.iter().filter(|ruling| holds(graph, ruling, today)) {
        let accepted = claims(graph, ruling, &ruling.accept);
        let rejected = claims(graph, ruling, &ruling.reject);
        if rejected.iter().any(|claim| accepted.iter().any(|other| clash(graph, *claim, *other))) {
            ruled.rejected.extend(rejected);
        } else {
            let all = accepted.iter().chain(&rejected);
            ruled.sets.push(all.map(|claim| listed(graph.model(), *claim)).collect());
        }
    }
    ruled
}

fn clash(graph: &ClaimGraph, a: ClaimId, b: ClaimId) -> bool {
    let model = graph.model();
    let (one, other) = (model.claim(a), model.claim(b));
    one.question == other.question
        && one.answer.relate(&other.answer, &model.taxonomy) == Some(Relation::Disjoint)
}

fn claims(graph: &ClaimGraph, ruling: &Ruling, entries: &[EntryId]) -> Vec<ClaimId> {
    let model = graph.model();
    let own = entries.iter().flat_map(|entry| model.entry(*entry).claims.iter());
    own.filter(|claim| ruling.questions.contains(&model.claim(*claim).question)).collect()
}

fn holds(graph: &ClaimGraph, ruling: &Ruling, today: Option<i128>) -> bool {
    let model = graph.model();
    let is_over = |(until, _): &(claimcheck_core::values::date::DateValue, String)| {
        today.is_some_and(|today| until.is_over_on(today))
    };
    if ruling.until.as_ref().is_some_and(is_over) {
        return false;
    }
    let unchanged = ruling.pins.iter().all(|then| {
        let now = pin(model, then.entry, &ruling.questions);
        now.says == then.says && (then.quote.is_none() || now.quote == then.quote)
    });
    unchanged && !is_reopened(graph, ruling)
}

/// Whether an answer that was not judged clashes with one that was accepted.
fn is_reopened(graph: &ClaimGraph, ruling: &Ruling) -> bool {
    let model = graph.model();
    let accepted = claims(graph, ruling, &ruling.accept);
    let rejected = claims(graph, ruling, &ruling.reject);
    let judged: BTreeSet<String> =
        accepted.iter().chain(&rejected).map(|claim| words::normal(model, *claim)).collect();
    let others = ruling.questions.iter().flat_map(|question| graph.standing(*question));
    let mut new = others.filter(|claim| !judged.contains(&words::normal(model, *claim)));
    new.any(|claim| accepted.iter().any(|other| clash(graph, claim, *other)))
}
