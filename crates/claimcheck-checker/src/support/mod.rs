//! Who supports which stated answer to a question: an origin does, if a claim of it entails the answer.
//! Owns which claims count, and which answers are told; their words are those of the checks.

mod holders;
mod stated;

use std::collections::BTreeSet;

use claimcheck_core::graph::Attribution;
use claimcheck_core::model::{Certainty, ClaimId, Origin, ReportId};

use crate::context::Context;
use crate::severity::{Severity, certainty_of};
use crate::verdict::{Class, Dispute, Kind, Outcome, Verdict};
use holders::Holders;
pub(crate) use stated::Stated;

/// Where the answers to a question come from.
#[derive(Debug, Default)]
pub(crate) struct Support {
    /// The narrowest answers that several origins support, through several reports.
    pub(crate) corroborated: Vec<Supported>,
    /// The narrowest answers that several reports give and that all lead to one origin.
    pub(crate) echoed: Vec<Supported>,
}

/// A stated answer, and who supports it.
#[derive(Debug, Clone)]
pub(crate) struct Supported {
    /// The answer.
    pub(crate) answer: Stated,
    /// The claims that entail it.
    pub(crate) claims: Vec<ClaimId>,
    /// Their reports.
    pub(crate) reports: BTreeSet<ReportId>,
    /// Their origins.
    pub(crate) origins: BTreeSet<Origin>,
}

impl Support {
    /// Finds who supports the answers to a question.
    pub(crate) fn of(context: &Context<'_>, verdict: &Verdict, attribution: &Attribution) -> Self {
        let counted = Counted::of(context, verdict, attribution);
        let Some(counted) = counted.filter(|counted| counted.reports().len() > 1) else {
            return Self::default();
        };
        let holders = Holders::of(context, verdict, &counted.backing);
        let (corroborated, echoed) = holders.narrowest();
        let corroborated = if counted.is_hedged { Vec::new() } else { corroborated };
        Self { corroborated, echoed }
    }
}

/// The only origin of the answers to a question, where one report alone answers; and its claims.
pub(crate) fn single(
    context: &Context<'_>,
    verdict: &Verdict,
    attribution: &Attribution,
) -> Option<(Origin, Vec<ClaimId>)> {
    let counted = Counted::of(context, verdict, attribution)?;
    let mut origins = counted.backing.iter().flat_map(|class| &class.origins);
    let first = *origins.next()?;
    if origins.any(|origin| *origin != first) || counted.reports().len() != 1 {
        return None;
    }
    let mut claims: Vec<ClaimId> =
        counted.backing.into_iter().flat_map(|class| class.claims).collect();
    claims.sort_unstable();
    Some((first, claims))
}

/// The claims that count, class by class.
struct Counted {
    backing: Vec<Backing>,
    /// Whether nobody is sure. Then there is no corroboration; that all have it from one is still so.
    is_hedged: bool,
}

/// The claims of a class that count, with where they come from.
#[derive(Default)]
struct Backing {
    claims: Vec<ClaimId>,
    reports: BTreeSet<ReportId>,
    origins: BTreeSet<Origin>,
}

impl Counted {
    /// Nothing, where the surest claims are disputed.
    fn of(context: &Context<'_>, verdict: &Verdict, attribution: &Attribution) -> Option<Self> {
        let of = |least: Certainty| -> Vec<Backing> {
            let classes = verdict.classes.iter();
            classes.map(|class| Backing::of(context, class, attribution, least)).collect()
        };
        let sure = of(least_certainty(verdict)?);
        let is_hedged = sure.iter().all(|class| class.claims.is_empty());
        let backing = if is_hedged { of(Certainty::Doubtful) } else { sure };
        Some(Self { backing, is_hedged })
    }

    fn reports(&self) -> BTreeSet<ReportId> {
        self.backing.iter().flat_map(|class| class.reports.iter().copied()).collect()
    }
}

impl Backing {
    /// The claims of a class that are sure enough. Facts are nobody's.
    fn of(
        context: &Context<'_>,
        class: &Class,
        attribution: &Attribution,
        least: Certainty,
    ) -> Self {
        let model = context.model();
        let mut backing = Self::default();
        for &claim in &class.claims {
            let Some(report) = model.entry_of(claim).report else { continue };
            if certainty_of(model, claim) < least {
                continue;
            }
            let origins = context.graph.origins(claim, attribution);
            backing.claims.push(claim);
            if !origins.is_empty() {
                backing.reports.insert(report);
            }
            backing.origins.extend(origins);
        }
        backing
    }
}

/// How sure a claim has to be to count: likely, and surer than what it takes to dispute the answers.
/// Nothing where the surest claims are disputed: a less certain claim hides no support.
fn least_certainty(verdict: &Verdict) -> Option<Certainty> {
    match &verdict.outcome {
        Outcome::Open | Outcome::Agreed(_) => Some(Certainty::Likely),
        Outcome::Disputed(disputes) => {
            let least = |dispute: &Dispute| match dispute.severity {
                Severity::Note => Some(Certainty::Likely),
                Severity::Warning if dispute.kind != Kind::Implied => Some(Certainty::Certain),
                Severity::Warning | Severity::Error => None,
            };
            let least: Option<Vec<Certainty>> = disputes.iter().map(least).collect();
            least?.into_iter().max()
        }
    }
}
