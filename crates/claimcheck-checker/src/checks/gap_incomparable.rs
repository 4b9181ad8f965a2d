//! `gap/incomparable`: answers without a common measure.

use super::definition::{ByDefault, Check, Detect};
use crate::context::Context;
use crate::finding::{Described, Description, Evidence, Finding};
use crate::judged::Judged;
use crate::severity::Severity;
use crate::verdict::Class;
use crate::words;

pub(super) static CHECK: Check = Check {
    code: "gap/incomparable",
    summary: "answers to one question have no common measure",
    severity: Severity::Note,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    detect: Detect::Question(detect),
};

const DOCUMENTATION: &str = r"Two answers are in different currencies or dimensions. There is no rate that holds at every
time, so they are never converted, and neither agree nor conflict.

**What to do.** Annotate both in one unit where the report gives it; else note what the rate was.

```yaml claims/example.yaml
entities:
  deal: {}
properties:
  worth: {type: quantity, unit: USD}
---
report: {id: morning}
claims:
  - {id: worth, about: deal, says: {worth: 350 billion USD}}
---
report: {id: evening}
claims:
  - {id: worth, about: deal, says: {worth: 300 billion EUR}}
```
";

fn detect(context: &Context<'_>, judged: &Judged<'_>) -> Option<Finding> {
    let verdict = judged.verdict;
    if !verdict.incomparable {
        return None;
    }
    let (questions, claims) = (vec![verdict.question], verdict.claims());
    Some(Finding::on_claims(context, CHECK.key(), questions, claims, Incomparable))
}

/// The answers of the finding's question have no common measure.
#[derive(Debug)]
struct Incomparable;

impl Evidence for Incomparable {
    fn describe(&self, described: &Described<'_>) -> Description {
        let Described { context, judged: Some(judged), .. } = described else {
            return Description::default();
        };
        let (model, verdict) = (context.model(), judged.verdict);
        let speakers = verdict.classes.iter().filter_map(Class::first);
        let mut answers: Vec<String> = speakers.map(|claim| words::answer(model, claim)).collect();
        answers.dedup();
        Description {
            message: format!(
                "the answers on {} have no common measure: {}",
                words::question(model, verdict.question),
                words::list(&answers)
            ),
            help: Some("give both in one unit, where the reports do".to_owned()),
            reason: vec![
                "different currencies and dimensions are never converted into each other"
                    .to_owned(),
            ],
            labels: Vec::new(),
        }
    }
}
