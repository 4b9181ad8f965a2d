//! How much of the texts carries a claim, as text for people and as JSON. Plain data in, text out.

mod wire;

use std::fmt::Write as _;

use claimcheck_checker::coverage::{Elsewhere, Sentence, Text};
use claimcheck_core::model::{Model, Passage, QuestionId, ReportId};
use claimcheck_core::source::Span;
use unicode_width::UnicodeWidthStr as _;

use super::ink::{Ink, Tone};
use crate::sanitize::{clean, within};
use crate::terminal::wrapping;

pub(crate) use wire::json;

/// How many columns the bar of a report takes.
const BAR: usize = 20;
/// The name of a report takes no more columns than this in the table.
const WIDEST_NAME: usize = 30;
/// Of a sentence, so many characters are shown.
const MOST_OF_A_SENTENCE: usize = 600;

/// What was looked at.
pub(crate) struct Seen<'s> {
    pub(crate) model: &'s Model,
    /// The texts of the reports that are asked for.
    pub(crate) texts: &'s [&'s Text],
    /// Where others speak of what a report says, where that is asked.
    pub(crate) found: Option<(ReportId, &'s [Elsewhere])>,
}

/// For people: the table and the sentences without a claim; or where others speak of the claims of
/// a report.
pub(crate) fn human(seen: &Seen<'_>, width: usize, ink: Ink) -> String {
    let page = Page { model: seen.model, width, ink };
    match seen.found {
        Some((of, found)) => page.elsewhere(of, found),
        None => page.table(seen.texts) + &page.unannotated(seen.texts),
    }
}

struct Page<'m> {
    model: &'m Model,
    width: usize,
    ink: Ink,
}

impl Page<'_> {
    fn table(&self, texts: &[&Text]) -> String {
        let mut rows: Vec<(String, (usize, usize))> = texts
            .iter()
            .map(|text| (within(&self.model.report(text.report).id, WIDEST_NAME), text.counts()))
            .collect();
        if rows.is_empty() {
            return "no text of a report is kept, so there is nothing to look at\n".to_owned();
        }
        if rows.len() > 1 {
            let sum = |one: (usize, usize), (_, other): &(String, (usize, usize))| {
                (one.0 + other.0, one.1 + other.1)
            };
            rows.push(("all".to_owned(), rows.iter().fold((0, 0), sum)));
        }
        let widest = rows.iter().map(|(name, _)| name.width()).max().unwrap_or_default();
        let digits = rows.iter().map(|(_, (all, _))| all.to_string().len()).max().unwrap_or(1);
        let mut text = "sentences worth checking that carry a claim\n\n".to_owned();
        for (name, (all, with)) in rows {
            let gap = " ".repeat(widest - name.width());
            let share = match all {
                0 => "nothing in it is worth checking".to_owned(),
                _ => format!("{with:>digits$} of {all:>digits$}  {:>3} %", with * 100 / all),
            };
            let _ = writeln!(text, "  {name}{gap}  {}  {share}", self.bar(with, all));
        }
        text
    }

    fn bar(&self, with: usize, all: usize) -> String {
        let full = (with * BAR).checked_div(all).unwrap_or_default();
        self.ink.paint(Tone::Agreed, &"█".repeat(full))
            + &self.ink.paint(Tone::Faint, &"░".repeat(BAR - full))
    }

    fn unannotated(&self, texts: &[&Text]) -> String {
        let mut told = String::new();
        for text in texts {
            let open: Vec<&Sentence> =
                text.sentences.iter().filter(|sentence| sentence.is_unannotated()).collect();
            if open.is_empty() {
                continue;
            }
            let what = match open.len() {
                1 => "1 sentence carries no claim".to_owned(),
                n => format!("{n} sentences carry no claim"),
            };
            let id = clean(&self.model.report(text.report).id);
            let _ = writeln!(told, "\n{}", self.ink.paint(Tone::Strong, &format!("{id}: {what}")));
            for sentence in open {
                let signs = sentence.signs.words().join(", ");
                self.passage(&mut told, 2, sentence.span, &signs);
            }
        }
        told
    }

    /// Where a passage stands, with a remark, and its words below.
    fn passage(&self, text: &mut String, indent: usize, span: Span, remark: &str) {
        let place = format!("{}{}", " ".repeat(indent), place(self.model, span));
        let line = format!("{}  {remark}", self.ink.paint(Tone::Faint, &place));
        let _ = writeln!(text, "{}", line.trim_end());
        self.filled(text, indent + 2, &words(self.model, span));
    }

    fn filled(&self, text: &mut String, indent: usize, words: &str) {
        let lead = " ".repeat(indent);
        let options = wrapping(self.width).initial_indent(&lead).subsequent_indent(&lead);
        let _ = writeln!(text, "{}", textwrap::fill(words, options));
    }

    fn elsewhere(&self, of: ReportId, found: &[Elsewhere]) -> String {
        let id = clean(&self.model.report(of).id).into_owned();
        if found.is_empty() {
            return format!(
                "no other report has a sentence without a claim that is like one of {id}\n"
            );
        }
        let mut text = String::new();
        let mut last = None;
        for found in found {
            if last != Some(found.entry) {
                last = Some(found.entry);
                self.claim(&mut text, found);
            }
            let report = clean(&self.model.report(found.report).id);
            let questions = listed(self.model, &found.questions);
            let told = format!("{report} has no claim on {questions}, and may speak of it here:");
            self.filled(&mut text, 2, &told);
            let likeness = format!("{:.0} % alike", found.likeness * 100.0);
            self.passage(&mut text, 4, found.sentence, &likeness);
        }
        text
    }

    /// What is looked for.
    fn claim(&self, text: &mut String, found: &Elsewhere) {
        let entry = self.model.entry(found.entry);
        if !text.is_empty() {
            text.push('\n');
        }
        let _ = writeln!(text, "{}", self.ink.paint(Tone::Strong, &clean(&entry.name)));
        if let Passage::Found(span) = entry.passage {
            self.passage(text, 2, span, "");
        }
    }
}

/// The names of some questions, the first ones.
fn listed(model: &Model, questions: &[QuestionId]) -> String {
    const MOST: usize = 3;
    let name = |question: &QuestionId| clean(&model.question_name(*question)).into_owned();
    let names: Vec<String> = questions.iter().take(MOST).map(name).collect();
    match questions.len().saturating_sub(MOST) {
        0 => names.join(", "),
        more => format!("{} and {more} more", names.join(", ")),
    }
}

fn place(model: &Model, span: Span) -> String {
    let at = model.sources.start(span);
    format!("{}:{}:{}", clean(model.sources.file(span.file).path()), at.line, at.column)
}

/// The words of a passage on one line.
fn words(model: &Model, span: Span) -> String {
    let passage = model.sources.slice(span);
    let start: String = passage.chars().take(MOST_OF_A_SENTENCE).collect();
    let more = if start.len() < passage.len() { " …" } else { "" };
    clean(&start).split_whitespace().collect::<Vec<_>>().join(" ") + more
}
