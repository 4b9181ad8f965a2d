//! One report as JSON.

use claimcheck_checker::Diagnostic;
use claimcheck_core::model::ClaimId;
use claimcheck_core::text::armoured;
use claimcheck_project::matrix::Row;
use serde::Serialize;

use super::Seen;
use crate::render::wire::{Question, Quote, question, quote};

/// The name of the JSON's form.
const SCHEMA: &str = "claimcheck/report/v1";

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Root<'m> {
    schema: &'static str,
    report: &'m str,
    title: Option<&'m str>,
    file: Option<&'m str>,
    claims: Vec<Claim<'m>>,
    /// Questions that two others answer.
    left_out: Vec<LeftOut<'m>>,
}

#[derive(Serialize)]
struct Claim<'m> {
    id: &'m str,
    question: Question<'m>,
    value: &'m str,
    certainty: &'static str,
    standing: &'static str,
    /// The conflicts that it takes part in.
    conflicts: Vec<Conflict<'m>>,
    positions: Vec<Side<'m>>,
    quote: Option<Quote<'m>>,
}

/// A conflict, as `claimcheck` has it.
#[derive(Serialize)]
struct Conflict<'m> {
    code: &'static str,
    fingerprint: &'m str,
    state: &'static str,
}

#[derive(Serialize)]
struct LeftOut<'m> {
    question: Question<'m>,
    positions: Vec<Side<'m>>,
}

/// What some claims on the question come to.
#[derive(Serialize)]
struct Side<'m> {
    value: &'m str,
    claims: Vec<&'m str>,
}

/// As JSON.
pub(crate) fn json(seen: &Seen<'_>) -> Result<String, serde_json::Error> {
    let report = seen.model().report(seen.report);
    let left_out = seen.matrix().rows.iter().filter(|row| row.left_out.contains(&seen.report));
    let root = Root {
        schema: SCHEMA,
        report: &report.id,
        title: report.title.as_deref(),
        file: report.text.map(|file| seen.model().sources.file(file).path()),
        claims: seen.claims().map(|claim| self::claim(seen, claim)).collect(),
        left_out: left_out
            .map(|row| LeftOut {
                question: question(seen.model(), row.question),
                positions: sides(seen, Some(row)),
            })
            .collect(),
    };
    Ok(armoured(serde_json::to_string_pretty(&root)?) + "\n")
}

fn claim<'m>(seen: &Seen<'m>, id: ClaimId) -> Claim<'m> {
    let claim = seen.model().claim(id);
    let entry = seen.model().entry(claim.entry);
    Claim {
        id: &entry.name,
        question: question(seen.model(), claim.question),
        value: &claim.written,
        certainty: claim.certainty.as_str(),
        standing: seen.standing(id).as_str(),
        conflicts: conflicts(seen, id),
        positions: sides(seen, seen.matrix().row_of(seen.model(), id)),
        quote: entry.passage.found().map(|span| quote(seen.model(), span)),
    }
}

fn conflicts<'m>(seen: &Seen<'m>, claim: ClaimId) -> Vec<Conflict<'m>> {
    let own = seen.analysis.conflicts().filter(|finding| finding.claims.contains(&claim));
    let conflict = |finding: &'m Diagnostic| Conflict {
        code: finding.code,
        fingerprint: &finding.fingerprint,
        state: finding.state.as_str(),
    };
    own.map(conflict).collect()
}

fn sides<'m>(seen: &Seen<'m>, row: Option<&'m Row>) -> Vec<Side<'m>> {
    let Some(row) = row else { return Vec::new() };
    let name = |claim: &ClaimId| &*seen.model().entry_of(*claim).name;
    let sides = row.positions.iter();
    let sides = sides.map(|position| Side {
        value: &position.value,
        claims: position.claims.iter().map(name).collect(),
    });
    sides.collect()
}
