//! `gap/certainty-gained`: a report states as certain what its own origin only held possible.

use claimcheck_core::graph::Attribution;
use claimcheck_core::model::{Answer, Certainty, ClaimId};
use claimcheck_core::values::Relation;

use super::definition::{ByDefault, Check, Detect};
use crate::context::Context;
use crate::finding::{Described, Description, Evidence, Finding};
use crate::judged::Judged;
use crate::severity::Severity;
use crate::verdict::Verdict;
use crate::words;

pub(super) static CHECK: Check = Check {
    code: "gap/certainty-gained",
    summary: "a report states as certain what its own origin only held possible",
    severity: Severity::Note,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    detect: Detect::Question(detect),
};

const DOCUMENTATION: &str = r"On the way from source to report a hedge got lost: the report states as certain what the report
that it draws on, or the source that it cites, only held possible.

**What to do.** Check whether the later report knew more. Where it did not, its certainty is not its own.

```yaml claims/example.yaml
kinds:
  meeting: {is: event}
entities:
  talks: {kind: meeting}
---
report: {id: morning}
claims:
  - {id: when, about: talks, says: {date: 2025-10-30}, certainty: possible}
---
report: {id: evening, based-on: [morning]}
claims:
  - {id: when, about: talks, says: {date: 2025-10-30}}
```
";

fn detect(context: &Context<'_>, judged: &Judged<'_>) -> Option<Finding> {
    if hedges_differ(context, judged.verdict) { gained(context, judged) } else { None }
}

fn hedges_differ(context: &Context<'_>, verdict: &Verdict) -> bool {
    let model = context.model();
    let has = |wanted: &dyn Fn(Certainty) -> bool| {
        verdict
            .classes
            .iter()
            .flat_map(|class| &class.claims)
            .any(|claim| wanted(model.claim(*claim).certainty))
    };
    has(&|certainty| certainty == Certainty::Certain)
        && has(&|certainty| certainty <= Certainty::Possible)
}

fn gained(context: &Context<'_>, judged: &Judged<'_>) -> Option<Finding> {
    let (model, verdict) = (context.model(), judged.verdict);
    let attribution = judged.attribution(context);
    let mut gained: Vec<ClaimId> = Vec::new();
    let mut hedged: Vec<ClaimId> = Vec::new();
    for claim in verdict.claims() {
        let origins = origin_claims(context, claim, attribution);
        let only_possible =
            |origin: &ClaimId| model.claim(*origin).certainty <= Certainty::Possible;
        if model.claim(claim).certainty == Certainty::Certain
            && !origins.is_empty()
            && origins.iter().all(only_possible)
        {
            gained.push(claim);
            hedged.extend(origins);
        }
    }
    if gained.is_empty() {
        return None;
    }
    hedged.sort_unstable();
    hedged.dedup();
    let mut claims = [gained.as_slice(), &hedged].concat();
    claims.sort_unstable();
    claims.dedup();
    let evidence = Gained { gained, hedged };
    Some(Finding::on_claims(context, CHECK.key(), vec![verdict.question], claims, evidence))
}

/// Claims that are certain, and the hedged claims that they come from.
#[derive(Debug)]
struct Gained {
    gained: Vec<ClaimId>,
    hedged: Vec<ClaimId>,
}

impl Evidence for Gained {
    fn describe(&self, described: &Described<'_>) -> Description {
        let Described { context, judged: Some(judged), .. } = described else {
            return Description::default();
        };
        let model = context.model();
        let question = words::question(model, judged.verdict.question);
        let reports = words::list(&words::reports(model, &self.gained));
        let mut reason: Vec<String> = words::hedges(model, &self.hedged);
        reason.push(format!("{reports} have it from there, and state it as certain"));
        Description {
            message: format!(
                "{reports}: certain of {question}, where the source only held it possible"
            ),
            help: Some("check whether the later report knew more; else mark its claim as `certainty: possible`".to_owned()),
            reason,
            labels: Vec::new(),
        }
    }
}

/// The claims that a claim can be traced to and that say the same or part of it: those of other
/// reports that lead to no further claim.
fn origin_claims(context: &Context<'_>, claim: ClaimId, attribution: &Attribution) -> Vec<ClaimId> {
    let model = context.model();
    let same_matter = |other: ClaimId| {
        let (one, other) = (&model.claim(claim).answer, &model.claim(other).answer);
        *other != Answer::Unknown
            && one.relate(other, &model.taxonomy).is_some_and(|found| found != Relation::Disjoint)
    };
    let own = model.entry_of(claim).report;
    let is_other = |other: &ClaimId| *other != claim && model.entry_of(*other).report != own;
    let ends = attribution.last_claims(claim).into_iter().filter(is_other);
    ends.filter(|other| same_matter(*other)).collect()
}
