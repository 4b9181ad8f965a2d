//! The same project gives the same bytes, whatever the number of threads, the order in which files lie
//! in their folders, the seeds of hash tables, and the folder that it is run from.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use claimcheck::written::formats;
use claimcheck_tests::{Files, Scratch, claimcheck, claimcheck_with, example};
use serde_json::Value;

/// The example, and beside it questions of every type in many reports, so that there is something for
/// several threads.
fn project() -> Files {
    let mut files = example();
    let vocabulary: String =
        (0..40).map(|number| format!("  event-{number}: {{kind: event, series: all}}\n")).collect();
    let declared = "properties:\n  cost: {type: quantity, unit: EUR}\n  words: {type: text}\n";
    files.insert("claims/more.yaml".to_owned(), format!("entities:\n{vocabulary}{declared}"));
    for report in 0..12_usize {
        let mut yaml =
            format!("report: {{id: r{report}, published: 2025-10-{:02}}}\nclaims:\n", report + 1);
        for number in 0..40_usize {
            let (day, cost) = ((number * 7 + report / 5) % 28 + 1, number * 10 + report % 3);
            let next = (number + 1) % 40;
            yaml.push_str(&format!(
                "  - {{id: c{number}, about: event-{number}, says: {{date: 2025-10-{day:02}, cost: {cost}, words: w{report}}}}}\n  \
                   - {{id: o{number}, about: event-{number}, says: {{before: event-{next}}}, certainty: likely}}\n"
            ));
        }
        // Some flaws, too.
        yaml.push_str("  - {id: odd, about: nobody, says: {date: soon}}\n  - {about: event-1}\n");
        files.insert(format!("claims/r{report}.yaml"), yaml);
    }
    files
}

fn scratch(files: &Files) -> Scratch {
    let scratch = Scratch::new("");
    claimcheck_tests::write(files, scratch.path());
    scratch
}

/// What a run writes in every format, from a folder, on a path, with some threads.
fn written(here: &Path, path: &str, threads: &str) -> BTreeMap<String, String> {
    let out = Scratch::new("");
    let file = |format: &str| out.path().join(format).display().to_string();
    let mut args: Vec<String> =
        formats().iter().map(|format| format!("--format={format}={}", file(format))).collect();
    args.extend(["--show=all".to_owned(), path.to_owned()]);
    let ran = claimcheck_with(here, &[("RAYON_NUM_THREADS", threads)], args);
    assert_eq!(ran.status, 2, "{}", ran.err);
    let read = |format: String| {
        let text = std::fs::read_to_string(file(&format)).expect("it was written");
        (format, text)
    };
    formats().into_iter().map(read).collect()
}

#[track_caller]
fn same(one: &BTreeMap<String, String>, other: &BTreeMap<String, String>, why: &str) {
    for (format, text) in one {
        let at = text.lines().zip(other[format].lines()).find(|(one, other)| one != other);
        assert!(*text == other[format], "{why}: {format}: {at:?}");
    }
}

/// What is looked at, and no finding: the same too.
#[test]
fn views_are_the_same_on_any_thread() {
    let scratch = scratch(&project());
    let views: [&[&str]; 6] = [
        &["matrix", "--format", "json"],
        &["matrix"],
        &["report", "r3"],
        &["coverage"],
        &["coverage", "--claims-of", "tour-outline"],
        &["timeline"],
    ];
    for view in views {
        let seen =
            |threads| claimcheck_with(scratch.path(), &[("RAYON_NUM_THREADS", threads)], view).out;
        let first = seen("1");
        assert!(first.lines().count() > 20, "{view:?}: {first}");
        for threads in ["2", "8"] {
            assert!(seen(threads) == first, "{view:?} with {threads} threads");
        }
    }
}

#[test]
fn threads_and_seeds_change_nothing() {
    let scratch = scratch(&project());
    let first = written(scratch.path(), ".", "1");
    assert!(first["json"].matches("\"conflict/").count() > 40, "there is something to compare");
    // Each run has other seeds for its hash tables.
    for threads in ["1", "2", "3", "8", "8"] {
        same(&first, &written(scratch.path(), ".", threads), threads);
    }
}

#[test]
fn the_order_in_which_files_are_made_changes_nothing() {
    let files = project();
    let first = written(scratch(&files).path(), ".", "2");
    let backwards = Scratch::new("");
    for (path, text) in files.iter().rev() {
        claimcheck_tests::write(&[(path.clone(), text.clone())].into(), backwards.path());
    }
    same(&first, &written(backwards.path(), ".", "2"), "backwards");
    // Files that came and went leave their traces in a folder.
    let worn = Scratch::new("");
    for number in 0..300 {
        let path = (format!("claims/gone-{number}.yaml"), String::new());
        claimcheck_tests::write(&[path.clone()].into(), worn.path());
        std::fs::remove_file(worn.path().join(path.0)).expect("it can be removed");
    }
    claimcheck_tests::write(&files, worn.path());
    same(&first, &written(worn.path(), ".", "2"), "worn");
}

/// Paths in the format of reviewdog are counted from the working folder, as it asks for; all others
/// are the project's own.
#[test]
fn the_working_folder_and_the_way_to_the_project_change_nothing() {
    let scratch = scratch(&project());
    let folder = scratch.path();
    let mut first = written(folder, ".", "2");
    first.remove("rdjson");
    let absolute = folder.display().to_string();
    let below = folder.join("claims");
    for (here, path) in [
        (folder, absolute.as_str()),
        (Path::new("/"), &absolute),
        (below.as_path(), ".."),
        (below.as_path(), "../reports/../reports"),
        (folder, "./reports/"),
    ] {
        let mut other = written(here, path, "2");
        other.remove("rdjson");
        same(&first, &other, path);
    }
    #[cfg(unix)]
    {
        let other = Scratch::new("");
        let link = other.path().join("link");
        std::os::unix::fs::symlink(folder, &link).expect("links can be made");
        let mut other = written(other.path(), "link", "2");
        other.remove("rdjson");
        same(&first, &other, "a link");
    }
}

/// Under other names of their files, claims are found in another order: what is found is the same.
#[test]
fn names_of_claims_files_change_only_names() {
    let files = project();
    let renamed: Files = files
        .iter()
        .map(|(path, text)| match path.strip_prefix("claims/") {
            Some(name) => {
                let back: String = name.trim_end_matches(".yaml").chars().rev().collect();
                (format!("claims/z{back}.yaml"), text.clone())
            }
            None => (path.clone(), text.clone()),
        })
        .collect();
    let about = |files: &Files| {
        let scratch = scratch(files);
        let ran = claimcheck(scratch.path(), ["--format", "json"]);
        let json: Value = serde_json::from_str(&ran.out).expect("it is JSON");
        let findings = json["findings"].as_array().expect("a list").clone();
        // Positions, and the claims of each, stand in the order of their places.
        let position = |position: &Value| {
            let claims = position["claims"].as_array().expect("a list").iter();
            let claims: BTreeSet<String> = claims.map(Value::to_string).collect();
            format!("{} {claims:?} {}", position["value"], position["origins"])
        };
        let line = |finding: &Value| {
            let parts = ["fingerprint", "code", "severity", "subject", "property"];
            let positions = finding["positions"].as_array().expect("a list").iter();
            let positions: BTreeSet<String> = positions.map(position).collect();
            format!("{:?} {positions:?}", parts.map(|key| finding[key].to_string()))
        };
        let own = findings.iter().filter(|finding| {
            !finding["code"].as_str().is_some_and(|code| code.starts_with("input/"))
        });
        let mut lines: Vec<String> = own.map(line).collect();
        lines.sort();
        (json["summary"].clone(), lines)
    };
    let (one, other) = (about(&files), about(&renamed));
    let differ = one.1.iter().zip(&other.1).find(|(one, other)| one != other);
    assert_eq!((differ, one.0), (None, other.0));
    assert_eq!(one.1.len(), other.1.len());
}
