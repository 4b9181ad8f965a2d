//! What folding does to single characters. Knows nothing of their neighbours.

use unicode_normalization::char::{
    canonical_combining_class, decompose_canonical, is_combining_mark,
};
use unicode_normalization::{IsNormalized, is_nfc_quick};

/// The character that stands for `c` in a folded text: one kind of dash, two of quotation marks.
pub(super) const fn folded(c: char) -> char {
    match c {
        '‘' | '’' | '‚' | '‛' | '′' | '‹' | '›' | 'ʼ' => '\'',
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' => '"',
        '\u{2010}'..='\u{2015}'
        | '−'
        | '\u{2E3A}'
        | '\u{2E3B}'
        | '\u{FE58}'
        | '\u{FE63}'
        | '\u{FF0D}' => '-',
        _ => c,
    }
}

/// Whether folding drops `c`: what takes no room on the page (zero-width characters, marks of
/// writing direction, soft hyphens).
pub(super) const fn is_dropped(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{61C}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}'
    )
}

/// Whether NFC may compose or reorder `c` with what stands before it. Every other character
/// starts a stretch that is normalised by itself.
pub(super) fn joins_previous(c: char) -> bool {
    if is_settled(c) {
        return false;
    }
    let mut first = None;
    decompose_canonical(c, |part| first = first.or(Some(part)));
    first.is_some_and(|first| {
        canonical_combining_class(first) != 0
            || is_nfc_quick(std::iter::once(first)) == IsNormalized::Maybe
    })
}

/// Whether `c` is another character in NFC, or several.
pub(super) fn is_denormal(c: char) -> bool {
    !is_settled(c) && is_nfc_quick(std::iter::once(c)) == IsNormalized::No
}

/// Whether `c` is one of the many that never join what stands before them: Latin and Cyrillic
/// letters, punctuation, Han characters, Hangul syllables. Saves looking them up.
const fn is_settled(c: char) -> bool {
    matches!(
        c,
        '\0'..='\u{2FF}' | '\u{400}'..='\u{482}' | '\u{2010}'..='\u{2027}'
            | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}'
    )
}

/// Whether a reader sees `c` as part of the character before it, so that no quote ends there.
pub(super) fn continues(c: char) -> bool {
    !is_settled(c) && (is_combining_mark(c) || joins_previous(c))
}

/// Whether a byte of ASCII stands for itself whatever is around it. White space, the marks of
/// emphasis and the backslash do not.
pub(super) const fn is_plain(byte: u8) -> bool {
    byte < 0x80 && !matches!(byte, b'\t'..=b'\r' | b' ' | b'*' | b'_' | b'\\')
}

/// The last character boundary at or before `at`.
pub(super) fn floor(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
}

/// The first character boundary at or after `at`, or the end.
pub(super) fn ceil(text: &str, at: usize) -> usize {
    (at..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settled_characters_need_no_look() {
        for c in ('\0'..=char::MAX).filter(|&c| is_settled(c)) {
            let alone = is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes;
            assert!(alone && canonical_combining_class(c) == 0 && !is_combining_mark(c), "{c:?}");
        }
    }

    #[test]
    fn plain_bytes_are_those_that_nothing_else_is_asked_of() {
        for byte in 0..0x80 {
            let c = char::from(byte);
            let special = c.is_whitespace() || matches!(c, '*' | '_' | '\\');
            assert_eq!(is_plain(byte), !special, "{c:?}");
            assert!(folded(c) == c && !is_dropped(c) && !continues(c), "{c:?}");
        }
    }
}
