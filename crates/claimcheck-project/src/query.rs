//! What an analysis is asked for.

use crate::shown::Shown;
use crate::status::FailOn;

/// What an analysis is asked for. The default asks for everything, described in full.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Query {
    /// Only findings of these families or codes; all, where there are none.
    pub select: Vec<String>,
    /// No findings of these families or codes.
    pub ignore: Vec<String>,
    /// The level of failure; that of the settings, where nothing is said.
    pub fail_on: Option<FailOn>,
    /// What is shown. A check that is off by default runs where it is named here.
    pub show: Shown,
    /// How much is described in words.
    pub words: Words,
    /// Reports, sources and claims (`report#claim`) that are taken as retracted.
    pub without: Vec<String>,
}

/// How much of what is found is described in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Words {
    /// All of it.
    #[default]
    All,
    /// What is shown, besides conflicts and flaws of the input; the rest is only counted.
    Shown,
}
