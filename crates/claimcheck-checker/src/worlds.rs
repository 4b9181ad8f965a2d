//! Which answers can hold together: the maximal groups of a set of answers that leave something
//! possible. For answers that are sets of points, of levels or of places the groups are exact and
//! cost n log n; other types are compared in pairs.

use std::collections::{BTreeMap, BTreeSet};

use claimcheck_core::model::Value;
use claimcheck_core::value::{Allen, Comparer, Cut, EntityId, IntervalSet, Relation, Taxonomy};

/// Groups of answers, by their places in the list; each group and the list of groups in order.
pub(crate) type Groups = Vec<Vec<usize>>;

/// Groups are told apart exactly up to this many; more are listed as they are found.
const FILTERED: usize = 512;
/// No more places in groups than this are listed in all: a vague answer may stand in every group.
const PLACES: usize = 2_000_000;

/// The maximal groups of answers that can all hold, or nothing where the type is compared in pairs.
pub(crate) fn worlds(values: &[&Value], taxonomy: &Taxonomy) -> Option<Groups> {
    let first = values.first()?;
    match first {
        Value::Date(date) => {
            let (_, clock) = date.fixed()?;
            Some(on_a_line(&sets(values, |value| match value {
                Value::Date(date) => {
                    date.fixed().filter(|(_, other)| *other == clock).map(|(set, _)| set)
                }
                _ => None,
            })?))
        }
        Value::Duration(_) => Some(on_a_line(&sets(values, |value| match value {
            Value::Duration(duration) => Some(&duration.set),
            _ => None,
        })?)),
        Value::Quantity(quantity) => {
            let dimension = quantity.dimension;
            Some(on_a_line(&sets(values, |value| match value {
                Value::Quantity(other) if other.dimension == dimension => Some(&other.set),
                _ => None,
            })?))
        }
        Value::Rank(_) => Some(on_a_line(&sets(values, |value| match value {
            Value::Rank(rank) => Some(rank),
            _ => None,
        })?)),
        Value::Level(_) => Some(by_level(values)),
        Value::Order(_) => Some(by_relation(values)),
        Value::Entity(_) => by_entity(values, taxonomy),
        _ => None,
    }
}

fn sets<'v, T>(
    values: &[&'v Value],
    set: impl Fn(&'v Value) -> Option<&'v IntervalSet<T>>,
) -> Option<Vec<&'v IntervalSet<T>>> {
    values.iter().map(|value| set(value)).collect()
}

/// A sweep along the line: a group is complete just before the first of its members ends.
fn on_a_line<T: Ord + Clone>(sets: &[&IntervalSet<T>]) -> Groups {
    let mut starts: Vec<(&Cut<T>, usize)> = Vec::new();
    let mut ends: Vec<(&Cut<T>, usize)> = Vec::new();
    for (at, set) in sets.iter().enumerate() {
        starts.extend(set.parts().iter().map(|part| (&part.lower, at)));
        ends.extend(set.parts().iter().map(|part| (&part.upper, at)));
    }
    starts.sort();
    ends.sort();
    let mut groups = Collector::default();
    let mut here: BTreeSet<usize> = BTreeSet::new();
    let mut grown = false;
    let mut next = starts.into_iter().peekable();
    for (end, leaving) in ends {
        while let Some((_, entering)) = next.next_if(|(start, _)| *start < end) {
            here.insert(entering);
            grown = true;
        }
        if grown {
            groups.add(&here);
            grown = false;
        }
        here.remove(&leaving);
    }
    groups.maximal()
}

fn by_level(values: &[&Value]) -> Groups {
    let mut levels: BTreeMap<u32, BTreeSet<usize>> = BTreeMap::new();
    for (at, value) in values.iter().enumerate() {
        let Value::Level(set) = value else { continue };
        for level in set.members() {
            levels.entry(*level).or_default().insert(at);
        }
    }
    let mut groups = Collector::default();
    for group in levels.values() {
        groups.add(group);
    }
    groups.maximal()
}

/// For each base relation, what leaves it possible.
fn by_relation(values: &[&Value]) -> Groups {
    let mut groups = Collector::default();
    for word in Allen::base() {
        let group = values.iter().enumerate().filter(|(_, value)| match value {
            Value::Order(order) => order.relate(word) != Relation::Disjoint,
            _ => false,
        });
        let group: BTreeSet<usize> = group.map(|(at, _)| at).collect();
        groups.add(&group);
    }
    groups.maximal()
}

/// Of each entity that is named, something may lie in it and in nothing smaller; and where named
/// entities may share something, in all of these. What holds there is a group.
fn by_entity(values: &[&Value], taxonomy: &Taxonomy) -> Option<Groups> {
    let mut named: BTreeMap<EntityId, BTreeSet<usize>> = BTreeMap::new();
    let mut denied: BTreeMap<usize, &[EntityId]> = BTreeMap::new();
    for (at, value) in values.iter().enumerate() {
        let Value::Entity(terms) = value else { return None };
        if terms.is_negated() {
            denied.insert(at, terms.terms());
        }
        for term in terms.terms() {
            let here = named.entry(*term).or_default();
            if !terms.is_negated() {
                here.insert(at);
            }
        }
    }
    if denied.len() > DENIALS {
        return None;
    }
    let holding = |entities: &[EntityId]| {
        let around: BTreeSet<EntityId> =
            entities.iter().flat_map(|entity| taxonomy.around(*entity)).collect();
        let mut group: BTreeSet<usize> =
            around.iter().filter_map(|whole| named.get(whole)).flatten().copied().collect();
        let outside =
            denied.iter().filter(|(_, terms)| !terms.iter().any(|term| around.contains(term)));
        group.extend(outside.map(|(at, _)| *at));
        group
    };
    let mut groups = Collector::default();
    for entity in named.keys() {
        groups.add(&holding(&[*entity]));
    }
    let shared: Vec<EntityId> =
        named.keys().copied().filter(|entity| taxonomy.may_overlap(*entity)).collect();
    for together in by_pairs(shared.len(), |a, b| !taxonomy.meet(&shared[a], &shared[b])) {
        let together: Vec<EntityId> = together.into_iter().map(|at| shared[at]).collect();
        groups.add(&holding(&together));
    }
    // Outside all that is named, every denial holds.
    groups.add(&denied.keys().copied().collect());
    Some(groups.maximal())
}

/// Up to this many denials are held against every place that is named.
const DENIALS: usize = 64;

#[derive(Default)]
struct Collector {
    groups: BTreeSet<Vec<usize>>,
    places: usize,
    seen: BTreeSet<usize>,
}

impl Collector {
    fn add(&mut self, group: &BTreeSet<usize>) {
        if group.is_empty() {
            return;
        }
        if self.places + group.len() > PLACES {
            self.seen.extend(group);
        } else {
            self.places += group.len();
            self.groups.insert(group.iter().copied().collect());
        }
    }

    fn maximal(self) -> Groups {
        let listed: BTreeSet<usize> = self.groups.iter().flatten().copied().collect();
        let Self { mut groups, .. } = self;
        // Past the limit every answer still stands in a group, if not in every group that it fits.
        groups.extend(self.seen.difference(&listed).map(|at| vec![*at]));
        let groups: Vec<Vec<usize>> = groups.into_iter().collect();
        if groups.len() > FILTERED {
            return groups;
        }
        let within =
            |a: &[usize], b: &[usize]| a.iter().all(|member| b.binary_search(member).is_ok());
        let kept = |group: &&Vec<usize>| {
            !groups.iter().any(|other| other.len() > group.len() && within(group, other))
        };
        groups.iter().filter(kept).cloned().collect()
    }
}

/// Groups are exact up to this many answers, and no more groups than this are told apart.
const EXACT: usize = 64;
const MOST_GROUPS: usize = 128;

/// The maximal groups of `0..count` in which no two clash.
///
/// Up to 64 answers by the algorithm of Bron & Kerbosch (1973), with pivots; beyond that each
/// answer joins the groups that it fits, so that every group is consistent and every answer has
/// one, but not every maximal group is listed.
pub(crate) fn by_pairs(count: usize, clash: impl Fn(usize, usize) -> bool) -> Groups {
    if count > EXACT {
        return first_fit(count, clash);
    }
    let fits: Vec<u64> = (0..count)
        .map(|a| (0..count).filter(|&b| a != b && !clash(a, b)).map(|b| 1u64 << b).sum())
        .collect();
    let all = (0..count).map(|at| 1u64 << at).sum();
    let mut groups = Vec::new();
    bron_kerbosch(&fits, 0, all, 0, &mut groups);
    let mut groups: Groups = groups.into_iter().map(members).collect();
    groups.sort();
    groups
}

fn members(mask: u64) -> Vec<usize> {
    (0..64).filter(|at| mask & (1 << at) != 0).collect()
}

fn bron_kerbosch(
    fits: &[u64],
    chosen: u64,
    mut candidates: u64,
    mut excluded: u64,
    groups: &mut Vec<u64>,
) {
    if groups.len() >= MOST_GROUPS {
        return;
    }
    if candidates == 0 && excluded == 0 {
        groups.push(chosen);
        return;
    }
    let pivot = members(candidates | excluded)
        .into_iter()
        .max_by_key(|&at| (fits[at] & candidates).count_ones());
    let skipped = pivot.map_or(0, |pivot| fits[pivot]);
    for at in members(candidates & !skipped) {
        let bit = 1 << at;
        bron_kerbosch(fits, chosen | bit, candidates & fits[at], excluded & fits[at], groups);
        candidates &= !bit;
        excluded |= bit;
    }
}

fn first_fit(count: usize, clash: impl Fn(usize, usize) -> bool) -> Groups {
    let mut groups: Groups = Vec::new();
    for at in 0..count {
        let mut placed = false;
        for group in groups.iter_mut().take(MOST_GROUPS) {
            if !group.iter().any(|&other| clash(at, other)) {
                group.push(at);
                placed = true;
            }
        }
        if !placed {
            groups.push(vec![at]);
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_that_fit_in_pairs_are_grouped() {
        // 0 clashes with 1, and 2 with 3.
        let clash = |a: usize, b: usize| matches!((a.min(b), a.max(b)), (0, 1) | (2, 3));
        assert_eq!(by_pairs(4, clash), [vec![0, 2], vec![0, 3], vec![1, 2], vec![1, 3]]);
        assert_eq!(by_pairs(3, |_, _| false), [vec![0, 1, 2]]);
    }

    #[test]
    fn answers_without_a_common_point_are_a_dispute_even_where_each_pair_has_one() {
        use claimcheck_core::value::Interval;
        let set = |parts: &[i32]| {
            parts.iter().map(|at| Interval::point(*at)).collect::<IntervalSet<i32>>()
        };
        let (ab, bc, ca) = (set(&[1, 2]), set(&[2, 3]), set(&[1, 3]));
        assert_eq!(on_a_line(&[&ab, &bc, &ca]), [vec![0, 1], vec![0, 2], vec![1, 2]]);
    }

    #[test]
    fn a_vague_answer_stands_in_several_groups() {
        use claimcheck_core::value::Interval;
        let interval = |a, b| IntervalSet::from(Interval::closed(a, b));
        let (wide, low, high) = (interval(0, 9), interval(1, 2), interval(7, 8));
        assert_eq!(on_a_line(&[&wide, &low, &high]), [vec![0, 1], vec![0, 2]]);
    }
}
