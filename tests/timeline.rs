//! The timeline: its order, its bounds, the claims that they come from, and what it leaves open.

use std::fmt::Write as _;

use crate::cases::config;
use claimcheck_checker::Context;
use claimcheck_checker::timeline::{Ground, Timeline, timeline};
use claimcheck_core::Project;
use claimcheck_core::model::{ClaimId, Model};
use claimcheck_core::values::EntityId;
use claimcheck_tests::{Scratch, claimcheck, load, mentions, root};
use proptest::prelude::*;

const EVENTS: &str = "
entities:
  a: {kind: event}
  b: {kind: event}
  c: {kind: event}
  d: {kind: event}
---
";

fn events(fixture: &str) -> String {
    format!("{EVENTS}{fixture}")
}

fn names(model: &Model, claims: &[ClaimId]) -> String {
    let names: Vec<&str> =
        claims.iter().map(|claim| model.entry_of(*claim).name.as_ref()).collect();
    names.join(" ")
}

fn grounds(model: &Model, grounds: &[Ground]) -> String {
    grounds.iter().map(|ground| ground.name(model)).collect::<Vec<_>>().join(" ")
}

/// The events, one line each: `name bounds | not earlier by | not later by | in any order with`.
fn lines(project: &Project, timeline: &Timeline) -> String {
    let model = project.graph.model();
    let id = |event: EntityId| model.entity(event).id.clone();
    let mut text = String::new();
    for event in &timeline.events {
        let date =
            event.whole.as_ref().map_or("-".to_owned(), |date| date.print(&|_| String::new()));
        let scope: Vec<&str> = event.scope.iter().map(|(_, value)| value.as_str()).collect();
        let others: Vec<String> =
            event.unordered.iter().map(|at| id(timeline.events[*at].event)).collect();
        let _ = writeln!(
            text,
            "{}{} {date} | {} | {} | {}",
            id(event.event),
            scope.concat(),
            grounds(model, &event.not_earlier),
            grounds(model, &event.not_later),
            others.join(" ")
        );
    }
    text.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn is(fixture: &str, expected: &str) {
    let project = load(&events(fixture));
    assert!(project.problems.iter().all(|problem| !problem.code.is_error()), "{project:?}");
    let timeline = timeline(&Context::new(&project));
    let expected: Vec<&str> = expected.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
    assert_eq!(lines(&project, &timeline), expected.join("\n"));
}

#[test]
fn bounds_follow_through_other_events() {
    is(
        "
report: {id: r}
claims:
  - {id: ab, about: a, says: {before: b}}
  - {id: bc, about: b, says: {before: c}}
  - {id: early, about: a, says: {date: 2025-03-10}}
  - {id: late, about: c, says: {date: 2025-03-20}}
",
        "a 2025-03-10 | r#early | r#early |
         b 2025-03-10/2025-03-20 | r#ab r#early | r#bc r#late |
         c 2025-03-20 | r#late | r#late |",
    );
}

#[test]
fn an_event_that_only_comes_before_another_stands_right_before_it() {
    is(
        "
report: {id: r}
claims:
  - {about: a, says: {date: 2025-03-20}}
  - {about: b, says: {before: a}}
  - {about: c, says: {date: 2025-03-10}}
",
        "c 2025-03-10 | r#3 | r#3 | b
         b ../2025-03-20 |  | r#2 r#1 | c
         a 2025-03-20 | r#1 | r#1 |",
    );
}

#[test]
fn events_without_any_date_come_last_in_their_order() {
    is(
        "
report: {id: r}
claims:
  - {about: a, says: {after: c}}
  - {about: b, says: {after: a}}
  - {about: d, says: {date: 2025}}
",
        "d 2025 | r#3 | r#3 | c a b
         c - |  |  | d
         a - |  |  | d
         b - |  |  | d",
    );
}

#[test]
fn what_shares_a_moment_is_not_in_any_order() {
    is(
        "
report: {id: r}
claims:
  - {about: a, says: {date: 2025-03-10}}
  - {about: b, says: {date: 2025-03-10}}
  - {about: c, says: {during: a}}
",
        "a 2025-03-10 | r#1 | r#1 | b
         b 2025-03-10 | r#2 | r#2 | a c
         c 2025-03-10 | r#3 r#1 | r#3 r#1 | b",
    );
}

#[test]
fn an_event_in_a_scope_is_an_event_of_its_own() {
    is(
        "
report: {id: r}
claims:
  - {about: a, says: {date: 2025-03-10}, scope: {of: north}}
  - {about: a, says: {date: 2025-03-12}, scope: {of: south}}
",
        "anorth 2025-03-10 | r#1 | r#1 |
         asouth 2025-03-12 | r#2 | r#2 |",
    );
}

#[test]
fn a_time_in_utc_is_told_as_precisely_as_it_is_known() {
    is(
        "
report: {id: r}
claims:
  - {about: a, says: {date: \"2025-10-30T09:06Z\"}}
",
        "a 2025-10-30T09:06Z | r#1 | r#1 |",
    );
}

#[test]
fn a_rule_that_bounds_an_event_is_named() {
    is(
        "
kinds:
  deal: {is: event}
properties:
  signed: {type: date}
entities:
  e: {kind: deal}
rules:
  - {id: signed-first, for: deal, equation: signed <= start}
---
report: {id: r}
claims:
  - {id: signed, about: e, says: {signed: 2025-03-10}}
  - {id: over, about: e, says: {date: before 2025-04}}
",
        "e 2025-03-10/2025-03-31 | rules#signed-first r#signed | r#over |",
    );
}

/// What is in dispute, and what cannot all hold, is said beside the event and bounds nothing.
#[test]
fn what_cannot_hold_is_named_beside_its_event() {
    let fixture = events(
        "
report: {id: one}
claims:
  - {id: day, about: a, says: {date: 2025-03-10}}
  - {id: cycle, about: b, says: {before: c}}
---
report: {id: two}
claims:
  - {id: day, about: a, says: {date: 2025-03-12}}
  - {id: cycle, about: c, says: {before: d}}
  - {id: back, about: d, says: {before: b}}
  - {id: sure, about: b, says: {date: 2025-01}}
",
    );
    let project = load(&fixture);
    let model = project.graph.model();
    let timeline = timeline(&Context::new(&project));
    let event = |name: &str| {
        let named = |event: EntityId| model.entity(event).id == name;
        timeline.events.iter().find(|event| named(event.event)).expect("the event is there")
    };
    let positions: Vec<&str> =
        event("a").disputes[0].positions.iter().map(|position| position.value.as_str()).collect();
    assert_eq!(positions, ["2025-03-10", "2025-03-12"]);
    // Whichever of the two is right, it lies between them.
    let whole = event("a").whole.as_ref().map(|date| date.print(&|_| String::new()));
    assert_eq!(whole.as_deref(), Some("2025-03-10/2025-03-12"));
    assert_eq!(names(model, &event("b").left_out), "one#cycle two#back");
    assert_eq!(names(model, &event("d").left_out), "two#cycle two#back");
    assert_eq!(grounds(model, &event("b").not_later), "two#sure");
}

/// Nothing that a fixture can hold keeps the words from fitting, and nothing steers the terminal.
#[test]
fn the_text_fits_and_is_clean() {
    let folder = Scratch::new(
        "
entities:
  a: {kind: event, names: [\"the \\e[31mtalks\\u202E of the very long name that goes on and on and on for more than a line\"]}
---
report: {id: r}
claims:
  - {about: a, says: {date: 2025-10-30}}
",
    );
    let ran = claimcheck(folder.path(), ["timeline", "."]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert!(!ran.out.contains(['\u{1b}', '\u{202e}']), "{}", ran.out);
    assert!(ran.out.lines().all(|line| line.chars().count() <= 80), "{}", ran.out);
}

#[test]
fn a_file_shows_the_events_that_its_claims_are_on() {
    let ran = claimcheck(root(), ["timeline", "reports/weekend-framework.md"]);
    assert_eq!(ran.status, 0, "{}", ran.err);
    mentions(&ran.out, &["the preparatory trade talks", "the Trump–Xi meeting"]);
    assert!(!ran.out.contains("pyongyang"), "{}", ran.out);
}

#[test]
fn the_json_names_events_by_their_numbers() {
    let ran = claimcheck(root(), ["timeline", "reports", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&ran.out).expect("it is JSON");
    assert_eq!(json["schema"], "claimcheck/timeline/v1");
    let events = json["events"].as_array().expect("a list");
    let of = |subject: &str| events.iter().find(|event| event["subject"] == subject).expect("it");
    assert_eq!(of("trump-xi-summit")["date"], "2025-10-30");
    assert_eq!(of("trump-lee-summit")["not-later"][0], "tour-outline#xi-turn");
    assert!(json["undated"].as_array().expect("a list").contains(&"apec-2025".into()));
}

/// Flawed claims may hide events: it is said, with the exit status of what could not be checked.
#[test]
fn errors_of_the_input_are_said() {
    let folder =
        Scratch::new("report: {id: r}\nclaims:\n  - {about: nobody, says: {date: 2025}}\n");
    let ran = claimcheck(folder.path(), ["timeline", "."]);
    assert_eq!(ran.status, 2);
    mentions(&ran.err, &["1 error"]);
}

/// A statement on four events: a day for one, or an order of two.
fn statement() -> impl Strategy<Value = String> {
    let event = prop::sample::select(vec!["a", "b", "c", "d"]);
    let relation =
        prop::sample::select(vec!["before", "after", "during", "starts-before", "meets"]);
    prop_oneof![
        (event.clone(), 10..20u8).prop_map(|(event, day)| format!(
            "  - {{about: {event}, says: {{date: 2025-03-{day}}}}}\n"
        )),
        (event.clone(), relation, event).prop_map(|(one, relation, other)| format!(
            "  - {{about: {one}, says: {{{relation}: {other}}}}}\n"
        )),
    ]
}

/// JSON is printed to terminals too: what steers them is escaped, and says the same.
#[test]
fn the_json_steers_no_terminal() {
    let scope = "a\u{9b}2J\u{e0041}";
    let scratch = Scratch::new(&events(
        r#"report: {id: r}
claims: [{about: a, says: {date: 2020}, scope: {of: "a\U0000009b2J\U000e0041"}}]
"#,
    ));
    let ran = claimcheck(scratch.path(), ["timeline", "--format", "json", "."]);
    assert_eq!(ran.err, "");
    assert!(!ran.out.contains(['\u{9b}', '\u{e0041}']), "{}", ran.out);
    let json: serde_json::Value = serde_json::from_str(&ran.out).expect("it is JSON");
    assert_eq!(json["events"][0]["scope"]["of"], scope);
}

proptest! {
    #![proptest_config(config(256))]

    /// No event stands before one that certainly came before it, what is in any order is so both
    /// ways, and the claims that bounds are said to come from give the same bounds by themselves.
    #[test]
    fn the_list_is_what_the_claims_say(statements in prop::collection::vec(statement(), 1..7)) {
        let text = events(&format!("report: {{id: r}}\nclaims:\n{}", statements.concat()));
        let project = load(&text);
        let model = project.graph.model();
        let told = timeline(&Context::new(&project));
        for (at, event) in told.events.iter().enumerate() {
            for other in &event.unordered {
                prop_assert!(told.events[*other].unordered.contains(&at), "{text}");
            }
            prop_assert!(event.after.as_ref().is_none_or(|other| other.place < at), "{text}");
            prop_assert!(event.before.as_ref().is_none_or(|other| other.place > at), "{text}");
            let named = event.not_earlier.iter().chain(&event.not_later);
            let kept: std::collections::BTreeSet<usize> = named
                .map(|claim| {
                    let name = claim.name(model);
                    name["r#".len()..].parse::<usize>().expect("a number") - 1
                })
                .collect();
            if kept.is_empty() {
                continue;
            }
            let alone: String = kept.iter().map(|at| statements[*at].as_str()).collect();
            let alone = load(&events(&format!("report: {{id: r}}\nclaims:\n{alone}")));
            let alone = timeline(&Context::new(&alone));
            let same = alone.events.iter().find(|other| other.event == event.event);
            prop_assert_eq!(same.map(|other| &other.whole), Some(&event.whole), "{}", text);
        }
        // Every pair of events is either settled one way, or shares a moment, or is open.
        let project_lines = lines(&project, &told);
        let mut reversed: Vec<String> = statements.clone();
        reversed.reverse();
        let again = load(&events(&format!("report: {{id: r}}\nclaims:\n{}", reversed.concat())));
        if told.events.iter().all(|event| event.disputes.is_empty() && event.left_out.is_empty()) {
            let order = |timeline: &Timeline| -> Vec<_> {
                timeline.events.iter().map(|event| (event.event, event.whole.clone())).collect()
            };
            prop_assert_eq!(order(&told), order(&timeline(&Context::new(&again))), "{}", project_lines);
        }
    }
}
