//! Flaws of the annotation as findings. They are found where the input is read; here they get the
//! form of all other findings.

use claimcheck_core::problem::{InputCode, Problem};
use claimcheck_core::source::Sources;

use crate::check::Check;
use crate::context::Context;
use crate::finding::{Finding, Severity, State};
use crate::fingerprint::of_words;

/// The findings of one code.
pub(super) fn findings(
    context: &Context<'_>,
    check: &'static Check,
    code: InputCode,
) -> Vec<Finding> {
    let all = context.problems.iter().chain(&context.stale);
    let own = all.filter(|problem| problem.code == code);
    own.map(|problem| finding(&context.model().sources, check, problem)).collect()
}

/// One flaw as a finding.
pub(crate) fn finding(sources: &Sources, check: &'static Check, problem: &Problem) -> Finding {
    // What stands at the place is what the flaw is about; messages name files.
    let about = match sources.slice(problem.at.span) {
        "" => check.summary,
        // A ruling is known by what it says of which question, not by its layout.
        _ if problem.code == InputCode::StaleRuling => &problem.message,
        text => text,
    };
    let marks = std::iter::once(&problem.at).chain(&problem.related).cloned().collect();
    Finding {
        code: check.code,
        severity: if problem.code.is_error() { Severity::Error } else { Severity::Warning },
        state: State::New,
        ruling: None,
        within: false,
        questions: Vec::new(),
        asked: None,
        at: problem.at.span,
        message: problem.message.clone(),
        help: problem.help.clone(),
        reason: Vec::new(),
        positions: Vec::new(),
        disputed: Vec::new(),
        claims: Vec::new(),
        rules: Vec::new(),
        marks,
        silent: Vec::new(),
        fingerprint: of_words(check.code, about),
    }
}
