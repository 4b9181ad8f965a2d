//! What claims say of the set of values that a subject has, and how that lies to what others say of
//! it. Owns what lists mean; what a single value leaves possible is decided type by type.

use super::joint::{Joint, choose};
use super::{Relation, Taxonomy, Value};

/// What a claim says of the set of values that a subject has.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Members {
    /// Each of these has a member in common with the set.
    pub includes: Vec<Value>,
    /// The set has no member outside these.
    pub only: Option<Vec<Value>>,
    /// None of these has a member in common with the set.
    pub excludes: Vec<Value>,
    /// What its own members rule out, of values of which there is at most one each.
    pub ruled_out: Vec<Value>,
}

impl Members {
    /// The values that are certainly among those of the subject.
    pub fn present(&self) -> impl Iterator<Item = &Value> {
        self.includes.iter().chain(self.only.iter().flatten())
    }

    /// Whether the set can be as it is said at all.
    pub(crate) fn can_hold(&self, taxonomy: &Taxonomy) -> bool {
        hold(self.conditions(), taxonomy) != Joint::Clashes
    }

    /// Each single thing that is said.
    fn conditions(&self) -> impl Iterator<Item = Condition<'_>> {
        let includes = self.present().map(|value| Condition::Includes(vec![value]));
        let excludes = self.excludes.iter().chain(&self.ruled_out).map(Condition::Excludes);
        includes.chain(self.only.as_deref().map(Condition::Within)).chain(excludes)
    }
}

/// One thing that is said of a set of values.
#[derive(Debug, Clone)]
enum Condition<'v> {
    /// It has a member in all of these.
    Includes(Vec<&'v Value>),
    /// It has no member outside a list.
    Within(&'v [Value]),
    /// It has no member in this.
    Excludes(&'v Value),
    /// It has a member outside a list.
    Beyond(&'v [Value]),
}

/// How alternatives of what is said lie to others: of each list one holds.
pub(super) fn relate(a: &[Members], b: &[Members], taxonomy: &Taxonomy) -> Relation {
    if a == b {
        return Relation::Equal;
    }
    let meet = can_all_hold(&[a, b], taxonomy) != Joint::Clashes;
    Relation::from_inclusion(entail(a, b, taxonomy), entail(b, a, taxonomy), meet)
}

/// Whether one alternative of each list can hold together with one of each other.
pub(super) fn can_all_hold(said: &[&[Members]], taxonomy: &Taxonomy) -> Joint {
    let lists: Vec<Vec<&Members>> = said.iter().map(|several| several.iter().collect()).collect();
    // Where there is nothing to choose, all is asked at once.
    if lists.iter().all(|list| list.len() == 1) {
        return hold(lists.iter().flatten().flat_map(|members| members.conditions()), taxonomy);
    }
    let fit = |chosen: &[&Members], next: &Members| {
        chosen.iter().all(|other| {
            hold(other.conditions().chain(next.conditions()), taxonomy) != Joint::Clashes
        })
    };
    choose(&lists, fit, |chosen| {
        hold(chosen.iter().flat_map(|members| members.conditions()), taxonomy)
    })
}

/// Whether whatever one of `a` says holds only where one of `b` does: no alternative of the one can
/// hold while each of the other fails in something.
fn entail(a: &[Members], b: &[Members], taxonomy: &Taxonomy) -> bool {
    let failures: Vec<Vec<Condition<'_>>> =
        b.iter().map(|members| members.conditions().flat_map(fails).collect()).collect();
    let lists: Vec<Vec<&Condition<'_>>> = failures.iter().map(|one| one.iter().collect()).collect();
    a.iter().all(|members| {
        let found = choose(
            &lists,
            |_, _| true,
            |failing| {
                let failing = failing.iter().map(|condition| (*condition).clone());
                hold(members.conditions().chain(failing), taxonomy)
            },
        );
        found == Joint::Clashes
    })
}

/// What holds where a condition does not.
fn fails(condition: Condition<'_>) -> Vec<Condition<'_>> {
    match condition {
        Condition::Includes(values) => values.into_iter().map(Condition::Excludes).collect(),
        Condition::Excludes(value) => vec![Condition::Includes(vec![value])],
        Condition::Within(list) => vec![Condition::Beyond(list)],
        Condition::Beyond(list) => vec![Condition::Within(list)],
    }
}

/// Whether a set of values can be as all of some conditions say. Nothing is said of how many members
/// there are, so that each value that must have one has one of its own.
fn hold<'v>(conditions: impl Iterator<Item = Condition<'v>>, taxonomy: &Taxonomy) -> Joint {
    let (mut wanted, mut lists, mut denied) = (Vec::new(), Vec::new(), Vec::new());
    for condition in conditions {
        match condition {
            Condition::Includes(values) => wanted.push((values, None)),
            Condition::Beyond(list) => wanted.push((Vec::new(), Some(list))),
            Condition::Within(list) => lists.push(list.iter().collect::<Vec<_>>()),
            Condition::Excludes(value) => denied.push(value),
        }
    }
    if lists.is_empty() && denied.is_empty() && wanted.iter().all(|(_, beyond)| beyond.is_none()) {
        return Joint::Holds;
    }
    // A denial of all there is leaves no member.
    let others = |values: Vec<&Value>| -> Option<Vec<Value>> {
        values.into_iter().map(|value| value.negate().ok()).collect()
    };
    let Some(outside) = others(denied) else { return Joint::of(wanted.is_empty()) };
    wanted.into_iter().fold(Joint::Holds, |all, (values, beyond)| {
        all.and(|| {
            let Some(beyond) = others(beyond.unwrap_or_default().iter().collect()) else {
                return Joint::Clashes;
            };
            choose(
                &lists,
                |_, _| true,
                |listed| {
                    let sets = values.iter().chain(listed).copied();
                    let sets: Vec<&Value> = sets.chain(&outside).chain(&beyond).collect();
                    Value::can_be_one_member(&sets, taxonomy)
                },
            )
        })
    })
}
