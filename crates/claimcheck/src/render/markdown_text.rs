//! Untrusted text within Markdown: no markup, no link, no picture, no HTML, no mention, no end of a
//! table's cell comes of it, in GitHub's dialect or in GitLab's.

/// Written after what would call somebody or something, so that it calls nobody: a space of no
/// width, as an entity, so that the file itself has no invisible character.
const APART: &str = "&#8203;";

/// A cleaned text of one line as Markdown that shows it.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() * 2);
    let mut before = ' ';
    let mut letters = text.chars().peekable();
    while let Some(c) = letters.next() {
        let next = letters.peek().copied().unwrap_or(' ');
        let joins = next.is_alphanumeric() || next == '_' || next == '-' || next == '+';
        // An address without `https`: what stands after the point may be anything.
        if c == '.' && before.eq_ignore_ascii_case(&'w') && joins {
            escaped.push_str(APART);
        }
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '|' => escaped.push_str("&#124;"),
            ',' | ';' | '?' | '\'' | '"' | '%' | '/' => escaped.push(c),
            c if c.is_ascii_punctuation() => escaped.extend(['\\', c]),
            c => escaped.push(c),
        }
        let addresses = match c {
            // People and teams, issues, merge requests, labels, milestones, snippets, emoji.
            '@' | '#' | '!' | '~' | '%' | '$' | '^' | '&' => joins,
            ':' => joins && !next.is_ascii_digit(),
            // `//` of an address, and `GH-1`.
            '/' => next == '/' || before == '/',
            '-' => before.eq_ignore_ascii_case(&'h') && next.is_ascii_digit(),
            _ => false,
        };
        if addresses {
            escaped.push_str(APART);
        }
        before = c;
    }
    escaped
}

/// A cleaned text of one line as code: fenced by more backticks than stand together in it.
pub(super) fn code(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    // One space on each side is taken away again.
    format!("{fence} {text} {fence}")
}

#[cfg(test)]
mod tests {
    use super::{code, escape};

    #[test]
    fn code_ends_where_it_should() {
        assert_eq!(code("a.txt:1:2"), "` a.txt:1:2 `");
        assert_eq!(code("a``b"), "``` a``b ```");
    }

    #[test]
    fn marks_are_shown() {
        assert_eq!(escape("a*b* [c](d) `e`"), r"a\*b\* \[c\]\(d\) \`e\`");
        assert_eq!(escape("<b>&lt;|"), "&lt;b&gt;&amp;&#8203;lt;&#124;");
    }

    #[test]
    fn nobody_is_called() {
        assert_eq!(escape("@org/team"), r"\@&#8203;org/team");
        assert_eq!(escape("see #12, GH-12"), r"see \#&#8203;12, GH\-&#8203;12");
        assert_eq!(escape("www.x.org"), r"www&#8203;\.x\.org");
        assert_eq!(escape("ftp://x"), r"ftp\:/&#8203;/&#8203;x");
        assert_eq!(escape("50 % of $5"), r"50 % of \$&#8203;5");
    }
}
