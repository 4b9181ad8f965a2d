//! Finds all needles in a report in one pass: by [`Windows`], and by automata where a needle has none or
//! the report is made so that windows tell nothing apart in it.

use super::fold::FoldedText;
use super::needles::{Needles, Places};
use super::windows::Windows;

impl Needles {
    /// Finds them all. Matches that cut what a reader sees as one character do not count.
    pub(super) fn find<'a>(&'a self, report: &FoldedText) -> Places<'a> {
        let mut places = Places::new(self);
        let (windows, others) = Windows::of(&self.texts);
        if windows.scan(report, &mut places) {
            places.automata(report, &others);
        } else {
            // The report is made so that windows tell nothing apart in it.
            places = Places::new(self);
            places.automata(report, &(0..self.texts.len()).collect::<Vec<usize>>());
        }
        places
    }
}
