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
        self.lines().range(&self.text, line)
    }

    /// The bytes of each line, in order, without its line break; an empty text has one line.
    pub fn line_ranges(&self) -> impl Iterator<Item = std::ops::Range<usize>> {
        let text = self.text();
        let ends = breaks(text.as_bytes(), 0, text.len()).map(|at| at + 1);
        let mut start = 0;
        ends.chain([text.len()]).map(move |end| {
            let line = without_break(text, start, end);
            start = end;
            line
        })
    }

    /// How many lines the text has; an empty text has one.
    pub fn line_count(&self) -> usize {
        self.lines().total as usize
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

    /// The text that an id names.
    ///
    /// # Panics
    ///
    /// Where the id was made by another `Sources`.
    pub fn file(&self, id: FileId) -> &SourceFile {
        &self.files[id.0 as usize]
    }

    /// The text that an id names here, where there is one.
    pub fn get(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get(id.0 as usize).map(Arc::as_ref)
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

/// How many bytes lie between two places up to which lines are counted, and characters where a line
/// is long.
const STRIDE: usize = 1024;
/// Of a line that begins and ends within so many strides, the characters are counted when a column is
/// asked for.
const SHORT_LINE: usize = 4;
const BYTE_ORDER_MARK: char = '\u{feff}';

/// Counts at regular distances: of lines, and of characters where a line is long. A line and a column
/// cost the same in a line of ten megabytes as in one of ten bytes, and a text of which few places are
/// shown is gone over once, to count.
#[derive(Debug, Clone)]
struct LineIndex {
    /// The line of the byte at each multiple of `STRIDE`.
    lines: Vec<u32>,
    /// Characters that start before each multiple of `STRIDE`; empty where no line is long.
    counts: Vec<u32>,
    /// How many lines there are.
    total: u32,
}

impl LineIndex {
    fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let has_returns = memchr::memchr(b'\r', bytes).is_some();
        let mut lines = Vec::with_capacity(bytes.len() / STRIDE + 1);
        let mut total = 1;
        for start in (0..=bytes.len()).step_by(STRIDE) {
            lines.push(total);
            let end = bytes.len().min(start + STRIDE);
            let ended = match has_returns {
                true => breaks(bytes, start, end).count(),
                false => memchr::memchr_iter(b'\n', &bytes[start..end]).count(),
            };
            total += u32::try_from(ended).unwrap_or(u32::MAX);
        }
        let is_long = lines.windows(SHORT_LINE + 1).any(|near| near[0] == near[SHORT_LINE]);
        let counts = if is_long { Self::counts(bytes) } else { Vec::new() };
        Self { lines, counts, total }
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
        let near = byte / STRIDE;
        let more = breaks(text.as_bytes(), near * STRIDE, byte).count();
        let line = self.lines[near] + u32::try_from(more).unwrap_or(u32::MAX);
        let start = self.start(text, line).unwrap_or_default();
        let mut column = self.characters_between(text, start, byte);
        if line == 1 && column > 0 && text.starts_with(BYTE_ORDER_MARK) {
            column -= 1;
        }
        Position { line, column: column + 1 }
    }

    /// Where a line (from 1) starts.
    fn start(&self, text: &str, line: u32) -> Option<usize> {
        if line <= 1 {
            return (line == 1).then_some(0);
        }
        // The line before it ends within a stride of the last place that is not beyond that.
        let near = self.lines.partition_point(|&other| other < line) - 1;
        let further = line - self.lines[near] - 1;
        let ends = breaks(text.as_bytes(), near * STRIDE, text.len());
        Some(ends.into_iter().nth(further as usize)? + 1)
    }

    fn range(&self, text: &str, line: u32) -> std::ops::Range<usize> {
        let Some(start) = self.start(text, line) else { return text.len()..text.len() };
        let end = self.start(text, line + 1).unwrap_or(text.len());
        without_break(text, start, end)
    }
}

/// A line between two bytes, but for its break.
fn without_break(text: &str, start: usize, end: usize) -> std::ops::Range<usize> {
    start..start + text[start..end].trim_end_matches(['\n', '\r']).len()
}

/// The last byte of each line break that ends between two bytes: of `\r\n` the second one.
fn breaks(bytes: &[u8], start: usize, end: usize) -> impl Iterator<Item = usize> {
    let found = memchr::memchr2_iter(b'\n', b'\r', &bytes[start..end]).map(move |at| start + at);
    found.filter(|&at| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'))
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

    /// Lines and columns, counted one character after the other.
    fn slow(text: &str, byte: usize) -> Position {
        let (mut line, mut column) = (1, 1);
        let mut characters = text[..byte].chars().peekable();
        let mut first = true;
        while let Some(c) = characters.next() {
            let next = characters.peek().copied().or_else(|| text[byte..].chars().next());
            let ends = c == '\n' || (c == '\r' && next != Some('\n'));
            let counts = !(first && c == BYTE_ORDER_MARK);
            first = false;
            (line, column) = if ends { (line + 1, 1) } else { (line, column + u32::from(counts)) };
        }
        Position { line, column }
    }

    /// Breaks of every kind, at and around every bound of a stride.
    #[test]
    fn places_are_those_that_counting_comes_to() {
        for end in ["\n", "\r\n", "\r"] {
            for length in [0, 1, 7, 60, STRIDE - 2, STRIDE - 1, STRIDE, STRIDE + 1, 6 * STRIDE] {
                let text =
                    format!("\u{feff}{}{end}", format!("é{}{end}", "x".repeat(length)).repeat(9));
                let file = SourceFile::new("t", text.as_str());
                for byte in (0..=text.len()).filter(|byte| text.is_char_boundary(*byte)) {
                    let near = byte % STRIDE;
                    if text.len() < 2_000 || !(4..STRIDE - 4).contains(&near) {
                        let at = u32::try_from(byte).expect("it is short");
                        assert_eq!(file.position(at), slow(&text, byte), "{end:?} {length} {byte}");
                    }
                }
                let lines: Vec<&str> = text.split(end).collect();
                assert_eq!(file.line_count(), lines.len());
                let ranges: Vec<&str> = file.line_ranges().map(|line| &text[line]).collect();
                assert_eq!(ranges, lines, "{end:?} {length}");
                for (number, line) in (1..).zip(&lines) {
                    assert_eq!(&text[file.line_range(number)], *line, "{end:?} {length} {number}");
                }
                let past = u32::try_from(lines.len() + 1).expect("it is short");
                assert_eq!(file.line_range(past), text.len()..text.len());
                assert_eq!(file.line_range(0), text.len()..text.len());
            }
        }
    }

    #[test]
    fn a_long_line_has_columns_at_its_end() {
        let text = "é".repeat(100_000);
        at(&text, 199_998, 1, 100_000);
    }
}
