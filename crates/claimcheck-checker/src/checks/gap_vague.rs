//! `gap/vague`: no answer is precise enough, or all are hedged.

use claimcheck_core::model::{Answer, Certainty, ClaimId, Property};

use crate::check::{ByDefault, Check};
use crate::context::{Context, Wording};
use crate::finding::{Finding, Severity};
use crate::judged::Judged;
use crate::words;

pub(super) static CHECK: Check = Check {
    code: "gap/vague",
    summary: "no answer is as precise as the property asks, or all are hedged",
    severity: Severity::Note,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    of_question: Some(find),
    of_project: None,
};

const DOCUMENTATION: &str = r"A property's `precision` says how precise an answer must be for the question to count as
settled: `day` for a date, `5 %` for a number, a kind of place for a place. The finding names a question
whose answers are all vaguer, or all less than certain.

**What to do.** Look for the report that knows it exactly, or that states it without a hedge.

```yaml claims/example.yaml
kinds:
  meeting: {is: event}
entities:
  talks: {kind: meeting}
properties:
  date: {type: date, precision: day}
---
report: {id: morning}
claims:
  - {id: when, about: talks, says: {date: 2025-10}}
```
";

fn find(context: &Context<'_>, judged: &Judged<'_>) -> Option<Finding> {
    if judged.is_disputed() {
        return None;
    }
    let (model, verdict) = (context.model(), judged.verdict);
    let claims: Vec<ClaimId> = verdict
        .claims()
        .into_iter()
        .filter(|claim| model.entry_of(*claim).report.is_some())
        .collect();
    let property = model.property(model.question(verdict.question).property);
    let hedged = claims.iter().all(|claim| model.claim(*claim).certainty < Certainty::Certain);
    let vague =
        !claims.iter().any(|claim| is_precise(context, property, &model.claim(*claim).answer));
    if claims.is_empty() || !(hedged || vague) {
        return None;
    }
    let wording = || {
        let question = words::question(model, verdict.question);
        let mut reason = Vec::new();
        if vague {
            reason.push(format!("no answer is as precise as `{}` asks for", property.id));
        }
        if hedged {
            reason.extend(words::hedges(model, &claims));
        }
        let message = match (vague, hedged) {
            (true, true) => format!("the answers on {question} are vague and hedged"),
            (true, false) => format!("no answer on {question} is precise enough"),
            (false, _) => format!("every answer on {question} is hedged"),
        };
        let help = "look for a report that knows it exactly, or that states it without a hedge";
        Wording { message, help: Some(help.to_owned()), reason }
    };
    let all: Vec<usize> = (0..verdict.classes.len()).collect();
    Some(context.on_groups(&CHECK, judged, &[all], wording))
}

/// Whether an answer is precise enough; always, where the property asks for nothing.
fn is_precise(context: &Context<'_>, property: &Property, answer: &Answer) -> bool {
    let Some(precision) = &property.precision else { return true };
    match answer {
        Answer::Unknown => false,
        Answer::One(value) => value.is_precise(precision, context.model()),
        Answer::Many(several) => several.iter().all(|members| {
            let mut given = members.includes.iter().chain(members.only.iter().flatten());
            given.any(|value| value.is_precise(precision, context.model()))
        }),
    }
}
