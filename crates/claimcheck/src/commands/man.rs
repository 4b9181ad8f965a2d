//! `claimcheck man`: the manual pages.

use std::fs;
use std::path::PathBuf;

use clap::Args;
use clap_mangen::Man;

use crate::save::save;
use crate::terminal;
use claimcheck_project::Status;

#[derive(Debug, Args)]
pub(crate) struct ManArgs {
    /// Write a page for each command into this folder
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
}

/// Runs the command for the whole command line. The error is a sentence for people.
pub(crate) fn run(args: &ManArgs, program: clap::Command) -> Result<Status, String> {
    let mut program = without_help(program);
    // The page of a command says how the whole of it is called.
    program.build();
    let Some(folder) = &args.folder else {
        terminal::print(&page(program)?)?;
        return Ok(Status::Clean);
    };
    fs::create_dir_all(folder)
        .map_err(|error| format!("cannot make the folder {}: {error}", folder.display()))?;
    let mut pages = Vec::new();
    collect(program, "claimcheck", &mut pages);
    for (name, command) in pages {
        let path = folder.join(format!("{name}.1"));
        save(&path, &page(command)?)?;
        terminal::print(&format!("wrote {}\n", path.display()))?;
    }
    Ok(Status::Clean)
}

/// A command without the command `help` anywhere: it says what the pages say.
fn without_help(command: clap::Command) -> clap::Command {
    let below: Vec<String> =
        command.get_subcommands().map(|below| below.get_name().to_owned()).collect();
    let command = command.disable_help_subcommand(true);
    below.into_iter().fold(command, |command, name| command.mut_subcommand(name, without_help))
}

/// A command and all commands below it, by the names of their pages.
fn collect(command: clap::Command, name: &str, pages: &mut Vec<(String, clap::Command)>) {
    let below: Vec<clap::Command> = command.get_subcommands().cloned().collect();
    pages.push((name.to_owned(), command.display_name(name.to_owned())));
    for command in below {
        let name = format!("{name}-{}", command.get_name());
        collect(command, &name, pages);
    }
}

fn page(command: clap::Command) -> Result<String, String> {
    let mut page = Vec::new();
    Man::new(command)
        .render(&mut page)
        .map_err(|error| format!("cannot write the page: {error}"))?;
    Ok(String::from_utf8_lossy(&page).into_owned())
}
