//! One report, with how each of its claims stands: its text with the claims in the margin for
//! people, and as JSON. Plain data in, text out.

mod margin;
mod rows;
mod wire;

use std::collections::VecDeque;
use std::fmt::Write as _;

use claimcheck_core::model::{ClaimId, EntryId, Model, Passage, ReportId};
use claimcheck_core::source::Span;
use claimcheck_project::Analysis;
use claimcheck_project::matrix::{Matrix, Standing};

use super::ink::{Ink, Tone};
use crate::sanitize::clean;
use crate::terminal::wrapping;
use margin::Margin;
use rows::rows;

pub(crate) use wire::json;

/// Where a page is narrower, notes stand below the paragraphs and not beside them.
const BESIDE: usize = 72;

/// What is shown.
#[derive(Clone, Copy)]
pub(crate) struct Seen<'s> {
    pub(crate) analysis: &'s Analysis<'s>,
    pub(crate) report: ReportId,
}

impl<'s> Seen<'s> {
    fn model(&self) -> &'s Model {
        self.analysis.model()
    }

    fn matrix(&self) -> &'s Matrix {
        self.analysis.matrix()
    }

    /// The entries of the report that say something, in order.
    fn entries(&self) -> impl Iterator<Item = EntryId> + 's {
        let report = self.report;
        let all = (0..).map(EntryId).zip(&self.model().entries);
        let own = all.filter(move |(_, it)| it.report == Some(report) && !it.claims.is_empty());
        own.map(|(id, _)| id)
    }

    fn claims(&self) -> impl Iterator<Item = ClaimId> + 's {
        let model = self.model();
        self.entries().flat_map(|entry| model.entry(entry).claims.iter())
    }

    fn standing(&self, claim: ClaimId) -> Standing {
        self.matrix().standing[claim.index()]
    }

    /// The passages that claims rest on in the text of the report, in order, with their claims.
    fn passages(&self) -> Vec<(Span, Vec<ClaimId>)> {
        let text = self.model().report(self.report).text;
        let mut found: Vec<(Span, Vec<ClaimId>)> = Vec::new();
        for entry in self.entries() {
            let entry = self.model().entry(entry);
            if let Some(span) = entry.passage.found().filter(|span| Some(span.file) == text) {
                found.push((span, entry.claims.iter().collect()));
            }
        }
        found.sort_by_key(|(span, claims)| (span.start, span.end, claims.first().copied()));
        found.dedup_by(|(span, claims), (kept, all)| {
            let same = span == kept;
            if same {
                all.append(claims);
            }
            same
        });
        found
    }
}

/// The signs of the standings, as on the page.
pub(super) const fn sign(standing: Standing) -> char {
    match standing {
        Standing::Disputed => '≠',
        Standing::Agreed => '=',
        Standing::Alone => '·',
        Standing::Unknown => '?',
        Standing::Superseded => '×',
    }
}

pub(super) const fn tone(standing: Standing) -> Option<Tone> {
    match standing {
        Standing::Disputed => Some(Tone::Disputed),
        Standing::Agreed => Some(Tone::Agreed),
        Standing::Alone | Standing::Unknown => None,
        Standing::Superseded => Some(Tone::Faint),
    }
}

/// What a standing is called where claims are counted.
const fn words(standing: Standing) -> &'static str {
    match standing {
        Standing::Unknown => "not known",
        Standing::Superseded => "corrected",
        standing => standing.as_str(),
    }
}

/// For people.
pub(crate) fn human(seen: &Seen<'_>, width: usize, ink: Ink) -> String {
    let page = Page { seen: *seen, width, ink, margin: Margin::new(seen) };
    let mut text = page.head();
    let passages = seen.passages();
    page.body(&mut text, &passages);
    page.loose(&mut text);
    page.left_out(&mut text);
    text
}

struct Page<'s> {
    seen: Seen<'s>,
    width: usize,
    ink: Ink,
    margin: Margin<'s>,
}

impl Page<'_> {
    /// What the report is, and how its claims stand.
    fn head(&self) -> String {
        let model = self.seen.model();
        let report = model.report(self.seen.report);
        let title = report.title.as_deref().unwrap_or(&report.id);
        let mut about: Vec<String> = Vec::new();
        if report.title.is_some() {
            about.push(report.id.clone());
        }
        about.extend(report.publisher.map(|publisher| model.entity(publisher).id.clone()));
        about.extend(report.published.as_ref().map(|date| date.print(&|_| String::new())));
        if !report.based_on.is_empty() {
            let names: Vec<&str> =
                report.based_on.iter().map(|origin| model.origin_name(*origin)).collect();
            about.push(format!("draws on {}", names.join(", ")));
        }
        let mut text = String::new();
        self.filled(&mut text, "", Some(Tone::Strong), title);
        if !about.is_empty() {
            self.filled(&mut text, "", Some(Tone::Faint), &about.join(" · "));
        }
        let _ = writeln!(text, "{}\n", self.tally());
        text
    }

    fn tally(&self) -> String {
        let all = [
            Standing::Disputed,
            Standing::Agreed,
            Standing::Alone,
            Standing::Unknown,
            Standing::Superseded,
        ];
        let parts = all.into_iter().filter_map(|standing| {
            let of = self.seen.claims().filter(|claim| self.seen.standing(*claim) == standing);
            let count = of.count();
            let part = format!("{} {count} {}", sign(standing), words(standing));
            (count > 0)
                .then(|| tone(standing).map_or(part.clone(), |tone| self.ink.paint(tone, &part)))
        });
        let parts: Vec<String> = parts.collect();
        if parts.is_empty() { "it has no claims".to_owned() } else { parts.join("  ") }
    }

    /// The text with its passages marked, and the claims beside it.
    fn body(&self, text: &mut String, passages: &[(Span, Vec<ClaimId>)]) {
        let model = self.seen.model();
        let Some(file) = model.report(self.seen.report).text else {
            let _ = writeln!(text, "its text is not kept");
            return;
        };
        let source = model.sources.file(file);
        let grid = Grid::new(source.line_count(), self.width);
        let mut next = passages.iter().zip(1..).peekable();
        let mut open: Vec<(usize, &(Span, Vec<ClaimId>))> = Vec::new();
        let mut waiting: VecDeque<String> = VecDeque::new();
        let mut line = 0;
        for row in rows(source, grid.column) {
            if row.is_blank() {
                grid.rest(text, &mut waiting);
            }
            while let Some((passage, number)) = next.next_if(|((it, _), _)| it.start < row.end) {
                waiting.extend(self.margin.note(number, &passage.1, grid.notes, self.ink));
                open.push((number, passage));
            }
            let marks = row.marks(&open, |claim| self.seen.standing(*claim));
            open.retain(|(_, (span, _))| span.end > row.end);
            let number = if row.line == line { String::new() } else { row.line.to_string() };
            line = row.line;
            let lead = format!("{number:>digits$}", digits = grid.digits);
            let lead = self.ink.paint(Tone::Faint, &lead);
            grid.line(text, &lead, (&row.painted(&marks, self.ink), row.width()), &mut waiting);
            if let Some((under, width)) = row.under(&marks, grid.column, self.ink) {
                grid.line(text, &" ".repeat(grid.digits), (&under, width), &mut waiting);
            }
        }
        grid.rest(text, &mut waiting);
    }

    /// Claims that rest on no passage of the text.
    fn loose(&self, text: &mut String) {
        let model = self.seen.model();
        let file = model.report(self.seen.report).text;
        let is_loose = |entry: &EntryId| !matches!(model.entry(*entry).passage, Passage::Found(span) if Some(span.file) == file);
        let loose: Vec<ClaimId> = self
            .seen
            .entries()
            .filter(is_loose)
            .flat_map(|entry| model.entry(entry).claims.iter())
            .collect();
        if loose.is_empty() {
            return;
        }
        let _ =
            writeln!(text, "\n{}", self.ink.paint(Tone::Strong, "claims that rest on no passage"));
        for line in self.margin.lines(&loose, self.width.saturating_sub(2), self.ink) {
            let _ = writeln!(text, "  {line}");
        }
    }

    /// What two others answer, and it does not.
    fn left_out(&self, text: &mut String) {
        let model = self.seen.model();
        let rows = self.seen.matrix().rows.iter();
        let rows: Vec<_> = rows.filter(|row| row.left_out.contains(&self.seen.report)).collect();
        if rows.is_empty() {
            return;
        }
        let _ = writeln!(text, "\n{}", self.ink.paint(Tone::Strong, "what it leaves out"));
        for row in rows {
            let answers = self.margin.answers(row);
            let words = format!("{}: {answers}", model.question_name(row.question));
            self.filled(text, "  ", None, &words);
        }
    }

    fn filled(&self, text: &mut String, lead: &str, tone: Option<Tone>, words: &str) {
        let rest = format!("{lead}  ");
        let options = wrapping(self.width).initial_indent(lead).subsequent_indent(&rest);
        for line in textwrap::wrap(&clean(words), options) {
            let line = tone.map_or_else(|| line.to_string(), |tone| self.ink.paint(tone, &line));
            let _ = writeln!(text, "{line}");
        }
    }
}

/// Where notes stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Beside the text.
    Beside,
    /// Below each paragraph, where there is no room beside it.
    Below,
}

/// The columns of the numbers of lines, of the text and of the notes.
struct Grid {
    digits: usize,
    column: usize,
    notes: usize,
    place: Place,
}

impl Grid {
    fn new(lines: usize, width: usize) -> Self {
        let digits = lines.to_string().len();
        let room = width.saturating_sub(digits + 2);
        if width < BESIDE {
            return Self { digits, column: room, notes: room - 2, place: Place::Below };
        }
        let column = room * 11 / 20;
        Self { digits, column, notes: room - column - 3, place: Place::Beside }
    }

    /// A row of text, with the next line of the notes where they stand beside it.
    fn line(
        &self,
        text: &mut String,
        lead: &str,
        (row, width): (&str, usize),
        waiting: &mut VecDeque<String>,
    ) {
        let note = match self.place {
            Place::Beside => waiting.pop_front(),
            Place::Below => None,
        };
        let line = match note {
            Some(note) => {
                let gap = " ".repeat(self.column.saturating_sub(width));
                format!("{lead}  {row}{gap} │ {note}")
            }
            None => format!("{lead}  {row}"),
        };
        let _ = writeln!(text, "{}", line.trim_end());
    }

    /// The notes that are longer than the paragraph that they belong to.
    fn rest(&self, text: &mut String, waiting: &mut VecDeque<String>) {
        let lead = " ".repeat(self.digits);
        while let Some(note) = waiting.front() {
            match self.place {
                Place::Beside => self.line(text, &lead, ("", 0), waiting),
                Place::Below => {
                    let _ = writeln!(text, "{lead}    {note}");
                    waiting.pop_front();
                }
            }
        }
    }
}
