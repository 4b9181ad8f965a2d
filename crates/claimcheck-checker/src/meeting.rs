//! What comes of comparing two claims, and what keeps them apart by the questions that they answer.

use claimcheck_core::ClaimGraph;
use claimcheck_core::model::ClaimId;
use claimcheck_core::values::Relation;

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
    /// They would clash under exactly one assumption more.
    Tension(TensionKind),
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
    /// It is not certain that they hold at a common time, and both can hold if they do.
    PerhapsNever,
    /// Both state that the answer is not known, or hold at different times.
    Unknown,
    /// One of them has been corrected.
    Superseded,
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

/// The one assumption under which claims would clash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TensionKind {
    /// That their scopes are one.
    Scope,
    /// That a time that they may have in common is real, or one order of saying.
    Time,
    /// That their lists are complete.
    Lists,
    /// That different words are different answers.
    Text,
    /// That they mean what their words imply.
    Implied,
    /// That places whose relation nobody declared are apart.
    Place,
    /// That the answer that one gives is the one that another says is not known.
    Unknown,
}

/// Claims of one question that would clash under one assumption more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tension {
    /// The assumption.
    pub kind: TensionKind,
    /// The claims, in order.
    pub claims: Vec<ClaimId>,
}
