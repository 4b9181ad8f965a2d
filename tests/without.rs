//! `check --without`: as if it had never been said, and what that changes.

use claimcheck_checker::{Family, check};
use claimcheck_core::model::{ClaimId, ReportId};
use claimcheck_core::values::EntityId;
use claimcheck_core::{Project, Retracted};
use claimcheck_tests::{Scratch, claimcheck, example, lines, load, load_files, mentions};

/// All findings but those of the input, one line each.
fn found(project: &Project) -> String {
    let mut findings = check(project);
    findings.retain(|finding| finding.family() != Family::Input);
    lines(project, &findings)
}

fn report(project: &Project, id: &str) -> Retracted {
    let at = project.graph.model().reports.iter().position(|report| report.id == id);
    Retracted::Report(ReportId(u32::try_from(at.expect("the report is there")).expect("few")))
}

fn source(project: &Project, id: &str) -> Retracted {
    let at = project.graph.model().entities.iter().position(|entity| entity.id == id);
    Retracted::Source(EntityId(u32::try_from(at.expect("the entity is there")).expect("few")))
}

/// The names of the claims that are left.
fn left(project: &Project) -> Vec<String> {
    let model = project.graph.model();
    let claims = (0u32..).map(ClaimId).take(model.claims.len());
    claims.map(|claim| model.entry_of(claim).name.to_string()).collect()
}

/// A report of the example that is taken back leaves what is left where its files are deleted.
#[test]
fn a_retracted_report_is_as_good_as_deleted() {
    let whole = example();
    let texts: Vec<&String> = whole.keys().filter(|path| path.starts_with("reports/")).collect();
    assert_eq!(texts.len(), 5);
    for text in texts {
        let name = text.trim_start_matches("reports/");
        let id = name.rsplit_once('.').expect("an ending").0;
        let mut less = whole.clone();
        less.remove(text);
        less.remove(&format!("claims/{id}.yaml")).expect("its claims");
        let project = load_files(&whole);
        let retracted = [report(&project, id)];
        assert_eq!(found(&project.without(&retracted)), found(&load_files(&less)), "{id}");
    }
}

#[test]
fn a_correction_that_is_taken_back_corrects_nothing() {
    let fixture = "
entities:
  talks: {kind: event}
---
report: {id: first}
claims:
  - {id: day, about: talks, says: {date: 2025-03-10}}
---
report: {id: second, corrects: first}
claims:
  - {id: day, about: talks, says: {date: 2025-03-12}}
---
report: {id: third}
claims:
  - {id: day, about: talks, says: {date: 2025-03-12}}
";
    let project = load(fixture);
    assert!(!found(&project).contains("conflict/"), "{}", found(&project));
    let retracted = [report(&project, "second")];
    let project = project.without(&retracted);
    mentions(&found(&project), &["conflict/date error talks.date: 2025-03-10 | 2025-03-12"]);
}

#[test]
fn a_source_takes_with_it_all_that_rests_on_it_alone() {
    let fixture = "
entities:
  wire:  {kind: organisation}
  other: {kind: organisation}
  mayor: {kind: person}
  talks: {kind: event}
properties:
  topic: {type: text}
---
report: {id: wire-story, publisher: wire}
claims:
  - {id: voice, about: talks, says: {date: 2025-03-10}}
  - {id: mayor, about: talks, says: {topic: trade}, according-to: mayor}
---
report: {id: echo, based-on: wire-story}
claims:
  - {id: day, about: talks, says: {date: 2025-03-10}}
---
report: {id: both, based-on: [wire-story, other]}
claims:
  - {id: day, about: talks, says: {date: 2025-03-10}}
---
report: {id: cites}
claims:
  - {id: chain, about: talks, says: {date: 2025-03-10}, according-to: wire citing mayor}
  - {id: own, about: talks, says: {topic: trade}}
";
    let project = load(fixture);
    let retracted = [source(&project, "wire")];
    assert_eq!(left(&project.without(&retracted)), ["both#day", "cites#own"]);
    let project = load(fixture);
    let retracted = [source(&project, "mayor")];
    let project = project.without(&retracted);
    assert_eq!(left(&project), ["wire-story#voice", "echo#day", "both#day", "cites#own"]);
}

/// Who is only cited in a circle is nobody's source.
#[test]
fn a_circle_of_citations_rests_on_no_third_source() {
    let fixture = "
entities:
  wire:  {kind: organisation}
  one:   {kind: organisation}
  other: {kind: organisation}
  talks: {kind: event}
---
report: {id: a, publisher: one}
claims:
  - {id: day, about: talks, says: {date: 2025-03-10}, according-to: other}
---
report: {id: b, publisher: other}
claims:
  - {id: day, about: talks, says: {date: 2025-03-10}, according-to: one}
---
report: {id: c}
claims:
  - {id: day, about: talks, says: {date: 2025-03-10}, according-to: wire}
";
    let project = load(fixture);
    let retracted = [source(&project, "wire")];
    assert_eq!(left(&project.without(&retracted)), ["a#day", "b#day"]);
}

/// Two reports that disagree, and a third that one of them leans on.
const TALKS: &str = "
entities:
  desk:  {kind: organisation, names: [the desk, our desk]}
  clerk: {kind: person, names: [the clerk]}
  talks: {kind: event, names: [the talks]}
---
report: {id: morning}
claims:
  - {id: day, about: talks, says: {date: 2025-03-10}}
---
report: {id: noon}
claims:
  - {id: day, about: talks, says: {date: 2025-03-10}, according-to: the clerk}
---
report: {id: evening, publisher: desk}
claims:
  - {id: day, about: talks, says: {date: 2025-03-12}}
  - {id: start, about: talks, says: {start: 2025-03-12}}
";

#[test]
fn what_changes_ends_the_output() {
    let folder = Scratch::new(TALKS);
    let run = |names: &[&str]| {
        let mut args = vec!["check", "."];
        args.extend(names.iter().flat_map(|name| ["--without", *name]));
        claimcheck(folder.path(), args)
    };
    let changed = |names: &[&str]| {
        let ran = run(names);
        let at = ran.out.find("\nwithout ").expect("what changes is said");
        (ran.status, ran.out[at + 1..].to_owned())
    };
    let (status, text) = changed(&["evening"]);
    assert_eq!(status, 0);
    mentions(
        &text,
        &[
            "without evening: 2 claims taken back, 2 left",
            "conflicts that are gone\n    - conflict/date: the reports disagree on the date of the talks",
        ],
    );
    assert_eq!(
        changed(&["our desk"]).1.split_once(':').expect("a line").1,
        text.split_once(':').expect("a line").1
    );
    let (status, text) = changed(&["noon#day"]);
    assert_eq!(status, 1);
    mentions(&text, &["without noon#day: 1 claim taken back, 3 left\n"]);
    // The dispute is as it was: it is no news, and neither is that a report is silent anyway.
    assert!(!text.contains("conflict"), "{text}");
    let (status, text) = changed(&["evening", "noon"]);
    assert_eq!(status, 0);
    mentions(&text, &["gaps that open\n    - gap/single-origin: one origin alone answers"]);
    // Nothing is said where nothing was asked.
    assert!(!run(&[]).out.contains("without"));
}

#[test]
fn corroboration_that_is_lost_is_said() {
    let folder = Scratch::new(&TALKS.replace("date: 2025-03-12", "date: 2025-03"));
    let ran = claimcheck(folder.path(), ["--without", "clerk", "--without", "evening", "."]);
    mentions(&ran.out, &["answers that lose their corroboration\n    - agreement/corroborated:"]);
}

#[test]
fn the_counts_are_those_of_what_is_left() {
    let folder = Scratch::new(TALKS);
    let ran = claimcheck(folder.path(), [".", "--without", "evening", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&ran.out).expect("it is JSON");
    assert_eq!(json["summary"]["reports"], 2);
    assert_eq!(json["summary"]["claims"], 2);
    assert!(!ran.out.contains("evening"), "{}", ran.out);
}

#[test]
fn a_name_that_nothing_has_is_refused_with_the_nearest() {
    let folder = Scratch::new(TALKS);
    let complaint = |name: &str| {
        let ran = claimcheck(folder.path(), [".", "--without", name]);
        assert_eq!(ran.status, 2, "{name}");
        assert_eq!(ran.out, "");
        ran.err
    };
    mentions(&complaint("evenin"), &["did you mean `evening`?"]);
    mentions(&complaint("the clark"), &["did you mean `the clerk`?"]);
    mentions(&complaint("noon#dya"), &["did you mean `noon#day`?"]);
    mentions(&complaint("zzz"), &["name a report, an entity, or a claim"]);
}
