//! `gap/silent`: a report on the same subject that leaves out a question that two others answer.

use std::collections::BTreeSet;

use claimcheck_core::model::ReportId;

use super::definition::{ByDefault, Check, Detect};
use crate::context::Context;
use crate::finding::{Described, Description, Evidence, Finding};
use crate::judged::{Judged, Silence};
use crate::severity::Severity;
use crate::words;

pub(super) static CHECK: Check = Check {
    code: "gap/silent",
    summary: "a report on the subject leaves out a question that two others answer",
    severity: Severity::Note,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    detect: Detect::Question(detect),
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

fn detect(context: &Context<'_>, judged: &Judged<'_>) -> Option<Finding> {
    let verdict = judged.verdict;
    let Silence { answering, silent } = context.silence(verdict.question)?;
    let all: Vec<usize> = (0..verdict.classes.len()).collect();
    let groups = match verdict.disputes() {
        [] => vec![all],
        [dispute, ..] => dispute.groups(),
    };
    let evidence = Silent { answering };
    let found = Finding::on_groups(context, CHECK.key(), judged, groups, evidence);
    Some(Finding { silent, ..found })
}

/// The finding's silent reports speak of the subject, and these answer the question.
#[derive(Debug)]
struct Silent {
    answering: BTreeSet<ReportId>,
}

impl Evidence for Silent {
    fn describe(&self, described: &Described<'_>) -> Description {
        let Described { context, finding, judged: Some(judged), .. } = described else {
            return Description::default();
        };
        let model = context.model();
        let ids = |reports: &mut dyn Iterator<Item = &ReportId>| -> Vec<String> {
            reports.map(|report| model.report(*report).id.clone()).collect()
        };
        let name = words::list(&ids(&mut finding.silent.iter()));
        let question = words::question(model, judged.verdict.question);
        let subject = words::entity(model, model.question(judged.verdict.question).subject);
        let (verb, reports) =
            if finding.silent.len() == 1 { ("leaves", "reports") } else { ("leave", "report") };
        Description {
            message: format!("{name} {verb} out {question}"),
            help: Some("see whether the report does say it, and annotate the passage".to_owned()),
            reason: vec![
                format!("{name} also {reports} on {subject}"),
                format!("{} answer the question", words::list(&ids(&mut self.answering.iter()))),
            ],
            labels: Vec::new(),
        }
    }
}
