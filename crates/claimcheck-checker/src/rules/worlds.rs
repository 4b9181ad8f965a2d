//! Which claims speak of one time: those that hold at a common moment (`when`), and of properties
//! that change those that were said at one time (`as-of`).

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use claimcheck_core::model::{Changes, ClaimId, Model, ReportId};
use claimcheck_core::values::date::{DateValue, Tick};
use claimcheck_core::values::{Cut, IntervalSet};

/// When a value of a property that changes was said. Where a report does not say, its claims were
/// at least said at one time.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Said {
    On(Arc<DateValue>),
    In(Option<ReportId>),
}

/// The sets of claims that speak of one time, in the order of their meaning; each as few times as
/// the same claims hold.
pub(super) fn worlds(model: &Model, claims: &[ClaimId]) -> Vec<Vec<ClaimId>> {
    let mut always: Vec<ClaimId> = Vec::new();
    let mut times: Vec<Vec<ClaimId>> = Vec::new();
    let mut known: HashMap<Said, usize> = HashMap::new();
    for claim in claims {
        match said(model, *claim) {
            None => always.push(*claim),
            Some(time) => {
                let at = *known.entry(time).or_insert(times.len());
                match times.get_mut(at) {
                    Some(then) => then.push(*claim),
                    None => times.push(vec![*claim]),
                }
            }
        }
    }
    if times.is_empty() {
        return at_a_time(model, claims);
    }
    let together = |then: Vec<ClaimId>| {
        let all: Vec<ClaimId> = always.iter().copied().chain(then).collect();
        at_a_time(model, &all)
    };
    times.into_iter().flat_map(together).collect()
}

/// When an answer that may change was said; nothing where the answer does not change.
fn said(model: &Model, claim: ClaimId) -> Option<Said> {
    let question = model.question(model.claim(claim).question);
    let entry = model.entry_of(claim);
    (model.property(question.property).changes != Changes::Never)
        .then(|| entry.as_of.clone().map_or(Said::In(entry.report), Said::On))
}

/// Whether a claim that holds at another time was said when those of a moment were.
pub(super) fn is_said_with(model: &Model, claim: ClaimId, now: &[ClaimId]) -> bool {
    let own = said(model, claim);
    own.is_none() || now.iter().any(|other| said(model, *other) == own)
}

/// For each stretch of time in which the same claims hold, these claims: a sweep over the moments at
/// which one begins or ends to hold.
fn at_a_time(model: &Model, claims: &[ClaimId]) -> Vec<Vec<ClaimId>> {
    let when = |claim: &ClaimId| {
        let when = model.entry_of(*claim).when.as_deref();
        when.map(|when| when.certain().unwrap_or(when.possible()))
    };
    let always: Vec<ClaimId> =
        claims.iter().filter(|claim| when(claim).is_none()).copied().collect();
    // A time that is known by an event has no place on the clock, and no common moment is certain.
    let placed: Vec<(ClaimId, &IntervalSet<Tick>)> =
        claims.iter().filter_map(|claim| Some((*claim, when(claim)?.fixed()?.0))).collect();
    if placed.is_empty() {
        return vec![always];
    }
    let mut starts: Vec<(&Cut<Tick>, ClaimId)> = Vec::new();
    let mut ends: Vec<(&Cut<Tick>, ClaimId)> = Vec::new();
    for (claim, set) in &placed {
        starts.extend(set.parts().iter().map(|part| (&part.lower, *claim)));
        ends.extend(set.parts().iter().map(|part| (&part.upper, *claim)));
    }
    starts.sort();
    ends.sort();
    let mut worlds: Vec<Vec<ClaimId>> = Vec::new();
    let mut here: BTreeSet<ClaimId> = BTreeSet::new();
    let mut grown = false;
    let mut next = starts.into_iter().peekable();
    // As in a sweep for groups: the claims here are most just before one of them ends.
    for (end, leaving) in ends {
        while let Some((_, entering)) = next.next_if(|(start, _)| *start < end) {
            here.insert(entering);
            grown = true;
        }
        if std::mem::take(&mut grown) {
            worlds.push(always.iter().copied().chain(here.iter().copied()).collect());
        }
        here.remove(&leaving);
    }
    worlds
}
