//! Answers that hold at a common time, by when they were said and what they are: enough of them to
//! tell whether another one clashes with any.

use std::collections::{BTreeMap, HashMap, HashSet};

use claimcheck_core::model::Answer;
use claimcheck_core::values::Relation;

use super::shape::{Key, Said, Shape, Shapes, Words};

/// Some answers. There are many of these, so that what few have costs the others nothing.
#[derive(Default)]
pub(super) struct Front<'s> {
    /// Those that were said at one time, or all where it does not matter when.
    first: Option<(u32, AtOnce<'s>)>,
    /// Those that were said at other times.
    others: HashMap<u32, AtOnce<'s>>,
    /// How they lie over the times at which they were said, where they may not fall.
    climb: Option<Box<Climb>>,
}

/// How answers lie over time.
#[derive(Default)]
struct Climb {
    /// How high answers lie by the end of the time that they were said at: the highest so far.
    highest: Stairs,
    /// How low they lie from the beginning of that time on, both counted downwards.
    lowest: Stairs,
}

impl<'s> Front<'s> {
    pub(super) fn clashes(&self, shapes: &Shapes<'s>, shape: &Shape<'s>) -> bool {
        let Some(said) = &shape.said else { return false };
        if self.at_once(said.id).is_some_and(|there| there.clashes(shapes, &shape.key)) {
            return true;
        }
        let (Key::Line(low, high), Some((from, to)), Some(climb)) =
            (&shape.key, said.between, &self.climb)
        else {
            return false;
        };
        climb.highest.up_to(from).is_some_and(|earlier| earlier >= *high)
            || climb.lowest.up_to(-to).is_some_and(|later| -later <= *low)
    }

    pub(super) fn insert(&mut self, shapes: &Shapes<'s>, shape: &Shape<'s>) {
        let Some(Said { id, between }) = &shape.said else { return };
        let (first, at_once) = self.first.get_or_insert_with(|| (*id, AtOnce::default()));
        let there = if first == id { at_once } else { self.others.entry(*id).or_default() };
        there.insert(&shape.key);
        if let (Key::Line(low, high), Some((from, to)), true) = (&shape.key, between, shapes.rising)
        {
            let climb = self.climb.get_or_insert_default();
            climb.highest.raise(*to, *low);
            climb.lowest.raise(-from, -high);
        }
    }

    fn at_once(&self, said: u32) -> Option<&AtOnce<'s>> {
        match &self.first {
            Some((first, there)) if *first == said => Some(there),
            _ => self.others.get(&said),
        }
    }
}

/// The highest of what was put in up to a place, for every place.
#[derive(Default)]
struct Stairs(BTreeMap<i64, i64>);

impl Stairs {
    fn up_to(&self, place: i64) -> Option<i64> {
        self.0.range(..=place).next_back().map(|(_, height)| *height)
    }

    fn raise(&mut self, place: i64, height: i64) {
        if self.up_to(place).is_some_and(|known| known >= height) {
            return;
        }
        while let Some((next, _)) = self.0.range(place..).next().filter(|next| *next.1 <= height) {
            let next = *next;
            self.0.remove(&next);
        }
        self.0.insert(place, height);
    }
}

/// Answers that must all hold at once.
#[derive(Default)]
struct AtOnce<'s> {
    /// The highest beginning and the lowest end of those on a line.
    line: Option<(i64, i64)>,
    /// Those on no line.
    rest: Option<Box<Rest<'s>>>,
}

/// Answers on no line.
#[derive(Default)]
struct Rest<'s> {
    words: Named<'s>,
    /// What is not said of words, each answer once.
    others: HashSet<&'s Answer>,
}

impl<'s> AtOnce<'s> {
    fn clashes(&self, shapes: &Shapes<'s>, key: &Key<'s>) -> bool {
        match key {
            Key::Line(low, high) => {
                self.line.is_some_and(|(lowest, highest)| highest <= *low || lowest >= *high)
            }
            Key::Words(words) => self.rest.as_ref().is_some_and(|rest| rest.words.clashes(words)),
            Key::Other(answer) => {
                let apart = |other: &&Answer| {
                    answer.relate(other, shapes.asked.taxonomy) == Some(Relation::Disjoint)
                };
                self.rest.as_ref().is_some_and(|rest| rest.others.iter().any(apart))
            }
        }
    }

    fn insert(&mut self, key: &Key<'s>) {
        match key {
            Key::Line(low, high) => {
                let (lowest, highest) = self.line.unwrap_or((*low, *high));
                self.line = Some((lowest.max(*low), highest.min(*high)));
            }
            Key::Words(words) => self.rest.get_or_insert_default().words.insert(words),
            Key::Other(answer) => {
                self.rest.get_or_insert_default().others.insert(answer);
            }
        }
    }
}

/// What is said of some words: which are among the answers, which are not, and outside which there
/// is none.
#[derive(Default)]
struct Named<'s> {
    present: HashSet<&'s str>,
    denied: HashSet<&'s str>,
    /// What all complete lists have in common.
    only: Option<HashSet<&'s str>>,
}

impl<'s> Named<'s> {
    fn clashes(&self, words: &Words<'s>) -> bool {
        let left_out = |word: &&str| self.only.as_ref().is_some_and(|list| !list.contains(word));
        let lists = |own: &[&str]| {
            self.present.len() > own.len()
                || own.iter().filter(|word| self.present.contains(*word)).count()
                    < self.present.len()
        };
        words.denied.iter().any(|word| self.present.contains(word))
            || words.present.iter().any(|word| self.denied.contains(word) || left_out(word))
            || (words.complete && lists(&words.present))
    }

    fn insert(&mut self, words: &Words<'s>) {
        self.present.extend(&words.present);
        self.denied.extend(&words.denied);
        if words.complete {
            let own: HashSet<&str> = words.present.iter().copied().collect();
            self.only = Some(match self.only.take() {
                Some(list) => list.intersection(&own).copied().collect(),
                None => own,
            });
        }
    }
}
