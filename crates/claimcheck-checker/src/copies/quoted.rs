//! Which parts of a text stand in quotation marks: the words of others, which two reports may both hand
//! on without drawing on each other. Marks that are also apostrophes count for nothing.

use std::ops::Range;

/// The quoted parts of a text with their marks, in order, as ranges of bytes. A mark that nothing closes
/// before the paragraph ends quotes the rest of it, unless it looks the same on both sides.
pub(super) fn quoted(text: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut open: Option<(usize, char)> = None;
    let mut is_line_empty = false;
    for (at, c) in text.char_indices() {
        if c == '\n' {
            if is_line_empty && let Some((start, mark)) = open.take() {
                parts.extend((mark != '"').then_some(start..at));
            }
            is_line_empty = true;
            continue;
        }
        is_line_empty &= c.is_whitespace();
        match open {
            None => open = is_opening(c).then_some((at, c)),
            Some((start, mark)) if closes(mark, c) => {
                parts.push(start..at + c.len_utf8());
                open = None;
            }
            Some(_) => {}
        }
    }
    parts.extend(open.filter(|(_, mark)| *mark != '"').map(|(start, _)| start..text.len()));
    parts
}

fn is_opening(c: char) -> bool {
    matches!(c, '"' | '“' | '„' | '«' | '»' | '「' | '『')
}

fn closes(mark: char, c: char) -> bool {
    match mark {
        '"' => c == '"',
        '“' => c == '”',
        '„' => matches!(c, '“' | '”'),
        '«' => c == '»',
        '»' => c == '«',
        '「' => c == '」',
        _ => c == '』',
    }
}

#[cfg(test)]
mod tests {
    use super::quoted;

    fn parts(text: &str) -> Vec<&str> {
        quoted(text).into_iter().map(|part| &text[part]).collect()
    }

    #[test]
    fn what_stands_in_marks_is_quoted() {
        assert_eq!(parts("He said “it was” and \"is\"."), ["“it was”", "\"is\""]);
        assert_eq!(parts("„So“ und «so» und 「so」"), ["„So“", "«so»", "「so」"]);
    }

    #[test]
    fn what_nothing_closes_ends_with_the_paragraph() {
        assert_eq!(parts("“One.\nTwo.\n\nThree."), ["“One.\nTwo.\n"]);
        assert_eq!(parts("A 5\" pipe.\n\nIt’s “so”."), ["“so”"]);
    }
}
