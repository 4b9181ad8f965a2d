//! What is wrong with the annotation itself: the `input/*` findings, with their places.

use std::collections::BTreeMap;
use std::fmt;

use crate::source::Span;

/// Which flaw of the input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum InputCode {
    /// The text is not the YAML that the language expects there.
    Yaml,
    /// A key, name, property, kind, level or unit that nothing is known by.
    UnknownName,
    /// A value that cannot be read, or does not fit where it stands.
    BadValue,
    /// A quote that does not stand in its report.
    QuoteNotFound,
    /// A quote that stands in its report several times.
    QuoteAmbiguous,
    /// A quantity whose number is not in the quote.
    QuoteUnsupported,
    /// Two things of one name.
    DuplicateId,
    /// Wholes and parts, kinds or corrections that go round in a circle.
    Cycle,
    /// Something declared that nothing uses.
    Unused,
    /// A ruling that settles nothing.
    StaleRuling,
    /// A known conflict that is gone.
    StaleBaseline,
    /// A search that was cut off.
    Limit,
}

impl InputCode {
    /// The code as findings name it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Yaml => "input/yaml",
            Self::UnknownName => "input/unknown-name",
            Self::BadValue => "input/bad-value",
            Self::QuoteNotFound => "input/quote-not-found",
            Self::QuoteAmbiguous => "input/quote-ambiguous",
            Self::QuoteUnsupported => "input/quote-unsupported",
            Self::DuplicateId => "input/duplicate-id",
            Self::Cycle => "input/cycle",
            Self::Unused => "input/unused",
            Self::StaleRuling => "input/stale-ruling",
            Self::StaleBaseline => "input/stale-baseline",
            Self::Limit => "input/limit",
        }
    }

    /// Whether the flaw keeps the project from being checked as it was asked to.
    pub const fn is_error(self) -> bool {
        !matches!(
            self,
            Self::QuoteUnsupported | Self::Unused | Self::StaleRuling | Self::StaleBaseline
        )
    }
}

impl fmt::Display for InputCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A place, with what stands there in a few words.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What stands there, in a few words.
    pub text: String,
}

/// One flaw of the input.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Which flaw.
    pub code: InputCode,
    /// Where it is, with a short word on it.
    pub at: Label,
    /// What is wrong: a lowercase phrase without a full stop.
    pub message: String,
    /// What to do, if anything can be said.
    pub help: Option<String>,
    /// Other places that matter: the first declaration, the nearest passage.
    pub related: Vec<Label>,
    /// How many problems of its code were left out beside it.
    pub more: usize,
}

impl Problem {
    /// A flaw at a place.
    pub fn new(code: InputCode, span: Span, message: impl Into<String>) -> Self {
        let at = Label { span, text: String::new() };
        Self { code, at, message: message.into(), help: None, related: Vec::new(), more: 0 }
    }

    /// Says in a few words what stands at the place.
    #[must_use]
    pub fn labelled(mut self, text: impl Into<String>) -> Self {
        self.at.text = text.into();
        self
    }

    /// Adds what to do.
    #[must_use]
    pub fn with_help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds what to do, where there is something.
    #[must_use]
    pub fn with_help_if(mut self, help: Option<String>) -> Self {
        self.help = help.or(self.help);
        self
    }

    /// Points at another place as well.
    #[must_use]
    pub fn and(mut self, span: Span, text: impl Into<String>) -> Self {
        self.related.push(Label { span, text: text.into() });
        self
    }
}

/// Of one code, no more problems than this are listed: a flood of them helps nobody, and each takes
/// hundreds of times the bytes that it takes to make one.
pub(crate) const MOST_OF_A_CODE: usize = 10_000;

/// Problems in their order, without a flood of any code: its first one says how many there are.
pub(crate) fn listed(problems: Vec<Problem>) -> Vec<Problem> {
    let mut listed: Vec<Problem> = Vec::with_capacity(problems.len().min(MOST_OF_A_CODE));
    // Of each code, how many are listed, which is the first of them, and how many are not.
    let mut counts: BTreeMap<InputCode, (usize, usize, usize)> = BTreeMap::new();
    for problem in problems {
        let (count, _, more) = counts.entry(problem.code).or_insert_with(|| (0, listed.len(), 0));
        *more += problem.more;
        if *count == MOST_OF_A_CODE {
            *more += 1;
        } else {
            *count += 1;
            listed.push(problem);
        }
    }
    for (count, first, more) in counts.into_values().filter(|(_, _, more)| *more > 0) {
        let all = count + more;
        let told = format!("; of {all} flaws of this kind, the first {count} are listed");
        listed[first].message.push_str(&told);
    }
    listed
}

/// At most this many characters of an input text are repeated in a message.
const CLIP: usize = 60;

/// A text of the input as a message quotes it: in backticks, on one line, cut when long.
pub fn clip(text: &str) -> String {
    let mut shown: String =
        text.chars().take(CLIP).map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.chars().nth(CLIP).is_some() {
        shown.push('…');
    }
    format!("`{shown}`")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    fn flood(count: usize) -> Vec<Problem> {
        let span = Span { file: FileId(0), start: 0, end: 0 };
        let of = |code, count| std::iter::repeat_n(Problem::new(code, span, "so"), count);
        of(InputCode::Yaml, count).chain(of(InputCode::Cycle, 1)).collect()
    }

    #[test]
    fn a_flood_ends_with_a_count() {
        assert_eq!(listed(flood(MOST_OF_A_CODE)), flood(MOST_OF_A_CODE));
        let listed = listed(flood(MOST_OF_A_CODE + 5));
        assert_eq!(listed.len(), MOST_OF_A_CODE + 1);
        assert_eq!(
            listed[0].message,
            "so; of 10005 flaws of this kind, the first 10000 are listed"
        );
        assert_eq!(listed[1].message, "so");
        assert_eq!(listed[MOST_OF_A_CODE].code, InputCode::Cycle);
    }

    #[test]
    fn what_was_left_out_before_counts() {
        let mut problems = flood(2);
        problems[1].more = 7;
        assert_eq!(
            listed(problems)[0].message,
            "so; of 9 flaws of this kind, the first 2 are listed"
        );
    }
}
