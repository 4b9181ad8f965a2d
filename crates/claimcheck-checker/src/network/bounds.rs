//! What follows from a consistent network: between which moments each point lies.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use claimcheck_core::value::date::Tick;

use super::points::Points;
use super::solver::Solver;

/// The tightest bounds of every point on the clock of dates as written, in half ticks.
#[derive(Debug)]
pub(crate) struct Bounds {
    earliest: Vec<Option<i128>>,
    latest: Vec<Option<i128>>,
}

impl Bounds {
    /// Follows the constraints of a consistent network from the origin of the clock outwards, once
    /// in each direction (Dijkstra, with the places that solving found as potentials).
    pub(super) fn new(points: usize, solver: &Solver) -> Self {
        let mut forward: Vec<Vec<(u32, i128)>> = vec![Vec::new(); points];
        let mut backward: Vec<Vec<(u32, i128)>> = vec![Vec::new(); points];
        for (_, edge) in solver.constraints() {
            let (from, to) = (edge.from as usize, edge.to as usize);
            let slack = solver.places()[from] + edge.bound.half_ticks() - solver.places()[to];
            forward[from].push((edge.to, slack.max(0)));
            backward[to].push((edge.from, slack.max(0)));
        }
        let origin = Points::LOCAL as usize;
        let place = |point: usize| solver.places()[point] - solver.places()[origin];
        let measured = |ways: &[Vec<(u32, i128)>], sign: i128| {
            let far = distances(ways, Points::LOCAL);
            far.into_iter()
                .enumerate()
                .map(|(point, far)| far.map(|far| place(point) + sign * far))
                .collect()
        };
        Self { earliest: measured(&backward, -1), latest: measured(&forward, 1) }
    }

    /// The first tick at which a point can lie, and whether it lies strictly after it.
    pub(crate) fn earliest(&self, point: u32) -> Option<(Tick, bool)> {
        self.earliest
            .get(point as usize)
            .copied()
            .flatten()
            .map(|half| (half.div_euclid(2), half.rem_euclid(2) == 1))
    }

    /// The last tick at which a point can lie, and whether it lies strictly before it.
    pub(crate) fn latest(&self, point: u32) -> Option<(Tick, bool)> {
        let latest = self.latest.get(point as usize).copied().flatten();
        latest.map(|half| ((half + 1).div_euclid(2), half.rem_euclid(2) == 1))
    }
}

fn distances(ways: &[Vec<(u32, i128)>], from: u32) -> Vec<Option<i128>> {
    let mut far: Vec<Option<i128>> = vec![None; ways.len()];
    let mut pending = BinaryHeap::from([Reverse((0i128, from))]);
    while let Some(Reverse((distance, point))) = pending.pop() {
        if far[point as usize].is_some() {
            continue;
        }
        far[point as usize] = Some(distance);
        for &(next, length) in &ways[point as usize] {
            if far[next as usize].is_none() {
                pending.push(Reverse((distance + length, next)));
            }
        }
    }
    far
}
