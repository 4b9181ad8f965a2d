//! Places for the nodes of a graph: columns from those whom something is had from to what is spoken
//! of, so that what is said travels from left to right. Columns have a meaning here, so the layers of
//! Sugiyama's method are given; what is left of it is the order within each, by barycentres, and the
//! heights. The same graph always gets the same places, in whole units.

use std::cmp::Ordering;

use crate::draws::{Draws, Kind, Link};

/// How wide a node is.
pub const WIDTH: i32 = 190;
/// How high a node is.
pub const HEIGHT: i32 = 26;
/// From the left edge of a column to that of the next.
const COLUMN: i32 = 330;
/// From the top of a node to that of the next one below it.
const ROW: i32 = 36;
/// How often the order is looked at again.
const SWEEPS: usize = 24;
/// More subjects than this are put into two columns, half a row apart.
const TALL: usize = 30;

/// Where everything lies.
#[derive(Debug, Clone, Default)]
pub struct Layout {
    /// The top left corner of each node.
    pub places: Vec<(i32, i32)>,
    /// The width of it all.
    pub width: i32,
    /// The height of it all.
    pub height: i32,
    /// The left edge of each column, with what is in it.
    pub columns: Vec<(i32, Kind)>,
}

impl Layout {
    /// Lays a graph out.
    pub fn new(draws: &Draws) -> Self {
        let layers = layers(draws);
        let count = layers.iter().copied().max().map_or(0, |last| last + 1);
        let mut columns: Vec<Vec<usize>> = vec![Vec::new(); count];
        for (node, layer) in layers.iter().enumerate() {
            columns[*layer].push(node);
        }
        columns.retain(|column| !column.is_empty());
        let ties = ties(draws);
        order(&mut columns, &ties, draws.nodes.len());
        let heights = heights(&columns, &ties, draws.nodes.len());
        place(draws, &columns, &heights)
    }
}

/// The column of each node, from the left. A source stands as far to the left as the longest chain
/// from it to a report is long; a report that draws on another stands to the right of it.
fn layers(draws: &Draws) -> Vec<usize> {
    let count = draws.nodes.len();
    let kind = |node: usize| draws.nodes[node].kind;
    let chain = |of: Kind| depth(draws, |from, to| kind(from) == of && kind(to) == of);
    let (sources, reports) = (chain(Kind::Source), chain(Kind::Report));
    let deepest = |depths: &[usize], of: Kind| {
        (0..count).filter(|node| kind(*node) == of).map(|node| depths[node]).max()
    };
    let of_sources = deepest(&sources, Kind::Source).map_or(0, |deepest| deepest + 1);
    let of_reports = deepest(&reports, Kind::Report).map_or(0, |deepest| deepest + 1);
    let layer = |node: usize| match kind(node) {
        // `depth` counts steps to the end of a chain.
        Kind::Source => of_sources - 1 - sources[node],
        Kind::Report => of_sources + of_reports - 1 - reports[node],
        Kind::Subject => of_sources + of_reports,
    };
    (0..count).map(layer).collect()
}

/// How many steps lead on from each node at the most, along edges of some kind; an edge that closes
/// a circle counts for none.
fn depth(draws: &Draws, along: impl Fn(usize, usize) -> bool) -> Vec<usize> {
    let count = draws.nodes.len();
    let mut next: Vec<Vec<usize>> = vec![Vec::new(); count];
    for edge in draws.edges.iter().filter(|edge| along(edge.from, edge.to)) {
        next[edge.from].push(edge.to);
    }
    // A walk without recursion: 0 not seen, 1 on the way, 2 done.
    let (mut seen, mut depths) = (vec![0u8; count], vec![0usize; count]);
    for start in 0..count {
        let mut way = vec![(start, 0usize)];
        while let Some((node, at)) = way.pop() {
            if seen[node] == 2 {
                continue;
            }
            seen[node] = 1;
            match next[node].get(at) {
                Some(&to) => {
                    way.push((node, at + 1));
                    match seen[to] {
                        0 => way.push((to, 0)),
                        2 => depths[node] = depths[node].max(depths[to] + 1),
                        _ => {}
                    }
                }
                None => {
                    seen[node] = 2;
                    if let Some((parent, _)) = way.last() {
                        depths[*parent] = depths[*parent].max(depths[node] + 1);
                    }
                }
            }
        }
    }
    depths
}

/// The neighbours of each node, each with how much it pulls.
fn ties(draws: &Draws) -> Vec<Vec<(usize, f64)>> {
    let mut ties: Vec<Vec<(usize, f64)>> = vec![Vec::new(); draws.nodes.len()];
    for edge in &draws.edges {
        let pull = if edge.link == Link::SpeaksOf { 1.0 } else { 2.0 };
        ties[edge.from].push((edge.to, pull));
        ties[edge.to].push((edge.from, pull));
    }
    ties
}

/// Puts each column into the order of where its neighbours are, until nothing moves.
fn order(columns: &mut [Vec<usize>], ties: &[Vec<(usize, f64)>], count: usize) {
    let mut rank = vec![0.0; count];
    let rerank = |rank: &mut [f64], column: &[usize]| {
        let whole = as_float(column.len());
        for (at, node) in column.iter().enumerate() {
            rank[*node] = (as_float(at) + 0.5) / whole;
        }
    };
    for column in columns.iter() {
        rerank(&mut rank, column);
    }
    for sweep in 0..SWEEPS {
        let mut moved = false;
        for turn in 0..columns.len() {
            let column = if sweep % 2 == 0 { turn } else { columns.len() - 1 - turn };
            let column = &mut columns[column];
            let before = column.clone();
            let mut keys = vec![0.0; count];
            for node in column.iter() {
                keys[*node] = mean(&ties[*node], &rank).unwrap_or(rank[*node]);
            }
            column.sort_by(|a, b| {
                keys[*a].partial_cmp(&keys[*b]).unwrap_or(Ordering::Equal).then(a.cmp(b))
            });
            moved |= *column != before;
            rerank(&mut rank, column);
        }
        if !moved {
            break;
        }
    }
}

fn mean(ties: &[(usize, f64)], of: &[f64]) -> Option<f64> {
    let weight: f64 = ties.iter().map(|(_, pull)| pull).sum();
    let sum: f64 = ties.iter().map(|(node, pull)| of[*node] * pull).sum();
    (weight > 0.0).then(|| sum / weight)
}

/// The top of each node: as near to the mean of its neighbours as its column allows.
fn heights(columns: &[Vec<usize>], ties: &[Vec<(usize, f64)>], count: usize) -> Vec<f64> {
    let row = f64::from(ROW);
    let tallest = columns.iter().map(|column| rows(column.len())).max().unwrap_or_default();
    let mut tops = vec![0.0; count];
    for column in columns {
        let start = (as_float(tallest) - as_float(rows(column.len()))) / 2.0 * row;
        for (at, node) in column.iter().enumerate() {
            tops[*node] = start + as_float(at) * pitch(column.len());
        }
    }
    for _ in 0..8 {
        for column in columns {
            let pitch = pitch(column.len());
            let wish: Vec<f64> = column
                .iter()
                .map(|node| mean(&ties[*node], &tops).unwrap_or(tops[*node]))
                .collect();
            // Once from above and once from below; the mean of both keeps the order and the room.
            let mut down = wish.clone();
            for at in 1..down.len() {
                down[at] = down[at].max(down[at - 1] + pitch);
            }
            let mut up = wish;
            for at in (1..up.len()).rev() {
                up[at - 1] = up[at - 1].min(up[at] - pitch);
            }
            for (at, node) in column.iter().enumerate() {
                tops[*node] = f64::midpoint(down[at], up[at]);
            }
        }
    }
    tops
}

/// A column that is too tall is laid in two.
const fn is_tall(nodes: usize) -> bool {
    nodes > TALL
}

const fn rows(nodes: usize) -> usize {
    if is_tall(nodes) { nodes.div_ceil(2) } else { nodes }
}

fn pitch(nodes: usize) -> f64 {
    let row = f64::from(ROW);
    if is_tall(nodes) { row / 2.0 } else { row }
}

fn place(draws: &Draws, columns: &[Vec<usize>], tops: &[f64]) -> Layout {
    let least = tops.iter().copied().fold(f64::INFINITY, f64::min);
    let least = if least.is_finite() { least } else { 0.0 };
    let mut layout = Layout { places: vec![(0, 0); draws.nodes.len()], ..Layout::default() };
    let mut left = 0;
    for column in columns {
        let kind = column.first().map_or(Kind::Subject, |node| draws.nodes[*node].kind);
        layout.columns.push((left, kind));
        let tall = is_tall(column.len());
        for (at, node) in column.iter().enumerate() {
            #[expect(clippy::cast_possible_truncation, reason = "a picture is no larger than that")]
            let top = (tops[*node] - least).round() as i32;
            let aside = if tall && at % 2 == 1 { WIDTH + 24 } else { 0 };
            layout.places[*node] = (left + aside, top);
            layout.width = layout.width.max(left + aside + WIDTH);
            layout.height = layout.height.max(top + HEIGHT);
        }
        left += COLUMN + if tall { WIDTH + 24 } else { 0 };
    }
    layout
}

fn as_float(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}
