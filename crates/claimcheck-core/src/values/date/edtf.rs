//! Dates in EDTF (ISO 8601-2:2019 Annex A, levels 0–2), read as sets of ticks.
//!
//! Single dates are parsed by `edtf-core`. Intervals, sets and times are taken apart here, because
//! three things are wanted that the standard leaves out: times as ends of intervals and members of
//! sets, times to the minute, and months, days and times in years beyond ±9999 (`Y12000-01-31`),
//! which counting from such a year can lead to. White space around the members of a set is allowed.
//!
//! Unspecified digits that leave separate periods (`2025-XX-15`) denote their exact union. A date that
//! leaves more than [`MOST_PERIODS`] is refused.

use edtf_core::{Bound, Date, DateField, Edtf, Precision, TimeShift, YearKind};

use super::calendar::{Civil, DAY, Step, Tick, Unit};
use super::reading::{Reading, SpanEnds, bounded, moved, widened};
use super::{Clock, clip};
use crate::values::{Cut, Interval, IntervalSet, ValueError};

/// How many separate periods a date with unspecified digits is kept as: one in each month of ten
/// thousand years, and some.
const MOST_PERIODS: usize = 150_000;

/// The days of 400 years, after which the calendar repeats.
const CYCLE: i128 = 146_097;

/// What to do about a text that is no date.
pub(super) const HELP: &str = "write a date such as `2025-10-30`, `2025-10`, \
    `2025-10-28/2025-10-30` or `2025-10-30T09:06`, or a phrase such as `next thursday`, \
    `before 2025-11` or `2 months after EVENT`";

/// Whether a text can only be meant as EDTF, so that what is wrong with it is worth saying.
pub(super) fn looks_like(text: &str) -> bool {
    let mut letters = text.chars();
    match (letters.next(), letters.next()) {
        (Some('[' | '{'), _) => true,
        _ if text.contains(char::is_whitespace) => false,
        (Some('Y' | 'X'), Some(next)) => next.is_ascii_digit() || matches!(next, '-' | 'X'),
        (Some(first), _) => first.is_ascii_digit() || "-./?~%".contains(first),
        (None, _) => false,
    }
}

/// Reads a date, a date-time, an interval or a set.
pub(super) fn read(text: &str) -> Result<Reading, ValueError> {
    if let Some(inner) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        one_of(text, &members(inner)?)
    } else if let Some(inner) = text.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')) {
        all_of(text, &members(inner)?)
    } else if let Some((first, last)) = text.split_once('/') {
        interval(text, first, last)
    } else {
        moment(text)
    }
}

fn members(inner: &str) -> Result<Vec<Reading>, ValueError> {
    inner.split(',').map(|member| element(member.trim())).collect()
}

/// `[…]`: one of the members, so the union of them.
fn one_of(text: &str, members: &[Reading]) -> Result<Reading, ValueError> {
    let clock = one_clock(text, members.iter())?;
    let first = members.iter().min_by(|a, b| a.plain.lower.cmp(&b.plain.lower));
    let last = members.iter().max_by(|a, b| a.plain.upper.cmp(&b.plain.upper));
    let (Some(first), Some(last)) = (first, last) else {
        return Err(not_edtf(text, "a set needs a member"));
    };
    Ok(Reading {
        set: members.iter().flat_map(|member| member.set.parts()).cloned().collect(),
        plain: Interval { lower: first.plain.lower.clone(), upper: last.plain.upper.clone() },
        slack_first: first.slack_first,
        slack_last: last.slack_last,
        clock,
        uncertain: members.iter().any(|member| member.uncertain),
        relative: false,
        one_of_several: true,
        ends: SpanEnds::default(),
    })
}

/// `{…}`: all of the members, so everything from the first to the last.
fn all_of(text: &str, members: &[Reading]) -> Result<Reading, ValueError> {
    let whole = one_of(text, members)?;
    match whole.set.hull() {
        Some(hull) => {
            let one_of_several = members.iter().any(|member| member.one_of_several);
            Ok(Reading { set: hull.into(), one_of_several, ..whole })
        }
        None => Err(not_edtf(text, "a set needs a member")),
    }
}

fn element(text: &str) -> Result<Reading, ValueError> {
    match text.split_once("..") {
        None => moment(text),
        Some(("", "")) => Err(not_edtf(text, "`..` needs a date on one side")),
        Some((first, last)) => between(text, open_or(first)?.as_ref(), open_or(last)?.as_ref()),
    }
}

fn interval(text: &str, first: &str, last: &str) -> Result<Reading, ValueError> {
    let lower = match first.strip_prefix("..") {
        None => open_or(first)?,
        // `..2004/2005` begins in 2004 or earlier, which bounds nothing.
        Some(rest) => open_or(rest)?.and(None),
    };
    let upper = match last.strip_suffix("..") {
        None => open_or(last)?,
        Some(rest) => open_or(rest)?.and(None),
    };
    between(text, lower.as_ref(), upper.as_ref())
}

fn open_or(text: &str) -> Result<Option<Reading>, ValueError> {
    if text.is_empty() { Ok(None) } else { moment(text).map(Some) }
}

/// All from the first date to the last; an end that is not there is no bound.
fn between(
    text: &str,
    first: Option<&Reading>,
    last: Option<&Reading>,
) -> Result<Reading, ValueError> {
    let clock = one_clock(text, first.into_iter().chain(last))?;
    let lower = first.map_or(Cut::Bottom, |end| end.plain.lower.clone());
    let upper = last.map_or(Cut::Top, |end| end.plain.upper.clone());
    let slack_first = first.and_then(|end| end.slack_first);
    let slack_last = last.and_then(|end| end.slack_last);
    let uncertain = first.into_iter().chain(last).any(|end| end.uncertain);
    let one_of_several = first.into_iter().chain(last).any(|end| end.one_of_several);
    let unit = |end: Option<&Reading>| end.map(|end| end.plain.clone());
    let ends = SpanEnds { first: unit(first), last: unit(last) };
    let (Some(plain), Some(set)) = (
        Interval::new(lower.clone(), upper.clone()),
        widened(&Interval { lower, upper }, slack_first, slack_last),
    ) else {
        return Err(ValueError::new(format!("`{}` ends before it begins", clip(text)))
            .with_help("write the earlier date first"));
    };
    Ok(Reading {
        set: set.into(),
        slack_first,
        slack_last,
        uncertain,
        one_of_several,
        ends,
        ..Reading::exact(plain, clock)
    })
}

/// The clock that all ends and members share; open ends have none.
fn one_clock<'a>(
    text: &str,
    mut ends: impl Iterator<Item = &'a Reading>,
) -> Result<Clock, ValueError> {
    let Some(first) = ends.next() else { return Ok(Clock::Local) };
    if ends.all(|end| end.clock == first.clock) {
        return Ok(first.clock);
    }
    let message = format!(
        "`{}` mixes times that have an offset from UTC with dates that have none",
        clip(text)
    );
    Err(ValueError::new(message)
        .with_help("give every end a time with `Z` or an offset such as `+02:00`, or none of them"))
}

/// A date or a date-time.
fn moment(text: &str) -> Result<Reading, ValueError> {
    match text.split_once('T') {
        Some((date, time)) => date_time(text, date, time),
        None => date(text),
    }
}

fn date_time(text: &str, day: &str, time: &str) -> Result<Reading, ValueError> {
    let (parsed, cycles) = parse_date(day)?;
    let plain = !parsed.has_unspecified() && !parsed.is_uncertain() && !parsed.is_approximate();
    let Some((midnight, _)) = days_of(&parsed).as_ref().and_then(bounded) else {
        return Err(out_of_range(text));
    };
    if parsed.precision() != Precision::Day || !plain {
        return Err(not_edtf(text, "a time needs a complete day without `?`, `~` or `X`"));
    }
    let (unit, ticks, shift) = time_of_day(text, time)?;
    let (clock, offset) = match shift {
        None => (Clock::Local, 0),
        Some(TimeShift::Utc) => (Clock::Utc, 0),
        Some(TimeShift::Offset { minutes, .. }) => (Clock::Utc, Tick::from(minutes) * 60),
    };
    let tick = midnight + cycles * CYCLE * DAY + ticks - offset;
    Ok(Reading::cell(unit, unit.cell_of(tick), clock))
}

/// The precision of a time, its ticks since midnight, and its offset. A leap second counts as the
/// last second of its minute.
fn time_of_day(text: &str, time: &str) -> Result<(Unit, Tick, Option<TimeShift>), ValueError> {
    let (clock, rest) = time.split_at_checked(5).unwrap_or((time, ""));
    let unit = if rest.starts_with(':') { Unit::Second } else { Unit::Minute };
    let seconds = if unit == Unit::Minute { ":00" } else { "" };
    match Edtf::parse(&format!("2000-01-01T{clock}{seconds}{rest}")) {
        Ok(Edtf::DateTime(parsed)) => {
            let time = parsed.time;
            let seconds = Tick::from(time.second.min(59));
            Ok((
                unit,
                Tick::from(time.hour) * 3600 + Tick::from(time.minute) * 60 + seconds,
                time.shift,
            ))
        }
        Ok(_) => Err(not_edtf(text, "a time is written hh:mm or hh:mm:ss")),
        Err(error) => Err(not_edtf(text, error.message)),
    }
}

fn date(text: &str) -> Result<Reading, ValueError> {
    let (parsed, cycles) = parse_date(text)?;
    let slack = slack(&parsed);
    let moved_there = |part: &Interval<Tick>| Interval {
        lower: moved(&part.lower, |tick| tick + cycles * CYCLE * DAY),
        upper: moved(&part.upper, |tick| tick + cycles * CYCLE * DAY),
    };
    let periods = periods(&parsed).ok_or_else(|| out_of_range(text))?;
    if periods.parts().len() > MOST_PERIODS {
        return Err(not_edtf(text, "it names too many separate days"));
    }
    let exact: IntervalSet<Tick> = periods.parts().iter().map(moved_there).collect();
    let plain = exact.hull().ok_or_else(|| out_of_range(text))?;
    Ok(Reading {
        set: exact.parts().iter().filter_map(|part| widened(part, slack, slack)).collect(),
        slack_first: slack,
        slack_last: slack,
        uncertain: parsed.is_uncertain(),
        one_of_several: parsed.has_unspecified(),
        ..Reading::exact(plain, Clock::Local)
    })
}

/// Parses one date. A month or day in a year beyond ±9999 is read in a year of the same shape, and
/// the number of 400-year cycles between the two is returned with it.
fn parse_date(text: &str) -> Result<(Date, i128), ValueError> {
    let parse = |source: &str| match Edtf::parse(source) {
        Ok(Edtf::Date(date)) => Ok(date),
        Ok(_) => Err(not_edtf(text, "it is more than one date")),
        Err(error) => Err(not_edtf(text, error.message)),
    };
    match far_year(text) {
        Some((year, rest)) => {
            let near = 2000 + year.rem_euclid(400);
            Ok((parse(&format!("{near}{rest}"))?, (year - near) / 400))
        }
        None => Ok((parse(text)?, 0)),
    }
}

/// The year and the rest (`-01-31`) of a date such as `Y12000-01-31`.
fn far_year(text: &str) -> Option<(i128, &str)> {
    let digits = text.strip_prefix('Y')?;
    let sign = usize::from(digits.starts_with('-'));
    let end = sign + digits.get(sign..)?.find('-')?;
    let (year, rest) = digits.split_at_checked(end)?;
    let year: i64 = year.parse().ok().filter(|year: &i64| year.unsigned_abs() > 9999)?;
    Some((year.into(), rest))
}

/// The ticks that a date denotes, without what `~` adds; nothing for a year that is out of range.
fn periods(date: &Date) -> Option<IntervalSet<Tick>> {
    let simple = without_free_parts(*date);
    let hull = days_of(&simple)?;
    let only_year = simple.month.is_none() && trailing_mask(&simple);
    if !simple.has_unspecified() || only_year {
        return Some(hull.into());
    }
    let mut set: Vec<Interval<Tick>> = Vec::new();
    for part in Edtf::Date(simple).values().ok()?.filter_map(|value| hull_of(&value)) {
        match set.last_mut() {
            Some(last) if last.upper == part.lower => last.upper = part.upper,
            _ => set.push(part),
        }
        if set.len() > MOST_PERIODS {
            break;
        }
    }
    Some(set.into_iter().collect())
}

/// The set that a pattern such as `XXXX-10-30` stands for.
pub(super) fn pattern(text: &str) -> Option<IntervalSet<Tick>> {
    moment(text).ok().map(|reading| reading.set)
}

/// `2025-10-XX` is all of `2025-10`, and `2025-XX` all of 2025.
fn without_free_parts(mut date: Date) -> Date {
    let free = |field: Option<DateField>| field.is_some_and(|field| field.digits == [None, None]);
    if free(date.day) {
        date.day = None;
    }
    if date.day.is_none() && free(date.month) {
        date.month = None;
    }
    date
}

/// Whether the unspecified digits of the year are its last ones, so that it is one period.
fn trailing_mask(date: &Date) -> bool {
    match date.year.kind {
        YearKind::Standard { digits, .. } => {
            digits.iter().skip_while(|digit| digit.is_some()).all(Option::is_none)
        }
        YearKind::Big { .. } | YearKind::Exponential { .. } => true,
    }
}

fn days_of(date: &Date) -> Option<Interval<Tick>> {
    hull_of(&Edtf::Date(*date))
}

fn hull_of(date: &Edtf) -> Option<Interval<Tick>> {
    let bounds = date.bounds();
    Interval::new(
        Cut::Below(midnight(bounds.earliest)?),
        Cut::Below(midnight(bounds.latest)? + DAY),
    )
}

fn midnight(bound: Bound) -> Option<Tick> {
    let Bound::Date(date) = bound else { return None };
    let (month, day) = (date.month.into(), date.day.into());
    Some(Civil { year: date.year.into(), month, day }.day_number() * DAY)
}

/// What `~` adds on each side: one unit of the part that it qualifies. A mark after a part
/// qualifies all up to it, so `2025-10~` and `2025-10-30~` are approximate by a month and a day;
/// of parts that are marked one by one the coarsest counts.
fn slack(date: &Date) -> Option<Step> {
    let marked = |field: Option<DateField>| field.is_some_and(|field| field.qualifier.approximate);
    let year = date.year.qualifier.approximate;
    let (month, day) = (marked(date.month), marked(date.day));
    if year && !month {
        Some(year_step(date))
    } else if month && !(year && day) {
        Some(month_step(date.month?))
    } else if day {
        Some(day_step(date.day?))
    } else {
        None
    }
}

fn year_step(date: &Date) -> Step {
    let digits = match date.year.kind {
        YearKind::Standard { digits, .. } => {
            digits.iter().skip_while(|digit| digit.is_some()).count()
        }
        YearKind::Big { .. } | YearKind::Exponential { .. } => 0,
    };
    let swept = date.year.significant_digits.and_then(|_| {
        let (first, end) = days_of(date).as_ref().and_then(bounded)?;
        Some(Unit::Year.cell_of(end) - Unit::Year.cell_of(first))
    });
    let masked = u32::try_from(digits).ok().and_then(|digits| 10_i128.checked_pow(digits));
    Step { count: swept.or(masked).unwrap_or(1), unit: Unit::Year }
}

/// Of a season its length in months, of an unspecified month the year.
fn month_step(month: DateField) -> Step {
    match month.value() {
        None => Step { count: 1, unit: Unit::Year },
        Some(21..=36) => Step { count: 3, unit: Unit::Month },
        Some(37..=39) => Step { count: 4, unit: Unit::Month },
        Some(40..) => Step { count: 6, unit: Unit::Month },
        Some(_) => Step { count: 1, unit: Unit::Month },
    }
}

/// Of an unspecified day its ten days (`3X`) or its month.
fn day_step(day: DateField) -> Step {
    match day.digits {
        [Some(_), Some(_)] => Step { count: 1, unit: Unit::Day },
        [Some(_), None] => Step { count: 10, unit: Unit::Day },
        [None, _] => Step { count: 1, unit: Unit::Month },
    }
}

fn not_edtf(text: &str, why: &str) -> ValueError {
    ValueError::new(format!("`{}` is not a date: {why}", clip(text))).with_help(HELP)
}

pub(super) fn out_of_range(text: &str) -> ValueError {
    ValueError::new(format!("`{}` is too far away to be computed with", clip(text)))
        .with_help("write a year that fits 64 bits")
}
