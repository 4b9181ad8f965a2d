//! Quantities as answers: how a project declares and writes them, and what other answers they leave.

use super::{Amount, Quantity, QuantityContext, UnitId, Units, parse, parse_tolerance};
use crate::values::consistent_sets::{Groups, on_a_line};
use crate::values::interval::{is_bounded, lies_below};
use crate::values::value_kind::{Direction, Operand, PrecisionForm, ValueKind};
use crate::values::value_set::ValueSet;
use crate::values::{
    Directory, Grain, Precision, Printing, Reading, Relation, Taxonomy, Value, ValueError,
};

pub(in crate::values) static QUANTITY: ValueKind = ValueKind {
    conflict_code: "conflict/quantity",
    keys: &["unit", "tolerance"],
    direction: Direction::Measured,
    operand: Operand::Quantity,
    precision: PrecisionForm::Text(precision),
    ..ValueKind::new("quantity", read)
};

fn read(reading: &mut Reading<'_>, text: &str) -> Result<Value, ValueError> {
    let context = QuantityContext {
        units: reading.directory.units(),
        unit: reading.property.unit,
        tolerance: reading.property.tolerance,
    };
    let parsed = parse(text, &context)?;
    reading.admits.numbers.extend(parsed.numbers);
    Ok(Value::Quantity(parsed.value))
}

fn precision(text: &str, units: &Units, unit: Option<UnitId>) -> Result<Precision, ValueError> {
    parse_tolerance(text, units, unit).map(Precision::Margin)
}

fn quantity(value: &Value) -> Option<&Quantity> {
    if let Value::Quantity(quantity) = value { Some(quantity) } else { None }
}

impl ValueSet for Quantity {
    fn relate(&self, other: &Value, _: &Taxonomy) -> Option<Relation> {
        Self::relate(self, quantity(other)?)
    }

    fn print(&self, printing: &Printing<'_>) -> String {
        Self::print(self, printing.directory.units(), printing.property.unit)
    }

    fn negate(&self) -> Result<Value, ValueError> {
        let others = self.not();
        if others.set.is_empty() {
            return Err(ValueError::denies_everything());
        }
        Ok(Value::Quantity(others))
    }

    fn union(&self, all: &[Value]) -> Result<Value, ValueError> {
        let all: Vec<Self> = all.iter().filter_map(quantity).cloned().collect();
        Self::any_of(&all).map(Value::Quantity)
    }

    fn consistent_sets(&self, all: &[&Value], _: &Taxonomy) -> Option<Groups> {
        let sets = all.iter().map(|value| {
            quantity(value)
                .filter(|other| other.dimension == self.dimension)
                .map(|other| &other.set)
        });
        Some(on_a_line(&sets.collect::<Option<Vec<_>>>()?))
    }

    fn is_single(&self) -> bool {
        self.set.as_point().is_some()
    }

    fn is_precise(&self, precision: &Precision, _: &dyn Directory) -> bool {
        matches!(precision, Precision::Margin(margin) if self.is_within(margin))
    }

    fn lies_below(&self, other: &Value) -> bool {
        quantity(other).is_some_and(|other| {
            self.dimension == other.dimension && lies_below(&self.set, &other.set)
        })
    }

    fn is_bounded(&self) -> bool {
        is_bounded(&self.set)
    }

    fn is_comparable(&self, other: &Value) -> bool {
        quantity(other).is_some_and(|other| self.dimension == other.dimension)
    }

    fn amount(&self, _: Grain) -> Option<Amount> {
        Amount::of(self)
    }

    fn is_calculated(&self) -> bool {
        true
    }
}
