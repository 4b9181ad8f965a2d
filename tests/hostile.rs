//! Texts of reports and claims that try to be more than text: whatever they say, each format stays
//! what it is, and nothing in it steers a terminal, calls anybody or links anywhere.

use std::collections::BTreeSet;
use std::path::Path;

use crate::cases::config;
use claimcheck::written::formats;
use claimcheck_tests::{Ran, Scratch, claimcheck, claimcheck_with};
use proptest::prelude::*;
use pulldown_cmark::{Event, Options, Parser, Tag};
use serde_json::Value;

/// What has meant trouble somewhere.
const NASTY: [&str; 36] = [
    "\u{1b}[31m",
    "\u{1b}]8;;https://evil.example\u{7}x\u{1b}]8;;\u{7}",
    "\u{202e}txt.exe",
    "\u{2066}x\u{2069}",
    "\u{9b}2J",
    "\u{7f}",
    "\u{85}",
    "\u{2028}",
    "\u{e0041}",
    "\u{fffe}",
    "]]>",
    "<!--",
    "<script>alert(1)</script>",
    "<img src=x onerror=y>",
    "</details>",
    "</failure></testcase>",
    "&lt;b&gt;",
    "&#64;team",
    "::error::hello",
    "\n::error::hello",
    "::stop-commands::x",
    "##[error]hello",
    "%0A::error::x",
    "a|b",
    "| x | y |\n| --- | --- |",
    "`code` ``more``",
    "[link](https://evil.example)",
    "![picture](https://evil.example/x.png)",
    "https://evil.example www.evil.example",
    "@team @org/team user@evil.example",
    "#12 GH-12 org/repo#3 !4 ~label",
    "*a* _b_ **c** ~~d~~",
    "# heading\n- list\n1. one\n> quote",
    "[x](1) [0] \\[ {0} {{1}}",
    "\"quotes\" 'and' \\ backslash",
    "$x^2$ $$y$$ :smile:",
];

fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => proptest::sample::select(NASTY.to_vec()).prop_map(str::to_owned),
        1 => any::<String>(),
        1 => "[ -~]{0,20}",
        1 => Just("long ".repeat(500)),
    ];
    proptest::collection::vec(piece, 1..4).prop_map(|pieces| pieces.concat())
}

/// A text as YAML holds any: in double quotes, all that is no ASCII escaped.
fn said(text: &str) -> String {
    let escape = |c: char| match c {
        '"' | '\\' => format!("\\{c}"),
        ' '..='~' => c.to_string(),
        c => format!("\\U{:08x}", u32::from(c)),
    };
    format!("\"{}\"", text.chars().map(escape).collect::<String>())
}

fn ends_a_line(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// A project in which a text is the name of an entity, an answer, a scope, a note, the title of a
/// report and, behind a word that is known, a passage. Its conflicts are two, its agreement one,
/// whatever the text says.
fn project(hostile: &str) -> Scratch {
    let scratch = Scratch::new("");
    let name = said(&format!("N {hostile}"));
    let (one, other) = (said(&format!("one {hostile}")), said(&format!("other {hostile}")));
    let scope = said(&format!("s {hostile}"));
    let yaml = format!(
        "entities:\n  talks: {{kind: event, names: [{name}]}}\nproperties:\n  words: {{type: text}}\n---\n\
         report: {{id: morning, file: morning.txt, title: {one}}}\nclaims:\n  \
         - {{id: day, quote: 'START … END', about: talks, says: {{date: 2025-10-30}}, scope: {{of: {scope}}}}}\n  \
         - {{id: words, about: talks, says: {{words: {one}}}, note: {other}}}\n---\n\
         report: {{id: evening, title: {other}}}\nclaims:\n  \
         - {{id: day, about: talks, says: {{date: 2025-10-31}}, scope: {{of: {scope}}}}}\n  \
         - {{id: words, about: talks, says: {{words: {other}}}, contradicts: [morning#words]}}\n"
    );
    let files = [
        // A quote with an ellipsis stays within a paragraph.
        ("reports/morning.txt", format!("START {} END\n", hostile.replace(ends_a_line, " "))),
        ("claims/a,b%c.yaml", yaml),
    ];
    let files = files.into_iter().map(|(path, text)| (path.to_owned(), text)).collect();
    claimcheck_tests::write(&files, scratch.path());
    scratch
}

/// What is not to reach anybody: all that a terminal obeys. A line may end.
fn steers(c: char) -> bool {
    (c.is_control() && c != '\n')
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}')
        || matches!(c, '\u{2028}' | '\u{2029}' | '\u{2066}'..='\u{2069}')
        || matches!(c, '\u{e0000}'..='\u{e007f}')
}

/// What one run writes in each format.
#[track_caller]
fn run(folder: &Path) -> impl Fn(&str) -> String {
    let asked = formats().into_iter().map(|format| format!("--format={format}=out.{format}"));
    let Ran { out, err, .. } = claimcheck(folder, asked);
    assert_eq!((out.as_str(), err.as_str()), ("", ""));
    move |format| {
        let file = folder.join(format!("out.{format}"));
        let text = std::fs::read_to_string(file).expect("it is written");
        assert!(!text.contains(steers), "{format}: {text:?}");
        text
    }
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|error| panic!("{error}: {text}"))
}

fn codes<'v>(findings: &'v Value, path: &str, key: &str) -> Vec<&'v str> {
    let findings = findings.pointer(path).and_then(Value::as_array).expect("a list");
    let mut codes: Vec<&str> =
        findings.iter().filter_map(|finding| finding.pointer(key)?.as_str()).collect();
    codes.sort_unstable();
    codes
}

/// The links of a message of SARIF, as its readers find them.
fn links(message: &str) -> BTreeSet<String> {
    let mut links = BTreeSet::new();
    let mut letters = message.chars().peekable();
    let (mut open, mut text) = (false, String::new());
    while let Some(c) = letters.next() {
        match c {
            '\\' => text.extend(letters.next()),
            '[' => open = true,
            ']' if open && letters.peek() == Some(&'(') => {
                letters.next();
                links.insert(letters.by_ref().take_while(|c| *c != ')').collect());
                open = false;
            }
            c => text.push(c),
        }
    }
    links
}

#[track_caller]
fn sarif_links_to_its_own_places(log: &Value) {
    for result in log["runs"][0]["results"].as_array().expect("a list") {
        let ids: BTreeSet<String> = result["relatedLocations"]
            .as_array()
            .map_or(&[] as &[Value], Vec::as_slice)
            .iter()
            .map(|place| place["id"].to_string())
            .collect();
        let message = result["message"]["text"].as_str().expect("a text");
        assert!(links(message).is_subset(&ids), "{message}");
        assert!(!message.contains(['{', '}']), "{message}");
    }
}

#[track_caller]
fn commands_are_lines(out: &str, findings: usize) {
    let kinds = ["::error file=claims/a%2Cb%25c.yaml,", "::notice title=claimcheck::"];
    for line in out.lines() {
        assert!(kinds.iter().any(|kind| line.starts_with(kind)), "{line}");
    }
    assert_eq!(out.lines().count(), findings);
}

#[track_caller]
fn xml_has_its_elements_alone(out: &str, findings: usize) {
    let document = roxmltree::Document::parse(out).unwrap_or_else(|error| panic!("{error}: {out}"));
    let known = [
        "testsuites",
        "testsuite",
        "error",
        "properties",
        "property",
        "testcase",
        "failure",
        "skipped",
        "system-out",
        "system-err",
    ];
    let elements = document.descendants().filter(roxmltree::Node::is_element);
    let names: Vec<&str> = elements.map(|node| node.tag_name().name()).collect();
    assert!(names.iter().all(|name| known.contains(name)), "{names:?}");
    assert_eq!(names.iter().filter(|name| **name == "testcase").count(), findings);
}

/// Our own markup is the only one, each row has its three cells, and what is shown calls nobody.
#[track_caller]
fn comment_is_ours(out: &str, rows: usize) {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_MATH;
    let mut cells = 0;
    let mut shown = String::new();
    for event in Parser::new_ext(out, options) {
        match event {
            Event::Start(tag) => {
                if matches!(tag, Tag::TableCell) {
                    cells += 1;
                }
                let ours = matches!(
                    tag,
                    Tag::Paragraph
                        | Tag::Heading { .. }
                        | Tag::Table(_)
                        | Tag::TableHead
                        | Tag::TableRow
                        | Tag::TableCell
                        | Tag::List(_)
                        | Tag::Item
                        | Tag::Strong
                        | Tag::HtmlBlock
                );
                assert!(ours, "{tag:?}: {out}");
            }
            Event::Html(html) | Event::InlineHtml(html) => {
                let html = html.trim();
                let ours = ["<br>", "</details>"].contains(&html)
                    || (html.starts_with("<details><summary>") && html.ends_with("</summary>"));
                assert!(ours, "{html}: {out}");
            }
            // A fence of backticks is no place to call anybody from.
            Event::Code(_) => shown.push(' '),
            Event::Text(text) => shown.push_str(&text),
            Event::End(_) | Event::SoftBreak => shown.push(' '),
            other => panic!("{other:?}: {out}"),
        }
    }
    assert_eq!(cells, 3 * (rows + 1), "{out}");
    let letters: Vec<char> = shown.chars().collect();
    for pair in letters.windows(2) {
        let calls = matches!(pair[0], '@' | '#') && pair[1].is_alphanumeric();
        assert!(!calls, "{}{}: {shown}", pair[0], pair[1]);
    }
    assert!(!shown.contains("://") && !shown.contains("www."), "{shown}");
}

/// Text for people is no command in the log of a workflow.
#[track_caller]
fn log_has_no_command(folder: &Path) {
    for format in ["human", "compact"] {
        for arguments in
            [vec!["--annotations", "never"], vec!["--annotations", "never", "--show", "all"]]
        {
            let arguments = arguments.into_iter().chain(["--format", format]);
            let ran = claimcheck_with(folder, &[("GITHUB_ACTIONS", "true")], arguments);
            for line in ran.out.lines() {
                let command = line.trim_start().starts_with("::") || line.contains("##[");
                assert!(!command, "{format}: {line}");
            }
        }
    }
}

/// What is looked at in the terminal obeys no text either, and JSON holds what was said.
fn views_are_texts(folder: &Path) {
    let views: [&[&str]; 9] = [
        &["matrix"],
        &["report", "morning"],
        &["report", "evening"],
        &["coverage"],
        &["coverage", "--claims-of", "morning"],
        &["timeline"],
        &["graph", "--format", "mermaid"],
        &["graph", "--format", "svg"],
        &[".", "--show", "unannotated"],
    ];
    for view in views {
        let Ran { out, err, status } = claimcheck(folder, view);
        assert!(status <= 1, "{view:?}: {err}");
        assert!(!out.is_empty() && !out.contains(steers), "{view:?}: {out:?}");
        if !matches!(view[0], "." | "graph") {
            let ran = claimcheck(folder, view.iter().copied().chain(["--format", "json"]));
            assert!(!ran.out.contains(steers), "{view:?}: {:?}", ran.out);
            json(&ran.out);
        }
    }
}

proptest! {
    #![proptest_config(config(24))]

    #[test]
    fn no_text_is_more_than_text(hostile in hostile()) {
        let scratch = project(&hostile);
        let folder = scratch.path();
        let written = run(folder);
        let findings = json(&written("json"));
        let all = codes(&findings, "/findings", "/code");
        let conflicts = all.iter().filter(|code| code.starts_with("conflict/")).count();
        prop_assert_eq!(conflicts, 2, "{:?}", all);
        let open: Vec<&str> =
            all.iter().copied().filter(|code| !code.starts_with("agreement/")).collect();
        let sarif = json(&written("sarif"));
        prop_assert_eq!(codes(&sarif, "/runs/0/results", "/ruleId"), open.clone());
        sarif_links_to_its_own_places(&sarif);
        let (gitlab, rdjson) = (json(&written("gitlab")), json(&written("rdjson")));
        prop_assert_eq!(codes(&gitlab, "", "/check_name"), open.clone());
        prop_assert_eq!(codes(&rdjson, "/diagnostics", "/code/value"), open);
        commands_are_lines(&written("github"), conflicts);
        xml_has_its_elements_alone(&written("junit"), all.len());
        comment_is_ours(&written("markdown"), conflicts);
        prop_assert_eq!(written("compact").lines().count(), all.len());
        written("human");
        log_has_no_command(folder);
        views_are_texts(folder);
    }

    // The same of a text that stands where claims should: it is refused, in every format.
    #[test]
    fn no_text_breaks_what_says_that_it_is_broken(hostile in hostile()) {
        let scratch = Scratch::new("report: {id: morning}\n");
        let files = [("claims/broken.yaml".to_owned(), format!("claims: {hostile}\n{hostile}: {{\n]"))];
        claimcheck_tests::write(&files.into(), scratch.path());
        let written = run(scratch.path());
        let findings = json(&written("json"));
        let all = codes(&findings, "/findings", "/code");
        prop_assert!(all.contains(&"input/yaml"), "{:?}", all);
        sarif_links_to_its_own_places(&json(&written("sarif")));
        let (gitlab, rdjson) = (json(&written("gitlab")), json(&written("rdjson")));
        prop_assert_eq!(codes(&gitlab, "", "/check_name"), all.clone());
        prop_assert_eq!(codes(&rdjson, "/diagnostics", "/code/value"), all.clone());
        let commands = written("github");
        prop_assert!(commands.lines().all(|line| line.starts_with("::")), "{}", commands);
        xml_has_its_elements_alone(&written("junit"), all.len());
        comment_is_ours(&written("markdown"), all.len());
    }
}
