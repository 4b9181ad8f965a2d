//! `claimcheck graph`: who draws on whom, for other programs and as a picture.

use std::path::{Path, PathBuf};

use claimcheck_page::draws::{Draws, READABLE};
use claimcheck_page::{graph, picture};
use clap::{Args, ValueEnum};

use super::html::{Target, status};
use super::open;
use crate::args::DayArgs;
use crate::terminal;
use claimcheck_project::Status;

#[derive(Debug, Args)]
pub(crate) struct GraphArgs {
    /// The reports folder, or the folder of a project
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// How to write the graph
    #[arg(long, value_enum, default_value_t = GraphFormat::Dot)]
    format: GraphFormat,
    /// The file to write; `-`, or nothing, is standard output
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Fold the graph to at most so many nodes [default: 100 for svg and mermaid, else no limit]
    #[arg(long, value_name = "NODES", value_parser = clap::value_parser!(u32).range(3..))]
    most: Option<u32>,
    #[command(flatten)]
    day: DayArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum GraphFormat {
    /// For Graphviz
    Dot,
    /// For Mermaid, as code hosts draw it
    Mermaid,
    /// For yEd, Gephi and others
    Graphml,
    /// JSON (claimcheck/graph/v1)
    Json,
    /// A picture
    Svg,
}

/// Runs the command. The error is a sentence for people.
pub(crate) fn run(args: &GraphArgs) -> Result<Status, String> {
    let options = open::on_day(&args.paths, &args.day)?;
    open::once(options, &open::conflicts(), |analysis| {
        analysis.require_reports().map_err(|error| error.to_string())?;
        let draws = Draws::new(analysis.context(), analysis.matrix()).folded(most(args));
        if draws.nodes.len() < draws.whole {
            terminal::remark(&format!(
                "note: {} nodes are folded into {}; `--most {}` shows them all",
                draws.whole,
                draws.nodes.len(),
                draws.whole
            ));
        }
        let text = match args.format {
            GraphFormat::Dot => graph::dot(&draws),
            GraphFormat::Mermaid => graph::mermaid(&draws),
            GraphFormat::Graphml => graph::graphml(&draws),
            GraphFormat::Svg => picture::svg(&draws),
            GraphFormat::Json => {
                graph::json(&draws).map_err(|error| format!("cannot write JSON: {error}"))?
            }
        };
        target(args).write(&text, analysis)?;
        Ok(status(analysis))
    })
}

fn target(args: &GraphArgs) -> Target<'_> {
    let file = args.output.as_deref().filter(|path| *path != Path::new("-"));
    file.map_or(Target::Standard, Target::File)
}

/// How many nodes there may be. A program can take them all; a picture of more is no help.
fn most(args: &GraphArgs) -> usize {
    let drawn = matches!(args.format, GraphFormat::Svg | GraphFormat::Mermaid);
    let default = if drawn { READABLE } else { usize::MAX };
    args.most.map_or(default, |most| usize::try_from(most).unwrap_or(usize::MAX))
}
