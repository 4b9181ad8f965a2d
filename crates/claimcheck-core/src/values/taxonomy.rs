//! Which entities lie within which others, and which can share nothing.

use std::collections::{BTreeSet, HashSet};
use std::sync::OnceLock;

use super::joint::Joint;
use super::terms::Comparer;
use super::{EntityId, KindId};

/// Lists shorter than this are searched from end to end.
const FEW: usize = 32;

/// Wholes and parts.
///
/// Two parts of one whole share nothing unless they are declared to overlap; entities without a whole
/// are parts of the world. Parts that overlap share what is declared to lie in both, and no more; where
/// nothing is, something that nobody names. Of places this is so where the two are of one kind; how a
/// place of one kind lies to one of another is not known, and neither is how one that lies somewhere in
/// a whole lies to the parts of that whole.
#[derive(Debug, Clone, Default)]
pub struct Taxonomy {
    /// The wholes of each entity, without cycles; those that it lies somewhere in among them.
    wholes: Vec<Vec<EntityId>>,
    lies: Lies,
    /// For each entity, the declared overlaps that lie in it, and from which of the two. Sorted.
    overlaps: Vec<Vec<(u32, Side)>>,
    /// For each entity, the parts with several wholes that lie in it. Sorted.
    shared: Vec<Vec<EntityId>>,
    undeclared: Undeclared,
    /// The same, where places whose relation nobody declared share nothing, once somebody asks.
    apart: OnceLock<Box<Self>>,
}

/// What is declared of how entities lie.
#[derive(Debug, Clone, Default)]
pub struct Lies {
    /// The wholes that each entity is a part of.
    pub wholes: Vec<Vec<EntityId>>,
    /// The wholes that each entity lies somewhere in. With the wholes, they have no cycle.
    pub somewhere: Vec<Vec<EntityId>>,
    /// The pairs that share something.
    pub overlaps: Vec<(EntityId, EntityId)>,
    /// The pairs that share nothing.
    pub distinct: Vec<(EntityId, EntityId)>,
    /// The kinds that each place is of, its own first; none for what is no place.
    pub kinds: Vec<Vec<KindId>>,
}

/// What is made of two places whose relation nobody declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Undeclared {
    /// They may share something.
    #[default]
    May,
    /// They are taken to share nothing.
    Apart,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Side {
    Left,
    Right,
}

/// So many ways to let entities share something are tried.
const WAYS: usize = 2_000;

impl Taxonomy {
    /// Builds the order of wholes and parts.
    pub fn new(lies: Lies) -> Self {
        let count = lies.wholes.len();
        let wholes = lies.wholes.iter().enumerate().map(|(at, wholes)| {
            let mut all = wholes.clone();
            all.extend(lies.somewhere.get(at).into_iter().flatten());
            all.sort_unstable();
            all.dedup();
            all
        });
        let mut taxonomy = Self {
            wholes: wholes.collect(),
            overlaps: vec![Vec::new(); count],
            shared: vec![Vec::new(); count],
            undeclared: Undeclared::May,
            apart: OnceLock::new(),
            lies,
        };
        for (overlap, (left, right)) in (0..).zip(taxonomy.lies.overlaps.clone()) {
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

    /// The same, where two places whose relation nobody declared share nothing.
    #[must_use]
    pub fn with_undeclared_apart(&self) -> &Self {
        self.apart.get_or_init(|| {
            let apart = OnceLock::new();
            Box::new(Self { undeclared: Undeclared::Apart, apart, ..self.clone() })
        })
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
            let (left, right) = *self.lies.overlaps.get(overlap as usize)?;
            let (other, ground) = match side {
                Side::Left => (Side::Right, (left, right)),
                Side::Right => (Side::Left, (right, left)),
            };
            there.binary_search(&(overlap, other)).is_ok().then_some(ground)
        })
    }

    fn shared_parts(&self, a: EntityId, b: EntityId) -> impl Iterator<Item = EntityId> {
        let there = of(&self.shared, b);
        of(&self.shared, a).iter().copied().filter(|part| there.binary_search(part).is_ok())
    }

    /// All that two entities can share: a part of each, where the two parts overlap or are one.
    fn grounds(&self, a: EntityId, b: EntityId) -> Vec<[EntityId; 2]> {
        let shared = self.shared_parts(a, b).map(|part| [part, part]);
        // Parts that overlap share what lies in both, where anything is declared to.
        let unnamed =
            self.overlapping(a, b).filter(|(a, b)| self.shared_parts(*a, *b).next().is_none());
        shared.chain(unnamed.map(|(a, b)| [a, b])).collect()
    }

    /// Whether two entities are different parts of one whole, and known to share nothing unless it is
    /// declared otherwise.
    fn are_siblings(&self, a: EntityId, b: EntityId) -> bool {
        let (of_a, of_b) = (of(&self.lies.wholes, a), of(&self.lies.wholes, b));
        let in_world = self.wholes(a).is_empty() && self.wholes(b).is_empty();
        let beside = in_world || of_a.iter().any(|whole| of_b.contains(whole));
        if self.undeclared == Undeclared::Apart {
            let in_one = || self.wholes(a).iter().any(|whole| self.wholes(b).contains(whole));
            return beside || in_one();
        }
        beside && self.are_of_one_kind(a, b)
    }

    /// What is no place is of one kind with everything else.
    fn are_of_one_kind(&self, a: EntityId, b: EntityId) -> bool {
        let (of_a, of_b) = (of(&self.lies.kinds, a), of(&self.lies.kinds, b));
        match (of_a.first(), of_b.first()) {
            (Some(a), Some(b)) => of_a.contains(b) || of_b.contains(a),
            _ => true,
        }
    }

    fn are_distinct(&self, a: EntityId, b: EntityId) -> bool {
        let distinct = &self.lies.distinct;
        distinct.contains(&(a, b)) || distinct.contains(&(b, a))
    }

    /// Whether two entities share nothing but the ground of what is declared to lie in both. Where
    /// undeclared places are apart, one that lies somewhere in a whole is apart from all in that whole.
    fn are_separate(&self, a: EntityId, b: EntityId) -> bool {
        if a == b {
            return false;
        }
        let strays = |a: EntityId, b: EntityId| {
            let somewhere = of(&self.lies.somewhere, a);
            self.undeclared == Undeclared::Apart
                && somewhere.iter().any(|whole| *whole != b && self.lies_within(b, *whole))
        };
        let apart =
            self.are_siblings(a, b) || self.are_distinct(a, b) || strays(a, b) || strays(b, a);
        apart && !self.lies_within(a, b) && !self.lies_within(b, a)
    }

    fn lies_within(&self, a: EntityId, b: EntityId) -> bool {
        a == b || self.around(a).contains(&b)
    }

    /// Whether an entity is declared to have to do with a ground: with a part of two wholes where the
    /// one lies in the other, with what two overlap in where one of these lies in it.
    fn touches(&self, entity: EntityId, [one, other]: [EntityId; 2]) -> bool {
        self.lies_within(one, entity)
            || self.lies_within(other, entity)
            || (one == other && self.lies_within(entity, one))
    }

    /// The two that keep `a` and `b` apart, each around one of them; nothing where the two may share
    /// something.
    pub fn apart(&self, a: EntityId, b: EntityId) -> Option<(EntityId, EntityId)> {
        let (around_a, around_b) = (self.around(a), self.around(b));
        if around_a.contains(&b) || around_b.contains(&a) {
            return None;
        }
        let (only_a, only_b) = (without(&around_a, &around_b), without(&around_b, &around_a));
        let mut pairs = only_a.iter().flat_map(|&x| only_b.iter().map(move |&y| (x, y)));
        let meet_in = |(x, y)| {
            let mut grounds = self.grounds(x, y).into_iter();
            grounds.any(|ground| self.touches(a, ground) && self.touches(b, ground))
        };
        pairs.find(|&(x, y)| self.are_separate(x, y) && !meet_in((x, y)))
    }

    /// Whether two entities may share something only because nobody declared how they lie.
    pub fn is_undeclared(&self, a: EntityId, b: EntityId) -> bool {
        self.apart(a, b).is_none() && self.with_undeclared_apart().apart(a, b).is_some()
    }

    /// Whether an entity may share something with another one without either lying in the other.
    pub fn may_overlap(&self, entity: EntityId) -> bool {
        let meets = |at: &EntityId| {
            !of(&self.overlaps, *at).is_empty() || !of(&self.shared, *at).is_empty()
        };
        !of(&self.lies.kinds, entity).is_empty() || self.around(entity).iter().any(meets)
    }

    /// How far down from the world an entity lies: how many entities are around it.
    pub fn depth(&self, entity: EntityId) -> usize {
        self.around(entity).len()
    }
}

/// Something that lies in some entities, each two of which may share something, and not in others.
struct Outside<'t> {
    taxonomy: &'t Taxonomy,
    entities: &'t [EntityId],
    denied: &'t [EntityId],
    left: usize,
}

impl Outside<'_> {
    /// Whether it can lie in all of these. Where two of them are separate, it lies in what they are
    /// declared to share.
    fn can_be(&mut self, all: &BTreeSet<EntityId>) -> Joint {
        if self.denied.iter().any(|denied| all.contains(denied)) {
            return Joint::Clashes;
        }
        let Some((a, b)) = self.unresolved(all) else { return Joint::Holds };
        let mut found = Joint::Clashes;
        for ground in self.taxonomy.grounds(a, b) {
            if self.left == 0 {
                return Joint::Unknown;
            }
            self.left -= 1;
            if !self.is_common(a, b, ground) {
                continue;
            }
            let mut more = all.clone();
            more.extend(ground.into_iter().flat_map(|entity| self.taxonomy.around(entity)));
            match self.can_be(&more) {
                Joint::Holds => return Joint::Holds,
                Joint::Unknown => found = Joint::Unknown,
                Joint::Clashes => {}
            }
        }
        found
    }

    /// Whether all that lies in either of two entities has to do with a ground of theirs.
    fn is_common(&self, a: EntityId, b: EntityId, ground: [EntityId; 2]) -> bool {
        let within = |entity: &&EntityId| {
            self.taxonomy.lies_within(**entity, a) || self.taxonomy.lies_within(**entity, b)
        };
        let mut concerned = self.entities.iter().filter(within);
        concerned.all(|entity| self.taxonomy.touches(*entity, ground))
    }

    /// Two of them that are separate, where no ground of theirs is among them.
    fn unresolved(&self, all: &BTreeSet<EntityId>) -> Option<(EntityId, EntityId)> {
        let list: Vec<EntityId> = all.iter().copied().collect();
        let pairs = list
            .iter()
            .enumerate()
            .flat_map(|(at, a)| list.iter().skip(at + 1).map(move |b| (*a, *b)));
        let mut separate = pairs.filter(|(a, b)| self.taxonomy.are_separate(*a, *b));
        separate.find(|(a, b)| {
            let mut grounds = self.taxonomy.grounds(*a, *b).into_iter();
            !grounds.any(|[one, other]| all.contains(&one) && all.contains(&other))
        })
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

    /// What two share may be all that is denied.
    fn meet_outside(&self, entities: &[&EntityId], denied: &[&EntityId]) -> Joint {
        if denied.is_empty() || entities.len() < 2 {
            return Joint::Holds;
        }
        let list = |all: &[&EntityId]| all.iter().map(|entity| **entity).collect::<Vec<_>>();
        let (entities, denied) = (list(entities), list(denied));
        let all = entities.iter().flat_map(|entity| self.around(*entity)).collect();
        let mut outside =
            Outside { taxonomy: self, entities: &entities, denied: &denied, left: WAYS };
        outside.can_be(&all)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Relation, Terms};
    use super::*;

    fn taxonomy(wholes: Vec<Vec<EntityId>>, overlaps: &[(EntityId, EntityId)]) -> Taxonomy {
        Taxonomy::new(Lies { wholes, overlaps: overlaps.to_vec(), ..Lies::default() })
    }

    // 0 korea, 1 gyeongju in korea, 2 busan in korea, 3 japan, 4 strait in korea and japan,
    // 5 seaside, overlaps busan.
    fn world() -> Taxonomy {
        let id = EntityId;
        let wholes =
            vec![vec![], vec![id(0)], vec![id(0)], vec![], vec![id(0), id(3)], vec![id(0)]];
        taxonomy(wholes, &[(id(5), id(2))])
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
        let borders = taxonomy(wholes, &[(id(7), id(3)), (id(8), id(3))]);
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
        lies(7, 2, Relation::Overlap);
        lies(7, 8, Relation::Disjoint);
        lies(8, 1, Relation::Overlap);
        // What lies deeper in one of two that overlap is not declared to lie in both.
        lies(7, 4, Relation::Disjoint);
        lies(8, 4, Relation::Disjoint);
        assert_eq!(borders.apart(id(5), id(7)), Some((id(0), id(1))));
        assert_eq!(borders.apart(id(7), id(8)), Some((id(1), id(0))));
        let may: Vec<u32> = (0..9).filter(|at| borders.may_overlap(id(*at))).collect();
        assert_eq!(may, [0, 1, 2, 3, 4, 5, 6, 7, 8], "all lie in one of the two");
        assert!(!taxonomy(vec![vec![], vec![id(0)]], &[]).may_overlap(id(1)));
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
        let shores = taxonomy(wholes, &[(id(4), id(2))]);
        let meets = |a: u32, b: u32| {
            assert_eq!(shores.meet(&id(a), &id(b)), shores.meet(&id(b), &id(a)));
            shores.meet(&id(a), &id(b))
        };
        assert!(meets(0, 1) && meets(2, 4) && meets(2, 1));
        assert!(
            !meets(6, 4)
                && !meets(6, 1)
                && !meets(3, 5)
                && !meets(3, 4)
                && !meets(3, 1)
                && !meets(2, 5)
                && !meets(0, 5)
        );
        // Where the two countries themselves are declared to overlap, they share no more than that.
        let wholes = vec![vec![], vec![], vec![id(0)], vec![id(1)]];
        let shores = taxonomy(wholes, &[(id(1), id(0))]);
        assert!(shores.meet(&id(0), &id(1)) && !shores.meet(&id(2), &id(3)));
    }

    /// Of many wholes, each is around once, and so is what all of them lie in.
    #[test]
    fn many_wholes_are_each_around_once() {
        let many = 3 * u32::try_from(FEW).expect("few");
        let mut wholes = vec![vec![]];
        wholes.extend((0..many).map(|_| vec![EntityId(0)]));
        wholes.push((1..=many).map(EntityId).collect());
        let last = EntityId(many + 1);
        let around = taxonomy(wholes, &[]).around(last);
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

    /// Of the world: 0 a country, with 1 a city, 2 a town that is a city of a kind, 3 a site, 4 a place
    /// alone and 5 another, 6 a post somewhere in it; 7 another country, with 8 a site in it; and 9 a
    /// zone in both countries that overlaps nothing.
    fn kinds() -> Taxonomy {
        let id = EntityId;
        let wholes = [&[][..], &[0], &[0], &[0], &[0], &[0], &[], &[], &[7], &[0, 7]];
        let (country, city, town, site, zone) = (10, 11, 12, 13, 14);
        let kinds = [
            &[country][..],
            &[city],
            &[town, city],
            &[site],
            &[2],
            &[2],
            &[2],
            &[country],
            &[site],
            &[zone],
        ];
        Taxonomy::new(Lies {
            wholes: wholes.map(|ids| ids.iter().copied().map(id).collect()).to_vec(),
            somewhere: (0..10).map(|at| if at == 6 { vec![id(0)] } else { vec![] }).collect(),
            distinct: vec![(id(3), id(4))],
            kinds: kinds.map(|ids| ids.iter().copied().map(KindId).collect()).to_vec(),
            ..Lies::default()
        })
    }

    #[test]
    fn siblings_of_two_kinds_may_share_something() {
        let kinds = kinds();
        let meets = |a: u32, b: u32| {
            let (a, b) = (EntityId(a), EntityId(b));
            assert_eq!(kinds.meet(&a, &b), kinds.meet(&b, &a));
            assert_eq!(kinds.is_undeclared(a, b), kinds.is_undeclared(b, a));
            (kinds.meet(&a, &b), kinds.is_undeclared(a, b))
        };
        let (apart, undeclared, known) = ((false, false), (true, true), (true, false));
        assert_eq!([meets(1, 2), meets(4, 5), meets(1, 7)], [apart; 3], "of one kind");
        assert_eq!([meets(1, 3), meets(1, 4), meets(3, 5)], [undeclared; 3], "of two");
        assert_eq!([meets(3, 4), meets(3, 8), meets(1, 8)], [apart; 3], "declared, and by wholes");
        assert_eq!([meets(6, 1), meets(6, 4), meets(6, 3)], [undeclared; 3], "somewhere in");
        assert_eq!([meets(6, 7), meets(6, 8)], [apart; 2], "somewhere else");
        assert_eq!([meets(6, 0), meets(0, 7), meets(9, 0)], [known; 3]);
        assert_eq!([meets(1, 9), meets(8, 9)], [undeclared; 2]);
    }

    #[test]
    fn what_two_share_is_denied_with_their_common_part() {
        let kinds = kinds();
        let one = |at: u32| Terms::one(EntityId(at));
        let joint = |sets: &[&Terms<EntityId>]| Terms::can_all_hold(sets, &kinds);
        let (here, there, zone) = (one(0), one(7), one(9).complement());
        assert_eq!(joint(&[&here, &there]), Joint::Holds);
        assert_eq!(joint(&[&here, &zone]), Joint::Holds);
        assert_eq!(joint(&[&here, &there, &zone]), Joint::Clashes);
        // A city of the one is not declared to lie in both.
        assert_eq!(joint(&[&one(1), &there]), Joint::Clashes);
    }
}
