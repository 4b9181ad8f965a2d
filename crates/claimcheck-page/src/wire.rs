//! The data of the page, as its script reads it. Places in lists stand for what they name; what is
//! empty is left out. The form is nobody's contract: `--format json` is that.

use serde::Serialize;

/// All data of a page.
#[derive(Serialize)]
pub(crate) struct Data {
    pub(crate) title: String,
    pub(crate) version: &'static str,
    pub(crate) summary: Summary,
    /// What should be known of this page before it is read, a sentence each.
    pub(crate) notes: Vec<String>,
    /// Conflicts that were known and are gone, a line each.
    pub(crate) fixed: Vec<String>,
    pub(crate) files: Vec<String>,
    pub(crate) entities: Vec<Entity>,
    pub(crate) reports: Vec<Report>,
    pub(crate) questions: Vec<Question>,
    pub(crate) claims: Vec<Claim>,
    pub(crate) findings: Vec<Diagnostic>,
    /// The signs of the matrix, and what each says.
    pub(crate) marks: Vec<(&'static str, &'static str)>,
    /// For each code among the findings, what it says.
    pub(crate) codes: Vec<(&'static str, &'static str)>,
    pub(crate) timeline: Timeline,
    pub(crate) graph: Graph,
}

#[derive(Serialize)]
pub(crate) struct Summary {
    pub(crate) reports: usize,
    pub(crate) claims: usize,
    pub(crate) questions: usize,
    pub(crate) new: usize,
    pub(crate) known: usize,
    pub(crate) ruled: usize,
    pub(crate) fixed: usize,
}

#[derive(Serialize)]
pub(crate) struct Entity {
    pub(crate) id: String,
    pub(crate) name: String,
}

#[derive(Serialize)]
pub(crate) struct Report {
    pub(crate) id: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) title: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) publisher: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) published: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) based: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) file: Option<String>,
    /// Its text; nothing where the project does not keep it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) text: Option<String>,
    #[serde(skip_serializing_if = "is_zero")]
    pub(crate) cut: usize,
}

#[derive(Serialize)]
pub(crate) struct Question {
    pub(crate) subject: usize,
    pub(crate) property: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) with: Option<usize>,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) scope: String,
    /// `disputed`, `open`, or how the answers agree.
    pub(crate) outcome: &'static str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) positions: Vec<Position>,
    pub(crate) cells: Vec<Cell>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) silent: Vec<u32>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) left: Vec<u32>,
}

#[derive(Serialize)]
pub(crate) struct Position {
    pub(crate) value: String,
    pub(crate) claims: Vec<u32>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) origins: Vec<String>,
}

#[derive(Serialize)]
pub(crate) struct Cell {
    /// The report; -1 for what is given.
    pub(crate) report: i64,
    /// The place of its sign.
    pub(crate) mark: usize,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) positions: Vec<usize>,
    pub(crate) claims: Vec<u32>,
}

#[derive(Serialize)]
pub(crate) struct Claim {
    pub(crate) name: String,
    /// The report; -1 for what is given.
    pub(crate) report: i64,
    pub(crate) question: u32,
    /// As written.
    pub(crate) value: String,
    /// In normal form, where that differs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) normal: Option<String>,
    pub(crate) standing: &'static str,
    /// How sure the report is, where it is not certain.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) certainty: Option<&'static str>,
    /// The file, the line and the column that it is written at.
    pub(crate) at: (u32, u32, u32),
    /// Where its passage stands in the text of the report, in UTF-16 code units.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) passage: Option<(usize, usize)>,
    /// The line of the report that the passage begins in.
    #[serde(skip_serializing_if = "is_zero")]
    pub(crate) line: usize,
    /// The words that it names, where they could not be verified.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) words: Option<String>,
    /// Whose word it is: each source with those that it cites, nearest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) by: Vec<Vec<String>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) when: Option<String>,
}

#[derive(Serialize)]
pub(crate) struct Diagnostic {
    /// What it is linked by.
    pub(crate) key: String,
    pub(crate) code: &'static str,
    pub(crate) severity: &'static str,
    pub(crate) state: &'static str,
    pub(crate) fingerprint: String,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(crate) within: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) questions: Vec<u32>,
    /// The entity that it is on, where no claim answers its question.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) asked: Option<usize>,
    pub(crate) at: (u32, u32, u32),
    pub(crate) message: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) help: Option<String>,
    pub(crate) reason: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) positions: Vec<Position>,
    pub(crate) claims: Vec<u32>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) rules: Vec<Other>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) marks: Vec<Other>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) silent: Vec<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) ruling: Option<Ruling>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) circle: Option<Circle>,
}

/// A rule, or another place that a finding points at.
#[derive(Serialize)]
pub(crate) struct Other {
    pub(crate) name: String,
    pub(crate) text: String,
    pub(crate) at: (u32, u32, u32),
}

#[derive(Serialize)]
pub(crate) struct Ruling {
    pub(crate) because: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) by: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) decided: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) until: Option<String>,
}

#[derive(Serialize)]
pub(crate) struct Circle {
    /// What each station is, and what it is called.
    pub(crate) stations: Vec<(&'static str, String)>,
    pub(crate) ways: Vec<Way>,
}

#[derive(Serialize)]
pub(crate) struct Way {
    pub(crate) from: usize,
    pub(crate) to: usize,
    /// The claim; nothing where the calendar says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) claim: Option<u32>,
    pub(crate) tie: &'static str,
}

#[derive(Serialize)]
pub(crate) struct Timeline {
    pub(crate) axis: Vec<(String, f64)>,
    pub(crate) events: Vec<Event>,
    pub(crate) undated: Vec<String>,
    pub(crate) compared: bool,
}

#[derive(Serialize)]
pub(crate) struct Event {
    pub(crate) entity: usize,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub(crate) scope: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) whole: Option<String>,
    pub(crate) bar: (Option<f64>, Option<f64>),
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) start: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) end: Option<String>,
    /// What it was no earlier, and no later by.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) earliest: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) latest: Vec<String>,
    /// The events that it certainly came after, and before.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) after: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) before: Option<usize>,
    #[serde(skip_serializing_if = "is_zero")]
    pub(crate) unordered: usize,
    pub(crate) lanes: Vec<Lane>,
    /// Claims on how it lies to other events, and what they say of it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) orders: Vec<(u32, String)>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) disputes: Vec<u32>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) out: Vec<u32>,
}

#[derive(Serialize)]
pub(crate) struct Lane {
    pub(crate) claim: u32,
    pub(crate) bar: (Option<f64>, Option<f64>),
}

#[derive(Serialize)]
pub(crate) struct Graph {
    pub(crate) width: i32,
    pub(crate) height: i32,
    /// The size of a node.
    pub(crate) node: (i32, i32),
    pub(crate) columns: Vec<(i32, &'static str)>,
    pub(crate) nodes: Vec<Node>,
    pub(crate) edges: Vec<Edge>,
    /// How many nodes there were before anything was folded.
    pub(crate) whole: usize,
}

#[derive(Serialize)]
pub(crate) struct Node {
    pub(crate) kind: &'static str,
    pub(crate) id: String,
    pub(crate) label: String,
    pub(crate) x: i32,
    pub(crate) y: i32,
    pub(crate) claims: usize,
    pub(crate) disputed: usize,
    pub(crate) echoes: usize,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) members: Vec<String>,
}

/// The ends are places in the list of nodes, from 0.
#[derive(Serialize)]
pub(crate) struct Edge {
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) link: &'static str,
    pub(crate) claims: usize,
    pub(crate) disputed: usize,
    pub(crate) echoes: usize,
}

impl From<&crate::draws::Edge> for Edge {
    fn from(edge: &crate::draws::Edge) -> Self {
        Self {
            from: edge.from,
            to: edge.to,
            link: edge.link.as_str(),
            claims: edge.claims,
            disputed: edge.disputed,
            echoes: edge.echoes,
        }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_zero(number: &usize) -> bool {
    *number == 0
}
