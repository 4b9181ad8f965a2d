//! `claimcheck baseline`: accepts conflicts as known, prunes those that are gone, lists them.

use std::path::{Path, PathBuf};

use claimcheck_checker::State;
use claimcheck_core::conflict::Conflict;
use claimcheck_core::problem::Problem;
use claimcheck_project::Analysis;
use claimcheck_project::baseline::{FILE, Listing};

use super::open;
use crate::args::{AcceptArgs, BaselineAction, BaselineArgs, PartArgs};
use crate::sanitize::clean;
use crate::save::save;
use crate::schema::Schema;
use crate::terminal;
use claimcheck_project::Status;

/// Runs the command. The error is a sentence for people.
pub(crate) fn run(args: &BaselineArgs) -> Result<Status, String> {
    match &args.action {
        BaselineAction::Accept(args) => on_part(&args.part, |part| accept(args, part)),
        BaselineAction::Prune(args) => on_part(args, prune),
        BaselineAction::Show(args) => on_part(args, show),
    }
}

/// Does something with the part of a project that is meant, where its list can be read.
fn on_part(
    args: &PartArgs,
    work: impl FnOnce(&Part<'_>) -> Result<Status, String>,
) -> Result<Status, String> {
    let mut query = open::conflicts();
    query.select.clone_from(&args.select);
    query.ignore.clone_from(&args.ignore);
    let options = open::on_day(&args.paths, &args.day)?;
    open::once(options, &query, |analysis| {
        let part = Part { analysis };
        part.refuse_a_broken_baseline()?;
        work(&part)
    })
}

/// The part of a project that is meant.
struct Part<'a> {
    analysis: &'a Analysis<'a>,
}

impl Part<'_> {
    /// A list that cannot be read is shown to be so, and never written over.
    fn refuse_a_broken_baseline(&self) -> Result<(), String> {
        let sources = &self.analysis.model().sources;
        let own = |problem: &&Problem| sources.file(problem.at.span.file).path() == FILE;
        let tell = |problem: &Problem| {
            let at = sources.start(problem.at.span);
            let help = problem.help.as_ref().map_or_else(String::new, |help| format!("; {help}"));
            format!("{FILE}:{}:{}: {}{help}", at.line, at.column, problem.message)
        };
        let told: Vec<String> = self.analysis.errors().filter(own).map(tell).collect();
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
        if self.analysis.errors().next().is_some() {
            return Err(format!(
                "the claims have errors, so it is not known what to {deed}: `claimcheck` shows them"
            ));
        }
        self.analysis.require_reports().map_err(|error| error.to_string())
    }

    fn path(&self) -> PathBuf {
        self.analysis.location().root.join(FILE)
    }

    fn listing(&self) -> Result<Listing, String> {
        self.analysis.listing().map_err(|error| error.to_string())
    }
}

fn accept(args: &AcceptArgs, part: &Part<'_>) -> Result<Status, String> {
    part.refuse_errors("accept")?;
    let new = part.analysis.conflicts().filter(|finding| finding.state == State::New);
    let mut new: Vec<Conflict> = new.filter_map(|finding| finding.conflict.clone()).collect();
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
    let named = if part.path().exists() { "" } else { schema_line(&part.analysis.location().root) };
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

fn prune(part: &Part<'_>) -> Result<Status, String> {
    part.refuse_errors("prune")?;
    let mut listing = part.listing()?;
    let (mut gone, mut shrunk) = (Vec::new(), Vec::new());
    for (known, left) in part.analysis.project().baseline.iter().zip(part.analysis.left()) {
        match left {
            _ if !part.analysis.covers(&known.conflict) => {}
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
        terminal::print(if part.analysis.project().baseline.is_empty() {
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

fn show(part: &Part<'_>) -> Result<Status, String> {
    // Where claims cannot be read, it is not known what is gone.
    let errors = part.analysis.errors().next().is_some();
    let mut text = String::new();
    let (mut known, mut gone) = (0, 0);
    for (entry, left) in part.analysis.project().baseline.iter().zip(part.analysis.left()) {
        if !part.analysis.covers(&entry.conflict) {
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
