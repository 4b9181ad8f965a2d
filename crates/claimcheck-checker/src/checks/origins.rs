//! How many independent origins the answer of a question has: what corroboration, echoes and
//! circles have in common.

use std::cmp::Ordering;
use std::collections::BTreeSet;
use std::sync::Arc;

use claimcheck_core::graph::Attribution;
use claimcheck_core::model::{ClaimId, Origin, ReportId};
use rayon::prelude::*;

use crate::context::Context;
use crate::verdict::{Outcome, Verdict};
use crate::words;

/// Where the answer of an undisputed question comes from.
pub(super) struct Support<'v> {
    pub(super) verdict: &'v Verdict,
    /// The classes of the answer.
    pub(super) group: &'v [usize],
    /// The claims of reports: facts are nobody's.
    pub(super) claims: Vec<ClaimId>,
    /// The reports that answer.
    pub(super) reports: BTreeSet<ReportId>,
    /// The distinct origins.
    pub(super) origins: BTreeSet<Origin>,
    pub(super) attribution: Arc<Attribution>,
}

/// All undisputed questions that some report answers, in order.
pub(super) fn undisputed<'v>(
    context: &'v Context<'_>,
) -> impl ParallelIterator<Item = Support<'v>> {
    let all = context.verdicts.par_iter();
    let open = all.filter(|verdict| !matches!(verdict.outcome, Outcome::Disputed(_)));
    open.filter_map(|verdict| support(context, verdict))
}

/// The undisputed questions that may have several origins, or several reports: all but those with
/// one claim that leads nowhere.
pub(super) fn undisputed_by_several<'v>(
    context: &'v Context<'_>,
) -> impl ParallelIterator<Item = Support<'v>> {
    let model = context.model();
    let several = |verdict: &&Verdict| match verdict.classes.as_slice() {
        [only] if only.claims.len() == 1 => only.claims.iter().any(|claim| {
            let entry = model.entry_of(*claim);
            let based = |report: ReportId| !model.report(report).based_on.is_empty();
            !entry.attribution.is_empty() || entry.report.is_some_and(based)
        }),
        _ => true,
    };
    let all = context.verdicts.par_iter();
    let open = all.filter(|verdict| !matches!(verdict.outcome, Outcome::Disputed(_)));
    open.filter(several).filter_map(|verdict| support(context, verdict))
}

/// The support of the best supported answer: of the groups of claims that agree, the one with the
/// most origins, then the most reports, then the first in words.
fn support<'v>(context: &Context<'_>, verdict: &'v Verdict) -> Option<Support<'v>> {
    let attribution = Arc::new(context.graph.attribution(verdict.question));
    let groups =
        verdict.supporting.iter().map(|group| of_group(context, verdict, group, &attribution));
    let weight = |support: &Support<'_>| (support.origins.len(), support.reports.len());
    let mut best: Option<Support<'v>> = None;
    for found in groups.filter(|support| !support.claims.is_empty()) {
        let better = |known: &Support<'_>| match weight(&found).cmp(&weight(known)) {
            Ordering::Equal => found.answer(context) < known.answer(context),
            other => other == Ordering::Greater,
        };
        if best.as_ref().is_none_or(better) {
            best = Some(found);
        }
    }
    best
}

fn of_group<'v>(
    context: &Context<'_>,
    verdict: &'v Verdict,
    group: &'v [usize],
    attribution: &Arc<Attribution>,
) -> Support<'v> {
    let model = context.model();
    let of_reports = |claim: &ClaimId| model.entry_of(*claim).report.is_some();
    let claims: Vec<ClaimId> = verdict.claims_of(group).into_iter().filter(of_reports).collect();
    let origins =
        claims.iter().flat_map(|claim| context.graph.origins(*claim, attribution)).collect();
    let reports = claims.iter().filter_map(|claim| model.entry_of(*claim).report).collect();
    Support { verdict, group, claims, reports, origins, attribution: Arc::clone(attribution) }
}

impl Support<'_> {
    /// The answer that speaks for the group, so that of two equally supported ones the choice does
    /// not depend on where they are written.
    fn answer(&self, context: &Context<'_>) -> String {
        let speaker = self.group.first().and_then(|class| self.verdict.classes[*class].first());
        speaker.map(|claim| words::answer(context.model(), claim)).unwrap_or_default()
    }

    /// How many reports answer the question, whatever they answer.
    pub(super) fn answering(&self, context: &Context<'_>) -> usize {
        let model = context.model();
        let reports =
            self.verdict.claims().into_iter().filter_map(|claim| model.entry_of(claim).report);
        reports.collect::<BTreeSet<_>>().len()
    }

    /// What the origins are called, in order.
    pub(super) fn names(&self, context: &Context<'_>) -> Vec<String> {
        let mut names: Vec<String> = self
            .origins
            .iter()
            .map(|origin| context.model().origin_name(*origin).to_owned())
            .collect();
        names.sort();
        names
    }

    /// For each claim, whom it can be traced to.
    pub(super) fn steps(&self, context: &Context<'_>) -> Vec<String> {
        const MOST: usize = 8;
        let model = context.model();
        let step = |claim: &ClaimId| {
            let origins = context.graph.origins(*claim, &self.attribution);
            let names: Vec<String> =
                origins.iter().map(|origin| model.origin_name(*origin).to_owned()).collect();
            let name = &model.entry_of(*claim).name;
            match names.as_slice() {
                [] => format!("`{name}` leads round in a circle"),
                names => format!("`{name}` leads to {}", words::list(names)),
            }
        };
        let mut steps: Vec<String> = self.claims.iter().take(MOST).map(step).collect();
        if self.claims.len() > MOST {
            steps.push(format!("and {} more claims", self.claims.len() - MOST));
        }
        steps
    }
}
