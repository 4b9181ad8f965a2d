//! The search for contradictions, one after the other, and for what follows where a claim leaves
//! several cases and all but one are refuted.

use std::collections::{BTreeSet, HashMap, HashSet};

use claimcheck_core::model::{Certainty, ClaimId, Model, RuleId};

use super::board::{Board, Judged};
use super::bounds::Between;
use super::build::{Choice, Link};
use super::limits::{Limit, MOST_CONTRADICTIONS};
use super::minimal::Shrink;
use super::proof::{Grounds, Proof};

/// No more steps than this are gone through the network in one search.
const MOST_STEPS: usize = 400_000_000;
/// No more than this in the search through the cases of several claims at once.
const MOST_STEPS_OF_CASES: usize = 50_000_000;

/// The state of a search.
pub(super) struct Search<'m> {
    model: &'m Model,
    pub(super) links: Vec<Link>,
    pub(super) choices: Vec<Choice>,
    pub(super) board: Board,
    pub(super) contradictions: Vec<Proof>,
    pub(super) limits: BTreeSet<Limit>,
    shrink: Shrink,
    /// How many of the links hold without cases.
    definite: usize,
    /// The constraint of each link that is in force.
    constraint: Vec<Option<u32>>,
    /// The links that follow from each claim where the other cases of another one are refuted.
    derived: HashMap<ClaimId, Vec<usize>>,
    /// Which choices are decided, by the links that follow.
    decided: HashMap<usize, Vec<usize>>,
    /// Claims that a set was told of, and that take no further part.
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

impl<'m> Search<'m> {
    pub(super) fn new(
        model: &'m Model,
        points: usize,
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
        let shrink = Shrink::new(model, points, grounds, definite, cases);
        Self {
            model,
            board: Board::whole(points, links.len(), MOST_STEPS),
            contradictions: Vec::new(),
            limits: BTreeSet::new(),
            shrink,
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
    pub(super) fn end(self) -> (Vec<Link>, Vec<Choice>, Vec<Proof>, Board) {
        let Self { links, choices, contradictions, board, .. } = self;
        (links, choices, contradictions, board)
    }

    /// Puts together what is exactly so sure with what is surer, and looks for contradictions until
    /// the rest can hold. Nothing, where a limit was reached: then it may not hold.
    pub(super) fn level(&mut self, certainty: Certainty) -> Option<()> {
        for link in 0..self.definite {
            let Link { certainty: own, claims, .. } = &self.links[link];
            if *own == certainty && !claims.iter().any(|claim| self.spent.contains(claim)) {
                self.put(link);
            }
        }
        self.settle()?;
        let open = |search: &Self| {
            let all = 0..search.choices.len();
            all.filter(|at| search.is_open(*at, certainty)).collect::<Vec<usize>>()
        };
        while !open(self).is_empty() && self.steps > 0 {
            let found = self.contradictions.len();
            let decided = self.look(&open(self));
            self.settle()?;
            if decided || self.contradictions.len() > found {
                continue;
            }
            match self.together(&open(self)) {
                Judged::Refuted(proof) => self.tell(proof)?,
                Judged::Holds => break,
                Judged::Stopped => self.steps = 0,
            }
            self.settle()?;
        }
        if self.steps == 0 && !open(self).is_empty() {
            self.limits.insert(Limit::Cases);
        }
        Some(())
    }

    fn put(&mut self, link: usize) {
        let constraint = self.board.add(&self.links, link);
        self.constraint[link] = u32::try_from(constraint).ok();
    }

    fn is_open(&self, choice: usize, least: Certainty) -> bool {
        let Choice { claims, certainty, .. } = &self.choices[choice];
        *certainty >= least
            && !self.decided.contains_key(&choice)
            && !claims.iter().any(|claim| self.spent.contains(claim))
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

    /// Keeps a contradiction, shrunk, and takes its claims out. No claim stands in two; a fact may,
    /// and is taken out where there is nothing else to take.
    fn tell(&mut self, proof: Proof) -> Option<()> {
        let grounds = Grounds { links: &self.links, choices: &self.choices };
        let proof = self.shrink.minimal(self.model, grounds, proof).begun(grounds);
        let mut claims: Vec<ClaimId> = proof.claims(grounds).into_iter().collect();
        // Rules that contradict each other bind nobody from here on.
        let broken_rules =
            if claims.is_empty() { proof.rules(&self.links) } else { BTreeSet::new() };
        let given = |claim: &ClaimId| self.model.entry_of(*claim).report.is_none();
        if !claims.iter().all(given) {
            claims.retain(|claim| !given(claim));
        }
        self.contradictions.push(proof);
        let nothing_to_take = claims.is_empty() && broken_rules.is_empty();
        if nothing_to_take || self.contradictions.len() >= MOST_CONTRADICTIONS {
            self.limits.insert(Limit::Contradictions);
            return None;
        }
        let mut broken: Vec<usize> = Vec::new();
        for claim in &claims {
            let own = self.shrink.links_of(*claim).iter().map(|link| *link as usize);
            let derived = self.derived.get(claim).into_iter().flatten().copied();
            let constraints = own.chain(derived).filter_map(|link| self.constraint[link].take());
            broken.extend(constraints.map(|constraint| constraint as usize));
        }
        if !broken_rules.is_empty() {
            self.shrink.void.extend(&broken_rules);
            let links = self.links.iter().zip(&mut self.constraint);
            let bound =
                links.filter(|(link, _)| link.rules.iter().any(|rule| broken_rules.contains(rule)));
            broken.extend(
                bound.filter_map(|(_, constraint)| constraint.take()).map(|at| at as usize),
            );
        }
        self.spent.extend(claims);
        let spent = &self.spent;
        let holds =
            |link: &usize| !self.links[*link].claims.iter().any(|claim| spent.contains(claim));
        self.decided.retain(|_, links| links.iter().all(holds));
        self.board.solver.remove(broken);
        Some(())
    }

    /// Looks at each open choice by itself. Whether one was decided.
    fn look(&mut self, open: &[usize]) -> bool {
        let bounds = Between::new(&self.board.solver, &self.board.link_of);
        self.steps = self.steps.saturating_sub(bounds.size());
        let mut decided = false;
        for &choice in open {
            if self.steps == 0 || !self.is_open(choice, Certainty::Doubtful) {
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
        let cases = self.shrink.cases[choice].clone();
        let mut left = None;
        let mut refuted = Vec::new();
        for (at, case) in cases.into_iter().enumerate() {
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
        let least =
            claims.iter().map(|claim| crate::severity::certainty_of(self.model, *claim)).min();
        let mut links = Vec::new();
        for link in self.shrink.cases[choice][case].clone() {
            let number = self.links.len();
            self.links.push(Link {
                edge: self.links[link].edge,
                claims: claims.iter().copied().collect(),
                rules: rules.iter().copied().collect(),
                certainty: least.unwrap_or(Certainty::Certain),
            });
            self.constraint.push(None);
            for claim in claims {
                self.derived.entry(*claim).or_default().push(number);
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
        let grounds = Grounds { links: &self.links, choices: &self.choices };
        let judged = self.board.search(grounds, open, &self.shrink.cases);
        self.steps = self.board.solver.steps();
        self.board.solver.allow(before);
        judged
    }

    /// What of the limits was reached.
    pub(super) fn limits(&self) -> BTreeSet<Limit> {
        let mut limits = self.limits.clone();
        if self.shrink.unfinished > 0 {
            limits.insert(Limit::Shrinking(self.shrink.unfinished));
        }
        limits
    }
}
