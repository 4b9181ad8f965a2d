//! The gate: whether two claims speak of the same thing at all, and what follows where they do.
//! Most false alarms come from comparing claims that differ in time or scope; this is where such
//! pairs are kept apart, and where it is known why.

use claimcheck_core::ClaimGraph;
use claimcheck_core::model::{Answer, Changes, ClaimId, ValueType};
use claimcheck_core::values::Relation;
use claimcheck_core::values::date::DateValue;

use crate::context::Context;
use crate::network::Network;
use crate::windows;

/// What comes of comparing two claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meeting {
    /// They are not compared.
    Apart(Apart),
    /// They are of one question, and their answers have no common measure.
    Incomparable,
    /// Both can hold; how the first answer lies to the second.
    Agree(Relation),
    /// They differ, and the thing may have changed in this way from one to the other.
    Succession,
    /// They cannot both hold.
    Clash(Clash),
}

/// What keeps two claims from meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Apart {
    /// They are about different subjects.
    Subject,
    /// They state different properties.
    Property,
    /// They are confined to different scopes.
    Scope,
    /// They are of the order to different events.
    With,
    /// They hold at different times.
    ValidTime,
    /// One of them states that the answer is not known.
    Unknown,
    /// One of them has been corrected.
    Superseded,
    /// They differ, the thing may change, and it is not known which was said first.
    NoOrder,
}

/// Why two claims cannot both hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clash {
    /// Their answers have nothing in common.
    Answers,
    /// The later answer went the way that the property's `changes` forbids.
    Regression,
    /// What one of them implies, and does not say, falls into what the other excludes.
    Implied,
}

/// Compares two claims of a project, gate first.
pub fn meet(context: &Context<'_>, a: ClaimId, b: ClaimId) -> Meeting {
    let graph = context.graph;
    match apart_by_question(graph, a, b) {
        Some(apart) => Meeting::Apart(apart),
        None if !graph.stands(a) || !graph.stands(b) => Meeting::Apart(Apart::Superseded),
        None => compare(graph, Some(&context.network), a, b),
    }
}

fn apart_by_question(graph: &ClaimGraph, a: ClaimId, b: ClaimId) -> Option<Apart> {
    let model = graph.model();
    let one = model.question(model.claim(a).question);
    let other = model.question(model.claim(b).question);
    let differs = |differs: bool, apart: Apart| differs.then_some(apart);
    differs(one.subject != other.subject, Apart::Subject)
        .or_else(|| differs(one.property != other.property, Apart::Property))
        .or_else(|| differs(one.with != other.with, Apart::With))
        .or_else(|| differs(one.scope != other.scope, Apart::Scope))
}

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
        Some(Relation::Disjoint) => {
            let property = model.property(model.question(one.question).property);
            let (a, b) = (one_entry.as_of.as_deref(), other_entry.as_of.as_deref());
            differ(property.changes, (&one.answer, a), (&other.answer, b))
        }
        Some(Relation::Overlap) if declared_apart(graph, a, b) => Meeting::Clash(Clash::Answers),
        Some(relation) => Meeting::Agree(relation),
    }
}

pub(crate) fn overlap(a: Option<&DateValue>, b: Option<&DateValue>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => a.relate(b) != Relation::Disjoint,
        _ => true,
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

/// What two different answers mean, by when they were said and how the property may change.
pub(crate) fn differ(
    changes: Changes,
    (a, a_said): (&Answer, Option<&DateValue>),
    (b, b_said): (&Answer, Option<&DateValue>),
) -> Meeting {
    if changes == Changes::Never {
        return Meeting::Clash(Clash::Answers);
    }
    let (Some(a_said), Some(b_said)) = (a_said, b_said) else {
        return Meeting::Apart(Apart::NoOrder);
    };
    if a_said.relate(b_said) == Relation::Equal {
        return Meeting::Clash(Clash::Answers);
    }
    let (earlier, later) = if a_said.precedes(b_said) {
        (a, b)
    } else if b_said.precedes(a_said) {
        (b, a)
    } else {
        return Meeting::Apart(Apart::NoOrder);
    };
    let fell = lies_below(later, earlier);
    let rose = lies_below(earlier, later);
    match changes {
        Changes::Up if fell => Meeting::Clash(Clash::Regression),
        Changes::Down if rose => Meeting::Clash(Clash::Regression),
        _ => Meeting::Succession,
    }
}

fn lies_below(a: &Answer, b: &Answer) -> bool {
    match (a, b) {
        (Answer::One(a), Answer::One(b)) => a.lies_below(b),
        _ => false,
    }
}
