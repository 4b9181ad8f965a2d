//! Sets of numbers that are joined pair by pair, and listed in order.

use std::collections::BTreeMap;

use petgraph::unionfind::UnionFind;

/// Disjoint sets of the numbers below some count.
pub(crate) struct Sets(UnionFind<usize>);

impl Sets {
    /// Each of `0..count` by itself.
    pub(crate) fn new(count: usize) -> Self {
        Self(UnionFind::new(count))
    }

    /// Makes one set of those of two numbers.
    pub(crate) fn join(&mut self, a: usize, b: usize) {
        self.0.union(a, b);
    }

    /// The number that stands for the set of a number.
    pub(crate) fn of(&self, at: usize) -> usize {
        self.0.find(at)
    }

    /// Some numbers by their sets, each in the order in which they are given, and the sets by their
    /// first number.
    pub(crate) fn groups(&self, of: impl IntoIterator<Item = usize>) -> Vec<Vec<usize>> {
        let mut groups: Vec<Vec<usize>> = Vec::new();
        let mut places: BTreeMap<usize, usize> = BTreeMap::new();
        for at in of {
            let place = *places.entry(self.of(at)).or_insert(groups.len());
            if place == groups.len() {
                groups.push(Vec::new());
            }
            groups[place].push(at);
        }
        groups
    }
}
