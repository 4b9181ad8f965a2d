//! What the checks of undisputed questions share.

use super::definition::Check;
use crate::context::Context;
use crate::finding::{Described, Description, Evidence, Finding};
use crate::judged::Judged;
use crate::verdict::{Agreement, Class, Outcome, Verdict};
use crate::{windows, words};

/// For up to so many windows the reason says when they open.
const MOST_WINDOWS: usize = 8;

/// A kind of agreement, and the last step of the reason: what kind it is.
#[derive(Debug)]
pub(super) struct Agreed {
    pub(super) kind: Agreement,
    pub(super) how: fn(&Context<'_>, &Verdict) -> String,
}

/// The finding of the check of one kind of agreement, where a question is of that kind.
pub(super) fn detect(
    context: &Context<'_>,
    check: &Check,
    agreed: &'static Agreed,
    judged: &Judged<'_>,
) -> Option<Finding> {
    let verdict = judged.verdict;
    if !matches!(verdict.outcome, Outcome::Agreed(found) if found == agreed.kind) {
        return None;
    }
    let several = |group: &&Vec<usize>| verdict.claims_of(group).len() > 1;
    let groups: Vec<Vec<usize>> = verdict.agreeing.iter().filter(several).cloned().collect();
    Some(Finding::on_groups(context, check.key(), judged, groups, agreed))
}

impl Evidence for &'static Agreed {
    fn describe(&self, described: &Described<'_>) -> Description {
        let Described { context, finding, judged: Some(judged), .. } = described else {
            return Description::default();
        };
        let (model, verdict) = (context.model(), judged.verdict);
        let claims = finding.claims.clone();
        let mut reason = words::resolutions(model, &claims);
        let speakers = verdict.classes.iter().filter_map(Class::first);
        let windows =
            speakers.filter_map(|claim| windows::opens(&context.network, model, claim, None));
        reason.extend(windows.take(MOST_WINDOWS));
        reason.push((self.how)(context, verdict));
        if finding.sides.len() < verdict.agreeing.len() {
            reason.push("other claims on the question are of another time or measure, and were not compared".to_owned());
        }
        let question = words::question(model, verdict.question);
        let reports = words::list(&words::reports(model, &claims));
        let message = format!("{} on {question}: {reports}", verb(self.kind));
        Description { message, reason, ..Description::default() }
    }
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
