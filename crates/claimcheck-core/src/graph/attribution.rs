//! Where claims come from: attribution followed to its ends.
//!
//! A claim leads to the last link of its chain; without one, to what its report draws on; else it
//! is the voice of its report: the report's publisher, or the report where none is named. A report
//! or publisher that itself answers the question in this project is followed through its own
//! claims, so that a report that cites an agency and the agency's own report have one origin.

use std::collections::{BTreeMap, BTreeSet};

use super::ends::{Ends, ends};
use super::step::Step;
use super::{ClaimGraph, Edge, Node};
use crate::model::{ClaimId, Origin, QuestionId, ReportId};
use crate::retract::names_source;
use crate::values::EntityId;

/// Where the claims on one question come from.
#[derive(Debug, Clone, Default)]
pub struct Attribution {
    next: BTreeMap<Step, Vec<Step>>,
    circles: Vec<Vec<Step>>,
    /// Where each step ends, unless none of them leads anywhere.
    ends: BTreeMap<Step, Ends>,
}

impl ClaimGraph {
    /// Follows the attribution of all standing claims on a question.
    pub fn attribution(&self, question: QuestionId) -> Attribution {
        let standing = self.standing(question);
        // The claims of most questions lead nowhere.
        if standing.iter().all(|claim| self.beyond_claim(*claim).is_empty()) {
            return Attribution::default();
        }
        let mut next: BTreeMap<Step, Vec<Step>> = BTreeMap::new();
        let mut by_report: BTreeMap<ReportId, Vec<Step>> = BTreeMap::new();
        for &claim in &standing {
            if let Some(report) = self.model().entry_of(claim).report {
                by_report.entry(report).or_default().push(Step::Claim(claim));
            }
        }
        let mut pending: Vec<Step> = standing.iter().copied().map(Step::Claim).collect();
        while let Some(step) = pending.pop() {
            if next.contains_key(&step) {
                continue;
            }
            let leads = match step {
                Step::Claim(claim) => self.beyond_claim(claim),
                Step::Source(origin) => self.beyond_source(origin, &by_report),
            };
            pending.extend(&leads);
            next.insert(step, leads);
        }
        let (circles, ends) = ends(&next);
        Attribution { next, circles, ends }
    }

    /// Who speaks in a report: its publisher, or the report itself where none is named.
    pub fn voice(&self, report: ReportId) -> Origin {
        self.model().report(report).publisher.map_or(Origin::Report(report), Origin::Entity)
    }

    fn beyond_claim(&self, claim: ClaimId) -> Vec<Step> {
        let entry = self.model().entry_of(claim);
        let Some(report) = entry.report else { return Vec::new() };
        let voice = self.voice(report);
        match entry.attribution.last() {
            // Whoever cites itself speaks for itself.
            Some(end) if *end == voice || *end == Origin::Report(report) => Vec::new(),
            Some(end) => vec![Step::Source(*end)],
            None => {
                self.model().report(report).based_on.iter().copied().map(Step::Source).collect()
            }
        }
    }

    fn beyond_source(
        &self,
        origin: Origin,
        by_report: &BTreeMap<ReportId, Vec<Step>>,
    ) -> Vec<Step> {
        let reports: Vec<ReportId> = match origin {
            Origin::Report(report) => vec![report],
            Origin::Entity(_) => {
                self.to(origin.into(), Edge::Publishes).into_iter().filter_map(report_of).collect()
            }
        };
        let claims: Vec<Step> =
            reports.iter().filter_map(|report| by_report.get(report)).flatten().copied().collect();
        match origin {
            Origin::Report(report) if claims.is_empty() => {
                self.model().report(report).based_on.iter().copied().map(Step::Source).collect()
            }
            _ => claims,
        }
    }

    /// The claims that rest on a source: those that name it, or are told by it, and those all of
    /// whose ways to an origin lead through such a claim or through the source itself.
    pub fn resting_on(&self, source: EntityId) -> BTreeSet<ClaimId> {
        let count = u32::try_from(self.model().questions.len()).unwrap_or(u32::MAX);
        let names = |claim: ClaimId| names_source(self.model(), claim, source);
        let all = (0..).map(ClaimId).take(self.model().claims.len());
        let mut resting: BTreeSet<ClaimId> = all.filter(|claim| names(*claim)).collect();
        if resting.is_empty() && self.from(Node::Entity(source), Edge::BasedOn).is_empty() {
            return resting;
        }
        let is = |step: Step| match step {
            Step::Claim(claim) => names(claim),
            Step::Source(Origin::Entity(entity)) => entity == source,
            Step::Source(Origin::Report(report)) => {
                self.model().report(report).publisher == Some(source)
            }
        };
        for question in (0..count).map(QuestionId) {
            let through = self.attribution(question).through(is);
            resting.extend(through.into_iter().filter_map(|step| match step {
                Step::Claim(claim) => Some(claim),
                Step::Source(_) => None,
            }));
        }
        resting
    }

    /// The origins of a claim: the ends that its attribution leads to, in order. A fact has none,
    /// and neither has a claim whose attribution only goes round in circles.
    pub fn origins(&self, claim: ClaimId, attribution: &Attribution) -> Vec<Origin> {
        if attribution.leads(Step::Claim(claim)).is_empty() {
            let report = self.model().entry_of(claim).report;
            return report.map(|report| self.voice(report)).into_iter().collect();
        }
        let leaves = attribution.ends.get(&Step::Claim(claim)).into_iter();
        let origin = |step: &Step| match *step {
            Step::Source(Origin::Report(report)) => Some(self.voice(report)),
            Step::Source(origin) => Some(origin),
            Step::Claim(claim) => {
                self.model().entry_of(claim).report.map(|report| self.voice(report))
            }
        };
        let origins: BTreeSet<Origin> =
            leaves.flat_map(|ends| ends.leaves.iter()).filter_map(origin).collect();
        origins.into_iter().collect()
    }
}

impl Attribution {
    /// Where a station leads next.
    fn leads(&self, step: Step) -> &[Step] {
        self.next.get(&step).map_or(&[], Vec::as_slice)
    }

    /// The claims that a claim's attribution leads to and that lead to no further claim, in order;
    /// the claim itself, where it leads to none.
    pub fn last_claims(&self, claim: ClaimId) -> Vec<ClaimId> {
        let Some(ends) = self.ends.get(&Step::Claim(claim)) else { return vec![claim] };
        let claims = ends.last_claims.iter().filter_map(|step| match step {
            Step::Claim(claim) => Some(*claim),
            Step::Source(_) => None,
        });
        claims.collect()
    }

    /// Whether some way from a claim leads into a circle.
    pub fn leads_round(&self, claim: ClaimId) -> bool {
        self.ends.get(&Step::Claim(claim)).is_some_and(|ends| ends.round)
    }

    /// The steps that are something, and those all of whose ways on lead through such a step. Those
    /// that only go round in circles are not among them.
    fn through(&self, is: impl Fn(Step) -> bool) -> BTreeSet<Step> {
        let mut found: BTreeSet<Step> =
            self.next.keys().copied().filter(|step| is(*step)).collect();
        // For each step, those that lead to it; and how many of its own ways on are still open.
        let mut behind: BTreeMap<Step, Vec<Step>> = BTreeMap::new();
        let mut open: BTreeMap<Step, usize> = BTreeMap::new();
        for (step, leads) in &self.next {
            open.insert(*step, leads.len());
            for lead in leads {
                behind.entry(*lead).or_default().push(*step);
            }
        }
        let mut pending: Vec<Step> = found.iter().copied().collect();
        while let Some(lead) = pending.pop() {
            for step in behind.get(&lead).into_iter().flatten() {
                let Some(open) = open.get_mut(step) else { continue };
                *open -= 1;
                if *open == 0 && found.insert(*step) {
                    pending.push(*step);
                }
            }
        }
        found
    }

    /// The claims and sources that only cite each other, in order.
    pub fn circles(&self) -> &[Vec<Step>] {
        &self.circles
    }
}

fn report_of(node: Node) -> Option<ReportId> {
    match node {
        Node::Report(report) => Some(report),
        _ => None,
    }
}
