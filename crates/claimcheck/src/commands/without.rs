//! `check --without`: what would be found if a report, a source or a claim had been retracted, and
//! what that changes.

use claimcheck_checker::Diagnostic;
use claimcheck_checker::changes::Changes;
use claimcheck_project::{Analysis, WhatIf};

use crate::sanitize::clean;
use crate::terminal;
use crate::totals::Totals;

/// What a retraction changed, in words; nothing where nothing is taken as retracted.
pub(super) fn changes(analysis: &Analysis<'_>) -> String {
    let what_if = analysis.what_if();
    what_if.map_or_else(String::new, |it| section(it, analysis, terminal::width()))
}

fn section(what_if: &WhatIf, analysis: &Analysis<'_>, width: usize) -> String {
    let left = Totals::of(analysis.model()).claims;
    let changes = what_if.changes(analysis.findings());
    let counted = |number: usize| format!("{number} claim{}", if number == 1 { "" } else { "s" });
    let names = what_if.names.join(", ");
    let mut text = wrapped(
        &format!("\nwithout {names}: {} taken back, {left} left", counted(what_if.claims)),
        "",
        width,
    );
    if changes.is_empty() {
        text.push_str("nothing else changes\n");
        return text;
    }
    for (heading, lines) in groups(&changes) {
        if lines.is_empty() {
            continue;
        }
        text.push_str(&format!("  {heading}\n"));
        for line in lines {
            text.push_str(&wrapped(&format!("    - {line}"), "      ", width));
        }
    }
    text
}

fn groups(changes: &Changes<'_>) -> [(&'static str, Vec<String>); 5] {
    let lines = |findings: &[&Diagnostic]| findings.iter().map(|found| line(found)).collect();
    let altered = changes.altered.iter().map(|(was, is)| {
        let (before, now) = (answers(was), answers(is));
        if before == now || now.is_empty() {
            line(is)
        } else {
            format!("{}; {now} now, {before} before", line(is))
        }
    });
    [
        ("conflicts that are gone", lines(&changes.gone)),
        ("conflicts that are left, with other answers", altered.collect()),
        ("conflicts that open", lines(&changes.opened)),
        ("answers that lose their corroboration", lines(&changes.uncorroborated)),
        ("gaps that open", lines(&changes.gaps)),
    ]
}

fn line(finding: &Diagnostic) -> String {
    format!("{}: {}", finding.code, finding.message)
}

fn answers(finding: &Diagnostic) -> String {
    let values: Vec<&str> =
        finding.positions.iter().map(|position| position.value.as_str()).collect();
    values.join(" | ")
}

fn wrapped(text: &str, rest: &str, width: usize) -> String {
    let (start, words) = text.split_at(text.len() - text.trim_start().len());
    let options = terminal::wrapping(width).initial_indent(start).subsequent_indent(rest);
    textwrap::fill(&clean(words), options) + "\n"
}
