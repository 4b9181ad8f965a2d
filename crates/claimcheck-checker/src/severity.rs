//! How bad a finding is, and how sure a claim is. Knows no finding.

use claimcheck_core::model::{Certainty, ClaimId, Model};

/// How bad a finding is, from the least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Probably wrong.
    Warning,
    /// Wrong.
    Error,
}

impl Severity {
    /// The word of the output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    /// How bad a conflict is, by the least certain claim of its minimal set.
    pub(crate) const fn of_conflict(least: Certainty) -> Self {
        match least {
            Certainty::Certain => Self::Error,
            Certainty::Likely => Self::Warning,
            Certainty::Possible | Certainty::Doubtful => Self::Note,
        }
    }
}

/// How sure a claim is: an approximate answer (`~`, `?`) is never more than likely.
pub(crate) fn certainty_of(model: &Model, claim: ClaimId) -> Certainty {
    let claim = model.claim(claim);
    if claim.approximate { claim.certainty.min(Certainty::Likely) } else { claim.certainty }
}
