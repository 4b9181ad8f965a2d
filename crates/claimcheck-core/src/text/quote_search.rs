//! Finds the pieces of all quotes of a report. Owns the count of what was found; knows nothing of how
//! pieces make a quote.
//!
//! Few pieces are searched for one after the other. Many are found in one pass by an automaton (Aho &
//! Corasick, 1975): it takes longer to build than the report takes to search for some of them. Either
//! forgets a piece once it has been found [`MOST_COUNTED`] times, so that common ones cost no more than
//! rare ones.

use std::collections::HashSet;

use aho_corasick::Anchored;
use aho_corasick::automaton::{Automaton, StateID};
use aho_corasick::nfa::contiguous::NFA;
use foldhash::HashMap;
use memchr::memmem::Finder;

use super::fold::FoldedText;

/// How many places of one wording are told apart: a count of this many stands for as many or more.
pub const MOST_COUNTED: usize = 64;

/// Up to so many needles are searched for one after the other.
const MOST_ALONE: usize = 128;

/// Distinct strings to look for.
#[derive(Debug, Default)]
pub(super) struct Needles {
    ids: HashMap<String, usize>,
}

/// A string to look for, by its place among the [`Needles`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Needle(usize);

/// Where each needle begins in the report, at most [`MOST_COUNTED`] places each.
#[derive(Debug)]
pub(super) struct Places<'n> {
    texts: Vec<&'n str>,
    starts: Vec<Vec<u32>>,
}

impl Needles {
    /// Adds a string that is not empty.
    pub(super) fn add(&mut self, text: &str) -> Needle {
        if let Some(&id) = self.ids.get(text) {
            return Needle(id);
        }
        let id = self.ids.len();
        self.ids.insert(text.to_owned(), id);
        Needle(id)
    }

    /// Finds them all. Matches that cut what a reader sees as one character do not count.
    pub(super) fn find(&self, report: &FoldedText) -> Places<'_> {
        let mut texts = vec![""; self.ids.len()];
        for (text, &id) in &self.ids {
            texts[id] = text;
        }
        let mut places = Places { starts: vec![Vec::new(); texts.len()], texts };
        let ids = 0..self.ids.len();
        let together: Vec<usize> = match self.ids.len() <= MOST_ALONE {
            true => ids.filter(|&id| !places.search_alone(report, id)).collect(),
            false => ids.collect(),
        };
        places.search_together(report, &together);
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
        self.texts.get(needle.0).copied().unwrap_or_default()
    }

    /// Searches for one needle. False, with nothing noted, where it stands at so many places that do not
    /// count that to compare each of them might take the square of the report's length.
    fn search_alone(&mut self, report: &FoldedText, id: usize) -> bool {
        let (bytes, needle) = (report.as_str().as_bytes(), self.texts[id].as_bytes());
        let finder = Finder::new(needle);
        let (mut from, mut refused, mut starts) = (0, 0, Vec::new());
        while starts.len() < MOST_COUNTED
            && let Some(at) = bytes.get(from..).and_then(|rest| finder.find(rest))
        {
            let start = from + at;
            if report.is_seam(start) && report.is_seam(start + needle.len()) {
                starts.extend(u32::try_from(start));
            } else if refused < MOST_COUNTED {
                refused += 1;
            } else {
                return false;
            }
            from = start + 1;
        }
        self.starts[id] = starts;
        true
    }

    /// Searches for some needles with an automaton, whose cost depends on no text.
    fn search_together(&mut self, report: &FoldedText, ids: &[usize]) {
        // A set of needles too large for one automaton is halved until it fits.
        let mut parts = vec![ids];
        while let Some(part) = parts.pop().filter(|part| !part.is_empty()) {
            let texts = part.iter().map(|&id| self.texts[id]);
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
            let start = end - automaton.pattern_len(pattern);
            let Some(starts) = ids.get(pattern.as_usize()).and_then(|&id| self.starts.get_mut(id))
            else {
                continue;
            };
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Where needles stand, searched for alone, or among others that stand nowhere.
    #[track_caller]
    fn check(report: &str, needle: &str, expected: &[u32]) {
        let report = FoldedText::new(report);
        for others in [0, MOST_ALONE] {
            let mut needles = Needles::default();
            let asked = needles.add(needle);
            for number in 0..others {
                needles.add(&format!("nowhere {number}"));
            }
            assert_eq!(needles.find(&report).of(asked), expected, "among {others} others");
        }
    }

    #[test]
    fn one_needle_or_many_are_found_at_the_same_places() {
        check("a rose is a rose", "a rose", &[0, 10]);
        check("aaaa", "aa", &[0, 1, 2]);
        check("aaaa", "b", &[]);
        check(&"e".repeat(100), "e", &(0..64).collect::<Vec<u32>>());
        // Within what a reader sees as one character it does not count, however often it stands there.
        let marked = format!("{} x x", "x\u{334}".repeat(100));
        let end = u32::try_from(marked.len()).expect("it is short");
        check(&marked, "x", &[end - 3, end - 1]);
    }
}
