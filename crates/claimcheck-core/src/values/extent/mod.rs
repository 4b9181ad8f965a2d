//! The time that an event fills, as an answer: in what bounds it starts and in what bounds it ends.

use super::Reading;
use super::date::{DateValue, Moments};
use super::joint::{Joint, choose};
use super::printing::terms;
use super::value_kind::{Declared, Timing, ValueKind};
use super::value_set::ValueSet;
use super::{Comparer, Printing, Relation, Taxonomy, Terms, Value, ValueError};

pub(super) static EXTENT: ValueKind = ValueKind {
    declared: Declared::BuiltIn,
    conflict_code: "conflict/date",
    timing: Timing::Stated,
    ..ValueKind::new("event time", read)
};

/// The time that an event fills: in what bounds it starts, and in what bounds it ends.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Extent {
    /// The bounds of its start.
    pub start: DateValue,
    /// The bounds of its end.
    pub end: DateValue,
}

/// Reads the first and the last day of the time that is filled, or the moments where they are given.
fn read(reading: &mut Reading<'_>, text: &str) -> Result<Value, ValueError> {
    let filled = reading.date(text)?;
    let (start, end) = filled.first_and_last().ok_or_else(|| {
        ValueError::new("an extent needs a first and a last day")
            .with_help("write `2025-10-28/2025-10-30`")
    })?;
    Ok(Value::Extent(Terms::one(Extent { start, end })))
}

/// An end of an extent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Start,
    End,
}

struct ByExtent;

impl Comparer<Extent> for ByExtent {
    fn within(&self, a: &Extent, b: &Extent) -> bool {
        a.start.relate(&b.start).entails() && a.end.relate(&b.end).entails()
    }

    fn meet(&self, a: &Extent, b: &Extent) -> bool {
        a.start.relate(&b.start) != Relation::Disjoint && a.end.relate(&b.end) != Relation::Disjoint
    }

    /// Each denied extent is not the answer because of its start or because of its end.
    fn meet_outside(&self, extents: &[&Extent], denied: &[&Extent]) -> Joint {
        let others = |date: &DateValue, end| date.not().ok().map(|not| (not, end));
        let ways = denied.iter().map(|denied| {
            others(&denied.start, End::Start).into_iter().chain(others(&denied.end, End::End))
        });
        let ways: Vec<Vec<(DateValue, End)>> = ways.map(Iterator::collect).collect();
        let lists: Vec<Vec<&(DateValue, End)>> =
            ways.iter().map(|ways| ways.iter().collect()).collect();
        let holds = |chosen: &[&(DateValue, End)]| {
            let outside = |end| chosen.iter().filter(move |(_, of)| *of == end).map(|(not, _)| not);
            let starts: Vec<&DateValue> =
                extents.iter().map(|extent| &extent.start).chain(outside(End::Start)).collect();
            let ends: Vec<&DateValue> =
                extents.iter().map(|extent| &extent.end).chain(outside(End::End)).collect();
            Joint::of(DateValue::can_all_hold(&starts) && DateValue::can_all_hold(&ends))
        };
        choose(&lists, |_, _| true, holds)
    }
}

fn extents(value: &Value) -> Option<&Terms<Extent>> {
    if let Value::Extent(extents) = value { Some(extents) } else { None }
}

impl ValueSet for Terms<Extent> {
    fn relate(&self, other: &Value, _: &Taxonomy) -> Option<Relation> {
        Some(Self::relate(self, extents(other)?, &ByExtent))
    }

    fn print(&self, printing: &Printing<'_>) -> String {
        terms(self, |extent| {
            format!("{}/{}", printing.date(&extent.start), printing.date(&extent.end))
        })
    }

    fn negate(&self) -> Result<Value, ValueError> {
        Ok(Value::Extent(self.clone().complement()))
    }

    fn union(&self, all: &[Value]) -> Result<Value, ValueError> {
        Self::any_of(all.iter().filter_map(extents).cloned().collect()).map(Value::Extent)
    }

    fn can_all_hold(&self, all: &[&Value], _: &Taxonomy) -> Joint {
        let sets: Vec<&Self> = all.iter().filter_map(|value| extents(value)).collect();
        Self::can_all_hold(&sets, &ByExtent)
    }

    fn is_single(&self) -> bool {
        false
    }

    fn is_calculated(&self) -> bool {
        true
    }

    fn moments(&self) -> Option<Moments> {
        let [extent] = self.terms() else { return None };
        let moments = || Some((extent.start.moments()?.0, extent.end.moments()?.1));
        if self.is_negated() { None } else { moments() }
    }
}
