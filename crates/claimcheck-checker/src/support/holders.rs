//! Finds which answers are supported, and the narrowest of them. Owns how few pairs of answers have to be
//! compared for that.

use std::collections::{BTreeSet, HashSet};

use claimcheck_core::model::{Answer, Origin, ReportId, Value};
use claimcheck_core::values::Relation;
use foldhash::{HashMap, HashMapExt as _};

use super::stated::Stated;
use super::{Backing, Supported};
use crate::context::Context;
use crate::verdict::Verdict;

/// Who may entail which answers to a question.
pub(super) struct Holders<'h> {
    context: &'h Context<'h>,
    verdict: &'h Verdict,
    backing: &'h [Backing],
    /// The classes with claims that count.
    all: Vec<Stated>,
    /// Of these, by their places, those of a list that certainly has a value.
    by_value: HashMap<&'h Value, Vec<usize>>,
    /// And those that are not one list.
    others: Vec<usize>,
}

/// An answer that several reports support, and which classes may do so.
type Found = (Stated, Vec<usize>);

impl<'h> Holders<'h> {
    pub(super) fn of(
        context: &'h Context<'h>,
        verdict: &'h Verdict,
        backing: &'h [Backing],
    ) -> Self {
        let classes = (0..backing.len()).filter(|class| !backing[*class].claims.is_empty());
        let all: Vec<Stated> = classes.map(Stated::whole).collect();
        let (mut by_value, mut others) = (HashMap::<&Value, Vec<usize>>::new(), Vec::new());
        for (at, stated) in all.iter().enumerate() {
            let first = verdict.classes[stated.class].first();
            match first.and_then(|claim| context.model().claim(claim).answer.list()) {
                Some(list) => {
                    for value in list.present() {
                        by_value.entry(value).or_default().push(at);
                    }
                }
                None => others.push(at),
            }
        }
        Self { context, verdict, backing, all, by_value, others }
    }

    /// The narrowest answers of those that several origins support, and of those that several reports
    /// have from one.
    pub(super) fn narrowest(&self) -> (Vec<Supported>, Vec<Supported>) {
        let (mut several, mut one) = (Vec::new(), Vec::new());
        let mut known = HashMap::new();
        for answer in Stated::all(self.context.model(), self.verdict) {
            let candidates = self.candidates(&answer, &mut known);
            match self.origins(&answer, &candidates) {
                0 => {}
                1 => one.push((answer, candidates)),
                _ => several.push((answer, candidates)),
            }
        }
        (self.narrowest_of(&several), self.narrowest_of(&one))
    }

    /// The classes that may entail an answer: all, or of a list those that have its first value.
    fn candidates(&self, answer: &Stated, known: &mut HashMap<Value, Vec<usize>>) -> Vec<usize> {
        let model = self.context.model();
        let whole = answer.answer(model, self.verdict);
        let Some(value) = whole.and_then(Answer::list).and_then(|list| list.includes.first())
        else {
            return (0..self.all.len()).collect();
        };
        if let Some(candidates) = known.get(value) {
            return candidates.clone();
        }
        let within = |other: &Value| {
            other == value || other.relate(value, &model.taxonomy).is_some_and(Relation::entails)
        };
        let holders = self.by_value.iter().filter(|(other, _)| within(other));
        let holders: BTreeSet<usize> =
            holders.flat_map(|(_, at)| at).chain(&self.others).copied().collect();
        let candidates: Vec<usize> = holders.into_iter().collect();
        known.insert(value.clone(), candidates.clone());
        candidates
    }

    /// The classes that entail an answer.
    fn entailing<'s>(
        &'s self,
        answer: &'s Stated,
        candidates: &'s [usize],
    ) -> impl Iterator<Item = &'s Backing> {
        let classes = candidates.iter().filter_map(|at| self.all.get(*at));
        let entailing =
            classes.filter(move |class| class.entails(self.context, self.verdict, answer));
        entailing.map(|class| &self.backing[class.class])
    }

    /// How many origins support an answer through several reports; more than two are not counted.
    fn origins(&self, answer: &Stated, candidates: &[usize]) -> usize {
        let mut reports: BTreeSet<ReportId> = BTreeSet::new();
        let mut origins: BTreeSet<Origin> = BTreeSet::new();
        for backing in self.entailing(answer, candidates) {
            reports.extend(&backing.reports);
            origins.extend(&backing.origins);
            if reports.len() > 1 && origins.len() > 1 {
                return 2;
            }
        }
        if reports.len() > 1 { origins.len() } else { 0 }
    }

    /// Those of some answers that no other of them is narrower than, with all who support them.
    fn narrowest_of(&self, found: &[Found]) -> Vec<Supported> {
        let entails = |one: &Stated, other: &Stated| one.entails(self.context, self.verdict, other);
        let is_narrower =
            |one: &Stated, other: &Stated| entails(one, other) && !entails(other, one);
        let mut narrowest: Vec<&Found> = Vec::new();
        for this in found {
            let (answer, _) = this;
            // Mostly one of those that are known already is narrower.
            let mut others = narrowest.iter().copied().chain(found);
            if !others.any(|(other, _)| is_narrower(other, answer)) {
                narrowest.push(this);
            }
        }
        let found = narrowest.into_iter();
        let mut found: Vec<Supported> =
            found.map(|(answer, candidates)| self.support(answer, candidates)).collect();
        // The same answer may be stated for several times at once.
        let mut known = HashSet::new();
        found.retain(|it| {
            let normal = it.answer.normal(self.context.model(), self.verdict);
            known.insert((normal, it.claims.clone()))
        });
        found
    }

    fn support(&self, answer: &Stated, candidates: &[usize]) -> Supported {
        let (mut claims, mut reports) = (Vec::new(), BTreeSet::new());
        let mut origins = BTreeSet::new();
        for backing in self.entailing(answer, candidates) {
            claims.extend(&backing.claims);
            reports.extend(&backing.reports);
            origins.extend(&backing.origins);
        }
        claims.sort_unstable();
        Supported { answer: answer.clone(), claims, reports, origins }
    }
}
