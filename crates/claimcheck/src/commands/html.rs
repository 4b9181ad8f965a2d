//! `claimcheck html`: one page that stands alone, made from the same findings as everything else.

use std::path::{Path, PathBuf};

use claimcheck_checker::Context;
use claimcheck_core::Project;
use claimcheck_page::{Subject, page};
use clap::Args;

use super::check::{Asked, Checked, Words, check};
use super::without::WithoutArgs;
use crate::args::SettleArgs;
use crate::layout::Layout;
use crate::output::save_beside;
use crate::{Status, terminal};

#[derive(Debug, Args)]
pub(crate) struct HtmlArgs {
    /// The reports folder, or files and folders of a project whose findings to show
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// The file to write; `-`, or nothing, is standard output where that is no terminal
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
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

impl<'a> From<&'a HtmlArgs> for Asked<'a> {
    fn from(args: &'a HtmlArgs) -> Self {
        Self {
            paths: &args.paths,
            select: &args.select,
            ignore: &args.ignore,
            fail_on: None,
            show: &[],
            words: Words::All,
            without: &args.without,
            settle: &args.settle,
        }
    }
}

/// Runs the command. The error is a sentence for people.
pub(crate) fn run(args: &HtmlArgs) -> Result<Status, String> {
    let to = Target::new(args.output.as_deref(), "page.html")?;
    let checked = check(args)?;
    // A project without a single report has nothing to show.
    if checked.project.graph.model().reports.is_empty() {
        return checked.status.map(|_| Status::Failed);
    }
    let text = render(args, &checked)?;
    to.write(&text, &checked.project, &checked.layout)?;
    for remark in &checked.remarks {
        terminal::remark(&format!("note: {remark}"));
    }
    Ok(status(&checked.project))
}

fn render(args: &HtmlArgs, checked: &Checked) -> Result<String, String> {
    let folder = checked.layout.root.file_name().map(|name| name.to_string_lossy().into_owned());
    let title = args.title.clone().or(folder).unwrap_or_else(|| "a project".to_owned());
    let context = Context::new(&checked.project);
    let subject = Subject {
        title: &title,
        context: &context,
        findings: &checked.findings,
        fixed: &checked.fixed,
        notes: &notes(args, checked),
    };
    page(&subject).map_err(|error| format!("cannot write the page: {error}"))
}

/// What should be known of a page before it is read.
fn notes(args: &HtmlArgs, checked: &Checked) -> Vec<String> {
    let mut notes = Vec::new();
    let errors = errors(&checked.project);
    if errors > 0 {
        let what = if errors == 1 { "1 error".to_owned() } else { format!("{errors} errors") };
        notes.push(format!(
            "The claims have {what}, so not everything could be checked. The findings of the family input tell which."
        ));
    }
    if !args.without.without.is_empty() {
        let names = args.without.without.join(", ");
        notes.push(format!("This is how things are if {names} had been retracted."));
    }
    if !checked.layout.only.is_empty() {
        notes.push("Only the findings that touch the files asked for are told; the other views show the whole project.".to_owned());
    }
    if !args.select.is_empty() || !args.ignore.is_empty() {
        notes.push("Only some codes of findings were asked for; others are not told.".to_owned());
    }
    if let Some(revision) = &args.settle.against {
        notes.push(format!("The conflicts of the revision {revision} count as known."));
    }
    notes.extend(checked.remarks.iter().cloned());
    notes
}

fn errors(project: &Project) -> usize {
    project.problems.iter().filter(|problem| problem.code.is_error()).count()
}

/// Whether everything could be read; where not, that is said.
pub(super) fn status(project: &Project) -> Status {
    let errors = errors(project);
    if errors == 0 {
        return Status::Clean;
    }
    let what = if errors == 1 { "1 error" } else { &format!("{errors} errors") };
    terminal::complain(&format!(
        "the claims have {what}, so something may be missing; `claimcheck` shows them"
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
    pub(super) fn write(
        &self,
        text: &str,
        project: &Project,
        layout: &Layout,
    ) -> Result<(), String> {
        match self {
            Self::File(path) => save_beside(path, text, project, &layout.root),
            Self::Standard => terminal::print(text).map(|_| ()),
        }
    }
}
