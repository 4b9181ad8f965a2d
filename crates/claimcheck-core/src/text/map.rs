//! From bytes of a folded text back to bytes of the original. Stores a run only where the
//! correspondence changes, so that ordinary prose costs next to nothing.

use std::ops::Range;

/// The `end` of a run whose bytes correspond one to one.
const ONE_TO_ONE: u32 = u32::MAX;

/// A stretch of folded text, up to the next run's.
#[derive(Debug, Clone, Copy)]
struct Run {
    /// Where it begins in the folded text.
    folded: u32,
    /// Where it begins in the original.
    start: u32,
    /// Where it ends in the original if it only corresponds as a whole, else [`ONE_TO_ONE`].
    end: u32,
}

/// Where the bytes of a folded text come from. Twelve bytes a run.
#[derive(Debug, Clone, Default)]
pub(super) struct Map {
    runs: Vec<Run>,
}

impl Map {
    /// Says that from `folded` on, bytes correspond one to one with those from `start` on.
    pub(super) fn one_to_one(&mut self, folded: usize, start: usize) {
        let (folded, start) = (narrow(folded), narrow(start));
        let goes_on = self.runs.last().is_some_and(|run| {
            run.end == ONE_TO_ONE && folded - run.folded == start.saturating_sub(run.start)
        });
        if !goes_on {
            self.runs.push(Run { folded, start, end: ONE_TO_ONE });
        }
    }

    /// Says that from `folded` on, up to what is said next, stands what `original` was folded to.
    pub(super) fn whole(&mut self, folded: usize, original: Range<usize>) {
        let (start, end) = (narrow(original.start), narrow(original.end));
        self.runs.push(Run { folded: narrow(folded), start, end });
    }

    /// Forgets what stands from `folded` on, where a character begins.
    pub(super) fn truncate(&mut self, folded: usize) {
        while self.runs.last().is_some_and(|run| run.folded as usize >= folded) {
            self.runs.pop();
        }
    }

    /// The original bytes of the folded bytes `range`, which must lie on character boundaries.
    pub(super) fn original(&self, range: Range<usize>) -> Range<usize> {
        let start = self.start(range.start);
        if range.is_empty() { start..start } else { start..self.end(range.end).max(start) }
    }

    /// Where the folded text, `folded_len` bytes long, first holds what stands at or after a byte
    /// of the original.
    pub(super) fn folded(&self, original: usize, folded_len: usize) -> usize {
        let after = self.runs.partition_point(|run| run.start as usize <= original);
        let next = self.runs.get(after).map_or(folded_len, |run| run.folded as usize);
        match after.checked_sub(1).and_then(|last| self.runs.get(last)) {
            Some(run) if run.end == ONE_TO_ONE => {
                next.min(run.folded as usize + original - run.start as usize)
            }
            Some(run) if run.start as usize == original => run.folded as usize,
            _ => next,
        }
    }

    fn start(&self, folded: usize) -> usize {
        self.run_at(folded).map_or(0, |run| match run.end {
            ONE_TO_ONE => run.start as usize + folded - run.folded as usize,
            _ => run.start as usize,
        })
    }

    /// The end of the last character before `folded`.
    fn end(&self, folded: usize) -> usize {
        self.run_at(folded.saturating_sub(1)).map_or(0, |run| match run.end {
            ONE_TO_ONE => run.start as usize + folded - run.folded as usize,
            end => end as usize,
        })
    }

    fn run_at(&self, folded: usize) -> Option<Run> {
        let after = self.runs.partition_point(|run| run.folded as usize <= folded);
        after.checked_sub(1).and_then(|index| self.runs.get(index)).copied()
    }

    /// How many runs there are: what the map costs.
    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.runs.len()
    }
}

/// Offsets are kept in four bytes, as [`crate::source::Span`] keeps them.
fn narrow(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(ONE_TO_ONE - 1)
}
