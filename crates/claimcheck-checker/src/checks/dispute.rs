//! What the checks of disputed questions share: which disputes are theirs, and the words that are
//! the same for all of them. Each check adds why its answers have nothing in common.

use claimcheck_core::model::{Property, ValueType};

use crate::check::Check;
use crate::context::{Context, Wording};
use crate::finding::{Finding, Position, Severity};
use crate::judged::Judged;
use crate::verdict::{Dispute, Kind, Verdict};
use crate::words;

/// How a check words the disputes that are its own.
pub(super) struct Words<'a> {
    /// The first step of the reason: what kind of answer the question takes.
    pub(super) premise: &'a dyn Fn(&Property) -> String,
    /// The last step: why the answers cannot all hold.
    pub(super) conclusion: &'a dyn Fn(&Context<'_>, &Verdict, &[Position]) -> String,
    /// What to do.
    pub(super) help: &'a str,
}

/// The finding of a check of disputed questions, where the code of the dispute is its own.
pub(super) fn finding_of(
    context: &Context<'_>,
    check: &'static Check,
    words: &Words<'_>,
    judged: &Judged<'_>,
) -> Option<Finding> {
    let dispute = judged.verdict.dispute()?;
    let question = context.model().question(judged.verdict.question);
    let value_type = context.model().property(question.property).value_type;
    // An order of an event with itself is told by itself, claim by claim.
    let own = check.code == code_of(value_type, dispute.kind, super::ALL)
        && question.with != Some(question.subject);
    own.then(|| finding(context, check, judged, dispute, words))
}

/// The code of a dispute: that of its kind, or else the one that its type of values asks for. Where no
/// check has that one, the dispute is told as one of any other answers.
fn code_of(value_type: ValueType, kind: Kind, checks: &[&Check]) -> &'static str {
    const UNCLAIMED: &str = "conflict/value";
    let code = match kind {
        Kind::Answers => value_type.conflict_code(),
        Kind::Negation => value_type.denial_code(),
        Kind::ClosedList => "conflict/closed-list",
        Kind::Regression => "conflict/regression",
        Kind::Implied => "conflict/window",
    };
    if checks.iter().any(|check| check.code == code) { code } else { UNCLAIMED }
}

/// A dispute in words.
fn finding(
    context: &Context<'_>,
    check: &'static Check,
    judged: &Judged<'_>,
    dispute: &Dispute,
    words: &Words<'_>,
) -> Finding {
    let (model, verdict) = (context.model(), judged.verdict);
    let claims = verdict.claims();
    let property = model.property(model.question(verdict.question).property);
    let mut reason = vec![(words.premise)(property)];
    reason.extend(words::resolutions(model, &claims));
    reason.push(words::gate(context.graph, verdict.question));
    let positions = context.positions(judged, &dispute.positions);
    reason.push((words.conclusion)(context, verdict, &positions));
    if dispute.severity != Severity::Error {
        let mut hedges = words::hedges(model, &claims);
        if dispute.kind == Kind::Implied {
            hedges.insert(0, "only what is implied clashes, and not what is said".to_owned());
        }
        let word = if dispute.severity == Severity::Warning {
            "a warning"
        } else {
            "no more than a tension"
        };
        reason.push(format!("{}, so this is {word}", words::list(&hedges)));
    }
    let reports = words::reports(model, &claims);
    let question = words::question(model, verdict.question);
    let given = claims.iter().any(|claim| model.entry_of(*claim).report.is_none());
    let message = match reports.as_slice() {
        [one, _] if given => format!(
            "{} and what is given disagree on {question}",
            if one == "a fact" { &reports[1] } else { one }
        ),
        [one] if given => format!("{one} contradicts another on {question}"),
        [one] => format!("{one} contradicts itself on {question}"),
        _ => format!("the reports disagree on {question}"),
    };
    let wording = Wording { message, help: Some(words.help.to_owned()), reason };
    Finding {
        severity: dispute.severity,
        ..context.on_question(check, verdict, (&dispute.positions, positions), wording)
    }
}

/// The answers of the positions, in words.
pub(super) fn answers(positions: &[Position]) -> String {
    let mut values: Vec<String> = positions.iter().map(|position| position.value.clone()).collect();
    values.dedup();
    words::list(&values)
}

/// `the answers … have nothing in common`.
pub(super) fn nothing_in_common(_: &Context<'_>, _: &Verdict, positions: &[Position]) -> String {
    let answers = answers(positions);
    match positions.len() {
        2 => format!("the two answers, {answers}, have nothing in common"),
        _ => format!("no answer fits all of {answers}"),
    }
}

/// `x` has one answer.
pub(super) fn one_answer(property: &Property) -> String {
    use claimcheck_core::model::Changes;
    let chosen = match property.levels.as_slice() {
        _ if property.value_type == ValueType::YesNo => ", yes or no".to_owned(),
        [] => String::new(),
        levels => format!(", chosen from {}", words::list(levels)),
    };
    match property.changes {
        Changes::Never => format!("`{}` has one answer{chosen}", property.id),
        _ => format!("`{}` has one answer at a time{chosen}", property.id),
    }
}
