//! Durations as answers: how a project declares and writes them, and what other answers they leave.

use super::{Duration, parse, parse_tolerance};
use crate::values::consistent_sets::{Groups, on_a_line};
use crate::values::date::Unit;
use crate::values::interval::{is_bounded, lies_below};
use crate::values::joint::Joint;
use crate::values::quantity::{Amount, UnitId, Units};
use crate::values::value_kind::{Direction, Operand, PrecisionForm, ValueKind};
use crate::values::value_set::{ValueSet, groups_by_asking};
use crate::values::{
    Directory, Grain, IntervalSet, Precision, Printing, Reading, Relation, Taxonomy, Value,
    ValueError,
};

pub(in crate::values) static DURATION: ValueKind = ValueKind {
    conflict_code: "conflict/quantity",
    keys: &["tolerance"],
    direction: Direction::Measured,
    operand: Operand::Duration,
    precision: PrecisionForm::Text(precision),
    tolerance: |text, _, _| parse_tolerance(text),
    ..ValueKind::new("duration", read)
};

fn read(reading: &mut Reading<'_>, text: &str) -> Result<Value, ValueError> {
    parse(text, reading.property.tolerance.as_ref()).map(Value::Duration)
}

/// A unit of the calendar is a margin of one such unit.
fn precision(text: &str, _: &Units, _: Option<UnitId>) -> Result<Precision, ValueError> {
    let one = Unit::from_word(text).map(|unit| format!("1 {}", unit.name()));
    parse_tolerance(one.as_deref().unwrap_or(text)).map(Precision::Margin)
}

fn duration(value: &Value) -> Option<&Duration> {
    if let Value::Duration(duration) = value { Some(duration) } else { None }
}

impl ValueSet for Duration {
    fn relate(&self, other: &Value, _: &Taxonomy) -> Option<Relation> {
        Some(Self::relate(self, duration(other)?))
    }

    fn print(&self, _: &Printing<'_>) -> String {
        Self::print(self)
    }

    fn negate(&self) -> Result<Value, ValueError> {
        let others = self.not();
        if self.set == IntervalSet::all() || others.set.is_empty() {
            return Err(ValueError::denies_everything());
        }
        Ok(Value::Duration(others))
    }

    fn union(&self, all: &[Value]) -> Result<Value, ValueError> {
        let all: Vec<Self> = all.iter().filter_map(duration).cloned().collect();
        Self::any_of(&all).map(Value::Duration)
    }

    fn can_all_hold(&self, all: &[&Value], _: &Taxonomy) -> Joint {
        let all: Vec<&Self> = all.iter().filter_map(|value| duration(value)).collect();
        Joint::of(Self::can_all_hold(&all))
    }

    fn consistent_sets(&self, all: &[&Value], taxonomy: &Taxonomy) -> Option<Groups> {
        let sets = all.iter().map(|value| {
            duration(value).filter(|one| !one.is_denied()).map(|duration| &duration.set)
        });
        match sets.collect::<Option<Vec<_>>>() {
            Some(sets) => Some(on_a_line(&sets)),
            None => groups_by_asking(all, taxonomy),
        }
    }

    fn is_single(&self) -> bool {
        false
    }

    fn is_precise(&self, precision: &Precision, _: &dyn Directory) -> bool {
        matches!(precision, Precision::Margin(margin) if self.is_within(margin))
    }

    fn lies_below(&self, other: &Value) -> bool {
        duration(other).is_some_and(|other| lies_below(&self.set, &other.set))
    }

    fn is_bounded(&self) -> bool {
        is_bounded(&self.set)
    }

    fn amount(&self, _: Grain) -> Option<Amount> {
        Amount::of(&self.as_quantity())
    }

    fn is_calculated(&self) -> bool {
        true
    }
}
