//! A text as rows of a page: wrapped between words, each character with its place in the text, so
//! that passages can be marked in it and below it.

use claimcheck_core::model::ClaimId;
use claimcheck_core::source::{SourceFile, Span};
use claimcheck_core::text::is_steering;
use claimcheck_project::matrix::Standing;
use unicode_width::UnicodeWidthChar as _;

use super::{sign, tone};
use crate::render::ink::Ink;
use crate::sanitize::MOST_MARKS;

/// One row of a page.
#[derive(Debug, Default)]
pub(super) struct Row {
    /// The line of the text, from 1.
    pub(super) line: usize,
    /// The byte after its last character and the white space there.
    pub(super) end: u32,
    /// What is shown, with the byte that it stands at.
    shown: Vec<(u32, char)>,
}

/// What is marked in a row: for each character the standing of a claim that rests on it, and where
/// passages begin, by number.
#[derive(Debug, Default)]
pub(super) struct Marks {
    standings: Vec<Option<Standing>>,
    begins: Vec<(usize, usize)>,
}

/// The rows of a text in so many columns, line by line as the program counts lines.
pub(super) fn rows(source: &SourceFile, width: usize) -> Vec<Row> {
    let mut rows = Vec::new();
    for (number, range) in (1..).zip(source.line_ranges()) {
        let line = source.text().get(range.clone()).unwrap_or_default();
        wrap(line, range.start, number, width, &mut rows);
    }
    // A line break at the end ends the last line, and begins none.
    if rows.last().is_some_and(Row::is_blank) {
        rows.pop();
    }
    rows
}

fn wrap(line: &str, at: usize, number: usize, width: usize, rows: &mut Vec<Row>) {
    let place = |byte: usize| u32::try_from(at + byte).unwrap_or(u32::MAX);
    let new = |end: usize| Row { line: number, end: place(end), shown: Vec::new() };
    let mut row = new(0);
    // Where the row can be broken, and how wide what follows that is.
    let (mut used, mut break_at, mut since_break) = (0, None, 0);
    let mut marks = 0;
    for (byte, c) in line.char_indices() {
        let c = match c {
            '\n' | '\r' | '\u{feff}' => continue,
            '\t' => ' ',
            c if is_steering(c) => char::REPLACEMENT_CHARACTER,
            c => c,
        };
        let columns = c.width().unwrap_or(0);
        marks = if columns == 0 { marks + 1 } else { 0 };
        if marks > MOST_MARKS {
            continue;
        }
        if used + columns > width && c != ' ' {
            let rest = break_at.map_or_else(Vec::new, |at: usize| row.shown.split_off(at));
            used = if break_at.is_some() { since_break } else { 0 };
            let start = rest.first().map_or(place(byte), |(byte, _)| *byte);
            row.end = start;
            rows.push(std::mem::replace(&mut row, Row { shown: rest, ..new(0) }));
            (break_at, since_break) = (None, used);
        }
        if c == ' ' && used >= width {
            // White space at the end of a row is not seen.
            (break_at, since_break) = (Some(row.shown.len()), 0);
            continue;
        }
        row.shown.push((place(byte), c));
        used += columns;
        since_break += columns;
        if c == ' ' {
            (break_at, since_break) = (Some(row.shown.len()), 0);
        }
    }
    // The line break belongs to the last row of its line.
    row.end = place(line.len() + 1);
    rows.push(row);
}

impl Row {
    /// Whether nothing stands in it.
    pub(super) fn is_blank(&self) -> bool {
        self.shown.iter().all(|(_, c)| *c == ' ')
    }

    /// Its columns.
    pub(super) fn width(&self) -> usize {
        self.shown.iter().map(|(_, c)| c.width().unwrap_or(0)).sum()
    }

    /// What is to be marked in it, of numbered passages in order.
    pub(super) fn marks(
        &self,
        passages: &[(usize, &(Span, Vec<ClaimId>))],
        standing: impl Fn(&ClaimId) -> Standing,
    ) -> Marks {
        let Some((from, _)) = self.shown.first() else { return Marks::default() };
        let mut marks = Marks { standings: vec![None; self.shown.len()], begins: Vec::new() };
        for (number, (span, claims)) in passages {
            // Of several claims on the same words, the worst standing is the one to see.
            let Some(worst) = claims.iter().map(&standing).min() else { continue };
            let first = self.shown.partition_point(|(byte, _)| *byte < span.start);
            let last = self.shown.partition_point(|(byte, _)| *byte < span.end);
            if span.start >= *from {
                marks.begins.push((first, *number));
            }
            for mark in &mut marks.standings[first..last] {
                *mark = Some(mark.map_or(worst, |other: Standing| other.min(worst)));
            }
        }
        marks
    }

    /// Its text, with the passages in their colours.
    pub(super) fn painted(&self, marks: &Marks, ink: Ink) -> String {
        let mut text = String::new();
        let mut run = String::new();
        let mut of: Option<Standing> = None;
        let mut standings = marks.standings.iter().copied();
        for (_, c) in &self.shown {
            let standing = standings.next().flatten();
            if standing != of {
                text.push_str(&painted(of, &run, ink));
                run.clear();
                of = standing;
            }
            run.push(*c);
        }
        text + &painted(of, &run, ink)
    }

    /// The line below it: each passage by its number, and by the sign of its standing. Numbers that have
    /// no room apart stand together. Nothing, where nothing is marked.
    pub(super) fn under(&self, marks: &Marks, width: usize, ink: Ink) -> Option<(String, usize)> {
        if marks.standings.iter().all(Option::is_none) {
            return None;
        }
        // One cell a column, as the signs and digits are one wide.
        let mut cells: Vec<Option<(char, Standing)>> = Vec::new();
        let mut starts: Vec<usize> = Vec::new();
        for ((_, c), standing) in self.shown.iter().zip(&marks.standings) {
            starts.push(cells.len());
            let columns = c.width().unwrap_or(0);
            let cell = standing.map(|standing| (sign(standing), standing));
            cells.extend(std::iter::repeat_n(cell, columns));
        }
        let begins =
            marks.begins.iter().filter_map(|(at, number)| Some((*starts.get(*at)?, *number)));
        for (at, number) in numbers(begins) {
            // What would stand beyond the page stands before its place.
            let at = at.min(width.saturating_sub(number.len()));
            cells.resize(cells.len().max(at + number.len()), None);
            let standing = cells[at..].iter().flatten().next().map(|(_, standing)| *standing);
            for (cell, digit) in cells[at..].iter_mut().zip(number.chars()) {
                let standing = cell.map(|(_, standing)| standing).or(standing);
                *cell = standing.map(|standing| (digit, standing));
            }
        }
        while cells.last().is_some_and(Option::is_none) {
            cells.pop();
        }
        let width = cells.len();
        let mut text = String::new();
        for run in cells.chunk_by(|one, other| one.map(|it| it.1) == other.map(|it| it.1)) {
            let words: String = run.iter().map(|cell| cell.map_or(' ', |(c, _)| c)).collect();
            let standing = run.first().copied().flatten().map(|(_, standing)| standing);
            text.push_str(&painted(standing, &words, ink));
        }
        Some((text, width))
    }
}

/// The numbers that stand at each column, those together that would run into each other.
fn numbers(begins: impl Iterator<Item = (usize, usize)>) -> Vec<(usize, String)> {
    let mut numbers: Vec<(usize, String)> = Vec::new();
    for (at, number) in begins {
        match numbers.last_mut() {
            Some((last, words)) if at <= *last + words.len() => {
                words.push(',');
                words.push_str(&number.to_string());
            }
            _ => numbers.push((at, number.to_string())),
        }
    }
    numbers
}

fn painted(standing: Option<Standing>, text: &str, ink: Ink) -> String {
    match standing.and_then(tone) {
        Some(tone) => ink.paint(tone, text),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use claimcheck_core::source::FileId;

    fn texts(text: &str, width: usize) -> Vec<String> {
        let source = SourceFile::new("r.txt", text);
        rows(&source, width).iter().map(|row| row.painted(&Marks::default(), Ink::Black)).collect()
    }

    #[test]
    fn rows_break_between_words_and_lose_nothing() {
        assert_eq!(texts("one two three\n\nfour\n", 8), ["one two ", "three", "", "four"]);
        assert_eq!(
            texts("one two    three\rfour\r\nfive", 7),
            ["one two", "three", "four", "five"]
        );
        assert_eq!(texts("abcdefghij kl", 4), ["abcd", "efgh", "ij ", "kl"]);
        assert_eq!(texts("日本語の 文", 4), ["日本", "語の", "文"]);
        assert_eq!(texts("a\u{1b}[2Jb\u{202e}c\td\r\ne", 20), ["a\u{fffd}[2Jb\u{fffd}c d", "e"]);
    }

    #[test]
    fn every_number_is_there_however_close_the_passages_are() {
        let passages: Vec<(Span, Vec<ClaimId>)> = (0..12)
            .map(|at| (Span { file: FileId(0), start: at, end: at + 1 }, vec![ClaimId(at)]))
            .collect();
        let open: Vec<(usize, &(Span, Vec<ClaimId>))> = (1..).zip(&passages).collect();
        let row = &rows(&SourceFile::new("r.txt", "abcdefghijkl mn"), 40)[0];
        let marks = row.marks(&open, |_| Standing::Agreed);
        let (under, width) = row.under(&marks, 40, Ink::Black).expect("it is marked");
        assert_eq!(under, "1,2,3,4,5,6,7,8,9,10,11,12");
        assert_eq!(width, under.len());
        // At the end of a page they stand before their place.
        let last = [(7, &passages[11])];
        let marks = row.marks(&last, |_| Standing::Alone);
        assert_eq!(row.under(&marks, 12, Ink::Black).expect("marked").0, "           7");
    }

    #[test]
    fn a_passage_is_marked_below_its_own_words() {
        let text = "The talks are on Thursday, nobody knows where.";
        let place = |words: &str| {
            let start = text.find(words).expect("it is there");
            let at = |byte: usize| u32::try_from(byte).expect("short");
            Span { file: FileId(0), start: at(start), end: at(start + words.len()) }
        };
        let talks = (place("talks are on Thursday"), vec![ClaimId(0)]);
        let nobody = (place("Thursday, nobody"), vec![ClaimId(1)]);
        let passages = [(1, &talks), (2, &nobody)];
        let standing = |claim: &ClaimId| match claim.0 {
            0 => Standing::Agreed,
            _ => Standing::Disputed,
        };
        let shown: Vec<(String, String)> = rows(&SourceFile::new("r.txt", text), 20)
            .iter()
            .map(|row| {
                let marks = row.marks(&passages, standing);
                let under = row.under(&marks, 20, Ink::Black).unwrap_or_default().0;
                (row.painted(&marks, Ink::Black), under)
            })
            .collect();
        let expected = [
            ("The talks are on ", "    1============"),
            ("Thursday, nobody ", "2≠≠≠≠≠≠≠≠≠≠≠≠≠≠≠"),
            ("knows where.", ""),
        ];
        let expected = expected.map(|(row, under)| (row.to_owned(), under.to_owned()));
        assert_eq!(shown, expected);
    }
}
