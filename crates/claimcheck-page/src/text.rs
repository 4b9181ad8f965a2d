//! Untrusted texts, made fit to be shown: what would steer rather than be read is replaced, a text
//! that is too long for a page is cut around its passages, and places are counted as scripts count.
//! Escapes nothing: that is the work of what writes markup.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

/// What a character that would steer is shown as.
const SHOWN_AS: char = '\u{fffd}';
/// A text of up to so many bytes is shown whole.
const WHOLE: usize = 400_000;
/// How many bytes on each side of a passage are shown of a longer one.
const AROUND: usize = 2_000;

/// A text without what would steer a page or a terminal: control characters, and what overrides the
/// direction of other texts; and without what is no character. Line breaks stay, and so do the marks
/// that right-to-left texts need.
pub fn clean(text: &str) -> Cow<'_, str> {
    if !text.contains(|c| is_unfit(c) || c == '\r') {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    push_clean(&mut shown, text);
    Cow::Owned(shown)
}

/// A cleaned text on one line, of at most so many characters.
pub fn line(text: &str, most: usize) -> String {
    let start: String = text.chars().take(most.saturating_mul(4)).collect();
    let cleaned = clean(&start).split_whitespace().collect::<Vec<_>>().join(" ");
    if cleaned.chars().count() <= most && start.len() == text.len() {
        return cleaned;
    }
    cleaned.chars().take(most.saturating_sub(1)).chain(['…']).collect()
}

fn push_clean(shown: &mut String, text: &str) {
    let mut characters = text.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '\r' if characters.peek() == Some(&'\n') => {}
            '\r' => shown.push('\n'),
            c if is_unfit(c) => shown.push(SHOWN_AS),
            c => shown.push(c),
        }
    }
}

fn is_unfit(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\r' | '\t'))
        // Embeddings, overrides and isolates, and the tags that hide text.
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{e0000}'..='\u{e007f}')
        // What Unicode calls noncharacters: HTML may not hold them.
        || matches!(c, '\u{fdd0}'..='\u{fdef}')
        || u32::from(c) & 0xfffe == 0xfffe
}

/// A text as a page shows it, and where its places have gone.
#[derive(Debug)]
pub struct Shown {
    /// The text, cleaned.
    pub text: String,
    /// How many characters of it are left out.
    pub left_out: usize,
    /// For each byte that was asked for, its place in the shown text, in UTF-16 code units.
    places: BTreeMap<u32, usize>,
}

impl Shown {
    /// Shows a text, and finds out where some passages of it stand in what is shown.
    pub fn new(text: &str, passages: &[Range<u32>]) -> Self {
        let mut asked: Vec<u32> = passages.iter().flat_map(|span| [span.start, span.end]).collect();
        asked.sort_unstable();
        asked.dedup();
        let mut shown = Self { text: String::new(), left_out: 0, places: BTreeMap::new() };
        let (mut units, mut before) = (0, 0);
        for part in kept(text, passages) {
            let skipped =
                text.get(before..part.start).unwrap_or_default().trim_start_matches('\u{feff}');
            units += shown.skip(skipped);
            before = part.end;
            let inside = asked
                .iter()
                .copied()
                .filter(|byte| part.start <= *byte as usize && *byte as usize <= part.end);
            let mut at = part.start;
            for byte in inside.map(|byte| byte as usize).chain([part.end]) {
                units += shown.push(text.get(at..byte).unwrap_or_default());
                at = byte;
                shown.places.insert(u32::try_from(byte).unwrap_or(u32::MAX), units);
            }
        }
        let _ = shown.skip(text.get(before..).unwrap_or_default());
        shown
    }

    /// Where a byte that was asked for stands, in UTF-16 code units.
    pub fn place(&self, byte: u32) -> Option<usize> {
        self.places.get(&byte).copied()
    }

    fn push(&mut self, text: &str) -> usize {
        let start = self.text.len();
        push_clean(&mut self.text, text);
        self.text[start..].encode_utf16().count()
    }

    /// Says that something is left out, where anything is.
    fn skip(&mut self, text: &str) -> usize {
        if text.is_empty() {
            return 0;
        }
        let characters = text.chars().count();
        self.left_out += characters;
        self.push(&format!("\n\n[… {characters} characters are not shown here …]\n\n"))
    }
}

/// The parts of a text that are shown: all of it, or its beginning and what surrounds its passages.
fn kept(text: &str, passages: &[Range<u32>]) -> Vec<Range<usize>> {
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    if text.len() <= WHOLE {
        return std::iter::once(start..text.len()).collect();
    }
    let down = |mut at: usize| {
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        at.max(start)
    };
    let near = |span: &Range<u32>| {
        let (from, to) = (span.start as usize, span.end as usize);
        down(from.saturating_sub(AROUND))..down((to + AROUND).min(text.len()))
    };
    let mut parts: Vec<Range<usize>> = passages.iter().map(near).collect();
    parts.push(start..down(AROUND));
    parts.sort_by_key(|part| part.start);
    let mut kept: Vec<Range<usize>> = Vec::new();
    for part in parts {
        match kept.last_mut() {
            Some(last) if part.start <= last.end => last.end = last.end.max(part.end),
            _ => kept.push(part),
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::{Shown, clean, line};

    #[test]
    fn what_steers_is_replaced_and_lines_stay() {
        assert_eq!(
            clean("a\u{1b}[31m\u{202e}b\r\nc\rd\te\0"),
            "a\u{fffd}[31m\u{fffd}b\nc\nd\te\u{fffd}"
        );
        assert_eq!(clean("\u{200f}שלום\u{200e}"), "\u{200f}שלום\u{200e}");
        assert_eq!(
            clean("a\u{fffe}b\u{1ffff}\u{fdd0}\u{fffd}"),
            "a\u{fffd}b\u{fffd}\u{fffd}\u{fffd}"
        );
        assert_eq!(line("a\n  b\u{85}", 9), "a b\u{fffd}");
        assert_eq!(line("abcdef", 4), "abc…");
    }

    #[test]
    fn places_are_counted_as_a_script_counts_them() {
        let text = "\u{feff}é\r\n😀 here\u{e0041}!";
        let at =
            |needle: &str| u32::try_from(text.find(needle).expect("it is there")).expect("small");
        let span = at("here")..at("!");
        let shown = Shown::new(text, std::slice::from_ref(&span));
        let units: Vec<u16> = shown.text.encode_utf16().collect();
        let (start, end) =
            (shown.place(span.start).expect("asked"), shown.place(span.end).expect("asked"));
        assert_eq!(String::from_utf16_lossy(&units[start..end]), "here\u{fffd}");
        assert_eq!(shown.text, "é\n😀 here\u{fffd}!");
        assert_eq!(shown.left_out, 0);
    }

    #[test]
    fn of_a_long_text_the_passages_stay_and_the_rest_is_counted() {
        let text = format!("start {} NEEDLE {}", "ä ".repeat(300_000), "b".repeat(10));
        let from = u32::try_from(text.find("NEEDLE").expect("it is there")).expect("small");
        let passage = from..from + 6;
        let shown = Shown::new(&text, std::slice::from_ref(&passage));
        let units: Vec<u16> = shown.text.encode_utf16().collect();
        let (start, end) =
            (shown.place(from).expect("asked"), shown.place(from + 6).expect("asked"));
        assert_eq!(String::from_utf16_lossy(&units[start..end]), "NEEDLE");
        assert!(shown.text.len() < 10_000 && shown.text.starts_with("start "));
        assert!(
            shown.text.contains(&format!("[… {} characters are not shown here …]", shown.left_out))
        );
    }
}
