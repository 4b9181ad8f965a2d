//! Every view and every format shows the same conflicts, in the same state: they read one analysis.
//! One project has conflicts that are new, known, ruled, ruled no longer and ignored, and conflicts
//! between answers to different questions.

use std::collections::{BTreeMap, BTreeSet};

use claimcheck_tests::{Scratch, claimcheck};
use serde_json::Value;

/// Two reports that differ on five dates, and with a third one on figures and on an order.
const PROJECT: &str = "
kinds: {strike: {is: event}}
entities:
  talks: {kind: event}
  vote: {kind: event}
  march: {kind: event}
  parade: {kind: event}
  raid: {kind: strike}
  alpha: {kind: event}
  beta: {kind: event}
  gamma: {kind: event}
properties:
  killed: {type: quantity, unit: people}
  soldiers: {type: quantity, unit: people}
  civilians: {type: quantity, unit: people}
rules: [{id: total, for: strike, equation: killed = soldiers + civilians}]
---
report: {id: morning}
claims:
  - {id: talks, about: talks, says: {date: 2025-10-30}}
  - {id: vote, about: vote, says: {date: 2025-10-30}}
  - {id: march, about: march, says: {date: 2025-10-30}}
  - {id: parade, about: parade, says: {date: 2025-10-30}}
  - {id: raid, about: raid, says: {killed: 10 people}}
  - {id: order, about: alpha, says: {before: beta}}
---
report: {id: noon}
claims:
  - {id: talks, about: talks, says: {date: 2025-10-31}}
  - {id: vote, about: vote, says: {date: 2025-10-31}}
  - {id: march, about: march, says: {date: 2025-10-31}}
  - {id: parade, about: parade, says: {date: 2025-10-31}}
  - {id: raid, about: raid, says: {soldiers: 3 people}}
  - {id: order, about: beta, says: {before: gamma}}
---
report: {id: evening}
claims:
  - {id: raid, about: raid, says: {civilians: 4 people}}
  - {id: order, about: gamma, says: {before: alpha}}
---
rulings:
  - {question: vote.date, accept: [morning#vote], reject: [noon#vote], because: a slip}
  - {question: march.date, accept: [morning#march], reject: [noon#march], because: a slip, until: 2001-01-01}
--- claims/storm.yaml
entities: {storm: {kind: event}}
---
report: {id: night}
claims: [{id: storm, about: storm, says: {date: 2025-10-30}}]
---
report: {id: dawn}
claims: [{id: storm, about: storm, says: {date: 2025-10-31}}]
--- claimcheck.yaml
ignore: [{code: conflict/date, question: parade.date, because: there were two parades}]
";

/// A conflict: words of its message, its code, and its state.
type Conflict = (&'static str, &'static str, &'static str);

/// All conflicts of the project that the settings do not ignore.
const CONFLICTS: [Conflict; 6] = [
    ("on raid do not fit together", "conflict/arithmetic", "new"),
    ("the date of talks", "conflict/date", "new"),
    ("the date of vote", "conflict/date", "ruled"),
    ("the date of march", "conflict/date", "new"),
    ("the date of storm", "conflict/date", "known"),
    ("alpha, beta and gamma were cannot all hold", "conflict/order", "new"),
];

/// The questions of the project that are in conflicts, and what was made of these.
const QUESTIONS: [(&str, &str); 11] = [
    ("alpha.order(beta)", "new"),
    ("alpha.order(gamma)", "new"),
    ("beta.order(gamma)", "new"),
    ("march.date", "new"),
    ("parade.date", "ignored"),
    ("raid.civilians", "new"),
    ("raid.killed", "new"),
    ("raid.soldiers", "new"),
    ("storm.date", "known"),
    ("talks.date", "new"),
    ("vote.date", "ruled"),
];

/// The project, with the conflict on the storm accepted as known.
fn project() -> Scratch {
    let scratch = Scratch::new(PROJECT);
    let accepted = claimcheck(scratch.path(), ["baseline", "accept", "claims/storm.yaml"]);
    assert_eq!(accepted.status, 0, "{}", accepted.err);
    scratch
}

fn out(scratch: &Scratch, args: &[&str]) -> String {
    claimcheck(scratch.path(), args).out
}

fn json(scratch: &Scratch, args: &[&str]) -> Value {
    let text = out(scratch, &[args, &["--format", "json"]].concat());
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{args:?}: {error}\n{text}"))
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// The conflicts among the findings of the JSON.
fn conflicts(findings: &Value) -> Vec<&Value> {
    list(findings).iter().filter(|it| text(&it["code"]).starts_with("conflict/")).collect()
}

/// The name of a question of the JSON.
fn question(value: &Value) -> String {
    let with = value["with"].as_str().map_or_else(String::new, |with| format!("({with})"));
    format!("{}.{}{with}", text(&value["subject"]), text(&value["property"]))
}

#[test]
fn check_has_each_conflict_in_its_state() {
    let scratch = project();
    let findings = json(&scratch, &[]);
    let found = conflicts(&findings["findings"]);
    assert_eq!(found.len(), CONFLICTS.len(), "{found:#?}");
    for ((words, code, state), found) in CONFLICTS.iter().zip(found) {
        assert!(text(&found["message"]).contains(words), "{words}: {found:#}");
        assert_eq!((text(&found["code"]), text(&found["state"])), (*code, *state), "{words}");
    }
    assert_eq!(claimcheck(scratch.path(), ["check"]).status, 1);
}

#[test]
fn every_format_of_check_has_the_same_conflicts() {
    let scratch = project();
    // Some formats are for what is new alone; the others say of each what it is.
    let formats: [(&str, &[&str]); 8] = [
        ("human", &["new", "known", "ruled"]),
        ("compact", &["new", "known", "ruled"]),
        ("junit", &["new", "known", "ruled"]),
        ("gitlab", &["new", "known", "ruled"]),
        ("sarif", &["new"]),
        ("github", &["new"]),
        ("rdjson", &["new"]),
        ("markdown", &["new"]),
    ];
    for (format, states) in formats {
        let written = out(&scratch, &["--format", format, "--show", "all", "--color", "never"]);
        // Lines are broken, and some signs escaped; the words are the same.
        let words: Vec<&str> = written.split_whitespace().collect();
        let written = words.join(" ").replace('\\', "");
        for (words, code, state) in CONFLICTS {
            let is_told = written.contains(words);
            assert_eq!(is_told, states.contains(&state), "{format}: {words}\n{written}");
            let marked = match format {
                "compact" => format!("{code} ({state}) the reports disagree on {words}"),
                "junit" => format!("{state}: the reports disagree on {words}"),
                _ => continue,
            };
            assert_eq!(written.contains(&marked), state != "new", "{format}: {marked}\n{written}");
        }
        assert!(!written.contains("the date of parade"), "{format}: {written}");
    }
}

#[test]
fn the_matrix_marks_each_question_of_a_conflict() {
    let scratch = project();
    let matrix = json(&scratch, &["matrix"]);
    let rows = list(&matrix["rows"]).iter();
    let states: BTreeMap<String, &str> =
        rows.clone().map(|row| (question(&row["question"]), text(&row["state"]))).collect();
    let expected: BTreeMap<String, &str> =
        QUESTIONS.iter().map(|(name, state)| ((*name).to_owned(), *state)).collect();
    assert_eq!(states, expected);
    for row in rows {
        assert!(["disputed", "together"].contains(&text(&row["outcome"])), "{row:#}");
    }
    let table = out(&scratch, &["matrix"]);
    for told in ["vote.date (ruled)", "storm.date (known)", "parade.date", "(ignored)"] {
        assert!(table.contains(told), "{told}\n{table}");
    }
    assert!(!table.contains("march.date (ruled)") && !table.contains("\nagreed\n"), "{table}");
    assert!(table.contains("\nin conflict with other questions\n"), "{table}");
}

#[test]
fn the_timeline_says_what_was_made_of_each_dispute() {
    let scratch = project();
    let timeline = json(&scratch, &["timeline"]);
    let mut told: BTreeMap<&str, &str> = BTreeMap::new();
    for event in list(&timeline["events"]) {
        for dispute in list(&event["disputes"]) {
            told.insert(text(&event["subject"]), text(&dispute["state"]));
        }
        if let Some(state) = event["left-out-state"].as_str() {
            told.insert(text(&event["subject"]), state);
        }
    }
    let expected = [
        ("alpha", "new"),
        ("beta", "new"),
        ("gamma", "new"),
        ("march", "new"),
        ("parade", "ignored"),
        ("storm", "known"),
        ("talks", "new"),
        ("vote", "ruled"),
    ];
    assert_eq!(told, BTreeMap::from(expected));
    for format in ["human", "list"] {
        let words = out(&scratch, &["timeline", "--format", format]);
        let states = ["(known)", "(ruled)", "(ignored)"];
        assert!(states.iter().all(|state| words.matches(state).count() == 1), "{format}: {words}");
    }
}

#[test]
fn each_report_has_the_conflicts_of_its_claims() {
    let scratch = project();
    let findings = json(&scratch, &[]);
    let found = conflicts(&findings["findings"]);
    for report in ["morning", "noon", "evening", "night", "dawn"] {
        let told = json(&scratch, &["report", report]);
        for claim in list(&told["claims"]) {
            let of_claim: BTreeSet<(&str, &str)> = list(&claim["conflicts"])
                .iter()
                .map(|it| (text(&it["fingerprint"]), text(&it["state"])))
                .collect();
            let holds =
                |it: &&&Value| list(&it["claims"]).iter().any(|other| other["id"] == claim["id"]);
            let expected = found.iter().filter(holds);
            let expected =
                expected.map(|it| (text(&it["fingerprint"]), text(&it["state"]))).collect();
            assert_eq!(of_claim, expected, "{claim:#}");
        }
    }
    let morning = out(&scratch, &["report", "morning"]);
    let lines = ["against 2025-10-31 (noon)", "(ruled)", "(ignored)", "do not fit together"];
    assert!(lines.iter().all(|line| morning.contains(line)), "{morning}");
    assert_eq!(morning.matches("(ruled)").count(), 1, "{morning}");
}

#[test]
fn the_page_has_the_findings_of_check() {
    let scratch = project();
    let page = out(&scratch, &["html"]);
    let (_, data) = page.split_once("id=\"data\">").expect("the page has data");
    let (data, _) = data.split_once("</script>").expect("the data end");
    let data: Value = serde_json::from_str(data).expect("the data are JSON");
    let states = |findings: &Value| -> Vec<(String, String)> {
        let told = conflicts(findings).into_iter();
        told.map(|it| (text(&it["message"]).to_owned(), text(&it["state"]).to_owned())).collect()
    };
    assert_eq!(states(&data["findings"]), states(&json(&scratch, &[])["findings"]));
}

#[test]
fn the_graph_has_every_subject_of_a_conflict_in_dispute() {
    let scratch = project();
    let graph = json(&scratch, &["graph"]);
    let nodes = list(&graph["nodes"]).iter();
    let subjects = nodes.filter(|it| text(&it["kind"]) == "subject");
    let undisputed: Vec<&Value> = subjects.filter(|it| it["disputed"] == 0).collect();
    assert!(undisputed.is_empty(), "{undisputed:#?}");
}

#[test]
fn compare_names_every_conflict_that_holds_both_claims() {
    let scratch = project();
    let findings = json(&scratch, &[]);
    for finding in conflicts(&findings["findings"]) {
        let claims: Vec<&str> = list(&finding["claims"]).iter().map(|it| text(&it["id"])).collect();
        let (first, last) = (claims[0], claims.iter().rev().find(|it| !it.starts_with("rules#")));
        let compared = claimcheck(scratch.path(), ["compare", first, last.expect("a claim")]);
        let (code, state) = (text(&finding["code"]), text(&finding["state"]));
        let state = if state == "new" { String::new() } else { format!(" ({state})") };
        let words: Vec<&str> = compared.out.split_whitespace().collect();
        assert!(words.join(" ").contains(&format!("in {code}{state} ")), "{}", compared.out);
        assert!(!compared.out.contains("do not meet"), "{}", compared.out);
        assert_eq!(compared.status, 1);
    }
    let ignored = out(&scratch, &["compare", "morning#parade", "noon#parade"]);
    assert!(ignored.contains("the claims conflict") && !ignored.contains("in conflict/"));
}

/// The ruling on the march ended in 2001. On a day before, every view that tells of states has it.
#[test]
fn every_view_looks_at_rulings_on_the_day_that_is_asked_for() {
    let scratch = project();
    let ruled = |args: &[&str]| {
        let then = out(&scratch, &[args, &["--today", "2000-06-01"]].concat());
        (out(&scratch, args).matches("(ruled)").count(), then.matches("(ruled)").count())
    };
    // How often a view says it differs; it says it of the vote on any day, and of both on that one.
    for view in [&["--format", "compact"][..], &["matrix"], &["timeline"], &["report", "morning"]] {
        let (now, then) = ruled(view);
        assert!(now > 0 && then == 2 * now, "{view:?}: {now}, {then}");
    }
    assert_eq!(ruled(&["compare", "morning#march", "noon#march"]), (0, 1));
    let views: [&[&str]; 7] = [
        &["matrix"],
        &["timeline"],
        &["report", "morning"],
        &["compare", "morning#march", "noon#march"],
        &["coverage"],
        &["graph"],
        &["html"],
    ];
    for view in views {
        let refused = claimcheck(scratch.path(), [view, &["--today", "soon"]].concat());
        assert!(
            refused.err.contains("--today: ") && refused.status == 2,
            "{view:?}: {}",
            refused.err
        );
    }
}
