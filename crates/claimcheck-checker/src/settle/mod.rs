//! Findings, rulings and what is known, to new · known · ruled · fixed. Pure: what is listed as
//! known and which day it is come in with the project.
//!
//! A conflict that a ruling settles is ruled; else it is known where it is listed, by the baseline
//! of the project or as found in an earlier state of it; else it is new.

mod answers;
mod identity;
mod known;
mod rulings;
mod standing;

pub use crate::pins::pin;

use std::collections::{BTreeMap, BTreeSet};

use claimcheck_core::Project;
use claimcheck_core::conflict::{Clash, Conflict};
use claimcheck_core::model::ClaimId;
use claimcheck_core::problem::{InputCode, Problem, clip};

use crate::context::Context;
use crate::finding::{Finding, State};
use crate::words;
use known::Present;

/// What settling came to, besides the states of the findings.
#[derive(Debug, Default)]
pub(crate) struct Settled {
    /// Rulings and known conflicts that match nothing.
    pub(crate) stale: Vec<Problem>,
    /// Conflicts that were known and are gone, each once.
    pub(crate) fixed: Vec<Conflict>,
    /// What is left of each conflict of the baseline.
    pub(crate) left: Vec<Option<Conflict>>,
}

/// Gives all conflicts their identities and states.
pub(crate) fn settle(
    context: &Context<'_>,
    project: &Project,
    findings: &mut [Finding],
    earlier: &[Conflict],
) -> Settled {
    let conflicts: Vec<Conflict> =
        findings.iter().map(|finding| identity::conflict(context, finding)).collect();
    let present = Present::new(context, &conflicts);
    // What is listed is read as it would be written now.
    let written: Vec<&Conflict> =
        project.baseline.iter().map(|known| &known.conflict).chain(earlier).collect();
    let model = project.graph.model();
    let read: Vec<Conflict> =
        written.iter().map(|conflict| project.vocabulary.present(model, conflict)).collect();
    let listed: Vec<&Conflict> = read.iter().collect();
    let left = present.left(&listed).into_iter().enumerate();
    // What is left as it was stays as it was written.
    let left: Vec<Option<Conflict>> = left
        .map(|(at, left)| {
            left.map(|left| if left == read[at] { written[at].clone() } else { left })
        })
        .collect();
    for (at, known) in present.known(&listed).into_iter().enumerate() {
        if known {
            findings[at].state = State::Known;
        }
    }
    point_at_what_is_new(context, findings, &conflicts, &listed);
    let mut stale = rulings::settle(context, project.today, findings, &conflicts);
    for (finding, conflict) in findings.iter_mut().zip(conflicts.iter()) {
        finding.conflict = Some(conflict.clone());
    }
    // Where the input has errors, it is not known what is gone.
    if project.problems.iter().any(|problem| problem.code.is_error()) {
        return Settled { left: vec![None; project.baseline.len()], ..Settled::default() };
    }
    let gone = |at: &usize| left[*at].is_none();
    let in_baseline = project.baseline.iter().enumerate().filter(|(at, _)| gone(at));
    stale.extend(in_baseline.map(|(_, known)| {
        let message = format!("no longer a conflict: {}", clip(&known.conflict.in_words()));
        Problem::new(InputCode::StaleBaseline, known.span, message)
            .labelled("listed as known here")
            .with_help("`claimcheck baseline prune` takes it out of the list")
    }));
    let mut fixed: Vec<Conflict> =
        (0..written.len()).filter(gone).map(|at| written[at].clone()).collect();
    fixed.sort();
    fixed.dedup();
    let left = left.into_iter().take(project.baseline.len()).collect();
    Settled { stale, fixed, left }
}

/// Where a part of a dispute is known, the rest is shown at the first claim that brings something
/// new: that is the one that somebody has just written.
fn point_at_what_is_new(
    context: &Context<'_>,
    findings: &mut [Finding],
    conflicts: &[Conflict],
    listed: &[&Conflict],
) {
    let mut known: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for conflict in listed {
        if let Clash::Answers { question, groups, .. } = &conflict.clash {
            let answers = groups.iter().flatten().map(String::as_str);
            known.entry(question).or_default().extend(answers);
        }
    }
    let model = context.model();
    for (finding, conflict) in findings.iter_mut().zip(conflicts) {
        let Clash::Answers { question, groups, .. } = &conflict.clash else { continue };
        let Some(known) = known.get(question.as_str()).filter(|_| finding.state == State::New)
        else {
            continue;
        };
        let new: BTreeSet<&str> =
            groups.iter().flatten().map(String::as_str).filter(|it| !known.contains(it)).collect();
        let brings = |claim: &&ClaimId| new.contains(words::normal(model, **claim).as_str());
        if let Some(claim) = finding.claims.iter().filter(brings).min() {
            finding.at = model.entry_of(*claim).place;
        }
    }
}
