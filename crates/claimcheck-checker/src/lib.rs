//! The graph in, findings out: where the reports agree, where they conflict, and what is missing.
//!
//! Each check is one file of the folder `checks`. All of them look at one [`Context`], in which every
//! question has been judged once, so that no two checks can come to different verdicts.

pub mod changes;
pub mod check;
mod checks;
pub mod compare;
mod context;
mod finding;
mod fingerprint;
mod gate;
mod network;
mod rules;
pub mod timeline;
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
use claimcheck_core::problem::Problem;
use claimcheck_core::source::Sources;
use rayon::prelude::*;

/// Checks a project: all findings, in their fixed order of family, code and place.
pub fn check(project: &Project) -> Vec<Finding> {
    let context = Context::new(project);
    let mut findings: Vec<Finding> =
        check::all().par_iter().flat_map_iter(|check| (check.find)(&context)).collect();
    sort(&project.graph.model().sources, &mut findings);
    findings
}

/// A flaw that was found after the project was read, as a finding like all others.
pub fn flaw(sources: &Sources, problem: &Problem) -> Option<Finding> {
    let check = check::check(problem.code.as_str())?;
    Some(checks::input::finding(sources, check, problem))
}

/// Puts findings into their fixed order of family, code and place.
pub fn sort(sources: &Sources, findings: &mut [Finding]) {
    findings.sort_by_cached_key(|finding| {
        let file = sources.file(finding.at.file).path().to_owned();
        (finding.family(), finding.code, file, finding.at.start, finding.message.clone())
    });
}
