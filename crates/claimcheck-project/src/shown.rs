//! Which findings are described in full, where the others are only counted.

use claimcheck_checker::{Check, Family};

/// Families of findings, and single codes of others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Shown {
    families: Vec<Family>,
    codes: Vec<&'static str>,
}

impl Shown {
    /// The findings of some families, and of some codes. A code that is named runs its check even
    /// where that is off by default.
    pub const fn new(families: Vec<Family>, codes: Vec<&'static str>) -> Self {
        Self { families, codes }
    }

    /// Everything that is found.
    pub fn all() -> Self {
        Self { families: Family::ALL.to_vec(), codes: Vec::new() }
    }

    /// Whether findings of a code are described.
    pub fn has(&self, code: &str) -> bool {
        self.codes.contains(&code) || Family::of(code).is_some_and(|family| self.has_all_of(family))
    }

    /// Whether all findings of a family are described.
    pub fn has_all_of(&self, family: Family) -> bool {
        self.families.contains(&family)
    }

    /// Whether a check is named, which turns it on where it is off.
    pub(crate) fn names(&self, check: &Check) -> bool {
        self.codes.contains(&check.code)
    }
}
