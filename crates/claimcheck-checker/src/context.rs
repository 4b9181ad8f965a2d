//! What all checks look at: the graph, and one verdict for each question.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use claimcheck_core::graph::Attribution;
use claimcheck_core::model::{ClaimId, Model, PropertyId, QuestionId, ReportId};
use claimcheck_core::values::EntityId;
use claimcheck_core::{ClaimGraph, Project};
use rayon::prelude::*;

use crate::copies::Copies;
use crate::gate::compare;
use crate::judge::judge;
use crate::meeting::{Apart, Meeting, apart_by_question};
use crate::network::{Grounds, Limit, Network};
use crate::verdict::Verdict;

/// A project with the verdict on each of its questions.
pub struct Context<'p> {
    /// The claims.
    pub graph: &'p ClaimGraph,
    /// The verdicts, by question.
    pub verdicts: Vec<Verdict>,
    /// The network of dates and orders, solved.
    pub(crate) network: Network,
    /// The limits that were reached.
    limits: Mutex<BTreeSet<Limit>>,
    /// Which passages are copies of each other.
    pub(crate) copies: Copies,
    /// Which reports speak of which subjects, in order, each pair once.
    speaking: Vec<(EntityId, ReportId)>,
}

impl std::fmt::Debug for Context<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Context").field("verdicts", &self.verdicts).finish_non_exhaustive()
    }
}

impl<'p> Context<'p> {
    /// Judges every question of a project.
    pub fn new(project: &'p Project) -> Self {
        let graph = &project.graph;
        let model = graph.model();
        let looks_at = Network::looks_at(model);
        let is_timed = |question: QuestionId| looks_at(model.question(question).property);
        let questions = u32::try_from(model.questions.len()).unwrap_or(u32::MAX);
        let questions = (0..questions).into_par_iter().with_max_len(256).map(QuestionId);
        let first = questions.map(|question| match is_timed(question) {
            true => judge(graph, None, question),
            false => Verdict::open(question),
        });
        let mut verdicts: Vec<Verdict> = first.collect();
        // What windows come to depends on when their events were: they wait for the network. That is
        // one piece of work, beside which the other questions are judged.
        let is_window =
            |verdict: &Verdict| model.question(verdict.question).property == PropertyId::FIRST;
        let grounds = Grounds::new(model, &verdicts);
        let (network, (speaking, copies)) = rayon::join(
            || Network::new(model, &grounds),
            || {
                verdicts.par_iter_mut().with_max_len(256).for_each(|verdict| {
                    if !is_timed(verdict.question) && !is_window(verdict) {
                        *verdict = judge(graph, None, verdict.question);
                    }
                });
                (speaking(model), Copies::of(model))
            },
        );
        verdicts.par_iter_mut().for_each(|verdict| {
            if is_window(verdict) {
                *verdict = judge(graph, Some(&network), verdict.question);
            }
        });
        let limits = Mutex::new(network.limits.iter().copied().collect());
        Self { graph, verdicts, network, limits, copies, speaking }
    }

    /// Notes that a limit was reached, so that something may have gone unseen.
    pub(crate) fn reached(&self, limit: Limit) {
        self.limits.lock().unwrap_or_else(PoisonError::into_inner).insert(limit);
    }

    /// What was not done since a limit was reached, a sentence each, in a fixed order.
    pub fn remarks(&self) -> Vec<String> {
        let limits = self.limits.lock().unwrap_or_else(PoisonError::into_inner);
        limits.iter().map(|limit| limit.remark()).collect()
    }

    /// Compares two claims, the gate first: claims of different questions, and claims that are
    /// corrected, do not meet.
    pub fn meet(&self, a: ClaimId, b: ClaimId) -> Meeting {
        match apart_by_question(self.graph, a, b) {
            Some(apart) => Meeting::Apart(apart),
            None if !self.graph.stands(a) || !self.graph.stands(b) => {
                Meeting::Apart(Apart::Superseded)
            }
            None => compare(self.graph, Some(&self.network), a, b),
        }
    }

    /// Whether a claim entails another one that it meets.
    pub(crate) fn entails(&self, one: ClaimId, other: ClaimId) -> bool {
        matches!(self.meet(one, other), Meeting::Agree(relation) if relation.entails())
    }

    /// Where the claims of a judged question come from.
    pub fn attribution(&self, verdict: &Verdict) -> Attribution {
        let claims = verdict.claims();
        let copies = self.copies.among(self.model(), &claims);
        self.graph.attribution(&claims, &|one, other| self.entails(one, other), &copies)
    }

    pub(crate) fn model(&self) -> &'p Model {
        self.graph.model()
    }

    /// The questions that some claims answer, each once, in order.
    pub(crate) fn questions_of(&self, claims: &[ClaimId]) -> Vec<QuestionId> {
        let mut questions: Vec<QuestionId> =
            claims.iter().map(|claim| self.model().claim(*claim).question).collect();
        questions.sort_unstable();
        questions.dedup();
        questions
    }

    /// The reports that speak of a subject, in order.
    pub fn speaking_of(&self, subject: EntityId) -> impl Iterator<Item = ReportId> {
        let start = self.speaking.partition_point(|(other, _)| *other < subject);
        self.speaking[start..]
            .iter()
            .take_while(move |(other, _)| *other == subject)
            .map(|(_, report)| *report)
    }
}

/// Which reports speak of which subjects, in order, each pair once.
fn speaking(model: &Model) -> Vec<(EntityId, ReportId)> {
    let pairs = model.claims.iter().filter_map(|claim| {
        let report = model.entry(claim.entry).report?;
        let question = model.question(claim.question);
        // A claim on the order of two events speaks of both.
        let subjects = std::iter::once(question.subject).chain(question.with);
        Some(subjects.map(move |subject| (subject, report)))
    });
    let mut speaking: Vec<(EntityId, ReportId)> = Vec::new();
    for pair in pairs.flatten() {
        // What a report says of a subject mostly stands together.
        if speaking.last() != Some(&pair) {
            speaking.push(pair);
        }
    }
    speaking.sort_unstable();
    speaking.dedup();
    speaking
}
