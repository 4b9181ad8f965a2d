//! The program and its list of known conflicts, in repositories that are made here: the life of a
//! team, and comparing with a revision.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use claimcheck_tests::{Ran, Scratch, claimcheck, claimcheck_with, mentions};

const BASELINE: &str = "claimcheck.baseline.yaml";

const PROJECT: &str = "\
--- claims/vocabulary.yaml
entities:
  talks: {kind: event}
  vote: {kind: event}
properties:
  toll: {type: quantity, unit: people}
  form: {type: choice, levels: [tariff, control, quota]}
--- claims/morning.yaml
report: {file: morning.txt}
claims:
- {id: toll, about: talks, quote: Twenty people came, says: {toll: 20}}
- {id: form, about: vote, quote: a tariff, says: {form: tariff}}
--- claims/evening.yaml
report: {file: evening.txt}
claims:
- {id: toll, about: talks, quote: Twelve people came, says: {toll: 12}}
--- reports/morning.txt
Twenty people came. They passed a tariff.
--- reports/evening.txt
Twelve people came.
";

/// A repository of git, with nothing of the one who runs the tests in it.
struct Repository {
    scratch: Scratch,
    below: &'static str,
}

impl Repository {
    fn new(below: &'static str) -> Self {
        let repository = Self { scratch: Scratch::new(""), below };
        let project = repository.project();
        fs::create_dir_all(&project).expect("the folder can be made");
        claimcheck_tests::write(&claimcheck_tests::files(PROJECT), &project);
        repository.git(&["init", "--quiet", "--initial-branch=main"]);
        repository.commit("the project");
        repository
    }

    fn project(&self) -> PathBuf {
        self.scratch.path().join(self.below)
    }

    fn git(&self, args: &[&str]) -> String {
        git(self.scratch.path(), args)
    }

    fn commit(&self, message: &str) {
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", message]);
    }

    fn write(&self, path: &str, text: &str) {
        fs::write(self.project().join(path), text).expect("it can be written");
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.project().join(path)).expect("it can be read")
    }

    fn run(&self, args: &[&str]) -> Ran {
        claimcheck(&self.project(), args)
    }

    /// A third report, with a contradiction of its own.
    fn add_noon(&self, says: &str) {
        self.write("reports/noon.txt", "They passed an export control.\n");
        self.write(
            "claims/noon.yaml",
            &format!("report: {{file: noon.txt}}\nclaims:\n- {{id: form, about: vote, quote: an export control, says: {{form: {says}}}}}\n"),
        );
    }
}

#[track_caller]
fn git(folder: &Path, args: &[&str]) -> String {
    let mut command = Command::new("git");
    command.arg("-C").arg(folder);
    command.args([
        "-c",
        "user.name=Desk",
        "-c",
        "user.email=desk@example.org",
        "-c",
        "commit.gpgsign=false",
    ]);
    command.args(args).env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_CONFIG_NOSYSTEM", "1");
    let output = command.output().expect("git can be run");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "git {args:?}: {said}");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// The conflicts that a run has, one line each, and its summary.
#[track_caller]
fn states(ran: &Ran) -> Vec<String> {
    let json: serde_json::Value = serde_json::from_str(&ran.out).expect("it is JSON");
    let findings = json["findings"].as_array().expect("findings");
    let text = |value: &serde_json::Value| value.as_str().unwrap_or("-").to_owned();
    let mut states: Vec<String> = findings
        .iter()
        .filter(|finding| text(&finding["code"]).starts_with("conflict/"))
        .map(|finding| {
            format!(
                "{} {}.{}",
                text(&finding["state"]),
                text(&finding["subject"]),
                text(&finding["property"])
            )
        })
        .collect();
    let summary = &json["summary"];
    states.push(format!(
        "{} new, {} known, {} ruled, {} fixed",
        summary["new"], summary["known"], summary["ruled"], summary["fixed"]
    ));
    states
}

#[track_caller]
fn expect(ran: &Ran, status: i32, expected: &[&str]) {
    assert_eq!(ran.status, status, "{}\n{}", ran.out, ran.err);
    assert_eq!(states(ran), expected);
}

#[test]
fn the_life_of_a_team() {
    let team = Repository::new("");
    let json = ["--format", "json"];

    // The first run finds what is there, and the team accepts it.
    expect(&team.run(&json), 1, &["new talks.toll", "1 new, 0 known, 0 ruled, 0 fixed"]);
    let accepted = team.run(&["baseline", "accept", "--because", "the desk asks the host"]);
    assert_eq!(accepted.status, 0, "{}", accepted.err);
    assert_eq!(
        accepted.out,
        "accepted 1 conflict as known, in claimcheck.baseline.yaml\n  + conflict/quantity talks.toll: 12 people | 20 people\n"
    );
    expect(&team.run(&json), 0, &["known talks.toll", "0 new, 1 known, 0 ruled, 0 fixed"]);
    // Nothing is written where nothing changes.
    let written = team.read(BASELINE);
    let modified =
        || fs::metadata(team.project().join(BASELINE)).and_then(|about| about.modified()).ok();
    let before = modified();
    assert_eq!(team.run(&["baseline", "accept"]).out, "nothing to accept: no conflict is new\n");
    assert_eq!(
        team.run(&["baseline", "prune"]).out,
        "nothing to prune: all that is listed is still in conflict\n"
    );
    assert_eq!((team.read(BASELINE), modified()), (written.clone(), before));
    mentions(
        &team.run(&["baseline", "show"]).out,
        &[
            "known conflict/quantity talks.toll: 12 people | 20 people",
            "because: the desk asks the host",
            "1 conflict known",
        ],
    );
    // The list has no counts, times, lines, names of files or versions in it.
    for word in ["morning", "evening", "claims/", "reports/", "0.1"] {
        assert!(!written.contains(word), "{word} is in\n{written}");
    }
    team.commit("accept what is known");

    // A new report with a new contradiction fails, by that one alone.
    team.add_noon("control");
    let new = team.run(&json);
    expect(&new, 1, &["known talks.toll", "new vote.form", "1 new, 1 known, 0 ruled, 0 fixed"]);
    let human = team.run(&[]);
    mentions(
        &human.out,
        &[
            "known: conflict/quantity the reports disagree on the toll of talks\n",
            "found 2 conflicts (1 new, 1 known)",
        ],
    );
    assert_eq!(
        human.out.matches("╭─[").count(),
        2,
        "the known one is a line, and the new one has its passages:\n{}",
        human.out
    );
    assert_eq!(team.run(&["--show", "known"]).out.matches("╭─[").count(), 4);
    mentions(
        &team.run(&["--format", "compact"]).out,
        &["error conflict/quantity (known) the reports", "error conflict/value the reports"],
    );
    // The levels of --fail-on.
    for (level, status) in [("never", 0), ("new-conflicts", 1), ("conflicts", 1)] {
        assert_eq!(team.run(&["--fail-on", level]).status, status, "{level}");
    }
    let known_only = ["--select", "conflict/quantity", "--fail-on"];
    for (level, status) in [("never", 0), ("new-conflicts", 0), ("conflicts", 1), ("warnings", 1)] {
        assert_eq!(team.run(&[&known_only[..], &[level]].concat()).status, status, "{level}");
    }

    // The desk judges it: the skeleton is an error until its reason is filled in.
    let skeleton = team.run(&["rule", "vote.form", "--today", "2025-11-03"]);
    assert_eq!(skeleton.status, 0, "{}", skeleton.err);
    team.write("claims/rulings.yaml", &skeleton.out);
    let unfilled = team.run(&["--format", "compact"]);
    assert_eq!(unfilled.status, 2);
    mentions(&unfilled.out, &["error input/bad-value a ruling without `because`"]);
    let filled = skeleton
        .out
        .replace("accept: []", "accept: [noon#form]")
        .replace("reject: [morning#form, noon#form]", "reject: [morning#form]")
        .replace("because:", "because: the notice says so");
    assert_ne!(filled, skeleton.out);
    team.write("claims/rulings.yaml", &filled);
    expect(
        &team.run(&json),
        0,
        &["known talks.toll", "ruled vote.form", "0 new, 1 known, 1 ruled, 0 fixed"],
    );
    mentions(
        &team.run(&[]).out,
        &["ruled: conflict/value the reports disagree on the form of vote: the notice says\n  so"],
    );
    assert_eq!(team.run(&["--fail-on", "conflicts", "--select", "conflict/value"]).status, 0);
    assert_eq!(team.run(&["baseline", "accept"]).out, "nothing to accept: no conflict is new\n");
    // It is new again once the quote that was judged is another one.
    let noon = team.read("claims/noon.yaml");
    team.write(
        "claims/noon.yaml",
        &noon.replace("quote: an export control", "quote: export control"),
    );
    let reopened =
        team.run(&["--format", "compact", "--select", "conflict/value,input/stale-ruling"]);
    assert_eq!(reopened.status, 1);
    mentions(
        &reopened.out,
        &[
            "error conflict/value the reports",
            "claims/rulings.yaml:",
            "the quote of `noon#form` is another one than was judged",
        ],
    );
    team.write("claims/noon.yaml", &noon);
    team.commit("judge the form");

    // A correction: fixed, and then pruned.
    let evening = team.read("claims/evening.yaml").replace("toll: 12", "toll: 20");
    team.write("claims/evening.yaml", &evening.replace("quote: Twelve", "quote: Twenty"));
    team.write("reports/evening.txt", "Twenty people came.\n");
    expect(&team.run(&json), 0, &["ruled vote.form", "0 new, 0 known, 1 ruled, 1 fixed"]);
    mentions(
        &team.run(&[]).out,
        &["fixed: conflict/quantity talks.toll: 12 people | 20 people", "input/stale-baseline"],
    );
    mentions(
        &team.run(&["baseline", "show"]).out,
        &["gone  conflict/quantity talks.toll", "1 gone"],
    );
    // What a run does not touch, it does not prune.
    assert!(
        team.run(&["baseline", "prune", "claims/noon.yaml"]).out.starts_with("nothing to prune")
    );
    assert!(
        team.run(&["baseline", "prune", "--ignore", "conflict/quantity"])
            .out
            .starts_with("nothing to prune")
    );
    assert_eq!(
        team.run(&["baseline", "prune"]).out,
        "pruned 1 conflict from claimcheck.baseline.yaml\n  - conflict/quantity talks.toll: 12 people | 20 people\n"
    );
    expect(&team.run(&json), 0, &["ruled vote.form", "0 new, 0 known, 1 ruled, 0 fixed"]);
}

/// Two branches accept something each, and the one is put on top of the other.
#[test]
fn two_lists_are_merged_line_by_line() {
    for union in [true, false] {
        let team = Repository::new("");
        if union {
            team.write(".gitattributes", "claimcheck.baseline.yaml merge=union\n");
        }
        assert_eq!(team.run(&["baseline", "accept"]).status, 0);
        team.commit("accept what is known");
        team.git(&["checkout", "--quiet", "-b", "form"]);
        team.add_noon("control");
        assert_eq!(team.run(&["baseline", "accept", "--because", "form"]).status, 0);
        team.commit("accept the form");
        team.git(&["checkout", "--quiet", "main"]);
        // On the other branch, another report disagrees on the same question.
        team.write("claims/night.yaml", "report: {id: night}\nclaims:\n- {id: form, about: vote, says: {form: quota}}\n- {id: toll, about: talks, says: {toll: 30}}\n");
        assert_eq!(team.run(&["baseline", "accept", "--because", "night"]).status, 0);
        team.commit("accept the night");
        team.git(&["checkout", "--quiet", "form"]);
        if union {
            team.git(&["rebase", "--quiet", "main"]);
        } else {
            // Without the driver, git asks; what it leaves is told, and not written over.
            let rebase = Command::new("git")
                .arg("-C")
                .arg(team.project())
                .args([
                    "-c",
                    "user.name=Desk",
                    "-c",
                    "user.email=desk@example.org",
                    "rebase",
                    "main",
                ])
                .output()
                .expect("git can be run");
            assert!(!rebase.status.success(), "both add an entry at one place");
            let left = team.read(BASELINE);
            for command in
                [&["baseline", "accept"][..], &["baseline", "prune"], &["baseline", "show"]]
            {
                let ran = team.run(command);
                assert_eq!(ran.status, 2, "{command:?}");
                mentions(
                    &ran.err,
                    &[
                        "claimcheck.baseline.yaml:",
                        "a merge left its conflict markers",
                        "take the lines of the markers out",
                    ],
                );
            }
            let check = team.run(&["--format", "compact"]);
            assert_eq!(check.status, 2);
            mentions(
                &check.out,
                &["error input/yaml a merge left its conflict markers in this file"],
            );
            assert_eq!(team.read(BASELINE), left);
            let both: String = left
                .lines()
                .filter(|line| {
                    !["<<<<<<<", "=======", ">>>>>>>"].iter().any(|mark| line.starts_with(mark))
                })
                .map(|line| format!("{line}\n"))
                .collect();
            team.write(BASELINE, &both);
        }
        // Both are honoured: of three answers two pairs are known, and the third is new.
        let ran = team.run(&["--format", "json"]);
        expect(&ran, 1, &["known talks.toll", "new vote.form", "1 new, 1 known, 0 ruled, 0 fixed"]);
        let accepted = team.run(&["baseline", "accept"]);
        mentions(&accepted.out, &["accepted 1 conflict", "vote.form: control | quota | tariff"]);
        let written = team.read(BASELINE);
        assert_eq!(written.matches("question: vote.form").count(), 1, "{written}");
        assert!(
            written.contains("form") && written.contains("night"),
            "both reasons are kept:\n{written}"
        );
        expect(
            &team.run(&["--format", "json"]),
            0,
            &["known talks.toll", "known vote.form", "0 new, 2 known, 0 ruled, 0 fixed"],
        );
    }
}

#[test]
fn accepting_a_part_touches_that_part() {
    let team = Repository::new("");
    team.add_noon("control");
    let all = team.run(&["baseline", "accept", "claims/evening.yaml"]);
    assert_eq!(all.out.lines().count(), 2, "{}", all.out);
    mentions(&all.out, &["talks.toll"]);
    assert!(
        team.run(&["baseline", "accept", "--ignore", "conflict/value"])
            .out
            .starts_with("nothing to accept")
    );
    mentions(&team.run(&["baseline", "accept", "--select", "conflict/value"]).out, &["vote.form"]);
}

/// Where the input has errors, nobody knows what is in conflict: the list stays as it is.
#[test]
fn errors_of_the_input_leave_the_list_alone() {
    let team = Repository::new("");
    assert_eq!(team.run(&["baseline", "accept"]).status, 0);
    let written = team.read(BASELINE);
    let evening = team.read("claims/evening.yaml");
    team.write("claims/evening.yaml", &evening.replace("toll: 12", "toll: many"));
    for command in ["accept", "prune"] {
        let ran = team.run(&["baseline", command]);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""));
        mentions(&ran.err, &["the claims have errors"]);
    }
    assert_eq!(team.read(BASELINE), written);
    mentions(&team.run(&["baseline", "show"]).out, &["1 conflict known"]);
}

#[test]
fn a_run_against_a_revision_needs_no_list() {
    for below in ["", "desk/project"] {
        let team = Repository::new(below);
        let against = ["--format", "json", "--against", "main"];
        expect(&team.run(&against), 0, &["known talks.toll", "0 new, 1 known, 0 ruled, 0 fixed"]);
        team.git(&["checkout", "--quiet", "-b", "noon"]);
        // Files that are renamed, and reports too, are what they were.
        team.git(&[
            "mv",
            &format!(
                "{}claims/evening.yaml",
                if below.is_empty() { String::new() } else { format!("{below}/") }
            ),
            &format!(
                "{}claims/late.yaml",
                if below.is_empty() { String::new() } else { format!("{below}/") }
            ),
        ]);
        team.add_noon("control");
        expect(
            &team.run(&against),
            1,
            &["known talks.toll", "new vote.form", "1 new, 1 known, 0 ruled, 0 fixed"],
        );
        // The work tree and the index are not touched.
        let status = team.git(&["status", "--porcelain"]);
        let index = fs::read(team.scratch.path().join(".git/index")).expect("an index");
        let ran = team.run(&against);
        assert_eq!(ran.err, "");
        assert_eq!(team.git(&["status", "--porcelain"]), status);
        assert_eq!(fs::read(team.scratch.path().join(".git/index")).expect("an index"), index);
        // A correction is told as fixed.
        let late = team.read("claims/late.yaml").replace("toll: 12", "toll: 20");
        team.write("claims/late.yaml", &late);
        expect(&team.run(&against), 1, &["new vote.form", "1 new, 0 known, 0 ruled, 1 fixed"]);
        mentions(
            &team.run(&["--format", "compact", "--against", "main"]).out,
            &["fixed: conflict/quantity talks.toll: 12 people | 20 people"],
        );
        team.commit("a report at noon");
        expect(
            &team.run(&["--format", "json", "--against", "HEAD"]),
            0,
            &["known vote.form", "0 new, 1 known, 0 ruled, 0 fixed"],
        );
        // From a worktree, and where a hook has set where git is to look.
        let tree = team.scratch.path().join("tree");
        team.git(&[
            "worktree",
            "add",
            "--quiet",
            "--detach",
            tree.to_str().expect("a path"),
            "HEAD",
        ]);
        let inside = tree.join(below);
        expect(
            &claimcheck(&inside, against),
            1,
            &["new vote.form", "1 new, 0 known, 0 ruled, 1 fixed"],
        );
        let hook = [
            ("GIT_DIR", "/nowhere"),
            ("GIT_INDEX_FILE", "/nowhere/index"),
            ("LANG", "C"),
            ("GIT_WORK_TREE", "/"),
        ];
        expect(
            &claimcheck_with(&inside, &hook, against),
            1,
            &["new vote.form", "1 new, 0 known, 0 ruled, 1 fixed"],
        );
    }
}

/// A claims file may be a link to where its text is kept, within the project.
#[cfg(unix)]
#[test]
fn a_revision_has_the_links_that_it_had() {
    let team = Repository::new("");
    fs::create_dir(team.project().join("kept")).expect("the folder can be made");
    team.git(&["mv", "claims/evening.yaml", "kept/evening.yaml"]);
    let link = team.project().join("claims/evening.yaml");
    std::os::unix::fs::symlink("../kept/evening.yaml", link).expect("links can be made");
    team.commit("keep the evening elsewhere");
    let ran = team.run(&["--format", "json", "--against", "HEAD"]);
    expect(&ran, 0, &["known talks.toll", "0 new, 1 known, 0 ruled, 0 fixed"]);
    assert_eq!(ran.err, "");
}

/// A tree that no `git add` makes: a link and a folder of one name. Nothing is written through it.
#[cfg(unix)]
#[test]
fn a_revision_is_laid_out_in_its_own_folder_alone() {
    let team = Repository::new("");
    let elsewhere = Scratch::new("");
    fs::write(team.project().join("to"), elsewhere.path().to_str().expect("a path"))
        .expect("it can be written");
    let link = team.git(&["hash-object", "-w", "to"]);
    let folder = team.git(&["rev-parse", "HEAD:claims"]);
    let lines =
        format!("120000 blob {}\tclaims\n040000 tree {}\tclaims\n", link.trim(), folder.trim());
    fs::write(team.project().join("lines"), lines).expect("it can be written");
    let script = "git mktree < lines | xargs -I {} git -c user.name=Desk -c user.email=desk@example.org commit-tree -m odd {}";
    let made = Command::new("sh").args(["-c", script]).current_dir(team.project()).output();
    let commit = String::from_utf8_lossy(&made.expect("git can be run").stdout).trim().to_owned();
    assert_eq!(team.git(&["ls-tree", "-r", "--name-only", &commit]).lines().count(), 4);
    let ran = team.run(&["--format", "json", "--against", &commit]);
    let written: Vec<_> = fs::read_dir(elsewhere.path()).expect("it is there").collect();
    assert!(written.is_empty(), "{written:?}");
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    mentions(&ran.err, &["cannot lay out"]);
}

/// Of three answers one is gone: the other two stay in the list, and that one does not.
#[test]
fn pruning_takes_out_the_answers_that_are_gone() {
    let team = Repository::new("");
    let night = "report: {id: night}\nclaims:\n- {id: toll, about: talks, says: {toll: 30}}\n";
    team.write("claims/night.yaml", night);
    assert_eq!(team.run(&["baseline", "accept", "--because", "night"]).status, 0);
    mentions(&team.read(BASELINE), &["30 people"]);
    fs::remove_file(team.project().join("claims/night.yaml")).expect("it is there");
    assert_eq!(
        team.run(&["baseline", "prune"]).out,
        "of 1 conflict some answers are gone\n  ~ conflict/quantity talks.toll: 12 people | 20 people\n"
    );
    let written = team.read(BASELINE);
    assert!(!written.contains("30 people"), "{written}");
    mentions(&written, &["because: night", "12 people", "20 people"]);
    expect(
        &team.run(&["--format", "json"]),
        0,
        &["known talks.toll", "0 new, 1 known, 0 ruled, 0 fixed"],
    );
    // What was pruned is no longer known.
    team.write("claims/night.yaml", night);
    expect(
        &team.run(&["--format", "json"]),
        1,
        &["new talks.toll", "1 new, 0 known, 0 ruled, 0 fixed"],
    );
}

/// The settings of that revision say where its claims were.
#[test]
fn a_revision_is_read_with_the_settings_that_it_had() {
    let team = Repository::new("");
    team.write("claimcheck.yaml", "claims: annotations\nreports: texts\n");
    team.git(&["mv", "claims", "annotations"]);
    team.git(&["mv", "reports", "texts"]);
    team.commit("move everything");
    for revision in ["HEAD", "HEAD~1"] {
        let ran = team.run(&["--format", "json", "--against", revision]);
        // Before the move there were no settings, and the folders had their usual names.
        let expected = ["known talks.toll", "0 new, 1 known, 0 ruled, 0 fixed"];
        expect(&ran, 0, &expected);
    }
}

/// Whoever repairs the settings is not held to what they were.
#[test]
fn a_revision_with_broken_settings_is_read_in_the_folders_of_now() {
    let team = Repository::new("");
    team.write("claimcheck.yaml", "clams: annotations\n");
    team.commit("a slip of the pen");
    team.write("claimcheck.yaml", "");
    let ran = team.run(&["--format", "json", "--against", "HEAD"]);
    expect(&ran, 0, &["known talks.toll", "0 new, 1 known, 0 ruled, 0 fixed"]);
    mentions(&ran.err, &["at HEAD: claimcheck.yaml:1:1: a settings file has no key `clams`"]);
}

/// Of a dispute that is known in part, what is new is shown where somebody has just written it.
#[test]
fn a_new_position_is_shown_at_the_claim_that_brings_it() {
    let team = Repository::new("");
    assert_eq!(team.run(&["baseline", "accept"]).status, 0);
    let night = "report: {id: night}\nclaims:\n- {id: toll, about: talks, says: {toll: 30}}\n";
    team.write("claims/night.yaml", night);
    let new = team.run(&["--format", "compact", "--select", "conflict"]);
    assert_eq!(new.status, 1);
    assert!(new.out.starts_with("claims/night.yaml:3:3: error conflict/quantity"), "{}", new.out);
}

/// What the settings ignore needs no place in the list.
#[test]
fn what_is_ignored_is_not_accepted() {
    let team = Repository::new("");
    team.write(
        "claimcheck.yaml",
        "ignore: [{code: conflict/quantity, question: talks.toll, because: nobody counted}]\n",
    );
    let ran = team.run(&["baseline", "accept"]);
    assert_eq!((ran.status, ran.out.as_str()), (0, "nothing to accept: no conflict is new\n"));
    assert!(!team.project().join("claimcheck.baseline.yaml").exists());
}

/// An editor finds the schema of the list where the project keeps its schemas.
#[test]
fn a_new_list_names_its_schema_where_there_is_one() {
    let team = Repository::new("");
    assert_eq!(team.run(&["schema", "--write", ".claimcheck"]).status, 0);
    assert_eq!(team.run(&["baseline", "accept"]).status, 0);
    let written = team.read("claimcheck.baseline.yaml");
    let line = "# yaml-language-server: $schema=.claimcheck/baseline.schema.json\n";
    assert!(written.starts_with(line), "{written}");
    assert_eq!(team.run(&["--fail-on", "new-conflicts"]).status, 0);
    // The line stays where the list is written again.
    fs::remove_file(team.project().join("claims/evening.yaml")).expect("it is there");
    assert_eq!(team.run(&["baseline", "prune"]).status, 0);
    assert!(team.read("claimcheck.baseline.yaml").starts_with(line));
}

/// What was settled by a ruling and is so no longer is not known from before.
#[test]
fn a_ruling_that_is_taken_out_is_new_against_what_it_settled() {
    let team = Repository::new("");
    team.write("claims/rulings.yaml", "rulings:\n- {question: talks.toll, accept: [morning#toll], reject: [evening#toll], because: counted}\n");
    team.commit("judge");
    expect(
        &team.run(&["--format", "json", "--against", "HEAD"]),
        0,
        &["ruled talks.toll", "0 new, 0 known, 1 ruled, 0 fixed"],
    );
    fs::remove_file(team.project().join("claims/rulings.yaml")).expect("it is there");
    expect(
        &team.run(&["--format", "json", "--against", "HEAD"]),
        1,
        &["new talks.toll", "1 new, 0 known, 0 ruled, 0 fixed"],
    );
}

#[test]
fn what_cannot_be_compared_with_is_said() {
    let team = Repository::new("");
    let refused = |args: &[&str], words: &[&str]| {
        let ran = team.run(args);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{args:?}");
        mentions(&ran.err, words);
    };
    refused(&["--against", "mian"], &["there is no revision `mian`", "git fetch"]);
    refused(&["--against", ""], &["is no revision"]);
    refused(&["--against=--output=x"], &["`--output=x` is no revision"]);
    refused(&["--against", "main:claims"], &["there is no revision"]);
    refused(&["--today", "soon"], &["--today", "`soon`", "2025-11-03"]);
    let plain = Scratch::new(PROJECT);
    let ran =
        claimcheck_with(plain.path(), &[("GIT_CEILING_DIRECTORIES", "/")], ["--against", "main"]);
    assert_eq!((ran.status, ran.out.as_str()), (2, ""));
    mentions(&ran.err, &["--against needs a git repository", "not a git repository"]);
    // A project that was not there yet has nothing known.
    let young = Repository::new("desk");
    young.git(&["mv", "desk", "office"]);
    let ran =
        claimcheck(&young.scratch.path().join("office"), ["--format", "json", "--against", "main"]);
    expect(&ran, 1, &["new talks.toll", "1 new, 0 known, 0 ruled, 0 fixed"]);
    mentions(&ran.err, &["was not there at main"]);
}

#[test]
fn a_shallow_clone_says_what_to_fetch() {
    let team = Repository::new("");
    team.git(&["branch", "base"]);
    team.add_noon("control");
    team.commit("a report at noon");
    let clones = Scratch::new("");
    let clone = clones.path().join("clone");
    let from = format!("file://{}", team.scratch.path().display());
    git(clones.path(), &["clone", "--quiet", "--depth=1", &from, clone.to_str().expect("a path")]);
    let against = |revision: &str| claimcheck(&clone, ["--format", "json", "--against", revision]);
    for (revision, fetch) in [
        ("origin/base", "`git fetch --depth=1 origin base:refs/remotes/origin/base`"),
        ("base", "`git fetch --depth=1 origin base`"),
        ("HEAD~1", "`git fetch --unshallow`"),
    ] {
        let ran = against(revision);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""));
        mentions(&ran.err, &["is not in this clone, which is shallow", fetch]);
    }
    git(&clone, &["fetch", "--quiet", "--depth=1", "origin", "base:refs/remotes/origin/base"]);
    expect(
        &against("origin/base"),
        1,
        &["known talks.toll", "new vote.form", "1 new, 1 known, 0 ruled, 0 fixed"],
    );
}

#[test]
fn a_ruling_is_written_for_the_conflict_that_is_named() {
    let team = Repository::new("");
    team.add_noon("control");
    let json: serde_json::Value =
        serde_json::from_str(&team.run(&["--format", "json"]).out).expect("JSON");
    let fingerprint =
        json["findings"][0]["fingerprint"].as_str().expect("a fingerprint").to_owned();
    let by_question = team.run(&["rule", "talks.toll", "--today", "2025-11-03"]).out;
    mentions(
        &by_question,
        &[
            "  - question: talks.toll\n",
            "# morning#toll: 20 (“Twenty people came”)",
            "decided: 2025-11-03",
        ],
    );
    assert_eq!(team.run(&["rule", &fingerprint[..8], "--today", "2025-11-03"]).out, by_question);
    for (args, words) in [
        (&["rule"][..], &["name the conflict to rule on", "`talks.toll`", "`vote.form`"][..]),
        (
            &["rule", "talks.tol"],
            &["no conflict is called `talks.tol`: did you mean `talks.toll`?"],
        ),
        (&["rule", "zzz"], &["no conflict is called `zzz`: there are"]),
    ] {
        let ran = team.run(args);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{args:?}");
        mentions(&ran.err, words);
    }
}
