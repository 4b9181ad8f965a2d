//! What was made of the conflicts that a question is in.

use claimcheck_checker::{Diagnostic, State};
use claimcheck_core::model::QuestionId;

/// What was made of the conflicts that a question is in, from what wants attention most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum QuestionState {
    /// One of them is new.
    New,
    /// Those that no ruling settles are known.
    Known,
    /// Rulings settle all of them.
    Ruled,
    /// The settings leave all of them out.
    Ignored,
}

impl QuestionState {
    /// The word of the output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::New => State::New.as_str(),
            Self::Known => State::Known.as_str(),
            Self::Ruled => State::Ruled.as_str(),
            Self::Ignored => "ignored",
        }
    }
}

impl From<State> for QuestionState {
    fn from(state: State) -> Self {
        match state {
            State::New => Self::New,
            State::Known => Self::Known,
            State::Ruled => Self::Ruled,
        }
    }
}

/// The state of a question, by some conflicts and by the questions of those that are left out.
pub(crate) fn state_of<'f>(
    conflicts: impl Iterator<Item = &'f Diagnostic>,
    ignored: &[QuestionId],
    question: QuestionId,
) -> Option<QuestionState> {
    let own = conflicts.filter(|finding| finding.questions.contains(&question));
    let state = own.map(|finding| finding.state.into()).min();
    state.or_else(|| ignored.binary_search(&question).is_ok().then_some(QuestionState::Ignored))
}
