//! Tolerances: how far from a number another may lie. Used for the width of `about`, and to ask
//! whether a value is precise enough.

use num_traits::{Signed, Zero};

use super::number::{self, Rational, clip, tidy};
use super::units::{DimensionId, UnitId, Units};
use crate::values::{Interval, IntervalSet, ValueError};

/// How far to either side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Tolerance {
    /// A share of the number: 1/100 for `1%`.
    Relative(Rational),
    /// An amount, in the base unit of a dimension. It says nothing about other dimensions.
    Absolute {
        /// What is measured.
        dimension: DimensionId,
        /// How much of it, not negative.
        amount: Rational,
    },
}

/// Reads a tolerance for values in `unit`: a percentage of the number (`1%`), or an amount
/// (`5 people`, `2 km`). For values in percent, an amount is in `percentage points`.
pub fn parse_tolerance(
    text: &str,
    units: &Units,
    unit: Option<UnitId>,
) -> Result<Tolerance, ValueError> {
    let wrong = |reason: &str| {
        ValueError::new(format!("`{}` is not a tolerance: {reason}", clip(text)))
            .with_help("write a percentage, as in 5 %, or an amount in the property's unit")
    };
    let tidied = tidy(text);
    let (amount, rest) = number::leading_number(&tidied)?;
    let (magnitude, rest) = number::leading_magnitudes(rest)?;
    let amount = number::times(&amount, &magnitude.unwrap_or_else(number::one))?;
    if amount < Rational::zero() {
        return Err(wrong("it is negative"));
    }
    let own = unit.map_or(DimensionId::NUMBER, |unit| units.dimension(unit));
    let written = if rest.is_empty() { unit } else { Some(units.find_for(rest, Some(own))?) };
    let of = written.map_or(DimensionId::NUMBER, |unit| units.dimension(unit));
    let amount = written.map_or(Ok(amount), |unit| units.difference(unit, &amount))?;
    match of {
        DimensionId::PERCENT => Ok(Tolerance::Relative(percent(&amount)?)),
        DimensionId::PERCENTAGE_POINTS if own == DimensionId::PERCENT => {
            Ok(Tolerance::Absolute { dimension: own, amount })
        }
        _ if of == own => Ok(Tolerance::Absolute { dimension: own, amount }),
        _ => Err(wrong("it measures something else than the property")),
    }
}

/// A percentage as a share.
pub(crate) fn percent(amount: &Rational) -> Result<Rational, ValueError> {
    number::divided(amount, &Rational::from_integer(100))
}

/// What `about` means where nothing else is said.
pub(crate) fn ten_percent() -> Rational {
    Rational::new(1, 10)
}

impl Tolerance {
    /// All numbers that lie no further from one than this; nothing where that cannot be calculated. Of a
    /// share of a hundred, a percentage is so many points.
    pub(super) fn around(
        &self,
        dimension: DimensionId,
        number: &Rational,
    ) -> Option<Interval<Rational>> {
        let by = match self {
            Self::Relative(share) if dimension == DimensionId::PERCENT => {
                number::times(share, &Rational::from_integer(100)).ok()?
            }
            Self::Relative(share) => number::times(share, &number.abs()).ok()?,
            Self::Absolute { dimension: of, amount } if *of == dimension => *amount,
            Self::Absolute { .. } => return None,
        };
        Some(Interval::closed(number::minus(number, &by).ok()?, number::plus(number, &by).ok()?))
    }

    /// Whether a set is known as precisely as this; nothing where that cannot be calculated.
    pub(crate) fn holds(
        &self,
        dimension: DimensionId,
        set: &IntervalSet<Rational>,
    ) -> Option<bool> {
        let Interval { lower, upper } = set.hull()?;
        let (low, high) = (lower.point()?, upper.point()?);
        let width = number::minus(high, low).ok()?;
        let twice = match self {
            Self::Relative(share) => number::times(share, &number::plus(high, low).ok()?.abs()),
            Self::Absolute { dimension: of, amount } if *of == dimension => {
                number::plus(amount, amount)
            }
            Self::Absolute { .. } => return None,
        };
        Some(width <= twice.ok()?)
    }
}
