//! The limits that keep a check from going on without end, and what is said where one is reached.

use claimcheck_core::ClaimGraph;
use claimcheck_core::model::{QuestionId, RuleId};
use claimcheck_core::problem::{InputCode, Problem};
use claimcheck_core::source::{FileId, Span};

use crate::words;

/// No more contradictions than this are looked for in one project.
pub(crate) const MOST_CONTRADICTIONS: usize = 10_000;

/// A limit that was reached, so that something may have gone unseen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Limit {
    /// So many contradictions of dates and orders that no more were looked for.
    Contradictions,
    /// The network is too tangled to be solved.
    Steps,
    /// Claims that leave several cases were not tried in all ways.
    Cases,
    /// Some sets may have more claims than they need.
    Shrinking,
    /// Not all contradictions beside those that are known were looked for, of what hangs together
    /// with a question.
    Sets(Option<QuestionId>),
    /// The dispute of a question has too many sides to be told apart.
    Sides(QuestionId),
    /// Not all windows were looked into.
    Windows(QuestionId),
    /// Not all ranks were compared.
    Ranks(QuestionId),
    /// A rule binds in too many ways to be evaluated in all.
    Rule(RuleId),
    /// The paths of a statement lead to too much to be evaluated in all.
    Statement(QuestionId),
}

impl Limit {
    /// What was not done, as a flaw of the input: an all-clear is none.
    pub(crate) fn problem(self, graph: &ClaimGraph) -> Problem {
        let model = graph.model();
        let asked = |question: QuestionId| words::question(model, question);
        let message = match self {
            Self::Contradictions => format!(
                "dates and orders: stopped after {MOST_CONTRADICTIONS} contradictions; there may be more, and nothing is concluded from the rest"
            ),
            Self::Steps => "dates and orders: stopped at the limit of steps; there may be more contradictions, and nothing is concluded from what was read".to_owned(),
            Self::Cases => "dates and orders: not every combination of the claims that leave several cases (such as “before or after”) was tried; there may be more contradictions".to_owned(),
            Self::Shrinking => "dates and orders: some of the contradictions may name more claims than they need, since making them smaller came to its limit".to_owned(),
            Self::Sets(Some(question)) => format!(
                "not every contradiction beside those that are known was looked for, of what hangs together with {}",
                asked(question)
            ),
            Self::Sets(None) => "not every contradiction beside those that are known was looked for".to_owned(),
            Self::Sides(question) => format!(
                "{} has so many answers in dispute that what follows whichever is right was not looked for",
                asked(question)
            ),
            Self::Windows(question) => format!(
                "windows: not all of them were looked into, from {} on, since there are too many",
                asked(question)
            ),
            Self::Ranks(question) => format!(
                "ranks: not all of them were compared, from {} on, since there are too many",
                asked(question)
            ),
            Self::Rule(rule) => format!(
                "`{}` binds in so many ways that not all of them were evaluated",
                model.rule(rule).written
            ),
            Self::Statement(question) => format!(
                "what is stated of {} leads to so much that not all of it was evaluated",
                asked(question)
            ),
        };
        let help = "check the project in parts, or settle some of its conflicts";
        Problem::new(InputCode::Limit, self.place(graph), message).with_help(help)
    }

    fn place(self, graph: &ClaimGraph) -> Span {
        let model = graph.model();
        let asked = |question: QuestionId| {
            let claim = graph.claims_on(question).iter().min();
            claim.map(|claim| model.entry_of(*claim).place)
        };
        let own = match self {
            Self::Sets(question) => question.and_then(asked),
            Self::Sides(question)
            | Self::Windows(question)
            | Self::Ranks(question)
            | Self::Statement(question) => asked(question),
            Self::Rule(rule) => Some(model.rule(rule).place),
            Self::Contradictions | Self::Steps | Self::Cases | Self::Shrinking => None,
        };
        let first = || model.entries.first().map(|entry| entry.place);
        own.or_else(first).unwrap_or(Span { file: FileId(0), start: 0, end: 0 })
    }
}
