//! Markdown for a comment on a change or the summary of a run: a table of what is new, with the
//! words of the reports, and how each follows, folded away.

use claimcheck_checker::{Diagnostic, Family, Severity, State};
use claimcheck_core::model::Model;

use super::Outcome;
use super::markdown_text::{code, escape};
use super::paths::Paths;
use super::told::{self, Party, counted};
use crate::totals::Totals;
use claimcheck_project::Shown;

/// How long a comment on GitHub may be. It counts characters; bytes are never fewer.
pub(crate) const COMMENT: usize = 65_536;
/// What is kept for the last lines.
const TAIL: usize = 2_000;
/// How many sides of a finding its row shows.
const MOST_IN_ROW: usize = 4;
/// How many characters of a passage a row shows.
const MOST_OF_QUOTE: usize = 140;
/// How many conflicts that are fixed are listed.
const MOST_FIXED: usize = 10;

/// The new findings among those that are told, in at most so many bytes.
pub(crate) fn render(outcome: Outcome<'_>, told: &Shown, paths: &Paths, most: usize) -> String {
    let model = outcome.project.graph.model();
    let told: Vec<&Diagnostic> = told::by_weight(outcome.findings)
        .into_iter()
        .filter(|finding| finding.state == State::New && told.has(finding.code))
        .collect();
    let mut text = heading(outcome, &told);
    let tail = tail(outcome, &told);
    let room = most.saturating_sub(tail.len().max(TAIL));
    let rows = told.iter().zip(1..).map(|(finding, number)| row(model, finding, number));
    let (shown, table) = fitting(rows, room.saturating_sub(text.len()) * 2 / 3);
    if shown > 0 {
        text.push_str("\n| | what is wrong | what the reports say |\n| --- | --- | --- |\n");
        text.push_str(&table);
    }
    let details = told
        .iter()
        .take(shown)
        .zip(1..)
        .map(|(finding, number)| details(model, finding, number, paths));
    let (explained, folded) = fitting(details, room.saturating_sub(text.len()));
    text.push_str(&folded);
    if shown < told.len() {
        let left = counted(told.len() - shown, "more finding");
        text.push_str(&format!("\n{left} left out here, as there is no room.\n"));
    }
    if explained < shown {
        let left = counted(shown - explained, "finding");
        text.push_str(&format!("\nHow {left} of the table came about is left out here.\n"));
    }
    text + &tail
}

/// As many blocks as fit, and their number.
fn fitting(blocks: impl Iterator<Item = String>, room: usize) -> (usize, String) {
    let mut text = String::new();
    let mut number = 0;
    for block in blocks {
        if text.len() + block.len() > room {
            break;
        }
        text.push_str(&block);
        number += 1;
    }
    (number, text)
}

fn heading(outcome: Outcome<'_>, told: &[&Diagnostic]) -> String {
    let states: Vec<String> = told::states(outcome)
        .into_iter()
        .filter(|(word, number)| *word == State::New.as_str() || *number > 0)
        .map(|(word, number)| format!("{number} {word}"))
        .collect();
    let mut text = format!("### claimcheck: conflicts {}\n", states.join(", "));
    if told.is_empty() {
        text.push_str("\nNothing new to show.\n");
    }
    text
}

fn row(model: &Model, finding: &Diagnostic, number: usize) -> String {
    let mark = match finding.severity {
        Severity::Error => "❌",
        Severity::Warning => "⚠️",
        Severity::Note => "ℹ️",
    };
    let parties = told::parties(model, finding);
    let mut sides: Vec<String> =
        parties.iter().take(MOST_IN_ROW).map(|party| side(party, MOST_OF_QUOTE)).collect();
    if parties.len() > MOST_IN_ROW {
        sides.push(format!("and {} more", parties.len() - MOST_IN_ROW));
    }
    format!(
        "| {mark} {} | {number}. **{}** <br> `{}` | {} |\n",
        finding.severity.as_str(),
        escape(&told::cut(&finding.message, 300)),
        finding.code,
        sides.join(" <br> ")
    )
}

/// An answer, who holds it, and as much of the words as asked for.
fn side(party: &Party, most: usize) -> String {
    let mut parts = Vec::new();
    if !party.answer.is_empty() {
        parts.push(format!("**{}**", escape(&party.answer)));
    }
    if !party.holders.is_empty() {
        parts.push(escape(&party.holders));
    }
    if let Some(quote) = party.quote.as_ref().filter(|quote| !quote.is_empty()) {
        parts.push(format!("“{}”", escape(&told::cut(quote, most))));
    }
    parts.join(" · ")
}

/// Where it stands and how it follows, folded away.
fn details(model: &Model, finding: &Diagnostic, number: usize, paths: &Paths) -> String {
    let mut text = format!(
        "\n<details><summary>{number}. {}: where it stands, and how it follows</summary>\n\n",
        finding.code
    );
    let at = paths.place(model, finding.at);
    text.push_str(&format!("Shown at {}.\n\n", code(&at)));
    let parties = told::parties(model, finding);
    for party in parties.iter().take(told::MOST_SIDES) {
        let side = [side(party, usize::MAX), code(&paths.place(model, party.span))];
        text.push_str(&format!("- {}\n", side.join(" ").trim_start()));
    }
    if parties.len() > told::MOST_SIDES {
        text.push_str(&format!("- and {} more\n", parties.len() - told::MOST_SIDES));
    }
    if !finding.reason.is_empty() {
        text.push('\n');
    }
    for (number, step) in (1..).zip(&finding.reason) {
        text.push_str(&format!("{number}. {}\n", escape(&told::cut(step, 600))));
    }
    if let Some(help) = told::help(finding) {
        text.push_str(&format!("\n**What to do:** {}\n", escape(&help)));
    }
    text + "\n</details>\n"
}

/// What is fixed, what else was found, and what was looked at.
fn tail(outcome: Outcome<'_>, told: &[&Diagnostic]) -> String {
    let mut text = String::new();
    if !outcome.fixed.is_empty() {
        text.push_str("\nFixed:\n\n");
        for line in outcome.fixed.iter().take(MOST_FIXED) {
            text.push_str(&format!("- {}\n", escape(&told::cut(line, MOST_OF_QUOTE))));
        }
        if outcome.fixed.len() > MOST_FIXED {
            text.push_str(&format!("- and {} more\n", outcome.fixed.len() - MOST_FIXED));
        }
    }
    let totals = Totals::of(outcome.project.graph.model());
    let family = |family: Family| {
        outcome.findings.iter().filter(|finding| finding.family() == family).count()
    };
    text.push_str(&format!(
        "\nChecked {}, {} and {}: {} in all, {}, {}, {}, {}.\n",
        counted(totals.reports, "report"),
        counted(totals.claims, "claim"),
        counted(totals.questions, "question"),
        counted(family(Family::Conflict), "conflict"),
        counted(family(Family::Agreement), "agreement"),
        counted(family(Family::Tension), "tension"),
        counted(family(Family::Gap), "gap"),
        counted(family(Family::Input), "flaw") + " of the input",
    ));
    if let Some(first) = told.first() {
        text.push_str(&format!("`claimcheck explain {}` says what a check means.\n", first.code));
    }
    text
}
