//! `gap/circular`: sources that cite each other.

use std::collections::BTreeSet;

use claimcheck_core::graph::Step;
use claimcheck_core::model::ClaimId;

use crate::check::{ByDefault, Check};
use crate::context::{Context, Wording};
use crate::finding::{Finding, Severity};
use crate::judged::Judged;
use crate::words;

pub(super) static CHECK: Check = Check {
    code: "gap/circular",
    summary: "the sources of an answer cite each other",
    severity: Severity::Note,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    of_question: Some(find),
    of_project: None,
};

const DOCUMENTATION: &str = r"The attribution of an answer comes back to where it began: one report has it from another, which
has it from the first. Nobody in the circle is known to have seen anything.

**What to do.** Find out which of them knew first, or where the circle was entered from outside.

```yaml claims/example.yaml
kinds:
  meeting: {is: event}
entities:
  talks: {kind: meeting}
---
report: {id: morning, based-on: [evening]}
claims:
  - {id: when, about: talks, says: {date: 2025-10-30}}
---
report: {id: evening, based-on: [morning]}
claims:
  - {id: when, about: talks, says: {date: 2025-10-30}}
```
";

fn find(context: &Context<'_>, judged: &Judged<'_>) -> Option<Finding> {
    let (model, verdict) = (context.model(), judged.verdict);
    let attribution = judged.attribution(context);
    if attribution.circles().is_empty() {
        return None;
    }
    let steps: BTreeSet<Step> = attribution.circles().iter().flatten().copied().collect();
    let claims: Vec<ClaimId> =
        verdict.claims().into_iter().filter(|claim| attribution.leads_round(*claim)).collect();
    if claims.is_empty() {
        return None;
    }
    let name = |step: &Step| match step {
        Step::Claim(claim) => model.entry_of(*claim).name.to_string(),
        Step::Source(origin) => model.origin_name(*origin).to_owned(),
    };
    let wording = || {
        let names: Vec<String> = steps.iter().map(name).collect();
        let question = words::question(model, verdict.question);
        Wording {
            message: format!("the sources for {question} cite each other"),
            help: Some(
                "find out who of them knew first, and attribute the claims to where they come from"
                    .to_owned(),
            ),
            reason: vec![format!("the attribution goes round through {}", words::list(&names))],
        }
    };
    Some(context.on_claims(&CHECK, vec![verdict.question], claims, wording))
}
