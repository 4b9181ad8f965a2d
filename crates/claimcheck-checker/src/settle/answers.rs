//! Which answers make a dispute the one that it is.
//!
//! An answer that another one entails adds nothing: whatever clashes with the wider one clashes
//! with the narrower one too. So only the narrowest answers count, and a report that joins a
//! position in vaguer words leaves the dispute what it was.

use std::collections::{BTreeMap, BTreeSet};

use claimcheck_core::model::{Changes, Model};
use claimcheck_core::values::Relation;

use super::standing;
use crate::verdict::Verdict;
use claimcheck_core::values::{Groups, by_pairs};

/// An answer is compared with no more than this many others of its position.
const COMPARED: usize = 256;

/// The narrowest of the answers that are in dispute, in the groups that can hold together: two
/// that stand together in none clash. Each group, and the list of them, is sorted.
pub(crate) fn disputed(
    model: &Model,
    verdict: &Verdict,
    positions: &[Vec<usize>],
) -> Vec<Vec<String>> {
    let narrowest = Narrowest::new(model, verdict, positions);
    let by_answer = narrowest.by_answer();
    if by_answer.values().all(|classes| classes.len() == 1) {
        return maximal(narrowest.groups(positions));
    }
    // One answer, given at several times, may clash with another at one of them only.
    let answers: Vec<(&str, Vec<usize>)> = by_answer.into_iter().collect();
    let groups = narrowest.regrouped(&answers);
    let named = |group: Vec<usize>| group.into_iter().map(|at| answers[at].0.to_owned()).collect();
    let mut groups: Vec<Vec<String>> = groups.into_iter().map(named).collect();
    groups.sort();
    groups
}

struct Narrowest<'v> {
    model: &'v Model,
    verdict: &'v Verdict,
    /// The positions that each class stands in.
    places: Vec<Vec<usize>>,
    /// The classes that are disputed and that no other one is narrower than.
    kept: Vec<bool>,
}

impl<'v> Narrowest<'v> {
    fn new(model: &'v Model, verdict: &'v Verdict, positions: &[Vec<usize>]) -> Self {
        let mut places: Vec<Vec<usize>> = vec![Vec::new(); verdict.classes.len()];
        for (at, position) in positions.iter().enumerate() {
            for class in position {
                places[*class].push(at);
            }
        }
        // What stands in every position is in no dispute.
        let kept: Vec<bool> = places
            .iter()
            .map(|places| !places.is_empty() && places.len() < positions.len())
            .collect();
        let mut this = Self { model, verdict, places, kept };
        this.drop_wider(positions);
        this
    }

    /// A wider answer stands wherever a narrower one does, so each is held against those of its
    /// smallest position.
    fn drop_wider(&mut self, positions: &[Vec<usize>]) {
        let disputed: Vec<usize> = (0..self.kept.len()).filter(|class| self.kept[*class]).collect();
        let mut compared: Vec<Option<Vec<usize>>> = vec![None; positions.len()];
        let mut wider: BTreeSet<usize> = BTreeSet::new();
        for class in &disputed {
            let smallest =
                self.places[*class].iter().min_by_key(|at| (positions[**at].len(), **at));
            let Some(position) = smallest.copied() else { continue };
            let members =
                compared[position].get_or_insert_with(|| self.first(&positions[position]));
            let others = members.iter().copied().filter(|other| other != class).take(COMPARED);
            wider.extend(others.filter(|other| self.inside(*class, *other)));
        }
        for class in wider {
            self.kept[class] = false;
        }
    }

    /// The disputed answers of a position, or the first in words where there are too many.
    fn first(&self, position: &[usize]) -> Vec<usize> {
        let mut members: Vec<usize> =
            position.iter().copied().filter(|class| self.kept[*class]).collect();
        if members.len() > COMPARED + 1 {
            members.sort_by_key(|class| self.answer(*class));
            members.truncate(COMPARED + 1);
        }
        members
    }

    fn answer(&self, class: usize) -> &'v str {
        self.verdict.normal(self.model, class)
    }

    /// Whether an answer is narrower than another one that speaks of the same time, or the same in
    /// fewer words.
    fn inside(&self, one: usize, other: usize) -> bool {
        let model = self.model;
        let speaker = |class: usize| self.verdict.classes[class].first();
        let key = |class: usize| (self.answer(class).len(), self.answer(class));
        let shorter = || key(one) < key(other);
        let (Some(a), Some(b)) = (speaker(one), speaker(other)) else { return false };
        let property = model.property(model.question(self.verdict.question).property);
        let (at, then) = (model.entry_of(a), model.entry_of(b));
        let same_time =
            at.when == then.when && (property.changes == Changes::Never || at.as_of == then.as_of);
        same_time
            && match model.claim(a).answer.relate(&model.claim(b).answer, &model.taxonomy) {
                Some(Relation::Inside) => true,
                Some(Relation::Equal) => shorter(),
                _ => false,
            }
    }

    fn by_answer(&self) -> BTreeMap<&'v str, Vec<usize>> {
        let mut by_answer: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for class in (0..self.kept.len()).filter(|class| self.kept[*class]) {
            by_answer.entry(self.answer(class)).or_default().push(class);
        }
        by_answer
    }

    fn together(&self, one: usize, other: usize) -> bool {
        one == other
            || self.places[one].iter().any(|at| self.places[other].binary_search(at).is_ok())
    }

    /// The groups of answers, each given by some classes, of which no two have classes that stand
    /// in no common position.
    fn regrouped(&self, answers: &[(&str, Vec<usize>)]) -> Groups {
        let mut numbers: BTreeMap<&[usize], usize> = BTreeMap::new();
        for class in answers.iter().flat_map(|(_, classes)| classes) {
            let next = numbers.len();
            numbers.entry(&self.places[*class]).or_insert(next);
        }
        if numbers.len() > standing::MOST {
            let apart = |one: &usize, two: &usize| !self.together(*one, *two);
            let clash = |a: usize, b: usize| {
                let (a, b) = (&answers[a].1, &answers[b].1);
                a.iter().any(|one| b.iter().any(|two| apart(one, two)))
            };
            return by_pairs(answers.len(), clash);
        }
        let standings = answers.iter().map(|(_, classes)| {
            classes.iter().filter_map(|class| numbers.get(self.places[*class].as_slice()).copied())
        });
        standing::groups(&numbers, standings.map(Iterator::collect))
    }

    fn groups(&self, positions: &[Vec<usize>]) -> BTreeSet<Vec<String>> {
        let group = |position: &Vec<usize>| {
            let kept = position.iter().filter(|class| self.kept[**class]);
            let mut group: Vec<String> = kept.map(|class| self.answer(*class).to_owned()).collect();
            group.sort();
            group
        };
        positions.iter().map(group).filter(|group| !group.is_empty()).collect()
    }
}

/// The groups that are no part of another one.
pub(super) fn maximal(groups: BTreeSet<Vec<String>>) -> Vec<Vec<String>> {
    let groups: Vec<Vec<String>> = groups.into_iter().collect();
    let mut of_answer: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, group) in groups.iter().enumerate() {
        for answer in group {
            of_answer.entry(answer).or_default().push(at);
        }
    }
    let within = |inner: &[String], outer: &[String]| {
        inner.len() < outer.len() && inner.iter().all(|answer| outer.binary_search(answer).is_ok())
    };
    let kept = |group: &&Vec<String>| {
        let rarest = group.iter().filter_map(|answer| of_answer.get(answer.as_str()));
        let rarest = rarest.min_by_key(|places| places.len());
        !rarest.into_iter().flatten().any(|at| within(group, &groups[*at]))
    };
    groups.iter().filter(kept).cloned().collect()
}
