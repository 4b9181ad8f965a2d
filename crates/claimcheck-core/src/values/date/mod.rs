//! Dates as answers: sets of moments, or a place beside an event.
//!
//! Reads EDTF (ISO 8601-2) levels 0–2 and a small grammar of phrases, and compares what they
//! denote. Refuses what could be two dates. Where events lie, and what follows from that, is
//! decided elsewhere.

mod amount;
mod anchored;
mod calendar;
mod edtf;
mod joint;
mod phrase;
mod print;
mod reading;
mod valid_time;
mod value_set;

pub use amount::{Grain, has_time};
pub use anchored::{Anchored, Distance, Side};
pub use calendar::{Moments, Tick, Unit};
pub use valid_time::{CommonTime, ValidTime};
pub(super) use value_set::{DATE, anchor};

use super::{Cut, Interval, IntervalSet, Relation, ValueError};
use calendar::{Civil, DAY, Step};

/// The most that a time without an offset can be apart from UTC, in ticks.
const MOST_OFFSET: Tick = 14 * 3600;

/// How many characters of a text a message repeats.
const MOST_ECHOED: usize = 48;

/// What the ticks of a date are counted on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Clock {
    /// As written, without an offset.
    Local,
    /// Converted to UTC.
    Utc,
}

/// A date: a set of moments, or a place beside an event. Never empty.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DateValue(Kind);

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Kind {
    Fixed(IntervalSet<Tick>, Clock),
    Anchored(Anchored),
}

/// A date as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParsedDate {
    /// The answer, widened where it is approximate.
    pub value: DateValue,
    /// Whether a part is marked `~` (or `%`).
    pub approximate: bool,
    /// Whether a part is marked `?` (or `%`).
    pub uncertain: bool,
    /// Whether it is counted from `published`.
    pub relative: bool,
}

/// What a date is read against.
#[derive(Clone, Copy)]
pub struct DateContext<'a> {
    /// The report's date, which `yesterday` is counted from.
    pub published: Option<&'a DateValue>,
    /// The entity that an id or a name stands for.
    pub event: &'a dyn Fn(&str) -> Result<u32, ValueError>,
}

/// Reads a date.
///
/// After `before`, `after`, `since` and `until`, what can be a date is one; an event whose id
/// reads as a date can only be named by another of its names. `not` before any form is its
/// complement, the form in which [`DateValue::print`] writes the denial of a place beside an event.
///
/// ```
/// use claimcheck_core::values::{ValueError, date};
///
/// let nobody = |name: &str| Err(ValueError::unknown(format!("no event `{name}`")));
/// let given = date::DateContext { published: None, event: &nobody };
/// let published = date::parse("2025-10-25", &given)?.value;
/// let context = date::DateContext { published: Some(&published), event: &nobody };
/// let thursday = date::parse("next thursday", &context)?.value;
/// assert_eq!(thursday.print(&|_| String::new()), "2025-10-30");
/// # Ok::<(), ValueError>(())
/// ```
pub fn parse(text: &str, context: &DateContext<'_>) -> Result<ParsedDate, ValueError> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (_, affirmed) = without_not(&text);
    read(&text, context)?.ok_or_else(|| phrase::unknown(affirmed))
}

/// The date that a text is, if it is one: for what may as well be something else, so that nobody
/// wants to know what may have been meant.
pub fn parse_if_date(text: &str, context: &DateContext<'_>) -> Option<ParsedDate> {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    read(&text, context).ok().flatten()
}

/// Whether a text denies a date, and the text of the date.
fn without_not(text: &str) -> (Holds, &str) {
    match text.split_once(' ') {
        Some((not, rest)) if not.eq_ignore_ascii_case("not") => (Holds::Not, rest),
        _ => (Holds::So, text),
    }
}

/// Whether a date is affirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    So,
    Not,
}

/// The date that a text with single spaces has the form of.
fn read(text: &str, context: &DateContext<'_>) -> Result<Option<ParsedDate>, ValueError> {
    let (holds, text) = without_not(text);
    if text.is_empty() {
        return Err(ValueError::new("the date is empty").with_help(edtf::HELP));
    }
    let affirmed = match anchored::read(text, context)? {
        Some(parsed) => Some(parsed),
        None => phrase::read(text, context)?.map(reading::Reading::into_parsed).transpose()?,
    };
    match (affirmed, holds) {
        (Some(parsed), Holds::Not) => Ok(Some(ParsedDate { value: parsed.value.not()?, ..parsed })),
        (affirmed, _) => Ok(affirmed),
    }
}

/// The day that a text names, counted from 1970-01-01: `2025-11-03`, and no phrase.
pub fn read_day(text: &str) -> Result<i128, ValueError> {
    let event = |_: &str| Err(ValueError::new("no event has a place here"));
    let parsed = parse(text, &DateContext { published: None, event: &event });
    parsed.ok().and_then(|parsed| parsed.value.day()).ok_or_else(|| {
        ValueError::new(format!("`{}` is no day", clip(text))).with_help("write one as 2025-11-03")
    })
}

/// A day counted from 1970-01-01 as the language writes it: `2025-11-03`.
#[must_use]
pub fn print_day(day: i128) -> String {
    let start = day.saturating_mul(DAY);
    let cell = Interval::new(Cut::Below(start), Cut::Below(start.saturating_add(DAY)));
    cell.map(|cell| print::print(&cell.into(), Clock::Local)).unwrap_or_default()
}

impl DateValue {
    /// The date that is one of the ticks of a set. Refuses the empty set, and years that do not
    /// fit 64 bits. The set of all ticks is the same on every clock, and kept as local.
    pub fn from_set(set: IntervalSet<Tick>, clock: Clock) -> Result<Self, ValueError> {
        if set.is_empty() {
            return Err(ValueError::new("no date is left"));
        }
        let cuts = set.parts().iter().flat_map(|part| [&part.lower, &part.upper]);
        if !cuts.filter_map(Cut::point).all(|tick| is_writable(*tick)) {
            return Err(ValueError::new("the date is too far away to be computed with")
                .with_help("write a year that fits 64 bits"));
        }
        let clock = if set == IntervalSet::all() { Clock::Local } else { clock };
        Ok(Self(Kind::Fixed(set, clock)))
    }

    /// How this date lies to another: of sets on one clock the exact relation, else what holds
    /// for every offset from UTC and wherever the events lie, and an overlap where nothing does.
    #[must_use]
    pub fn relate(&self, other: &Self) -> Relation {
        match (&self.0, &other.0) {
            (Kind::Fixed(mine, on), Kind::Fixed(theirs, at)) if on == at => mine.relate(theirs),
            (Kind::Fixed(mine, _), Kind::Fixed(theirs, _)) => relate_adrift(mine, theirs),
            (Kind::Anchored(mine), Kind::Anchored(theirs)) => mine.relate(*theirs),
            _ => Relation::Overlap,
        }
    }

    /// All that this date is not.
    pub fn not(&self) -> Result<Self, ValueError> {
        match &self.0 {
            Kind::Fixed(set, clock) => Self::from_set(set.complement(), *clock),
            Kind::Anchored(anchored) => {
                Ok(Self::from(Anchored { negated: !anchored.negated, ..*anchored }))
            }
        }
    }

    /// One of several dates. One that is known by an event has no union with another date.
    pub fn any_of<'a>(dates: impl IntoIterator<Item = &'a Self>) -> Result<Self, ValueError> {
        let dates: Vec<&Self> = dates.into_iter().collect();
        let Some(first) = dates.first() else { return Err(ValueError::new("no date is left")) };
        if dates.iter().all(|date| date == first) {
            return Ok((*first).clone());
        }
        let sets: Option<Vec<_>> = dates.iter().map(|date| date.fixed()).collect();
        let Some(sets) = sets else { return Err(no_union_beside_events()) };
        let clock = sets.first().map_or(Clock::Local, |(_, clock)| *clock);
        if sets.iter().any(|(_, other)| *other != clock) {
            return Err(no_union_across_clocks());
        }
        Self::from_set(sets.iter().flat_map(|(set, _)| set.parts()).cloned().collect(), clock)
    }

    /// The ticks that the date is one of, and what they are counted on.
    #[must_use]
    pub const fn fixed(&self) -> Option<(&IntervalSet<Tick>, Clock)> {
        match &self.0 {
            Kind::Fixed(set, clock) => Some((set, *clock)),
            Kind::Anchored(_) => None,
        }
    }

    /// The place beside an event.
    #[must_use]
    pub const fn anchored(&self) -> Option<&Anchored> {
        match &self.0 {
            Kind::Fixed(..) => None,
            Kind::Anchored(anchored) => Some(anchored),
        }
    }

    /// The smallest interval of ticks around a fixed date.
    #[must_use]
    pub fn hull(&self) -> Option<Interval<Tick>> {
        self.fixed().and_then(|(set, _)| set.hull())
    }

    /// Between which ticks a fixed date lies.
    #[must_use]
    pub fn moments(&self) -> Option<Moments> {
        let hull = self.hull()?;
        Some((hull.lower.point().copied(), hull.upper.point().copied()))
    }

    /// The first tick of a fixed date and the one after its last, if both ends are bounded.
    #[must_use]
    pub fn bounds(&self) -> Option<(Tick, Tick)> {
        self.hull().as_ref().and_then(reading::bounded)
    }

    /// The day that all of a fixed date lies in, on its own clock, counted from 1970-01-01.
    #[must_use]
    pub fn day(&self) -> Option<i128> {
        let (first, end) = self.bounds()?;
        let day = Unit::Day.cell_of(first);
        (day == Unit::Day.cell_of(end - 1)).then_some(day)
    }

    /// Whether all of a fixed date is over on a day, counted from 1970-01-01.
    #[must_use]
    pub fn is_over_on(&self, day: i128) -> bool {
        let hull = self.hull();
        let end = hull.as_ref().and_then(|hull| hull.upper.point());
        end.is_some_and(|end| *end <= day.saturating_mul(DAY))
    }

    /// A date that is exactly one day as people read it: `Saturday 2025-10-25`.
    #[must_use]
    pub fn weekday_and_date(&self) -> Option<String> {
        let (first, end) = self.bounds()?;
        (Unit::Day.begins_at(first) && end == first + DAY)
            .then(|| print::weekday_and_date(first.div_euclid(DAY)))
    }

    /// Whether all of this date comes before all of another one, whatever the offset between
    /// their clocks; never where either is known by an event.
    #[must_use]
    pub fn precedes(&self, other: &Self) -> bool {
        let (Some((mine, on)), Some((theirs, at))) = (self.fixed(), other.fixed()) else {
            return false;
        };
        let mine = if on == at { mine.hull() } else { adrift(mine).hull() };
        matches!((mine, theirs.hull()), (Some(mine), Some(theirs)) if mine.upper <= theirs.lower)
    }

    /// The first and the last day of one stretch of time, or the first and the last minute where
    /// it is given by times: what an event that fills it starts and ends in.
    #[must_use]
    pub fn first_and_last(&self) -> Option<(Self, Self)> {
        let (set, clock) = self.fixed()?;
        let ([_], (first, end)) = (set.parts(), self.bounds()?) else { return None };
        let days = Unit::Day.begins_at(first) && Unit::Day.begins_at(end);
        let width = if days { DAY } else { (end - first).min(60) };
        let cell = |start: Tick| {
            let cell = Interval::new(Cut::Below(start), Cut::Below(start + width))?;
            Self::from_set(cell.into(), clock).ok()
        };
        Some((cell(first)?, cell(end - width)?))
    }

    /// Whether the date is known at least to the unit: from its first tick to its last it is no
    /// longer than the one that would begin with it. Never for a date known by an event.
    #[must_use]
    pub fn is_within(&self, unit: Unit) -> bool {
        self.bounds().is_some_and(|(first, end)| end <= Step { count: 1, unit }.after(first))
    }

    /// The canonical text, which reads as the same date.
    #[must_use]
    pub fn print(&self, event_name: &dyn Fn(u32) -> String) -> String {
        match &self.0 {
            Kind::Fixed(set, clock) => print::print(set, *clock),
            Kind::Anchored(anchored) => anchored.print(event_name),
        }
    }
}

impl From<Anchored> for DateValue {
    fn from(anchored: Anchored) -> Self {
        Self(Kind::Anchored(anchored))
    }
}

fn no_union_beside_events() -> ValueError {
    ValueError::new("a date known by an event stands beside another date")
        .with_help("state one of them, or dates that need no event")
}

fn no_union_across_clocks() -> ValueError {
    ValueError::new("times that have an offset from UTC stand beside dates that have none")
        .with_help("give all of them an offset, or none")
}

/// The least and the most ticks so many months of the calendar after a tick: a day later where the
/// month that it falls into has no such day.
#[must_use]
pub fn months_later(tick: Tick, months: i64) -> (Tick, Tick) {
    let step = |months: i64| Step { count: i128::from(months), unit: Unit::Month };
    (step(-months).before(tick), step(months).after(tick))
}

/// Whether a bound can be written from both of its sides, in years that fit 64 bits.
fn is_writable(tick: Tick) -> bool {
    let start = |year: i64| Civil { year: year.into(), month: 1, day: 1 }.day_number() * DAY;
    (start(i64::MIN + 2)..=start(i64::MAX)).contains(&tick)
}

/// The relation of a set on one clock to a set on another, as far as it is the same whatever the
/// offset between them. They may be equal at one offset, but never at all.
fn relate_adrift(mine: &IntervalSet<Tick>, theirs: &IntervalSet<Tick>) -> Relation {
    let drifting = adrift(mine);
    let within =
        |inner: &IntervalSet<Tick>, outer: &IntervalSet<Tick>| inner.relate(outer).entails();
    Relation::from_inclusion(
        within(&drifting, theirs),
        within(&adrift(theirs), mine),
        drifting.relate(theirs) != Relation::Disjoint,
    )
}

/// The set at every offset that it can have.
fn adrift(set: &IntervalSet<Tick>) -> IntervalSet<Tick> {
    let moved = |part: &Interval<Tick>| Interval {
        lower: reading::moved(&part.lower, |tick| tick - MOST_OFFSET),
        upper: reading::moved(&part.upper, |tick| tick + MOST_OFFSET),
    };
    set.parts().iter().map(moved).collect()
}

/// The beginning of a text, short enough to be repeated in a message.
fn clip(text: &str) -> String {
    let end = text.char_indices().nth(MOST_ECHOED).map(|(end, _)| end);
    match end.and_then(|end| text.get(..end)) {
        Some(start) => format!("{start}…"),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests;
