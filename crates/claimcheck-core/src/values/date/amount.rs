//! What dates come to in arithmetic, where they are lengths of time since 1970.

use super::{Clock, DateValue, Tick};
use crate::values::quantity::{Amount, DimensionId, Dimensions, Rational};
use crate::values::{Cut, Interval, IntervalSet};

const DAY: Tick = 86_400;
/// The most that a time as written can be apart from UTC.
const MOST_OFFSET: Tick = 14 * 3600;

/// How the dates of an equation are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Grain {
    /// By the days that they lie in.
    Days,
    /// As moments.
    Moments,
}

impl DateValue {
    /// The moments of a fixed date as lengths of time since 1970; for days, the beginnings of the
    /// days that it may lie in.
    pub fn amount(&self, grain: Grain) -> Option<Amount> {
        let (set, clock) = self.fixed()?;
        let offset = if clock == Clock::Utc { MOST_OFFSET } else { 0 };
        let part = |part: &Interval<Tick>| {
            let lower = part.lower.map(|at| {
                let at = at - offset;
                exact(if grain == Grain::Days { at.div_euclid(DAY) * DAY } else { at })
            });
            let upper = match (&part.upper, grain) {
                (Cut::Below(at) | Cut::Above(at), Grain::Days) => {
                    Cut::Above(exact((at + offset - 1).div_euclid(DAY) * DAY))
                }
                (upper, _) => upper.map(|at| exact(at + offset)),
            };
            Interval::new(lower, upper)
        };
        let set: IntervalSet<Rational> = set.parts().iter().filter_map(part).collect();
        Some(Amount { dimensions: Dimensions::of(DimensionId::TIME).0, set })
    }
}

/// Whether a date is given by a time of day.
pub fn has_time(date: &DateValue) -> bool {
    date.bounds().is_some_and(|(first, end)| first.rem_euclid(DAY) != 0 || end.rem_euclid(DAY) != 0)
}

fn exact(tick: Tick) -> Rational {
    Rational::from_integer(tick)
}
