//! What a run comes to: which findings fail it, and what outweighs them.

use claimcheck_checker::{Family, Finding, Severity, State};

/// What an analysis comes to. One that could not check what it was asked to wins over one that
/// found something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// Nothing that fails.
    Clean = 0,
    /// At least one finding at or above the level of failure.
    Found = 1,
    /// The input has errors, so that not everything could be checked.
    Failed = 2,
}

/// The least finding that makes a run fail. Each level fails on all that the ones before it fail on;
/// what a ruling settles never fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum FailOn {
    /// A new conflict of severity error.
    #[default]
    NewConflicts,
    /// Any conflict of severity error, known ones too.
    Conflicts,
    /// Any finding of severity warning or error.
    Warnings,
    /// Any tension as well.
    Tensions,
    /// Any gap as well.
    Gaps,
    /// Nothing.
    Never,
}

impl FailOn {
    /// All levels, from the laxest to the strictest, and the one that never fails.
    pub const ALL: [Self; 6] = [
        Self::NewConflicts,
        Self::Conflicts,
        Self::Warnings,
        Self::Tensions,
        Self::Gaps,
        Self::Never,
    ];

    /// The word of the settings and of the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NewConflicts => "new-conflicts",
            Self::Conflicts => "conflicts",
            Self::Warnings => "warnings",
            Self::Tensions => "tensions",
            Self::Gaps => "gaps",
            Self::Never => "never",
        }
    }

    /// The level of a word.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.as_str() == word)
    }

    /// Whether a warning that is no conflict fails a run of this level.
    pub(crate) const fn fails_on_warnings(self) -> bool {
        match self {
            Self::Warnings | Self::Tensions | Self::Gaps => true,
            Self::NewConflicts | Self::Conflicts | Self::Never => false,
        }
    }

    /// Whether a finding fails a run of this level.
    pub(crate) fn fails(self, finding: &Finding) -> bool {
        if finding.state == State::Ruled {
            return false;
        }
        let error = finding.family() == Family::Conflict && finding.severity == Severity::Error;
        match self {
            Self::NewConflicts => error && finding.state == State::New,
            Self::Conflicts => error,
            Self::Tensions | Self::Gaps if finding.family() == Family::Tension => true,
            Self::Warnings | Self::Tensions => finding.severity >= Severity::Warning,
            Self::Gaps => finding.severity >= Severity::Warning || finding.family() == Family::Gap,
            Self::Never => false,
        }
    }
}
