//! How much was looked at.

use std::collections::BTreeSet;

use claimcheck_core::model::Model;

/// How many reports, atomic claims of theirs, and questions that these answer.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Totals {
    pub(crate) reports: usize,
    pub(crate) claims: usize,
    pub(crate) questions: usize,
}

impl Totals {
    /// Counts. What the desk knows itself (`facts`) is no claim of a report.
    pub(crate) fn of(model: &Model) -> Self {
        let of_reports =
            || model.claims.iter().filter(|claim| model.entry(claim.entry).report.is_some());
        let questions: BTreeSet<_> = of_reports().map(|claim| claim.question).collect();
        Self {
            reports: model.reports.len() - model.retracted.len(),
            claims: of_reports().count(),
            questions: questions.len(),
        }
    }
}
