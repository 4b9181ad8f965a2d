//! `claimcheck completions`: what a shell needs to complete commands and options.

use clap::Args;
use clap_complete::{Shell, generate};

use crate::terminal;
use claimcheck_project::Status;

#[derive(Debug, Args)]
pub(crate) struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Runs the command for the whole command line. The error is a sentence for people.
pub(crate) fn run(args: &CompletionsArgs, mut program: clap::Command) -> Result<Status, String> {
    let mut script = Vec::new();
    generate(args.shell, &mut program, "claimcheck", &mut script);
    terminal::print(&String::from_utf8_lossy(&script))?;
    Ok(Status::Clean)
}
