//! Durations in months and years in the words that say so: `over 6 years`, and not the days that this
//! comes to. Only these words say what is certain of them.

use super::{Duration, Words};
use crate::values::quantity::bounds::{self, Wording, lower_words, upper_words};
use crate::values::{Cut, Interval, IntervalSet};

impl Duration {
    /// The words that read as this duration and as what is certain of it; nothing where there are
    /// none.
    pub(super) fn spoken(&self) -> Option<String> {
        let parts: Option<Vec<String>> =
            self.set.parts().iter().map(|part| spoken_part(part, &self.certain)).collect();
        Some(parts?.join(" or "))
    }
}

fn spoken_part(part: &Interval<i64>, certain: &IntervalSet<i64>) -> Option<String> {
    let whole = IntervalSet::from(part.clone());
    let certain = certain.intersection(&whole);
    if certain == whole {
        return Some(bounds::print(&whole, &Words));
    }
    let [sure] = certain.parts() else {
        let (low, high) = (part.lower.point()?, part.upper.point()?);
        return Words.named(low, high).filter(|_| certain.is_empty() && is_closed(part));
    };
    let low = end(&part.lower, &sure.lower)?;
    let high = end(&sure.upper, &part.upper)?;
    let (over, under) = (lower_words(&part.lower), upper_words(&part.upper));
    Some(match (low, high) {
        (End::Open, End::Open) => return None,
        (End::Open, End::At(high)) => format!("{under} {high}"),
        (End::At(low), End::Open) => format!("{over} {low}"),
        (End::At(low), End::At(high)) if is_closed(part) => format!("{low}..{high}"),
        (End::At(low), End::At(high)) => format!("{over} {low} and {under} {high}"),
    })
}

fn is_closed(part: &Interval<i64>) -> bool {
    matches!((&part.lower, &part.upper), (Cut::Below(_), Cut::Above(_)))
}

/// An end of a duration, in words.
enum End {
    Open,
    At(String),
}

/// An end that lies between two cuts: a length that is exact, or one in months.
fn end(low: &Cut<i64>, high: &Cut<i64>) -> Option<End> {
    match (low.point(), high.point()) {
        (None, None) => Some(End::Open),
        (Some(low), Some(high)) if low == high => Some(End::At(Words.one(low))),
        (Some(low), Some(high)) => Words.named(low, high).map(End::At),
        _ => None,
    }
}
