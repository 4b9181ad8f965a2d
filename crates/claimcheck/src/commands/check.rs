//! `claimcheck check`: checks a project, prints what was found.

use claimcheck_checker::{Family, Severity};
use claimcheck_project::{Analysis, Query, SessionOptions, Words};

use super::{open, without};
use crate::args::{self, CheckArgs};
use crate::render::Outcome;
use crate::{output, terminal};
use claimcheck_project::Status;

/// Runs the command. The error is a sentence for people.
pub(crate) fn run(args: &CheckArgs) -> Result<Status, String> {
    output::refuse_confusion(&args.format)?;
    open::once(options(args)?, &query(args), |analysis| show(args, analysis))
}

/// Which project to open.
pub(super) fn options(args: &CheckArgs) -> Result<SessionOptions, String> {
    open::options(&args.paths, &args.settle)
}

/// What is asked of it.
pub(super) fn query(args: &CheckArgs) -> Query {
    let mut query = Query::default();
    query.select.clone_from(&args.select);
    query.ignore.clone_from(&args.ignore);
    query.fail_on = args.fail_on.map(Into::into);
    query.show = args::shown(&args.show);
    query.words = match args.watch.watch || output::tells_all(&args.format) {
        true => Words::All,
        false => Words::Shown,
    };
    query.without.clone_from(&args.without.without);
    query
}

/// Writes what was found, and says what it comes to.
pub(super) fn show(args: &CheckArgs, analysis: &Analysis<'_>) -> Result<Status, String> {
    let changed = without::changes(analysis);
    let root = &analysis.location().root;
    let outcome = Outcome::of(analysis);
    let written = output::write(args, &args::shown(&args.show), outcome, &changed, root);
    if let Some(remark) = hidden_errors(analysis) {
        terminal::remark(&remark);
    }
    if args.output.verbose {
        remark_on_what_was_read(analysis);
    }
    match (written, analysis.status()) {
        (Ok(()), status) => status.map_err(|error| error.to_string()),
        (Err(unwritten), Err(unchecked)) => Err(format!("{unwritten}; {unchecked}")),
        // What could not be said outweighs what was found.
        (Err(unwritten), Ok(_)) => Err(unwritten),
    }
}

/// Why the exit status is 2, where none of the errors is among the findings that were asked for.
fn hidden_errors(analysis: &Analysis<'_>) -> Option<String> {
    let errors = analysis.errors().count();
    let told = analysis
        .findings()
        .iter()
        .any(|finding| finding.family() == Family::Input && finding.severity == Severity::Error);
    (errors > 0 && !told).then(|| {
        let errors = if errors == 1 { "an error".to_owned() } else { format!("{errors} errors") };
        format!(
            "claimcheck: the claims have {errors} that you did not ask for, so they could not all be checked; see `--select input`, without a path"
        )
    })
}

fn remark_on_what_was_read(analysis: &Analysis<'_>) {
    terminal::remark(&format!("project root: {}", analysis.location().root.display()));
    for (_, file) in analysis.model().sources.iter() {
        terminal::remark(&format!("read {} ({} bytes)", file.path(), file.text().len()));
    }
}
