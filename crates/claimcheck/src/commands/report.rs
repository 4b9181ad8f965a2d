//! `claimcheck report`: one report, with how each of its claims stands beside its text.

use std::path::{Path, PathBuf};

use claimcheck_core::model::{Report, ReportId};
use claimcheck_core::suggest::nearest;
use claimcheck_project::Analysis;
use clap::{Args, ValueEnum};

use super::html::status;
use super::open::{self, print_json};
use crate::args::{Color, DayArgs};
use crate::render::ink::Ink;
use crate::render::report as render;
use crate::{pager, terminal};
use claimcheck_project::Status;

#[derive(Debug, Args)]
pub(crate) struct ReportArgs {
    /// The text of a report, the file of its claims, or its name
    #[arg(value_name = "FILE")]
    report: PathBuf,
    /// The project, where the report is given by its name: its folder, or its reports folder
    #[arg(long, value_name = "PATH", default_value = ".")]
    project: PathBuf,
    /// How to print it
    #[arg(long, value_enum, default_value_t = ReportFormat::Human)]
    format: ReportFormat,
    /// When to use colour: this over `NO_COLOR` over `FORCE_COLOR`
    #[arg(long, value_enum, default_value_t = Color::Auto)]
    color: Color,
    #[command(flatten)]
    day: DayArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ReportFormat {
    /// The text, with its claims in the margin
    Human,
    /// JSON (claimcheck/report/v1)
    Json,
}

/// Runs the command. The error is a sentence for people.
pub(crate) fn run(args: &ReportArgs) -> Result<Status, String> {
    let is_file = args.report.is_file();
    let path = if is_file { &args.report } else { &args.project };
    let options = open::on_day([path], &args.day)?;
    open::once(options, &open::conflicts(), |analysis| {
        analysis.require_reports().map_err(|error| error.to_string())?;
        let report = match is_file {
            true => of_file(analysis, &args.report)?,
            false => named(analysis, &args.report.to_string_lossy())?,
        };
        let seen = render::Seen { analysis, report };
        match args.format {
            ReportFormat::Human => {
                let ink = Ink::of(terminal::color(args.color));
                pager::print(&render::human(&seen, terminal::columns().min(WIDEST), ink))?;
            }
            ReportFormat::Json => print_json(render::json(&seen))?,
        }
        Ok(status(analysis))
    })
}

/// So many reports are named where none is the one that was asked for.
const FEW: usize = 12;
/// Text and margin side by side are no easier to read in more columns.
const WIDEST: usize = 160;

/// The report that a file is the text of, or that its claims are of. The error is a sentence for
/// people.
fn of_file(analysis: &Analysis<'_>, file: &Path) -> Result<ReportId, String> {
    let model = analysis.model();
    let reports: Vec<ReportId> = analysis.asked_reports().into_iter().collect();
    match reports.as_slice() {
        [report] => Ok(*report),
        [] => Err(format!(
            "{} is neither the text of a report nor a file of claims of one",
            file.display()
        )),
        several => {
            let ids: Vec<&str> =
                several.iter().map(|report| model.report(*report).id.as_str()).collect();
            Err(format!(
                "{} belongs to {} reports: give one by its name, as in `claimcheck report {}`; they are {}",
                file.display(),
                ids.len(),
                ids[0],
                ids.join(", ")
            ))
        }
    }
}

/// The report of a name, or of the path of its text. The error is a sentence for people.
pub(super) fn named(analysis: &Analysis<'_>, name: &str) -> Result<ReportId, String> {
    let (model, root) = (analysis.model(), &analysis.location().root);
    let path = std::fs::canonicalize(name).ok();
    let is_text = |report: &Report| {
        let text = report.text.map(|file| root.join(model.sources.file(file).path()));
        text.is_some() && text == path
    };
    let mut reports = (0..).map(ReportId).zip(&model.reports);
    let found = reports
        .clone()
        .find(|(_, report)| report.id == name)
        .or_else(|| reports.find(|(_, report)| is_text(report)));
    if let Some((id, _)) = found {
        return Ok(id);
    }
    let ids: Vec<&str> = model.reports.iter().map(|report| report.id.as_str()).collect();
    let help = match nearest(name, ids.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None if ids.len() <= FEW => format!("its reports are {}", ids.join(", ")),
        None => "`claimcheck matrix` names them all".to_owned(),
    };
    Err(format!("no report of {} is called `{name}`: {help}", root.display()))
}
