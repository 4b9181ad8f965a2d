//! The place of an event in its series as an answer.

use super::consistent_sets::{Groups, on_a_line};
use super::interval::{lies_below, share};
use super::joint::Joint;
use super::printing::{any_of, denied};
use super::quantity::{Amount, DimensionId, Quantity, Rational};
use super::value_kind::{Declared, Operand, ValueKind};
use super::value_set::ValueSet;
use super::{Cut, Grain, Interval, IntervalSet, Printing, Relation, Taxonomy, Value, ValueError};
use crate::problem::clip;

pub(super) static NTH: ValueKind = ValueKind {
    declared: Declared::BuiltIn,
    conflict_code: "conflict/ordinal",
    operand: Operand::Rank,
    ..ValueKind::new("event time", |_, text| read(text))
};

const ORDINALS: [&str; 12] = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth",
];

fn read(text: &str) -> Result<Value, ValueError> {
    let word = text.trim().to_lowercase();
    let spoken = ORDINALS
        .iter()
        .position(|ordinal| *ordinal == word)
        .and_then(|at| i64::try_from(at + 1).ok());
    let digits =
        ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(&word);
    match spoken.or_else(|| digits.parse().ok()) {
        Some(rank @ 1..) => Ok(Value::Rank(IntervalSet::from(Interval::point(rank)))),
        _ => Err(ValueError::new(format!("{} is no rank", clip(text)))
            .with_help("write 1, 2, 3 and so on")),
    }
}

fn ranks(value: &Value) -> Option<&IntervalSet<i64>> {
    if let Value::Rank(ranks) = value { Some(ranks) } else { None }
}

impl ValueSet for IntervalSet<i64> {
    fn relate(&self, other: &Value, _: &Taxonomy) -> Option<Relation> {
        Some(Self::relate(self, ranks(other)?))
    }

    fn print(&self, _: &Printing<'_>) -> String {
        let name = |part: &Interval<i64>| match part.as_point() {
            Some(rank) => rank.to_string(),
            None => format!("{part:?}"),
        };
        let complement = self.complement();
        if complement.is_empty() {
            // Any place at all has no shorter form that can be read.
            return any_of(vec!["1".to_owned(), denied(vec!["1".to_owned()])]);
        }
        match self.parts().iter().all(|part| part.as_point().is_some()) {
            true => any_of(self.parts().iter().map(name).collect()),
            false => denied(complement.parts().iter().map(name).collect()),
        }
    }

    fn negate(&self) -> Result<Value, ValueError> {
        let others = self.complement();
        if others.is_empty() {
            return Err(ValueError::denies_everything());
        }
        Ok(Value::Rank(others))
    }

    fn union(&self, all: &[Value]) -> Result<Value, ValueError> {
        let parts = all.iter().filter_map(ranks).flat_map(|set| set.parts().iter().cloned());
        Ok(Value::Rank(parts.collect()))
    }

    fn can_all_hold(&self, all: &[&Value], _: &Taxonomy) -> Joint {
        Joint::of(share(all.iter().filter_map(|value| ranks(value))))
    }

    fn consistent_sets(&self, all: &[&Value], _: &Taxonomy) -> Option<Groups> {
        let sets: Option<Vec<&Self>> = all.iter().map(|value| ranks(value)).collect();
        Some(on_a_line(&sets?))
    }

    fn is_single(&self) -> bool {
        self.as_point().is_some()
    }

    fn lies_below(&self, other: &Value) -> bool {
        ranks(other).is_some_and(|other| lies_below(self, other))
    }

    fn amount(&self, _: Grain) -> Option<Amount> {
        let exact = |cut: &Cut<i64>| cut.map(|at| Rational::from_integer(i128::from(*at)));
        let parts = self.parts().iter();
        let set = parts.filter_map(|part| Interval::new(exact(&part.lower), exact(&part.upper)));
        Amount::of(&Quantity { dimension: DimensionId::NUMBER, set: set.collect() })
    }
}
