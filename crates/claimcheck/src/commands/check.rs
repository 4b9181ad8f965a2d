//! `claimcheck check`: reads a project, checks it, prints what was found.

use std::path::Path;

use claimcheck_checker::{Family, Finding, Severity};
use claimcheck_core::Project;
use claimcheck_core::model::Passage;
use claimcheck_core::suggest::nearest;

use super::{watch, without};
use crate::args::{CheckArgs, FailOn, Show};
use crate::layout::{Layout, locate};
use crate::render::Outcome;
use crate::{Status, files, output, policy, terminal};

/// Runs the command. The error is a sentence for people.
pub(crate) fn run(args: &CheckArgs) -> Result<Status, String> {
    output::refuse_confusion(&args.format)?;
    if args.watch.watch {
        return watch::run(args);
    }
    show(args, check(args)?)
}

/// Writes what was found, and says what it comes to.
pub(super) fn show(args: &CheckArgs, checked: Checked) -> Result<Status, String> {
    let Checked { layout, project, findings, what_if, status } = checked;
    let outcome = Outcome { project: &project, findings: &findings, fixed: &[] };
    let changed = what_if.map(|what_if| what_if.changes(&project, &findings));
    let after = changed.as_deref().unwrap_or_default();
    let written = output::write(args, &families(&args.show), outcome, after, &layout.root);
    if args.output.verbose {
        remark_on_what_was_read(&project, &layout);
    }
    match (written, status) {
        (Ok(()), status) => status,
        (Err(unwritten), Err(unchecked)) => Err(format!("{unwritten}; {unchecked}")),
        // What could not be said outweighs what was found.
        (Err(unwritten), Ok(_)) => Err(unwritten),
    }
}

/// A project, and what was found in it and asked for.
pub(super) struct Checked {
    layout: Layout,
    pub(super) project: Project,
    pub(super) findings: Vec<Finding>,
    what_if: Option<without::WhatIf>,
    status: Result<Status, String>,
}

/// Reads and checks what the arguments ask for.
pub(super) fn check(args: &CheckArgs) -> Result<Checked, String> {
    let selection = Selection::new(&args.select, &args.ignore)?;
    let layout = locate(&args.paths)?;
    let project = claimcheck_core::load(files::read(&layout));
    let asked = |project: &Project, mut findings: Vec<Finding>| {
        findings
            .retain(|finding| selection.has(finding.code) && touches(project, finding, &layout));
        findings
    };
    let check = |project: &Project| {
        policy::apply(&layout.settings, project, claimcheck_checker::check(project))
    };
    let find = |project: &Project| asked(project, check(project));
    let (project, what_if) = without::apply(project, &args.without, find)?;
    let all = check(&project);
    let fail_on = policy::fail_on(&layout.settings, args.fail_on);
    let status = status(&project, &all, &layout, fail_on, &selection);
    let findings = asked(&project, all);
    Ok(Checked { layout, project, findings, what_if, status })
}

/// Which findings are asked for by `--select` and `--ignore`.
struct Selection<'a> {
    select: &'a [String],
    ignore: &'a [String],
}

impl<'a> Selection<'a> {
    fn new(select: &'a [String], ignore: &'a [String]) -> Result<Self, String> {
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
        Ok(Self { select, ignore })
    }

    fn has(&self, code: &str) -> bool {
        let named = |words: &[String]| {
            words.iter().any(|word| {
                word == code || code.split('/').next().is_some_and(|family| family == word)
            })
        };
        (self.select.is_empty() || named(self.select)) && !named(self.ignore)
    }
}

pub(super) fn families(show: &[Show]) -> Vec<Family> {
    let of = |show: &Show| match show {
        Show::Conflicts => vec![Family::Conflict],
        Show::Agreements => vec![Family::Agreement],
        Show::Gaps => vec![Family::Gap],
        Show::Input => vec![Family::Input],
        Show::All => Family::ALL.to_vec(),
    };
    show.iter().flat_map(of).collect()
}

/// Whether a finding touches what was asked for: a file that it is shown at, that a claim of it
/// is written in, or that a passage of it stands in.
fn touches(project: &Project, finding: &Finding, layout: &Layout) -> bool {
    if layout.only.is_empty() {
        return true;
    }
    let model = project.graph.model();
    let asked = |file| {
        let path = layout.root.join(model.sources.file(file).path());
        layout.only.iter().any(|only: &std::path::PathBuf| path.starts_with(only))
    };
    let claim_touches = |claim: &claimcheck_core::model::ClaimId| {
        let entry = model.entry_of(*claim);
        let text = entry.report.and_then(|report| model.report(report).text);
        let passage = matches!(entry.passage, Passage::Found(span) if asked(span.file));
        passage || asked(entry.place.file) || text.is_some_and(asked)
    };
    let silent = finding.silent.iter().map(|report| model.report(*report));
    let silent_touches =
        silent.into_iter().any(|report| report.text.is_some_and(asked) || asked(report.place.file));
    asked(finding.at.file) || finding.claims.iter().any(claim_touches) || silent_touches
}

/// Exit status 2 where the input has errors or there is nothing to check, which wins; else 1
/// where something is found that `fail_on` names.
fn status(
    project: &Project,
    findings: &[Finding],
    layout: &Layout,
    fail_on: FailOn,
    selection: &Selection<'_>,
) -> Result<Status, String> {
    let model = project.graph.model();
    if project.problems.iter().any(|problem| problem.code.is_error()) {
        return Ok(Status::Failed);
    }
    if model.reports.is_empty() {
        return Err(nothing_to_check(project, &layout.reports));
    }
    let fails = |finding: &Finding| match fail_on {
        FailOn::NewConflicts | FailOn::Conflicts => {
            finding.family() == Family::Conflict && finding.severity == Severity::Error
        }
        FailOn::Warnings => finding.severity >= Severity::Warning,
        FailOn::Gaps => finding.severity >= Severity::Warning || finding.family() == Family::Gap,
        FailOn::Never => false,
    };
    let asked =
        |finding: &&Finding| selection.has(finding.code) && touches(project, finding, layout);
    let found = findings.iter().filter(asked).any(fails);
    Ok(if found { Status::Found } else { Status::Clean })
}

fn nothing_to_check(project: &Project, folder: &Path) -> String {
    let sources = &project.graph.model().sources;
    let is_yaml = |path: &str| {
        Path::new(path).extension().is_some_and(|ending| ending == "yaml" || ending == "yml")
    };
    let claims = sources
        .iter()
        .any(|(_, file)| is_yaml(file.path()) && file.path() != crate::settings::FILE);
    let what =
        if claims { "no claims document has a `report:`" } else { "there are no claims documents" };
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
