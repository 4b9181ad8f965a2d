//! Sets of points on a line as finite unions of intervals: what dates, durations and quantities
//! have in common. Owns the set algebra; knows nothing of what the points mean.

use super::relation::Relation;

/// A place between the points of a line: where an interval begins or ends.
///
/// A closed end at `x` is `Above(x)` as an upper cut and `Below(x)` as a lower one, so that the
/// derived order is the order on the line and no comparison needs to know which ends are open.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Cut<T> {
    /// Before every point.
    Bottom,
    /// Just below the point.
    Below(T),
    /// Just above the point.
    Above(T),
    /// After every point.
    Top,
}

impl<T> Cut<T> {
    /// The cut at what becomes of its point, in the same order.
    pub(crate) fn map<U>(&self, of: impl Fn(&T) -> U) -> Cut<U> {
        match self {
            Self::Bottom => Cut::Bottom,
            Self::Top => Cut::Top,
            Self::Below(at) => Cut::Below(of(at)),
            Self::Above(at) => Cut::Above(of(at)),
        }
    }

    /// The point beside the cut, if it has one.
    pub const fn point(&self) -> Option<&T> {
        match self {
            Self::Below(point) | Self::Above(point) => Some(point),
            Self::Bottom | Self::Top => None,
        }
    }
}

impl<T: Ord> Ord for Cut<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        use std::cmp::Ordering::{Equal, Greater, Less};
        match (self, other) {
            (Self::Bottom, Self::Bottom) | (Self::Top, Self::Top) => Equal,
            (Self::Bottom, _) | (_, Self::Top) => Less,
            (Self::Top, _) | (_, Self::Bottom) => Greater,
            (Self::Below(a), Self::Above(b)) => a.cmp(b).then(Less),
            (Self::Above(a), Self::Below(b)) => a.cmp(b).then(Greater),
            (Self::Below(a), Self::Below(b)) | (Self::Above(a), Self::Above(b)) => a.cmp(b),
        }
    }
}

impl<T: Ord> PartialOrd for Cut<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

/// A connected set of points: all that lie between two cuts, the first below the second.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Interval<T> {
    /// Where it begins.
    pub lower: Cut<T>,
    /// Where it ends.
    pub upper: Cut<T>,
}

/// By where they begin, then by where they end.
impl<T: Ord> Ord for Interval<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.lower.cmp(&other.lower).then_with(|| self.upper.cmp(&other.upper))
    }
}

impl<T: Ord> PartialOrd for Interval<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<T: Ord + Clone> Interval<T> {
    /// All points between two cuts, or nothing where the cuts leave no room.
    pub fn new(lower: Cut<T>, upper: Cut<T>) -> Option<Self> {
        (lower < upper).then_some(Self { lower, upper })
    }

    /// The one point `x`.
    pub fn point(x: T) -> Self {
        Self { lower: Cut::Below(x.clone()), upper: Cut::Above(x) }
    }

    /// The closed interval from `a` to `b`, in whichever order they are given.
    pub fn closed(a: T, b: T) -> Self {
        let (low, high) = if a <= b { (a, b) } else { (b, a) };
        Self { lower: Cut::Below(low), upper: Cut::Above(high) }
    }

    /// The single point that this interval is, if it is one.
    pub fn as_point(&self) -> Option<&T> {
        match (&self.lower, &self.upper) {
            (Cut::Below(a), Cut::Above(b)) if a == b => Some(a),
            _ => None,
        }
    }
}

/// A finite union of intervals, kept sorted, disjoint and with gaps between them, so that equal
/// sets are equal values. The empty set is allowed; [`IntervalSet::relate`] expects members.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct IntervalSet<T> {
    parts: Vec<Interval<T>>,
}

impl<T: Ord + Clone> From<Interval<T>> for IntervalSet<T> {
    fn from(interval: Interval<T>) -> Self {
        Self { parts: vec![interval] }
    }
}

impl<T: Ord + Clone> FromIterator<Interval<T>> for IntervalSet<T> {
    fn from_iter<I: IntoIterator<Item = Interval<T>>>(intervals: I) -> Self {
        let mut sorted: Vec<_> = intervals.into_iter().collect();
        sorted.sort();
        let mut parts: Vec<Interval<T>> = Vec::with_capacity(sorted.len());
        for next in sorted {
            match parts.last_mut() {
                Some(last) if next.lower <= last.upper => {
                    if next.upper > last.upper {
                        last.upper = next.upper;
                    }
                }
                _ => parts.push(next),
            }
        }
        Self { parts }
    }
}

impl<T: Ord + Clone> IntervalSet<T> {
    /// The set of all points.
    pub fn all() -> Self {
        Self { parts: vec![Interval { lower: Cut::Bottom, upper: Cut::Top }] }
    }

    /// The intervals, in order, with gaps between them.
    pub fn parts(&self) -> &[Interval<T>] {
        &self.parts
    }

    /// Whether the set has no members.
    pub fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }

    /// The smallest interval around the set; nothing for the empty set.
    pub fn hull(&self) -> Option<Interval<T>> {
        let (first, last) = (self.parts.first()?, self.parts.last()?);
        Some(Interval { lower: first.lower.clone(), upper: last.upper.clone() })
    }

    /// The single point that the set is, if it is one.
    pub fn as_point(&self) -> Option<&T> {
        match self.parts.as_slice() {
            [only] => only.as_point(),
            _ => None,
        }
    }

    /// All points that are not in the set.
    #[must_use]
    pub fn complement(&self) -> Self {
        let lowers = std::iter::once(&Cut::Bottom).chain(self.parts.iter().map(|part| &part.upper));
        let uppers = self.parts.iter().map(|part| &part.lower).chain(std::iter::once(&Cut::Top));
        Self {
            parts: lowers
                .zip(uppers)
                .filter_map(|(lower, upper)| Interval::new(lower.clone(), upper.clone()))
                .collect(),
        }
    }

    /// All points that are in either set.
    #[must_use]
    pub fn union(&self, other: &Self) -> Self {
        self.parts.iter().chain(&other.parts).cloned().collect()
    }

    /// All points that are in both sets.
    #[must_use]
    pub fn intersection(&self, other: &Self) -> Self {
        let (mut left, mut right) = (self.parts.iter().peekable(), other.parts.iter().peekable());
        let mut parts = Vec::new();
        while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
            let lower = (&a.lower).max(&b.lower).clone();
            let upper = (&a.upper).min(&b.upper).clone();
            let a_ends_first = a.upper <= b.upper;
            parts.extend(Interval::new(lower, upper));
            if a_ends_first {
                left.next();
            } else {
                right.next();
            }
        }
        Self { parts }
    }

    /// How this set lies to another one.
    ///
    /// ```
    /// use claimcheck_core::values::{Interval, IntervalSet, Relation};
    ///
    /// let week = IntervalSet::from(Interval::closed(1, 7));
    /// let day = IntervalSet::from(Interval::point(3));
    /// assert_eq!(day.relate(&week), Relation::Inside);
    /// assert_eq!(week.relate(&day.complement()), Relation::Overlap);
    /// assert_eq!(day.relate(&day.complement()), Relation::Disjoint);
    /// ```
    #[must_use]
    pub fn relate(&self, other: &Self) -> Relation {
        let shared = self.intersection(other);
        Relation::from_inclusion(shared == *self, shared == *other, !shared.is_empty())
    }
}

/// Whether some sets have a point in common.
pub(super) fn share<'s, T: Ord + Clone + 's>(
    sets: impl IntoIterator<Item = &'s IntervalSet<T>>,
) -> bool {
    let mut sets = sets.into_iter();
    let Some(first) = sets.next() else { return true };
    let shared = sets.try_fold(first.clone(), |shared, set| {
        let shared = shared.intersection(set);
        (!shared.is_empty()).then_some(shared)
    });
    shared.is_some_and(|shared| !shared.is_empty())
}

/// Whether every point of a set lies below every point of another one.
pub(super) fn lies_below<T: Ord + Clone>(a: &IntervalSet<T>, b: &IntervalSet<T>) -> bool {
    match (a.hull(), b.hull()) {
        (Some(a), Some(b)) => a.upper <= b.lower,
        _ => false,
    }
}

/// Whether a set has an end on both sides.
pub(super) fn is_bounded<T: Ord + Clone>(set: &IntervalSet<T>) -> bool {
    set.hull().is_some_and(|hull| hull.lower.point().is_some() && hull.upper.point().is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(parts: &[(i32, i32)]) -> IntervalSet<i32> {
        parts.iter().map(|&(a, b)| Interval::closed(a, b)).collect()
    }

    #[test]
    fn touching_parts_are_one() {
        let open = Interval { lower: Cut::Below(1), upper: Cut::Below(3) };
        let rest = Interval { lower: Cut::Below(3), upper: Cut::Above(4) };
        assert_eq!([rest, open].into_iter().collect::<IntervalSet<_>>(), set(&[(1, 4)]));
    }

    #[test]
    fn only_one_point_alone_is_a_point() {
        assert_eq!(set(&[(3, 3)]).as_point(), Some(&3));
        assert_eq!(set(&[(3, 4)]).as_point(), None);
        assert_eq!(set(&[(3, 3), (5, 5)]).as_point(), None);
    }

    #[test]
    fn an_open_end_leaves_its_point_out() {
        let below_three = IntervalSet::from(Interval { lower: Cut::Bottom, upper: Cut::Below(3) });
        assert_eq!(below_three.relate(&set(&[(3, 3)])), Relation::Disjoint);
        assert_eq!(below_three.relate(&set(&[(2, 3)])), Relation::Overlap);
    }

    #[test]
    fn a_union_relates_as_a_whole() {
        let two = set(&[(1, 2), (5, 6)]);
        assert_eq!(set(&[(5, 5)]).relate(&two), Relation::Inside);
        assert_eq!(set(&[(3, 4)]).relate(&two), Relation::Disjoint);
        assert_eq!(set(&[(2, 5)]).relate(&two), Relation::Overlap);
        assert_eq!(two.complement().complement(), two);
        assert_eq!(two.complement().union(&two), IntervalSet::all());
    }
}
