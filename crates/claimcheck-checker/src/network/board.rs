//! A solver of links, and the search through the cases of choices: exact, with a limit.

use std::collections::{BTreeSet, HashMap};

use super::build::Link;
use super::proof::{Grounds, Proof};
use super::solver::{Edge, Solver, Unsolved};

/// Whether some links and choices can all hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Judged {
    /// They can.
    Holds,
    /// They cannot.
    Refuted(Proof),
    /// The search came to its limit.
    Stopped,
}

/// A solver that knows which link each of its constraints is.
#[derive(Debug)]
pub(super) struct Board {
    pub(super) solver: Solver,
    /// The link of each constraint.
    pub(super) link_of: Vec<usize>,
    /// The solver's number of each point, where it has not all of them.
    numbers: Option<HashMap<u32, u32>>,
}

/// A choice that is being gone through.
struct Frame {
    choice: usize,
    /// How many constraints there were before.
    base: usize,
    cases: Vec<(Vec<usize>, Proof)>,
}

impl Board {
    /// A board of all points of a network, with room for its links.
    pub(super) fn whole(points: usize, links: usize, steps: usize) -> Self {
        let mut solver = Solver::new(points, steps);
        solver.reserve(links);
        Self { solver, link_of: Vec::with_capacity(links), numbers: None }
    }

    /// A board of the points of some links alone, those of the cases of some choices included.
    pub(super) fn part(
        grounds: Grounds<'_>,
        links: &BTreeSet<usize>,
        choices: &BTreeSet<usize>,
        cases: &HashMap<usize, Vec<Vec<usize>>>,
        steps: usize,
    ) -> Self {
        let mut numbers = HashMap::new();
        let of_cases = choices.iter().filter_map(|choice| cases.get(choice)).flatten().flatten();
        for link in links.iter().chain(of_cases) {
            let edge = grounds.links[*link].edge;
            for point in [edge.from, edge.to] {
                let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
                numbers.entry(point).or_insert(next);
            }
        }
        let solver = Solver::new(numbers.len(), steps);
        let mut board = Self { solver, link_of: Vec::new(), numbers: Some(numbers) };
        for link in links {
            board.add(grounds.links, *link);
        }
        board
    }

    fn edge(&self, link: &Link) -> Edge {
        let number = |point: u32| match &self.numbers {
            Some(numbers) => numbers.get(&point).copied().unwrap_or_default(),
            None => point,
        };
        let Edge { from, to, bound } = link.edge;
        Edge { from: number(from), to: number(to), bound }
    }

    /// Adds a link, and returns the number of its constraint.
    pub(super) fn add(&mut self, links: &[Link], link: usize) -> usize {
        self.link_of.push(link);
        self.solver.add(self.edge(&links[link]))
    }

    /// Takes out all constraints past the first so many.
    pub(super) fn truncate(&mut self, length: usize) {
        self.solver.truncate(length);
        self.link_of.truncate(length);
    }

    /// Whether what was added can hold.
    pub(super) fn solve(&mut self) -> Judged {
        match self.solver.solve() {
            Ok(()) => Judged::Holds,
            Err(Unsolved::Stopped) => Judged::Stopped,
            Err(Unsolved::Cycle(cycle)) => Judged::Refuted(Proof::Circle(
                cycle.into_iter().map(|constraint| self.link_of[constraint]).collect(),
            )),
        }
    }

    /// Whether links hold of the places that were found last.
    fn hold(&self, grounds: Grounds<'_>, links: &[usize]) -> bool {
        let places = self.solver.places();
        links.iter().all(|link| {
            let edge = self.edge(&grounds.links[*link]);
            places[edge.to as usize] - places[edge.from as usize] <= edge.bound.raw()
        })
    }

    /// Whether some links can hold beside what the board has; it is left as it was.
    pub(super) fn with(&mut self, grounds: Grounds<'_>, links: &[usize]) -> Judged {
        if self.hold(grounds, links) {
            return Judged::Holds;
        }
        let base = self.solver.len();
        for link in links {
            self.add(grounds.links, *link);
        }
        let judged = self.solve();
        self.truncate(base);
        judged
    }

    /// Whether one case of each of some choices can hold beside what the board has, which can hold.
    /// Only choices that no place found so far fits are gone through, and where a contradiction
    /// does not rest on the case that was tried, no other case is. The board is left as it was.
    pub(super) fn search<'c>(
        &mut self,
        grounds: Grounds<'_>,
        choices: &[usize],
        cases: &impl Fn(usize) -> &'c [Vec<usize>],
    ) -> Judged {
        let first = self.solver.len();
        let mut frames: Vec<Frame> = Vec::new();
        let mut judged = self.solve();
        let mut cursor = 0;
        let ended = loop {
            match judged {
                Judged::Stopped => break Judged::Stopped,
                Judged::Holds => {
                    let Some(choice) = self.unsettled(grounds, choices, cases, &mut cursor) else {
                        break if self.solver.steps() == 0 {
                            Judged::Stopped
                        } else {
                            Judged::Holds
                        };
                    };
                    frames.push(Frame { choice, base: self.solver.len(), cases: Vec::new() });
                }
                Judged::Refuted(proof) => {
                    let Some(frame) = frames.last_mut() else { break Judged::Refuted(proof) };
                    self.truncate(frame.base);
                    let case = &cases(frame.choice)[frame.cases.len()];
                    if !proof.uses(case) {
                        frames.pop();
                        judged = Judged::Refuted(proof);
                        continue;
                    }
                    frame.cases.push((case.clone(), proof));
                    if frame.cases.len() == cases(frame.choice).len() {
                        let (choice, cases) = (frame.choice, std::mem::take(&mut frame.cases));
                        frames.pop();
                        judged = Judged::Refuted(Proof::Cases { choice, cases });
                        continue;
                    }
                }
            }
            let Some(frame) = frames.last() else { break Judged::Holds };
            for link in &cases(frame.choice)[frame.cases.len()] {
                self.add(grounds.links, *link);
            }
            judged = self.solve();
        };
        self.truncate(first);
        ended
    }

    /// The next choice that no case of holds of the places that were found last.
    fn unsettled<'c>(
        &mut self,
        grounds: Grounds<'_>,
        choices: &[usize],
        cases: &impl Fn(usize) -> &'c [Vec<usize>],
        cursor: &mut usize,
    ) -> Option<usize> {
        for _ in 0..choices.len() {
            let choice = choices[*cursor % choices.len()];
            let work = 4 * cases(choice).len();
            self.solver.allow(self.solver.steps().saturating_sub(work));
            if self.solver.steps() == 0 {
                return None;
            }
            if !cases(choice).iter().any(|case| self.hold(grounds, case)) {
                return Some(choice);
            }
            *cursor += 1;
        }
        None
    }
}
