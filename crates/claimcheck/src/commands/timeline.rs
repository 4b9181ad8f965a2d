//! `claimcheck timeline`: the events of a project in the order that follows from all that can hold.

use std::path::PathBuf;

use claimcheck_checker::Context;
use claimcheck_checker::timeline::{Event, Timeline, timeline};
use claimcheck_core::model::{ClaimId, Model, Passage};
use clap::{Args, ValueEnum};

use crate::layout::{Layout, locate};
use crate::render::timeline as render;
use crate::{Status, files, terminal};

#[derive(Debug, Args)]
pub(crate) struct TimelineArgs {
    /// The reports folder, or files and folders of a project whose events to show
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// How to print the events
    #[arg(long, value_enum, default_value_t = TimelineFormat::Human)]
    format: TimelineFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum TimelineFormat {
    /// A list for people
    Human,
    /// JSON (claimcheck/timeline/v1)
    Json,
}

/// Runs the command. The error is a sentence for people.
pub(crate) fn run(args: &TimelineArgs) -> Result<Status, String> {
    let layout = locate(&args.paths)?;
    let project = claimcheck_core::load(files::read(&layout));
    let context = Context::new(&project);
    let timeline = timeline(&context);
    let model = project.graph.model();
    let shown = shown(model, &timeline, &layout);
    let text = match args.format {
        TimelineFormat::Human => render::human(model, &timeline, &shown, terminal::width()),
        TimelineFormat::Json => render::json(model, &timeline, &shown)
            .map_err(|error| format!("cannot write JSON: {error}"))?,
    };
    terminal::print(&text)?;
    let errors = project.problems.iter().filter(|problem| problem.code.is_error()).count();
    if errors > 0 {
        let what = if errors == 1 { "1 error" } else { &format!("{errors} errors") };
        terminal::complain(&format!(
            "the claims have {what}, so events may be missing; `claimcheck` shows them"
        ));
        return Ok(Status::Failed);
    }
    Ok(Status::Clean)
}

/// The places of the events that were asked for: all, or those that a claim of what was asked for
/// is on.
fn shown(model: &Model, timeline: &Timeline, layout: &Layout) -> Vec<usize> {
    let all = 0..timeline.events.len();
    if layout.only.is_empty() {
        return all.collect();
    }
    let asked = |file| layout.asks_for(model.sources.file(file).path());
    let of_asked = |claim: ClaimId| {
        let entry = model.entry_of(claim);
        let text = entry.report.and_then(|report| model.report(report).text);
        let passage = matches!(entry.passage, Passage::Found(span) if asked(span.file));
        passage || asked(entry.place.file) || text.is_some_and(asked)
    };
    let on = |event: &Event| {
        (0..).map(ClaimId).zip(&model.claims).any(|(id, claim)| {
            let question = model.question(claim.question);
            let events = [Some(question.subject), question.with];
            events.contains(&Some(event.event)) && question.scope == event.scope && of_asked(id)
        })
    };
    all.filter(|at| on(&timeline.events[*at])).collect()
}
