//! Which entities lie within which others, and which can share nothing.

use std::collections::HashSet;

use super::EntityId;
use super::terms::Comparer;

/// Lists shorter than this are searched from end to end.
const FEW: usize = 32;

/// Wholes and parts. Two parts of one whole share nothing unless they are declared to overlap;
/// entities without a whole are parts of the world. Where a part is declared to lie in two wholes,
/// that part is all that the two are taken to share; and where a part of one is declared to overlap a
/// part of the other, no more than these two parts.
#[derive(Debug, Clone, Default)]
pub struct Taxonomy {
    /// The wholes of each entity, without cycles.
    wholes: Vec<Vec<EntityId>>,
    /// The pairs that are declared to share something.
    declared: Vec<(EntityId, EntityId)>,
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
        let mut taxonomy = Self {
            wholes,
            declared: overlaps.to_vec(),
            overlaps: vec![Vec::new(); count],
            shared: vec![Vec::new(); count],
        };
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

    /// The declared overlaps of what lies in one entity with what lies in another.
    fn overlapping(&self, a: EntityId, b: EntityId) -> impl Iterator<Item = (EntityId, EntityId)> {
        let there = of(&self.overlaps, b);
        of(&self.overlaps, a).iter().filter_map(move |&(overlap, side)| {
            let (left, right) = *self.declared.get(overlap as usize)?;
            let (other, ground) = match side {
                Side::Left => (Side::Right, (left, right)),
                Side::Right => (Side::Left, (right, left)),
            };
            there.binary_search(&(overlap, other)).is_ok().then_some(ground)
        })
    }

    fn declared_to_overlap(&self, a: EntityId, b: EntityId) -> bool {
        self.overlapping(a, b).next().is_some()
    }

    /// All that two entities are taken to share: a part of each, where the two parts overlap or are
    /// one.
    fn grounds(&self, a: EntityId, b: EntityId) -> impl Iterator<Item = (EntityId, EntityId)> {
        let shared = self.shared_parts(a, b).map(|part| (part, part));
        self.overlapping(a, b).chain(shared)
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
        let meet_in = |(x, y)| {
            self.grounds(x, y).any(|(of_a, of_b)| self.touches(a, of_a) && self.touches(b, of_b))
        };
        pairs.filter(|&(x, y)| self.siblings(x, y)).find(|&pair| !meet_in(pair))
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

    /// A zone in two countries is what they share, and no town of the one that has nothing to do with it
    /// meets a town of the other.
    #[test]
    fn what_two_wholes_share_is_shared_by_what_touches_it() {
        // 0 north, 1 south, 2 province in the north, 3 zone in the province and in the south,
        // 4 village in the zone, 5 town in the north, 6 town in the south; of the zone, 7 in the south
        // and 8 in the north have something.
        let id = EntityId;
        let wholes = [&[][..], &[], &[0], &[2, 1], &[3], &[0], &[1], &[1], &[0]];
        let wholes = wholes.map(|ids| ids.iter().copied().map(id).collect()).to_vec();
        let borders = Taxonomy::new(wholes, &[(id(7), id(3)), (id(8), id(3))]);
        let lies = |a: u32, b: u32, expected: Relation| {
            let (one, other) = (Terms::one(id(a)), Terms::one(id(b)));
            assert_eq!(one.relate(&other, &borders), expected, "{a} to {b}");
            assert_eq!(other.relate(&one, &borders), expected.converse(), "{b} to {a}");
        };
        lies(0, 1, Relation::Overlap);
        lies(2, 1, Relation::Overlap);
        lies(5, 6, Relation::Disjoint);
        lies(5, 1, Relation::Disjoint);
        lies(2, 6, Relation::Disjoint);
        lies(3, 6, Relation::Disjoint);
        lies(4, 6, Relation::Disjoint);
        // One of two has to do with it: that is not enough.
        lies(5, 7, Relation::Disjoint);
        lies(8, 6, Relation::Disjoint);
        // Both have.
        lies(7, 3, Relation::Overlap);
        lies(7, 4, Relation::Overlap);
        lies(7, 2, Relation::Overlap);
        lies(7, 8, Relation::Overlap);
        lies(8, 1, Relation::Overlap);
        lies(8, 4, Relation::Overlap);
        assert_eq!(borders.apart(id(5), id(7)), Some((id(0), id(1))));
        assert_eq!(borders.apart(id(7), id(8)), None);
        let may: Vec<u32> = (0..9).filter(|at| borders.may_overlap(id(*at))).collect();
        assert_eq!(may, [0, 1, 2, 3, 4, 5, 6, 7, 8], "all lie in one of the two");
        assert!(!Taxonomy::new(vec![vec![], vec![id(0)]], &[]).may_overlap(id(1)));
        let depths: Vec<usize> = (0..9).map(|at| borders.depth(id(at))).collect();
        assert_eq!(depths, [1, 1, 2, 4, 5, 2, 2, 2, 2]);
    }

    /// A port of the one that overlaps a sea of the other makes no town of the one meet one of the other.
    #[test]
    fn parts_that_overlap_let_their_wholes_meet_nowhere_else() {
        // 0 korea, 1 japan, 2 port and 3 town in korea, 4 sea and 5 city in japan, 6 pier in the port.
        let id = EntityId;
        let wholes = [&[][..], &[], &[0], &[0], &[1], &[1], &[2]];
        let wholes = wholes.map(|ids| ids.iter().copied().map(id).collect()).to_vec();
        let shores = Taxonomy::new(wholes, &[(id(4), id(2))]);
        let meets = |a: u32, b: u32| {
            assert_eq!(shores.meet(&id(a), &id(b)), shores.meet(&id(b), &id(a)));
            shores.meet(&id(a), &id(b))
        };
        assert!(meets(0, 1) && meets(2, 4) && meets(6, 4) && meets(2, 1) && meets(6, 1));
        assert!(!meets(3, 5) && !meets(3, 4) && !meets(3, 1) && !meets(2, 5) && !meets(0, 5));
        // Where the two countries themselves are declared to overlap, nobody knows where.
        let wholes = vec![vec![], vec![], vec![id(0)], vec![id(1)]];
        assert!(Taxonomy::new(wholes, &[(id(1), id(0))]).meet(&id(2), &id(3)));
    }

    /// Of many wholes, each is around once, and so is what all of them lie in.
    #[test]
    fn many_wholes_are_each_around_once() {
        let many = 3 * u32::try_from(FEW).expect("few");
        let mut wholes = vec![vec![]];
        wholes.extend((0..many).map(|_| vec![EntityId(0)]));
        wholes.push((1..=many).map(EntityId).collect());
        let last = EntityId(many + 1);
        let around = Taxonomy::new(wholes, &[]).around(last);
        let expected: Vec<EntityId> =
            std::iter::once(last).chain((1..=many).map(EntityId)).chain([EntityId(0)]).collect();
        assert_eq!(around, expected);
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
