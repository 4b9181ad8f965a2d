//! A station of the way from a claim to its origins.

use crate::model::{ClaimId, Origin};

/// A station of the way from a claim to its origins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Step {
    /// A claim of the project.
    Claim(ClaimId),
    /// A source that speaks for itself, or that the project has no claim of.
    Source(Origin),
}
