//! `check --watch`: checks again when a file changes, and tells what that changed. How it waits is in
//! `claimcheck-project`.

use claimcheck_checker::{Family, State};
use claimcheck_project::Watched;

use super::check::show;
use super::looks::{Difference, Looks, Told};
use crate::args::{CheckArgs, shown};
use crate::output;
use crate::sanitize::clean;
use crate::terminal::{self, Reader, wrapping};
use claimcheck_project::Status;

/// Runs until it is interrupted, or until nobody reads it any more.
pub(crate) fn run(args: &CheckArgs) -> Result<Status, String> {
    output::refuse_confusion(&args.format)?;
    // What changes while it is read is a change.
    let mut watched = Watched::new(&args.paths);
    let mut looks = Looks::new(args, |checked| {
        if let Err(message) = show(args, checked) {
            terminal::complain(&message);
        }
    })?;
    terminal::remark(&format!("watching {} files; Ctrl-C ends it", watched.count()));
    let mut complaint = String::new();
    loop {
        let change = watched.wait();
        match looks.again() {
            Ok(difference) => {
                complaint.clear();
                let text = tell(args, &change, &difference);
                if terminal::print(&text)? == Reader::Gone {
                    return Ok(Status::Clean);
                }
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

/// What a change did to the findings.
fn tell(args: &CheckArgs, changed: &str, difference: &Difference) -> String {
    let mut text = filled(changed, "  ");
    let shown = shown(&args.show);
    let (gone, new) = (difference.gone(), difference.come());
    let listed = |lines: &[&Told], sign: &str| -> String {
        let shown = lines.iter().filter(|told| shown.has(told.code));
        shown.map(|told| filled(&format!("  {sign} {}", told.line), "      ")).collect()
    };
    text.push_str(&listed(&gone, "gone"));
    text.push_str(&listed(&new, "new "));
    for state in [State::New, State::Known, State::Ruled] {
        let restated = difference.restated(state);
        text.push_str(&listed(&restated, &format!("now {}", state.as_str())));
    }
    let count = |family: Family| {
        let now = difference.count(family);
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
            Family::Tension => "tension",
            Family::Gap => "gap",
            Family::Input => "flaw of the input",
        };
        let noun = match (now, family) {
            (1, _) => noun.to_owned(),
            (_, Family::Input) => "flaws of the input".to_owned(),
            _ => format!("{noun}s"),
        };
        let states = [State::Known, State::Ruled];
        let of_state = states.map(|state| (difference.count_of(family, state), state.as_str()));
        let some = of_state.iter().filter(|(count, _)| *count > 0);
        let of_state: String = some.map(|(count, word)| format!(" ({count} {word})")).collect();
        format!("{now} {noun}{by}{of_state}")
    };
    let counts: Vec<String> = Family::ALL.into_iter().map(count).collect();
    text + &filled(&format!("  now {}", counts.join(", ")), "  ")
}

fn filled(text: &str, rest: &str) -> String {
    let (start, words) = text.split_at(text.len() - text.trim_start().len());
    let options = wrapping(terminal::width()).initial_indent(start).subsequent_indent(rest);
    textwrap::fill(&clean(words), options) + "\n"
}
