//! A passage as miette shows it: one line, cleaned, clipped around what is marked, with the place
//! of the original. A paragraph of ten megabytes costs no more than the words that are shown.

use claimcheck_core::source::{Sources, Span};
use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::sanitize::clean;

/// Stands for what is clipped.
const ELLIPSIS: &str = "…";
/// Bytes of context that are looked at on each side of a passage, at most.
const CONTEXT: usize = 400;

/// One line around a passage.
#[derive(Debug, Clone)]
pub(crate) struct Snippet {
    path: String,
    /// The line and column of the passage, from 0.
    line: usize,
    column: usize,
    text: String,
    mark: std::ops::Range<usize>,
}

impl Snippet {
    /// The line around a place in at most `width` columns. A passage of several lines is shown
    /// as one.
    pub(crate) fn new(sources: &Sources, span: Span, width: usize) -> Self {
        let file = sources.file(span.file);
        let at = file.position(span.start);
        let first = file.line_range(at.line);
        let last = file.line_range(sources.end(span).line);
        let (start, end) = (span.start as usize, span.end as usize);
        let text = file.text();
        let near = |from: usize, to: usize| {
            text.get(boundary(text, from)..boundary(text, to)).unwrap_or_default()
        };
        let before = clean(near(start.saturating_sub(CONTEXT).max(first.start).min(start), start))
            .into_owned();
        let passage = clean(sources.slice(span)).split_whitespace().collect::<Vec<_>>().join(" ");
        let after = clean(near(end, (end + CONTEXT).min(last.end.max(end)))).into_owned();
        let cut_before = start.saturating_sub(CONTEXT) > first.start;
        let (text, mark) = fit(&before, &passage, &after, cut_before, width.max(20));
        let column = at.column as usize - 1;
        Self {
            path: clean(file.path()).into_owned(),
            line: at.line as usize - 1,
            column,
            text,
            mark,
        }
    }

    /// What is marked.
    pub(crate) fn mark(&self) -> SourceSpan {
        (self.mark.start, self.mark.len()).into()
    }
}

fn boundary(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// Lays the parts out in `width` columns: the passage whole if it fits, and of what stands around
/// it as much as is left, as much before as after where there is enough of both.
fn fit(
    before: &str,
    passage: &str,
    after: &str,
    cut: bool,
    width: usize,
) -> (String, std::ops::Range<usize>) {
    let passage = if passage.width() > width { middle(passage, width) } else { passage.to_owned() };
    let room = width.saturating_sub(passage.width());
    let before = before.trim_start();
    let after = after.trim_end();
    let left_room = room - after.width().min(room / 2);
    let left =
        if cut || before.width() > left_room { tail(before, left_room) } else { before.to_owned() };
    let right = head(after, room.saturating_sub(left.width()));
    let start = left.len();
    let mark = start..start + passage.len();
    (format!("{left}{passage}{right}"), mark)
}

/// As much of the end of a text as fits, with an ellipsis before it, from a word's beginning.
fn tail(text: &str, width: usize) -> String {
    if width < 4 {
        return String::new();
    }
    let mut used = 2;
    let mut from = text.len();
    for (at, c) in text.char_indices().rev() {
        used += c.width().unwrap_or(0);
        if used > width {
            break;
        }
        from = at;
    }
    let kept = text.get(from..).unwrap_or_default();
    let kept = kept.split_once(' ').map_or("", |(_, rest)| rest);
    if kept.is_empty() && !text.ends_with(' ') {
        String::new()
    } else {
        format!("{ELLIPSIS} {kept}")
    }
}

/// As much of the beginning of a text as fits, with an ellipsis after it, to a word's end.
fn head(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    if width < 4 {
        return String::new();
    }
    let mut used = 2;
    let mut to = 0;
    for (at, c) in text.char_indices() {
        used += c.width().unwrap_or(0);
        if used > width {
            break;
        }
        to = at + c.len_utf8();
    }
    let kept = text.get(..to).unwrap_or_default();
    let kept = kept.rsplit_once(' ').map_or("", |(kept, _)| kept);
    format!("{kept} {ELLIPSIS}")
}

/// The beginning and the end of a passage that is too long to be shown whole.
fn middle(text: &str, width: usize) -> String {
    let half = width.saturating_sub(3) / 2;
    let start = head(text, half + 2);
    let end = tail(text, half + 2);
    format!(
        "{} {ELLIPSIS} {}",
        start.trim_end_matches([' ', '…']),
        end.trim_start_matches(['…', ' '])
    )
}

impl SourceCode for Snippet {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        _before: usize,
        _after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        if span.offset() + span.len() > self.text.len() {
            return Err(MietteError::OutOfBounds);
        }
        Ok(Box::new(MietteSpanContents::new_named(
            self.path.clone(),
            self.text.as_bytes(),
            (0, self.text.len()).into(),
            self.line,
            self.column,
            1,
        )))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use claimcheck_core::source::SourceFile;

    #[track_caller]
    fn shows(text: &str, passage: &str, width: usize, expected: &str) {
        let mut sources = Sources::default();
        let file = sources.add(SourceFile::new("r.txt", text));
        let start = u32::try_from(text.find(passage).expect("the passage")).expect("short");
        let end = start + u32::try_from(passage.len()).expect("short");
        let snippet = Snippet::new(&sources, Span { file, start, end }, width);
        assert_eq!(snippet.text, expected);
        assert!(snippet.text.width() <= width.max(20), "{}", snippet.text.width());
    }

    #[test]
    fn a_short_line_is_whole() {
        shows(
            "One.\nThe talks are on Thursday.\n",
            "on Thursday",
            60,
            "The talks are on Thursday.",
        );
    }

    #[test]
    fn a_long_line_is_clipped_at_words_around_the_passage() {
        let text = "It was said again and again that the talks are on Thursday and that nobody knows where.";
        shows(text, "on Thursday", 40, "… talks are on Thursday and that …");
    }

    #[test]
    fn a_passage_of_several_lines_is_one() {
        shows("The first\nmeeting in years.", "first\nmeeting", 60, "The first meeting in years.");
    }

    #[test]
    fn a_passage_too_long_to_be_shown_keeps_its_ends() {
        shows(
            "one two three four five six seven eight nine ten",
            "one two three four five six seven eight nine ten",
            24,
            "one two … nine ten",
        );
    }
}
