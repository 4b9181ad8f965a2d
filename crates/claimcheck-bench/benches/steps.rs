//! How long each step of a run takes by itself, on one realistic project: reading claims, anchoring
//! quotes, comparing answers of each type, the network of dates and orders, and writing findings.

use claimcheck::written::{Ink, Paper, findings, formats};
use claimcheck_bench::realistic::input;
use claimcheck_checker::{Context, check};
use claimcheck_core::model::{Claim, Model};
use claimcheck_core::source::SourceFile;
use claimcheck_core::text::{FoldedText, Selector, anchor};
use claimcheck_core::{Input, Project, load, read};
use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};

/// Of how many claims the project is.
const CLAIMS: usize = 10_000;
const SEED: u64 = 1;

fn main() {
    divan::main();
}

fn project() -> Project {
    load(input(CLAIMS, SEED))
}

/// The claims files, from text to records.
#[divan::bench(sample_count = 20)]
fn reading(bencher: Bencher<'_, '_>) {
    let input = input(CLAIMS, SEED);
    let files = || input.claims.iter().map(|file| (*file, input.sources.file(*file)));
    let bytes: usize = files().map(|(_, file)| file.text().len()).sum();
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        for (id, file) in files() {
            black_box(read::documents(file.text(), id));
        }
    });
}

/// Reports folded, and their quotes found in them.
#[divan::bench(sample_count = 20)]
fn anchoring(bencher: Bencher<'_, '_>) {
    let project = project();
    let model = project.graph.model();
    let reports: Vec<(&SourceFile, Vec<Selector>)> = reports(model);
    let bytes: usize = reports.iter().map(|(file, _)| file.text().len()).sum();
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        for (file, quotes) in &reports {
            black_box(anchor(&FoldedText::new(file.text()), quotes));
        }
    });
}

/// The texts of the reports, each with its quotes as they are written.
fn reports(model: &Model) -> Vec<(&SourceFile, Vec<Selector>)> {
    let mut reports: Vec<(&SourceFile, Vec<Selector>)> = Vec::new();
    let mut last = None;
    for entry in &model.entries {
        let report = entry.report.and_then(|report| model.report(report).text);
        let (Some(text), Some(quote)) = (report, entry.quote) else { continue };
        if last.replace(text) != Some(text) {
            reports.push((model.sources.file(text), Vec::new()));
        }
        let words = model.sources.slice(quote).trim_matches('"');
        if let Some((_, quotes)) = reports.last_mut() {
            quotes.push(words.into());
        }
    }
    reports
}

/// Two answers of each type that have something in common.
const ANSWERS: [(&str, &str, &str); 14] = [
    ("date", "2025-10-30", "2025-10"),
    ("extent", "2025-10-28/2025-10-30", "2025-10-28/2025-10"),
    ("duration", "6 years", "about 70 months"),
    ("quantity", "about 350 billion USD", "340..360 billion USD"),
    ("place", "hall", "land"),
    ("entity", "hall", "{any-of: [hall, city]}"),
    ("choice", "signed", "{not: rejected}"),
    ("scale", "planned", "{any-of: [planned, held]}"),
    ("yes-no", "yes", "{any-of: [yes, no]}"),
    ("text", "An accord on water", "An accord on  water"),
    ("quotation", "we will have an accord", "an accord"),
    ("first", "in 6 years", "since 2019"),
    ("nth", "2", "{any-of: [2, 3]}"),
    ("order", "{to: osaka, is: [after]}", "{to: osaka, is: [after, met-by]}"),
];

const VOCABULARY: &str = "
entities:
  talks: {kind: event, series: summits}
  osaka: {kind: event, series: summits}
  land: {kind: place}
  city: {kind: place, part-of: land}
  hall: {kind: place, part-of: city}
properties:
  duration: {type: duration}
  quantity: {type: quantity, unit: USD}
  place: {type: place}
  entity: {type: entity}
  choice: {type: choice, levels: [signed, put off, rejected]}
  scale: {type: scale, levels: [possible, planned, held]}
  yes-no: {type: yes-no}
  text: {type: text}
  quotation: {type: quotation}
";

/// One answer compared with another one of its type.
#[divan::bench(args = ANSWERS.map(|(name, ..)| name))]
fn comparing(bencher: Bencher<'_, '_>, name: &str) {
    let Some((_, one, other)) = ANSWERS.iter().find(|(other, ..)| *other == name) else { return };
    let project = compared(name, one, other);
    let model = project.graph.model();
    let claims: Vec<&Claim> = model.claims.iter().collect();
    assert_eq!(
        claims.len(),
        2,
        "an answer of the type {name} cannot be read: {:?}",
        project.problems
    );
    bencher.bench_local(|| black_box(&claims[0].answer).relate(&claims[1].answer, &model.taxonomy));
}

fn compared(name: &str, one: &str, other: &str) -> Project {
    let claim = |report: &str, value: &str| {
        format!(
            "---\nreport: {{id: {report}}}\nclaims:\n  - about: talks\n    says:\n      {name}: {value}\n"
        )
    };
    let text = format!("{VOCABULARY}{}{}", claim("one", one), claim("other", other));
    let mut input = Input::default();
    input.claims.push(input.sources.add(SourceFile::new("claims/compared.yaml", text)));
    load(input)
}

/// All questions judged, and the network of dates and orders built and solved.
#[divan::bench(sample_count = 20)]
fn network(bencher: Bencher<'_, '_>) {
    let project = project();
    bencher
        .counter(ItemsCount::new(CLAIMS))
        .bench_local(|| drop(black_box(Context::new(&project))));
}

/// All findings in one format.
#[divan::bench(args = formats(), sample_count = 5, sample_size = 1)]
fn rendering(bencher: Bencher<'_, '_>, format: &str) {
    let project = project();
    let found = check(&project);
    let paper = Paper { width: 80, ink: Ink::Black };
    bencher
        .counter(ItemsCount::new(found.len()))
        .bench_local(|| black_box(findings(format, &project, (&found, &[]), paper)));
}
