//! Which of many utterances are parts of which others, without a look at every pair: all of them
//! are read once by an automaton of Aho & Corasick (1975) over words.

use std::collections::HashMap;

use super::Utterance;

/// The pairs of a part and a whole among some utterances that all differ, by their places in the
/// list; in order.
///
/// ```
/// use claimcheck_core::values::{Utterance, parts};
///
/// let read = |text| Utterance::new(text);
/// let (whole, part, other) = (read("we will not sign")?, read("not sign")?, read("we sign")?);
/// assert_eq!(parts(&[&whole, &part, &other]), [(1, 0)]);
/// # Ok::<(), claimcheck_core::values::ValueError>(())
/// ```
#[must_use]
pub fn parts(utterances: &[&Utterance]) -> Vec<(usize, usize)> {
    let mut automaton = Automaton::default();
    let read: Vec<Vec<Vec<u32>>> =
        utterances.iter().map(|utterance| automaton.words(utterance)).collect();
    // The pieces of each utterance, by the node that each ends in.
    let ends: Vec<Vec<u32>> = read
        .iter()
        .map(|pieces| pieces.iter().map(|piece| automaton.add(piece)).collect())
        .collect();
    automaton.finish();
    let rarest = rarest(&automaton, &read, &ends);
    let mut owners: HashMap<u32, Vec<usize>> = HashMap::new();
    for (at, end) in rarest.into_iter().enumerate() {
        owners.entry(end).or_default().push(at);
    }
    let mut pairs = Vec::new();
    let mut seen = automaton.unseen();
    for (whole, pieces) in read.iter().enumerate() {
        automaton.find(pieces, &mut seen, whole, |end| {
            let parts = owners.get(&end).map_or(&[][..], Vec::as_slice).iter().copied();
            let others = parts.filter(|part| *part != whole);
            pairs.extend(
                others
                    .filter(|part| utterances[*part].is_within(utterances[whole]))
                    .map(|part| (part, whole)),
            );
        });
    }
    pairs.sort_unstable();
    pairs
}

/// For each utterance the piece of it that the fewest utterances have: it is looked for only there.
fn rarest(automaton: &Automaton<'_>, read: &[Vec<Vec<u32>>], ends: &[Vec<u32>]) -> Vec<u32> {
    let mut counts: HashMap<u32, usize> = HashMap::new();
    if ends.iter().any(|ends| ends.len() > 1) {
        let mut seen = automaton.unseen();
        for (at, pieces) in read.iter().enumerate() {
            automaton.find(pieces, &mut seen, at, |end| *counts.entry(end).or_default() += 1);
        }
    }
    let count = |end: &&u32| counts.get(end).copied().unwrap_or_default();
    ends.iter().map(|ends| ends.iter().min_by_key(count).copied().unwrap_or_default()).collect()
}

/// All pieces, as paths from node 0.
#[derive(Default)]
struct Automaton<'t> {
    words: HashMap<&'t str, u32>,
    next: HashMap<(u32, u32), u32>,
    nodes: Vec<Node>,
}

#[derive(Debug, Clone, Default)]
struct Node {
    depth: u32,
    parent: u32,
    /// The word that leads here.
    word: u32,
    /// Whether a piece ends here.
    is_end: bool,
    /// The node of the longest path that this one's path ends with.
    fall: u32,
    /// The longest of these that is a piece; 0 for none.
    shorter: u32,
}

impl<'t> Automaton<'t> {
    fn words(&mut self, utterance: &'t Utterance) -> Vec<Vec<u32>> {
        let mut number = |word: &'t str| {
            let next = u32::try_from(self.words.len()).unwrap_or(u32::MAX);
            *self.words.entry(word).or_insert(next)
        };
        utterance.pieces().map(|piece| piece.map(&mut number).collect()).collect()
    }

    /// Adds a piece, and gives the node that it ends in.
    fn add(&mut self, piece: &[u32]) -> u32 {
        if self.nodes.is_empty() {
            self.nodes.push(Node::default());
        }
        let mut at = 0;
        for word in piece {
            let fresh = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
            let next = *self.next.entry((at, *word)).or_insert(fresh);
            if next == fresh {
                let depth = self.nodes[at as usize].depth + 1;
                self.nodes.push(Node { depth, parent: at, word: *word, ..Node::default() });
            }
            at = next;
        }
        self.nodes[at as usize].is_end = true;
        at
    }

    /// To be called once after all pieces are in.
    fn finish(&mut self) {
        let mut order: Vec<u32> = (0u32..).take(self.nodes.len()).collect();
        order.sort_by_key(|at| self.nodes[*at as usize].depth);
        for at in order {
            let Node { depth, parent, word, .. } = self.nodes[at as usize];
            let fall =
                if depth < 2 { 0 } else { self.step(self.nodes[parent as usize].fall, word) };
            let there = &self.nodes[fall as usize];
            let shorter = if there.is_end { fall } else { there.shorter };
            let node = &mut self.nodes[at as usize];
            (node.fall, node.shorter) = (fall, shorter);
        }
    }

    fn step(&self, mut at: u32, word: u32) -> u32 {
        loop {
            match self.next.get(&(at, word)) {
                Some(next) => return *next,
                None if at == 0 => return 0,
                None => at = self.nodes[at as usize].fall,
            }
        }
    }

    fn unseen(&self) -> Vec<usize> {
        vec![usize::MAX; self.nodes.len()]
    }

    /// Shows the pieces that some text has, each once: where one was seen, so were the shorter ones
    /// that it ends with.
    fn find(
        &self,
        pieces: &[Vec<u32>],
        seen: &mut [usize],
        text: usize,
        mut show: impl FnMut(u32),
    ) {
        for piece in pieces {
            let mut at = 0;
            for word in piece {
                at = self.step(at, *word);
                let node = &self.nodes[at as usize];
                let mut end = if node.is_end { at } else { node.shorter };
                while end != 0 && seen[end as usize] != text {
                    seen[end as usize] = text;
                    show(end);
                    end = self.nodes[end as usize].shorter;
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::Relation;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn they_are_those_that_a_look_at_every_pair_finds(
            texts in proptest::collection::vec("[abc]( [abc…]){0,6}", 0..12)
        ) {
            let mut all: Vec<Utterance> = Vec::new();
            for text in &texts {
                let utterance = Utterance::new(text).unwrap();
                if !all.contains(&utterance) {
                    all.push(utterance);
                }
            }
            let all: Vec<&Utterance> = all.iter().collect();
            let places = 0..all.len();
            let pairs = places.clone().flat_map(|a| places.clone().map(move |b| (a, b)));
            let inside = |(a, b): &(usize, usize)| all[*a].relate(all[*b]) == Relation::Inside;
            prop_assert_eq!(parts(&all), pairs.filter(inside).collect::<Vec<_>>());
        }
    }
}
