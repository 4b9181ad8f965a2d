//! What the program knows of where its output goes, and the only place that writes there.

use std::io::{self, IsTerminal, Write};

use crate::args::Color;
use crate::render::clean::clean;

/// Columns where nothing says how many there are.
const WIDTH: usize = 80;
/// Lines longer than this are hard to read however wide the terminal is.
const WIDEST: usize = 120;
const NARROWEST: usize = 40;

/// The columns of standard output.
pub(crate) fn width() -> usize {
    let terminal = || {
        terminal_size::terminal_size().map(|(terminal_size::Width(width), _)| usize::from(width))
    };
    let told = std::env::var("COLUMNS").ok().and_then(|columns| columns.trim().parse().ok());
    let width = if io::stdout().is_terminal() { terminal().or(told) } else { told };
    width.unwrap_or(WIDTH).clamp(NARROWEST, WIDEST)
}

/// Whether to use colour: the option over `NO_COLOR` over `FORCE_COLOR` over what the output is.
pub(crate) fn color(option: Color) -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    match option {
        Color::Always => true,
        Color::Never => false,
        Color::Auto if set("NO_COLOR") => false,
        Color::Auto if set("FORCE_COLOR") => true,
        Color::Auto => io::stdout().is_terminal(),
    }
}

/// Whether somebody reads what is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reader {
    Reading,
    Gone,
}

/// Whether to use colour in a file: only where the option asks for it.
pub(crate) fn color_in_file(option: Color) -> bool {
    option == Color::Always
}

/// Writes findings to standard output. Whoever stops reading has read enough.
pub(crate) fn print(text: &str) -> Result<Reader, String> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(Reader::Gone),
        Err(error) => Err(format!("cannot write the findings: {error}")),
        Ok(()) => Ok(Reader::Reading),
    }
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
