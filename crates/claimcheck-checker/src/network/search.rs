//! The search for contradictions, one after the other, and for what follows where a claim leaves
//! several cases and all but one are refuted.

use std::collections::{BTreeSet, HashMap, HashSet};

use claimcheck_core::model::{ClaimId, RuleId};

use super::board::{Board, Judged};
use super::bounds::Between;
use super::build::{Choice, Link};
use super::component::Components;
use super::minimal::{Asked, Said};
use super::proof::{Grounds, Proof};
use crate::limits::{Limit, MOST_CONTRADICTIONS};
use crate::members::Member;
use crate::minimal_sets::{self, Outcome, Set, Weight};

/// No more steps than this are gone through the network in one search.
const MOST_STEPS: usize = 400_000_000;
/// No more than this in the search through the cases of several claims at once.
const MOST_STEPS_OF_CASES: usize = 50_000_000;
/// Of so many members that hang together, all minimal sets are looked for before one is told.
const MOST_SEARCHED: usize = 256;

/// A contradiction: why some members cannot all hold.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) proof: Proof,
    pub(super) members: Set,
}

/// The state of a search.
pub(super) struct Search<'s> {
    members: &'s [Member],
    /// The sets of members that are known.
    known: &'s [Set],
    pub(super) links: Vec<Link>,
    pub(super) choices: Vec<Choice>,
    pub(super) board: Board,
    pub(super) found: Vec<Found>,
    pub(super) limits: BTreeSet<Limit>,
    said: Said,
    components: Components,
    /// How many of the links hold without cases.
    definite: usize,
    /// The constraint of each link that is in force.
    constraint: Vec<Option<u32>>,
    /// The links that follow from each claim where the other cases of another one are refuted.
    derived: HashMap<ClaimId, Vec<usize>>,
    /// Which choices are decided, by the links that follow.
    decided: HashMap<usize, Vec<usize>>,
    /// Claims whose member was told, and that bound nothing from there on.
    spent: HashSet<ClaimId>,
    /// The steps that are left for cases.
    steps: usize,
}

/// What a look at a choice came to.
enum Look {
    Open,
    Refuted(Proof),
    /// One case is left, and the rest are refuted by these claims and rules.
    Left(usize, BTreeSet<ClaimId>, BTreeSet<RuleId>),
}

impl<'s> Search<'s> {
    pub(super) fn new(
        (claims, points): (usize, usize),
        members: &'s [Member],
        known: &'s [Set],
        mut links: Vec<Link>,
        choices: Vec<Choice>,
    ) -> Self {
        let definite = links.len();
        let mut cases = Vec::new();
        for choice in &choices {
            let numbered = choice.cases.iter().map(|case| {
                let first = links.len();
                links.extend(case.iter().cloned());
                (first..links.len()).collect()
            });
            cases.push(numbered.collect());
        }
        let grounds = Grounds { links: &links, choices: &choices };
        let said = Said::new((claims, points), members, grounds, definite, cases);
        Self {
            members,
            known,
            board: Board::whole(points, links.len(), MOST_STEPS),
            components: Components::new(points, &links, &choices, members),
            found: Vec::new(),
            limits: BTreeSet::new(),
            said,
            definite,
            constraint: vec![None; links.len()],
            derived: HashMap::new(),
            decided: HashMap::new(),
            spent: HashSet::new(),
            steps: MOST_STEPS_OF_CASES,
            links,
            choices,
        }
    }

    /// What is left of a search that is over.
    pub(super) fn end(self) -> (Vec<Link>, Vec<Choice>, Vec<Found>, Board) {
        let Self { links, choices, found, board, .. } = self;
        (links, choices, found, board)
    }

    /// Looks for contradictions until the rest can hold. Nothing, where a limit was reached: then it
    /// may not hold.
    pub(super) fn run(&mut self) -> Option<()> {
        for link in 0..self.definite {
            self.put(link);
        }
        self.settle()?;
        while !self.open().is_empty() && self.steps > 0 {
            let found = self.found.len();
            let decided = self.look(&self.open());
            self.settle()?;
            if decided || self.found.len() > found {
                continue;
            }
            match self.together(&self.open()) {
                Judged::Refuted(proof) => self.tell(proof)?,
                Judged::Holds => break,
                Judged::Stopped => self.steps = 0,
            }
            self.settle()?;
        }
        if self.steps == 0 && !self.open().is_empty() {
            self.limits.insert(Limit::Cases);
        }
        Some(())
    }

    fn put(&mut self, link: usize) {
        let constraint = self.board.add(&self.links, link);
        self.constraint[link] = u32::try_from(constraint).ok();
    }

    /// The choices that are still to be made.
    fn open(&self) -> Vec<usize> {
        (0..self.choices.len()).filter(|choice| self.is_open(*choice)).collect()
    }

    fn is_open(&self, choice: usize) -> bool {
        let spent = |claim: &ClaimId| self.spent.contains(claim);
        !self.decided.contains_key(&choice) && !self.choices[choice].claims.iter().any(spent)
    }

    /// The cases of a choice, by what is still said.
    fn cases(&self, choice: usize) -> Vec<Vec<usize>> {
        let holds = |link: &&usize| {
            !self.links[**link].claims.iter().any(|claim| self.spent.contains(claim))
        };
        let case = |case: &Vec<usize>| case.iter().filter(holds).copied().collect();
        self.said.cases[choice].iter().map(case).collect()
    }

    /// Finds circles until what is left is consistent.
    fn settle(&mut self) -> Option<()> {
        loop {
            match self.board.solve() {
                Judged::Holds => return Some(()),
                Judged::Refuted(proof) => self.tell(proof)?,
                Judged::Stopped => {
                    self.limits.insert(Limit::Steps);
                    return None;
                }
            }
        }
    }

    /// Finds out which minimal sets to tell, from a contradiction, and takes their members out.
    fn tell(&mut self, proof: Proof) -> Option<()> {
        let grounds = Grounds { links: &self.links, choices: &self.choices };
        let core = self.said.members(grounds, &proof);
        // Rules that contradict each other bind nobody from here on.
        if core.is_empty() {
            let rules = proof.rules(&self.links);
            self.keep(core, proof)?;
            return self.void(rules);
        }
        // Where nothing is known, many members are not searched for all sets.
        let most = if self.known.is_empty() { MOST_SEARCHED } else { usize::MAX };
        let around = self.components.around((&self.links, &self.choices), &proof, most);
        let universe: Option<Set> = around.map(|around| {
            around.union(&core).copied().filter(|member| !self.is_spent(*member)).collect()
        });
        let known: Vec<Set> = match &universe {
            Some(all) => self.known.iter().filter(|set| set.is_subset(all)).cloned().collect(),
            None => Vec::new(),
        };
        let alone = self.said.is_alone(self.grounds(), &proof);
        let Outcome { new, known: held, cut } = match &universe {
            Some(all) if !known.is_empty() || all.len() <= MOST_SEARCHED && *all != core => {
                self.search(all, &known)
            }
            // A circle that is all that its members say is minimal whatever its length.
            _ if alone => Outcome { new: vec![core.clone()], ..Outcome::default() },
            _ => self.search_once(&core),
        };
        if cut {
            let question = core.first().map(|member| self.members[*member].question);
            self.limits.insert(Limit::Sets(question));
        }
        let held: Vec<Set> = held.into_iter().map(|at| known[at].clone()).collect();
        let sets: Vec<Set> = held.into_iter().chain(new).collect();
        if sets.is_empty() {
            // It may have more members than it needs.
            let spent = self.spends(&self.said.members(self.grounds(), &proof));
            self.keep(self.said.members(self.grounds(), &proof), proof)?;
            self.take_out(&spent);
            return Some(());
        }
        for set in &sets {
            let grounds = Grounds { links: &self.links, choices: &self.choices };
            let shown = match self.said.judge(grounds, set) {
                Judged::Refuted(Proof::Circle(found)) => {
                    Proof::Circle(self.said.shortest(grounds, set).unwrap_or(found))
                }
                Judged::Refuted(other) => other,
                _ => proof.clone(),
            };
            self.keep(set.clone(), shown)?;
        }
        self.take_out(&sets.iter().flat_map(|set| self.spends(set)).collect());
        Some(())
    }

    fn grounds(&self) -> Grounds<'_> {
        Grounds { links: &self.links, choices: &self.choices }
    }

    fn search(&mut self, universe: &Set, known: &[Set]) -> Outcome {
        let grounds = Grounds { links: &self.links, choices: &self.choices };
        let members = self.members;
        let weights =
            |at: usize| Weight { certainty: members[at].certainty, given: members[at].given };
        let mut asked = Asked { said: &mut self.said, grounds };
        minimal_sets::sets(&mut asked, universe, &weights, known)
    }

    /// One minimal set out of a contradiction among more members than can be searched.
    fn search_once(&mut self, core: &Set) -> Outcome {
        let found = self.search(core, &[]);
        Outcome { new: found.new.into_iter().take(1).collect(), ..Outcome::default() }
    }

    fn keep(&mut self, members: Set, proof: Proof) -> Option<()> {
        let grounds = Grounds { links: &self.links, choices: &self.choices };
        let proof = proof.begun(grounds);
        self.found.push(Found { proof, members });
        if self.found.len() >= MOST_CONTRADICTIONS {
            self.limits.insert(Limit::Contradictions);
            return None;
        }
        Some(())
    }

    fn is_spent(&self, member: usize) -> bool {
        self.members[member].speakers.iter().any(|claim| self.spent.contains(claim))
    }

    /// The members of a set that bind nothing from here on: its facts only where it has nothing
    /// else.
    fn spends(&self, set: &Set) -> Set {
        let own: Set = set.iter().copied().filter(|at| !self.members[*at].given).collect();
        if own.is_empty() { set.clone() } else { own }
    }

    fn take_out(&mut self, members: &Set) {
        let claims = self.said.claims(members);
        let mut broken: Vec<usize> = Vec::new();
        for claim in &claims {
            let own = self.said.links_of(*claim).iter().map(|link| *link as usize);
            let derived = self.derived.get(claim).into_iter().flatten().copied();
            let constraints = own.chain(derived).filter_map(|link| self.constraint[link].take());
            broken.extend(constraints.map(|constraint| constraint as usize));
        }
        self.spent.extend(claims);
        let spent = &self.spent;
        let holds =
            |link: &usize| !self.links[*link].claims.iter().any(|claim| spent.contains(claim));
        self.decided.retain(|_, links| links.iter().all(holds));
        self.board.solver.remove(broken);
    }

    fn void(&mut self, rules: BTreeSet<RuleId>) -> Option<()> {
        if rules.is_empty() {
            self.limits.insert(Limit::Contradictions);
            return None;
        }
        let links = self.links.iter().zip(&mut self.constraint);
        let bound = links.filter(|(link, _)| link.rules.iter().any(|rule| rules.contains(rule)));
        let broken: Vec<usize> =
            bound.filter_map(|(_, constraint)| constraint.take()).map(|at| at as usize).collect();
        self.said.void.extend(rules);
        self.board.solver.remove(broken);
        Some(())
    }

    /// Looks at each open choice by itself. Whether one was decided.
    fn look(&mut self, open: &[usize]) -> bool {
        let bounds = Between::new(&self.board.solver, &self.board.link_of);
        self.steps = self.steps.saturating_sub(bounds.size());
        let mut decided = false;
        for &choice in open {
            if self.steps == 0 || !self.is_open(choice) {
                continue;
            }
            match self.cases_of(&bounds, choice) {
                Look::Open => {}
                Look::Refuted(proof) => {
                    // Where a limit is reached, the next search stops at it too.
                    let _ = self.tell(proof);
                }
                Look::Left(case, claims, rules) => {
                    self.derive(choice, case, &claims, &rules);
                    decided = true;
                }
            }
        }
        decided
    }

    fn cases_of(&mut self, bounds: &Between, choice: usize) -> Look {
        let mut left = None;
        let mut refuted = Vec::new();
        for (at, case) in self.cases(choice).into_iter().enumerate() {
            match self.case(bounds, &case) {
                Judged::Refuted(proof) => refuted.push((case, proof)),
                _ if left.is_some() => return Look::Open,
                _ => left = Some(at),
            }
        }
        let proof = Proof::Cases { choice, cases: refuted };
        match left {
            None => Look::Refuted(proof),
            Some(case) => {
                let grounds = Grounds { links: &self.links, choices: &self.choices };
                Look::Left(case, proof.claims(grounds), proof.rules(&self.links))
            }
        }
    }

    /// Whether a case can hold beside all that is in force.
    fn case(&mut self, bounds: &Between, case: &[usize]) -> Judged {
        let edges = || case.iter().map(|link| self.links[*link].edge);
        if bounds.is_fit_for(edges()) {
            return Judged::Holds;
        }
        let in_force = |link: &usize| self.constraint[*link].is_some();
        for (link, edge) in case.iter().zip(edges()) {
            let back = super::Bound::of(-edge.bound.raw() - 1);
            let shown = bounds.shown_by_clock(edge.to, edge.from, back);
            if let Some(mut circle) = shown.filter(|links| links.iter().all(in_force)) {
                circle.push(*link);
                return Judged::Refuted(Proof::Circle(circle));
            }
        }
        let (steps, before) = (self.steps, self.board.solver.steps());
        let grounds = Grounds { links: &self.links, choices: &self.choices };
        self.board.solver.allow(steps);
        // What was told may have left places that are still to be found.
        let judged = match self.board.solve() {
            Judged::Holds => self.board.with(grounds, case),
            _ => Judged::Holds,
        };
        self.steps = self.board.solver.steps();
        self.board.solver.allow(before);
        judged
    }

    /// Adds what follows where one case of a choice is left.
    fn derive(
        &mut self,
        choice: usize,
        case: usize,
        claims: &BTreeSet<ClaimId>,
        rules: &BTreeSet<RuleId>,
    ) {
        let mut links = Vec::new();
        for link in self.cases(choice).swap_remove(case) {
            let number = self.links.len();
            let Link { edge, claims: own, rules: bound } = &self.links[link];
            let claims: BTreeSet<ClaimId> = claims.iter().chain(own).copied().collect();
            let link = Link {
                edge: *edge,
                claims: claims.iter().copied().collect(),
                rules: rules.iter().chain(bound).copied().collect(),
            };
            self.links.push(link);
            self.constraint.push(None);
            for claim in claims {
                self.derived.entry(claim).or_default().push(number);
            }
            self.put(number);
            links.push(number);
        }
        self.decided.insert(choice, links);
    }

    /// Whether one case of each open choice can hold.
    fn together(&mut self, open: &[usize]) -> Judged {
        if open.len() < 2 {
            return Judged::Holds;
        }
        let before = self.board.solver.steps();
        self.board.solver.allow(self.steps);
        let cases: HashMap<usize, Vec<Vec<usize>>> =
            open.iter().map(|choice| (*choice, self.cases(*choice))).collect();
        let grounds = Grounds { links: &self.links, choices: &self.choices };
        let judged = self
            .board
            .search(grounds, open, &|choice| cases.get(&choice).map_or(&[], Vec::as_slice));
        self.steps = self.board.solver.steps();
        self.board.solver.allow(before);
        judged
    }

    /// What of the limits was reached.
    pub(super) fn limits(&self) -> BTreeSet<Limit> {
        let mut limits = self.limits.clone();
        if self.said.stopped {
            limits.insert(Limit::Shrinking);
        }
        limits
    }
}
