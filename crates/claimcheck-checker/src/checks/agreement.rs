//! What the checks of undisputed questions share.

use crate::check::Check;
use crate::context::{Context, Wording};
use crate::finding::Finding;
use crate::judged::Judged;
use crate::verdict::{Agreement, Class, Outcome, Verdict};
use crate::{windows, words};

/// Up to so many windows are told when they open.
const MOST_WINDOWS: usize = 8;

/// The finding of the check of one kind of agreement, where a question is of that kind. `how` says
/// what kind it is, as the last step of the reason.
pub(super) fn finding(
    context: &Context<'_>,
    check: &'static Check,
    kind: Agreement,
    judged: &Judged<'_>,
    how: &dyn Fn(&Context<'_>, &Verdict) -> String,
) -> Option<Finding> {
    let (model, verdict) = (context.model(), judged.verdict);
    if !matches!(verdict.outcome, Outcome::Agreed(found) if found == kind) {
        return None;
    }
    let several = |group: &&Vec<usize>| verdict.claims_of(group).len() > 1;
    let groups: Vec<Vec<usize>> = verdict.agreeing.iter().filter(several).cloned().collect();
    let wording = || {
        let claims: Vec<_> = groups.iter().flat_map(|group| verdict.claims_of(group)).collect();
        let mut reason = words::resolutions(model, &claims);
        let speakers = verdict.classes.iter().filter_map(Class::first);
        let windows = speakers.filter_map(|claim| windows::opens(&context.network, model, claim));
        reason.extend(windows.take(MOST_WINDOWS));
        reason.push(how(context, verdict));
        if groups.len() < verdict.agreeing.len() {
            reason.push("other claims on the question are of another time or measure, and were not compared".to_owned());
        }
        let question = words::question(model, verdict.question);
        let reports = words::list(&words::reports(model, &claims));
        Wording { message: format!("{} on {question}: {reports}", verb(kind)), help: None, reason }
    };
    Some(context.on_groups(check, judged, &groups, wording))
}

fn verb(kind: Agreement) -> &'static str {
    match kind {
        Agreement::Identical => "the same words",
        Agreement::Equivalent => "the same answer in different words",
        Agreement::Refines => "one answer is within another",
        Agreement::Compatible => "all answers can hold",
        Agreement::Succession => "the answers follow each other",
    }
}

/// The different answers of a question, in words.
pub(super) fn answers(context: &Context<'_>, verdict: &Verdict) -> String {
    let speakers = verdict.classes.iter().filter_map(Class::first);
    let mut answers: Vec<String> =
        speakers.map(|claim| words::answer(context.model(), claim)).collect();
    answers.dedup();
    words::list(&answers)
}
