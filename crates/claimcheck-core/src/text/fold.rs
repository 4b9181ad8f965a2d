//! The folded form of a text, in which wordings are compared, and the way back to its bytes.
//! Owns the rules of folding; never folds case.
//!
//! A run of white space is one space, and none at the ends; quotation marks and dashes are of one
//! kind each; what takes no room is dropped, as are marks of Markdown emphasis; the rest is NFC.
//! A backslash before `*` or `_` is dropped and keeps the mark: only there, folding twice is more
//! than folding once.

use std::borrow::Cow;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::chars::{
    ceil, continues, floor, folded, is_denormal, is_dropped, is_plain, joins_previous,
};
use super::emphasis;
use super::map::Map;

/// How many combining marks are passed over in search of the letter that carries them.
const MOST_MARKS: usize = 64;

/// A text in its folded form, with the bytes that each part of it comes from.
#[derive(Debug, Clone)]
pub struct FoldedText {
    folded: String,
    map: Map,
    paragraphs: Vec<u32>,
}

impl FoldedText {
    /// Folds a text of up to 4 GiB.
    ///
    /// ```
    /// use claimcheck_core::text::FoldedText;
    ///
    /// let report = FoldedText::new("the **first\nmeeting**");
    /// assert_eq!(report.as_str(), "the first meeting");
    /// assert_eq!(report.original(4..9), 6..11);
    /// ```
    #[must_use]
    pub fn new(text: &str) -> Self {
        // What is folded is hardly ever longer.
        Folder { text, out: String::with_capacity(text.len()), ..Folder::default() }.run()
    }

    /// The folded form.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.folded
    }

    /// The original bytes of a part of the folded form, from the first of its first character to
    /// the last of its last one. What was dropped at its edges is left out; a character composed
    /// of several is whole. A part that cuts a character has all of it.
    #[must_use]
    pub fn original(&self, part: Range<usize>) -> Range<usize> {
        let start = floor(&self.folded, part.start);
        let end = ceil(&self.folded, part.end);
        self.map.original(start..end.max(start))
    }

    /// Where in the folded form paragraphs end, in order: each is the place of the space that
    /// stands for a blank line.
    #[must_use]
    pub fn paragraphs(&self) -> &[u32] {
        &self.paragraphs
    }

    /// The place in the folded form of what stands at or after a byte of the original.
    pub(super) fn folded_at(&self, original: usize) -> usize {
        self.map.folded(original, self.folded.len())
    }

    /// Where the paragraph that holds `at` ends.
    pub(super) fn paragraph_end(&self, at: usize) -> usize {
        let next = self.paragraphs.partition_point(|&end| (end as usize) < at);
        self.paragraphs.get(next).map_or(self.folded.len(), |&end| end as usize)
    }

    /// Where the paragraph before `at` ends, if there is one.
    pub(super) fn break_before(&self, at: usize) -> Option<usize> {
        let next = self.paragraphs.partition_point(|&end| (end as usize) < at);
        next.checked_sub(1).and_then(|last| self.paragraphs.get(last)).map(|&end| end as usize)
    }

    /// Whether a reader sees a character begin (or the text end) at `at`.
    pub(super) fn is_seam(&self, at: usize) -> bool {
        match self.folded.as_bytes().get(at) {
            Some(byte) if byte.is_ascii() => true,
            _ => {
                let rest = self.folded.get(at..);
                rest.is_some_and(|rest| !rest.chars().next().is_some_and(continues))
            }
        }
    }
}

#[cfg(test)]
impl FoldedText {
    /// How many runs the map has: what it costs.
    pub(super) fn runs(&self) -> usize {
        self.map.len()
    }
}

/// The folded form of a short text, such as a value or a name.
///
/// ```
/// assert_eq!(claimcheck_core::text::fold("  “Deal” –\n_done_"), "\"Deal\" - done");
/// ```
#[must_use]
pub fn fold(text: &str) -> String {
    FoldedText::new(text).folded
}

/// The folded form of a short text, which is mostly the text itself.
#[must_use]
pub fn in_folded_form(text: &str) -> Cow<'_, str> {
    if plain_len(text.as_bytes()) == text.len() && !text.starts_with(' ') {
        return Cow::Borrowed(text);
    }
    Cow::Owned(fold(text))
}

/// A text on its way into its folded form.
#[derive(Default)]
struct Folder<'a> {
    text: &'a str,
    /// How much of `text` has been read.
    at: usize,
    out: String,
    map: Map,
    paragraphs: Vec<u32>,
    /// The end of what has been read, where it may still compose with what follows.
    cluster: Option<Cluster>,
}

/// Characters that NFC looks at together, and the bytes they come from.
struct Cluster {
    characters: String,
    from: Range<usize>,
}

impl<'a> Folder<'a> {
    fn run(mut self) -> FoldedText {
        while self.at < self.text.len() {
            self.step();
        }
        self.close();
        if self.out.ends_with(' ') {
            self.out.pop();
            self.map.truncate(self.out.len());
            self.paragraphs.pop_if(|end| *end as usize >= self.out.len());
        }
        FoldedText { folded: self.out, map: self.map, paragraphs: self.paragraphs }
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn step(&mut self) {
        let bytes = self.rest().as_bytes();
        let plain = if self.is_empty() { 0 } else { plain_len(bytes) };
        if plain > 0 {
            return self.copy(plain);
        }
        // Most of what is not plain ends a line within a paragraph.
        if let [b'\n', next, ..] = bytes
            && PLAIN[usize::from(*next)]
            && !self.is_empty()
        {
            return self.replace(1, ' ');
        }
        match self.rest().chars().next() {
            None => self.at = self.text.len(),
            Some(c) if c.is_whitespace() => self.white_space(),
            Some(c) if is_dropped(c) => self.at += c.len_utf8(),
            Some(c) if emphasis::is_delimiter(c) => self.delimiters(),
            Some('\\') => self.backslash(),
            Some(c) => self.character(c),
        }
    }

    fn is_empty(&self) -> bool {
        self.out.is_empty() && self.cluster.is_none()
    }

    /// Takes bytes as they are.
    fn copy(&mut self, len: usize) {
        self.close();
        self.map.one_to_one(self.out.len(), self.at);
        self.out.push_str(self.rest().get(..len).unwrap_or_default());
        self.at += len;
    }

    /// Puts one character in the place of the next bytes.
    fn replace(&mut self, len: usize, with: char) {
        self.close();
        if len == with.len_utf8() {
            self.map.one_to_one(self.out.len(), self.at);
        } else {
            self.map.whole(self.out.len(), self.at..self.at + len);
        }
        self.out.push(with);
        self.at += len;
    }

    fn character(&mut self, c: char) {
        if joins_previous(c) {
            self.join(c);
        } else if is_denormal(c) {
            self.close();
            self.cluster = Some(Cluster { characters: String::new(), from: self.at..self.at });
            self.join(c);
        } else {
            self.replace(c.len_utf8(), folded(c));
        }
    }

    /// Takes a character that may compose with the last one.
    fn join(&mut self, c: char) {
        let mut cluster = self.cluster.take().unwrap_or_else(|| self.reopen());
        self.at += c.len_utf8();
        cluster.characters.push(c);
        cluster.from.end = self.at;
        self.cluster = Some(cluster);
    }

    fn reopen(&mut self) -> Cluster {
        let Some(last) = self.out.pop() else {
            return Cluster { characters: String::new(), from: self.at..self.at };
        };
        let from = self.map.original(self.out.len()..self.out.len() + last.len_utf8());
        self.map.truncate(self.out.len());
        Cluster { characters: last.into(), from }
    }

    fn close(&mut self) {
        if let Some(cluster) = self.cluster.take() {
            self.map.whole(self.out.len(), cluster.from);
            self.out.extend(cluster.characters.nfc());
        }
    }

    fn white_space(&mut self) {
        let run = length(self.rest(), |c| c.is_whitespace() || is_dropped(c));
        let run = self.rest().get(..run).unwrap_or_default();
        let space = run.trim_end_matches(is_dropped);
        let next = self.at + run.len();
        if !self.is_empty() {
            self.replace(space.len(), ' ');
            if is_blank_line(space) {
                self.paragraphs.push(u32::try_from(self.out.len() - 1).unwrap_or(u32::MAX));
            }
        }
        self.at = next;
    }

    fn delimiters(&mut self) {
        let len = length(self.rest(), |c| emphasis::is_delimiter(c) || is_dropped(c));
        let (run, rest) = self.rest().split_at_checked(len).unwrap_or_default();
        if emphasis::is_marker(run, self.last_base(), rest.chars().next().map(folded)) {
            self.at += len;
            return;
        }
        for c in run.chars() {
            if is_dropped(c) {
                self.at += c.len_utf8();
            } else {
                self.character(c);
            }
        }
    }

    /// The last character read, without the marks that it carries.
    fn last_base(&self) -> Option<char> {
        let end = self.cluster.as_ref().map_or(&self.out, |cluster| &cluster.characters);
        let last = end.chars().rev().take(MOST_MARKS).find(|&c| !is_combining_mark(c));
        last.or_else(|| end.chars().next_back())
    }

    fn backslash(&mut self) {
        match self.rest().chars().nth(1) {
            Some(c) if emphasis::is_delimiter(c) => self.replace(2, c),
            Some('\\') => self.copy(2),
            _ => self.copy(1),
        }
    }
}

/// Which bytes [`is_plain`].
static PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut byte = 0;
    while byte < 128 {
        plain[byte as usize] = is_plain(byte);
        byte += 1;
    }
    plain
};

/// How many bytes are looked at together: as many as one instruction takes.
const BLOCK: usize = 16;

/// How many bytes stand for themselves: plain ones, and single spaces between them. A space stands for
/// itself only where something plain follows.
fn plain_len(bytes: &[u8]) -> usize {
    let plain = |at: usize| bytes.get(at).is_some_and(|&byte| PLAIN[usize::from(byte)]);
    let mut at = 0;
    while let Some((block, [next, ..])) = bytes.get(at..).and_then(<[u8]>::split_first_chunk) {
        match first_flaw(block, *next) {
            Some(flaw) => return at + flaw,
            None => at += BLOCK,
        }
    }
    loop {
        while plain(at) {
            at += 1;
        }
        if bytes.get(at) != Some(&b' ') || !plain(at + 1) {
            return at;
        }
        at += 2;
    }
}

/// The first byte of a block that does not stand for itself, where `next` follows it. Nothing in it
/// depends on what a byte is, so that all of them are looked at at once.
#[expect(clippy::needless_bitwise_bool, reason = "with branches no block is looked at at once")]
fn first_flaw(block: &[u8; BLOCK], next: u8) -> Option<usize> {
    let is_special = |byte: u8| {
        let mark = (byte == b'*') | (byte == b'_') | (byte == b'\\');
        (byte >= 0x80) | (byte.wrapping_sub(b'\t') < 5) | mark
    };
    let mut following = [next; BLOCK];
    following[..BLOCK - 1].copy_from_slice(&block[1..]);
    let mut flaws = [0; BLOCK];
    for ((flaw, &byte), next) in flaws.iter_mut().zip(block).zip(following) {
        let ends = (byte == b' ') & ((next == b' ') | is_special(next));
        *flaw = u8::from(is_special(byte) | ends);
    }
    let flaws = u128::from_le_bytes(flaws);
    (flaws != 0).then(|| flaws.trailing_zeros() as usize / 8)
}

/// The length in bytes of the longest prefix of characters that pass.
fn length(text: &str, passes: impl Fn(char) -> bool) -> usize {
    text.find(|c| !passes(c)).unwrap_or(text.len())
}

/// Whether white space holds two line breaks, or a paragraph separator.
fn is_blank_line(space: &str) -> bool {
    let mut breaks = 0;
    let mut previous = ' ';
    for c in space.chars() {
        breaks += match c {
            '\n' if previous == '\r' => 0,
            '\n' | '\r' | '\u{85}' | '\u{2028}' => 1,
            '\u{2029}' => 2,
            _ => 0,
        };
        previous = c;
    }
    breaks >= 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(fold(text), expected, "{text:?}");
    }

    #[test]
    fn white_space_is_one_space() {
        check("a b\tc\nd\r\ne  f\u{A0}g\u{202F}h\u{3000}i", "a b c d e f g h i");
        check(" \n a \u{200B} b \n", "a b");
        check("", "");
        check(" \u{FEFF}\n", "");
    }

    #[test]
    fn marks_are_of_one_kind() {
        check("‘a’ ‚b‛ c′ ‹d› eʼs", "'a' 'b' c' 'd' e's");
        check("“a” „b‟ «c» 5″", "\"a\" \"b\" \"c\" 5\"");
        check("a‐b‑c‒d–e—f―g−h", "a-b-c-d-e-f-g-h");
    }

    #[test]
    fn what_takes_no_room_is_dropped() {
        check(
            "\u{FEFF}co\u{AD}op\u{200B}er\u{200D}a\u{2060}te\u{200E}\u{202A}d\u{2069}",
            "cooperated",
        );
    }

    #[test]
    fn composition_is_canonical() {
        check("cafe\u{301}", "café");
        check("cafe\u{200B}\u{301}", "café");
        check("q\u{307}\u{323}", "q\u{323}\u{307}");
        check("\u{1112}\u{1161}\u{11AB}", "한");
        check("\u{301}a \u{301}", "\u{301}a \u{301}");
        check("a\u{2F800}\u{958}", "a\u{4E3D}\u{915}\u{93C}");
        check("\u{212B}ngstr\u{F6}m", "Ångström");
    }

    #[test]
    fn emphasis_is_dropped() {
        check("a **first *meeting*** _in_ __six__ years", "a first meeting in six years");
        check("**first meeting", "first meeting");
        check("first* meeting", "first meeting");
        check("un*frigging*believable", "unfriggingbelievable");
        check("*“deal”*, _(so)_.", "\"deal\", (so).");
    }

    #[test]
    fn other_asterisks_and_underscores_stay() {
        check("snake_case * b _ 2*3 2**3", "snake_case * b _ 2*3 2**3");
        check("* item\n* item", "* item * item");
        check(r"\*a\* \_b\_ \\ \n", r"*a* _b_ \\ \n");
        check("Deal DEAL", "Deal DEAL");
    }

    #[test]
    fn blank_lines_end_paragraphs() {
        for (text, expected) in [
            ("a\nb", &[][..]),
            ("a\n\nb\n \t\nc", &[1, 3]),
            ("a\r\nb", &[]),
            ("a\r\n\r\nb\r\rc", &[1, 3]),
            ("\n\na\n\n", &[]),
            ("a\u{2029}b", &[1]),
        ] {
            assert_eq!(FoldedText::new(text).paragraphs(), expected, "{text:?}");
        }
    }

    /// Finds `part` in the folded form and checks that it comes from `expected`.
    #[track_caller]
    fn check_origin(text: &str, part: &str, expected: &str) {
        let folded = FoldedText::new(text);
        let start = folded.as_str().find(part).unwrap();
        assert_eq!(&text[folded.original(start..start + part.len())], expected);
    }

    #[test]
    fn parts_come_from_the_tightest_bytes() {
        check_origin("the **deal** is", "deal", "deal");
        check_origin("the **deal** is", "the deal", "the **deal");
        check_origin("a\u{AD}b\u{AD}c", "b", "b");
        check_origin("cafe\u{301}s", "café", "cafe\u{301}");
        check_origin("xq\u{307}\u{323}y", "q", "q\u{307}\u{323}");
        check_origin("say “yes”  now", "\"yes\" n", "“yes”  n");
        check_origin(r"a \*b", "*b", r"\*b");
    }

    #[test]
    fn ordinary_prose_needs_few_runs() {
        let folded = FoldedText::new(&"Plain words,\non single lines, cost nothing.\n".repeat(100));
        assert_eq!(folded.runs(), 1);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn what_is_plain_is_the_same_in_blocks_and_byte_by_byte(
            text in r"([a-f]{0,20}|[a-f ]|[ \*_\n\t\\é]){0,24}"
        ) {
            let bytes = text.as_bytes();
            let stands = |at: usize| is_plain(bytes[at]) || bytes[at] == b' ' && at + 1 < bytes.len() && is_plain(bytes[at + 1]);
            let first = (0..bytes.len()).find(|at| !stands(*at)).unwrap_or(bytes.len());
            prop_assert_eq!(plain_len(bytes), first);
        }

        #[test]
        fn folding_is_idempotent(text in r#"([a-c0-9 *_\n\r=;“"'ʼ—\u{301}\u{338}\u{323}\u{200B}\u{AD}é…]|[^\\]){0,24}"#) {
            let once = fold(&text);
            prop_assert_eq!(fold(&once), once);
        }

        #[test]
        fn every_part_has_an_origin(text in r"([a-c *_\\\n\u{301}\u{323}\u{200B}é“]|.){0,24}", cut in 0..40_usize) {
            let folded = FoldedText::new(&text);
            let cut = cut.min(folded.as_str().len());
            for part in [0..cut, cut..folded.as_str().len()] {
                prop_assert!(text.get(folded.original(part)).is_some());
            }
            let whole = folded.original(0..folded.as_str().len());
            prop_assert!(!text[whole.end..].chars().any(char::is_alphanumeric));
            prop_assert!(!text[..whole.start].chars().any(char::is_alphanumeric));
        }
    }
}
