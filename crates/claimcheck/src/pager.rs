//! Long texts on a terminal, page by page. The program is that of `PAGER`, as everywhere.

use std::io::Write as _;
use std::process::{Command, Stdio};

use crate::terminal;

/// Prints a text: on a terminal that it is too long for through a pager, else as it is.
pub(crate) fn print(text: &str) -> Result<(), String> {
    let fits = terminal::height().is_none_or(|height| text.lines().count() < height);
    if fits || !page(&terminal::shown(text)) {
        terminal::print(text)?;
    }
    Ok(())
}

/// Whether a pager took the text.
fn page(text: &str) -> bool {
    let Some(program) = program(std::env::var("PAGER").ok()) else { return false };
    let mut command = shell(&program);
    if std::env::var_os("LESS").is_none() {
        // Colours are shown, a text that fits is only printed, and an interrupt ends both.
        command.env("LESS", "FRXK");
    }
    let Ok(mut child) = command.stdin(Stdio::piped()).spawn() else { return false };
    if let Some(mut input) = child.stdin.take() {
        // Whoever leaves the pager before the end has read enough.
        let _ = input.write_all(text.as_bytes());
    }
    // A shell that cannot run such a program says so, and nobody has read anything.
    !child.wait().is_ok_and(|status| matches!(status.code(), Some(126 | 127)))
}

/// The pager of the surroundings; nothing, where they want none.
fn program(setting: Option<String>) -> Option<String> {
    let program = setting.unwrap_or_else(|| "less".to_owned());
    let program = program.trim();
    (!program.is_empty() && program != "cat").then(|| program.to_owned())
}

#[cfg(unix)]
fn shell(program: &str) -> Command {
    let mut command = Command::new("sh");
    command.arg("-c").arg(program);
    command
}

#[cfg(not(unix))]
fn shell(program: &str) -> Command {
    let mut words = program.split_whitespace();
    let mut command = Command::new(words.next().unwrap_or("more"));
    command.args(words);
    command
}

#[cfg(test)]
mod tests {
    use super::program;

    #[test]
    fn the_surroundings_name_the_pager() {
        assert_eq!(program(None).as_deref(), Some("less"));
        assert_eq!(program(Some("less -S".to_owned())).as_deref(), Some("less -S"));
        assert_eq!(program(Some(" ".to_owned())), None);
        assert_eq!(program(Some("cat".to_owned())), None);
    }
}
