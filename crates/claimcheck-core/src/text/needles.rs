//! Many strings looked for in one report at once. Owns the count of what was found; knows nothing
//! of quotes.
//!
//! One pass over the report, whatever the number of needles: [`Windows`] for those that have a
//! stretch of bytes of their own, automata for the others. A needle is forgotten once it has been
//! found [`MOST_COUNTED`] times, so that common ones cost no more than rare ones.

use std::collections::HashSet;
use std::hash::BuildHasher as _;

use aho_corasick::Anchored;
use aho_corasick::automaton::{Automaton, StateID};
use aho_corasick::nfa::contiguous::NFA;
use foldhash::HashMap;
use foldhash::fast::RandomState;

use super::fold::FoldedText;

/// How many places of one wording are told apart: a count of this many stands for as many or more.
pub const MOST_COUNTED: usize = 64;

/// Distinct strings to look for.
#[derive(Debug, Default)]
pub(super) struct Needles {
    pub(super) texts: Vec<String>,
    /// The first needle of each digest of a text; a second one of the same digest is not known again.
    ids: HashMap<u64, usize>,
    digests: RandomState,
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
        let id = self.texts.len();
        let known = *self.ids.entry(self.digests.hash_one(text)).or_insert(id);
        if self.texts.get(known).is_some_and(|other| other == text) {
            return Needle(known);
        }
        self.texts.push(text.to_owned());
        Needle(id)
    }

    /// The string itself.
    pub(super) fn text(&self, needle: Needle) -> &str {
        self.texts.get(needle.0).map_or("", String::as_str)
    }
}

impl<'a> Places<'a> {
    pub(super) fn new(needles: &'a Needles) -> Self {
        Self { needles, starts: vec![Vec::new(); needles.texts.len()] }
    }

    /// Looks for some needles with automata, whose cost depends on no text.
    pub(super) fn automata(&mut self, report: &FoldedText, ids: &[usize]) {
        // A set of needles too large for one automaton is halved until it fits.
        let mut parts = vec![ids];
        while let Some(part) = parts.pop().filter(|part| !part.is_empty()) {
            let texts = part.iter().filter_map(|id| self.needles.texts.get(*id));
            match NFA::builder().prefilter(false).build(texts) {
                Ok(automaton) => self.scan(report, &automaton, part),
                Err(_) if part.len() > 1 => {
                    let (first, second) = part.split_at(part.len() / 2);
                    parts.extend([first, second]);
                }
                Err(_) => {}
            }
        }
    }

    /// Notes that a needle begins at a place, unless it has been found often enough.
    pub(super) fn note(&mut self, report: &FoldedText, id: usize, start: usize, end: usize) {
        if report.is_seam(start)
            && report.is_seam(end)
            && let Some(starts) = self.starts.get_mut(id)
        {
            starts.extend(u32::try_from(start));
        }
    }

    /// Whether a needle has been found so often that more places of it are not looked for.
    pub(super) fn is_exhausted(&self, id: usize) -> bool {
        self.starts.get(id).is_none_or(|starts| starts.len() >= MOST_COUNTED)
    }
}

impl<'a> Places<'a> {
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

    /// The string of a needle by its place among them.
    pub(super) fn text_of(&self, id: usize) -> &'a str {
        self.needles.text(Needle(id))
    }

    fn scan(&mut self, report: &FoldedText, automaton: &NFA, ids: &[usize]) {
        let Ok(mut state) = automaton.start_state(Anchored::No) else { return };
        let mut exhausted = HashSet::new();
        for (at, &byte) in report.as_str().as_bytes().iter().enumerate() {
            state = automaton.next_state(Anchored::No, state, byte);
            if automaton.is_special(state)
                && automaton.is_match(state)
                && !exhausted.contains(&state)
                && self.take(report, automaton, state, (ids, at + 1))
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
        (ids, end): (&[usize], usize),
    ) -> bool {
        let mut exhausted = true;
        for index in 0..automaton.match_len(state) {
            let pattern = automaton.match_pattern(state, index);
            let Some(&id) = ids.get(pattern.as_usize()) else { continue };
            if !self.is_exhausted(id) {
                exhausted = false;
                self.note(report, id, end - automaton.pattern_len(pattern), end);
            }
        }
        exhausted
    }
}
