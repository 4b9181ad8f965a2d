//! Valid times that are compared with each other: which of some times have a moment in common, the
//! maximal sets in which all do, and which are connected by having one.
//!
//! A time that holds for certain is one stretch. Stretches of which any two meet have one moment in
//! common (Helly, 1923), so sets of times that meet in pairs are all that is needed.

use claimcheck_core::values::date::{CommonTime, ValidTime};
use claimcheck_core::values::{EXACT, by_pairs};

use super::comparison::Comparer;
use crate::sets::Sets;

/// Some different times, and how they meet.
pub(super) struct Times<'g> {
    /// The times; nothing for what holds always.
    pub(super) all: Vec<Option<&'g ValidTime>>,
    /// The maximal sets of times of which any two certainly meet, by their places.
    pub(super) cliques: Vec<Vec<usize>>,
}

impl<'g> Times<'g> {
    /// Compares some different times.
    pub(super) fn new(comparer: Comparer<'g>, all: Vec<Option<&'g ValidTime>>) -> Self {
        let meet = |a: usize, b: usize| comparer.common(all[a], all[b]) == CommonTime::Certain;
        let cliques = match all.len() {
            0 => Vec::new(),
            1 => vec![vec![0]],
            few if few <= EXACT => by_pairs(few, |a, b| !meet(a, b)),
            _ => swept(&all, meet),
        };
        Self { all, cliques }
    }

    /// The sets of times that are connected by meeting: the number of the set of each time.
    pub(super) fn connected(&self) -> Vec<usize> {
        let mut sets = Sets::new(self.all.len());
        for clique in &self.cliques {
            for pair in clique.windows(2) {
                sets.join(pair[0], pair[1]);
            }
        }
        (0..self.all.len()).map(|at| sets.of(at)).collect()
    }
}

/// Many times: a sweep along the line, where a set is complete just before the first of its members
/// ends; then the pairs that are in it and do not meet are taken apart.
fn swept(all: &[Option<&ValidTime>], meet: impl Fn(usize, usize) -> bool) -> Vec<Vec<usize>> {
    let hull = |at: usize| all[at].map(|time| time.certain().unwrap_or(time.possible()).hull());
    let mut stretches = Vec::new();
    let mut elsewhere = Vec::new();
    for at in 0..all.len() {
        match hull(at) {
            None => stretches.push((None, None, at)),
            Some(Some(hull)) => stretches.push((Some(hull.lower), Some(hull.upper), at)),
            Some(None) => elsewhere.push(at),
        }
    }
    let mut starts: Vec<usize> = (0..stretches.len()).collect();
    starts.sort_by(|a, b| stretches[*a].0.cmp(&stretches[*b].0));
    let mut ends: Vec<usize> = (0..stretches.len()).collect();
    // What has no end ends last.
    ends.sort_by(|a, b| {
        let key = |at: usize| (stretches[at].1.is_none(), &stretches[at].1);
        key(*a).cmp(&key(*b))
    });
    let mut here = std::collections::BTreeSet::new();
    let mut cliques = Vec::new();
    let mut starts = starts.into_iter().peekable();
    let mut grown = false;
    for leaving in ends {
        let end = &stretches[leaving].1;
        while let Some(entering) = starts.next_if(|at| {
            end.is_none()
                || stretches[*at].0.as_ref().is_none_or(|start| Some(start) < end.as_ref())
        }) {
            here.insert(stretches[entering].2);
            grown = true;
        }
        if grown {
            cliques.extend(taken_apart(here.iter().copied().collect(), &meet));
            grown = false;
        }
        here.remove(&stretches[leaving].2);
    }
    // A time that no clock tells is held against each other one.
    for at in elsewhere {
        let near: Vec<usize> =
            (0..all.len()).filter(|other| *other == at || meet(at, *other)).collect();
        cliques.extend(taken_apart(near, &meet));
    }
    cliques.sort();
    cliques.dedup();
    cliques
}

/// The maximal sets of some times of which any two meet. Nearly always all do.
fn taken_apart(times: Vec<usize>, meet: &impl Fn(usize, usize) -> bool) -> Vec<Vec<usize>> {
    let apart: Vec<usize> =
        times.iter().copied().filter(|a| times.iter().any(|b| a != b && !meet(*a, *b))).collect();
    if apart.is_empty() {
        return vec![times];
    }
    let groups = by_pairs(apart.len(), |a, b| !meet(apart[a], apart[b]));
    let with_the_rest = |group: Vec<usize>| {
        let inside: Vec<usize> = group.into_iter().map(|at| apart[at]).collect();
        let rest = times.iter().copied().filter(|at| !apart.contains(at));
        let mut all: Vec<usize> = inside.into_iter().chain(rest).collect();
        all.sort_unstable();
        all
    };
    groups.into_iter().map(with_the_rest).collect()
}
