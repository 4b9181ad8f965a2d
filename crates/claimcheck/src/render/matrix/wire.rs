//! Rows of the matrix as JSON.

use claimcheck_core::model::{ClaimId, Model, ReportId};
use claimcheck_core::text::armoured;
use claimcheck_project::QuestionState;
use claimcheck_project::matrix::{Cell, Outcome, Row};
use serde::Serialize;

use crate::render::wire::{Question, question};

/// The name of the JSON's form.
const SCHEMA: &str = "claimcheck/matrix/v1";

#[derive(Serialize)]
struct Root<'m> {
    schema: &'static str,
    /// The reports that are not retracted.
    reports: Vec<&'m str>,
    rows: Vec<WireRow<'m>>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct WireRow<'m> {
    question: Question<'m>,
    outcome: &'static str,
    /// What was made of the conflicts that it is in; null where it is in none.
    state: Option<&'static str>,
    positions: Vec<Side<'m>>,
    cells: Vec<WireCell<'m>>,
    silent: Vec<&'m str>,
    left_out: Vec<&'m str>,
}

#[derive(Serialize)]
struct Side<'m> {
    value: &'m str,
    claims: Vec<&'m str>,
}

#[derive(Serialize)]
struct WireCell<'m> {
    /// Null for what is given.
    report: Option<&'m str>,
    mark: &'static str,
    /// Places in the row's `positions`, from 0.
    positions: &'m [usize],
    claims: Vec<WireClaim<'m>>,
}

#[derive(Serialize)]
struct WireClaim<'m> {
    id: &'m str,
    value: &'m str,
}

/// Some rows, as JSON.
pub(crate) fn json(model: &Model, rows: &[&Row]) -> Result<String, serde_json::Error> {
    let reports = (0..).map(ReportId).zip(&model.reports);
    let reports = reports.filter(|(id, _)| !model.retracted.contains(id));
    let root = Root {
        schema: SCHEMA,
        reports: reports.map(|(_, report)| report.id.as_str()).collect(),
        rows: rows.iter().map(|row| wire(model, row)).collect(),
    };
    Ok(armoured(serde_json::to_string_pretty(&root)?) + "\n")
}

fn wire<'m>(model: &'m Model, row: &'m Row) -> WireRow<'m> {
    let name = |claim: &ClaimId| &*model.entry_of(*claim).name;
    let ids = |reports: &[ReportId]| -> Vec<&'m str> {
        reports.iter().map(|report| model.report(*report).id.as_str()).collect()
    };
    let cell = |cell: &'m Cell| WireCell {
        report: cell.report.map(|report| model.report(report).id.as_str()),
        mark: cell.mark.as_str(),
        positions: &cell.positions,
        claims: cell
            .claims
            .iter()
            .map(|claim| WireClaim { id: name(claim), value: &model.claim(*claim).written })
            .collect(),
    };
    WireRow {
        question: question(model, row.question),
        outcome: match row.outcome {
            Outcome::Disputed => "disputed",
            Outcome::Together => "together",
            Outcome::Agreed(_) => "agreed",
            Outcome::Open => "open",
        },
        state: row.state.map(QuestionState::as_str),
        positions: row
            .positions
            .iter()
            .map(|position| Side {
                value: &position.value,
                claims: position.claims.iter().map(name).collect(),
            })
            .collect(),
        cells: row.cells.iter().map(cell).collect(),
        silent: ids(&row.silent),
        left_out: ids(&row.left_out),
    }
}
