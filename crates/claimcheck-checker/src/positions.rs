//! The sides of a finding, as people read them: the narrowest answer, all answers with their claims,
//! the time, the sources and the origins.

use std::collections::BTreeMap;

use claimcheck_core::model::{ClaimId, Model};
use claimcheck_core::values::Relation;

use crate::context::Context;
use crate::verdict::Verdict;
use crate::voices::sources;
use crate::words;

/// Claims on one question that can all hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// The narrowest of its answers, in its normal form.
    pub value: String,
    /// The time at which all of its claims hold, where they hold at one that is limited.
    pub when: Option<String>,
    /// Its claims, in the order of their places.
    pub claims: Vec<ClaimId>,
    /// Its answers, each with its claims, from the narrowest.
    pub answers: Vec<PositionAnswer>,
    /// The names of the sources that its claims name; of a report's own voice its publisher, or the
    /// report.
    pub sources: Vec<String>,
    /// The names of the origins that its claims lead to.
    pub origins: Vec<String>,
}

/// An answer of a position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PositionAnswer {
    /// The answer, in its normal form.
    pub value: String,
    /// The claims that give it, in the order of their places.
    pub claims: Vec<ClaimId>,
}

impl Context<'_> {
    /// Groups of a case's classes as positions, for what is shown beside the findings.
    pub fn positions_of(&self, verdict: &Verdict, groups: &[Vec<usize>]) -> Vec<Position> {
        let sides: Vec<Vec<ClaimId>> =
            groups.iter().map(|group| verdict.claims_of(group)).collect();
        positions(self, verdict, &sides)
    }

    /// The sides of all disputes of a case as positions.
    pub fn sides_of(&self, verdict: &Verdict) -> Vec<Position> {
        let sides = verdict.disputes().iter().flat_map(|dispute| &dispute.sides);
        self.positions_of(verdict, &sides.cloned().collect::<Vec<_>>())
    }
}

/// The sides of a finding on one case as positions, in the order of their claims.
pub(crate) fn positions(
    context: &Context<'_>,
    verdict: &Verdict,
    sides: &[Vec<ClaimId>],
) -> Vec<Position> {
    if sides.is_empty() {
        return Vec::new();
    }
    let (model, attribution) = (context.model(), context.attribution(verdict));
    let mut stands: BTreeMap<ClaimId, usize> = BTreeMap::new();
    for claim in sides.iter().flatten() {
        *stands.entry(*claim).or_default() += 1;
    }
    let everywhere = |claim: ClaimId| stands.get(&claim) == Some(&sides.len());
    let origins = |claims: &[ClaimId]| {
        let of = |claim: &ClaimId| context.graph.origins(*claim, &attribution);
        named(claims.iter().flat_map(of).map(|origin| model.origin_name(origin).to_owned()))
    };
    let position = |claims: &Vec<ClaimId>| {
        let answers = answers(model, claims, &everywhere);
        let value = answers.first().map(|answer| answer.value.clone()).unwrap_or_default();
        stated(model, value, answers, origins(claims), claims.clone())
    };
    let mut positions: Vec<Position> = sides.iter().map(position).collect();
    sort(&mut positions);
    positions
}

/// Puts positions into the order of their claims.
pub(crate) fn sort(positions: &mut [Position]) {
    positions.sort_by(|a, b| a.claims.cmp(&b.claims).then_with(|| a.value.cmp(&b.value)));
}

/// Claims that give or entail an answer, with the origins that support it.
pub(crate) fn supported(
    model: &Model,
    value: String,
    claims: Vec<ClaimId>,
    origins: Vec<String>,
) -> Position {
    let answers = answers(model, &claims, &|_| false);
    stated(model, value, answers, origins, claims)
}

fn stated(
    model: &Model,
    value: String,
    answers: Vec<PositionAnswer>,
    origins: Vec<String>,
    claims: Vec<ClaimId>,
) -> Position {
    let (when, sources) = (common_time(model, &claims), sources(model, &claims));
    Position { value, when, claims, answers, sources, origins }
}

/// Names in order, each once.
fn named(names: impl Iterator<Item = String>) -> Vec<String> {
    let names: std::collections::BTreeSet<String> = names.collect();
    names.into_iter().collect()
}

/// The time at which some claims hold, where it is the same for all and limited.
fn common_time(model: &Model, claims: &[ClaimId]) -> Option<String> {
    let mut times = claims.iter().map(|claim| model.entry_of(*claim).when.as_deref());
    let first = times.next()??;
    times.all(|time| time == Some(first)).then(|| model.print_time(first))
}

/// The answers of some claims, the narrowest first: of those that not all sides give, one that no
/// other is narrower than; of several, the one with the most definite form, then the first in words.
fn answers(
    model: &Model,
    claims: &[ClaimId],
    everywhere: &impl Fn(ClaimId) -> bool,
) -> Vec<PositionAnswer> {
    /// Up to this many answers are compared with each other.
    const COMPARED: usize = 64;
    let mut by_value: BTreeMap<String, Vec<ClaimId>> = BTreeMap::new();
    for claim in claims {
        by_value.entry(words::answer(model, *claim)).or_default().push(*claim);
    }
    let answers: Vec<PositionAnswer> =
        by_value.into_iter().map(|(value, claims)| PositionAnswer { value, claims }).collect();
    let stated = |answer: &PositionAnswer| answer.claims.first().map(|claim| model.claim(*claim));
    let inside = |one: &PositionAnswer, other: &PositionAnswer| {
        let (Some(one), Some(other)) = (stated(one), stated(other)) else { return false };
        one.answer.relate(&other.answer, &model.taxonomy) == Some(Relation::Inside)
    };
    let compared = &answers[..answers.len().min(COMPARED)];
    let shared = |answer: &PositionAnswer| answer.claims.iter().all(|claim| everywhere(*claim));
    let rank = |answer: &PositionAnswer| {
        let narrower = compared.iter().filter(|other| inside(other, answer)).count();
        let claim = stated(answer);
        let denial = claim.is_some_and(|claim| claim.denial);
        let unbounded = claim.is_some_and(|claim| !claim.answer.is_bounded());
        (shared(answer), narrower, denial, unbounded)
    };
    let ranks: Vec<(bool, usize, bool, bool)> = answers.iter().map(rank).collect();
    let mut ranked: Vec<_> = ranks.into_iter().zip(answers).collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    ranked.into_iter().map(|(_, answer)| answer).collect()
}
