//! `gap/single-origin`: one report, and one origin, stands behind an answer.

use std::collections::BTreeMap;

use claimcheck_core::model::{ClaimId, Origin, QuestionId};
use rayon::prelude::*;

use super::definition::{ByDefault, Check, Detect};
use super::origins;
use crate::context::Context;
use crate::finding::{Described, Description, Evidence, Finding};
use crate::judged::Judged;
use crate::severity::Severity;
use crate::support::single;
use crate::words;

pub(super) static CHECK: Check = Check {
    code: "gap/single-origin",
    summary: "answers that rest on one report and one origin alone",
    severity: Severity::Note,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    detect: Detect::Project(detect),
};

const DOCUMENTATION: &str = r"One report answers a question, and its answer can be traced to one origin. Nothing contradicts
it, and nothing supports it either: facts, and claims that are less than likely beside it, are no support. All questions
whose answer rests on one origin are one finding.

**What to do.** Look for a second, independent source before you rest on it.

```yaml claims/example.yaml
kinds:
  meeting: {is: event}
entities:
  talks: {kind: meeting}
  oslo: {kind: place}
properties:
  place: {type: place}
---
report: {id: morning}
claims:
  - {id: when, about: talks, says: {date: 2025-10-30, place: oslo}}
```
";

/// The questions of an origin, and the claims that answer them.
type Alone = (Vec<QuestionId>, Vec<ClaimId>);

fn detect(context: &Context<'_>) -> Vec<Finding> {
    let single = context.verdicts.par_iter().with_max_len(256).filter_map(|verdict| {
        let judged = Judged::new(verdict);
        let (origin, claims) = single(context, verdict, judged.attribution(context))?;
        Some((origin, verdict.question, claims))
    });
    let mut by_origin: BTreeMap<Origin, Alone> = BTreeMap::new();
    for (origin, question, claims) in single.collect::<Vec<_>>() {
        let (questions, all) = by_origin.entry(origin).or_default();
        questions.push(question);
        all.extend(claims);
    }
    let finding = |(origin, (mut questions, mut claims)): (Origin, Alone)| {
        questions.sort_unstable();
        questions.dedup();
        claims.sort_unstable();
        Finding::on_claims(context, CHECK.key(), questions, claims, SingleOrigin { origin })
    };
    by_origin.into_iter().map(finding).collect()
}

/// One origin, through one report each time, stands behind the answers to the finding's questions.
#[derive(Debug)]
struct SingleOrigin {
    origin: Origin,
}

impl Evidence for SingleOrigin {
    fn about(&self, described: &Described<'_>) -> Option<String> {
        Some(origins::said(described.context, &described.finding.claims).join("\n"))
    }

    fn describe(&self, described: &Described<'_>) -> Description {
        let Described { context, finding, .. } = described;
        let model = context.model();
        let name = model.origin_name(self.origin);
        let asked: Vec<String> =
            finding.questions.iter().map(|question| words::question(model, *question)).collect();
        let message = match asked.as_slice() {
            [question] => format!("one origin alone answers {question}: {name}"),
            several => format!(
                "one origin alone answers {} questions, {name}: {}",
                several.len(),
                words::list(several)
            ),
        };
        Description {
            message,
            help: Some("look for a second, independent source".to_owned()),
            reason: Vec::new(),
            labels: Vec::new(),
        }
    }
}
