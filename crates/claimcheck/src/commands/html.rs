//! `claimcheck html`: one page that stands alone, made from the same findings as everything else.

use std::path::{Path, PathBuf};

use claimcheck_project::Analysis;
use clap::Args;

use super::open;
use super::page::{self, PageArgs};
use crate::output::save_beside;
use crate::terminal;
use claimcheck_project::Status;

#[derive(Debug, Args)]
pub(crate) struct HtmlArgs {
    #[command(flatten)]
    page: PageArgs,
    /// The file to write; `-`, or nothing, is standard output where that is no terminal
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
}

/// Runs the command. The error is a sentence for people.
pub(crate) fn run(args: &HtmlArgs) -> Result<Status, String> {
    let to = Target::new(args.output.as_deref(), "page.html")?;
    open::once(args.page.options()?, &args.page.query(), |analysis| {
        let text = page::make(&args.page, analysis, claimcheck_page::page)?;
        to.write(&text, analysis)?;
        Ok(status(analysis))
    })
}

/// Whether everything could be read; where not, that is said.
pub(super) fn status(analysis: &Analysis<'_>) -> Status {
    let Some(errors) = page::errors(analysis) else { return Status::Clean };
    terminal::complain(&format!(
        "the claims have {errors}, so something may be missing; `claimcheck` shows them"
    ));
    Status::Failed
}

/// Where a text that is made for a program goes.
pub(super) enum Target<'a> {
    Standard,
    File(&'a Path),
}

impl<'a> Target<'a> {
    /// Standard output where no file is named, unless somebody would have to read it there.
    pub(super) fn new(output: Option<&'a Path>, example: &str) -> Result<Self, String> {
        match output.filter(|path| *path != Path::new("-")) {
            Some(path) => Ok(Self::File(path)),
            None if terminal::is_terminal() => Err(format!(
                "standard output is a terminal, and this is nothing to read there: name a file, as in `-o {example}`"
            )),
            None => Ok(Self::Standard),
        }
    }

    /// Writes it.
    pub(super) fn write(&self, text: &str, analysis: &Analysis<'_>) -> Result<(), String> {
        let root = &analysis.location().root;
        match self {
            Self::File(path) => save_beside(path, text, analysis.project(), root),
            Self::Standard => terminal::print(text).map(|_| ()),
        }
    }
}
