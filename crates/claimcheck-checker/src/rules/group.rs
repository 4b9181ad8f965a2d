//! Which rules and statements are looked at together, and which claims are put together to be held
//! against them: those of one moment, of each voice by itself and of all voices.

use std::collections::{BTreeMap, HashMap};

use claimcheck_core::model::{Chain, ClaimId, Model, Origin, ReportId};

use super::bind::{Instance, Leaf, Stated, Variable, entity};
use super::worlds::{is_said_with, worlds};
use crate::members::Answers;

/// Rules and statements that ask the same questions, for what they say of some subjects.
pub(super) struct Group<'i> {
    pub(super) instances: Vec<&'i Instance>,
    /// The claims that they could rest on, and the statements.
    claims: Vec<ClaimId>,
    /// The claims that hold at a time which a statement names, for each name of a time.
    then: Vec<&'i [ClaimId]>,
}

impl<'i> Group<'i> {
    pub(super) fn new(stated: &Stated<'_>, instances: Vec<&'i Instance>) -> Self {
        let own = instances.iter().flat_map(|instance| claims_of(stated, instance));
        let mut claims: Vec<ClaimId> =
            own.chain(instances.iter().filter_map(|it| it.premise.statement())).collect();
        claims.sort_unstable();
        claims.dedup();
        let variables = instances.iter().flat_map(|instance| instance.variables());
        let named =
            variables.filter_map(|variable| Some(variable.then.as_ref()?.claims.as_slice()));
        let mut then: Vec<&[ClaimId]> = named.filter(|claims| !claims.is_empty()).collect();
        then.sort_unstable();
        then.dedup();
        Self { instances, claims, then }
    }

    /// The sets of claims that are put together: of each voice its own, or of all together.
    pub(super) fn moments(
        &self,
        model: &Model,
        answers: &Answers<'_>,
        own_voice: bool,
    ) -> Vec<Moment> {
        if self.claims.is_empty() {
            let nothing = Moment { now: Vec::new(), then: Vec::new() };
            return if own_voice { Vec::new() } else { vec![nothing] };
        }
        let with_then = |own: &dyn Fn(&ClaimId) -> bool, now: Vec<ClaimId>| {
            let keep = |claim: &ClaimId| own(claim) && is_said_with(model, *claim, &now);
            let each = self.then.iter().map(|claims| claims.iter().copied().filter(keep).collect());
            let then = each.filter(|claims: &Vec<ClaimId>| !claims.is_empty()).collect();
            Moment { now, then }
        };
        if !own_voice {
            let worlds = worlds(model, &self.claims).into_iter();
            return worlds.map(|now| with_then(&|_| true, now)).collect();
        }
        let mut voices: BTreeMap<Voice<'_>, Vec<ClaimId>> = BTreeMap::new();
        let mut all: Vec<ClaimId> =
            self.claims.iter().chain(self.then.iter().copied().flatten()).copied().collect();
        all.sort_unstable();
        all.dedup();
        for speaker in &all {
            let own = model.claim(*speaker);
            // The claims of all who give the answer.
            let stated = answers.spoken_for(&[*speaker]).remove(&own.question);
            for claim in stated.iter().flatten().flat_map(|stated| &stated.claims) {
                let entry = model.entry_of(*claim);
                if let Some(report) = entry.report {
                    for voice in entry_voices(&entry.attribution) {
                        let said = voices.entry((report, voice)).or_default();
                        if said.last() != Some(speaker) {
                            said.push(*speaker);
                        }
                    }
                }
            }
        }
        // One figure alone is not held against its own parts.
        let several = voices.into_values().filter(|claims| claims.len() > 1);
        let of_voice = |claims: Vec<ClaimId>| {
            let (own, is_now): (Vec<ClaimId>, _) =
                (claims.clone(), |claim: &&ClaimId| self.claims.binary_search(claim).is_ok());
            let now: Vec<ClaimId> = claims.iter().filter(is_now).copied().collect();
            let worlds = worlds(model, &now).into_iter();
            let has = |claim: &ClaimId| own.binary_search(claim).is_ok();
            worlds.map(|now| with_then(&has, now)).collect::<Vec<_>>()
        };
        several.flat_map(of_voice).collect()
    }
}

/// Claims that are put together: those that speak of one moment, and those that hold at a time which
/// a statement of that moment names.
pub(super) struct Moment {
    pub(super) now: Vec<ClaimId>,
    pub(super) then: Vec<Vec<ClaimId>>,
}

impl Moment {
    pub(super) fn claims(&self) -> impl Iterator<Item = ClaimId> {
        self.now.iter().chain(self.then.iter().flatten()).copied()
    }
}

/// Whose word a claim is: what a report says itself, or what one source says in it.
type Voice<'m> = (ReportId, &'m [Origin]);

/// Each source that vouches for a claim, or none where it is the report's own.
fn entry_voices(attribution: &[Chain]) -> impl Iterator<Item = &[Origin]> {
    let own: Option<&[Origin]> = attribution.is_empty().then_some(&[]);
    own.into_iter().chain(attribution.iter().map(|chain| &**chain))
}

/// The claims of the moment that an instance could rest on.
pub(super) fn claims_of(stated: &Stated<'_>, instance: &Instance) -> Vec<ClaimId> {
    let mut claims: Vec<ClaimId> = instance.hops.iter().flatten().copied().collect();
    for leaf in &instance.leaves {
        match leaf {
            Leaf::Answer(Variable { question, then: None }) => claims.extend(stated.on(question)),
            Leaf::Answer(Variable { then: Some(_), .. }) => {}
            Leaf::Member(_, named) => claims.extend(named),
            Leaf::All(term) => {
                let mut subjects = vec![term.subject.unwrap_or(instance.subject)];
                for step in &term.path {
                    let mut next = Vec::new();
                    for subject in subjects {
                        let question = Stated::question(subject, *step, &instance.scope);
                        claims.extend(stated.on(&question));
                        let members = stated.members(&question).into_iter();
                        next.extend(members.filter_map(|(value, _)| entity(value)));
                    }
                    subjects = next;
                }
            }
        }
    }
    claims
}

/// Groups of instances that ask the same questions, in the order of their first ones.
pub(super) fn connected(instances: &[Instance]) -> Vec<Vec<usize>> {
    let mut asking: HashMap<&Variable, usize> = HashMap::new();
    let mut union = petgraph::unionfind::UnionFind::<usize>::new(instances.len());
    for (at, instance) in instances.iter().enumerate() {
        for variable in instance.variables() {
            union.union(at, *asking.entry(variable).or_insert(at));
        }
    }
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut known: HashMap<usize, usize> = HashMap::new();
    for at in 0..instances.len() {
        let group = *known.entry(union.find(at)).or_insert(groups.len());
        match groups.get_mut(group) {
            Some(group) => group.push(at),
            None => groups.push(vec![at]),
        }
    }
    groups
}
