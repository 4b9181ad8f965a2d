//! Findings as text: one file a format. Plain data in, text out; nothing here is decided again.

mod bars;
pub(crate) mod compact;
pub(crate) mod coverage;
pub(crate) mod github;
pub(crate) mod gitlab;
pub(crate) mod human;
pub(crate) mod ink;
pub(crate) mod json;
pub(crate) mod junit;
pub(crate) mod markdown;
mod markdown_text;
pub(crate) mod matrix;
pub(crate) mod paths;
pub(crate) mod rdjson;
pub(crate) mod report;
pub(crate) mod sarif;
mod sarif_log;
mod snippet;
#[cfg(test)]
mod state_tests;
pub(crate) mod timeline;
mod told;
mod wire;

use claimcheck_checker::{Diagnostic, Family};
use claimcheck_core::Project;

use claimcheck_project::{Analysis, Counted, QuestionState};

/// What was made of a conflict before, in brackets; nothing where it is new.
pub(crate) fn settled(state: Option<QuestionState>) -> String {
    match state {
        None | Some(QuestionState::New) => String::new(),
        Some(state) => format!(" ({})", state.as_str()),
    }
}

/// What there is to render.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Outcome<'o> {
    /// What was checked.
    pub(crate) project: &'o Project,
    /// What was found and asked for, in order.
    pub(crate) findings: &'o [Diagnostic],
    /// How many more findings there are that were only counted.
    pub(crate) counted: Counted,
    /// Conflicts that were known and are gone, a line each.
    pub(crate) fixed: &'o [String],
}

impl<'o> Outcome<'o> {
    /// All that an analysis found.
    pub(crate) fn of(analysis: &'o Analysis<'_>) -> Self {
        Self {
            project: analysis.project(),
            findings: analysis.findings(),
            counted: analysis.counted(),
            fixed: analysis.fixed(),
        }
    }

    /// How many findings of a family there are, told or not.
    pub(crate) fn count(&self, family: Family) -> usize {
        let told = self.findings.iter().filter(|finding| finding.family() == family).count();
        told + self.counted.of(family)
    }
}
