//! Why some claims cannot all hold, as a tree: a circle of constraints that comes back to its point
//! at an earlier time, or cases of which one must hold, none of which can.

use std::collections::BTreeSet;

use claimcheck_core::model::{ClaimId, RuleId};

use super::build::{Choice, Link};

/// What the steps of a proof rest on.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Grounds<'n> {
    pub(crate) links: &'n [Link],
    pub(crate) choices: &'n [Choice],
}

/// A contradiction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Proof {
    /// Links, each leading to the next, and the last to the first.
    Circle(Vec<usize>),
    /// A choice, and why none of its cases holds.
    Cases {
        /// The number of the choice.
        choice: usize,
        /// The links of each case, and a contradiction in which they may take part.
        cases: Vec<(Vec<usize>, Proof)>,
    },
}

impl Proof {
    /// All links of all circles, in the order of the tree.
    pub(super) fn links(&self) -> Vec<usize> {
        match self {
            Self::Circle(links) => links.clone(),
            Self::Cases { cases, .. } => {
                cases.iter().flat_map(|(_, proof)| proof.links()).collect()
            }
        }
    }

    /// All choices whose cases it goes through.
    pub(super) fn choices(&self) -> Vec<usize> {
        match self {
            Self::Circle(_) => Vec::new(),
            Self::Cases { choice, cases } => {
                let inner = cases.iter().flat_map(|(_, proof)| proof.choices());
                std::iter::once(*choice).chain(inner).collect()
            }
        }
    }

    /// Whether one of some links is in it.
    pub(super) fn uses(&self, links: &[usize]) -> bool {
        match self {
            Self::Circle(circle) => circle.iter().any(|link| links.contains(link)),
            Self::Cases { cases, .. } => cases.iter().any(|(_, proof)| proof.uses(links)),
        }
    }

    /// The rules that it rests on.
    pub(crate) fn rules(&self, links: &[Link]) -> BTreeSet<RuleId> {
        self.links().into_iter().flat_map(|link| links[link].rules.iter().copied()).collect()
    }

    /// The claims that it rests on.
    pub(super) fn claims(&self, grounds: Grounds<'_>) -> BTreeSet<ClaimId> {
        let mut claims = BTreeSet::new();
        let mut open = vec![self];
        while let Some(proof) = open.pop() {
            match proof {
                Self::Circle(links) => {
                    let stated = links.iter().flat_map(|link| &grounds.links[*link].claims);
                    claims.extend(stated.copied());
                }
                Self::Cases { choice, cases } => {
                    claims.extend(&grounds.choices[*choice].claims);
                    open.extend(cases.iter().map(|(_, proof)| proof));
                }
            }
        }
        claims
    }

    /// The same circle from its least certain beginning: what is told does not depend on where the
    /// search came upon it. It begins behind the clock where that is on it, else behind the link of
    /// the first claim.
    pub(super) fn begun(self, grounds: Grounds<'_>) -> Self {
        match self {
            Self::Circle(mut links) => {
                let key = |link: &usize| {
                    let link = &grounds.links[*link];
                    (
                        link.edge.to > super::Points::UTC,
                        link.claims.is_empty(),
                        link.claims.first().copied(),
                    )
                };
                let last = (0..links.len()).min_by_key(|at| key(&links[*at])).unwrap_or_default();
                let length = links.len().max(1);
                links.rotate_left((last + 1) % length);
                Self::Circle(links)
            }
            Self::Cases { choice, cases } => {
                let cases = cases.into_iter().map(|(links, proof)| (links, proof.begun(grounds)));
                Self::Cases { choice, cases: cases.collect() }
            }
        }
    }
}
