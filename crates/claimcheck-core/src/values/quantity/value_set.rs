//! Quantities as answers: how a project declares and writes them, and what other answers they leave.

use std::collections::BTreeMap;

use super::{
    Amount, DimensionId, Quantity, QuantityContext, Rational, UnitId, Units, parse, parse_tolerance,
};
use crate::values::consistent_sets::{Groups, on_a_line};
use crate::values::interval::{is_bounded, lies_below, share};
use crate::values::joint::Joint;
use crate::values::value_kind::{Direction, Operand, PrecisionForm, ValueKind};
use crate::values::value_set::{ValueSet, groups_by_asking};
use crate::values::{
    Directory, Grain, IntervalSet, Precision, Printing, Reading, Relation, Taxonomy, Value,
    ValueError,
};

pub(in crate::values) static QUANTITY: ValueKind = ValueKind {
    conflict_code: "conflict/quantity",
    keys: &["unit", "tolerance", "exact"],
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
    if !reading.property.exact {
        reading.admits.figures.extend(parsed.figure);
    }
    let value = Value::Quantity(parsed.value);
    reading
        .admits
        .implied
        .extend(parsed.implied.map(|implied| (value.clone(), Value::Quantity(implied))));
    Ok(value)
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

    /// Of each dimension by itself: what measures different things cannot be compared.
    fn can_all_hold(&self, all: &[&Value], _: &Taxonomy) -> Joint {
        let mut of_dimension: BTreeMap<DimensionId, Vec<&IntervalSet<Rational>>> = BTreeMap::new();
        for other in all.iter().filter_map(|value| quantity(value)) {
            of_dimension.entry(other.dimension).or_default().push(&other.set);
        }
        Joint::of(of_dimension.into_values().all(share))
    }

    fn consistent_sets(&self, all: &[&Value], taxonomy: &Taxonomy) -> Option<Groups> {
        let sets = all.iter().map(|value| {
            quantity(value)
                .filter(|other| other.dimension == self.dimension)
                .map(|other| &other.set)
        });
        match sets.collect::<Option<Vec<_>>>() {
            Some(sets) => Some(on_a_line(&sets)),
            None => groups_by_asking(all, taxonomy),
        }
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
