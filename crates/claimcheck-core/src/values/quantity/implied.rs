//! What words of degree imply beyond what they plainly say.

use super::bounds::Phrase;
use super::number::{self, Rational};
use super::{DimensionId, Quantity};
use crate::values::{Cut, Interval};

/// From this number on, a lower bound implies that the number is not twice as large.
const LEAST: i128 = 10;

/// What a phrase implies: a part of what it plainly says. `more than 30 people` would hardly be said of
/// 60 or more.
pub(super) fn of(phrase: &Phrase<'_>, value: &Quantity) -> Option<Quantity> {
    let counts = value.dimension.is_counted() || value.dimension == DimensionId::NUMBER;
    if !phrase.is_lower_bound() || !(counts || value.dimension.is_money()) {
        return None;
    }
    let [part] = value.set.parts() else { return None };
    let least = part.lower.point().filter(|least| **least >= Rational::from_integer(LEAST))?;
    let twice = number::plus(least, least).ok()?;
    let part = Interval::new(part.lower.clone(), Cut::Below(twice))?;
    Some(Quantity { set: part.into(), ..*value })
}
