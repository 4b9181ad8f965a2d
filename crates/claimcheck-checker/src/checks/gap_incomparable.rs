//! `gap/incomparable`: answers without a common measure.

use crate::check::{ByDefault, Check};
use crate::context::{Context, Wording};
use crate::finding::{Finding, Severity};
use crate::judged::Judged;
use crate::verdict::Class;
use crate::words;

pub(super) static CHECK: Check = Check {
    code: "gap/incomparable",
    summary: "answers to one question have no common measure",
    severity: Severity::Note,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    of_question: Some(find),
    of_project: None,
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

fn find(context: &Context<'_>, judged: &Judged<'_>) -> Option<Finding> {
    let (model, verdict) = (context.model(), judged.verdict);
    if !verdict.incomparable {
        return None;
    }
    let wording = || {
        let speakers = verdict.classes.iter().filter_map(Class::first);
        let mut answers: Vec<String> = speakers.map(|claim| words::answer(model, claim)).collect();
        answers.dedup();
        Wording {
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
        }
    };
    Some(context.on_claims(&CHECK, vec![verdict.question], verdict.claims(), wording))
}
