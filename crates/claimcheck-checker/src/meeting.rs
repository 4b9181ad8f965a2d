//! What comes of comparing two claims, and what keeps them apart without a look at the network of
//! dates: other questions, other times, and how a property may change.

use claimcheck_core::ClaimGraph;
use claimcheck_core::model::{Answer, Changes, ClaimId};
use claimcheck_core::values::Relation;
use claimcheck_core::values::date::DateValue;

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

/// What keeps two claims apart by the questions that they answer.
pub(crate) fn apart_by_question(graph: &ClaimGraph, a: ClaimId, b: ClaimId) -> Option<Apart> {
    let model = graph.model();
    let one = model.question(model.claim(a).question);
    let other = model.question(model.claim(b).question);
    let differs = |differs: bool, apart: Apart| differs.then_some(apart);
    differs(one.subject != other.subject, Apart::Subject)
        .or_else(|| differs(one.property != other.property, Apart::Property))
        .or_else(|| differs(one.with != other.with, Apart::With))
        .or_else(|| differs(one.scope != other.scope, Apart::Scope))
}

pub(crate) fn overlap(a: Option<&DateValue>, b: Option<&DateValue>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => a.relate(b) != Relation::Disjoint,
        _ => true,
    }
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
