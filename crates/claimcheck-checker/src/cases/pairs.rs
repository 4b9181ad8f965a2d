//! Pairs of classes, and the sets that pairs make when they are joined.

/// Up to this many different answers, every pair is looked at.
pub(super) const PAIRS: usize = 512;

/// The pairs of some classes to look at: all, or, where they are too many, each with its neighbour
/// and with the first one.
pub(super) fn pairs(classes: &[usize]) -> Vec<(usize, usize)> {
    if classes.len() <= PAIRS {
        let each = classes.iter().enumerate();
        return each.flat_map(|(at, a)| classes[at + 1..].iter().map(move |b| (*a, *b))).collect();
    }
    let first = classes[0];
    classes.windows(2).flat_map(|pair| [(pair[0], pair[1]), (first, pair[1])]).collect()
}

/// Disjoint sets of numbers, joined one by one (Tarjan, 1975).
pub(super) struct Sets(Vec<usize>);

impl Sets {
    /// Each of `0..count` by itself.
    pub(super) fn new(count: usize) -> Self {
        Self((0..count).collect())
    }

    /// The number that stands for the set of a number: the least of it.
    pub(super) fn of(&mut self, at: usize) -> usize {
        let mut root = at;
        while self.0[root] != root {
            root = self.0[root];
        }
        let mut at = at;
        while self.0[at] != root {
            at = std::mem::replace(&mut self.0[at], root);
        }
        root
    }

    /// Makes one set of two.
    pub(super) fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.of(a), self.of(b));
        self.0[a.max(b)] = a.min(b);
    }

    /// The sets of some numbers, each in order, by their least number.
    pub(super) fn groups(&mut self, of: impl IntoIterator<Item = usize>) -> Vec<Vec<usize>> {
        let mut groups: std::collections::BTreeMap<usize, Vec<usize>> =
            std::collections::BTreeMap::new();
        for at in of {
            groups.entry(self.of(at)).or_default().push(at);
        }
        groups.into_values().collect()
    }
}
