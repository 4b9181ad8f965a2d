//! How two events can lie to each other in time: sets of the thirteen base relations of
//! Allen, “Maintaining Knowledge about Temporal Intervals” (1983), and the looser words for them.

use crate::values::Relation;

/// The base relations, from the earliest to the latest place of the first event. The order puts
/// each relation as far from one end as its converse is from the other.
const BASE: [&str; 13] = [
    "before",
    "meets",
    "overlaps",
    "finished-by",
    "contains",
    "starts",
    "equals",
    "started-by",
    "during",
    "finishes",
    "overlapped-by",
    "met-by",
    "after",
];

const STARTS_BEFORE: u16 = 0b0_0000_0001_1111;
const STARTS_WITH: u16 = 0b0_0000_1110_0000;
const STARTS_AFTER: u16 = 0b1_1111_0000_0000;
const ENDS_BEFORE: u16 = 0b0_0001_0010_0111;
const ENDS_WITH: u16 = 0b0_0010_0100_1000;
const ENDS_AFTER: u16 = 0b1_1100_1001_0000;
const INTERSECTS: u16 = 0b0_0111_1111_1100;
const ALL: u16 = 0b1_1111_1111_1111;
const EQUALS: u16 = 1 << 6;

/// The words for several relations at once.
const LOOSE: [(&str, u16); 7] = [
    ("starts-before", STARTS_BEFORE),
    ("starts-with", STARTS_WITH),
    ("starts-after", STARTS_AFTER),
    ("ends-before", ENDS_BEFORE),
    ("ends-with", ENDS_WITH),
    ("ends-after", ENDS_AFTER),
    ("intersects", INTERSECTS),
];

/// How one end of an event may lie to an end of another, over all relations of a set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "three signs may each be possible or not")]
pub struct Signs {
    /// It may come before.
    pub before: bool,
    /// It may be at the same moment.
    pub equal: bool,
    /// It may come after.
    pub after: bool,
    /// Whether this says more than what the other pairs of ends say already.
    pub needed: bool,
}

/// Some of the thirteen base relations: those that a report leaves possible.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Allen(u16);

impl Allen {
    /// The relation or set of relations that a word names.
    ///
    /// ```
    /// use claimcheck_core::values::{Allen, Relation};
    ///
    /// let before = Allen::named("before").unwrap();
    /// let starts_before = Allen::named("starts-before").unwrap();
    /// assert_eq!(before.relate(starts_before), Relation::Inside);
    /// assert_eq!(before.converse(), Allen::named("after").unwrap());
    /// ```
    pub fn named(word: &str) -> Option<Self> {
        let base = BASE.iter().position(|name| *name == word).map(|index| 1 << index);
        let loose = || LOOSE.iter().find(|(name, _)| *name == word).map(|(_, set)| *set);
        base.or_else(loose).map(Self)
    }

    /// The thirteen base relations, each by itself.
    pub fn base() -> impl Iterator<Item = Self> {
        (0..BASE.len()).map(|index| Self(1 << index))
    }

    /// Every word that [`Allen::named`] knows.
    pub fn names() -> impl Iterator<Item = &'static str> {
        BASE.into_iter().chain(LOOSE.into_iter().map(|(name, _)| name))
    }

    /// The relations of either set.
    #[must_use]
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// All relations that are not in the set; nothing where that leaves none.
    pub const fn not(self) -> Option<Self> {
        match ALL & !self.0 {
            0 => None,
            rest => Some(Self(rest)),
        }
    }

    /// The set as said of the second event: `after` for `before`.
    #[must_use]
    pub const fn converse(self) -> Self {
        Self(self.0.reverse_bits() >> (u16::BITS - 13))
    }

    /// Whether the two events may be equal, the only way in which an event lies to itself.
    pub const fn allows_equal(self) -> bool {
        self.0 & EQUALS != 0
    }

    /// How this set lies to another one.
    pub const fn relate(self, other: Self) -> Relation {
        let shared = self.0 & other.0;
        Relation::from_inclusion(shared == self.0, shared == other.0, shared != 0)
    }

    /// How the ends of the first event may lie to those of the second: start to start, start to
    /// end, end to start, end to end. What follows from the others is not needed.
    pub fn end_points(self) -> [Signs; 4] {
        let may = |set: u16| self.0 & set != 0;
        let signs = |before: u16, equal: u16, after: u16| Signs {
            before: may(before),
            equal: may(equal),
            after: may(after),
            needed: true,
        };
        let base = |index: u32| 1u16 << index;
        let mut starts = signs(STARTS_BEFORE, STARTS_WITH, STARTS_AFTER);
        let mut start_end = signs(ALL & !(base(11) | base(12)), base(11), base(12));
        let mut end_start = signs(base(0), base(1), ALL & !(base(0) | base(1)));
        let mut ends = signs(ENDS_BEFORE, ENDS_WITH, ENDS_AFTER);
        let apart = !end_start.after || !start_end.before;
        starts.needed = !apart;
        ends.needed = !apart;
        // The start of one before the end of the other follows from starts or ends in that order.
        start_end.needed = !(start_end.before && !start_end.equal && !start_end.after)
            || (starts.after && ends.after && !apart);
        end_start.needed = !(end_start.after && !end_start.equal && !end_start.before)
            || (starts.before && ends.before && !apart);
        if !end_start.after {
            start_end.needed = false;
        }
        if !start_end.before {
            end_start.needed = false;
        }
        [starts, start_end, end_start, ends]
    }

    /// Every relation that bounds on single ends cannot tell from this set: what holds wherever each
    /// end lies no further to either side of an end of the other event than the set allows.
    #[must_use]
    pub fn hull(self) -> Self {
        let base = |index: u32| 1u16 << index;
        let ends: [[u16; 3]; 4] = [
            [STARTS_BEFORE, STARTS_WITH, STARTS_AFTER],
            [ALL & !(base(11) | base(12)), base(11), base(12)],
            [base(0), base(1), ALL & !(base(0) | base(1))],
            [ENDS_BEFORE, ENDS_WITH, ENDS_AFTER],
        ];
        let allowed = ends.map(|signs| match signs.map(|sign| self.0 & sign != 0) {
            // Bounds leave no gap: what may come before and after may be at the same moment.
            [true, _, true] => ALL,
            may => {
                signs.iter().zip(may).filter(|(_, may)| *may).fold(0, |all, (sign, _)| all | sign)
            }
        });
        Self(allowed.into_iter().fold(ALL, |all, set| all & set))
    }

    /// Sets that together are this one, each of which bounds on single ends can tell: one where
    /// they can tell the set itself, `before` and `after` of “before or after”.
    pub fn convex_parts(self) -> Vec<Self> {
        let own = || Self::base().filter(|one| self.0 & one.0 != 0);
        let mut parts: Vec<Self> = own()
            .flat_map(|one| own().map(move |other| one.or(other).hull()))
            .filter(|part| part.0 & !self.0 == 0)
            .collect();
        parts.sort_by_key(|part| (std::cmp::Reverse(part.0.count_ones()), part.0));
        let mut covered = 0;
        parts.retain(|part| {
            let adds = part.0 & !covered != 0;
            covered |= part.0;
            adds
        });
        parts
    }

    /// The names of the base relations in the set, in order.
    pub fn members(self) -> impl Iterator<Item = &'static str> {
        BASE.into_iter()
            .enumerate()
            .filter(move |(index, _)| self.0 & (1 << index) != 0)
            .map(|(_, name)| name)
    }

    /// The word for exactly this set, if there is one.
    pub fn word(self) -> Option<&'static str> {
        Self::names().find(|name| Self::named(name) == Some(self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The base relation of two intervals, from their ends.
    fn lie(a: (i32, i32), b: (i32, i32)) -> Allen {
        let word = match (
            a.0.cmp(&b.0) as i8,
            a.1.cmp(&b.1) as i8,
            a.1.cmp(&b.0) as i8,
            a.0.cmp(&b.1) as i8,
        ) {
            (_, _, -1, _) => "before",
            (_, _, 0, _) => "meets",
            (_, _, _, 1) => "after",
            (_, _, _, 0) => "met-by",
            (-1, -1, ..) => "overlaps",
            (-1, 0, ..) => "finished-by",
            (-1, 1, ..) => "contains",
            (0, -1, ..) => "starts",
            (0, 0, ..) => "equals",
            (0, 1, ..) => "started-by",
            (1, -1, ..) => "during",
            (1, 0, ..) => "finishes",
            _ => "overlapped-by",
        };
        Allen::named(word).expect("a base relation")
    }

    #[test]
    fn a_set_has_its_word_and_its_members() {
        for word in Allen::names() {
            let set = Allen::named(word).expect("it is a name");
            assert_eq!(set.word(), Some(word));
        }
        let members = |set: Allen| set.members().collect::<Vec<_>>();
        assert_eq!(members(Allen(ALL)), BASE);
        let either = Allen(1 | 1 << 12);
        assert_eq!((members(either), either.word()), (vec!["before", "after"], None));
        assert_eq!(members(Allen(STARTS_WITH)), ["starts", "equals", "started-by"]);
    }

    #[test]
    fn parts_make_up_the_set_and_are_their_own_hulls() {
        for bits in 1..=ALL {
            let set = Allen(bits);
            let parts = set.convex_parts();
            assert!(parts.iter().all(|part| part.hull() == *part), "{bits:b}");
            assert_eq!(parts.iter().fold(0, |all, part| all | part.0), bits);
            assert_eq!(set.hull().0 & bits, bits);
        }
        let either = Allen(1 | 1 << 12);
        assert_eq!(either.convex_parts(), [Allen(1), Allen(1 << 12)]);
        assert_eq!(Allen(STARTS_BEFORE).convex_parts(), [Allen(STARTS_BEFORE)]);
    }

    /// The bounds on single ends that are needed leave exactly what the set's hull has.
    #[test]
    fn what_is_needed_of_the_ends_says_all_that_they_can_say() {
        for bits in 1..=ALL {
            let needed = Allen(bits).end_points();
            let allows = |one: Allen| {
                one.end_points().iter().zip(&needed).filter(|(_, may)| may.needed).all(
                    |(is, may)| {
                        let between = may.before && may.after;
                        (!is.before || may.before)
                            && (!is.after || may.after)
                            && (!is.equal || may.equal || between)
                    },
                )
            };
            let left = Allen::base().filter(|one| allows(*one)).fold(0, |all, one| all | one.0);
            assert_eq!(left, Allen(bits).hull().0, "{bits:b}");
        }
    }

    /// Every pair of intervals on a line of four points lies in the sets that the words say.
    #[test]
    fn words_say_what_the_ends_do() {
        let intervals: Vec<(i32, i32)> =
            (0..4).flat_map(|a| (a + 1..5).map(move |b| (a, b))).collect();
        for &a in &intervals {
            for &b in &intervals {
                let holds = lie(a, b);
                let said = |word: &str, truth: bool| {
                    let set = Allen::named(word).expect("a word of the language");
                    assert_eq!(
                        holds.relate(set) != Relation::Disjoint,
                        truth,
                        "{a:?} {word} {b:?}"
                    );
                };
                said("starts-before", a.0 < b.0);
                said("starts-with", a.0 == b.0);
                said("starts-after", a.0 > b.0);
                said("ends-before", a.1 < b.1);
                said("ends-with", a.1 == b.1);
                said("ends-after", a.1 > b.1);
                said("intersects", a.0 < b.1 && b.0 < a.1);
                assert_eq!(holds.converse(), lie(b, a));
                assert_eq!(holds.allows_equal(), a == b);
            }
        }
    }
}
