//! `claimcheck completions`: what a shell needs to complete commands and options.

use clap::{Args, CommandFactory as _};
use clap_complete::{Shell, generate};

use crate::args::Cli;
use crate::{Status, terminal};

#[derive(Debug, Args)]
pub(crate) struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Runs the command. The error is a sentence for people.
pub(crate) fn run(args: &CompletionsArgs) -> Result<Status, String> {
    let mut script = Vec::new();
    generate(args.shell, &mut Cli::command(), "claimcheck", &mut script);
    terminal::print(&String::from_utf8_lossy(&script))?;
    Ok(Status::Clean)
}
