//! The words that corroboration, echoes and lone origins have in common.

use std::collections::BTreeSet;

use claimcheck_core::model::ClaimId;

use crate::context::Context;
use crate::finding::{Described, Description};
use crate::judged::{Judged, Support};
use crate::words;

/// How many reports answer a question, whatever they answer.
pub(super) fn answering(context: &Context<'_>, judged: &Judged<'_>) -> usize {
    let model = context.model();
    let claims = judged.verdict.claims();
    let reports = claims.into_iter().filter_map(|claim| model.entry_of(claim).report);
    reports.collect::<BTreeSet<_>>().len()
}

/// The words of a finding on the support of an answer: its message and its help, by the question, the
/// support and the names of the origins.
pub(super) fn describe(
    described: &Described<'_>,
    words_of: impl FnOnce(&str, &Support, &str) -> (String, Option<&'static str>),
) -> Description {
    let Described { context, judged: Some(judged), .. } = described else {
        return Description::default();
    };
    let Some(support) = judged.support(context) else { return Description::default() };
    let question = words::question(context.model(), judged.verdict.question);
    let names = words::list(&names(context, support));
    let (message, help) = words_of(&question, support, &names);
    let (help, reason) = (help.map(str::to_owned), steps(context, judged, support));
    Description { message, help, reason, labels: Vec::new() }
}

/// What the origins are called, in order.
fn names(context: &Context<'_>, support: &Support) -> Vec<String> {
    let origins = support.origins.iter();
    let mut names: Vec<String> =
        origins.map(|origin| context.model().origin_name(*origin).to_owned()).collect();
    names.sort();
    names
}

/// For each claim, whom it can be traced to.
fn steps(context: &Context<'_>, judged: &Judged<'_>, support: &Support) -> Vec<String> {
    const MOST: usize = 8;
    let model = context.model();
    let step = |claim: &ClaimId| {
        let origins = context.graph.origins(*claim, judged.attribution(context));
        let names: Vec<String> =
            origins.iter().map(|origin| model.origin_name(*origin).to_owned()).collect();
        let name = &model.entry_of(*claim).name;
        match names.as_slice() {
            [] => format!("`{name}` leads round in a circle"),
            names => format!("`{name}` leads to {}", words::list(names)),
        }
    };
    let mut steps: Vec<String> = support.claims.iter().take(MOST).map(step).collect();
    if support.claims.len() > MOST {
        steps.push(format!("and {} more claims", support.claims.len() - MOST));
    }
    steps
}
