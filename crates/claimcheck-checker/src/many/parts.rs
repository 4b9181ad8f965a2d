//! Quotations: two fit where one is a part of the other, or where they have few words in common.

use claimcheck_core::model::{Answer, Changes, Value};
use claimcheck_core::values::{Relation, Utterance};

use super::Stated;
use claimcheck_core::values::{Joining, MOST_GROUPS};

/// For each of some quotations those that it fits; nothing for any other answers.
pub(super) fn fitting(stated: &[Stated<'_>], changes: Changes) -> Option<Vec<Vec<usize>>> {
    let first = stated.first()?;
    let said = |stated: &Stated<'_>| changes == Changes::Never || stated.said == first.said;
    if !stated.iter().all(|stated| stated.when == first.when && said(stated)) {
        return None;
    }
    if changes != Changes::Never && first.said.is_none() {
        return None;
    }
    let utterances: Option<Vec<&Utterance>> =
        stated.iter().map(|stated| quotation(stated.answer)).collect();
    let mut fits = vec![Vec::new(); stated.len()];
    let utterances = utterances?;
    for (at, one) in utterances.iter().enumerate() {
        for (other, another) in utterances.iter().enumerate().skip(at + 1) {
            if one.relate(another) != Relation::Disjoint {
                fits[at].push(other);
                fits[other].push(at);
            }
        }
    }
    // Two that say the same are parts of each other, and fit once.
    for others in &mut fits {
        others.sort_unstable();
        others.dedup();
    }
    Some(fits)
}

fn quotation(answer: &Answer) -> Option<&Utterance> {
    match answer {
        Answer::One(Value::Quotation(terms)) => match terms.terms() {
            [one] if !terms.is_negated() => Some(one),
            _ => None,
        },
        _ => None,
    }
}

/// Groups in which each answer fits each other one, where it is known which ones fit.
pub(super) struct Chains<'f> {
    fits: &'f [Vec<usize>],
    /// The groups that each answer is in, of those that others may join.
    places: Vec<Vec<usize>>,
    sizes: Vec<usize>,
    /// The answer that was asked for last, and how many of each group it fits.
    asked: Option<usize>,
    counts: Vec<usize>,
}

impl<'f> Chains<'f> {
    pub(super) fn new(fits: &'f [Vec<usize>]) -> Self {
        let places = vec![Vec::new(); fits.len()];
        Self { fits, places, sizes: Vec::new(), asked: None, counts: vec![0; MOST_GROUPS] }
    }

    fn count(&mut self, at: usize) {
        self.counts.fill(0);
        for other in &self.fits[at] {
            for group in &self.places[*other] {
                self.counts[*group] += 1;
            }
        }
        self.asked = Some(at);
    }
}

impl Joining for Chains<'_> {
    fn fits(&mut self, group: usize, at: usize) -> bool {
        if self.asked != Some(at) {
            self.count(at);
        }
        self.counts[group] == self.sizes[group]
    }

    fn open(&mut self) {
        self.sizes.push(0);
    }

    fn join(&mut self, group: usize, at: usize) {
        self.sizes[group] += 1;
        self.places[at].push(group);
    }
}
