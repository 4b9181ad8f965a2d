//! `gap/silent`: a report on the same subject that leaves out a question that two others answer.

use std::collections::{BTreeMap, BTreeSet};

use claimcheck_core::model::{Answer, ReportId};
use claimcheck_core::value::EntityId;

use crate::check::Check;
use crate::context::{Context, Wording};
use crate::finding::{Finding, Severity};
use crate::verdict::Verdict;
use crate::words;

pub(super) static CHECK: Check = Check {
    code: "gap/silent",
    summary: "a report on the subject leaves out a question that two others answer",
    severity: Severity::Note,
    documentation: DOCUMENTATION,
    find,
};

const DOCUMENTATION: &str = r"Two reports answer a question, and a third one that speaks of the same subject does not. It may
not have known, or have had a reason. A report that says that the answer is not known (`unknown`) is not
silent.

**What to do.** See whether the report does say it, and the claim is missing; else, it is worth asking why.

```yaml claims/example.yaml
kinds:
  meeting: {is: event}
entities:
  talks: {kind: meeting}
properties:
  topic: {type: text}
---
report: {id: morning}
claims:
  - {id: when, about: talks, says: {date: 2025-10-30}}
---
report: {id: noon}
claims:
  - {id: when, about: talks, says: {date: 2025-10-30}}
---
report: {id: evening}
claims:
  - {id: topic, about: talks, says: {topic: trade}}
```
";

fn find(context: &Context<'_>) -> Vec<Finding> {
    let model = context.model();
    let subject = |verdict: &Verdict| model.question(verdict.question).subject;
    let several = |verdict: &&Verdict| context.graph.claims_on(verdict.question).len() > 1;
    let asked: BTreeSet<EntityId> = context.verdicts.iter().filter(several).map(subject).collect();
    let mut speaking: BTreeMap<EntityId, BTreeSet<ReportId>> = BTreeMap::new();
    for claim in &model.claims {
        let question = model.question(claim.question);
        if let Some(report) = model.entry(claim.entry).report {
            // A claim on the order of two events speaks of both.
            let subjects = std::iter::once(question.subject).chain(question.with);
            for subject in subjects.filter(|subject| asked.contains(subject)) {
                speaking.entry(subject).or_default().insert(report);
            }
        }
    }
    let silent = context
        .verdicts
        .iter()
        .filter(several)
        .filter_map(|verdict| describe(context, verdict, speaking.get(&subject(verdict))?));
    silent.collect()
}

fn describe(
    context: &Context<'_>,
    verdict: &Verdict,
    speaking: &BTreeSet<ReportId>,
) -> Option<Finding> {
    let model = context.model();
    let mut spoke = BTreeSet::new();
    let mut answer = BTreeSet::new();
    for claim in context.graph.claims_on(verdict.question) {
        let Some(report) = model.entry_of(*claim).report else { continue };
        spoke.insert(report);
        if context.graph.stands(*claim) && model.claim(*claim).answer != Answer::Unknown {
            answer.insert(report);
        }
    }
    let left_out: Vec<ReportId> = speaking.difference(&spoke).copied().collect();
    let silent: Vec<String> =
        left_out.iter().map(|report| model.report(*report).id.clone()).collect();
    if answer.len() < 2 || silent.is_empty() {
        return None;
    }
    let name = words::list(&silent);
    let question = words::question(model, verdict.question);
    let others: Vec<String> =
        answer.iter().map(|report| model.report(*report).id.clone()).collect();
    let verb = if silent.len() == 1 { "leaves" } else { "leave" };
    let subject = words::entity(model, model.question(verdict.question).subject);
    let wording = Wording {
        message: format!("{name} {verb} out {question}"),
        help: Some("see whether the report does say it, and annotate the passage".to_owned()),
        reason: vec![
            format!("{name} also report on {subject}"),
            format!("{} answer the question", words::list(&others)),
        ],
    };
    let all: Vec<usize> = (0..verdict.classes.len()).collect();
    let groups = verdict.dispute().map_or_else(|| vec![all], |dispute| dispute.positions.clone());
    Some(Finding { silent: left_out, ..context.on_groups(&CHECK, verdict, &groups, wording) })
}
