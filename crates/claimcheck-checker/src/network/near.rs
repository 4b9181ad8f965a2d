//! Whether points certainly lie within a bound of one point, asked of a few of them: the search goes
//! no further than the answer needs, where [`Between::from`] measures all there is.
//!
//! Nearly all that a network knows hangs on the clock, from which every dated point is one step
//! away. The ways by the clock are known beforehand, so that the search leaves it out, and stays
//! among the few points that orders tie to the one that is asked from.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use super::bounds::{Between, Ways};
use super::points::Points;
use super::solver::Bound;

/// A search from one point that goes on as it is asked.
#[derive(Debug)]
pub(crate) struct Near<'b> {
    between: &'b Between,
    origin: u32,
    direction: Direction,
    /// The slack of the shortest way to each point that was come to.
    slack: HashMap<u32, i128>,
    pending: BinaryHeap<Reverse<(i128, u32)>>,
    steps: usize,
}

impl Between {
    /// Whether points certainly lie within some bound after a point, asked of few of them.
    pub(crate) fn near_from(&self, point: u32) -> Near<'_> {
        Near::new(self, point, Direction::From)
    }

    /// Whether a point certainly lies within some bound after others, asked of few of them.
    pub(crate) fn near_to(&self, point: u32) -> Near<'_> {
        Near::new(self, point, Direction::To)
    }
}

/// Which way differences are taken.
#[derive(Debug, Clone, Copy)]
enum Direction {
    /// How far points can lie after the origin.
    From,
    /// How far the origin can lie after points.
    To,
}

impl<'b> Near<'b> {
    fn new(between: &'b Between, origin: u32, direction: Direction) -> Self {
        // From the clock itself, every way is one by the clock.
        let start = (origin != Points::LOCAL).then_some((0, origin));
        Self {
            between,
            origin,
            direction,
            slack: start.map(|(slack, point)| (point, slack)).into_iter().collect(),
            pending: start.map(Reverse).into_iter().collect(),
            steps: 0,
        }
    }

    /// Whether a point certainly lies no further after the origin than a bound says, or the origin
    /// after the point.
    pub(crate) fn within(&mut self, point: u32, most: Bound) -> bool {
        let (from, to) = match self.direction {
            Direction::From => (self.origin, point),
            Direction::To => (point, self.origin),
        };
        let between = self.between;
        if between.is_within_by_clock(from, to, most) {
            return true;
        }
        // The shortest way is the potential's difference and slack, of which no step has less than
        // nothing: past this much of it, no way is short enough.
        let room = most.raw() - between.apart(from, to);
        self.go_on(room);
        self.slack.get(&point).is_some_and(|slack| *slack <= room)
    }

    /// How many steps the search has taken.
    pub(crate) const fn steps(&self) -> usize {
        self.steps
    }

    /// Comes to all points that have no more slack than this (Dijkstra, 1959).
    fn go_on(&mut self, room: i128) {
        while let Some(&Reverse((slack, point))) = self.pending.peek() {
            if slack > room {
                return;
            }
            self.pending.pop();
            if self.slack.get(&point).is_some_and(|known| *known < slack) {
                continue;
            }
            let ways: &Ways = match self.direction {
                Direction::From => &self.between.forward,
                Direction::To => &self.between.backward,
            };
            for way in ways.row(point).iter().filter(|way| way.to != Points::LOCAL) {
                self.steps += 1;
                let found = slack + way.slack;
                let known = self.slack.entry(way.to).or_insert(i128::MAX);
                if found < *known {
                    *known = found;
                    self.pending.push(Reverse((found, way.to)));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::solver::tests::networks;
    use super::super::solver::{Solver, Unsolved};
    use super::*;

    proptest! {
        #[test]
        fn what_is_near_is_what_the_whole_measure_says(edges in networks(9, 30), most in -8..8i128) {
            let mut solver = Solver::new(9, usize::MAX);
            for edge in edges {
                solver.add(edge);
            }
            while let Err(Unsolved::Cycle(cycle)) = solver.solve() {
                solver.remove([cycle[0]]);
            }
            let links: Vec<usize> = (0..solver.len()).collect();
            let bounds = Between::new(&solver, &links);
            for origin in 0..9 {
                let (from, to) = (bounds.from(origin), bounds.to(origin));
                let (mut near_from, mut near_to) = (bounds.near_from(origin), bounds.near_to(origin));
                // Asked in any order, with any bound before.
                for (point, most) in (0..9).flat_map(|point| [(point, most), (point, -most)]) {
                    for bound in [Bound::at_most(most), Bound::below(most)] {
                        let is = |found: Option<Bound>| found.is_some_and(|found| found <= bound);
                        prop_assert_eq!(near_from.within(point, bound), is(from.most(point)));
                        prop_assert_eq!(near_to.within(point, bound), is(to.most(point)));
                    }
                }
            }
        }
    }
}
