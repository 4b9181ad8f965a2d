//! What all checks look at: the graph, and one verdict for each question.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use claimcheck_core::conflict::{Clash, Conflict};
use claimcheck_core::model::{ClaimId, Model, PropertyId, QuestionId, ReportId, ValueType};
use claimcheck_core::problem::Problem;
use claimcheck_core::values::EntityId;
use claimcheck_core::{ClaimGraph, Project};
use rayon::prelude::*;

use crate::gate::compare;
use crate::judge::judge;
use crate::known::{KnownSets, Listed};
use crate::limits::Limit;
use crate::meeting::{Apart, Meeting, apart_by_question};
use crate::members::{Answers, Member, spends};
use crate::network::Network;
use crate::rejected::{Ruled, ruled};
use crate::verdict::Verdict;

/// A project with the verdict on each of its questions.
pub struct Context<'p> {
    /// The claims.
    pub graph: &'p ClaimGraph,
    /// The verdicts, by question.
    pub verdicts: Vec<Verdict>,
    /// The network of dates and orders, solved.
    pub(crate) network: Network,
    /// The answers that take part in constraints.
    pub(crate) answers: Answers<'p>,
    /// The conflicts that are known.
    known: Vec<Conflict>,
    /// The limits that were reached.
    limits: Mutex<BTreeSet<Limit>>,
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
        Self::knowing(project, &[])
    }

    /// Judges every question of a project of which some conflicts are known besides those that its
    /// baseline lists. Which minimal sets are looked for depends on what is known.
    pub fn knowing(project: &'p Project, earlier: &[Conflict]) -> Self {
        let graph = &project.graph;
        let model = graph.model();
        let known = project.baseline.iter().map(|known| &known.conflict).chain(earlier);
        let mut known: Vec<Conflict> = known.cloned().collect();
        let Ruled { rejected, sets } = ruled(graph, project.today);
        known.extend(sets.into_iter().flat_map(settled));
        let looks_at = Network::looks_at(model);
        let counts = |property: PropertyId| {
            let declared = model.property(property);
            declared.unique || matches!(declared.value_type, ValueType::First | ValueType::Nth)
        };
        let answers =
            Answers::new(graph, &rejected, |property| looks_at(property) || counts(property));
        let orders = KnownSets::new(model, "conflict/order", &known);
        let questions = u32::try_from(model.questions.len()).unwrap_or(u32::MAX);
        let questions = (0..questions).into_par_iter().with_max_len(256).map(QuestionId);
        // What windows come to depends on when their events were: they wait for the network. That is
        // one piece of work, beside which the other questions are judged.
        let is_window =
            |question: QuestionId| model.question(question).property == PropertyId::FIRST;
        let (network, (mut verdicts, speaking)) = rayon::join(
            || Network::new(model, &answers, &orders),
            || {
                let verdicts: Vec<Verdict> = questions
                    .map(|question| match is_window(question) {
                        true => Verdict::open(question),
                        false => judge(graph, None, question),
                    })
                    .collect();
                (verdicts, speaking(model))
            },
        );
        verdicts.par_iter_mut().for_each(|verdict| {
            if is_window(verdict.question) {
                *verdict = judge(graph, Some(&network), verdict.question);
            }
        });
        let limits = network.layers().flat_map(|layer| &layer.limits).copied().collect();
        Self { graph, verdicts, network, answers, known, limits: Mutex::new(limits), speaking }
    }

    /// Notes that a limit was reached, so that something may have gone unseen.
    pub(crate) fn reached(&self, limit: Limit) {
        self.limits.lock().unwrap_or_else(PoisonError::into_inner).insert(limit);
    }

    /// What was not looked into since a limit was reached, as flaws of the input in a fixed order.
    pub(crate) fn limits(&self) -> Vec<Problem> {
        let limits = self.limits.lock().unwrap_or_else(PoisonError::into_inner);
        limits.iter().map(|limit| limit.problem(self.graph)).collect()
    }

    /// The claims whose answers stand in a contradiction of dates and orders that is not known: they
    /// take no further part.
    pub(crate) fn spent_on_orders(&self) -> BTreeSet<ClaimId> {
        let known = self.known("conflict/order");
        let mut spent = BTreeSet::new();
        for layer in self.network.layers() {
            for found in &layer.contradictions {
                let own: Vec<Member> =
                    found.members.iter().map(|at| layer.members[*at].clone()).collect();
                if known.number(&own.iter().collect::<Vec<&Member>>()).is_none() {
                    spent.extend(spends(&own));
                }
            }
        }
        spent
    }

    /// The sets of a code that are known.
    pub(crate) fn known(&self, code: &str) -> KnownSets<'_> {
        KnownSets::new(self.model(), code, &self.known)
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

/// What a ruling settles is known to each check that could find it.
fn settled(answers: BTreeSet<Listed>) -> impl Iterator<Item = Conflict> {
    let codes = ["conflict/arithmetic", "conflict/order", "conflict/ordinal", "conflict/window"];
    codes.into_iter().map(move |code| Conflict {
        code: code.to_owned(),
        clash: Clash::Together { answers: answers.clone(), rules: BTreeSet::new() },
    })
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
