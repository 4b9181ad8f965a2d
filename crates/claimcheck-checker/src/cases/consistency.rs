//! Which claims of one time can all hold, and which clash: the maximal groups of them that can, and
//! the disputes, which are the sets of claims that are connected by clashing.
//!
//! A claim clashes where it belongs to some minimal group that cannot all hold. That is so of just
//! the claims that some maximal group which can all hold leaves out (Reiter, 1987).

use std::collections::BTreeSet;

use claimcheck_core::model::{Answer, Changes, Property, ValueType};
use claimcheck_core::values::{Groups, Written, by_pairs};

use super::comparison::Comparer;
use crate::meeting::Meeting;
use crate::sets::Sets;
use crate::verdict::Class;

/// The classes of a question, to be asked which of them can all hold.
pub(super) struct Consistency<'g> {
    pub(super) comparer: Comparer<'g>,
    pub(super) property: &'g Property,
    pub(super) classes: &'g [Class],
}

impl<'g> Consistency<'g> {
    /// What comes of comparing two classes.
    pub(super) fn meeting(&self, a: usize, b: usize) -> Meeting {
        self.comparer.compare_claims(&self.classes[a].claims, &self.classes[b].claims)
    }

    /// Whether two classes cannot both hold.
    pub(super) fn clash(&self, a: usize, b: usize) -> bool {
        matches!(self.meeting(a, b), Meeting::Clash(_))
    }

    /// The maximal groups of some classes of one time that can all hold.
    pub(super) fn groups(&self, at_one_time: &[usize]) -> Groups {
        if at_one_time.len() < 2 {
            return vec![at_one_time.to_vec()];
        }
        let model = self.comparer.graph.model();
        let claims = at_one_time.iter().filter_map(|class| self.classes[*class].first());
        let written: Vec<Written<'_>> =
            claims.map(|claim| model.claim(claim).as_written()).collect();
        let exact = self
            .by_answers(at_one_time)
            .then(|| Written::consistent_sets(&written, &model.taxonomy))
            .flatten();
        let groups = exact.unwrap_or_else(|| {
            by_pairs(at_one_time.len(), |a, b| self.clash(at_one_time[a], at_one_time[b]))
        });
        let named = |group: Vec<usize>| group.into_iter().map(|at| at_one_time[at]).collect();
        groups.into_iter().map(named).collect()
    }

    /// Whether some classes of one time can all hold.
    pub(super) fn hold(&self, at_one_time: &[usize]) -> bool {
        self.groups(at_one_time).len() < 2
    }

    /// The answer of a class.
    pub(super) fn answer(&self, class: usize) -> Option<&'g Answer> {
        let claim = self.classes[class].first()?;
        Some(&self.comparer.graph.model().claim(claim).answer)
    }

    /// Whether the answers alone say which of them can all hold: none changes, none is declared to
    /// contradict another, and none is a window, whose length the network knows.
    fn by_answers(&self, classes: &[usize]) -> bool {
        self.property.changes == Changes::Never
            && self.property.value_type != ValueType::First
            && !self.contradicted(classes)
    }

    fn contradicted(&self, classes: &[usize]) -> bool {
        let model = self.comparer.graph.model();
        let claims = classes.iter().flat_map(|class| &self.classes[*class].claims);
        claims.into_iter().any(|claim| !model.entry_of(*claim).links.contradicts().is_empty())
    }

    /// The disputes among some classes of one time: sets of classes that are connected by clashing.
    pub(super) fn disputes(&self, at_one_time: &[usize]) -> Vec<Vec<usize>> {
        if self.property.changes != Changes::Never {
            return self.connected(at_one_time);
        }
        let groups = self.groups(at_one_time);
        if groups.len() < 2 {
            return Vec::new();
        }
        let stands_in = |class: &usize| {
            groups.iter().filter(|group| group.binary_search(class).is_ok()).count()
        };
        let clashing: Vec<usize> =
            at_one_time.iter().copied().filter(|class| stands_in(class) < groups.len()).collect();
        joined(self.connected(&clashing), &clashing, &groups)
    }

    /// The sets of classes that are connected by pairs that clash; those that clash with none are in
    /// no set.
    fn connected(&self, classes: &[usize]) -> Vec<Vec<usize>> {
        let mut unseen: Vec<usize> = classes.to_vec();
        let mut found = Vec::new();
        while let Some(first) = unseen.pop() {
            let mut set = vec![first];
            let mut next = 0;
            while next < set.len() {
                let at = set[next];
                next += 1;
                let (clashing, rest): (Vec<usize>, Vec<usize>) =
                    unseen.into_iter().partition(|other| self.clash(at, *other));
                set.extend(clashing);
                unseen = rest;
            }
            if set.len() > 1 {
                set.sort_unstable();
                found.push(set);
            }
        }
        found.sort();
        found
    }
}

/// Joins sets of clashing classes that only several together keep from holding. `groups` are the
/// maximal groups that can all hold: where two sets are in no common clash, whatever can hold of the
/// one can hold with whatever can hold of the other.
fn joined(sets: Vec<Vec<usize>>, clashing: &[usize], groups: &Groups) -> Vec<Vec<usize>> {
    let in_set: BTreeSet<usize> = sets.iter().flatten().copied().collect();
    let alone = clashing.iter().copied().filter(|class| !in_set.contains(class)).map(|it| vec![it]);
    let blocks: Vec<Vec<usize>> = sets.into_iter().chain(alone).collect();
    if blocks.len() < 2 {
        return blocks;
    }
    let within = |block: &[usize]| -> BTreeSet<Vec<usize>> {
        let part = |group: &Vec<usize>| {
            block.iter().copied().filter(|class| group.binary_search(class).is_ok()).collect()
        };
        maximal(groups.iter().map(part).collect())
    };
    let of_all = within(clashing).len();
    let mut sets = Sets::new(blocks.len());
    // A block is by itself where the groups are all combinations of its parts with those of the rest.
    let is_by_itself = |at: usize| {
        let rest: Vec<usize> = blocks
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != at)
            .flat_map(|(_, block)| block.iter().copied())
            .collect();
        within(&blocks[at]).len() * within(&rest).len() == of_all
    };
    let tied: Vec<usize> = (0..blocks.len()).filter(|at| !is_by_itself(*at)).collect();
    for pair in tied.windows(2) {
        sets.join(pair[0], pair[1]);
    }
    let of = |group: Vec<usize>| {
        let mut all: Vec<usize> = group.into_iter().flat_map(|at| blocks[at].clone()).collect();
        all.sort_unstable();
        all
    };
    sets.groups(0..blocks.len()).into_iter().map(of).collect()
}

/// The groups that are no part of another one.
pub(super) fn maximal(groups: BTreeSet<Vec<usize>>) -> BTreeSet<Vec<usize>> {
    let within = |inner: &[usize], outer: &[usize]| {
        inner.len() < outer.len() && inner.iter().all(|at| outer.binary_search(at).is_ok())
    };
    let kept = |group: &&Vec<usize>| !groups.iter().any(|other| within(group, other));
    groups.iter().filter(kept).cloned().collect()
}
