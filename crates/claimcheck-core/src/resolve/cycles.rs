//! Circles in what must have none: wholes and parts, kinds, corrections.

use petgraph::algo::kosaraju_scc;
use petgraph::graphmap::DiGraphMap;

/// The groups of nodes that go round in circles, each in rising order, the groups by their least
/// node. A node with an edge to itself is a group of its own.
pub(super) fn cycles(edges: &[(usize, usize)]) -> Vec<Vec<usize>> {
    // Of many nodes few have edges.
    let graph: DiGraphMap<usize, ()> = edges.iter().copied().collect();
    let circular = |group: &Vec<usize>| match group.as_slice() {
        [only] => graph.contains_edge(*only, *only),
        _ => true,
    };
    // Tarjan's way is recursive here: a long chain would overflow the stack.
    let mut groups = kosaraju_scc(&graph);
    groups.retain(circular);
    for group in &mut groups {
        group.sort_unstable();
    }
    groups.sort();
    groups
}

#[cfg(test)]
mod tests {
    use super::cycles;

    #[test]
    fn circles_are_found_and_chains_are_not() {
        assert_eq!(cycles(&[(0, 1), (1, 2)]), Vec::<Vec<usize>>::new());
        assert_eq!(cycles(&[(0, 1), (1, 0), (2, 2), (3, 4)]), [vec![0, 1], vec![2]]);
    }

    #[test]
    fn a_chain_may_be_of_any_length() {
        let chain: Vec<(usize, usize)> = (0..300_000).map(|at| (at, at + 1)).collect();
        assert_eq!(cycles(&chain), Vec::<Vec<usize>>::new());
    }
}
