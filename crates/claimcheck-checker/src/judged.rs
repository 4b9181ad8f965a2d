//! A judged question as the checks of single questions look at it: its verdict, and what several of
//! them ask of it, worked out once.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use claimcheck_core::graph::Attribution;
use claimcheck_core::model::{ClaimId, Origin, ReportId};

use crate::context::Context;
use crate::support::Support;
use crate::verdict::Verdict;

/// A question with its verdict.
pub(crate) struct Judged<'c> {
    /// The verdict.
    pub(crate) verdict: &'c Verdict,
    attribution: OnceCell<Attribution>,
    support: OnceCell<Support>,
}

impl Context<'_> {
    /// The reports that speak of the subject of a question and leave out the question, where two others
    /// answer it. A report that says that the answer is not known is not silent.
    pub fn silent_on(&self, verdict: &Verdict) -> Vec<ReportId> {
        let model = self.model();
        let claims = self.graph.claims_on(verdict.question);
        if claims.len() < 2 {
            return Vec::new();
        }
        let report = |claim: &ClaimId| model.entry_of(*claim).report;
        let given = verdict.classes.iter().flat_map(|class| &class.claims);
        let answering: BTreeSet<ReportId> = given.filter_map(report).collect();
        if answering.len() < 2 {
            return Vec::new();
        }
        // Whoever answers for another time is not silent either.
        let spoke: BTreeSet<ReportId> = claims.iter().filter_map(report).collect();
        let speaking = self.speaking_of(model.question(verdict.question).subject);
        speaking.filter(|report| !spoke.contains(report)).collect()
    }

    /// The claims that give an answer which several reports have from one origin, with that origin: for
    /// each such answer to a question.
    pub fn echoes_on(&self, verdict: &Verdict) -> Vec<(Origin, Vec<ClaimId>)> {
        let judged = Judged::new(verdict);
        let echoed = judged.support(self).echoed.iter();
        let echo = echoed.filter_map(|it| Some((*it.origins.first()?, it.claims.clone())));
        echo.collect()
    }
}

impl<'c> Judged<'c> {
    pub(crate) const fn new(verdict: &'c Verdict) -> Self {
        Self { verdict, attribution: OnceCell::new(), support: OnceCell::new() }
    }

    pub(crate) fn is_disputed(&self) -> bool {
        self.verdict.is_disputed()
    }

    /// Where the claims on the question come from.
    pub(crate) fn attribution(&self, context: &Context<'_>) -> &Attribution {
        self.attribution.get_or_init(|| context.attribution(self.verdict))
    }

    /// Who supports its answers.
    pub(crate) fn support(&self, context: &Context<'_>) -> &Support {
        let find = || Support::of(context, self.verdict, self.attribution(context));
        self.support.get_or_init(find)
    }
}
