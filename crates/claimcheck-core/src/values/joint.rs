//! Whether several answers can all hold, and the maximal groups of answers that can. Owns the search
//! among alternatives and its budget, and the listing of groups by an oracle; what a type makes of its
//! answers is its own.

use super::consistent_sets::{EXACT, Groups, MOST_GROUPS};

/// Whether several answers can all hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joint {
    /// There is something that answers to all of them.
    Holds,
    /// Nothing answers to all of them.
    Clashes,
    /// There are more combinations of their alternatives than are tried.
    Unknown,
}

impl Joint {
    pub(super) const fn of(holds: bool) -> Self {
        if holds { Self::Holds } else { Self::Clashes }
    }

    /// Both, where each of them is asked for.
    #[must_use]
    pub(super) fn and(self, other: impl FnOnce() -> Self) -> Self {
        match self {
            Self::Clashes => Self::Clashes,
            Self::Holds => other(),
            Self::Unknown => match other() {
                Self::Clashes => Self::Clashes,
                Self::Holds | Self::Unknown => Self::Unknown,
            },
        }
    }
}

/// So many choices are tried in one search.
const CHOICES: usize = 50_000;

/// Whether one can be chosen of each list so that all that are chosen hold together. `fits` may rule
/// a choice out by those before it, and `holds` decides on a whole choice.
pub(super) fn choose<T: Copy>(
    lists: &[Vec<T>],
    fits: impl Fn(&[T], T) -> bool,
    holds: impl Fn(&[T]) -> Joint,
) -> Joint {
    // The shortest lists first: they leave the least to try.
    let mut lists: Vec<&[T]> = lists.iter().map(Vec::as_slice).collect();
    lists.sort_by_key(|list| list.len());
    let mut search = Choosing { lists, fits, holds, chosen: Vec::new(), left: CHOICES };
    search.from(0)
}

struct Choosing<'l, T, F, H> {
    lists: Vec<&'l [T]>,
    fits: F,
    holds: H,
    chosen: Vec<T>,
    left: usize,
}

impl<T: Copy, F: Fn(&[T], T) -> bool, H: Fn(&[T]) -> Joint> Choosing<'_, T, F, H> {
    fn from(&mut self, at: usize) -> Joint {
        // Lists of one leave no choice, and may be many: they are walked without a call each.
        let depth = self.chosen.len();
        let mut at = at;
        while let Some(&[only]) = self.lists.get(at).copied() {
            if !(self.fits)(&self.chosen, only) {
                self.chosen.truncate(depth);
                return Joint::Clashes;
            }
            self.chosen.push(only);
            at += 1;
        }
        let found = match self.lists.get(at).copied() {
            None => (self.holds)(&self.chosen),
            Some(list) => self.any(at, list),
        };
        self.chosen.truncate(depth);
        found
    }

    fn any(&mut self, at: usize, list: &[T]) -> Joint {
        let mut found = Joint::Clashes;
        for one in list {
            if self.left == 0 {
                return Joint::Unknown;
            }
            self.left -= 1;
            if !(self.fits)(&self.chosen, *one) {
                continue;
            }
            self.chosen.push(*one);
            let with = self.from(at + 1);
            self.chosen.pop();
            match with {
                Joint::Holds => return Joint::Holds,
                Joint::Unknown => found = Joint::Unknown,
                Joint::Clashes => {}
            }
        }
        found
    }
}

/// The oracle is asked so many times for one list of groups.
const QUESTIONS: usize = 20_000;

/// The maximal groups of `0..count` that can hold, where `holds` says whether some of them, in order,
/// all can; nothing where there are too many answers or groups to list.
///
/// What clashes is made minimal by deletion, and each group is what is left where one member of every
/// minimal clash is taken out: Reiter, “A Theory of Diagnosis from First Principles” (1987).
pub(super) fn groups_that_hold(count: usize, holds: impl Fn(&[usize]) -> Joint) -> Option<Groups> {
    let all: Vec<usize> = (0..count).collect();
    if holds(&all) == Joint::Holds {
        return Some(vec![all]);
    }
    if count > EXACT {
        return None;
    }
    let mut listing = Listing {
        holds,
        all: members_to_mask(&all),
        clashes: Vec::new(),
        groups: Vec::new(),
        left: QUESTIONS,
    };
    listing.find_pairs(count)?;
    listing.split(0, 0)?;
    Some(listing.maximal(count))
}

struct Listing<H> {
    holds: H,
    all: u64,
    /// Minimal clashes.
    clashes: Vec<u64>,
    groups: Vec<u64>,
    left: usize,
}

impl<H: Fn(&[usize]) -> Joint> Listing<H> {
    /// Nothing where the oracle does not know, or was asked too often.
    fn ask(&mut self, group: u64) -> Option<bool> {
        self.left = self.left.checked_sub(1)?;
        match (self.holds)(&members(group)) {
            Joint::Holds => Some(true),
            Joint::Clashes => Some(false),
            Joint::Unknown => None,
        }
    }

    /// Most clashes are of two, and these are found without making anything minimal.
    fn find_pairs(&mut self, count: usize) -> Option<()> {
        for a in 0..count {
            for b in a + 1..count {
                let pair = 1 << a | 1 << b;
                if !self.ask(pair)? {
                    self.clashes.push(pair);
                }
            }
        }
        Some(())
    }

    fn split(&mut self, removed: u64, mut kept: u64) -> Option<()> {
        let left = self.all & !removed;
        if self.groups.iter().any(|group| left & !group == 0) {
            return Some(());
        }
        let known = self.clashes.iter().copied().find(|clash| clash & removed == 0);
        let clash = match known {
            Some(clash) => clash,
            None if self.ask(left)? => {
                self.groups.push(left);
                return (self.groups.len() <= MOST_GROUPS).then_some(());
            }
            None => self.shrink(left)?,
        };
        for member in members(clash & !kept) {
            self.split(removed | 1 << member, kept)?;
            kept |= 1 << member;
        }
        Some(())
    }

    fn shrink(&mut self, mut clash: u64) -> Option<u64> {
        for member in members(clash) {
            let less = clash & !(1 << member);
            if !self.ask(less)? {
                clash = less;
            }
        }
        self.clashes.push(clash);
        Some(clash)
    }

    fn maximal(&self, count: usize) -> Groups {
        let is_part =
            |group: &u64| self.groups.iter().any(|other| other != group && group & !other == 0);
        let kept = self.groups.iter().filter(|group| !is_part(group));
        let mut groups: Groups = kept.map(|group| members(*group)).collect();
        // What cannot hold even by itself is in none of them.
        let placed = self.groups.iter().fold(0, |placed, group| placed | group);
        groups.extend((0..count).filter(|at| placed & (1 << at) == 0).map(|at| vec![at]));
        groups.sort();
        groups.dedup();
        groups
    }
}

fn members_to_mask(members: &[usize]) -> u64 {
    members.iter().fold(0, |mask, member| {
        mask | 1u64.checked_shl(u32::try_from(*member).unwrap_or(64)).unwrap_or(0)
    })
}

fn members(mask: u64) -> Vec<usize> {
    (0..64).filter(|at| mask & (1 << at) != 0).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn one_of_each_list_is_chosen() {
        let lists = [vec![1, 2], vec![2, 3], vec![3]];
        let same = |chosen: &[i32], next: i32| chosen.iter().all(|one| one != &next);
        assert_eq!(choose(&lists, same, |chosen| Joint::of(chosen.len() == 3)), Joint::Holds);
        assert_eq!(choose(&lists, same, |_| Joint::Clashes), Joint::Clashes);
        assert_eq!(choose(&lists, |_, _| false, |_| Joint::Holds), Joint::Clashes);
        let endless = vec![vec![0, 1]; 40];
        assert_eq!(choose(&endless, |_, _| true, |_| Joint::Clashes), Joint::Unknown);
    }

    proptest! {
        /// Each answer is a set of worlds.
        #[test]
        fn groups_are_those_of_a_look_at_every_world(
            answers in proptest::collection::vec(1u8..=255, 1..8)
        ) {
            let holds = |group: &[usize]| {
                Joint::of(group.iter().fold(255, |worlds, at| worlds & answers[*at]) != 0)
            };
            let in_world = |world: u32| -> Vec<usize> {
                (0..answers.len()).filter(|at| answers[*at] & (1 << world) != 0).collect()
            };
            let all: Vec<Vec<usize>> = (0..8).map(in_world).collect();
            let is_part = |a: &Vec<usize>| {
                all.iter().any(|b| b.len() > a.len() && a.iter().all(|at| b.contains(at)))
            };
            let mut wanted: Groups =
                all.iter().filter(|a| !a.is_empty() && !is_part(a)).cloned().collect();
            wanted.sort();
            wanted.dedup();
            prop_assert_eq!(groups_that_hold(answers.len(), holds), Some(wanted));
        }
    }
}
