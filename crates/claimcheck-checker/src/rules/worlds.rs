//! Which claims speak of one time: those that hold at a common moment (`when`), and of properties
//! that change those that were said at one time (`as-of`).

use std::collections::BTreeSet;
use std::sync::Arc;

use claimcheck_core::model::{Changes, ClaimId, Model, ReportId};
use claimcheck_core::values::date::{DateValue, Tick};
use claimcheck_core::values::{Cut, Interval, IntervalSet};

/// More times than this are not told apart for one rule and subject.
const MOST_TIMES: usize = 256;

/// When a value of a property that changes was said. Where a report does not say, its claims were
/// at least said at one time.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Said {
    On(Arc<DateValue>),
    In(Option<ReportId>),
}

/// The sets of claims that speak of one time, the largest not first: in the order of time.
pub(super) fn worlds(model: &Model, claims: &BTreeSet<ClaimId>) -> Vec<BTreeSet<ClaimId>> {
    let said = |claim: &ClaimId| {
        let question = model.question(model.claim(*claim).question);
        let entry = model.entry_of(*claim);
        (model.property(question.property).changes != Changes::Never)
            .then(|| entry.as_of.clone().map_or(Said::In(entry.report), Said::On))
    };
    let mut times: Vec<Said> = Vec::new();
    for time in claims.iter().filter_map(said) {
        if !times.contains(&time) {
            times.push(time);
        }
    }
    if times.is_empty() {
        return at_a_time(model, claims);
    }
    let at_once = times.iter().take(MOST_TIMES).map(|time| {
        let then = |claim: &&ClaimId| said(claim).is_none_or(|other| other == *time);
        claims.iter().filter(then).copied().collect::<BTreeSet<ClaimId>>()
    });
    at_once.flat_map(|claims| at_a_time(model, &claims)).collect()
}

/// For each stretch of time in which the same claims hold, these claims.
fn at_a_time(model: &Model, claims: &BTreeSet<ClaimId>) -> Vec<BTreeSet<ClaimId>> {
    let when = |claim: &ClaimId| {
        let when = model.entry_of(*claim).when.as_deref();
        when.map(|when| when.certain().unwrap_or(when.possible()))
    };
    let stretches: Vec<&IntervalSet<Tick>> =
        claims.iter().filter_map(|claim| Some(when(claim)?.fixed()?.0)).collect();
    // A time that is known by an event has no place on the clock, and no common moment is certain.
    let placed = |claim: &&ClaimId| when(claim).is_none_or(|when| when.fixed().is_some());
    if stretches.is_empty() {
        return vec![claims.iter().filter(placed).copied().collect()];
    }
    let mut starts: Vec<&Cut<Tick>> =
        stretches.iter().flat_map(|set| set.parts()).map(|part| &part.lower).collect();
    starts.sort();
    starts.dedup();
    let mut worlds: Vec<BTreeSet<ClaimId>> = Vec::new();
    for start in starts.into_iter().take(MOST_TIMES) {
        let holds = |claim: &&ClaimId| {
            when(claim).and_then(DateValue::fixed).is_none_or(|(set, _)| {
                set.parts().iter().any(|Interval { lower, upper }| lower <= start && start < upper)
            })
        };
        let world: BTreeSet<ClaimId> =
            claims.iter().filter(placed).filter(holds).copied().collect();
        if !worlds.contains(&world) {
            worlds.push(world);
        }
    }
    worlds
}
