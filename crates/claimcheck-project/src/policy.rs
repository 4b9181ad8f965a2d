//! What the settings make of findings: how bad they are, and which are left out. Judges nothing by
//! itself, and never touches an error of the input.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

use claimcheck_checker::{Diagnostic, Family, Finding, input_diagnostic};
use claimcheck_core::model::{Model, QuestionId};
use claimcheck_core::problem::{InputCode, Problem};

use crate::settings::{At, Ignore, Settings, Weight};

/// The settings at work on one finding after the other, on any thread.
pub(crate) struct Policy<'p> {
    settings: &'p Settings,
    model: &'p Model,
    /// Which entries have left something out.
    used: Vec<AtomicBool>,
    /// The questions of the conflicts that are left out.
    ignored: Mutex<Vec<QuestionId>>,
}

impl<'p> Policy<'p> {
    pub(crate) fn new(settings: &'p Settings, model: &'p Model) -> Self {
        let used = settings.ignore.iter().map(|_| AtomicBool::new(false)).collect();
        Self { settings, model, used, ignored: Mutex::new(Vec::new()) }
    }

    /// A finding as the settings have it, unless they leave it out.
    pub(crate) fn admit(&self, mut finding: Finding) -> Option<Finding> {
        let ignored = |entry: &At<Ignore>| matches(self.model, &entry.value, &finding);
        if let Some(by) = self.settings.ignore.iter().position(ignored) {
            self.used[by].store(true, Ordering::Relaxed);
            if finding.family() == Family::Conflict {
                let mut ignored = self.ignored.lock().unwrap_or_else(PoisonError::into_inner);
                ignored.extend(&finding.questions);
            }
            return None;
        }
        weigh(self.settings, &mut finding).then_some(finding)
    }

    /// What the settings left out, and what they meant to leave out and did not.
    pub(crate) fn end(self) -> LeftOut {
        let unused = self
            .settings
            .ignore
            .iter()
            .zip(self.used)
            .filter(|(_, used)| !used.load(Ordering::Relaxed))
            .filter_map(|(entry, _)| input_diagnostic(&self.model.sources, &self::unused(entry)))
            .collect();
        let mut questions = self.ignored.into_inner().unwrap_or_else(PoisonError::into_inner);
        questions.sort_unstable();
        questions.dedup();
        LeftOut { unused, questions }
    }
}

/// What the settings left out of the findings.
pub(crate) struct LeftOut {
    /// A finding for each entry that left nothing out.
    pub(crate) unused: Vec<Diagnostic>,
    /// The questions of the conflicts that were left out, in order.
    pub(crate) questions: Vec<QuestionId>,
}

/// Whether an entry leaves a finding out: the code is its, and all questions are among those named.
/// An error of the input is never left out.
fn matches(model: &Model, entry: &Ignore, finding: &Finding) -> bool {
    if is_input_error(finding) || !is_of(finding, &entry.code) {
        return false;
    }
    if entry.questions.is_empty() {
        return true;
    }
    let questions = questions(model, finding);
    !questions.is_empty() && questions.iter().all(|question| entry.questions.contains(question))
}

fn is_of(finding: &Finding, code: &str) -> bool {
    finding.code == code || finding.family().as_str() == code
}

fn is_input_error(finding: &Finding) -> bool {
    finding.family() == Family::Input
        && claimcheck_checker::check::check(finding.code)
            .is_some_and(|check| check.severity == claimcheck_checker::Severity::Error)
}

/// The names of a finding's questions.
fn questions(model: &Model, finding: &Finding) -> Vec<String> {
    let asked = finding.asked.map(|asked| {
        format!("{}.{}", model.entity(asked.subject).id, model.property(asked.property).id)
    });
    finding.questions.iter().map(|question| model.question_name(*question)).chain(asked).collect()
}

/// Gives a finding the severity that its code has, else that of its family; false where it is
/// switched off.
fn weigh(settings: &Settings, finding: &mut Finding) -> bool {
    let of = |code: &str| settings.severity.iter().find(|weight| weight.value.code == code);
    let weight = of(finding.code).or_else(|| of(finding.family().as_str()));
    let Some(At { value: Weight { severity, .. }, .. }) =
        weight.filter(|_| !is_input_error(finding))
    else {
        return true;
    };
    let Some(severity) = severity else { return false };
    finding.severity = match finding.family() {
        Family::Conflict => finding.severity.min(*severity),
        _ => *severity,
    };
    true
}

fn unused(entry: &At<Ignore>) -> Problem {
    let Ignore { code, questions, .. } = &entry.value;
    let on = if questions.is_empty() {
        String::new()
    } else {
        format!(" on {}", questions.join(" and "))
    };
    Problem::new(
        InputCode::Unused,
        entry.place,
        format!("the settings ignore `{code}`{on}, and nothing of that is found"),
    )
    .with_help("take the entry out, or check its code and its question")
}
