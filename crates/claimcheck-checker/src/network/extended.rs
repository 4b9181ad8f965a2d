//! What cannot hold with a layer of the network: windows and ranks, which say something of events
//! only together with what dates and orders show.

use std::collections::BTreeSet;

use claimcheck_core::model::{ClaimId, Model};

use super::build::{Choice, Link};
use super::search::{Found, Search};
use super::{Network, Proof};
use crate::known::KnownSets;
use crate::limits::Limit;
use crate::members::Member;

/// What is added to a layer: members, and choices that rest on them.
#[derive(Debug, Default)]
pub(crate) struct Extension {
    pub(crate) members: Vec<Member>,
    pub(crate) choices: Vec<Choice>,
}

/// A minimal set that what was added takes part in.
#[derive(Debug)]
pub(crate) struct Told {
    /// Which of the added choices it rests on.
    pub(crate) choice: usize,
    pub(crate) members: Vec<Member>,
    /// The links that refute each case of the choice, without those of the case, in their order.
    pub(crate) links: Vec<Vec<Link>>,
}

impl Network {
    /// The minimal sets that something added to this layer takes part in, and the limits that were
    /// reached. What is spent takes no part.
    pub(crate) fn with(
        &self,
        model: &Model,
        extension: Extension,
        known: &KnownSets<'_>,
        spent: &BTreeSet<ClaimId>,
    ) -> (Vec<Told>, BTreeSet<Limit>) {
        let Extension { members: added, choices: more } = extension;
        let first = self.choices.len();
        let members: Vec<Member> = self.members.iter().cloned().chain(added).collect();
        let is_spent = |claims: &[ClaimId]| claims.iter().any(|claim| spent.contains(claim));
        let out: BTreeSet<ClaimId> = (members.iter())
            .filter(|member| is_spent(&member.claims))
            .flat_map(|member| member.speakers.iter().copied())
            .collect();
        let stands = |claims: &[ClaimId]| !claims.iter().any(|claim| out.contains(claim));
        let mut links = self.links[..self.definite].to_vec();
        links.retain(|link| stands(&link.claims));
        let mut choices: Vec<Choice> = self.choices.iter().cloned().chain(more).collect();
        for choice in &mut choices {
            let bound = stands(&choice.claims);
            for case in &mut choice.cases {
                case.retain(|link| bound && stands(&link.claims));
            }
        }
        let sets = known.sets(&members);
        let sizes = (model.claims.len(), self.points.len());
        let mut search = Search::new(sizes, &members, &sets, links, choices);
        // Where a limit is reached, it is among the limits.
        let _ = search.run();
        let limits = search.limits();
        let (links, _, found, _) = search.end();
        let told = found.into_iter().filter_map(|Found { proof, members: set }| {
            let (choice, cases) = resting_on(&proof, first)?;
            let each = cases.iter().map(|(case, proof)| {
                let of_proof = proof.links().into_iter().filter(|link| !case.contains(link));
                of_proof.map(|link| links[link].clone()).collect()
            });
            Some(Told {
                choice: choice - first,
                members: set.iter().map(|at| members[*at].clone()).collect(),
                links: each.collect(),
            })
        });
        (told.collect(), limits)
    }
}

/// The links of a case, and why it cannot hold.
type Case = (Vec<usize>, Proof);

/// The first choice from a number on whose cases a proof goes through, and these.
fn resting_on(proof: &Proof, first: usize) -> Option<(usize, &[Case])> {
    let Proof::Cases { choice, cases } = proof else { return None };
    if *choice >= first {
        return Some((*choice, cases));
    }
    cases.iter().find_map(|(_, proof)| resting_on(proof, first))
}
