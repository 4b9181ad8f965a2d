//! What follows from a consistent network: how far apart any two points can be, and so between
//! which moments each point lies, with the constraints that it follows from.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use claimcheck_core::values::date::Tick;

use super::points::Points;
use super::solver::{Bound, Edge, Solver};
use super::table::Table;

/// The constraints of a consistent network as ways between points, each in both directions.
#[derive(Debug)]
pub(crate) struct Between {
    pub(super) forward: Ways,
    pub(super) backward: Ways,
    places: Vec<i128>,
    from_clock: Distances,
    to_clock: Distances,
}

/// The ways that lead away from each point.
pub(super) type Ways = Table<Way>;

#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Way {
    pub(super) to: u32,
    link: u32,
    pub(super) slack: i128,
}

/// How far points can lie from one point, or one point from them.
#[derive(Debug)]
pub(crate) struct Distances {
    far: Vec<Option<i128>>,
    by: Vec<Option<(u32, u32)>>,
}

impl Distances {
    /// The most by which a point can lie after the one that was asked from, or the one that was
    /// asked from after it.
    pub(crate) fn most(&self, point: u32) -> Option<Bound> {
        self.far.get(point as usize).copied().flatten().map(Bound::of)
    }

    /// The links that the distance of a point follows from.
    pub(crate) fn links(&self, mut point: u32) -> Vec<usize> {
        let mut links = Vec::new();
        while let Some((next, link)) = self.by.get(point as usize).copied().flatten() {
            links.push(link as usize);
            point = next;
        }
        links
    }
}

impl Between {
    /// The ways of a network that is solved; `link_of` names each constraint of the solver.
    pub(super) fn new(solver: &Solver, link_of: &[usize]) -> Self {
        let places = solver.places().to_vec();
        // Places that satisfy every constraint make potentials: no way is shorter than nothing.
        let slack = |edge: Edge| {
            let (from, to) = (places[edge.from as usize], places[edge.to as usize]);
            (from + edge.bound.raw() - to).max(0)
        };
        let link = |number: usize| u32::try_from(link_of[number]).unwrap_or(u32::MAX);
        let way = |number, edge, to| Way { to, link: link(number), slack: slack(edge) };
        let forward = || solver.constraints().map(|(at, edge)| (edge.from, way(at, edge, edge.to)));
        let backward =
            || solver.constraints().map(|(at, edge)| (edge.to, way(at, edge, edge.from)));
        let (forward, backward) =
            (Table::new(places.len(), forward), Table::new(places.len(), backward));
        let clock = Points::LOCAL;
        let (from_clock, to_clock) = rayon::join(
            || measured(&forward, clock, |at| places[at] - places[clock as usize]),
            || measured(&backward, clock, |at| places[clock as usize] - places[at]),
        );
        Self { forward, backward, places, from_clock, to_clock }
    }

    /// How far after a point every other can lie.
    pub(crate) fn from(&self, point: u32) -> Distances {
        measured(&self.forward, point, |other| self.places[other] - self.places[point as usize])
    }

    /// How far after every other a point can lie.
    pub(crate) fn to(&self, point: u32) -> Distances {
        measured(&self.backward, point, |other| self.places[point as usize] - self.places[other])
    }

    /// How far apart two points lie in the one way to place them all that the solver found.
    pub(super) fn apart(&self, from: u32, to: u32) -> i128 {
        self.places[to as usize] - self.places[from as usize]
    }

    /// The first tick at which a point can lie, and whether it lies strictly after it, on the
    /// clock of dates as written.
    pub(crate) fn earliest(&self, point: u32) -> Option<(Tick, bool)> {
        let (ticks, strict) = self.to_clock.most(point)?.parts();
        Some((-ticks, strict))
    }

    /// The last tick at which a point can lie, and whether it lies strictly before it.
    pub(crate) fn latest(&self, point: u32) -> Option<(Tick, bool)> {
        Some(self.from_clock.most(point)?.parts())
    }

    /// The links that the first and the last tick of a point follow from.
    pub(crate) fn dated_by(&self, point: u32) -> Vec<usize> {
        let mut links = self.to_clock.links(point);
        links.extend(self.from_clock.links(point));
        links
    }

    /// Whether a point may lie further after another than a bound says: where it does so in one of
    /// a few ways in which everything can lie, all points as early, and as late, as they can be
    /// among them. Quick; `false` says nothing.
    pub(crate) fn may_exceed(&self, from: u32, to: u32, bound: Bound) -> bool {
        let exceeds = |from: i128, to: i128| to - from > bound.raw();
        let (a, b) = (from as usize, to as usize);
        let early = || Some(exceeds(-self.to_clock.far[a]?, -self.to_clock.far[b]?));
        let late = || Some(exceeds(self.from_clock.far[a]?, self.from_clock.far[b]?));
        exceeds(self.places[a], self.places[b])
            || early().unwrap_or(false)
            || late().unwrap_or(false)
    }

    /// Whether some constraints hold in one of the ways of [`Between::may_exceed`]. Quick; `false`
    /// says nothing.
    pub(super) fn is_fit_for(&self, edges: impl Iterator<Item = Edge> + Clone) -> bool {
        let fit = |place: &dyn Fn(u32) -> Option<i128>| {
            edges.clone().all(|edge| match (place(edge.from), place(edge.to)) {
                (Some(from), Some(to)) => to - from <= edge.bound.raw(),
                _ => false,
            })
        };
        fit(&|at| Some(self.places[at as usize]))
            || fit(&|at| self.to_clock.far[at as usize].map(|far| -far))
            || fit(&|at| self.from_clock.far[at as usize])
    }

    /// The links that show, by way of the clock, that a point lies no further after another than a
    /// bound says, if that shows it.
    pub(crate) fn shown_by_clock(&self, from: u32, to: u32, bound: Bound) -> Option<Vec<usize>> {
        self.is_within_by_clock(from, to, bound).then(|| {
            let mut links = self.to_clock.links(from);
            links.extend(self.from_clock.links(to).into_iter().rev());
            links
        })
    }

    /// Whether the ways by the clock show that a point lies no further after another than a bound
    /// says.
    pub(super) fn is_within_by_clock(&self, from: u32, to: u32, bound: Bound) -> bool {
        let far = |at: u32, clock: &Distances| clock.far.get(at as usize).copied().flatten();
        match (far(from, &self.to_clock), far(to, &self.from_clock)) {
            (Some(before), Some(after)) => before + after <= bound.raw(),
            _ => false,
        }
    }

    /// A place for each point such that all that is known holds: the earliest moment at which it
    /// can lie, and where it has none, the latest that leaves the others theirs. Points that no
    /// moment is before come after all others, in an order among themselves.
    pub(crate) fn schedule(&self) -> Vec<Placed> {
        let dated: Vec<(u32, i128)> = (0u32..)
            .zip(&self.to_clock.far)
            .filter_map(|(point, far)| Some((point, far.map(|far| -far)?)))
            .collect();
        // The earliest moments can all hold at once, and what must come before them is as late as
        // it can be.
        let late = spread(&self.forward, &dated, |point| -self.places[point]);
        let loose: Vec<(u32, i128)> = (0u32..)
            .zip(&late)
            .filter(|(_, at)| at.is_none())
            .map(|(point, _)| (point, 0))
            .collect();
        let steps = spread(&self.backward, &loose, |point| self.places[point]);
        let place = |(late, step): (Option<i128>, Option<i128>)| match late {
            Some(at) => Placed::OnTheClock(at),
            None => Placed::Loose(-step.unwrap_or_default()),
        };
        late.into_iter().zip(steps).map(place).collect()
    }

    /// How much work one call of [`Between::from`] or [`Between::to`] is at most.
    pub(crate) fn size(&self) -> usize {
        self.places.len() + self.forward.len()
    }
}

/// Where a point is put among the others, comparable with all others of one schedule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Placed {
    /// At a moment.
    OnTheClock(i128),
    /// After all that is at a moment, this far from the first that nothing comes before.
    Loose(i128),
}

/// The least that some values come to at each point along the ways from theirs. `potential` makes
/// the length of a way out of its slack: what the end has more than the start is taken off.
fn spread(
    ways: &Ways,
    sources: &[(u32, i128)],
    potential: impl Fn(usize) -> i128,
) -> Vec<Option<i128>> {
    let starts = sources.iter().map(|(point, value)| (*point, value + potential(*point as usize)));
    let least = dijkstra(ways, starts).far.into_iter().enumerate();
    least.map(|(point, value)| value.map(|value| value - potential(point))).collect()
}

fn measured(ways: &Ways, from: u32, apart: impl Fn(usize) -> i128) -> Distances {
    let mut distances = dijkstra(ways, [(from, 0)]);
    for (point, far) in distances.far.iter_mut().enumerate() {
        *far = far.map(|slack| slack + apart(point));
    }
    distances
}

/// The shortest ways from some points, each with what it begins with (Dijkstra, 1959), and the last
/// step that leads back: of several as short, the least.
fn dijkstra(ways: &Ways, from: impl IntoIterator<Item = (u32, i128)>) -> Distances {
    let points = ways.rows();
    let mut distances = Distances { far: vec![None; points], by: vec![None; points] };
    let mut done = vec![false; points];
    let mut pending = BinaryHeap::new();
    for (point, start) in from {
        distances.far[point as usize] = Some(start);
        pending.push(Reverse((start, point)));
    }
    while let Some(Reverse((distance, point))) = pending.pop() {
        if std::mem::replace(&mut done[point as usize], true) {
            continue;
        }
        for way in ways.row(point) {
            let to = way.to as usize;
            let (found, step) = (distance + way.slack, Some((point, way.link)));
            match distances.far[to] {
                _ if done[to] => {}
                Some(known) if known < found => {}
                Some(known) if known == found => {
                    distances.by[to] = distances.by[to].min(step);
                }
                _ => {
                    distances.far[to] = Some(found);
                    distances.by[to] = step;
                    pending.push(Reverse((found, way.to)));
                }
            }
        }
    }
    distances
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::solver::Unsolved;
    use super::super::solver::tests::networks;
    use super::*;

    /// A network of what can hold of some constraints, and what follows from it.
    fn solved(points: usize, edges: &[Edge]) -> (Solver, Between) {
        let mut solver = Solver::new(points, usize::MAX);
        for edge in edges {
            solver.add(*edge);
        }
        while let Err(Unsolved::Cycle(cycle)) = solver.solve() {
            solver.remove([cycle[0]]);
        }
        let links: Vec<usize> = (0..solver.len()).collect();
        let bounds = Between::new(&solver, &links);
        (solver, bounds)
    }

    fn edge(from: u32, to: u32, ticks: i128) -> Edge {
        Edge { from, to, bound: Bound::at_most(ticks) }
    }

    proptest! {
        /// The quick answers never say more than the whole measure.
        #[test]
        fn what_is_quick_is_so(
            edges in networks(7, 20),
            asked in networks(7, 4),
            most in -8..8i128,
        ) {
            let (mut solver, bounds) = solved(7, &edges);
            for from in 0..7 {
                let far = bounds.from(from);
                for to in 0..7 {
                    for bound in [Bound::at_most(most), Bound::below(most)] {
                        if bounds.may_exceed(from, to, bound) {
                            prop_assert!(far.most(to).is_none_or(|far| far > bound));
                        }
                        if let Some(links) = bounds.shown_by_clock(from, to, bound) {
                            let sum: i128 = links.iter().map(|at| edges[*at].bound.raw()).sum();
                            prop_assert!(sum <= bound.raw());
                        }
                    }
                }
            }
            if bounds.is_fit_for(asked.iter().copied()) {
                for edge in asked {
                    solver.add(edge);
                }
                prop_assert!(solver.solve().is_ok());
            }
        }
    }

    /// Point 2 lies from 10 to 20 on the clock, and point 3 from 10 to 30.
    #[test]
    fn places_as_early_and_as_late_as_can_be_are_tried() {
        let edges = [edge(2, 0, -10), edge(0, 2, 20), edge(3, 0, -10), edge(0, 3, 30)];
        let (_, bounds) = solved(4, &edges);
        assert!(bounds.may_exceed(2, 3, Bound::at_most(9)));
        assert!(bounds.may_exceed(3, 2, Bound::at_most(-1)));
        assert!(!bounds.may_exceed(2, 3, Bound::at_most(20)));
        assert!(bounds.is_fit_for([edge(2, 3, 0)].into_iter()));
        assert!(bounds.is_fit_for([edge(3, 2, -10)].into_iter()));
        assert!(!bounds.is_fit_for([edge(3, 2, -21)].into_iter()));
        assert_eq!(bounds.shown_by_clock(2, 3, Bound::at_most(20)), Some(vec![0, 3]));
        assert_eq!(bounds.shown_by_clock(2, 3, Bound::at_most(19)), None);
    }

    /// Which of two ways of one length is told does not depend on the one that was found first.
    #[test]
    fn of_ways_of_one_length_the_one_by_the_least_point_is_told() {
        let edges = [edge(0, 3, 1), edge(3, 2, 5), edge(0, 1, 4), edge(1, 2, 2)];
        let (_, bounds) = solved(4, &edges);
        assert_eq!(bounds.from(0).links(2), [3, 2]);
    }
}
