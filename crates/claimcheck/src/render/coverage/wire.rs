//! How much of the texts carries a claim, as JSON.

use claimcheck_checker::coverage::{Elsewhere, Text};
use claimcheck_core::model::Model;
use claimcheck_core::text::armoured;
use serde::Serialize;

use super::Seen;
use crate::render::wire::{Quote, quote};

/// The name of the JSON's form.
const SCHEMA: &str = "claimcheck/coverage/v1";

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Root<'m> {
    schema: &'static str,
    reports: Vec<OfReport<'m>>,
    /// Only where the claims of a report are asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    elsewhere: Option<Vec<Found<'m>>>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct OfReport<'m> {
    report: &'m str,
    file: &'m str,
    sentences: usize,
    worth_checking: usize,
    with_claim: usize,
    unannotated: Vec<Open<'m>>,
}

#[derive(Serialize)]
struct Open<'m> {
    signs: Vec<&'static str>,
    text: &'m str,
    quote: Quote<'m>,
}

#[derive(Serialize)]
struct Found<'m> {
    claim: &'m str,
    report: &'m str,
    questions: Vec<String>,
    likeness: f64,
    text: &'m str,
    quote: Quote<'m>,
}

/// As JSON.
pub(crate) fn json(seen: &Seen<'_>) -> Result<String, serde_json::Error> {
    let model = seen.model;
    let root = Root {
        schema: SCHEMA,
        reports: seen.texts.iter().filter_map(|text| of_report(model, text)).collect(),
        elsewhere: seen
            .found
            .map(|(_, found)| found.iter().map(|found| wire(model, found)).collect()),
    };
    Ok(armoured(serde_json::to_string_pretty(&root)?) + "\n")
}

fn of_report<'m>(model: &'m Model, text: &Text) -> Option<OfReport<'m>> {
    let report = model.report(text.report);
    let (worth_checking, with_claim) = text.counts();
    let open = text.sentences.iter().filter(|sentence| sentence.is_unannotated());
    Some(OfReport {
        report: &report.id,
        file: model.sources.file(report.text?).path(),
        sentences: text.sentences.len(),
        worth_checking,
        with_claim,
        unannotated: open
            .map(|sentence| Open {
                signs: sentence.signs.words(),
                text: model.sources.slice(sentence.span),
                quote: quote(model, sentence.span),
            })
            .collect(),
    })
}

fn wire<'m>(model: &'m Model, found: &Elsewhere) -> Found<'m> {
    Found {
        claim: &model.entry(found.entry).name,
        report: &model.report(found.report).id,
        questions: found.questions.iter().map(|id| model.question_name(*id)).collect(),
        // More digits would tell nothing.
        likeness: (found.likeness * 1000.0).round() / 1000.0,
        text: model.sources.slice(found.sentence),
        quote: quote(model, found.sentence),
    }
}
