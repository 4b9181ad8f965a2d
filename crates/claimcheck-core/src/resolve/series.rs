//! Series of events: what each is called, and those that are one but for a slip of the pen.

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasher as _, BuildHasherDefault, DefaultHasher};

use super::Resolver;
use crate::problem::{InputCode, Problem, clip};
use crate::read::record;
use crate::text::in_folded_form;
use crate::values::EntityId;

/// Names of fewer letters differ in one by intention, and those of more bytes are no names.
const SHORTEST: usize = 5;
const LONGEST: usize = 64;
/// More names than this that differ in the same letter only are counted by it.
const FAMILY: usize = 4;

/// Series that one entity belongs to by several of its ids are one: each by the least of its names.
fn merged<'n>(named: impl Iterator<Item = (EntityId, &'n str)>) -> BTreeMap<&'n str, &'n str> {
    let mut of_entity: BTreeMap<EntityId, Vec<&str>> = BTreeMap::new();
    for (id, name) in named {
        of_entity.entry(id).or_default().push(name);
    }
    let mut least: BTreeMap<&str, &str> = BTreeMap::new();
    for names in of_entity.values().filter(|names| names.len() > 1) {
        let own = |name: &&'n str| least.get(name).copied().unwrap_or(name);
        let groups: Vec<&str> = names.iter().map(own).collect();
        let Some(first) = groups.iter().min().copied() else { continue };
        for name in least.values_mut().filter(|name| groups.contains(name)) {
            *name = first;
        }
        for name in groups.iter().chain(names) {
            least.insert(name, first);
        }
    }
    least
}

impl Resolver {
    /// Gives each entity its series. A series is called by the id of the entity of that name, or else
    /// by the least of its spellings; spellings are folded as all names are.
    pub(super) fn series(&mut self, declared: &[&record::Entity<'_>], canonical: &[EntityId]) {
        let named = declared.iter().zip(canonical).filter_map(|(entity, id)| {
            let series = entity.series.as_ref()?;
            Some((*id, series, in_folded_form(series.as_str())))
        });
        let named: Vec<_> = named.collect();
        let mut least: HashMap<&str, &str> = HashMap::new();
        for (_, series, folded) in &named {
            let spelling = least.entry(folded).or_insert(series.as_str());
            *spelling = series.as_str().min(spelling);
        }
        let called: Vec<String> = named
            .iter()
            .map(|(_, _, folded)| match self.names.of(folded) {
                Ok(entity) => self.model.entity(entity).id.clone(),
                Err(_) => least[&**folded].to_owned(),
            })
            .collect();
        let merged = merged(named.iter().zip(&called).map(|((id, ..), name)| (*id, name.as_str())));
        for ((id, series, _), name) in named.iter().zip(&called) {
            let name = merged.get(name.as_str()).copied().unwrap_or(name).to_owned();
            self.series_places.entry(name.clone()).or_insert(series.span);
            self.model.entities[id.0 as usize].series.get_or_insert(name);
        }
    }

    /// Series of one event each that are called like another but for one letter: the event is held
    /// against nothing, and most likely belongs to the other.
    pub(super) fn misspelt_series(&self, series: &BTreeMap<&str, Vec<EntityId>>) -> Vec<Problem> {
        let mut near: BTreeMap<&str, &str> = BTreeMap::new();
        for (one, other) in pairs_one_slip_apart(series.keys().copied()) {
            let (alone, other) = match (series[one].len(), series[other].len()) {
                (1, 2..) => (one, other),
                (_, 1) => (other, one),
                _ => continue,
            };
            near.entry(alone).or_insert(other);
        }
        let problem = |(alone, other): (&str, &str)| {
            let message = format!("no other event is of the series {}", clip(alone));
            Problem::new(InputCode::Unused, self.series_places[alone], message)
                .with_help(format!("did you mean {}?", clip(other)))
                .and(self.series_places[other], "the other series")
        };
        near.into_iter().map(problem).collect()
    }
}

/// The pairs of some names, in order, of which one becomes the other by a letter that is put in, left
/// out or exchanged, by two letters that change places, or by capital letters. Digits count, so that
/// names that differ in one are meant.
fn pairs_one_slip_apart<'n>(names: impl Iterator<Item = &'n str>) -> Vec<(&'n str, &'n str)> {
    let named = |name: &'n str| (name.len() <= LONGEST).then(|| (name, name.to_lowercase()));
    let names: Vec<(&str, String)> = names.filter_map(named).collect();
    // Names that are one slip apart are the same once the right letter is left out of each.
    let hasher = BuildHasherDefault::<DefaultHasher>::default();
    let mut parts: Vec<(u64, usize)> = Vec::new();
    for (at, (_, lower)) in names.iter().enumerate() {
        if lower.chars().filter(|c| c.is_alphabetic()).count() < SHORTEST {
            continue;
        }
        parts.push((hasher.hash_one(lower.as_str()), at));
        for (start, letter) in lower.char_indices().filter(|(_, letter)| !letter.is_numeric()) {
            let rest = format!("{}{}", &lower[..start], &lower[start + letter.len_utf8()..]);
            parts.push((hasher.hash_one(rest.as_str()), at));
        }
    }
    parts.sort_unstable();
    parts.dedup();
    let mut pairs = Vec::new();
    for family in parts.chunk_by(|(one, _), (other, _)| one == other) {
        if family.len() > FAMILY {
            continue;
        }
        for (nth, (_, one)) in family.iter().enumerate() {
            for (_, other) in &family[nth + 1..] {
                let ((one, one_lower), (other, other_lower)) = (&names[*one], &names[*other]);
                if strsim::osa_distance(one_lower, other_lower) <= 1 {
                    pairs.push((*one, *other));
                }
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}
