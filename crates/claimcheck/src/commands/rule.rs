//! `claimcheck rule`: the skeleton of a ruling on a conflict, ready to fill in.

use std::fmt::Write as _;

use claimcheck_checker::{Diagnostic, State, settle};
use claimcheck_core::model::{ClaimId, EntryId, Model};
use claimcheck_core::suggest::nearest;
use claimcheck_core::values::date::print_day;
use claimcheck_project::baseline::scalar;

use super::open;
use crate::args::RuleArgs;
use crate::sanitize::clean;
use crate::terminal;
use claimcheck_project::Status;

/// A fingerprint is named by at least so many of its characters.
const FEWEST: usize = 6;
/// How many conflicts a message names.
const MOST_NAMED: usize = 8;

/// Runs the command. The error is a sentence for people.
pub(crate) fn run(args: &RuleArgs) -> Result<Status, String> {
    let options = open::on_day([&args.project], &args.day)?;
    open::once(options, &open::conflicts(), |analysis| {
        let conflicts: Vec<&Diagnostic> =
            analysis.conflicts().filter(|finding| !finding.questions.is_empty()).collect();
        let model = analysis.model();
        let finding = chosen(model, &conflicts, args.finding.as_deref())?;
        terminal::print(&skeleton(model, finding, &print_day(analysis.today())))?;
        Ok(Status::Clean)
    })
}

/// The conflict that is named; without a name, the only one that nothing settles yet.
fn chosen<'f>(
    model: &Model,
    conflicts: &[&'f Diagnostic],
    name: Option<&str>,
) -> Result<&'f Diagnostic, String> {
    let open = || conflicts.iter().copied().filter(|finding| finding.state == State::New);
    let Some(name) = name else {
        let open: Vec<&Diagnostic> = open().collect();
        return match open.as_slice() {
            [one] => Ok(one),
            [] => Err("no conflict is new, so there is nothing to rule on".to_owned()),
            several => Err(format!("name the conflict to rule on: {}", names(model, several))),
        };
    };
    let question = |finding: &Diagnostic| {
        finding.questions.iter().any(|question| model.question_name(*question) == name)
    };
    let fingerprint =
        |finding: &Diagnostic| name.len() >= FEWEST && finding.fingerprint.starts_with(name);
    let found: Vec<&Diagnostic> = conflicts
        .iter()
        .copied()
        .filter(|finding| question(finding) || fingerprint(finding))
        .collect();
    // The dispute of the question itself comes before what else it takes part in.
    let own = found.iter().find(|finding| !finding.positions.is_empty());
    match (found.as_slice(), own) {
        ([one], _) => Ok(one),
        (_, Some(own)) if question(own) => Ok(own),
        ([], _) => {
            let known: Vec<String> =
                conflicts.iter().flat_map(|finding| called(model, finding)).collect();
            let near = nearest(name, known.iter().map(String::as_str));
            Err(match (near, conflicts) {
                (Some(near), _) => {
                    format!("no conflict is called `{name}`: did you mean `{near}`?")
                }
                (None, []) => format!("no conflict is called `{name}`: there is none"),
                (None, _) => {
                    format!("no conflict is called `{name}`: there are {}", names(model, conflicts))
                }
            })
        }
        (several, _) => {
            let several: Vec<String> =
                several.iter().map(|finding| format!("`{}`", finding.fingerprint)).collect();
            Err(format!(
                "`{name}` is in several conflicts: name one by its fingerprint, {}",
                several.join(", ")
            ))
        }
    }
}

fn called(model: &Model, finding: &Diagnostic) -> Vec<String> {
    finding.questions.iter().map(|question| model.question_name(*question)).collect()
}

fn names(model: &Model, conflicts: &[&Diagnostic]) -> String {
    let name = |finding: &&Diagnostic| match called(model, finding).as_slice() {
        [one] => format!("`{one}`"),
        _ => format!("`{}`", finding.fingerprint),
    };
    let mut names: Vec<String> = conflicts.iter().take(MOST_NAMED).map(name).collect();
    if conflicts.len() > MOST_NAMED {
        names.push(format!("{} more", conflicts.len() - MOST_NAMED));
    }
    names.join(", ")
}

fn skeleton(model: &Model, finding: &Diagnostic, today: &str) -> String {
    let questions = called(model, finding);
    let entries = judged(model, finding);
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(text, "---\n# {}\nrulings:", clean(&finding.message));
    let question = match questions.as_slice() {
        [one] => scalar(one),
        several => list(several),
    };
    let _ = writeln!(text, "  - question: {question}");
    for (entry, claims) in &entries {
        let _ = writeln!(text, "    # {}", told(model, *entry, claims));
    }
    let entry_names: Vec<String> =
        entries.iter().map(|(entry, _)| model.entry(*entry).name.to_string()).collect();
    let _ = writeln!(text, "    # Move the claims that stand from `reject` to `accept`.");
    let _ = writeln!(text, "    accept: []");
    let _ = writeln!(text, "    reject: {}", list(&entry_names));
    let _ = writeln!(text, "    # Say why. Until this is filled in, the ruling is an error.");
    let _ = writeln!(text, "    because:");
    let _ = writeln!(text, "    by:");
    let _ = writeln!(text, "    decided: {today}");
    let _ =
        writeln!(text, "    # The last day on which the ruling holds; leave it empty for ever.");
    let _ = writeln!(text, "    until:");
    let _ =
        writeln!(text, "    # What was judged. If a claim says something else one day, or quotes");
    let _ = writeln!(text, "    # other words, the conflict is new again.");
    let _ = writeln!(text, "    pin:");
    for (entry, _) in &entries {
        let pin = settle::pin(model, *entry, &finding.questions);
        let says = match pin.says.as_slice() {
            [one] => scalar(one),
            several => list(several),
        };
        let quote = pin.quote.map_or_else(String::new, |quote| format!(", quote: \"{quote}\""));
        let name = scalar(&model.entry(*entry).name);
        let _ = writeln!(text, "      {name}: {{says: {says}{quote}}}");
    }
    text
}

/// The entries that have a say in a conflict, with their claims on its questions: those that not
/// all positions share.
fn judged(model: &Model, finding: &Diagnostic) -> Vec<(EntryId, Vec<ClaimId>)> {
    let everywhere = |claim: &ClaimId| {
        !finding.positions.is_empty()
            && finding.positions.iter().all(|position| position.claims.contains(claim))
    };
    let mut entries: Vec<(EntryId, Vec<ClaimId>)> = Vec::new();
    for claim in finding.claims.iter().filter(|claim| !everywhere(claim)) {
        let entry = model.claim(*claim).entry;
        match entries.iter_mut().find(|(known, _)| *known == entry) {
            Some((_, claims)) => claims.push(*claim),
            None => entries.push((entry, vec![*claim])),
        }
    }
    entries
}

/// A claim as a comment: what it says, and the words that it rests on.
fn told(model: &Model, entry: EntryId, claims: &[ClaimId]) -> String {
    let stated = model.entry(entry);
    let answers: Vec<&str> = claims.iter().map(|claim| &*model.claim(*claim).written).collect();
    let words = stated.passage.found().map(|span| format!(" (“{}”)", model.sources.slice(span)));
    let words = words.unwrap_or_default();
    clean(&format!("{}: {}{words}", stated.name, answers.join("; "))).into_owned()
}

fn list(items: &[String]) -> String {
    let items: Vec<String> = items.iter().map(|item| scalar(item)).collect();
    format!("[{}]", items.join(", "))
}
