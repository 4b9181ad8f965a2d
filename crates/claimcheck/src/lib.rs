//! The `claimcheck` program: arguments in, findings out, and an exit status for scripts.
//!
//! [`main()`] is all of it. It is a library so that what it writes can be had in memory too, in
//! [`written`]; other programs want `claimcheck-project`.

mod args;
mod cli;
mod commands;
mod output;
mod pager;
mod progress;
mod render;
mod sanitize;
mod save;
mod schema;
mod surroundings;
mod terminal;
mod totals;
pub mod written;

use std::process::ExitCode;

use claimcheck_project::Status;
use clap::{CommandFactory as _, Parser};

use args::CheckArgs;
use cli::{Cli, Command};

/// The bytes of stack that each thread may use.
const STACK: usize = 8 << 20;

/// Runs the program on the arguments of the process.
pub fn main() -> ExitCode {
    let run = match Cli::try_parse() {
        Ok(cli) => among_workers(|| run(cli)),
        Err(error) if error.use_stderr() => error.exit(),
        Err(shown) => show(&shown),
    };
    let status = run.unwrap_or_else(|message| {
        terminal::complain(&message);
        Status::Failed
    });
    ExitCode::from(status as u8)
}

/// Runs something among the threads that share the work, rather than beside them: what is done by
/// one of them uses the memory that another step has left there.
fn among_workers<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    // As much room as the thread that a program starts with. Where the threads were started before,
    // they stay as they are.
    let _ = rayon::ThreadPoolBuilder::new().stack_size(STACK).build_global();
    rayon::scope(|_| work())
}

/// Prints what was asked for with `--help` or `--version`: where it cannot be written, that is told.
fn show(asked: &clap::Error) -> Result<Status, String> {
    let text = asked.render();
    let text = match terminal::color(args::Color::Auto) {
        true => text.ansi().to_string(),
        false => text.to_string(),
    };
    terminal::print(&text).map(|_| Status::Clean)
}

/// Runs the command. The error is a sentence for people.
fn run(cli: Cli) -> Result<Status, String> {
    match cli.command {
        None => check(&cli.check),
        Some(Command::Check(args)) => check(&args),
        Some(Command::Explain(args)) => commands::explain::run(&args),
        Some(Command::Compare(args)) => commands::compare::run(&args),
        Some(Command::Baseline(args)) => commands::baseline::run(&args),
        Some(Command::Rule(args)) => commands::rule::run(&args),
        Some(Command::Schema(args)) => commands::schema::run(&args),
        Some(Command::Init(args)) => commands::init::run(&args),
        Some(Command::Completions(args)) => commands::completions::run(&args, Cli::command()),
        Some(Command::Man(args)) => commands::man::run(&args, Cli::command()),
        Some(Command::Settings(args)) => commands::settings::run(&args),
        Some(Command::Timeline(args)) => commands::timeline::run(&args),
        Some(Command::Html(args)) => commands::html::run(&args),
        Some(Command::Serve(args)) => commands::serve::run(&args),
        Some(Command::Matrix(args)) => commands::matrix::run(&args),
        Some(Command::Report(args)) => commands::report::run(&args),
        Some(Command::Coverage(args)) => commands::coverage::run(&args),
        Some(Command::Graph(args)) => commands::graph::run(&args),
    }
}

/// Checks once, or again after every change.
fn check(args: &CheckArgs) -> Result<Status, String> {
    match args.watch.watch {
        true => commands::watch::run(args),
        false => commands::check::run(args),
    }
}
