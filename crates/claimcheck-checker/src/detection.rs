//! Runs checks over a judged project: question by question, over the whole project, and over what is
//! wrong with the input.

use claimcheck_core::problem::Problem;
use rayon::prelude::*;

use crate::checks::definition::Check;
use crate::checks::input;
use crate::context::Context;
use crate::finding::Finding;
use crate::judged::Judged;

/// What some checks detect, as `keep` keeps it; `keep` is given the question of a finding where it was
/// found by looking at one. All of a project is looked at beside its questions, as a check of the
/// whole project is mostly one piece of work.
pub(crate) fn detect<T: Send>(
    context: &Context<'_>,
    checks: &[&Check],
    problems: &[&Problem],
    keep: impl Fn(Finding, Option<&Judged<'_>>) -> Option<T> + Sync,
) -> Vec<T> {
    let in_project = || {
        let each = checks.par_iter().flat_map_iter(|check| {
            let found = check.in_project().map(|detect| detect(context)).unwrap_or_default();
            let input = check.input_code().into_iter();
            let flaws = input.flat_map(|code| input::findings(check, problems, code));
            found.into_iter().chain(flaws).filter_map(|it| keep(it, None)).collect::<Vec<T>>()
        });
        each.collect::<Vec<T>>()
    };
    let in_questions = || {
        let each = context.verdicts.par_iter().with_max_len(256).flat_map_iter(|verdict| {
            let judged = Judged::new(verdict);
            let found = checks.iter().filter_map(|check| (check.in_question()?)(context, &judged));
            let disputes = checks.iter().filter_map(|check| check.in_disputes());
            let disputes = disputes.flat_map(|detect| detect(context, &judged));
            let found = found.chain(disputes);
            found.filter_map(|it| keep(it, Some(&judged))).collect::<Vec<T>>()
        });
        each.collect::<Vec<T>>()
    };
    let (project, mut findings) = rayon::join(in_project, in_questions);
    findings.extend(project);
    findings
}
