//! What claims leave possible of one question, as an amount that can be calculated with. Dates are
//! lengths of time since 1970 here.

use claimcheck_core::model::{Answer, ClaimId, Model, Value};
use claimcheck_core::value::date::{Clock, DateValue, Tick};
use claimcheck_core::value::quantity::{Amount, DimensionId, Dimensions, Quantity, Rational};
use claimcheck_core::value::{Cut, Interval, IntervalSet};

const DAY: Tick = 86_400;
/// The most that a time as written can be apart from UTC.
const MOST_OFFSET: Tick = 14 * 3600;

/// How the dates of an equation are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Grain {
    /// By the days that they lie in.
    Days,
    /// As moments.
    Moments,
}

/// What an answer to a one-valued question leaves possible; nothing where that cannot be
/// calculated with.
pub(crate) fn of_claim(model: &Model, claim: ClaimId, grain: Grain) -> Option<Amount> {
    match &model.claim(claim).answer {
        Answer::One(value) => of_value(value, grain),
        _ => None,
    }
}

/// A value as an amount.
pub(crate) fn of_value(value: &Value, grain: Grain) -> Option<Amount> {
    match value {
        Value::Quantity(quantity) => Amount::of(quantity),
        Value::Duration(duration) => Amount::of(&duration.as_quantity()),
        Value::Date(date) => of_date(date, grain),
        Value::Rank(ranks) => {
            let exact = |cut: &Cut<i64>| map(cut, |at| Rational::from_integer(i128::from(*at)));
            let parts = ranks.parts().iter();
            let set =
                parts.filter_map(|part| Interval::new(exact(&part.lower), exact(&part.upper)));
            Amount::of(&Quantity { dimension: DimensionId::NUMBER, set: set.collect() })
        }
        _ => None,
    }
}

/// The moments of a fixed date; for days, the beginnings of the days that it may lie in.
pub(crate) fn of_date(date: &DateValue, grain: Grain) -> Option<Amount> {
    let (set, clock) = date.fixed()?;
    let offset = if clock == Clock::Utc { MOST_OFFSET } else { 0 };
    let part = |part: &Interval<Tick>| {
        let lower = map(&part.lower, |at| {
            let at = at - offset;
            exact(if grain == Grain::Days { at.div_euclid(DAY) * DAY } else { at })
        });
        let upper = match (&part.upper, grain) {
            (Cut::Below(at) | Cut::Above(at), Grain::Days) => {
                Cut::Above(exact((at + offset - 1).div_euclid(DAY) * DAY))
            }
            (upper, _) => map(upper, |at| exact(at + offset)),
        };
        Interval::new(lower, upper)
    };
    let set: IntervalSet<Rational> = set.parts().iter().filter_map(part).collect();
    Some(Amount { dimensions: Dimensions::of(DimensionId::TIME).0, set })
}

/// Whether a date is given by a time of day.
pub(crate) fn has_time(date: &DateValue) -> bool {
    date.bounds().is_some_and(|(first, end)| first.rem_euclid(DAY) != 0 || end.rem_euclid(DAY) != 0)
}

fn exact(tick: Tick) -> Rational {
    Rational::from_integer(tick)
}

fn map<T, U>(cut: &Cut<T>, of: impl Fn(&T) -> U) -> Cut<U> {
    match cut {
        Cut::Bottom => Cut::Bottom,
        Cut::Top => Cut::Top,
        Cut::Below(at) => Cut::Below(of(at)),
        Cut::Above(at) => Cut::Above(of(at)),
    }
}
