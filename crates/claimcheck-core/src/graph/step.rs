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

/// The same with what a source is asked about: its own claims count only where they entail what cites
/// it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Stop {
    /// A claim of the project.
    Claim(ClaimId),
    /// A source that vouches for an answer, by the number of the answer.
    Source(Origin, u32),
    /// Somebody whose own word it is.
    Voice(Origin),
}

impl From<Stop> for Step {
    fn from(stop: Stop) -> Self {
        match stop {
            Stop::Claim(claim) => Self::Claim(claim),
            Stop::Source(origin, _) | Stop::Voice(origin) => Self::Source(origin),
        }
    }
}
