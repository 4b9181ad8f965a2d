//! What the program knows of where its output goes, and the only place that writes there.

use std::borrow::Cow;
use std::io::{self, IsTerminal, Write};

use crate::args::Color;
use crate::sanitize::clean;

/// Columns where nothing says how many there are.
const WIDTH: usize = 80;
/// Lines longer than this are hard to read however wide the terminal is.
const WIDEST: usize = 120;
const NARROWEST: usize = 40;
/// Of a wider table, nobody finds the line again.
const WIDEST_TABLE: usize = 240;

/// The columns of standard output.
pub(crate) fn width() -> usize {
    told_width().unwrap_or(WIDTH).clamp(NARROWEST, WIDEST)
}

fn told_width() -> Option<usize> {
    let terminal = || {
        terminal_size::terminal_size().map(|(terminal_size::Width(width), _)| usize::from(width))
    };
    let told = std::env::var("COLUMNS").ok().and_then(|columns| columns.trim().parse().ok());
    if io::stdout().is_terminal() { terminal().or(told) } else { told }
}

/// The columns of standard output for what is laid out in columns, which may be wider than text.
pub(crate) fn columns() -> usize {
    told_width().unwrap_or(WIDTH).clamp(NARROWEST, WIDEST_TABLE)
}

/// The lines of the terminal that is written to, where there is one that can be moved about on.
pub(crate) fn height() -> Option<usize> {
    let is_page = io::stdout().is_terminal() && !is_dumb();
    let size = is_page.then(terminal_size::terminal_size).flatten();
    size.map(|(_, terminal_size::Height(height))| usize::from(height))
}

/// Whether standard output is a terminal.
pub(crate) fn is_terminal() -> bool {
    io::stdout().is_terminal()
}

/// Whether to use colour: the option over `NO_COLOR` over `FORCE_COLOR` over what the output is.
pub(crate) fn color(option: Color) -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    match option {
        Color::Always => true,
        Color::Never => false,
        Color::Auto if set("NO_COLOR") => false,
        Color::Auto if set("FORCE_COLOR") => true,
        Color::Auto => io::stdout().is_terminal() && !is_dumb(),
    }
}

/// Whether the terminal says that it knows nothing but text.
fn is_dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|terminal| terminal == "dumb")
}

/// Whether to use colour in a file: only where the option asks for it.
pub(crate) fn color_in_file(option: Color) -> bool {
    option == Color::Always
}

/// Whether somebody reads what is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reader {
    Reading,
    Gone,
}

/// Writes to standard output. Whoever stops reading has read enough.
pub(crate) fn print(text: &str) -> Result<Reader, String> {
    let mut out = io::stdout().lock();
    let text = if out.is_terminal() { shown(text) } else { text.into() };
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(Reader::Gone),
        Err(error) => Err(format!("cannot write to standard output: {error}")),
        Ok(()) => Ok(Reader::Reading),
    }
}

/// A text as the terminal can show it.
pub(crate) fn shown(text: &str) -> Cow<'_, str> {
    if draws() { text.into() } else { plain(text) }
}

/// Whether the terminal shows what is no ASCII: whether the locale says that it takes UTF-8, as far
/// as the first of its settings that is there goes. Files and pipes always get UTF-8, so that what is
/// written there depends on no locale.
fn draws() -> bool {
    let mut settings = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().filter_map(std::env::var_os);
    takes_utf_8(settings.find(|value| !value.is_empty()))
}

fn takes_utf_8(locale: Option<std::ffi::OsString>) -> bool {
    let locale = locale.unwrap_or_default().to_string_lossy().to_lowercase();
    cfg!(windows) || locale.contains("utf-8") || locale.contains("utf8")
}

/// What is drawn, in ASCII, column by column; the same signs in the words of reports too. All other
/// letters stay as they are.
fn plain(text: &str) -> Cow<'_, str> {
    let drawn = |c: char| {
        Some(match c {
            '─' | '−' | '━' => '-',
            '│' => '|',
            '╭' | '╮' | '╰' | '╯' | '├' | '┤' | '┬' | '┴' | '┼' => '+',
            '▶' | '☞' | '⊃' | '→' | '▸' => '>',
            '⊂' | '◂' => '<',
            '≠' => '#',
            '≈' => '%',
            '∩' => '&',
            '█' => '=',
            '░' => '.',
            '·' => ':',
            '×' => 'x',
            '⚠' => '!',
            '…' => '~',
            _ => return None,
        })
    };
    if !text.contains(|c| drawn(c).is_some()) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| drawn(c).unwrap_or(c)).collect())
}

/// Says what went wrong, on standard error, a line each. Where that is closed too, nobody is there
/// to be told.
pub(crate) fn complain(message: &str) {
    for line in message.split('\n') {
        let _ = writeln!(io::stderr(), "claimcheck: {}", clean(line));
    }
}

/// Says something on standard error.
pub(crate) fn remark(message: &str) {
    let _ = writeln!(io::stderr(), "{}", clean(message));
}

/// How text is wrapped: between words, never within a date or a name that has hyphens.
pub(crate) fn wrapping(width: usize) -> textwrap::Options<'static> {
    textwrap::Options::new(width)
        .word_separator(textwrap::WordSeparator::AsciiSpace)
        .word_splitter(textwrap::WordSplitter::NoHyphenation)
}

#[cfg(test)]
mod tests {
    use super::{plain, takes_utf_8};

    #[test]
    fn a_locale_says_whether_it_takes_utf_8() {
        let takes = |locale: Option<&str>| takes_utf_8(locale.map(Into::into));
        assert!(takes(Some("de_DE.UTF-8")) && takes(Some("C.utf8")));
        #[cfg(not(windows))]
        assert!(!takes(Some("C")) && !takes(Some("de_DE.ISO-8859-1")) && !takes(None));
    }

    #[test]
    fn what_is_drawn_keeps_its_columns() {
        assert_eq!(plain("  ╰─▶ Łódź\n  · ──┬──"), "  +-> Łódź\n  : --+--");
        assert_eq!(plain("ok"), "ok");
    }
}
