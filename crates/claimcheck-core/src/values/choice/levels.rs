//! Sets of the levels of a choice or a scale. Their number is known, so every set of them and
//! every denial is a plain set.

use crate::values::Relation;
use crate::values::ValueError;

/// Some of the levels `0..of`, in order.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Levels {
    members: Vec<u32>,
    of: u32,
}

impl Levels {
    /// The one level `level` of `of`.
    pub fn one(level: u32, of: u32) -> Self {
        Self { members: vec![level], of }
    }

    /// The levels, in order.
    pub fn members(&self) -> &[u32] {
        &self.members
    }

    /// The lowest and the highest level.
    pub fn hull(&self) -> Option<(u32, u32)> {
        Some((*self.members.first()?, *self.members.last()?))
    }

    /// All other levels.
    ///
    /// # Errors
    ///
    /// Where none is left: such an answer says nothing.
    pub fn not(&self) -> Result<Self, ValueError> {
        let members: Vec<u32> =
            (0..self.of).filter(|level| self.members.binary_search(level).is_err()).collect();
        if members.is_empty() {
            return Err(ValueError::new("this denies every level there is")
                .with_help("write `unknown` where the report says that the answer is not known"));
        }
        Ok(Self { members, of: self.of })
    }

    /// The levels of any of the sets.
    ///
    /// # Errors
    ///
    /// Where there is no set.
    pub fn any_of(sets: &[Self]) -> Result<Self, ValueError> {
        let of = sets.first().ok_or_else(|| ValueError::new("`any-of` without an answer"))?.of;
        let mut members: Vec<u32> =
            sets.iter().flat_map(|set| set.members.iter().copied()).collect();
        members.sort_unstable();
        members.dedup();
        Ok(Self { members, of })
    }

    /// How this set lies to another one of the same levels.
    pub fn relate(&self, other: &Self) -> Relation {
        let has = |set: &Self, level: &u32| set.members.binary_search(level).is_ok();
        let shared = self.members.iter().filter(|level| has(other, level)).count();
        Relation::from_inclusion(
            shared == self.members.len(),
            shared == other.members.len(),
            shared > 0,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_denial_of_one_of_two_is_the_other() {
        assert_eq!(Levels::one(0, 2).not(), Ok(Levels::one(1, 2)));
        assert!(Levels::one(0, 1).not().is_err());
    }

    #[test]
    fn levels_relate_as_sets() {
        let two = Levels::any_of(&[Levels::one(2, 4), Levels::one(0, 4)]);
        let two = two.expect("there are sets");
        assert_eq!(two.members(), [0, 2]);
        assert_eq!(Levels::one(2, 4).relate(&two), Relation::Inside);
        assert_eq!(Levels::one(1, 4).relate(&two), Relation::Disjoint);
        assert_eq!(two.not().expect("two are left").relate(&two), Relation::Disjoint);
        let others = Levels::any_of(&[Levels::one(1, 4), Levels::one(2, 4)]).expect("two sets");
        assert_eq!(others.relate(&two), Relation::Overlap);
    }
}
