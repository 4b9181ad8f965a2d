//! What the commands have in common that look at a project: how it is opened and analysed, where what
//! they are asked for comes from, and how JSON is printed. Judges nothing.

use std::mem::ManuallyDrop;
use std::path::PathBuf;

use claimcheck_core::suggest::nearest;
use claimcheck_project::{Analysis, Error, Query, Session, SessionOptions, Shown, Step, Words};

use crate::args::{COMMANDS, DayArgs, SettleArgs};
use crate::progress::Progress;
use crate::terminal;

/// The options of a session with the project of some paths.
pub(super) fn options(paths: &[PathBuf], settle: &SettleArgs) -> Result<SessionOptions, String> {
    let mut options = on_day(paths, &settle.day)?;
    options.against.clone_from(&settle.against);
    Ok(options)
}

/// The options of a session with the project of some paths, on a day.
pub(super) fn on_day(
    paths: impl IntoIterator<Item = impl Into<PathBuf>>,
    day: &DayArgs,
) -> Result<SessionOptions, String> {
    let mut options = SessionOptions::new(paths);
    let day = day.today.as_deref().map(claimcheck_project::day).transpose();
    options.day = day.map_err(|error| format!("--today: {error}"))?;
    Ok(options)
}

/// A query of those who describe no findings but conflicts, and flaws of the input.
pub(super) fn conflicts() -> Query {
    let mut query = Query::default();
    query.words = Words::Shown;
    query.show = Shown::default();
    query
}

/// Opens a session, and says what should be known of it. The error is a sentence for people.
pub(super) fn session(options: SessionOptions) -> Result<Session, String> {
    let session = Session::open(options).map_err(|error| told(&error))?;
    remark(&session);
    Ok(session)
}

/// Lets the next analysis read everything anew. The error is a sentence for people.
pub(super) fn reload(session: &mut Session) -> Result<(), String> {
    session.reload().map_err(|error| told(&error))?;
    remark(session);
    Ok(())
}

fn remark(session: &Session) {
    for remark in session.remarks() {
        terminal::remark(remark);
    }
}

/// Analyses the project, and says what is being done where somebody waits for it.
pub(super) fn analyse<'s>(session: &'s mut Session, query: &Query) -> Result<Analysis<'s>, String> {
    let progress = Progress::start();
    let step = |step| {
        progress.say(match step {
            Step::ReadingFiles => "reading files",
            Step::ReadingClaims => "reading claims",
            _ => "comparing claims",
        });
    };
    session.analyse_telling(query, step).map_err(|error| error.to_string())
}

/// Opens a session, analyses the project once, and does something with that; nothing comes after it.
pub(super) fn once<T>(
    options: SessionOptions,
    query: &Query,
    work: impl FnOnce(&Analysis<'_>) -> Result<T, String>,
) -> Result<T, String> {
    // The system takes back all memory at once, and sooner than it could be given back by parts.
    let mut session = ManuallyDrop::new(session(options)?);
    let analysis = ManuallyDrop::new(analyse(&mut session, query)?);
    work(&analysis)
}

/// An error as a sentence. A path that is not there may have been meant as a command.
fn told(error: &Error) -> String {
    let Error::Path { path, .. } = error else { return error.to_string() };
    let word = path.to_string_lossy();
    let command = nearest(&word, COMMANDS).filter(|_| !word.contains(['/', '.']));
    let hint = command
        .map_or_else(String::new, |command| format!("; did you mean the command `{command}`?"));
    format!("{error}{hint}")
}

/// Prints what is for other programs.
pub(super) fn print_json(json: Result<String, serde_json::Error>) -> Result<(), String> {
    let text = json.map_err(|error| format!("cannot write JSON: {error}"))?;
    terminal::print(&text).map(|_| ())
}
