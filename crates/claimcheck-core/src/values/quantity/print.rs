//! Quantities in canonical words, which `parse` reads back.

use num_traits::Zero;

use super::bounds::{self, Wording};
use super::digits::{print_magnitude, print_number};
use super::{Quantity, Rational, UnitId, Units};

/// The quantity in the preferred unit if that is of its dimension, and in its base unit if not.
pub(super) fn print(quantity: &Quantity, units: &Units, preferred: Option<UnitId>) -> String {
    let own = preferred.filter(|unit| units.dimension(*unit) == quantity.dimension);
    let unit = own.filter(|unit| fits(quantity, units, *unit));
    let unit = unit.or_else(|| Units::base(quantity.dimension));
    let words = Words { units, unit, magnitudes: magnitudes(quantity, units, unit) };
    bounds::print(&quantity.set, &words)
}

/// Whether every number of the quantity can be calculated in the unit.
fn fits(quantity: &Quantity, units: &Units, unit: UnitId) -> bool {
    points(quantity).all(|point| units.in_unit(unit, point).is_ok())
}

fn points(quantity: &Quantity) -> impl Iterator<Item = &Rational> {
    let parts = quantity.set.parts().iter();
    parts.flat_map(|part| [part.lower.point(), part.upper.point()]).flatten()
}

/// Whether magnitudes are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Magnitudes {
    InWords,
    InDigits,
}

/// In words only if all numbers have one: a bare number before one would be read with it.
fn magnitudes(quantity: &Quantity, units: &Units, unit: Option<UnitId>) -> Magnitudes {
    let in_unit = |point: &Rational| unit.map_or(Ok(*point), |unit| units.in_unit(unit, point));
    let has_one =
        |point: &Rational| in_unit(point).is_ok_and(|number| print_magnitude(&number).is_some());
    if points(quantity).all(has_one) { Magnitudes::InWords } else { Magnitudes::InDigits }
}

struct Words<'a> {
    units: &'a Units,
    unit: Option<UnitId>,
    magnitudes: Magnitudes,
}

impl Words<'_> {
    fn in_unit(&self, point: &Rational) -> Rational {
        let unit = self.unit.and_then(|unit| self.units.in_unit(unit, point).ok());
        unit.unwrap_or(*point)
    }

    fn number(&self, number: &Rational) -> String {
        let words = print_magnitude(number).filter(|_| self.magnitudes == Magnitudes::InWords);
        words.unwrap_or_else(|| print_number(number))
    }
}

impl Wording<Rational> for Words<'_> {
    fn one(&self, point: &Rational) -> String {
        let number = self.in_unit(point);
        match self.unit {
            Some(unit) => format!("{} {}", self.number(&number), self.units.name(unit, &number)),
            None => self.number(&number),
        }
    }

    fn two(&self, low: &Rational, high: &Rational) -> (String, String) {
        (self.number(&self.in_unit(low)), self.one(high))
    }

    fn named(&self, _low: &Rational, _high: &Rational) -> Option<String> {
        None
    }

    fn origin(&self) -> Rational {
        Rational::zero()
    }
}
