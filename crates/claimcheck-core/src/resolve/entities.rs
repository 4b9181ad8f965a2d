//! Entities: their names, what they are parts of, and which ids name the same one.

use std::collections::HashMap;

use rayon::prelude::*;

use super::cycles::cycles;
use super::names::Names;
use super::{Resolver, duplicate};
use crate::model::{Entity, KindId};
use crate::problem::{InputCode, Problem};
use crate::read::record::{self, Document};
use crate::values::{EntityId, Lies, Taxonomy};

/// How an entity lies in a whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lie {
    /// As a part beside the others.
    Part,
    /// Nobody knows where.
    Somewhere,
}

impl Resolver {
    pub(super) fn entities(&mut self, documents: &[Document<'_>]) {
        let all = documents.iter().flat_map(|document| &document.entities);
        let mut declared: Vec<&record::Entity<'_>> = all.collect();
        // Of those with one id, the first that is written comes first.
        declared.par_sort_by_key(|entity| entity.id.as_str());
        declared.dedup_by(|entity, first| {
            let same = entity.id.as_str() == first.id.as_str();
            if same {
                self.problems.push(duplicate("the entity", &entity.id, first.id.span));
            }
            same
        });
        let canonical = self.merge(&declared);
        self.build(&declared, &canonical);
        self.series(&declared, &canonical);
        self.refuse_merged_apart(&declared);
        self.taxonomy(&declared);
        self.speakers(&declared);
    }

    /// For each declared entity, by its place in the list, the id of what it is.
    fn merge(&mut self, declared: &[&record::Entity<'_>]) -> Vec<EntityId> {
        if declared.iter().all(|entity| entity.same_as.is_empty()) {
            return (0..).map(EntityId).take(declared.len()).collect();
        }
        let all = index(declared, (0..).map(EntityId));
        let mut leader: Vec<usize> = (0..declared.len()).collect();
        for (at, entity) in declared.iter().enumerate() {
            for name in &entity.same_as {
                match all.find(name.as_str()) {
                    Ok(other) => join(&mut leader, at, other.0 as usize),
                    Err(error) => self.refuse_value(name.span, error),
                }
            }
        }
        let roots: Vec<usize> = (0..declared.len()).map(|at| root(&leader, at)).collect();
        let mut ids: HashMap<usize, EntityId> = HashMap::new();
        roots
            .into_iter()
            .map(|root| {
                let next = EntityId(u32::try_from(ids.len()).unwrap_or(u32::MAX));
                *ids.entry(root).or_insert(next)
            })
            .collect()
    }

    /// Makes the entities, each from all that is declared of it. The least id is its name.
    fn build(&mut self, declared: &[&record::Entity<'_>], canonical: &[EntityId]) {
        self.names = index(declared, canonical.iter().copied());
        for (entity, id) in declared.iter().zip(canonical) {
            let kind = entity.kind.as_ref().and_then(|name| self.kind(name));
            let reliability = entity.reliability.as_ref().and_then(|text| self.reliability(text));
            let names = entity.names.iter().map(|name| name.text.to_string());
            if id.0 as usize == self.model.entities.len() {
                self.model.entities.push(Entity {
                    id: entity.id.text.to_string(),
                    names: names.collect(),
                    kind: kind.unwrap_or(KindId::THING),
                    reliability,
                    speaks_for: None,
                    series: None,
                    place: entity.id.span,
                });
            } else {
                let known = self.model.entity(*id).kind;
                let kind = self.merged_kind(known, kind, entity);
                let merged = &mut self.model.entities[id.0 as usize];
                merged.names.extend(names);
                merged.kind = kind;
                merged.reliability = merged.reliability.or(reliability);
            }
        }
    }

    /// The narrower of two kinds of what is declared to be one entity.
    fn merged_kind(
        &mut self,
        known: KindId,
        said: Option<KindId>,
        entity: &record::Entity<'_>,
    ) -> KindId {
        let Some(said) = said else { return known };
        if self.model.is_kind(said, known) || known == KindId::THING {
            return said;
        }
        if !self.model.is_kind(known, said) {
            let message = format!(
                "one entity cannot be both `{}` and `{}`",
                self.model.kinds[known.index()].id,
                self.model.kinds[said.index()].id
            );
            self.refuse(InputCode::BadValue, entity.id.span, message);
        }
        known
    }

    fn reliability(&mut self, text: &record::Text<'_>) -> Option<char> {
        match text.as_str().chars().collect::<Vec<_>>().as_slice() {
            [letter @ 'A'..='F'] => Some(*letter),
            _ => {
                let problem = Problem::new(
                    InputCode::BadValue,
                    text.span,
                    "reliability is a letter from A to F",
                )
                .with_help(
                    "A is completely reliable, E unreliable; F cannot be judged (Admiralty scale)",
                );
                self.problems.push(problem);
                None
            }
        }
    }

    fn refuse_merged_apart(&mut self, declared: &[&record::Entity<'_>]) {
        for entity in declared {
            for name in &entity.distinct_from {
                let (one, other) = (self.names.get(entity.id.as_str()), self.entity(name));
                if one == other && other.is_some() {
                    let message = format!(
                        "`{}` is declared both the same as `{}` and distinct from it",
                        entity.id.as_str(),
                        name.as_str()
                    );
                    self.problems.push(
                        Problem::new(InputCode::BadValue, name.span, message)
                            .with_help("take out the `same-as` or the `distinct-from`"),
                    );
                }
            }
        }
    }

    fn taxonomy(&mut self, declared: &[&record::Entity<'_>]) {
        let count = self.model.entities.len();
        let (mut edges, mut within) = (Vec::new(), Vec::new());
        let (mut overlaps, mut distinct) = (Vec::new(), Vec::new());
        for entity in declared {
            let record::Entity { part_of, somewhere_in, overlaps: sharing, distinct_from, .. } =
                entity;
            if [part_of, somewhere_in, sharing, distinct_from].iter().all(|list| list.is_empty()) {
                continue;
            }
            let Some(this) = self.names.get(entity.id.as_str()) else { continue };
            for (names, lies) in [(part_of, Lie::Part), (somewhere_in, Lie::Somewhere)] {
                for name in names {
                    let whole = self.entity(name);
                    edges.extend(whole.map(|whole| (this, whole, name.span)));
                    within.extend(whole.map(|whole| (this, whole, lies)));
                }
            }
            for name in sharing {
                overlaps.extend(self.entity(name).map(|other| (this, other)));
            }
            // What cannot be found is told where the two are held apart.
            let others = distinct_from.iter().filter_map(|name| self.names.get(name.as_str()));
            distinct.extend(others.map(|other| (this, other)));
        }
        let plain: Vec<(usize, usize)> =
            edges.iter().map(|(a, b, _)| (a.0 as usize, b.0 as usize)).collect();
        let mut in_circle: HashMap<usize, usize> = HashMap::new();
        for (number, circle) in cycles(&plain).into_iter().enumerate() {
            self.refuse_circle(&circle, &edges);
            in_circle.extend(circle.into_iter().map(|entity| (entity, number)));
        }
        let circular = |a: EntityId, b: EntityId| {
            let circle = |entity: EntityId| in_circle.get(&(entity.0 as usize));
            circle(a).is_some_and(|circle_of_a| circle(b) == Some(circle_of_a))
        };
        let (mut wholes, mut somewhere) = (vec![Vec::new(); count], vec![Vec::new(); count]);
        for (part, whole, lies) in within.into_iter().filter(|(a, b, _)| !circular(*a, *b)) {
            let lists = if lies == Lie::Part { &mut wholes } else { &mut somewhere };
            lists[part.0 as usize].push(whole);
        }
        for list in wholes.iter_mut().chain(&mut somewhere) {
            list.sort_unstable();
            list.dedup();
        }
        overlaps.sort_unstable();
        overlaps.dedup();
        let kinds = self.model.entities.iter().map(|entity| self.kinds_of_place(entity.kind));
        let kinds = kinds.collect();
        self.model.taxonomy = Taxonomy::new(Lies { wholes, somewhere, overlaps, distinct, kinds });
    }

    /// The kinds below `place` that a kind is, its own first; `place` alone is one kind. Nothing for
    /// what is no place.
    fn kinds_of_place(&self, kind: KindId) -> Vec<KindId> {
        let parent = |kind: &KindId| {
            self.model.kinds[kind.index()].parent.filter(|parent| *parent != KindId::PLACE)
        };
        match self.model.is_kind(kind, KindId::PLACE) {
            true => std::iter::successors(Some(kind), parent).collect(),
            false => Vec::new(),
        }
    }

    fn refuse_circle(
        &mut self,
        circle: &[usize],
        edges: &[(EntityId, EntityId, crate::source::Span)],
    ) {
        let within = |entity: EntityId| circle.binary_search(&(entity.0 as usize)).is_ok();
        let mut places = edges.iter().filter(|(a, b, _)| within(*a) && within(*b));
        let Some((_, _, first)) = places.next() else { return };
        let names: Vec<&str> =
            circle.iter().take(8).map(|at| self.model.entities[*at].id.as_str()).collect();
        let message = format!("these entities are parts of each other: {}", names.join(", "));
        let mut problem = Problem::new(InputCode::Cycle, *first, message)
            .with_help("take out one `part-of`; where two ids name one thing, write `same-as`");
        for (_, _, place) in places.take(8) {
            problem = problem.and(*place, "and here");
        }
        self.problems.push(problem);
    }
}

fn index(declared: &[&record::Entity<'_>], ids: impl Iterator<Item = EntityId>) -> Names {
    let others = declared.iter().map(|entity| entity.names.len()).sum();
    let mut names = Names::with_capacity(declared.len(), others);
    for (entity, id) in declared.iter().zip(ids) {
        names.add_id(entity.id.as_str(), id);
        for name in &entity.names {
            names.add_name(name.as_str(), id);
        }
    }
    names
}

fn root(leader: &[usize], mut at: usize) -> usize {
    while leader[at] != at {
        at = leader[at];
    }
    at
}

/// Joins two groups under the lesser of their leaders, so that the least id leads.
fn join(leader: &mut [usize], a: usize, b: usize) {
    let (a, b) = (root(leader, a), root(leader, b));
    leader[a.max(b)] = a.min(b);
}
