//! The words of a folded text: what two quotations and two texts are compared by. Owns what a word
//! is; does not compare words.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

/// The words of a folded text, where they stand and in lowercase: runs of letters and digits,
/// with apostrophes inside, and each sign that changes what is said (a currency, a percentage).
pub(crate) fn words(folded: &str) -> impl Iterator<Item = (Range<usize>, String)> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let rest = folded.get(at..)?;
        let start = at + rest.find(|c| is_letter(c) || is_sign(c))?;
        let len = word_len(folded.get(start..)?);
        at = start + len;
        Some((start..at, folded.get(start..at)?.to_lowercase()))
    })
}

/// The length of the word that a text begins with.
fn word_len(text: &str) -> usize {
    let mut characters = text.char_indices().peekable();
    let mut end = 0;
    while let Some((at, c)) = characters.next() {
        let inside = c == '\'' && characters.peek().is_some_and(|&(_, next)| is_letter(next));
        if at > 0 && !is_letter(c) && !inside {
            break;
        }
        end = at + c.len_utf8();
        if is_sign(c) {
            break;
        }
    }
    end
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

fn is_sign(c: char) -> bool {
    matches!(
        c,
        '$' | '%' | '+' | '=' | '<' | '>' | '&' | '£' | '¥' | '°' | '‰' | '\u{20A0}'..='\u{20CF}'
    )
}
