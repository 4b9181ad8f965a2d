//! `claimcheck.yaml`: what it changes, what it may not hide, and what is said of it.

use claimcheck_tests::{Scratch, claimcheck, mentions};

/// Two reports that disagree on a day, and a gap: only one of them names the place.
const PROJECT: &str = "
entities:
  talks: {kind: event}
  town:  {kind: place}
properties:
  place: {type: place}
---
report: {id: morning}
claims:
  - {id: day, about: talks, says: {date: 2025-03-10}}
  - {id: place, about: talks, says: {place: town}}
---
report: {id: evening}
claims:
  - {id: day, about: talks, says: {date: 2025-03-12}}
";

fn project(settings: &str) -> Scratch {
    Scratch::new(&format!("{PROJECT}--- claimcheck.yaml\n{settings}"))
}

/// The findings, one line each, and the exit status.
fn run(settings: &str, args: &[&str]) -> (i32, String) {
    let folder = project(settings);
    let ran = claimcheck(folder.path(), [&["check", "--format", "compact"], args].concat());
    (ran.status, ran.out + &ran.err)
}

#[test]
fn the_level_of_failure_is_that_of_the_settings_unless_an_option_gives_one() {
    assert_eq!(run("fail-on: never", &[]).0, 0);
    assert_eq!(run("fail-on: never", &["--fail-on", "conflicts"]).0, 1);
    assert_eq!(run("", &[]).0, 1);
}

#[test]
fn severities_are_those_of_the_settings() {
    let (status, out) = run("severity: {gap/single-origin: error, conflict/date: warning}", &[]);
    assert_eq!(status, 0, "{out}");
    mentions(&out, &["error gap/single-origin", "warning conflict/date"]);
    // A code says more than its family.
    let (_, out) = run("severity: {gap: off, gap/single-origin: warning}", &[]);
    assert_eq!(out.matches(" gap/").count(), 1, "{out}");
    assert_eq!(run("severity: {gap/single-origin: warning}", &["--fail-on", "warnings"]).0, 1);
}

/// What a conflict is at most is not what it is at least.
#[test]
fn a_conflict_of_unsure_claims_does_not_become_an_error() {
    let folder = Scratch::new(
        &(PROJECT.replace("{date: 2025-03-12}}", "{date: 2025-03-12}, certainty: possible}")
            + "--- claimcheck.yaml\nseverity: {conflict: error}\n"),
    );
    let ran = claimcheck(folder.path(), ["--format", "compact"]);
    assert_eq!(ran.status, 0);
    mentions(&ran.out, &["note conflict/date"]);
}

#[test]
fn what_is_ignored_is_left_out_and_does_not_fail() {
    let ignore = "ignore: [{code: conflict/date, question: talks.date, because: two talks}]";
    let (status, out) = run(ignore, &[]);
    assert_eq!(status, 0, "{out}");
    assert!(!out.contains("conflict/"), "{out}");
    assert!(!out.contains("input/unused"), "{out}");
    // Another question is another matter.
    let (status, out) = run(&ignore.replace("talks.date", "talks.start"), &[]);
    assert_eq!(status, 1);
    mentions(
        &out,
        &[
            "claimcheck.yaml:1:10: warning input/unused the settings ignore `conflict/date` on talks.start",
            "error conflict/date",
        ],
    );
}

/// The exit status of a project that cannot be read is 2, whatever the settings say.
#[test]
fn errors_of_the_input_cannot_be_hidden() {
    let folder = Scratch::new(
        "report: {id: r}\nclaims: [{about: nobody, says: {date: 2025}}]\n--- claimcheck.yaml\nseverity: {input/unused: off}\nfail-on: never\nignore: [{code: input/unused, because: so}]\n",
    );
    let ran = claimcheck(folder.path(), ["--format", "compact"]);
    assert_eq!(ran.status, 2);
    mentions(&ran.out, &["error input/unknown-name"]);
    for settings in ["severity: {input/bad-value: note}", "ignore: [{code: input, because: so}]"] {
        let (status, out) = run(settings, &[]);
        assert_eq!(status, 2);
        mentions(&out, &["claimcheck.yaml:1:"]);
    }
}

#[test]
fn the_nearest_file_upwards_wins() {
    let folder = Scratch::new(
        &("--- claimcheck.yaml\nfail-on: never\n--- claims/deep/claimcheck.yaml\nfail-on: conflicts\n--- claims/deep/claims/c.yaml\n"
            .to_owned()
            + PROJECT),
    );
    let inner = claimcheck(folder.path(), ["claims/deep"]);
    assert_eq!(inner.status, 1, "{}", inner.err);
    let told = claimcheck(folder.path(), ["settings", "claims/deep/claims"]);
    mentions(&told.out, &["fail-on  claimcheck.yaml:1:10  conflicts"]);
    let outer = claimcheck(folder.path(), ["settings"]);
    mentions(&outer.out, &["fail-on  claimcheck.yaml:1:10  never"]);
}

#[test]
fn what_is_in_force_is_told_with_where_it_comes_from() {
    let folder = project(
        "severity: {gap/echo: warning}\nignore:\n  - {code: gap/silent, because: \"\\e[31mred\"}\nunits: {crate: {names: [crates], is: 3 kg}}\n",
    );
    let ran = claimcheck(folder.path(), ["settings", "--fail-on", "gaps"]);
    assert_eq!(ran.status, 0);
    mentions(
        &ran.out,
        &[
            "fail-on   option                gaps",
            "reports   default               reports",
            "severity  claimcheck.yaml:1:12  gap/echo: warning",
            "ignore    claimcheck.yaml:3:5   gap/silent: \u{fffd}[31mred",
            "units     claimcheck.yaml:4:9   crate (crates) is 3 kg",
        ],
    );
}

#[test]
fn every_flaw_of_the_settings_is_told() {
    let (status, out) = run("repots: x\nfail-on: warning\nignore: [{code: gap}]\n", &[]);
    assert_eq!(status, 2);
    mentions(
        &out,
        &[
            "claimcheck.yaml:1:1: a settings file has no key `repots`: did you mean `reports`?",
            "claimcheck.yaml:2:10: `warning` is no level: did you mean `warnings`?",
            "claimcheck.yaml:3:10: an ignore without `because`",
        ],
    );
}
