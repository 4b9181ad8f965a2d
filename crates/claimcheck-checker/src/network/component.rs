//! Which members hang together: those whose constraints lead to the same points, other than the
//! clocks. What is told of some does not depend on members that do not hang together with them.

use std::collections::{BTreeSet, HashMap};

use petgraph::unionfind::UnionFind;

use super::build::{Choice, Link};
use super::points::Points;
use super::proof::Proof;
use crate::members::Member;
use crate::minimal_sets::Set;

/// The parts that a network falls into.
#[derive(Debug)]
pub(super) struct Components {
    /// The part of each point, by one point of it.
    root: Vec<u32>,
    /// The members of each part.
    members: HashMap<u32, Set>,
}

impl Components {
    pub(super) fn new(
        points: usize,
        links: &[Link],
        choices: &[Choice],
        members: &[Member],
    ) -> Self {
        let mut union = UnionFind::<u32>::new(points);
        let member_of: HashMap<_, usize> = (members.iter().enumerate())
            .flat_map(|(at, member)| member.speakers.iter().map(move |claim| (*claim, at)))
            .collect();
        let mut first: Vec<Option<u32>> = vec![None; members.len()];
        for link in links {
            let ends = [link.edge.from, link.edge.to];
            let places: Vec<u32> = ends.into_iter().filter(|point| *point > Points::UTC).collect();
            if let [one, other] = places.as_slice() {
                union.union(*one, *other);
            }
            let Some(point) = places.first().copied() else { continue };
            // What one member says hangs together.
            for member in link.claims.iter().filter_map(|claim| member_of.get(claim)) {
                union.union(point, *first[*member].get_or_insert(point));
            }
        }
        for choice in choices {
            let own = choice.claims.iter().filter_map(|claim| first[*member_of.get(claim)?]);
            let points = choice.cases.iter().flatten().map(|link| link.edge.from.max(link.edge.to));
            let mut all = own.chain(points).filter(|point| *point > Points::UTC);
            if let Some(one) = all.next() {
                all.for_each(|other| {
                    union.union(one, other);
                });
            }
        }
        let root = union.into_labeling();
        let mut of_part: HashMap<u32, Set> = HashMap::new();
        for (member, point) in first.iter().enumerate() {
            if let Some(point) = point {
                of_part.entry(root[*point as usize]).or_default().insert(member);
            }
        }
        Self { root, members: of_part }
    }

    /// The parts that a contradiction lies in.
    fn parts(&self, links: &[Link], choices: &[Choice], proof: &Proof) -> BTreeSet<u32> {
        let of_cases = |choice: &usize| choices[*choice].cases.iter().flatten();
        let chosen = proof.choices();
        let edges = proof.links().into_iter().map(|link| links[link].edge);
        let all = edges.chain(chosen.iter().flat_map(of_cases).map(|link| link.edge));
        let points = all.flat_map(|edge| [edge.from, edge.to]).filter(|at| *at > Points::UTC);
        points.map(|point| self.root[point as usize]).collect()
    }

    /// The members that hang together with a contradiction; nothing where they are more than so
    /// many.
    pub(super) fn around(
        &self,
        (links, choices): (&[Link], &[Choice]),
        proof: &Proof,
        most: usize,
    ) -> Option<Set> {
        let parts = self.parts(links, choices, proof);
        let own = || parts.iter().filter_map(|part| self.members.get(part));
        (own().map(BTreeSet::len).sum::<usize>() <= most)
            .then(|| own().flatten().copied().collect())
    }
}
