//! Being the first of a series as an answer: the time before an event in which nothing of its series
//! happened. How two windows lie to each other on the calendar is worked out by the network.

use super::date::{self, DateContext, DateValue, anchor};
use super::duration::{self, Duration};
use super::joint::Joint;
use super::printing::terms;
use super::value_kind::{Declared, ValueKind};
use super::value_set::ValueSet;
use super::{Comparer, EntityId, Printing, Reading, Relation, Taxonomy, Terms, Value, ValueError};
use crate::problem::clip;

pub(super) static FIRST: ValueKind =
    ValueKind { declared: Declared::BuiltIn, ..ValueKind::new("event time", read) };

/// The time before an event in which nothing of its series happened.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Window {
    /// All the time before it.
    Ever,
    /// The time since a date or an event.
    Since(DateValue),
    /// A length of time directly before it.
    For(Duration),
}

fn read(reading: &mut Reading<'_>, text: &str) -> Result<Value, ValueError> {
    let text = text.trim();
    let window = if text.eq_ignore_ascii_case("ever") {
        Window::Ever
    } else if let Some(length) = text.strip_prefix("in ").or_else(|| text.strip_prefix("for ")) {
        Window::For(duration::parse(length, None)?)
    } else if let Some(since) = text.strip_prefix("since ") {
        // A date is kept as it is: what happened on it is not after it.
        Window::Since(fixed_date(reading, since).map_or_else(|| reading.date(text), Ok)?)
    } else {
        return Err(ValueError::new(format!("{} is no window of time", clip(text)))
            .with_help("write `in 6 years`, `since` a date or an event, or `ever`"));
    };
    Ok(Value::First(Terms::one(window)))
}

/// A date that stands for itself, if the text is one.
fn fixed_date(reading: &mut Reading<'_>, text: &str) -> Option<DateValue> {
    let nobody = |_: &str| Err(ValueError::new("no event"));
    let context = DateContext { published: reading.published, event: &nobody };
    let parsed = date::parse_if_date(text, &context)?;
    reading.admits.relative |= parsed.relative;
    Some(parsed.value)
}

struct ByWindow;

impl Comparer<Window> for ByWindow {
    fn within(&self, a: &Window, b: &Window) -> bool {
        a == b || *a == Window::Ever
    }

    fn meet(&self, _: &Window, _: &Window) -> bool {
        true
    }
}

fn windows(value: &Value) -> Option<&Terms<Window>> {
    if let Value::First(windows) = value { Some(windows) } else { None }
}

impl ValueSet for Terms<Window> {
    fn relate(&self, other: &Value, _: &Taxonomy) -> Option<Relation> {
        Some(Self::relate(self, windows(other)?, &ByWindow))
    }

    fn print(&self, printing: &Printing<'_>) -> String {
        terms(self, |window| match window {
            Window::Ever => "ever".to_owned(),
            Window::Since(date) => {
                let printed = printing.date(date);
                if printed.starts_with("since ") {
                    printed
                } else {
                    format!("since {}", printed.trim_end_matches("/.."))
                }
            }
            Window::For(length) => format!("in {}", length.print()),
        })
    }

    fn negate(&self) -> Result<Value, ValueError> {
        Ok(Value::First(self.clone().complement()))
    }

    fn union(&self, all: &[Value]) -> Result<Value, ValueError> {
        Self::any_of(all.iter().filter_map(windows).cloned().collect()).map(Value::First)
    }

    fn can_all_hold(&self, all: &[&Value], _: &Taxonomy) -> Joint {
        let sets: Vec<&Self> = all.iter().filter_map(|value| windows(value)).collect();
        Self::can_all_hold(&sets, &ByWindow)
    }

    fn is_single(&self) -> bool {
        false
    }

    fn entities(&self, each: &mut dyn FnMut(EntityId)) {
        for window in self.terms() {
            if let Window::Since(date) = window {
                anchor(date).into_iter().for_each(&mut *each);
            }
        }
    }
}
