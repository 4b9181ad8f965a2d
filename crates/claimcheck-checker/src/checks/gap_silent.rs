//! `gap/silent`: a report on the same subject that leaves out a question that two others answer.

use std::collections::BTreeSet;

use claimcheck_core::model::{Answer, ReportId};

use crate::check::{ByDefault, Check};
use crate::context::{Context, Wording};
use crate::finding::{Finding, Severity};
use crate::judged::Judged;
use crate::words;

pub(super) static CHECK: Check = Check {
    code: "gap/silent",
    summary: "a report on the subject leaves out a question that two others answer",
    severity: Severity::Note,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    of_question: Some(find),
    of_project: None,
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

fn find(context: &Context<'_>, judged: &Judged<'_>) -> Option<Finding> {
    let (model, verdict) = (context.model(), judged.verdict);
    let claims = context.graph.claims_on(verdict.question);
    if claims.len() < 2 {
        return None;
    }
    let mut spoke = BTreeSet::new();
    let mut answer = BTreeSet::new();
    for claim in claims {
        let Some(report) = model.entry_of(*claim).report else { continue };
        spoke.insert(report);
        if context.graph.stands(*claim) && model.claim(*claim).answer != Answer::Unknown {
            answer.insert(report);
        }
    }
    let subject = model.question(verdict.question).subject;
    let speaking = context.speaking_of(subject);
    let silent: Vec<ReportId> = speaking.filter(|report| !spoke.contains(report)).collect();
    if answer.len() < 2 || silent.is_empty() {
        return None;
    }
    let wording = || {
        let ids = |reports: &mut dyn Iterator<Item = &ReportId>| -> Vec<String> {
            reports.map(|report| model.report(*report).id.clone()).collect()
        };
        let name = words::list(&ids(&mut silent.iter()));
        let question = words::question(model, verdict.question);
        let (verb, reports) =
            if silent.len() == 1 { ("leaves", "reports") } else { ("leave", "report") };
        Wording {
            message: format!("{name} {verb} out {question}"),
            help: Some("see whether the report does say it, and annotate the passage".to_owned()),
            reason: vec![
                format!("{name} also {reports} on {}", words::entity(model, subject)),
                format!("{} answer the question", words::list(&ids(&mut answer.iter()))),
            ],
        }
    };
    let all: Vec<usize> = (0..verdict.classes.len()).collect();
    let groups = verdict.dispute().map_or_else(|| vec![all], |dispute| dispute.positions.clone());
    let found = context.on_groups(&CHECK, judged, &groups, wording);
    Some(Finding { silent, ..found })
}
