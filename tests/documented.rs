//! The registry of checks and their documentation: nothing is missing, and every example is true.

use std::fs;

use claimcheck_checker::check::{ByDefault, Check, all, check};
use claimcheck_checker::{Context, Diagnostic, run_check};
use claimcheck_core::Project;
use claimcheck_tests::{lines, load, root};

/// What all checks find in a fixture, those included that are off.
fn findings(fixture: &str) -> (Project, Vec<Diagnostic>) {
    let project = load(fixture);
    let mut findings = claimcheck_checker::check(&project);
    for check in all().iter().filter(|check| check.by_default == ByDefault::Off) {
        assert!(findings.iter().all(|finding| finding.code != check.code), "{}", check.code);
        findings.extend(run_check(&Context::new(&project), check));
    }
    (project, findings)
}

/// The files of a check's example: each fenced block whose info string is a language and a path,
/// as a fixture.
fn example(check: &Check) -> String {
    let mut fixture = String::new();
    let mut inside = false;
    for line in check.documentation.lines() {
        if let Some(info) = line.strip_prefix("```") {
            inside = !inside && info.contains(' ');
            if let (true, Some((language, path))) = (inside, info.split_once(' ')) {
                let expected = if path.starts_with("reports/") { "text" } else { "yaml" };
                assert_eq!(language, expected, "{}: ```{info}", check.code);
                fixture.push_str(&format!("--- {path}\n"));
            }
        } else if inside {
            fixture.push_str(line);
            fixture.push('\n');
        }
    }
    fixture
}

#[test]
fn each_example_has_exactly_one_finding_of_its_code() {
    let mut wrong = String::new();
    for check in all() {
        let fixture = example(check);
        assert!(!fixture.is_empty(), "{} has no example", check.code);
        let (project, findings) = findings(&fixture);
        if findings.iter().filter(|finding| finding.code == check.code).count() != 1 {
            wrong.push_str(&format!("{}:\n{}\n", check.code, lines(&project, &findings)));
        }
    }
    assert!(wrong.is_empty(), "not exactly one finding of its own code:\n{wrong}");
}

#[test]
fn an_example_of_anything_but_the_input_has_no_error_in_its_input() {
    for check in all().iter().filter(|check| !check.code.starts_with("input/")) {
        let (project, findings) = findings(&example(check));
        let errors = project.problems.iter().any(|problem| problem.code.is_error());
        assert!(!errors, "{}:\n{}", check.code, lines(&project, &findings));
    }
}

#[test]
fn an_example_of_a_conflict_is_as_bad_as_its_check() {
    for check in all() {
        let (_, findings) = findings(&example(check));
        for finding in findings.iter().filter(|finding| finding.code == check.code) {
            assert_eq!(finding.severity, check.severity, "{}", check.code);
        }
    }
}

/// The file of each check is named by its code: `conflict/date` lies in `conflict_date.rs`. Those of the
/// input are one table.
#[test]
fn every_file_with_a_check_is_in_the_registry() {
    let folder = root().join("crates/claimcheck-checker/src/checks");
    let mut with_check: Vec<String> = fs::read_dir(&folder)
        .expect("the checks have a folder")
        .map(|entry| entry.expect("it can be listed").path())
        .filter(|path| {
            let text = fs::read_to_string(path).expect("it can be read");
            text.lines().any(|line| line.contains("static CHECK: Check"))
        })
        .map(|path| path.file_stem().expect("it has a name").to_string_lossy().into_owned())
        .collect();
    with_check.sort();
    let mut registered: Vec<String> =
        all().iter().map(|check| check.code.replacen('/', "_", 1).replace('-', "_")).collect();
    registered.retain(|name| !name.starts_with("input_"));
    registered.sort();
    assert_eq!(registered, with_check);
}

#[test]
fn the_registry_is_in_the_order_of_families_and_codes() {
    let keys: Vec<_> = all().iter().map(|check| (check.family(), check.code)).collect();
    assert!(keys.is_sorted(), "{keys:?}");
    assert!(keys.windows(2).all(|pair| pair[0] != pair[1]), "a code stands twice: {keys:?}");
}

#[test]
fn every_code_is_found_by_its_name() {
    for known in all() {
        assert!(check(known.code).is_some_and(|found| std::ptr::eq(found, *known)));
    }
    assert!(check("conflict/nothing").is_none());
}

#[test]
fn every_check_says_what_it_finds_and_what_to_do() {
    for check in all() {
        let (code, text) = (check.code, check.documentation);
        assert!(!check.summary.is_empty() && !check.summary.ends_with('.'), "{code}");
        let own =
            text.lines().take_while(|line| !line.starts_with("```")).any(|line| !line.is_empty());
        assert!(own, "{code} is documented by an example alone");
        let agreement = code.starts_with("agreement/");
        assert!(agreement || text.contains("**What to do.**"), "{code} does not say what to do");
    }
}
