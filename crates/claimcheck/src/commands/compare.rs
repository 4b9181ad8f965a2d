//! `claimcheck compare`: why two claims conflict, agree or do not meet.

use std::fmt::Write as _;

use claimcheck_checker::compare::{Comparison, compare};
use claimcheck_checker::{Diagnostic, Family, Meeting};
use claimcheck_core::model::ClaimId;
use claimcheck_project::{Analysis, Query};

use super::open;
use crate::args::CompareArgs;
use crate::render::settled;
use crate::sanitize::clean;
use crate::terminal;
use claimcheck_project::Status;

/// Runs the command. The error is a sentence for people.
pub(crate) fn run(args: &CompareArgs) -> Result<Status, String> {
    // Every finding that holds both claims is named, with its words.
    let options = open::on_day([&args.project], &args.day)?;
    open::once(options, &Query::default(), |analysis| {
        let claims = |name: &str| analysis.claims_of(name).map_err(|error| error.to_string());
        let (first, second) = (claims(&args.first)?, claims(&args.second)?);
        let pairs = pairs(analysis, &first, &second);
        let compared: Vec<Compared<'_>> =
            pairs.into_iter().map(|pair| Compared::new(analysis, pair)).collect();
        terminal::print(&render(&compared))?;
        let clash = compared.iter().any(Compared::is_conflict);
        Ok(if clash { Status::Found } else { Status::Clean })
    })
}

/// Two claims side by side, and the findings that hold both.
struct Compared<'a> {
    comparison: Comparison,
    verdict: String,
    findings: Vec<&'a Diagnostic>,
}

impl<'a> Compared<'a> {
    fn new(analysis: &'a Analysis<'_>, (first, second): (ClaimId, ClaimId)) -> Self {
        let comparison = compare(analysis.context(), first, second);
        let holds = |finding: &&Diagnostic| {
            first != second && finding.claims.contains(&first) && finding.claims.contains(&second)
        };
        let findings: Vec<&Diagnostic> = analysis.findings().iter().filter(holds).collect();
        let in_conflict = findings.iter().any(|it| it.family() == Family::Conflict);
        let verdict = match comparison.meeting {
            Meeting::Apart(_) if in_conflict => {
                "the claims conflict by what follows from them".to_owned()
            }
            Meeting::Agree(_)
            | Meeting::Succession
            | Meeting::Incomparable
            | Meeting::Tension(_)
                if in_conflict =>
            {
                format!("{}, but conflict by what follows from them", comparison.verdict)
            }
            Meeting::Apart(_)
            | Meeting::Agree(_)
            | Meeting::Succession
            | Meeting::Incomparable
            | Meeting::Tension(_)
            | Meeting::Clash(_) => comparison.verdict.clone(),
        };
        Self { comparison, verdict, findings }
    }

    fn is_conflict(&self) -> bool {
        matches!(self.comparison.meeting, Meeting::Clash(_))
            || self.findings.iter().any(|finding| finding.family() == Family::Conflict)
    }
}

/// The pairs that are worth comparing: those on one property; all, where there is none.
fn pairs(
    analysis: &Analysis<'_>,
    first: &[ClaimId],
    second: &[ClaimId],
) -> Vec<(ClaimId, ClaimId)> {
    let model = analysis.model();
    let property = |claim: ClaimId| model.question(model.claim(claim).question).property;
    let all = || first.iter().flat_map(|a| second.iter().map(move |b| (*a, *b)));
    let same: Vec<_> = all().filter(|(a, b)| property(*a) == property(*b)).collect();
    if same.is_empty() { all().take(1).collect() } else { same }
}

fn render(compared: &[Compared<'_>]) -> String {
    let mut text = String::new();
    for Compared { comparison, verdict, findings } in compared {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{}", clean(verdict));
        for (number, step) in (1..).zip(&comparison.steps) {
            text.push_str(&filled(&format!("  {number}. "), step));
        }
        for finding in findings {
            let state = settled(Some(finding.state.into()));
            let words = format!("{}{state} {}", finding.code, finding.message);
            text.push_str(&filled("  in ", &words));
        }
        text.push('\n');
    }
    text.trim_end().to_owned() + "\n"
}

/// A line that goes on under its own words.
fn filled(lead: &str, words: &str) -> String {
    let rest = " ".repeat(lead.len());
    let options =
        terminal::wrapping(terminal::width()).initial_indent(lead).subsequent_indent(&rest);
    textwrap::fill(&clean(words), options) + "\n"
}
