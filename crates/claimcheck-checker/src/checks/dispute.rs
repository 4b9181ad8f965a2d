//! What the checks of disputed questions share: which disputes are theirs, and the words that are
//! the same for all of them. Each check adds why its answers have nothing in common.

use claimcheck_core::model::{ClaimId, Model, Property, ValueType};

use super::definition::Check;
use crate::context::Context;
use crate::finding::{Described, Description, Evidence, Finding};
use crate::judged::Judged;
use crate::positions::Position;
use crate::severity::Severity;
use crate::verdict::{Dispute, Kind, Verdict};
use crate::voices::between;
use crate::words;

/// How a check words the disputes that are its own.
#[derive(Debug)]
pub(super) struct Words {
    /// The first step of the reason: what kind of answer the question takes.
    pub(super) premise: fn(&Property) -> String,
    /// The last step: why the answers cannot all hold.
    pub(super) conclusion: fn(&Context<'_>, &Verdict, &[Position]) -> String,
    /// What to do.
    pub(super) help: &'static str,
}

/// The findings of a check of disputed questions: the disputes whose code is its own.
pub(super) fn detect(
    context: &Context<'_>,
    check: &Check,
    words: &'static Words,
    judged: &Judged<'_>,
) -> Vec<Finding> {
    let verdict = judged.verdict;
    let question = context.model().question(verdict.question);
    let value_type = context.model().property(question.property).value_type;
    // An order of an event with itself is found claim by claim.
    if question.with == Some(question.subject) {
        return Vec::new();
    }
    let disputes = verdict.disputes().iter().enumerate();
    let own =
        disputes.filter(|(_, dispute)| check.code == code_of(value_type, dispute.kind, super::ALL));
    own.map(|(at, dispute)| finding(context, check, verdict, (at, dispute), words)).collect()
}

/// The code of a dispute: that of its kind, or else the one that its type of values asks for. Where no
/// check of disputes has that one, the dispute is one of any other answers.
fn code_of(value_type: ValueType, kind: Kind, checks: &[&Check]) -> &'static str {
    const UNCLAIMED: &str = "conflict/value";
    let code = match kind {
        Kind::Answers => value_type.conflict_code(),
        Kind::Negation => value_type.denial_code(),
        Kind::ClosedList => "conflict/closed-list",
        Kind::Regression => "conflict/regression",
        Kind::Implied => "conflict/window",
    };
    let looks = |check: &&Check| check.code == code && check.in_disputes().is_some();
    if checks.iter().any(looks) { code } else { UNCLAIMED }
}

fn finding(
    context: &Context<'_>,
    check: &Check,
    verdict: &Verdict,
    (at, dispute): (usize, &Dispute),
    words: &'static Words,
) -> Finding {
    let evidence = Disputed { words, kind: dispute.kind };
    let sides = dispute.sides.iter().map(|side| verdict.claims_of(side)).collect();
    let key = (check.code, dispute.severity);
    let found = Finding::on_sides(context, key, verdict, sides, evidence);
    let neutral = neutral(verdict);
    let mut claims: Vec<ClaimId> = found.claims.iter().chain(&neutral).copied().collect();
    claims.sort_unstable();
    Finding { dispute: Some(at), when: dispute.when.clone(), neutral, claims, ..found }
}

/// The claims of a case that are a side in none of its disputes.
fn neutral(verdict: &Verdict) -> Vec<ClaimId> {
    let in_dispute = verdict.in_dispute();
    let others = (0..verdict.classes.len()).filter(|class| !in_dispute[*class]);
    verdict.claims_of(&others.collect::<Vec<usize>>())
}

/// A question whose answers cannot all hold.
#[derive(Debug)]
struct Disputed {
    words: &'static Words,
    kind: Kind,
}

impl Evidence for Disputed {
    fn describe(&self, described: &Described<'_>) -> Description {
        let Described { context, finding, judged: Some(judged), positions } = described else {
            return Description::default();
        };
        let (model, verdict) = (context.model(), judged.verdict);
        let property = model.property(model.question(verdict.question).property);
        let mut reason = vec![(self.words.premise)(property)];
        reason.extend(words::resolutions(model, &finding.claims));
        reason.push(words::gate(context.graph, verdict.question, finding.when.as_ref()));
        reason.extend(Self::common_time(described));
        reason.push((self.words.conclusion)(context, verdict, positions));
        reason.extend(self.why_no_error(described));
        let message = message(model, finding, verdict);
        Description { message, help: Some(self.words.help.to_owned()), reason, labels: Vec::new() }
    }
}

impl Disputed {
    /// Which claims show that all hold at a common time, where that depends on events.
    fn common_time(described: &Described<'_>) -> Option<String> {
        let model = described.context.model();
        let dispute = described.judged?.verdict.disputes().get(described.finding.dispute?)?;
        let names =
            dispute.shown_by.iter().map(|claim| format!("`{}`", model.entry_of(*claim).name));
        let mut names: Vec<String> = names.collect();
        names.dedup();
        (!names.is_empty()).then(|| {
            format!("that they hold at a common time follows from {}", words::list(&names))
        })
    }

    /// Why it is less than an error, if it is.
    fn why_no_error(&self, described: &Described<'_>) -> Option<String> {
        let word = match described.finding.severity {
            Severity::Error => return None,
            Severity::Warning => "a warning",
            Severity::Note => "a note",
        };
        let mut hedges = words::hedges(described.context.model(), &described.finding.claims);
        if self.kind == Kind::Implied {
            hedges.insert(0, "only what is implied clashes, and not what is said".to_owned());
        }
        Some(format!("{}, so this is {word}", words::list(&hedges)))
    }
}

fn message(model: &Model, finding: &Finding, verdict: &Verdict) -> String {
    let reports = words::reports(model, &finding.claims);
    let mut question = words::question(model, verdict.question);
    if let Some(when) = &finding.when {
        question.push_str(&format!(", for {}", model.print_date(when)));
    }
    let given = finding.claims.iter().any(|claim| model.entry_of(*claim).report.is_none());
    match reports.as_slice() {
        [one, _] if given => format!(
            "{} and what is given disagree on {question}",
            if one == "a fact" { &reports[1] } else { one }
        ),
        [one] if given => format!("{one} contradicts another on {question}"),
        _ => match between(model, &finding.parties()).words(model) {
            Some(told) => match told.split_once(": ") {
                Some((who, names)) => format!("{who} on {question}: {names}"),
                None => format!("{told} on {question}"),
            },
            None => format!("the reports disagree on {question}"),
        },
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
