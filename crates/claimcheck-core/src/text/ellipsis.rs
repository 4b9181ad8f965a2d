//! Where a quote leaves words out: `…`, three dots or more, or either in square brackets.

/// What ellipses are made of.
const DOTS: [char; 2] = ['.', '…'];

/// The pieces of a folded quote between its ellipses, without white space at their ends. An
/// ellipsis at either end leaves nothing there; what is only ellipses has no pieces.
pub(crate) fn pieces(folded: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = folded;
    while let Some((before, after)) = split(rest) {
        pieces.push(before.trim());
        rest = after;
    }
    pieces.push(rest.trim());
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

/// A text, folded or not, without the ellipses and white space at its ends.
pub(super) fn trim(text: &str) -> &str {
    let mut text = text.trim();
    while let Some(("", after)) = split(text) {
        text = after.trim_start();
    }
    while let Some(before) = without_last(text) {
        text = before.trim_end();
    }
    text
}

/// What stands before an ellipsis that ends a text.
fn without_last(text: &str) -> Option<&str> {
    let bracketed = text.strip_suffix(']').map(str::trim_end);
    let inner = bracketed.unwrap_or(text);
    let before = inner.trim_end_matches(DOTS);
    if !is_ellipsis(inner.get(before.len()..)?) {
        return None;
    }
    if bracketed.is_some() { before.trim_end().strip_suffix('[') } else { Some(before) }
}

/// What stands before and after the first ellipsis.
fn split(text: &str) -> Option<(&str, &str)> {
    const FIRST_BYTE: u8 = 0xE2;
    let mut from = 0;
    loop {
        let rest = text.get(from..)?;
        let start = from + memchr::memchr2(b'.', FIRST_BYTE, rest.as_bytes())?;
        if !text.get(start..)?.starts_with(DOTS) {
            // Another character that begins with the byte of `…`, which has three.
            from = start + 3;
            continue;
        }
        let rest = text.get(start..)?;
        let after = rest.trim_start_matches(DOTS);
        let run = &rest[..rest.len() - after.len()];
        if is_ellipsis(run) {
            return Some(without_brackets(&text[..start], after));
        }
        from = start + run.len();
    }
}

fn is_ellipsis(run: &str) -> bool {
    run.contains('…') || run.len() >= 3
}

/// Takes the square brackets around an ellipsis from its two sides.
fn without_brackets<'a>(before: &'a str, after: &'a str) -> (&'a str, &'a str) {
    let open = before.trim_end().strip_suffix('[');
    let close = after.trim_start().strip_prefix(']');
    open.zip(close).unwrap_or((before, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ellipses_part_a_quote() {
        for (quote, expected) in [
            ("one", &["one"][..]),
            (
                "one … two...three [....] four […] five [ ... ] six",
                &["one", "two", "three", "four", "five", "six"],
            ),
            ("… one …", &["one"]),
            ("e.g. this.. and [that]", &["e.g. this.. and [that]"]),
            ("one…. Two", &["one", "Two"]),
            ("[one … two]", &["[one", "two]"]),
            (" … [...] ", &[]),
        ] {
            assert_eq!(pieces(quote), expected, "{quote:?}");
        }
    }

    #[test]
    fn outer_ellipses_are_trimmed() {
        for (text, expected) in [
            ("… a … b […] ... ", "a … b"),
            ("a", "a"),
            ("...", ""),
            ("a ... … b ...", "a ... … b"),
            ("a … … b", "a … … b"),
        ] {
            assert_eq!(trim(text), expected, "{text:?}");
        }
    }
}
