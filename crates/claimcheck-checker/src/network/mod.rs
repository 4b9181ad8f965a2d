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
mod near;
mod points;
mod proof;
mod rank;
mod rules;
mod search;
mod solver;
mod table;
mod tell;
mod tree;

pub(crate) use bounds::{Between, Distances, Placed};
pub(crate) use build::{Choice, Link};
pub(crate) use limits::Limit;
pub(crate) use near::Near;
pub(crate) use points::{Point, Points};
pub(crate) use proof::Proof;
pub(crate) use solver::Bound;
pub(crate) use tell::moment;

use claimcheck_core::model::{Certainty, Changes, ClaimId, Model, Property, PropertyId};

use rayon::prelude::*;

use crate::rules::{Stated, named_by_rules};
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
    pub(crate) bounds: Between,
    /// The limits that were reached.
    pub(crate) limits: Vec<Limit>,
}

impl Network {
    /// Which of the questions about some properties it looks at: those on dates and orders, and what
    /// rules name.
    pub(crate) fn looks_at(model: &Model) -> impl Fn(PropertyId) -> bool {
        let named = named_by_rules(model);
        move |property| is_timed(model.property(property)) || named.contains(&property)
    }

    /// Builds and solves the network of what stands.
    pub(crate) fn new(model: &Model, grounds: &Grounds<'_>) -> Self {
        let Grounds { claims, stated } = grounds;
        let mut builder = Builder::new(model, claims);
        builder.rules(stated);
        builder.moments(claims);
        for claim in claims {
            builder.claim(*claim);
        }
        let Builder { points, links, choices, .. } = builder;
        let mut search = Search::new(model, points.len(), links, choices);
        // The surer claims first: a contradiction among certain claims is not told with a doubtful
        // one in it.
        let mut levels = Certainty::ALL.into_iter().rev();
        let solved = levels.all(|certainty| search.level(certainty).is_some());
        let limits = search.limits().into_iter().collect();
        // What the search needed is given back before more is made of what it found.
        let (links, choices, contradictions, board) = search.end();
        let bounds = if solved {
            Between::new(&board.solver, &board.link_of)
        } else {
            // What may not hold shows nothing.
            Between::new(&Solver::new(points.len(), 0), &[])
        };
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

/// What a network is made of, in no dispute by itself.
pub(crate) struct Grounds<'m> {
    claims: Vec<ClaimId>,
    /// What rules are about.
    stated: Stated<'m>,
}

impl<'m> Grounds<'m> {
    /// Takes them from verdicts. Only those on what a network [looks at](Network::looks_at) count.
    pub(crate) fn new(model: &'m Model, verdicts: &[Verdict]) -> Self {
        Self { claims: taking_part(model, verdicts), stated: Stated::new(model, verdicts) }
    }
}

/// The claims that the network is made of, in order.
fn taking_part(model: &Model, verdicts: &[Verdict]) -> Vec<ClaimId> {
    let timed = |verdict: &&Verdict| {
        let property = model.property(asked(model, verdict));
        is_timed(property)
            && !matches!(verdict.outcome, Outcome::Disputed(_))
            && property.changes == Changes::Never
    };
    let timed: Vec<&Verdict> = verdicts.iter().filter(timed).collect();
    // Event properties before others: the points of days are there only where something names them.
    let (events, others): (Vec<&Verdict>, Vec<&Verdict>) =
        timed.into_iter().partition(|verdict| asked(model, verdict) <= PropertyId::ORDER);
    let said = |verdict: &&Verdict| by_meaning(model, verdict);
    let (events, others) =
        (events.par_iter().flat_map_iter(said), others.par_iter().flat_map_iter(said));
    events.chain(others).collect()
}

/// Whether what is said of a property is when something is, or in which order.
fn is_timed(property: &Property) -> bool {
    property.value_type.is_timed()
}

fn asked(model: &Model, verdict: &Verdict) -> PropertyId {
    model.question(verdict.question).property
}

/// The claims on a question that hold at all times, by what is said, so that no choice depends on
/// where it is written.
fn by_meaning(model: &Model, verdict: &Verdict) -> Vec<ClaimId> {
    let claims = verdict.claims().into_iter();
    let mut claims: Vec<ClaimId> =
        claims.filter(|claim| model.entry_of(*claim).when.is_none()).collect();
    // Claims of one class say the same.
    if verdict.classes.len() > 1 {
        claims.sort_by_cached_key(|claim| crate::words::normal(model, *claim));
    }
    claims
}
