//! The passage that a quote which is not found was probably taken from. Only ever a suggestion.
//!
//! Costs some 6 ms for every 64 bytes of quote and megabyte of report; the first [`MOST_READ`]
//! bytes of a quote are looked at. The caller decides how many quotes it asks for.

use std::borrow::Cow;
use std::ops::Range;

use super::chars::floor;
use super::fold::{FoldedText, fold};
use super::{diff, ellipsis, myers};

/// How many bytes of a quote are looked for, cut at a word.
const MOST_READ: usize = 512;

/// A passage is near enough to help if at most two in five of the quote's bytes are edits.
const NEAR: (usize, usize) = (2, 5);

/// A passage that is like a quote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nearest {
    /// Its bytes in the report, whole words.
    pub range: Range<usize>,
    /// The words in which it differs from the quote, in order. There are none where the quote's
    /// pieces all stand in the report, only not as it has them.
    pub differences: Vec<Difference>,
    /// The edits, in bytes and without regard to letter case, that lead from one to the other.
    pub distance: usize,
}

/// Words of a passage that are not those of the quote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    /// Their bytes in the report; empty where the passage lacks words of the quote.
    pub range: Range<usize>,
    /// What the quote has there; empty where it lacks words of the passage.
    pub expected: String,
}

/// The passage of a report that is most like a quote, if any is near enough to help. Of a quote
/// with words left out, the first piece that the report does not have is looked for.
///
/// ```
/// use claimcheck_core::text::{FoldedText, nearest};
///
/// let report = FoldedText::new("It was their first face to face meeting in six years.");
/// let found = nearest(&report, "first face-to-face meeting in 6 years").unwrap();
/// assert_eq!(found.range, 13..53);
/// assert_eq!(found.differences[0].expected, "face-to-face");
/// assert_eq!(nearest(&report, "an entirely different sentence"), None);
/// ```
#[must_use]
pub fn nearest(report: &FoldedText, quote: &str) -> Option<Nearest> {
    let quote = fold(quote);
    let pieces = ellipsis::pieces(&quote);
    let missing = pieces.iter().find(|piece| !report.as_str().contains(**piece));
    let longest = || pieces.iter().max_by_key(|piece| piece.len());
    let piece = beginning(missing.or_else(longest)?);
    let text = report.as_str();
    let (near, distance) = myers::nearest(lower(piece).as_bytes(), lower(text).as_bytes())?;
    if near.is_empty() || distance * NEAR.1 > piece.len() * NEAR.0 {
        return None;
    }
    let words = align(text, near);
    let passage = text.get(words.clone())?;
    let differences = diff::exact(passage, piece).into_iter().map(|change| Difference {
        range: report.original(change.a.start + words.start..change.a.end + words.start),
        expected: piece.get(change.b).unwrap_or_default().to_owned(),
    });
    let differences = differences.collect();
    Some(Nearest { range: report.original(words), differences, distance })
}

/// The whole words that a quote begins with, as far as it is looked at.
fn beginning(quote: &str) -> &str {
    if quote.len() <= MOST_READ {
        return quote;
    }
    let head = quote.get(..floor(quote, MOST_READ)).unwrap_or(quote);
    head.rsplit_once(' ').map_or(head, |(words, _)| words)
}

/// A text in lowercase, as long as it was: letters whose two cases differ in length stay.
fn lower(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return text.to_ascii_lowercase().into();
    }
    let lower = |c: char| {
        if c.is_ascii() {
            return c.to_ascii_lowercase();
        }
        let mut small = c.to_lowercase();
        let first = small.next().filter(|small| small.len_utf8() == c.len_utf8());
        first.filter(|_| small.next().is_none()).unwrap_or(c)
    };
    text.chars().map(lower).collect::<String>().into()
}

/// The whole words that a stretch of a folded text covers half or more of; all it touches, where
/// there are none.
fn align(text: &str, near: Range<usize>) -> Range<usize> {
    let word = |at: usize| word_at(text.as_bytes(), at);
    let (first, last) = (word(near.start), word(near.end.saturating_sub(1)));
    let start = if near.start - first.start > first.end.saturating_sub(near.start) {
        first.end + 1
    } else {
        first.start
    };
    let end = if last.end - near.end.min(last.end) > near.end.saturating_sub(last.start) {
        last.start.saturating_sub(1)
    } else {
        last.end
    };
    if start < end { start..end } else { first.start..last.end }
}

/// The word that a byte belongs to; a space belongs to neither side.
fn word_at(text: &[u8], at: usize) -> Range<usize> {
    let (before, after) = text.split_at_checked(at).unwrap_or((text, &[]));
    let start = before.iter().rposition(|&byte| byte == b' ').map_or(0, |space| space + 1);
    let len = after.iter().position(|&byte| byte == b' ').unwrap_or(after.len());
    start..at + len
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The passage, and its differences as `[passage|quote]`.
    #[track_caller]
    fn check(report: &str, quote: &str, expected: &str) {
        let found = nearest(&FoldedText::new(report), quote).unwrap();
        let mut shown = String::new();
        let mut at = found.range.start;
        for Difference { range, expected } in found.differences {
            shown +=
                &format!("{}[{}|{expected}]", &report[at..range.start], &report[range.clone()]);
            at = range.end;
        }
        shown += &report[at..found.range.end];
        assert_eq!(shown, expected);
    }

    #[test]
    fn words_that_differ_are_shown() {
        let report = "Mr **Trump** said that the “big\ndeal” was signed on Thursday in Busan.";
        check(
            report,
            "the big deal was signed on Friday",
            "the [“big\ndeal”|big deal] was signed on [Thursday|Friday]",
        );
        check(report, "trump said that the", "[Trump|trump]** said that the");
        check(report, "was signed today on Thursday", "was signed [|today]on Thursday");
        check(report, "Trump saidthat … was signed", "Trump** [said that|saidthat]");
        check(
            "ÄRGER IN ÖSTERREICH heute",
            "ärger in österreich",
            "[ÄRGER IN ÖSTERREICH|ärger in österreich]",
        );
    }

    #[test]
    fn pieces_out_of_order_have_no_differences() {
        check("was signed in Busan", "Busan … was signed", "was signed");
    }

    #[test]
    fn what_is_far_is_no_help() {
        for (report, quote) in
            [("the deal", "zzz"), ("", "deal"), ("the deal", ""), ("the deal", "…")]
        {
            assert_eq!(nearest(&FoldedText::new(report), quote), None, "{quote:?}");
        }
    }

    #[test]
    fn the_beginning_of_a_long_quote_is_enough() {
        let report: String = (0..500).map(|n| format!("word{n} ")).collect();
        let found =
            nearest(&FoldedText::new(&report), &report.replace("word3 ", "wort3 ")).unwrap();
        assert_eq!((found.range.start, found.distance, found.differences.len()), (0, 1, 1));
    }
}
