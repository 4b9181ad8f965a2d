//! A Simple Temporal Network: bounds on differences of points, whether all of them can hold, and,
//! where they cannot, a cycle that shows it.
//!
//! Source: Dechter, Meiri & Pearl, “Temporal Constraint Networks” (1991). A network is consistent
//! where its distance graph has no negative cycle. Found by a queue-based Bellman–Ford that takes
//! the subtree of an improved node out of the tree (Tarjan, “Shortest Paths”, 1981): a cycle shows
//! as soon as a node would become a descendant of itself.

use std::collections::VecDeque;

/// How many strict bounds a sum may have before they amount to a tick: more than there can be.
const UNIT: i128 = 1 << 32;

/// A bound on a difference, exact: `Bound::at_most(c)` is `≤ c`, `Bound::below(c)` is `< c`.
///
/// Held in units of which a tick has 2³², less one where it is strict. A sum of strict bounds is
/// strict and no smaller than that, however many they are: time between two ticks is never used up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) struct Bound(i128);

impl Bound {
    /// The difference is no more than `ticks`.
    pub(crate) const fn at_most(ticks: i128) -> Self {
        Self(ticks * UNIT)
    }

    /// The difference is less than `ticks`.
    pub(crate) const fn below(ticks: i128) -> Self {
        Self(ticks * UNIT - 1)
    }

    /// The bound of a sum that [`Bound::raw`] made.
    pub(super) const fn of(raw: i128) -> Self {
        Self(raw)
    }

    /// The bound as a number that can be summed, negative where it is below zero.
    pub(super) const fn raw(self) -> i128 {
        self.0
    }

    /// The ticks of the bound, and whether it is strict.
    pub(crate) const fn parts(self) -> (i128, bool) {
        ((self.0 + UNIT - 1).div_euclid(UNIT), self.0.rem_euclid(UNIT) != 0)
    }
}

/// One constraint: the point `to` lies no further after the point `from` than the bound says.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Edge {
    pub(crate) from: u32,
    pub(crate) to: u32,
    pub(crate) bound: Bound,
}

/// A network that constraints are added to and taken from.
#[derive(Debug, Default)]
pub(crate) struct Solver {
    edges: Vec<Edge>,
    active: Vec<bool>,
    outgoing: Vec<Vec<u32>>,
    /// A point each: where it can lie, relative to the others, as far as it is known by now.
    place: Vec<i128>,
    tree: Tree,
    queue: VecDeque<u32>,
    queued: Vec<bool>,
}

/// The constraints that each point's place rests on, as a tree threaded in preorder. The root is
/// the node past the last point.
#[derive(Debug, Default)]
struct Tree {
    next: Vec<u32>,
    previous: Vec<u32>,
    depth: Vec<u32>,
    parent: Vec<Option<u32>>,
    inside: Vec<bool>,
}

impl Solver {
    /// A network of some points without constraints.
    pub(crate) fn new(points: usize) -> Self {
        Self {
            outgoing: vec![Vec::new(); points],
            place: vec![0; points],
            tree: Tree::new(points),
            queued: vec![false; points],
            ..Self::default()
        }
    }

    /// Adds a constraint, and returns its number.
    pub(crate) fn add(&mut self, edge: Edge) -> usize {
        let number = self.edges.len();
        self.outgoing[edge.from as usize].push(u32::try_from(number).unwrap_or(u32::MAX));
        self.edges.push(edge);
        self.active.push(true);
        self.enqueue(edge.from);
        number
    }

    /// Takes constraints out. What rested on them rests on nothing until it is found again.
    pub(crate) fn remove(&mut self, numbers: &[usize]) {
        for &number in numbers {
            self.active[number] = false;
            let to = self.edges[number].to;
            let rests = self.tree.parent[to as usize].is_some_and(|edge| edge as usize == number);
            if rests {
                let _ = self.tree.take_out(to, None);
                self.tree.plant(to);
            }
        }
        for point in 0..u32::try_from(self.place.len()).unwrap_or(u32::MAX) {
            if !self.tree.inside[point as usize] {
                self.tree.plant(point);
                self.enqueue(point);
            }
        }
    }

    fn enqueue(&mut self, point: u32) {
        if !std::mem::replace(&mut self.queued[point as usize], true) {
            self.queue.push_back(point);
        }
    }

    /// Looks for places that satisfy all constraints. Where there are none, a contradictory cycle
    /// of constraints is returned, each leading to the next; it must be broken by
    /// [`Solver::remove`] before the search goes on.
    pub(crate) fn solve(&mut self) -> Result<(), Vec<usize>> {
        while let Some(point) = self.queue.pop_front() {
            self.queued[point as usize] = false;
            if !self.tree.inside[point as usize] {
                continue;
            }
            for at in 0..self.outgoing[point as usize].len() {
                let number = self.outgoing[point as usize][at];
                if let Err(cycle) = self.relax(number) {
                    self.enqueue(point);
                    return Err(cycle);
                }
            }
        }
        Ok(())
    }

    fn relax(&mut self, number: u32) -> Result<(), Vec<usize>> {
        let Edge { from, to, bound } = self.edges[number as usize];
        let reached = self.place[from as usize].saturating_add(bound.0);
        if !self.active[number as usize] || reached >= self.place[to as usize] {
            return Ok(());
        }
        if from == to || self.tree.take_out(to, Some(from)).is_err() {
            let cycle = self.cycle(number);
            return Err(cycle);
        }
        self.place[to as usize] = reached;
        self.tree.graft(to, from, number);
        self.enqueue(to);
        Ok(())
    }

    /// The constraints from the end of one back to its beginning, and it.
    fn cycle(&self, last: u32) -> Vec<usize> {
        let start = self.edges[last as usize].to;
        let mut cycle = vec![last as usize];
        let mut at = self.edges[last as usize].from;
        while at != start {
            let Some(edge) = self.tree.parent[at as usize] else { break };
            cycle.push(edge as usize);
            at = self.edges[edge as usize].from;
        }
        cycle.reverse();
        cycle
    }

    /// Where each point can lie so that all constraints hold, as raw bounds are, if [`Solver::solve`]
    /// found that they can.
    pub(crate) fn places(&self) -> &[i128] {
        &self.place
    }

    /// The constraints that are in force.
    pub(crate) fn constraints(&self) -> impl Iterator<Item = (usize, Edge)> {
        self.edges.iter().copied().enumerate().filter(|(number, _)| self.active[*number])
    }
}

impl Tree {
    fn new(points: usize) -> Self {
        let root = u32::try_from(points).unwrap_or(u32::MAX);
        let around = |shift: u32| (0..=root).map(move |at| (at + shift) % (root + 1)).collect();
        let mut depth = vec![1; points];
        depth.push(0);
        Self {
            next: around(1),
            previous: around(root),
            depth,
            parent: vec![None; points],
            inside: vec![true; points + 1],
        }
    }

    /// Takes a node and all below it out of the tree, unless `forbidden` is among them.
    fn take_out(&mut self, node: u32, forbidden: Option<u32>) -> Result<(), ()> {
        if !self.inside[node as usize] {
            return Ok(());
        }
        let depth = self.depth[node as usize];
        let mut end = self.next[node as usize];
        while self.depth[end as usize] > depth {
            if Some(end) == forbidden {
                return Err(());
            }
            end = self.next[end as usize];
        }
        let mut at = node;
        while at != end {
            self.inside[at as usize] = false;
            self.parent[at as usize] = None;
            at = self.next[at as usize];
        }
        let before = self.previous[node as usize];
        self.next[before as usize] = end;
        self.previous[end as usize] = before;
        Ok(())
    }

    /// Hangs a node that is outside the tree below another one.
    fn graft(&mut self, node: u32, below: u32, edge: u32) {
        self.parent[node as usize] = Some(edge);
        self.insert(node, below);
    }

    /// Hangs a node that is outside the tree below the root.
    fn plant(&mut self, node: u32) {
        if !self.inside[node as usize] {
            let root = u32::try_from(self.depth.len() - 1).unwrap_or(u32::MAX);
            self.parent[node as usize] = None;
            self.insert(node, root);
        }
    }

    fn insert(&mut self, node: u32, below: u32) {
        let after = self.next[below as usize];
        self.inside[node as usize] = true;
        self.depth[node as usize] = self.depth[below as usize] + 1;
        self.next[below as usize] = node;
        self.previous[node as usize] = below;
        self.next[node as usize] = after;
        self.previous[after as usize] = node;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn edge(from: u32, to: u32, bound: i128) -> Edge {
        Edge { from, to, bound: Bound::at_most(bound) }
    }

    fn solver(points: usize, edges: &[Edge]) -> Solver {
        let mut solver = Solver::new(points);
        for edge in edges {
            solver.add(*edge);
        }
        solver
    }

    #[test]
    fn a_strict_circle_of_zero_is_a_contradiction() {
        let strict = Edge { from: 0, to: 1, bound: Bound::below(0) };
        assert!(solver(2, &[edge(0, 1, 0), edge(1, 0, 0)]).solve().is_ok());
        assert_eq!(
            solver(2, &[strict, edge(1, 0, 0)]).solve().map_err(|cycle| cycle.len()),
            Err(2)
        );
    }

    #[test]
    fn a_point_before_itself_is_a_contradiction() {
        assert_eq!(solver(1, &[edge(0, 0, -1)]).solve(), Err(vec![0]));
    }

    /// Floyd–Warshall, the independent judge.
    fn consistent(points: usize, edges: &[Edge]) -> bool {
        let mut distance = vec![vec![i128::MAX / 4; points]; points];
        for edge in edges {
            let known = &mut distance[edge.from as usize][edge.to as usize];
            *known = (*known).min(edge.bound.0);
        }
        for middle in 0..points {
            for from in 0..points {
                for to in 0..points {
                    let through = distance[from][middle] + distance[middle][to];
                    distance[from][to] = distance[from][to].min(through);
                }
            }
        }
        (0..points).all(|point| distance[point][point] >= 0)
    }

    fn networks(points: u32, most: usize) -> impl Strategy<Value = Vec<Edge>> {
        let bound = (-6..12i128, any::<bool>());
        let edge = (0..points, 0..points, bound).prop_map(|(from, to, (ticks, strict))| Edge {
            from,
            to,
            bound: if strict { Bound::below(ticks) } else { Bound::at_most(ticks) },
        });
        proptest::collection::vec(edge, 0..most)
    }

    proptest! {
        #[test]
        fn the_verdict_is_that_of_floyd_warshall(edges in networks(12, 40)) {
            prop_assert_eq!(solver(12, &edges).solve().is_ok(), consistent(12, &edges));
        }

        #[test]
        fn places_satisfy_what_is_left_when_every_cycle_is_broken(edges in networks(9, 50)) {
            let mut solver = solver(9, &edges);
            while let Err(cycle) = solver.solve() {
                let sum: i128 = cycle.iter().map(|number| solver.edges[*number].bound.0).sum();
                prop_assert!(sum < 0, "a cycle that is no contradiction");
                for pair in cycle.windows(2) {
                    prop_assert_eq!(solver.edges[pair[0]].to, solver.edges[pair[1]].from);
                }
                solver.remove(&cycle[..1]);
            }
            for (_, edge) in solver.constraints() {
                let (from, to) = (solver.places()[edge.from as usize], solver.places()[edge.to as usize]);
                prop_assert!(to - from <= edge.bound.0);
            }
            let left: Vec<Edge> = solver.constraints().map(|(_, edge)| edge).collect();
            prop_assert!(consistent(9, &left));
        }
    }
}
