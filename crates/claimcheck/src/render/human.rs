//! Findings for people: miette draws each with its passages side by side; the steps of the reason
//! and what to do follow. The only file that knows miette's diagnostics.

use std::collections::{BTreeSet, HashMap};
use std::fmt;

use claimcheck_checker::{Diagnostic, Family, Position, Severity, State};
use claimcheck_core::model::{ClaimId, Model, ReportId};
use claimcheck_core::source::Span;
use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode};
use rayon::prelude::*;
use unicode_width::UnicodeWidthStr as _;

use super::Outcome;
use super::snippet::Snippet;
use crate::args::Show;
use crate::sanitize::clean;
use crate::terminal::wrapping;
use crate::totals::Totals;
use claimcheck_project::Shown;

/// Columns that the frame around a nested snippet takes.
const FRAME: usize = 12;
/// How many positions, passages or places of one finding are shown.
const MOST_SHOWN: usize = 8;
/// How many conflicts that are known, ruled or fixed have a line of their own.
const MOST_SETTLED: usize = 10;
/// How many findings of one code of the input are shown in full.
const MOST_OF_A_CODE: usize = 50;

/// How the output is to look.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Style {
    /// Columns.
    pub(crate) width: usize,
    /// Whether colours may be used.
    pub(crate) color: bool,
    /// Whether a summary ends the output.
    pub(crate) summary: bool,
    /// How conflicts that are known are shown.
    pub(crate) known: Detail,
    /// How conflicts that a ruling settles are shown.
    pub(crate) ruled: Detail,
}

/// How much of a finding is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Detail {
    /// A line of the summary.
    Line,
    /// All of it.
    Full,
}

impl Detail {
    /// In full where it is asked for by name, or everything is.
    pub(crate) fn of(show: &[Show], name: Show) -> Self {
        if show.contains(&name) || show.contains(&Show::All) { Self::Full } else { Self::Line }
    }
}

impl Style {
    fn detail(self, state: State) -> Detail {
        match state {
            State::New => Detail::Full,
            State::Known => self.known,
            State::Ruled => self.ruled,
        }
    }
}

/// Some findings in full, and the rest counted.
pub(crate) fn render(outcome: Outcome<'_>, told: &Shown, style: Style) -> String {
    let page = Page::new(outcome.project.graph.model(), style);
    let mut of_code: (&str, usize) = ("", 0);
    let in_full = |finding: &&Diagnostic| {
        told.has(finding.code) && style.detail(finding.state) == Detail::Full
    };
    let mut shown: Vec<&Diagnostic> = Vec::new();
    for finding in outcome.findings.iter().filter(in_full) {
        of_code = if of_code.0 == finding.code {
            (finding.code, of_code.1 + 1)
        } else {
            (finding.code, 1)
        };
        if finding.family() != Family::Input || of_code.1 <= MOST_OF_A_CODE {
            shown.push(finding);
        }
    }
    let shown = shown.into_par_iter().with_max_len(16);
    let (end, drawn): (String, Vec<String>) = rayon::join(
        || end(outcome, told, style),
        || shown.map(|finding| page.finding(finding)).collect(),
    );
    let mut text = drawn.concat();
    text.push_str(&end);
    text
}

/// What follows all findings.
fn end(outcome: Outcome<'_>, told: &Shown, style: Style) -> String {
    let mut text = flooded(outcome, told);
    if style.summary {
        if told.has_all_of(Family::Conflict) {
            text.push_str(&settled(outcome, style));
        }
        text.push_str(&summary(outcome, told, style));
    }
    text
}

fn flooded(outcome: Outcome<'_>, told: &Shown) -> String {
    if !told.has_all_of(Family::Input) {
        return String::new();
    }
    let mut lines = String::new();
    for check in
        claimcheck_checker::check::all().iter().filter(|check| check.family() == Family::Input)
    {
        let count = outcome.findings.iter().filter(|finding| finding.code == check.code).count();
        if count > MOST_OF_A_CODE {
            lines.push_str(&format!(
                "and {} more of {}; --format compact lists them\n\n",
                count - MOST_OF_A_CODE,
                check.code
            ));
        }
    }
    lines
}

/// One box of a diagnostic: a heading and the passage below it.
#[derive(Debug)]
struct Part {
    heading: String,
    passage: Option<(Snippet, String)>,
    severity: miette::Severity,
}

/// A finding as miette draws it.
#[derive(Debug)]
struct Drawn {
    code: &'static str,
    message: String,
    severity: miette::Severity,
    parts: Vec<Part>,
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.heading)
    }
}

impl std::error::Error for Part {}

impl miette::Diagnostic for Part {
    fn severity(&self) -> Option<miette::Severity> {
        Some(self.severity)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.passage.as_ref().map(|(snippet, _)| snippet as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let (snippet, label) = self.passage.as_ref()?;
        let label = (!label.is_empty()).then(|| label.clone());
        Some(Box::new(std::iter::once(LabeledSpan::new_with_span(label, snippet.mark()))))
    }
}

impl fmt::Display for Drawn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Drawn {}

impl miette::Diagnostic for Drawn {
    fn code(&self) -> Option<Box<dyn fmt::Display + '_>> {
        Some(Box::new(self.code))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(self.severity)
    }

    fn related(&self) -> Option<Box<dyn Iterator<Item = &dyn miette::Diagnostic> + '_>> {
        Some(Box::new(self.parts.iter().map(|part| part as &dyn miette::Diagnostic)))
    }
}

struct Page<'m> {
    model: &'m Model,
    style: Style,
    handler: GraphicalReportHandler,
}

impl<'m> Page<'m> {
    fn new(model: &'m Model, style: Style) -> Self {
        let mut theme =
            if style.color { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
        // The icon stands in the message: parts that are nested in a finding have none of their own.
        let icons = &mut theme.characters;
        (icons.error, icons.warning, icons.advice) = (String::new(), String::new(), String::new());
        let handler = GraphicalReportHandler::new_themed(theme)
            .with_width(style.width)
            .with_wrap_lines(false)
            .with_context_lines(0)
            .with_show_related_as_nested(true)
            .without_syntax_highlighting();
        Self { model, style, handler }
    }

    fn finding(&self, finding: &Diagnostic) -> String {
        let severity = match finding.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Note => miette::Severity::Advice,
        };
        let drawn = Drawn {
            code: finding.code,
            message: self
                .wrapped(&format!("{} {}", icon(finding.severity), clean(&finding.message)), 4)
                .join("\n"),
            severity,
            parts: self.parts(finding, severity),
        };
        let mut text = String::new();
        if self.handler.render_report(&mut text, &drawn).is_err() {
            // A string takes everything that is written to it.
            text.push_str(&drawn.message);
        }
        let text: Vec<String> = text.lines().map(closed_up).collect();
        format!("{}\n{}\n", text.join("\n"), self.footer(finding))
    }

    /// The steps of the reason, and what to do.
    fn footer(&self, finding: &Diagnostic) -> String {
        let mut lines = Vec::new();
        let numbered = finding.reason.len() > 1;
        for (number, step) in (1..).zip(&finding.reason) {
            let lead = if number == 1 { "  why: " } else { "       " };
            let number = if numbered { format!("{number}. ") } else { String::new() };
            lines.push(self.hanging(&format!("{lead}{number}"), step));
        }
        if let Some(help) = &finding.help {
            lines.push(self.hanging("  help: ", help));
        }
        if lines.is_empty() { String::new() } else { lines.join("\n") + "\n" }
    }

    fn hanging(&self, lead: &str, text: &str) -> String {
        let text = clean(text);
        let fits = lead.width() + text.width() <= self.style.width;
        if fits && !text.ends_with(' ') && !text.contains('\n') {
            return format!("{lead}{text}");
        }
        let rest = " ".repeat(lead.chars().count());
        let options = wrapping(self.style.width).initial_indent(lead).subsequent_indent(&rest);
        textwrap::fill(&text, options)
    }

    fn wrapped(&self, text: &str, indent: usize) -> Vec<String> {
        let width = self.style.width.saturating_sub(indent).max(10);
        textwrap::wrap(text, wrapping(width))
            .into_iter()
            .map(std::borrow::Cow::into_owned)
            .collect()
    }

    fn snippet(&self, span: Span) -> Snippet {
        let digits = self.model.sources.start(span).line.to_string().len();
        let width = self.style.width.saturating_sub(FRAME + digits);
        Snippet::new(&self.model.sources, span, width)
    }

    /// A label that fits beside what it marks, or below it where it is long.
    fn label(&self, text: &str) -> String {
        let text = clean(text);
        let width = (self.style.width / 2).max(20);
        match text.char_indices().nth(width) {
            Some((end, _)) => format!("{}…", &text[..end]),
            None => text.into_owned(),
        }
    }

    fn parts(&self, finding: &Diagnostic, severity: miette::Severity) -> Vec<Part> {
        let mut parts = match finding.positions.as_slice() {
            [] => self.claims(&finding.claims, severity),
            [one] => self.answers(one, severity),
            several => self.positions(several, severity),
        };
        let left = finding.positions.len().saturating_sub(MOST_SHOWN);
        if left > 0 {
            parts.push(Part {
                heading: format!("and {left} more positions"),
                passage: None,
                severity,
            });
        }
        let neutral = ("clashes with none", "clash with none");
        parts.extend(self.beside(&finding.neutral, neutral.0, neutral.1, severity));
        parts.extend(finding.rules.iter().map(|rule| {
            let rule = self.model.rule(*rule);
            Part {
                heading: self.heading(&rule.name),
                passage: Some((self.snippet(rule.place), "the rule".to_owned())),
                severity,
            }
        }));
        parts.extend(finding.labels.iter().take(MOST_SHOWN).map(|mark| Part {
            heading: clean(self.model.sources.file(mark.span.file).path()).into_owned(),
            passage: Some((self.snippet(mark.span), self.label(&mark.text))),
            severity,
        }));
        parts
    }

    /// The sides of a dispute; after them what goes with several, which has said none of their answers.
    fn positions(&self, positions: &[Position], severity: miette::Severity) -> Vec<Part> {
        let mut counts: HashMap<ClaimId, usize> = HashMap::new();
        for claim in positions.iter().flat_map(|position| &position.claims) {
            *counts.entry(*claim).or_default() += 1;
        }
        let is_vague = |claim: &ClaimId| counts.get(claim).is_some_and(|count| *count > 1);
        let side = |position: &Position| {
            let own: Vec<ClaimId> =
                position.claims.iter().copied().filter(|claim| !is_vague(claim)).collect();
            // Where all that is on a side is vague, somebody has to stand for it.
            let claims = if own.is_empty() { &position.claims } else { &own };
            self.position(&position.value, claims, severity)
        };
        let mut parts: Vec<Part> = positions.iter().take(MOST_SHOWN).map(side).collect();
        let stood: BTreeSet<ClaimId> = positions
            .iter()
            .filter(|position| position.claims.iter().all(is_vague))
            .flat_map(|position| position.claims.iter().copied())
            .collect();
        let mut vague: Vec<ClaimId> =
            counts.keys().copied().filter(|it| is_vague(it) && !stood.contains(it)).collect();
        vague.sort_unstable();
        parts.extend(self.beside(&vague, "goes with several", "go with several", severity));
        parts
    }

    /// Answers that are no side: how each of them lies to the sides, and how several do.
    fn beside(
        &self,
        claims: &[ClaimId],
        one: &str,
        several: &str,
        severity: miette::Severity,
    ) -> Vec<Part> {
        let said = self.by_answer(claims);
        let answer = |(written, claims): &(&str, Vec<ClaimId>)| {
            self.position(&format!("{one}: {written}"), claims, severity)
        };
        let mut parts: Vec<Part> = said.iter().take(MOST_SHOWN).map(answer).collect();
        if said.len() > MOST_SHOWN {
            let heading = format!("and {} more answers that {several}", said.len() - MOST_SHOWN);
            parts.push(Part { heading, passage: None, severity });
        }
        parts
    }

    /// An answer, who gives it, and the passage of the first who does.
    fn position(&self, answer: &str, claims: &[ClaimId], severity: miette::Severity) -> Part {
        let heading = format!("{answer}: {}", self.holders(claims));
        let spoken = claims.iter().copied().find(|claim| self.passage(*claim).is_some());
        let shown = spoken.or_else(|| claims.first().copied());
        Part {
            heading: self.heading(&heading),
            passage: shown.map(|claim| self.marked(claim)),
            severity,
        }
    }

    /// The different answers of an agreement, each with a passage.
    fn answers(&self, position: &Position, severity: miette::Severity) -> Vec<Part> {
        let by_answer = self.by_answer(&position.claims);
        let shown = by_answer.iter().take(MOST_SHOWN);
        shown.map(|(written, claims)| self.position(written, claims, severity)).collect()
    }

    /// Some claims by their answers, as written.
    fn by_answer(&self, claims: &[ClaimId]) -> Vec<(&'m str, Vec<ClaimId>)> {
        let mut by_answer: Vec<(&str, Vec<ClaimId>)> = Vec::new();
        let mut places: HashMap<&str, usize> = HashMap::new();
        for claim in claims {
            let written = &*self.model.claim(*claim).written;
            let place = *places.entry(written).or_insert(by_answer.len());
            match by_answer.get_mut(place) {
                Some((_, claims)) => claims.push(*claim),
                None => by_answer.push((written, vec![*claim])),
            }
        }
        by_answer
    }

    fn claims(&self, claims: &[ClaimId], severity: miette::Severity) -> Vec<Part> {
        let part = |claim: &ClaimId| Part {
            heading: self.heading(&self.model.entry_of(*claim).name),
            passage: Some(self.marked(*claim)),
            severity,
        };
        let mut parts: Vec<Part> = claims.iter().take(MOST_SHOWN).map(part).collect();
        if claims.len() > MOST_SHOWN {
            let heading = format!("and {} more claims", claims.len() - MOST_SHOWN);
            parts.push(Part { heading, passage: None, severity });
        }
        parts
    }

    fn heading(&self, text: &str) -> String {
        self.wrapped(&clean(text), 8).join("\n")
    }

    /// The reports of some claims, with how sure they are where they are not certain.
    fn holders(&self, claims: &[ClaimId]) -> String {
        use claimcheck_core::model::Certainty;
        let mut surest: Vec<(&str, Certainty)> = Vec::new();
        let mut places: HashMap<Option<ReportId>, usize> = HashMap::new();
        for claim in claims {
            let report = self.model.entry_of(*claim).report;
            let name = report.map_or("given", |report| self.model.report(report).id.as_str());
            let certainty = self.model.claim(*claim).certainty;
            let place = *places.entry(report).or_insert(surest.len());
            match surest.get_mut(place) {
                Some((_, known)) => *known = certainty.max(*known),
                None => surest.push((name, certainty)),
            }
        }
        let holder = |(name, certainty): (&str, Certainty)| match certainty {
            Certainty::Certain => name.to_owned(),
            certainty => format!("{name} ({})", certainty.as_str()),
        };
        let mut holders: Vec<String> = surest.into_iter().map(holder).collect();
        let more = holders.len().saturating_sub(MOST_SHOWN);
        holders.truncate(MOST_SHOWN);
        if more > 0 {
            format!("{} and {more} more", holders.join(", "))
        } else {
            holders.join(", ")
        }
    }

    fn passage(&self, claim: ClaimId) -> Option<Span> {
        self.model.entry_of(claim).passage.found()
    }

    /// The passage of a claim, or the line of YAML where it has none, labelled with what it states.
    fn marked(&self, claim: ClaimId) -> (Snippet, String) {
        let stated = self.model.claim(claim);
        let span = self.passage(claim).unwrap_or(stated.place);
        (self.snippet(span), self.label(&stated.written))
    }
}

/// What a finding's message begins with, by severity from the least.
const ICONS: [char; 3] = ['☞', '⚠', '×'];

fn icon(severity: Severity) -> char {
    ICONS[severity as usize]
}

/// A line without the room that miette leaves for an icon: before a message, and after the arrow
/// that leads to a part.
fn closed_up(line: &str) -> String {
    const ARROW: char = '▶';
    let line = line.trim_end();
    let Some((lead, rest)) = line.split_once(ARROW) else {
        let (codes, words) = styles(line);
        let heading = ICONS.iter().any(|icon| words.starts_with(*icon));
        return if heading { format!("  {codes}{words}") } else { line.to_owned() };
    };
    let (codes, words) = styles(rest);
    format!("{lead}{ARROW}{codes} {words}")
}

/// Splits off the spaces and the colour codes that a text begins with; the codes are kept.
fn styles(mut text: &str) -> (String, &str) {
    let mut codes = String::new();
    loop {
        text = text.trim_start_matches(' ');
        match text.strip_prefix('\u{1b}').and_then(|rest| rest.split_once('m')) {
            Some((code, rest)) => {
                codes.push_str(&format!("\u{1b}{code}m"));
                text = rest;
            }
            None => return (codes, text),
        }
    }
}

/// What is known, ruled or fixed, one line each; of many, the rest is counted.
fn settled(outcome: Outcome<'_>, style: Style) -> String {
    let model = outcome.project.graph.model();
    let of_state = |state: State| {
        let own = outcome.findings.iter().filter(move |finding| finding.state == state);
        own.filter(move |_| style.detail(state) == Detail::Line)
    };
    let known = of_state(State::Known);
    let known = known.map(|finding| format!("known: {} {}", finding.code, finding.message));
    let ruled = of_state(State::Ruled).map(|finding| {
        let because = finding.ruling.map(|ruling| model.ruling(ruling).because.as_str());
        let because = because.map_or_else(String::new, |because| format!(": {because}"));
        format!("ruled: {} {}{because}", finding.code, finding.message)
    });
    let fixed = outcome.fixed.iter().map(|fixed| format!("fixed: {fixed}"));
    let mut text = String::new();
    let lists: [(Vec<String>, &str); 3] = [
        (known.collect(), "known; see them all with --show known"),
        (ruled.collect(), "ruled; see them all with --show ruled"),
        (fixed.collect(), "fixed; see them all with --format compact"),
    ];
    for (mut lines, more) in lists {
        let left = lines.len().saturating_sub(MOST_SETTLED);
        lines.truncate(MOST_SETTLED);
        if left > 0 {
            lines.push(format!("and {left} more {more}"));
        }
        for line in lines {
            let options = wrapping(style.width).subsequent_indent("  ");
            text.push_str(&textwrap::fill(&clean(&line), options));
            text.push('\n');
        }
    }
    if text.is_empty() { text } else { text + "\n" }
}

/// How many conflicts are new and so on, where not all of them are new.
fn by_state(outcome: Outcome<'_>) -> Option<String> {
    let count = |state: State| {
        let own =
            |finding: &&Diagnostic| finding.family() == Family::Conflict && finding.state == state;
        outcome.findings.iter().filter(own).count()
    };
    let states = [State::New, State::Known, State::Ruled];
    let counts = states.map(|state| (count(state), state.as_str()));
    (counts[1].0 + counts[2].0 > 0).then(|| {
        let some = counts.iter().filter(|(count, _)| *count > 0);
        some.map(|(count, state)| format!("{count} {state}")).collect::<Vec<_>>().join(", ")
    })
}

/// What was looked at, what was found, and what to run next.
fn summary(outcome: Outcome<'_>, told: &Shown, style: Style) -> String {
    let totals = Totals::of(outcome.project.graph.model());
    let count = |family: Family| outcome.count(family);
    let severe = |severity: Severity| {
        let of = |finding: &&Diagnostic| {
            finding.family() == Family::Conflict && finding.severity == severity
        };
        outcome.findings.iter().filter(of).count()
    };
    let counted = |number: usize, noun: &str| {
        format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
    };
    let mut conflicts =
        match (count(Family::Conflict), severe(Severity::Warning), severe(Severity::Note)) {
            (conflicts, 0, 0) => counted(conflicts, "conflict"),
            (conflicts, warnings, notes) => {
                let hedged = [(warnings, "warning"), (notes, "note")];
                let hedged: Vec<String> = hedged
                    .iter()
                    .filter(|(n, _)| *n > 0)
                    .map(|(n, noun)| counted(*n, noun))
                    .collect();
                format!("{} ({} among them)", counted(conflicts, "conflict"), hedged.join(" and "))
            }
        };
    if let Some(states) = by_state(outcome) {
        conflicts.push_str(&format!(" ({states})"));
    }
    if !outcome.fixed.is_empty() {
        conflicts.push_str(&format!(", {} fixed", outcome.fixed.len()));
    }
    let mut text = format!(
        "checked {}, {} and {}\nfound {conflicts}, {}, {}, {}",
        counted(totals.reports, "report"),
        counted(totals.claims, "claim"),
        counted(totals.questions, "question"),
        counted(count(Family::Agreement), "agreement"),
        counted(count(Family::Tension), "tension"),
        counted(count(Family::Gap), "gap"),
    );
    if count(Family::Input) > 0 {
        text.push_str(&format!(", {} of the input", counted(count(Family::Input), "flaw")));
    }
    text.push('\n');
    text.push_str(&next(outcome, told, count));
    text.lines().map(|line| textwrap::fill(line, wrapping(style.width)) + "\n").collect()
}

/// How to see what is not shown, on one line.
fn next(outcome: Outcome<'_>, told: &Shown, count: impl Fn(Family) -> usize) -> String {
    let words = [
        (Family::Agreement, "agreements"),
        (Family::Tension, "tensions"),
        (Family::Gap, "gaps"),
        (Family::Conflict, "conflicts"),
        (Family::Input, "input"),
    ];
    let hidden: Vec<&str> = words
        .into_iter()
        .filter(|(family, _)| !told.has_all_of(*family) && count(*family) > 0)
        .map(|(_, word)| word)
        .collect();
    let mut tips = Vec::new();
    if !hidden.is_empty() {
        tips.push(format!("see more with --show {}", hidden.join(",")));
    }
    if let Some(first) = outcome
        .findings
        .iter()
        .find(|finding| told.has(finding.code) && finding.state == State::New)
    {
        tips.push(format!("`claimcheck explain {}` says what a check means", first.code));
    }
    if tips.is_empty() { String::new() } else { tips.join("; ") + "\n" }
}
