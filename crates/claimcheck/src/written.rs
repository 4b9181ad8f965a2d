//! What the program writes, in memory: for those who try its formats, and its list of known
//! conflicts, with what no project holds. Owns no decision; files and terminals are not touched.

use claimcheck_checker::timeline::timeline;
use claimcheck_checker::{Context, Finding};
use claimcheck_core::Project;
use claimcheck_core::conflict::Conflict;
use claimcheck_core::read::baseline::Known;
use clap::ValueEnum as _;

use crate::args::Format;
use crate::baseline::Listing;
use crate::output;
pub use crate::render::ink::Ink;
use crate::render::human::{Detail, Style};
use crate::render::paths::Paths;
use crate::render::{Outcome, timeline as events};
use crate::shown::Shown;
use crate::sieve::Counted;

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
    (findings, fixed): (&[Finding], &[String]),
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

/// The timeline of a project, for people and as JSON. The error is a sentence for people.
pub fn timelines(project: &Project, width: usize) -> Result<[String; 2], String> {
    let context = Context::new(project);
    let timeline = timeline(&context);
    let model = project.graph.model();
    let all: Vec<usize> = (0..timeline.events.len()).collect();
    let json = events::json(model, &timeline, &all).map_err(|error| error.to_string())?;
    Ok([events::human(model, &timeline, &all, width), json])
}

/// The text of a list of known conflicts, with some of them gone and others come. The error is a
/// sentence for people.
pub fn listed(
    text: &str,
    known: &[Known],
    gone: &[Conflict],
    come: &[(Conflict, Option<String>)],
) -> Result<String, String> {
    let mut listing = Listing::read(text, known)?;
    for conflict in gone {
        listing.remove(conflict);
    }
    for (conflict, because) in come {
        listing.add(conflict, because.as_deref());
    }
    Ok(listing.text())
}
