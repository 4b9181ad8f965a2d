//! Colour and weight of what is printed, where they may be used. Nothing is told by them alone.

use anstyle::{AnsiColor, Style};

/// Whether a text has colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    /// None.
    Black,
    /// Those that a terminal shows.
    Colour,
}

/// What is shown in a colour of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tone {
    /// A heading.
    Strong,
    /// What stands beside what matters.
    Faint,
    /// What cannot all hold.
    Disputed,
    /// What others say too.
    Agreed,
    /// A side of a dispute, by its place.
    Side(usize),
}

impl Ink {
    /// Colours, where they may be used.
    pub(crate) const fn of(color: bool) -> Self {
        if color { Self::Colour } else { Self::Black }
    }

    /// A text in a tone. White space around it stays as it is.
    pub(crate) fn paint(self, tone: Tone, text: &str) -> String {
        let words = text.trim();
        if self == Self::Black || words.is_empty() {
            return text.to_owned();
        }
        let style = style(tone);
        let start = text.len() - text.trim_start().len();
        let (before, after) = (&text[..start], &text[start + words.len()..]);
        format!("{before}{style}{words}{style:#}{after}")
    }
}

fn style(tone: Tone) -> Style {
    /// Sides that follow each other are told apart on light and dark grounds.
    const SIDES: [AnsiColor; 6] = [
        AnsiColor::Blue,
        AnsiColor::Magenta,
        AnsiColor::Yellow,
        AnsiColor::Cyan,
        AnsiColor::Green,
        AnsiColor::Red,
    ];
    match tone {
        Tone::Strong => Style::new().bold(),
        Tone::Faint => Style::new().dimmed(),
        Tone::Disputed => AnsiColor::Red.on_default(),
        Tone::Agreed => AnsiColor::Green.on_default(),
        Tone::Side(at) => SIDES[at % SIDES.len()].on_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Ink, Tone};

    #[test]
    fn colour_is_around_words_alone_and_only_where_it_may_be() {
        assert_eq!(Ink::Black.paint(Tone::Disputed, " a b "), " a b ");
        assert_eq!(Ink::Colour.paint(Tone::Disputed, " a b "), " \u{1b}[31ma b\u{1b}[0m ");
        assert_eq!(Ink::Colour.paint(Tone::Disputed, "  "), "  ");
    }
}
