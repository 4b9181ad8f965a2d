//! The graph in, findings out: where the reports agree, where they conflict, and what is missing.
//!
//! Each check is one file of the folder `checks`. All of them look at one [`Context`], in which every
//! question has been judged once, so that no two checks can come to different verdicts.

pub mod check;
mod checks;
pub mod compare;
mod context;
mod finding;
mod fingerprint;
mod gate;
mod network;
mod rules;
mod verdict;
mod windows;
mod words;
mod worlds;

pub use check::Check;
pub use context::Context;
pub use finding::{Asked, Family, Finding, Position, Severity, State};
pub use gate::{Apart, Clash, Meeting, meet};
pub use verdict::{Agreement, Outcome, Verdict};

use claimcheck_core::Project;
use rayon::prelude::*;

/// What came of a check.
#[derive(Debug)]
pub struct Checked {
    /// All findings, in their fixed order of family, code and place.
    pub findings: Vec<Finding>,
    /// What was not done since a limit was reached, a sentence each.
    pub remarks: Vec<String>,
}

/// Checks a project: all findings, in their fixed order of family, code and place.
pub fn check(project: &Project) -> Vec<Finding> {
    checked(project).findings
}

/// Checks a project, and says where a limit was reached.
pub fn checked(project: &Project) -> Checked {
    let context = Context::new(project);
    let mut findings: Vec<Finding> =
        check::all().par_iter().flat_map_iter(|check| (check.find)(&context)).collect();
    let sources = &project.graph.model().sources;
    findings.par_sort_by(|a, b| {
        let place = |finding: &Finding| (sources.file(finding.at.file).path(), finding.at.start);
        let key = |finding: &Finding| (finding.family(), finding.code);
        key(a)
            .cmp(&key(b))
            .then_with(|| place(a).cmp(&place(b)))
            .then_with(|| a.message.cmp(&b.message))
    });
    Checked { findings, remarks: context.remarks() }
}
