//! The calendar: ticks to civil dates and back, calendar units and their arithmetic.
//!
//! Owns the proleptic Gregorian calendar for any year, which general calendar libraries end at
//! ±9999. Knows nothing of texts, nor of offsets: a tick is read on whichever clock its set has.

/// Seconds since 1970-01-01T00:00 in the proleptic Gregorian calendar, of any year.
pub type Tick = i128;

/// The first tick of a time and the one after its last; an end that is nothing is open.
pub type Moments = (Option<Tick>, Option<Tick>);

/// The ticks of one day.
pub(super) const DAY: Tick = 86_400;

/// The days of the week, Monday first, as ISO 8601 counts them.
pub(super) const WEEKDAYS: [&str; 7] =
    ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// A calendar unit. Each divides the time line into cells: whole days, ISO weeks (Monday to
/// Sunday), calendar months, decades such as 2020–2029, centuries such as 2000–2099.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Unit {
    /// One tick.
    Second,
    /// 60 ticks.
    Minute,
    /// 3,600 ticks.
    Hour,
    /// From midnight to midnight.
    Day,
    /// From Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// A calendar year.
    Year,
    /// Ten years that share all but their last digit.
    Decade,
    /// A hundred years that share all but their last two digits.
    Century,
}

impl Unit {
    /// All units, the finest first.
    pub const ALL: [Self; 9] = [
        Self::Second,
        Self::Minute,
        Self::Hour,
        Self::Day,
        Self::Week,
        Self::Month,
        Self::Year,
        Self::Decade,
        Self::Century,
    ];

    /// The unit's English name, in the singular.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Second => "second",
            Self::Minute => "minute",
            Self::Hour => "hour",
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
            Self::Decade => "decade",
            Self::Century => "century",
        }
    }

    /// The unit's English name, in the plural.
    #[must_use]
    pub const fn plural(self) -> &'static str {
        match self {
            Self::Second => "seconds",
            Self::Minute => "minutes",
            Self::Hour => "hours",
            Self::Day => "days",
            Self::Week => "weeks",
            Self::Month => "months",
            Self::Year => "years",
            Self::Decade => "decades",
            Self::Century => "centuries",
        }
    }

    /// The unit that a lowercase word names, in the singular or the plural.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|unit| word == unit.name() || word == unit.plural())
    }

    /// The number of the cell that a tick lies in.
    pub(super) fn cell_of(self, tick: Tick) -> i128 {
        let days = tick.div_euclid(DAY);
        match self {
            Self::Second => tick,
            Self::Minute => tick.div_euclid(60),
            Self::Hour => tick.div_euclid(3600),
            Self::Day => days,
            // Day 0 is a Thursday, so the week of day 0 begins three days before it.
            Self::Week => (days + 3).div_euclid(7),
            Self::Month => Civil::of_day(days).month_number(),
            Self::Year => Civil::of_day(days).year,
            Self::Decade => Civil::of_day(days).year.div_euclid(10),
            Self::Century => Civil::of_day(days).year.div_euclid(100),
        }
    }

    /// The first tick of a cell.
    pub(super) fn cell_start(self, cell: i128) -> Tick {
        match self {
            Self::Second => cell,
            Self::Minute => cell * 60,
            Self::Hour => cell * 3600,
            Self::Day => cell * DAY,
            Self::Week => (cell * 7 - 3) * DAY,
            Self::Month => month_start(cell) * DAY,
            Self::Year => month_start(cell * 12) * DAY,
            Self::Decade => month_start(cell * 120) * DAY,
            Self::Century => month_start(cell * 1200) * DAY,
        }
    }

    /// Whether a cell begins at the tick.
    pub(super) fn begins_at(self, tick: Tick) -> bool {
        self.cell_start(self.cell_of(tick)) == tick
    }

    /// The fewest and the most ticks that so many cells in a row can have.
    pub(super) fn spread(self, cells: i128) -> (Tick, Tick) {
        match self {
            Self::Month => spread_of_months(cells),
            Self::Year => spread_of_months(cells * 12),
            Self::Decade => spread_of_months(cells * 120),
            Self::Century => spread_of_months(cells * 1200),
            _ => (
                self.cell_start(cells) - self.cell_start(0),
                self.cell_start(cells) - self.cell_start(0),
            ),
        }
    }

    /// How many months one cell has, where it is made of months.
    const fn months(self) -> Option<i128> {
        match self {
            Self::Month => Some(1),
            Self::Year => Some(12),
            Self::Decade => Some(120),
            Self::Century => Some(1200),
            _ => None,
        }
    }
}

/// A run of months never differs from its average length by as much as four days: short
/// Februaries, the pairs of 31 days, and the leap days that three centuries in four leave out.
fn spread_of_months(months: i128) -> (Tick, Tick) {
    let average = months * 146_097 / 4800;
    let fewest = (average - 5).max(months * 28);
    let most = (average + 5).min(months * 31);
    (fewest * DAY, most * DAY)
}

/// A number of units, by which a bound is moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Step {
    /// How many.
    pub(super) count: i128,
    /// Of what.
    pub(super) unit: Unit,
}

impl Step {
    /// The tick one step later. Where the target month has no such day, the first of the next.
    pub(super) fn after(self, tick: Tick) -> Tick {
        self.months().map_or_else(
            || tick + self.ticks(),
            |months| {
                let there = InMonth::away(tick, months);
                (there.first + there.offset.min(there.length)) * DAY + there.rest
            },
        )
    }

    /// The tick one step earlier. Where the target month has no such day, its last.
    pub(super) fn before(self, tick: Tick) -> Tick {
        self.months().map_or_else(
            || tick - self.ticks(),
            |months| {
                let there = InMonth::away(tick, -months);
                (there.first + there.offset.min(there.length - 1)) * DAY + there.rest
            },
        )
    }

    fn months(self) -> Option<i128> {
        self.unit.months().map(|months| months * self.count)
    }

    fn ticks(self) -> Tick {
        self.unit.spread(self.count).0
    }
}

/// Where a tick falls after a move by months, before it is known whether that day exists.
struct InMonth {
    first: i128,
    length: i128,
    offset: i128,
    rest: Tick,
}

impl InMonth {
    fn away(tick: Tick, months: i128) -> Self {
        let civil = Civil::of_day(tick.div_euclid(DAY));
        let month = civil.month_number() + months;
        let first = month_start(month);
        Self {
            first,
            length: month_start(month + 1) - first,
            offset: civil.day - 1,
            rest: tick.rem_euclid(DAY),
        }
    }
}

/// A calendar day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Civil {
    /// The astronomical year: 0 is a leap year, −1 comes before it.
    pub(super) year: i128,
    /// 1 to 12.
    pub(super) month: i128,
    /// 1 to 31.
    pub(super) day: i128,
}

impl Civil {
    /// The date of a day, counted from 1970-01-01.
    ///
    /// Source: Howard Hinnant, “chrono-Compatible Low-Level Date Algorithms”, `civil_from_days`.
    pub(super) fn of_day(day: i128) -> Self {
        let shifted = day + 719_468;
        let (era, day_of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
        let year_of_era =
            (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let march_month = (5 * day_of_year + 2) / 153;
        let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
        Self {
            year: year_of_era + era * 400 + i128::from(month <= 2),
            month,
            day: day_of_year - (153 * march_month + 2) / 5 + 1,
        }
    }

    /// The number of the day, counted from 1970-01-01 (`days_from_civil`).
    pub(super) fn day_number(self) -> i128 {
        let year = self.year - i128::from(self.month <= 2);
        let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
        let day_of_year = (153 * ((self.month + 9) % 12) + 2) / 5 + self.day - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        era * 146_097 + day_of_era - 719_468
    }

    const fn month_number(self) -> i128 {
        self.year * 12 + self.month - 1
    }
}

/// The first day of a month, where month 0 is January of the year 0.
fn month_start(month: i128) -> i128 {
    Civil { year: month.div_euclid(12), month: month.rem_euclid(12) + 1, day: 1 }.day_number()
}

/// The name of a day's weekday, in lowercase.
pub(super) fn weekday_name(day: i128) -> &'static str {
    let index = usize::try_from((day + 3).rem_euclid(7)).unwrap_or_default();
    WEEKDAYS.get(index).copied().unwrap_or_default()
}

/// The first day on or after `day` that is the weekday of the given place in [`WEEKDAYS`].
pub(super) fn weekday_from(day: i128, weekday: usize) -> i128 {
    let wanted = i128::try_from(weekday).unwrap_or_default();
    day + (wanted - (day + 3)).rem_euclid(7)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn day(year: i128, month: i128, day: i128) -> i128 {
        let civil = Civil { year, month, day };
        assert_eq!(Civil::of_day(civil.day_number()), civil);
        civil.day_number()
    }

    #[test]
    fn days_are_counted_from_1970() {
        assert_eq!(day(1970, 1, 1), 0);
        assert_eq!(day(1969, 12, 31), -1);
        assert_eq!(day(2000, 3, 1), 11_017);
        assert_eq!(day(2025, 10, 25), 20_386);
        assert_eq!(day(0, 1, 1), -719_528);
        assert_eq!(weekday_name(20_386), "saturday");
        assert_eq!(weekday_name(0), "thursday");
    }

    #[test]
    fn a_month_later_stays_in_the_calendar() {
        let month = Step { count: 1, unit: Unit::Month };
        assert_eq!(month.after(day(2025, 1, 31) * DAY), day(2025, 3, 1) * DAY);
        assert_eq!(month.before(day(2025, 3, 31) * DAY), day(2025, 2, 28) * DAY);
        assert_eq!(month.before(day(2025, 1, 1) * DAY), day(2024, 12, 1) * DAY);
    }

    proptest! {
        #[test]
        fn a_tick_lies_in_its_cell(tick in -(10_i128.pow(20))..10_i128.pow(20)) {
            for unit in Unit::ALL {
                let cell = unit.cell_of(tick);
                prop_assert!(unit.cell_start(cell) <= tick && tick < unit.cell_start(cell + 1));
            }
        }

        #[test]
        fn runs_of_cells_keep_within_their_spread(start in -50_000_i128..50_000, cells in 0_i128..5000) {
            for unit in [Unit::Day, Unit::Week, Unit::Month, Unit::Year, Unit::Decade, Unit::Century] {
                let (fewest, most) = unit.spread(cells);
                let length = unit.cell_start(start + cells) - unit.cell_start(start);
                prop_assert!(fewest <= length && length <= most);
            }
        }
    }
}
