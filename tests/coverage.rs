//! How much of the texts carries claims: which sentences are worth checking, which carry none, when
//! that is a finding, and where others speak of what a report says.

use crate::cases::config;
use claimcheck_checker::Context;
use claimcheck_checker::check::check;
use claimcheck_checker::coverage::{coverage, elsewhere};
use claimcheck_core::Project;
use claimcheck_core::model::ReportId;
use claimcheck_tests::{Scratch, claimcheck, files, load, load_files};
use proptest::prelude::*;
use serde_json::Value;

const FLOOD: &str = "
entities:
  flood: {kind: event, names: [the flood]}
properties:
  damage: {type: quantity, unit: EUR}
  words: {type: text}
---
report: {file: herald.txt}
claims:
  - {id: damage, about: flood, says: {damage: 4 million EUR}, quote: damage of 4 million euros}
  - {id: across, about: flood, says: {words: wide}, quote: the bridge. Nobody was hurt}
---
report: {file: courier.txt}
claims:
  - {id: words, about: flood, says: {words: sad}, quote: 'On Monday the flood came'}
---
report: {id: textless}
claims:
  - {id: words, about: flood, says: {words: sad}}
--- reports/herald.txt
The mayor spoke of damage of 4 million euros. It was quiet again. In 1990 the flood took the bridge. Nobody was hurt.

Repairs “will last a year”.
--- reports/courier.txt
On Monday the flood came, and the damage is put at millions of euros. The flood was the first in ten years.
";

/// The sentences that carry no claim and are worth checking, with their signs.
fn unannotated(project: &Project) -> Vec<String> {
    let model = project.graph.model();
    let told = coverage(model).into_iter().flat_map(|text| {
        let report = &model.report(text.report).id;
        let open = text.sentences.into_iter().filter(|sentence| sentence.is_unannotated());
        open.map(move |sentence| {
            let words = model.sources.slice(sentence.span);
            format!("{report}: {words} ({})", sentence.signs.words().join(", "))
        })
    });
    told.collect()
}

#[test]
fn a_sentence_carries_a_claim_where_a_passage_has_a_word_of_it() {
    let project = load(FLOOD);
    let expected = [
        "courier: The flood was the first in ten years. (number, first)",
        "herald: Repairs “will last a year”. (quotation)",
    ];
    assert_eq!(unannotated(&project), expected);
    let model = project.graph.model();
    let counts: Vec<(&str, (usize, usize))> = coverage(model)
        .iter()
        .map(|text| (model.report(text.report).id.as_str(), text.counts()))
        .collect();
    // What is neither worth checking nor annotated counts for nothing, and so does no text.
    assert_eq!(counts, [("courier", (2, 1)), ("herald", (3, 2))]);
}

#[test]
fn it_is_a_finding_where_it_is_asked_for_and_nowhere_else() {
    let scratch = Scratch::of(&files(FLOOD));
    let found = |arguments: &[&str]| -> Vec<Value> {
        let ran = claimcheck(scratch.path(), [&["--format", "json"], arguments].concat());
        let json: Value = serde_json::from_str(&ran.out).expect("it is JSON");
        let all = json["findings"].as_array().expect("a list").clone();
        all.into_iter().filter(|finding| finding["code"] == "gap/unannotated").collect()
    };
    for without in [&[][..], &["--show", "gaps"], &["--select", "gap"]] {
        assert_eq!(found(without), [Value::Null; 0], "{without:?}");
    }
    for with in [
        &["--show", "unannotated"][..],
        &["--show", "gap/unannotated"],
        &["--show", "all"],
        &["--select", "gap/unannotated"],
    ] {
        let found = found(with);
        let places: Vec<(&str, u64, u64)> = found
            .iter()
            .map(|it| {
                let at = &it["at"];
                let number = |key: &str| at[key].as_u64().expect("a number");
                (at["file"].as_str().expect("a file"), number("line"), number("column"))
            })
            .collect();
        assert_eq!(places, [("reports/courier.txt", 1, 71), ("reports/herald.txt", 3, 1)]);
    }
    // Of people it is told in full, and no other gap is.
    let told = claimcheck(scratch.path(), ["--show", "unannotated"]).out;
    let gaps = told.lines().filter(|line| line.starts_with("gap/") && !line.contains(' '));
    assert_eq!(gaps.count(), 2, "{told}");
    // It touches the text that it stands in.
    assert_eq!(found(&["--show", "unannotated", "reports/herald.txt"]).len(), 1);
    assert_eq!(found(&["--show", "unannotated", "--ignore", "gap/unannotated"]).len(), 0);
    // A gap fails where gaps do.
    let status = |arguments: &[&str]| claimcheck(scratch.path(), arguments).status;
    assert_eq!(status(&["--select", "gap/unannotated"]), 0);
    assert_eq!(status(&["--select", "gap/unannotated", "--fail-on", "gaps"]), 1);
}

#[test]
fn what_is_retracted_is_not_looked_at() {
    let scratch = Scratch::of(&files(FLOOD));
    let ran = claimcheck(
        scratch.path(),
        ["--show", "unannotated", "--without", "herald", "--format", "compact"],
    );
    let lines: Vec<&str> = ran.out.lines().filter(|it| it.contains("gap/unannotated")).collect();
    assert!(
        matches!(lines[..], [one] if one.starts_with("reports/courier.txt:1:71:")),
        "{lines:?}"
    );
}

/// Where others speak of the claims of a report: claim, report, questions, words.
fn found(project: &Project, of: &str) -> Vec<String> {
    let model = project.graph.model();
    let at = model.reports.iter().position(|report| report.id == of).expect("there is one");
    let of = ReportId(u32::try_from(at).expect("few"));
    elsewhere(model, &coverage(model), of)
        .iter()
        .map(|it| {
            let questions: Vec<String> =
                it.questions.iter().map(|id| model.question_name(*id)).collect();
            format!(
                "{} {}: {} ({})",
                model.entry(it.entry).name,
                model.report(it.report).id,
                model.sources.slice(it.sentence),
                questions.join(", ")
            )
        })
        .collect()
}

#[test]
fn others_speak_of_a_claim_where_the_words_without_a_claim_are_like_it() {
    // The part of the sentence that has a claim is not what is like it.
    let project = load(FLOOD);
    let expected = [
        "herald#damage courier: On Monday the flood came, and the damage is put at millions of euros. (flood.damage)",
    ];
    assert_eq!(found(&project, "herald"), expected);
    // A report that has a claim on it needs no hint.
    let answered = FLOOD.replace(
        "quote: 'On Monday the flood came'}",
        "quote: 'On Monday the flood came'}\n  - {id: d, about: flood, says: {damage: 4 million EUR}}",
    );
    assert_eq!(found(&load(&answered), "herald"), [""; 0]);
    // Nor do words that a claim has already.
    let claimed =
        FLOOD.replace("'On Monday the flood came'", "'On Monday the flood … millions of euros'");
    assert_eq!(found(&load(&claimed), "herald"), [""; 0]);
}

#[test]
fn a_report_that_is_not_there_is_told_with_the_nearest() {
    let scratch = Scratch::of(&files(FLOOD));
    for arguments in [&["coverage", "--claims-of", "heralt"][..], &["report", "heralt"]] {
        let ran = claimcheck(scratch.path(), arguments);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""));
        assert!(ran.err.contains("no report"), "{}", ran.err);
        assert!(ran.err.contains("did you mean `herald`?"), "{}", ran.err);
    }
}

proptest! {
    #![proptest_config(config(64))]

    /// Whatever a text is: sentences lie in it in order, on bounds of characters, a sentence with a
    /// claim is never told of, and another order of files finds the same.
    #[test]
    fn any_text_is_told_apart_into_sentences(
        text in r#"([a-zA-Z0-9 .,!?“”"„«»\r\n\té漢字。—-]|said|first|12|Mr\. ){0,80}"#,
        from in 0..40_usize, length in 1..40_usize,
    ) {
        let quote: String = text.chars().skip(from).take(length).collect();
        let mut files = files("report: {id: a, file: a.txt}\nclaims: []\n--- claims/z.yaml\nentities:\n  flood: {kind: event}\n");
        let quoted = serde_json::to_string(&quote).expect("a text");
        let yaml = format!("report: {{id: a, file: a.txt}}\nclaims:\n  - {{id: c, about: flood, says: {{date: 2025}}, quote: {quoted}}}\n");
        files.insert("claims/example.yaml".to_owned(), yaml);
        files.insert("reports/a.txt".to_owned(), text.clone());
        let project = load_files(&files);
        let model = project.graph.model();
        let texts = coverage(model);
        for sentence in texts.iter().flat_map(|text| &text.sentences) {
            let words = model.sources.slice(sentence.span);
            prop_assert!(!words.is_empty() && words == words.trim());
        }
        for pair in texts.iter().flat_map(|text| text.sentences.windows(2)) {
            prop_assert!(pair[0].span.end <= pair[1].span.start);
        }
        let unannotated = check("gap/unannotated").expect("it is registered");
        let lines = |project: &Project| claimcheck_tests::lines(project, &claimcheck_checker::run_check(&Context::new(project), unannotated));
        prop_assert_eq!(lines(&project), lines(&load_files(files.iter().rev())));
    }
}

#[test]
fn what_states_nothing_carries_nothing() {
    let broken = "
entities: {x: {kind: thing}}
properties: {n: {type: quantity, unit: people}}
---
report: {id: a, file: a.txt}
claims:
  - {id: bad, about: x, says: {n: lots}, quote: 5 people}
  - {id: good, about: x, says: {n: 3 people}, quote: 3 people}
--- reports/a.txt
There were 5 people. Then 3 people came.
";
    assert_eq!(unannotated(&load(broken)), ["a: There were 5 people. (number)"]);
    // What is retracted says nothing either, and that is told as what changes.
    let scratch = Scratch::of(&files(&broken.replace("lots", "5 people")));
    let ran = claimcheck(scratch.path(), ["--show", "unannotated", "--without", "a#good"]);
    assert!(ran.out.contains("reports/a.txt:1:22"), "{}", ran.out);
    assert!(ran.out.contains("gaps that open"), "{}", ran.out);
}
