//! What is made of several values: their sum, and how many there are.

use std::collections::BTreeSet;

use claimcheck_core::equation::{Term, Values};
use claimcheck_core::model::{Answer, KindId, Members, PropertyId, Question, Scope, Value};
use claimcheck_core::values::quantity::{Amount, DimensionId, Dimensions, Rational};
use claimcheck_core::values::{Cut, EntityId, Grain, Interval, IntervalSet, Operand, Relation};

use super::bind::{Stated, Variable, entity, named};
use super::propagate::World;

/// The questions at the end of a path, and whether all of them are known.
struct Reached {
    questions: Vec<Question>,
    complete: bool,
}

impl World<'_> {
    /// The amount that all values together come to, from the least to the most; nothing where
    /// nothing is said of them.
    pub(super) fn all(&self, subject: EntityId, scope: &Scope, term: &Term) -> Option<Amount> {
        let (last, steps) = term.path.split_last()?;
        let reached = self.reach(subject, scope, steps, *last);
        match term.values {
            Values::Count => self.count(&reached),
            _ => self.sum(&reached, *last),
        }
    }

    fn reach(
        &self,
        subject: EntityId,
        scope: &Scope,
        steps: &[PropertyId],
        last: PropertyId,
    ) -> Reached {
        let mut subjects = vec![subject];
        let mut complete = true;
        for step in steps {
            let mut next: Vec<EntityId> = Vec::new();
            for subject in subjects {
                let question = Stated::question(subject, *step, scope);
                let many = self.stated.model.property(*step).many;
                let mut listed = false;
                for answer in self.answers(&question) {
                    listed |= !many || only(answer).is_some();
                    next.extend(named(answer).into_iter().filter_map(entity));
                }
                complete &= listed;
            }
            next.sort_unstable();
            next.dedup();
            // What lies within another one is not counted beside it.
            let taxonomy = &self.stated.model.taxonomy;
            let apart = next.iter().all(|one| {
                let around = taxonomy.around(*one);
                around.iter().all(|whole| whole == one || next.binary_search(whole).is_err())
            });
            complete &= apart;
            subjects = next;
        }
        let questions =
            subjects.into_iter().map(|subject| Stated::question(subject, last, scope)).collect();
        Reached { questions, complete }
    }

    fn answers<'a>(&'a self, question: &Question) -> impl Iterator<Item = &'a Answer> {
        let model = self.stated.model;
        let claims: Vec<_> =
            self.stated.on(question).iter().filter(|claim| self.active.contains(claim)).collect();
        claims.into_iter().map(|claim| &model.claim(*claim).answer)
    }

    fn sum(&self, reached: &Reached, last: PropertyId) -> Option<Amount> {
        let property = self.stated.model.property(last);
        let unit = property.unit.map(|unit| self.stated.model.units.dimension(unit));
        let signed = unit.is_some_and(|dimension| !dimension.is_never_negative());
        let mut total: Option<Amount> = None;
        let mut open = !reached.complete;
        for question in &reached.questions {
            let part = if property.many { self.listed(question) } else { self.single(question) };
            let Some((amount, complete)) = part else {
                open = true;
                continue;
            };
            open |= !complete;
            total = Some(match total {
                None => amount,
                Some(sum) => sum.plus(&amount)?,
            });
        }
        let total = total?;
        if !open {
            return Some(total);
        }
        // What is not listed is taken to be no less than nothing, where it can be no less.
        let least = total.set.hull().map(|hull| hull.lower);
        let zero = Rational::from_integer(0);
        let lower = match least {
            Some(Cut::Below(at)) if at >= zero && !signed => Cut::Below(at),
            Some(Cut::Above(at)) if at >= zero && !signed => Cut::Above(at),
            _ => Cut::Bottom,
        };
        let set = IntervalSet::from(Interval::new(lower, Cut::Top)?);
        Some(Amount { set, ..total })
    }

    fn single(&self, question: &Question) -> Option<(Amount, bool)> {
        let variable = Variable { question: question.clone(), then: None };
        self.known(&variable, Grain::Moments).map(|amount| (amount, true))
    }

    /// The sum of the values that a question's claims list, and whether a list is complete.
    fn listed(&self, question: &Question) -> Option<(Amount, bool)> {
        if let Some(list) = self.answers(question).find_map(only) {
            let sum = if list.is_empty() { self.nothing(question) } else { added(list.iter())? };
            return Some((sum, true));
        }
        let lists = self.answers(question).filter_map(|answer| added(named(answer).into_iter()));
        // Values of several lists that have nothing in common stand beside each other.
        let together = added(self.distinct(question).into_iter());
        let low = |amount: &Amount| amount.set.hull().map(|hull| hull.lower);
        let most = lists.chain(together).reduce(|a, b| if low(&b) > low(&a) { b } else { a });
        most.map(|amount| (amount, false))
    }

    /// The sum of no values.
    fn nothing(&self, question: &Question) -> Amount {
        let model = self.stated.model;
        let property = model.property(question.property);
        let dimension = match property.value_type.operand() {
            Operand::Duration => DimensionId::TIME,
            Operand::Date
            | Operand::Quantity
            | Operand::Rank
            | Operand::Entity
            | Operand::Counted => {
                property.unit.map_or(DimensionId::NUMBER, |unit| model.units.dimension(unit))
            }
        };
        let set = Interval::point(Rational::from_integer(0)).into();
        Amount { dimensions: Dimensions::of(dimension).0, set }
    }

    /// Values that certainly are different ones: no two have anything in common.
    fn distinct(&self, question: &Question) -> Vec<&Value> {
        let values: Vec<&Value> = self.answers(question).flat_map(named).collect();
        self.apart(values)
    }

    /// Of some values, as many as have nothing in common with each other, the narrower first.
    fn apart<'v>(&self, values: Vec<&'v Value>) -> Vec<&'v Value> {
        let taxonomy = &self.stated.model.taxonomy;
        if let Some(chosen) = self.apart_in_no_place(&values) {
            return chosen;
        }
        let relation = |a: &Value, b: &Value| a.relate(b, taxonomy);
        let wider = |value: &&Value| {
            values.iter().any(|other| relation(other, value) == Some(Relation::Inside))
        };
        let mut chosen: Vec<&Value> = Vec::new();
        for value in values.iter().copied().filter(|value| !wider(value)) {
            let other = |known: &&Value| known.is_another_member(value, taxonomy);
            if chosen.iter().all(other) {
                chosen.push(value);
            }
        }
        chosen
    }

    /// The same, of entities that are no places: those that no other lies within, if none of them may
    /// share something with another.
    fn apart_in_no_place<'v>(&self, values: &[&'v Value]) -> Option<Vec<&'v Value>> {
        let model = self.stated.model;
        let named: BTreeSet<EntityId> =
            values.iter().map(|value| entity(value)).collect::<Option<_>>()?;
        let place = |one: &EntityId| model.is_kind(model.entity(*one).kind, KindId::PLACE);
        if named.iter().any(|one| place(one) || model.taxonomy.may_overlap(*one)) {
            return None;
        }
        let around = |one: &EntityId| {
            let own = *one;
            model.taxonomy.around(own).into_iter().filter(move |whole| *whole != own)
        };
        let wholes: BTreeSet<EntityId> = named.iter().flat_map(around).collect();
        let mut open: BTreeSet<EntityId> = named.difference(&wholes).copied().collect();
        let first = |value: &&&'v Value| entity(value).is_some_and(|one| open.remove(&one));
        Some(values.iter().filter(first).copied().collect())
    }

    fn count(&self, reached: &Reached) -> Option<Amount> {
        let mut values: Vec<&Value> = Vec::new();
        let mut most = reached.complete.then_some(0usize);
        for question in &reached.questions {
            let listed = self.answers(question).filter_map(only).map(<[Value]>::len).min();
            most = most.and_then(|most| Some(most + listed?));
            values.extend(self.answers(question).flat_map(named));
        }
        if values.is_empty() && most.is_none() {
            return None;
        }
        let exact =
            |count: usize| Rational::from_integer(i128::try_from(count).unwrap_or(i128::MAX));
        let least = self.apart(values).len();
        let upper = most.map_or(Cut::Top, |most| Cut::Above(exact(most.max(least))));
        let set = IntervalSet::from(Interval::new(Cut::Below(exact(least)), upper)?);
        Some(Amount { dimensions: Dimensions::of(DimensionId::NUMBER).0, set })
    }
}

/// The list of an answer that says it is complete.
fn only(answer: &Answer) -> Option<&[Value]> {
    match answer {
        Answer::Many(several) => match several.as_slice() {
            [Members { only: Some(list), .. }] => Some(list),
            _ => None,
        },
        _ => None,
    }
}

fn added<'v>(values: impl Iterator<Item = &'v Value>) -> Option<Amount> {
    let mut total: Option<Amount> = None;
    for value in values {
        let amount = value.amount(Grain::Moments)?;
        total = Some(match total {
            None => amount,
            Some(sum) => sum.plus(&amount)?,
        });
    }
    total
}
