//! Arithmetic on sets of numbers with what they measure: interval arithmetic, exact, each result a
//! set that holds every number that can come out. Owns how dimensions multiply.

use num_traits::{Signed, Zero};

use super::number::{self, Rational};
use super::{DimensionId, Quantity};
use crate::values::{Cut, Interval, IntervalSet};

/// Sets of more parts than this, multiplied out, are taken as one interval each.
const MOST_PARTS: usize = 256;

/// What a number measures, as a product of powers of dimensions: metres per second are
/// `length¹ time⁻¹`. Shares of a hundred are plain numbers here.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Dimensions(Vec<(DimensionId, i32)>);

/// A set of numbers and what they measure, in coherent units: a square metre is a metre times a
/// metre, a percent a hundredth.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amount {
    /// What is measured.
    pub dimensions: Dimensions,
    /// How much of it can be.
    pub set: IntervalSet<Rational>,
}

impl Dimensions {
    /// What a dimension is made of, and how many coherent units its base unit is.
    pub fn of(dimension: DimensionId) -> (Self, Rational) {
        let (length, energy) = (DimensionId::LENGTH, DimensionId::ENERGY);
        let one = number::one();
        let (parts, scale) = match dimension {
            DimensionId::NUMBER => (vec![], one),
            DimensionId::PERCENT | DimensionId::PERCENTAGE_POINTS => {
                (vec![], Rational::new(1, 100))
            }
            DimensionId::AREA => (vec![(length, 2)], one),
            DimensionId::VOLUME => (vec![(length, 3)], Rational::new(1, 1000)),
            DimensionId::SPEED => (vec![(length, 1), (DimensionId::TIME, -1)], one),
            DimensionId::FREQUENCY => (vec![(DimensionId::TIME, -1)], one),
            DimensionId::POWER => (vec![(DimensionId::TIME, -1), (energy, 1)], one),
            other => (vec![(other, 1)], one),
        };
        (Self(parts), scale)
    }

    /// What a product measures, with the second factor to a power of 1 or −1.
    #[must_use]
    pub fn times(&self, other: &Self, power: i32) -> Self {
        let mut parts = self.0.clone();
        for (dimension, exponent) in &other.0 {
            match parts.iter_mut().find(|(known, _)| known == dimension) {
                Some((_, sum)) => *sum = sum.saturating_add(exponent.saturating_mul(power)),
                None => parts.push((*dimension, exponent.saturating_mul(power))),
            }
        }
        parts.retain(|(_, exponent)| *exponent != 0);
        parts.sort_unstable();
        Self(parts)
    }

    /// The dimension that it is, where it is one of the named ones.
    pub fn single(&self) -> Option<DimensionId> {
        let products = [
            DimensionId::AREA,
            DimensionId::VOLUME,
            DimensionId::SPEED,
            DimensionId::FREQUENCY,
            DimensionId::POWER,
        ];
        match self.0.as_slice() {
            [] => Some(DimensionId::NUMBER),
            [(dimension, 1)] => Some(*dimension),
            _ => products.into_iter().find(|product| Self::of(*product).0 == *self),
        }
    }
}

impl Amount {
    /// A quantity in coherent units; nothing where its numbers leave the range of exact ones.
    pub fn of(quantity: &Quantity) -> Option<Self> {
        let (dimensions, scale) = Dimensions::of(quantity.dimension);
        Some(Self { dimensions, set: scaled(&quantity.set, &scale)? })
    }

    /// The set as a quantity of a dimension that measures the same.
    pub fn as_quantity(&self, dimension: DimensionId) -> Option<Quantity> {
        let (dimensions, scale) = Dimensions::of(dimension);
        let scale = number::divided(&number::one(), &scale).ok()?;
        (dimensions == self.dimensions)
            .then(|| Some(Quantity { dimension, set: scaled(&self.set, &scale)? }))?
    }

    /// The sums of a number of each set; nothing where the two measure different things.
    pub fn plus(&self, other: &Self) -> Option<Self> {
        let set = each(&self.set, &other.set, Ends::plus);
        (self.dimensions == other.dimensions)
            .then(|| Self { dimensions: self.dimensions.clone(), set })
    }

    /// The opposite of each number.
    #[must_use]
    pub fn negative(&self) -> Self {
        let set = self.set.parts().iter().map(|part| Ends::of(part).negative().interval());
        Self { dimensions: self.dimensions.clone(), set: set.flatten().collect() }
    }

    /// The differences of a number of each set; nothing where the two measure different things.
    pub fn minus(&self, other: &Self) -> Option<Self> {
        self.plus(&other.negative())
    }

    /// The products of a number of each set.
    #[must_use]
    pub fn times(&self, other: &Self) -> Self {
        Self {
            dimensions: self.dimensions.times(&other.dimensions, 1),
            set: each(&self.set, &other.set, Ends::times),
        }
    }

    /// The quotients of a number of each set; nothing is divided by zero, so that the set is empty
    /// where the divisor can be nothing else.
    #[must_use]
    pub fn over(&self, other: &Self) -> Self {
        let reciprocals: Vec<Ends> = other.set.parts().iter().flat_map(reciprocals).collect();
        let inverse: IntervalSet<Rational> =
            reciprocals.into_iter().filter_map(Ends::interval).collect();
        Self {
            dimensions: self.dimensions.times(&other.dimensions, -1),
            set: each(&self.set, &inverse, Ends::times),
        }
    }
}

fn scaled(set: &IntervalSet<Rational>, scale: &Rational) -> Option<IntervalSet<Rational>> {
    if *scale == number::one() {
        return Some(set.clone());
    }
    let moved = |cut: &Cut<Rational>| {
        Some(match cut {
            Cut::Bottom => Cut::Bottom,
            Cut::Top => Cut::Top,
            Cut::Below(at) => Cut::Below(number::times(at, scale).ok()?),
            Cut::Above(at) => Cut::Above(number::times(at, scale).ok()?),
        })
    };
    set.parts().iter().map(|part| Interval::new(moved(&part.lower)?, moved(&part.upper)?)).collect()
}

/// What comes out for each pair of parts, together.
fn each(
    a: &IntervalSet<Rational>,
    b: &IntervalSet<Rational>,
    of: impl Fn(&Ends, &Ends) -> Ends,
) -> IntervalSet<Rational> {
    let (mut left, mut right): (Vec<Ends>, Vec<Ends>) =
        (a.parts().iter().map(Ends::of).collect(), b.parts().iter().map(Ends::of).collect());
    if left.len() * right.len() > MOST_PARTS {
        left = a.hull().iter().map(Ends::of).collect();
        right = b.hull().iter().map(Ends::of).collect();
    }
    let pairs = left.iter().flat_map(|a| right.iter().map(move |b| (a, b)));
    pairs.filter_map(|(a, b)| of(a, b).interval()).collect()
}

/// An end of an interval: a number, or beyond all numbers on the side that it is an end of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum At {
    Bottom,
    Point(Rational),
    Top,
}

/// An end and whether it belongs to the interval.
#[derive(Debug, Clone, Copy)]
struct End {
    at: At,
    closed: bool,
}

#[derive(Debug, Clone, Copy)]
struct Ends {
    low: End,
    high: End,
}

impl Ends {
    fn of(part: &Interval<Rational>) -> Self {
        let end = |cut: &Cut<Rational>, closed: bool| End {
            at: match cut {
                Cut::Bottom => At::Bottom,
                Cut::Top => At::Top,
                Cut::Below(at) | Cut::Above(at) => At::Point(*at),
            },
            closed,
        };
        Self {
            low: end(&part.lower, matches!(part.lower, Cut::Below(_))),
            high: end(&part.upper, matches!(part.upper, Cut::Above(_))),
        }
    }

    fn interval(self) -> Option<Interval<Rational>> {
        let lower = match (self.low.at, self.low.closed) {
            (At::Point(at), true) => Cut::Below(at),
            (At::Point(at), false) => Cut::Above(at),
            (At::Bottom, _) => Cut::Bottom,
            (At::Top, _) => return None,
        };
        let upper = match (self.high.at, self.high.closed) {
            (At::Point(at), true) => Cut::Above(at),
            (At::Point(at), false) => Cut::Below(at),
            (At::Top, _) => Cut::Top,
            (At::Bottom, _) => return None,
        };
        Interval::new(lower, upper)
    }

    fn negative(&self) -> Self {
        let end = |end: End| End {
            at: match end.at {
                At::Bottom => At::Top,
                At::Top => At::Bottom,
                At::Point(at) => At::Point(-at),
            },
            ..end
        };
        Self { low: end(self.high), high: end(self.low) }
    }

    fn plus(&self, other: &Self) -> Self {
        let sum = |a: End, b: End, beyond: At| match (a.at, b.at) {
            (At::Point(x), At::Point(y)) => match number::plus(&x, &y) {
                Ok(sum) => End { at: At::Point(sum), closed: a.closed && b.closed },
                Err(_) => End { at: beyond, closed: false },
            },
            _ => End { at: beyond, closed: false },
        };
        Self {
            low: sum(self.low, other.low, At::Bottom),
            high: sum(self.high, other.high, At::Top),
        }
    }

    /// The least and the most of the products of the ends.
    fn times(&self, other: &Self) -> Self {
        let pairs = [
            (self.low, other.low),
            (self.low, other.high),
            (self.high, other.low),
            (self.high, other.high),
        ];
        let products: Option<Vec<End>> = pairs.into_iter().map(|(a, b)| product(a, b)).collect();
        // A product that leaves the range of exact numbers could be anything.
        let Some(products) = products else {
            return Self {
                low: End { at: At::Bottom, closed: false },
                high: End { at: At::Top, closed: false },
            };
        };
        let pick = |better: fn(&At, &At) -> bool| {
            products.iter().copied().reduce(|best, next| {
                let wins = better(&next.at, &best.at) || (next.at == best.at && next.closed);
                if wins { next } else { best }
            })
        };
        let nothing = End { at: At::Point(Rational::zero()), closed: false };
        Self {
            low: pick(|a, b| a < b).unwrap_or(nothing),
            high: pick(|a, b| a > b).unwrap_or(nothing),
        }
    }
}

fn product(a: End, b: End) -> Option<End> {
    let zero = |end: End| end.at == At::Point(Rational::zero());
    if zero(a) || zero(b) {
        let closed = (zero(a) && a.closed) || (zero(b) && b.closed);
        return Some(End { at: At::Point(Rational::zero()), closed });
    }
    if let (At::Point(x), At::Point(y)) = (a.at, b.at) {
        let at = At::Point(number::times(&x, &y).ok()?);
        return Some(End { at, closed: a.closed && b.closed });
    }
    let below = |end: End| match end.at {
        At::Bottom => true,
        At::Top => false,
        At::Point(at) => at.is_negative(),
    };
    let at = if below(a) == below(b) { At::Top } else { At::Bottom };
    Some(End { at, closed: false })
}

/// One over each number of an interval but zero: what lies below it, and what lies above it.
fn reciprocals(part: &Interval<Rational>) -> Vec<Ends> {
    let set = IntervalSet::from(part.clone());
    let zero = IntervalSet::from(Interval::point(Rational::zero()));
    let without = set.intersection(&zero.complement());
    let one_over = |end: End, beyond: At| match end.at {
        At::Point(at) if at.is_zero() => End { at: beyond, closed: false },
        At::Point(at) => match number::divided(&number::one(), &at) {
            Ok(at) => End { at: At::Point(at), closed: end.closed },
            Err(_) => End { at: beyond, closed: false },
        },
        At::Bottom | At::Top => End { at: At::Point(Rational::zero()), closed: false },
    };
    let of = |part: &Interval<Rational>| {
        let ends = Ends::of(part);
        Ends { low: one_over(ends.high, At::Bottom), high: one_over(ends.low, At::Top) }
    };
    without.parts().iter().map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn number(set: IntervalSet<Rational>) -> Amount {
        Amount { dimensions: Dimensions::default(), set }
    }

    fn closed(a: i128, b: i128) -> Amount {
        number(Interval::closed(Rational::from(a), Rational::from(b)).into())
    }

    fn holds(amount: &Amount, value: Rational) -> bool {
        !amount.set.intersection(&Interval::point(value).into()).is_empty()
    }

    #[test]
    fn a_product_with_nothing_is_nothing_however_large_the_other_is() {
        let above =
            number(Interval { lower: Cut::Below(Rational::from(1)), upper: Cut::Top }.into());
        assert_eq!(closed(0, 0).times(&above), closed(0, 0));
    }

    #[test]
    fn a_divisor_around_zero_leaves_out_the_middle() {
        let quotients = closed(1, 1).over(&closed(-2, 4));
        assert!(holds(&quotients, Rational::new(1, 4)) && holds(&quotients, Rational::new(-1, 2)));
        assert!(!holds(&quotients, Rational::from(0)) && !holds(&quotients, Rational::new(1, 5)));
        assert!(closed(1, 1).over(&closed(0, 0)).set.is_empty());
    }

    #[test]
    fn open_ends_stay_open() {
        let over_five =
            number(Interval { lower: Cut::Above(Rational::from(5)), upper: Cut::Top }.into());
        let sum = over_five.plus(&closed(1, 1)).expect("both are numbers");
        assert!(!holds(&sum, Rational::from(6)) && holds(&sum, Rational::new(61, 10)));
    }

    #[test]
    fn units_multiply() {
        let length = Dimensions::of(DimensionId::LENGTH).0;
        assert_eq!(length.times(&length, 1), Dimensions::of(DimensionId::AREA).0);
        assert_eq!(
            length.times(&Dimensions::of(DimensionId::TIME).0, -1),
            Dimensions::of(DimensionId::SPEED).0
        );
        assert_eq!(length.times(&length, -1), Dimensions::default());
    }

    #[test]
    fn what_has_a_name_of_its_own_is_called_by_it() {
        for dimension in
            [DimensionId::NUMBER, DimensionId::LENGTH, DimensionId::AREA, DimensionId::SPEED]
        {
            assert_eq!(Dimensions::of(dimension).0.single(), Some(dimension));
        }
        let area = Dimensions::of(DimensionId::AREA).0;
        assert_eq!(area.times(&area, 1).single(), None);
    }

    #[test]
    fn an_end_is_in_a_product_where_some_pair_of_numbers_makes_it() {
        let from = |a: i128| Cut::Below(Rational::from(a));
        let above = |a: i128| Cut::Above(Rational::from(a));
        let part = |lower, upper| number(Interval { lower, upper }.into());
        let makes = |a: &Amount, b: &Amount, value: i128| {
            let value = Rational::from(value);
            let both = (holds(&a.times(b), value), holds(&b.times(a), value));
            assert_eq!(both.0, both.1);
            both.0
        };
        let positive = part(above(0), above(3));
        assert!(makes(&closed(0, 2), &positive, 0));
        assert!(makes(&part(from(-2), from(0)), &closed(0, 3), 0));
        assert!(!makes(&closed(1, 2), &positive, 0) && makes(&closed(1, 2), &positive, 6));
        let open = part(above(1), from(3));
        assert!(!makes(&closed(1, 2), &open, 1) && !makes(&closed(1, 2), &open, 6));
    }

    proptest! {
        /// Whatever two numbers come out of two sets, what is made of them is in the result.
        #[test]
        fn nothing_is_left_out(
            (a, b) in (-20i128..20, 0i128..10),
            (c, d) in (-20i128..20, 0i128..10),
            (x, y) in (0i128..=10, 0i128..=10),
        ) {
            let (one, other) = (closed(a, a + b), closed(c, c + d));
            let x = Rational::from(a) + Rational::new(b * x, 10);
            let y = Rational::from(c) + Rational::new(d * y, 10);
            prop_assert!(holds(&one.plus(&other).expect("numbers"), x + y));
            prop_assert!(holds(&one.minus(&other).expect("numbers"), x - y));
            prop_assert!(holds(&one.times(&other), x * y));
            if !y.is_zero() {
                prop_assert!(holds(&one.over(&other), x / y));
            }
        }

        /// The bounds of a sum and of a product are reached.
        #[test]
        fn nothing_is_added(
            (a, b) in (-20i128..20, 0i128..10),
            (c, d) in (-20i128..20, 0i128..10),
        ) {
            let products = [a * c, a * (c + d), (a + b) * c, (a + b) * (c + d)];
            let wanted = closed(
                products.into_iter().min().unwrap_or_default(),
                products.into_iter().max().unwrap_or_default(),
            );
            prop_assert_eq!(closed(a, a + b).times(&closed(c, c + d)), wanted);
        }
    }
}
