//! `gap/vague`: no answer is precise enough, or all are hedged.

use claimcheck_core::model::{Answer, Certainty, ClaimId, Property};

use super::definition::{ByDefault, Check, Detect};
use crate::context::Context;
use crate::finding::{Described, Description, Evidence, Finding};
use crate::judged::Judged;
use crate::severity::Severity;
use crate::words;

pub(super) static CHECK: Check = Check {
    code: "gap/vague",
    summary: "no answer is as precise as the property asks, or all are hedged",
    severity: Severity::Note,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    detect: Detect::Question(detect),
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

fn detect(context: &Context<'_>, judged: &Judged<'_>) -> Option<Finding> {
    if judged.is_disputed() {
        return None;
    }
    let (model, verdict) = (context.model(), judged.verdict);
    let claims: Vec<ClaimId> = verdict
        .claims()
        .into_iter()
        .filter(|claim| model.entry_of(*claim).report.is_some())
        .collect();
    if claims.is_empty() {
        return None;
    }
    let property = model.property(model.question(verdict.question).property);
    let hedged = claims.iter().all(|claim| model.claim(*claim).certainty < Certainty::Certain);
    let vague =
        !claims.iter().any(|claim| is_precise(context, property, &model.claim(*claim).answer));
    let evidence = match (vague, hedged) {
        (true, true) => Shortfall::Both(claims),
        (true, false) => Shortfall::Vague,
        (false, true) => Shortfall::Hedged(claims),
        (false, false) => return None,
    };
    let all: Vec<usize> = (0..verdict.classes.len()).collect();
    Some(Finding::on_groups(context, CHECK.key(), judged, vec![all], evidence))
}

/// How the answers fall short; the claims are the hedged ones.
#[derive(Debug)]
enum Shortfall {
    Vague,
    Hedged(Vec<ClaimId>),
    Both(Vec<ClaimId>),
}

impl Evidence for Shortfall {
    fn describe(&self, described: &Described<'_>) -> Description {
        let Described { context, judged: Some(judged), .. } = described else {
            return Description::default();
        };
        let model = context.model();
        let question = words::question(model, judged.verdict.question);
        let property = model.property(model.question(judged.verdict.question).property);
        let not_precise = || format!("no answer is as precise as `{}` asks for", property.id);
        let (message, reason) = match self {
            Self::Vague => {
                (format!("no answer on {question} is precise enough"), vec![not_precise()])
            }
            Self::Hedged(claims) => {
                (format!("every answer on {question} is hedged"), words::hedges(model, claims))
            }
            Self::Both(claims) => {
                let hedges = words::hedges(model, claims);
                let reason = std::iter::once(not_precise()).chain(hedges).collect();
                (format!("the answers on {question} are vague and hedged"), reason)
            }
        };
        let help = "look for a report that knows it exactly, or that states it without a hedge";
        Description { message, help: Some(help.to_owned()), reason, labels: Vec::new() }
    }
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
