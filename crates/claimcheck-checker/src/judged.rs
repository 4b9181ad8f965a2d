//! A judged question as the checks of single questions look at it: its verdict, and what several of
//! them ask of it, worked out once.

use std::cell::OnceCell;
use std::collections::BTreeSet;

use claimcheck_core::graph::Attribution;
use claimcheck_core::model::{Answer, ClaimId, Origin, QuestionId, ReportId};

use crate::context::Context;
use crate::cases::{Outcome, Verdict};
use crate::words;

/// A question with its verdict.
pub(crate) struct Judged<'c> {
    /// The verdict.
    pub(crate) verdict: &'c Verdict,
    attribution: OnceCell<Attribution>,
    support: OnceCell<Option<Support>>,
}

/// Who answers a question, and who speaks of its subject and does not.
#[derive(Debug)]
pub(crate) struct Silence {
    /// The reports that answer: two at least.
    pub(crate) answering: BTreeSet<ReportId>,
    /// The reports that leave the question out: one at least.
    pub(crate) silent: Vec<ReportId>,
}

impl Context<'_> {
    /// The reports that leave out a question which two others answer. A report that says that the
    /// answer is not known is not silent.
    pub fn silent_on(&self, question: QuestionId) -> Vec<ReportId> {
        self.silence(question).map(|silence| silence.silent).unwrap_or_default()
    }

    pub(crate) fn silence(&self, question: QuestionId) -> Option<Silence> {
        let model = self.model();
        let claims = self.graph.claims_on(question);
        if claims.len() < 2 {
            return None;
        }
        let mut spoke = BTreeSet::new();
        let mut answering = BTreeSet::new();
        for claim in claims {
            let Some(report) = model.entry_of(*claim).report else { continue };
            spoke.insert(report);
            if self.graph.stands(*claim) && model.claim(*claim).answer != Answer::Unknown {
                answering.insert(report);
            }
        }
        let speaking = self.speaking_of(model.question(question).subject);
        let silent: Vec<ReportId> = speaking.filter(|report| !spoke.contains(report)).collect();
        (answering.len() > 1 && !silent.is_empty()).then_some(Silence { answering, silent })
    }

    /// The claims of several reports that give one answer and all lead to one origin, if that is so of
    /// a question.
    pub fn echo_on(&self, verdict: &Verdict) -> Option<Vec<ClaimId>> {
        let judged = Judged::new(verdict);
        judged.echo(self).map(|support| verdict.claims_of(&support.group))
    }
}

/// Where the answer of an undisputed question comes from.
pub(crate) struct Support {
    /// The classes of the answer.
    pub(crate) group: Vec<usize>,
    /// The claims of reports: facts are nobody's.
    pub(crate) claims: Vec<ClaimId>,
    /// The reports that answer.
    pub(crate) reports: BTreeSet<ReportId>,
    /// The distinct origins.
    pub(crate) origins: BTreeSet<Origin>,
}

impl<'c> Judged<'c> {
    pub(crate) const fn new(verdict: &'c Verdict) -> Self {
        Self { verdict, attribution: OnceCell::new(), support: OnceCell::new() }
    }

    pub(crate) const fn is_disputed(&self) -> bool {
        matches!(self.verdict.outcome, Outcome::Disputed(_))
    }

    /// Where the claims on the question come from.
    pub(crate) fn attribution(&self, context: &Context<'_>) -> &Attribution {
        self.attribution.get_or_init(|| context.graph.attribution(self.verdict.question))
    }

    /// The support of the best supported answer, where the question is undisputed and some report
    /// answers it: of the groups of claims that agree, the one with the most origins, then the most
    /// reports, then the first in words.
    pub(crate) fn support(&self, context: &Context<'_>) -> Option<&Support> {
        let find = || if self.is_disputed() { None } else { self.best(context) };
        self.support.get_or_init(find).as_ref()
    }

    /// The support of the answer where several reports give it, and all lead to one origin.
    pub(crate) fn echo(&self, context: &Context<'_>) -> Option<&Support> {
        let support = self.support(context)?;
        (support.origins.len() == 1 && support.reports.len() > 1).then_some(support)
    }

    fn best(&self, context: &Context<'_>) -> Option<Support> {
        let groups = self.verdict.supporting().iter().map(|group| self.of_group(context, group));
        let weight = |support: &Support| (support.origins.len(), support.reports.len());
        groups.filter(|support| !support.claims.is_empty()).reduce(|best, found| {
            let better = weight(&found).cmp(&weight(&best)).then_with(|| {
                self.answer(context, &best.group).cmp(&self.answer(context, &found.group))
            });
            if better.is_gt() { found } else { best }
        })
    }

    fn of_group(&self, context: &Context<'_>, group: &[usize]) -> Support {
        let model = context.model();
        let attribution = self.attribution(context);
        let of_reports = |claim: &ClaimId| model.entry_of(*claim).report.is_some();
        let claims: Vec<ClaimId> =
            self.verdict.claims_of(group).into_iter().filter(of_reports).collect();
        let origins =
            claims.iter().flat_map(|claim| context.graph.origins(*claim, attribution)).collect();
        let reports = claims.iter().filter_map(|claim| model.entry_of(*claim).report).collect();
        Support { group: group.to_vec(), claims, reports, origins }
    }

    /// The answer that speaks for a group, so that of two equally supported ones the choice does
    /// not depend on where they are written.
    fn answer(&self, context: &Context<'_>, group: &[usize]) -> String {
        let speaker = group.first().and_then(|class| self.verdict.classes[*class].first());
        speaker.map(|claim| words::answer(context.model(), claim)).unwrap_or_default()
    }
}
