//! Which runs of `*` and `_` are Markdown emphasis. Decides from the two neighbours alone, so that
//! a quote cut anywhere folds as the report around it does; never looks for the other end.
//!
//! Source of the definition: `CommonMark` 0.31, “Emphasis and strong emphasis”. A run that could
//! open or close emphasis there counts, paired or not.

use unicode_normalization::char::is_combining_mark;

/// Whether `c` may be part of a mark of emphasis.
pub(super) const fn is_delimiter(c: char) -> bool {
    matches!(c, '*' | '_')
}

/// Whether a run of delimiters is emphasis, given the characters before and after it (`None` at
/// an end of the text). It is not between white space (a bullet, a rule), nor where it consists
/// of `_` within a word (`snake_case`), nor between digits, where `*` multiplies.
pub(super) fn is_marker(run: &str, before: Option<char>, after: Option<char>) -> bool {
    let both = |test: fn(Option<char>) -> bool| test(before) && test(after);
    if both(is_space) {
        return false;
    }
    if run.contains('*') { !both(is_digit) } else { !both(is_word) }
}

fn is_space(c: Option<char>) -> bool {
    c.is_none_or(char::is_whitespace)
}

fn is_digit(c: Option<char>) -> bool {
    c.is_some_and(char::is_numeric)
}

fn is_word(c: Option<char>) -> bool {
    c.is_some_and(|c| c.is_alphanumeric() && !is_combining_mark(c))
}
