//! What each format makes of conflicts that are known, ruled and fixed.

use claimcheck_checker::{Diagnostic, Family, State};
use claimcheck_core::source::SourceFile;
use claimcheck_core::{Input, Project};

use super::paths::Paths;
use super::{Outcome, github, gitlab, junit, markdown, rdjson, sarif};
use crate::args::{Show, shown};
use claimcheck_project::Counted;

const CLAIMS: &str = "
entities: {old: {kind: event}, judged: {kind: event}, fresh: {kind: event}}
---
report: {id: morning}
claims:
  - {about: old, says: {date: 2025-10-30}}
  - {about: judged, says: {date: 2025-10-30}}
  - {about: fresh, says: {date: 2025-10-30}}
---
report: {id: evening}
claims:
  - {about: old, says: {date: 2025-10-31}}
  - {about: judged, says: {date: 2025-10-31}}
  - {about: fresh, says: {date: 2025-10-31}}
";

/// What a format makes of the conflict on `old`, which is known, that on `judged`, which is ruled,
/// and that on `fresh`, which is new, with one that is fixed.
fn rendered(render: impl Fn(Outcome<'_>) -> String) -> String {
    let mut input = Input::default();
    let file = input.sources.add(SourceFile::new("claims/c.yaml", CLAIMS));
    input.claims.push(file);
    let project: Project = claimcheck_core::load(input);
    let mut findings: Vec<Diagnostic> = claimcheck_checker::check(&project);
    findings.retain(|finding| finding.family() == Family::Conflict);
    assert_eq!(findings.len(), 3);
    for finding in &mut findings {
        finding.state = match finding.message.rsplit(' ').next() {
            Some("old") => State::Known,
            Some("judged") => State::Ruled,
            _ => State::New,
        };
    }
    let fixed = ["conflict/date gone.date: 2024 | 2025".to_owned()];
    render(Outcome {
        project: &project,
        findings: &findings,
        counted: Counted::default(),
        fixed: &fixed,
    })
}

fn json(text: &str) -> serde_json::Value {
    serde_json::from_str(text).expect("it is JSON")
}

#[test]
fn code_scanning_and_reviewdog_are_told_of_what_is_new() {
    let log =
        json(&rendered(|outcome| sarif::render(outcome, &Paths::default()).expect("it is JSON")));
    let results = log["runs"][0]["results"].as_array().expect("a list");
    assert_eq!(results.len(), 1);
    assert!(results[0]["message"]["text"].to_string().contains("the date of fresh"));
    assert_eq!(results[0]["baselineState"], "new");
    let result =
        json(&rendered(|outcome| rdjson::render(outcome, &Paths::default()).expect("it is JSON")));
    let diagnostics = result["diagnostics"].as_array().expect("a list");
    assert_eq!(diagnostics.len(), 1);
    assert!(diagnostics[0]["message"].to_string().contains("the date of fresh"));
}

#[test]
fn gitlab_keeps_what_is_known_as_information() {
    let issues =
        json(&rendered(|outcome| gitlab::render(outcome, &Paths::default()).expect("it is JSON")));
    let told: Vec<(&str, &str)> = issues
        .as_array()
        .expect("a list")
        .iter()
        .map(|issue| {
            let description = issue["description"].as_str().unwrap_or_default();
            (issue["severity"].as_str().unwrap_or_default(), description)
        })
        .collect();
    let [(new, fresh), (known, old), (ruled, judged)] = told.as_slice() else {
        panic!("three issues: {told:?}")
    };
    assert_eq!([*new, *known, *ruled], ["critical", "info", "info"]);
    assert!(fresh.starts_with("the reports disagree on the date of fresh"));
    assert!(old.starts_with("known: the reports disagree on the date of old"));
    assert!(judged.starts_with("ruled: the reports disagree on the date of judged"));
}

#[test]
fn junit_skips_what_is_known() {
    let xml = rendered(|outcome| junit::render(outcome, &Paths::default()));
    assert!(xml.contains(r#"name="conflict" package="claimcheck" id="0" tests="3" failures="1" errors="0" skipped="2""#), "{xml}");
    for (state, count) in [("new", 1), ("known", 1), ("ruled", 1), ("fixed", 1)] {
        assert!(xml.contains(&format!(r#"<property name="{state}" value="{count}"/>"#)), "{xml}");
    }
    assert!(xml.contains(r#"<skipped message="known: conflict/date">"#), "{xml}");
    assert!(xml.contains(r#"<skipped message="ruled: conflict/date">"#), "{xml}");
    assert!(xml.contains("<system-out>fixed: conflict/date gone.date: 2024 | 2025"), "{xml}");
}

#[test]
fn annotations_are_of_what_is_new_and_the_rest_is_a_line() {
    let commands =
        rendered(|outcome| github::render(outcome, &shown(&[Show::Conflicts]), &Paths::default()));
    let lines: Vec<&str> = commands.lines().collect();
    let [new, rest] = lines.as_slice() else { panic!("two lines: {commands}") };
    assert!(new.starts_with("::error ") && new.contains("the date of fresh"), "{new}");
    assert_eq!(
        *rest,
        "::notice title=claimcheck::1 known conflict; 1 ruled conflict; 1 fixed conflict"
    );
}

#[test]
fn a_comment_shows_what_is_new_and_counts_the_rest() {
    let comment = rendered(|outcome| {
        markdown::render(outcome, &shown(&[Show::Conflicts]), &Paths::default(), markdown::COMMENT)
    });
    assert!(comment.starts_with("### claimcheck: conflicts 1 new, 1 known, 1 ruled, 1 fixed\n"));
    assert_eq!(comment.matches("| ❌ error |").count(), 1, "{comment}");
    assert!(comment.contains("the date of fresh") && !comment.contains("the date of old"));
    assert!(
        comment.contains("Fixed:\n\n- conflict/date gone\\.date\\: 2024 &#124; 2025\n"),
        "{comment}"
    );
}
