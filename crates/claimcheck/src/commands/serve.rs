//! `claimcheck serve`: the page of `claimcheck html` at an address of this machine, which follows the
//! project as it changes. This file checks and waits; it never waits for a client. `door.rs` owns the
//! address, `board.rs` what is shown, `visit.rs` how a client is answered, `request.rs` whether.

mod answer;
mod board;
mod door;
mod place;
mod request;
mod visit;

use std::sync::Arc;

use claimcheck_page::{Served, served};
use claimcheck_project::{Session, Watched};
use clap::Args;

use super::page::{self, PageArgs};
use super::{html, open};
use crate::terminal;
use board::{Board, Renewed};
use claimcheck_project::Status;
use door::Door;

#[derive(Debug, Args)]
pub(crate) struct ServeArgs {
    #[command(flatten)]
    page: PageArgs,
    /// The port to listen at, 0 for any that is free [default: 7878, or the next one that is free]
    #[arg(long, value_name = "NUMBER")]
    port: Option<u16>,
}

/// Runs until it is interrupted. The error is a sentence for people.
pub(crate) fn run(args: &ServeArgs) -> Result<Status, String> {
    // A port that is taken is told of before anything is read; who connects meanwhile waits for the page.
    let door = Door::open(args.port)?;
    // What changes while it is read is a change.
    let mut watched = Watched::new(&args.page.paths);
    let mut session = open::session(args.page.options()?)?;
    let board = Arc::new(Board::new(look(&args.page, &mut session)?));
    let address = door.address();
    door.admit(Arc::clone(&board)).map_err(|error| format!("cannot serve the page: {error}"))?;
    // Who does not read the address may know it.
    terminal::print(&format!("{address}\n"))?;
    let count = watched.count();
    terminal::remark(&format!("serving the page; watching {count} files; Ctrl-C ends it"));
    loop {
        let changed = watched.wait();
        let page = open::reload(&mut session).and_then(|()| look(&args.page, &mut session));
        match board.renew(page) {
            Renewed::Changed => terminal::remark(&format!("{changed}; the page is a new one")),
            Renewed::Same => terminal::remark(&format!("{changed}; the page stays the same")),
            Renewed::Broken(message) => terminal::complain(&message),
            Renewed::StillBroken => {}
        }
    }
}

/// Analyses the project, and makes the page of it.
fn look(args: &PageArgs, session: &mut Session) -> Result<Served, String> {
    let analysis = open::analyse(session, &args.query())?;
    let page = page::make(args, &analysis, served)?;
    // The page tells of errors too; they end nothing here.
    let _ = html::status(&analysis);
    Ok(page)
}
