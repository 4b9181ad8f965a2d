//! Constraints of the network in words that need no knowledge of it.

use claimcheck_core::model::{ClaimId, Model, PropertyId};
use claimcheck_core::values::date::{Clock, DateValue, Tick};
use claimcheck_core::values::{Cut, EntityId, Interval};

use super::Network;
use super::build::{DAY, Link};
use super::points::{Point, Points};
use super::proof::Proof;
use super::solver::{Bound, Edge};
use crate::words;

/// How many steps of a long circle are told.
const MOST_STEPS: usize = 12;
/// How many steps are told in all.
const MOST_TOLD: usize = 60;

impl Network {
    /// A constraint as a step of a reason: a clause, and the claims that say it.
    pub(crate) fn step(&self, model: &Model, link: &Link) -> String {
        if let Some((part, whole)) = part_and_whole(&self.points, link) {
            let (part, whole) = (words::entity(model, part), words::entity(model, whole));
            return format!("{part} is part of {whole}, and lies within it");
        }
        format!("{} ({})", step(model, &self.points, link), said_by(model, link))
    }

    /// A contradiction step by step, each with who says it, in the order of time.
    pub(crate) fn told(&self, model: &Model, proof: &Proof) -> Vec<String> {
        let mut steps = Vec::new();
        self.tell(model, proof, &mut Vec::new(), &mut steps);
        if steps.len() > MOST_TOLD {
            let left = steps.len() - MOST_TOLD;
            steps.truncate(MOST_TOLD);
            steps.push(format!("and so on, by {left} more steps"));
        }
        steps
    }

    fn tell(
        &self,
        model: &Model,
        proof: &Proof,
        supposed: &mut Vec<usize>,
        steps: &mut Vec<String>,
    ) {
        match proof {
            Proof::Circle(circle) => self.tell_circle(model, circle, supposed, steps),
            Proof::Cases { choice, cases } => {
                let claims = &self.choices[*choice].claims;
                let name = speakers(model, claims);
                for (number, (links, proof)) in cases.iter().enumerate() {
                    let clauses = self.case(model, links);
                    steps.push(match number {
                        0 => format!(
                            "{name} leaves {} cases; suppose first that {clauses}",
                            cases.len()
                        ),
                        _ => format!("suppose now, as {name} leaves open, that {clauses}"),
                    });
                    let known = supposed.len();
                    supposed.extend(links);
                    self.tell(model, proof, supposed, steps);
                    supposed.truncate(known);
                }
                steps.push(format!("so no case of {name} is left"));
            }
        }
    }

    /// What a case says, as a clause: a date where it is one, else its constraints.
    fn case(&self, model: &Model, links: &[usize]) -> String {
        let edges: Vec<Edge> = links.iter().map(|link| self.links[*link].edge).collect();
        if let [low, high] = edges.as_slice()
            && low.to <= Points::UTC
            && high.from == low.to
            && let (Some(starts), Some(name)) =
                (self.points.get(low.from).clause(model), self.points.get(high.to).name(model))
        {
            let (first, last) = (moment(-low.bound.parts().0), moment(high.bound.parts().0 - 1));
            let what = if low.from == high.to { starts } else { format!("{name} lies") };
            return match first == last {
                true if low.from == high.to => format!("{what} on {first}"),
                true => format!("{what} in {first}"),
                false => format!("{what} between {first} and {last}"),
            };
        }
        let clauses = links.iter().map(|link| step(model, &self.points, &self.links[*link]));
        words::list(&clauses.collect::<Vec<String>>())
    }

    /// Constraints lead from the later to the earlier point; told backwards, time goes forward.
    fn tell_circle(
        &self,
        model: &Model,
        circle: &[usize],
        supposed: &[usize],
        steps: &mut Vec<String>,
    ) {
        let told = |link: &usize| {
            let link = &self.links[*link];
            link.is_said() || part_and_whole(&self.points, link).is_some()
        };
        let said: Vec<usize> = circle.iter().rev().copied().filter(told).collect();
        if said.len() < circle.len() && supposed.is_empty() {
            steps.push("an event starts before it ends".to_owned());
        }
        for (at, link) in said.iter().enumerate() {
            let left = said.len().saturating_sub(MOST_STEPS);
            if left > 0 && at == MOST_STEPS / 2 {
                steps.push(format!("and so on, by {left} more steps of this kind"));
            }
            if left == 0 || at < MOST_STEPS / 2 || at >= MOST_STEPS / 2 + left {
                let link_of = &self.links[*link];
                steps.push(match supposed.contains(link) {
                    true => format!("{} (as supposed)", step(model, &self.points, link_of)),
                    false => self.step(model, link_of),
                });
            }
        }
        steps.push(self.conclusion(model, circle));
    }

    /// What would follow from a circle, and cannot be.
    fn conclusion(&self, model: &Model, circle: &[usize]) -> String {
        let clocks = [Points::LOCAL, Points::UTC];
        let edge = |link: &usize| self.links[*link].edge;
        let on_clock = circle.iter().any(|link| clocks.contains(&edge(link).to));
        let last = circle.first().map(|link| self.points.get(edge(link).to));
        match last.and_then(|point| Some((point, point.clause(model)?))) {
            Some((point, clause)) if on_clock => {
                let rest = circle[1..].iter().map(|link| edge(link).bound.raw()).sum();
                let (least, strict) = Bound::of(rest).parts();
                let when = since(point, -least, strict);
                format!("but by the steps before that, {clause} {when} or later: both cannot be")
            }
            _ => {
                let mut names = circle.iter().filter_map(|link| {
                    let point = self.points.get(edge(link).to);
                    match point {
                        Point::Moment(..) => point.noun(model),
                        _ => point.name(model).map(str::to_owned),
                    }
                });
                match names.next_back() {
                    Some(name) => format!("so {name} would come before itself, which cannot be"),
                    None => "so a moment would come before itself, which cannot be".to_owned(),
                }
            }
        }
    }
}

/// The two events of a constraint that nobody says, and that holds since one is part of the other.
fn part_and_whole(points: &Points, link: &Link) -> Option<(EntityId, EntityId)> {
    let (from, to) = (points.get(link.edge.from), points.get(link.edge.to));
    let (late, early) = (from.entity()?, to.entity()?);
    match (from, to) {
        _ if link.is_said() || late == early => None,
        // A part starts no earlier than the whole, and ends no later.
        (Point::Start(..), _) => Some((late, early)),
        _ => Some((early, late)),
    }
}

/// Who says a constraint: the names of its claims and rules.
fn said_by(model: &Model, link: &Link) -> String {
    let claims = (!link.claims.is_empty()).then(|| speakers(model, &link.claims));
    let rules = link.rules.iter().map(|rule| format!("by {}", model.rule(*rule).name));
    claims.into_iter().chain(rules).collect::<Vec<_>>().join(", ")
}

/// Who says something: the names of the claims.
fn speakers(model: &Model, claims: &[ClaimId]) -> String {
    let names: Vec<String> =
        claims.iter().map(|claim| model.entry_of(*claim).name.to_string()).collect();
    match names.as_slice() {
        [_, _, ..] => format!("{} together", words::list(&names)),
        _ => words::list(&names),
    }
}

/// A constraint as a clause: `the talks end before the vote starts`.
fn step(model: &Model, points: &Points, link: &Link) -> String {
    let (from, to) = (points.get(link.edge.from), points.get(link.edge.to));
    let (ticks, strict) = link.edge.bound.parts();
    match (from.clause(model), to.clause(model)) {
        (Some(_), Some(early)) => {
            between(&early, &from.noun(model).unwrap_or_default(), ticks, strict)
        }
        (None, Some(early)) => format!("{early} {}", until(to, ticks, strict)),
        (Some(late), None) => format!("{late} {} or later", since(from, -ticks, strict)),
        (None, None) => "the two clocks are the same".to_owned(),
    }
}

fn between(early: &str, late: &str, ticks: Tick, strict: bool) -> String {
    match (ticks, strict) {
        (0, true) => format!("{early} before {late}"),
        (0, false) => format!("{early} no later than {late}"),
        (1.., _) => format!("{early} at most {} after {late}", length(ticks)),
        _ => format!("{early} at least {} before {late}", length(-ticks)),
    }
}

/// An event that fills a time ends with its last moment, and not on the day that begins then.
fn since(point: &Point, ticks: Tick, strict: bool) -> String {
    match point {
        Point::End(..) if !strict => format!("at the end of {}", moment(ticks - 1)),
        _ => format!("on {}", moment(ticks)),
    }
}

fn until(point: &Point, ticks: Tick, strict: bool) -> String {
    match point {
        Point::Day(_, PropertyId::START | PropertyId::END, _) => {
            format!("on {} or earlier", moment(ticks))
        }
        Point::Day(..) => format!("{} or earlier", moment(ticks)),
        Point::Start(..) | Point::Moment(..) if strict => {
            format!("on {} or earlier", moment(ticks - 1))
        }
        Point::Start(..) => format!("by the beginning of {}", moment(ticks)),
        _ => format!("by the end of {}", moment(ticks - 1)),
    }
}

/// The day of a tick, or the minute where the tick is not at the edge of a day.
pub(crate) fn moment(tick: Tick) -> String {
    let edge = tick.rem_euclid(DAY) == 0 || (tick + 1).rem_euclid(DAY) == 0;
    let width = if edge { DAY } else { 60 };
    let start = tick.div_euclid(width) * width;
    let cell = Interval::new(Cut::Below(start), Cut::Below(start + width));
    let date = cell.and_then(|cell| DateValue::from_set(cell.into(), Clock::Local).ok());
    date.map_or_else(
        || "a time too far away to be written".to_owned(),
        |date| date.print(&|_| String::new()),
    )
}

/// A length of time in days, or in minutes where it is shorter.
fn length(ticks: Tick) -> String {
    let counted =
        |count: Tick, noun: &str| format!("{count} {noun}{}", if count == 1 { "" } else { "s" });
    if ticks % DAY == 0 {
        counted(ticks / DAY, "day")
    } else {
        counted((ticks + 59) / 60, "minute")
    }
}
