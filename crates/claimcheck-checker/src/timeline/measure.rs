//! When one event was: its bounds on the clock that they are tighter on, and what they follow
//! from. Compares no two events.

use claimcheck_core::values::date::{Clock, DateValue, Tick};
use claimcheck_core::values::{Cut, Interval};

use super::{Event, Found, Ground};
use crate::network::{Distances, Network, Points};

const DAY: Tick = 86_400;
const MINUTE: Tick = 60;

/// A bound on a point: a tick, and whether the point may not lie on it.
type Edge = Option<(Tick, bool)>;

/// How far all points can lie from one clock.
struct OnClock {
    clock: Clock,
    from: Distances,
    to: Distances,
}

impl OnClock {
    fn new(network: &Network, clock: Clock, origin: u32) -> Self {
        let bounds = &network.bounds;
        Self { clock, from: bounds.from(origin), to: bounds.to(origin) }
    }

    fn earliest(&self, point: u32) -> Edge {
        let (ticks, strict) = self.to.most(point)?.parts();
        Some((-ticks, strict))
    }

    fn latest(&self, point: u32) -> Edge {
        Some(self.from.most(point)?.parts())
    }

    /// How wide the bounds of an event are; nothing is wider than anything.
    fn width(&self, (start, end): (u32, u32)) -> Option<Tick> {
        Some(self.latest(end)?.0 - self.earliest(start)?.0)
    }
}

/// How far all points can lie from both clocks.
pub(super) struct Measures<'n> {
    network: &'n Network,
    local: OnClock,
    utc: OnClock,
}

impl<'n> Measures<'n> {
    pub(super) fn new(network: &'n Network) -> Self {
        Self {
            network,
            local: OnClock::new(network, Clock::Local, Points::LOCAL),
            utc: OnClock::new(network, Clock::Utc, Points::UTC),
        }
    }

    /// An event with its bounds, and nothing of others.
    pub(super) fn event(&self, found: &Found<'_>) -> Event {
        let (event, scope) = found.key.clone();
        let mut event = Event {
            event,
            scope,
            whole: None,
            ends: None,
            not_earlier: Vec::new(),
            not_later: Vec::new(),
            after: None,
            before: None,
            unordered: Vec::new(),
            disputes: Vec::new(),
            left_out: Vec::new(),
        };
        let Some((start, end)) = found.points else { return event };
        let on = self.tighter((start, end));
        let (first, last) = (on.earliest(start), on.latest(end));
        if first.is_none() && last.is_none() {
            return event;
        }
        let (starts_by, ends_from) = (on.latest(start), on.earliest(end));
        event.whole = date(first.map(|edge| edge.0), last.map(|edge| edge.0), on.clock);
        let strictly = |edge: Edge| edge.map(|(tick, _)| (tick, true));
        if starts_by != strictly(last) || ends_from != strictly(first) {
            let start = date(first.map(|edge| edge.0), starts_by.map(beyond), on.clock);
            let end = date(ends_from.map(before), last.map(|edge| edge.0), on.clock);
            event.ends = start.zip(end);
        }
        event.not_earlier = grounds(self.network, &on.to.links(start));
        event.not_later = grounds(self.network, &on.from.links(end));
        event
    }

    /// The clock that the bounds of an event are tighter on; of equals, that of dates as written.
    fn tighter(&self, points: (u32, u32)) -> &OnClock {
        match (self.local.width(points), self.utc.width(points)) {
            (Some(local), Some(utc)) if utc < local => &self.utc,
            (None, Some(_)) => &self.utc,
            _ => &self.local,
        }
    }
}

/// The grounds of some links, each once, in their order.
pub(super) fn grounds(network: &Network, links: &[usize]) -> Vec<Ground> {
    let mut grounds = Vec::new();
    for link in links.iter().map(|link| &network.links[*link]) {
        let claims = link.claims.iter().copied().map(Ground::Claim);
        for ground in claims.chain(link.rules.iter().copied().map(Ground::Rule)) {
            if !grounds.contains(&ground) {
                grounds.push(ground);
            }
        }
    }
    grounds
}

/// The first tick after all at which something can start that starts no later than a bound: the
/// end of the day, or of the minute, that begins with the bound where it may lie on it.
fn beyond((tick, strict): (Tick, bool)) -> Tick {
    if strict { tick } else { tick + cell(tick) }
}

/// The start of the day, or of the minute, that ends with a bound that something may end with.
fn before((tick, strict): (Tick, bool)) -> Tick {
    if strict { tick } else { tick - cell(tick) }
}

fn cell(tick: Tick) -> Tick {
    if tick.rem_euclid(DAY) == 0 { DAY } else { MINUTE }
}

fn date(first: Option<Tick>, end: Option<Tick>, clock: Clock) -> Option<DateValue> {
    let stretch =
        Interval::new(first.map_or(Cut::Bottom, Cut::Below), end.map_or(Cut::Top, Cut::Below))?;
    DateValue::from_set(stretch.into(), clock).ok()
}
