//! A date as it was read, before it is an answer: its bounds with and without what `~` adds.
//!
//! `before 1819~` must be a wider answer than `before 1819`, so what `~` adds cannot be folded
//! into the bounds before it is known which of them counts.

use super::calendar::{DAY, Step, Tick, Unit};
use super::{Clock, DateValue, ParsedDate, Side};
use crate::values::{Cut, Interval, IntervalSet, ValueError};

/// A fixed date with all that is needed to count from it.
#[derive(Debug, Clone)]
pub(super) struct Reading {
    /// What it denotes, with what `~` adds.
    pub(super) set: IntervalSet<Tick>,
    /// From its first to its last tick, without what `~` adds.
    pub(super) plain: Interval<Tick>,
    /// What `~` adds at the beginning.
    pub(super) slack_first: Option<Step>,
    /// What `~` adds at the end.
    pub(super) slack_last: Option<Step>,
    /// On which clock.
    pub(super) clock: Clock,
    /// Whether a part is marked `?`.
    pub(super) uncertain: bool,
    /// Whether it is counted from `published`.
    pub(super) relative: bool,
    /// Whether it is one of several dates, so that it is not known which (`X`, `[…]`).
    pub(super) one_of_several: bool,
    /// Where it is a span: the units of the calendar that it begins and ends in, as far as it has
    /// ends. A date of one unit has none.
    pub(super) ends: SpanEnds,
}

/// The units of the calendar that a span begins and ends in.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(super) struct SpanEnds {
    pub(super) first: Option<Interval<Tick>>,
    pub(super) last: Option<Interval<Tick>>,
}

impl Reading {
    /// An interval that nothing is added to.
    pub(super) fn exact(plain: Interval<Tick>, clock: Clock) -> Self {
        Self {
            set: plain.clone().into(),
            plain,
            slack_first: None,
            slack_last: None,
            clock,
            uncertain: false,
            relative: false,
            one_of_several: false,
            ends: SpanEnds::default(),
        }
    }

    /// One cell of the calendar.
    pub(super) fn cell(unit: Unit, cell: i128, clock: Clock) -> Self {
        let (lower, upper) = (unit.cell_start(cell), unit.cell_start(cell + 1));
        Self::exact(Interval { lower: Cut::Below(lower), upper: Cut::Below(upper) }, clock)
    }

    /// Whether a part is marked `~`.
    pub(super) fn approximate(&self) -> bool {
        self.slack_first.is_some() || self.slack_last.is_some()
    }

    /// The reading as the answer that it is.
    pub(super) fn into_parsed(self) -> Result<ParsedDate, ValueError> {
        Ok(ParsedDate {
            approximate: self.approximate(),
            uncertain: self.uncertain,
            relative: self.relative,
            value: DateValue::from_set(self.set, self.clock)?,
        })
    }

    /// All that lies on one side of the date.
    pub(super) fn side(&self, side: Side) -> Option<Self> {
        let (first, last) = (&self.plain.lower, &self.plain.upper);
        let (lower, upper) = match side {
            Side::Before => (Cut::Bottom, first.clone()),
            Side::Until => (Cut::Bottom, last.clone()),
            Side::Since => (first.clone(), Cut::Top),
            Side::After => (last.clone(), Cut::Top),
        };
        let slack = match side {
            Side::Before | Side::Since => self.slack_first,
            Side::Until | Side::After => self.slack_last,
        };
        let (slack_first, slack_last) = match side {
            Side::Before | Side::Until => (None, slack),
            Side::Since | Side::After => (slack, None),
        };
        let ends = match side {
            Side::Before => SpanEnds { first: None, last: unit_before(&self.plain) },
            Side::Until => SpanEnds { first: None, last: Some(self.plain.clone()) },
            Side::Since => SpanEnds { first: Some(self.plain.clone()), last: None },
            Side::After => SpanEnds { first: unit_after(&self.plain), last: None },
        };
        let beside = self.with_plain(Interval::new(lower, upper)?, slack_first, slack_last)?;
        Some(Self { ends, ..beside })
    }

    /// The ticks that it covers for certain, whatever its marks stand for: nothing where it is
    /// doubted or one of several, and less by what `~` adds at each end.
    pub(super) fn certain(&self) -> Option<Interval<Tick>> {
        if self.uncertain || self.one_of_several {
            return None;
        }
        let later = |tick| self.slack_first.map_or(tick, |step| step.after(tick));
        let earlier = |tick| self.slack_last.map_or(tick, |step| step.before(tick));
        Interval::new(moved(&self.plain.lower, later), moved(&self.plain.upper, earlier))
    }

    /// The third of the date that has the given place, 0 to 2: ten days of a month, four months
    /// of a year, else a third of the whole days. Nothing where it cannot be divided so.
    pub(super) fn third(&self, place: i128) -> Option<Self> {
        let (first, end) = bounded(&self.plain)?;
        if self.set.parts().len() > 1 || !Unit::Day.begins_at(first) || !Unit::Day.begins_at(end) {
            return None;
        }
        let cut = |part: i128| if part == 3 { end } else { first_of_third(first, end, part) };
        let plain = Interval::new(Cut::Below(cut(place)), Cut::Below(cut(place + 1)))?;
        self.with_plain(plain, self.slack_first, self.slack_last)
    }

    /// The cell that lies `offset` cells from the one that the date lies in, as approximate as the
    /// date. Nothing where the date does not lie in one.
    pub(super) fn cell_away(&self, unit: Unit, offset: i128) -> Option<Self> {
        let (first, end) = bounded(&self.plain)?;
        let cell = unit.cell_of(first);
        if cell != unit.cell_of(end - 1) {
            return None;
        }
        let away = Self::cell(unit, cell + offset, self.clock);
        self.with_plain(away.plain, self.slack_first, self.slack_last)
    }

    fn with_plain(
        &self,
        plain: Interval<Tick>,
        slack_first: Option<Step>,
        slack_last: Option<Step>,
    ) -> Option<Self> {
        let set = widened(&plain, slack_first, slack_last)?.into();
        let ends = SpanEnds::default();
        Some(Self { set, plain, slack_first, slack_last, ends, ..*self })
    }
}

/// The unit of the calendar that ends where an interval of one such unit begins.
fn unit_before(interval: &Interval<Tick>) -> Option<Interval<Tick>> {
    let (unit, cell) = unit_of(interval)?;
    Some(Reading::cell(unit, cell - 1, Clock::Local).plain)
}

/// The unit of the calendar that begins where an interval of one such unit ends.
fn unit_after(interval: &Interval<Tick>) -> Option<Interval<Tick>> {
    let (unit, cell) = unit_of(interval)?;
    Some(Reading::cell(unit, cell + 1, Clock::Local).plain)
}

/// The unit and the cell of the calendar that an interval is.
fn unit_of(interval: &Interval<Tick>) -> Option<(Unit, i128)> {
    let (first, end) = bounded(interval)?;
    let is_one =
        |unit: &Unit| unit.begins_at(first) && unit.cell_start(unit.cell_of(first) + 1) == end;
    Unit::ALL.into_iter().find(is_one).map(|unit| (unit, unit.cell_of(first)))
}

/// The interval with what `~` adds at either end.
pub(super) fn widened(
    plain: &Interval<Tick>,
    first: Option<Step>,
    last: Option<Step>,
) -> Option<Interval<Tick>> {
    let earlier = |tick| first.map_or(tick, |step| step.before(tick));
    let later = |tick| last.map_or(tick, |step| step.after(tick));
    Interval::new(moved(&plain.lower, earlier), moved(&plain.upper, later))
}

/// A cut at another tick; one that has no tick stays.
pub(super) fn moved(cut: &Cut<Tick>, to: impl Fn(Tick) -> Tick) -> Cut<Tick> {
    match cut {
        Cut::Below(tick) => Cut::Below(to(*tick)),
        Cut::Above(tick) => Cut::Above(to(*tick)),
        Cut::Bottom => Cut::Bottom,
        Cut::Top => Cut::Top,
    }
}

/// The first tick and the one after the last, where both ends are bounded.
pub(super) fn bounded(interval: &Interval<Tick>) -> Option<(Tick, Tick)> {
    Some((first_tick(interval)?, end_tick(interval)?))
}

/// The first tick.
pub(super) fn first_tick(interval: &Interval<Tick>) -> Option<Tick> {
    tick_after(&interval.lower)
}

/// The tick after the last.
pub(super) fn end_tick(interval: &Interval<Tick>) -> Option<Tick> {
    tick_after(&interval.upper)
}

const fn tick_after(cut: &Cut<Tick>) -> Option<Tick> {
    match cut {
        Cut::Below(tick) => Some(*tick),
        Cut::Above(tick) => Some(*tick + 1),
        Cut::Bottom | Cut::Top => None,
    }
}

fn first_of_third(first: Tick, end: Tick, place: i128) -> Tick {
    let is_one =
        |unit: Unit| unit.begins_at(first) && end == unit.cell_start(unit.cell_of(first) + 1);
    if is_one(Unit::Month) {
        first + place * 10 * DAY
    } else if is_one(Unit::Year) {
        Step { count: 4 * place, unit: Unit::Month }.after(first)
    } else {
        first + (end - first) / DAY * place / 3 * DAY
    }
}
