//! One line a finding, for editors and grep: `file:line:column: severity code message`.

use std::fmt::Write as _;

use super::Outcome;
use super::clean::clean;

/// The findings, one line each.
pub(crate) fn render(outcome: Outcome<'_>) -> String {
    let sources = &outcome.project.graph.model().sources;
    let mut text = String::new();
    for finding in outcome.findings {
        let at = sources.start(finding.at);
        let path = sources.file(finding.at.file).path();
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "{}:{}:{}: {} {} {}",
            clean(path),
            at.line,
            at.column,
            finding.severity.as_str(),
            finding.code,
            clean(&finding.message)
        );
    }
    text
}
