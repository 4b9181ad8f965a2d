//! What corroboration, echoes and lone origins have in common: their positions, words and identity.

use std::collections::BTreeSet;

use claimcheck_core::model::{ClaimId, Model, Origin};

use super::definition::Check;
use crate::context::Context;
use crate::finding::{Evidence, Finding};
use crate::judged::Judged;
use crate::positions::{Position, sort, supported};
use crate::support::Supported;
use crate::verdict::Class;
use crate::words;

/// A reason shows up to this many steps, and counts the rest.
pub(super) const MOST: usize = 8;

/// A finding on some supported answers, if there are any.
pub(super) fn finding(
    context: &Context<'_>,
    check: &Check,
    judged: &Judged<'_>,
    answers: &[Supported],
    evidence: impl Evidence + 'static,
) -> Option<Finding> {
    if answers.is_empty() {
        return None;
    }
    let claims: BTreeSet<ClaimId> =
        answers.iter().flat_map(|answer| answer.claims.iter().copied()).collect();
    let (questions, claims) = (vec![judged.verdict.question], claims.into_iter().collect());
    let found = Finding::on_claims(context, check.key(), questions, claims, evidence);
    Some(Finding { case: Some(judged.verdict.case), ..found })
}

/// Each answer with the claims that support it, and their origins.
pub(super) fn positions(
    context: &Context<'_>,
    judged: &Judged<'_>,
    answers: &[Supported],
) -> Vec<Position> {
    let position = |answer: &Supported| {
        let value = answer.answer.print(context.model(), judged.verdict);
        let origins = names(context, &answer.origins);
        supported(context.model(), value, answer.claims.clone(), origins)
    };
    let mut positions: Vec<Position> = answers.iter().map(position).collect();
    sort(&mut positions);
    positions
}

/// What a finding on supported answers is about: its question, the answers and their times.
pub(super) fn about(context: &Context<'_>, judged: &Judged<'_>, answers: &[Supported]) -> String {
    let (model, verdict) = (context.model(), judged.verdict);
    let said = |it: &Supported| {
        let first = verdict.classes.get(it.answer.class).and_then(Class::first);
        let when = first.map(|claim| when(model, claim)).unwrap_or_default();
        format!("{}@{when}", it.answer.normal(model, verdict))
    };
    let mut about: Vec<String> = answers.iter().map(said).collect();
    about.sort();
    about.insert(0, model.question_name(verdict.question));
    about.join("\n")
}

/// When what a claim states holds; nothing, where it always does.
fn when(model: &Model, claim: ClaimId) -> String {
    let when = model.entry_of(claim).when.as_deref();
    when.map(|when| model.print_time(when)).unwrap_or_default()
}

/// What some claims say, each with its question and its time, sorted: the same whoever says it.
pub(super) fn said(context: &Context<'_>, claims: &[ClaimId]) -> Vec<String> {
    let model = context.model();
    let said = |claim: &ClaimId| {
        let question = model.question_name(model.claim(*claim).question);
        format!("{question}={}@{}", words::normal(model, *claim), when(model, *claim))
    };
    let mut all: Vec<String> = claims.iter().map(said).collect();
    all.sort();
    all.dedup();
    all
}

/// What origins are called, in order.
pub(super) fn names(context: &Context<'_>, origins: &BTreeSet<Origin>) -> Vec<String> {
    let name = |origin: &Origin| context.model().origin_name(*origin).to_owned();
    let mut names: Vec<String> = origins.iter().map(name).collect();
    names.sort();
    names
}

/// For each claim, whom it can be traced to.
pub(super) fn steps(context: &Context<'_>, judged: &Judged<'_>, claims: &[ClaimId]) -> Vec<String> {
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
    let mut steps: Vec<String> = claims.iter().take(MOST).map(step).collect();
    if claims.len() > MOST {
        steps.push(format!("and {} more claims", claims.len() - MOST));
    }
    steps
}
