//! Valid time: throughout which time a stated thing holds, and whether two such times have a moment
//! in common. Owns what is certain of a time that is approximate, doubted or one of several; where
//! the events lie that a time is counted from is decided elsewhere.

use super::reading::{Reading, SpanEnds};
use super::{
    Anchored, DateContext, DateValue, Kind, MOST_OFFSET, adrift, anchored, edtf, phrase, reading,
};
use crate::values::{Cut, Interval, IntervalSet, Relation, ValueError};

/// The time throughout which a stated thing holds.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ValidTime {
    /// All moments at which it may hold.
    possible: DateValue,
    /// Those at which it holds for certain: one stretch of time, or none.
    certain: Option<DateValue>,
    /// Whether it is doubted (`?`), so that it may lie elsewhere altogether.
    doubted: bool,
    /// Where it is a span: the units that it begins and ends in.
    ends: SpanEnds,
}

/// Whether two valid times have a moment in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CommonTime {
    /// They have none.
    None,
    /// They may have one: where an event lies is not known, or a time is approximate, doubted or one
    /// of several.
    Possible,
    /// They have one.
    Certain,
}

impl ValidTime {
    /// Reads a valid time: any form of a date.
    ///
    /// # Errors
    ///
    /// Where the text is no date, and where it denies one.
    pub fn parse(text: &str, context: &DateContext<'_>) -> Result<Self, ValueError> {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() {
            return Err(ValueError::new("the time is empty").with_help(edtf::HELP));
        }
        if text.split(' ').next().is_some_and(|word| word.eq_ignore_ascii_case("not")) {
            return Err(ValueError::new("a time throughout which something holds is no denial")
                .with_help("write the times at which it holds, as `until 2016` and `since 2018`"));
        }
        if let Some(found) = anchored::read_beside(&text, context)? {
            return match found {
                anchored::Beside::Date(reading) => Self::of(*reading),
                anchored::Beside::Event(anchored) => Ok(Self::beside(anchored)),
            };
        }
        phrase::read(&text, context)?.map_or_else(|| Err(phrase::unknown(&text)), Self::of)
    }

    fn of(reading: Reading) -> Result<Self, ValueError> {
        let clock = reading.clock;
        let certain = reading.certain();
        let certain = certain.and_then(|part| DateValue::from_set(part.into(), clock).ok());
        let possible = DateValue::from_set(reading.set, clock)?;
        Ok(Self { possible, certain, doubted: reading.uncertain, ends: reading.ends })
    }

    fn beside(anchored: Anchored) -> Self {
        let possible = DateValue::from(anchored);
        Self { possible, certain: None, doubted: false, ends: SpanEnds::default() }
    }

    /// All moments at which it may hold, as it was written.
    #[must_use]
    pub const fn possible(&self) -> &DateValue {
        &self.possible
    }

    /// The moments at which it holds for certain; nothing where there are none, or where they are
    /// known only by an event.
    #[must_use]
    pub const fn certain(&self) -> Option<&DateValue> {
        self.certain.as_ref()
    }

    /// The event that it is counted from, if it is.
    #[must_use]
    pub const fn anchored(&self) -> Option<&Anchored> {
        self.possible.anchored()
    }

    /// Whether the two times have a moment in common, as far as they say so by themselves.
    ///
    /// Two spans of which one ends and the other begins in one unit of the calendar follow each
    /// other, and have none.
    #[must_use]
    pub fn common_with(&self, other: &Self) -> CommonTime {
        if self.follows(other) || other.follows(self) {
            return CommonTime::None;
        }
        if self.meets_for_certain(other) {
            return CommonTime::Certain;
        }
        match self.possible.relate(&other.possible) {
            Relation::Disjoint => CommonTime::None,
            _ => CommonTime::Possible,
        }
    }

    fn meets_for_certain(&self, other: &Self) -> bool {
        let holds_all = |outer: &Self, inner: &Self| {
            let within =
                |outer: &DateValue| inner.possible.relate(outer).entails() && !inner.doubted;
            outer.certain.as_ref().is_some_and(within)
        };
        let both = self.certain.as_ref().zip(other.certain.as_ref());
        both.is_some_and(|(one, other)| certainly_meet(one, other))
            || holds_all(self, other)
            || holds_all(other, self)
            || beside_one_event(self, other)
    }

    /// Whether this span begins in the unit that the other ends in, and shares nothing with it
    /// outside that unit.
    fn follows(&self, other: &Self) -> bool {
        let (Some(first), Some(last)) = (&self.ends.first, &other.ends.last) else { return false };
        let (Some((mine, on)), Some((theirs, at))) =
            (self.possible.fixed(), other.possible.fixed())
        else {
            return false;
        };
        if on != at {
            return false;
        }
        let (first, last) = (IntervalSet::from(first.clone()), IntervalSet::from(last.clone()));
        let unit = match first.relate(&last) {
            Relation::Equal | Relation::Inside => last,
            Relation::Contains => first,
            Relation::Overlap | Relation::Disjoint => return false,
        };
        let shared = mine.intersection(theirs);
        !shared.is_empty() && shared.relate(&unit).entails()
    }

    /// The moments that some times have in common; where they have none in common, those of any of
    /// them. Of times that are counted from events, and of times on two clocks, it is one of the
    /// times. Nothing where there are none.
    #[must_use]
    pub fn shared<'t>(times: impl IntoIterator<Item = &'t Self>) -> Option<DateValue> {
        let times: Vec<&DateValue> =
            times.into_iter().map(|time| time.certain.as_ref().unwrap_or(&time.possible)).collect();
        let first = times.first()?;
        let Some(sets) = times.iter().map(|time| time.fixed()).collect::<Option<Vec<_>>>() else {
            let by_event = times.iter().filter(|time| time.fixed().is_none());
            let text = |time: &DateValue| time.print(&|event| event.to_string());
            return by_event.min_by_key(|time| text(time)).map(|time| (**time).clone());
        };
        let (_, clock) = first.fixed()?;
        if sets.iter().any(|(_, on)| *on != clock) {
            return Some((**first).clone());
        }
        let mut shared = IntervalSet::all();
        for (set, _) in &sets {
            shared = shared.intersection(set);
        }
        let any = || sets.iter().flat_map(|(set, _)| set.parts()).cloned().collect();
        DateValue::from_set(if shared.is_empty() { any() } else { shared }, clock).ok()
    }
}

/// Whether two stretches of time have a moment in common, whatever the offset between their clocks.
fn certainly_meet(one: &DateValue, other: &DateValue) -> bool {
    let (Kind::Fixed(mine, on), Kind::Fixed(theirs, at)) = (&one.0, &other.0) else {
        return false;
    };
    if on == at {
        return mine.relate(theirs) != Relation::Disjoint;
    }
    // Stretches that meet at both ends of what the offset can be meet at all offsets between them.
    let shifted = |by: i128| -> IntervalSet<i128> {
        let cut = |cut: &Cut<i128>| reading::moved(cut, |tick| tick + by);
        let parts = mine.parts().iter();
        parts.map(|part| Interval { lower: cut(&part.lower), upper: cut(&part.upper) }).collect()
    };
    [-MOST_OFFSET, MOST_OFFSET]
        .into_iter()
        .all(|by| shifted(by).relate(theirs) != Relation::Disjoint)
        && adrift(mine).relate(theirs) != Relation::Disjoint
}

/// Whether two times beside one event share one of the stretches before, during and after it, none
/// of which is ever empty.
fn beside_one_event(one: &ValidTime, other: &ValidTime) -> bool {
    let (Some(a), Some(b)) = (one.anchored(), other.anchored()) else { return false };
    a.event == b.event
        && a.distance.is_none()
        && b.distance.is_none()
        && one.possible.relate(&other.possible) != Relation::Disjoint
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(text: &str) -> ValidTime {
        let event = |name: &str| match name {
            "vote" => Ok(1),
            "war" => Ok(2),
            _ => Err(ValueError::unknown("no event")),
        };
        ValidTime::parse(text, &DateContext { published: None, event: &event }).expect(text)
    }

    #[track_caller]
    fn common(a: &str, b: &str, expected: CommonTime) {
        assert_eq!(time(a).common_with(&time(b)), expected, "{a} and {b}");
        assert_eq!(time(b).common_with(&time(a)), expected, "{b} and {a}");
    }

    #[test]
    fn spans_follow_each_other_where_one_ends_in_the_unit_in_which_the_other_begins() {
        common("1870/1890", "1890/1920", CommonTime::None);
        common("until 2016-12", "since 2016-12-22", CommonTime::None);
        common("until 2016", "since 2016", CommonTime::None);
        common("before 1891", "1890/1920", CommonTime::None);
        // They share more than that unit.
        common("1870/1891", "1890/1920", CommonTime::Certain);
        // A single unit is wholly covered.
        common("1890", "1890/1920", CommonTime::Certain);
        common("1870/1890", "1890", CommonTime::Certain);
        common("1870/1890", "1891/1920", CommonTime::None);
    }

    #[test]
    fn what_is_approximate_doubted_or_one_of_several_meets_perhaps() {
        common("2020~", "2020", CommonTime::Possible);
        common("2020?", "2020", CommonTime::Possible);
        common("202X", "2024", CommonTime::Possible);
        common("[2019,2024]", "2024", CommonTime::Possible);
        common("2020~", "2025", CommonTime::None);
        common("{2019,2024}", "2021", CommonTime::Certain);
        // Whatever it is, it lies within.
        common("2020~", "2010/2030", CommonTime::Certain);
        common("2020?", "2010/2030", CommonTime::Possible);
        // The middle is covered whatever the ends are.
        common("2010~/2020~", "2015", CommonTime::Certain);
        common("2010~/2020~", "2020", CommonTime::Possible);
    }

    #[test]
    fn times_beside_one_event_share_its_stretches() {
        common("before vote", "until vote", CommonTime::Certain);
        common("before vote", "since vote", CommonTime::None);
        common("since vote", "until vote", CommonTime::Certain);
        common("before vote", "before war", CommonTime::Possible);
        common("before vote", "2020", CommonTime::Possible);
    }

    #[test]
    fn times_on_two_clocks_meet_where_every_offset_lets_them() {
        common("2020-05-01T10:00Z/2020-05-09T10:00Z", "2020-05-05", CommonTime::Certain);
        common("2020-05-01T10:00Z", "2020-05-01T10:00", CommonTime::Possible);
        common("2020-05-01T10:00Z", "2020-05-03", CommonTime::None);
    }
}
