//! Groups of reports that share several sentences, where nothing that is declared says why.

use std::collections::{BTreeMap, BTreeSet};

use claimcheck_core::model::{Model, Origin, ReportId};
use claimcheck_core::source::Span;
use foldhash::{HashMap, HashMapExt as _};

use super::{Copied, join, root};

/// So many sentences are not shared by chance.
const SEVERAL: usize = 3;

/// Reports that share sentences word for word.
#[derive(Debug)]
pub(crate) struct Group {
    /// The reports, in order.
    pub(crate) reports: Vec<ReportId>,
    /// How many sentences two of them share, at most.
    pub(crate) sentences: usize,
    /// The first shared sentence of each of them.
    pub(crate) first: Vec<Span>,
}

/// The groups of reports each of which shares several sentences with another of its group that it is not
/// known to have anything to do with, by their first report.
pub(super) fn groups(model: &Model, copied: &[(ReportId, Vec<Copied>)]) -> Vec<Group> {
    let numbers = numbers_of_shared(copied);
    let mut leader: Vec<usize> = (0..copied.len()).collect();
    let mut most = vec![0; copied.len()];
    let sources: Vec<BTreeSet<Origin>> =
        copied.iter().map(|(report, _)| sources(model, *report)).collect();
    for (&(one, other), &number) in &numbers {
        // How many sentences of each the other has: the lesser number is that of what they share.
        let back = numbers.get(&(other, one)).copied().unwrap_or_default();
        let is_known = !sources[one].is_disjoint(&sources[other]);
        if one < other && number.min(back) >= SEVERAL && !is_known {
            join(&mut leader, one, other);
            for at in [one, other] {
                most[at] = most[at].max(number.min(back));
            }
        }
    }
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for at in (0..copied.len()).filter(|at| most[*at] > 0) {
        members.entry(root(&mut leader, at)).or_default().push(at);
    }
    let group = |members: Vec<usize>| Group {
        reports: members.iter().map(|at| copied[*at].0).collect(),
        sentences: members.iter().map(|at| most[*at]).max().unwrap_or_default(),
        first: members.iter().filter_map(|at| Some(copied[*at].1.first()?.span)).collect(),
    };
    members.into_values().map(group).collect()
}

/// For each pair of reports, by their places, how many sentences of the first stand in the second.
fn numbers_of_shared(copied: &[(ReportId, Vec<Copied>)]) -> HashMap<(usize, usize), usize> {
    let mut holders: HashMap<u64, Vec<usize>> = HashMap::new();
    for (at, (_, sentences)) in copied.iter().enumerate() {
        for run in sentences.iter().flat_map(|sentence| &sentence.runs) {
            let holders = holders.entry(*run).or_default();
            if holders.last() != Some(&at) {
                holders.push(at);
            }
        }
    }
    let mut numbers = HashMap::new();
    for (at, (_, sentences)) in copied.iter().enumerate() {
        for sentence in sentences {
            // The runs of a copied sentence mostly stand in the same reports.
            let lists: BTreeSet<&[usize]> = sentence
                .runs
                .iter()
                .filter_map(|run| holders.get(run))
                .map(Vec::as_slice)
                .collect();
            let others: BTreeSet<usize> = lists.into_iter().flatten().copied().collect();
            for other in others.into_iter().filter(|other| *other != at) {
                *numbers.entry((at, other)).or_default() += 1;
            }
        }
    }
    numbers
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
