//! The diagnostic format of reviewdog, `rdjson`: new conflicts, flaws of the input and gaps, at the
//! lines of the claims. Columns there are bytes of UTF-8, from 1.

use claimcheck_checker::{Diagnostic, Family, Severity, State};
use claimcheck_core::model::Model;
use claimcheck_core::source::{SourceFile, Span};
use claimcheck_core::text::armoured;
use serde::Serialize;

use super::Outcome;
use super::paths::Paths;
use super::told;

#[derive(Serialize)]
struct DiagnosticResult {
    source: Source,
    diagnostics: Vec<RdDiagnostic>,
}

#[derive(Serialize)]
struct Source {
    name: &'static str,
}

#[derive(Serialize)]
struct RdDiagnostic {
    message: String,
    location: Location,
    severity: &'static str,
    code: Code,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<RelatedLocation>,
}

#[derive(Serialize)]
struct Code {
    value: &'static str,
}

#[derive(Serialize)]
struct RelatedLocation {
    message: String,
    location: Location,
}

#[derive(Serialize)]
struct Location {
    path: String,
    range: Range,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

#[derive(Serialize)]
struct Position {
    line: u32,
    column: usize,
}

/// The findings as one `DiagnosticResult`.
pub(crate) fn render(outcome: Outcome<'_>, paths: &Paths) -> Result<String, serde_json::Error> {
    let model = outcome.project.graph.model();
    let told = told::by_weight(outcome.findings)
        .into_iter()
        .filter(|finding| finding.state == State::New && finding.family() != Family::Agreement);
    let result = DiagnosticResult {
        source: Source { name: "claimcheck" },
        diagnostics: told.map(|finding| diagnostic(model, finding, paths)).collect(),
    };
    Ok(armoured(serde_json::to_string_pretty(&result)?) + "\n")
}

fn diagnostic(model: &Model, finding: &Diagnostic, paths: &Paths) -> RdDiagnostic {
    let parties = told::parties(model, finding);
    let lines = std::iter::once(told::message(finding)).chain(told::lines(model, finding, paths));
    RdDiagnostic {
        message: lines.collect::<Vec<_>>().join("\n"),
        location: location(model, finding.at, paths),
        severity: match finding.severity {
            Severity::Error => "ERROR",
            Severity::Warning => "WARNING",
            Severity::Note => "INFO",
        },
        code: Code { value: finding.code },
        related_locations: parties
            .iter()
            .take(told::MOST_SIDES)
            .map(|party| RelatedLocation {
                message: told::side(model, party, paths),
                location: location(model, party.span, paths),
            })
            .collect(),
    }
}

fn location(model: &Model, span: Span, paths: &Paths) -> Location {
    let file = model.sources.file(span.file);
    Location {
        path: paths.of(model, span.file),
        range: Range { start: position(file, span.start), end: position(file, span.end) },
    }
}

fn position(file: &SourceFile, byte: u32) -> Position {
    let line = file.position(byte).line;
    let start = file.line_range(line).start;
    Position { line, column: (byte as usize).saturating_sub(start) + 1 }
}
