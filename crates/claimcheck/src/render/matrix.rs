//! Questions down, reports across: a table for people that fits its page, and JSON. Where the reports
//! are too many for the width, the table goes on below with the next ones. Plain data in, text out.

mod wire;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use claimcheck_core::model::{Model, ReportId};
use claimcheck_project::matrix::{Cell, Mark, Outcome, Row};
use unicode_width::UnicodeWidthStr as _;

use super::ink::{Ink, Tone};
use super::settled;
use crate::sanitize::clean;
use crate::terminal::wrapping;

pub(crate) use wire::json;

/// The columns of a cell, at least and at most, and those between two.
const NARROWEST_CELL: usize = 12;
const WIDEST_CELL: usize = 36;
const GAP: usize = 2;
/// The columns of the names of questions, at least and at most.
const NARROWEST_NAME: usize = 14;
const WIDEST_NAME: usize = 40;
/// How many lines a cell, and the name of a question, may have.
const MOST_LINES: usize = 4;

fn name(model: &Model, row: &Row) -> String {
    model.question_name(row.question) + &settled(row.state)
}

/// A column of the table: a report, or nothing for what is given.
type Column = Option<ReportId>;

/// Some rows, for people.
pub(crate) fn human(model: &Model, rows: &[&Row], width: usize, ink: Ink) -> String {
    if rows.is_empty() {
        return "no question is asked that comes to this\n".to_owned();
    }
    let columns = columns(rows);
    let names: Vec<String> = rows.iter().map(|row| clean(&name(model, row)).into_owned()).collect();
    let longest = names.iter().map(|name| name.width()).max().unwrap_or_default();
    // Names and cells share a narrow page; on a wide one the names are whole.
    let column = longest.clamp(NARROWEST_NAME, WIDEST_NAME).min((width / 3).max(NARROWEST_NAME));
    let room = width.saturating_sub(column);
    let fitting = (room / (NARROWEST_CELL + GAP)).max(1);
    let blocks = columns.len().div_ceil(fitting).max(1);
    let per_block = columns.len().div_ceil(blocks).max(1);
    let cell = (room / per_block).saturating_sub(GAP).clamp(NARROWEST_CELL.min(room), WIDEST_CELL);
    let table = Table {
        model,
        rows,
        names: &names,
        widths: (column, cell),
        grouped: are_grouped(rows),
        ink,
    };
    let mut text = String::new();
    for (at, block) in columns.chunks(per_block).enumerate() {
        if blocks > 1 {
            let first = at * per_block + 1;
            let last = first + block.len() - 1;
            let heading = format!("columns {first} to {last} of {}", columns.len());
            let before = if at == 0 { "" } else { "\n" };
            let _ = writeln!(text, "{before}{}\n", ink.paint(Tone::Faint, &heading));
        }
        table.block(&mut text, block);
    }
    text.push_str(&legend(rows, width));
    text
}

/// What has something in any row: what is given, and the reports that say something or leave it out.
fn columns(rows: &[&Row]) -> Vec<Column> {
    let said = rows.iter().flat_map(|row| row.cells.iter().map(|cell| cell.report));
    let left_out = rows.iter().flat_map(|row| row.left_out.iter().copied().map(Some));
    said.chain(left_out).collect::<BTreeSet<Column>>().into_iter().collect()
}

/// Whether rows that come to the same stand together.
fn are_grouped(rows: &[&Row]) -> bool {
    rows.is_sorted_by_key(|row| row.outcome.rank())
}

struct Table<'t> {
    model: &'t Model,
    rows: &'t [&'t Row],
    /// The names of the rows' questions.
    names: &'t [String],
    /// The columns of a name, and of a cell.
    widths: (usize, usize),
    /// Whether rows that come to the same stand together, under a heading.
    grouped: bool,
    ink: Ink,
}

/// A cell, line by line, and how each is painted.
type Lines = Vec<(String, Option<Tone>)>;

impl Table<'_> {
    fn block(&self, text: &mut String, block: &[Column]) {
        let heads: Vec<Lines> = block.iter().map(|column| self.head(*column)).collect();
        self.lines(text, vec![(String::new(), None)], &heads);
        let mut of = None;
        for (row, name) in self.rows.iter().zip(self.names) {
            let cells: Vec<Lines> = block.iter().map(|column| self.cell(row, *column)).collect();
            // What the reports of this block say nothing of stands in another one.
            if cells.iter().flatten().all(|(words, _)| words.is_empty()) {
                continue;
            }
            let heading = heading(row);
            if self.grouped && of != Some(heading) {
                of = Some(heading);
                let _ = writeln!(text, "\n{}", self.ink.paint(Tone::Strong, heading));
            }
            let in_conflict = matches!(row.outcome, Outcome::Disputed | Outcome::Together);
            let tone = in_conflict.then_some(Tone::Disputed);
            let name = fitted(name, self.widths.0, tone);
            self.lines(text, name, &cells);
        }
    }

    fn head(&self, column: Column) -> Lines {
        let name = column.map_or("given", |report| self.model.report(report).id.as_str());
        fitted(&clean(name), self.widths.1, Some(Tone::Strong))
    }

    fn cell(&self, row: &Row, column: Column) -> Lines {
        let Some(cell) = row.cells.iter().find(|cell| cell.report == column) else {
            let is_silent = column.is_some_and(|report| row.silent.contains(&report));
            let left_out = column.is_some_and(|report| row.left_out.contains(&report));
            let words = match (is_silent, left_out) {
                (_, true) => "- left out",
                (true, false) => "-",
                (false, false) => "",
            };
            return vec![(words.to_owned(), Some(Tone::Faint))];
        };
        let disputed = matches!(row.outcome, Outcome::Disputed);
        let sides: String = match disputed {
            true => cell.positions.iter().map(|at| letter(*at)).collect(),
            false => String::new(),
        };
        let tone = match (cell.mark, cell.positions.as_slice()) {
            (Mark::Unknown | Mark::Superseded | Mark::Alone, _) => Some(Tone::Faint),
            (_, [side]) if disputed => Some(Tone::Side(*side)),
            (_, _) if disputed => None,
            _ => Some(Tone::Agreed),
        };
        let words = format!("{sides}{} {}", cell.mark.sign(), self.answers(cell));
        fitted(&clean(&words), self.widths.1, tone)
    }

    /// What a report says, as written, each answer once.
    fn answers(&self, cell: &Cell) -> String {
        let mut answers: Vec<&str> = Vec::new();
        for claim in &cell.claims {
            let written = &*self.model.claim(*claim).written;
            if !answers.contains(&written) {
                answers.push(written);
            }
            // What does not fit is not shown anyway.
            if answers.len() > MOST_LINES {
                break;
            }
        }
        answers.join(" / ")
    }

    /// Cells side by side.
    fn lines(&self, text: &mut String, name: Lines, cells: &[Lines]) {
        let height = cells.iter().map(Vec::len).chain([name.len()]).max().unwrap_or(1);
        for at in 0..height {
            let mut line = self.padded(name.get(at), self.widths.0);
            for cell in cells {
                line.push_str(&" ".repeat(GAP));
                line.push_str(&self.padded(cell.get(at), self.widths.1));
            }
            let _ = writeln!(text, "{}", line.trim_end());
        }
    }

    fn padded(&self, line: Option<&(String, Option<Tone>)>, width: usize) -> String {
        let Some((words, tone)) = line else { return " ".repeat(width) };
        let gap = " ".repeat(width.saturating_sub(words.width()));
        tone.map_or_else(|| words.clone(), |tone| self.ink.paint(tone, words)) + &gap
    }
}

/// What rows come to, as a heading.
const fn heading(row: &Row) -> &'static str {
    match row.outcome {
        Outcome::Disputed => "in dispute",
        Outcome::Together => "in conflict with other questions",
        Outcome::Agreed(_) => "agreed",
        Outcome::Open => "one answer, or none",
    }
}

/// The letter of a side: A, B, … Z, then A again with a number.
fn letter(side: usize) -> String {
    let letter = (b'A'..=b'Z').map(char::from).nth(side % 26).unwrap_or('A');
    match side / 26 {
        0 => letter.to_string(),
        round => format!("{letter}{round}"),
    }
}

/// A text in lines of so many columns; where there are too many, the last says so.
fn fitted(text: &str, width: usize, tone: Option<Tone>) -> Lines {
    let options = wrapping(width.max(1)).word_splitter(textwrap::WordSplitter::HyphenSplitter);
    let wrapped = textwrap::wrap(text, options);
    let mut lines: Vec<String> =
        wrapped.iter().take(MOST_LINES).map(|line| line.clone().into_owned()).collect();
    if wrapped.len() > MOST_LINES
        && let Some(last) = lines.last_mut()
    {
        while last.width() + 1 > width && last.pop().is_some() {}
        last.push('…');
    }
    lines.into_iter().map(|line| (line, tone)).collect()
}

/// What the signs of some rows say.
fn legend(rows: &[&Row], width: usize) -> String {
    let used: BTreeSet<Mark> =
        rows.iter().flat_map(|row| row.cells.iter().map(|cell| cell.mark)).collect();
    let mut parts: Vec<String> = Vec::new();
    if rows.iter().any(|row| matches!(row.outcome, Outcome::Disputed)) {
        parts.push("A B … the sides of a dispute".to_owned());
    }
    parts.extend(
        Mark::ALL
            .into_iter()
            .filter(|mark| used.contains(mark))
            .map(|mark| format!("{} {}", mark.sign(), mark.words())),
    );
    if rows.iter().any(|row| !row.silent.is_empty()) {
        parts.push(
            "- speaks of the subject, and not of this (left out: two others answer)".to_owned(),
        );
    }
    "\n".to_owned() + &textwrap::fill(&parts.join("; "), wrapping(width)) + "\n"
}
