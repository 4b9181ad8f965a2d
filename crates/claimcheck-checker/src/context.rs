//! What all checks look at: the graph, and one verdict for each question.

use std::collections::BTreeSet;
use std::sync::{Mutex, PoisonError};

use claimcheck_core::model::{ClaimId, Model, Origin, PropertyId, QuestionId, ReportId};
use claimcheck_core::problem::Problem;
use claimcheck_core::source::Span;
use claimcheck_core::text::fold;
use claimcheck_core::values::{EntityId, Relation};
use claimcheck_core::{ClaimGraph, Project};
use rayon::prelude::*;

use crate::check::Check;
use crate::finding::{Family, Finding, Position, State};
use crate::fingerprint::{fingerprint, of_words};
use crate::judged::Judged;
use crate::network::{Grounds, Limit, Network};
use crate::reader::{All, Reader};
use crate::settle::disputed;
use crate::verdict::{Verdict, judge};
use crate::words;

/// A project with the verdict on each of its questions.
pub struct Context<'p> {
    /// The claims.
    pub graph: &'p ClaimGraph,
    /// What is wrong with the input.
    pub problems: &'p [Problem],
    /// Rulings that settle nothing and known conflicts that are gone: what is wrong with the input
    /// once the conflicts are found.
    pub(crate) stale: Vec<Problem>,
    /// The verdicts, by question.
    pub verdicts: Vec<Verdict>,
    /// The network of dates and orders, solved.
    pub(crate) network: Network,
    /// The limits that were reached.
    limits: Mutex<BTreeSet<Limit>>,
    /// Which reports speak of which subjects, in order, each pair once.
    speaking: Vec<(EntityId, ReportId)>,
    /// Whom the findings are for.
    reader: &'p dyn Reader,
}

impl std::fmt::Debug for Context<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Context").field("verdicts", &self.verdicts).finish_non_exhaustive()
    }
}

/// The words of a finding, before it is known where it stands.
#[derive(Debug, Default)]
pub(crate) struct Wording {
    pub(crate) message: String,
    pub(crate) help: Option<String>,
    pub(crate) reason: Vec<String>,
}

impl Finding {
    fn told(self, Wording { message, help, reason }: Wording) -> Self {
        Self { message, help, reason, ..self }
    }
}

impl<'p> Context<'p> {
    /// Judges every question of a project.
    pub fn new(project: &'p Project) -> Self {
        Self::of(project, &All)
    }

    /// Judges every question of a project, for somebody.
    pub(crate) fn of(project: &'p Project, reader: &'p dyn Reader) -> Self {
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
        let (network, speaking) = rayon::join(
            || Network::new(model, &grounds),
            || {
                verdicts.par_iter_mut().with_max_len(256).for_each(|verdict| {
                    if !is_timed(verdict.question) && !is_window(verdict) {
                        *verdict = judge(graph, None, verdict.question);
                    }
                });
                speaking(model)
            },
        );
        verdicts.par_iter_mut().for_each(|verdict| {
            if is_window(verdict) {
                *verdict = judge(graph, Some(&network), verdict.question);
            }
        });
        let limits = Mutex::new(network.limits.iter().copied().collect());
        Self {
            graph,
            problems: &project.problems,
            stale: Vec::new(),
            verdicts,
            network,
            limits,
            speaking,
            reader,
        }
    }

    /// Gives back what it holds, on all threads at once.
    pub(crate) fn discard(self) {
        let Self { verdicts, network, .. } = self;
        rayon::join(|| drop(network), || verdicts.into_par_iter().for_each(drop));
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

    /// A finding on one question, with some groups of its classes as positions, and their claims.
    pub(crate) fn on_groups(
        &self,
        check: &'static Check,
        judged: &Judged<'_>,
        groups: &[Vec<usize>],
        wording: impl FnOnce() -> Wording,
    ) -> Finding {
        let verdict = judged.verdict;
        let mut claims: Vec<ClaimId> =
            groups.iter().flat_map(|group| verdict.claims_of(group)).collect();
        claims.sort_unstable();
        claims.dedup();
        if !self.reader.reads(check) {
            return self.found(check, vec![verdict.question], claims);
        }
        let classes: BTreeSet<usize> = groups.iter().flatten().copied().collect();
        let values: Vec<&str> =
            classes.iter().map(|class| verdict.normal(self.model(), *class)).collect();
        let fingerprint = fingerprint(self.model(), check.code, &[verdict.question], &values);
        Finding {
            positions: self.positions(judged, groups),
            fingerprint,
            ..self.found(check, vec![verdict.question], claims).told(wording())
        }
    }

    /// A dispute of one question, with its positions.
    pub(crate) fn on_question(
        &self,
        check: &'static Check,
        verdict: &Verdict,
        (groups, positions): (&[Vec<usize>], Vec<Position>),
        wording: Wording,
    ) -> Finding {
        let model = self.model();
        let disputed = disputed(model, verdict, groups);
        let values: Vec<&str> = disputed.iter().flatten().map(String::as_str).collect();
        let fingerprint = fingerprint(model, check.code, &[verdict.question], &values);
        Finding {
            positions,
            disputed,
            fingerprint,
            ..self.found(check, vec![verdict.question], verdict.claims()).told(wording)
        }
    }

    /// A finding on some claims.
    pub(crate) fn on_claims(
        &self,
        check: &'static Check,
        questions: Vec<QuestionId>,
        claims: Vec<ClaimId>,
        wording: impl FnOnce() -> Wording,
    ) -> Finding {
        if !self.reader.reads(check) {
            return self.found(check, questions, claims);
        }
        let model = self.model();
        // Only what is in dispute makes two findings on one question differ.
        let values: Vec<String> = match check.family() {
            Family::Conflict => claims.iter().map(|claim| words::normal(model, *claim)).collect(),
            _ => Vec::new(),
        };
        let values: Vec<&str> = values.iter().map(String::as_str).collect();
        let fingerprint = fingerprint(model, check.code, &questions, &values);
        Finding { fingerprint, ..self.found(check, questions, claims).told(wording()) }
    }

    /// A finding on words of a report that no claim is on.
    pub(crate) fn on_passage(
        &self,
        check: &'static Check,
        report: ReportId,
        passage: Span,
        wording: impl FnOnce() -> Wording,
    ) -> Finding {
        let found =
            Finding { at: passage, silent: vec![report], ..self.found(check, vec![], vec![]) };
        if !self.reader.reads(check) {
            return found;
        }
        let said = fold(self.model().sources.slice(passage));
        Finding { fingerprint: of_words(check.code, &said), ..found.told(wording()) }
    }

    /// A finding without words.
    fn found(
        &self,
        check: &'static Check,
        questions: Vec<QuestionId>,
        claims: Vec<ClaimId>,
    ) -> Finding {
        Finding {
            code: check.code,
            severity: check.severity,
            state: State::New,
            ruling: None,
            within: check.family() == Family::Conflict && self.within(&claims),
            at: self.place(&claims, &questions),
            fingerprint: String::new(),
            questions,
            asked: None,
            message: String::new(),
            help: None,
            reason: Vec::new(),
            positions: Vec::new(),
            disputed: Vec::new(),
            claims,
            rules: Vec::new(),
            marks: Vec::new(),
            silent: Vec::new(),
        }
    }

    /// Where claims are shown first: at the first of them, or at the subject where there is none.
    fn place(&self, claims: &[ClaimId], questions: &[QuestionId]) -> Span {
        let model = self.model();
        let claim = claims.iter().min().map(|claim| model.entry_of(*claim).place);
        let subject = || {
            questions.first().map(|question| model.entity(model.question(*question).subject).place)
        };
        claim.or_else(subject).unwrap_or(Span {
            file: claimcheck_core::source::FileId(0),
            start: 0,
            end: 0,
        })
    }

    /// Whether all claims are of one report.
    fn within(&self, claims: &[ClaimId]) -> bool {
        let mut reports = claims.iter().map(|claim| self.model().entry_of(*claim).report);
        let first = reports.next().flatten();
        first.is_some() && reports.all(|report| report == first)
    }

    /// The groups of a question's classes as positions, for what is shown beside the findings.
    pub fn positions_of(&self, verdict: &Verdict, groups: &[Vec<usize>]) -> Vec<Position> {
        self.positions(&Judged::new(verdict), groups)
    }

    /// The groups of a question's classes as positions, in the order of their claims.
    pub(crate) fn positions(&self, judged: &Judged<'_>, groups: &[Vec<usize>]) -> Vec<Position> {
        let (verdict, attribution) = (judged.verdict, judged.attribution(self));
        let origins = |claims: &[ClaimId]| {
            let mut origins: Vec<Origin> =
                claims.iter().flat_map(|claim| self.graph.origins(*claim, attribution)).collect();
            origins.sort_unstable();
            origins.dedup();
            let mut names: Vec<String> = origins
                .into_iter()
                .map(|origin| self.model().origin_name(origin).to_owned())
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
                    value: self.narrowest(verdict, group, &everywhere),
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
        &self,
        verdict: &Verdict,
        group: &[usize],
        everywhere: &impl Fn(usize) -> bool,
    ) -> String {
        /// Up to this many answers are compared with each other.
        const COMPARED: usize = 64;
        let model = self.model();
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
