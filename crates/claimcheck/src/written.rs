//! What the program writes, in memory: for those who try its formats, and its list of known
//! conflicts, with what no project holds. Owns no decision; files and terminals are not touched.

use claimcheck_checker::Diagnostic;
use claimcheck_checker::coverage::{Text, elsewhere};
use claimcheck_core::Project;
use claimcheck_core::conflict::Conflict;
use claimcheck_core::model::ReportId;
use claimcheck_core::read::baseline::Known;
use claimcheck_page::lanes::Lanes;
use claimcheck_project::baseline::Listing;
use claimcheck_project::matrix::Row;
use claimcheck_project::{Analysis, Counted, Shown};
use clap::ValueEnum as _;

use crate::args::Format;
use crate::output;
use crate::render::human::{Detail, Style};
pub use crate::render::ink::Ink;
use crate::render::paths::Paths;
use crate::render::{
    Outcome, coverage as covered, matrix as table, report as read, timeline as events,
};

/// What is written on.
#[derive(Debug, Clone, Copy)]
pub struct Paper {
    /// Columns.
    pub width: usize,
    /// Colours.
    pub ink: Ink,
}

/// The names of all formats of findings.
pub fn formats() -> Vec<String> {
    Format::value_variants().iter().map(|format| format.name()).collect()
}

/// All findings in the format of a name; nothing, where no format is called so. The error is a
/// sentence for people.
pub fn findings(
    format: &str,
    project: &Project,
    (findings, fixed): (&[Diagnostic], &[String]),
    paper: Paper,
) -> Option<Result<String, String>> {
    let format = Format::from_str(format, false).ok()?;
    let style = Style {
        width: paper.width,
        color: paper.ink == Ink::Colour,
        summary: true,
        known: Detail::Full,
        ruled: Detail::Full,
    };
    let outcome = Outcome { project, findings, counted: Counted::default(), fixed };
    let paths = Paths::default();
    let text = output::text(format, outcome, &Shown::all(), style, (&paths, &paths));
    Some(text.map_err(|error| error.to_string()))
}

/// The timeline of a project, in words, as bars and as JSON. The error is a sentence for people.
pub fn timelines(analysis: &Analysis<'_>, paper: Paper) -> Result<[String; 3], String> {
    let timeline = analysis.timeline();
    let all: Vec<usize> = (0..timeline.events.len()).collect();
    let json = events::json(analysis, &all).map_err(|error| error.to_string())?;
    let lanes = Lanes::new(analysis.context(), timeline);
    let drawn = events::drawn(analysis, &lanes, &all, (paper.width, paper.ink));
    Ok([events::list(analysis, &all, paper.width), drawn, json])
}

/// One output of a view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum View {
    /// For people.
    People(String),
    /// For programs.
    Json(String),
}

/// What reports say by question, how much of them carries claims, and for each where others speak of
/// what it says, and its text with its claims. The error is a sentence for people.
pub fn views(analysis: &Analysis<'_>, paper: Paper) -> Result<Vec<View>, String> {
    let model = analysis.model();
    let rows: Vec<&Row> = analysis.matrix().rows.iter().collect();
    let (width, ink) = (paper.width, paper.ink);
    let texts = analysis.coverage();
    let all: Vec<&Text> = texts.iter().collect();
    let seen = covered::Seen { model, texts: &all, found: None };
    let mut views = vec![
        View::People(table::human(model, &rows, width, ink)),
        json(table::json(model, &rows))?,
        View::People(covered::human(&seen, width, ink)),
        json(covered::json(&seen))?,
    ];
    for report in (0..).map(ReportId).take(model.reports.len()) {
        let found = elsewhere(model, texts, report);
        let beside = covered::Seen { model, texts: &all, found: Some((report, &found)) };
        views.push(View::People(covered::human(&beside, width, ink)));
        views.push(json(covered::json(&beside))?);
        let seen = read::Seen { analysis, report };
        views.push(View::People(read::human(&seen, width, ink)));
        views.push(json(read::json(&seen))?);
    }
    Ok(views)
}

fn json(written: Result<String, serde_json::Error>) -> Result<View, String> {
    written.map(View::Json).map_err(|error| error.to_string())
}

/// The text of a list of known conflicts, with some of them gone and others come. The error is a
/// sentence for people.
pub fn listed(
    text: &str,
    known: &[Known],
    gone: &[Conflict],
    come: &[(Conflict, Option<String>)],
) -> Result<String, String> {
    let mut listing = Listing::read(text, known).map_err(|error| error.to_string())?;
    for conflict in gone {
        listing.remove(conflict);
    }
    for (conflict, because) in come {
        listing.add(conflict, because.as_deref());
    }
    Ok(listing.text())
}
