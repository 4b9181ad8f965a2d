//! Which way claims and sources lead, one step at a time. Owns what a claim names as its source, and
//! which claims a source has made itself.

use std::collections::BTreeMap;

use foldhash::{HashMap, HashMapExt as _};

use super::ClaimGraph;
use super::step::Stop;
use crate::model::{Answer, ClaimId, Origin, ReportId};
use crate::values::EntityId;
use crate::values::date::ValidTime;

/// Whether a claim entails another, and holds at a common time.
pub type Entails<'e> = &'e dyn Fn(ClaimId, ClaimId) -> bool;

/// Some claims on one question, and what is known of them.
pub(super) struct Leads<'l> {
    pub(super) graph: &'l ClaimGraph,
    pub(super) claims: &'l [ClaimId],
    /// Whether a claim entails another.
    pub(super) entails: Entails<'l>,
    /// A source at which every way ends, whoever hands on its word.
    pub(super) source: Option<EntityId>,
}

/// The claims by who makes them, and by what they say.
struct Index<'l> {
    by_voice: BTreeMap<Origin, Vec<ClaimId>>,
    by_report: BTreeMap<ReportId, Vec<ClaimId>>,
    /// The number of the answer that each claim gives.
    numbers: HashMap<ClaimId, u32>,
    /// A claim that gives each answer.
    speakers: Vec<ClaimId>,
    leads: &'l Leads<'l>,
}

impl Leads<'_> {
    /// All stations that the claims lead through, each with those that it leads to; none, where no claim
    /// leads anywhere.
    pub(super) fn all(&self) -> BTreeMap<Stop, Vec<Stop>> {
        let mut next = BTreeMap::new();
        if self.claims.iter().all(|claim| self.beyond_claim(*claim, 0).is_empty()) {
            return next;
        }
        let index = Index::new(self);
        let mut pending: Vec<Stop> = self.claims.iter().copied().map(Stop::Claim).collect();
        while let Some(stop) = pending.pop() {
            if next.contains_key(&stop) {
                continue;
            }
            let leads = match stop {
                Stop::Claim(claim) => self.beyond_claim(claim, index.number(claim)),
                Stop::Source(origin, number) => index.beyond_source(origin, number),
                Stop::Voice(_) => Vec::new(),
            };
            pending.extend(&leads);
            next.insert(stop, leads);
        }
        next
    }

    /// Where a claim leads: nowhere, where it is its report's own word alone.
    fn beyond_claim(&self, claim: ClaimId, number: u32) -> Vec<Stop> {
        let model = self.graph.model();
        let entry = model.entry_of(claim);
        let Some(report) = entry.report else { return Vec::new() };
        if entry.attribution.is_empty() {
            return self.drawn_on(report, number);
        }
        let ends = entry.attribution.iter().map(|chain| self.end(chain, report, number));
        self.unless_own(report, ends.collect())
    }

    /// Some ways on; none, where all of them are the report's own voice: whoever cites itself speaks for
    /// itself.
    fn unless_own(&self, report: ReportId, mut leads: Vec<Stop>) -> Vec<Stop> {
        let own = Stop::Voice(self.graph.model().voice(report));
        leads.sort_unstable();
        leads.dedup();
        if leads == [own] && self.source.is_none() { Vec::new() } else { leads }
    }

    /// Where a chain ends: the last of its links.
    fn end(&self, chain: &[Origin], report: ReportId, number: u32) -> Stop {
        match (self.source, chain.last()) {
            (Some(source), _) if chain.iter().any(|it| speaks(self.graph, *it, source)) => {
                Stop::Voice(Origin::Entity(source))
            }
            (_, Some(end)) => self.stop(*end, report, number),
            (_, None) => Stop::Voice(self.graph.model().voice(report)),
        }
    }

    fn drawn_on(&self, report: ReportId, number: u32) -> Vec<Stop> {
        let drawn_on = &self.graph.model().report(report).based_on;
        let ends = drawn_on.iter().map(|origin| self.end(&[*origin], report, number));
        self.unless_own(report, ends.collect())
    }

    /// A source as whoever it speaks for, or as the voice of the report that names it.
    fn stop(&self, origin: Origin, report: ReportId, number: u32) -> Stop {
        let model = self.graph.model();
        let source = match origin {
            Origin::Entity(entity) => Origin::Entity(model.speaker(entity)),
            Origin::Report(_) => origin,
        };
        let voice = model.voice(report);
        if source == voice || source == Origin::Report(report) {
            return Stop::Voice(voice);
        }
        Stop::Source(source, number)
    }
}

impl<'l> Index<'l> {
    fn new(leads: &'l Leads<'l>) -> Self {
        let model = leads.graph.model();
        let mut index = Self {
            by_voice: BTreeMap::new(),
            by_report: BTreeMap::new(),
            numbers: HashMap::with_capacity(leads.claims.len()),
            speakers: Vec::new(),
            leads,
        };
        let mut known: HashMap<(&Answer, Option<&ValidTime>), u32> = HashMap::new();
        for &claim in leads.claims {
            let entry = model.entry_of(claim);
            let next = u32::try_from(index.speakers.len()).unwrap_or(u32::MAX);
            let said = (&model.claim(claim).answer, entry.when.as_deref());
            let number = *known.entry(said).or_insert(next);
            if number == next {
                index.speakers.push(claim);
            }
            index.numbers.insert(claim, number);
            if let Some(report) = entry.report {
                index.by_report.entry(report).or_default().push(claim);
                index.by_voice.entry(model.voice(report)).or_default().push(claim);
            }
        }
        index
    }

    fn number(&self, claim: ClaimId) -> u32 {
        self.numbers.get(&claim).copied().unwrap_or_default()
    }

    /// Where a source leads that vouches for an answer: to its own claims that entail the answer; a
    /// report without any leads to what it draws on.
    fn beyond_source(&self, origin: Origin, number: u32) -> Vec<Stop> {
        let own = match origin {
            Origin::Report(report) => self.by_report.get(&report),
            Origin::Entity(_) => self.by_voice.get(&origin),
        };
        let own = own.map_or(&[][..], Vec::as_slice);
        let mut entailing: HashMap<u32, bool> = HashMap::new();
        let mut entails = |claim: &ClaimId| {
            let given = self.number(*claim);
            *entailing
                .entry(given)
                .or_insert_with(|| given == number || self.entails(given, number))
        };
        let claims: Vec<Stop> =
            own.iter().filter(|claim| entails(claim)).copied().map(Stop::Claim).collect();
        match origin {
            Origin::Report(report) if claims.is_empty() => self.leads.drawn_on(report, number),
            _ => claims,
        }
    }

    fn entails(&self, one: u32, other: u32) -> bool {
        let speaker = |number: u32| self.speakers.get(number as usize).copied();
        match (speaker(one), speaker(other)) {
            (Some(one), Some(other)) => (self.leads.entails)(one, other),
            _ => false,
        }
    }
}

/// Whether the word of an origin is that of a source.
pub(super) fn speaks(graph: &ClaimGraph, origin: Origin, source: EntityId) -> bool {
    let model = graph.model();
    let entity = match origin {
        Origin::Entity(entity) => Some(entity),
        Origin::Report(report) => model.report(report).publisher,
    };
    entity.is_some_and(|entity| model.speakers(entity).any(|speaker| speaker == source))
}
