//! Entities as answers, places among them: an entity answers for all that lies within it.

use std::collections::{BTreeMap, BTreeSet};

use super::consistent_sets::{Collector, Groups, by_pairs};
use super::joint::Joint;
use super::printing::terms;
use super::value_kind::{Operand, PrecisionForm, ValueKind};
use super::value_set::{ValueSet, groups_by_asking};
use super::{
    Comparer as _, Directory, EntityId, KindId, Precision, Printing, Reading, Relation, Taxonomy,
    Terms, Value, ValueError,
};

pub(super) static ENTITY: ValueKind = ValueKind {
    keys: &["kind"],
    operand: Operand::Entity,
    ..ValueKind::new("entity", |reading, text| read(reading, text, None))
};

pub(super) static PLACE: ValueKind = ValueKind {
    conflict_code: "conflict/place",
    keys: &["kind"],
    operand: Operand::Entity,
    precision: PrecisionForm::PlaceKind,
    ..ValueKind::new("place", |reading, text| read(reading, text, Some(KindId::PLACE)))
};

/// Reads the name of an entity that is of the type's kind and of the property's.
fn read(reading: &Reading<'_>, text: &str, kind: Option<KindId>) -> Result<Value, ValueError> {
    let (property, directory) = (reading.property, reading.directory);
    let entity = (reading.find)(text)?;
    for kind in [kind, property.kind].into_iter().flatten() {
        let own = directory.kind_of(entity);
        if !directory.is_kind(own, kind) {
            let (is, wanted) = (directory.kind_name(own), directory.kind_name(kind));
            let (property, found) = (&property.id, directory.entity_name(entity));
            return Err(ValueError::new(format!(
                "`{property}` takes the kind `{wanted}`, and `{found}` is of the kind `{is}`"
            ))
            .with_help(format!(
                "give `{found}` the kind `{wanted}`, or one that is a `{wanted}`"
            )));
        }
    }
    Ok(Value::Entity(Terms::one(entity)))
}

fn entities(value: &Value) -> Option<&Terms<EntityId>> {
    if let Value::Entity(entities) = value { Some(entities) } else { None }
}

impl ValueSet for Terms<EntityId> {
    fn relate(&self, other: &Value, taxonomy: &Taxonomy) -> Option<Relation> {
        Some(Self::relate(self, entities(other)?, taxonomy))
    }

    fn print(&self, printing: &Printing<'_>) -> String {
        terms(self, |entity| printing.directory.entity_name(*entity).to_owned())
    }

    fn negate(&self) -> Result<Value, ValueError> {
        Ok(Value::Entity(self.clone().complement()))
    }

    fn union(&self, all: &[Value]) -> Result<Value, ValueError> {
        Self::any_of(all.iter().filter_map(entities).cloned().collect()).map(Value::Entity)
    }

    fn can_all_hold(&self, all: &[&Value], taxonomy: &Taxonomy) -> Joint {
        let sets: Vec<&Self> = all.iter().filter_map(|value| entities(value)).collect();
        Self::can_all_hold(&sets, taxonomy)
    }

    fn consistent_sets(&self, all: &[&Value], taxonomy: &Taxonomy) -> Option<Groups> {
        let mut named = all.iter().filter_map(|value| entities(value)).flat_map(Self::terms);
        let asked = named
            .any(|entity| taxonomy.may_overlap(*entity))
            .then(|| groups_by_asking(all, taxonomy));
        asked.flatten().or_else(|| groups(all, taxonomy))
    }

    fn is_single(&self) -> bool {
        self.single().is_some()
    }

    fn is_precise(&self, precision: &Precision, directory: &dyn Directory) -> bool {
        let Precision::Place(kind) = precision else { return false };
        let lies_in_one = |place: &EntityId| {
            let mut around = directory.taxonomy().around(*place).into_iter();
            around.any(|around| directory.is_kind(directory.kind_of(around), *kind))
        };
        !self.is_negated() && self.terms().iter().all(lies_in_one)
    }

    fn entities(&self, each: &mut dyn FnMut(EntityId)) {
        self.terms().iter().copied().for_each(each);
    }
}

/// Of each entity that is named, something may lie in it and in nothing smaller; and where named
/// entities may share something, in all of these. What holds there is a group.
fn groups(values: &[&Value], taxonomy: &Taxonomy) -> Option<Groups> {
    let mut named: BTreeMap<EntityId, BTreeSet<usize>> = BTreeMap::new();
    let mut denying: BTreeMap<EntityId, Vec<usize>> = BTreeMap::new();
    let mut denied: BTreeSet<usize> = BTreeSet::new();
    for (at, value) in values.iter().enumerate() {
        let terms = entities(value)?;
        for term in terms.terms() {
            let here = named.entry(*term).or_default();
            if terms.is_negated() {
                denied.insert(at);
                denying.entry(*term).or_default().push(at);
            } else {
                here.insert(at);
            }
        }
    }
    let mut groups = Collector::new(values.len());
    // Outside all that is named, every denial holds.
    groups.add(&denied);
    let mut hold = |entities: &[EntityId]| {
        let around: BTreeSet<EntityId> =
            entities.iter().flat_map(|entity| taxonomy.around(*entity)).collect();
        let mut group: BTreeSet<usize> =
            around.iter().filter_map(|whole| named.get(whole)).flatten().copied().collect();
        // Where nothing is affirmed, no more holds than outside all that is named.
        if group.is_empty() || !groups.has_room_for(group.len() + denied.len()) {
            groups.is_full |= !group.is_empty();
            return;
        }
        let broken = around.iter().filter_map(|entity| denying.get(entity)).flatten();
        let broken: BTreeSet<usize> = broken.copied().collect();
        group.extend(denied.difference(&broken));
        groups.add(&group);
    };
    for entity in named.keys() {
        hold(&[*entity]);
    }
    let shared: Vec<EntityId> =
        named.keys().copied().filter(|entity| taxonomy.may_overlap(*entity)).collect();
    for together in by_pairs(shared.len(), |a, b| !taxonomy.meet(&shared[a], &shared[b])) {
        let together: Vec<EntityId> = together.into_iter().map(|at| shared[at]).collect();
        hold(&together);
    }
    Some(groups.maximal())
}

#[cfg(test)]
mod tests {
    use super::super::Lies;
    use super::*;

    fn values(terms: impl Iterator<Item = Terms<EntityId>>) -> Vec<Value> {
        terms.map(Value::Entity).collect()
    }

    #[test]
    fn of_many_nested_places_all_hold_in_the_innermost() {
        let count = 520;
        let wholes =
            (0..count).map(|at: u32| at.checked_sub(1).map(EntityId).into_iter().collect());
        let taxonomy = Taxonomy::new(Lies { wholes: wholes.collect(), ..Lies::default() });
        let values = values((0..count).map(|at| Terms::one(EntityId(at))));
        let values: Vec<&Value> = values.iter().collect();
        assert_eq!(groups(&values, &taxonomy), Some(vec![(0..values.len()).collect()]));
    }

    #[test]
    fn of_many_denials_only_that_of_the_answer_clashes_with_it() {
        let count = 100;
        let wholes = vec![Vec::new(); count as usize];
        let taxonomy = Taxonomy::new(Lies { wholes, ..Lies::default() });
        let denials = (0..count).map(|at| Terms::one(EntityId(at)).complement());
        let values = values(denials.chain([Terms::one(EntityId(7))]));
        let values: Vec<&Value> = values.iter().collect();
        let denied: Vec<usize> = (0..100).collect();
        let answered: Vec<usize> = (0..=100).filter(|at| *at != 7).collect();
        assert_eq!(groups(&values, &taxonomy), Some(vec![denied, answered]));
    }
}
