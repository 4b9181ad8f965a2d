//! The graph in, findings out: where the reports agree, where they conflict, and what is missing.
//!
//! [`Context`] judges every question once. Each check is one file of the folder `checks`: it detects
//! findings, which hold evidence and no words. Conflicts get their states by the baseline and the
//! rulings, and what is shown is put into words: a [`Diagnostic`] each.
//!
//! ```
//! use claimcheck_core::source::SourceFile;
//! use claimcheck_core::{Input, load};
//!
//! let mut input = Input::default();
//! let claims = "
//! entities: {talks: {kind: event}}
//! ---
//! report: {id: morning}
//! claims: [{about: talks, says: {date: 2025-10-30}}]
//! ---
//! report: {id: evening}
//! claims: [{about: talks, says: {date: 2025-10-31}}]
//! ";
//! input.claims.push(input.sources.add(SourceFile::new("claims/talks.yaml", claims)));
//! let findings = claimcheck_checker::check(&load(input));
//! assert_eq!(findings[0].code, "conflict/date");
//! assert_eq!(findings[0].message, "the reports disagree on the date of talks");
//! ```

mod cases;
pub mod changes;
pub mod check;
mod checks;
pub mod compare;
mod context;
mod copies;
pub mod coverage;
mod detection;
mod diagnostic;
mod finding;
mod fingerprint;
mod judged;
mod known;
mod limits;
mod meeting;
mod members;
mod minimal_sets;
mod network;
mod orders;
mod pins;
mod positions;
mod rejected;
mod rules;
mod sets;
pub mod settle;
mod severity;
mod support;
pub mod timeline;
mod verdict;
mod voices;
mod windows;
mod words;

pub use check::Check;
pub use checks::input::diagnostic as input_diagnostic;
pub use context::Context;
pub use diagnostic::{Diagnostic, SetMember};
pub use finding::{Asked, Family, Finding, State};
pub use meeting::{Apart, Clash, Meeting, Tension, TensionKind};
pub use positions::{Position, PositionAnswer};
pub use severity::Severity;
pub use verdict::{Agreement, CaseId, Class, Dispute, Outcome, Verdict};
pub use voices::Between;

use check::ByDefault;
use claimcheck_core::Project;
use claimcheck_core::conflict::Conflict;
use claimcheck_core::problem::Problem;
use claimcheck_core::source::Sources;
use detection::detect;
use diagnostic::describe;
use judged::Judged;
use rayon::prelude::*;

/// What checking a project came to.
#[derive(Debug)]
pub struct Checked {
    /// All findings that the filter keeps, in their fixed order of family, code and place.
    pub findings: Vec<Diagnostic>,
    /// The searches that were cut off: the run is no all-clear.
    pub limits: Vec<Problem>,
    /// Conflicts that were known, and of which nothing is left.
    pub fixed: Vec<Conflict>,
    /// What is left of each conflict that the project's baseline lists, in the order of the list;
    /// nothing, where it is gone.
    pub left: Vec<Option<Conflict>>,
}

/// Which checks run, and which of their findings are put into words.
pub trait Filter: Sync {
    /// Whether a check runs.
    fn runs(&self, check: &Check) -> bool;

    /// The finding, where it is to be put into words; it may be counted here, or get another
    /// severity.
    fn keep(&self, finding: Finding) -> Option<Finding>;
}

/// Runs the checks that run by default, and keeps all findings.
#[derive(Debug, Clone, Copy, Default)]
pub struct KeepAll;

impl Filter for KeepAll {
    fn runs(&self, check: &Check) -> bool {
        check.by_default == ByDefault::On
    }

    fn keep(&self, finding: Finding) -> Option<Finding> {
        Some(finding)
    }
}

/// Checks a project: all findings, in their fixed order of family, code and place.
pub fn check(project: &Project) -> Vec<Diagnostic> {
    check_against(project, &[]).findings
}

/// Checks a project of which some conflicts are known besides those that its baseline lists.
pub fn check_against(project: &Project, earlier: &[Conflict]) -> Checked {
    check_for(project, earlier, &KeepAll).0
}

/// Checks a project, keeps what a filter keeps, and gives the judged project as well.
pub fn check_for<'p>(
    project: &'p Project,
    earlier: &[Conflict],
    filter: &dyn Filter,
) -> (Checked, Context<'p>) {
    let context = Context::knowing(project, earlier);
    let checks = check::all().iter().filter(|check| filter.runs(check));
    let (conflicts, others): (Vec<&Check>, Vec<&Check>) =
        checks.partition(|check| check.family() == Family::Conflict);
    let mut found = detect(&context, &conflicts, &[], |finding, _| Some(finding));
    let settled = settle::settle(&context, project, &mut found, earlier);
    let found = found.into_par_iter().filter_map(|finding| filter.keep(finding));
    let mut findings: Vec<Diagnostic> =
        found.map(|finding| describe(&context, None, finding)).collect();
    let limits = context.limits();
    let problems = project.problems.iter().chain(&settled.stale).chain(&limits);
    let problems: Vec<&Problem> = problems.collect();
    findings.extend(detect(&context, &others, &problems, |finding, judged| {
        filter.keep(finding).map(|finding| describe(&context, judged, finding))
    }));
    sort(&project.graph.model().sources, &mut findings);
    (Checked { findings, limits, fixed: settled.fixed, left: settled.left }, context)
}

/// What one check finds in a judged project, whatever is known or ruled.
pub fn run_check(context: &Context<'_>, check: &Check) -> Vec<Diagnostic> {
    let words =
        |finding: Finding, judged: Option<&Judged<'_>>| Some(describe(context, judged, finding));
    detect(context, &[check], &[], words)
}

/// Puts findings into their fixed order of family, code and place.
pub fn sort(sources: &Sources, findings: &mut [Diagnostic]) {
    let ranks = ranks(sources);
    let place = |finding: &Diagnostic| (ranks.get(finding.at.file.0 as usize), finding.at.start);
    findings.par_sort_by(|a, b| {
        // Most have their neighbour's code: only where they differ are families looked up.
        let codes = match a.code == b.code {
            true => std::cmp::Ordering::Equal,
            false => (a.family(), a.code).cmp(&(b.family(), b.code)),
        };
        codes.then_with(|| place(a).cmp(&place(b))).then_with(|| a.message.cmp(&b.message))
    });
}

/// The place of each file in the order of paths.
fn ranks(sources: &Sources) -> Vec<usize> {
    let mut paths: Vec<(&str, usize)> =
        sources.iter().enumerate().map(|(at, (_, file))| (file.path(), at)).collect();
    paths.sort_unstable();
    let mut ranks = vec![0; paths.len()];
    for (rank, (_, at)) in paths.into_iter().enumerate() {
        ranks[at] = rank;
    }
    ranks
}
