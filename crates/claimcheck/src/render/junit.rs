//! `JUnit`'s XML, for machines that know tests and nothing else. An agreement is a test that passed,
//! a new conflict of severity error one that failed, an error of the input one that could not be
//! run; whatever asks for nobody's work now was skipped.

use std::collections::BTreeMap;

use claimcheck_checker::{Diagnostic, Family, Severity, State};
use claimcheck_core::model::Model;

use super::Outcome;
use super::paths::Paths;
use super::told;

/// `JUnit` wants to know when a test ran and where. The same findings are the same bytes, so it is
/// always told the same.
const WHEN_AND_WHERE: &str = r#"timestamp="1970-01-01T00:00:00" hostname="localhost" time="0""#;

/// What became of a test.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Result {
    Passed,
    Failed,
    Broken,
    Skipped,
}

/// The findings as one document: a suite for each family, a test for each finding.
pub(crate) fn render(outcome: Outcome<'_>, paths: &Paths) -> String {
    let mut text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n".to_owned();
    for (number, family) in Family::ALL.into_iter().enumerate() {
        text.push_str(&suite(outcome, family, number, paths));
    }
    text.push_str("</testsuites>\n");
    text
}

fn suite(outcome: Outcome<'_>, family: Family, number: usize, paths: &Paths) -> String {
    let model = outcome.project.graph.model();
    let own: Vec<&Diagnostic> =
        outcome.findings.iter().filter(|finding| finding.family() == family).collect();
    let count =
        |result: Result| own.iter().filter(|finding| self::result(finding) == result).count();
    let mut text = format!(
        "  <testsuite name=\"{}\" package=\"claimcheck\" id=\"{number}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\" {WHEN_AND_WHERE}>\n    <properties>",
        family.as_str(),
        own.len(),
        count(Result::Failed),
        count(Result::Broken),
        count(Result::Skipped),
    );
    if family == Family::Conflict {
        for (name, value) in told::states(outcome) {
            text.push_str(&format!("\n      <property name=\"{name}\" value=\"{value}\"/>"));
        }
        text.push_str("\n    ");
    }
    text.push_str("</properties>\n");
    let mut names = BTreeMap::new();
    for finding in own {
        text.push_str(&test(model, finding, paths, &mut names));
    }
    text.push_str(&format!(
        "    <system-out>{}</system-out>\n    <system-err></system-err>\n  </testsuite>\n",
        escape(&fixed(outcome, family))
    ));
    text
}

/// What is fixed has no test any more: it is told beside those of the conflicts.
fn fixed(outcome: Outcome<'_>, family: Family) -> String {
    if family != Family::Conflict {
        return String::new();
    }
    outcome.fixed.iter().map(|line| format!("fixed: {}\n", told::short(line))).collect()
}

fn test(
    model: &Model,
    finding: &Diagnostic,
    paths: &Paths,
    names: &mut BTreeMap<(&'static str, String), u32>,
) -> String {
    let mut name = told::cut(&finding.message, 600);
    // Two tests of one name are taken for one that ran twice.
    let before = names.entry((finding.code, name.clone())).or_default();
    *before += 1;
    if *before > 1 {
        name.push_str(&format!(" ({before})"));
    }
    let open = format!(
        "    <testcase name=\"{}\" classname=\"{}\" time=\"0\"",
        escape(&name),
        finding.code.replace('/', ".")
    );
    let (element, kind) = match result(finding) {
        Result::Passed => return open + "/>\n",
        Result::Skipped => ("skipped", String::new()),
        Result::Failed => ("failure", format!(" type=\"{}\"", finding.code)),
        Result::Broken => ("error", format!(" type=\"{}\"", finding.code)),
    };
    let message = match finding.state {
        State::New => format!("{}: {}", finding.severity.as_str(), finding.code),
        state => format!("{}: {}", state.as_str(), finding.code),
    };
    let at = format!("{}: {}", paths.place(model, finding.at), told::message(finding));
    let lines = std::iter::once(at).chain(told::lines(model, finding, paths));
    format!(
        "{open}>\n      <{element}{kind} message=\"{}\">{}</{element}>\n    </testcase>\n",
        escape(&message),
        escape(&lines.collect::<Vec<_>>().join("\n"))
    )
}

fn result(finding: &Diagnostic) -> Result {
    match (finding.family(), finding.severity) {
        (Family::Agreement, _) => Result::Passed,
        (Family::Conflict, Severity::Error) if finding.state == State::New => Result::Failed,
        (Family::Input, Severity::Error) => Result::Broken,
        _ => Result::Skipped,
    }
}

/// A text as XML may hold it, between tags and in an attribute. It is cleaned already; two
/// characters that are no control characters are left that no XML has.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&apos;"),
            '\u{fffe}' | '\u{ffff}' => escaped.push('\u{fffd}'),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn nothing_ends_where_it_stands() {
        assert_eq!(escape("a]]><b c=\"d\">&'"), "a]]&gt;&lt;b c=&quot;d&quot;&gt;&amp;&apos;");
        assert_eq!(escape("\u{ffff}"), "\u{fffd}");
    }
}
