//! Which entities lie within which others, and which can share nothing.

use std::collections::HashSet;

use super::terms::Comparer;

/// Lists shorter than this are searched from end to end.
const FEW: usize = 32;

/// An entity of the project, by its index. Entities that are the same have one id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub u32);

/// Wholes and parts. Two parts of one whole share nothing unless they are declared to overlap;
/// entities without a whole are parts of the world. Where a part is declared to lie in two wholes,
/// that part is all that the two are taken to share.
#[derive(Debug, Clone, Default)]
pub struct Taxonomy {
    /// The wholes of each entity, without cycles.
    wholes: Vec<Vec<EntityId>>,
    /// For each entity, the declared overlaps that lie in it, and from which of the two. Sorted.
    overlaps: Vec<Vec<(u32, Side)>>,
    /// For each entity, the parts with several wholes that lie in it. Sorted.
    shared: Vec<Vec<EntityId>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    Left,
    Right,
}

impl Taxonomy {
    /// Builds the order of wholes and parts.
    ///
    /// `wholes` names the direct wholes of each entity, and must have no cycle; `overlaps` are the
    /// pairs that are declared to share something.
    pub fn new(wholes: Vec<Vec<EntityId>>, overlaps: &[(EntityId, EntityId)]) -> Self {
        let count = wholes.len();
        let mut taxonomy =
            Self { wholes, overlaps: vec![Vec::new(); count], shared: vec![Vec::new(); count] };
        for (overlap, &(left, right)) in (0..).zip(overlaps) {
            for (entity, side) in [(left, Side::Left), (right, Side::Right)] {
                let around = taxonomy.around(entity);
                mark(&mut taxonomy.overlaps, &around, (overlap, side));
            }
        }
        for part in (0..).map(EntityId).take(count) {
            if taxonomy.wholes(part).len() > 1 {
                let around = taxonomy.around(part);
                mark(&mut taxonomy.shared, &around, part);
            }
        }
        taxonomy
    }

    /// The wholes that an entity is declared to be part of.
    pub fn wholes(&self, entity: EntityId) -> &[EntityId] {
        of(&self.wholes, entity)
    }

    /// The entity and all that it lies within, itself first.
    pub fn around(&self, entity: EntityId) -> Vec<EntityId> {
        let mut around = vec![entity];
        // Most lie within a few others, which are found sooner than they are hashed.
        let mut seen: HashSet<EntityId> = HashSet::new();
        let mut next = 0;
        while let Some(&inner) = around.get(next) {
            for &whole in self.wholes(inner) {
                let known = match around.len() {
                    0..FEW => around.contains(&whole),
                    _ => {
                        seen.extend(around.iter().skip(seen.len()));
                        seen.contains(&whole)
                    }
                };
                if !known {
                    around.push(whole);
                }
            }
            next += 1;
        }
        around
    }

    fn declared_to_overlap(&self, a: EntityId, b: EntityId) -> bool {
        let there = of(&self.overlaps, b);
        of(&self.overlaps, a).iter().any(|&(overlap, side)| {
            let other = if side == Side::Left { Side::Right } else { Side::Left };
            there.binary_search(&(overlap, other)).is_ok()
        })
    }

    fn shared_parts(&self, a: EntityId, b: EntityId) -> impl Iterator<Item = EntityId> {
        let there = of(&self.shared, b);
        of(&self.shared, a).iter().copied().filter(|part| there.binary_search(part).is_ok())
    }

    fn touches(&self, a: EntityId, part: EntityId) -> bool {
        self.within(&a, &part) || self.within(&part, &a) || self.declared_to_overlap(a, part)
    }

    fn siblings(&self, a: EntityId, b: EntityId) -> bool {
        let (of_a, of_b) = (self.wholes(a), self.wholes(b));
        (of_a.is_empty() && of_b.is_empty()) || of_a.iter().any(|whole| of_b.contains(whole))
    }

    /// The two siblings that keep `a` and `b` apart, each around one of them; nothing where the
    /// two may share something.
    pub fn apart(&self, a: EntityId, b: EntityId) -> Option<(EntityId, EntityId)> {
        let (around_a, around_b) = (self.around(a), self.around(b));
        let nested = around_a.contains(&b) || around_b.contains(&a);
        if nested || self.declared_to_overlap(a, b) || self.shared_parts(a, b).next().is_some() {
            return None;
        }
        let (only_a, only_b) = (without(&around_a, &around_b), without(&around_b, &around_a));
        let pairs = only_a.iter().flat_map(|&x| only_b.iter().map(move |&y| (x, y)));
        pairs.filter(|&(x, y)| self.siblings(x, y) && !self.declared_to_overlap(x, y)).find(
            |&(x, y)| {
                !self.shared_parts(x, y).any(|part| self.touches(a, part) && self.touches(b, part))
            },
        )
    }

    /// Whether an entity, or one that it lies within, is known to share something with another
    /// one without either lying in the other.
    pub fn may_overlap(&self, entity: EntityId) -> bool {
        let meets = |at: &EntityId| {
            !of(&self.overlaps, *at).is_empty() || !of(&self.shared, *at).is_empty()
        };
        self.around(entity).iter().any(meets)
    }

    /// How far down from the world an entity lies: how many entities are around it.
    pub fn depth(&self, entity: EntityId) -> usize {
        self.around(entity).len()
    }
}

/// What is in one list and not in another, in its order.
fn without(list: &[EntityId], other: &[EntityId]) -> Vec<EntityId> {
    let mut other = other.to_vec();
    other.sort_unstable();
    list.iter().copied().filter(|entity| other.binary_search(entity).is_err()).collect()
}

/// Marks come in rising order, so that each list stays sorted.
fn mark<T: Copy + Ord>(lists: &mut [Vec<T>], around: &[EntityId], what: T) {
    for entity in around {
        if let Some(list) = lists.get_mut(entity.0 as usize)
            && let Err(at) = list.binary_search(&what)
        {
            list.insert(at, what);
        }
    }
}

fn of<T>(lists: &[Vec<T>], entity: EntityId) -> &[T] {
    lists.get(entity.0 as usize).map_or(&[], Vec::as_slice)
}

impl Comparer<EntityId> for Taxonomy {
    fn within(&self, a: &EntityId, b: &EntityId) -> bool {
        a == b || self.around(*a).contains(b)
    }

    fn meet(&self, a: &EntityId, b: &EntityId) -> bool {
        a == b || self.apart(*a, *b).is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Relation, Terms};
    use super::*;

    // 0 korea, 1 gyeongju in korea, 2 busan in korea, 3 japan, 4 strait in korea and japan,
    // 5 seaside, overlaps busan.
    fn world() -> Taxonomy {
        let id = EntityId;
        let wholes =
            vec![vec![], vec![id(0)], vec![id(0)], vec![], vec![id(0), id(3)], vec![id(0)]];
        Taxonomy::new(wholes, &[(id(5), id(2))])
    }

    #[track_caller]
    fn lies(a: u32, b: u32, expected: Relation) {
        let (a, b) = (Terms::one(EntityId(a)), Terms::one(EntityId(b)));
        assert_eq!(a.relate(&b, &world()), expected);
        assert_eq!(b.relate(&a, &world()), expected.converse());
    }

    #[test]
    fn parts_lie_within_their_wholes() {
        lies(1, 0, Relation::Inside);
        lies(4, 3, Relation::Inside);
        lies(1, 1, Relation::Equal);
    }

    #[test]
    fn siblings_share_nothing_and_neither_do_their_parts() {
        lies(1, 2, Relation::Disjoint);
        lies(1, 3, Relation::Disjoint);
        lies(4, 1, Relation::Disjoint);
    }

    #[test]
    fn a_common_part_or_a_declared_overlap_lets_wholes_meet() {
        lies(0, 3, Relation::Overlap);
        lies(5, 2, Relation::Overlap);
        lies(5, 1, Relation::Disjoint);
    }

    #[test]
    fn denials_follow_the_parts() {
        let not_korea = Terms::one(EntityId(0)).complement();
        assert_eq!(Terms::one(EntityId(1)).relate(&not_korea, &world()), Relation::Disjoint);
        assert_eq!(Terms::one(EntityId(3)).relate(&not_korea, &world()), Relation::Overlap);
        let not_gyeongju = Terms::one(EntityId(1)).complement();
        assert_eq!(Terms::one(EntityId(0)).relate(&not_gyeongju, &world()), Relation::Overlap);
        assert_eq!(Terms::one(EntityId(2)).relate(&not_gyeongju, &world()), Relation::Inside);
    }
}
