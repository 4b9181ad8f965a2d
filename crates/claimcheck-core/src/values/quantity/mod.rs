//! Quantities: sets of numbers of one dimension, held exactly in the dimension's base unit.
//! Owns their terms and their comparison; bounds and ranges are the shared grammar of `bounds`.

pub mod arithmetic;
pub(crate) mod bounds;
pub(crate) mod digits;
mod implied;
pub mod number;
mod print;
pub mod prose;
mod prose_token;
mod rounding;
mod term;
pub mod tolerance;
mod unit_table;
pub mod units;
mod value_set;

pub use arithmetic::{Amount, Dimensions};
pub use number::Rational;
pub use prose::numbers_in;
pub(crate) use rounding::Figure;
pub use rounding::Rounding;
pub use tolerance::{Tolerance, parse_tolerance};
pub use units::{DimensionId, UnitId, Units};
pub(super) use value_set::QUANTITY;

use super::{IntervalSet, Relation, ValueError};

/// The numbers that a claim leaves possible.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Quantity {
    /// What is measured.
    pub dimension: DimensionId,
    /// How much of it, in the dimension's base unit.
    pub set: IntervalSet<Rational>,
}

/// What the property says about how its values are written.
#[derive(Debug, Clone, Copy)]
pub struct QuantityContext<'a> {
    /// The units that the project knows.
    pub units: &'a Units,
    /// The property's unit, which a bare number takes.
    pub unit: Option<UnitId>,
    /// How wide `about` is; ten percent if nothing is said.
    pub tolerance: Option<Tolerance>,
}

/// A quantity as read from a claim.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParsedQuantity {
    /// What it means.
    pub value: Quantity,
    /// The numbers as they are written, with their magnitudes and before any conversion: what a
    /// quote has to mention.
    pub numbers: Vec<Rational>,
    /// The number and its precision, where one is written out and nothing is said of it.
    pub(crate) figure: Option<Figure>,
    /// What a reader takes from it beyond what it plainly says; a part of the value.
    pub implied: Option<Quantity>,
}

/// Reads a quantity.
///
/// ```
/// use claimcheck_core::values::Relation;
/// use claimcheck_core::values::quantity::{QuantityContext, Units, parse};
///
/// let units = Units::builtin();
/// let context = QuantityContext { units: &units, unit: units.lookup("km"), tolerance: None };
/// let read = |text| parse(text, &context).map(|parsed| parsed.value);
/// assert_eq!(read("15 km")?.relate(&read("between 10 and 20,000 m")?), Some(Relation::Inside));
/// assert_eq!(read("15")?.relate(&read("15 kg")?), None);
/// # Ok::<(), claimcheck_core::values::ValueError>(())
/// ```
pub fn parse(text: &str, context: &QuantityContext<'_>) -> Result<ParsedQuantity, ValueError> {
    let text = number::tidy(text);
    let phrase = bounds::Phrase::parse(&text, &|text| term::read(text, context).is_ok())?;
    let terms = term::read_all(&phrase.terms, context)?;
    let ends = |at: usize| term::ends(term::at(&terms, at)?, context);
    let about = |at: usize| term::about(term::at(&terms, at)?, context);
    let value =
        Quantity { dimension: term::dimension(&terms, context)?, set: phrase.set(&ends, &about)? };
    let figure = phrase.is_plain(&text).then(|| term::figure(&terms, context)).flatten();
    let implied = implied::of(&phrase, &value);
    Ok(ParsedQuantity {
        value,
        implied,
        numbers: terms.iter().map(|term| term.number).collect(),
        figure,
    })
}

impl Quantity {
    /// How this quantity lies to another one; nothing where they measure different things.
    #[must_use]
    pub fn relate(&self, other: &Self) -> Option<Relation> {
        (self.dimension == other.dimension).then(|| self.set.relate(&other.set))
    }

    /// Every other number of the dimension.
    #[must_use]
    pub fn not(&self) -> Self {
        Self { set: self.set.complement(), ..*self }
    }

    /// What any of several quantities allows; an error where they measure different things.
    pub fn any_of(quantities: &[Self]) -> Result<Self, ValueError> {
        let Some((first, rest)) = quantities.split_first() else {
            return Err(ValueError::new("an empty list of quantities"));
        };
        if rest.iter().any(|other| other.dimension != first.dimension) {
            return Err(two_dimensions());
        }
        let set = quantities.iter().flat_map(|quantity| quantity.set.parts().iter().cloned());
        Ok(Self { dimension: first.dimension, set: set.collect() })
    }

    /// Whether the quantity is known as precisely as the tolerance asks: half its width is at
    /// most the absolute amount, or that share of its middle. An open end never is.
    #[must_use]
    pub fn is_within(&self, tolerance: &Tolerance) -> bool {
        tolerance.holds(self.dimension, &self.set).unwrap_or(false)
    }

    /// The quantity in canonical words, in the preferred unit if it measures the same thing.
    /// [`parse`] reads it back in the same context.
    #[must_use]
    pub fn print(&self, units: &Units, preferred: Option<UnitId>) -> String {
        print::print(self, units, preferred)
    }
}

fn two_dimensions() -> ValueError {
    ValueError::new("one value in units of two dimensions")
        .with_help("state the two as separate claims, or in one unit")
}

#[cfg(test)]
mod tests;
