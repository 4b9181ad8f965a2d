//! What a check found: which claims and questions take part, and the evidence. It holds no words:
//! [`Evidence::describe`] makes them, for what is shown and for nothing else.

use std::collections::{BTreeSet, HashSet};
use std::fmt::Debug;

use claimcheck_core::conflict::Conflict;
use claimcheck_core::model::{ClaimId, Model, PropertyId, QuestionId, ReportId, RuleId, RulingId};
use claimcheck_core::problem::Label;
use claimcheck_core::source::{FileId, Span};
use claimcheck_core::values::EntityId;
use claimcheck_core::values::date::DateValue;

use crate::context::Context;
use crate::judged::Judged;
use crate::members::Member;
use crate::positions::Position;
use crate::severity::Severity;
use crate::verdict::{CaseId, Verdict};
use crate::voices::{Between, between, voices};

/// The state of a finding. Only conflicts are ever anything but new.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum State {
    /// Nobody has accepted it, and no ruling settles it.
    #[default]
    New,
    /// It is listed as known.
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

/// The families of findings, in the order of the output.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// What cannot all hold.
    Conflict,
    /// What agrees.
    Agreement,
    /// What would clash under one assumption more.
    Tension,
    /// What is missing.
    Gap,
    /// What is wrong with the annotation.
    Input,
}

impl Family {
    /// All families, in their order.
    pub const ALL: [Self; 5] =
        [Self::Conflict, Self::Agreement, Self::Tension, Self::Gap, Self::Input];

    /// The word that codes begin with.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Conflict => "conflict",
            Self::Agreement => "agreement",
            Self::Tension => "tension",
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

/// A question that no claim is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// The subject.
    pub subject: EntityId,
    /// The property.
    pub property: PropertyId,
}

/// How a ruling bears on a conflict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Bearing {
    /// It settles the conflict.
    Settles,
    /// It settled the conflict, and no longer does: what changed since.
    Lapsed(Vec<String>),
    /// Another ruling settles the conflict, and this one no longer does.
    Superseded,
}

/// What a check found.
#[derive(Debug)]
pub struct Finding {
    /// The code that names the flaw.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// Whether it is new, known or ruled.
    pub state: State,
    /// The questions that it is on: often one, for a constraint several, for the input none.
    pub questions: Vec<QuestionId>,
    /// The question that it is on, where no claim is.
    pub asked: Option<Asked>,
    /// Where it is shown first.
    pub at: Span,
    /// The case that it is on, where it is on one.
    pub(crate) case: Option<CaseId>,
    /// Which dispute of its case it is, where it is one.
    pub(crate) dispute: Option<usize>,
    /// The time that its claims have in common, where it is on one question and that is limited.
    pub(crate) when: Option<DateValue>,
    /// Where it is on one question: its sides.
    pub(crate) sides: Vec<Vec<ClaimId>>,
    /// The claims of its case that are no side.
    pub(crate) neutral: Vec<ClaimId>,
    /// The claims that take part.
    pub claims: Vec<ClaimId>,
    /// The rules that take part.
    pub rules: Vec<RuleId>,
    /// For a constraint, the answers that cannot all hold.
    pub(crate) members: Vec<Member>,
    /// Reports that it concerns, and that none of its claims are of.
    pub silent: Vec<ReportId>,
    /// The rulings on its questions, in their order.
    pub(crate) rulings: Vec<(RulingId, Bearing)>,
    /// What makes the conflict the one that it is; nothing for all but conflicts.
    pub(crate) conflict: Option<Conflict>,
    /// What shows it.
    pub(crate) evidence: Box<dyn Evidence>,
}

/// What shows a finding, as the check that found it knows it.
pub(crate) trait Evidence: Debug + Send + Sync {
    /// Puts the finding into words.
    fn describe(&self, case: &Described<'_>) -> Description;

    /// The groups of claims to show, where they are not groups of all that gives some answers.
    fn positions(&self, _: &Context<'_>, _: &Judged<'_>) -> Vec<Position> {
        Vec::new()
    }

    /// What a finding is about, whatever its wording, where that is not its question and the answers of
    /// its groups: its fingerprint is made of it.
    fn about(&self, _: &Described<'_>) -> Option<String> {
        None
    }
}

/// A finding that is put into words, with what it was found in.
#[derive(Clone, Copy)]
pub(crate) struct Described<'a> {
    pub(crate) context: &'a Context<'a>,
    pub(crate) finding: &'a Finding,
    /// Its question, where it is on one.
    pub(crate) judged: Option<&'a Judged<'a>>,
    /// Its groups of answers, as people read them.
    pub(crate) positions: &'a [Position],
}

/// The words of a finding.
#[derive(Debug, Default)]
pub(crate) struct Description {
    /// What is wrong: a lowercase phrase.
    pub(crate) message: String,
    /// What to do, if anything can be said.
    pub(crate) help: Option<String>,
    /// How it follows, step by step.
    pub(crate) reason: Vec<String>,
    /// Places to show beside those of the claims.
    pub(crate) labels: Vec<Label>,
}

impl Finding {
    /// A finding on some claims, which answer some questions.
    pub(crate) fn on_claims(
        context: &Context<'_>,
        (code, severity): (&'static str, Severity),
        questions: Vec<QuestionId>,
        claims: Vec<ClaimId>,
        evidence: impl Evidence + 'static,
    ) -> Self {
        let at = place(context.model(), &claims, &questions);
        Self { questions, claims, ..Self::at((code, severity), at, evidence) }
    }

    /// A finding on a minimal set of answers, each with all claims that give it.
    pub(crate) fn on_members(
        context: &Context<'_>,
        code: &'static str,
        members: Vec<Member>,
        evidence: impl Evidence + 'static,
    ) -> Self {
        let mut known: HashSet<ClaimId> = HashSet::new();
        let all = members.iter().flat_map(|member| &member.claims);
        let claims: Vec<ClaimId> = all.copied().filter(|claim| known.insert(*claim)).collect();
        let questions = context.questions_of(&claims);
        let least = members.iter().map(|member| member.certainty).min();
        let severity = least.map_or(Severity::Error, Severity::of_conflict);
        let found = Self::on_claims(context, (code, severity), questions, claims, evidence);
        Self { members, ..found }
    }

    /// A finding on one question, with some groups of its answers as positions, and their claims.
    pub(crate) fn on_groups(
        context: &Context<'_>,
        (code, severity): (&'static str, Severity),
        judged: &Judged<'_>,
        groups: Vec<Vec<usize>>,
        evidence: impl Evidence + 'static,
    ) -> Self {
        let verdict = judged.verdict;
        let sides = groups.iter().map(|group| verdict.claims_of(group)).collect();
        Self::on_sides(context, (code, severity), verdict, sides, evidence)
    }

    /// A finding on one case, with some claims of it as sides.
    pub(crate) fn on_sides(
        context: &Context<'_>,
        (code, severity): (&'static str, Severity),
        verdict: &Verdict,
        sides: Vec<Vec<ClaimId>>,
        evidence: impl Evidence + 'static,
    ) -> Self {
        let mut claims: Vec<ClaimId> = sides.iter().flatten().copied().collect();
        claims.sort_unstable();
        claims.dedup();
        let questions = vec![verdict.question];
        let found = Self::on_claims(context, (code, severity), questions, claims, evidence);
        Self { case: Some(verdict.case), sides, ..found }
    }

    /// A finding at a place that no claim need be at.
    pub(crate) fn at(
        (code, severity): (&'static str, Severity),
        at: Span,
        evidence: impl Evidence + 'static,
    ) -> Self {
        Self {
            code,
            severity,
            state: State::New,
            at,
            questions: Vec::new(),
            asked: None,
            case: None,
            dispute: None,
            when: None,
            sides: Vec::new(),
            neutral: Vec::new(),
            claims: Vec::new(),
            rules: Vec::new(),
            members: Vec::new(),
            silent: Vec::new(),
            rulings: Vec::new(),
            conflict: None,
            evidence: Box::new(evidence),
        }
    }

    /// The family that its code begins with.
    pub fn family(&self) -> Family {
        Family::of(self.code).unwrap_or(Family::Input)
    }

    /// The claims of each party to it: of a constraint each claim by itself.
    pub(crate) fn parties(&self) -> Vec<Vec<ClaimId>> {
        match self.sides.as_slice() {
            [] => self.claims.iter().map(|claim| vec![*claim]).collect(),
            sides => sides.to_vec(),
        }
    }

    /// Between whom it is; nothing where it is no conflict.
    pub(crate) fn between(&self, model: &Model) -> Option<Between> {
        let is_set = !self.members.is_empty();
        (self.family() == Family::Conflict).then(|| match is_set {
            true => between_members(model, &self.members),
            false => between(model, &self.parties()).between,
        })
    }

    /// Whether it is a conflict within one report.
    pub(crate) fn is_within_one_report(&self, model: &Model) -> bool {
        if !self.members.is_empty() {
            return is_within(model, &self.members);
        }
        let mut reports = self.claims.iter().map(|claim| model.entry_of(*claim).report);
        let first = reports.next().flatten();
        self.family() == Family::Conflict
            && first.is_some()
            && reports.all(|report| report == first)
    }
}

/// Whether one report gives all members of a set by itself, all sides of a dispute included.
fn is_within(model: &Model, members: &[Member]) -> bool {
    let reports = |claim: ClaimId| model.entry_of(claim).report.into_iter().collect();
    gives_all(model, members, reports)
}

/// Between whom a minimal set is: one voice that gives all of it, the voices of one report, or reports.
fn between_members(model: &Model, members: &[Member]) -> Between {
    let voices = |claim: ClaimId| {
        let report = model.entry_of(claim).report;
        let own = |report: ReportId| voices(model, claim).into_iter().map(move |it| (report, it));
        report.into_iter().flat_map(own).collect()
    };
    if gives_all(model, members, voices) {
        Between::Itself
    } else if is_within(model, members) {
        Between::Sources
    } else {
        Between::Reports
    }
}

/// Whether somebody gives each answer of all members.
fn gives_all<T: Ord + Copy>(
    model: &Model,
    members: &[Member],
    givers: impl Fn(ClaimId) -> BTreeSet<T>,
) -> bool {
    let of_answer = |member: &Member, speaker: ClaimId| -> BTreeSet<T> {
        let own = &model.claim(speaker).answer;
        let equal = member.claims.iter().filter(|other| model.claim(**other).answer == *own);
        equal.flat_map(|claim| givers(*claim)).collect()
    };
    let each = members
        .iter()
        .flat_map(|member| member.speakers.iter().map(|claim| of_answer(member, *claim)));
    let all = each.reduce(|a, b| a.intersection(&b).copied().collect());
    all.is_some_and(|all| !all.is_empty())
}

/// Where claims are shown first: at the first of them, or at the subject where there is none.
fn place(model: &Model, claims: &[ClaimId], questions: &[QuestionId]) -> Span {
    let claim = claims.iter().min().map(|claim| model.entry_of(*claim).place);
    let subject =
        || questions.first().map(|question| model.entity(model.question(*question).subject).place);
    claim.or_else(subject).unwrap_or(Span { file: FileId(0), start: 0, end: 0 })
}
