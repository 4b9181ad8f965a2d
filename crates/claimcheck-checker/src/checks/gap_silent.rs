//! `gap/silent`: a report on a subject that leaves out questions that two others answer.

use std::collections::{BTreeMap, BTreeSet};

use claimcheck_core::model::{ClaimId, QuestionId, ReportId};
use claimcheck_core::values::EntityId;
use rayon::prelude::*;

use super::definition::{ByDefault, Check, Detect};
use crate::context::Context;
use crate::finding::{Described, Description, Evidence, Finding};
use crate::severity::Severity;
use crate::words;

pub(super) static CHECK: Check = Check {
    code: "gap/silent",
    summary: "a report on a subject leaves out questions that two others answer",
    severity: Severity::Note,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    detect: Detect::Project(detect),
};

const DOCUMENTATION: &str = r"Two reports answer a question, and a third one that speaks of the same subject does not. It may
not have known, or have had a reason. A report that says that the answer is not known (`unknown`) is not
silent. All that a report leaves out of one subject is one finding.

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

/// The questions that a report leaves out, and the claims of others that answer them.
type LeftOut = (BTreeSet<QuestionId>, BTreeSet<ClaimId>);

fn detect(context: &Context<'_>) -> Vec<Finding> {
    let model = context.model();
    let verdicts = context.verdicts.par_iter().with_max_len(256);
    let silences = verdicts.map(|verdict| (verdict, context.silent_on(verdict)));
    let silences = silences.filter(|(_, silent)| !silent.is_empty());
    let mut left_out: BTreeMap<(ReportId, EntityId), LeftOut> = BTreeMap::new();
    for (verdict, silent) in silences.collect::<Vec<_>>() {
        let subject = model.question(verdict.question).subject;
        let of_reports = |claim: &ClaimId| model.entry_of(*claim).report.is_some();
        let claims: Vec<ClaimId> = verdict.claims().into_iter().filter(of_reports).collect();
        for report in silent {
            let (questions, all) = left_out.entry((report, subject)).or_default();
            questions.insert(verdict.question);
            all.extend(&claims);
        }
    }
    let mut alike: BTreeMap<(EntityId, Vec<QuestionId>), usize> = BTreeMap::new();
    let finding = |((report, subject), (questions, claims)): ((ReportId, EntityId), LeftOut)| {
        let questions: Vec<QuestionId> = questions.into_iter().collect();
        let number = alike.entry((subject, questions.clone())).or_default();
        *number += 1;
        let evidence = Silent { subject, number: *number };
        let claims = claims.into_iter().collect();
        let found = Finding::on_claims(context, CHECK.key(), questions, claims, evidence);
        Finding { silent: vec![report], ..found }
    };
    left_out.into_iter().map(finding).collect()
}

/// The finding's silent report speaks of the subject, and leaves out the finding's questions.
#[derive(Debug)]
struct Silent {
    subject: EntityId,
    /// Of the reports that leave out the same, which one this is: whatever they are called, there are as
    /// many findings, and no two are known by the same.
    number: usize,
}

impl Evidence for Silent {
    fn about(&self, described: &Described<'_>) -> Option<String> {
        let Described { context, finding, .. } = described;
        let name = |question: &QuestionId| context.model().question_name(*question);
        let mut about: Vec<String> = finding.questions.iter().map(name).collect();
        about.sort();
        about.push(self.number.to_string());
        Some(about.join("\n"))
    }

    fn describe(&self, described: &Described<'_>) -> Description {
        let Described { context, finding, .. } = described;
        let model = context.model();
        let silent = finding.silent.iter().map(|report| model.report(*report).id.clone());
        let name = words::list(&silent.collect::<Vec<_>>());
        let asked: Vec<String> =
            finding.questions.iter().map(|question| words::question(model, *question)).collect();
        let what = match asked.as_slice() {
            [question] => question.clone(),
            several => format!("{} questions: {}", several.len(), words::list(several)),
        };
        let answering = words::list(&words::reports(model, &finding.claims));
        let question = if asked.len() == 1 { "the question" } else { "the questions" };
        Description {
            message: format!("{name} leaves out {what}"),
            help: Some("see whether the report does say it, and annotate the passage".to_owned()),
            reason: vec![
                format!("{name} also reports on {}", words::entity(model, self.subject)),
                format!("{answering} answer {question}"),
            ],
            labels: Vec::new(),
        }
    }
}
