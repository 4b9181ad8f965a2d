//! Files and folders that are not what they seem: links out of the project and round in it, pipes and
//! devices, what may not be read, what changes or goes while it is read. Nothing outside the project is
//! read, nothing is waited for, and what could not be read is told of.

#![cfg(unix)]

use std::ffi::OsString;
use std::fs;
use std::os::unix::ffi::OsStringExt as _;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};

use claimcheck_tests::{Scratch, claimcheck, unprivileged};

const PROJECT: &str = "
entities: {talks: {kind: event}}
--- claims/morning.yaml
report: {file: morning.txt}
claims: [{id: day, quote: on Monday, about: talks, says: {date: 2025-10-30}}]
--- claims/evening.yaml
report: {id: evening}
claims: [{id: day, about: talks, says: {date: 2025-10-31}}]
--- reports/morning.txt
The talks are on Monday.
";

fn pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().is_ok_and(|status| status.success()));
}

/// Checks what is told of the input, in order, without the columns of the places; and that the conflict
/// of the project is found beside it.
#[track_caller]
fn told(scratch: &Scratch, expected: &[&str]) {
    let ran = claimcheck(scratch.path(), ["--format", "compact"]);
    assert_eq!((ran.status, ran.err.as_str()), (2, ""));
    let lines: Vec<&str> = ran.out.lines().filter(|line| line.contains(" input/")).collect();
    let line = |line: &str| {
        let (path, rest) = line.split_once(':').expect("a place");
        format!("{path} {}", rest.split_once("input/").expect("a code").1)
    };
    assert_eq!(lines.into_iter().map(line).collect::<Vec<_>>(), expected);
    assert!(ran.out.contains("conflict/date the reports disagree on the date of talks"));
}

#[test]
fn pipes_and_devices_are_not_opened() {
    let scratch = Scratch::new(PROJECT);
    let at = |name: &str| scratch.path().join(name);
    pipe(&at("claims/pipe.yaml"));
    pipe(&at("reports/pipe.txt"));
    symlink("/dev/zero", at("claims/zero.yaml")).expect("links can be made");
    symlink("/dev/zero", at("reports/zero.txt")).expect("links can be made");
    pipe(&at("claimcheck.baseline.yaml"));
    let more = "report: {file: pipe.txt}\n---\nreport: {file: zero.txt}\n";
    fs::write(at("claims/more.yaml"), more).expect("it can be written");
    told(
        &scratch,
        &[
            "claims/more.yaml bad-value `pipe.txt` cannot be used: it is no regular file",
            "claims/more.yaml bad-value `zero.txt` cannot be used: it is a link that leads out of the project",
            "claimcheck.baseline.yaml yaml it is no regular file",
            "claims/pipe.yaml yaml it is no regular file",
            "claims/zero.yaml yaml it is a link that leads out of the project",
        ],
    );
}

#[test]
fn links_lead_nowhere_else() {
    let (scratch, other) = (Scratch::new(PROJECT), Scratch::new("entities: {SECRET: {}}\n"));
    fs::write(other.path().join("secret.txt"), "SECRET").expect("it can be written");
    let link = |to: &Path, name: &str| {
        symlink(to, scratch.path().join(name)).expect("links can be made");
    };
    link(&other.path().join("claims/example.yaml"), "claims/out.yaml");
    link(&other.path().join("claims"), "claims/folder");
    link(&other.path().join("secret.txt"), "reports/secret.txt");
    link(Path::new("gone.yaml"), "claims/nowhere.yaml");
    link(Path::new("self.yaml"), "claims/self.yaml");
    // Round in the project, and twice to one place: each file is one.
    link(Path::new(".."), "claims/up");
    link(Path::new("../claims"), "reports/claims");
    link(Path::new("evening.yaml"), "claims/zagain.yaml");
    let more = "report: {file: secret.txt}\nclaims: [{quote: SECRET, about: talks, says: {date: 2025-10}}]\n\
                ---\nreport: {file: ../claims/more.yaml}\n---\nreport: {file: /etc/passwd}\n";
    fs::write(scratch.path().join("claims/more.yaml"), more).expect("it can be written");
    let ran = claimcheck(scratch.path(), ["--format", "compact"]);
    let has = |path: &str, words: &str| {
        let found = ran.out.lines().filter(|line| line.contains(words));
        assert!(found.clone().any(|line| line.contains(path)), "{path} {words}: {}", ran.out);
    };
    has("out.yaml", "it is a link that leads out of the project");
    has("folder", "this folder is a link that leads out of the project");
    has("nowhere.yaml", "it is a link that leads nowhere");
    has("self.yaml", "it cannot be read");
    has("more.yaml:1:", "`secret.txt` cannot be used: it is a link that leads out");
    has("more.yaml:4:", "`../claims/more.yaml` leads out of the reports folder");
    has("more.yaml:6:", "`/etc/passwd` leads out of the reports folder");
    assert!(!ran.out.contains("declared twice"), "{}", ran.out);
    assert_eq!((ran.status, ran.err.as_str()), (2, ""));
    let json = claimcheck(scratch.path(), ["--format", "json"]).out;
    assert!(!json.contains("entities: {SECRET"), "nothing of elsewhere is shown: {json}");
}

/// Settings that cannot be read are not left out in silence: they say what counts.
#[test]
fn settings_are_a_file_of_the_project() {
    let other = Scratch::new("");
    fs::write(other.path().join("settings.yaml"), "fail-on: never\n").expect("it can be written");
    let elsewhere = other.path().join("settings.yaml");
    type Make<'m> = &'m dyn Fn(&Path);
    let folder = |file: &Path| fs::create_dir(file).expect("it can be made");
    let nowhere = |file: &Path| symlink("nowhere", file).expect("links can be made");
    let out = |file: &Path| symlink(&elsewhere, file).expect("links can be made");
    let make: [(Make<'_>, &str); 4] = [
        (&pipe, "it is no regular file"),
        (&folder, "it is no regular file"),
        (&nowhere, "it is a link that leads nowhere"),
        (&out, "it is a link that leads out"),
    ];
    for (make, words) in make {
        let scratch = Scratch::new(PROJECT);
        make(&scratch.path().join("claimcheck.yaml"));
        let ran = claimcheck::<&str>(scratch.path(), []);
        assert_eq!((ran.status, ran.out.as_str()), (2, ""));
        assert!(ran.err.contains("claimcheck.yaml: ") && ran.err.contains(words), "{}", ran.err);
    }
}

#[test]
#[cfg_attr(
    not(target_os = "linux"),
    ignore = "file systems of other systems may refuse such names"
)]
fn names_that_are_no_text_are_told_of() {
    let scratch = Scratch::new(PROJECT);
    let name = |name: &str| {
        let bytes = name.bytes().map(|byte| if byte == b'?' { 0xff } else { byte });
        scratch.path().join(OsString::from_vec(bytes.collect()))
    };
    fs::create_dir(name("claims/fol?der")).expect("the file system takes any bytes for a name");
    for file in ["claims/a?.yaml", "claims/fol?der/b.yaml", "reports/c?.txt", "claims/.?.yaml"] {
        fs::write(name(file), "entities: {never: {kind: event}}\n").expect("it can be written");
    }
    told(
        &scratch,
        &[
            "claims/a\u{fffd}.yaml yaml its name is not UTF-8 text",
            "claims/fol\u{fffd}der/b.yaml yaml its name is not UTF-8 text",
            "reports/c\u{fffd}.txt yaml its name is not UTF-8 text",
        ],
    );
}

/// Folders in folders, until no path is long enough: made from within, as a path could not name them.
#[test]
fn folders_too_deep_to_be_named_are_told_of() {
    let scratch = Scratch::new(PROJECT);
    let line =
        "cd claims; n=$(printf 'd%.0s' {1..200}); for i in {1..30}; do mkdir $n && cd $n; done";
    let made = Command::new("bash").args(["-c", line]).current_dir(scratch.path()).status();
    assert!(made.is_ok_and(|status| status.success()));
    let ran = claimcheck(scratch.path(), ["--format", "compact"]);
    assert_eq!((ran.status, ran.err.as_str()), (2, ""));
    assert!(ran.out.contains("yaml this folder cannot be read: "), "{:.300}", ran.out);
    assert!(ran.out.contains("conflict/date"));
    let gone = Command::new("rm").args(["-rf", "claims"]).current_dir(scratch.path()).status();
    assert!(gone.is_ok_and(|status| status.success()));
}

/// Root may read everything: there, the program is run as nobody.
#[test]
fn what_may_not_be_read_is_told_of() {
    let scratch = Scratch::new(PROJECT);
    let closed = |name: &str| {
        let path = scratch.path().join(name);
        fs::set_permissions(path, fs::Permissions::from_mode(0o000)).expect("it is ours");
    };
    fs::create_dir(scratch.path().join("claims/closed")).expect("it can be made");
    fs::write(scratch.path().join("claims/file.yaml"), "").expect("it can be written");
    closed("claims/closed");
    closed("claims/file.yaml");
    closed("reports/morning.txt");
    let ran =
        unprivileged(scratch.path()).args(["--format", "compact"]).output().expect("it can be run");
    let out = String::from_utf8(ran.stdout).expect("UTF-8");
    assert_eq!(ran.status.code(), Some(2), "{out}");
    for told in [
        "claims/closed:1:1: error input/yaml this folder cannot be read: Permission denied",
        "claims/file.yaml:1:1: error input/yaml it cannot be read: Permission denied",
        "`morning.txt` cannot be used: it cannot be read: Permission denied",
    ] {
        assert!(out.contains(told), "{told}: {out}");
    }
    assert!(out.contains("conflict/date"), "{out}");
    let open = fs::Permissions::from_mode(0o755);
    fs::set_permissions(scratch.path().join("claims/closed"), open).expect("it is ours");
}

/// While files come, go, grow and shrink, a run sees some state of each: it ends, with a status that it
/// has a reason for. Once they rest, all is as ever.
#[test]
fn what_changes_while_it_is_read_does_no_harm() {
    let scratch = Scratch::new(PROJECT);
    let at = |name: String| scratch.path().join(name);
    let over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            for round in 0_usize.. {
                if over.load(Ordering::Relaxed) {
                    break;
                }
                let name = format!("claims/come-{}.yaml", round % 7);
                let text = format!("report: {{id: r{}}}\n", round % 7).repeat(1 + round % 3);
                // What one round cannot write, the next one writes.
                let _ = fs::write(at(name), text);
                let _ = fs::remove_file(at(format!("claims/come-{}.yaml", (round + 3) % 7)));
                let _ = fs::create_dir(at("claims/folder".to_owned()));
                let _ = fs::write(at("claims/folder/x.yaml".to_owned()), "kinds: {a: {is: b}}\n");
                let _ = fs::remove_dir_all(at("claims/folder".to_owned()));
            }
        });
        for _ in 0..60 {
            let ran = claimcheck(scratch.path(), ["--format", "json"]);
            assert!([1, 2].contains(&ran.status), "{} {}", ran.status, ran.err);
            assert_eq!(ran.err, "");
            assert!(ran.out.contains("\"conflict/date\""), "{}", ran.out);
        }
        over.store(true, Ordering::Relaxed);
    });
    let _ = fs::remove_dir_all(at("claims/folder".to_owned()));
    for number in 0..7 {
        let _ = fs::remove_file(at(format!("claims/come-{number}.yaml")));
    }
    let ran = claimcheck(scratch.path(), ["--format", "compact"]);
    assert_eq!(
        (ran.status, ran.out.lines().filter(|line| line.contains("input/")).count()),
        (1, 0)
    );
}
