//! Claims on one thing in scopes that are nearly one: where they would clash if the scopes were one,
//! that is a tension. Two scopes are nearly one where one has a key that the other lacks, or where
//! the values of one key differ in spelling alone or lie one in the other.

use std::collections::{BTreeMap, BTreeSet};

use claimcheck_core::model::{ClaimId, Model, QuestionId, ReportId, Scope};
use claimcheck_core::values::EntityId;
use rayon::prelude::*;

use super::comparison::Comparer;
use super::pairs::pairs;
use crate::meeting::{Meeting, Tension, TensionKind};
use crate::sets::Sets;
use crate::verdict::Verdict;

/// The tensions between questions that differ in scope: one for each thing that is asked.
pub(crate) fn across_scopes<'v>(
    comparer: Comparer<'_>,
    verdicts_on: impl Fn(QuestionId) -> &'v [Verdict] + Sync,
) -> Vec<Tension> {
    let model = comparer.graph.model();
    let ids: Vec<QuestionId> = (0..).map(QuestionId).take(model.questions.len()).collect();
    let asked = |id: &QuestionId| {
        let question = model.question(*id);
        (question.subject, question.property, question.with)
    };
    // Questions stand in the order of what they ask, scopes last.
    let of_one: Vec<&[QuestionId]> = ids.chunk_by(|a, b| asked(a) == asked(b)).collect();
    let several = of_one.into_par_iter().filter(|questions| questions.len() > 1);
    several.flat_map_iter(|questions| between(comparer, questions, &verdicts_on)).collect()
}

/// The tensions between some questions that ask the same in different scopes.
fn between<'v>(
    comparer: Comparer<'_>,
    questions: &[QuestionId],
    verdicts_on: &impl Fn(QuestionId) -> &'v [Verdict],
) -> Vec<Tension> {
    let model = comparer.graph.model();
    let reports: Vec<BTreeSet<ReportId>> = questions
        .iter()
        .map(|question| {
            let claims = comparer.graph.claims_on(*question).iter();
            claims.filter_map(|claim| model.entry_of(*claim).report).collect()
        })
        .collect();
    let all: Vec<usize> = (0..questions.len()).collect();
    let mut sets = Sets::new(questions.len());
    let mut tense: BTreeMap<usize, BTreeSet<ClaimId>> = BTreeMap::new();
    for (a, b) in pairs(&all) {
        let scope = |at: usize| &model.question(questions[at]).scope;
        // A report that states both means two things by them.
        if !are_nearly_one(model, scope(a), scope(b)) || !reports[a].is_disjoint(&reports[b]) {
            continue;
        }
        let found = clashing(comparer, verdicts_on(questions[a]), verdicts_on(questions[b]));
        if !found.is_empty() {
            sets.join(a, b);
            tense.entry(a).or_default().extend(found);
        }
    }
    let mut of_set: BTreeMap<usize, BTreeSet<ClaimId>> = BTreeMap::new();
    for (at, claims) in tense {
        of_set.entry(sets.of(at)).or_default().extend(claims);
    }
    let tension = |claims: BTreeSet<ClaimId>| Tension {
        kind: TensionKind::Scope,
        claims: claims.into_iter().collect(),
    };
    of_set.into_values().map(tension).collect()
}

/// The claims of some cases that clash with claims of others.
fn clashing(comparer: Comparer<'_>, one: &[Verdict], other: &[Verdict]) -> BTreeSet<ClaimId> {
    let mut found = BTreeSet::new();
    for mine in one.iter().flat_map(|verdict| &verdict.classes) {
        for theirs in other.iter().flat_map(|verdict| &verdict.classes) {
            if matches!(comparer.compare_claims(&mine.claims, &theirs.claims), Meeting::Clash(_)) {
                found.extend(mine.claims.iter().chain(&theirs.claims).copied());
            }
        }
    }
    found
}

/// Whether two scopes differ in one key, and there by little.
fn are_nearly_one(model: &Model, one: &Scope, other: &Scope) -> bool {
    fn value<'s>(scope: &'s Scope, key: &str) -> Option<&'s str> {
        scope.iter().find(|(known, _)| known == key).map(|(_, value)| value.as_str())
    }
    let keys: BTreeSet<&str> = one.iter().chain(other).map(|(key, _)| key.as_str()).collect();
    let mut differences = 0;
    for key in keys {
        match (value(one, key), value(other, key)) {
            (Some(a), Some(b)) if a == b => {}
            (Some(a), Some(b)) if !are_alike(model, a, b) => return false,
            _ => differences += 1,
        }
    }
    differences == 1
}

/// Whether two values of a scope differ in spelling alone, or one is part of the other.
fn are_alike(model: &Model, a: &str, b: &str) -> bool {
    let letters = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let entity = |id: &str| {
        let at = model.entities.binary_search_by(|entity| entity.id.as_str().cmp(id)).ok()?;
        u32::try_from(at).ok().map(EntityId)
    };
    letters(a) == letters(b)
        || entity(a).zip(entity(b)).is_some_and(|(a, b)| {
            model.taxonomy.around(a).contains(&b) || model.taxonomy.around(b).contains(&a)
        })
}
