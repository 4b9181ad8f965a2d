//! Answers by the positions that they stand in: which of them never stand apart. Many answers stand
//! in the same positions, so that those are compared once and not for each pair of answers.

use std::collections::{BTreeMap, BTreeSet};

use claimcheck_core::values::{EXACT, Groups, Joining, by_pairs, first_fit};

/// Up to this many different lists of positions are held against each other.
pub(super) const MOST: usize = 1024;

/// The groups of answers that can hold together. Each answer stands in one or several of some
/// numbered lists of positions, and clashes with another where any two of their lists have no
/// position in common.
pub(super) fn groups(
    lists: &BTreeMap<&[usize], usize>,
    answers: impl Iterator<Item = BTreeSet<usize>>,
) -> Groups {
    let mut apart = vec![Bits::new(lists.len()); lists.len()];
    for (one, at) in lists {
        for (other, there) in lists {
            if !one.iter().any(|place| other.binary_search(place).is_ok()) {
                apart[*at].set(*there);
            }
        }
    }
    let answers: Vec<Standing> = answers
        .map(|own| {
            let mut standing =
                Standing { own: Bits::new(lists.len()), apart: Bits::new(lists.len()) };
            for list in own {
                standing.own.set(list);
                standing.apart.add(&apart[list]);
            }
            standing
        })
        .collect();
    let clash = |a: usize, b: usize| answers[a].apart.meets(&answers[b].own);
    if answers.len() <= EXACT {
        return by_pairs(answers.len(), clash);
    }
    first_fit(answers.len(), Joined { answers: &answers, size: lists.len(), groups: Vec::new() })
}

/// The lists that an answer stands in, and those that have no position in common with one of them.
struct Standing {
    own: Bits,
    apart: Bits,
}

struct Joined<'a> {
    answers: &'a [Standing],
    size: usize,
    /// The lists that the answers of each group stand in.
    groups: Vec<Bits>,
}

impl Joining for Joined<'_> {
    fn fits(&mut self, group: usize, at: usize) -> bool {
        !self.answers[at].apart.meets(&self.groups[group])
    }

    fn open(&mut self) {
        self.groups.push(Bits::new(self.size));
    }

    fn join(&mut self, group: usize, at: usize) {
        self.groups[group].add(&self.answers[at].own);
    }
}

/// A set of small numbers.
#[derive(Clone)]
struct Bits(Vec<u64>);

impl Bits {
    fn new(size: usize) -> Self {
        Self(vec![0; size.div_ceil(64)])
    }

    fn set(&mut self, at: usize) {
        self.0[at / 64] |= 1 << (at % 64);
    }

    fn add(&mut self, other: &Self) {
        for (word, more) in self.0.iter_mut().zip(&other.0) {
            *word |= more;
        }
    }

    fn meets(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).any(|(a, b)| a & b != 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn they_are_the_groups_that_a_look_at_every_pair_finds(
            answers in proptest::collection::vec(
                proptest::collection::vec(proptest::collection::btree_set(0usize..5, 1..4), 1..4),
                1..90,
            )
        ) {
            let answers: Vec<Vec<Vec<usize>>> = answers
                .into_iter()
                .map(|lists| lists.into_iter().map(|list| list.into_iter().collect()).collect())
                .collect();
            let mut lists: BTreeMap<&[usize], usize> = BTreeMap::new();
            for list in answers.iter().flatten() {
                let next = lists.len();
                lists.entry(list).or_insert(next);
            }
            let apart = |a: &Vec<usize>, b: &Vec<usize>| !a.iter().any(|at| b.contains(at));
            let clash = |a: usize, b: usize| {
                answers[a].iter().any(|one| answers[b].iter().any(|two| apart(one, two)))
            };
            let own = answers.iter().map(|own| own.iter().map(|list| lists[list.as_slice()]).collect());
            prop_assert_eq!(groups(&lists, own), by_pairs(answers.len(), clash));
        }
    }
}
