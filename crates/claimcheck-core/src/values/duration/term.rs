//! One term of a duration: `2 hours 30 minutes`, `2 years and 3 months`, `P2Y3M`, or a number
//! that takes the unit of the term after it.

use super::calendar::days_of;
use crate::suggest::nearest;
use crate::values::ValueError;
use crate::values::quantity::Rational;
use crate::values::quantity::digits::print_number;
use crate::values::quantity::number::{self, clip};

/// Seconds in a day.
pub(super) const DAY: i64 = 86_400;

/// The longest span that is calculated with: about three hundred million years.
const MOST_SECONDS: i128 = 10_000_000_000_000_000;

/// A unit of time: so many months of the calendar, or so many seconds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unit {
    Months(i128),
    Seconds(i128),
}

use Unit::{Months, Seconds};

/// The units by name, longest first: those of a term must descend in this order.
const UNITS: &[(Unit, &[&str])] = &[
    (Months(12_000), &["millennium", "millennia", "millenniums"]),
    (Months(1_200), &["century", "centuries"]),
    (Months(120), &["decade", "decades"]),
    (Months(12), &["year", "years", "yr", "yrs", "y"]),
    (Months(1), &["month", "months", "mo", "mos"]),
    (Seconds(604_800), &["week", "weeks", "wk", "wks", "w"]),
    (Seconds(86_400), &["day", "days", "d"]),
    (Seconds(3_600), &["hour", "hours", "hr", "hrs", "h"]),
    (Seconds(60), &["minute", "minutes", "min", "mins"]),
    (Seconds(1), &["second", "seconds", "sec", "secs", "s"]),
];

/// The designators of ISO 8601 before and after its `T`, as places in [`UNITS`].
const ISO_DATE: [(char, usize); 4] = [('Y', 3), ('M', 4), ('W', 5), ('D', 6)];
const ISO_TIME: [(char, usize); 3] = [('H', 7), ('M', 8), ('S', 9)];

/// A term: numbers of units (as places in [`UNITS`]), longest first; one that is bare has no unit
/// yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Term {
    pieces: Vec<(Rational, Option<usize>)>,
}

/// Reads all terms of a phrase. A bare number takes the unit of the next term that has one, else
/// of the last before it.
pub(super) fn read_all(texts: &[&str]) -> Result<Vec<Term>, ValueError> {
    let mut terms = texts.iter().map(|text| read(text)).collect::<Result<Vec<_>, _>>()?;
    let mut unit = None;
    for term in terms.iter_mut().rev() {
        unit = term.lend_or_take(unit);
    }
    for term in &mut terms {
        unit = term.lend_or_take(unit);
    }
    Ok(terms)
}

/// Reads one term.
pub(super) fn read(text: &str) -> Result<Term, ValueError> {
    let pieces =
        if let Some(body) = text.strip_prefix('P') { iso(body, text)? } else { words(text)? };
    let places = || pieces.iter().map(|(_, unit)| *unit);
    let descends = places().zip(places().skip(1)).all(|(a, b)| a < b);
    if pieces.iter().any(|(number, _)| *number < Rational::from_integer(0)) {
        return Err(ValueError::new(format!("`{}` is negative", clip(text)))
            .with_help("a duration is counted from nothing upwards"));
    }
    if descends { Ok(Term { pieces }) } else { Err(unreadable(text)) }
}

fn words(text: &str) -> Result<Vec<(Rational, Option<usize>)>, ValueError> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (number, after) = number::leading_number(rest)?;
        let (magnitude, after) = number::leading_magnitudes(after)?;
        let number = number::times(&number, &magnitude.unwrap_or_else(number::one))?;
        let end = after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len());
        let (word, after) = after.split_at(end);
        if word.is_empty() && (!after.is_empty() || !pieces.is_empty()) {
            return Err(unreadable(text));
        }
        pieces.push((number, if word.is_empty() { None } else { Some(unit(word)?) }));
        rest = joint(after);
        if pieces.len() > UNITS.len() || (rest.is_empty() && !after.is_empty()) {
            return Err(unreadable(text));
        }
    }
    if pieces.is_empty() { Err(unreadable(text)) } else { Ok(pieces) }
}

/// What follows a comma or an `and` between two units.
fn joint(text: &str) -> &str {
    let text = text.strip_prefix(',').unwrap_or(text).trim_start();
    text.strip_prefix("and ").unwrap_or(text)
}

fn unit(word: &str) -> Result<usize, ValueError> {
    let folded = word.to_lowercase();
    let known = |(_, names): &(Unit, &[&str])| names.contains(&folded.as_str());
    UNITS.iter().position(known).ok_or_else(|| {
        let shown = clip(word);
        let names = UNITS.iter().flat_map(|(_, names)| names.iter().copied());
        ValueError::unknown(format!("unknown unit of time `{shown}`")).with_help(
            match nearest(&shown, names) {
                Some(near) => format!("did you mean `{near}`?"),
                None => "write seconds, minutes, hours, days, weeks, months or years".to_owned(),
            },
        )
    })
}

/// `2Y3M`, `T36H`: after the `P` of ISO 8601.
fn iso(body: &str, text: &str) -> Result<Vec<(Rational, Option<usize>)>, ValueError> {
    let (date, time) = body.split_once('T').map_or((body, None), |(date, time)| (date, Some(time)));
    let mut pieces = designated(date, &ISO_DATE).ok_or_else(|| unreadable(text))?;
    if let Some(time) = time {
        let time = designated(time, &ISO_TIME).filter(|time| !time.is_empty());
        pieces.extend(time.ok_or_else(|| unreadable(text))?);
    }
    if pieces.is_empty() { Err(unreadable(text)) } else { Ok(pieces) }
}

fn designated(mut text: &str, units: &[(char, usize)]) -> Option<Vec<(Rational, Option<usize>)>> {
    let mut pieces = Vec::new();
    while !text.is_empty() {
        let end = text.find(|c: char| !c.is_ascii_digit() && c != '.')?;
        let number = number::parse_number(text.get(..end)?).ok()?;
        let mut rest = text.get(end..)?.chars();
        let designator = rest.next()?;
        let (_, place) = units.iter().find(|(letter, _)| *letter == designator)?;
        pieces.push((number, Some(*place)));
        text = rest.as_str();
        if pieces.len() > UNITS.len() {
            return None;
        }
    }
    Some(pieces)
}

impl Term {
    /// Fills in a missing unit; gives the term's own last unit, if it has one now.
    fn lend_or_take(&mut self, unit: Option<usize>) -> Option<usize> {
        let (_, own) = self.pieces.last_mut()?;
        *own = own.or(unit);
        own.or(unit)
    }

    /// The least and the most seconds that the term can be.
    pub(super) fn ends(&self) -> Result<(i64, i64), ValueError> {
        let (mut months, mut exact) = (Rational::from_integer(0), Rational::from_integer(0));
        for (number, place) in &self.pieces {
            let unit = place.and_then(|place| UNITS.get(place)).ok_or_else(|| {
                ValueError::new(format!("`{}` has no unit of time", print_number(number)))
                    .with_help("write the unit, as in 6 years")
            })?;
            let (sum, size) = match &unit.0 {
                Months(size) => (&mut months, *size),
                Seconds(size) => (&mut exact, *size),
            };
            *sum = number::plus(sum, &number::times(number, &Rational::from_integer(size))?)?;
        }
        let (least, most) = calendar(&months)?;
        let add =
            |days: i128| number::plus(&Rational::from_integer(days * i128::from(DAY)), &exact);
        Ok((seconds(number::floor(&add(least)?))?, seconds(number::ceil(&add(most)?))?))
    }
}

/// The fewest and the most days of a number of months. Part of a month is that part of 28 to 31
/// days, rounded outward to whole days.
fn calendar(months: &Rational) -> Result<(i128, i128), ValueError> {
    let whole = i64::try_from(months.to_integer())
        .ok()
        .filter(|n| i128::from(*n) * 28 * i128::from(DAY) <= MOST_SECONDS);
    let (least, most) = whole.and_then(days_of).ok_or_else(too_long)?;
    let part = months.fract();
    let days = |whole: i64, month: i128| {
        let part = number::times(&part, &Rational::from_integer(month))?;
        number::plus(&Rational::from_integer(i128::from(whole)), &part)
    };
    Ok((number::floor(&days(least, 28)?), number::ceil(&days(most, 31)?)))
}

/// A number of seconds within what is calculated with.
pub(super) fn seconds(whole: i128) -> Result<i64, ValueError> {
    let near = Some(whole).filter(|seconds| *seconds <= MOST_SECONDS * 2);
    near.and_then(|seconds| i64::try_from(seconds).ok()).ok_or_else(too_long)
}

fn too_long() -> ValueError {
    ValueError::new("a duration too long to calculate with")
        .with_help("durations reach to about three hundred million years")
}

fn unreadable(text: &str) -> ValueError {
    ValueError::new(format!("`{}` is not a duration", clip(text)))
        .with_help("write numbers with units, longest first: 6 years, 2 hours 30 minutes, P2Y3M")
}
