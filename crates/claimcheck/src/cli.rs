//! The command line as a whole: the commands, each with its arguments.

use clap::{Parser, Subcommand};

use crate::args::{BaselineArgs, CheckArgs, CompareArgs, ExplainArgs, RuleArgs};
use crate::commands::completions::CompletionsArgs;
use crate::commands::coverage::CoverageArgs;
use crate::commands::graph::GraphArgs;
use crate::commands::html::HtmlArgs;
use crate::commands::init::InitArgs;
use crate::commands::man::ManArgs;
use crate::commands::matrix::MatrixArgs;
use crate::commands::report::ReportArgs;
use crate::commands::schema::SchemaArgs;
use crate::commands::serve::ServeArgs;
use crate::commands::settings::SettingsArgs;
use crate::commands::timeline::TimelineArgs;

/// Tells where reports agree, where they conflict, and what is missing.
#[derive(Debug, Parser)]
#[command(
    name = "claimcheck",
    version,
    args_conflicts_with_subcommands = true,
    max_term_width = 100
)]
#[command(
    after_help = "`claimcheck PATH` is `claimcheck check PATH`.\n\nExit status: 0 nothing that fails, 1 at least one finding at or above --fail-on,\n2 it could not check what it was asked to."
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    #[command(flatten)]
    pub(crate) check: CheckArgs,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Check the claims of a project (the default)
    Check(CheckArgs),
    /// Print what a check finds and what to do about it; without a code, list all checks
    Explain(ExplainArgs),
    /// Print why two claims conflict, agree or do not meet
    Compare(CompareArgs),
    /// Accept conflicts as known, so that only new ones fail a run
    Baseline(BaselineArgs),
    /// Write a ruling on a conflict, ready to fill in, to standard output
    Rule(RuleArgs),
    /// Make a first project
    Init(InitArgs),
    /// Print the settings that are in force, and where each comes from
    Settings(SettingsArgs),
    /// Print the events in the order that follows from all that can hold
    Timeline(TimelineArgs),
    /// Write one page that shows all that was found: disputes, passages, a matrix, a timeline, a graph
    Html(HtmlArgs),
    /// Serve that page to this machine alone, and let it follow every change; ends with Ctrl-C
    Serve(ServeArgs),
    /// Print questions by reports: what each says, which side it takes, how it lies to the others
    Matrix(MatrixArgs),
    /// Print one report: its text, with how each of its claims stands beside it
    Report(ReportArgs),
    /// Print how much of what is worth checking in each report carries a claim
    Coverage(CoverageArgs),
    /// Print who draws on whom as a graph, or as a picture of one
    Graph(GraphArgs),
    /// Print a JSON Schema, for editors and other programs
    Schema(SchemaArgs),
    /// Print the completions of a shell
    Completions(CompletionsArgs),
    /// Print the manual page, or write the pages of all commands into a folder
    Man(ManArgs),
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::Cli;
    use crate::args::COMMANDS;

    #[test]
    fn all_commands_are_listed() {
        let program = Cli::command();
        let names: Vec<&str> = program.get_subcommands().map(clap::Command::get_name).collect();
        assert_eq!(names, COMMANDS);
    }
}
