//! Dates that are known only by an event: `before osaka-2019`, `2 months after lee-visit`.
//!
//! Owns how such phrases are read, printed, and compared. Where the event itself lies is none of
//! its business: it states only what holds wherever that is.

use super::calendar::{Tick, Unit};
use super::reading::Reading;
use super::{DateContext, DateValue, ParsedDate, clip, phrase};
use crate::values::{Cut, Interval};
use crate::values::{Relation, ValueError};

/// On which side of an event or a date. An event begins strictly before it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Side {
    /// Before its start.
    Before,
    /// After its end.
    After,
    /// From its start on.
    Since,
    /// Up to its end.
    Until,
}

impl Side {
    /// All sides.
    pub const ALL: [Self; 4] = [Self::Before, Self::After, Self::Since, Self::Until];

    /// The word for it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Before => "before",
            Self::After => "after",
            Self::Since => "since",
            Self::Until => "until",
        }
    }

    /// Which of the three stretches of time it covers, as bits: before the event, during it,
    /// after it. None of them is ever empty.
    const fn stretches(self) -> u8 {
        match self {
            Self::Before => 0b001,
            Self::Until => 0b011,
            Self::Since => 0b110,
            Self::After => 0b100,
        }
    }
}

/// How far from an event: so many calendar units from the one that it ends in (after) or starts
/// in (before). The answer is one such unit wide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Distance {
    /// How many units, at least 0.
    pub count: i64,
    /// Of what.
    pub unit: Unit,
}

impl Distance {
    /// The bounds of how far any tick of the answer can lie from the event, ends exclusive.
    fn reach(self) -> (Tick, Tick) {
        let count = i128::from(self.count);
        (self.unit.spread((count - 1).max(0)).0, self.unit.spread(count + 1).1)
    }

    fn is_apart_from(self, other: Self) -> bool {
        if self.unit == other.unit {
            return self.count != other.count;
        }
        let (mine, theirs) = (self.reach(), other.reach());
        mine.1 <= theirs.0 || theirs.1 <= mine.0
    }
}

/// An answer that is known only by an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Anchored {
    /// The index of the event's entity, as the caller gave it.
    pub event: u32,
    /// On which side of the event.
    pub side: Side,
    /// How far from it, where that is stated; the side is then before or after.
    pub distance: Option<Distance>,
    /// Whether this is what the answer is *not*.
    pub negated: bool,
}

impl Anchored {
    /// How this lies to another answer, as far as that follows wherever the events lie.
    pub(super) fn relate(self, other: Self) -> Relation {
        if self == other {
            return Relation::Equal;
        }
        if self.event != other.event {
            return Relation::Overlap;
        }
        match (self.distance, other.distance) {
            (None, None) => relate_stretches(self.stretches(), other.stretches()),
            (Some(_), None) => self.relate_to_stretches(other.stretches()),
            (None, Some(_)) => other.relate_to_stretches(self.stretches()).converse(),
            (Some(mine), Some(theirs)) => self.relate_distances(other, mine, theirs),
        }
    }

    /// The phrase that reads as this answer.
    pub(super) fn print(self, event_name: &dyn Fn(u32) -> String) -> String {
        let not = if self.negated { "not " } else { "" };
        let distance = self.distance.map_or_else(String::new, |Distance { count, unit }| {
            format!("{count} {} ", if count == 1 { unit.name() } else { unit.plural() })
        });
        format!("{not}{distance}{} {}", self.side.word(), event_name(self.event))
    }

    /// The stretches covered, where no distance is stated.
    const fn stretches(self) -> u8 {
        if self.negated { 0b111 ^ self.side.stretches() } else { self.side.stretches() }
    }

    /// An answer with a distance against whole stretches of time.
    fn relate_to_stretches(self, stretches: u8) -> Relation {
        // Within the unit that holds the event's end, an answer may lie on either side of it.
        if self.distance.is_none_or(|distance| distance.count < 1) {
            return Relation::Overlap;
        }
        match (stretches & self.side.stretches() != 0, self.negated) {
            (true, false) => Relation::Inside,
            (false, false) => Relation::Disjoint,
            (true, true) => Relation::Overlap,
            (false, true) => Relation::Contains,
        }
    }

    fn relate_distances(self, other: Self, mine: Distance, theirs: Distance) -> Relation {
        let same_side = self.side == other.side;
        let apart =
            if same_side { mine.is_apart_from(theirs) } else { mine.count > 0 && theirs.count > 0 };
        let same = same_side && mine == theirs;
        match (self.negated, other.negated) {
            (false, false) if apart => Relation::Disjoint,
            (false, true) if apart => Relation::Inside,
            (true, false) if apart => Relation::Contains,
            (false, true) | (true, false) if same => Relation::Disjoint,
            _ => Relation::Overlap,
        }
    }
}

fn relate_stretches(mine: u8, theirs: u8) -> Relation {
    let shared = mine & theirs;
    Relation::from_inclusion(shared == mine, shared == theirs, shared != 0)
}

impl Anchored {
    /// The date that a distance from an event comes to, where the event itself is dated: from the
    /// calendar unit that is counted from the first day of the event's date to the one that is
    /// counted from its last. Nothing without a distance, and where a bound is missing.
    pub fn counted_from(&self, event: &DateValue) -> Option<DateValue> {
        let (distance, (first, end)) = (self.distance.filter(|_| !self.negated)?, event.bounds()?);
        let (_, clock) = event.fixed()?;
        let sign = if self.side == Side::Before { -1 } else { 1 };
        let offset = i128::from(distance.count) * sign;
        let cell = |tick| distance.unit.cell_of(tick) + offset;
        let lower = distance.unit.cell_start(cell(first));
        let upper = distance.unit.cell_start(cell(end - 1) + 1);
        let stretch = Interval::new(Cut::Below(lower), Cut::Below(upper))?;
        DateValue::from_set(stretch.into(), clock).ok()
    }
}

/// What a phrase with `before`, `after`, `since` or `until` denotes.
pub(super) enum Beside {
    /// A date, counted from another one.
    Date(Box<Reading>),
    /// A place beside an event.
    Event(Anchored),
}

/// Reads a phrase with `before`, `after`, `since` or `until`; nothing where the text has none.
/// What follows is a date if it can be, else an event.
pub(super) fn read(
    text: &str,
    context: &DateContext<'_>,
) -> Result<Option<ParsedDate>, ValueError> {
    read_beside(text, context)?
        .map(|found| match found {
            Beside::Date(reading) => reading.into_parsed(),
            Beside::Event(anchored) => Ok(parsed(anchored)),
        })
        .transpose()
}

/// Reads the same, before it is an answer.
pub(super) fn read_beside(
    text: &str,
    context: &DateContext<'_>,
) -> Result<Option<Beside>, ValueError> {
    let (first, rest) = split_word(text);
    if let Some(side) = side(first) {
        return if rest.is_empty() {
            Ok(None)
        } else {
            beside(text, side, rest, context).map(Some)
        };
    }
    let (second, rest) = split_word(rest);
    let (third, rest) = split_word(rest);
    let Some(unit) = Unit::from_word(&second.to_lowercase()) else { return Ok(None) };
    let Some(side @ (Side::Before | Side::After)) = side(third) else { return Ok(None) };
    match phrase::count(&first.to_lowercase())? {
        Some(count) if !rest.is_empty() => {
            apart(text, side, Distance { count, unit }, rest, context).map(Some)
        }
        _ => Ok(None),
    }
}

fn split_word(text: &str) -> (&str, &str) {
    text.split_once(' ').unwrap_or((text, ""))
}

fn side(word: &str) -> Option<Side> {
    Side::ALL.into_iter().find(|side| word.eq_ignore_ascii_case(side.word()))
}

/// What an answer is counted from.
enum Anchor {
    Date(Box<Reading>),
    Event(u32),
}

fn anchor(text: &str, context: &DateContext<'_>) -> Result<Anchor, ValueError> {
    let as_date = match phrase::read(text, context) {
        Ok(Some(date)) => return Ok(Anchor::Date(Box::new(date))),
        Ok(None) => None,
        Err(error) => Some(error),
    };
    (context.event)(text).map(Anchor::Event).map_err(|error| {
        // Where it has the form of a date, what is wrong with the date is the better answer.
        as_date.unwrap_or_else(|| {
            let hint = format!("`{}` is neither a date nor an event", clip(text));
            let help =
                error.help.as_ref().map_or_else(|| hint.clone(), |help| format!("{hint}; {help}"));
            error.with_help(help)
        })
    })
}

fn beside(
    text: &str,
    side: Side,
    rest: &str,
    context: &DateContext<'_>,
) -> Result<Beside, ValueError> {
    match anchor(rest, context)? {
        Anchor::Event(event) => {
            Ok(Beside::Event(Anchored { event, side, distance: None, negated: false }))
        }
        Anchor::Date(date) => {
            let beside = date.side(side).ok_or_else(|| {
                ValueError::new(format!("`{}` leaves no date", clip(text)))
                    .with_help("write a date that has a bound on this side")
            });
            beside.map(|date| Beside::Date(Box::new(date)))
        }
    }
}

fn apart(
    text: &str,
    side: Side,
    distance: Distance,
    rest: &str,
    context: &DateContext<'_>,
) -> Result<Beside, ValueError> {
    match anchor(rest, context)? {
        Anchor::Event(event) => {
            Ok(Beside::Event(Anchored { event, side, distance: Some(distance), negated: false }))
        }
        Anchor::Date(date) => {
            let sign = if side == Side::Before { -1 } else { 1 };
            let offset = i128::from(distance.count) * sign;
            let cell = date.cell_away(distance.unit, offset).ok_or_else(|| {
                let unit = distance.unit.name();
                ValueError::new(format!(
                    "`{}` counts from a date that does not lie within one {unit}",
                    clip(text)
                ))
                .with_help(format!("count from a date to the {unit}"))
            });
            cell.map(|date| Beside::Date(Box::new(date)))
        }
    }
}

fn parsed(anchored: Anchored) -> ParsedDate {
    ParsedDate {
        value: DateValue::from(anchored),
        approximate: false,
        uncertain: false,
        relative: false,
    }
}
