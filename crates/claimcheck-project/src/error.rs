//! Why a project cannot be opened or analysed. Every error is a sentence for people; what is wrong
//! with the claims themselves is no error but a finding.

use std::fmt;
use std::path::PathBuf;

/// Why a project cannot be opened or analysed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// A path that was given cannot be read.
    Path {
        /// The path, as it was given.
        path: PathBuf,
        /// What the system says.
        why: String,
    },
    /// The paths that were given belong to several projects, or there is none.
    Paths(String),
    /// The settings cannot be read; a line for each flaw.
    Settings(String),
    /// A day that is no day.
    Day(String),
    /// Git does not give the revision that was asked for.
    Revision(String),
    /// A code, a report, a source or a claim that nothing is called.
    Name(String),
    /// The project has no report.
    NoReports(String),
    /// The list of known conflicts cannot be changed without losing something.
    Baseline(String),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Path { path, why } => write!(f, "cannot read {}: {why}", path.display()),
            Self::Paths(sentence)
            | Self::Settings(sentence)
            | Self::Day(sentence)
            | Self::Revision(sentence)
            | Self::Name(sentence)
            | Self::NoReports(sentence)
            | Self::Baseline(sentence) => f.write_str(sentence),
        }
    }
}

impl std::error::Error for Error {}
