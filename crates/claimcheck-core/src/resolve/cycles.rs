//! Circles in what must have none: wholes and parts, kinds, corrections.

use petgraph::algo::kosaraju_scc;
use petgraph::graph::{DiGraph, NodeIndex};

/// The groups of nodes that go round in circles, each in rising order, the groups by their least
/// node. A node with an edge to itself is a group of its own.
pub(super) fn cycles(nodes: usize, edges: &[(usize, usize)]) -> Vec<Vec<usize>> {
    let mut graph: DiGraph<(), ()> = DiGraph::with_capacity(nodes, edges.len());
    for _ in 0..nodes {
        graph.add_node(());
    }
    for &(from, to) in edges {
        graph.add_edge(NodeIndex::new(from), NodeIndex::new(to), ());
    }
    let circular = |group: &Vec<NodeIndex>| match group.as_slice() {
        [only] => graph.contains_edge(*only, *only),
        _ => true,
    };
    // Tarjan's way is recursive here: a long chain would overflow the stack.
    let mut groups: Vec<Vec<usize>> = kosaraju_scc(&graph)
        .into_iter()
        .filter(circular)
        .map(|group| {
            let mut group: Vec<usize> = group.into_iter().map(NodeIndex::index).collect();
            group.sort_unstable();
            group
        })
        .collect();
    groups.sort();
    groups
}

#[cfg(test)]
mod tests {
    use super::cycles;

    #[test]
    fn circles_are_found_and_chains_are_not() {
        assert_eq!(cycles(4, &[(0, 1), (1, 2)]), Vec::<Vec<usize>>::new());
        assert_eq!(cycles(5, &[(0, 1), (1, 0), (2, 2), (3, 4)]), [vec![0, 1], vec![2]]);
    }

    #[test]
    fn a_chain_may_be_of_any_length() {
        let chain: Vec<(usize, usize)> = (0..300_000).map(|at| (at, at + 1)).collect();
        assert_eq!(cycles(300_001, &chain), Vec::<Vec<usize>>::new());
    }
}
