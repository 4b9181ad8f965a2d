//! `gap/echo`: several reports, and one origin behind them all.

use std::collections::BTreeSet;

use claimcheck_core::model::ReportId;

use super::definition::{ByDefault, Check, Detect};
use super::origins;
use crate::context::Context;
use crate::finding::{Described, Description, Evidence, Finding};
use crate::judged::Judged;
use crate::positions::Position;
use crate::severity::Severity;
use crate::words;

pub(super) static CHECK: Check = Check {
    code: "gap/echo",
    summary: "several reports answer a question, and all have it from one origin",
    severity: Severity::Note,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    detect: Detect::Question(detect),
};

const DOCUMENTATION: &str = r"Several reports give an answer, and all of them lead to one origin: five reports of one wire
story are one source. Their number supports nothing.

**What to do.** Look for a source that does not draw on this one.

```yaml claims/example.yaml
kinds:
  meeting: {is: event}
entities:
  talks: {kind: meeting}
  agency: {kind: organisation}
---
report: {id: morning, based-on: [agency]}
claims:
  - {id: when, about: talks, says: {date: 2025-10-30}}
---
report: {id: evening}
claims:
  - {id: when, about: talks, says: {date: 2025-10-30}, according-to: [agency]}
```
";

fn detect(context: &Context<'_>, judged: &Judged<'_>) -> Option<Finding> {
    origins::finding(context, &CHECK, judged, &judged.support(context).echoed, Echo)
}

/// Several reports give the answers, and all of each lead to one origin.
#[derive(Debug)]
struct Echo;

impl Evidence for Echo {
    fn positions(&self, context: &Context<'_>, judged: &Judged<'_>) -> Vec<Position> {
        origins::positions(context, judged, &judged.support(context).echoed)
    }

    fn about(&self, described: &Described<'_>) -> Option<String> {
        let Described { context, judged, .. } = described;
        judged.map(|judged| origins::about(context, judged, &judged.support(context).echoed))
    }

    fn describe(&self, described: &Described<'_>) -> Description {
        let Described { context, judged: Some(judged), .. } = described else {
            return Description::default();
        };
        let echoed = &judged.support(context).echoed;
        let question = words::question(context.model(), judged.verdict.question);
        let origins = echoed.iter().flat_map(|answer| answer.origins.iter().copied()).collect();
        let names = words::list(&origins::names(context, &origins));
        let reports: BTreeSet<ReportId> =
            echoed.iter().flat_map(|answer| answer.reports.iter().copied()).collect();
        let reports = words::count(reports.len(), "report");
        let message = match echoed.as_slice() {
            [_] => format!("{reports} answer {question}, and all have it from {names}"),
            several => format!(
                "{reports} give {} answers to {question}, each from one origin: {names}",
                several.len()
            ),
        };
        let steps = echoed.iter().flat_map(|it| origins::steps(context, judged, &it.claims));
        Description {
            message,
            help: Some("look for a source that does not draw on this one".to_owned()),
            reason: steps.collect(),
            labels: Vec::new(),
        }
    }
}
