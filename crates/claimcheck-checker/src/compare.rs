//! `compare`: why two claims conflict, agree or do not meet, step by step.

use claimcheck_core::ClaimGraph;
use claimcheck_core::model::{ClaimId, Model};
use claimcheck_core::values::Relation;

use crate::context::Context;
use crate::meeting::{Apart, Clash, Meeting, TensionKind};
use crate::{orders, windows, words};

/// The comparison of two claims in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparison {
    /// The first claim.
    pub first: ClaimId,
    /// The second claim.
    pub second: ClaimId,
    /// What came of it.
    pub meeting: Meeting,
    /// The outcome in a few words.
    pub verdict: String,
    /// How it follows, step by step.
    pub steps: Vec<String>,
}

/// Compares two claims.
pub fn compare(context: &Context<'_>, first: ClaimId, second: ClaimId) -> Comparison {
    let graph = context.graph;
    let model = graph.model();
    let meeting = context.meet(first, second);
    let mut steps = vec![stated(model, first), stated(model, second)];
    steps.extend(words::resolutions(model, &[first, second]));
    steps.extend(passed(model, first, meeting));
    let compared = !matches!(meeting, Meeting::Apart(_));
    if compared && first != second {
        let opens = |claim| windows::opens(&context.network, model, claim, None);
        steps.extend([first, second].into_iter().filter_map(opens));
    }
    let order = || orders::meet(model, first, second).filter(|_| compared);
    let window = || match meeting {
        Meeting::Agree(relation) => windows::agree(model, (first, second), relation),
        _ => None,
    };
    let last = order().or_else(window);
    steps.push(last.unwrap_or_else(|| conclusion(graph, first, second, meeting)));
    Comparison { first, second, meeting, verdict: verdict(meeting), steps }
}

fn stated(model: &Model, claim: ClaimId) -> String {
    if let Some(order) = orders::stated(model, claim) {
        return order;
    }
    let question = words::question(model, model.claim(claim).question);
    let (written, normal) = (&model.claim(claim).written, words::answer(model, claim));
    let normal = if **written == *normal { String::new() } else { format!(", which is {normal}") };
    format!("`{}` answers {question} with `{written}`{normal}", model.entry_of(claim).name)
}

fn passed(model: &Model, claim: ClaimId, meeting: Meeting) -> Option<String> {
    let question = words::question(model, model.claim(claim).question);
    match meeting {
        Meeting::Apart(Apart::Subject | Apart::Property | Apart::Scope | Apart::With) => None,
        Meeting::Apart(_) => Some(format!("both are on {question}")),
        _ => Some(format!("both are on {question}, and hold at a common time")),
    }
}

fn verdict(meeting: Meeting) -> String {
    match meeting {
        Meeting::Apart(_) => "the claims do not meet".to_owned(),
        Meeting::Incomparable => "the claims cannot be compared (gap/incomparable)".to_owned(),
        Meeting::Succession => {
            "the claims agree: the one follows the other (succession)".to_owned()
        }
        Meeting::Tension(_) => {
            "the claims do not conflict, and would under one assumption more (tension)".to_owned()
        }
        Meeting::Clash(Clash::Answers) => "the claims conflict (DR: nothing in common)".to_owned(),
        Meeting::Clash(Clash::Implied) => {
            "the claims clash by what one of them implies (a warning)".to_owned()
        }
        Meeting::Clash(Clash::Regression) => {
            "the claims conflict: a change in the forbidden way (regression)".to_owned()
        }
        Meeting::Agree(relation) => {
            format!("the claims agree ({}: {})", relation.abbreviation(), how(relation))
        }
    }
}

fn tension(kind: TensionKind) -> String {
    let assumption = match kind {
        TensionKind::Scope => "their scopes were one",
        TensionKind::Time => {
            "the time at which both may hold were real, or they were said in another order"
        }
        TensionKind::Lists => "their lists were complete",
        TensionKind::Text => "different words were different answers",
        TensionKind::Implied => "they meant what their words imply",
        TensionKind::Place => "places whose relation nobody declared were apart",
        TensionKind::Unknown => {
            "the answer that one gives were the one that the other says is not known"
        }
    };
    format!("they would clash if {assumption}")
}

fn how(relation: Relation) -> &'static str {
    match relation {
        Relation::Equal => "the same answer",
        Relation::Inside => "the first refines the second",
        Relation::Contains => "the second refines the first",
        Relation::Overlap => "compatible, neither entails the other",
        Relation::Disjoint => "nothing in common",
    }
}

fn conclusion(graph: &ClaimGraph, first: ClaimId, second: ClaimId, meeting: Meeting) -> String {
    let model = graph.model();
    let question = |claim: ClaimId| model.question(model.claim(claim).question);
    let (one, other) = (question(first), question(second));
    let scope = |claim: ClaimId| {
        let parts: Vec<String> =
            question(claim).scope.iter().map(|(key, value)| format!("{key}: {value}")).collect();
        if parts.is_empty() { "nothing".to_owned() } else { format!("{{{}}}", parts.join(", ")) }
    };
    let time = |claim: ClaimId| {
        model
            .entry_of(claim)
            .when
            .as_ref()
            .map_or_else(|| "always".to_owned(), |when| model.print_time(when))
    };
    let said = |claim: ClaimId| {
        let as_of = model.entry_of(claim).as_of.as_deref();
        as_of.map_or_else(|| "an unknown time".to_owned(), |as_of| model.print_date(as_of))
    };
    match meeting {
        Meeting::Apart(Apart::Subject) => format!(
            "the subject keeps them apart: {} is not {}",
            words::entity(model, one.subject),
            words::entity(model, other.subject)
        ),
        Meeting::Apart(Apart::Property) => format!(
            "the property keeps them apart: `{}` is another question than `{}`",
            model.property(one.property).id,
            model.property(other.property).id
        ),
        Meeting::Apart(Apart::With) => "they are of the order to different events".to_owned(),
        Meeting::Apart(Apart::Scope) => {
            format!("the scope keeps them apart: one is confined to {}, the other to {}", scope(first), scope(second))
        }
        Meeting::Apart(Apart::ValidTime) => {
            format!(
                "the valid time keeps them apart: {} and {} have no moment in common",
                time(first),
                time(second)
            )
        }
        Meeting::Apart(Apart::PerhapsNever) => format!(
            "it is not certain that they hold at a common time: {} and {}",
            time(first),
            time(second)
        ),
        Meeting::Apart(Apart::Unknown) => {
            "both say that the answer is not known, or hold at different times".to_owned()
        }
        Meeting::Tension(kind) => tension(kind),
        Meeting::Apart(Apart::Superseded) => superseded(graph, first, second),
        Meeting::Succession => {
            format!(
                "the answers differ as `{}` may change: one is as of {}, the other as of {}",
                model.property(one.property).id,
                said(first),
                said(second)
            )
        }
        Meeting::Clash(Clash::Regression) => {
            format!(
                "the later answer went the way that `{}` cannot change: {} and {}",
                model.property(one.property).id,
                said(first),
                said(second)
            )
        }
        Meeting::Incomparable => {
            "their dimensions differ, and there is no rate between them that always holds"
                .to_owned()
        }
        Meeting::Clash(Clash::Answers) => "the two answers have nothing in common".to_owned(),
        Meeting::Clash(Clash::Implied) => {
            "the narrower window implies that something happened about when it opens, and the wider one says that nothing did".to_owned()
        }
        Meeting::Agree(relation) => match relation {
            Relation::Equal => "the two answers are the same".to_owned(),
            Relation::Inside => format!(
                "{} lies within {}",
                words::answer(model, first),
                words::answer(model, second)
            ),
            Relation::Contains => format!(
                "{} lies within {}",
                words::answer(model, second),
                words::answer(model, first)
            ),
            _ => "both answers can hold, and each leaves room that the other does not".to_owned(),
        },
    }
}

fn superseded(graph: &ClaimGraph, first: ClaimId, second: ClaimId) -> String {
    let model = graph.model();
    let steps = [first, second].into_iter().filter_map(|claim| {
        let by = graph.corrected_by(claim);
        let by: Vec<String> =
            by.iter().map(|claim| format!("`{}`", model.entry_of(*claim).name)).collect();
        (!by.is_empty()).then(|| {
            format!("`{}` is superseded by {}", model.entry_of(claim).name, words::list(&by))
        })
    });
    steps.collect::<Vec<_>>().join("; ")
}
