//! Fixed dates as text, in a canonical form that reads as the same set.
//!
//! A set that is one year, decade, century, month, day, minute or second is written as that.
//! Anything else is `lo/hi` or `[a,b,lo..hi]` with ends of the coarsest precision that both allow.
//! On the UTC clock only minutes and seconds can be written, so a day is
//! `2025-10-30T00:00Z/2025-10-30T23:59Z`. Three forms are not EDTF, but read by [`super::parse`]:
//! times as ends and members, times to the minute, and months, days and times in years beyond
//! ±9999 (`Y12000-01-31`); and `../..`, the set of all dates.

use super::calendar::{Civil, DAY, Tick, Unit, weekday_name};
use super::reading::{bounded, end_tick, first_tick};
use super::{Clock, edtf};
use crate::values::{Interval, IntervalSet};

/// The units that a date can be as precise as, the coarsest first.
const PRECISIONS: [Unit; 5] = [Unit::Year, Unit::Month, Unit::Day, Unit::Minute, Unit::Second];

/// More periods than this are written as a pattern, where they have one.
const LISTED: usize = 400;

/// The set as text.
pub(super) fn print(set: &IntervalSet<Tick>, clock: Clock) -> String {
    match set.parts() {
        [only] => one_cell(only, clock).unwrap_or_else(|| between(only, clock, ["..", "/", ".."])),
        parts if parts.len() > LISTED && clock == Clock::Local => {
            let denied = || Some(format!("not {}", masked(&set.complement())?));
            masked(set).or_else(denied).unwrap_or_else(|| list(parts, clock))
        }
        parts => list(parts, clock),
    }
}

fn list(parts: &[Interval<Tick>], clock: Clock) -> String {
    let members: Vec<String> = parts.iter().map(|part| member(part, clock)).collect();
    format!("[{}]", members.join(","))
}

/// Many days that are those of one pattern, such as `XXXX-10-30`: the digits that all of them share.
fn masked(set: &IntervalSet<Tick>) -> Option<String> {
    let mut mask: Option<Vec<u8>> = None;
    for part in set.parts() {
        let (first, end) = bounded(part)?;
        for tick in [first, end - 1] {
            let day = at(tick, Unit::Day, Clock::Local);
            let mask = mask.get_or_insert_with(|| day.as_bytes().to_vec());
            if day.len() != mask.len() {
                return None;
            }
            for (known, digit) in mask.iter_mut().zip(day.bytes()) {
                *known = if *known == digit { digit } else { b'X' };
            }
        }
    }
    let pattern = String::from_utf8(mask?).ok()?;
    // Whole months have no day of their own.
    let months = pattern.strip_suffix("-XX").map(str::to_owned);
    let months = months.or_else(|| Some(pattern.rsplit_once('-')?.0.to_owned()));
    [Some(pattern), months]
        .into_iter()
        .flatten()
        .find(|text| edtf::pattern(text).as_ref() == Some(set))
}

/// A day as people read it: `Saturday 2025-10-25`.
pub(super) fn weekday_and_date(day: i128) -> String {
    let name = weekday_name(day);
    let initial = name.get(..1).unwrap_or_default().to_uppercase();
    let rest = name.get(1..).unwrap_or_default();
    format!("{initial}{rest} {}", at(day * DAY, Unit::Day, Clock::Local))
}

fn member(part: &Interval<Tick>, clock: Clock) -> String {
    one_cell(part, clock).unwrap_or_else(|| between(part, clock, ["", "..", ""]))
}

/// An interval with its open ends and its middle written as given.
fn between(part: &Interval<Tick>, clock: Clock, [open, middle, end]: [&str; 3]) -> String {
    let ends = [first_tick(part), end_tick(part)];
    let unit = coarsest(clock, |unit| ends.iter().flatten().all(|tick| unit.begins_at(*tick)));
    let lower = ends[0].map_or_else(|| open.to_owned(), |tick| at(tick, unit, clock));
    let upper = ends[1].map_or_else(|| end.to_owned(), |tick| at(tick - 1, unit, clock));
    format!("{lower}{middle}{upper}")
}

/// The one unit that the interval is, if it is one that can be written.
fn one_cell(part: &Interval<Tick>, clock: Clock) -> Option<String> {
    let (first, end) = bounded(part)?;
    let is_one =
        |unit: Unit| unit.begins_at(first) && unit.cell_start(unit.cell_of(first) + 1) == end;
    let masked = [Unit::Century, Unit::Decade].into_iter().filter(|_| clock == Clock::Local);
    masked
        .filter(|unit| is_one(*unit))
        .find_map(|unit| masked_year(first, unit))
        .or_else(|| precisions(clock).find(|unit| is_one(*unit)).map(|unit| at(first, unit, clock)))
}

/// `202X` and `20XX`, which only years of four digits have.
fn masked_year(first: Tick, unit: Unit) -> Option<String> {
    let year = Civil::of_day(first.div_euclid(DAY)).year;
    if !(0..=9999).contains(&year) {
        return None;
    }
    Some(if unit == Unit::Decade {
        format!("{:03}X", year / 10)
    } else {
        format!("{:02}XX", year / 100)
    })
}

fn coarsest(clock: Clock, fits: impl Fn(Unit) -> bool) -> Unit {
    precisions(clock).find(|unit| fits(*unit)).unwrap_or(Unit::Second)
}

fn precisions(clock: Clock) -> impl Iterator<Item = Unit> {
    PRECISIONS.into_iter().filter(move |unit| clock == Clock::Local || *unit < Unit::Hour)
}

/// The cell of a unit that a tick lies in.
fn at(tick: Tick, unit: Unit, clock: Clock) -> String {
    let Civil { year, month, day } = Civil::of_day(tick.div_euclid(DAY));
    let year = match year {
        0..=9999 => format!("{year:04}"),
        -9999..0 => format!("-{:04}", -year),
        _ => format!("Y{year}"),
    };
    let seconds = tick.rem_euclid(DAY);
    let zone = if clock == Clock::Utc { "Z" } else { "" };
    let minute =
        || format!("{year}-{month:02}-{day:02}T{:02}:{:02}", seconds / 3600, seconds / 60 % 60);
    match unit {
        Unit::Year => year,
        Unit::Month => format!("{year}-{month:02}"),
        Unit::Day => format!("{year}-{month:02}-{day:02}"),
        Unit::Minute => format!("{}{zone}", minute()),
        _ => format!("{}:{:02}{zone}", minute(), seconds % 60),
    }
}
