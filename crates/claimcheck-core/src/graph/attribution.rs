//! Where claims come from: attribution followed to its ends. Owns which way each claim and each source
//! leads; whether one claim entails another, and which are copies, is for others to say.
//!
//! A claim leads to the last link of each of its chains; without one, to what its report draws on; else
//! it is the voice of its report. A report or a voice that itself makes claims that entail the one that
//! cites it is followed through these, so that a report that cites an agency and the agency's own report
//! have one origin.

use std::collections::{BTreeMap, BTreeSet};

use super::ClaimGraph;
use super::ends::{Ends, ends};
use super::leads::{Entails, Leads, speaks};
use super::step::{Step, Stop};
use crate::model::{ClaimId, Origin};
use crate::values::EntityId;

/// Where some claims come from, whose answers can support each other.
#[derive(Debug, Clone, Default)]
pub struct Attribution {
    next: BTreeMap<Stop, Vec<Stop>>,
    circles: Vec<Vec<Step>>,
    /// Where each station ends, unless none of them leads anywhere.
    ends: BTreeMap<Stop, Ends>,
    /// The same, where each group of copies has one origin; nothing where there are no copies.
    copied: Option<BTreeMap<Stop, Ends>>,
}

impl ClaimGraph {
    /// Follows the attribution of some claims on one question. The claims of each group of `copies` are
    /// copies of one text.
    pub fn attribution(
        &self,
        claims: &[ClaimId],
        entails: Entails<'_>,
        copies: &[Vec<ClaimId>],
    ) -> Attribution {
        let leads = Leads { graph: self, claims, entails, source: None };
        Attribution::of(self, &leads, copies)
    }

    /// The claims that rest on a source: those that it tells, those all of whose sources hand on its
    /// word, and those all of whose ways to an origin lead through such a claim or through the source.
    pub fn resting_on(&self, source: EntityId) -> BTreeSet<ClaimId> {
        let model = self.model();
        let all = (0..).map(ClaimId).take(model.claims.len());
        let names = |claim: ClaimId| {
            let report = model.entry_of(claim).report;
            report.is_some_and(|report| speaks(self, Origin::Report(report), source))
        };
        let mut resting: BTreeSet<ClaimId> = all.filter(|claim| names(*claim)).collect();
        let is = |stop: Stop| match stop {
            Stop::Claim(claim) => names(claim),
            Stop::Voice(origin) => origin == Origin::Entity(source),
            Stop::Source(..) => false,
        };
        let count = u32::try_from(model.questions.len()).unwrap_or(u32::MAX);
        let entails = |one: ClaimId, other: ClaimId| model.entails(one, other);
        for question in (0..count).map(crate::model::QuestionId) {
            let claims = self.standing(question);
            let leads =
                Leads { graph: self, claims: &claims, entails: &entails, source: Some(source) };
            let through = Attribution::of(self, &leads, &[]).through(is);
            resting.extend(through.into_iter().filter_map(claim_of));
        }
        // A claim that is corrected rests on what it names all the same.
        resting.extend(self.naming(source));
        resting
    }

    /// The claims all of whose sources hand on the word of one.
    fn naming(&self, source: EntityId) -> impl Iterator<Item = ClaimId> {
        let entries = self.model().entries.iter();
        let hands_on = move |chain: &crate::model::Chain| {
            chain.iter().any(|origin| speaks(self, *origin, source))
        };
        let naming = entries.filter(move |entry| {
            !entry.attribution.is_empty() && entry.attribution.iter().all(hands_on)
        });
        naming.flat_map(|entry| entry.claims.iter())
    }

    /// The origins of a claim: the ends that its attribution leads to, in order. A fact has none,
    /// and neither has a claim whose attribution only goes round in circles.
    pub fn origins(&self, claim: ClaimId, attribution: &Attribution) -> Vec<Origin> {
        attribution.origins_by(self, claim, attribution.copied.as_ref())
    }
}

impl Attribution {
    fn of(graph: &ClaimGraph, leads: &Leads<'_>, copies: &[Vec<ClaimId>]) -> Self {
        let next = leads.all();
        let (circles, ends) = if next.is_empty() { Default::default() } else { ends(&next) };
        let circles = circles.into_iter().map(steps).collect();
        let mut attribution = Self { next, circles, ends, copied: None };
        if !copies.is_empty() {
            attribution.join(graph, copies);
        }
        attribution
    }

    /// Gives each group of copies one origin: the one that all of them lead to, if there is one; else
    /// that of the earliest.
    fn join(&mut self, graph: &ClaimGraph, copies: &[Vec<ClaimId>]) {
        let mut next = self.next.clone();
        for group in copies {
            let Some(origin) = self.origin_of_copies(graph, group) else { continue };
            next.entry(Stop::Voice(origin)).or_default();
            for claim in group {
                next.insert(Stop::Claim(*claim), vec![Stop::Voice(origin)]);
            }
        }
        self.copied = Some(ends(&next).1);
    }

    fn origin_of_copies(&self, graph: &ClaimGraph, group: &[ClaimId]) -> Option<Origin> {
        let model = graph.model();
        let report = |claim: ClaimId| model.entry_of(claim).report;
        // Of those that nobody knows to be earlier, the choice does not depend on where they are written.
        let mut group = group.to_vec();
        group.sort_by_key(|claim| (report(*claim), &model.entry_of(*claim).name));
        let mut known = group.into_iter().filter_map(|claim| {
            let origins = self.origins_by(graph, claim, None);
            (!origins.is_empty()).then_some((claim, origins))
        });
        let (mut earliest, mut own) = known.next()?;
        let mut common = own.clone();
        let published = |claim| model.report(report(claim)?).published.as_deref();
        for (claim, origins) in known {
            common.retain(|origin| origins.contains(origin));
            if let (Some(this), Some(first)) = (published(claim), published(earliest))
                && this.precedes(first)
            {
                (earliest, own) = (claim, origins);
            }
        }
        match (common.as_slice(), own.as_slice()) {
            ([only], _) | (_, [only]) => Some(*only),
            _ => report(earliest).map(|report| model.voice(report)),
        }
    }

    fn origins_by(
        &self,
        graph: &ClaimGraph,
        claim: ClaimId,
        copied: Option<&BTreeMap<Stop, Ends>>,
    ) -> Vec<Origin> {
        let model = graph.model();
        let voice = |claim: ClaimId| model.entry_of(claim).report.map(|by| model.voice(by));
        let origin = |stop: &Stop| match *stop {
            Stop::Source(Origin::Report(report), _) | Stop::Voice(Origin::Report(report)) => {
                Some(model.voice(report))
            }
            Stop::Source(origin, _) | Stop::Voice(origin) => Some(origin),
            Stop::Claim(claim) => voice(claim),
        };
        let Some(ends) = copied.unwrap_or(&self.ends).get(&Stop::Claim(claim)) else {
            return voice(claim).into_iter().collect();
        };
        let origins: BTreeSet<Origin> = ends.leaves.iter().filter_map(origin).collect();
        origins.into_iter().collect()
    }

    /// The claims that a claim's attribution leads to and that lead to no further claim, in order;
    /// the claim itself, where it leads to none.
    pub fn last_claims(&self, claim: ClaimId) -> Vec<ClaimId> {
        let Some(ends) = self.ends.get(&Stop::Claim(claim)) else { return vec![claim] };
        ends.last_claims.iter().copied().filter_map(claim_of).collect()
    }

    /// Whether some way from a claim leads into a circle.
    pub fn leads_round(&self, claim: ClaimId) -> bool {
        self.ends.get(&Stop::Claim(claim)).is_some_and(|ends| ends.round)
    }

    /// The stations that are something, and those all of whose ways on lead through such a one. Those
    /// that only go round in circles are not among them.
    fn through(&self, is: impl Fn(Stop) -> bool) -> BTreeSet<Stop> {
        let mut found: BTreeSet<Stop> =
            self.next.keys().copied().filter(|stop| is(*stop)).collect();
        // For each station, those that lead to it; and how many of its own ways on are still open.
        let mut behind: BTreeMap<Stop, Vec<Stop>> = BTreeMap::new();
        let mut open: BTreeMap<Stop, usize> = BTreeMap::new();
        for (stop, leads) in &self.next {
            open.insert(*stop, leads.len());
            for lead in leads {
                behind.entry(*lead).or_default().push(*stop);
            }
        }
        let mut pending: Vec<Stop> = found.iter().copied().collect();
        while let Some(lead) = pending.pop() {
            for stop in behind.get(&lead).into_iter().flatten() {
                let Some(open) = open.get_mut(stop) else { continue };
                *open -= 1;
                if *open == 0 && found.insert(*stop) {
                    pending.push(*stop);
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

fn steps(stops: Vec<Stop>) -> Vec<Step> {
    let steps: BTreeSet<Step> = stops.into_iter().map(Step::from).collect();
    steps.into_iter().collect()
}

const fn claim_of(stop: Stop) -> Option<ClaimId> {
    match stop {
        Stop::Claim(claim) => Some(claim),
        Stop::Source(..) | Stop::Voice(_) => None,
    }
}
