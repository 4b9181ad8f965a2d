//! Bytes as texts and as choices. Where there are no more, each choice is the first one, so that
//! every input means something and short ones mean little.

/// What terminals, markup and other programs would take for more than text.
const NASTY: [&str; 32] = [
    "\u{1b}[31m",
    "\u{1b}]8;;https://evil.example\u{7}x\u{1b}]8;;\u{7}",
    "\u{202e}txt.exe",
    "\u{2066}x\u{2069}",
    "a\u{200b}b\u{200f}c\u{61c}",
    "\u{9b}2J",
    "\u{7f}\u{0}\u{8}",
    "a\u{85}b\u{2028}c\u{2029}d",
    "\u{e0041}\u{e007f}",
    "\u{feff}a\u{fffe}\u{ffff}",
    "a\r\nb\rc\n",
    "]]>",
    "<script>alert(1)</script>",
    "</details></failure>",
    "&lt;b&gt; &#64;team",
    "\n::error::hello",
    "##[error]hello",
    "%0A%25",
    "| x | y |\n| --- | --- |",
    "`code` ``more``",
    "[link](https://evil.example)",
    "@team user@evil.example #12",
    "*a* _b_ **c** ~~d~~",
    "# heading\n- list\n> quote",
    "[x](1) \\[ {0} {{1}}",
    "\"quotes\" 'and' \\ backslash",
    "e\u{301}\u{323}\u{301}",
    "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}",
    "漢字かな交じり文",
    "שלום עולם",
    "\t  \u{a0}\u{3000} ",
    "99999999999999999999999999999999999999999",
];

/// Bytes that are being used up.
#[derive(Debug, Clone)]
pub(crate) struct Bytes<'b>(pub(crate) &'b [u8]);

impl Bytes<'_> {
    /// The next byte.
    pub(crate) fn byte(&mut self) -> u8 {
        match self.0.split_first() {
            Some((first, rest)) => {
                self.0 = rest;
                *first
            }
            None => 0,
        }
    }

    /// Whether all are used up.
    pub(crate) fn are_none(&self) -> bool {
        self.0.is_empty()
    }

    /// A number below another, which is at least one.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        usize::from(self.byte()) % end.max(1)
    }

    /// Whether something comes that is the case once in some times.
    pub(crate) fn once_in(&mut self, times: usize) -> bool {
        self.below(times) == times - 1
    }

    /// One of some words; none of no words.
    pub(crate) fn word<'w>(&mut self, words: &[&'w str]) -> &'w str {
        let at = self.below(words.len());
        words.get(at).copied().unwrap_or_default()
    }

    /// A text of up to 31 bytes, whatever they are, or one that has meant trouble somewhere.
    pub(crate) fn text(&mut self) -> String {
        match self.below(64) {
            short @ 0..32 => {
                let (text, rest) = self.0.split_at(short.min(self.0.len()));
                self.0 = rest;
                String::from_utf8_lossy(text).into_owned()
            }
            nasty => NASTY.get(nasty - 32).copied().unwrap_or_default().to_owned(),
        }
    }
}

/// Bytes as one text. What is not UTF-8 is replaced, so that no input is wasted.
pub(crate) fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Bytes as texts with a byte between them that no text has.
pub(crate) fn texts(bytes: &[u8]) -> impl Iterator<Item = String> {
    bytes.split(|byte| *byte == 0xff).map(text)
}
