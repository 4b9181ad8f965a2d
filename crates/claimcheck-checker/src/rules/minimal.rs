//! The contradictions of rules and claims, one after the other, each with a minimal set of claims:
//! drop any one of them, and the rest can hold with the rules.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use claimcheck_core::model::{Certainty, Changes, ClaimId, Question, RuleId};
use rayon::prelude::*;

use super::bind::{Instance, Leaf, Reach, Stated, bind};
use super::dates::joins;
use super::propagate::{Failure, fails};
use super::worlds::worlds;
use crate::severity::certainty_of;

/// Rules and claims that cannot all hold.
#[derive(Debug)]
pub(crate) struct Contradiction {
    /// The claims, in their order.
    pub(crate) claims: Vec<ClaimId>,
    /// What the rules say of their subjects; the one whose sides cannot meet is in the failure.
    pub(crate) instances: Vec<Instance>,
    /// Why.
    pub(crate) failure: Failure,
}

/// Sets of more claims than this are told as they were found.
const MOST_SHRUNK: usize = 400;
/// Rules that speak of each other's questions are taken together up to this many.
const MOST_TOGETHER: usize = 64;

/// All contradictions of a project's rules. No claim of a report stands in two of them, nor any
/// that is `spent` already.
pub(crate) fn contradictions(stated: &Stated<'_>, spent: &HashSet<ClaimId>) -> Vec<Contradiction> {
    let rules: Vec<RuleId> = (0..).map(RuleId).take(stated.model.rules.len()).collect();
    let instances = bind(stated, &rules, Reach::Stated);
    let mut search = Search {
        stated,
        spent: spent.clone(),
        used: HashSet::new(),
        found: Vec::new(),
        void: HashSet::new(),
    };
    // What one rule shows is told with one rule; the surer claims come first.
    let together = connected(&instances);
    let together =
        together.par_iter().map(|group| group.iter().map(|at| &instances[*at]).collect());
    let alone = instances.par_iter().map(|instance| vec![instance]);
    // In nearly all groups nothing fails, which is found on all threads at once.
    let groups: Vec<Group<'_>> =
        alone.chain(together).map(|instances| search.group(instances)).collect();
    for level in 0..LEVELS.len() {
        for group in &groups {
            search.look(group, level);
        }
    }
    search.found
}

/// How sure the claims are that are looked at, one level after the other.
const LEVELS: [Certainty; 3] = [Certainty::Certain, Certainty::Likely, Certainty::Doubtful];

/// Rules that are taken together, for what they say of some subjects.
struct Group<'i> {
    instances: Vec<&'i Instance>,
    /// The claims that they could rest on.
    claims: BTreeSet<ClaimId>,
    /// Whether they fail at each level, as long as no claim of them is used in a contradiction.
    fails: [bool; LEVELS.len()],
}

struct Search<'s> {
    stated: &'s Stated<'s>,
    /// Claims that take no further part.
    spent: HashSet<ClaimId>,
    /// Those of them that contradictions of this search have used.
    used: HashSet<ClaimId>,
    found: Vec<Contradiction>,
    /// Rules that cannot hold whatever anybody claims.
    void: HashSet<Vec<RuleId>>,
}

impl Search<'_> {
    fn group<'i>(&self, instances: Vec<&'i Instance>) -> Group<'i> {
        let claims = instances.iter().flat_map(|instance| self.claims(instance)).collect();
        let mut group = Group { instances, claims, fails: [false; LEVELS.len()] };
        group.fails = std::array::from_fn(|level| {
            let fails_in =
                |world| fails(self.stated, &group.instances, &self.left(&world)).is_some();
            self.worlds(&group, level).into_iter().any(fails_in)
        });
        group
    }

    /// The sets of claims that speak of one time and are as sure as a level asks.
    fn worlds(&self, group: &Group<'_>, level: usize) -> Vec<BTreeSet<ClaimId>> {
        if group.claims.is_empty() {
            return Vec::new();
        }
        let model = self.stated.model;
        let sure = |claim: &ClaimId| certainty_of(model, *claim) >= LEVELS[level];
        worlds(model, &group.claims.iter().copied().filter(sure).collect())
    }

    /// The claims of a set that still take part.
    fn left(&self, world: &BTreeSet<ClaimId>) -> BTreeSet<ClaimId> {
        world.iter().filter(|claim| !self.spent.contains(claim)).copied().collect()
    }

    fn look(&mut self, group: &Group<'_>, level: usize) {
        let is_used = || group.claims.iter().any(|claim| self.used.contains(claim));
        if !group.fails[level] && (self.used.is_empty() || !is_used()) {
            return;
        }
        let (model, instances) = (self.stated.model, group.instances.as_slice());
        for world in self.worlds(group, level) {
            loop {
                let left = self.left(&world);
                if fails(self.stated, instances, &left).is_none() {
                    break;
                }
                let Some(found) = self.shrunk(instances, left) else { break };
                if found.claims.is_empty() {
                    // No claim can be taken out of a rule that nothing satisfies: it is told once.
                    if self.void.insert(found.rules()) {
                        self.found.push(found);
                    }
                    break;
                }
                let given = |claim: &&ClaimId| model.entry_of(**claim).report.is_none();
                // A fact may stand in several sets; it is taken out where there is nothing else.
                let own: Vec<ClaimId> =
                    found.claims.iter().filter(|claim| !given(claim)).copied().collect();
                let used = if own.is_empty() { found.claims.clone() } else { own };
                self.used.extend(&used);
                self.spent.extend(used);
                if !told_by_the_network(self.stated, &found) {
                    self.found.push(found);
                }
            }
        }
    }

    /// The claims that an instance could rest on, in their order.
    fn claims(&self, instance: &Instance) -> Vec<ClaimId> {
        let mut claims: Vec<ClaimId> = instance.hops.iter().flatten().copied().collect();
        for leaf in &instance.leaves {
            match leaf {
                Leaf::Answer(question) => claims.extend(self.stated.on(question)),
                Leaf::Member(_, named) => claims.extend(named),
                Leaf::All(term) => {
                    let mut subjects = vec![instance.subject];
                    for (at, step) in term.path.iter().enumerate() {
                        let last = at + 1 == term.path.len();
                        let mut next = Vec::new();
                        for subject in subjects {
                            let question = if last {
                                Stated::question(subject, *step, &instance.scope)
                            } else {
                                self.stated.step(subject, *step, &instance.scope)
                            };
                            claims.extend(self.stated.on(&question));
                            let members = self.stated.members(&question).into_iter();
                            next.extend(
                                members.filter_map(|(value, _)| super::bind::entity(value)),
                            );
                        }
                        subjects = next;
                    }
                }
            }
        }
        claims
    }

    /// A minimal set, by deletion: first the rules that are not needed, then the claims, the least
    /// sure and the last of them first.
    fn shrunk(&self, instances: &[&Instance], claims: BTreeSet<ClaimId>) -> Option<Contradiction> {
        let model = self.stated.model;
        let mut claims = self.few(instances, claims);
        let mut kept: Vec<&Instance> = instances.to_vec();
        for instance in instances {
            let without: Vec<&Instance> =
                kept.iter().copied().filter(|other| !std::ptr::eq(*other, *instance)).collect();
            if !without.is_empty() && fails(self.stated, &without, &claims).is_some() {
                kept = without;
            }
        }
        if claims.len() <= MOST_SHRUNK {
            let mut order: Vec<ClaimId> = claims.iter().copied().collect();
            order.sort_by_key(|claim| (certainty_of(model, *claim), std::cmp::Reverse(*claim)));
            for claim in order {
                claims.remove(&claim);
                if fails(self.stated, &kept, &claims).is_none() {
                    claims.insert(claim);
                }
            }
        }
        let failure = fails(self.stated, &kept, &claims)?;
        let instances = kept.into_iter().cloned().collect();
        Some(Contradiction { claims: claims.into_iter().collect(), instances, failure })
    }

    /// Where many claims answer a question, the surest of each answer will do.
    fn few(&self, instances: &[&Instance], claims: BTreeSet<ClaimId>) -> BTreeSet<ClaimId> {
        let model = self.stated.model;
        let mut of_answer: HashMap<_, ClaimId> = HashMap::new();
        for claim in &claims {
            let stated = model.claim(*claim);
            let best = of_answer.entry((stated.question, &stated.answer)).or_insert(*claim);
            if certainty_of(model, *claim) > certainty_of(model, *best) {
                *best = *claim;
            }
        }
        let few: BTreeSet<ClaimId> = of_answer.into_values().collect();
        if fails(self.stated, instances, &few).is_some() { few } else { claims }
    }
}

/// Rules that join the network of dates are evaluated here only for what the network leaves out:
/// claims that hold at a time of their own, and properties that change.
fn told_by_the_network(stated: &Stated<'_>, found: &Contradiction) -> bool {
    let model = stated.model;
    let timeless = |claim: &ClaimId| {
        let property = model.question(model.claim(*claim).question).property;
        model.entry_of(*claim).when.is_none() && model.property(property).changes == Changes::Never
    };
    found.instances.iter().all(|instance| joins(model, &model.rule(instance.rule).equation))
        && found.claims.iter().all(timeless)
}

/// Groups of instances that speak of the same questions, each with more than one.
fn connected(instances: &[Instance]) -> Vec<Vec<usize>> {
    let mut speakers: HashMap<&Question, usize> = HashMap::new();
    let mut union = petgraph::unionfind::UnionFind::<usize>::new(instances.len());
    for (at, instance) in instances.iter().enumerate() {
        for leaf in &instance.leaves {
            if let Leaf::Answer(question) = leaf {
                union.union(at, *speakers.entry(question).or_insert(at));
            }
        }
    }
    let mut groups: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in 0..instances.len() {
        groups.entry(union.find(at)).or_default().push(at);
    }
    groups.into_values().filter(|group| (2..=MOST_TOGETHER).contains(&group.len())).collect()
}

impl Contradiction {
    /// The rules, each once, in order.
    pub(crate) fn rules(&self) -> Vec<RuleId> {
        let mut rules: Vec<RuleId> = self.instances.iter().map(|instance| instance.rule).collect();
        rules.sort_unstable();
        rules.dedup();
        rules
    }
}
