//! The texts that a project is made of, and places in them. Owns line and column arithmetic;
//! never reads a file.

use std::sync::{Arc, OnceLock};

/// A text of the project, by its index in [`Sources`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A range of bytes in one text: 0-based, end exclusive, on character boundaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The text.
    pub file: FileId,
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The smallest span around this one and another of the same text.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { file: self.file, start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The empty span at the start of this one.
    #[must_use]
    pub const fn at_start(self) -> Self {
        Self { end: self.start, ..self }
    }
}

/// A line and a column as people count them: from 1, columns in Unicode scalar values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1, in Unicode scalar values; a byte order mark is no column.
    pub column: u32,
}

/// One text with its path.
#[derive(Debug, Clone)]
pub struct SourceFile {
    path: String,
    text: Arc<String>,
    /// Made when it is first asked for: most texts are never shown.
    lines: OnceLock<LineIndex>,
}

impl SourceFile {
    /// A text. `path` is relative to the project's root, with `/`.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { path: path.into(), lines: OnceLock::new(), text: Arc::new(text.into()) }
    }

    fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.text))
    }

    /// The path relative to the project's root, with `/`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The text as stored, byte order mark included.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The line and column of a byte. A byte past the end is at the end.
    pub fn position(&self, byte: u32) -> Position {
        self.lines().position(&self.text, byte as usize)
    }

    /// The bytes of a line (from 1) without its line break; empty past the last line.
    pub fn line_range(&self, line: u32) -> std::ops::Range<usize> {
        self.lines().range(&self.text, line as usize)
    }

    /// How many lines the text has; an empty text has one.
    pub fn line_count(&self) -> usize {
        self.lines().starts.len()
    }
}

/// All texts of a project.
#[derive(Debug, Clone, Default)]
pub struct Sources {
    /// Shared with the copies that are made where some of them change.
    files: Vec<Arc<SourceFile>>,
}

impl Sources {
    /// Adds a text and names it.
    ///
    /// # Panics
    ///
    /// Never in practice: a project of 2³² files does not fit in memory.
    pub fn add(&mut self, file: SourceFile) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(Arc::new(file));
        id
    }

    /// The same texts, but for one that now has another content under its path and id.
    pub(crate) fn replace(&mut self, id: FileId, text: String) {
        let file = &mut self.files[id.0 as usize];
        *file = Arc::new(SourceFile::new(file.path.clone(), text));
    }

    /// The text that an id names.
    ///
    /// # Panics
    ///
    /// Where the id was made by another `Sources`.
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// All texts with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (FileId, &SourceFile)> {
        (0..).map(FileId).zip(self.files.iter().map(Arc::as_ref))
    }

    /// The text of a span; empty where the span does not lie in its text.
    pub fn slice(&self, span: Span) -> &str {
        self.file(span.file).text().get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    /// Where a span starts, for people.
    pub fn start(&self, span: Span) -> Position {
        self.file(span.file).position(span.start)
    }

    /// Where a span ends, for people.
    pub fn end(&self, span: Span) -> Position {
        self.file(span.file).position(span.end)
    }
}

/// How many bytes lie between two counted places of a long text that is not ASCII.
const STRIDE: usize = 512;
/// Of lines of up to so many bytes, the characters are counted when a column is asked for.
const SHORT_LINE: usize = 4096;
const BYTE_ORDER_MARK: char = '\u{feff}';

/// Line starts, and character counts at regular distances where a line is long, so that a column
/// costs the same in a line of ten megabytes as in one of ten bytes.
#[derive(Debug, Clone)]
struct LineIndex {
    starts: Vec<u32>,
    /// Characters that start before each multiple of `STRIDE`; empty where no line is long.
    counts: Vec<u32>,
}

impl LineIndex {
    fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let after = |at: usize| u32::try_from(at + 1).unwrap_or(u32::MAX);
        let breaks = memchr::memchr2_iter(b'\n', b'\r', bytes)
            .filter(|&at| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'));
        let starts: Vec<u32> = std::iter::once(0).chain(breaks.map(after)).collect();
        let ends = starts[1..].iter().map(|end| *end as usize).chain([bytes.len()]);
        let mut lengths = starts.iter().zip(ends).map(|(start, end)| end - *start as usize);
        let is_short = lengths.all(|length| length <= SHORT_LINE);
        let counts = if is_short { Vec::new() } else { Self::counts(bytes) };
        Self { starts, counts }
    }

    fn counts(bytes: &[u8]) -> Vec<u32> {
        let mut total = 0;
        bytes
            .chunks(STRIDE)
            .map(|chunk| {
                let before = total;
                total += characters(chunk);
                before
            })
            .collect()
    }

    /// How many characters start between two bytes of a line.
    fn characters_between(&self, text: &str, start: usize, end: usize) -> u32 {
        if self.counts.is_empty() {
            return characters(&text.as_bytes()[start..end]);
        }
        let before = |byte: usize| {
            let chunk = (byte / STRIDE).min(self.counts.len() - 1);
            self.counts[chunk] + characters(&text.as_bytes()[chunk * STRIDE..byte])
        };
        before(end) - before(start)
    }

    fn position(&self, text: &str, byte: usize) -> Position {
        let byte = byte.min(text.len());
        let line = self.starts.partition_point(|&start| start as usize <= byte).max(1);
        let start = self.starts[line - 1] as usize;
        let mut column = self.characters_between(text, start, byte);
        if line == 1 && column > 0 && text.starts_with(BYTE_ORDER_MARK) {
            column -= 1;
        }
        Position { line: u32::try_from(line).unwrap_or(u32::MAX), column: column + 1 }
    }

    fn range(&self, text: &str, line: usize) -> std::ops::Range<usize> {
        let Some(&start) = line.checked_sub(1).and_then(|index| self.starts.get(index)) else {
            return text.len()..text.len();
        };
        let end = self.starts.get(line).map_or(text.len(), |&next| next as usize);
        let start = start as usize;
        start..start + text[start..end].trim_end_matches(['\n', '\r']).len()
    }
}

/// How many characters start in these bytes.
fn characters(bytes: &[u8]) -> u32 {
    let starts = bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count();
    u32::try_from(starts).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn at(text: &str, byte: u32, line: u32, column: u32) {
        assert_eq!(SourceFile::new("t", text).position(byte), Position { line, column });
    }

    #[test]
    fn columns_count_characters() {
        at("añb\ncd", 3, 1, 3);
        at("añb\ncd", 5, 2, 1);
        at(&"é\n".repeat(2000), 2999, 1000, 2);
    }

    #[test]
    fn every_line_break_counts_once() {
        at("a\r\nb\rc\nd", 3, 2, 1);
        at("a\r\nb\rc\nd", 5, 3, 1);
        at("a\r\nb\rc\nd", 7, 4, 1);
        assert_eq!(SourceFile::new("t", "a\r\nb").line_range(1), 0..1);
        assert_eq!(SourceFile::new("t", "a\r\nb").line_range(9), 4..4);
    }

    #[test]
    fn a_byte_order_mark_is_bytes_and_no_column() {
        at("\u{feff}ab", 0, 1, 1);
        at("\u{feff}ab", 3, 1, 1);
        at("\u{feff}ab", 4, 1, 2);
    }

    #[test]
    fn a_long_line_has_columns_at_its_end() {
        let text = "é".repeat(100_000);
        at(&text, 199_998, 1, 100_000);
    }
}
