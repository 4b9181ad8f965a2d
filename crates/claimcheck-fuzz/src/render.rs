//! Every format, on random projects whose texts try to be more than text.

use claimcheck::written::{Ink, Paper, View, findings, formats, timelines, views};
use claimcheck_core::Project;
use claimcheck_page::draws::{Draws, READABLE};
use claimcheck_page::{Subject, graph, page, picture};
use claimcheck_project::Analysis;

use crate::bytes::Bytes;
use crate::project::{load_files, project};

/// A format, how it is to look, and a random project: its findings in one of the formats that they
/// have, its timeline, its views, the page of it, or the graph.
///
/// # Panics
///
/// Where what is written has a character that a terminal obeys, or is not the JSON or XML that it
/// should be, or where a page holds markup that is not its own.
pub fn render(bytes: &[u8]) {
    let mut bytes = Bytes(bytes);
    let names = formats();
    let format = bytes.below(names.len() + 4);
    let ink = if bytes.once_in(2) { Ink::Colour } else { Ink::Black };
    // The program takes a terminal for no narrower and no wider.
    let paper = Paper { width: 40 + bytes.below(81), ink };
    let project = load_files(&project(&mut bytes));
    match format.checked_sub(names.len()) {
        None => all_findings(&names[format], &project, paper),
        Some(0) => whole_timeline(&project, paper),
        Some(1) => all_views(&project, paper),
        Some(2) => whole_page(&project),
        Some(_) => whole_graph(&project),
    }
}

fn whole_timeline(project: &Project, paper: Paper) {
    let [list, drawn, json] = timelines(&Analysis::of(project), paper).expect("it can be written");
    is_text(&list);
    is_text(&without_colours(&drawn));
    is_json(&json);
}

fn all_views(project: &Project, paper: Paper) {
    for view in views(&Analysis::of(project), paper).expect("it can be written") {
        match view {
            View::People(text) => is_text(&without_colours(&text)),
            View::Json(text) => is_json(&text),
        }
    }
}

fn all_findings(name: &str, project: &Project, paper: Paper) {
    let found = Analysis::of(project);
    let text = findings(name, project, (found.findings(), found.fixed()), paper)
        .expect("a format of that name")
        .expect("it can be written");
    match name {
        "human" if paper.ink == Ink::Colour => is_text(&without_colours(&text)),
        "json" | "sarif" | "gitlab" | "rdjson" => is_json(&text),
        "junit" => {
            is_text(&text);
            is_xml(&text);
        }
        _ => is_text(&text),
    }
}

/// The data of a page can end nothing, and what it says without a script has its own elements only.
fn whole_page(project: &Project) {
    let analysis = Analysis::of(project);
    let subject = Subject { title: "</title>", analysis: &analysis, notes: &[] };
    let text = page(&subject).expect("it can be written");
    let told = between(&text, "<noscript>", "</noscript>");
    let plain = format!("<told>{told}</told>");
    let read = roxmltree::Document::parse(&plain).expect("elements and texts");
    for element in read.root_element().descendants().filter(roxmltree::Node::is_element) {
        let name = element.tag_name().name();
        assert!(["told", "section", "h1", "p", "ol", "ul", "li", "b"].contains(&name), "{plain}");
    }
    let data = between(&text, "<script type=\"application/json\" id=\"data\">", "</script>");
    assert!(!data.contains(['<', '>', '&']), "{data}");
    is_shown(&plain);
    is_shown(data);
    let data: serde_json::Value = serde_json::from_str(data).expect("the data of the page");
    all_are_shown(&data);
}

/// Every text of some data is one that a page may show.
fn all_are_shown(data: &serde_json::Value) {
    match data {
        serde_json::Value::String(text) => is_shown(text),
        serde_json::Value::Array(all) => all.iter().for_each(all_are_shown),
        serde_json::Value::Object(all) => all.values().for_each(all_are_shown),
        _ => {}
    }
}

fn between<'t>(text: &'t str, from: &str, to: &str) -> &'t str {
    let (_, rest) = text.split_once(from).expect("the first mark");
    rest.split_once(to).expect("the second mark").0
}

fn whole_graph(project: &Project) {
    let analysis = Analysis::of(project);
    let draws = Draws::new(analysis.context(), analysis.matrix()).folded(READABLE);
    is_shown(&graph::dot(&draws));
    is_shown(&graph::mermaid(&draws));
    is_json(&graph::json(&draws).expect("it can be written"));
    for text in [graph::graphml(&draws), picture::svg(&draws)] {
        is_shown(&text);
        is_xml(&text);
    }
}

fn is_xml(text: &str) {
    let read = roxmltree::Document::parse(text);
    assert!(read.is_ok(), "{read:?}: {text}");
}

fn is_json(text: &str) {
    is_text(text);
    let read: Result<serde_json::Value, _> = serde_json::from_str(text);
    assert!(read.is_ok(), "{read:?}: {text}");
}

/// There is nothing in it that a terminal obeys; a line may end.
fn is_text(text: &str) {
    let marks =
        |c| matches!(c, '\t' | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}');
    has_none(text, |c| marks(c) || steers(c));
}

/// There is nothing in it that turns or hides other texts. What shows it knows of lines, and sets
/// each text apart, so that the marks that right-to-left texts need may stay.
fn is_shown(text: &str) {
    has_none(text, steers);
}

fn steers(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        || matches!(c, '\u{e0000}'..='\u{e007f}')
}

fn has_none(text: &str, forbidden: impl Fn(char) -> bool) {
    // Most of it is ASCII, and needs no second look.
    let mut others = text.chars().filter(|c| !matches!(c, ' '..='~' | '\n'));
    let found = others.find(|c| forbidden(*c));
    assert!(found.is_none(), "{found:?} in {text:?}");
}

/// A text without the colours that it may have: `ESC [ digits and semicolons m`, and nothing else.
fn without_colours(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut parts = text.split("\u{1b}[");
    plain.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let end = part.find(|c: char| !c.is_ascii_digit() && c != ';');
        let rest = end.and_then(|end| part.get(end..)?.strip_prefix('m'));
        assert!(rest.is_some(), "no colour: {part:?}");
        plain.push_str(rest.unwrap_or_default());
    }
    plain
}
