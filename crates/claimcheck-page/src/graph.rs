//! The graph of who draws on whom as text for other programs. Each form escapes
//! what it is given by its own rules; nothing of a report can become part of the form.

use std::fmt::Write as _;

use claimcheck_core::text::{armoured, is_steering};
use serde::Serialize;

use crate::draws::{Draws, Edge, Kind, Link, Node};
use crate::text::line;
use crate::wire;

/// The name and version of the JSON's form.
const SCHEMA: &str = "claimcheck/graph/v1";
/// How many characters of a name are written beside a node.
pub(crate) const MOST: usize = 60;

/// A text without what would steer a terminal. Graphs are printed, unlike pages.
pub(crate) fn unsteered(text: &str) -> String {
    text.chars().map(|c| if c != '\n' && is_steering(c) { '\u{fffd}' } else { c }).collect()
}

/// What a node is called.
fn name(node: &Node) -> String {
    line(&node.label, MOST)
}

pub(crate) fn edge_words(edge: &Edge) -> String {
    let word = match edge.link {
        Link::Publishes => "publishes",
        Link::BasedOn => "is drawn on",
        Link::Tells => "tells",
        Link::SpeaksOf => "speaks of",
    };
    match edge.claims {
        0 => word.to_owned(),
        1 => format!("{word}, 1 claim"),
        claims => format!("{word}, {claims} claims"),
    }
}

/// For Graphviz.
pub fn dot(draws: &Draws) -> String {
    let mut text =
        "digraph claimcheck {\n  rankdir=LR;\n  node [fontname=\"sans-serif\"];\n".to_owned();
    for (at, node) in draws.nodes.iter().enumerate() {
        let shape = match node.kind {
            Kind::Source => "ellipse",
            Kind::Report => "box",
            Kind::Subject => "plaintext",
        };
        let look = if node.echoes > 0 { ", style=bold" } else { "" };
        let _ =
            writeln!(text, "  n{at} [label=\"{}\", shape={shape}{look}];", dot_text(&name(node)));
    }
    for edge in &draws.edges {
        let look = match (edge.echoes > 0, edge.disputed > 0) {
            (true, _) => ", style=dashed",
            (false, true) => ", color=red",
            (false, false) => "",
        };
        let words = edge_words(edge);
        let _ = writeln!(text, "  n{} -> n{} [tooltip=\"{words}\"{look}];", edge.from, edge.to);
    }
    unsteered(&(text + "}\n"))
}

/// In quotes of the dot language a backslash begins an escape, and a quotation mark ends them.
fn dot_text(text: &str) -> String {
    text.replace('\\', "\\\\").replace('"', "\\\"")
}

/// For Mermaid, as code hosts draw it.
pub fn mermaid(draws: &Draws) -> String {
    let mut text = "flowchart LR\n".to_owned();
    for (at, node) in draws.nodes.iter().enumerate() {
        let (open, close) = match node.kind {
            Kind::Source => ("([", "])"),
            Kind::Report => ("[", "]"),
            Kind::Subject => ("(", ")"),
        };
        let _ = writeln!(text, "  n{at}{open}\"{}\"{close}", mermaid_text(&name(node)));
    }
    for edge in &draws.edges {
        let arrow = if edge.echoes > 0 { "-.->" } else { "-->" };
        let _ = writeln!(text, "  n{} {arrow} n{}", edge.from, edge.to);
    }
    unsteered(&text)
}

/// Mermaid reads Markdown and HTML in its labels: all but letters, digits and spaces is written as a
/// number, `#35;`.
fn mermaid_text(text: &str) -> String {
    let escape = |c: char| match c {
        ' ' => " ".to_owned(),
        c if c.is_alphanumeric() => c.to_string(),
        c => format!("#{};", u32::from(c)),
    };
    text.chars().map(escape).collect()
}

/// For yEd, Gephi and others (`GraphML`).
pub fn graphml(draws: &Draws) -> String {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n",
    );
    let keys = [
        ("kind", "node", "string"),
        ("id", "node", "string"),
        ("label", "node", "string"),
        ("claims", "all", "int"),
        ("disputed", "all", "int"),
        ("echoes", "all", "int"),
        ("link", "edge", "string"),
    ];
    for (name, of, kind) in keys {
        let _ = writeln!(
            text,
            "  <key id=\"{name}\" for=\"{of}\" attr.name=\"{name}\" attr.type=\"{kind}\"/>"
        );
    }
    text.push_str("  <graph edgedefault=\"directed\">\n");
    for (at, node) in draws.nodes.iter().enumerate() {
        let _ = write!(text, "    <node id=\"n{at}\">");
        datum(&mut text, "kind", node.kind.as_str());
        datum(&mut text, "id", &line(&node.id, MOST * 4));
        datum(&mut text, "label", &line(&node.label, MOST * 4));
        numbers(&mut text, [node.claims, node.disputed, node.echoes]);
        text.push_str("</node>\n");
    }
    for edge in &draws.edges {
        let _ = write!(text, "    <edge source=\"n{}\" target=\"n{}\">", edge.from, edge.to);
        datum(&mut text, "link", edge.link.as_str());
        numbers(&mut text, [edge.claims, edge.disputed, edge.echoes]);
        text.push_str("</edge>\n");
    }
    unsteered(&(text + "  </graph>\n</graphml>\n"))
}

fn numbers(text: &mut String, values: [usize; 3]) {
    for (key, value) in ["claims", "disputed", "echoes"].into_iter().zip(values) {
        datum(text, key, &value.to_string());
    }
}

fn datum(text: &mut String, key: &str, value: &str) {
    let _ = write!(text, "<data key=\"{key}\">{}</data>", xml(value));
}

/// Text of XML; what no XML 1.0 may hold is replaced.
pub(crate) fn xml(text: &str) -> String {
    let escape = |c: char| match c {
        '&' => "&amp;".to_owned(),
        '<' => "&lt;".to_owned(),
        '>' => "&gt;".to_owned(),
        '"' => "&quot;".to_owned(),
        '\u{fffe}' | '\u{ffff}' => "\u{fffd}".to_owned(),
        c => c.to_string(),
    };
    text.chars().map(escape).collect()
}

#[derive(Serialize)]
struct Root<'d> {
    schema: &'static str,
    nodes: Vec<WireNode<'d>>,
    edges: Vec<wire::Edge>,
}

#[derive(Serialize)]
struct WireNode<'d> {
    kind: &'static str,
    id: &'d str,
    label: &'d str,
    claims: usize,
    disputed: usize,
    echoes: usize,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    members: &'d [String],
}

fn wire(node: &Node) -> WireNode<'_> {
    WireNode {
        kind: node.kind.as_str(),
        id: &node.id,
        label: &node.label,
        claims: node.claims,
        disputed: node.disputed,
        echoes: node.echoes,
        members: &node.members,
    }
}

/// For programs (`claimcheck/graph/v1`).
pub fn json(draws: &Draws) -> Result<String, serde_json::Error> {
    let nodes = draws.nodes.iter().map(wire).collect();
    let root =
        Root { schema: SCHEMA, nodes, edges: draws.edges.iter().map(wire::Edge::from).collect() };
    Ok(armoured(serde_json::to_string_pretty(&root)?) + "\n")
}
