//! The comparison of two claims on one question: whether they meet, and what follows where they do.
//! Most false alarms come from comparing claims that differ in time or scope; this is where such
//! pairs are kept apart.

use claimcheck_core::ClaimGraph;
use claimcheck_core::model::{Answer, Changes, Claim, ClaimId, Entry, Property, ValueType};
use claimcheck_core::values::Relation;
use claimcheck_core::values::date::{CommonTime, DateValue, ValidTime};

use super::event_times;
use crate::meeting::{Apart, Clash, Meeting, TensionKind};
use crate::network::Network;
use crate::windows;

/// A time as exact as this, in seconds, is one moment.
const MOMENT: i128 = 60;

/// Compares claims on one question. What windows of time come to, and which times counted from
/// events have a moment in common, depends on the network once it is solved.
#[derive(Clone, Copy)]
pub(crate) struct Comparer<'g> {
    pub(crate) graph: &'g ClaimGraph,
    pub(crate) network: Option<&'g Network>,
}

impl Comparer<'_> {
    /// Compares two claims that stand.
    pub(crate) fn compare(&self, a: ClaimId, b: ClaimId) -> Meeting {
        self.compare_claims(&[a], &[b])
    }

    /// Compares the claims of two classes. Those of one class say the same at the same time, in
    /// voices that may differ.
    pub(crate) fn compare_claims(&self, a: &[ClaimId], b: &[ClaimId]) -> Meeting {
        let (Some(&first), Some(&second)) = (a.first(), b.first()) else {
            return Meeting::Apart(Apart::Unknown);
        };
        let common = self.common_time(first, second);
        if common == CommonTime::None {
            return Meeting::Apart(Apart::ValidTime);
        }
        let meeting = self.at_a_common_time(a, b, (first, second));
        match (common, meeting) {
            (CommonTime::Possible, Meeting::Clash(_)) => Meeting::Tension(TensionKind::Time),
            (CommonTime::Possible, _) => Meeting::Apart(Apart::PerhapsNever),
            (CommonTime::None | CommonTime::Certain, meeting) => meeting,
        }
    }

    /// Whether two claims hold at a common time.
    pub(crate) fn common_time(&self, a: ClaimId, b: ClaimId) -> CommonTime {
        let model = self.graph.model();
        let when = |claim: ClaimId| model.entry_of(claim).when.as_deref();
        self.common(when(a), when(b))
    }

    /// Whether two times have a moment in common; what holds always is not limited.
    pub(crate) fn common(&self, a: Option<&ValidTime>, b: Option<&ValidTime>) -> CommonTime {
        match (a, b) {
            (Some(a), Some(b)) => match self.network {
                Some(network) if a.anchored().is_some() || b.anchored().is_some() => {
                    event_times::common(network, a, b)
                }
                _ => a.common_with(b),
            },
            _ => CommonTime::Certain,
        }
    }

    /// The claims that show that some claims hold at a common time, where their times are counted from
    /// events.
    pub(crate) fn common_time_shown_by(&self, claims: &[ClaimId]) -> Vec<ClaimId> {
        let Some(network) = self.network else { return Vec::new() };
        let model = self.graph.model();
        let mut times: Vec<&ValidTime> =
            claims.iter().filter_map(|claim| model.entry_of(*claim).when.as_deref()).collect();
        times.dedup();
        if times.iter().all(|time| time.anchored().is_none()) {
            return Vec::new();
        }
        let mut shown: Vec<ClaimId> = Vec::new();
        for (at, one) in times.iter().enumerate() {
            for other in &times[at + 1..] {
                shown.extend(event_times::shown_by(network, one, other));
            }
        }
        shown.sort_unstable();
        shown.dedup();
        shown
    }

    fn at_a_common_time(
        &self,
        a: &[ClaimId],
        b: &[ClaimId],
        (first, second): (ClaimId, ClaimId),
    ) -> Meeting {
        let model = self.graph.model();
        let (one, other) = (model.claim(first), model.claim(second));
        let question = model.question(one.question);
        let property = model.property(question.property);
        if one.answer == Answer::Unknown || other.answer == Answer::Unknown {
            return unknown(
                property,
                (one, model.entry(one.entry)),
                (other, model.entry(other.entry)),
            );
        }
        if let (Some(network), Answer::One(first), Answer::One(second)) =
            (self.network, &one.answer, &other.answer)
            && let Some(meeting) = windows::meet(network, question, first, second)
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
            Some(Relation::Disjoint) => self.differ(property, a, b),
            Some(Relation::Overlap) if declared_apart(self.graph, first, second) => {
                Meeting::Clash(Clash::Answers)
            }
            Some(relation) => match self.tension(first, second, relation) {
                Some(kind) => Meeting::Tension(kind),
                None => Meeting::Agree(relation),
            },
        }
    }

    /// The one assumption under which two answers that can both hold would not.
    fn tension(&self, a: ClaimId, b: ClaimId, relation: Relation) -> Option<TensionKind> {
        let model = self.graph.model();
        let (one, other) = (model.claim(a), model.claim(b));
        let (Answer::One(first), Answer::One(second)) = (&one.answer, &other.answer) else {
            return None;
        };
        let taxonomy = &model.taxonomy;
        let said = |claim: &Claim| model.entry(claim.entry).as_of.as_deref();
        if said(one) == said(other)
            && one.as_written().is_implied_apart(&other.as_written(), taxonomy)
        {
            return Some(TensionKind::Implied);
        }
        if relation != Relation::Overlap {
            return None;
        }
        if first.relate(second, taxonomy.with_undeclared_apart()) == Some(Relation::Disjoint) {
            return Some(TensionKind::Place);
        }
        first.differs_in_words(second).map(|_| TensionKind::Text)
    }

    /// What two different answers mean, by when they were said and how the property may change.
    fn differ(&self, property: &Property, a: &[ClaimId], b: &[ClaimId]) -> Meeting {
        let model = self.graph.model();
        let (Some(&first), Some(&second)) = (a.first(), b.first()) else {
            return Meeting::Apart(Apart::Unknown);
        };
        if property.changes == Changes::Never {
            return Meeting::Clash(Clash::Answers);
        }
        let said = |claim: ClaimId| model.entry_of(claim).as_of.as_deref();
        match order_of_saying(said(first), said(second)) {
            Some(OrderOfSaying::AtOneMoment) => Meeting::Clash(Clash::Answers),
            Some(OrderOfSaying::First) => {
                change(property, (model.claim(first), model.claim(second)))
            }
            Some(OrderOfSaying::Second) => {
                change(property, (model.claim(second), model.claim(first)))
            }
            None if said(first).is_some()
                && said(first) == said(second)
                && self.share_a_voice(a, b) =>
            {
                Meeting::Clash(Clash::Answers)
            }
            None => Meeting::Tension(TensionKind::Time),
        }
    }

    /// Whether one voice of one report, its own or that of a source, makes claims of both.
    fn share_a_voice(&self, a: &[ClaimId], b: &[ClaimId]) -> bool {
        let model = self.graph.model();
        let voice = |claim: &ClaimId| {
            let entry = model.entry_of(*claim);
            Some((entry.report?, &entry.attribution))
        };
        let voices: std::collections::BTreeSet<_> = a.iter().filter_map(voice).collect();
        b.iter().filter_map(voice).any(|voice| voices.contains(&voice))
    }
}

/// Which of two claims was said first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum OrderOfSaying {
    First,
    Second,
    AtOneMoment,
}

/// Which of two times of saying came first; nothing where that is not known.
fn order_of_saying(a: Option<&DateValue>, b: Option<&DateValue>) -> Option<OrderOfSaying> {
    let (a, b) = (a?, b?);
    let is_a_moment =
        |date: &DateValue| date.bounds().is_some_and(|(first, end)| end - first <= MOMENT);
    if a == b && is_a_moment(a) {
        return Some(OrderOfSaying::AtOneMoment);
    }
    match (a.precedes(b), b.precedes(a)) {
        (true, _) => Some(OrderOfSaying::First),
        (false, true) => Some(OrderOfSaying::Second),
        (false, false) => None,
    }
}

/// What it means that the later of two answers differs from the earlier one.
fn change(property: &Property, (earlier, later): (&Claim, &Claim)) -> Meeting {
    let forbidden = match property.changes {
        Changes::Up => lies_below(&later.answer, &earlier.answer),
        Changes::Down => lies_below(&earlier.answer, &later.answer),
        Changes::Never | Changes::Freely => false,
    };
    if forbidden { Meeting::Clash(Clash::Regression) } else { Meeting::Succession }
}

fn lies_below(a: &Answer, b: &Answer) -> bool {
    match (a, b) {
        (Answer::One(a), Answer::One(b)) => a.lies_below(b),
        _ => false,
    }
}

/// What comes of two claims of which one at least says that the answer is not known. Where the
/// property changes, an answer may have become known.
fn unknown(property: &Property, a: (&Claim, &Entry), b: (&Claim, &Entry)) -> Meeting {
    let (one, other) = match (&a.0.answer, &b.0.answer) {
        (Answer::Unknown, Answer::Unknown) => return Meeting::Apart(Apart::Unknown),
        (Answer::Unknown, _) => (a.1, b.1),
        _ => (b.1, a.1),
    };
    let order = order_of_saying(one.as_of.as_deref(), other.as_of.as_deref());
    if property.changes != Changes::Never && order == Some(OrderOfSaying::First) {
        return Meeting::Succession;
    }
    Meeting::Tension(TensionKind::Unknown)
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
