//! Constraints of the network in words that need no knowledge of it.

use claimcheck_core::model::Model;
use claimcheck_core::value::date::{Clock, DateValue, Tick};
use claimcheck_core::value::{Cut, Interval};

use super::Network;
use super::build::Link;
use super::points::{Point, Points};
use crate::words;

const DAY: Tick = 86_400;

impl Network {
    /// A constraint as a step of a reason: a clause, and the claims that say it.
    pub(crate) fn step(&self, model: &Model, link: &Link) -> String {
        let names: Vec<String> =
            link.claims.iter().map(|claim| model.entry_of(*claim).name.clone()).collect();
        format!("{} ({})", step(model, &self.points, link), words::list(&names))
    }
}

/// A constraint as a clause: `the talks end before the vote starts`.
fn step(model: &Model, points: &Points, link: &Link) -> String {
    let (from, to) = (points.get(link.edge.from), points.get(link.edge.to));
    let (ticks, strict) = link.edge.bound.parts();
    match (from.clause(model), to.clause(model)) {
        (Some(late), Some(early)) => between(&early, &late, ticks, strict),
        (None, Some(early)) => format!("{early} {}", until(to, ticks, strict)),
        (Some(late), None) => format!("{late} on {} or later", moment(-ticks)),
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

fn until(point: &Point, ticks: Tick, strict: bool) -> String {
    match point {
        Point::Day(..) => format!("{} or earlier", moment(ticks)),
        Point::Start(..) if strict => format!("on {} or earlier", moment(ticks - 1)),
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
