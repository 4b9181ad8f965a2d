//! From a contradictory circle to a minimal set of claims: drop any one, and the rest can hold.

use std::collections::{BTreeSet, HashMap};

use claimcheck_core::model::ClaimId;

use super::build::Link;
use super::solver::Solver;

/// Circles of more claims than this are shrunk no further than the circle itself shows: each of
/// its claims is needed for it, which a set of single constraints proves by its form.
const MOST_SHRUNK: usize = 200;

/// Shrinks sets of claims by deletion.
#[derive(Debug)]
pub(super) struct Shrink<'l> {
    links: &'l [Link],
    of_claim: HashMap<ClaimId, Vec<usize>>,
    /// What holds of every event, by the points that it is about.
    structure: HashMap<u32, Vec<usize>>,
}

impl<'l> Shrink<'l> {
    pub(super) fn new(links: &'l [Link]) -> Self {
        let mut of_claim: HashMap<ClaimId, Vec<usize>> = HashMap::new();
        let mut structure: HashMap<u32, Vec<usize>> = HashMap::new();
        for (number, link) in links.iter().enumerate() {
            for claim in &link.claims {
                of_claim.entry(*claim).or_default().push(number);
            }
            if link.claims.is_empty() {
                structure.entry(link.edge.from).or_default().push(number);
            }
        }
        Self { links, of_claim, structure }
    }

    /// A contradictory circle whose claims are a minimal set, from one whose claims may not be.
    pub(super) fn minimal(&self, circle: &[usize]) -> Vec<usize> {
        let mut best = circle.to_vec();
        let mut kept: BTreeSet<ClaimId> = self.claims(circle);
        if kept.len() > MOST_SHRUNK {
            return best;
        }
        for claim in kept.clone() {
            if !kept.contains(&claim) {
                continue;
            }
            let without: BTreeSet<ClaimId> =
                kept.iter().copied().filter(|other| *other != claim).collect();
            if let Some(smaller) = self.contradiction(&without) {
                kept = self.claims(&smaller);
                best = smaller;
            }
        }
        best
    }

    fn claims(&self, circle: &[usize]) -> BTreeSet<ClaimId> {
        circle.iter().flat_map(|link| self.links[*link].claims.iter().copied()).collect()
    }

    /// A contradictory circle of the constraints that rest on some claims and on nothing else.
    fn contradiction(&self, claims: &BTreeSet<ClaimId>) -> Option<Vec<usize>> {
        let mut numbers: BTreeSet<usize> = BTreeSet::new();
        for claim in claims {
            let links = self.of_claim.get(claim).into_iter().flatten().copied();
            numbers.extend(links.filter(|link| {
                self.links[*link].claims.iter().all(|other| claims.contains(other))
            }));
        }
        let ends: BTreeSet<u32> = numbers
            .iter()
            .flat_map(|link| [self.links[*link].edge.from, self.links[*link].edge.to])
            .collect();
        numbers
            .extend(ends.iter().filter_map(|point| self.structure.get(point)).flatten().copied());
        self.solve(&numbers)
    }

    fn solve(&self, numbers: &BTreeSet<usize>) -> Option<Vec<usize>> {
        let numbers: Vec<usize> = numbers.iter().copied().collect();
        let mut points: HashMap<u32, u32> = HashMap::new();
        for number in &numbers {
            for point in [self.links[*number].edge.from, self.links[*number].edge.to] {
                let next = u32::try_from(points.len()).unwrap_or(u32::MAX);
                points.entry(point).or_insert(next);
            }
        }
        let mut solver = Solver::new(points.len());
        for number in &numbers {
            let mut edge = self.links[*number].edge;
            (edge.from, edge.to) = (points[&edge.from], points[&edge.to]);
            solver.add(edge);
        }
        solver.solve().err().map(|cycle| cycle.into_iter().map(|at| numbers[at]).collect())
    }
}
