//! Quotes that leave words out: their pieces found in order, with no paragraph ending in between.
//!
//! Each place of the first piece that the nearest following places of the others complete is one
//! match. So a second first piece makes a quote ambiguous, and a second last piece does not.

use std::collections::BTreeSet;
use std::ops::Range;

use super::chars::{ceil, floor};
use super::fold::FoldedText;
use super::quote_search::{MOST_COUNTED, Needle, Places};

/// How many places of a first piece are tried before a quote is given up. Only pieces that stand
/// in the report thousands of times, across the ends of paragraphs, and never in order need more.
const MOST_TRIED: usize = 1 << 16;

/// The matches of some pieces in a report: from the first piece's start to the last one's end.
/// At most [`MOST_COUNTED`].
pub(super) fn matches(
    report: &FoldedText,
    places: &Places<'_>,
    pieces: &[Needle],
) -> BTreeSet<(usize, usize)> {
    let mut found = BTreeSet::new();
    if pieces.iter().any(|&piece| places.of(piece).is_empty()) {
        return found;
    }
    let mut search = Search {
        report,
        pieces: pieces.iter().map(|&piece| Piece::new(places, piece)).collect(),
        tried: 0,
    };
    for area in search.areas() {
        search.within(area, &mut found);
    }
    found
}

/// The search for one quote.
struct Search<'a> {
    report: &'a FoldedText,
    pieces: Vec<Piece<'a>>,
    tried: usize,
}

/// What became of one place of the first piece.
enum Completion {
    /// The last piece ends here.
    Ends(usize),
    /// A piece is missing before the paragraph ends, here.
    Missing(usize),
}

impl Search<'_> {
    /// Where first pieces may begin, by what is known of the piece with the fewest places.
    fn areas(&self) -> Vec<Range<usize>> {
        let rarest = (0..self.pieces.len())
            .min_by_key(|&index| self.pieces.get(index).map(|piece| piece.known.len()));
        let whole = 0..self.report.as_str().len();
        let Some((index, rarest)) = rarest.and_then(|i| Some((i, self.pieces.get(i)?))) else {
            return vec![whole];
        };
        if rarest.is_common {
            return vec![whole];
        }
        let mut areas: Vec<Range<usize>> = Vec::new();
        for &place in rarest.known {
            let place = place as usize;
            let start = if index == 0 { place } else { self.reach_back(place) };
            match areas.last_mut() {
                Some(last) if start < last.end => last.end = place + 1,
                _ => areas.push(start..place + 1),
            }
        }
        areas
    }

    /// How far before `place` a first piece may begin: in its paragraph, or in one before it that
    /// another piece joins to it.
    fn reach_back(&self, place: usize) -> usize {
        let mut start = place;
        while let Some(end) = self.report.break_before(start) {
            if !self.is_crossed(end) {
                return end + 1;
            }
            start = end;
        }
        0
    }

    /// Whether a piece stands across the end of a paragraph.
    fn is_crossed(&self, end: usize) -> bool {
        self.pieces.iter().any(|piece| {
            let text = self.report.as_str();
            let from = floor(text, (end + 1).saturating_sub(piece.text.len()));
            let to = ceil(text, end + piece.text.len());
            piece.text.contains(' ')
                && text.get(from..to).is_some_and(|near| near.contains(piece.text))
        })
    }

    fn within(&mut self, area: Range<usize>, found: &mut BTreeSet<(usize, usize)>) {
        let mut from = area.start;
        while found.len() < MOST_COUNTED && self.tried < MOST_TRIED {
            self.tried += 1;
            let Some(start) = self.find(0, from, area.end) else { return };
            from = start + 1;
            match self.complete(start) {
                Completion::Ends(end) => {
                    found.insert((start, end));
                }
                // Nothing that begins before the paragraph's end does better, unless a piece
                // leads out of it.
                Completion::Missing(end) if !self.is_crossed(end) => from = end.max(from),
                Completion::Missing(_) => {}
            }
        }
    }

    fn complete(&mut self, start: usize) -> Completion {
        let mut end = start + self.pieces.first().map_or(0, |piece| piece.text.len());
        for index in 1..self.pieces.len() {
            let limit = self.report.paragraph_end(end);
            let Some(next) = self.find(index, end, limit) else {
                return Completion::Missing(limit);
            };
            end = next + self.pieces.get(index).map_or(0, |piece| piece.text.len());
        }
        Completion::Ends(end)
    }

    /// The first place of a piece from `from` on and before `limit`.
    fn find(&mut self, index: usize, from: usize, limit: usize) -> Option<usize> {
        self.pieces.get_mut(index)?.find(self.report, from, limit)
    }
}

/// A piece, and the places that are known.
struct Piece<'a> {
    text: &'a str,
    known: &'a [u32],
    is_common: bool,
    /// The last search by reading: from where, and what it found.
    last: (usize, usize),
}

impl<'a> Piece<'a> {
    fn new(places: &'a Places<'_>, needle: Needle) -> Self {
        Self {
            text: places.text(needle),
            known: places.of(needle),
            is_common: places.is_common(needle),
            last: (1, 0),
        }
    }

    fn find(&mut self, report: &FoldedText, from: usize, limit: usize) -> Option<usize> {
        let next = self.known.partition_point(|&place| (place as usize) < from);
        match self.known.get(next) {
            Some(&place) => Some(place as usize).filter(|&place| place < limit),
            None if self.is_common => self.read(report, from, limit),
            None => None,
        }
    }

    /// Looks past the places that are known.
    fn read(&mut self, report: &FoldedText, from: usize, limit: usize) -> Option<usize> {
        if self.last.0 <= from && from <= self.last.1 {
            return Some(self.last.1).filter(|&place| place < limit);
        }
        let text = report.as_str();
        let end = ceil(text, limit.saturating_add(self.text.len()).saturating_sub(1));
        let mut at = from;
        loop {
            let start = ceil(text, at);
            let place = start + text.get(start..end)?.find(self.text)?;
            if report.is_seam(place) && report.is_seam(place + self.text.len()) {
                self.last = (from, place);
                return Some(place).filter(|&place| place < limit);
            }
            at = place + 1;
        }
    }
}
