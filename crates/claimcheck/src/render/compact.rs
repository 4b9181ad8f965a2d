//! One line a finding, for editors and grep: `file:line:column: severity code message`. Before the
//! message stands `(known)` or `(ruled)` where a conflict is; what is fixed has no place any more.

use std::fmt::Write as _;

use claimcheck_checker::State;

use super::Outcome;
use crate::sanitize::clean;

/// The findings, one line each.
pub(crate) fn render(outcome: Outcome<'_>) -> String {
    let sources = &outcome.project.graph.model().sources;
    let mut text = String::new();
    for finding in outcome.findings {
        let at = sources.start(finding.at);
        let path = sources.file(finding.at.file).path();
        let state = match finding.state {
            State::New => "",
            State::Known => "(known) ",
            State::Ruled => "(ruled) ",
        };
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "{}:{}:{}: {} {} {state}{}",
            clean(path),
            at.line,
            at.column,
            finding.severity.as_str(),
            finding.code,
            clean(&finding.message)
        );
    }
    for fixed in outcome.fixed {
        let _ = writeln!(text, "fixed: {}", clean(fixed));
    }
    text
}
