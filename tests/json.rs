//! The JSON output of the program against its contract: a schema written from the contract by hand,
//! the order of findings, and the places that it names.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use claimcheck_tests::{Ran, Scratch, claimcheck, root};
use serde_json::Value;

fn schema() -> &'static jsonschema::Validator {
    static SCHEMA: OnceLock<jsonschema::Validator> = OnceLock::new();
    SCHEMA.get_or_init(|| {
        let text = include_str!("schema/findings.v1.json");
        let schema = serde_json::from_str(text).expect("the schema is JSON");
        jsonschema::draft7::new(&schema).expect("the schema is one")
    })
}

/// The schema that the program prints, made from the types that write the output.
fn printed_schema() -> &'static jsonschema::Validator {
    static SCHEMA: OnceLock<jsonschema::Validator> = OnceLock::new();
    SCHEMA.get_or_init(|| {
        let printed = claimcheck(root(), ["schema", "findings"]);
        let schema: Value = serde_json::from_str(&printed.out).expect("the schema is JSON");
        assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
        jsonschema::draft7::new(&schema).expect("the schema is one")
    })
}

/// Runs the program with `--format json` and checks what it prints by the schema.
#[track_caller]
fn run(folder: &Path, args: &[&str]) -> (Ran, Value) {
    let args = ["--format", "json"].iter().chain(args);
    let ran = claimcheck(folder, args);
    let json: Value = serde_json::from_str(&ran.out)
        .unwrap_or_else(|error| panic!("{error}: {}\n{}", ran.out, ran.err));
    let errors: Vec<String> = [schema(), printed_schema()]
        .into_iter()
        .flat_map(|schema| schema.iter_errors(&json))
        .take(5)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{}", errors.join("\n"));
    order(&json);
    places(folder, &json);
    (ran, json)
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_default()
}

fn number(value: &Value, key: &str) -> usize {
    usize::try_from(value[key].as_u64().unwrap_or_default()).expect("it is small")
}

/// Family, then code, then the place of the first claim.
#[track_caller]
fn order(json: &Value) {
    let families = ["conflict", "agreement", "tension", "gap", "input"];
    let key = |finding: &Value| {
        let code = text(finding, "code").to_owned();
        let family = code.split('/').next().unwrap_or_default();
        let at = &finding["at"];
        let place = (text(at, "file").to_owned(), number(at, "line"), number(at, "column"));
        (families.iter().position(|known| *known == family), code, place)
    };
    let keys: Vec<_> = list(json, "findings").iter().map(key).collect();
    assert!(keys.is_sorted(), "{keys:?}");
}

/// Every place lies in its file, and is what it says in bytes, lines and columns. The claims of a
/// position are among those of the finding.
#[track_caller]
fn places(folder: &Path, json: &Value) {
    let read = |path: &str| fs::read(folder.join(path)).unwrap_or_else(|e| panic!("{path}: {e}"));
    for finding in list(json, "findings") {
        on_a_character(&read(text(&finding["at"], "file")), &finding["at"]);
        let mut names = BTreeSet::new();
        for claim in list(finding, "claims") {
            names.insert(text(claim, "id"));
            on_a_character(&read(text(claim, "file")), claim);
            if claim["quote"].is_object() {
                let bytes = read(text(&claim["quote"], "file"));
                let (start, end) = (&claim["quote"]["start"], &claim["quote"]["end"]);
                assert!(number(start, "byte") < number(end, "byte"), "{claim}");
                for edge in [start, end] {
                    let at = line_and_column(&bytes, number(edge, "byte"));
                    assert_eq!(at, (number(edge, "line"), number(edge, "column")), "{claim}");
                }
            }
        }
        for claim in list(finding, "positions").iter().flat_map(|position| list(position, "claims"))
        {
            assert!(names.contains(claim.as_str().unwrap_or_default()), "{finding}");
        }
    }
}

/// The line and column of a byte, both from 1: a mark of the byte order is no column.
fn line_and_column(bytes: &[u8], byte: usize) -> (usize, usize) {
    let before = std::str::from_utf8(&bytes[..byte]).expect("a place is on a character boundary");
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().trim_start_matches('\u{feff}');
    (line, column.chars().count() + 1)
}

#[track_caller]
fn on_a_character(bytes: &[u8], place: &Value) {
    let all = String::from_utf8_lossy(bytes);
    let line = all.split('\n').nth(number(place, "line") - 1);
    let line = line.unwrap_or_else(|| panic!("no such line: {place}"));
    assert!(number(place, "column") <= line.chars().count() + 1, "no such column: {place}");
}

fn codes(json: &Value) -> Vec<&str> {
    list(json, "findings").iter().map(|finding| text(finding, "code")).collect()
}

#[test]
fn the_example_project() {
    let (ran, json) = run(root(), &["reports/"]);
    assert_eq!(ran.status, 1, "{}", ran.err);
    assert_eq!(number(&json["summary"], "reports"), 5);
    let conflicts = codes(&json).iter().filter(|code| code.starts_with("conflict/")).count();
    assert_eq!(number(&json["summary"], "new"), conflicts);
    // The quotes are those that the claims documents hold.
    let quotes = list(&json, "findings")
        .iter()
        .flat_map(|finding| list(finding, "claims"))
        .filter(|claim| claim["quote"].is_object())
        .count();
    assert!(quotes > 100, "{quotes}");
}

const EVERY_FAMILY: &str = "\
entities: {talks: {kind: event}, unused: {kind: event}}
properties:
  toll: {type: quantity, unit: people}
---
report: {file: deep/a.txt}
claims: [{id: it, about: talks, says: {toll: 20, date: 2025-10-30}, quote: “20” dead}]
--- claims/deeper/b.yaml
report: {file: b.md}
claims: [{id: it, about: talks, says: {toll: 30, date: 2025-10}, scope: {}, quote: thirty dead}]
--- reports/deep/a.txt
Überall: \u{201c}20\u{201d} dead.
--- reports/b.md
There were **thirty** dead.
";

#[test]
fn a_project_with_findings_of_every_family() {
    let scratch = Scratch::new(EVERY_FAMILY);
    let (ran, json) = run(scratch.path(), &["reports"]);
    assert_eq!(ran.status, 1);
    assert_eq!(
        codes(&json),
        ["conflict/quantity", "agreement/corroborated", "agreement/refines", "input/unused",],
        "{json:#}"
    );
    let summary = serde_json::json!({
        "reports": 2, "claims": 4, "questions": 2, "new": 1, "known": 0, "ruled": 0, "fixed": 0,
        "tensions": 0
    });
    assert_eq!(json["summary"], summary);
    let conflict = &list(&json, "findings")[0];
    assert_eq!(conflict["subject"], "talks");
    assert_eq!(conflict["property"], "toll");
    assert_eq!(conflict["scope"], serde_json::json!({}));
    assert_eq!(conflict["within"], false);
    assert_eq!(conflict["state"], "new");
    let [first, claim] = list(conflict, "claims") else { panic!("two claims: {conflict:#}") };
    assert_eq!((text(first, "id"), text(first, "file")), ("b#it", "claims/deeper/b.yaml"));
    assert_eq!(text(claim, "id"), "deep/a#it");
    assert_eq!(text(claim, "report"), "deep/a");
    assert_eq!(text(claim, "value"), "20");
    assert_eq!(text(claim, "property"), "toll");
    assert_eq!(text(claim, "file"), "claims/example.yaml");
    assert_eq!(text(&claim["quote"], "file"), "reports/deep/a.txt");
    assert_eq!(claim["quote"]["start"], serde_json::json!({"byte": 10, "line": 1, "column": 10}));
    assert_eq!(claim["quote"]["end"], serde_json::json!({"byte": 23, "line": 1, "column": 19}));
}

#[test]
fn a_byte_order_mark_counts_as_bytes_and_is_no_column() {
    let scratch = Scratch::new(
        "\u{feff}entities: {talks: {kind: event}}\n---\n\
         report: {file: a.txt}\n\
         claims: [{about: talks, says: {date: 2025}, quote: in 2025}]\n\
         --- reports/a.txt\n\u{feff}in 2025\n",
    );
    let (ran, json) = run(scratch.path(), &["reports"]);
    assert_eq!(ran.status, 0, "{json:#}");
    let quote = &list(&list(&json, "findings")[0], "claims")[0]["quote"];
    assert_eq!(quote["start"], serde_json::json!({"byte": 3, "line": 1, "column": 1}));
    assert_eq!(quote["end"], serde_json::json!({"byte": 10, "line": 1, "column": 8}));
}

#[test]
fn questions_are_listed_where_there_are_several_or_none() {
    let scratch = Scratch::new(
        "entities: {anna: {}, ben: {}, nobody: {}}\n\
         properties: {title: {type: text, unique: true}}\n---\n\
         report: {id: a}\nclaims:\n\
         - {id: x, about: anna, says: {title: chair}, scope: {of: town}}\n\
         - {id: y, about: ben, says: {title: chair}, scope: {of: town}}\n",
    );
    let (_, json) = run(scratch.path(), &["."]);
    let find = |code: &str| {
        let mut own =
            list(&json, "findings").iter().filter(|finding| text(finding, "code") == code);
        own.next().unwrap_or_else(|| panic!("no {code} in {json:#}"))
    };
    let unique = find("conflict/unique");
    assert_eq!(
        unique["questions"],
        serde_json::json!([
            {"subject": "anna", "property": "title", "with": null, "scope": {"of": "town"}},
            {"subject": "ben", "property": "title", "with": null, "scope": {"of": "town"}},
        ])
    );
    assert_eq!(find("input/unused")["questions"], serde_json::json!([]));
}

#[test]
fn an_order_names_the_other_event() {
    let scratch = Scratch::new(
        "entities: {talks: {kind: event}, vote: {kind: event}}\n---\n\
         report: {id: a}\nclaims: [{about: vote, says: {before: talks}}]\n---\n\
         report: {id: b}\nclaims: [{about: talks, says: {before: vote}}]\n",
    );
    fs::create_dir(scratch.path().join("reports")).expect("the folder can be made");
    let (ran, json) = run(scratch.path(), &["reports"]);
    assert_eq!(ran.status, 1);
    let conflict = &list(&json, "findings")[0];
    assert_eq!(text(conflict, "code"), "conflict/order");
    assert_eq!(text(conflict, "subject"), "talks", "the lesser id");
    assert_eq!(text(conflict, "property"), "order");
    assert_eq!(text(conflict, "with"), "vote");
}

#[test]
fn facts_have_no_report() {
    let scratch = Scratch::new(
        "entities: {talks: {kind: event}}\n\
         facts: [{about: talks, says: {date: 2025-10-30}, source: the desk}]\n---\n\
         report: {file: a.txt}\nclaims: [{about: talks, says: {date: 2025-10-29}}]\n\
         --- reports/a.txt\nx\n",
    );
    let (_, json) = run(scratch.path(), &["reports"]);
    let claims = list(&list(&json, "findings")[0], "claims");
    assert_eq!(text(&claims[0], "id"), "facts#1");
    assert!(claims[0]["report"].is_null() && claims[0]["quote"].is_null());
}

mod exit_status {
    use super::*;

    const CLEAN: &str = "entities: {talks: {kind: event}}\n---\n\
        report: {file: a.txt}\nclaims: [{about: talks, says: {date: 2025}, quote: x}]\n\
        --- reports/a.txt\nx\n";

    #[test]
    fn zero_where_nothing_fails() {
        let (ran, _) = run(Scratch::new(CLEAN).path(), &["reports"]);
        assert_eq!(ran.status, 0);
    }

    #[test]
    fn a_warning_is_no_failure_unless_asked_for() {
        let fixture = format!("{CLEAN}--- claims/more.yaml\nentities: {{other: {{}}}}\n");
        let scratch = Scratch::new(&fixture);
        assert_eq!(run(scratch.path(), &["reports"]).0.status, 0);
        assert_eq!(run(scratch.path(), &["reports", "--fail-on", "conflicts"]).0.status, 0);
        assert_eq!(run(scratch.path(), &["reports", "--fail-on", "warnings"]).0.status, 1);
        assert_eq!(run(scratch.path(), &["reports", "--fail-on", "gaps"]).0.status, 1);
    }

    #[test]
    fn a_gap_is_no_failure_unless_asked_for() {
        let scratch = Scratch::new(CLEAN);
        assert_eq!(run(scratch.path(), &["reports", "--fail-on", "warnings"]).0.status, 0);
        assert_eq!(run(scratch.path(), &["reports", "--fail-on", "gaps"]).0.status, 1);
    }

    #[test]
    fn one_where_a_certain_conflict_is_found() {
        let scratch = Scratch::new(EVERY_FAMILY);
        assert_eq!(run(scratch.path(), &["reports"]).0.status, 1);
        assert_eq!(run(scratch.path(), &["reports", "--fail-on", "never"]).0.status, 0);
        // What is not asked for does not fail.
        assert_eq!(run(scratch.path(), &["reports", "--ignore", "conflict"]).0.status, 0);
    }

    #[test]
    fn a_hedged_conflict_is_no_failure_unless_asked_for() {
        let hedged = EVERY_FAMILY.replace("scope: {}", "certainty: likely");
        let scratch = Scratch::new(&hedged);
        assert_eq!(run(scratch.path(), &["reports"]).0.status, 0);
        assert_eq!(run(scratch.path(), &["reports", "--fail-on", "warnings"]).0.status, 1);
    }

    #[test]
    fn two_where_the_input_is_wrong_which_wins_and_json_is_written() {
        let fixture = format!("{EVERY_FAMILY}--- claims/z.yaml\nentities: {{a b: {{}}}}\n");
        let scratch = Scratch::new(&fixture);
        let (ran, json) = run(scratch.path(), &["reports"]);
        assert_eq!(ran.status, 2);
        assert!(codes(&json).contains(&"conflict/quantity"), "{json:#}");
        assert!(codes(&json).contains(&"input/bad-value"), "{json:#}");
        // `--fail-on` chooses only between 0 and 1, and a choice of codes hides no error.
        assert_eq!(run(scratch.path(), &["reports", "--fail-on", "never"]).0.status, 2);
        assert_eq!(run(scratch.path(), &["reports", "--select", "conflict"]).0.status, 2);
    }

    #[test]
    fn two_where_there_are_no_reports_and_json_is_written() {
        let scratch = Scratch::new("# nothing yet\n--- reports/a.txt\nx\n");
        let (ran, json) = run(scratch.path(), &["reports"]);
        assert_eq!(ran.status, 2);
        assert_eq!(number(&json["summary"], "reports"), 0);
        assert!(ran.err.contains("no reports"), "{}", ran.err);
    }

    #[test]
    fn two_and_no_json_where_the_usage_is_wrong() {
        let scratch = Scratch::new(CLEAN);
        for args in [
            &["--format", "json", "missing"][..],
            &["--format", "json", "--select", "conflict/nothing"],
            &["--format", "json", "--fail-on", "sometimes"],
            &["--format", "json", "--no-such-option"],
        ] {
            let ran = claimcheck(scratch.path(), args);
            assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{args:?}");
            assert!(!ran.err.is_empty(), "{args:?}");
        }
    }

    #[test]
    fn two_where_the_settings_are_wrong() {
        let fixture = format!("{CLEAN}--- claimcheck.yaml\nreprots: x\n");
        let scratch = Scratch::new(&fixture);
        let ran = claimcheck(scratch.path(), ["reports"]);
        assert_eq!(ran.status, 2);
        assert!(ran.err.contains("reprots"), "{}", ran.err);
    }
}

mod paths {
    use super::*;

    #[test]
    fn they_are_relative_to_the_root_wherever_the_program_is_run() {
        let scratch = Scratch::new(EVERY_FAMILY);
        let from_root = run(scratch.path(), &["reports"]).1;
        let args = ["--format", "json", "."];
        let from_reports = claimcheck(&scratch.path().join("reports"), args);
        let from_reports: Value = serde_json::from_str(&from_reports.out).expect("it is JSON");
        assert_eq!(from_root, from_reports);
    }

    #[test]
    fn a_part_of_a_project_has_the_findings_that_touch_it() {
        let fixture = format!(
            "{EVERY_FAMILY}--- claims/c.yaml\nreport: {{file: c.txt}}\n\
             claims:\n- {{about: talks, says: {{nth: 1}}}}\n--- reports/c.txt\nx\n"
        );
        let scratch = Scratch::new(&fixture);
        let (ran, json) = run(scratch.path(), &["reports/c.txt"]);
        assert_eq!(ran.status, 0, "the conflict is between others");
        assert!(!codes(&json).contains(&"conflict/quantity"));
        assert!(codes(&json).contains(&"gap/unquoted"));
        let (ran, json) = run(scratch.path(), &["reports/b.md"]);
        assert_eq!(ran.status, 1);
        assert!(codes(&json).contains(&"conflict/quantity"));
        let (_, json) = run(scratch.path(), &["reports/deep"]);
        assert!(codes(&json).contains(&"conflict/quantity"));
    }

    #[test]
    fn what_a_report_leaves_out_touches_it() {
        let fixture = format!(
            "{EVERY_FAMILY}--- claims/c.yaml\nreport: {{file: c.txt}}\n\
             claims: [{{about: talks, says: {{nth: 1}}, quote: x}}]\n--- reports/c.txt\nx\n"
        );
        let scratch = Scratch::new(&fixture);
        let (_, json) = run(scratch.path(), &["reports/c.txt"]);
        assert_eq!(codes(&json), ["gap/silent", "gap/single-origin"]);
    }

    #[test]
    fn settings_move_the_folders() {
        let scratch = Scratch::new(
            "--- claimcheck.yaml\nreports: texts\nclaims: notes\nunits: {crate: {names: [crates], is: 20 kg}}\n\
             --- claims/unrelated.yaml\nthis: is not read\n",
        );
        for (path, text) in [
            (
                "notes/a.yaml",
                "entities: {well: {}}\nproperties: {yield: {type: quantity, unit: crate}}\n---\n\
                 report: {file: a.txt}\n\
                 claims: [{about: well, says: {yield: 20}, quote: 20 crates}]\n",
            ),
            ("texts/a.txt", "20 crates\n"),
        ] {
            let path = scratch.path().join(path);
            fs::create_dir_all(path.parent().expect("it has one")).expect("it can be made");
            fs::write(path, text).expect("it can be written");
        }
        let (ran, json) = run(scratch.path(), &["texts"]);
        assert_eq!(ran.status, 0, "{json:#}");
        assert_eq!(number(&json["summary"], "claims"), 1);
    }
}

#[test]
fn select_and_ignore_narrow_the_findings() {
    let scratch = Scratch::new(EVERY_FAMILY);
    let only = |args: &[&str]| {
        let args: Vec<&str> = ["reports"].iter().chain(args).copied().collect();
        codes(&run(scratch.path(), &args).1).into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(only(&["--select", "conflict"]), ["conflict/quantity"]);
    assert_eq!(only(&["--select", "conflict,input/unused"]), ["conflict/quantity", "input/unused"]);
    assert_eq!(only(&["--ignore", "agreement,gap,input"]), ["conflict/quantity"]);
    assert_eq!(
        only(&["--select", "agreement", "--ignore", "agreement/refines"]),
        ["agreement/corroborated"]
    );
    // `--show` is of the human output.
    assert_eq!(only(&["--show", "gaps"]).len(), 4);
}

/// A set is made of answers: reports that say the same are one member. A finding that is no
/// constraint has none.
#[test]
fn members_are_answers_whoever_gives_them() {
    let life = |births: &[&str]| {
        let mut fixture = "kinds: {human: {is: person}}\nentities: {ann: {kind: human}}\nproperties: {birth: {type: date}, death: {type: date}}\nrules: [{id: life, for: human, equation: birth <= death}]\n".to_owned();
        let said = births
            .iter()
            .map(|birth| ("birth", *birth))
            .chain([("death", "1990"), ("death", "1990")]);
        for (number, (property, year)) in said.enumerate() {
            fixture.push_str(&format!("---\nreport: {{id: r{number}}}\nclaims: [{{id: c, about: ann, says: {{{property}: {year}}}}}]\n"));
        }
        fixture
    };
    let conflict = |births: &[&str]| {
        let scratch = Scratch::new(&life(births));
        let (_, json) = run(scratch.path(), &[]);
        let found = list(&json, "findings").iter().find(|it| text(it, "code") == "conflict/order");
        assert!(
            list(&json, "findings").iter().all(|it| {
                text(it, "code") == "conflict/order" || list(it, "members").is_empty()
            })
        );
        found.expect("a life that ends before it begins").clone()
    };
    let (once, often) = (conflict(&["2000"]), conflict(&["2000", "2000", "2000"]));
    assert_eq!(once["fingerprint"], often["fingerprint"]);
    let members: Vec<(&str, &str, usize)> = list(&often, "members")
        .iter()
        .map(|it| (text(it, "question"), text(it, "value"), list(it, "claims").len()))
        .collect();
    assert_eq!(
        members,
        [("ann.birth", "2000", 3), ("ann.death", "1990", 2), ("", "birth <= death", 1)]
    );
    assert_eq!(list(&often, "claims").len(), 6);
}
