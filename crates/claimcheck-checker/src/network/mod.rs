//! All dates and orders of a project as one network of bounds on differences: which of them cannot
//! all hold, and what follows from the rest.
//!
//! Claims on a question that is disputed by itself take no part: their dispute is told once. Claims
//! that hold at a time of their own (`when`) and properties that change take no part either, since
//! what they say holds of one moment. Sets of relations that are no bounds (“before or after”)
//! bound nothing; see `docs/reasoning.md`.

mod bounds;
mod build;
mod minimal;
mod points;
mod solver;
mod tell;

pub(crate) use bounds::{Bounds, Distances, Placed};
pub(crate) use build::{Link, sureness};
pub(crate) use points::{Point, Points};
pub(crate) use solver::Bound;

use std::collections::{HashMap, HashSet};

use claimcheck_core::model::{Certainty, Changes, ClaimId, Model, PropertyId, ValueType};

use crate::verdict::{Outcome, Verdict};
use build::Builder;
use minimal::Shrink;
use solver::Solver;

/// No more contradictions than this are looked for in one project: past it, the rest of the
/// network is left unchecked, and a line says so.
const MOST_CONTRADICTIONS: usize = 10_000;

/// The network of a project once it is solved.
#[derive(Debug)]
pub(crate) struct Network {
    pub(crate) points: Points,
    pub(crate) links: Vec<Link>,
    /// What cannot all hold: the constraints of each contradictory circle, in the order of time.
    pub(crate) contradictions: Vec<Vec<usize>>,
    /// What follows from all that is consistent.
    pub(crate) bounds: Bounds,
}

impl Network {
    /// Builds and solves the network of a project's claims.
    pub(crate) fn new(model: &Model, verdicts: &[Verdict]) -> Self {
        let claims = taking_part(model, verdicts);
        let mut builder = Builder::new(model, &claims);
        for claim in &claims {
            builder.claim(*claim);
        }
        let Builder { points, links, .. } = builder;
        let mut search = Search::new(model, points.len(), &links);
        // The surer claims first: a contradiction among certain claims is not told with a doubtful
        // one in it.
        for certainty in Certainty::ALL.into_iter().rev() {
            search.add(certainty);
            search.run();
        }
        let bounds = Bounds::new(points.len(), &search.solver, &search.link_of);
        let contradictions = search.contradictions;
        Self { points, links, contradictions, bounds }
    }
}

/// The claims that the network is made of, in order.
fn taking_part(model: &Model, verdicts: &[Verdict]) -> Vec<ClaimId> {
    let mut claims = Vec::new();
    for verdict in verdicts {
        let property = model.property(model.question(verdict.question).property);
        let timed =
            matches!(property.value_type, ValueType::Date | ValueType::Extent | ValueType::Order);
        let disputed = matches!(verdict.outcome, Outcome::Disputed(_));
        if timed && !disputed && property.changes == Changes::Never {
            claims.extend(
                verdict.claims().into_iter().filter(|claim| model.entry_of(*claim).when.is_none()),
            );
        }
    }
    let of_rank = |claim: &ClaimId| model.question(model.claim(*claim).question).property;
    // Event properties before others: the points of days are there only where something names them.
    claims.sort_by_key(|claim| (of_rank(claim) > PropertyId::ORDER, *claim));
    claims
}

/// The search for contradictions, one after the other.
struct Search<'l> {
    model: &'l Model,
    links: &'l [Link],
    solver: Solver,
    /// The link of each constraint of the solver.
    link_of: Vec<usize>,
    /// The constraints of the solver that rest on each claim.
    of_claim: HashMap<ClaimId, Vec<usize>>,
    contradictions: Vec<Vec<usize>>,
    shrink: Shrink<'l>,
    /// Claims that a set was told of, and that take no further part.
    spent: HashSet<ClaimId>,
}

impl<'l> Search<'l> {
    fn new(model: &'l Model, points: usize, links: &'l [Link]) -> Self {
        Self {
            model,
            spent: HashSet::new(),
            links,
            solver: Solver::new(points),
            link_of: Vec::new(),
            of_claim: HashMap::new(),
            contradictions: Vec::new(),
            shrink: Shrink::new(links),
        }
    }

    /// Adds the constraints that are exactly so sure.
    fn add(&mut self, certainty: Certainty) {
        for (number, link) in self.links.iter().enumerate() {
            if link.certainty != certainty
                || link.claims.iter().any(|claim| self.spent.contains(claim))
            {
                continue;
            }
            let constraint = self.solver.add(link.edge);
            self.link_of.push(number);
            for claim in &link.claims {
                self.of_claim.entry(*claim).or_default().push(constraint);
            }
        }
    }

    /// Finds contradictions until what is left is consistent. No claim stands in two.
    fn run(&mut self) {
        while let Err(cycle) = self.solver.solve() {
            let links: Vec<usize> =
                cycle.iter().map(|constraint| self.link_of[*constraint]).collect();
            let cycle_links = self.shrink.minimal(&links);
            let mut claims: Vec<ClaimId> = cycle_links
                .iter()
                .flat_map(|link| self.links[*link].claims.iter().copied())
                .collect();
            claims.sort_unstable();
            claims.dedup();
            // A fact may stand in several sets; it is taken out where there is nothing else to take.
            let given = |claim: &ClaimId| self.model.entry_of(*claim).report.is_none();
            if !claims.iter().all(given) {
                claims.retain(|claim| !given(claim));
            }
            let broken: Vec<usize> = claims
                .iter()
                .filter_map(|claim| self.of_claim.get(claim))
                .flatten()
                .copied()
                .collect();
            self.spent.extend(claims);
            self.contradictions.push(cycle_links);
            if broken.is_empty() || self.contradictions.len() >= MOST_CONTRADICTIONS {
                break;
            }
            self.solver.remove(&broken);
        }
    }
}
