//! The order of two events as an answer: a set of Allen's base relations.

mod allen;

use std::collections::BTreeSet;

pub use allen::{Allen, Signs};

use super::consistent_sets::{Collector, Groups};
use super::joint::Joint;
use super::printing::any_of;
use super::value_kind::{Declared, Timing, ValueKind};
use super::value_set::ValueSet;
use super::{Printing, Reading, Relation, Taxonomy, Value, ValueError};

/// All that is said of the order of two events is one flaw, denials included.
pub(super) static ORDER: ValueKind = ValueKind {
    declared: Declared::BuiltIn,
    conflict_code: "conflict/order",
    denial_code: "conflict/order",
    timing: Timing::Stated,
    ..ValueKind::new("event time", read)
};

/// An order names an event as well, so that no scalar is one: the resolver reads its forms.
fn read(_: &mut Reading<'_>, _: &str) -> Result<Value, ValueError> {
    Err(ValueError::new("an order names an event and relations")
        .with_help("write `{to: EVENT, is: [before, meets]}`, or `before: EVENT`"))
}

fn order(value: &Value) -> Option<Allen> {
    if let Value::Order(order) = value { Some(*order) } else { None }
}

impl ValueSet for Allen {
    fn relate(&self, other: &Value, _: &Taxonomy) -> Option<Relation> {
        Some(Self::relate(*self, order(other)?))
    }

    fn print(&self, _: &Printing<'_>) -> String {
        match self.word() {
            Some(word) => word.to_owned(),
            None => any_of(self.members().map(str::to_owned).collect()),
        }
    }

    fn negate(&self) -> Result<Value, ValueError> {
        let others = self.not().ok_or_else(|| ValueError::new("this denies every order"))?;
        Ok(Value::Order(others))
    }

    fn union(&self, all: &[Value]) -> Result<Value, ValueError> {
        Ok(Value::Order(all.iter().filter_map(order).fold(*self, Self::or)))
    }

    fn can_all_hold(&self, all: &[&Value], _: &Taxonomy) -> Joint {
        let allowed = |word: &Self| {
            let sets = all.iter().filter_map(|value| order(value));
            sets.into_iter().all(|set| Self::relate(set, *word) != Relation::Disjoint)
        };
        Joint::of(Self::base().any(|word| allowed(&word)))
    }

    fn consistent_sets(&self, all: &[&Value], _: &Taxonomy) -> Option<Groups> {
        Some(groups(all))
    }

    fn is_single(&self) -> bool {
        false
    }
}

/// For each base relation, what leaves it possible.
fn groups(values: &[&Value]) -> Groups {
    let mut groups = Collector::new(values.len());
    for word in Allen::base() {
        let allows = |value: &Value| {
            order(value).is_some_and(|order| order.relate(word) != Relation::Disjoint)
        };
        let group = values.iter().enumerate().filter(|(_, value)| allows(value));
        let group: BTreeSet<usize> = group.map(|(at, _)| at).collect();
        groups.add(&group);
    }
    groups.maximal()
}
