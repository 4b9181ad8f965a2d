//! `claimcheck baseline`: accepts conflicts as known, prunes those that are gone, lists them.

use std::path::{Path, PathBuf};

use claimcheck_checker::{Checked, Family, State};
use claimcheck_core::Project;
use claimcheck_core::conflict::Conflict;
use claimcheck_core::problem::Problem;

use super::check::{Selection, Touched, covers, nothing_to_check, touches};
use crate::args::{AcceptArgs, BaselineAction, BaselineArgs, PartArgs};
use crate::baseline::{FILE, Listing};
use crate::layout::{Layout, locate};
use crate::policy::Policy;
use crate::render::clean::clean;
use crate::save::save;
use crate::schema::Schema;
use crate::{Status, files, terminal, today};

/// Runs the command. The error is a sentence for people.
pub(crate) fn run(args: &BaselineArgs) -> Result<Status, String> {
    match &args.action {
        BaselineAction::Accept(args) => accept(args),
        BaselineAction::Prune(args) => prune(args),
        BaselineAction::Show(args) => show(args),
    }
}

/// A project that was checked, and the part of it that is meant.
struct Part<'a> {
    layout: Layout,
    project: Project,
    checked: Checked,
    selection: Selection<'a>,
}

impl<'a> Part<'a> {
    fn new(args: &'a PartArgs) -> Result<Self, String> {
        let selection = Selection::new(&args.select, &args.ignore)?;
        let layout = locate(&args.paths)?;
        let mut input = files::read(&layout);
        input.today = Some(today::day(&args.day)?);
        let project = claimcheck_core::load(input);
        // What the settings ignore needs no place in the list.
        let policy = Policy::new(&layout.settings, project.graph.model());
        let (mut checked, _) = claimcheck_checker::check_for(&project, &[], &policy);
        policy.end(&mut checked.findings);
        let part = Self { layout, project, checked, selection };
        part.refuse_a_broken_baseline()?;
        Ok(part)
    }

    /// A list that cannot be read is shown to be so, and never written over.
    fn refuse_a_broken_baseline(&self) -> Result<(), String> {
        let sources = &self.project.graph.model().sources;
        let own = |problem: &&Problem| sources.file(problem.at.span.file).path() == FILE;
        let tell = |problem: &Problem| {
            let at = sources.start(problem.at.span);
            let help = problem.help.as_ref().map_or_else(String::new, |help| format!("; {help}"));
            format!("{FILE}:{}:{}: {}{help}", at.line, at.column, problem.message)
        };
        let errors = self.project.problems.iter().filter(own);
        let told: Vec<String> =
            errors.filter(|problem| problem.code.is_error()).map(tell).collect();
        match told.split_last() {
            None => Ok(()),
            Some((last, others)) => {
                for other in others {
                    terminal::complain(other);
                }
                Err(last.clone())
            }
        }
    }

    /// Where claims cannot be read, it is not known what is in conflict.
    fn refuse_errors(&self, deed: &str) -> Result<(), String> {
        if self.project.problems.iter().any(|problem| problem.code.is_error()) {
            return Err(format!(
                "the claims have errors, so it is not known what to {deed}: `claimcheck` shows them"
            ));
        }
        if self.project.graph.model().reports.is_empty() {
            return Err(nothing_to_check(&self.project, &self.layout.reports));
        }
        Ok(())
    }

    fn path(&self) -> PathBuf {
        self.layout.root.join(FILE)
    }

    fn listing(&self) -> Result<Listing, String> {
        let sources = &self.project.graph.model().sources;
        let own = sources.iter().find(|(_, file)| file.path() == FILE);
        Listing::read(own.map_or("", |(_, file)| file.text()), &self.project.baseline)
    }

    fn covers(&self, conflict: &Conflict) -> bool {
        covers(&self.project, conflict, &self.layout, &self.selection)
    }
}

fn accept(args: &AcceptArgs) -> Result<Status, String> {
    let part = Part::new(&args.part)?;
    part.refuse_errors("accept")?;
    let mut new: Vec<Conflict> = part
        .checked
        .findings
        .iter()
        .filter(|finding| finding.family() == Family::Conflict && finding.state == State::New)
        .filter(|finding| {
            part.selection.has(finding.code)
                && touches(&part.project, &Touched::by(finding), &part.layout)
        })
        .filter_map(|finding| finding.conflict.clone())
        .collect();
    new.sort();
    new.dedup();
    if new.is_empty() {
        terminal::print("nothing to accept: no conflict is new\n")?;
        return Ok(Status::Clean);
    }
    let mut listing = part.listing()?;
    for conflict in &new {
        listing.add(conflict, args.because.as_deref());
    }
    let named = if part.path().exists() { "" } else { schema_line(&part.layout.root) };
    save(&part.path(), &format!("{named}{}", listing.text()))?;
    let lines: String = new.iter().map(|conflict| line("+", conflict)).collect();
    terminal::print(&format!("accepted {} as known, in {FILE}\n{lines}", counted(new.len())))?;
    Ok(Status::Clean)
}

/// The line that names the schema of a new list, where the project keeps the schemas.
fn schema_line(root: &Path) -> &'static str {
    match root.join(".claimcheck").join(Schema::Baseline.file()).is_file() {
        true => "# yaml-language-server: $schema=.claimcheck/baseline.schema.json\n",
        false => "",
    }
}

fn prune(args: &PartArgs) -> Result<Status, String> {
    let part = Part::new(args)?;
    part.refuse_errors("prune")?;
    let mut listing = part.listing()?;
    let (mut gone, mut shrunk) = (Vec::new(), Vec::new());
    for (known, left) in part.project.baseline.iter().zip(&part.checked.left) {
        match left {
            _ if !part.covers(&known.conflict) => {}
            None => {
                listing.remove(&known.conflict);
                gone.push(&known.conflict);
            }
            Some(left) if *left == known.conflict => {}
            Some(left) => {
                if listing.replace(&known.conflict, left) {
                    shrunk.push(left);
                }
            }
        }
    }
    if gone.is_empty() && shrunk.is_empty() {
        terminal::print(if part.project.baseline.is_empty() {
            "nothing to prune: no conflict is listed\n"
        } else {
            "nothing to prune: all that is listed is still in conflict\n"
        })?;
        return Ok(Status::Clean);
    }
    save(&part.path(), &listing.text())?;
    let mut text = String::new();
    if !gone.is_empty() {
        let lines: String = gone.iter().map(|conflict| line("-", conflict)).collect();
        text.push_str(&format!("pruned {} from {FILE}\n{lines}", counted(gone.len())));
    }
    if !shrunk.is_empty() {
        let lines: String = shrunk.iter().map(|conflict| line("~", conflict)).collect();
        text.push_str(&format!("of {} some answers are gone\n{lines}", counted(shrunk.len())));
    }
    terminal::print(&text)?;
    Ok(Status::Clean)
}

fn show(args: &PartArgs) -> Result<Status, String> {
    let part = Part::new(args)?;
    // Where claims cannot be read, it is not known what is gone.
    let errors = part.project.problems.iter().any(|problem| problem.code.is_error());
    let mut text = String::new();
    let (mut known, mut gone) = (0, 0);
    for (entry, left) in part.project.baseline.iter().zip(&part.checked.left) {
        if !part.covers(&entry.conflict) {
            continue;
        }
        let is_gone = left.is_none() && !errors;
        *(if is_gone { &mut gone } else { &mut known }) += 1;
        text.push_str(&line(if is_gone { "gone " } else { "known" }, &entry.conflict));
        if let Some(because) = &entry.because {
            text.push_str(&format!("          because: {}\n", clean(because)));
        }
    }
    let end = match (known, gone) {
        (0, 0) => format!("no conflict is listed in {FILE}\n"),
        (known, 0) => format!("{} known\n", counted(known)),
        (known, gone) => {
            format!(
                "{} known, {gone} gone: `claimcheck baseline prune` takes those out\n",
                counted(known)
            )
        }
    };
    terminal::print(&(text + &end))?;
    Ok(Status::Clean)
}

fn line(mark: &str, conflict: &Conflict) -> String {
    format!("  {mark} {} {}\n", conflict.code, clean(&conflict.in_words()))
}

fn counted(number: usize) -> String {
    if number == 1 { "1 conflict".to_owned() } else { format!("{number} conflicts") }
}
