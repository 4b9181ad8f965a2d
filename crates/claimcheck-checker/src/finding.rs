//! What a check found, with all that any output needs of it.

use claimcheck_core::model::{ClaimId, PropertyId, QuestionId, ReportId, RuleId, RulingId};
use claimcheck_core::problem::Label;
use claimcheck_core::source::Span;
use claimcheck_core::values::EntityId;

/// How bad a finding is, from the least.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// Probably wrong.
    Warning,
    /// Wrong.
    Error,
}

impl Severity {
    /// The word of the output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// What has been made of a finding before: only conflicts are ever anything but new.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum State {
    /// Nobody has accepted it, and nobody has judged it.
    #[default]
    New,
    /// It was accepted as known.
    Known,
    /// A ruling settles it.
    Ruled,
}

impl State {
    /// The word of the output.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Known => "known",
            Self::Ruled => "ruled",
        }
    }
}

/// The four families of findings, in the order in which they are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// What cannot all hold.
    Conflict,
    /// What agrees.
    Agreement,
    /// What is missing.
    Gap,
    /// What is wrong with the annotation.
    Input,
}

impl Family {
    /// All families, in their order.
    pub const ALL: [Self; 4] = [Self::Conflict, Self::Agreement, Self::Gap, Self::Input];

    /// The word that codes begin with.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Conflict => "conflict",
            Self::Agreement => "agreement",
            Self::Gap => "gap",
            Self::Input => "input",
        }
    }

    /// The family of a code.
    pub fn of(code: &str) -> Option<Self> {
        let word = code.split('/').next()?;
        Self::ALL.into_iter().find(|family| family.as_str() == word)
    }
}

/// A group of claims on one question that can all hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Position {
    /// The narrowest of its answers, in its normal form.
    pub value: String,
    /// Its claims, in the order of their places.
    pub claims: Vec<ClaimId>,
    /// Whom its claims can be traced to, by name.
    pub origins: Vec<String>,
}

/// A question that no claim is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// What it is asked of.
    pub subject: EntityId,
    /// What is asked.
    pub property: PropertyId,
}

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The code that names the flaw.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What has been made of it before.
    pub state: State,
    /// The ruling that settles it, if one does.
    pub ruling: Option<RulingId>,
    /// Whether all of it is within one report.
    pub within: bool,
    /// The questions that it is on; often one, for a constraint several, for the input none.
    pub questions: Vec<QuestionId>,
    /// The question that it is on, where no claim is.
    pub asked: Option<Asked>,
    /// Where it is shown first.
    pub at: Span,
    /// What is wrong: a lowercase phrase.
    pub message: String,
    /// What to do, if anything can be said.
    pub help: Option<String>,
    /// How it follows, step by step.
    pub reason: Vec<String>,
    /// The groups of claims that can hold together, where it is on one question.
    pub positions: Vec<Position>,
    /// The answers that make the dispute the one that it is, group by group: the narrowest ones that
    /// not all positions share. Empty for all but a dispute of one question.
    pub disputed: Vec<Vec<String>>,
    /// The claims that take part.
    pub claims: Vec<ClaimId>,
    /// The rules that take part.
    pub rules: Vec<RuleId>,
    /// Places to show beside those of the claims.
    pub marks: Vec<Label>,
    /// Reports that it concerns, and that none of its claims are of.
    pub silent: Vec<ReportId>,
    /// What it is about, whatever the wording: made of the code, the questions and the answers.
    pub fingerprint: String,
}

impl Finding {
    /// The family that its code begins with.
    pub fn family(&self) -> Family {
        Family::of(self.code).unwrap_or(Family::Input)
    }
}
