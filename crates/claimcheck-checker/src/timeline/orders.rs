//! Which events certainly came before which, and which orders nothing settles.

use rayon::prelude::*;

use super::measure::grounds;
use super::{Event, Found, Neighbour};
use crate::network::{Bound, Network};

/// The comparison of all events takes no more steps than this.
const MOST_STEPS: usize = 400_000_000;

/// How an event certainly lies to all others, by their places in the list.
struct Row {
    /// Those that ended no later than it starts.
    over: Vec<bool>,
    /// Those that start before it ends.
    begun: Vec<bool>,
    after: Option<Neighbour>,
    before: Option<Neighbour>,
}

/// Fills in what the order of all events comes to; false where there are too many of them.
pub(super) fn fill(network: &Network, found: &[Found<'_>], events: &mut [Event]) -> bool {
    if network.bounds.size().saturating_mul(2 * found.len()) > MOST_STEPS {
        return false;
    }
    let rows: Vec<Option<Row>> =
        (0..found.len()).into_par_iter().map(|at| row(network, found, events, at)).collect();
    for (at, event) in events.iter_mut().enumerate() {
        let Some(row) = rows.get(at).and_then(Option::as_ref) else { continue };
        event.after.clone_from(&row.after);
        event.before.clone_from(&row.before);
        let settled = |(other, row_of_other): (usize, &Row)| {
            other == at
                || row.over[other]
                || row_of_other.over[at]
                || (row.begun[other] && row_of_other.begun[at])
        };
        let others = rows.iter().enumerate().filter_map(|(at, row)| Some((at, row.as_ref()?)));
        event.unordered = others.filter(|other| !settled(*other)).map(|(at, _)| at).collect();
    }
    true
}

fn row(network: &Network, found: &[Found<'_>], events: &[Event], at: usize) -> Option<Row> {
    let (start, end) = found[at].points?;
    let (from_start, from_end) = (network.bounds.from(start), network.bounds.from(end));
    let points = |other: &Found<'_>| other.points;
    let over: Vec<bool> = found
        .iter()
        .map(|other| {
            let end = points(other).and_then(|(_, end)| from_start.most(end));
            end.is_some_and(|most| most <= Bound::at_most(0))
        })
        .collect();
    let begun = found
        .iter()
        .map(|other| {
            let start = points(other).and_then(|(start, _)| from_end.most(start));
            start.is_some_and(|most| most < Bound::at_most(0))
        })
        .collect();
    let mut row = Row { over, begun, after: None, before: None };
    let bounded = |grounds: &[_]| !grounds.is_empty();
    if !bounded(&events[at].not_earlier) {
        row.after = (0..at).rev().find(|other| row.over[*other]).and_then(|place| {
            let (_, end) = found[place].points?;
            Some(Neighbour { place, grounds: grounds(network, &from_start.links(end)) })
        });
    }
    if !bounded(&events[at].not_later) {
        let to_end = network.bounds.to(end);
        let certain = |place: &usize| {
            let start = found[*place].points.and_then(|(start, _)| to_end.most(start));
            start.is_some_and(|most| most <= Bound::at_most(0))
        };
        row.before = (at + 1..found.len()).find(certain).and_then(|place| {
            let (start, _) = found[place].points?;
            Some(Neighbour { place, grounds: grounds(network, &to_end.links(start)) })
        });
    }
    Some(row)
}
