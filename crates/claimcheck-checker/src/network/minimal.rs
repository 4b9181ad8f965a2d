//! From a contradiction to a minimal set of claims: drop any one, and the rest can hold.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};

use claimcheck_core::model::{Certainty, ClaimId, Model, RuleId};

use super::board::{Board, Judged};
use super::proof::{Grounds, Proof};
use super::table::Table;
use crate::severity::certainty_of;

/// Sets of up to so many claims are shrunk in two orders, and the better set is told.
const MOST_COMPARED: usize = 24;
/// The steps that shrinking may take in all, and for one set.
const MOST_STEPS: usize = 200_000_000;
const MOST_STEPS_OF_ONE: usize = 20_000_000;

/// Shrinks sets of claims by deletion.
#[derive(Debug)]
pub(super) struct Shrink {
    /// The links that rest on each claim, and those of them that are no case of a choice.
    of_claim: Table<u32>,
    /// The choices that rest on each claim.
    choices: Table<u32>,
    /// What holds of every event, by the points that it is about.
    structure: Table<u32>,
    /// The links of each case of each choice.
    pub(super) cases: Vec<Vec<Vec<usize>>>,
    /// Rules that contradict each other, and bind nobody any more.
    pub(super) void: BTreeSet<RuleId>,
    steps: usize,
    /// How many sets may not be minimal, since the limit was reached.
    pub(super) unfinished: usize,
}

impl Shrink {
    /// Reads who says what: the first `definite` links hold, the others are of cases.
    pub(super) fn new(
        model: &Model,
        points: usize,
        grounds: Grounds<'_>,
        definite: usize,
        cases: Vec<Vec<Vec<usize>>>,
    ) -> Self {
        let claims = model.claims.len();
        let links = || (0u32..).zip(&grounds.links[..definite]);
        let of_claim = Table::new(claims, || {
            links().flat_map(|(at, link)| link.claims.iter().map(move |claim| (claim.0, at)))
        });
        let choices = Table::new(claims, || {
            let all = (0u32..).zip(grounds.choices);
            all.flat_map(|(at, choice)| choice.claims.iter().map(move |claim| (claim.0, at)))
        });
        let structure = Table::new(points, || {
            let own = links().filter(|(_, link)| link.claims.is_empty());
            own.flat_map(|(at, link)| [(link.edge.from, at), (link.edge.to, at)])
        });
        Self {
            of_claim,
            choices,
            structure,
            cases,
            void: BTreeSet::new(),
            steps: MOST_STEPS,
            unfinished: 0,
        }
    }

    /// The links that rest on a claim and are no case of a choice.
    pub(super) fn links_of(&self, claim: ClaimId) -> &[u32] {
        self.of_claim.row(claim.0)
    }

    /// A contradiction whose claims are a minimal set, from one whose claims may not be. Of the
    /// sets that are found, the one with the fewest claims, then the surest, then the first; of two
    /// contradictions in one set, the one with the fewest steps.
    pub(super) fn minimal(&mut self, model: &Model, grounds: Grounds<'_>, found: Proof) -> Proof {
        let claims = found.claims(grounds);
        if self.is_alone(grounds, &found, &claims) {
            return found;
        }
        let mut order: Vec<ClaimId> = claims.iter().copied().collect();
        // The least sure claims, and of these the last ones, are tried first.
        order.sort_by_key(|claim| (certainty_of(model, *claim), Reverse(*claim)));
        let best = self.shrunk(grounds, found.clone(), &order);
        if order.len() > MOST_COMPARED {
            return best;
        }
        order.reverse();
        let other = self.shrunk(grounds, found, &order);
        let rank = |proof: &Proof| {
            let claims = proof.claims(grounds);
            let mut sure: Vec<Reverse<Certainty>> =
                claims.iter().map(|claim| Reverse(certainty_of(model, *claim))).collect();
            sure.sort_unstable_by(|a, b| b.cmp(a));
            let steps = proof.links();
            (claims.len(), sure, claims, steps.len(), steps)
        };
        if rank(&other) < rank(&best) { other } else { best }
    }

    fn shrunk(&mut self, grounds: Grounds<'_>, found: Proof, order: &[ClaimId]) -> Proof {
        let mut kept = found.claims(grounds);
        let mut best = found;
        let before = self.steps;
        // What follows by way of other claims is shown by these claims themselves.
        if let Judged::Refuted(proof) = self.judge(grounds, &kept) {
            kept = proof.claims(grounds);
            best = proof;
        }
        for claim in order {
            if !kept.remove(claim) {
                continue;
            }
            if before - self.steps > MOST_STEPS_OF_ONE || self.steps == 0 {
                self.unfinished += 1;
                return best;
            }
            match self.judge(grounds, &kept) {
                Judged::Refuted(proof) => {
                    kept = proof.claims(grounds);
                    best = proof;
                }
                Judged::Holds => {
                    kept.insert(*claim);
                }
                Judged::Stopped => {
                    self.unfinished += 1;
                    return best;
                }
            }
        }
        best
    }

    /// Whether some claims can hold, by what rests on them and on nothing else.
    fn judge(&mut self, grounds: Grounds<'_>, claims: &BTreeSet<ClaimId>) -> Judged {
        let (links, choices) = self.said(grounds, claims);
        self.steps = self.steps.saturating_sub(8 * links.len());
        let allowed = self.steps.min(MOST_STEPS_OF_ONE);
        let mut board = Board::part(grounds, &links, &choices, &self.cases, allowed);
        let choices: Vec<usize> = choices.into_iter().collect();
        let judged = board.search(grounds, &choices, &self.cases);
        self.steps = self.steps.saturating_sub(allowed - board.solver.steps());
        judged
    }

    /// The links and the choices that rest on some claims and on nothing else.
    fn said(
        &self,
        grounds: Grounds<'_>,
        claims: &BTreeSet<ClaimId>,
    ) -> (BTreeSet<usize>, BTreeSet<usize>) {
        let within = |stated: &[ClaimId]| stated.iter().all(|claim| claims.contains(claim));
        let rows = |table: &Table<u32>| {
            let numbers = claims.iter().flat_map(|claim| table.row(claim.0));
            numbers.map(|number| *number as usize).collect::<BTreeSet<usize>>()
        };
        let mut links = rows(&self.of_claim);
        let binds =
            |link: &usize| !grounds.links[*link].rules.iter().any(|rule| self.void.contains(rule));
        links.retain(|link| within(&grounds.links[*link].claims) && binds(link));
        let mut choices = rows(&self.choices);
        choices.retain(|choice| within(&grounds.choices[*choice].claims));
        let of_cases = choices.iter().flat_map(|choice| self.cases[*choice].iter().flatten());
        let mut open: Vec<u32> = links
            .iter()
            .chain(of_cases)
            .flat_map(|link| [grounds.links[*link].edge.from, grounds.links[*link].edge.to])
            .collect();
        // What nobody says leads on to further points.
        while let Some(point) = open.pop() {
            for link in self.structure.row(point) {
                let link = *link as usize;
                let void = grounds.links[link].rules.iter().any(|rule| self.void.contains(rule));
                if !void && links.insert(link) {
                    open.extend([grounds.links[link].edge.from, grounds.links[link].edge.to]);
                }
            }
        }
        (links, choices)
    }

    /// Whether the circle is all that its claims say: then each of them is needed. This settles
    /// circles of any length.
    fn is_alone(&self, grounds: Grounds<'_>, found: &Proof, claims: &BTreeSet<ClaimId>) -> bool {
        let Proof::Circle(circle) = found else { return false };
        let (links, choices) = self.said(grounds, claims);
        let mut told: HashMap<usize, usize> = HashMap::new();
        for link in circle {
            *told.entry(*link).or_default() += 1;
        }
        choices.is_empty()
            && links.len() == told.len()
            && links.iter().all(|link| told.contains_key(link))
    }
}
