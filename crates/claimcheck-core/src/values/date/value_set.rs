//! Dates as answers: how a project declares and writes them, and what other answers they leave.

use super::{DateContext, DateValue, Moments, Unit, parse};
use crate::problem::clip;
use crate::values::consistent_sets::{Groups, on_a_line};
use crate::values::joint::Joint;
use crate::values::quantity::{Amount, UnitId, Units};
use crate::values::value_kind::{Direction, Operand, PrecisionForm, Timing, ValueKind};
use crate::values::value_set::{ValueSet, groups_by_asking};
use crate::values::{
    Directory, EntityId, Grain, KindId, Precision, Printing, Reading, Relation, Taxonomy, Value,
    ValueError,
};

pub(in crate::values) static DATE: ValueKind = ValueKind {
    conflict_code: "conflict/date",
    direction: Direction::Measured,
    operand: Operand::Date,
    timing: Timing::Stated,
    precision: PrecisionForm::Text(precision),
    ..ValueKind::new("date", |reading, text| reading.date(text).map(Value::Date))
};

fn precision(text: &str, _: &Units, _: Option<UnitId>) -> Result<Precision, ValueError> {
    Unit::from_word(text).map(Precision::Calendar).ok_or_else(|| {
        ValueError::unknown(format!("{} is no unit of the calendar", clip(text)))
            .with_help("write one of minute, hour, day, week, month, year, decade, century")
    })
}

impl Reading<'_> {
    /// A date, whether it stands for itself or beside an event.
    pub(in crate::values) fn date(&mut self, text: &str) -> Result<DateValue, ValueError> {
        let event = |name: &str| self.event(name).map(|event| event.0);
        let parsed = parse(text, &DateContext { published: self.published, event: &event })?;
        self.admits.uncertain |= parsed.uncertain;
        self.admits.approximate |= parsed.approximate;
        self.admits.relative |= parsed.relative;
        Ok(parsed.value)
    }

    fn event(&self, name: &str) -> Result<EntityId, ValueError> {
        let entity = (self.find)(name)?;
        if self.directory.is_kind(self.directory.kind_of(entity), KindId::EVENT) {
            return Ok(entity);
        }
        let found = self.directory.entity_name(entity);
        Err(ValueError::new(format!("`{found}` is no event"))
            .with_help("give it a kind that is an event"))
    }
}

impl Printing<'_> {
    /// A date, with the event that it stands beside by its id.
    pub(in crate::values) fn date(&self, date: &DateValue) -> String {
        date.print(&|event| self.directory.entity_name(EntityId(event)).to_owned())
    }
}

/// The event that a date stands beside.
pub(in crate::values) fn anchor(date: &DateValue) -> Option<EntityId> {
    date.anchored().map(|anchored| EntityId(anchored.event))
}

fn date(value: &Value) -> Option<&DateValue> {
    if let Value::Date(date) = value { Some(date) } else { None }
}

impl ValueSet for DateValue {
    fn relate(&self, other: &Value, _: &Taxonomy) -> Option<Relation> {
        Some(Self::relate(self, date(other)?))
    }

    fn print(&self, printing: &Printing<'_>) -> String {
        printing.date(self)
    }

    fn negate(&self) -> Result<Value, ValueError> {
        self.not().map(Value::Date)
    }

    fn union(&self, all: &[Value]) -> Result<Value, ValueError> {
        Self::any_of(all.iter().filter_map(date)).map(Value::Date)
    }

    fn can_all_hold(&self, all: &[&Value], _: &Taxonomy) -> Joint {
        let all: Vec<&Self> = all.iter().filter_map(|value| date(value)).collect();
        Joint::of(Self::can_all_hold(&all))
    }

    fn consistent_sets(&self, all: &[&Value], taxonomy: &Taxonomy) -> Option<Groups> {
        let clock = self.fixed().map(|(_, clock)| clock);
        let on_one_clock = all.iter().map(|value| {
            let (set, of) = date(value)?.fixed()?;
            (Some(of) == clock).then_some(set)
        });
        match on_one_clock.collect::<Option<Vec<_>>>() {
            Some(sets) => Some(on_a_line(&sets)),
            None => groups_by_asking(all, taxonomy),
        }
    }

    fn is_single(&self) -> bool {
        self.fixed().is_some() && self.bounds().is_some()
    }

    fn is_precise(&self, precision: &Precision, _: &dyn Directory) -> bool {
        matches!(precision, Precision::Calendar(unit) if self.is_within(*unit))
    }

    fn lies_below(&self, other: &Value) -> bool {
        date(other).is_some_and(|other| self.precedes(other))
    }

    fn is_bounded(&self) -> bool {
        self.bounds().is_some()
    }

    fn amount(&self, grain: Grain) -> Option<Amount> {
        Self::amount(self, grain)
    }

    fn is_calculated(&self) -> bool {
        true
    }

    fn moments(&self) -> Option<Moments> {
        Self::moments(self)
    }

    fn entities(&self, each: &mut dyn FnMut(EntityId)) {
        if let Some(event) = anchor(self) {
            each(event);
        }
    }
}
