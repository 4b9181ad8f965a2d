//! Figures that are the same within rounding: how far the number that a figure was rounded from can
//! lie from it. The answer of a claim stays the exact number; what its writing says of its precision
//! is kept beside it.

use std::collections::BTreeSet;

use num_traits::Signed;

use super::number::{self, Rational};
use super::{DimensionId, Quantity, Tolerance};
use crate::values::{Answer, Cut, Interval, IntervalSet, Value};

/// The figures of an answer, with the numbers that each of them may be rounded from.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Rounding {
    figures: Vec<Figure>,
}

/// A number that is written out, and no bound, range or approximation.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Figure {
    pub(super) dimension: DimensionId,
    /// In the base unit.
    pub(super) number: Rational,
    /// All numbers that become this one where they are rounded to its last written digit; nothing
    /// for a figure that cannot be rounded.
    pub(super) cell: Option<Interval<Rational>>,
}

/// What of a dimension is rounded.
enum Rounds {
    /// Whatever has a last digit.
    Measures,
    /// What has a decimal or a magnitude word.
    Marked,
    /// Nothing: what is counted, and time.
    Nothing,
}

fn rounds(dimension: DimensionId) -> Rounds {
    if dimension.is_counted() || dimension == DimensionId::TIME {
        return Rounds::Nothing;
    }
    let shares = [DimensionId::PERCENT, DimensionId::PERCENTAGE_POINTS, DimensionId::NUMBER];
    if dimension.is_money() || shares.contains(&dimension) {
        return Rounds::Marked;
    }
    Rounds::Measures
}

/// How a number is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct LastDigit {
    /// What one more in the last written digit would add; nothing for a fraction.
    pub(super) place: Option<Rational>,
    /// Whether the number has a decimal or a magnitude word.
    pub(super) marked: bool,
}

impl LastDigit {
    /// Whether a number of a dimension that is written so may have been rounded.
    pub(super) fn of(self, dimension: DimensionId) -> Option<Rational> {
        let may = match rounds(dimension) {
            Rounds::Measures => true,
            Rounds::Marked => self.marked,
            Rounds::Nothing => false,
        };
        self.place.filter(|_| may)
    }
}

/// All numbers that round to one at a place, halves away from zero.
pub(super) fn cell(number: &Rational, place: &Rational) -> Option<(Cut<Rational>, Cut<Rational>)> {
    let half = number::divided(place, &Rational::from_integer(2)).ok()?;
    let (low, high) = (number::minus(number, &half).ok()?, number::plus(number, &half).ok()?);
    Some((
        if low.is_negative() { Cut::Above(low) } else { Cut::Below(low) },
        if high.is_positive() { Cut::Below(high) } else { Cut::Above(high) },
    ))
}

impl Rounding {
    /// What is kept of the figures that were read for an answer: those that it still has. Nothing
    /// where none is left.
    pub(crate) fn of(value: &Value, figures: Vec<Figure>) -> Option<Self> {
        let Value::Quantity(Quantity { dimension, set }) = value else { return None };
        let has = |figure: &Figure| {
            let point = |part: &Interval<Rational>| part.as_point() == Some(&figure.number);
            figure.dimension == *dimension && set.parts().iter().any(point)
        };
        let mut figures: Vec<Figure> = figures.into_iter().filter(has).collect();
        figures.sort_by(|a, b| (&a.number, &a.cell).cmp(&(&b.number, &b.cell)));
        figures.dedup();
        (!figures.is_empty()).then_some(Self { figures })
    }

    /// Whether a figure of the one answer is the same as one of the other within rounding: the finer
    /// of the two, rounded to the last written digit of the coarser, is the coarser.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        let mut figures = self.figures.iter();
        figures.any(|a| other.figures.iter().any(|b| a.is_comparable(b) && a.is_same(b)))
    }

    /// The figures, each by itself.
    pub(crate) fn figures(&self) -> &[Figure] {
        &self.figures
    }

    /// Whether a figure may be rounded from another number.
    pub(crate) fn may_be_rounded(&self) -> bool {
        self.figures.iter().any(|figure| figure.cell.is_some())
    }

    /// Whether an answer is one of the figures, and can be nothing else.
    pub(crate) fn is_all_of(&self, answer: &Answer) -> bool {
        let Answer::One(Value::Quantity(quantity)) = answer else { return false };
        quantity.set.parts().iter().all(|part| part.as_point().is_some())
            && quantity.set.parts().len()
                == self.figures.iter().map(|figure| figure.number).collect::<BTreeSet<_>>().len()
    }

    /// The numbers that the figures may stand for in a rule, in the base unit: those that each may be
    /// rounded from, and those within the tolerance of its property.
    #[must_use]
    pub fn stands_for(&self, tolerance: Option<&Tolerance>) -> IntervalSet<Rational> {
        let near = |figure: &Figure| tolerance?.around(figure.dimension, &figure.number);
        let parts = self.figures.iter().flat_map(|figure| {
            [Some(Interval::point(figure.number)), figure.cell.clone(), near(figure)]
        });
        parts.flatten().collect()
    }
}

impl Figure {
    /// Whether two figures measure the same thing.
    pub(crate) fn is_comparable(&self, other: &Self) -> bool {
        self.dimension == other.dimension
    }

    /// Whether two figures are one number, or the same within rounding.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        self.number == other.number || self.is_rounded_from(other) || other.is_rounded_from(self)
    }

    /// The number alone as an answer.
    pub(crate) fn answer(&self) -> Answer {
        let set = Interval::point(self.number).into();
        Answer::One(Value::Quantity(Quantity { dimension: self.dimension, set }))
    }

    /// Whether this is the coarser figure, and the finer one becomes it where it is rounded.
    fn is_rounded_from(&self, finer: &Self) -> bool {
        let within = |cell: &Interval<Rational>| {
            let point = Cut::Below(finer.number);
            cell.lower <= point && Cut::Above(finer.number) <= cell.upper
        };
        self.cell.as_ref().is_some_and(within)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{QuantityContext, Units, parse};
    use super::*;

    fn rounding(units: &Units, text: &str) -> Option<Rounding> {
        let context = QuantityContext { units, unit: None, tolerance: None };
        let parsed = parse(text, &context).expect(text);
        Rounding::of(&Value::Quantity(parsed.value), parsed.figure.into_iter().collect())
    }

    #[track_caller]
    fn check(a: &str, b: &str, same: bool) {
        let units = Units::builtin();
        let (x, y) = (rounding(&units, a), rounding(&units, b));
        let found = x.zip(y).is_some_and(|(x, y)| {
            assert_eq!(x.is_same(&y), y.is_same(&x), "{a} and {b}");
            x.is_same(&y)
        });
        assert_eq!(found, same, "{a} and {b}");
    }

    #[test]
    fn the_finer_figure_rounds_to_the_coarser() {
        check("14.5 million", "14,512,000", true);
        check("14.5 million USD", "14512000 USD", true);
        check("14.5 million USD", "14,550,000 USD", false);
        check("14.5 million USD", "14,450,000 USD", true);
        check("-14.5 million USD", "-14,450,000 USD", true);
        check("-14.5 million USD", "-14,550,000 USD", false);
        check("60 km", "60.4 km", true);
        check("60 km", "60,499 m", true);
        check("60 km", "60.5 km", false);
        check("60.0 km", "60.4 km", false);
        check("1.5 km", "1,450 m", true);
        check("2 million kg", "2.4 million kg", true);
        check("2 million kg", "2.6 million kg", false);
        check("20 °C", "68.5 °F", true);
        check("20 °C", "69 °F", false);
        check("5 miles", "8 km", true);
        check("0.3 kg", "1/3 kg", true);
        check("1.45e7 USD", "14,512,000 USD", true);
    }

    #[test]
    fn two_figures_of_one_place_are_not_rounded_to_each_other() {
        check("60 km", "61 km", false);
        check("14.5 million USD", "14.6 million USD", false);
    }

    #[test]
    fn money_and_shares_are_rounded_where_they_are_marked() {
        check("12 %", "12.4 %", false);
        check("12.4 %", "12.38 %", true);
        check("500 USD", "500.4 USD", false);
        check("1.5 thousand USD", "1,512 USD", true);
    }

    #[test]
    fn bounds_times_and_what_is_counted_are_never_rounded() {
        check("over 60 km", "60.4 km", false);
        check("about 60 km", "80 km", false);
        check("exactly 60 km", "60.4 km", false);
        check("55..60 km", "60.4 km", false);
        check("2 hours", "121 minutes", false);
        check("14.5 million people", "14,512,000 people", false);
    }
}
