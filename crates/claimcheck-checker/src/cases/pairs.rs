//! Which pairs of many classes are looked at.

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
