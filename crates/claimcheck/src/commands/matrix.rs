//! `claimcheck matrix`: questions down, reports across.

use std::path::PathBuf;

use claimcheck_project::Analysis;
use claimcheck_project::matrix::{Outcome, Row};
use clap::{Args, ValueEnum};

use super::html::status;
use super::open::{self, print_json};
use crate::args::{Color, DayArgs};
use crate::render::ink::Ink;
use crate::render::matrix as render;
use crate::{pager, terminal};
use claimcheck_project::Status;

#[derive(Debug, Args)]
pub(crate) struct MatrixArgs {
    /// The reports folder, or files and folders of a project whose questions to show
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Only questions that come to this
    #[arg(long, value_enum, value_delimiter = ',', value_name = "OUTCOME")]
    only: Vec<Only>,
    /// The order of the questions
    #[arg(long, value_enum, default_value_t = Sort::Dispute)]
    sort: Sort,
    /// How to print them
    #[arg(long, value_enum, default_value_t = MatrixFormat::Human)]
    format: MatrixFormat,
    /// When to use colour: this over `NO_COLOR` over `FORCE_COLOR`
    #[arg(long, value_enum, default_value_t = Color::Auto)]
    color: Color,
    #[command(flatten)]
    day: DayArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Only {
    /// Not all answers can hold, by themselves or with those to other questions
    Disputed,
    /// All answers can hold
    Agreed,
    /// There is one answer, or none
    Open,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Sort {
    /// What is disputed first, then what most answer
    Dispute,
    /// By subject and property
    Question,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum MatrixFormat {
    /// A table
    Human,
    /// JSON (claimcheck/matrix/v1)
    Json,
}

/// Runs the command. The error is a sentence for people.
pub(crate) fn run(args: &MatrixArgs) -> Result<Status, String> {
    let options = open::on_day(&args.paths, &args.day)?;
    open::once(options, &open::conflicts(), |analysis| {
        analysis.require_reports().map_err(|error| error.to_string())?;
        let model = analysis.model();
        let rows = rows(args, analysis);
        match args.format {
            MatrixFormat::Human => {
                let ink = Ink::of(terminal::color(args.color));
                pager::print(&render::human(model, &rows, terminal::columns(), ink))?;
            }
            MatrixFormat::Json => print_json(render::json(model, &rows))?,
        }
        Ok(status(analysis))
    })
}

/// The rows that are asked for, in the order that is.
fn rows<'m>(args: &MatrixArgs, analysis: &'m Analysis<'_>) -> Vec<&'m Row> {
    let whole = analysis.location().is_whole();
    let is_asked = |row: &&Row| {
        let mut claims = row.cells.iter().flat_map(|cell| &cell.claims);
        let wanted = args.only.is_empty() || args.only.contains(&only(row));
        wanted && (whole || claims.any(|claim| analysis.touches(*claim)))
    };
    let mut rows: Vec<&Row> = analysis.matrix().rows.iter().filter(is_asked).collect();
    match args.sort {
        Sort::Dispute => rows.sort_by_key(|row| {
            (row.outcome.rank(), std::cmp::Reverse(row.cells.len()), row.question)
        }),
        Sort::Question => {
            rows.sort_by_cached_key(|row| analysis.model().question_name(row.question));
        }
    }
    rows
}

const fn only(row: &Row) -> Only {
    match row.outcome {
        Outcome::Disputed | Outcome::Together => Only::Disputed,
        Outcome::Agreed(_) => Only::Agreed,
        Outcome::Open => Only::Open,
    }
}
