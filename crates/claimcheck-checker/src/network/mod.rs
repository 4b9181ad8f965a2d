//! All dates and orders of a project as one network of bounds on differences: which of them cannot
//! all hold, and what follows from the rest.
//!
//! Claims on a question that is disputed by itself take no part: their dispute is told once. Claims
//! that hold at a time of their own (`when`) and properties that change take no part either, since
//! what they say holds of one moment. Sets of relations that are no bounds (“before or after”)
//! bound nothing; see `docs/reasoning.md`.

mod board;
mod bounds;
mod build;
mod limits;
mod minimal;
mod points;
mod proof;
mod rank;
mod rules;
mod search;
mod solver;
mod table;
mod tell;
mod tree;

pub(crate) use bounds::{Bounds, Distances, Placed};
pub(crate) use build::{Choice, Link, sureness};
pub(crate) use limits::Limit;
pub(crate) use points::{Point, Points};
pub(crate) use proof::Proof;
pub(crate) use solver::Bound;

use claimcheck_core::model::{Certainty, Changes, ClaimId, Model, PropertyId, ValueType};

use crate::rules::Stated;
use crate::verdict::{Outcome, Verdict};
use build::Builder;
use search::Search;
use solver::Solver;

/// The network of a project once it is solved.
#[derive(Debug)]
pub(crate) struct Network {
    pub(crate) points: Points,
    pub(crate) links: Vec<Link>,
    pub(crate) choices: Vec<Choice>,
    /// What cannot all hold.
    pub(crate) contradictions: Vec<Proof>,
    /// What follows from all that is consistent.
    pub(crate) bounds: Bounds,
    /// The limits that were reached.
    pub(crate) limits: Vec<Limit>,
}

impl Network {
    /// Builds and solves the network of a project's claims.
    pub(crate) fn new(model: &Model, verdicts: &[Verdict]) -> Self {
        let claims = taking_part(model, verdicts);
        let mut builder = Builder::new(model, &claims);
        builder.rules(&Stated::new(model, verdicts));
        builder.moments(&claims);
        for claim in &claims {
            builder.claim(*claim);
        }
        let Builder { points, links, choices, .. } = builder;
        let mut search = Search::new(model, points.len(), links, choices);
        // The surer claims first: a contradiction among certain claims is not told with a doubtful
        // one in it.
        let mut levels = Certainty::ALL.into_iter().rev();
        let bounds = if levels.all(|certainty| search.level(certainty).is_some()) {
            Bounds::new(&search.board.solver, &search.board.link_of)
        } else {
            // What may not hold shows nothing.
            Bounds::new(&Solver::new(points.len(), 0), &[])
        };
        let limits = search.limits().into_iter().collect();
        let Search { links, choices, contradictions, .. } = search;
        Self { points, links, choices, contradictions, bounds, limits }
    }

    /// The claims of a contradiction in the order in which it is told, some of them several times.
    pub(crate) fn claims_in_order(&self, proof: &Proof) -> Vec<ClaimId> {
        match proof {
            Proof::Circle(links) => links
                .iter()
                .rev()
                .flat_map(|link| self.links[*link].claims.iter().copied())
                .collect(),
            Proof::Cases { choice, cases } => {
                let own = self.choices[*choice].claims.iter().copied();
                let rest = cases.iter().flat_map(|(_, proof)| self.claims_in_order(proof));
                own.chain(rest).collect()
            }
        }
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
