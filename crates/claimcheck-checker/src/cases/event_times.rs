//! Valid times that are counted from events: whether two have a moment in common follows from what is
//! known of when the events were. `before X` ends where X starts, `until X` where X ends, `since X`
//! begins where X starts, and `after X` where X ends.

use claimcheck_core::model::{ClaimId, Scope};
use claimcheck_core::values::date::{CommonTime, DateValue, Side, Tick, ValidTime};
use claimcheck_core::values::{Cut, EntityId};

use crate::network::{Bound, Network, Point, Points};

/// The most that a time as written can be apart from UTC.
const MOST_OFFSET: Tick = 14 * 3600;

/// An end of a time: so many ticks after a point of the network, give or take some.
#[derive(Debug, Clone, Copy)]
struct End {
    point: u32,
    after: Tick,
    give_or_take: Tick,
}

/// A time between two ends; nothing where it has none on that side.
struct Between {
    start: Option<End>,
    end: Option<End>,
}

/// Whether two times have a moment in common, one of which at least is counted from an event, and the
/// claims that it follows from.
pub(super) fn common(network: &Network, one: &ValidTime, other: &ValidTime) -> CommonTime {
    match one.common_with(other) {
        CommonTime::Possible => {}
        decided => return decided,
    }
    let (Some(a), Some(b)) = (between(network, one), between(network, other)) else {
        return CommonTime::Possible;
    };
    if precedes(network, a.start, b.end) && precedes(network, b.start, a.end) {
        CommonTime::Certain
    } else if is_over_by(network, a.end, b.start) || is_over_by(network, b.end, a.start) {
        CommonTime::None
    } else {
        CommonTime::Possible
    }
}

/// The claims that two times have a moment in common by, in the order of the argument.
pub(super) fn shown_by(network: &Network, one: &ValidTime, other: &ValidTime) -> Vec<ClaimId> {
    let (Some(a), Some(b)) = (between(network, one), between(network, other)) else {
        return Vec::new();
    };
    let mut claims: Vec<ClaimId> = Vec::new();
    for (start, end) in [(a.start, b.end), (b.start, a.end)] {
        let (Some(start), Some(end)) = (start, end) else { continue };
        if start.point == end.point {
            continue;
        }
        for link in network.bounds.from(end.point).links(start.point) {
            claims.extend(network.links[link].claims.iter().copied());
        }
    }
    claims.sort_unstable();
    claims.dedup();
    claims
}

/// The ends of a time; nothing where one of them is not known in the network.
fn between(network: &Network, time: &ValidTime) -> Option<Between> {
    let Some(anchored) = time.anchored() else { return time.certain().and_then(fixed) };
    // So many units from an event is one unit at some time: nothing of it is certain.
    if anchored.distance.is_some() || anchored.negated {
        return None;
    }
    let event = EntityId(anchored.event);
    let end = |point: Point| {
        let point = network.points.known(&point)?;
        Some(End { point, after: 0, give_or_take: 0 })
    };
    let starts = || end(Point::Start(event, Scope::new()));
    let ends = || end(Point::End(event, Scope::new()));
    Some(match anchored.side {
        Side::Before => Between { start: None, end: Some(starts()?) },
        Side::Until => Between { start: None, end: Some(ends()?) },
        Side::Since => Between { start: Some(starts()?), end: None },
        Side::After => Between { start: Some(ends()?), end: None },
    })
}

fn fixed(date: &DateValue) -> Option<Between> {
    use claimcheck_core::values::date::Clock;
    let (set, clock) = date.fixed()?;
    let hull = set.hull()?;
    let give_or_take = match clock {
        Clock::Local => 0,
        Clock::Utc => MOST_OFFSET,
    };
    let end = |cut: &Cut<Tick>| {
        cut.point().map(|tick| End { point: Points::LOCAL, after: *tick, give_or_take })
    };
    Some(Between { start: end(&hull.lower), end: end(&hull.upper) })
}

/// Whether a start certainly lies before an end. What has no start, or no end, reaches beyond all.
fn precedes(network: &Network, start: Option<End>, end: Option<End>) -> bool {
    let (Some(start), Some(end)) = (start, end) else { return true };
    let room = end.after - start.after - end.give_or_take - start.give_or_take;
    is_within(network, (end.point, start.point), Bound::below(room))
}

/// Whether what has an end is certainly over where something else starts.
fn is_over_by(network: &Network, end: Option<End>, start: Option<End>) -> bool {
    let (Some(end), Some(start)) = (end, start) else { return false };
    let room = start.after - end.after - end.give_or_take - start.give_or_take;
    is_within(network, (start.point, end.point), Bound::at_most(room))
}

/// Whether one point certainly lies no further after another than a bound says.
fn is_within(network: &Network, (from, to): (u32, u32), bound: Bound) -> bool {
    if from == to {
        return Bound::at_most(0) <= bound;
    }
    !network.bounds.may_exceed(from, to, bound) && network.bounds.near_from(from).within(to, bound)
}
