//! The contradictions of rules and answers, one after the other, each with a minimal set of answers:
//! drop any one of them, and the rest can hold with the rules.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use claimcheck_core::model::{
    Certainty, Chain, Changes, ClaimId, Model, Origin, PropertyId, QuestionId, ReportId, RuleId,
};
use rayon::prelude::*;

use super::bind::{
    Bound, Instance, Leaf, Premise, Reach, Stated, Variable, bind, bind_statement, entity,
    statements,
};
use super::dates::joins;
use super::domain::is_figure;
use super::evaluate::{Failure, Outcome as Came, fails};
use super::propagate::Disputes;
use super::worlds::{is_said_with, worlds};
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

/// The ways in which the sides of disputes can be chosen are gone through up to this many.
const MOST_SIDES: usize = 64;

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

/// Rules and statements that ask the same questions, for what they say of some subjects.
struct Group<'i> {
    instances: Vec<&'i Instance>,
    /// The claims that they could rest on, and the statements.
    claims: Vec<ClaimId>,
    /// The claims that hold at a time which a statement names, for each name of a time.
    then: Vec<&'i [ClaimId]>,
}

impl<'i> Group<'i> {
    fn new(stated: &Stated<'_>, instances: Vec<&'i Instance>) -> Self {
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
}

/// Claims that are put together: those that speak of one moment, and those that hold at a time which
/// a statement of that moment names.
struct Moment {
    now: Vec<ClaimId>,
    then: Vec<Vec<ClaimId>>,
}

impl Moment {
    fn claims(&self) -> impl Iterator<Item = ClaimId> {
        self.now.iter().chain(self.then.iter().flatten()).copied()
    }
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

/// Whose word a claim is: what a report says itself, or what one source says in it.
type Voice<'m> = (ReportId, &'m [Origin]);

/// Each source that vouches for a claim, or none where it is the report's own.
fn entry_voices(attribution: &[Chain]) -> impl Iterator<Item = &[Origin]> {
    let own: Option<&[Origin]> = attribution.is_empty().then_some(&[]);
    own.into_iter().chain(attribution.iter().map(|chain| &**chain))
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
                    let mut worlds = self.moments(group, own_voice);
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

    /// The sets of claims that are put together: of each voice its own, or of all together.
    fn moments(&self, group: &Group<'_>, own_voice: bool) -> Vec<Moment> {
        let model = self.model;
        if group.claims.is_empty() {
            let nothing = Moment { now: Vec::new(), then: Vec::new() };
            return if own_voice { Vec::new() } else { vec![nothing] };
        }
        let with_then = |own: &dyn Fn(&ClaimId) -> bool, now: Vec<ClaimId>| {
            let keep = |claim: &ClaimId| own(claim) && is_said_with(model, *claim, &now);
            let each =
                group.then.iter().map(|claims| claims.iter().copied().filter(keep).collect());
            let then = each.filter(|claims: &Vec<ClaimId>| !claims.is_empty()).collect();
            Moment { now, then }
        };
        if !own_voice {
            let worlds = worlds(model, &group.claims).into_iter();
            return worlds.map(|now| with_then(&|_| true, now)).collect();
        }
        let mut voices: BTreeMap<Voice<'_>, Vec<ClaimId>> = BTreeMap::new();
        let mut all: Vec<ClaimId> =
            group.claims.iter().chain(group.then.iter().copied().flatten()).copied().collect();
        all.sort_unstable();
        all.dedup();
        for speaker in &all {
            let own = model.claim(*speaker);
            // The claims of all who give the answer.
            let stated = self.answers.spoken_for(&[*speaker]).remove(&own.question);
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
                (claims.clone(), |claim: &&ClaimId| group.claims.binary_search(claim).is_ok());
            let now: Vec<ClaimId> = claims.iter().filter(is_now).copied().collect();
            let worlds = worlds(model, &now).into_iter();
            let has = |claim: &ClaimId| own.binary_search(claim).is_ok();
            worlds.map(|now| with_then(&has, now)).collect::<Vec<_>>()
        };
        several.flat_map(of_voice).collect()
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

/// Whether members and rules can all hold; rules come after the members.
struct Asked<'a> {
    stated: &'a Stated<'a>,
    instances: &'a [&'a Instance],
    members: &'a [Member],
    /// The rules of the instances, by what they say.
    rules: Vec<RuleId>,
    rule_at: HashMap<RuleId, usize>,
    member_at: HashMap<ClaimId, usize>,
    /// Whether there were too many ways to choose the sides of disputes.
    cut: bool,
}

impl<'a> Asked<'a> {
    fn new(stated: &'a Stated<'a>, instances: &'a [&'a Instance], members: &'a [Member]) -> Self {
        let mut rules: Vec<RuleId> = Vec::new();
        let mut rule_at = HashMap::new();
        for rule in instances.iter().filter_map(|instance| instance.premise.rule()) {
            rule_at.entry(rule).or_insert_with(|| {
                rules.push(rule);
                members.len() + rules.len() - 1
            });
        }
        let each = members.iter().enumerate();
        let member_at =
            each.flat_map(|(at, member)| member.speakers.iter().map(move |claim| (*claim, at)));
        let member_at = member_at.collect();
        Self { stated, instances, members, rules, rule_at, member_at, cut: false }
    }

    /// A known set of members with each rule that breaks it by itself.
    fn with_rules(&mut self, set: &Set) -> Vec<Set> {
        let rules: Vec<usize> = self.rule_at.values().copied().collect();
        let all: Set = set.iter().copied().chain(rules).collect();
        let Refuted::By(core) = self.refute(&all) else { return Vec::new() };
        let mut kept = core;
        for rule in kept.clone().into_iter().filter(|at| *at >= self.members.len()) {
            kept.remove(&rule);
            if self.refute(&kept) == Refuted::Holds {
                kept.insert(rule);
            }
        }
        if set.is_subset(&kept) { vec![kept] } else { Vec::new() }
    }

    /// Why some members cannot hold with all rules of a set.
    fn failure(&mut self, members: &Set) -> Option<Failure> {
        let all = self.instances.to_vec();
        self.fails(&all, members)
    }

    /// Whichever sides of disputes are right: of paths and lists, each choice has to fail.
    fn fails(&mut self, instances: &[&Instance], members: &Set) -> Option<Failure> {
        let own: Vec<&Member> = members.iter().filter_map(|at| self.members.get(*at)).collect();
        let (open, plain): (Vec<&Member>, Vec<&Member>) =
            own.into_iter().partition(|member| member.is_union() && !self.is_figure(member));
        let mut choices: Vec<Vec<ClaimId>> = vec![Vec::new()];
        for member in &open {
            let with = |so_far: &Vec<ClaimId>| {
                let side = |side: &Vec<ClaimId>| [so_far.as_slice(), side].concat();
                member.sides.iter().map(side).collect::<Vec<_>>()
            };
            choices = choices.iter().flat_map(with).collect();
            if choices.len() > MOST_SIDES {
                self.cut = true;
                choices = vec![Vec::new()];
                break;
            }
        }
        let disputes: Disputes = (plain.iter().filter(|member| member.is_union()))
            .map(|member| (member.question, member.sides.clone()))
            .collect();
        let speakers: BTreeSet<ClaimId> =
            plain.iter().flat_map(|member| member.speakers.iter().copied()).collect();
        let mut last: Option<Failure> = None;
        for choice in choices {
            let active = speakers.iter().copied().chain(choice).collect();
            let failure = match fails(self.stated, instances, &active, &disputes) {
                Came::Fails(failure) => failure,
                Came::Holds => return None,
                Came::Unknown => {
                    self.cut = true;
                    return None;
                }
            };
            let by = last.into_iter().flat_map(|known| known.by);
            let by = failure.by.iter().copied().chain(by).collect();
            last = Some(Failure { by, ..failure });
        }
        last
    }

    fn is_figure(&self, member: &Member) -> bool {
        member.speakers.iter().all(|claim| is_figure(self.stated.model, *claim))
    }

    fn bound(&self, set: &Set) -> Vec<&'a Instance> {
        let holds = |instance: &&&Instance| {
            let at = match instance.premise {
                Premise::Rule(rule) => self.rule_at.get(&rule),
                Premise::Statement(claim) => self.member_at.get(&claim),
            };
            at.is_some_and(|at| set.contains(at))
        };
        self.instances.iter().filter(holds).copied().collect()
    }

    /// The instances that a minimal set rests on, and why it cannot hold.
    fn told(&mut self, set: &Set) -> Option<(Vec<Instance>, Failure)> {
        let mut bound = self.bound(set);
        let failure = self.fails(&bound, set)?;
        bound = failure.by.iter().map(|at| bound[*at]).collect();
        // What is not needed is left out.
        for instance in bound.clone() {
            let without: Vec<&Instance> =
                bound.iter().copied().filter(|it| !std::ptr::eq(*it, instance)).collect();
            if bound.len() <= MOST_SIDES
                && !without.is_empty()
                && self.fails(&without, set).is_some()
            {
                bound = without;
            }
        }
        let failure = self.fails(&bound, set)?;
        Some((bound.into_iter().cloned().collect(), failure))
    }
}

impl Oracle for Asked<'_> {
    fn refute(&mut self, set: &Set) -> Refuted {
        let bound = self.bound(set);
        let Some(failure) = self.fails(&bound, set) else { return Refuted::Holds };
        let by = failure.by.iter().map(|at| bound[*at]);
        let mut core = Set::new();
        for instance in by {
            core.extend(instance.premise.rule().and_then(|rule| self.rule_at.get(&rule)));
            let then = instance.variables().filter_map(|variable| variable.then.as_ref());
            let claims = claims_of(self.stated, instance).into_iter();
            let claims = claims.chain(instance.premise.statement());
            let claims = claims.chain(then.flat_map(|then| then.claims.iter().copied()));
            core.extend(claims.filter_map(|claim| self.member_at.get(&claim)));
        }
        Refuted::By(core.intersection(set).copied().collect())
    }
}

/// The claims of the moment that an instance could rest on.
fn claims_of(stated: &Stated<'_>, instance: &Instance) -> Vec<ClaimId> {
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

/// Groups of instances that ask the same questions, in the order of their first ones.
fn connected(instances: &[Instance]) -> Vec<Vec<usize>> {
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
