//! `claimcheck coverage`: how much of what is worth checking in each report carries a claim, and
//! where reports speak of what a claim of another says.

use std::collections::BTreeSet;
use std::path::PathBuf;

use claimcheck_checker::coverage::{Text, coverage, elsewhere};
use claimcheck_core::model::{Model, ReportId};
use claimcheck_core::source::FileId;
use clap::{Args, ValueEnum};

use super::html::status;
use super::report::named;
use super::view::{open, print_json};
use crate::args::Color;
use crate::layout::Layout;
use crate::render::coverage as render;
use crate::render::ink::Ink;
use crate::{Status, pager, terminal};

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
    let (layout, project) = open(&args.paths)?;
    let model = project.graph.model();
    let of = args.claims_of.as_deref().map(|name| named(model, &layout, name)).transpose()?;
    let asked = asked(model, &layout);
    let texts = coverage(model);
    let found = of.map(|of| {
        let mut found = elsewhere(model, &texts, of);
        found.retain(|found| asked.contains(&found.report));
        (of, found)
    });
    let shown: Vec<Text> = texts.into_iter().filter(|text| asked.contains(&text.report)).collect();
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
        CoverageFormat::Json => {
            print_json(render::json(&seen))?;
        }
    }
    Ok(status(&project))
}

/// The reports that are asked for: by their texts, or by a file that they are declared in or that has
/// claims of theirs.
pub(super) fn asked(model: &Model, layout: &Layout) -> BTreeSet<ReportId> {
    let files: Vec<bool> =
        model.sources.iter().map(|(_, file)| layout.asks_for(file.path())).collect();
    let is_asked = |file: FileId| files.get(file.0 as usize).copied().unwrap_or_default();
    let reports = (0..).map(ReportId).zip(&model.reports);
    let named = reports
        .filter(|(_, report)| report.text.is_some_and(is_asked) || is_asked(report.place.file));
    let with_claims = model.entries.iter().filter(|entry| is_asked(entry.place.file));
    named.map(|(id, _)| id).chain(with_claims.filter_map(|entry| entry.report)).collect()
}
