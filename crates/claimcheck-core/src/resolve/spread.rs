//! In which documents the entries of each report stand: a name without an id counts within its report
//! only where they stand in one.

use std::collections::BTreeMap;

use crate::model::ReportId;
use crate::read::record::Document;

/// In which documents the entries of each report stand, and those of facts.
pub(super) struct Spread(BTreeMap<Option<ReportId>, Vec<usize>>);

impl Spread {
    pub(super) fn of(documents: &[Document<'_>], owners: &[Vec<Option<ReportId>>]) -> Self {
        let mut spread: BTreeMap<Option<ReportId>, Vec<usize>> = BTreeMap::new();
        for (number, (document, owners)) in documents.iter().zip(owners).enumerate() {
            let known = owners.iter().filter(|owner| owner.is_some()).copied();
            let facts = document.facts.first().map(|_| None);
            let mut all: Vec<Option<ReportId>> = known.chain(facts).collect();
            all.sort_unstable();
            all.dedup();
            for report in all {
                spread.entry(report).or_default().push(number);
            }
        }
        Self(spread)
    }

    pub(super) fn documents(&self, report: Option<ReportId>) -> &[usize] {
        self.0.get(&report).map_or(&[], Vec::as_slice)
    }
}
