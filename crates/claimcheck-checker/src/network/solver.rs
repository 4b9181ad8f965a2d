//! A Simple Temporal Network: bounds on differences of points, whether all of them can hold, and,
//! where they cannot, a cycle that shows it.
//!
//! Source: Dechter, Meiri & Pearl, “Temporal Constraint Networks” (1991). A network is consistent
//! where its distance graph has no negative cycle. Found by a queue-based Bellman–Ford that takes
//! the subtree of an improved node out of the tree (Tarjan, “Shortest Paths”, 1981): a cycle shows
//! as soon as a node would become a descendant of itself.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use super::rank::ranks;
use super::tree::Tree;

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

    /// What bounds the difference the other way round where it exceeds this bound.
    pub(crate) const fn exceeded(self) -> Self {
        Self(-self.0 - 1)
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

/// Why a search for places ended without any.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Unsolved {
    /// A contradictory cycle of constraints, each leading to the next.
    Cycle(Vec<usize>),
    /// More steps than are allowed in all.
    Stopped,
}

/// A network that constraints are added to and taken from.
#[derive(Debug)]
pub(crate) struct Solver {
    edges: Vec<Edge>,
    active: Vec<bool>,
    /// The last constraint that leads away from each point, and before each constraint the one
    /// that was added before it.
    last: Vec<u32>,
    before: Vec<u32>,
    /// A point each: where it can lie, relative to the others, as far as it is known by now.
    place: Vec<i128>,
    /// The constraints that each point's place rests on; its nodes are the points.
    tree: Tree,
    /// Points that left the tree, and may still be outside.
    outside: Vec<u32>,
    pending: Pending,
    /// How many constraints the ranks of the points were made from.
    ranked: usize,
    /// How many steps there may still be.
    steps: usize,
}

/// The points whose constraints are still to be looked at: those of this pass in the order of
/// their ranks, and those of the next.
#[derive(Debug)]
struct Pending {
    rank: Vec<u32>,
    now: BinaryHeap<Reverse<(u32, u32)>>,
    next: Vec<u32>,
    waiting: Vec<bool>,
    /// The rank that this pass has come to.
    reached: u32,
}

/// No constraint.
const NONE: u32 = u32::MAX;

impl Solver {
    /// A network of some points without constraints, that may be searched for so many steps.
    pub(super) fn new(points: usize, steps: usize) -> Self {
        Self {
            edges: Vec::new(),
            active: Vec::new(),
            last: vec![NONE; points],
            before: Vec::new(),
            place: vec![0; points],
            tree: Tree::new(points),
            outside: Vec::new(),
            pending: Pending::new(points),
            ranked: 0,
            steps,
        }
    }

    /// Makes room for so many more constraints.
    pub(super) fn reserve(&mut self, constraints: usize) {
        self.edges.reserve(constraints);
        self.active.reserve(constraints);
        self.before.reserve(constraints);
    }

    /// Adds a constraint, and returns its number.
    pub(super) fn add(&mut self, edge: Edge) -> usize {
        let number = self.edges.len();
        let short = u32::try_from(number).unwrap_or(NONE);
        self.before.push(std::mem::replace(&mut self.last[edge.from as usize], short));
        self.edges.push(edge);
        self.active.push(true);
        if self.tree.has(edge.from) {
            self.pending.add(edge.from);
        }
        number
    }

    /// How many constraints were ever added, and not forgotten.
    pub(super) const fn len(&self) -> usize {
        self.edges.len()
    }

    /// Takes constraints out. What rested on them rests on nothing until it is found again.
    pub(super) fn remove(&mut self, numbers: impl IntoIterator<Item = usize>) {
        for number in numbers {
            self.active[number] = false;
            let to = self.edges[number].to;
            if self.tree.parent(to) == u32::try_from(number).ok() {
                // Nothing is forbidden, so nothing can stand in the way.
                let _ = self.tree.take_out(to, None, &mut self.outside);
            }
        }
        for point in std::mem::take(&mut self.outside) {
            if self.tree.plant(point) {
                self.pending.add(point);
            }
        }
    }

    /// Takes out the constraints past the first so many, and forgets them.
    pub(super) fn truncate(&mut self, length: usize) {
        self.remove(length..self.edges.len());
        while self.edges.len() > length {
            if let (Some(edge), Some(before)) = (self.edges.pop(), self.before.pop()) {
                self.last[edge.from as usize] = before;
                self.active.pop();
            }
        }
    }

    /// Looks for places that satisfy all constraints. A contradictory cycle must be broken by
    /// [`Solver::remove`] before the search goes on.
    pub(super) fn solve(&mut self) -> Result<(), Unsolved> {
        if self.edges.len() > 2 * self.ranked {
            self.ranked = self.edges.len();
            let backward = self.edges.iter().filter(|edge| edge.bound.0 <= 0);
            let edges = backward.map(|edge| (edge.from, edge.to));
            self.pending.set_ranks(ranks(self.place.len(), edges));
        }
        while let Some(point) = self.pending.pop() {
            if !self.tree.has(point) {
                continue;
            }
            self.forget_those_inside();
            let mut at = self.last[point as usize];
            while at != NONE {
                if let Err(cycle) = self.relax(at) {
                    self.pending.add(point);
                    return Err(Unsolved::Cycle(cycle));
                }
                at = self.before[at as usize];
                let Some(left) = self.steps.checked_sub(1) else {
                    self.pending.add(point);
                    return Err(Unsolved::Stopped);
                };
                self.steps = left;
            }
        }
        self.outside.clear();
        Ok(())
    }

    /// Keeps the list of what is outside the tree from growing without end.
    fn forget_those_inside(&mut self) {
        if self.outside.len() > 4 * self.place.len() + 64 {
            self.outside.sort_unstable();
            self.outside.dedup();
            self.outside.retain(|point| !self.tree.has(*point));
        }
    }

    fn relax(&mut self, number: u32) -> Result<(), Vec<usize>> {
        let Edge { from, to, bound } = self.edges[number as usize];
        let reached = self.place[from as usize].saturating_add(bound.0);
        if !self.active[number as usize] || reached >= self.place[to as usize] {
            return Ok(());
        }
        if from == to || self.tree.take_out(to, Some(from), &mut self.outside).is_err() {
            return Err(self.cycle(number));
        }
        self.place[to as usize] = reached;
        self.tree.graft(to, from, number);
        self.pending.add(to);
        Ok(())
    }

    /// The constraints from the end of one back to its beginning, and it.
    fn cycle(&self, last: u32) -> Vec<usize> {
        let start = self.edges[last as usize].to;
        let mut cycle = vec![last as usize];
        let mut at = self.edges[last as usize].from;
        while at != start {
            let Some(edge) = self.tree.parent(at) else { break };
            cycle.push(edge as usize);
            at = self.edges[edge as usize].from;
        }
        cycle.reverse();
        cycle
    }

    /// Where each point can lie so that all constraints hold, as raw bounds are, if [`Solver::solve`]
    /// found that they can.
    pub(super) fn places(&self) -> &[i128] {
        &self.place
    }

    /// The constraints that are in force.
    pub(super) fn constraints(&self) -> impl Iterator<Item = (usize, Edge)> {
        self.edges.iter().copied().enumerate().filter(|(number, _)| self.active[*number])
    }

    /// How many more steps there may be.
    pub(super) const fn steps(&self) -> usize {
        self.steps
    }

    /// Allows so many steps from now on.
    pub(super) const fn allow(&mut self, steps: usize) {
        self.steps = steps;
    }
}

impl Pending {
    fn new(points: usize) -> Self {
        Self {
            rank: vec![0; points],
            now: BinaryHeap::new(),
            next: Vec::new(),
            waiting: vec![false; points],
            reached: 0,
        }
    }

    fn add(&mut self, point: u32) {
        if std::mem::replace(&mut self.waiting[point as usize], true) {
            return;
        }
        let rank = self.rank[point as usize];
        if rank > self.reached {
            self.now.push(Reverse((rank, point)));
        } else {
            self.next.push(point);
        }
    }

    fn pop(&mut self) -> Option<u32> {
        if self.now.is_empty() {
            let rank = |point: u32| Reverse((self.rank[point as usize], point));
            self.now = std::mem::take(&mut self.next).into_iter().map(rank).collect();
        }
        let Reverse((rank, point)) = self.now.pop()?;
        self.reached = rank;
        self.waiting[point as usize] = false;
        Some(point)
    }

    fn set_ranks(&mut self, ranks: Vec<u32>) {
        self.next
            .extend(std::mem::take(&mut self.now).into_iter().map(|Reverse((_, point))| point));
        self.rank = ranks;
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    fn edge(from: u32, to: u32, bound: i128) -> Edge {
        Edge { from, to, bound: Bound::at_most(bound) }
    }

    fn solver(points: usize, edges: &[Edge]) -> Solver {
        let mut solver = Solver::new(points, usize::MAX);
        for edge in edges {
            solver.add(*edge);
        }
        solver
    }

    #[test]
    fn a_strict_circle_of_zero_is_a_contradiction() {
        let strict = Edge { from: 0, to: 1, bound: Bound::below(0) };
        assert!(solver(2, &[edge(0, 1, 0), edge(1, 0, 0)]).solve().is_ok());
        assert_eq!(solver(2, &[strict, edge(1, 0, 0)]).solve(), Err(Unsolved::Cycle(vec![0, 1])));
    }

    #[test]
    fn a_point_before_itself_is_a_contradiction() {
        assert_eq!(solver(1, &[edge(0, 0, -1)]).solve(), Err(Unsolved::Cycle(vec![0])));
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

    /// Constraints of some points, whether or not they can all hold.
    pub(in crate::network) fn networks(
        points: u32,
        most: usize,
    ) -> impl Strategy<Value = Vec<Edge>> {
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
            while let Err(Unsolved::Cycle(cycle)) = solver.solve() {
                let sum: i128 = cycle.iter().map(|number| solver.edges[*number].bound.0).sum();
                prop_assert!(sum < 0, "a cycle that is no contradiction");
                for pair in cycle.windows(2) {
                    prop_assert_eq!(solver.edges[pair[0]].to, solver.edges[pair[1]].from);
                }
                solver.remove([cycle[0]]);
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
