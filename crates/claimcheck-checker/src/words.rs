//! Words that several checks share: how subjects, questions, reports and answers are called.

use std::collections::HashSet;

use claimcheck_core::ClaimGraph;
use claimcheck_core::model::{Certainty, ClaimId, Model, QuestionId};
use claimcheck_core::values::EntityId;
use claimcheck_core::values::date::DateValue;

/// What an entity is called: its first name, or its id.
pub(crate) fn entity(model: &Model, id: EntityId) -> &str {
    let entity = model.entity(id);
    entity.names.first().unwrap_or(&entity.id)
}

/// A question as part of a sentence: `the form of China's rare-earth measure`.
pub(crate) fn question(model: &Model, id: QuestionId) -> String {
    let question = model.question(id);
    let subject = entity(model, question.subject);
    let scope: Vec<String> =
        question.scope.iter().map(|(key, value)| format!("{key} {value}")).collect();
    let scope = if scope.is_empty() { String::new() } else { format!(" ({})", scope.join(", ")) };
    if let Some([left, right]) = &model.property(question.property).compared {
        return format!("how {left} compares with {right}{scope}");
    }
    match question.with {
        Some(with) => format!("the order of {subject} and {}{scope}", entity(model, with)),
        None => format!("the {} of {subject}{scope}", model.property(question.property).id),
    }
}

/// Some things in a row: `a`, `a and b`, `a, b and c`; the rest is counted where there are many.
pub(crate) fn list(items: &[String]) -> String {
    const MOST: usize = 6;
    match items {
        [] => String::new(),
        [one] => one.clone(),
        items if items.len() > MOST => {
            format!("{} and {} more", items[..MOST].join(", "), items.len() - MOST)
        }
        [rest @ .., last] => format!("{} and {last}", rest.join(", ")),
    }
}

/// The reports that some claims are of, in order, each once; facts are `the desk`.
pub(crate) fn reports(model: &Model, claims: &[ClaimId]) -> Vec<String> {
    let mut known = HashSet::new();
    let reports = claims.iter().map(|claim| model.entry_of(*claim).report);
    let each = reports.filter(|report| known.insert(*report));
    each.map(|report| report.map_or("a fact", |report| &model.report(report).id).to_owned())
        .collect()
}

/// A claim's answer in its normal form.
pub(crate) fn answer(model: &Model, claim: ClaimId) -> String {
    let stated = model.claim(claim);
    let property = model.property(model.question(stated.question).property);
    model.print(property, &stated.answer)
}

/// A claim's answer in the form that all equal answers share.
pub(crate) fn normal(model: &Model, claim: ClaimId) -> String {
    let stated = model.claim(claim);
    let property = model.property(model.question(stated.question).property);
    model.normal(property, &stated.answer)
}

/// How the relative dates among some claims were resolved, one step for each.
pub(crate) fn resolutions(model: &Model, claims: &[ClaimId]) -> Vec<String> {
    const MOST: usize = 8;
    let relative = claims.iter().filter(|claim| model.claim(**claim).relative);
    relative.take(MOST).filter_map(|claim| resolution(model, *claim)).collect()
}

fn resolution(model: &Model, claim: ClaimId) -> Option<String> {
    let report = model.report(model.entry_of(claim).report?);
    let from = report.counted_from.as_ref()?;
    let from = from.weekday_and_date().unwrap_or_else(|| model.print_date(from));
    let written = &model.claim(claim).written;
    Some(format!("`{written}` counted from {from} is {} ({})", answer(model, claim), report.id))
}

/// What keeps the claims from being told apart by the gate, as a step of the reason.
pub(crate) fn gate(graph: &ClaimGraph, question: QuestionId, when: Option<&DateValue>) -> String {
    let model = graph.model();
    let asked = model.question(question);
    let scope = match asked.scope.as_slice() {
        [] => "in no `scope`".to_owned(),
        scope => {
            let parts: Vec<String> =
                scope.iter().map(|(key, value)| format!("{key}: {value}")).collect();
            format!("in the same scope ({})", parts.join(", "))
        }
    };
    let time = match when {
        Some(when) => format!("at a common time, {}", model.print_date(when)),
        None => "at a common time".to_owned(),
    };
    format!(
        "nothing keeps the claims apart: all are about {}, {scope}, {time}",
        entity(model, asked.subject)
    )
}

/// Why a conflict is less than an error, as a step of the reason.
pub(crate) fn hedges(model: &Model, claims: &[ClaimId]) -> Vec<String> {
    const MOST: usize = 3;
    let hedge = |claim: &ClaimId| {
        let stated = model.claim(*claim);
        let name = &model.entry_of(*claim).name;
        match (stated.certainty, stated.approximate) {
            (Certainty::Certain, false) => None,
            (Certainty::Certain, true) => Some(format!("`{name}` is only approximate")),
            (certainty, _) => Some(format!("`{name}` is only {}", certainty.as_str())),
        }
    };
    claims.iter().filter_map(hedge).take(MOST).collect()
}

/// A count with its noun: `1 report`, `2 reports`.
pub(crate) fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}
