//! Words that read like prose and mean nothing: the texts of reports, wrapped and with the marks
//! of print, and the quotes of them as a person types them.

use crate::random::Random;

const WORDS: &[&str] = &[
    "the",
    "of",
    "a",
    "to",
    "in",
    "and",
    "delegation",
    "minister",
    "before",
    "announced",
    "late",
    "meeting",
    "port",
    "agreement",
    "officials",
    "said",
    "under",
    "review",
    "while",
    "observers",
    "harbour",
    "customs",
    "figures",
    "draft",
    "council",
    "second",
    "round",
    "remained",
    "closed",
    "members",
    "signed",
    "statement",
    "according",
    "witnesses",
    "region",
    "northern",
    "committee",
    "would",
    "publish",
    "details",
    "several",
    "days",
    "after",
    "talks",
    "resumed",
    "capital",
    "shipments",
    "grain",
    "measures",
    "because",
    "neither",
    "side",
    "wanted",
    "delay",
    "quiet",
    "morning",
    "spokeswoman",
    "described",
    "progress",
    "careful",
    "budget",
    "transport",
    "bridge",
    "railway",
    "repairs",
    "begin",
    "autumn",
    "without",
    "further",
    "notice",
    "journalists",
    "waited",
    "outside",
    "building",
    "where",
    "guards",
    "checked",
    "every",
    "vehicle",
    "river",
];

/// A sentence of some words, without its full stop.
pub(crate) fn sentence(random: &mut Random, words: usize) -> String {
    let mut sentence = String::with_capacity(words * 8);
    for at in 0..words {
        if at > 0 {
            sentence.push(' ');
        }
        sentence.push_str(WORDS[random.below(WORDS.len())]);
    }
    sentence
}

/// The text of a report.
#[derive(Debug, Default)]
pub(super) struct Writer {
    text: String,
    column: usize,
}

impl Writer {
    /// Writes a paragraph in which some words are said, and gives the quote of them. The words are
    /// unique by their label.
    pub(super) fn passage(&mut self, label: &str, words: &str, random: &mut Random) -> String {
        let quote = format!("{words} - {}'s item {label}", sentence(random, 8));
        self.wrapped(&sentence(random, 18));
        self.wrapped(". In the words of the desk,");
        // The text has the marks of print; the quote has those of a keyboard.
        let printed = quote.replace(" - ", " – ").replace('\'', "’");
        // In quotation marks: what all reports say alike would else be copied from one of them.
        self.wrapped(&format!("“{printed}”"));
        self.wrapped("; ");
        self.wrapped(&sentence(random, 28));
        self.text.push_str(".\n\n");
        self.column = 0;
        quote
    }

    fn wrapped(&mut self, words: &str) {
        for word in words.split_whitespace() {
            if self.column + word.len() >= 78 {
                self.text.push('\n');
                self.column = 0;
            } else if self.column > 0 {
                self.text.push(' ');
                self.column += 1;
            }
            self.text.push_str(word);
            self.column += word.len();
        }
    }

    pub(super) fn finish(self) -> String {
        self.text
    }
}
