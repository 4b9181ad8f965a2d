//! A text as sentences. Owns where texts are cut before they are looked at; what ends a sentence is
//! the work of the library `sentencex`, which knows abbreviations and quotations.

use std::ops::Range;

/// A paragraph of more bytes is looked at in pieces, since what ends a sentence is searched for over
/// all of a paragraph.
const PIECE: usize = 1 << 14;

/// The sentences of a text, in order, without the white space and the marks of lists before them: ranges of bytes, on
/// bounds of characters, that do not meet.
pub(crate) fn sentences(text: &str) -> Vec<Range<u32>> {
    let mut sentences = Vec::new();
    for piece in pieces(text) {
        let Some(part) = text.get(piece.clone()) else { continue };
        let mut at = 0;
        for found in sentencex::get_sentence_boundaries("en", part) {
            // Whatever the library makes of a text, sentences follow each other.
            let (start, end) = (found.start_byte.max(at), found.end_byte);
            let Some(sentence) = part.get(start..end) else { continue };
            at = end;
            let words = unmarked(sentence);
            let from = start + (sentence.len() - words.len());
            let to = from + words.trim_end().len();
            if from < to {
                sentences.extend(range(piece.start + from, piece.start + to));
            }
        }
    }
    sentences
}

/// A sentence from its first word on: without white space, and without what makes it a heading, an
/// item of a list or a quoted paragraph. The number of an item is no number that it tells.
fn unmarked(sentence: &str) -> &str {
    let is_mark = |c: char| c.is_whitespace() || "#>*+•-_|\u{feff}".contains(c);
    let rest = sentence.trim_start_matches(is_mark);
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let after = rest[digits..].strip_prefix(['.', ')']);
    match after.filter(|after| (1..=3).contains(&digits) && after.starts_with(' ')) {
        Some(item) => item.trim_start_matches(is_mark),
        // A sign before a number is part of it.
        None if digits > 0 => {
            let before = &sentence[..sentence.len() - rest.len()];
            let sign = before.chars().next_back().filter(|c| matches!(c, '-' | '+'));
            &sentence[before.len() - sign.map_or(0, char::len_utf8)..]
        }
        None => rest,
    }
}

fn range(from: usize, to: usize) -> Option<Range<u32>> {
    Some(u32::try_from(from).ok()?..u32::try_from(to).ok()?)
}

/// Paragraphs, which an empty line ends, and pieces of those that are long.
fn pieces(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = text.get(at..).filter(|rest| !rest.is_empty())?;
        let start = at;
        let end = paragraph(rest).unwrap_or(rest.len());
        at += if end <= PIECE { end } else { cut(rest) };
        Some(start..at)
    })
}

/// Where the first paragraph ends, with the empty lines after it; nothing, where all is one. Headings,
/// items of lists and rows of tables, as Markdown has them, are paragraphs too.
fn paragraph(text: &str) -> Option<usize> {
    let mut after = 0;
    let mut ended = false;
    for line in text.split_inclusive('\n') {
        let is_empty = line.trim().is_empty();
        if after > 0 && !is_empty && (ended || begins(line)) {
            return Some(after);
        }
        ended = is_empty || line.trim_start().starts_with(['#', '|']);
        after += line.len();
        // What is longer is cut anyway.
        if after > 2 * PIECE && !is_empty {
            return Some(after);
        }
    }
    None
}

/// Whether a line begins a paragraph, whatever stands before it.
fn begins(line: &str) -> bool {
    let line = line.trim_start();
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = &line[digits..];
    match digits {
        0 => {
            line.starts_with(['#', '|'])
                || ["- ", "* ", "+ ", "• "].iter().any(|it| line.starts_with(it))
        }
        1..=3 => rest.starts_with(". ") || rest.starts_with(") "),
        _ => false,
    }
}

/// Where to cut a long paragraph: behind the last white space of a piece, or where none is, at the
/// last bound of a character.
fn cut(text: &str) -> usize {
    let mut end = PIECE.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let piece = text.get(..end).unwrap_or_default();
    let space = piece.rfind(char::is_whitespace);
    let behind = |at: usize| at + piece[at..].chars().next().map_or(1, char::len_utf8);
    space.map_or(end, behind).max(1)
}

#[cfg(test)]
mod tests {
    use super::{PIECE, sentences};

    fn split(text: &str) -> Vec<&str> {
        let ranges = sentences(text);
        ranges.into_iter().map(|range| &text[range.start as usize..range.end as usize]).collect()
    }

    #[test]
    fn a_sentence_ends_where_a_reader_would_end_it() {
        assert_eq!(
            split("Mr. Lee met the U.S. envoy on Oct. 3. They spoke!\n\nA heading\n\nDone. "),
            ["Mr. Lee met the U.S. envoy on Oct. 3.", "They spoke!", "A heading", "Done."]
        );
        assert_eq!(
            split("He said: “It was good. Very good.” Then he\nleft."),
            ["He said: “It was good. Very good.”", "Then he\nleft."]
        );
        assert_eq!(split(" \n\n \r\n"), [""; 0]);
    }

    #[test]
    fn what_makes_a_list_or_a_heading_is_no_part_of_it() {
        assert_eq!(
            split("## What is known?\n\n3. The *first* step.\n- Done.\n\n> 12) So they say."),
            ["What is known?", "The *first* step.", "Done.", "So they say."]
        );
        assert_eq!(
            split("-3 degrees it was. 1990 was worse."),
            ["-3 degrees it was.", "1990 was worse."]
        );
        assert_eq!(
            split("\u{feff}# 2025 in review\n- 6 people hurt\n- nobody\nelse\n\n**9 left.**"),
            ["2025 in review", "6 people hurt", "nobody\nelse", "9 left."]
        );
        assert_eq!(
            split("| toll | 3 |\n| cost | -4 |\nSo it was."),
            ["toll | 3 |", "cost | -4 |", "So it was."]
        );
    }

    /// Long and odd texts are looked at in pieces: no word is lost, whatever they are.
    #[test]
    fn nothing_is_lost() {
        let odd = [
            "word ".repeat(PIECE),
            "ä".repeat(PIECE),
            "a. ".repeat(PIECE),
            "\u{3000}。\u{2029}x\u{85}".repeat(3_000),
            "“(".repeat(PIECE),
            "\r\n\r\nA.\rB.\u{b}C?".repeat(900),
            "1. a\n- b\n• c (1894) e.e. cummings [1].".repeat(400),
        ];
        for text in odd {
            let solid = |text: &str| -> String {
                text.chars().filter(|c| c.is_alphabetic() || "。“(".contains(*c)).collect()
            };
            assert_eq!(solid(&split(&text).join(" ")), solid(&text), "{:.30}", text);
            let ranges = sentences(&text);
            assert!(ranges.windows(2).all(|pair| pair[0].end <= pair[1].start));
        }
    }
}
