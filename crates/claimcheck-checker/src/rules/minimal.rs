//! The contradictions of rules and answers, one after the other, each with a minimal set of answers:
//! drop any one of them, and the rest can hold with the rules.

use std::collections::{BTreeSet, HashSet};

use claimcheck_core::model::{Certainty, Changes, ClaimId, Model, PropertyId, QuestionId, RuleId};
use rayon::prelude::*;

use super::bind::{Bound, Instance, Reach, Stated, bind, bind_statement};
use super::dates::joins;
use super::evaluate::Failure;
use super::group::{Group, Moment, connected};
use super::oracle::Asked;
use super::premise::{Premise, statements};
use crate::known::{KnownSets, listed};
use crate::limits::Limit;
use crate::members::{Answers, Member, Stated as Answered, spends};
use crate::minimal_sets::{Oracle, Outcome, Refuted, Set, Weight, sets};

/// Rules and answers that cannot all hold.
#[derive(Debug)]
pub(crate) struct Contradiction {
    /// The answers, by their meaning.
    pub(crate) members: Vec<Member>,
    /// The claims that speak for them.
    pub(crate) claims: Vec<ClaimId>,
    /// What the rules say of their subjects; the one whose sides cannot meet is in the failure.
    pub(crate) instances: Vec<Instance>,
    /// Why.
    pub(crate) failure: Failure,
}

/// All contradictions of a project's rules, and the limits that were reached. No answer of a report
/// stands in two of them, nor any that is `spent` already.
pub(crate) fn contradictions(
    model: &Model,
    answers: &Answers<'_>,
    known: &KnownSets<'_>,
    spent: BTreeSet<ClaimId>,
) -> (Vec<Contradiction>, BTreeSet<Limit>) {
    let named = super::named_by_rules(model);
    let reads = |question: QuestionId| named.contains(&model.question(question).property);
    let mut search = Search {
        model,
        named: super::named_by_rules(model),
        answers,
        known,
        spent,
        told: HashSet::new(),
        found: Vec::new(),
        void: HashSet::new(),
        limits: BTreeSet::new(),
    };
    let mut levels = answers.levels(reads);
    if levels.is_empty() {
        // A rule may be one that nothing satisfies.
        levels.push(Certainty::Certain);
    }
    for certainty in levels {
        search.level(certainty);
    }
    (search.found, search.limits)
}

struct Search<'s> {
    model: &'s Model,
    /// The properties that rules name.
    named: BTreeSet<PropertyId>,
    answers: &'s Answers<'s>,
    known: &'s KnownSets<'s>,
    /// Claims whose answer takes no further part.
    spent: BTreeSet<ClaimId>,
    /// The known sets that were told, once each.
    told: HashSet<usize>,
    found: Vec<Contradiction>,
    /// Rules that cannot hold whatever anybody claims.
    void: HashSet<RuleId>,
    limits: BTreeSet<Limit>,
}

impl Search<'_> {
    /// Looks at what is at least so sure.
    fn level(&mut self, certainty: Certainty) {
        let (model, answers) = (self.model, self.answers);
        // What is spent still says which answers are in dispute.
        let counts = |stated: &&Answered| stated.certainty >= certainty;
        let mut speakers: Vec<ClaimId> = Vec::new();
        for question in answers.questions() {
            speakers.extend(answers.on(question).iter().filter(counts).map(Answered::speaker));
        }
        let stated = Stated::new(model, &speakers);
        let mut rules: Vec<RuleId> = (0..).map(RuleId).take(model.rules.len()).collect();
        // By what they say, so that no choice depends on where they are written.
        rules.sort_by_key(|rule| &model.rule(*rule).written);
        rules.retain(|rule| !self.void.contains(rule));
        let mut bound = Vec::new();
        for claim in statements(model, &speakers) {
            let (own, cut) = bind_statement(&stated, claim);
            bound.extend(own);
            self.limits.extend(cut.then(|| Limit::Statement(model.claim(claim).question)));
        }
        let Bound { instances, cut } = bind(&stated, &rules, Reach::Stated, bound);
        self.limits.extend(cut.into_iter().map(Limit::Rule));
        let groups = connected(&instances)
            .into_par_iter()
            .map(|group| Group::new(&stated, group.iter().map(|at| &instances[*at]).collect()));
        // In nearly all groups nothing fails, which is found on all threads at once.
        let groups: Vec<Group<'_>> = groups.collect();
        for own_voice in [true, false] {
            let failing: Vec<(usize, Vec<Moment>)> = (groups.par_iter().enumerate())
                .map(|(at, group)| {
                    let mut worlds = group.moments(model, answers, own_voice);
                    worlds.retain(|moment| self.is_refuted(group, moment, certainty));
                    // By what is said, so that no choice depends on where it is written.
                    worlds.sort_by_cached_key(|moment| {
                        let said = moment.claims().map(|claim| listed(model, claim));
                        said.collect::<BTreeSet<_>>()
                    });
                    (at, worlds)
                })
                .filter(|(_, worlds)| !worlds.is_empty())
                .collect();
            for (at, worlds) in failing {
                for moment in worlds {
                    self.look(&groups[at], &moment, certainty);
                }
            }
        }
    }

    /// The members of a moment that still take part.
    fn members(&self, moment: &Moment, certainty: Certainty) -> (Vec<Member>, Vec<QuestionId>) {
        let (mut members, mut cut): (Vec<Member>, Vec<QuestionId>) = (Vec::new(), Vec::new());
        let mut known: BTreeSet<ClaimId> = BTreeSet::new();
        for claims in std::iter::once(&moment.now).chain(&moment.then) {
            let mut own: Vec<Member> = Vec::new();
            for (question, mut stated) in self.answers.spoken_for(claims) {
                stated.retain(|stated| stated.certainty >= certainty);
                match self.answers.members(question, &stated) {
                    Some(members) => own.extend(members),
                    None => cut.push(question),
                }
            }
            // What holds at both times is one member.
            own.retain(|member| !member.speakers.iter().any(|claim| known.contains(claim)));
            known.extend(own.iter().flat_map(|member| &member.speakers));
            members.extend(own);
        }
        members.retain(|member| !member.claims.iter().any(|claim| self.spent.contains(claim)));
        (members, cut)
    }

    fn is_refuted(&self, group: &Group<'_>, moment: &Moment, certainty: Certainty) -> bool {
        let stated = Stated::naming(self.model, &self.named, &moment.now);
        let (members, cut) = self.members(moment, certainty);
        let all = (0..members.len()).collect();
        let mut asked = Asked::new(&stated, &group.instances, &members);
        // What was cut off is said where the sets are told.
        asked.failure(&all).is_some() || !cut.is_empty() || asked.cut
    }

    fn look(&mut self, group: &Group<'_>, moment: &Moment, certainty: Certainty) {
        let stated = Stated::naming(self.model, &self.named, &moment.now);
        let (members, cut) = self.members(moment, certainty);
        self.limits.extend(cut.into_iter().map(Limit::Sides));
        let instances: Vec<&Instance> =
            group.instances.iter().copied().filter(|it| !self.is_void(it)).collect();
        let mut asked = Asked::new(&stated, &instances, &members);
        let universe: Set = (0..members.len() + asked.rules.len()).collect();
        if asked.refute(&universe) == Refuted::Holds && !asked.cut {
            return;
        }
        let known = self.known.sets(&members);
        // Listed sets name their rules too; which of those is told does not matter here.
        let known: Vec<Set> = known.into_iter().flat_map(|set| asked.with_rules(&set)).collect();
        let count = members.len();
        let weights = |at: usize| match members.get(at) {
            Some(member) => Weight { certainty: member.certainty, given: member.given },
            None => Weight { certainty: Certainty::Certain, given: true },
        };
        let Outcome { new, known: held, cut } = sets(&mut asked, &universe, &weights, &known);
        if asked.cut {
            self.limits.extend(instances.first().map(|instance| self.limit_of(instance)));
        }
        if cut {
            self.limits.insert(Limit::Sets(members.first().map(|member| member.question)));
        }
        let held = held.into_iter().map(|at| known[at].clone());
        let all: Vec<Set> = held.chain(new).collect();
        for set in all {
            self.tell(&mut asked, &members, count, &set);
        }
    }

    fn is_void(&self, instance: &Instance) -> bool {
        instance.premise.rule().is_some_and(|rule| self.void.contains(&rule))
    }

    fn limit_of(&self, instance: &Instance) -> Limit {
        match instance.premise {
            Premise::Rule(rule) => Limit::Rule(rule),
            Premise::Statement(claim) => Limit::Statement(self.model.claim(claim).question),
        }
    }

    fn tell(&mut self, asked: &mut Asked<'_>, members: &[Member], count: usize, set: &Set) {
        let own: Vec<Member> =
            set.iter().filter(|at| **at < count).map(|at| members[*at].clone()).collect();
        let Some((instances, failure)) = asked.told(set) else { return };
        let rules: Vec<RuleId> =
            instances.iter().filter_map(|instance| instance.premise.rule()).collect();
        if own.is_empty() {
            // No answer can be taken out of a rule that nothing satisfies: it is told once.
            self.void.extend(&rules);
        }
        let references: Vec<&Member> = own.iter().collect();
        let known = self.known.number(&references).filter(|_| !own.is_empty());
        if known.is_some_and(|known| !self.told.insert(known)) {
            return;
        }
        if known.is_none() {
            self.spent.extend(spends(&own));
        }
        let claims: Vec<ClaimId> =
            own.iter().flat_map(|member| member.speakers.iter().copied()).collect();
        let found = Contradiction { members: own, claims, instances, failure };
        if !told_by_the_network(self.model, &found) {
            self.found.push(found);
        }
    }
}

/// Rules that join the network of dates are evaluated here only for what the network leaves out:
/// claims that hold at a time of their own, and properties that change.
fn told_by_the_network(model: &Model, found: &Contradiction) -> bool {
    let timeless = |claim: &ClaimId| {
        let property = model.question(model.claim(*claim).question).property;
        model.entry_of(*claim).when.is_none() && model.property(property).changes == Changes::Never
    };
    let joined = |instance: &Instance| {
        instance.premise.sides(model).is_some_and(|sides| joins(model, sides))
    };
    found.instances.iter().all(joined) && found.claims.iter().all(timeless)
}

impl Contradiction {
    /// The rules, each once, in order.
    pub(crate) fn rules(&self) -> Vec<RuleId> {
        let mut rules: Vec<RuleId> =
            self.instances.iter().filter_map(|instance| instance.premise.rule()).collect();
        rules.sort_unstable();
        rules.dedup();
        rules
    }
}
