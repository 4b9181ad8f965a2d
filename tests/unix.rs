//! The program among others: pipes that break, outputs that are full or closed, interrupts, names that
//! are no text, and surroundings in which most is missing.

#![cfg(unix)]

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::{BufRead as _, BufReader};
use std::os::unix::ffi::OsStringExt as _;
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use claimcheck_tests::{OF_CI, Scratch, claimcheck, claimcheck_with, program, root};

/// Runs a line of bash on the example project, with the program as `$0`.
fn bash(line: &str) -> Output {
    let mut command = Command::new("bash");
    command.args(["-c", line]).arg(program()).current_dir(root());
    command.envs(OF_CI.map(|name| (name, ""))).env_remove("FORCE_COLOR").env_remove("NO_COLOR");
    command.stdin(Stdio::null()).output().expect("bash can be run")
}

#[track_caller]
fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).expect("it prints UTF-8")
}

/// Every command that prints, by what it is called with.
const PRINTING: [&str; 18] = [
    "reports --show all",
    "reports --format compact --show all",
    "reports --format json",
    "reports --format sarif",
    "reports --format github",
    "reports --format gitlab",
    "reports --format junit",
    "reports --format rdjson",
    "reports --format markdown",
    "explain",
    "explain conflict/date",
    "timeline",
    "settings",
    "schema claims",
    "man",
    "completions bash",
    "--help",
    "--version",
];

/// Who reads one line has read enough: the program says nothing of it, and its exit status is that of
/// what it found.
#[test]
fn a_broken_pipe_ends_it_quietly() {
    for args in PRINTING {
        let ran = bash(&format!(
            r#"exec 3>&1; {{ "$0" {args}; echo "status $?" >&3; }} | {{ exec 0<&-; }}"#
        ));
        let out = String::from_utf8_lossy(&ran.stdout).into_owned();
        let expected = if args.starts_with("reports") { "status 1\n" } else { "status 0\n" };
        assert_eq!((out.as_str(), err(&ran).as_str()), (expected, ""), "{args}");
    }
}

#[test]
#[cfg_attr(not(target_os = "linux"), ignore = "only Linux is sure to have /dev/full")]
fn an_output_that_takes_nothing_is_an_error() {
    assert!(Path::new("/dev/full").exists(), "Linux has it");
    for args in PRINTING {
        let ran = bash(&format!(r#""$0" {args} >/dev/full"#));
        assert_eq!(ran.status.code(), Some(2), "{args}");
        let err = err(&ran);
        assert!(err.starts_with("claimcheck: cannot write to standard output: "), "{args}: {err}");
        assert_eq!(err.lines().count(), 1, "{args}: {err}");
    }
}

/// What is closed is opened on nothing before the program starts, as for every Rust program: it runs
/// as with `>/dev/null`, and no file takes the number of what was closed.
#[test]
fn closed_outputs_are_as_nothing() {
    let scratch = Scratch::new("");
    let file = scratch.path().join("out.json");
    let file = file.display();
    for line in [
        r#""$0" reports >&-"#.to_owned(),
        r#""$0" reports >&- 2>&- <&-"#.to_owned(),
        format!(r#""$0" reports --format human --format json={file} >&- 2>&- <&-"#),
    ] {
        let ran = bash(&line);
        assert_eq!((ran.status.code(), err(&ran).as_str()), (Some(1), ""), "{line}");
    }
    assert_eq!(bash(r#""$0" nowhere 2>&-"#).status.code(), Some(2));
    assert_eq!(bash(r#""$0" nowhere 2>/dev/full"#).status.code(), Some(2));
    let written = fs::read_to_string(scratch.path().join("out.json")).expect("it was written");
    assert!(written.starts_with('{') && written.ends_with("}\n"), "{written}");
}

/// An interrupt ends a watching program by the signal, as it ends any other.
#[test]
fn an_interrupt_ends_a_watch() {
    let scratch = Scratch::new("report: {id: morning}\n");
    let mut command = Command::new(program());
    command.current_dir(scratch.path()).arg("--watch").stdout(Stdio::null());
    let mut child = command.stderr(Stdio::piped()).spawn().expect("the program can be run");
    let said = BufReader::new(child.stderr.take().expect("it is piped")).lines();
    let mut said = said.map_while(Result::ok);
    assert!(said.any(|line| line.starts_with("watching ")), "it says that it watches");
    let killed = Command::new("kill").args(["-INT", &child.id().to_string()]).status();
    assert!(killed.is_ok_and(|status| status.success()));
    let status = child.wait().expect("it ends");
    assert_eq!(status.signal(), Some(2), "{status:?}");
    assert_eq!(said.next(), None, "it says nothing of it");
}

fn not_utf_8(name: &str) -> OsString {
    OsString::from_vec(name.bytes().map(|byte| if byte == b'?' { 0xff } else { byte }).collect())
}

#[test]
fn arguments_that_are_no_text_are_told_of() {
    let scratch = Scratch::new("report: {id: morning}\n");
    let cases: [(&[&str], &str); 8] = [
        (&["no?where"], "cannot read no\u{fffd}where: "),
        (&["--today", "?"], "invalid UTF-8"),
        (&["--against", "?"], "invalid UTF-8"),
        (&["--select", "?"], "invalid UTF-8"),
        (&["--format", "?"], "invalid value"),
        (&["--format", "json=?"], "invalid value"),
        (&["explain", "?"], "invalid UTF-8"),
        (&["compare", "?", "?"], "invalid UTF-8"),
    ];
    for (args, told) in cases {
        let ran = claimcheck(scratch.path(), args.iter().map(|arg| not_utf_8(arg)));
        assert_eq!((ran.status, ran.out.as_str()), (2, ""), "{args:?}");
        assert!(ran.err.contains(told), "{args:?}: {}", ran.err);
    }
}

/// A folder of any name can hold a project, and an output may have any name.
#[test]
#[cfg_attr(
    not(target_os = "linux"),
    ignore = "file systems of other systems may refuse such names"
)]
fn folders_may_have_names_that_are_no_text() {
    let scratch = Scratch::new("");
    let folder = not_utf_8("pro?ject");
    let args: [&OsStr; 2] = ["init".as_ref(), &folder];
    let made = claimcheck(scratch.path(), args);
    assert_eq!(made.status, 0, "{}", made.err);
    let ran = claimcheck(scratch.path(), [&folder]);
    assert!(ran.out.contains("found 1 conflict"), "{}{}", ran.out, ran.err);
    let pages = not_utf_8("pa?ges");
    let args: [&OsStr; 2] = ["man".as_ref(), &pages];
    assert_eq!(claimcheck(scratch.path(), args).status, 0);
    assert!(scratch.path().join(&pages).join("claimcheck.1").is_file());
}

/// Nothing of what surrounds it is needed, and what is printed into a pipe depends on none of it but
/// `COLUMNS`.
#[test]
fn little_is_needed() {
    let whole = bash(r#""$0" reports"#);
    let out = String::from_utf8(whole.stdout).expect("UTF-8");
    assert!(out.contains("╭─["), "{out}");
    for line in [
        r#"env -i "$0" reports"#,
        r#"env -u HOME "$0" reports"#,
        r#"HOME=/nowhere XDG_CONFIG_HOME=/nowhere TMPDIR=/nowhere "$0" reports"#,
        r#"LC_ALL=C "$0" reports"#,
        r#"LANG=tr_TR.ISO-8859-9 "$0" reports"#,
        r#"TERM=dumb "$0" reports"#,
        r#"TERM= "$0" reports"#,
        r#"NO_COLOR=1 "$0" reports"#,
        r#"COLUMNS=-1 "$0" reports"#,
        r#"COLUMNS=99999999999999999999999 "$0" reports"#,
        r#"COLUMNS=x "$0" reports"#,
        r#""$0" reports 2>&1 < /dev/null | cat"#,
    ] {
        let ran = bash(line);
        assert_eq!(err(&ran), "", "{line}");
        assert_eq!(String::from_utf8(ran.stdout).expect("UTF-8"), out, "{line}");
    }
}

/// The folder that one stands in may be gone.
#[test]
fn a_folder_that_is_gone_is_told_of() {
    let scratch = Scratch::new("report: {id: morning}\n");
    let line =
        format!(r#"mkdir {0}/gone; cd {0}/gone; rmdir {0}/gone; "$0""#, scratch.path().display());
    let ran = bash(&line);
    assert_eq!(ran.status.code(), Some(2));
    assert!(err(&ran).contains("cannot read .: "), "{}", err(&ran));
}

/// However narrow, everything is there; a line that cannot be broken is longer.
#[test]
fn one_column_is_enough() {
    for columns in ["1", "0", "2", "39"] {
        for args in [
            &["reports", "--show", "all"][..],
            &["timeline"],
            &["matrix"],
            &["report", "summit-eve"],
            &["coverage"],
            &["settings"],
            &["--help"],
        ] {
            let ran = claimcheck_with(root(), &[("COLUMNS", columns)], args);
            assert_eq!(ran.err, "", "{columns}");
            assert!(ran.status <= 1 && !ran.out.is_empty(), "{columns} {args:?}");
        }
    }
    let narrow = claimcheck_with(root(), &[("COLUMNS", "1")], ["reports"]);
    let words = |text: &str| text.matches("conflict/").count();
    let wide = claimcheck_with(root(), &[("COLUMNS", "120")], ["reports"]);
    assert_eq!(words(&narrow.out), words(&wide.out));
}

/// On a terminal: what it prints there, run by `script` of util-linux.
fn on_a_terminal(environment: &str, arguments: &str) -> String {
    let line = format!("{environment} {} {arguments}", program().display());
    let ran = Command::new("script")
        .args(["-q", "-e", "-c", &line, "/dev/null"])
        .current_dir(root())
        .env_remove("NO_COLOR")
        .env_remove("FORCE_COLOR")
        .envs(OF_CI.map(|name| (name, "")))
        .stdin(Stdio::null())
        .output()
        .expect("`script` (Debian: bsdutils) can be run");
    String::from_utf8_lossy(&ran.stdout).into_owned()
}

/// A view that is longer than the terminal goes through the pager of the surroundings, and where there
/// is none that works, it is printed.
#[test]
#[cfg_attr(not(target_os = "linux"), ignore = "needs the `script` of util-linux")]
fn what_is_longer_than_the_terminal_is_paged() {
    let shell = "stty rows 24 cols 80;";
    let shown = |pager: &str| {
        on_a_terminal(&format!("{shell} LC_ALL=C.UTF-8 TERM=xterm PAGER='{pager}'"), "matrix")
    };
    let paged = shown("sed s/^/paged:/");
    assert!(paged.contains("trump.office"), "{paged}");
    assert!(paged.lines().all(|line| line.starts_with("paged:")), "{paged}");
    for none in ["", "cat", "no-such-program-of-anybody 2> /dev/null"] {
        let out = shown(none);
        assert!(out.contains("trump.office") && !out.contains("paged:"), "{none}: {out}");
    }
    // What fits is printed, and so is everything where nobody can turn pages.
    for fits in ["stty rows 500 cols 80;", "TERM=dumb"] {
        let line = format!("{fits} LC_ALL=C.UTF-8 PAGER='sed s/^/paged:/'");
        let out = on_a_terminal(&line, "matrix");
        assert!(out.contains("trump.office") && !out.contains("paged:"), "{fits}: {out}");
    }
    // Whoever leaves the pager early has read enough.
    let left = shown("true");
    assert_eq!(left.trim(), "", "{left}");
}

/// A page is nothing to read on a terminal: it says so, and what to do, and prints none of it.
#[test]
#[cfg_attr(not(target_os = "linux"), ignore = "needs the `script` of util-linux")]
fn a_terminal_gets_no_page() {
    for args in ["html reports", "html reports -o -"] {
        let out = on_a_terminal("", args);
        assert!(out.contains("standard output is a terminal"), "{args}: {out}");
        assert!(out.contains("name a file, as in `-o page.html`"), "{args}: {out}");
        assert!(!out.contains("<!DOCTYPE"), "{args}: {out}");
    }
}

#[test]
#[cfg_attr(not(target_os = "linux"), ignore = "needs the `script` of util-linux")]
fn a_terminal_gets_what_it_can_show() {
    let full = on_a_terminal("LC_ALL=C.UTF-8 TERM=xterm", "reports");
    assert!(full.contains('╭') && full.contains("\u{1b}["), "{full}");
    let drawn = ['╭', '─', '│', '▶', '┬', '×', '…', '·'];
    for plain in ["LC_ALL=C", "LC_ALL= LC_CTYPE= LANG=POSIX", "LC_ALL=de_DE.ISO-8859-1"] {
        let out = on_a_terminal(&format!("{plain} TERM=xterm"), "reports");
        assert!(!out.contains(drawn), "{plain}: {out}");
        assert!(out.contains("+-> president") || out.contains("president"), "{plain}: {out}");
    }
    for uncoloured in ["TERM=dumb", "TERM=xterm NO_COLOR=1"] {
        let out = on_a_terminal(&format!("LC_ALL=C.UTF-8 {uncoloured}"), "reports");
        assert!(!out.contains('\u{1b}'), "{uncoloured}: {out}");
    }
}
