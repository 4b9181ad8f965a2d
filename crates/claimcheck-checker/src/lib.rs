//! The graph in, findings out: where the reports agree, where they conflict, and what is missing.
//!
//! Each check is one file of the folder `checks`. All of them look at one [`Context`], in which every
//! question has been judged once, so that no two checks can come to different verdicts.

pub mod again;
pub mod changes;
pub mod check;
mod checks;
pub mod compare;
mod context;
pub mod coverage;
mod finding;
mod fingerprint;
mod gate;
mod judged;
mod many;
mod network;
mod orders;
mod reader;
mod rules;
pub mod settle;
pub mod timeline;
mod verdict;
mod windows;
mod words;

pub use check::Check;
pub use context::Context;
pub use finding::{Asked, Family, Finding, Position, Severity, State};
pub use gate::{Apart, Clash, Meeting, meet};
pub use reader::{All, Reader};
pub use verdict::{Agreement, Class, Outcome, Verdict};

use claimcheck_core::Project;
use claimcheck_core::conflict::Conflict;
use claimcheck_core::problem::Problem;
use claimcheck_core::source::Sources;
use judged::Judged;
use rayon::prelude::*;

/// What checking a project came to.
#[derive(Debug)]
pub struct Checked {
    /// All findings, in their fixed order of family, code and place.
    pub findings: Vec<Finding>,
    /// What was not done since a limit was reached, a sentence each.
    pub remarks: Vec<String>,
    /// Conflicts that were known, and of which nothing is left.
    pub fixed: Vec<Conflict>,
    /// What is left of each conflict that the project's baseline lists, in the order of the list;
    /// nothing, where it is gone.
    pub left: Vec<Option<Conflict>>,
}

/// Checks a project: all findings, in their fixed order of family, code and place.
pub fn check(project: &Project) -> Vec<Finding> {
    check_against(project, &[]).findings
}

/// Checks a project of which some conflicts are known besides those that its baseline lists.
pub fn check_against(project: &Project, earlier: &[Conflict]) -> Checked {
    check_for(project, earlier, &All)
}

/// Checks a project for somebody who need not want all of it in words.
pub fn check_for(project: &Project, earlier: &[Conflict], reader: &dyn Reader) -> Checked {
    let mut context = Context::of(project, reader);
    let asked = check::all().iter().filter(|check| reader.asks(check));
    let (conflicts, others): (Vec<&Check>, Vec<&Check>) =
        asked.partition(|check| check.family() == Family::Conflict);
    let mut findings = run(&context, &conflicts, Some);
    let settled = settle::settle(&context, project, &mut findings, earlier);
    context.stale = settled.stale;
    findings = findings.into_iter().filter_map(|finding| reader.take(finding)).collect();
    findings.extend(run(&context, &others, |finding| reader.take(finding)));
    sort(&project.graph.model().sources, &mut findings);
    let remarks = context.remarks();
    context.discard();
    Checked { findings, remarks, fixed: settled.fixed, left: settled.left }
}

/// What some checks find and somebody keeps: question by question, then over all of the project. Both
/// are looked for at once, as a check of the project is mostly one piece of work.
fn run(
    context: &Context<'_>,
    checks: &[&Check],
    keep: impl Fn(Finding) -> Option<Finding> + Sync,
) -> Vec<Finding> {
    let of_project = || {
        let each = checks.par_iter().flat_map_iter(|check| {
            let found = check.of_project.map(|find| find(context)).unwrap_or_default();
            found.into_iter().filter_map(&keep)
        });
        each.collect::<Vec<Finding>>()
    };
    let of_questions = || {
        let each = context.verdicts.par_iter().with_max_len(256).flat_map_iter(|verdict| {
            let judged = Judged::new(verdict);
            let found = checks.iter().filter_map(|check| (check.of_question?)(context, &judged));
            found.filter_map(&keep).collect::<Vec<Finding>>()
        });
        each.collect::<Vec<Finding>>()
    };
    let (project, mut findings) = rayon::join(of_project, of_questions);
    findings.extend(project);
    findings
}

/// A flaw that was found after the project was read, as a finding like all others.
pub fn flaw(sources: &Sources, problem: &Problem) -> Option<Finding> {
    let check = check::check(problem.code.as_str())?;
    Some(checks::input::finding(sources, check, problem))
}

/// Puts findings into their fixed order of family, code and place.
pub fn sort(sources: &Sources, findings: &mut [Finding]) {
    let ranks = ranks(sources);
    let place = |finding: &Finding| (ranks.get(finding.at.file.0 as usize), finding.at.start);
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
