//! `check --watch`: checks again when a file changes, and tells what that changed. How it waits is in
//! `waiting.rs`.

use std::collections::HashMap;

use claimcheck_checker::{Family, Finding, State};
use claimcheck_core::Project;
use clap::Args;

use super::check::{Checked, check, show};
use crate::Status;
use crate::args::CheckArgs;
use crate::render::clean::clean;
use crate::shown::Shown;
use crate::terminal::{self, Reader, wrapping};
use crate::waiting::Watched;

#[derive(Debug, Args)]
pub(crate) struct WatchArgs {
    /// Check again on every change, and print what it changed (human); ends with Ctrl-C
    #[arg(long, conflicts_with = "format")]
    pub(crate) watch: bool,
}

/// What was told of a finding: enough to say that it is gone.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Told {
    code: &'static str,
    family: Family,
    state: State,
    line: String,
}

/// The findings of one look, by what they are about. Some are about the same.
type Seen = HashMap<(&'static str, String), Vec<Told>>;

/// Runs until it is interrupted, or until nobody reads it any more.
pub(crate) fn run(args: &CheckArgs) -> Result<Status, String> {
    // What changes while it is read is a change.
    let mut watched = Watched::new(&args.paths);
    let checked = check(args)?;
    let mut seen = seen(&checked);
    if let Err(message) = show(args, &checked) {
        terminal::complain(&message);
    }
    drop(checked);
    terminal::remark(&format!("watching {} files; Ctrl-C ends it", watched.count()));
    let mut complaint = String::new();
    loop {
        let changed = watched.wait();
        match check(args) {
            Ok(checked) => {
                complaint.clear();
                let after = self::seen(&checked);
                let text = tell(args, &changed, &seen, &after, &checked);
                if terminal::print(&text)? == Reader::Gone {
                    return Ok(Status::Clean);
                }
                seen = after;
            }
            // What is broken now may be whole at the next change.
            Err(message) if message != complaint => {
                terminal::complain(&message);
                complaint = message;
            }
            Err(_) => {}
        }
    }
}

fn seen(checked: &Checked) -> Seen {
    let mut seen = Seen::new();
    for finding in &checked.findings {
        let told = Told {
            code: finding.code,
            family: finding.family(),
            state: finding.state,
            line: line(&checked.project, finding),
        };
        seen.entry((finding.code, finding.fingerprint.clone())).or_default().push(told);
    }
    seen
}

/// A finding on one line, as `--format compact` has it without the severity.
fn line(project: &Project, finding: &Finding) -> String {
    let sources = &project.graph.model().sources;
    let at = sources.start(finding.at);
    let path = sources.file(finding.at.file).path();
    format!("{path}:{}:{}: {} {}", at.line, at.column, finding.code, finding.message)
}

/// What a change did to the findings.
fn tell(args: &CheckArgs, changed: &str, before: &Seen, after: &Seen, checked: &Checked) -> String {
    let mut text = filled(changed, "  ");
    let shown = Shown::of(&args.show);
    let (gone, new) = (only(before, after), only(after, before));
    let listed = |lines: &[&Told], sign: &str| -> String {
        let shown = lines.iter().filter(|told| shown.has(told.code));
        shown.map(|told| filled(&format!("  {sign} {}", told.line), "      ")).collect()
    };
    text.push_str(&listed(&gone, "gone"));
    text.push_str(&listed(&new, "new "));
    for state in [State::New, State::Known, State::Ruled] {
        let restated = restated(before, after, state);
        text.push_str(&listed(&restated, &format!("now {}", state.as_str())));
    }
    let count = |family: Family| {
        let now = checked.findings.iter().filter(|finding| finding.family() == family).count();
        let of = |told: &[&Told]| told.iter().filter(|told| told.family == family).count();
        let by = match (of(&new), of(&gone)) {
            (0, 0) => String::new(),
            (new, 0) => format!(" (+{new})"),
            (0, gone) => format!(" (−{gone})"),
            (new, gone) => format!(" (+{new} −{gone})"),
        };
        let noun = match family {
            Family::Conflict => "conflict",
            Family::Agreement => "agreement",
            Family::Gap => "gap",
            Family::Input => "flaw of the input",
        };
        let noun = match (now, family) {
            (1, _) => noun.to_owned(),
            (_, Family::Input) => "flaws of the input".to_owned(),
            _ => format!("{noun}s"),
        };
        format!("{now} {noun}{by}{}", of_state(checked, family))
    };
    let counts: Vec<String> = Family::ALL.into_iter().map(count).collect();
    text + &filled(&format!("  now {}", counts.join(", ")), "  ")
}

/// What is in one look and not in the other, by place.
fn only<'s>(of: &'s Seen, other: &Seen) -> Vec<&'s Told> {
    let mut only: Vec<&Told> = Vec::new();
    for (about, told) in of {
        let others = other.get(about).map_or(&[][..], Vec::as_slice);
        // Of several that are about the same, those that stand where they stood are the same ones.
        let unlike = |told: &'s [Told], others: &[Told]| -> Vec<&'s Told> {
            told.iter().filter(|it| !others.iter().any(|other| other.line == it.line)).collect()
        };
        let moved = others.iter().filter(|it| !told.iter().any(|one| one.line == it.line)).count();
        only.extend(unlike(told, others).into_iter().skip(moved));
    }
    only.sort_by(|a, b| (a.family, &a.line).cmp(&(b.family, &b.line)));
    only
}

/// What was there before in another state: accepted, judged, or open again.
fn restated<'s>(before: &Seen, after: &'s Seen, state: State) -> Vec<&'s Told> {
    let mut restated: Vec<&Told> = Vec::new();
    for (about, told) in after {
        let was = before.get(about).into_iter().flatten();
        let now =
            told.iter().zip(was).filter(|(now, was)| now.state == state && was.state != state);
        restated.extend(now.map(|(now, _)| now));
    }
    restated.sort_by(|a, b| a.line.cmp(&b.line));
    restated
}

/// How many findings of a family are known, and how many ruled, where any are.
fn of_state(checked: &Checked, family: Family) -> String {
    let count = |state: State| {
        let of = |finding: &&Finding| finding.family() == family && finding.state == state;
        checked.findings.iter().filter(of).count()
    };
    let states = [State::Known, State::Ruled];
    let counts = states.map(|state| (count(state), state.as_str()));
    let some = counts.iter().filter(|(count, _)| *count > 0);
    some.map(|(count, word)| format!(" ({count} {word})")).collect()
}

fn filled(text: &str, rest: &str) -> String {
    let (start, words) = text.split_at(text.len() - text.trim_start().len());
    let options = wrapping(terminal::width()).initial_indent(start).subsequent_indent(rest);
    textwrap::fill(&clean(words), options) + "\n"
}
