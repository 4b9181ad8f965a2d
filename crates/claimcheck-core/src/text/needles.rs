//! Many strings looked for in one report at once. Owns the count of what was found; knows nothing
//! of quotes.
//!
//! One pass over the report, whatever the number of needles. A needle is forgotten once it has
//! been found [`MOST_COUNTED`] times, so that common ones cost no more than rare ones.

use std::collections::{HashMap, HashSet};

use aho_corasick::Anchored;
use aho_corasick::automaton::{Automaton, StateID};
use aho_corasick::nfa::contiguous::NFA;

use super::fold::FoldedText;

/// How many places of one wording are told apart: a count of this many stands for as many or more.
pub const MOST_COUNTED: usize = 64;

/// Distinct strings to look for.
#[derive(Debug, Default)]
pub(super) struct Needles {
    texts: Vec<String>,
    ids: HashMap<String, usize>,
}

/// A string to look for, by its place among the [`Needles`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Needle(usize);

/// Where each needle begins in the report, at most [`MOST_COUNTED`] places each.
#[derive(Debug)]
pub(super) struct Places<'a> {
    needles: &'a Needles,
    starts: Vec<Vec<u32>>,
}

impl Needles {
    /// Adds a string that is not empty.
    pub(super) fn add(&mut self, text: &str) -> Needle {
        if let Some(&id) = self.ids.get(text) {
            return Needle(id);
        }
        let id = self.texts.len();
        self.texts.push(text.to_owned());
        self.ids.insert(text.to_owned(), id);
        Needle(id)
    }

    /// The string itself.
    pub(super) fn text(&self, needle: Needle) -> &str {
        self.texts.get(needle.0).map_or("", String::as_str)
    }

    /// Finds them all. Matches that cut what a reader sees as one character do not count.
    pub(super) fn find<'a>(&'a self, report: &FoldedText) -> Places<'a> {
        let mut places = Places { needles: self, starts: vec![Vec::new(); self.texts.len()] };
        // A set of needles too large for one automaton is halved until it fits.
        let mut parts: Vec<_> = std::iter::once(0..self.texts.len()).collect();
        while let Some(part) = parts.pop().filter(|part| !part.is_empty()) {
            let texts = self.texts.get(part.clone()).unwrap_or_default();
            let automaton = NFA::builder().prefilter(false).build(texts);
            match automaton {
                Ok(automaton) => places.scan(report, &automaton, part.start),
                Err(_) if part.len() > 1 => {
                    let middle = part.start + part.len() / 2;
                    parts.extend([part.start..middle, middle..part.end]);
                }
                Err(_) => {}
            }
        }
        places
    }
}

impl Places<'_> {
    /// Where a needle begins: every place, in order, unless [`Places::is_common`].
    pub(super) fn of(&self, needle: Needle) -> &[u32] {
        self.starts.get(needle.0).map_or(&[], Vec::as_slice)
    }

    /// Whether a needle may have more places than are known.
    pub(super) fn is_common(&self, needle: Needle) -> bool {
        self.of(needle).len() >= MOST_COUNTED
    }

    /// The string itself.
    pub(super) fn text(&self, needle: Needle) -> &str {
        self.needles.text(needle)
    }

    fn scan(&mut self, report: &FoldedText, automaton: &NFA, first: usize) {
        let Ok(mut state) = automaton.start_state(Anchored::No) else { return };
        let mut exhausted = HashSet::new();
        for (at, &byte) in report.as_str().as_bytes().iter().enumerate() {
            state = automaton.next_state(Anchored::No, state, byte);
            if automaton.is_special(state)
                && automaton.is_match(state)
                && !exhausted.contains(&state)
                && self.take(report, automaton, state, (first, at + 1))
            {
                exhausted.insert(state);
            }
        }
    }

    /// Notes the matches that end at `end`, and tells whether none of them is wanted any more.
    fn take(
        &mut self,
        report: &FoldedText,
        automaton: &NFA,
        state: StateID,
        (first, end): (usize, usize),
    ) -> bool {
        let mut exhausted = true;
        for index in 0..automaton.match_len(state) {
            let pattern = automaton.match_pattern(state, index);
            let start = end - automaton.pattern_len(pattern);
            let Some(starts) = self.starts.get_mut(first + pattern.as_usize()) else { continue };
            if starts.len() < MOST_COUNTED {
                exhausted = false;
                if report.is_seam(start) && report.is_seam(end) {
                    starts.extend(u32::try_from(start));
                }
            }
        }
        exhausted
    }
}
