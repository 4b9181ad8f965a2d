//! What holds when: a segment tree over the moments at which times begin and end.

use std::collections::HashMap;

use super::front::Front;
use super::shape::{Shape, Shapes};

/// The answers of a group by the times at which they hold.
pub(super) struct Tree<'s> {
    /// How many stretches of time are told apart; a power of two.
    size: u32,
    /// What holds throughout the stretch of a node, and what holds somewhere in it.
    nodes: HashMap<u32, (Front<'s>, Front<'s>)>,
}

/// How a node lies to a time.
enum Part {
    /// It is one of those that the time is made of.
    Whole,
    /// The time covers a part of it.
    Some,
}

impl<'s> Tree<'s> {
    pub(super) fn new(moments: u32) -> Self {
        Self { size: moments.max(1).next_power_of_two(), nodes: HashMap::new() }
    }

    /// Whether something that holds at a common time cannot hold together with an answer.
    pub(super) fn clashes(&self, shapes: &Shapes<'s>, shape: &Shape<'s>) -> bool {
        shape.when.iter().any(|time| {
            let mut found = false;
            visit((1, 0, self.size), *time, &mut |node, part| {
                let Some((throughout, somewhere)) = self.nodes.get(&node).filter(|_| !found) else {
                    return;
                };
                let there = match part {
                    Part::Whole => somewhere,
                    Part::Some => throughout,
                };
                found = there.clashes(shapes, shape);
            });
            found
        })
    }

    pub(super) fn insert(&mut self, shapes: &Shapes<'s>, shape: &Shape<'s>) {
        for time in &shape.when {
            visit((1, 0, self.size), *time, &mut |node, part| {
                let (throughout, somewhere) = self.nodes.entry(node).or_default();
                somewhere.insert(shapes, shape);
                // What cannot be divided is never covered in part.
                if matches!(part, Part::Whole) && node < self.size {
                    throughout.insert(shapes, shape);
                }
            });
        }
    }
}

/// Shows the nodes that a time is made of, and those above them.
fn visit((node, from, to): (u32, u32, u32), time: (u32, u32), show: &mut impl FnMut(u32, Part)) {
    if time.1 <= from || to <= time.0 {
        return;
    }
    if time.0 <= from && to <= time.1 {
        return show(node, Part::Whole);
    }
    show(node, Part::Some);
    let middle = from + (to - from) / 2;
    visit((2 * node, from, middle), time, show);
    visit((2 * node + 1, middle, to), time, show);
}
