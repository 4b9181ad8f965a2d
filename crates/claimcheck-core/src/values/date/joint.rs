//! Whether several dates can all hold, as far as that follows wherever the events lie that they are
//! known by, and whatever the offset of the clocks.

use super::calendar::Tick;
use super::{Clock, DateValue, adrift};
use crate::values::interval::share;
use crate::values::{IntervalSet, Relation};

impl DateValue {
    /// Whether some dates have a moment in common. All times without an offset are of one clock, so
    /// that they lie off from those in UTC by the same hours. What is known by events shares what each
    /// two of it share.
    pub(in crate::values) fn can_all_hold(dates: &[&Self]) -> bool {
        let fixed = || dates.iter().filter_map(|date| date.fixed());
        let on =
            |clock: Clock| fixed().filter(move |(_, other)| *other == clock).map(|(set, _)| set);
        let within = |clock| {
            on(clock).fold(IntervalSet::<Tick>::all(), |shared, set| shared.intersection(set))
        };
        let fixed_hold = if on(Clock::Utc).next().is_none() || on(Clock::Local).next().is_none() {
            share(fixed().map(|(set, _)| set))
        } else {
            share([&adrift(&within(Clock::Local)), &within(Clock::Utc)])
        };
        fixed_hold && anchored_hold(dates)
    }
}

/// Stretches of time beside one event and distances from it are intervals of one line: where each two
/// of them meet, all do.
fn anchored_hold(dates: &[&DateValue]) -> bool {
    let anchored: Vec<&&DateValue> =
        dates.iter().filter(|date| date.anchored().is_some()).collect();
    let mut pairs = anchored
        .iter()
        .enumerate()
        .flat_map(|(at, one)| anchored.iter().skip(at + 1).map(move |other| (one, other)));
    pairs.all(|(one, other)| one.relate(other) != Relation::Disjoint)
}
