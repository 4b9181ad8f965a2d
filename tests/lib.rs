//! What the tests of the workspace share: projects written as one string, findings written as one
//! line each, and the built program. Owns no expectation.
//!
//! A fixture is the texts of a project under headings:
//!
//! ```text
//! --- claims/morning.yaml
//! report: {file: morning.txt}
//! --- reports/morning.txt
//! The talks are on Thursday.
//! ```
//!
//! What stands before the first heading is `claims/example.yaml`. A heading starts with a folder of
//! the project, so that `---` between two documents of a file is none.

mod program;
mod serving;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use claimcheck_checker::{Diagnostic, Family};
use claimcheck_core::model::Model;
use claimcheck_core::problem::InputCode;
use claimcheck_core::resolve::Text;
use claimcheck_core::source::SourceFile;
use claimcheck_core::{Input, Project};

#[cfg(unix)]
pub use program::unprivileged;
pub use program::{OF_CI, Ran, Scratch, claimcheck, claimcheck_with, example, program, root};

pub use serving::{Serving, lines as lines_of};

/// The texts of a project, by their paths.
pub type Files = BTreeMap<String, String>;

/// Takes a fixture apart into its files.
pub fn files(fixture: &str) -> Files {
    let mut files = Files::new();
    let mut path = "claims/example.yaml".to_owned();
    for line in fixture.split_inclusive('\n') {
        match heading(line) {
            Some(next) => {
                path = next.to_owned();
                files.entry(path.clone()).or_default();
            }
            // A heading directly at the start leaves nothing before it.
            None if !files.contains_key(&path) && line.trim().is_empty() => {}
            None => files.entry(path.clone()).or_default().push_str(line),
        }
    }
    files
}

fn heading(line: &str) -> Option<&str> {
    let path = line.trim_end().strip_prefix("--- ")?;
    let folders = ["claims/", "reports/", "claimcheck"];
    folders.iter().any(|folder| path.starts_with(folder)).then_some(path)
}

/// Loads the texts of a project in the order of an iterator, in memory.
pub fn load_files<'f>(files: impl IntoIterator<Item = (&'f String, &'f String)>) -> Project {
    load_files_on(None, files)
}

/// Loads the texts of a project as they are looked at on some day, `2025-11-03`.
pub fn load_files_on<'f>(
    day: Option<&str>,
    files: impl IntoIterator<Item = (&'f String, &'f String)>,
) -> Project {
    let today = day.map(|day| claimcheck_core::values::date::read_day(day).expect("a day"));
    let mut input = Input { today, ..Input::default() };
    for (path, text) in files {
        let file = input.sources.add(SourceFile::new(path.as_str(), text.as_str()));
        match path.strip_prefix("reports/") {
            Some(below) => input.texts.push(Text { path: below.to_owned(), content: Ok(file) }),
            None if path == "claimcheck.baseline.yaml" => input.baseline = Some(file),
            None => input.claims.push(file),
        }
    }
    claimcheck_core::load(input)
}

/// Loads a fixture.
pub fn load(fixture: &str) -> Project {
    load_files(&files(fixture))
}

/// All findings of a fixture.
pub fn findings(fixture: &str) -> (Project, Vec<Diagnostic>) {
    let project = load(fixture);
    let findings = claimcheck_checker::check(&project);
    (project, findings)
}

/// The only finding of a code.
#[track_caller]
pub fn one(fixture: &str, code: &str) -> (Project, Diagnostic) {
    let (project, findings) = findings(fixture);
    let lines = lines(&project, &findings);
    let mut own = findings.into_iter().filter(|finding| finding.code == code);
    match (own.next(), own.next()) {
        (Some(finding), None) => (project, finding),
        _ => panic!("wanted one finding of {code}, got:\n{lines}"),
    }
}

/// Checks that the conflicts of a fixture are these, and that its input has no error.
#[track_caller]
pub fn conflicts(fixture: &str, expected: &str) {
    family(fixture, Family::Conflict, expected);
}

/// Checks that the agreements of a fixture are these, and that its input has no error.
#[track_caller]
pub fn agreements(fixture: &str, expected: &str) {
    family(fixture, Family::Agreement, expected);
}

/// Checks that the gaps of a fixture are these, and that its input has no error. That the claims of
/// reports without a text rest on no passage is left out: nearly every fixture has such reports.
#[track_caller]
pub fn gaps(fixture: &str, expected: &str) {
    family(fixture, Family::Gap, expected);
}

/// Checks that what is wrong with the input of a fixture is this.
#[track_caller]
pub fn input(fixture: &str, expected: &str) {
    let (project, findings) = findings(fixture);
    compare(&project, findings, Family::Input, &[], expected);
}

/// Checks which findings of one code a fixture has, and that its input has no error.
#[track_caller]
pub fn only(fixture: &str, code: &str, expected: &str) {
    let (project, findings) = findings(fixture);
    refuse_bad_input(&project, &findings);
    let own: Vec<Diagnostic> =
        findings.into_iter().filter(|finding| finding.code == code).collect();
    let family = Family::of(code).expect("a code begins with its family");
    compare(&project, own, family, &[], expected);
}

/// Checks which tensions a fixture has.
#[track_caller]
pub fn tensions(fixture: &str, expected: &str) {
    family(fixture, Family::Tension, expected);
}

#[track_caller]
fn family(fixture: &str, family: Family, expected: &str) {
    let (project, findings) = findings(fixture);
    refuse_bad_input(&project, &findings);
    compare(&project, findings, family, &["gap/unquoted"], expected);
}

/// A claim that could not be read conflicts with nothing: such a fixture proves nothing.
#[track_caller]
fn refuse_bad_input(project: &Project, findings: &[Diagnostic]) {
    let errors = project.problems.iter().any(|problem| problem.code.is_error());
    assert!(!errors, "the fixture itself is wrong:\n{}", lines(project, findings));
}

#[track_caller]
fn compare(
    project: &Project,
    mut findings: Vec<Diagnostic>,
    family: Family,
    without: &[&str],
    expected: &str,
) {
    findings.retain(|finding| finding.family() == family && !without.contains(&finding.code));
    let found = lines(project, &findings);
    let expected: String = expected.lines().map(str::trim).filter(|line| !line.is_empty()).fold(
        String::new(),
        |mut text, line| {
            text.push_str(line);
            text.push('\n');
            text
        },
    );
    assert!(found == expected, "\nexpected:\n{expected}\nfound:\n{found}");
}

/// Findings, one line each: `code severity question: value | value`. Where it has no positions, the
/// names of its claims and rules stand there; where it has no claims, its place and what stands at it.
pub fn lines(project: &Project, findings: &[Diagnostic]) -> String {
    findings.iter().fold(String::new(), |mut text, finding| {
        let _ = writeln!(text, "{}", line(project.graph.model(), finding));
        text
    })
}

fn line(model: &Model, finding: &Diagnostic) -> String {
    let mut line = format!("{} {}", finding.code, finding.severity.as_str());
    if finding.within && finding.family() == Family::Conflict {
        line.push_str(" within");
    }
    let mut questions: Vec<String> =
        finding.questions.iter().map(|question| model.question_name(*question)).collect();
    questions.extend(finding.asked.map(|asked| {
        format!("{}.{}", model.entity(asked.subject).id, model.property(asked.property).id)
    }));
    if !questions.is_empty() {
        line.push(' ');
        line.push_str(&questions.join(" + "));
    }
    let detail = if !finding.positions.is_empty() {
        let values: Vec<&str> =
            finding.positions.iter().map(|position| position.value.as_str()).collect();
        values.join(" | ")
    } else if !finding.claims.is_empty() || !finding.rules.is_empty() {
        let claims = finding.claims.iter().map(|claim| &*model.entry_of(*claim).name);
        let rules = finding.rules.iter().map(|rule| model.rule(*rule).name.as_str());
        claims.chain(rules).collect::<Vec<_>>().join(", ")
    } else if finding.family() == Family::Input {
        let at = model.sources.start(finding.at);
        let path = model.sources.file(finding.at.file).path();
        let there: String = model
            .sources
            .slice(finding.at)
            .lines()
            .next()
            .unwrap_or_default()
            .chars()
            .take(40)
            .collect();
        let _ = write!(line, " {path}:{}:{} `{there}`", at.line, at.column);
        return line;
    } else {
        return line;
    };
    line.push_str(": ");
    line.push_str(&detail);
    line
}

/// Checks that a text has all of some words in it.
#[track_caller]
pub fn mentions(text: &str, words: &[&str]) {
    for word in words {
        assert!(text.contains(word), "`{word}` is not in: {text}");
    }
}

/// The problems of one code: their messages with their help.
pub fn problems(project: &Project, code: InputCode) -> Vec<String> {
    let own = project.problems.iter().filter(|problem| problem.code == code);
    own.map(|problem| {
        format!("{}; {}", problem.message, problem.help.as_deref().unwrap_or_default())
    })
    .collect()
}

/// Writes the files of a fixture below a folder.
pub fn write(files: &Files, folder: &Path) {
    for (path, text) in files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().expect("a file lies in a folder"))
            .expect("the folder can be made");
        std::fs::write(path, text).expect("the file can be written");
    }
}
