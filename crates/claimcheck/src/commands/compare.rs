//! `claimcheck compare`: why two claims conflict, agree or do not meet.

use std::fmt::Write as _;

use claimcheck_checker::compare::{Comparison, compare};
use claimcheck_checker::{Context, Meeting};
use claimcheck_core::model::{ClaimId, Model};
use claimcheck_core::suggest::nearest;

use crate::args::CompareArgs;
use crate::layout::locate;
use crate::render::clean::clean;
use crate::{Status, files, terminal};

/// Runs the command. The error is a sentence for people.
pub(crate) fn run(args: &CompareArgs) -> Result<Status, String> {
    let layout = locate(std::slice::from_ref(&args.project))?;
    let project = claimcheck_core::load(files::read(&layout));
    let model = project.graph.model();
    let context = Context::new(&project);
    let (first, second) = (claims(model, &args.first)?, claims(model, &args.second)?);
    let pairs = pairs(model, &first, &second);
    let comparisons: Vec<Comparison> =
        pairs.into_iter().map(|(a, b)| compare(&context, a, b)).collect();
    terminal::print(&render(&comparisons))?;
    let clash =
        comparisons.iter().any(|comparison| matches!(comparison.meeting, Meeting::Clash(_)));
    Ok(if clash { Status::Found } else { Status::Clean })
}

/// The atomic claims of an entry, or of one property of it: `report#claim` or
/// `report#claim.property`.
pub(super) fn claims(model: &Model, name: &str) -> Result<Vec<ClaimId>, String> {
    let whole = model.entries.iter().find(|entry| *entry.name == *name);
    if let Some(entry) = whole {
        return Ok(entry.claims.iter().collect());
    }
    if let Some((entry, property)) = name.rsplit_once('.') {
        let of_property = |claim: &ClaimId| {
            model.property(model.question(model.claim(*claim).question).property).id == property
        };
        let entry = model.entries.iter().find(|other| *other.name == *entry);
        let claims: Vec<ClaimId> = entry
            .map(|entry| entry.claims.iter().filter(of_property).collect())
            .unwrap_or_default();
        if !claims.is_empty() {
            return Ok(claims);
        }
    }
    let near = nearest(name, model.entries.iter().map(|entry| &*entry.name));
    let help = near.map_or_else(
        || "a claim is named `report#claim`".to_owned(),
        |near| format!("did you mean `{near}`?"),
    );
    Err(format!("no claim is called `{name}`: {help}"))
}

/// The pairs that are worth comparing: those on one property; all, where there is none.
fn pairs(model: &Model, first: &[ClaimId], second: &[ClaimId]) -> Vec<(ClaimId, ClaimId)> {
    let property = |claim: ClaimId| model.question(model.claim(claim).question).property;
    let all = || first.iter().flat_map(|a| second.iter().map(move |b| (*a, *b)));
    let same: Vec<_> = all().filter(|(a, b)| property(*a) == property(*b)).collect();
    if same.is_empty() { all().take(1).collect() } else { same }
}

fn render(comparisons: &[Comparison]) -> String {
    let mut text = String::new();
    for comparison in comparisons {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{}", clean(&comparison.verdict));
        for (number, step) in (1..).zip(&comparison.steps) {
            let lead = format!("  {number}. ");
            let rest = " ".repeat(lead.len());
            let options = terminal::wrapping(terminal::width())
                .initial_indent(&lead)
                .subsequent_indent(&rest);
            let _ = writeln!(text, "{}", textwrap::fill(&clean(step), options));
        }
        text.push('\n');
    }
    text.trim_end().to_owned() + "\n"
}
