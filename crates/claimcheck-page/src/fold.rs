//! Folds what is too much to look at into groups that say what is in them, and drops nothing.

use std::collections::{BTreeMap, BTreeSet};

use crate::draws::{Draws, Kind, Link, Node, Weight, edge};

impl Draws {
    /// The graph with at most so many nodes, as far as folding can do it. Where it is too large, what
    /// is spoken of gives way first: it is there to show what reports share. Then sources, then
    /// reports; of each, first those that are alike, then those with the fewest claims.
    #[must_use]
    pub fn folded(self, most: usize) -> Self {
        if self.nodes.len() <= most {
            return self;
        }
        let mut draws = self.fold_alike(Kind::Subject);
        let shares =
            [(Kind::Subject, most / 5), (Kind::Source, most / 3), (Kind::Report, most / 3)];
        for (kind, share) in shares {
            let others = draws.nodes.iter().filter(|node| node.kind != kind).count();
            // A kind may take more than its share where the others leave room for it.
            let room =
                share.max(if kind == Kind::Subject { 0 } else { most.saturating_sub(others) });
            if draws.count(kind) > room {
                draws = draws.fold_alike(kind);
            }
            let over = draws.count(kind).saturating_sub(room.max(1));
            if over > 0 {
                draws = draws.fold_least(kind, over + 1);
            }
        }
        draws
    }

    fn count(&self, kind: Kind) -> usize {
        self.nodes.iter().filter(|node| node.kind == kind).count()
    }

    /// Folds the nodes of a kind that have the same neighbours and are as much in dispute.
    fn fold_alike(&self, kind: Kind) -> Self {
        let mut neighbours: Vec<BTreeSet<usize>> = vec![BTreeSet::new(); self.nodes.len()];
        for edge in &self.edges {
            // What reports speak of says nothing of whether they are alike.
            if kind != Kind::Report || edge.link != Link::SpeaksOf {
                neighbours[edge.from].insert(edge.to);
                neighbours[edge.to].insert(edge.from);
            }
        }
        let mut groups: BTreeMap<(&BTreeSet<usize>, bool, bool), usize> = BTreeMap::new();
        let mut into: Vec<usize> = (0..self.nodes.len()).collect();
        for (at, node) in self.nodes.iter().enumerate().filter(|(_, node)| node.kind == kind) {
            // What is tied to nothing is like nothing else.
            if neighbours[at].is_empty() {
                continue;
            }
            let key = (&neighbours[at], node.disputed > 0, node.echoes > 0);
            into[at] = *groups.entry(key).or_insert(at);
        }
        self.merge(&into)
    }

    /// Folds so many nodes of a kind into one: those with the fewest claims.
    fn fold_least(&self, kind: Kind, count: usize) -> Self {
        let mut own: Vec<usize> =
            (0..self.nodes.len()).filter(|at| self.nodes[*at].kind == kind).collect();
        own.sort_by_key(|at| {
            (self.nodes[*at].echoes, self.nodes[*at].disputed, self.nodes[*at].claims, *at)
        });
        let mut into: Vec<usize> = (0..self.nodes.len()).collect();
        own.truncate(count);
        let Some(first) = own.iter().min().copied() else { return self.clone() };
        for at in own {
            into[at] = first;
        }
        self.merge(&into)
    }

    /// Puts each node into the one that stands in its place; that one comes first of them.
    fn merge(&self, into: &[usize]) -> Self {
        let mut places: Vec<usize> = vec![0; self.nodes.len()];
        let mut nodes: Vec<Node> = Vec::new();
        for (at, node) in self.nodes.iter().enumerate() {
            if into[at] == at {
                places[at] = nodes.len();
                nodes.push(node.clone());
                continue;
            }
            places[at] = places[into[at]];
            let group = &mut nodes[places[at]];
            if group.members.is_empty() {
                group.members.push(group.label.clone());
            }
            match node.members.is_empty() {
                true => group.members.push(node.label.clone()),
                false => group.members.extend(node.members.iter().cloned()),
            }
            group.claims += node.claims;
            group.disputed += node.disputed;
            group.echoes += node.echoes;
        }
        for node in nodes.iter_mut().filter(|node| !node.members.is_empty()) {
            node.label = format!("{} {}s", node.members.len(), node.kind.as_str());
        }
        let mut edges: BTreeMap<(usize, usize, Link), Weight> = BTreeMap::new();
        for edge in &self.edges {
            let (from, to) = (places[edge.from], places[edge.to]);
            if from != to {
                let weight = edges.entry((from, to, edge.link)).or_default();
                weight.add(Weight {
                    claims: edge.claims,
                    disputed: edge.disputed,
                    echoes: edge.echoes,
                });
            }
        }
        Self { nodes, edges: edges.into_iter().map(edge).collect(), whole: self.whole }
    }
}
