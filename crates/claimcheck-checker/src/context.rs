//! What all checks look at: the graph, and one verdict for each case of each question.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use claimcheck_core::conflict::{Clash, Conflict};
use claimcheck_core::graph::Attribution;
use claimcheck_core::model::{ClaimId, Model, PropertyId, QuestionId, ReportId, ValueType};
use claimcheck_core::problem::Problem;
use claimcheck_core::values::EntityId;
use claimcheck_core::{ClaimGraph, Project};
use rayon::prelude::*;

use crate::cases::{Comparer, judge};
use crate::copies::Copies;
use crate::known::{KnownSets, Listed};
use crate::limits::Limit;
use crate::meeting::{Apart, Meeting, apart_by_question};
use crate::members::{Answers, Member, spends};
use crate::network::Network;
use crate::rejected::{Ruled, ruled};
use crate::verdict::{CaseId, Verdict};

/// A project with the verdict on each of its cases.
pub struct Context<'p> {
    /// The claims.
    pub graph: &'p ClaimGraph,
    /// The verdicts, by question; those of one question in the order of their claims.
    pub verdicts: Vec<Verdict>,
    /// Where the verdicts on each question begin.
    starts: Vec<u32>,
    /// The network of dates and orders, solved.
    pub(crate) network: Network,
    /// The answers that take part in constraints.
    pub(crate) answers: Answers<'p>,
    /// The conflicts that are known.
    known: Vec<Conflict>,
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
        // What windows come to, and which times counted from events have a moment in common, depends on
        // when the events were, and waits for the network.
        let (waiting, others): (Vec<QuestionId>, Vec<QuestionId>) = (0..questions)
            .map(QuestionId)
            .partition(|question| waits_for_network(graph, *question));
        let judged = |questions: &[QuestionId], network: Option<&Network>| -> Vec<Verdict> {
            let comparer = Comparer { graph, network };
            let each = questions.par_iter().with_max_len(256);
            each.flat_map_iter(|question| judge(comparer, *question)).collect()
        };
        let (network, (mut verdicts, (speaking, copies))) = rayon::join(
            || Network::new(model, &answers, &orders),
            || (judged(&others, None), rayon::join(|| speaking(model), || Copies::of(model))),
        );
        verdicts.extend(judged(&waiting, Some(&network)));
        verdicts.par_sort_by_key(|verdict| verdict.question);
        let starts = number(&mut verdicts, questions);
        let limits = network.layers().flat_map(|layer| &layer.limits).copied().collect();
        let limits = Mutex::new(limits);
        Self { graph, verdicts, starts, network, answers, known, limits, copies, speaking }
    }

    /// The verdicts on the cases of a question, in the order of their claims: one at least.
    pub fn verdicts_on(&self, question: QuestionId) -> &[Verdict] {
        match self.starts.get(question.index()..question.index() + 2) {
            Some(&[start, end]) => &self.verdicts[start as usize..end as usize],
            _ => &[],
        }
    }

    /// The verdict on a case.
    pub fn verdict(&self, case: CaseId) -> &Verdict {
        &self.verdicts[case.0 as usize]
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

    /// Compares two claims, their questions first: claims on different questions, and claims that
    /// are corrected, do not meet.
    pub fn meet(&self, a: ClaimId, b: ClaimId) -> Meeting {
        match apart_by_question(self.graph, a, b) {
            Some(apart) => Meeting::Apart(apart),
            None if !self.graph.stands(a) || !self.graph.stands(b) => {
                Meeting::Apart(Apart::Superseded)
            }
            None => self.comparer().compare(a, b),
        }
    }

    pub(crate) fn comparer(&self) -> Comparer<'_> {
        Comparer { graph: self.graph, network: Some(&self.network) }
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

/// What a ruling settles is known to each check that could find it.
fn settled(answers: BTreeSet<Listed>) -> impl Iterator<Item = Conflict> {
    let codes = ["conflict/arithmetic", "conflict/order", "conflict/ordinal", "conflict/window"];
    codes.into_iter().map(move |code| Conflict {
        code: code.to_owned(),
        clash: Clash::Together { answers: answers.clone(), rules: BTreeSet::new() },
    })
}

/// Whether the answers to a question are compared by what is known of events: windows of time, and
/// claims that hold at a time which is counted from one.
fn waits_for_network(graph: &ClaimGraph, question: QuestionId) -> bool {
    let model = graph.model();
    let by_event = |claim: &ClaimId| {
        model.entry_of(*claim).when.as_ref().is_some_and(|when| when.anchored().is_some())
    };
    model.question(question).property == PropertyId::FIRST
        || graph.claims_on(question).iter().any(by_event)
}

/// Numbers the verdicts, and finds where those on each question begin.
fn number(verdicts: &mut [Verdict], questions: u32) -> Vec<u32> {
    let mut starts: Vec<u32> = Vec::with_capacity(questions as usize + 1);
    for (at, verdict) in (0..).zip(verdicts.iter_mut()) {
        verdict.case = CaseId(at);
        while starts.len() <= verdict.question.index() {
            starts.push(at);
        }
    }
    starts.resize(questions as usize + 1, u32::try_from(verdicts.len()).unwrap_or(u32::MAX));
    starts
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
