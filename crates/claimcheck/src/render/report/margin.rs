//! What stands beside a text: each claim with its standing, and who says what else.

use std::collections::{BTreeSet, HashMap};

use claimcheck_checker::{Diagnostic, Position};
use claimcheck_core::model::{ClaimId, Model, ReportId};
use claimcheck_project::matrix::{Matrix, Outcome, Row, Standing};

use super::{Seen, sign, tone};
use crate::render::ink::Ink;
use crate::render::settled;
use crate::sanitize::clean;
use crate::terminal::wrapping;

/// How many other reports, or sides, are named.
const MOST_NAMED: usize = 6;
/// Of an answer, so many characters are shown.
const MOST_OF_AN_ANSWER: usize = 160;

/// The notes on the claims of one report.
pub(super) struct Margin<'s> {
    model: &'s Model,
    report: ReportId,
    matrix: &'s Matrix,
    /// The conflicts of each claim that is in some.
    conflicts: HashMap<ClaimId, Vec<&'s Diagnostic>>,
}

impl<'s> Margin<'s> {
    pub(super) fn new(seen: &Seen<'s>) -> Self {
        let mut conflicts: HashMap<ClaimId, Vec<&Diagnostic>> = HashMap::new();
        let found = seen.analysis.conflicts();
        for (claim, finding) in found.flat_map(|it| it.claims.iter().map(move |id| (*id, it))) {
            conflicts.entry(claim).or_default().push(finding);
        }
        Self { model: seen.model(), report: seen.report, matrix: seen.matrix(), conflicts }
    }

    /// The lines of a note on the claims of one passage, in so many columns.
    pub(super) fn note(
        &self,
        number: usize,
        claims: &[ClaimId],
        width: usize,
        ink: Ink,
    ) -> Vec<String> {
        let number = number.to_string();
        let blank = " ".repeat(number.len());
        let lines = self.lines(claims, width.saturating_sub(number.len() + 1), ink);
        let lead = |at: usize| if at == 0 { &number } else { &blank };
        lines.into_iter().enumerate().map(|(at, line)| format!("{} {line}", lead(at))).collect()
    }

    /// Some claims, each with its standing.
    pub(super) fn lines(&self, claims: &[ClaimId], width: usize, ink: Ink) -> Vec<String> {
        let mut lines = Vec::new();
        for claim in claims {
            let standing = self.matrix.standing[claim.index()];
            let options = wrapping(width.max(10)).initial_indent("").subsequent_indent("  ");
            let words = format!("{} {}", sign(standing), self.statement(*claim));
            let words = clean(&words);
            for line in textwrap::wrap(&words, &options) {
                let painted = tone(standing).map(|tone| ink.paint(tone, &line));
                lines.push(painted.unwrap_or_else(|| line.into_owned()));
            }
            for others in self.others(*claim, standing) {
                let options = options.clone().initial_indent("    ").subsequent_indent("    ");
                let others = clean(&others);
                let wrapped = textwrap::wrap(&others, &options);
                lines.extend(wrapped.into_iter().map(std::borrow::Cow::into_owned));
            }
        }
        lines
    }

    /// What a claim says.
    fn statement(&self, claim: ClaimId) -> String {
        let stated = self.model.claim(claim);
        let question = self.model.question_name(stated.question);
        let certainty = match stated.certainty {
            claimcheck_core::model::Certainty::Certain => String::new(),
            certainty => format!(" ({})", certainty.as_str()),
        };
        format!("{question}: {}{certainty}", clipped(&stated.written))
    }

    /// What the others say, in words: a line for each conflict.
    fn others(&self, claim: ClaimId, standing: Standing) -> Vec<String> {
        let Some(row) = self.matrix.row_of(self.model, claim) else { return Vec::new() };
        let own = |position: &Position| position.claims.binary_search(&claim).is_ok();
        match standing {
            Standing::Disputed => {
                let conflicts = self.conflicts.get(&claim).map_or(&[][..], Vec::as_slice);
                let (own, others): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
                    conflicts.iter().partition(|it| !it.positions.is_empty());
                let state = own.iter().map(|it| it.state.into()).min();
                let own_state = settled(state.or(row.state.filter(|_| others.is_empty())));
                let is_disputed = row.outcome == Outcome::Disputed;
                let against = is_disputed.then(|| self.against(row, claim));
                let against = against.filter(|it| !it.is_empty());
                let others = others
                    .into_iter()
                    .map(|it| clipped(&it.message) + &self::settled(Some(it.state.into())));
                against
                    .map(|it| format!("against {it}{own_state}"))
                    .into_iter()
                    .chain(others)
                    .collect()
            }
            Standing::Agreed => {
                let beside = row.positions.iter().filter(|position| own(position));
                let claims: Vec<ClaimId> =
                    beside.flat_map(|position| position.claims.iter().copied()).collect();
                vec![format!("with {}", self.holders(&claims))]
            }
            Standing::Alone | Standing::Unknown | Standing::Superseded => Vec::new(),
        }
    }

    /// What the reports answer to a question, in their own words.
    pub(super) fn answers(&self, row: &Row) -> String {
        let mut answers: Vec<(&str, Vec<ClaimId>)> = Vec::new();
        for claim in row.cells.iter().flat_map(|cell| &cell.claims) {
            let written = &*self.model.claim(*claim).written;
            match answers.iter().position(|(other, _)| *other == written) {
                Some(at) => answers[at].1.push(*claim),
                None if answers.len() <= MOST_NAMED => answers.push((written, vec![*claim])),
                None => {}
            }
        }
        let more = answers.len() > MOST_NAMED;
        let told = answers.iter().take(MOST_NAMED);
        let told = told
            .map(|(written, claims)| format!("{} ({})", clipped(written), self.holders(claims)));
        let told: Vec<String> = told.chain(more.then(|| "and others".to_owned())).collect();
        told.join(", ")
    }

    /// The sides of a question that a claim is not on, and who is on each but not on its own.
    fn against(&self, row: &Row, claim: ClaimId) -> String {
        let is_own = |position: &&Position| position.claims.binary_search(&claim).is_ok();
        // Whoever is on a side with it, too, is not against it.
        let allied: BTreeSet<ClaimId> = row
            .positions
            .iter()
            .filter(is_own)
            .flat_map(|position| position.claims.iter().copied())
            .collect();
        let others = |position: &Position| -> Vec<ClaimId> {
            position.claims.iter().copied().filter(|claim| !allied.contains(claim)).collect()
        };
        let sides = row.positions.iter().map(|position| (position, others(position)));
        let sides: Vec<(&Position, Vec<ClaimId>)> =
            sides.filter(|(_, claims)| !claims.is_empty()).collect();
        let side = |(position, claims): &(&Position, Vec<ClaimId>)| {
            format!("{} ({})", clipped(&position.value), self.holders(claims))
        };
        let mut told: Vec<String> = sides.iter().take(MOST_NAMED).map(side).collect();
        if sides.len() > MOST_NAMED {
            told.push(format!("{} more", sides.len() - MOST_NAMED));
        }
        told.join(", ")
    }

    /// Whom the report quotes for some claims of its own; nothing where one is in its own voice.
    fn quoted(&self, claims: &[ClaimId]) -> Option<String> {
        let mut names: Vec<String> = Vec::new();
        for claim in claims {
            let attribution = &self.model.entry_of(*claim).attribution;
            if attribution.is_empty() {
                return None;
            }
            names.extend(attribution.iter().map(|chain| self.model.chain_name(chain)));
        }
        names.sort();
        names.dedup();
        Some(format!("{}, quoted by it", names.join(", ")))
    }

    /// The other reports that some claims are of, each once; `given` for facts.
    fn holders(&self, claims: &[ClaimId]) -> String {
        let mut names: Vec<&str> = Vec::new();
        for claim in claims {
            let report = self.model.entry_of(*claim).report;
            if report == Some(self.report) {
                continue;
            }
            let name = report.map_or("given", |report| self.model.report(report).id.as_str());
            if !names.contains(&name) {
                names.push(name);
            }
        }
        match (names.len(), names.len().saturating_sub(MOST_NAMED)) {
            (0, _) => self.quoted(claims).unwrap_or_else(|| "itself".to_owned()),
            (_, 0) => names.join(", "),
            (_, more) => format!("{} and {more} more", names[..MOST_NAMED].join(", ")),
        }
    }
}

fn clipped(text: &str) -> String {
    match text.char_indices().nth(MOST_OF_AN_ANSWER) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
