//! What makes a conflict the one that it is, over time and whatever the wording: its code, its
//! questions and its answers in normal form. Owns fingerprints; finds nothing.

use std::collections::BTreeSet;

use sha2::{Digest as _, Sha256};

/// How many bytes of a digest are kept: enough that two findings of one project never meet.
const BYTES: usize = 16;

/// A conflict by its meaning.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Conflict {
    /// The code of its finding.
    pub code: String,
    /// What cannot all hold.
    pub clash: Clash,
}

/// What cannot all hold.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Clash {
    /// Answers to one question.
    Answers {
        /// The question, as [`crate::model::Model::question_name`] writes it.
        question: String,
        /// The time at which they clash.
        when: Time,
        /// The answers that can hold together, group by group; two that stand together in none
        /// clash. Each group and the list of groups are sorted.
        groups: Vec<Vec<String>>,
    },
    /// Answers that cannot hold together, though each of them can by itself.
    Together {
        /// Questions, each with the answer that takes part.
        answers: BTreeSet<(String, String)>,
        /// The equations that take part.
        rules: BTreeSet<String>,
    },
}

/// The time at which answers clash.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Time {
    /// No limited one.
    Always,
    /// A limited one, as the language writes it.
    At(String),
    /// Nothing is written down: a list that was made by hand, or by an earlier version.
    Unstated,
}

impl Time {
    /// The word of the language for a time that is not limited.
    pub const ALWAYS: &'static str = "always";

    /// As part of a line: ` (2022)`, or nothing.
    fn in_words(&self) -> String {
        match self {
            Self::At(time) => format!(" ({time})"),
            Self::Always | Self::Unstated => String::new(),
        }
    }
}

impl Conflict {
    /// The first 16 bytes of the SHA-256 of the code, the questions and the answers, in
    /// hexadecimal.
    pub fn fingerprint(&self) -> String {
        match &self.clash {
            Clash::Answers { question, when, groups } => {
                let answers: BTreeSet<&str> = groups.iter().flatten().map(String::as_str).collect();
                // What holds always needs no time to be told apart.
                let time = if let Time::At(time) = when { Some(time.as_str()) } else { None };
                let questions: Vec<&str> = std::iter::once(question.as_str()).chain(time).collect();
                digest(&self.code, &questions, answers)
            }
            Clash::Together { answers, rules } => {
                let mut questions: Vec<&str> =
                    answers.iter().map(|(question, _)| question.as_str()).collect();
                questions.dedup();
                let said = answers.iter().map(|(question, answer)| format!("{question}\0{answer}"));
                let parts: Vec<String> = said.chain(rules.iter().cloned()).collect();
                digest(&self.code, &questions, parts.iter().map(String::as_str))
            }
        }
    }

    /// The questions that it is on, each once.
    pub fn questions(&self) -> BTreeSet<&str> {
        match &self.clash {
            Clash::Answers { question, .. } => std::iter::once(question.as_str()).collect(),
            Clash::Together { answers, .. } => {
                answers.iter().map(|(question, _)| question.as_str()).collect()
            }
        }
    }

    /// The conflict on one line: `talks.date: 2025-10-29 | 2025-10-30`.
    pub fn in_words(&self) -> String {
        /// Of more answers than this, the rest is counted.
        const MOST: usize = 6;
        let short = |mut parts: Vec<String>, between: &str| {
            let more = parts.len().saturating_sub(MOST);
            parts.truncate(MOST);
            if more > 0 {
                parts.push(format!("{more} more"));
            }
            parts.join(between)
        };
        match &self.clash {
            Clash::Answers { question, when, groups } => {
                let time = when.in_words();
                let groups = groups.iter().map(|group| short(group.clone(), ", ")).collect();
                format!("{question}{time}: {}", short(groups, " | "))
            }
            Clash::Together { answers, rules } => {
                let said = answers.iter().map(|(question, answer)| format!("{question}: {answer}"));
                short(said.chain(rules.iter().cloned()).collect(), "; ")
            }
        }
    }
}

/// The digest of a code, some questions and some texts, in hexadecimal.
pub fn digest<'t>(
    code: &'t str,
    questions: &[&'t str],
    texts: impl IntoIterator<Item = &'t str>,
) -> String {
    let parts = std::iter::once(code).chain(questions.iter().copied()).chain(["\u{1}"]);
    digest_of(parts.chain(texts), BYTES)
}

/// The beginning of the SHA-256 of some texts, each ended by a zero, in hexadecimal.
pub fn digest_of<'t>(texts: impl IntoIterator<Item = &'t str>, bytes: usize) -> String {
    let mut hash = Sha256::new();
    for text in texts {
        hash.update(text.as_bytes());
        hash.update([0]);
    }
    let digit = |half: u8| char::from_digit(half.into(), 16).unwrap_or_default();
    let digest = hash.finalize();
    digest.iter().take(bytes).flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}
