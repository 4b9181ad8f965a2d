//! A finding in words: plain data for every output, made for what is shown and for nothing else.

use std::collections::BTreeSet;

use claimcheck_core::conflict::Conflict;
use claimcheck_core::model::{Certainty, ClaimId, Model, QuestionId, ReportId, RuleId, RulingId};
use claimcheck_core::problem::Label;
use claimcheck_core::source::Span;

use crate::context::Context;
use crate::finding::{Asked, Bearing, Described, Description, Family, Finding, State};
use crate::fingerprint::{fingerprint, of_words};
use crate::judged::Judged;
use crate::positions::{Position, positions};
use crate::severity::Severity;
use crate::voices::Between;
use crate::words;

/// A finding with its words and places.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// The code that names the flaw.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// Whether it is new, known or ruled.
    pub state: State,
    /// The ruling that settles it, if one does.
    pub ruling: Option<RulingId>,
    /// Whether all of it is within one report.
    pub within: bool,
    /// Between whom a conflict is; nothing for all but conflicts.
    pub between: Option<Between>,
    /// The questions that it is on: often one, for a constraint several, for the input none.
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
    /// The time that its claims have in common, in its normal form, where it is on one question and
    /// that is limited.
    pub when: Option<String>,
    /// The groups of claims that can hold together, where it is on one question.
    pub positions: Vec<Position>,
    /// The claims of its case that are no side.
    pub neutral: Vec<ClaimId>,
    /// What makes the conflict the one that it is; nothing for all but conflicts.
    pub conflict: Option<Conflict>,
    /// The claims that take part.
    pub claims: Vec<ClaimId>,
    /// The rules that take part.
    pub rules: Vec<RuleId>,
    /// For a constraint, the minimal set: what cannot all hold, and could without any one of them.
    pub members: Vec<SetMember>,
    /// Places to show beside those of the claims.
    pub labels: Vec<Label>,
    /// Reports that it concerns, and that none of its claims are of.
    pub silent: Vec<ReportId>,
    /// What it is about, whatever the wording: made of the code, the questions and the answers.
    pub fingerprint: String,
}

impl Diagnostic {
    /// The family that its code begins with.
    pub fn family(&self) -> Family {
        Family::of(self.code).unwrap_or(Family::Input)
    }

    /// Whether it is a conflict of several answers that no single question shows: its steps lead from
    /// claim to claim.
    pub fn is_constraint(&self) -> bool {
        self.family() == Family::Conflict && self.positions.is_empty()
    }
}

/// A member of a minimal set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetMember {
    /// The question that it answers; nothing for a rule.
    pub question: Option<QuestionId>,
    /// The answer in its normal form, or the equation; several where they are in dispute.
    pub values: Vec<String>,
    /// How sure the surest of its claims is.
    pub certainty: Certainty,
    /// The claims that give it; none for a rule.
    pub claims: Vec<ClaimId>,
    /// The rule, where it is one.
    pub rule: Option<RuleId>,
}

fn set_members(model: &Model, finding: &Finding) -> Vec<SetMember> {
    if finding.members.is_empty() && finding.rules.is_empty() {
        return Vec::new();
    }
    let answers = finding.members.iter().map(|member| SetMember {
        question: Some(member.question),
        values: member.speakers.iter().map(|claim| words::answer(model, *claim)).collect(),
        certainty: member.certainty,
        claims: member.claims.clone(),
        rule: None,
    });
    let rules = finding.rules.iter().map(|rule| SetMember {
        question: None,
        values: vec![model.rule(*rule).written.clone()],
        certainty: Certainty::Certain,
        claims: Vec::new(),
        rule: Some(*rule),
    });
    answers.chain(rules).collect()
}

/// Puts a finding into words. `judged` is its question, where it is on one and that is at hand.
pub(crate) fn describe(
    context: &Context<'_>,
    judged: Option<&Judged<'_>>,
    finding: Finding,
) -> Diagnostic {
    match (judged, finding.case) {
        (None, Some(case)) => {
            let judged = Judged::new(context.verdict(case));
            describe_on(context, Some(&judged), finding)
        }
        (judged, _) => describe_on(context, judged, finding),
    }
}

fn describe_on(context: &Context<'_>, judged: Option<&Judged<'_>>, finding: Finding) -> Diagnostic {
    let model = context.model();
    let positions = match (judged, finding.sides.is_empty()) {
        (Some(judged), true) => finding.evidence.positions(context, judged),
        (Some(judged), false) => positions(context, judged.verdict, &finding.sides),
        (None, _) => Vec::new(),
    };
    let described = Described { context, finding: &finding, judged, positions: &positions };
    let mut description = finding.evidence.describe(&described);
    let fingerprint = fingerprint_of(&described);
    tell_rulings(model, &finding, &mut description);
    let within = finding.is_within_one_report(model);
    let members = set_members(model, &finding);
    let between = finding.between(model);
    let settled =
        |(id, bearing): &(RulingId, Bearing)| (*bearing == Bearing::Settles).then_some(*id);
    let ruling = finding.rulings.iter().find_map(settled);
    let Description { message, help, reason, labels } = description;
    let Finding {
        code,
        severity,
        state,
        questions,
        asked,
        at,
        conflict,
        claims,
        rules,
        silent,
        when,
        neutral,
        ..
    } = finding;
    let when = when.map(|when| model.print_date(&when));
    Diagnostic {
        code,
        severity,
        state,
        ruling,
        within,
        between,
        questions,
        asked,
        at,
        message,
        help,
        reason,
        when,
        positions,
        neutral,
        conflict,
        claims,
        rules,
        members,
        labels,
        silent,
        fingerprint,
    }
}

/// What makes a finding the same one over time.
fn fingerprint_of(described: &Described<'_>) -> String {
    let Described { context, finding, .. } = described;
    if let Some(conflict) = &finding.conflict {
        return conflict.fingerprint();
    }
    if let Some(about) = finding.evidence.about(described) {
        return of_words(finding.code, &about);
    }
    let model = context.model();
    let claims: BTreeSet<ClaimId> = finding.sides.iter().flatten().copied().collect();
    let values: BTreeSet<String> = claims.iter().map(|claim| said(model, *claim)).collect();
    let values: Vec<&str> = values.iter().map(String::as_str).collect();
    fingerprint(model, finding.code, &finding.questions, &values)
}

/// What a claim says, and the time at which it holds.
fn said(model: &Model, claim: ClaimId) -> String {
    let answer = words::normal(model, claim);
    match &model.entry_of(claim).when {
        Some(when) => format!("{answer} @ {}", model.print_time(when)),
        None => answer,
    }
}

/// Says what the rulings on its questions make of a conflict.
fn tell_rulings(model: &Model, finding: &Finding, description: &mut Description) {
    for (id, bearing) in &finding.rulings {
        let ruling = &model.rulings[id.index()];
        let mut who = vec![ruling.because.clone()];
        who.extend(ruling.by.as_ref().map(|by| format!("by {by}")));
        who.extend(ruling.decided.as_ref().map(|decided| format!("on {decided}")));
        let who = match who.as_slice() {
            [because] => because.clone(),
            [because, rest @ ..] => format!("{because} ({})", rest.join(", ")),
            [] => String::new(),
        };
        match bearing {
            Bearing::Settles => {
                description.reason.push(format!("a ruling settles this: {who}"));
            }
            Bearing::Lapsed(changes) => description.reason.push(format!(
                "a ruling settled this, and no longer does: {}. Its reason was: {who}",
                changes.join("; ")
            )),
            Bearing::Superseded => {}
        }
        description.labels.push(Label { span: ruling.place, text: "the ruling".to_owned() });
    }
}
