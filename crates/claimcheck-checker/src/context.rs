//! What all checks look at: the graph, and one verdict for each question.

use claimcheck_core::model::{ClaimId, Model, Origin, PropertyId, QuestionId};
use claimcheck_core::problem::Problem;
use claimcheck_core::source::Span;
use claimcheck_core::{ClaimGraph, Project};
use rayon::prelude::*;

use crate::finding::{Finding, Position};
use crate::fingerprint::fingerprint;
use crate::network::Network;
use crate::verdict::{Dispute, Verdict, judge};
use crate::words;

/// A project with the verdict on each of its questions.
#[derive(Debug)]
pub struct Context<'p> {
    /// The claims.
    pub graph: &'p ClaimGraph,
    /// What is wrong with the input.
    pub problems: &'p [Problem],
    /// The verdicts, by question.
    pub verdicts: Vec<Verdict>,
    /// The network of dates and orders, solved.
    pub(crate) network: Network,
}

/// The words of a finding, before it is known where it stands.
#[derive(Debug, Default)]
pub(crate) struct Wording {
    pub(crate) message: String,
    pub(crate) help: Option<String>,
    pub(crate) reason: Vec<String>,
}

impl<'p> Context<'p> {
    /// Judges every question of a project.
    pub fn new(project: &'p Project) -> Self {
        let graph = &project.graph;
        let count = u32::try_from(graph.model().questions.len()).unwrap_or(u32::MAX);
        let mut verdicts: Vec<Verdict> =
            (0..count).into_par_iter().map(|id| judge(graph, None, QuestionId(id))).collect();
        let network = Network::new(graph.model(), &verdicts);
        // What windows come to depends on when their events were.
        for verdict in &mut verdicts {
            if graph.model().question(verdict.question).property == PropertyId::FIRST {
                *verdict = judge(graph, Some(&network), verdict.question);
            }
        }
        Self { graph, problems: &project.problems, verdicts, network }
    }

    pub(crate) fn model(&self) -> &'p Model {
        self.graph.model()
    }

    /// The questions that are in dispute, with what is at the bottom of it.
    pub(crate) fn disputes(&self) -> impl Iterator<Item = (&Verdict, &Dispute)> {
        self.verdicts.iter().filter_map(|verdict| Some((verdict, verdict.dispute()?)))
    }

    /// A finding on one question, with all of its claims in one position.
    pub(crate) fn on_agreement(
        &self,
        check: &'static crate::check::Check,
        verdict: &Verdict,
        wording: Wording,
    ) -> Finding {
        let all: Vec<usize> = (0..verdict.classes.len()).collect();
        self.on_question(check, verdict, self.positions(verdict, &[all]), wording)
    }

    /// A finding on one question.
    pub(crate) fn on_question(
        &self,
        check: &'static crate::check::Check,
        verdict: &Verdict,
        positions: Vec<Position>,
        wording: Wording,
    ) -> Finding {
        let model = self.model();
        let values: Vec<String> = verdict
            .classes
            .iter()
            .filter_map(|class| Some(words::answer(model, class.first()?)))
            .collect();
        Finding {
            positions,
            fingerprint: fingerprint(model, check.code, &[verdict.question], &values),
            ..self.on_claims(check, vec![verdict.question], verdict.claims(), wording)
        }
    }

    /// A finding on some claims.
    pub(crate) fn on_claims(
        &self,
        check: &'static crate::check::Check,
        questions: Vec<QuestionId>,
        claims: Vec<ClaimId>,
        wording: Wording,
    ) -> Finding {
        let model = self.model();
        let values: Vec<String> = claims.iter().map(|claim| words::answer(model, *claim)).collect();
        Finding {
            code: check.code,
            severity: check.severity,
            within: self.within(&claims),
            at: self.place(&claims, &questions),
            fingerprint: fingerprint(model, check.code, &questions, &values),
            questions,
            asked: None,
            message: wording.message,
            help: wording.help,
            reason: wording.reason,
            positions: Vec::new(),
            claims,
            marks: Vec::new(),
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

    /// The groups of a question's classes as positions, in the order of their claims.
    pub(crate) fn positions(&self, verdict: &Verdict, groups: &[Vec<usize>]) -> Vec<Position> {
        let attribution = self.graph.attribution(verdict.question);
        let origins = |claims: &[ClaimId]| {
            let mut origins: Vec<Origin> =
                claims.iter().flat_map(|claim| self.graph.origins(*claim, &attribution)).collect();
            origins.sort_unstable();
            origins.dedup();
            let mut names: Vec<String> = origins
                .into_iter()
                .map(|origin| self.model().origin_name(origin).to_owned())
                .collect();
            names.sort();
            names
        };
        let mut positions: Vec<Position> = groups
            .iter()
            .map(|group| {
                let mut claims: Vec<ClaimId> = group
                    .iter()
                    .flat_map(|class| verdict.classes[*class].claims.iter().copied())
                    .collect();
                claims.sort_unstable();
                Position {
                    value: self.narrowest(verdict, group),
                    origins: origins(&claims),
                    claims,
                }
            })
            .collect();
        positions.sort_by(|a, b| a.claims.cmp(&b.claims).then_with(|| a.value.cmp(&b.value)));
        positions
    }

    /// The narrowest answer of a group: the first that no other answer of it is narrower than.
    fn narrowest(&self, verdict: &Verdict, group: &[usize]) -> String {
        let model = self.model();
        let speaker = |class: usize| verdict.classes[class].first();
        let mut narrowest = group.first().and_then(|class| speaker(*class));
        for claim in group.iter().skip(1).filter_map(|class| speaker(*class)) {
            let narrower = narrowest.is_some_and(|known| {
                let (one, other) = (&model.claim(claim).answer, &model.claim(known).answer);
                one.relate(other, &model.taxonomy) == Some(claimcheck_core::value::Relation::Inside)
            });
            if narrower {
                narrowest = Some(claim);
            }
        }
        narrowest.map(|claim| words::answer(model, claim)).unwrap_or_default()
    }
}
