//! Workflow commands of GitHub Actions: a line for each finding that GitHub shows beside the files.
//! It shows few of them, so the most important come first, and the last says what is left out.

use claimcheck_checker::{Diagnostic, Severity, State};
use claimcheck_core::model::Model;

use super::Outcome;
use super::paths::Paths;
use super::told::{self, counted};
use crate::sanitize::clean;
use claimcheck_project::Shown;

/// How many of each kind of annotation GitHub shows of one step.
const MOST_OF_A_KIND: usize = 10;

/// The new findings among those that are told, one command each.
pub(crate) fn render(outcome: Outcome<'_>, shown: &Shown, paths: &Paths) -> String {
    let model = outcome.project.graph.model();
    let mut left = Left::default();
    let mut commands = String::new();
    let mut used = [0; 3];
    for finding in told::by_weight(outcome.findings) {
        let kind = finding.severity;
        // The last notice says what is left out.
        let most = MOST_OF_A_KIND - usize::from(kind == Severity::Note);
        if !shown.has(finding.code) || finding.state != State::New {
            left.count(finding);
        } else if used[kind as usize] < most {
            used[kind as usize] += 1;
            commands.push_str(&command(model, finding, paths));
        } else {
            left.capped += 1;
        }
    }
    commands.push_str(&left.notice(outcome.fixed.len()));
    commands
}

/// What is not shown.
#[derive(Default)]
struct Left {
    capped: usize,
    known: usize,
    ruled: usize,
}

impl Left {
    /// Counts what was not to be shown. Families that were not asked for are not missed.
    fn count(&mut self, finding: &Diagnostic) {
        match finding.state {
            State::New => {}
            State::Known => self.known += 1,
            State::Ruled => self.ruled += 1,
        }
    }

    fn notice(&self, fixed: usize) -> String {
        let mut parts = Vec::new();
        if self.capped > 0 {
            parts.push(format!(
                "{} not shown here, as GitHub shows {MOST_OF_A_KIND} of a kind for each step",
                counted(self.capped, "more finding")
            ));
        }
        for (number, what) in [(self.known, "known"), (self.ruled, "ruled"), (fixed, "fixed")] {
            if number > 0 {
                parts.push(counted(number, &format!("{what} conflict")));
            }
        }
        if parts.is_empty() {
            return String::new();
        }
        format!("::notice title=claimcheck::{}\n", data(&parts.join("; ")))
    }
}

fn command(model: &Model, finding: &Diagnostic, paths: &Paths) -> String {
    let kind = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let (start, end) = (model.sources.start(finding.at), model.sources.end(finding.at));
    // GitHub takes columns only where all is on one line.
    let columns = if start.line == end.line && end.column > start.column {
        format!(",col={},endColumn={}", start.column, end.column)
    } else {
        String::new()
    };
    let lines = std::iter::once(told::message(finding)).chain(told::lines(model, finding, paths));
    format!(
        "::{kind} file={},line={},endLine={}{columns},title={}::{}\n",
        property(&clean(&paths.of(model, finding.at.file))),
        start.line,
        end.line,
        property(finding.code),
        data(&lines.collect::<Vec<_>>().join("\n"))
    )
}

/// What stands after the second `::` of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The value of a property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

/// Text for a log that GitHub reads commands from: what looks like a command in it is none. GitHub
/// takes a line that begins with `::`, and `##[` anywhere in one.
pub(crate) fn disarmed(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let words = line.trim_start();
        let (indent, _) = line.split_at(line.len() - words.len());
        safe.push_str(indent);
        match words.strip_prefix("::") {
            Some(rest) => {
                safe.push_str(": :");
                safe.push_str(&rest.replace("##[", "# #["));
            }
            None => safe.push_str(&words.replace("##[", "# #[")),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::{data, disarmed, property};

    #[test]
    fn a_command_is_one_line_whatever_it_says() {
        assert_eq!(data("50 %\n::error::x"), "50 %25%0A::error::x");
        assert_eq!(property("a,b:c%"), "a%2Cb%3Ac%25");
    }

    #[test]
    fn text_is_no_command() {
        let text = "  why: x\n  ::error::y\n::add-mask::a\nz ##[group]\n\n";
        let safe = "  why: x\n  : :error::y\n: :add-mask::a\nz # #[group]\n\n";
        assert_eq!(disarmed(text), safe);
    }
}
