//! The graph of who draws on whom as a picture, laid out here.

use std::fmt::Write as _;

use crate::draws::{Draws, Edge, Kind, Node};
use crate::graph::{MOST, edge_words, unsteered, xml};
use crate::layout::{HEIGHT, Layout, WIDTH};
use crate::text::line;

/// How many characters of a name fit into a node.
const FITS: usize = 26;
/// The margin around the picture, and the room of the heads above it.
const MARGIN: i32 = 24;
const HEAD: i32 = 34;

/// A picture, laid out here.
pub fn svg(draws: &Draws) -> String {
    let layout = Layout::new(draws);
    let (width, height) = (layout.width + 2 * MARGIN, layout.height + 2 * MARGIN + HEAD + FOOT);
    let mut text = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\" aria-label=\"who draws on whom\">\n<style>{STYLE}</style>\n<rect class=\"ground\" width=\"100%\" height=\"100%\"/>\n<g transform=\"translate({MARGIN} {})\">\n",
        MARGIN + HEAD
    );
    let mut shown = None;
    for (left, kind) in &layout.columns {
        if shown.replace(*kind) != Some(*kind) {
            let head = match kind {
                Kind::Source => "Sources",
                Kind::Report => "Reports",
                Kind::Subject => "What they speak of",
            };
            let _ = writeln!(text, "<text class=\"head\" x=\"{left}\" y=\"-18\">{head}</text>");
        }
    }
    for edge in &draws.edges {
        picture_edge(&mut text, &layout, edge);
    }
    for (node, place) in draws.nodes.iter().zip(&layout.places) {
        picture_node(&mut text, node, *place);
    }
    let _ = writeln!(
        text,
        "<text class=\"note\" x=\"0\" y=\"{}\">{}</text>",
        layout.height + 30,
        legend(draws)
    );
    unsteered(&(text + "</g>\n</svg>\n"))
}

/// The room for the legend.
const FOOT: i32 = 30;

fn legend(draws: &Draws) -> String {
    let mut words =
        "red: claims in dispute; dashed: echoes of one source; the thicker, the more claims"
            .to_owned();
    if draws.nodes.len() < draws.whole {
        words.push_str(&format!("; {} nodes are folded into {}", draws.whole, draws.nodes.len()));
    }
    words
}

const STYLE: &str = "text{font:13px system-ui,sans-serif;fill:#1d1c1a}.ground{fill:#fbfaf7}.head{font-weight:600}.note{fill:#5d5a53}.node rect{fill:#fff;stroke:#8a857a}.source rect{fill:#eef2f6}.report rect{fill:#1f3a5f;stroke:#1f3a5f}.report text{fill:#fff}.echo rect{stroke:#8a5a00;stroke-width:2.5}path{fill:none;stroke:#a9a499}.hot{stroke:#c2410c}.echoed{stroke:#8a5a00;stroke-dasharray:5 4}@media(prefers-color-scheme:dark){text{fill:#ebe7df}.ground{fill:#171614}.note{fill:#aaa498}.node rect{fill:#211f1c;stroke:#7a756b}.source rect{fill:#1e262f}.report rect{fill:#9cc0ea;stroke:#9cc0ea}.report text{fill:#10151b}path{stroke:#5f5b53}.hot{stroke:#fb8a5c}.echoed,.echo rect{stroke:#e3a93b}}";

fn picture_edge(text: &mut String, layout: &Layout, edge: &Edge) {
    let ((x1, y1), (x2, y2)) = (layout.places[edge.from], layout.places[edge.to]);
    let (y1, y2) = (y1 + HEIGHT / 2, y2 + HEIGHT / 2);
    let (start, end) = (x1 + WIDTH, x2);
    let bend = ((end - start).abs() / 2).max(40);
    let class = match (edge.echoes > 0, edge.disputed > 0) {
        (true, _) => "echoed",
        (false, true) => "hot",
        (false, false) => "plain",
    };
    let thick = 1 + thickness(edge.claims);
    let _ = writeln!(
        text,
        "<path class=\"{class}\" stroke-width=\"{thick}\" d=\"M{start} {y1}C{} {y1} {} {y2} {end} {y2}\"><title>{}</title></path>",
        start + bend,
        end - bend,
        edge_words(edge)
    );
}

/// How much thicker a line is for its claims: one unit each time that they double twice.
fn thickness(claims: usize) -> u32 {
    claims.max(1).ilog2() / 2
}

fn picture_node(text: &mut String, node: &Node, (x, y): (i32, i32)) {
    let echo = if node.echoes > 0 { " echo" } else { "" };
    let _ = writeln!(
        text,
        "<g class=\"node {}{echo}\"><title>{}</title><rect x=\"{x}\" y=\"{y}\" width=\"{WIDTH}\" height=\"{HEIGHT}\" rx=\"{}\"/><text x=\"{}\" y=\"{}\">{}</text></g>",
        node.kind.as_str(),
        xml(&title(node)),
        if node.kind == Kind::Source { HEIGHT / 2 } else { 4 },
        x + 10,
        y + HEIGHT / 2 + 4,
        xml(&line(&node.label, FITS))
    );
}

fn title(node: &Node) -> String {
    let mut words = format!(
        "{}: {} claims, {} in dispute",
        line(&node.label, MOST * 4),
        node.claims,
        node.disputed
    );
    if node.echoes > 0 {
        words.push_str(&format!(", {} echoes", node.echoes));
    }
    let members: Vec<String> =
        node.members.iter().take(40).map(|member| line(member, MOST)).collect();
    if !members.is_empty() {
        words.push_str(&format!(": {}", members.join(", ")));
        if node.members.len() > members.len() {
            words.push_str(&format!(" and {} more", node.members.len() - members.len()));
        }
    }
    words
}
