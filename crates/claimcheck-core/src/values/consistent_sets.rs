//! Which answers can hold together: the maximal groups of a set of answers that leave something
//! possible. Owns the sweep along a line, the gathering of groups, and the search by pairs for the
//! types that have no exact groups; which of them a type uses is its own.

use std::collections::BTreeSet;

use super::{Cut, IntervalSet};

/// Groups of answers, by their places in the list; each group and the list of groups in order.
pub type Groups = Vec<Vec<usize>>;

/// No more places in groups than this are listed in all: a vague answer may stand in every group.
const PLACES: usize = 2_000_000;
/// Nor than this where answers join groups one after the other, each of which is to be searched.
const JOINED: usize = 500_000;

/// A sweep along the line: a group is complete just before the first of its members ends.
pub(super) fn on_a_line<T: Ord + Clone>(sets: &[&IntervalSet<T>]) -> Groups {
    let mut starts: Vec<(&Cut<T>, usize)> = Vec::new();
    let mut ends: Vec<(&Cut<T>, usize)> = Vec::new();
    for (at, set) in sets.iter().enumerate() {
        starts.extend(set.parts().iter().map(|part| (&part.lower, at)));
        ends.extend(set.parts().iter().map(|part| (&part.upper, at)));
    }
    starts.sort();
    ends.sort();
    let mut groups = Collector::new(sets.len());
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

/// Gathers groups of so many answers.
pub(super) struct Collector {
    count: usize,
    groups: BTreeSet<Vec<usize>>,
    places: usize,
    /// Whether a group was left out, as there are too many places.
    pub(super) is_full: bool,
    /// Whether a group has all answers.
    has_all: bool,
}

impl Collector {
    pub(super) const fn new(count: usize) -> Self {
        Self { count, groups: BTreeSet::new(), places: 0, is_full: false, has_all: false }
    }

    pub(super) const fn has_room_for(&self, places: usize) -> bool {
        self.places + places <= PLACES
    }

    pub(super) fn add(&mut self, group: &BTreeSet<usize>) {
        self.has_all |= group.len() == self.count;
        if group.is_empty() || self.has_all {
            return;
        }
        if self.has_room_for(group.len()) {
            self.places += group.len();
            self.groups.insert(group.iter().copied().collect());
        } else {
            self.is_full = true;
        }
    }

    pub(super) fn maximal(self) -> Groups {
        if self.has_all {
            return vec![(0..self.count).collect()];
        }
        let mut groups: Groups = self.groups.into_iter().collect();
        let mut of_answer: Vec<Vec<usize>> = vec![Vec::new(); self.count];
        for (at, group) in groups.iter().enumerate() {
            for answer in group {
                of_answer[*answer].push(at);
            }
        }
        let within =
            |a: &[usize], b: &[usize]| a.iter().all(|member| b.binary_search(member).is_ok());
        // A group that has all of this one has the rarest of it.
        let is_part = |group: &Vec<usize>| {
            let rarest = group.iter().map(|answer| &of_answer[*answer]).min_by_key(|at| at.len());
            rarest.into_iter().flatten().any(|at| {
                let other = &groups[*at];
                other.len() > group.len() && within(group, other)
            })
        };
        let kept: Vec<bool> = groups.iter().map(|group| !is_part(group)).collect();
        let mut kept = kept.into_iter();
        groups.retain(|_| kept.next().unwrap_or(true));
        // Past the limit every answer still stands in a group, if not in every group that it fits.
        if self.is_full {
            let left = (0..self.count).filter(|at| of_answer[*at].is_empty());
            groups.extend(left.map(|at| vec![at]));
            groups.sort();
        }
        groups
    }
}

/// Groups are exact up to this many answers.
pub const EXACT: usize = 64;
/// No more groups than this are told apart.
pub const MOST_GROUPS: usize = 128;

/// The maximal groups of `0..count` in which no two clash.
///
/// Up to 64 answers by the algorithm of Bron & Kerbosch (1973), with pivots; beyond that each
/// answer joins the groups that it fits, so that every group is consistent and every answer has
/// one, but not every maximal group is listed.
pub fn by_pairs(count: usize, clash: impl Fn(usize, usize) -> bool) -> Groups {
    if count > EXACT {
        return first_fit(count, Pairs { clash, groups: Vec::new() });
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

/// Groups that answers join one after the other, by their numbers.
pub trait Joining {
    /// Whether an answer can hold together with all of a group.
    fn fits(&mut self, group: usize, at: usize) -> bool;
    /// Opens one more group.
    fn open(&mut self);
    /// Takes an answer into a group.
    fn join(&mut self, group: usize, at: usize);
}

/// Lets each answer join the groups that it fits, or open one. Past the limit of places it joins
/// the first of them only.
pub fn first_fit(count: usize, mut joining: impl Joining) -> Groups {
    let mut groups: Groups = Vec::new();
    let mut places = 0;
    for at in 0..count {
        let mut placed = false;
        for (group, members) in groups.iter_mut().enumerate().take(MOST_GROUPS) {
            if placed && places >= JOINED {
                break;
            }
            if joining.fits(group, at) {
                joining.join(group, at);
                members.push(at);
                places += 1;
                placed = true;
            }
        }
        if !placed {
            if groups.len() < MOST_GROUPS {
                joining.open();
                joining.join(groups.len(), at);
            }
            groups.push(vec![at]);
        }
    }
    groups
}

/// Groups whose members are looked at one by one.
pub struct Pairs<C> {
    /// Whether two answers cannot both hold.
    pub clash: C,
    /// The groups so far.
    pub groups: Groups,
}

impl<C: Fn(usize, usize) -> bool> Joining for Pairs<C> {
    fn fits(&mut self, group: usize, at: usize) -> bool {
        !self.groups[group].iter().any(|other| (self.clash)(at, *other))
    }

    fn open(&mut self) {
        self.groups.push(Vec::new());
    }

    fn join(&mut self, group: usize, at: usize) {
        self.groups[group].push(at);
    }
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
        use crate::values::Interval;
        let set = |parts: &[i32]| {
            parts.iter().map(|at| Interval::point(*at)).collect::<IntervalSet<i32>>()
        };
        let (ab, bc, ca) = (set(&[1, 2]), set(&[2, 3]), set(&[1, 3]));
        assert_eq!(on_a_line(&[&ab, &bc, &ca]), [vec![0, 1], vec![0, 2], vec![1, 2]]);
    }

    #[test]
    fn a_vague_answer_stands_in_several_groups() {
        use crate::values::Interval;
        let interval = |a, b| IntervalSet::from(Interval::closed(a, b));
        let (wide, low, high) = (interval(0, 9), interval(1, 2), interval(7, 8));
        assert_eq!(on_a_line(&[&wide, &low, &high]), [vec![0, 1], vec![0, 2]]);
    }
}
