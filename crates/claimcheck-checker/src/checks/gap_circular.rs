//! `gap/circular`: sources that cite each other.

use std::collections::BTreeSet;

use claimcheck_core::graph::Step;
use claimcheck_core::model::ClaimId;

use super::definition::{ByDefault, Check, Detect};
use crate::context::Context;
use crate::finding::{Described, Description, Evidence, Finding};
use crate::judged::Judged;
use crate::severity::Severity;
use crate::words;

pub(super) static CHECK: Check = Check {
    code: "gap/circular",
    summary: "the sources of an answer cite each other",
    severity: Severity::Note,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    detect: Detect::Question(detect),
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

fn detect(context: &Context<'_>, judged: &Judged<'_>) -> Option<Finding> {
    let verdict = judged.verdict;
    let attribution = judged.attribution(context);
    if attribution.circles().is_empty() {
        return None;
    }
    let claims: Vec<ClaimId> =
        verdict.claims().into_iter().filter(|claim| attribution.leads_round(*claim)).collect();
    if claims.is_empty() {
        return None;
    }
    let steps = attribution.circles().iter().flatten().copied().collect();
    let evidence = Circular { steps };
    Some(Finding::on_claims(context, CHECK.key(), vec![verdict.question], claims, evidence))
}

/// What the attribution goes round through.
#[derive(Debug)]
struct Circular {
    steps: BTreeSet<Step>,
}

impl Evidence for Circular {
    fn describe(&self, described: &Described<'_>) -> Description {
        let Described { context, judged: Some(judged), .. } = described else {
            return Description::default();
        };
        let model = context.model();
        let name = |step: &Step| match step {
            Step::Claim(claim) => model.entry_of(*claim).name.to_string(),
            Step::Source(origin) => model.origin_name(*origin).to_owned(),
        };
        let names: Vec<String> = self.steps.iter().map(name).collect();
        let question = words::question(model, judged.verdict.question);
        Description {
            message: format!("the sources for {question} cite each other"),
            help: Some(
                "find out who of them knew first, and attribute the claims to where they come from"
                    .to_owned(),
            ),
            reason: vec![format!("the attribution goes round through {}", words::list(&names))],
            labels: Vec::new(),
        }
    }
}
