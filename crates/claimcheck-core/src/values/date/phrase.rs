//! Dates in words, counted from `published`: a small stated grammar, no guessing.
//!
//! ```text
//! date     = EDTF | period | third
//! period   = "today" | "yesterday" | "tomorrow" | which (weekday | unit)
//!          | "in" count unit | count unit ("ago" | "later")
//! which    = "last" | "this" | "next"
//! third    = ("early" | "mid" | "late") (EDTF | period)      "mid-2025" is "mid 2025"
//! count    = digits | "a" | "an" | "one" … "twelve"
//! ```
//!
//! An answer is as precise as its unit: `2 months ago` is a whole calendar month. What is counted
//! from must lie within one such unit.

use super::calendar::{self, Tick, Unit, WEEKDAYS};
use super::reading::Reading;
use super::{Clock, DateContext, DateValue, clip, edtf};
use crate::suggest::nearest;
use crate::values::{Interval, ValueError};

const NUMBERS: [&str; 12] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
];
const THIRDS: [&str; 3] = ["early", "mid", "late"];
const WORDS: [&str; 18] = [
    "today",
    "yesterday",
    "tomorrow",
    "last",
    "this",
    "next",
    "early",
    "mid",
    "late",
    "in",
    "ago",
    "later",
    "before",
    "after",
    "since",
    "until",
    "a",
    "an",
];

/// The length in bytes of a word beyond which it is no misspelling of one of the grammar.
const LONGEST_WORD: usize = 16;

/// Reads a date in EDTF or in words; nothing where the text has neither form.
pub(super) fn read(text: &str, context: &DateContext<'_>) -> Result<Option<Reading>, ValueError> {
    for (place, word) in (0..).zip(THIRDS) {
        if let Some(rest) = after_word(text, word) {
            let Some(period) = whole(rest, context)? else { return Ok(None) };
            return period.third(place).map(Some).ok_or_else(|| not_divisible(rest));
        }
    }
    whole(text, context)
}

/// What follows a word of any case and the space or hyphen after it.
fn after_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let (first, rest) = text.split_at_checked(word.len())?;
    if first.eq_ignore_ascii_case(word) { rest.strip_prefix([' ', '-']) } else { None }
}

/// A date that is not a third of one.
fn whole(text: &str, context: &DateContext<'_>) -> Result<Option<Reading>, ValueError> {
    if edtf::looks_like(text) {
        return edtf::read(text).map(Some);
    }
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let phrase = Phrase { text, context };
    match words.as_slice() {
        ["yesterday"] => phrase.away(Unit::Day, -1).map(Some),
        ["today"] => phrase.away(Unit::Day, 0).map(Some),
        ["tomorrow"] => phrase.away(Unit::Day, 1).map(Some),
        [day] => weekday(day).map_or(Ok(None), |day| Err(phrase.bare(day))),
        [which @ ("last" | "this" | "next"), what] => phrase.nearby(which, what),
        ["in", number, unit] | [number, unit, "later"] => phrase.counted(number, unit, 1),
        [number, unit, "ago"] => phrase.counted(number, unit, -1),
        _ => Ok(None),
    }
}

/// A count as it stands before a unit; nothing for a word that is none.
pub(super) fn count(word: &str) -> Result<Option<i64>, ValueError> {
    if !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit()) {
        let too_large = |_| ValueError::new(format!("`{}` is too large a count", clip(word)));
        return word.parse().map(Some).map_err(too_large);
    }
    let named = (1..).zip(NUMBERS).find_map(|(value, name)| (name == word).then_some(value));
    Ok(if matches!(word, "a" | "an") { Some(1) } else { named })
}

/// What to say of a text that is no date, with the phrase that may have been meant.
pub(super) fn unknown(text: &str) -> ValueError {
    let error = ValueError::new(format!("`{}` is not a date", clip(text)));
    match meant(text) {
        Some(meant) => error.with_help(format!("did you mean `{meant}`?")),
        None => error.with_help(edtf::HELP),
    }
}

/// The text with each word that is not of the grammar replaced by the nearest one that is.
fn meant(text: &str) -> Option<String> {
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().take(5).collect();
    if words.len() > 4 || words.iter().any(|word| word.len() > LONGEST_WORD) {
        return None;
    }
    let repaired: Option<Vec<&str>> = words.iter().map(|word| known_word(word)).collect();
    repaired.filter(|repaired| *repaired != words).map(|repaired| repaired.join(" "))
}

fn known_word(word: &str) -> Option<&str> {
    let is_count = count(word).is_ok_and(|count| count.is_some());
    if is_count || Unit::from_word(word).is_some() {
        return Some(word);
    }
    let units = Unit::ALL.into_iter().flat_map(|unit| [unit.name(), unit.plural()]);
    nearest(word, WORDS.into_iter().chain(WEEKDAYS).chain(units))
}

fn weekday(word: &str) -> Option<usize> {
    WEEKDAYS.iter().position(|name| *name == word)
}

fn not_divisible(period: &str) -> ValueError {
    let message = format!("`{}` cannot be divided into thirds of whole days", clip(period));
    ValueError::new(message).with_help(
        "write `early`, `mid` or `late` before a month, a year or another bounded period",
    )
}

/// A phrase that is counted from `published`.
struct Phrase<'a> {
    text: &'a str,
    context: &'a DateContext<'a>,
}

impl Phrase<'_> {
    /// `3 days ago` (`sign` −1) and `in 3 days` (`sign` 1).
    fn counted(&self, number: &str, unit: &str, sign: i128) -> Result<Option<Reading>, ValueError> {
        let Some(unit) = Unit::from_word(unit) else { return Ok(None) };
        let Some(count) = count(number)? else { return Ok(None) };
        self.away(unit, i128::from(count) * sign).map(Some)
    }

    /// `last`, `this` and `next` with a weekday, or with a unit from the week on.
    fn nearby(&self, which: &str, what: &str) -> Result<Option<Reading>, ValueError> {
        if let Some(weekday) = weekday(what) {
            let day = self.day()?;
            let (last, this, next) = around(day, weekday);
            let day = match which {
                "last" => last,
                "this" => this,
                _ => next,
            };
            let reading = Reading::cell(Unit::Day, day, self.published()?.1);
            return Ok(Some(Reading { relative: true, ..reading }));
        }
        let offset = match which {
            "last" => -1,
            "this" => 0,
            _ => 1,
        };
        match Unit::from_word(what) {
            Some(unit) if unit >= Unit::Week && what == unit.name() => {
                self.away(unit, offset).map(Some)
            }
            _ => Ok(None),
        }
    }

    /// The cell so many cells from the one of `published`.
    fn away(&self, unit: Unit, offset: i128) -> Result<Reading, ValueError> {
        let (published, clock) = self.published()?;
        let cell = Reading::exact(published, clock).cell_away(unit, offset);
        let reading = cell.ok_or_else(|| self.too_coarse(unit))?;
        Ok(Reading { relative: true, ..reading })
    }

    /// The day of `published`.
    fn day(&self) -> Result<i128, ValueError> {
        let day = self.context.published.and_then(DateValue::day);
        self.published()?;
        day.ok_or_else(|| self.too_coarse(Unit::Day))
    }

    fn published(&self) -> Result<(Interval<Tick>, Clock), ValueError> {
        let fixed = self.context.published.and_then(DateValue::fixed);
        fixed.and_then(|(set, clock)| Some((set.hull()?, clock))).ok_or_else(|| {
            let message = format!("`{}` is counted from a date that is not given", clip(self.text));
            ValueError::new(message).with_help("give the report a `published` date")
        })
    }

    fn too_coarse(&self, unit: Unit) -> ValueError {
        let text = clip(self.text);
        let (message, help) = match unit {
            Unit::Second | Unit::Minute | Unit::Hour => (
                format!(
                    "`{text}` is counted in {}, and `published` has no such time",
                    unit.plural()
                ),
                "give `published` a time, such as `2025-10-30T09:06`".to_owned(),
            ),
            _ => (
                format!(
                    "`{text}` is counted in {}, and `published` does not lie within one {}",
                    unit.plural(),
                    unit.name()
                ),
                format!("give `published` to the {}, or write the date itself", unit.name()),
            ),
        };
        ValueError::new(message).with_help(help)
    }

    /// Why a bare weekday is no date: it could be two.
    fn bare(&self, weekday: usize) -> ValueError {
        let name = WEEKDAYS.get(weekday).copied().unwrap_or_default();
        let message = self.day().map_or_else(
            |_| format!("`{name}` could be the last or the next one"),
            |day| {
                let (last, _, next) = around(day, weekday);
                let [last, next] = [last, next].map(super::print::weekday_and_date);
                format!("`{name}` could be {last} or {next}")
            },
        );
        let is_same_day = self.day().is_ok_and(|day| {
            let (_, this, _) = around(day, weekday);
            this == day
        });
        // A report of the same day means that day more often than not.
        let same = if is_same_day { "`today`, " } else { "" };
        ValueError::new(message)
            .with_help(format!("write {same}`last {name}` or `next {name}`, or the date itself"))
    }
}

/// The latest such weekday before the day, the one of its ISO week, and the first after it.
fn around(day: i128, weekday: usize) -> (i128, i128, i128) {
    let monday = calendar::weekday_from(day - 6, 0);
    (
        calendar::weekday_from(day - 7, weekday),
        calendar::weekday_from(monday, weekday),
        calendar::weekday_from(day + 1, weekday),
    )
}
