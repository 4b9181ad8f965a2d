//! The groups of answers that can hold together, as people read them: the narrowest answer, the
//! claims and their origins.

use claimcheck_core::model::{ClaimId, Origin};
use claimcheck_core::values::Relation;

use crate::context::Context;
use crate::judged::Judged;
use crate::verdict::Verdict;

/// A group of claims on one question that can all hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// The narrowest of its answers, in its normal form.
    pub value: String,
    /// Its claims, in the order of their places.
    pub claims: Vec<ClaimId>,
    /// The names of the origins that its claims lead to.
    pub origins: Vec<String>,
}

impl Context<'_> {
    /// The groups of a question's classes as positions, for what is shown beside the findings.
    pub fn positions_of(&self, verdict: &Verdict, groups: &[Vec<usize>]) -> Vec<Position> {
        positions(self, &Judged::new(verdict), groups)
    }
}

/// The groups of a question's classes as positions, in the order of their claims.
pub(crate) fn positions(
    context: &Context<'_>,
    judged: &Judged<'_>,
    groups: &[Vec<usize>],
) -> Vec<Position> {
    let (verdict, attribution) = (judged.verdict, judged.attribution(context));
    let origins = |claims: &[ClaimId]| {
        let mut origins: Vec<Origin> =
            claims.iter().flat_map(|claim| context.graph.origins(*claim, attribution)).collect();
        origins.sort_unstable();
        origins.dedup();
        let mut names: Vec<String> = origins
            .into_iter()
            .map(|origin| context.model().origin_name(origin).to_owned())
            .collect();
        names.sort();
        names
    };
    let mut stands = vec![0; verdict.classes.len()];
    for class in groups.iter().flatten() {
        stands[*class] += 1;
    }
    let everywhere = |class: usize| stands[class] == groups.len();
    let mut positions: Vec<Position> = groups
        .iter()
        .map(|group| {
            let mut claims: Vec<ClaimId> = group
                .iter()
                .flat_map(|class| verdict.classes[*class].claims.iter().copied())
                .collect();
            claims.sort_unstable();
            Position {
                value: narrowest(context, verdict, group, &everywhere),
                origins: origins(&claims),
                claims,
            }
        })
        .collect();
    positions.sort_by(|a, b| a.claims.cmp(&b.claims).then_with(|| a.value.cmp(&b.value)));
    positions
}

/// The narrowest answer of a group: of those that others of it dispute, one that no other is
/// narrower than; of several, the one with the most definite form, then the first in words.
fn narrowest(
    context: &Context<'_>,
    verdict: &Verdict,
    group: &[usize],
    everywhere: &impl Fn(usize) -> bool,
) -> String {
    /// Up to this many answers are compared with each other.
    const COMPARED: usize = 64;
    let model = context.model();
    if let [only] = group {
        return verdict.answer(model, *only).to_owned();
    }
    let mut own: Vec<usize> =
        group.iter().copied().filter(|class| !everywhere(*class)).take(COMPARED).collect();
    if own.is_empty() {
        own = group.iter().copied().take(COMPARED).collect();
    }
    let speaker = |class: usize| verdict.classes[class].first();
    let stated = |class: usize| speaker(class).map(|claim| model.claim(claim));
    let inside = |one: usize, other: usize| {
        let (Some(one), Some(other)) = (stated(one), stated(other)) else { return false };
        one.answer.relate(&other.answer, &model.taxonomy) == Some(Relation::Inside)
    };
    let minimal = own.iter().filter(|class| !own.iter().any(|other| inside(*other, **class)));
    let named = minimal.filter_map(|class| {
        let claim = stated(*class)?;
        Some((claim.denial, !claim.answer.is_bounded(), verdict.answer(model, *class)))
    });
    named.min().map(|(_, _, value)| value.to_owned()).unwrap_or_default()
}
