//! `claimcheck matrix`: questions down, reports across.

use std::path::PathBuf;

use claimcheck_checker::Context;
use claimcheck_core::model::Model;
use claimcheck_page::matrix::{Matrix, Outcome, Row};
use clap::{Args, ValueEnum};

use super::html::status;
use super::view::{open, print_json, touches};
use crate::args::Color;
use crate::layout::Layout;
use crate::render::ink::Ink;
use crate::render::matrix as render;
use crate::{Status, pager, terminal};

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
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Only {
    /// Not all answers can hold
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
    let (layout, project) = open(&args.paths)?;
    let model = project.graph.model();
    let findings = claimcheck_checker::check(&project);
    let context = Context::new(&project);
    let matrix = Matrix::new(&context, &findings);
    let rows = rows(args, model, &layout, &matrix);
    let settled = render::settled(&findings);
    match args.format {
        MatrixFormat::Human => {
            let ink = Ink::of(terminal::color(args.color));
            pager::print(&render::human(model, (&rows, &settled), terminal::columns(), ink))?;
        }
        MatrixFormat::Json => {
            print_json(render::json(model, (&rows, &settled)))?;
        }
    }
    Ok(status(&project))
}

/// The rows that are asked for, in the order that is.
fn rows<'m>(args: &MatrixArgs, model: &Model, layout: &Layout, matrix: &'m Matrix) -> Vec<&'m Row> {
    let is_asked = |row: &&Row| {
        let mut claims = row.cells.iter().flat_map(|cell| &cell.claims);
        let wanted = args.only.is_empty() || args.only.contains(&only(row));
        wanted && (layout.only.is_empty() || claims.any(|claim| touches(model, layout, *claim)))
    };
    let mut rows: Vec<&Row> = matrix.rows.iter().filter(is_asked).collect();
    match args.sort {
        Sort::Dispute => rows.sort_by_key(|row| {
            (only(row) as usize, std::cmp::Reverse(row.cells.len()), row.question)
        }),
        Sort::Question => rows.sort_by_cached_key(|row| model.question_name(row.question)),
    }
    rows
}

const fn only(row: &Row) -> Only {
    match row.outcome {
        Outcome::Disputed => Only::Disputed,
        Outcome::Agreed(_) => Only::Agreed,
        Outcome::Open => Only::Open,
    }
}
