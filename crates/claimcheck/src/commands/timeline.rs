//! `claimcheck timeline`: the events of a project in the order that follows from all that can hold.

use std::path::PathBuf;

use claimcheck_checker::timeline::Event;
use claimcheck_core::model::ClaimId;
use claimcheck_page::lanes::Lanes;
use claimcheck_project::Analysis;
use clap::{Args, ValueEnum};

use super::{open, page};
use crate::args::{Color, DayArgs};
use crate::render::ink::Ink;
use crate::render::timeline as render;
use crate::{pager, terminal};
use claimcheck_project::Status;

#[derive(Debug, Args)]
pub(crate) struct TimelineArgs {
    /// The reports folder, or files and folders of a project whose events to show
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// How to print the events
    #[arg(long, value_enum, default_value_t = TimelineFormat::Human)]
    format: TimelineFormat,
    /// When to use colour: this over `NO_COLOR` over `FORCE_COLOR`
    #[arg(long, value_enum, default_value_t = Color::Auto)]
    color: Color,
    #[command(flatten)]
    day: DayArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum TimelineFormat {
    /// Each event as a bar, with a lane for each report, and what its bounds come from
    Human,
    /// The same in words alone
    List,
    /// JSON (claimcheck/timeline/v1)
    Json,
}

/// Runs the command. The error is a sentence for people.
pub(crate) fn run(args: &TimelineArgs) -> Result<Status, String> {
    let options = open::on_day(&args.paths, &args.day)?;
    open::once(options, &open::conflicts(), |analysis| {
        let shown = shown(analysis);
        let text = match args.format {
            TimelineFormat::Human => {
                let lanes = Lanes::new(analysis.context(), analysis.timeline());
                let paper = (terminal::width(), Ink::of(terminal::color(args.color)));
                render::drawn(analysis, &lanes, &shown, paper)
            }
            TimelineFormat::List => render::list(analysis, &shown, terminal::width()),
            TimelineFormat::Json => render::json(analysis, &shown)
                .map_err(|error| format!("cannot write JSON: {error}"))?,
        };
        match args.format {
            TimelineFormat::Json => terminal::print(&text).map(|_| ())?,
            TimelineFormat::Human | TimelineFormat::List => pager::print(&text)?,
        }
        if let Some(errors) = page::errors(analysis) {
            terminal::complain(&format!(
                "the claims have {errors}, so events may be missing; `claimcheck` shows them"
            ));
            return Ok(Status::Failed);
        }
        Ok(Status::Clean)
    })
}

/// The places of the events that were asked for: all, or those that a claim of what was asked for
/// is on.
fn shown(analysis: &Analysis<'_>) -> Vec<usize> {
    let (model, timeline) = (analysis.model(), analysis.timeline());
    let all = 0..timeline.events.len();
    if analysis.location().is_whole() {
        return all.collect();
    }
    let on = |event: &Event| {
        (0..).map(ClaimId).zip(&model.claims).any(|(id, claim)| {
            let question = model.question(claim.question);
            let events = [Some(question.subject), question.with];
            events.contains(&Some(event.event))
                && question.scope == event.scope
                && analysis.touches(id)
        })
    };
    all.filter(|at| on(&timeline.events[*at])).collect()
}
