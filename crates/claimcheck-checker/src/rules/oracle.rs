//! Whether some members and rules can all hold, whichever sides of disputes are right; and if not, on
//! which of them that rests.

use std::collections::{BTreeSet, HashMap};

use claimcheck_core::model::{ClaimId, RuleId};

use super::bind::{Instance, Stated};
use super::domain::is_figure;
use super::evaluate::{Failure, Outcome, fails};
use super::group::claims_of;
use super::premise::Premise;
use super::propagate::Disputes;
use crate::members::Member;
use crate::minimal_sets::{Oracle, Refuted, Set};

/// The ways in which the sides of disputes can be chosen are gone through up to this many.
const MOST_SIDES: usize = 64;

/// Whether members and rules can all hold; rules come after the members.
pub(super) struct Asked<'a> {
    stated: &'a Stated<'a>,
    instances: &'a [&'a Instance],
    members: &'a [Member],
    /// The rules of the instances, by what they say.
    pub(super) rules: Vec<RuleId>,
    rule_at: HashMap<RuleId, usize>,
    member_at: HashMap<ClaimId, usize>,
    /// Whether there were too many ways to choose the sides of disputes.
    pub(super) cut: bool,
}

impl<'a> Asked<'a> {
    pub(super) fn new(
        stated: &'a Stated<'a>,
        instances: &'a [&'a Instance],
        members: &'a [Member],
    ) -> Self {
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
    pub(super) fn with_rules(&mut self, set: &Set) -> Vec<Set> {
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
    pub(super) fn failure(&mut self, members: &Set) -> Option<Failure> {
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
                Outcome::Fails(failure) => failure,
                Outcome::Holds => return None,
                Outcome::Unknown => {
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
    pub(super) fn told(&mut self, set: &Set) -> Option<(Vec<Instance>, Failure)> {
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
