//! `claimcheck check`: reads a project, checks it, prints what was found.

use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};

use claimcheck_checker::{Check, Diagnostic, Family, Finding, Severity};
use claimcheck_core::Project;
use claimcheck_core::conflict::Conflict;
use claimcheck_core::model::{ClaimId, ReportId};
use claimcheck_core::source::Span;
use claimcheck_core::suggest::nearest;

use super::view::touches as claim_touches;
use super::{watch, without};
use crate::args::{CheckArgs, FailOn, SettleArgs, Show};
use crate::layout::{Layout, locate};
use crate::progress::Progress;
use crate::render::Outcome;
use crate::shown::Shown;
use crate::sieve::{Counted, Sieve, Told};
use crate::{Status, against, files, output, policy, terminal, today};

/// Runs the command. The error is a sentence for people.
pub(crate) fn run(args: &CheckArgs) -> Result<Status, String> {
    output::refuse_confusion(&args.format)?;
    if args.watch.watch {
        return watch::run(args);
    }
    // The system takes back all memory at once, and sooner than it could be given back by parts.
    let checked = ManuallyDrop::new(check(args)?);
    show(args, &checked)
}

/// Writes what was found, and says what it comes to.
pub(super) fn show(args: &CheckArgs, checked: &Checked) -> Result<Status, String> {
    let Checked { layout, project, findings, counted, fixed, remarks, what_if, status } = checked;
    let outcome = Outcome { project, findings, counted: *counted, fixed };
    let changed =
        what_if.as_ref().map(|what_if| what_if.changes(project, findings)).unwrap_or_default();
    let written = output::write(args, &Shown::of(&args.show), outcome, &changed, &layout.root);
    for remark in remarks {
        terminal::remark(&format!("note: {remark}"));
    }
    if let Some(remark) = hidden_errors(project, findings) {
        terminal::remark(&remark);
    }
    if args.output.verbose {
        remark_on_what_was_read(project, layout);
    }
    match (written, status) {
        (Ok(()), status) => status.clone(),
        (Err(unwritten), Err(unchecked)) => Err(format!("{unwritten}; {unchecked}")),
        // What could not be said outweighs what was found.
        (Err(unwritten), Ok(_)) => Err(unwritten),
    }
}

/// Why the exit status is 2, where none of the errors is among the findings that were asked for.
fn hidden_errors(project: &Project, findings: &[Diagnostic]) -> Option<String> {
    let errors = project.problems.iter().filter(|problem| problem.code.is_error()).count();
    let told = findings
        .iter()
        .any(|finding| finding.family() == Family::Input && finding.severity == Severity::Error);
    (errors > 0 && !told).then(|| {
        let errors = if errors == 1 { "an error".to_owned() } else { format!("{errors} errors") };
        format!(
            "claimcheck: the claims have {errors} that you did not ask for, so they could not all be checked; see `--select input`, without a path"
        )
    })
}

/// A project, and what was found in it and asked for.
pub(super) struct Checked {
    pub(super) layout: Layout,
    pub(super) project: Project,
    pub(super) findings: Vec<Diagnostic>,
    /// How many more there are, which nobody asked to see.
    counted: Counted,
    /// Conflicts that were known and are gone, a line each.
    pub(super) fixed: Vec<String>,
    /// What was not done since a limit was reached.
    pub(super) remarks: Vec<String>,
    what_if: Option<without::WhatIf>,
    pub(super) status: Result<Status, String>,
}

/// What of a project is checked, and against what.
#[derive(Clone, Copy)]
pub(super) struct Asked<'a> {
    pub(super) paths: &'a [PathBuf],
    pub(super) select: &'a [String],
    pub(super) ignore: &'a [String],
    pub(super) fail_on: Option<FailOn>,
    /// What is asked to be shown, and turned on where it is off.
    pub(super) show: &'a [Show],
    /// How much is told in words.
    pub(super) words: Words,
    pub(super) without: &'a without::WithoutArgs,
    pub(super) settle: &'a SettleArgs,
}

impl<'a> From<&'a CheckArgs> for Asked<'a> {
    fn from(args: &'a CheckArgs) -> Self {
        Self {
            paths: &args.paths,
            select: &args.select,
            ignore: &args.ignore,
            fail_on: args.fail_on,
            show: &args.show,
            words: match args.watch.watch || output::tells_all(&args.format) {
                true => Words::All,
                false => Words::Shown,
            },
            without: &args.without,
            settle: &args.settle,
        }
    }
}

/// How much of what is found is told in words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Words {
    /// All of it.
    All,
    /// What is shown; the rest is only counted.
    Shown,
}

/// Reads and checks what is asked for.
pub(super) fn check<'a>(args: impl Into<Asked<'a>>) -> Result<Checked, String> {
    let args = args.into();
    let shown = Shown::of(args.show);
    let selection = Selection::of(args, &shown)?;
    let layout = locate(args.paths)?;
    let today = today::day(&args.settle.day)?;
    let earlier = match &args.settle.against {
        Some(revision) => against::conflicts(revision, &layout, today)?,
        None => Vec::new(),
    };
    let progress = Progress::start();
    progress.say("reading files");
    let mut input = files::read(&layout);
    input.today = Some(today);
    progress.say("reading claims");
    let project = claimcheck_core::load(input);
    progress.say("comparing claims");
    let fail_on = policy::fail_on(&layout.settings, args.fail_on);
    let check = |project: &Project, told: Told<'_>| {
        let sieve = Sieve::new(project, &layout, &selection, told, fail_on);
        let (mut checked, _) = claimcheck_checker::check_for(project, &earlier, &sieve);
        let (counted, failed) = sieve.end(&mut checked.findings);
        (checked, counted, failed)
    };
    let find = |project: &Project| check(project, Told::All).0.findings;
    let (project, what_if) = without::apply(project, args.without, find)?;
    let told = match args.words {
        Words::Shown if what_if.is_none() => Told::Of(&shown),
        _ => Told::All,
    };
    let (claimcheck_checker::Checked { findings, fixed, remarks, .. }, counted, failed) =
        check(&project, told);
    let fixed = fixed
        .iter()
        .filter(|conflict| covers(&project, conflict, &layout, &selection))
        .map(|conflict| format!("{} {}", conflict.code, conflict.in_words()))
        .collect();
    let status = status(&project, &layout, failed);
    Ok(Checked { layout, project, findings, counted, fixed, remarks, what_if, status })
}

/// Which findings are asked for by `--select` and `--ignore`.
pub(crate) struct Selection<'a> {
    select: &'a [String],
    ignore: &'a [String],
    /// What else turns checks on.
    shown: Option<&'a Shown>,
}

impl<'a> Selection<'a> {
    /// What is asked for, and what is turned on because it is shown.
    pub(super) fn of(args: impl Into<Asked<'a>>, shown: &'a Shown) -> Result<Self, String> {
        let Asked { select, ignore, .. } = args.into();
        Ok(Self { shown: Some(shown), ..Self::new(select, ignore)? })
    }

    pub(super) fn new(select: &'a [String], ignore: &'a [String]) -> Result<Self, String> {
        let known: Vec<&str> = Family::ALL
            .iter()
            .map(|family| family.as_str())
            .chain(claimcheck_checker::check::all().iter().map(|check| check.code))
            .collect();
        for word in select.iter().chain(ignore) {
            if !known.contains(&word.as_str()) {
                let near = nearest(word, known.iter().copied());
                let help = near.map_or_else(
                    || "`claimcheck explain` lists them all".to_owned(),
                    |near| format!("did you mean `{near}`?"),
                );
                return Err(format!("no family or check is called `{word}`: {help}"));
            }
        }
        Ok(Self { select, ignore, shown: None })
    }

    /// Whether a check is asked for by its own name, so that it runs even where it is off.
    pub(crate) fn asks(&self, check: &Check) -> bool {
        self.select.iter().any(|word| word == check.code)
            || self.shown.is_some_and(|shown| shown.names(check))
    }

    pub(crate) fn has(&self, code: &str) -> bool {
        let named = |words: &[String]| {
            words.iter().any(|word| {
                word == code || code.split('/').next().is_some_and(|family| family == word)
            })
        };
        (self.select.is_empty() || named(self.select)) && !named(self.ignore)
    }
}

/// What a finding is on: where it is shown, its claims, and the reports that it concerns.
pub(crate) struct Touched<'f> {
    at: Span,
    claims: &'f [ClaimId],
    silent: &'f [ReportId],
}

impl<'f> Touched<'f> {
    pub(crate) fn by(finding: &'f Diagnostic) -> Self {
        Self { at: finding.at, claims: &finding.claims, silent: &finding.silent }
    }

    pub(crate) fn by_found(finding: &'f Finding) -> Self {
        Self { at: finding.at, claims: &finding.claims, silent: &finding.silent }
    }
}

/// Whether a finding touches what was asked for: a file that it is shown at, that a claim of it
/// is written in, or that a passage of it stands in.
pub(crate) fn touches(project: &Project, finding: &Touched<'_>, layout: &Layout) -> bool {
    if layout.only.is_empty() {
        return true;
    }
    let model = project.graph.model();
    let asked = |file| layout.asks_for(model.sources.file(file).path());
    let silent = finding.silent.iter().map(|report| model.report(*report));
    let silent_touches =
        silent.into_iter().any(|report| report.text.is_some_and(asked) || asked(report.place.file));
    asked(finding.at.file)
        || finding.claims.iter().any(|claim| claim_touches(model, layout, *claim))
        || silent_touches
}

/// Whether a run covered a conflict that is not there any more: its code was asked for, and a claim
/// on one of its questions touches what was asked for.
pub(super) fn covers(
    project: &Project,
    conflict: &Conflict,
    layout: &Layout,
    selection: &Selection<'_>,
) -> bool {
    if !selection.has(&conflict.code) || layout.only.is_empty() {
        return selection.has(&conflict.code);
    }
    let model = project.graph.model();
    let questions = conflict.questions();
    let asked = |file| layout.asks_for(model.sources.file(file).path());
    model.claims.iter().any(|claim| {
        let entry = model.entry(claim.entry);
        let text = entry.report.and_then(|report| model.report(report).text);
        (asked(entry.place.file) || text.is_some_and(asked))
            && questions.contains(model.question_name(claim.question).as_str())
    })
}

/// Exit status 2 where the input has errors or there is nothing to check, which wins; else 1
/// where something is found that fails.
fn status(project: &Project, layout: &Layout, failed: bool) -> Result<Status, String> {
    if project.problems.iter().any(|problem| problem.code.is_error()) {
        return Ok(Status::Failed);
    }
    if project.graph.model().reports.is_empty() {
        return Err(nothing_to_check(project, &layout.reports));
    }
    Ok(if failed { Status::Found } else { Status::Clean })
}

pub(super) fn nothing_to_check(project: &Project, folder: &Path) -> String {
    let sources = &project.graph.model().sources;
    let is_yaml = |path: &str| {
        Path::new(path).extension().is_some_and(|ending| ending == "yaml" || ending == "yml")
    };
    let claims = sources
        .iter()
        .any(|(_, file)| is_yaml(file.path()) && file.path() != crate::settings::FILE);
    let what = match claims {
        _ if !folder.is_dir() => "there is no such folder",
        true => "no claims document has a `report:`",
        false => "there are no claims documents",
    };
    format!(
        "no reports found in {}: {what}; write claims/NAME.yaml with `report: {{file: NAME.txt}}` and its `claims:`",
        folder.display()
    )
}

fn remark_on_what_was_read(project: &Project, layout: &Layout) {
    terminal::remark(&format!("project root: {}", layout.root.display()));
    for (_, file) in project.graph.model().sources.iter() {
        terminal::remark(&format!("read {} ({} bytes)", file.path(), file.text().len()));
    }
}
