//! GitLab's code quality report: a list of issues, each with a fingerprint by which GitLab tells
//! what a merge request brings and what it solves.

use std::collections::HashMap;

use claimcheck_checker::{Diagnostic, Family, Severity, State};
use claimcheck_core::model::Model;
use claimcheck_core::text::armoured;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::Outcome;
use super::paths::Paths;
use super::told;

#[derive(Serialize)]
struct Issue {
    description: String,
    check_name: &'static str,
    fingerprint: String,
    severity: &'static str,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

/// The conflicts, flaws of the input and gaps as a list of issues. Known and ruled conflicts are
/// among them, as information: GitLab would take one that is left out for solved.
pub(crate) fn render(outcome: Outcome<'_>, paths: &Paths) -> Result<String, serde_json::Error> {
    let model = outcome.project.graph.model();
    let mut seen = HashMap::new();
    let told = told::by_weight(outcome.findings)
        .into_iter()
        .filter(|finding| finding.family() != Family::Agreement);
    let issues: Vec<Issue> = told.map(|finding| issue(model, finding, paths, &mut seen)).collect();
    Ok(armoured(serde_json::to_string_pretty(&issues)?) + "\n")
}

fn issue<'o>(
    model: &Model,
    finding: &'o Diagnostic,
    paths: &Paths,
    seen: &mut HashMap<&'o str, u32>,
) -> Issue {
    let before = seen.entry(finding.fingerprint.as_str()).or_default();
    let fingerprint = nth(&finding.fingerprint, *before);
    *before += 1;
    Issue {
        description: description(model, finding),
        check_name: finding.code,
        fingerprint,
        severity: severity(finding),
        location: Location {
            path: paths.of(model, finding.at.file),
            lines: Lines {
                begin: model.sources.start(finding.at).line,
                end: model.sources.end(finding.at).line,
            },
        },
    }
}

/// The message, and for a dispute who holds what: GitLab shows one line of plain text.
fn description(model: &Model, finding: &Diagnostic) -> String {
    let message = told::message(finding);
    if finding.positions.len() < 2 {
        return message;
    }
    let sides: Vec<String> = told::parties(model, finding)
        .iter()
        .take(finding.positions.len().min(told::MOST_SIDES))
        .map(|party| format!("{} ({})", party.answer, party.holders))
        .collect();
    format!("{message}: {}", sides.join(", "))
}

fn severity(finding: &Diagnostic) -> &'static str {
    match (finding.state, finding.family(), finding.severity) {
        (State::Known | State::Ruled, ..)
        | (_, Family::Gap | Family::Tension | Family::Agreement, _) => "info",
        (_, _, Severity::Error) => "critical",
        (_, _, Severity::Warning) => "major",
        (_, _, Severity::Note) => "minor",
    }
}

/// GitLab shows one issue of those that share a fingerprint: the second and later ones of a
/// fingerprint get one that is made from it.
fn nth(fingerprint: &str, before: u32) -> String {
    if before == 0 {
        return fingerprint.to_owned();
    }
    let digest = Sha256::digest(format!("{fingerprint}\0{before}"));
    digest.iter().take(fingerprint.len() / 2).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::nth;

    #[test]
    fn each_of_a_fingerprint_has_its_own() {
        let own = "07f75ddaab686c4cff45dbc3b090b775";
        assert_eq!(nth(own, 0), own);
        assert_ne!(nth(own, 1), nth(own, 2));
        assert_eq!(nth(own, 1).len(), own.len());
    }
}
