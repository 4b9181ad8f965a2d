//! Groups of many answers that can hold together: what [`claimcheck_core::values::by_pairs`] finds by looking
//! at pairs, found by looking each answer up in what a group already holds.
//!
//! Each answer joins the groups that it fits, in order. Whether it fits one is asked of an index
//! over the times at which answers hold, when they were said and what they are; answers that the
//! index has no place for are compared one by one.

mod front;
mod parts;
mod shape;
mod tree;

use claimcheck_core::ClaimGraph;
use claimcheck_core::model::{Answer, Changes, ClaimId};
use claimcheck_core::values::Taxonomy;
use claimcheck_core::values::date::DateValue;

use claimcheck_core::values::{Groups, Joining, first_fit};
use shape::Shapes;
use tree::Tree;

/// An answer, with when it holds and when it was said.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Stated<'a> {
    /// The answer.
    pub(crate) answer: &'a Answer,
    /// When it holds; nothing for always.
    pub(crate) when: Option<&'a DateValue>,
    /// When it was said.
    pub(crate) said: Option<&'a DateValue>,
    /// Whether it is declared to contradict another claim, whatever the answers are.
    pub(crate) contradicts: bool,
}

impl<'a> Stated<'a> {
    /// What a claim states.
    pub(crate) fn new(graph: &'a ClaimGraph, claim: ClaimId) -> Self {
        let model = graph.model();
        let (stated, entry) = (model.claim(claim), model.entry_of(claim));
        Self {
            answer: &stated.answer,
            when: entry.when.as_deref(),
            said: entry.as_of.as_deref(),
            contradicts: !entry.links.contradicts().is_empty(),
        }
    }
}

/// What all answers to a question have in common.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asked<'a> {
    /// How the answer may change.
    pub(crate) changes: Changes,
    /// What lies in what.
    pub(crate) taxonomy: &'a Taxonomy,
}

/// The groups of some answers of one type that can all hold, where `clash` says which two cannot:
/// only answers that have nothing in common, and those that are declared to contradict each other.
pub(crate) fn groups(
    stated: &[Stated<'_>],
    asked: Asked<'_>,
    clash: impl Fn(usize, usize) -> bool,
) -> Groups {
    if let Some(fits) = parts::fitting(stated, asked.changes) {
        return first_fit(stated.len(), parts::Chains::new(&fits));
    }
    let shapes = Shapes::new(stated, asked);
    first_fit(stated.len(), Indexed { shapes: &shapes, clash, groups: Vec::new() })
}

/// Groups with an index each.
struct Indexed<'s, C> {
    shapes: &'s Shapes<'s>,
    clash: C,
    groups: Vec<Held<'s>>,
}

/// The members of one group.
struct Held<'s> {
    all: Vec<usize>,
    /// Those that stand in no index.
    odd: Vec<usize>,
    index: Tree<'s>,
}

impl<C: Fn(usize, usize) -> bool> Joining for Indexed<'_, C> {
    fn fits(&mut self, group: usize, at: usize) -> bool {
        let held = &self.groups[group];
        match &self.shapes.of[at] {
            None => !held.all.iter().any(|other| (self.clash)(at, *other)),
            Some(shape) => {
                !held.odd.iter().any(|other| (self.clash)(at, *other))
                    && !held.index.clashes(self.shapes, shape)
            }
        }
    }

    fn open(&mut self) {
        self.groups.push(Held {
            all: Vec::new(),
            odd: Vec::new(),
            index: Tree::new(self.shapes.moments),
        });
    }

    fn join(&mut self, group: usize, at: usize) {
        let held = &mut self.groups[group];
        held.all.push(at);
        match &self.shapes.of[at] {
            None => held.odd.push(at),
            Some(shape) => held.index.insert(self.shapes, shape),
        }
    }
}

#[cfg(test)]
mod tests;
