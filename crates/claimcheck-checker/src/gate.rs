//! The gate: whether two claims of one question speak of the same thing at all, and what follows where
//! they do. Most false alarms come from comparing claims that differ in time or scope; this is where
//! such pairs are kept apart.

use claimcheck_core::ClaimGraph;
use claimcheck_core::model::{Answer, ClaimId, ValueType};
use claimcheck_core::values::Relation;

use crate::meeting::{Apart, Clash, Meeting, differ, overlap};
use crate::network::Network;
use crate::windows;

/// Compares two standing claims on one question. What windows of time come to depends on when
/// their events were, and so on the network once it is solved.
pub(crate) fn compare(
    graph: &ClaimGraph,
    network: Option<&Network>,
    a: ClaimId,
    b: ClaimId,
) -> Meeting {
    let model = graph.model();
    let (one, other) = (model.claim(a), model.claim(b));
    if one.answer == Answer::Unknown || other.answer == Answer::Unknown {
        return Meeting::Apart(Apart::Unknown);
    }
    let (one_entry, other_entry) = (model.entry(one.entry), model.entry(other.entry));
    if !overlap(one_entry.when.as_deref(), other_entry.when.as_deref()) {
        return Meeting::Apart(Apart::ValidTime);
    }
    if let (Some(network), Answer::One(first), Answer::One(second)) =
        (network, &one.answer, &other.answer)
        && let Some(meeting) = windows::meet(network, model.question(one.question), first, second)
    {
        return meeting;
    }
    match one.answer.relate(&other.answer, &model.taxonomy) {
        None => Meeting::Incomparable,
        Some(Relation::Disjoint)
            if one.as_written().is_same_within_rounding(&other.as_written()) =>
        {
            Meeting::Agree(Relation::Overlap)
        }
        Some(Relation::Disjoint) => {
            let property = model.property(model.question(one.question).property);
            let (a, b) = (one_entry.as_of.as_deref(), other_entry.as_of.as_deref());
            differ(property.changes, (&one.answer, a), (&other.answer, b))
        }
        Some(Relation::Overlap) if declared_apart(graph, a, b) => Meeting::Clash(Clash::Answers),
        Some(relation) => Meeting::Agree(relation),
    }
}

/// Words alone cannot prove a conflict; a declared contradiction of two texts does.
fn declared_apart(graph: &ClaimGraph, a: ClaimId, b: ClaimId) -> bool {
    let model = graph.model();
    let question = model.question(model.claim(a).question);
    let text = model.property(question.property).value_type == ValueType::Text;
    let declares = |a: ClaimId, b: ClaimId| {
        let other = model.claim(b).entry;
        model.entry_of(a).links.contradicts().iter().any(|(entry, _)| *entry == other)
    };
    text && (declares(a, b) || declares(b, a))
}
