//! The formats for other programs: several in one run, each read back as its readers do, and held
//! against the JSON of the same run.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use claimcheck::written::formats;
use claimcheck_tests::{Scratch, claimcheck, claimcheck_with, root};
use serde_json::Value;

/// Two reports that disagree on a day, in a passage after letters of more than one byte, and an
/// order that cannot hold; `café` is where columns and bytes differ.
const TALKS: &str = r#"
entities:
  talks: {kind: event, names: [the talks]}
  vote: {kind: event, names: [the vote]}
  strike: {kind: event, names: [the strike]}
properties:
  mood: {type: text}
---
report: {file: morning.txt, published: 2025-10-27}
claims:
  - {id: day, quote: "on Thursday", about: talks, says: {date: 2025-10-30}}
  - {id: first, about: vote, says: {before: strike}}
  - {id: mood, about: talks, says: {mood: calm}}
---
report: {file: evening.txt, published: 2025-10-27}
claims:
  - {id: day, quote: "on Friday", about: talks, says: {date: 2025-10-31}}
  - {id: second, about: strike, says: {date: 2025-10}}
  - {id: third, about: vote, says: {date: 2025-12}}
  - {id: mood, about: talks, says: {mood: calm}}
--- reports/morning.txt
In the café they will talk on Thursday.
--- reports/evening.txt
The café is booked; they talk on Friday.
"#;

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn list<'v>(value: &'v Value, path: &str) -> &'v [Value] {
    value.pointer(path).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn text<'v>(value: &'v Value, path: &str) -> &'v str {
    value.pointer(path).and_then(Value::as_str).unwrap_or_default()
}

fn number(value: &Value, path: &str) -> usize {
    let number = value.pointer(path).and_then(Value::as_u64);
    usize::try_from(number.unwrap_or_else(|| panic!("{path}: {value}"))).expect("it is small")
}

/// What a format prints of a folder.
#[track_caller]
fn printed(folder: &Path, format: &str) -> String {
    let ran = claimcheck(folder, ["--format", format]);
    assert_eq!(ran.err, "");
    ran.out
}

/// The findings of the JSON that are not agreements, by code and fingerprint, sorted.
fn open(folder: &Path) -> Vec<(String, String)> {
    let findings = json(&printed(folder, "json"));
    let own = list(&findings, "/findings").iter();
    let mut own: Vec<_> = own
        .filter(|finding| !text(finding, "/code").starts_with("agreement/"))
        .map(|finding| (text(finding, "/code").into(), text(finding, "/fingerprint").into()))
        .collect();
    own.sort();
    own
}

#[test]
fn one_run_writes_several_formats() {
    let scratch = Scratch::new(TALKS);
    let asked = formats().into_iter().filter(|format| format != "human");
    let asked = asked.map(|format| format!("--format={format}=out.{format}"));
    let ran = claimcheck(scratch.path(), asked.chain(["--format=human".to_owned()]));
    assert_eq!(ran.status, 1);
    assert_eq!(ran.out, printed(scratch.path(), "human"));
    for format in formats().iter().filter(|format| *format != "human") {
        let written = fs::read_to_string(scratch.path().join(format!("out.{format}")));
        assert_eq!(written.expect("it is written"), printed(scratch.path(), format), "{format}");
    }
    // Nothing else is left behind.
    let files = fs::read_dir(scratch.path()).expect("the folder is there").count();
    assert_eq!(files, formats().len() + 1);
}

#[test]
fn a_file_alone_leaves_standard_output_empty() {
    let scratch = Scratch::new(TALKS);
    let ran = claimcheck(scratch.path(), ["--format", "json=out.json"]);
    assert_eq!((ran.status, ran.out.as_str(), ran.err.as_str()), (1, "", ""));
    let ran = claimcheck(scratch.path(), ["--format", "compact=-"]);
    assert_eq!(ran.out, printed(scratch.path(), "compact"));
}

#[test]
fn what_cannot_be_written_is_said_and_the_rest_is_written() {
    let scratch = Scratch::new(TALKS);
    let ran = claimcheck(
        scratch.path(),
        ["--format", "json=none/out.json", "--format", "sarif=out.sarif", "--format", "compact"],
    );
    assert_eq!(ran.status, 2);
    assert_eq!(ran.err, "claimcheck: cannot write none/out.json: there is no such folder\n");
    assert!(ran.out.contains("conflict/date"), "{}", ran.out);
    assert!(scratch.path().join("out.sarif").is_file());
}

#[test]
fn no_part_of_the_project_is_ever_written() {
    let scratch = Scratch::new(TALKS);
    fs::write(scratch.path().join("claimcheck.yaml"), "# ours\n").expect("it can be written");
    for file in ["reports/morning.txt", "claims/example.yaml", "claimcheck.yaml"] {
        let before = fs::read(scratch.path().join(file)).expect("it is there");
        let ran = claimcheck(scratch.path(), ["--format", &format!("json={file}")]);
        assert_eq!(ran.status, 2, "{}", ran.err);
        assert_eq!(fs::read(scratch.path().join(file)).expect("it is there"), before);
    }
}

#[test]
fn the_same_findings_are_the_same_bytes() {
    let scratch = Scratch::new(TALKS);
    for format in ["sarif", "github", "gitlab", "junit", "rdjson", "markdown"] {
        assert_eq!(printed(scratch.path(), format), printed(scratch.path(), format), "{format}");
    }
}

#[test]
fn sarif_has_each_finding_once_with_what_services_need() {
    let scratch = Scratch::new(TALKS);
    for folder in [scratch.path(), root()] {
        let log = json(&printed(folder, "sarif"));
        assert_eq!(text(&log, "/version"), "2.1.0");
        let run = &log["runs"][0];
        assert_eq!(text(run, "/columnKind"), "unicodeCodePoints");
        let rules: Vec<&str> =
            list(run, "/tool/driver/rules").iter().map(|rule| text(rule, "/id")).collect();
        let mut found = Vec::new();
        for result in list(run, "/results") {
            assert_eq!(rules[number(result, "/ruleIndex")], text(result, "/ruleId"));
            let fingerprint = text(&result["partialFingerprints"], "/claimcheck~1v1");
            found.push((text(result, "/ruleId").to_owned(), fingerprint.to_owned()));
            assert_eq!(list(result, "/locations").len(), 1);
            for location in
                list(result, "/locations").iter().chain(list(result, "/relatedLocations"))
            {
                region_lies_in_its_file(folder, location);
            }
            links_lead_somewhere(result);
        }
        found.sort();
        assert_eq!(found, open(folder));
        for rule in list(run, "/tool/driver/rules") {
            assert!(text(rule, "/help/markdown").contains("**What to do.**"), "{rule}");
            assert!(!text(rule, "/help/text").is_empty());
        }
    }
}

#[track_caller]
fn region_lies_in_its_file(folder: &Path, location: &Value) {
    let place = &location["physicalLocation"];
    let uri = text(place, "/artifactLocation/uri");
    assert_eq!(text(place, "/artifactLocation/uriBaseId"), "%SRCROOT%");
    let file =
        fs::read_to_string(folder.join(uri)).unwrap_or_else(|error| panic!("{uri}: {error}"));
    let lines: Vec<&str> = file.split('\n').collect();
    for edge in ["start", "end"] {
        let line = number(place, &format!("/region/{edge}Line"));
        let column = number(place, &format!("/region/{edge}Column"));
        assert!(column <= lines[line - 1].chars().count() + 1, "{place}");
    }
}

/// Every link of the message is the number of a related location, and all text around them is no
/// link.
#[track_caller]
fn links_lead_somewhere(result: &Value) {
    let ids: BTreeSet<usize> =
        list(result, "/relatedLocations").iter().map(|place| number(place, "/id")).collect();
    let message =
        text(result, "/message/text").replace("\\\\", "").replace("\\[", "").replace("\\]", "");
    for link in message.split('[').skip(1) {
        let (_, target) = link.split_once("](").unwrap_or_else(|| panic!("a bracket: {message}"));
        let (id, _) = target.split_once(')').unwrap_or_else(|| panic!("no end: {message}"));
        assert!(
            ids.contains(&id.parse().unwrap_or_else(|_| panic!("{id}: {message}"))),
            "{message}"
        );
    }
}

#[test]
fn sarif_tells_the_steps_of_an_order_where_each_is_said() {
    let scratch = Scratch::new(TALKS);
    let log = json(&printed(scratch.path(), "sarif"));
    let results = list(&log, "/runs/0/results");
    let order: Vec<&Value> =
        results.iter().filter(|result| text(result, "/ruleId") == "conflict/order").collect();
    let [order] = order.as_slice() else { panic!("one order cannot hold: {log}") };
    let steps = list(order, "/codeFlows/0/threadFlows/0/locations");
    let line = |word: &str| {
        let step = steps.iter().find(|step| text(step, "/location/message/text").contains(word));
        number(step.expect("there is such a step"), "/location/physicalLocation/region/startLine")
    };
    // The lines of the fixture's first file on which the claims are written.
    let at = |id: &str| {
        let yaml = fs::read_to_string(scratch.path().join("claims/example.yaml")).expect("there");
        yaml.lines().position(|line| line.contains(id)).expect("the claim") + 1
    };
    assert_eq!(line("morning#first"), at("id: first"));
    assert_eq!(line("evening#second"), at("id: second"));
    assert_eq!(line("evening#third"), at("id: third"));
    let without = results.iter().filter(|result| text(result, "/ruleId") == "conflict/date");
    assert!(without.into_iter().all(|result| result.get("codeFlows").is_none()));
}

#[test]
fn sarif_addresses_are_escaped() {
    let moved = TALKS.replace("morning.txt", "a b#c%41é[1].txt");
    let scratch = Scratch::new(
        &moved.replace("file: a b#c%41é[1].txt", "file: 'a b#c%41é[1].txt', id: morning"),
    );
    let log = printed(scratch.path(), "sarif");
    assert!(log.contains("\"reports/a%20b%23c%2541%C3%A9%5B1%5D.txt\""), "{log}");
}

#[test]
fn reviewdog_counts_bytes() {
    let scratch = Scratch::new(TALKS);
    let result = json(&printed(scratch.path(), "rdjson"));
    let date = list(&result, "/diagnostics").iter();
    let date = date.clone().find(|found| text(found, "/code/value") == "conflict/date");
    let date = date.expect("the conflict is told");
    assert_eq!(text(date, "/severity"), "ERROR");
    let mut passages = BTreeSet::new();
    for place in list(date, "/related_locations") {
        let file = scratch.path().join(text(place, "/location/path"));
        let file = fs::read_to_string(file).expect("the path leads there");
        let edge = |edge: &str| {
            let line = number(place, &format!("/location/range/{edge}/line"));
            let before: usize = file.split_inclusive('\n').take(line - 1).map(str::len).sum();
            before + number(place, &format!("/location/range/{edge}/column")) - 1
        };
        passages.insert(file[edge("start")..edge("end")].to_owned());
    }
    assert_eq!(passages, BTreeSet::from(["on Friday".to_owned(), "on Thursday".to_owned()]));
    let found: BTreeSet<&str> =
        list(&result, "/diagnostics").iter().map(|found| text(found, "/code/value")).collect();
    let codes = open(scratch.path());
    assert_eq!(found, codes.iter().map(|(code, _)| code.as_str()).collect());
}

#[test]
fn gitlab_has_a_fingerprint_for_each_issue() {
    let keys = |value: &Value| -> Vec<String> {
        value.as_object().map(|object| object.keys().cloned().collect()).unwrap_or_default()
    };
    let scratch = Scratch::new(TALKS);
    for folder in [root(), scratch.path()] {
        let issues = json(&printed(folder, "gitlab"));
        let issues = list(&issues, "");
        let own: BTreeSet<&str> = issues.iter().map(|issue| text(issue, "/fingerprint")).collect();
        assert_eq!(own.len(), issues.len());
        for issue in issues {
            let wanted = ["check_name", "description", "fingerprint", "location", "severity"];
            assert_eq!(keys(issue), wanted);
            assert_eq!(keys(&issue["location"]), ["lines", "path"]);
            assert!(!text(issue, "/description").contains('\n'), "{issue}");
            assert!(folder.join(text(issue, "/location/path")).is_file(), "{issue}");
            assert!(number(issue, "/location/lines/begin") > 0);
            let code = text(issue, "/check_name");
            let is_note = code.starts_with("gap/") || code.starts_with("tension/");
            let severity = if is_note { "info" } else { "critical" };
            assert_eq!(text(issue, "/severity"), severity, "{issue}");
        }
        assert_eq!(issues.len(), open(folder).len());
    }
}

#[test]
fn junit_fails_what_fails() {
    let scratch = Scratch::new(TALKS);
    let xml = printed(scratch.path(), "junit");
    let document =
        roxmltree::Document::parse(&xml).unwrap_or_else(|error| panic!("{error}: {xml}"));
    let with = |element: &str| -> Vec<&str> {
        let tests = document.descendants().filter(|node| node.has_tag_name("testcase"));
        let own = tests.filter(|test| test.children().any(|child| child.has_tag_name(element)));
        own.filter_map(|test| test.attribute("classname")).collect()
    };
    assert_eq!(with("failure"), ["conflict.date", "conflict.order"]);
    assert!(with("error").is_empty());
    let passed = document.descendants().filter(|node| {
        node.has_tag_name("testcase") && !node.children().any(|child| child.is_element())
    });
    let passed: Vec<&str> = passed.filter_map(|test| test.attribute("classname")).collect();
    assert_eq!(passed, ["agreement.corroborated", "agreement.identical"]);
    for suite in document.descendants().filter(|node| node.has_tag_name("testsuite")) {
        let count = |element: &str| {
            let nodes = suite.descendants().filter(|node| node.has_tag_name(element));
            nodes.count().to_string()
        };
        assert_eq!(suite.attribute("tests"), Some(count("testcase").as_str()));
        assert_eq!(suite.attribute("failures"), Some(count("failure").as_str()));
        assert_eq!(suite.attribute("errors"), Some(count("error").as_str()));
        assert_eq!(suite.attribute("skipped"), Some(count("skipped").as_str()));
    }
    suites_are_as_the_readers_of_junit_want_them(&document);
    let broken = Scratch::new(
        "properties: {n: {type: quantity}}\n---\nreport: {id: a}\nclaims:\n  - {about: b, says: {n: 1 km}}\n",
    );
    let ran = claimcheck(broken.path(), ["--format", "junit"]);
    assert_eq!(ran.status, 2);
    let document = roxmltree::Document::parse(&ran.out).expect("it is XML");
    let errors = document.descendants().filter(|node| node.has_tag_name("error"));
    assert!(errors.count() > 0, "{}", ran.out);
}

/// What both schemas that are in use ask for: the order of the parts, and the attributes.
#[track_caller]
fn suites_are_as_the_readers_of_junit_want_them(document: &roxmltree::Document<'_>) {
    let root = document.root_element();
    assert_eq!((root.tag_name().name(), root.attributes().count()), ("testsuites", 0));
    for (number, suite) in root.children().filter(roxmltree::Node::is_element).enumerate() {
        let has = |name: &str| suite.attribute(name).unwrap_or_else(|| panic!("no {name}"));
        assert_eq!(has("id"), number.to_string());
        assert_eq!(has("timestamp").len(), "2025-10-30T00:00:00".len());
        for name in ["name", "package", "hostname", "time"] {
            assert!(!has(name).is_empty(), "{name}");
        }
        let mut parts: Vec<&str> = suite
            .children()
            .filter(roxmltree::Node::is_element)
            .map(|part| part.tag_name().name())
            .collect();
        parts.dedup();
        parts.retain(|part| *part != "testcase");
        assert_eq!(parts, ["properties", "system-out", "system-err"]);
        for test in suite.children().filter(|part| part.has_tag_name("testcase")) {
            let names: Vec<&str> = test.attributes().map(|attribute| attribute.name()).collect();
            assert_eq!(names, ["name", "classname", "time"]);
            for result in test.children().filter(roxmltree::Node::is_element) {
                let typed = result.attribute("type").is_some();
                assert_eq!(typed, !result.has_tag_name("skipped"));
            }
        }
    }
}

#[test]
fn paths_are_those_of_the_repository() {
    let news = Scratch::new("");
    let project = news.path().join("desk/summit");
    claimcheck_tests::write(&claimcheck_tests::files(TALKS), &project);
    let place = |environment: &[(&str, &str)], folder: &Path, path: &str, format: &str| {
        let ran = claimcheck_with(folder, environment, ["--format", format, path]);
        assert_eq!(ran.err, "");
        ran.out
    };
    // No repository is known: the project's own root.
    let out = place(&[], news.path(), "desk/summit", "github");
    assert!(out.starts_with("::error file=claims/example.yaml,line="), "{out}");
    // What the machine says is the root.
    let told = news.path().to_str().expect("the path is Unicode");
    for name in ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"] {
        let out = place(&[(name, told)], &project, ".", "github");
        assert!(out.starts_with("::error file=desk/summit/claims/example.yaml,"), "{out}");
    }
    // What git says is the root.
    fs::create_dir(news.path().join(".git")).expect("the folder can be made");
    for format in ["sarif", "gitlab", "github", "junit", "markdown"] {
        let out = place(&[], &project, ".", format);
        assert!(out.contains("desk/summit/claims/example.yaml"), "{format}: {out}");
    }
    // Reviewdog counts from where it runs, as does whoever runs it there.
    let path = |folder: &Path, path: &str| {
        let out = json(&place(&[], folder, path, "rdjson"));
        text(&out, "/diagnostics/0/location/path").to_owned()
    };
    assert_eq!(path(&project, "."), "claims/example.yaml");
    assert_eq!(path(&project.join("reports"), ".."), "../claims/example.yaml");
    assert_eq!(path(news.path(), "desk/summit"), "desk/summit/claims/example.yaml");
}

/// A project with many disputes: `certain` of the first claims are certain, the others likely.
fn many(disputes: usize, certain: usize) -> String {
    let mut yaml = "entities:\n".to_owned();
    for number in 0..disputes {
        let _ = writeln!(yaml, "  e{number}: {{kind: event}}");
    }
    for (report, day) in [("one", "2025-10-30"), ("two", "2025-10-31")] {
        let _ = write!(yaml, "---\nreport: {{id: {report}}}\nclaims:\n");
        for number in 0..disputes {
            let sure = if number < disputes - certain { "likely" } else { "certain" };
            let _ = writeln!(
                yaml,
                "  - {{id: c{number}, about: e{number}, says: {{date: {day}}}, certainty: {sure}}}"
            );
        }
    }
    yaml
}

#[test]
fn github_shows_the_worst_and_says_what_it_does_not_show() {
    let scratch = Scratch::new(&many(30, 12));
    let ran = claimcheck(scratch.path(), ["--format", "github"]);
    let of = |kind: &str| ran.out.lines().filter(|line| line.starts_with(kind)).count();
    assert_eq!((of("::error "), of("::warning "), of("::notice ")), (10, 10, 1));
    let kinds: Vec<&str> = ran.out.lines().filter_map(|line| line.split(' ').next()).collect();
    assert!(kinds.is_sorted_by_key(|kind| {
        ["::error", "::warning", "::notice"].iter().position(|known| known == kind)
    }));
    let last = ran.out.lines().next_back().expect("there are lines");
    assert!(last.contains("10 more findings not shown here"), "{last}");
}

#[test]
fn human_output_is_annotated_in_a_workflow_unless_told_not_to() {
    let scratch = Scratch::new(TALKS);
    let plain = printed(scratch.path(), "human");
    let commands = printed(scratch.path(), "github");
    let run = |environment: &[(&str, &str)], args: &[&str]| {
        claimcheck_with(scratch.path(), environment, args).out
    };
    let on = ("GITHUB_ACTIONS", "true");
    assert_eq!(run(&[on], &[]), format!("{plain}{commands}"));
    assert_eq!(run(&[on], &["--annotations", "never"]), plain);
    assert_eq!(run(&[("GITHUB_ACTIONS", "false")], &[]), plain);
    // What other programs read is never mixed with them.
    for format in ["json", "sarif", "compact", "markdown"] {
        assert_eq!(run(&[on], &["--format", format]), printed(scratch.path(), format));
    }
    // They go to the log, and nowhere else.
    run(&[on], &["--format", "human=out.txt"]);
    assert_eq!(fs::read_to_string(scratch.path().join("out.txt")).expect("written"), plain);
}

#[test]
fn the_summary_of_a_step_is_added_to_and_never_overfilled() {
    let scratch = Scratch::new(TALKS);
    let summary = scratch.path().join("summary.md");
    let told = summary.to_str().expect("the path is Unicode");
    let environment = [("GITHUB_ACTIONS", "true"), ("GITHUB_STEP_SUMMARY", told)];
    fs::write(&summary, "Before.\n").expect("it can be written");
    claimcheck_with(scratch.path(), &environment, [] as [&str; 0]);
    let written = fs::read_to_string(&summary).expect("it is there");
    let expected = printed(scratch.path(), "markdown");
    assert_eq!(written, format!("Before.\n\n{expected}"));
    claimcheck_with(scratch.path(), &environment, ["--annotations", "never"]);
    claimcheck_with(scratch.path(), &environment, ["--format", "json"]);
    assert_eq!(fs::read_to_string(&summary).expect("it is there"), written);
    // Where it is full, it stays as it is, and the status is that of the findings.
    fs::write(&summary, vec![b'x'; 1024 * 1024 - 10]).expect("it can be written");
    let ran = claimcheck_with(scratch.path(), &environment, ["--format", "github"]);
    assert_eq!(ran.status, 1);
    assert_eq!(fs::metadata(&summary).expect("it is there").len(), 1024 * 1024 - 10);
    // Where it cannot be written, that is said, and no more.
    let nowhere = [("GITHUB_ACTIONS", "true"), ("GITHUB_STEP_SUMMARY", "/nowhere/summary.md")];
    let ran = claimcheck_with(scratch.path(), &nowhere, [] as [&str; 0]);
    assert_eq!(ran.status, 1);
    assert!(ran.err.contains("cannot add to the summary"), "{}", ran.err);
}

#[test]
fn a_comment_has_the_words_of_the_reports_and_fits() {
    let scratch = Scratch::new(TALKS);
    let comment = printed(scratch.path(), "markdown");
    let row = comment.lines().find(|line| line.contains("`conflict/date`")).expect("a row");
    assert!(row.contains("“on Thursday”") && row.contains("“on Friday”"), "{row}");
    assert!(row.contains("the talks"), "{row}");
    for (disputes, whole) in [(20, true), (2000, false)] {
        let comment = printed(Scratch::new(&many(disputes, disputes)).path(), "markdown");
        assert!(comment.chars().count() <= 65_536, "{}", comment.chars().count());
        assert_eq!(!comment.contains("left out here"), whole);
        let rows = comment.lines().filter(|line| line.starts_with("| ❌")).count();
        let left: usize = comment
            .lines()
            .find_map(|line| line.split_once(" more findings left out here")?.0.parse().ok())
            .unwrap_or(0);
        assert_eq!(rows + left, disputes);
        let (opened, closed) = ("<details>", "</details>");
        assert_eq!(comment.matches(opened).count(), comment.matches(closed).count());
    }
}
