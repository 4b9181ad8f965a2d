//! One case, one verdict: what the claims of a question that are connected by meeting come to.

use std::sync::OnceLock;

use claimcheck_core::model::{Certainty, ClaimId, Model, QuestionId};

use claimcheck_core::values::Groups;
use claimcheck_core::values::date::DateValue;

use crate::meeting::Tension;
use crate::severity::Severity;
use crate::words;

/// Claims on one question that give the same answer, for the same time.
#[derive(Debug, Clone)]
pub struct Class {
    /// The claims, in order.
    pub claims: Vec<ClaimId>,
    /// How sure the surest of them is. An approximate answer is never more than likely.
    pub(crate) certainty: Certainty,
    /// Whether all of them deny an answer rather than give one.
    pub(crate) denial: bool,
}

impl Class {
    /// The claim that speaks for the others: the first.
    pub fn first(&self) -> Option<ClaimId> {
        self.claims.first().copied()
    }
}

/// A case, by its place among all of the project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CaseId(pub u32);

/// What the claims of a case come to.
#[derive(Debug)]
pub struct Verdict {
    /// Its place among the verdicts of the project.
    pub case: CaseId,
    /// The question.
    pub question: QuestionId,
    /// The claims of the case that stand and give an answer, grouped by answer and time, in the
    /// order of their places.
    pub classes: Vec<Class>,
    /// Groups of claims that would clash under one assumption more. A group whose claims are of
    /// several cases of the question stands with the first.
    pub tensions: Vec<Tension>,
    /// What they come to.
    pub outcome: Outcome,
    /// Whether some of them have no common measure.
    pub incomparable: bool,
    /// The groups of classes that were compared and found to agree, by whatever relation; a class
    /// that nothing was compared with is a group of its own.
    pub agreeing: Groups,
    /// The answer of each class in its normal form, made when it is first asked for.
    pub(crate) printed: OnceLock<Vec<String>>,
    /// The answer of each class in the form that all equal answers share, made likewise.
    pub(crate) normal: OnceLock<Vec<String>>,
}

/// The possible outcomes.
#[derive(Debug)]
pub enum Outcome {
    /// Fewer than two claims, or none that are compared.
    Open,
    /// All can hold.
    Agreed(Agreement),
    /// Not all can hold: the disputes, which share no clash.
    Disputed(Vec<Dispute>),
}

/// The loosest way in which two claims of an undisputed question agree, from the tightest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Agreement {
    /// The same answer in the same words.
    Identical,
    /// The same answer in different words.
    Equivalent,
    /// One answer entails the other.
    Refines,
    /// Both can hold, and neither entails the other.
    Compatible,
    /// The answers differ because the thing changed in an allowed way.
    Succession,
}

/// What is at the bottom of a dispute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Answers that have nothing in common.
    Answers,
    /// An answer, and its denial.
    Negation,
    /// A complete list, and a member outside it.
    ClosedList,
    /// A change that went the forbidden way.
    Regression,
    /// What is implied, and not said, clashes with what is said.
    Implied,
}

/// Claims that cannot all hold.
#[derive(Debug)]
pub struct Dispute {
    /// What is at the bottom of it.
    pub kind: Kind,
    /// How bad its worst clash is.
    pub severity: Severity,
    /// The sides: the maximal groups of claims that can all hold; for a question with several
    /// answers, who affirms and who excludes each disputed one.
    pub sides: Groups,
    /// The time that all of its claims have in common; nothing where it is not limited, or not one.
    pub when: Option<DateValue>,
    /// The claims that show that its claims hold at a common time, where that depends on events.
    pub shown_by: Vec<ClaimId>,
}

impl Dispute {
    /// The classes of its sides, each once, in order.
    pub fn classes(&self) -> Vec<usize> {
        let mut all: Vec<usize> = self.sides.iter().flatten().copied().collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

impl Verdict {
    /// A verdict on a question of which nothing is judged yet.
    pub(crate) const fn open(question: QuestionId) -> Self {
        Self {
            case: CaseId(0),
            question,
            classes: Vec::new(),
            tensions: Vec::new(),
            outcome: Outcome::Open,
            incomparable: false,
            agreeing: Vec::new(),
            printed: OnceLock::new(),
            normal: OnceLock::new(),
        }
    }

    /// The answer of a class in its normal form.
    pub fn answer(&self, model: &Model, class: usize) -> &str {
        let printed = self.printed.get_or_init(|| self.each(|claim| words::answer(model, claim)));
        printed.get(class).map_or("", String::as_str)
    }

    /// The answer of a class in the form that all equal answers share.
    pub(crate) fn normal(&self, model: &Model, class: usize) -> &str {
        let normal = self.normal.get_or_init(|| self.each(|claim| words::normal(model, claim)));
        normal.get(class).map_or("", String::as_str)
    }

    fn each(&self, print: impl Fn(ClaimId) -> String) -> Vec<String> {
        self.classes.iter().map(|class| class.first().map(&print).unwrap_or_default()).collect()
    }

    /// The claims of some classes, in the order of their places.
    pub fn claims_of(&self, group: &[usize]) -> Vec<ClaimId> {
        let mut claims: Vec<ClaimId> =
            group.iter().flat_map(|class| self.classes[*class].claims.iter().copied()).collect();
        claims.sort_unstable();
        claims
    }

    /// All claims that take part, in the order of their places.
    pub fn claims(&self) -> Vec<ClaimId> {
        let mut claims: Vec<ClaimId> =
            self.classes.iter().flat_map(|class| class.claims.iter().copied()).collect();
        claims.sort_unstable();
        claims
    }

    /// The disputes of the case.
    pub fn disputes(&self) -> &[Dispute] {
        match &self.outcome {
            Outcome::Disputed(disputes) => disputes,
            Outcome::Open | Outcome::Agreed(_) => &[],
        }
    }

    /// Which of its classes are a side of some dispute.
    pub(crate) fn in_dispute(&self) -> Vec<bool> {
        let mut in_dispute = vec![false; self.classes.len()];
        for class in self.disputes().iter().flat_map(|dispute| &dispute.sides).flatten() {
            in_dispute[*class] = true;
        }
        in_dispute
    }

    /// Whether some of its claims cannot all hold.
    pub fn is_disputed(&self) -> bool {
        !self.disputes().is_empty()
    }
}
