//! Where the ways of an attribution end, worked out once for all of its steps: those that cite each
//! other in a circle are taken together, and each such group has the ends of those that it leads to.
//! Knows steps and what they lead to; nothing of claims.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};

use super::step::Stop;

/// What a step leads to in the end.
#[derive(Debug, Clone, Default)]
pub(super) struct Ends {
    /// The steps that lead nowhere.
    pub(super) leaves: Arc<BTreeSet<Stop>>,
    /// The claims that lead to no other claim.
    pub(super) last_claims: Arc<BTreeSet<Stop>>,
    /// Whether some way leads into a circle.
    pub(super) round: bool,
    /// Whether there is any claim on the way.
    through_claims: bool,
}

/// The steps that only cite each other, in order, and the ends of each step.
pub(super) fn ends(next: &BTreeMap<Stop, Vec<Stop>>) -> (Vec<Vec<Stop>>, BTreeMap<Stop, Ends>) {
    let (mut circles, mut known) = (Vec::new(), BTreeMap::new());
    // Each group comes after those that it leads to.
    for mut group in one_by_one(next).unwrap_or_else(|| groups(next)) {
        group.sort_unstable();
        let ends = of_group(&group, next, &known);
        known.extend(group.iter().map(|step| (*step, ends.clone())));
        if group.len() > 1 {
            circles.push(group);
        }
    }
    circles.sort();
    (circles, known)
}

/// The steps, each by itself; nothing where there is a circle, or where there are more than a few.
fn one_by_one(next: &BTreeMap<Stop, Vec<Stop>>) -> Option<Vec<Vec<Stop>>> {
    /// So few that all can be looked at again for each.
    const FEW: usize = 16;
    if next.len() > FEW {
        return None;
    }
    let mut order: Vec<Stop> = Vec::with_capacity(next.len());
    while order.len() < next.len() {
        let before = order.len();
        for (step, leads) in next {
            if !order.contains(step) && leads.iter().all(|lead| order.contains(lead)) {
                order.push(*step);
            }
        }
        if order.len() == before {
            return None;
        }
    }
    Some(order.into_iter().map(|step| vec![step]).collect())
}

/// The steps, those of a circle together. Tarjan's way is recursive in petgraph: a long chain would
/// overflow the stack.
fn groups(next: &BTreeMap<Stop, Vec<Stop>>) -> Vec<Vec<Stop>> {
    let mut graph: DiGraph<Stop, ()> = DiGraph::new();
    let nodes: BTreeMap<Stop, NodeIndex> =
        next.keys().map(|step| (*step, graph.add_node(*step))).collect();
    for (step, leads) in next {
        for lead in leads {
            if let (Some(from), Some(to)) = (nodes.get(step), nodes.get(lead)) {
                graph.add_edge(*from, *to, ());
            }
        }
    }
    let steps = |group: Vec<NodeIndex>| group.into_iter().map(|node| graph[node]).collect();
    kosaraju_scc(&graph).into_iter().map(steps).collect()
}

fn of_group(
    group: &[Stop],
    next: &BTreeMap<Stop, Vec<Stop>>,
    known: &BTreeMap<Stop, Ends>,
) -> Ends {
    let leads = group.iter().filter_map(|step| next.get(step)).flatten();
    let beyond: Vec<&Ends> = leads.filter_map(|lead| known.get(lead)).collect();
    let mut leaves = union(beyond.iter().map(|ends| &ends.leaves));
    let mut last_claims = union(beyond.iter().map(|ends| &ends.last_claims));
    let mut own = group.iter().filter(|step| matches!(step, Stop::Claim(_)));
    let through_claims = beyond.iter().any(|ends| ends.through_claims);
    let own = (own.next(), own.next());
    if let ((Some(claim), None), false) = (own, through_claims) {
        last_claims = Arc::new(BTreeSet::from([*claim]));
    }
    if let [only] = group
        && next.get(only).is_none_or(Vec::is_empty)
    {
        leaves = Arc::new(BTreeSet::from([*only]));
    }
    let round = group.len() > 1 || beyond.iter().any(|ends| ends.round);
    Ends { leaves, last_claims, round, through_claims: through_claims || own.0.is_some() }
}

/// All that is in any of some sets. One that is the same as all others is shared, so that a long
/// chain has one set.
fn union<'s>(sets: impl Iterator<Item = &'s Arc<BTreeSet<Stop>>>) -> Arc<BTreeSet<Stop>> {
    let mut all: Arc<BTreeSet<Stop>> = Arc::default();
    for set in sets {
        if all.is_empty() {
            all = Arc::clone(set);
        } else if !Arc::ptr_eq(&all, set) {
            Arc::make_mut(&mut all).extend(set.iter().copied());
        }
    }
    all
}
