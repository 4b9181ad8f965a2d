//! Texts of reports and claims are untrusted: nothing in them may steer a terminal.

use std::borrow::Cow;

use claimcheck_core::text::is_steering;
use unicode_width::{UnicodeWidthChar as _, UnicodeWidthStr as _};

/// What a character that could steer a terminal is shown as.
const SHOWN_AS: char = '\u{fffd}';

/// So many marks without a width may follow each other: no script has letters with more.
pub(crate) const MOST_MARKS: usize = 16;

/// A text without control characters and bidirectional overrides, on one line.
///
/// Line breaks and tabs become spaces; all else that a terminal would obey rather than show is
/// replaced. Of marks that are heaped on one letter, only the first are kept.
pub(crate) fn clean(text: &str) -> Cow<'_, str> {
    match unsteered(text) {
        Cow::Borrowed(text) => unheaped(text),
        Cow::Owned(text) => Cow::Owned(unheaped(&text).into_owned()),
    }
}

/// A cleaned text in so many columns, with an ellipsis where it is longer.
pub(crate) fn within(text: &str, columns: usize) -> String {
    let text = clean(text);
    if text.width() <= columns {
        return text.into_owned();
    }
    let mut used = 1;
    let kept = text.chars().take_while(|c| {
        used += c.width().unwrap_or(0);
        used <= columns
    });
    kept.chain(['…']).collect()
}

fn unheaped(text: &str) -> Cow<'_, str> {
    let mut marks = 0;
    let mut is_heaped = |c: char| {
        marks = if c.width() == Some(0) { marks + 1 } else { 0 };
        marks > MOST_MARKS
    };
    if text.is_ascii() || !text.contains(&mut is_heaped) {
        return Cow::Borrowed(text);
    }
    marks = 0;
    let kept = text.chars().filter(|c| {
        marks = if c.width() == Some(0) { marks + 1 } else { 0 };
        marks <= MOST_MARKS
    });
    Cow::Owned(kept.collect())
}

fn unsteered(text: &str) -> Cow<'_, str> {
    if !text.contains(is_steering) {
        return Cow::Borrowed(text);
    }
    let show = |c: char| match c {
        '\n' | '\r' | '\t' => ' ',
        c if is_steering(c) => SHOWN_AS,
        c => c,
    };
    Cow::Owned(text.chars().map(show).collect())
}

#[cfg(test)]
mod tests {
    use super::{clean, within};

    #[test]
    fn what_steers_a_terminal_is_shown_and_not_obeyed() {
        assert_eq!(clean("a\u{1b}[31mb"), "a\u{fffd}[31mb");
        assert_eq!(clean("a\u{202e}b\u{9b}c"), "a\u{fffd}b\u{fffd}c");
        assert_eq!(clean("a\n\tb"), "a  b");
        assert_eq!(clean("Łódź – “ok”"), "Łódź – “ok”");
    }

    #[test]
    fn what_is_too_wide_is_cut_by_columns() {
        assert_eq!(within("a\nb", 3), "a b");
        assert_eq!(within("日本語", 6), "日本語");
        assert_eq!(within("日本語", 5), "日本…");
        assert_eq!(within("日本語", 4), "日…");
        assert_eq!(within("abc", 1), "…");
    }

    #[test]
    fn marks_are_not_heaped_up() {
        let heap = |count| format!("e{}x", "\u{301}".repeat(count));
        assert_eq!(clean(&heap(16)), heap(16));
        assert_eq!(clean(&heap(100_000)), heap(16));
    }
}
