//! `--watch`, with the real program on real files.

use std::io::Read as _;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::Receiver;
use std::time::Duration;

use claimcheck_tests::{Scratch, claimcheck, lines_of, program};

const PROJECT: &str = "
entities:
  talks: {kind: event}
--- claims/morning.yaml
report: {id: morning}
claims:
  - {id: day, about: talks, says: {date: 2025-03-10}}
--- claims/evening.yaml
report: {id: evening}
claims:
  - {id: day, about: talks, says: {date: 2025-03-10}}
";

/// A watching program, whose lines come as they are printed. It ends with the test.
struct Watch {
    child: Child,
    lines: Receiver<String>,
    complaints: Receiver<String>,
}

fn lines_of_errors(child: &mut Child) -> Receiver<String> {
    lines_of(child.stderr.take().expect("it is piped"))
}

impl Watch {
    fn new(folder: &Scratch) -> Self {
        Self::with(folder, "conflicts,agreements")
    }

    /// Shows findings of some families.
    fn with(folder: &Scratch, show: &str) -> Self {
        let mut command = Command::new(program());
        command.current_dir(folder.path()).args(["--watch", "--show", show]);
        command.env("COLUMNS", "120").env_remove("FORCE_COLOR");
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program can be run");
        let lines = lines_of(child.stdout.take().expect("it is piped"));
        let complaints = lines_of_errors(&mut child);
        Self { child, lines, complaints }
    }

    /// The lines up to one that starts with some words, with it.
    #[track_caller]
    fn until(&self, start: &str) -> String {
        until(&self.lines, start)
    }
}

#[track_caller]
fn until(lines: &Receiver<String>, start: &str) -> String {
    let mut text = String::new();
    loop {
        // So long that only a program that hangs takes it.
        let line = lines.recv_timeout(Duration::from_secs(60));
        let line = line.unwrap_or_else(|_| panic!("no line starts with {start}: {text}"));
        text.push_str(&line);
        text.push('\n');
        if line.starts_with(start) {
            return text;
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn a_change_is_told_with_what_it_changed() {
    let folder = Scratch::new(PROJECT);
    let watch = Watch::new(&folder);
    let first = watch.until("found ");
    assert!(first.contains("found 0 conflicts"), "{first}");
    // Nothing clears what stands above, and nothing colours it.
    assert!(!first.contains('\u{1b}'), "{first}");
    let evening = folder.path().join("claims/evening.yaml");
    let text = std::fs::read_to_string(&evening).expect("a text");
    std::fs::write(&evening, text.replace("03-10", "03-1234-no")).expect("it can be written");
    let told = watch.until("  now ");
    assert!(told.contains("changed: claims/evening.yaml\n"), "{told}");
    assert!(told.contains("  gone claims/evening.yaml:3:5: agreement/"), "{told}");
    assert!(told.contains("1 flaw of the input (+1)"), "{told}");

    std::fs::write(&evening, text.replace("03-10", "03-12")).expect("it can be written");
    let told = watch.until("  now ");
    assert!(
        told.contains("  new  claims/evening.yaml:3:5: conflict/date the reports disagree"),
        "{told}"
    );
    assert!(told.contains("now 1 conflict (+1)"), "{told}");

    std::fs::remove_file(&evening).expect("it can be removed");
    let told = watch.until("  now ");
    assert!(told.contains("changed: claims/evening.yaml (gone)\n"), "{told}");
    assert!(told.contains("  gone claims/evening.yaml:3:5: conflict/date"), "{told}");
    assert!(told.contains("now 0 conflicts (−1)"), "{told}");
}

/// Settings that cannot be read are told once, and what they keep from being checked is checked
/// again when they can.
#[test]
fn what_is_broken_for_a_while_ends_nothing() {
    let folder = Scratch::new(PROJECT);
    let watch = Watch::new(&folder);
    watch.until("found ");
    let settings = folder.path().join("claimcheck.yaml");
    std::fs::write(&settings, "fail: x\n").expect("it can be written");
    let complaint = until(&watch.complaints, "claimcheck:");
    assert!(complaint.contains("no key `fail`"), "{complaint}");
    std::fs::write(&settings, "severity: {agreement: off}\n").expect("it can be written");
    let told = watch.until("  now ");
    assert!(told.contains("changed: claimcheck.yaml\n"), "{told}");
    assert!(told.contains("0 agreements (−"), "{told}");
}

/// Who stops reading ends it at the next change.
#[test]
fn nobody_is_watched_for() {
    let folder = Scratch::new(PROJECT);
    let mut command = Command::new(program());
    command.current_dir(folder.path()).arg("--watch").stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().expect("the program can be run");
    let mut out = child.stdout.take().expect("it is piped");
    let mut first = [0; 8];
    out.read_exact(&mut first).expect("it prints");
    drop(out);
    std::thread::sleep(Duration::from_millis(300));
    std::fs::write(folder.path().join("claims/more.yaml"), "").expect("it can be written");
    for _ in 0..600 {
        if child.try_wait().expect("it can be asked").is_some() {
            return;
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    let _ = child.kill();
    panic!("it goes on for nobody");
}

#[test]
fn it_is_for_people_and_for_what_is_there() {
    let folder = Scratch::new(PROJECT);
    assert_eq!(claimcheck(folder.path(), ["--watch", "--format", "json"]).status, 2);
    assert_eq!(claimcheck(folder.path(), ["--watch", "nowhere"]).status, 2);
}

/// Of two flaws that are alike, the one that is gone is told, and not the other.
#[test]
fn of_what_is_alike_the_right_one_is_gone() {
    let folder = Scratch::new(PROJECT);
    let texts = folder.path().join("reports");
    std::fs::create_dir_all(&texts).expect("a folder");
    for name in ["c.txt", "d.txt"] {
        std::fs::write(texts.join(name), "Nobody speaks of it.").expect("a text");
    }
    let mut watch = Watch::with(&folder, "input");
    watch.until("found ");
    let _ = until(&watch.complaints, "watching ");
    std::fs::remove_file(texts.join("c.txt")).expect("it can go");
    let text = watch.until("  now ");
    assert!(text.contains("gone reports/c.txt") && !text.contains("reports/d.txt:"), "{text}");
    std::fs::write(texts.join("a.txt"), "Nobody does.").expect("a text");
    let text = watch.until("  now ");
    assert!(text.contains("new  reports/a.txt") && !text.contains("reports/d.txt:"), "{text}");
    let _ = watch.child.kill();
}
