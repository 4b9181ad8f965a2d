//! What the commands have in common that show a project and judge nothing: how it is opened, what of it
//! is asked for, and how it is printed.

use std::path::PathBuf;

use claimcheck_core::Project;
use claimcheck_core::model::{ClaimId, Model, Passage};

use super::check::nothing_to_check;
use crate::layout::{Layout, locate};
use crate::{files, terminal};

/// Reads a project that has a report. The error is a sentence for people.
pub(super) fn open(paths: &[PathBuf]) -> Result<(Layout, Project), String> {
    let layout = locate(paths)?;
    let project = claimcheck_core::load(files::read(&layout));
    if project.graph.model().reports.is_empty() {
        return Err(nothing_to_check(&project, &layout.reports));
    }
    Ok((layout, project))
}

/// Prints what is for other programs.
pub(super) fn print_json(json: Result<String, serde_json::Error>) -> Result<(), String> {
    let text = json.map_err(|error| format!("cannot write JSON: {error}"))?;
    terminal::print(&text).map(|_| ())
}

/// Whether a claim is of what was asked for: the file that it is written in, or the text of its
/// report.
pub(super) fn touches(model: &Model, layout: &Layout, claim: ClaimId) -> bool {
    let asked = |file| layout.asks_for(model.sources.file(file).path());
    let entry = model.entry_of(claim);
    let text = entry.report.and_then(|report| model.report(report).text);
    let passage = matches!(entry.passage, Passage::Found(span) if asked(span.file));
    passage || asked(entry.place.file) || text.is_some_and(asked)
}
