//! Files that the program writes are never lost: whenever it is killed, whatever is wrong with the
//! disk or the place, the old file or the new one is there, whole.

#![cfg(unix)]

use std::collections::BTreeSet;
use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use claimcheck_tests::{OF_CI, Ran, Scratch, claimcheck, program, unprivileged};

/// A project of so many conflicts.
fn project(conflicts: usize) -> Scratch {
    let scratch = Scratch::new("");
    let mut yaml = "entities:\n".to_owned();
    for number in 0..conflicts {
        yaml.push_str(&format!("  e{number}: {{kind: event}}\n"));
    }
    for (report, day) in [("morning", 10), ("evening", 11)] {
        yaml.push_str(&format!("---\nreport: {{id: {report}}}\nclaims:\n"));
        for number in 0..conflicts {
            yaml.push_str(&format!(
                "  - {{id: c{number}, about: e{number}, says: {{date: 2025-10-{day}}}}}\n"
            ));
        }
    }
    claimcheck_tests::write(&[("claims/all.yaml".to_owned(), yaml)].into(), scratch.path());
    scratch
}

fn list(scratch: &Scratch) -> std::path::PathBuf {
    scratch.path().join("claimcheck.baseline.yaml")
}

#[track_caller]
fn text(path: &Path) -> String {
    fs::read_to_string(path).expect("it is there and can be read")
}

/// What lies in a folder.
fn names(folder: &Path) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).expect("it can be listed");
    entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into()).collect()
}

/// Runs a command, and kills it after a while, if it still runs then.
fn killed(folder: &Path, args: &[&str], after: Duration, signal: &str) {
    let mut command = Command::new(program());
    command.current_dir(folder).args(args).stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().expect("the program can be run");
    std::thread::sleep(after);
    let id = child.id().to_string();
    // It may be done already.
    let _ = Command::new("kill").args([signal, &id]).stderr(Stdio::null()).status();
    child.wait().expect("it ends");
}

/// How long a command takes here and now. It says where to kill it, and decides nothing.
fn length(folder: &Path, args: &[&str]) -> Duration {
    let began = std::time::Instant::now();
    claimcheck(folder, args);
    began.elapsed()
}

/// Kills a command that writes a file at many points: the file is then as it was, or as the whole
/// command leaves it. What is left behind beside it is hidden, and takes nothing away.
fn survives(scratch: &Scratch, args: &[&str], file: &Path, before: Option<&str>) {
    let restore = || match before {
        Some(text) => fs::write(file, text).expect("it can be written"),
        None => drop(fs::remove_file(file)),
    };
    restore();
    let length = length(scratch.path(), args);
    let after = text(file);
    assert_ne!(Some(after.as_str()), before, "the command changes the file");
    const POINTS: u32 = 24;
    for point in 0..POINTS {
        restore();
        let signal = if point % 2 == 0 { "-KILL" } else { "-INT" };
        killed(scratch.path(), args, length * point / POINTS * 5 / 4, signal);
        match fs::read_to_string(file) {
            Ok(now) => assert!(Some(now.as_str()) == before || now == after, "{now}"),
            Err(_) => assert_eq!(before, None, "the old file is gone"),
        }
    }
    let left: Vec<String> =
        names(scratch.path()).into_iter().filter(|name| name.contains("tmp")).collect();
    assert!(left.iter().all(|name| name.starts_with(".claimcheck-")), "{left:?}");
    restore();
    assert_eq!(claimcheck(scratch.path(), args).status & 2, 0, "it goes on as before");
    assert_eq!(text(file), after);
}

#[test]
fn a_list_that_is_written_survives_a_kill_at_any_moment() {
    let scratch = project(200);
    let file = list(&scratch);
    survives(&scratch, &["baseline", "accept"], &file, None);
    // A shorter list is replaced by a longer one, and a longer one by a shorter one.
    let whole = text(&file);
    let claims = scratch.path().join("claims/all.yaml");
    let yaml = text(&claims);
    fs::write(&claims, yaml.replace("2025-10-11", "2025-10-12")).expect("it can be written");
    survives(&scratch, &["baseline", "accept", "--because", "so"], &file, Some(&whole));
    survives(&scratch, &["baseline", "prune"], &file, Some(&whole));
}

#[test]
fn an_output_survives_a_kill_at_any_moment() {
    let scratch = project(200);
    let file = scratch.path().join("out.json");
    let args = ["--format", "json=out.json", "--fail-on", "never"];
    survives(&scratch, &args, &file, Some("{\"schema\": \"old\"}\n"));
}

/// `init` writes several files: each is whole or not there.
#[test]
fn each_file_of_a_new_project_is_whole_or_absent() {
    let scratch = Scratch::new("");
    claimcheck(scratch.path(), ["init", "whole"]);
    let whole = scratch.path().join("whole");
    let length = length(scratch.path(), &["init", "timed"]);
    for point in 0..20_u32 {
        let name = format!("p{point}");
        killed(scratch.path(), &["init", &name], length * point / 20, "-KILL");
        same_where_there(&scratch.path().join(name), &whole);
    }
}

#[track_caller]
fn same_where_there(folder: &Path, whole: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name");
        if name.to_string_lossy().starts_with(".claimcheck-") {
            continue;
        }
        if path.is_dir() {
            same_where_there(&path, &whole.join(name));
        } else {
            assert_eq!(text(&path), text(&whole.join(name)), "{}", path.display());
        }
    }
}

/// Runs a line of bash with the program as `$0`.
fn bash(folder: &Path, line: &str) -> Ran {
    let ran = Command::new("bash")
        .args(["-c", line])
        .arg(program())
        .current_dir(folder)
        .envs(OF_CI.map(|name| (name, "")))
        .output()
        .expect("bash can be run");
    Ran {
        status: ran.status.code().unwrap_or(-1),
        out: String::from_utf8(ran.stdout).expect("it prints UTF-8"),
        err: String::from_utf8(ran.stderr).expect("it prints UTF-8"),
    }
}

/// A disk that takes no more: no file may be larger than a kibibyte, and there is no signal.
#[test]
fn a_full_disk_is_told_and_leaves_the_old_file() {
    let scratch = project(40);
    let file = scratch.path().join("out.json");
    fs::write(&file, "old").expect("it can be written");
    let there = names(scratch.path());
    for line in [
        r#"trap "" XFSZ; ulimit -f 1; "$0" --format json=out.json"#,
        r#"trap "" XFSZ; ulimit -f 1; "$0" baseline accept"#,
        r#"trap "" XFSZ; ulimit -f 1; "$0" --format json=new.json"#,
    ] {
        let ran = bash(scratch.path(), line);
        assert_eq!(ran.status, 2, "{line}: {}{}", ran.out, ran.err);
        assert!(ran.err.contains("cannot write"), "{line}: {}", ran.err);
        assert_eq!(text(&file), "old");
        assert_eq!(names(scratch.path()), there, "{line}");
    }
    let ran = claimcheck(scratch.path(), ["--format", "json=/dev/full"]);
    assert_eq!(ran.status, 2);
    assert!(ran.err.contains("cannot write /dev/full: No space left"), "{}", ran.err);
}

#[test]
fn permissions_and_links_are_kept() {
    let scratch = project(1);
    let folder = scratch.path();
    let (file, link) = (folder.join("real.json"), folder.join("link.json"));
    fs::write(&file, "old").expect("it can be written");
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).expect("it is ours");
    symlink("real.json", &link).expect("links can be made");
    let owner = |file: &Path| {
        let about = fs::metadata(file).expect("it is there");
        (about.uid(), about.gid(), about.mode() & 0o7777)
    };
    let was = owner(&file);
    assert_eq!(claimcheck(folder, ["--format", "json=link.json"]).status, 1);
    assert!(text(&file).contains("claimcheck/findings/v1"));
    assert_eq!(owner(&file), was);
    assert!(link.symlink_metadata().expect("it is there").is_symlink());
    // A link that leads to nothing yet stays one, and what it names is made.
    symlink("folder/../new.json", folder.join("to-be.json")).expect("links can be made");
    fs::create_dir(folder.join("folder")).expect("it can be made");
    assert_eq!(claimcheck(folder, ["--format", "json=to-be.json"]).status, 1);
    assert!(folder.join("to-be.json").symlink_metadata().expect("there").is_symlink());
    assert!(text(&folder.join("new.json")).contains("claimcheck/findings/v1"));
    // As any new file: what the mask of the one who runs it leaves.
    bash(folder, r#"umask 027; "$0" --format json=masked.json"#);
    let mode = fs::metadata(folder.join("masked.json")).expect("it is there").mode();
    assert_eq!(mode & 0o777, 0o640);
    symlink("round.json", folder.join("round.json")).expect("links can be made");
    let ran = claimcheck(folder, ["--format", "json=round.json"]);
    assert_eq!((ran.status, ran.err.contains("round in a circle")), (2, true), "{}", ran.err);
}

/// Who may not write a file, or into a folder, is told so. Root may do everything: there, the program is
/// run as nobody, where the system can do that.
#[test]
fn what_may_not_be_written_is_left_alone() {
    let scratch = project(1);
    let folder = scratch.path();
    let (file, closed) = (folder.join("kept.json"), folder.join("closed"));
    fs::write(&file, "kept").expect("it can be written");
    fs::create_dir(&closed).expect("it can be made");
    for (path, mode) in [(&file, 0o444), (&closed, 0o555)] {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("it is ours");
    }
    fs::set_permissions(folder, fs::Permissions::from_mode(0o777)).expect("it is ours");
    for output in ["json=kept.json", "json=closed/new.json"] {
        let ran = unprivileged(folder).args(["--format", output]).output().expect("it can be run");
        let err = String::from_utf8(ran.stderr).expect("UTF-8");
        assert_eq!(ran.status.code(), Some(2), "{err}");
        assert!(err.contains("permission denied"), "{err}");
    }
    assert_eq!(text(&file), "kept");
    assert_eq!(names(&closed), BTreeSet::new());
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).expect("it is ours");
}
