//! How much was looked at.

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
        let mut claims = 0;
        let mut answered = vec![false; model.questions.len()];
        for claim in &model.claims {
            if model.entry(claim.entry).report.is_some() {
                claims += 1;
                answered[claim.question.index()] = true;
            }
        }
        Self {
            reports: model.reports.len() - model.retracted.len(),
            claims,
            questions: answered.into_iter().filter(|answered| *answered).count(),
        }
    }
}
