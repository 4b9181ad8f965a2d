//! The readers of files: claims documents, rulings, and the list of known conflicts.

use claimcheck::written::listed;
use claimcheck_checker::check;
use claimcheck_core::conflict::{Clash, Conflict, Time};
use claimcheck_core::problem::Problem;
use claimcheck_core::read;
use claimcheck_core::source::{FileId, Span};
use claimcheck_core::yaml::{self, Kind, Node};
use unicode_normalization::UnicodeNormalization as _;

use crate::bytes::{text, texts};
use crate::check::spans_fit;
use crate::project::{Files, load_files};

/// A claims file: its trees and its records.
///
/// # Panics
///
/// Where something is said to stand outside the file, or within a character.
pub fn yaml(bytes: &[u8]) {
    let text = text(bytes);
    let (trees, problems) = yaml::parse(&text, FileId(0));
    for tree in &trees {
        nodes_fit(&text, tree);
    }
    problems_fit(&text, &problems);
    let (_, problems) = read::documents(&text, FileId(0));
    problems_fit(&text, &problems);
}

fn nodes_fit(text: &str, node: &Node<'_>) {
    fits(text, node.span);
    match &node.kind {
        Kind::Scalar { .. } => {}
        Kind::Sequence(items) => items.iter().for_each(|item| nodes_fit(text, item)),
        Kind::Mapping(pairs) => {
            for (key, value) in pairs {
                nodes_fit(text, key);
                nodes_fit(text, value);
            }
        }
    }
}

fn problems_fit(text: &str, problems: &[Problem]) {
    for problem in problems {
        fits(text, problem.at.span);
        problem.related.iter().for_each(|label| fits(text, label.span));
    }
}

fn fits(text: &str, span: Span) {
    let there = text.get(span.start as usize..span.end as usize);
    assert!(there.is_some(), "{span:?} of {text:?}");
}

/// The texts of the targets that read one file of a project.
const REPORT: &str =
    "The talks were on Thursday, 30 October, “first” in six years.\n\nThe talks…\n";

/// A claims file as a project beside one report, read and checked.
///
/// # Panics
///
/// Where a finding stands outside its file.
pub fn load(bytes: &[u8]) {
    let files = Files::from([
        ("claims/a.yaml".to_owned(), text(bytes)),
        ("reports/a.txt".to_owned(), REPORT.to_owned()),
    ]);
    let project = load_files(&files);
    let found = check(&project);
    spans_fit(&project, &found);
}

/// A project with three disputes, and a contradiction among several questions, for rulings.
const DISPUTES: &str = "\
entities: {talks: {kind: event, names: [the talks]}, vote: {kind: event}}
properties:
  toll: {type: quantity, unit: people}
  place: {type: place}
---
report: {id: a, published: 2025-10-25}
claims:
- {id: day, about: talks, says: {date: 2025-10-30}}
- {id: toll, about: talks, says: {toll: 20}, scope: {of: x}}
- {id: order, about: talks, says: {before: vote}}
---
report: {id: b, published: 2025-10-26}
claims:
- {id: day, about: talks, says: {date: 2025-10-31}}
- {id: toll, about: talks, says: {toll: over 30}, scope: {of: x}}
- {id: order, about: talks, says: {after: vote}}
- {id: vote, about: vote, says: {date: 2025-09}}
";

/// A file of rulings on some disputes.
///
/// # Panics
///
/// Where a finding stands outside its file, or is ruled by no ruling.
pub fn ruling(bytes: &[u8]) {
    let files = Files::from([
        ("claims/a.yaml".to_owned(), DISPUTES.to_owned()),
        ("claims/rulings.yaml".to_owned(), text(bytes)),
    ]);
    let project = load_files(&files);
    let found = check(&project);
    spans_fit(&project, &found);
    for finding in &found {
        let ruled = finding.state == claimcheck_checker::State::Ruled;
        assert_eq!(ruled, finding.ruling.is_some(), "what is ruled has a ruling: {finding:?}");
    }
}

/// A list of known conflicts; and a question, a reason and answers of a conflict that comes to it.
///
/// # Panics
///
/// Where the list cannot be read any more once it is written, or does not say the same.
pub fn baseline(bytes: &[u8]) {
    let mut texts = texts(bytes);
    let text = texts.next().unwrap_or_default();
    let (known, problems) = read::baseline::baseline(&text, FileId(0));
    problems_fit(&text, &problems);
    for entry in &known {
        fits(&text, entry.span);
    }
    // A list that is broken is never written over.
    if problems.iter().any(|problem| problem.code.is_error()) {
        return;
    }
    let mut listed_now: Vec<Conflict> = known.iter().map(|entry| entry.conflict.clone()).collect();
    listed_now.sort();
    let Ok(same) = listed(&text, &known, &[], &[]) else { return };
    assert_eq!(conflicts(&same), listed_now, "nothing was changed in {text:?}");
    let Some(question) = texts.next() else { return };
    let because = texts.next();
    let new = conflict(question, texts.collect());
    let come = (new.clone(), because.filter(|because| !because.trim().is_empty()));
    let Ok(more) = listed(&text, &known, &[], std::slice::from_ref(&come)) else { return };
    assert!(conflicts(&more).contains(&new), "{new:?} is lost in {more:?}");
    let (known, _) = read::baseline::baseline(&more, FileId(0));
    let Ok(fewer) = listed(&more, &known, std::slice::from_ref(&new), &[]) else { return };
    assert!(!conflicts(&fewer).contains(&new), "{new:?} is still in {fewer:?}");
}

/// The conflicts of a list that was written.
fn conflicts(text: &str) -> Vec<Conflict> {
    let (known, problems) = read::baseline::baseline(text, FileId(0));
    assert!(problems.is_empty(), "what was written is wrong: {text:?}: {problems:?}");
    let mut conflicts: Vec<Conflict> = known.into_iter().map(|entry| entry.conflict).collect();
    conflicts.sort();
    conflicts
}

/// A conflict in its normal form: its texts in NFC, as all that is read, each group of answers sorted,
/// and the list of groups too.
fn conflict(question: String, answers: Vec<String>) -> Conflict {
    let composed = |text: &str| text.nfc().collect::<String>();
    let question = composed(&question);
    let mut answers: Vec<String> = answers.iter().map(|answer| composed(answer)).collect();
    answers.sort();
    let mut groups: Vec<Vec<String>> = answers.chunks(2).map(<[String]>::to_vec).collect();
    groups.sort();
    Conflict {
        code: "conflict/value".to_owned(),
        clash: Clash::Answers { question, when: Time::Always, groups },
    }
}
