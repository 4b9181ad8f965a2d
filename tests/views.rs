//! What the views of the terminal show is what the findings say: who agrees with whom, who is against
//! whom, and what nobody compares.

use claimcheck_tests::{Scratch, claimcheck, files};
use serde_json::Value;

#[track_caller]
fn json(scratch: &Scratch, arguments: &[&str]) -> Value {
    let ran = claimcheck(scratch.path(), [arguments, &["--format", "json"]].concat());
    serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {}", ran.err))
}

/// A row of the matrix: its outcome, its positions with their claims, and the mark of each report.
#[track_caller]
fn row(fixture: &str) -> (String, Vec<String>, Vec<String>) {
    let scratch = Scratch::of(&files(fixture));
    let matrix = json(&scratch, &["matrix"]);
    let row = &matrix["rows"][0];
    let text = |value: &Value| value.as_str().unwrap_or("given").to_owned();
    let list = |value: &Value| value.as_array().expect("a list").clone();
    let position = |position: &Value| {
        let claims: Vec<String> = list(&position["claims"]).iter().map(text).collect();
        format!("{}: {}", text(&position["value"]), claims.join(" "))
    };
    let cell = |cell: &Value| format!("{} {}", text(&cell["report"]), text(&cell["mark"]));
    (
        text(&row["outcome"]),
        list(&row["positions"]).iter().map(position).collect(),
        list(&row["cells"]).iter().map(cell).collect(),
    )
}

fn report(fixture: &str, name: &str) -> String {
    claimcheck(Scratch::of(&files(fixture)).path(), ["report", name]).out
}

const OFFICE: &str = "
entities: {bob: {kind: person}}
properties: {office: {type: choice, levels: [president, former, senator]}}
---
report: {id: a}
claims: [{id: o, about: bob, says: {office: president}, when: 2017}]
---
report: {id: b}
claims:
  - {id: o17, about: bob, says: {office: president}, when: 2017}
  - {id: o23, about: bob, says: {office: former}, when: 2023}
---
report: {id: c}
claims: [{id: o, about: bob, says: {office: senator}, when: 2020}]
";

#[test]
fn claims_of_different_times_agree_with_nobody() {
    let (outcome, positions, cells) = row(OFFICE);
    assert_eq!(outcome, "agreed");
    assert_eq!(positions, ["president: a#o b#o17"]);
    assert_eq!(cells, ["a same", "b same"]);
    let text = report(OFFICE, "b");
    assert!(text.contains("= bob.office: president\n      with a\n"), "{text}");
}

#[test]
fn who_shares_a_side_with_a_claim_is_not_against_it() {
    let sides = "
entities: {x: {kind: thing}}
properties: {c: {type: choice, levels: [u, v, w]}}
---
report: {id: a}
claims: [{about: x, says: {c: {any-of: [u, v]}}}]
---
report: {id: b}
claims: [{about: x, says: {c: u}}]
---
report: {id: c}
claims: [{about: x, says: {c: v}}]
---
report: {id: d}
claims: [{about: x, says: {c: w}}]
";
    let text = report(sides, "a");
    assert!(text.contains("against w (d)"), "{text}");
    let text = report(sides, "b");
    assert!(text.contains("against v (c), w (d)"), "{text}");
    assert_eq!(row(sides).2, ["a between", "b disputed", "c disputed", "d disputed"]);
}

#[test]
fn a_report_is_not_compared_with_itself() {
    let own = |says: &str| {
        format!(
            "entities:\n  x: {{kind: event}}\n  land: {{kind: place}}\n  town: {{kind: place, part-of: land}}\n\
             properties: {{fell: {{type: yes-no}}, loc: {{type: place}}}}\n---\nreport: {{id: a}}\nclaims:\n{says}"
        )
    };
    let places = own("  - {about: x, says: {loc: land}}\n  - {about: x, says: {loc: town}}\n");
    assert_eq!(row(&places).2, ["a alone"]);
    let itself = own("  - {about: x, says: {fell: yes}}\n  - {about: x, says: {fell: no}}\n");
    let (outcome, _, cells) = row(&itself);
    assert_eq!((outcome.as_str(), &cells[..]), ("disputed", &["a itself".to_owned()][..]));
    // Another one that says nothing against it changes nothing of that.
    let other =
        format!("{itself}---\nreport: {{id: b}}\nclaims: [{{about: x, says: {{fell: yes}}}}]\n");
    assert_eq!(row(&other).2, ["a disputed", "b disputed"]);
}

/// Of many answers the few that agree with one are found, wherever they stand.
#[test]
fn of_many_answers_those_that_agree_are_compared() {
    let mut many =
        "entities: {x: {kind: thing}}\nproperties: {n: {type: quantity, unit: people}}\n"
            .to_owned();
    for year in 1900..1930 {
        many.push_str(&format!(
            "---\nreport: {{id: r{year}}}\nclaims: [{{about: x, says: {{n: {year} people}}, when: {year}}}]\n"
        ));
    }
    many.push_str(
        "---\nreport: {id: z1}\nclaims: [{about: x, says: {n: 40..60 people}, when: 2000}]\n",
    );
    many.push_str(
        "---\nreport: {id: z2}\nclaims: [{about: x, says: {n: 50 people}, when: 2000}]\n",
    );
    let (_, _, cells) = row(&many);
    assert_eq!(cells, ["z1 wider", "z2 narrower"]);
    assert!(report(&many, "z1").contains("with z2\n"), "{}", report(&many, "z1"));
}

#[test]
fn what_is_shown_can_be_named_by_any_of_its_files() {
    let scratch = Scratch::of(&files(
        "report: {id: one, file: t.txt}\nclaims: []\n\
         --- claims/more.yaml\nentities: {x: {kind: event}}\n---\nclaims:\n  \
         - {id: h, report: one, about: x, says: {date: 2025}, quote: in 2025}\n\
         --- reports/t.txt\nIt was in 2025. In 2024 it was not.\n",
    ));
    let of = |arguments: &[&str]| {
        let ran = claimcheck(scratch.path(), arguments);
        assert_eq!((ran.status, ran.err.as_str()), (0, ""), "{arguments:?}");
        ran.out
    };
    let text = of(&["report", "one"]);
    for name in ["claims/more.yaml", "claims/example.yaml", "reports/t.txt"] {
        assert_eq!(of(&["report", name]), text, "{name}");
        assert!(of(&["coverage", name]).contains("1 of 2"), "{name}");
    }
    of(&["coverage", "--claims-of", "reports/t.txt"]);
}

#[test]
fn a_table_has_columns_for_those_who_say_something_alone() {
    let mut silent = "entities: {x: {kind: event}}\n".to_owned();
    for number in 0..40 {
        silent.push_str(&format!("---\nreport: {{id: quiet-{number}}}\nclaims: []\n"));
    }
    for (id, year) in [("a", 2024), ("b", 2025)] {
        silent.push_str(&format!(
            "---\nreport: {{id: {id}}}\nclaims: [{{about: x, says: {{date: {year}}}}}, {{about: x, says: {{before: y}}}}]\n"
        ));
    }
    silent.push_str("---\nentities: {y: {kind: event}}\n");
    let scratch = Scratch::of(&files(&silent));
    let table = claimcheck(scratch.path(), ["matrix"]).out;
    assert!(!table.contains("quiet") && !table.contains("columns"), "{table}");
    assert!(table.contains("A≠ 2024") && table.contains("B≠ 2025"), "{table}");
    assert!(table.contains("\nin dispute\n") && table.contains("\nagreed\n"), "{table}");
    // By name, what comes to the same does not stand together.
    let sorted = claimcheck(scratch.path(), ["matrix", "--sort", "question"]).out;
    let first = |text: &str, word: &str| text.find(word).expect("it is there");
    assert!(first(&sorted, "x.date") < first(&sorted, "x.order"), "{sorted}");
}

#[test]
fn what_is_known_is_said_to_be() {
    let scratch = Scratch::of(&files(
        "entities: {x: {kind: event}}\n---\nreport: {id: a}\nclaims: [{about: x, says: {date: 2024}}]\n\
         ---\nreport: {id: b}\nclaims: [{about: x, says: {date: 2025}}]\n",
    ));
    let state = || json(&scratch, &["matrix"])["rows"][0]["state"].clone();
    assert_eq!(state(), "new");
    assert_eq!(claimcheck(scratch.path(), ["baseline", "accept"]).status, 0);
    assert_eq!(state(), "known");
    let table = claimcheck(scratch.path(), ["matrix"]).out;
    assert!(table.contains("x.date (known)"), "{table}");
    let text = claimcheck(scratch.path(), ["report", "a"]).out;
    assert!(text.contains("against 2025 (b) (known)"), "{text}");
}

/// A vaguer answer goes with both sides: it is told after them, in its own words, and is no answer of
/// theirs.
#[test]
fn nobody_is_said_to_give_an_answer_that_he_only_does_not_contradict() {
    let tolls = "
entities: {fall: {kind: event}}
properties: {dead: {type: quantity, unit: people}}
---
report: {id: a}
claims: [{about: fall, says: {dead: 5 people}}]
---
report: {id: b}
claims: [{about: fall, says: {dead: 4 people}}]
---
report: {id: c}
claims: [{about: fall, says: {dead: at least 3 people}}]
";
    let out = claimcheck(Scratch::of(&files(tolls)).path(), ["."]).out;
    let sides: Vec<&str> = out.lines().filter(|line| line.contains("─▶")).map(str::trim).collect();
    let expected =
        ["├─▶ 5 people: a", "├─▶ 4 people: b", "╰─▶ clashes with none: at least 3 people: c"];
    assert_eq!(sides, expected, "{out}");
    // Where nobody says anything narrower, those who are vague stand for a side.
    let vague = tolls.replace("dead: 5 people", "dead: {any-of: [5 people, 6 people]}");
    let vague = vague.replace("dead: 4 people", "dead: {any-of: [4 people, 6 people]}");
    let vague = vague.replace("dead: at least 3 people", "dead: {any-of: [4 people, 5 people]}");
    let out = claimcheck(Scratch::of(&files(&vague)).path(), ["."]).out;
    assert!(["a", "b", "c"].iter().all(|id| out.contains(&format!(" {id}"))), "{out}");
}

#[test]
fn a_time_names_the_event_that_it_is_counted_from() {
    let scratch = Scratch::of(&files(
        "
entities: {bob: {kind: person}, vote: {kind: event}}
properties: {office: {type: choice, levels: [president, senator]}}
---
report: {id: a}
claims: [{id: o, about: bob, says: {office: president}, when: since vote}]
---
report: {id: b}
claims: [{id: o, about: bob, says: {office: senator}, when: before vote}]
",
    ));
    let compared = claimcheck(scratch.path(), ["compare", "a#o", "b#o"]).out;
    let words: Vec<&str> = compared.split_whitespace().collect();
    let apart =
        "the valid time keeps them apart: since vote and before vote have no moment in common";
    assert!(words.join(" ").contains(apart), "{compared}");
    let page = claimcheck(scratch.path(), ["html"]).out;
    for when in ["\"when\":\"since vote\"", "\"when\":\"before vote\""] {
        assert!(page.contains(when), "{when}");
    }
}
