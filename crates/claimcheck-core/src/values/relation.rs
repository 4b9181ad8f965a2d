//! The five base relations of RCC-5, the one way in which two answers are compared.
//!
//! Source of the definition: Randell, Cui & Cohn, “A Spatial Logic based on Regions and
//! Connection” (1992), in its five-relation form that leaves boundaries aside.

/// How one set of possible answers lies to another. Both sets have at least one member.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Relation {
    /// EQ: the same set.
    Equal,
    /// PP: the first lies properly inside the second; the first *refines* the second.
    Inside,
    /// `PPi`: the first properly contains the second.
    Contains,
    /// PO: they share members, and each has members of its own; or nothing more is known than
    /// that both can hold.
    Overlap,
    /// DR: they share nothing.
    Disjoint,
}

impl Relation {
    /// The relation seen from the other side: `relate(b, a)` for `relate(a, b)`.
    #[must_use]
    pub const fn converse(self) -> Self {
        match self {
            Self::Inside => Self::Contains,
            Self::Contains => Self::Inside,
            Self::Equal | Self::Overlap | Self::Disjoint => self,
        }
    }

    /// The relation of two sets from what they share: whether they meet at all, and whether the
    /// first lies within the second or the second within the first.
    #[must_use]
    pub const fn from_inclusion(
        first_within_second: bool,
        second_within_first: bool,
        meet: bool,
    ) -> Self {
        match (first_within_second, second_within_first) {
            (true, true) => Self::Equal,
            (true, false) => Self::Inside,
            (false, true) => Self::Contains,
            (false, false) if meet => Self::Overlap,
            (false, false) => Self::Disjoint,
        }
    }

    /// Whether the first answer entails the second (EQ or PP).
    #[must_use]
    pub const fn entails(self) -> bool {
        matches!(self, Self::Equal | Self::Inside)
    }

    /// The abbreviation that the literature uses: `EQ`, `PP`, `PPi`, `PO`, `DR`.
    #[must_use]
    pub const fn abbreviation(self) -> &'static str {
        match self {
            Self::Equal => "EQ",
            Self::Inside => "PP",
            Self::Contains => "PPi",
            Self::Overlap => "PO",
            Self::Disjoint => "DR",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Relation;

    #[test]
    fn relations_have_the_names_of_the_literature() {
        let all = [
            (Relation::Equal, "EQ", true),
            (Relation::Inside, "PP", true),
            (Relation::Contains, "PPi", false),
            (Relation::Overlap, "PO", false),
            (Relation::Disjoint, "DR", false),
        ];
        for (relation, abbreviation, entails) in all {
            assert_eq!((relation.abbreviation(), relation.entails()), (abbreviation, entails));
        }
    }
}
