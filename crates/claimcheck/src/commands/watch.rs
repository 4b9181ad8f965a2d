//! `check --watch`: checks again when a file changes, and tells what that changed.
//!
//! Files are looked at by their dates and lengths, a few times a second. That works on every system,
//! on shares and in containers, and needs no limit of the system to be raised. Nothing is held open
//! between two looks, so that an interrupt ends the program as it ends any other.

use std::collections::{BTreeMap, HashMap};
use std::thread::sleep;
use std::time::{Duration, Instant};

use claimcheck_checker::{Family, Finding, State};
use claimcheck_core::Project;
use clap::Args;

use super::check::{Checked, check, show};
use crate::args::CheckArgs;
use crate::files::{Stamp, stamps};
use crate::layout::locate;
use crate::render::clean::clean;
use crate::shown::Shown;
use crate::terminal::{self, Reader, wrapping};
use crate::{Status, settings};

#[derive(Debug, Args)]
pub(crate) struct WatchArgs {
    /// Check again on every change, and print what it changed (human); ends with Ctrl-C
    #[arg(long, conflicts_with = "format")]
    pub(crate) watch: bool,
}

/// How long to wait between two looks.
const PAUSE: Duration = Duration::from_millis(300);
/// How long files must be as they are before they are read: an editor may write several.
const SETTLING: Duration = Duration::from_millis(100);
/// A pause is this many times as long as a look took, so that large projects are left some peace.
const PATIENCE: u32 = 5;

type Stamps = BTreeMap<String, Stamp>;

/// What was told of a finding: enough to say that it is gone.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Told {
    family: Family,
    state: State,
    line: String,
}

/// The findings of one look, by what they are about. Some are about the same.
type Seen = HashMap<(&'static str, String), Vec<Told>>;

/// Runs until it is interrupted, or until nobody reads it any more.
pub(crate) fn run(args: &CheckArgs) -> Result<Status, String> {
    // What changes while it is read is a change.
    let mut files = look(args, &Stamps::new());
    let checked = check(args)?;
    let mut seen = seen(&checked);
    if let Err(message) = show(args, checked) {
        terminal::complain(&message);
    }
    terminal::remark(&format!("watching {} files; Ctrl-C ends it", files.len()));
    let mut complaint = String::new();
    loop {
        let now = wait(args, &files);
        let changed = changed(&files, &now);
        files = now;
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

/// Waits for a change, and for the files to stay as they are then.
fn wait(args: &CheckArgs, files: &Stamps) -> Stamps {
    loop {
        let began = Instant::now();
        let now = look(args, files);
        if now != *files {
            sleep(SETTLING);
            let settled = look(args, files);
            if settled == now {
                return now;
            }
            continue;
        }
        sleep(PAUSE.max(began.elapsed() * PATIENCE));
    }
}

/// The files as they are. Where the project cannot be found, because its settings cannot be read,
/// those of the last look, with the settings as they are now.
fn look(args: &CheckArgs, last: &Stamps) -> Stamps {
    if let Ok(layout) = locate(&args.paths) {
        return stamps(&layout);
    }
    let mut files = last.clone();
    files.remove(settings::FILE);
    let path = args.paths.first().cloned().unwrap_or_else(|| ".".into());
    let path = std::fs::canonicalize(&path).unwrap_or(path);
    let file =
        path.ancestors().map(|folder| folder.join(settings::FILE)).find(|file| file.is_file());
    if let Some(about) = file.and_then(|file| std::fs::metadata(file).ok()) {
        files.insert(settings::FILE.to_owned(), (about.modified().ok(), about.len()));
    }
    files
}

/// The files that changed, in words.
fn changed(before: &Stamps, after: &Stamps) -> Vec<String> {
    let gone = before.keys().filter(|path| !after.contains_key(*path));
    let gone = gone.map(|path| format!("{path} (gone)"));
    let other = after.iter().filter_map(|(path, stamp)| match before.get(path) {
        None => Some(format!("{path} (new)")),
        Some(was) if was != stamp => Some(path.clone()),
        Some(_) => None,
    });
    gone.chain(other).collect()
}

fn seen(checked: &Checked) -> Seen {
    let mut seen = Seen::new();
    for finding in &checked.findings {
        let told = Told {
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
fn tell(
    args: &CheckArgs,
    changed: &[String],
    before: &Seen,
    after: &Seen,
    checked: &Checked,
) -> String {
    const MOST: usize = 5;
    let more = changed.len().saturating_sub(MOST);
    let named = changed[..changed.len() - more].join(", ");
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let mut text = filled(&format!("changed: {named}{more}"), "  ");
    let shown = Shown::of(&args.show);
    let (gone, new) = (only(before, after), only(after, before));
    let listed = |lines: &[&Told], sign: &str| -> String {
        let shown = lines.iter().filter(|told| shown.has_all_of(told.family));
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
        let known = other.get(about).map_or(0, Vec::len);
        only.extend(told.iter().skip(known));
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
