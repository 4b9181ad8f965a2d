//! A project as it would be if some of its claims had never been made. Owns what goes with them; who
//! is meant by a name is for others to find out.
//!
//! Entries, questions and reports keep their ids, so that what is found before and after can be
//! compared. Claims are numbered anew.

use std::collections::BTreeSet;

use crate::model::{ClaimId, ClaimIds, Model, ReportId};
use crate::values::EntityId;
use crate::{ClaimGraph, Project};

/// What is taken back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Retracted {
    /// All claims of a report. The report is not silent either: it is as if it did not exist.
    Report(ReportId),
    /// All claims that rest on a source, and the reports that it publishes.
    Source(EntityId),
    /// Some claims.
    Claims(Vec<ClaimId>),
}

impl Project {
    /// The project without some claims. What is wrong with the input is so all the same.
    #[must_use]
    pub fn without(self, retracted: &[Retracted]) -> Self {
        let Self { mut graph, problems, baseline, vocabulary, today } = self;
        // Ids of claims are those of the project as it was.
        let mut claims: BTreeSet<ClaimId> = BTreeSet::new();
        let mut sources: Vec<EntityId> = Vec::new();
        let mut reports: BTreeSet<ReportId> = BTreeSet::new();
        for what in retracted {
            match what {
                Retracted::Report(report) => {
                    reports.insert(*report);
                }
                Retracted::Source(source) => sources.push(*source),
                Retracted::Claims(some) => claims.extend(some),
            }
        }
        reports.extend(published(graph.model(), &sources));
        claims.extend(of_reports(graph.model(), &reports));
        loop {
            claims.extend(sources.iter().flat_map(|source| graph.resting_on(*source)));
            if claims.is_empty() {
                break;
            }
            // What was corrected stands again, and may rest on a source too.
            graph = ClaimGraph::new(reduced(graph.into_model(), &claims));
            claims.clear();
        }
        let mut model = graph.into_model();
        model.retracted = reports;
        Self { graph: ClaimGraph::new(model), problems, baseline, vocabulary, today }
    }
}

fn published<'m>(model: &'m Model, sources: &'m [EntityId]) -> impl Iterator<Item = ReportId> + 'm {
    let reports = (0..).map(ReportId).zip(&model.reports);
    let by_one = |publisher: Option<EntityId>| {
        publisher.is_some_and(|by| model.speakers(by).any(|speaker| sources.contains(&speaker)))
    };
    reports.filter(move |(_, report)| by_one(report.publisher)).map(|(id, _)| id)
}

fn of_reports<'m>(
    model: &'m Model,
    reports: &'m BTreeSet<ReportId>,
) -> impl Iterator<Item = ClaimId> + 'm {
    let ids = (0..).map(ClaimId).take(model.claims.len());
    ids.filter(|claim| {
        model.entry_of(*claim).report.is_some_and(|report| reports.contains(&report))
    })
}

/// A model without some claims.
fn reduced(mut model: Model, gone: &BTreeSet<ClaimId>) -> Model {
    let mut number = 0..;
    let new: Vec<Option<ClaimId>> = (0..)
        .map(ClaimId)
        .take(model.claims.len())
        .map(|claim| (!gone.contains(&claim)).then(|| number.next().map(ClaimId)).flatten())
        .collect();
    for entry in &mut model.entries {
        let had = !entry.claims.is_empty();
        let mut left = entry.claims.iter().filter_map(|claim| new.get(claim.index()).copied()?);
        // Claims that followed each other still do.
        entry.claims = left.next().map_or_else(ClaimIds::default, |first| {
            let last = left.last().unwrap_or(first);
            ClaimIds::new(first.0, last.0 + 1)
        });
        if had && entry.claims.is_empty() {
            entry.links.keep_corrected(|_| false);
        }
    }
    let mut at = new.iter();
    model.claims.retain(|_| at.next().is_some_and(Option::is_some));
    model
}
