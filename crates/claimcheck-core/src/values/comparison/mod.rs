//! How two terms of a statement compare, as an answer: a set of less, equal and greater. What the
//! terms come to is worked out over the graph.

use std::collections::BTreeSet;

use super::consistent_sets::{Collector, Groups};
use super::joint::Joint;
use super::printing::any_of;
use super::value_kind::{Declared, ValueKind};
use super::value_set::ValueSet;
use super::{Printing, Reading, Relation, Taxonomy, Value, ValueError};

/// A statement that cannot hold beside another one is a flaw of arithmetic, like a broken rule.
pub(super) static COMPARISON: ValueKind = ValueKind {
    declared: Declared::BuiltIn,
    conflict_code: "conflict/arithmetic",
    denial_code: "conflict/arithmetic",
    ..ValueKind::new("comparison", read)
};

/// A comparison names two terms as well, so that no scalar is one: the resolver reads statements.
fn read(_: &mut Reading<'_>, _: &str) -> Result<Value, ValueError> {
    Err(ValueError::new("a comparison names two terms")
        .with_help("write it as a statement: `states: \"killed > raid-2015.killed\"`"))
}

/// A set of the three ways in which one amount can compare with another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Comparisons(u8);

impl Comparisons {
    /// The first is less than the second.
    pub const LESS: Self = Self(1);
    /// Both are equal.
    pub const EQUAL: Self = Self(2);
    /// The first is greater than the second.
    pub const GREATER: Self = Self(4);
    /// The first is no greater than the second.
    pub const AT_MOST: Self = Self(1 | 2);
    /// The first is no less than the second.
    pub const AT_LEAST: Self = Self(2 | 4);
    /// The first is less or greater.
    pub const DIFFERENT: Self = Self(1 | 4);

    const SIGNS: [(&'static str, Self); 6] = [
        ("<", Self::LESS),
        ("<=", Self::AT_MOST),
        ("=", Self::EQUAL),
        (">=", Self::AT_LEAST),
        (">", Self::GREATER),
        ("!=", Self::DIFFERENT),
    ];

    /// How the second compares with the first.
    ///
    /// ```
    /// use claimcheck_core::values::Comparisons;
    ///
    /// assert_eq!(Comparisons::AT_MOST.mirrored(), Comparisons::AT_LEAST);
    /// ```
    #[must_use]
    pub const fn mirrored(self) -> Self {
        Self((self.0 & 1) << 2 | self.0 & 2 | (self.0 & 4) >> 2)
    }

    /// The ways that are in the set, each by itself.
    pub fn each(self) -> impl Iterator<Item = Self> {
        let all = [Self::LESS, Self::EQUAL, Self::GREATER];
        all.into_iter().filter(move |one| self.0 & one.0 != 0)
    }

    /// What both sets allow; nothing where that is nothing.
    pub const fn and(self, other: Self) -> Option<Self> {
        match self.0 & other.0 {
            0 => None,
            both => Some(Self(both)),
        }
    }

    /// What some of them allow.
    #[must_use]
    const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    fn relate(self, other: Self) -> Relation {
        let (one, both) = (self.0, self.0 & other.0);
        match (both == 0, both == one, both == other.0) {
            (true, ..) => Relation::Disjoint,
            (_, true, true) => Relation::Equal,
            (_, true, false) => Relation::Inside,
            (_, false, true) => Relation::Contains,
            (_, false, false) => Relation::Overlap,
        }
    }

    /// The sign; nothing where every way is allowed.
    pub fn sign(self) -> Option<&'static str> {
        Self::SIGNS.iter().find(|(_, set)| *set == self).map(|(sign, _)| *sign)
    }
}

fn comparisons(value: &Value) -> Option<Comparisons> {
    if let Value::Comparison(set) = value { Some(*set) } else { None }
}

impl ValueSet for Comparisons {
    fn relate(&self, other: &Value, _: &Taxonomy) -> Option<Relation> {
        Some(Self::relate(*self, comparisons(other)?))
    }

    fn print(&self, printing: &Printing<'_>) -> String {
        let with = |sign: &str| match &printing.property.compared {
            Some([left, right]) => format!("{left} {sign} {right}"),
            None => sign.to_owned(),
        };
        match self.sign() {
            Some(sign) => with(sign),
            None => any_of(self.each().filter_map(Self::sign).map(with).collect()),
        }
    }

    fn negate(&self) -> Result<Value, ValueError> {
        match 7 & !self.0 {
            0 => Err(ValueError::new("this denies every comparison")),
            others => Ok(Value::Comparison(Self(others))),
        }
    }

    fn union(&self, all: &[Value]) -> Result<Value, ValueError> {
        Ok(Value::Comparison(all.iter().filter_map(comparisons).fold(*self, Self::or)))
    }

    fn can_all_hold(&self, all: &[&Value], _: &Taxonomy) -> Joint {
        let mut sets = all.iter().filter_map(|value| comparisons(value));
        Joint::of(sets.try_fold(Self(7), Self::and).is_some())
    }

    fn consistent_sets(&self, all: &[&Value], _: &Taxonomy) -> Option<Groups> {
        let mut groups = Collector::new(all.len());
        for one in Self(7).each() {
            let allows =
                |value: &&Value| comparisons(value).is_some_and(|set| set.and(one).is_some());
            let group = all.iter().enumerate().filter(|(_, value)| allows(value));
            groups.add(&group.map(|(at, _)| at).collect::<BTreeSet<usize>>());
        }
        Some(groups.maximal())
    }

    fn is_single(&self) -> bool {
        self.each().count() == 1
    }
}
