//! Whom findings are for: what is told in words, and what is kept.

use crate::check::{ByDefault, Check};
use crate::finding::Finding;

/// Whom findings are for.
pub trait Reader: Sync {
    /// Whether a check is to run at all.
    fn asks(&self, check: &Check) -> bool {
        check.by_default == ByDefault::On
    }

    /// Whether findings of a check are wanted in words. Of the others, all but what they are and
    /// where is left out.
    fn reads(&self, check: &Check) -> bool;

    /// Takes a finding: it is given back where it is to be kept.
    fn take(&self, finding: Finding) -> Option<Finding>;
}

/// A reader that wants all of everything.
#[derive(Debug, Clone, Copy)]
pub struct All;

impl Reader for All {
    fn reads(&self, _: &Check) -> bool {
        true
    }

    fn take(&self, finding: Finding) -> Option<Finding> {
        Some(finding)
    }
}
