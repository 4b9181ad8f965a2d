//! SARIF 2.1.0, as code scanning services read it: what is new, at the lines of the claims, with
//! the passages linked from the message.

use std::collections::{BTreeMap, HashMap};

use claimcheck_checker::{Check, Diagnostic, Family, Severity, State};
use claimcheck_core::model::Model;

use claimcheck_core::source::Span;
use claimcheck_core::text::armoured;

use super::Outcome;
use super::paths::Paths;
use super::sarif_log::{
    Answer, ArtifactLocation, BaseId, CodeFlow, Configuration, Driver, Help, Invocation, Location,
    Log, Message, Notification, PhysicalLocation, Region, Rule, RuleProperties, Run, Step,
    ThreadFlow, Tool,
};
use super::told::{self, counted};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";
/// What GitHub and others call the root of the repository.
const ROOT: &str = "%SRCROOT%";
/// GitHub refuses a run with more results.
const MOST_RESULTS: usize = 25_000;
/// GitHub shows this many locations of a result.
const MOST_LOCATIONS: usize = 100;

/// The findings as one log of one run. Agreements are left out, as are conflicts that are known or
/// ruled: services that read SARIF show whatever is in it as something to be done.
pub(crate) fn render(outcome: Outcome<'_>, paths: &Paths) -> Result<String, serde_json::Error> {
    let model = outcome.project.graph.model();
    let told: Vec<&Diagnostic> = told::by_weight(outcome.findings)
        .into_iter()
        .filter(|finding| finding.state == State::New && finding.family() != Family::Agreement)
        .collect();
    let kept = &told[..told.len().min(MOST_RESULTS)];
    let checks: Vec<&Check> = claimcheck_checker::check::all()
        .iter()
        .copied()
        .filter(|check| kept.iter().any(|finding| finding.code == check.code))
        .collect();
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let results = kept.iter().filter_map(|finding| {
        let index = checks.iter().position(|check| check.code == finding.code)?;
        let nth = seen.entry(&finding.fingerprint).or_default();
        *nth += 1;
        Some(Answer { rule_index: index, ..result(model, finding, *nth, paths) })
    });
    let log = Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [Run {
            tool: tool(&checks),
            invocations: left_out(told.len() - kept.len()),
            original_uri_base_ids: BTreeMap::from([(
                ROOT,
                BaseId { description: message("The root of the repository.") },
            )]),
            column_kind: "unicodeCodePoints",
            results: results.collect(),
        }],
    };
    Ok(armoured(serde_json::to_string_pretty(&log)?) + "\n")
}

fn tool(checks: &[&Check]) -> Tool {
    Tool {
        driver: Driver {
            name: "claimcheck",
            version: env!("CARGO_PKG_VERSION"),
            semantic_version: env!("CARGO_PKG_VERSION"),
            short_description: message(env!("CARGO_PKG_DESCRIPTION")),
            rules: checks.iter().map(|check| rule(check)).collect(),
        },
    }
}

fn left_out(number: usize) -> Vec<Invocation> {
    if number == 0 {
        return Vec::new();
    }
    let text = format!(
        "{} left out, as a run may have {MOST_RESULTS} results.",
        counted(number, "more finding")
    );
    let notification = Notification { level: "warning", message: message(&text) };
    vec![Invocation {
        execution_successful: true,
        tool_execution_notifications: vec![notification],
    }]
}

fn rule(check: &Check) -> Rule {
    Rule {
        id: check.code,
        name: pascal(check.code),
        short_description: message(&sentence(check.summary)),
        full_description: message(&plain(first_paragraph(check.documentation))),
        help: Help { text: plain(check.documentation), markdown: check.documentation.to_owned() },
        default_configuration: Configuration { level: check.severity.as_str() },
        properties: RuleProperties {
            tags: vec!["claims", check.family().as_str()],
            problem_severity: match check.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "recommendation",
            },
            precision: "very-high",
        },
    }
}

/// `conflict/closed-list` as `ConflictClosedList`.
fn pascal(code: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        let first = letters.next().map(|c| c.to_ascii_uppercase());
        first.into_iter().chain(letters).collect::<String>()
    };
    code.split(['/', '-']).map(word).collect()
}

fn sentence(summary: &str) -> String {
    let mut letters = summary.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).chain(['.']).collect()
}

fn first_paragraph(documentation: &str) -> &str {
    documentation.split("\n\n").next().unwrap_or_default()
}

/// Our own Markdown without its marks; examples keep their lines.
fn plain(markdown: &str) -> String {
    markdown
        .trim()
        .replace("**", "")
        .replace("```yaml ", "Example: ")
        .replace("```", "")
        .replace('`', "'")
}

/// A finding, the nth of those that have its fingerprint.
fn result(model: &Model, finding: &Diagnostic, nth: usize, paths: &Paths) -> Answer {
    let (text, related) = linked(model, finding, paths);
    // GitHub follows an alert by the second of these, and by no other; the number there tells apart
    // those that would else be one.
    let own = finding.fingerprint.clone();
    let line_hash = format!("{}:{nth}", finding.fingerprint);
    Answer {
        rule_id: finding.code,
        rule_index: 0,
        level: finding.severity.as_str(),
        message: Message { text },
        locations: [located(model, finding.at, paths)],
        related_locations: related,
        code_flows: flow(model, finding, paths).into_iter().collect(),
        partial_fingerprints: BTreeMap::from([
            ("claimcheck/v1", own),
            ("primaryLocationLineHash", line_hash),
        ]),
        baseline_state: "new",
    }
}

/// The message, with a link to each place that it speaks of, and those places: first the sides of
/// the finding, then the lines of YAML of its other claims.
fn linked(model: &Model, finding: &Diagnostic, paths: &Paths) -> (String, Vec<Location>) {
    let mut lines = vec![escape(&ended(&told::message(finding)))];
    let mut related = Vec::new();
    for party in told::parties(model, finding).iter().take(MOST_LOCATIONS) {
        let id = related.len() + 1;
        let words = if party.answer.is_empty() { "here" } else { &party.answer };
        let held = match (party.holders.as_str(), &party.quote) {
            ("", None) => String::new(),
            ("", Some(quote)) => format!(": “{}”", escape(quote)),
            (holders, None) => format!(": {}", escape(holders)),
            (holders, Some(quote)) => format!(": {}, “{}”", escape(holders), escape(quote)),
        };
        if id <= told::MOST_SIDES {
            lines.push(format!("- [{}]({id}){held}", escape(words)));
        }
        let named = if party.holders.is_empty() { words } else { &party.holders };
        related.push(Location {
            id: Some(id),
            message: Some(Message { text: escape(named) }),
            ..located(model, party.span, paths)
        });
    }
    let claims = finding.claims.iter().map(|claim| model.entry_of(*claim));
    let mut written: Vec<Span> = vec![finding.at];
    for entry in claims {
        if related.len() < MOST_LOCATIONS && !written.contains(&entry.place) {
            written.push(entry.place);
            related.push(Location {
                id: Some(related.len() + 1),
                message: Some(Message { text: escape(&told::short(&entry.name)) }),
                ..located(model, entry.place, paths)
            });
        }
    }
    lines.extend(told::steps(finding).iter().map(|step| escape(step)));
    lines.extend(told::help(finding).map(|help| escape(&ended(&format!("Help: {help}")))));
    (lines.join("\n"), related)
}

/// The steps of the reason, each at the claim or rule that it names, or else where the finding is
/// shown.
fn flow(model: &Model, finding: &Diagnostic, paths: &Paths) -> Option<CodeFlow> {
    if !finding.is_constraint() || finding.reason.is_empty() {
        return None;
    }
    let places = named_places(model, finding);
    let step = |text: &String| {
        let named = places.iter().filter(|(name, _)| {
            text.contains(&format!("({name}")) || text.contains(&format!("`{name}`"))
        });
        // One name may begin as another does.
        let span = named.max_by_key(|(name, _)| name.len()).map_or(finding.at, |(_, span)| *span);
        let message = Some(Message { text: escape(&told::cut(text, 600)) });
        Step { location: Location { message, ..located(model, span, paths) } }
    };
    let locations = finding.reason.iter().map(step).collect();
    Some(CodeFlow { thread_flows: [ThreadFlow { locations }] })
}

/// What steps name, and where it stands: a claim at its passage, a rule where it is written.
fn named_places<'m>(model: &'m Model, finding: &Diagnostic) -> Vec<(&'m str, Span)> {
    let claims = finding
        .claims
        .iter()
        .map(|claim| (&*model.entry_of(*claim).name, told::party(model, *claim).span));
    let rules = finding.rules.iter().map(|rule| {
        let rule = model.rule(*rule);
        (rule.name.as_str(), rule.place)
    });
    claims.chain(rules).collect()
}

fn located(model: &Model, span: Span, paths: &Paths) -> Location {
    let (start, end) = (model.sources.start(span), model.sources.end(span));
    Location {
        id: None,
        place: PhysicalLocation {
            artifact_location: ArtifactLocation {
                uri: uri(&paths.of(model, span.file)),
                uri_base_id: ROOT,
            },
            region: Region {
                start_line: start.line,
                start_column: start.column,
                end_line: end.line,
                end_column: end.column,
            },
        },
        message: None,
    }
}

/// A text that ends as sentences do.
fn ended(text: &str) -> String {
    let stop = if text.ends_with(['.', '?', '!']) { "" } else { "." };
    format!("{text}{stop}")
}

fn message(text: &str) -> Message {
    Message { text: text.to_owned() }
}

/// A text within a message of SARIF: brackets are those of links, unless a backslash stands before
/// them. Braces are those of placeholders; readers differ in how they undo their escape, so that
/// parentheses stand for them.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '[' | ']' => escaped.extend(['\\', c]),
            '{' => escaped.push('('),
            '}' => escaped.push(')'),
            c => escaped.push(c),
        }
    }
    escaped
}

/// A relative path as an address: all but letters, digits, `-._~` and `/` in percent.
fn uri(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            byte => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::{escape, pascal, uri};

    #[test]
    fn paths_are_addresses() {
        assert_eq!(uri("claims/a b#c%d:é.yaml"), "claims/a%20b%23c%25d%3A%C3%A9.yaml");
    }

    #[test]
    fn nothing_in_a_text_is_a_link() {
        assert_eq!(escape(r"[x](1) \ {0}"), r"\[x\](1) \\ (0)");
    }

    #[test]
    fn a_code_has_a_name() {
        assert_eq!(pascal("conflict/closed-list"), "ConflictClosedList");
    }
}
