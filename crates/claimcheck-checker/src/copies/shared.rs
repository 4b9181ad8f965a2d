//! Groups of reports that share several sentences, where nothing that is declared says why.

use std::collections::{BTreeMap, BTreeSet};

use claimcheck_core::model::{Model, Origin, ReportId};
use claimcheck_core::source::Span;
use foldhash::{HashMap, HashMapExt as _};

use super::Copied;
use crate::sets::Sets;

/// So many sentences are not shared by chance.
const SEVERAL: usize = 3;

/// Reports that share sentences word for word.
#[derive(Debug)]
pub(crate) struct Group {
    /// The reports, in order.
    pub(crate) reports: Vec<ReportId>,
    /// How many sentences they share, where they are two.
    pub(crate) sentences: Option<usize>,
    /// The first shared sentence of each of them.
    pub(crate) first: Vec<Span>,
}

/// The groups of reports each of which shares several sentences with another of its group that it is not
/// known to have anything to do with, by their first report.
pub(super) fn groups(model: &Model, copied: &[(ReportId, Vec<Copied>)]) -> Vec<Group> {
    let holders = Holders::of(copied);
    let mut sets = Sets::new(copied.len());
    let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
    let sources: Vec<BTreeSet<Origin>> =
        copied.iter().map(|(report, _)| sources(model, *report)).collect();
    let mut counts = Counts::new(copied.len());
    for one in 0..copied.len() {
        for (other, number) in counts.of(&copied[one].1, &holders).filter(|(it, _)| *it > one) {
            // Where all are like each other, most pairs belong together already.
            let is_joined = sets.of(one) == sets.of(other);
            if is_joined || !sources[one].is_disjoint(&sources[other]) {
                continue;
            }
            // What they share is the lesser of the sentences of each that the other has.
            let number = number.min(holders.sentences_in(&copied[other].1, one));
            if number >= SEVERAL {
                sets.join(one, other);
                shared.insert(one, number);
            }
        }
    }
    let group = |members: Vec<usize>| Group {
        reports: members.iter().map(|at| copied[*at].0).collect(),
        sentences: shared.get(&members[0]).copied().filter(|_| members.len() == 2),
        first: members.iter().filter_map(|at| Some(copied[*at].1.first()?.span)).collect(),
    };
    let groups = sets.groups(0..copied.len()).into_iter();
    groups.filter(|members| members.len() > 1).map(group).collect()
}

/// Which reports have each run of words, by their places.
struct Holders {
    lists: Vec<Vec<usize>>,
    /// The list of each run. Those of a copied sentence mostly have the same.
    list_of: HashMap<u64, usize>,
}

impl Holders {
    fn of(copied: &[(ReportId, Vec<Copied>)]) -> Self {
        let mut by_run: HashMap<u64, Vec<usize>> = HashMap::new();
        for (at, (_, sentences)) in copied.iter().enumerate() {
            for run in sentences.iter().flat_map(|sentence| &sentence.runs) {
                let holders = by_run.entry(*run).or_default();
                if holders.last() != Some(&at) {
                    holders.push(at);
                }
            }
        }
        let mut numbers: HashMap<Vec<usize>, usize> = HashMap::new();
        let number = |(run, list)| {
            let next = numbers.len();
            (run, *numbers.entry(list).or_insert(next))
        };
        let list_of: HashMap<u64, usize> = by_run.into_iter().map(number).collect();
        let mut lists = vec![Vec::new(); numbers.len()];
        for (list, number) in numbers {
            lists[number] = list;
        }
        Self { lists, list_of }
    }

    /// The lists of the runs of a sentence, each once.
    fn lists(&self, sentence: &Copied) -> impl Iterator<Item = &Vec<usize>> {
        let runs = sentence.runs.iter().filter_map(|run| self.list_of.get(run));
        let numbers: BTreeSet<usize> = runs.copied().collect();
        numbers.into_iter().map(|number| &self.lists[number])
    }

    /// How many of some sentences stand in a report.
    fn sentences_in(&self, sentences: &[Copied], report: usize) -> usize {
        let has = |sentence: &&Copied| {
            self.lists(sentence).any(|list| list.binary_search(&report).is_ok())
        };
        sentences.iter().filter(has).count()
    }
}

/// How many sentences of one report stand in each other.
struct Counts {
    numbers: Vec<usize>,
    /// The last sentence that was counted for each report, so that none is counted twice.
    last: Vec<usize>,
}

impl Counts {
    fn new(reports: usize) -> Self {
        Self { numbers: vec![0; reports], last: vec![0; reports] }
    }

    /// The reports that have several of some sentences, with how many.
    fn of(
        &mut self,
        sentences: &[Copied],
        holders: &Holders,
    ) -> impl Iterator<Item = (usize, usize)> + use<> {
        self.numbers.fill(0);
        self.last.fill(0);
        for (number, sentence) in (1..).zip(sentences) {
            for other in holders.lists(sentence).flatten() {
                if self.last[*other] != number {
                    self.last[*other] = number;
                    self.numbers[*other] += 1;
                }
            }
        }
        let several: Vec<(usize, usize)> =
            self.numbers.iter().copied().enumerate().filter(|(_, it)| *it >= SEVERAL).collect();
        several.into_iter()
    }
}

/// A report, its voice, and all that it declares to draw on or to correct, as far as that leads.
fn sources(model: &Model, report: ReportId) -> BTreeSet<Origin> {
    let mut found = BTreeSet::new();
    let mut pending = vec![Origin::Report(report)];
    while let Some(origin) = pending.pop() {
        let origin = match origin {
            Origin::Entity(entity) => Origin::Entity(model.speaker(entity)),
            Origin::Report(_) => origin,
        };
        if !found.insert(origin) {
            continue;
        }
        if let Origin::Report(report) = origin {
            pending.push(model.voice(report));
            let declared = model.report(report);
            pending.extend(&declared.based_on);
            pending.extend(declared.corrects.iter().copied().map(Origin::Report));
        }
    }
    found
}
