//! Durations: sets of spans of time, in seconds. Owns their terms and how they are printed; how
//! long months can be is `calendar`'s, bounds and ranges are the grammar shared with quantities.
//!
//! `days` and shorter units are exact. A number of months or years is every number of whole days
//! that so many consecutive calendar months can have: `2 months` is 59 to 62 days. A bound on such
//! an interval takes its weakest reading, which cannot raise a false alarm: `over 2 months` is
//! over 59 days, `under 2 months` is under 62.

mod calendar;
mod spoken;
mod term;
mod value_set;

use super::interval::share;
use super::printing::denied;
use super::quantity::bounds::{self, Phrase, Reach, Wording};
use super::quantity::digits::print_number;
use super::quantity::number::{self, clip};
use super::quantity::tolerance::percent;
use super::quantity::{DimensionId, Quantity, Rational, Tolerance};
use super::{Cut, Interval, IntervalSet, Relation, ValueError};
use calendar::months_of;
use term::{DAY, Term};
pub(super) use value_set::DURATION;

/// The spans of time that a claim leaves possible.
///
/// `2 months` can be 59 to 62 days, and is certainly none of them. Its denial rules out only what it
/// certainly means, so that it can be any number of days, and yet it is not `2 months`.
#[derive(Debug, Clone)]
pub struct Duration {
    /// How long, in seconds.
    pub set: IntervalSet<i64>,
    /// How long whatever months come to: a part of the set.
    certain: IntervalSet<i64>,
    sense: Sense,
}

/// Whether a duration says what it is or what it is not. One whose months are all known only says
/// what it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Sense {
    Affirmed,
    Denied,
}

impl PartialEq for Duration {
    fn eq(&self, other: &Self) -> bool {
        let same = self.sense == Sense::Affirmed || self.certain == other.certain;
        self.set == other.set && self.sense == other.sense && same
    }
}

impl Eq for Duration {}

impl std::hash::Hash for Duration {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        (&self.set, self.sense).hash(state);
    }
}

impl From<IntervalSet<i64>> for Duration {
    fn from(set: IntervalSet<i64>) -> Self {
        Self { certain: set.clone(), set, sense: Sense::Affirmed }
    }
}

/// Reads a duration; `about` is as wide as the tolerance, or else ten percent.
///
/// ```
/// use claimcheck_core::values::Relation;
/// use claimcheck_core::values::duration::parse;
///
/// let month = parse("1 month", None)?;
/// assert_eq!(parse("30 days", None)?.relate(&month), Relation::Inside);
/// assert_eq!(parse("18 months", None)?, parse("1.5 years", None)?);
/// # Ok::<(), claimcheck_core::values::ValueError>(())
/// ```
pub fn parse(text: &str, tolerance: Option<&Tolerance>) -> Result<Duration, ValueError> {
    let text = number::tidy(text);
    let phrase = Phrase::parse(&text, &|text| term::read(text).is_ok())?;
    let terms = term::read_all(&phrase.terms)?;
    let term = |at: usize| {
        terms.get(at).ok_or_else(|| ValueError::new("an incomplete range")).and_then(Term::ends)
    };
    let about = |at: usize| widen(term(at)?, tolerance);
    let certain = phrase.reach(Reach::Certain, &term, &about)?;
    Ok(Duration { set: phrase.set(&term, &about)?, certain, sense: Sense::Affirmed })
}

/// Reads a tolerance for durations: a percentage, or a duration, whose longest reading counts.
pub fn parse_tolerance(text: &str) -> Result<Tolerance, ValueError> {
    let tidied = number::tidy(text);
    let share = ["%", "percent", "per cent"].iter().find_map(|unit| tidied.strip_suffix(unit));
    if let Some(share) = share {
        let share = percent(&number::parse_number(share)?)?;
        return if share < Rational::from_integer(0) {
            Err(ValueError::new(format!("`{}` is a negative tolerance", clip(text))))
        } else {
            Ok(Tolerance::Relative(share))
        };
    }
    let hull = parse(text, None)?.set.hull();
    let seconds = hull.and_then(|hull| Some((*hull.lower.point()?, *hull.upper.point()?)));
    let (_, most) = seconds.ok_or_else(|| {
        ValueError::new(format!("`{}` is not a tolerance", clip(text)))
            .with_help("write a percentage, as in 5 %, or a duration, as in 3 days")
    })?;
    let amount = Rational::from_integer(i128::from(most));
    Ok(Tolerance::Absolute { dimension: DimensionId::TIME, amount })
}

/// What `about` makes of an interval, rounded outward to seconds.
fn widen((low, high): (i64, i64), tolerance: Option<&Tolerance>) -> Result<(i64, i64), ValueError> {
    let low = Rational::from_integer(i128::from(low));
    let high = Rational::from_integer(i128::from(high));
    let (less, more) = match tolerance {
        Some(Tolerance::Absolute { dimension: DimensionId::TIME, amount }) => (*amount, *amount),
        Some(Tolerance::Relative(share)) => {
            (number::times(&low, share)?, number::times(&high, share)?)
        }
        _ => (low / 10, high / 10),
    };
    let least = number::minus(&low, &less)?.max(Rational::from_integer(0));
    Ok((
        term::seconds(number::floor(&least))?,
        term::seconds(number::ceil(&number::plus(&high, &more)?))?,
    ))
}

impl Duration {
    /// How this duration lies to another one.
    #[must_use]
    pub fn relate(&self, other: &Self) -> Relation {
        if self == other {
            return Relation::Equal;
        }
        if !Self::can_all_hold(&[self, other]) {
            return Relation::Disjoint;
        }
        Relation::from_inclusion(self.lies_within(other), other.lies_within(self), true)
    }

    /// What a denial leaves is only certain where it is so whatever months come to.
    fn lies_within(&self, other: &Self) -> bool {
        let whole = match other.sense {
            Sense::Affirmed => &other.set,
            Sense::Denied => &other.certain,
        };
        self.set.relate(whole).entails()
    }

    /// Whether some durations have a length in common. A length in months is denied by the denial of the
    /// same months, and by no other.
    pub(super) fn can_all_hold(all: &[&Self]) -> bool {
        let denied: Vec<Self> =
            all.iter().filter(|one| one.sense == Sense::Denied).map(|one| one.not()).collect();
        if denied.is_empty() {
            return share(all.iter().map(|one| &one.set));
        }
        let left: Vec<IntervalSet<i64>> = all.iter().map(|one| one.without(&denied)).collect();
        left.iter().all(|set| !set.is_empty()) && share(&left)
    }

    /// The set without the parts that are denied in the same words.
    fn without(&self, denied: &[Self]) -> IntervalSet<i64> {
        let is_denied = |part: &Interval<i64>| {
            let certain = |of: &Self| of.certain.intersection(&part.clone().into());
            denied
                .iter()
                .any(|denied| denied.set.parts().contains(part) && certain(denied) == certain(self))
        };
        match self.sense {
            Sense::Affirmed => {
                self.set.parts().iter().filter(|part| !is_denied(part)).cloned().collect()
            }
            Sense::Denied => self.set.clone(),
        }
    }

    /// Every other duration. What no words in months say is denied as the days that it comes to.
    #[must_use]
    pub fn not(&self) -> Self {
        if self.spoken().is_none() && self.sense == Sense::Affirmed {
            return Self::from(self.set.complement());
        }
        let (set, certain) = (self.certain.complement(), self.set.complement());
        let sense = match self.sense {
            Sense::Affirmed if set != certain => Sense::Denied,
            Sense::Affirmed | Sense::Denied => Sense::Affirmed,
        };
        Self { set, certain, sense }
    }

    /// Whether it says only which months it is not.
    pub(super) fn is_denied(&self) -> bool {
        self.sense == Sense::Denied
    }

    /// What any of several durations allows.
    pub fn any_of(durations: &[Self]) -> Result<Self, ValueError> {
        let [first, others @ ..] = durations else {
            return Err(ValueError::new("an empty list of durations"));
        };
        if durations.iter().any(|duration| duration.sense == Sense::Denied) {
            return Err(ValueError::new("`any-of` takes answers, not denials of months or years")
                .with_help("write `{not: {any-of: […]}}` to deny several answers"));
        }
        Ok(others.iter().fold(first.clone(), |all, other| Self {
            set: all.set.union(&other.set),
            certain: all.certain.union(&other.certain),
            ..all
        }))
    }

    /// Whether the duration is known as precisely as the tolerance asks: half its width is at
    /// most the absolute amount, or that share of its middle. An open end never is.
    #[must_use]
    pub fn is_within(&self, tolerance: &Tolerance) -> bool {
        let exact = |seconds: &i64| Rational::from_integer(i128::from(*seconds));
        let ends = self.set.hull().and_then(|hull| {
            Some((hull.lower.point().map(exact)?, hull.upper.point().map(exact)?))
        });
        let Some((low, high)) = ends else { return false };
        let hull = IntervalSet::from(Interval::closed(low, high));
        tolerance.holds(DimensionId::TIME, &hull).unwrap_or(false)
    }

    /// The number of months of the calendar that it is, where it is one.
    #[must_use]
    pub fn months(&self) -> Option<i64> {
        let [part] = self.set.parts() else { return None };
        let (low, high) = (part.lower.point()?, part.upper.point()?);
        let whole = low % DAY == 0 && high % DAY == 0 && low < high;
        let closed = matches!((&part.lower, &part.upper), (Cut::Below(_), Cut::Above(_)));
        months_of(low / DAY, high / DAY).filter(|_| whole && closed)
    }

    /// The same as a quantity of time, in seconds.
    #[must_use]
    pub fn as_quantity(&self) -> Quantity {
        let exact = |cut: &Cut<i64>| cut.map(|at| Rational::from_integer(i128::from(*at)));
        let parts = self.set.parts().iter();
        let set = parts.filter_map(|part| Interval::new(exact(&part.lower), exact(&part.upper)));
        Quantity { dimension: DimensionId::TIME, set: set.collect() }
    }

    /// The duration in canonical words, which [`parse`] reads back.
    #[must_use]
    pub fn print(&self) -> String {
        match self.sense {
            Sense::Affirmed => bounds::print(&self.set, &Words),
            Sense::Denied => denied(self.not().spoken().into_iter().collect()),
        }
    }
}

struct Words;

/// The units that exact spans are printed in, the longest that measures them first.
const UNITS: [(i64, &str, &str); 4] = [
    (DAY, "day", "days"),
    (3_600, "hour", "hours"),
    (60, "minute", "minutes"),
    (1, "second", "seconds"),
];

/// The longest unit that measures both spans without a rest; where that gives long numbers, the
/// longest one that measures them in at most three decimals.
fn common_unit(a: i64, b: i64) -> (i64, &'static str, &'static str) {
    const LONG: i64 = 1000;
    let exact = |unit: &&(i64, &str, &str)| a % unit.0 == 0 && b % unit.0 == 0;
    let third = |span: i64, unit: i64| {
        (span == 0 || span.abs() >= unit) && (i128::from(span) * 1000) % i128::from(unit) == 0
    };
    let decimal = |unit: &&(i64, &str, &str)| third(a, unit.0) && third(b, unit.0);
    let unit = UNITS.iter().find(exact).copied().unwrap_or((1, "second", "seconds"));
    match UNITS.iter().find(decimal) {
        Some(longer) if (a.max(b) / unit.0).abs() >= LONG => *longer,
        _ => unit,
    }
}

fn count(seconds: i64, unit: i64) -> String {
    print_number(&Rational::new(i128::from(seconds), i128::from(unit)))
}

impl Wording<i64> for Words {
    fn one(&self, point: &i64) -> String {
        let (unit, one, many) = common_unit(*point, *point);
        format!("{} {}", count(*point, unit), if *point == unit { one } else { many })
    }

    fn two(&self, low: &i64, high: &i64) -> (String, String) {
        let (unit, one, many) = common_unit(*low, *high);
        let name = if *high == unit { one } else { many };
        (count(*low, unit), format!("{} {name}", count(*high, unit)))
    }

    fn named(&self, low: &i64, high: &i64) -> Option<String> {
        let months =
            months_of(low / DAY, high / DAY).filter(|_| low % DAY == 0 && high % DAY == 0)?;
        let (number, unit) =
            if months % 12 == 0 { (months / 12, "year") } else { (months, "month") };
        let plural = if number == 1 { "" } else { "s" };
        Some(format!("{} {unit}{plural}", count(number, 1)))
    }

    fn origin(&self) -> i64 {
        0
    }
}

#[cfg(test)]
mod tests;
