//! What `html` and `serve` have in common: what of a project a page tells, and how it is made.

use std::path::PathBuf;

use claimcheck_page::Subject;
use claimcheck_project::{Analysis, Query, SessionOptions};
use clap::Args;

use super::open;
use crate::args::SettleArgs;
use crate::args::WithoutArgs;

/// What a page is to tell.
#[derive(Debug, Args)]
pub(crate) struct PageArgs {
    /// The reports folder, or files and folders of a project whose findings to show
    #[arg(value_name = "PATH")]
    pub(super) paths: Vec<PathBuf>,
    /// What the page is called [default: the name of the project's folder]
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// Only findings of these families or codes
    #[arg(long, value_delimiter = ',', value_name = "CODE")]
    select: Vec<String>,
    /// No findings of these families or codes
    #[arg(long, value_delimiter = ',', value_name = "CODE")]
    ignore: Vec<String>,
    #[command(flatten)]
    without: WithoutArgs,
    #[command(flatten)]
    settle: SettleArgs,
}

impl PageArgs {
    /// Which project to open.
    pub(super) fn options(&self) -> Result<SessionOptions, String> {
        open::options(&self.paths, &self.settle)
    }

    /// What is asked of it.
    pub(super) fn query(&self) -> Query {
        let mut query = Query::default();
        query.select.clone_from(&self.select);
        query.ignore.clone_from(&self.ignore);
        query.without.clone_from(&self.without.without);
        query
    }
}

/// Makes a page of what was found, by one of the functions of `claimcheck-page`. The error is a
/// sentence for people: a project without a single report has nothing to show.
pub(super) fn make<P>(
    args: &PageArgs,
    analysis: &Analysis<'_>,
    by: impl Fn(&Subject<'_>) -> Result<P, serde_json::Error>,
) -> Result<P, String> {
    if analysis.model().reports.is_empty() {
        return Err(nothing_to_show(analysis));
    }
    let folder = analysis.location().root.file_name();
    let folder = folder.map(|name| name.to_string_lossy().into_owned());
    let title = args.title.clone().or(folder).unwrap_or_else(|| "a project".to_owned());
    let subject = Subject { title: &title, analysis, notes: &notes(args, analysis) };
    by(&subject).map_err(|error| format!("cannot write the page: {error}"))
}

/// Why there is no report: none is told of, or none could be read.
fn nothing_to_show(analysis: &Analysis<'_>) -> String {
    match (analysis.status(), errors(analysis)) {
        (Err(error), _) => error.to_string(),
        (Ok(_), errors) => format!(
            "no report could be read, as the claims have {}; `claimcheck` shows them",
            errors.unwrap_or_default()
        ),
    }
}

/// What should be known of a page before it is read.
fn notes(args: &PageArgs, analysis: &Analysis<'_>) -> Vec<String> {
    let mut notes = Vec::new();
    if let Some(errors) = errors(analysis) {
        notes.push(format!(
            "The claims have {errors}, so not everything could be checked. The findings of the family input tell which."
        ));
    }
    if !args.without.without.is_empty() {
        let names = args.without.without.join(", ");
        notes.push(format!("This is how things are if {names} had been retracted."));
    }
    if !analysis.location().is_whole() {
        notes.push("Only the findings that touch the files asked for are told; the other views show the whole project.".to_owned());
    }
    if !args.select.is_empty() || !args.ignore.is_empty() {
        notes.push("Only some codes of findings were asked for; others are not told.".to_owned());
    }
    if let Some(revision) = &args.settle.against {
        notes.push(format!("The conflicts of the revision {revision} count as known."));
    }
    notes
}

/// How many errors the claims have, in words, where they have any.
pub(super) fn errors(analysis: &Analysis<'_>) -> Option<String> {
    match analysis.errors().count() {
        0 => None,
        1 => Some("1 error".to_owned()),
        errors => Some(format!("{errors} errors")),
    }
}
