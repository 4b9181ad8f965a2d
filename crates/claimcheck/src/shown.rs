//! Which findings are told in full, where the others are only counted: what `--show` comes to.

use claimcheck_checker::check::{ByDefault, all};
use claimcheck_checker::{Check, Family};

use crate::args::Show;

/// The checks that are off until `--show` turns them on.
fn off_by_default() -> impl Iterator<Item = &'static str> {
    all().iter().filter(|check| check.by_default == ByDefault::Off).map(|check| check.code)
}

/// Families, and single codes of others.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Shown {
    families: Vec<Family>,
    codes: Vec<&'static str>,
}

impl Shown {
    /// All that some words ask for.
    pub(crate) fn of(show: &[Show]) -> Self {
        let mut shown = Self::default();
        for word in show {
            match word {
                Show::Conflicts | Show::Known | Show::Ruled => {
                    shown.families.push(Family::Conflict);
                }
                Show::Agreements => shown.families.push(Family::Agreement),
                Show::Gaps => shown.families.push(Family::Gap),
                Show::Input => shown.families.push(Family::Input),
                Show::Unannotated => shown.codes.extend(off_by_default()),
                Show::All => {
                    shown.families.extend(Family::ALL);
                    shown.codes.extend(off_by_default());
                }
            }
        }
        shown
    }

    /// Everything that is found.
    pub(crate) fn all() -> Self {
        Self { families: Family::ALL.to_vec(), codes: Vec::new() }
    }

    /// Whether findings of a code are told.
    pub(crate) fn has(&self, code: &str) -> bool {
        self.codes.contains(&code) || Family::of(code).is_some_and(|family| self.has_all_of(family))
    }

    /// Whether all findings of a family are told.
    pub(crate) fn has_all_of(&self, family: Family) -> bool {
        self.families.contains(&family)
    }

    /// Whether a check is named, which turns it on where it is off.
    pub(crate) fn names(&self, check: &Check) -> bool {
        self.codes.contains(&check.code)
    }
}
