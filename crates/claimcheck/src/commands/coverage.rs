//! `claimcheck coverage`: how much of what is worth checking in each report carries a claim, and
//! where reports speak of what a claim of another says.

use std::path::PathBuf;

use claimcheck_checker::coverage::{Text, elsewhere};
use clap::{Args, ValueEnum};

use super::html::status;
use super::open::{self, print_json};
use super::report::named;
use crate::args::{Color, DayArgs};
use crate::render::coverage as render;
use crate::render::ink::Ink;
use crate::{pager, terminal};
use claimcheck_project::Status;

#[derive(Debug, Args)]
pub(crate) struct CoverageArgs {
    /// The reports folder, or files and folders of a project whose reports to look at
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// For each claim of this report: where others that have no claim on it speak of it
    #[arg(long, value_name = "REPORT")]
    claims_of: Option<String>,
    /// How to print it
    #[arg(long, value_enum, default_value_t = CoverageFormat::Human)]
    format: CoverageFormat,
    /// When to use colour: this over `NO_COLOR` over `FORCE_COLOR`
    #[arg(long, value_enum, default_value_t = Color::Auto)]
    color: Color,
    #[command(flatten)]
    day: DayArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum CoverageFormat {
    /// A table, and the sentences without a claim
    Human,
    /// JSON (claimcheck/coverage/v1)
    Json,
}

/// Runs the command. The error is a sentence for people.
pub(crate) fn run(args: &CoverageArgs) -> Result<Status, String> {
    let options = open::on_day(&args.paths, &args.day)?;
    open::once(options, &open::conflicts(), |analysis| {
        analysis.require_reports().map_err(|error| error.to_string())?;
        let model = analysis.model();
        let of = args.claims_of.as_deref().map(|name| named(analysis, name)).transpose()?;
        let asked = analysis.asked_reports();
        let texts = analysis.coverage();
        let found = of.map(|of| {
            let mut found = elsewhere(model, texts, of);
            found.retain(|found| asked.contains(&found.report));
            (of, found)
        });
        let shown: Vec<&Text> = texts.iter().filter(|text| asked.contains(&text.report)).collect();
        let seen = render::Seen {
            model,
            texts: &shown,
            found: found.as_ref().map(|(of, found)| (*of, found.as_slice())),
        };
        match args.format {
            CoverageFormat::Human => {
                let ink = Ink::of(terminal::color(args.color));
                pager::print(&render::human(&seen, terminal::width(), ink))?;
            }
            CoverageFormat::Json => print_json(render::json(&seen))?,
        }
        Ok(status(analysis))
    })
}
