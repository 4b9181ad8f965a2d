//! `claimcheck man`: the manual pages.

use std::fs;
use std::path::PathBuf;

use clap::{Args, CommandFactory as _};
use clap_mangen::Man;

use crate::args::Cli;
use crate::save::save;
use crate::{Status, terminal};

#[derive(Debug, Args)]
pub(crate) struct ManArgs {
    /// Write a page for each command into this folder
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
}

/// Runs the command. The error is a sentence for people.
pub(crate) fn run(args: &ManArgs) -> Result<Status, String> {
    let mut program = Cli::command();
    // The page of a command says how the whole of it is called.
    program.build();
    let Some(folder) = &args.folder else {
        terminal::print(&page(program)?)?;
        return Ok(Status::Clean);
    };
    fs::create_dir_all(folder)
        .map_err(|error| format!("cannot make the folder {}: {error}", folder.display()))?;
    let commands: Vec<clap::Command> = program
        .get_subcommands()
        .filter(|command| command.get_name() != "help")
        .map(|command| {
            let name = format!("claimcheck-{}", command.get_name());
            command.clone().display_name(name)
        })
        .collect();
    for command in std::iter::once(program).chain(commands) {
        let name = command.get_display_name().unwrap_or("claimcheck").to_owned();
        let path = folder.join(format!("{name}.1"));
        save(&path, &page(command)?)?;
        terminal::print(&format!("wrote {}\n", path.display()))?;
    }
    Ok(Status::Clean)
}

fn page(command: clap::Command) -> Result<String, String> {
    let mut page = Vec::new();
    Man::new(command)
        .render(&mut page)
        .map_err(|error| format!("cannot write the page: {error}"))?;
    Ok(String::from_utf8_lossy(&page).into_owned())
}
