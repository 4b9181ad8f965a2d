//! `agreement/corroborated`: answers that two or more distinct origins support.

use std::collections::BTreeSet;

use claimcheck_core::model::{ClaimId, ReportId};

use super::definition::{ByDefault, Check, Detect};
use super::origins;
use crate::context::Context;
use crate::finding::{Described, Description, Evidence, Finding};
use crate::judged::Judged;
use crate::positions::Position;
use crate::severity::Severity;
use crate::support::Supported;
use crate::words;

pub(super) static CHECK: Check = Check {
    code: "agreement/corroborated",
    summary: "two or more independent origins support an answer",
    severity: Severity::Note,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    detect: Detect::Question(detect),
};

const DOCUMENTATION: &str = r"Corroboration counts origins, not reports: attribution (`according-to`), whom a source speaks
for (`speaks-for`) and what reports draw on (`based-on`) are followed to their ends. Two reports that both cite one agency
have one origin, and so have two reports of which one copies the other.

Only stated answers are corroborated. An origin supports an answer if one of its claims entails it and is at least `likely`:
*30 October* supports *October*, and *October* does not support *30 October*. The finding names the narrowest answers that two
origins support through two reports, and the reports that leave them open. Facts support nothing. An answer that the surest
claims dispute is not corroborated.

```yaml claims/example.yaml
kinds:
  meeting: {is: event}
entities:
  talks: {kind: meeting}
---
report: {id: morning}
claims:
  - {id: when, about: talks, says: {date: 2025-10-30}}
---
report: {id: evening}
claims:
  - {id: when, about: talks, says: {date: 2025-10}}
```
";

fn detect(context: &Context<'_>, judged: &Judged<'_>) -> Option<Finding> {
    let support = judged.support(context);
    origins::finding(context, &CHECK, judged, &support.corroborated, Corroborated)
}

/// Two or more origins support the answers.
#[derive(Debug)]
struct Corroborated;

fn answers<'j>(context: &Context<'_>, judged: &'j Judged<'_>) -> &'j [Supported] {
    &judged.support(context).corroborated
}

impl Evidence for Corroborated {
    fn positions(&self, context: &Context<'_>, judged: &Judged<'_>) -> Vec<Position> {
        origins::positions(context, judged, answers(context, judged))
    }

    fn about(&self, described: &Described<'_>) -> Option<String> {
        let Described { context, judged, .. } = described;
        judged.map(|judged| origins::about(context, judged, answers(context, judged)))
    }

    fn describe(&self, described: &Described<'_>) -> Description {
        let Described { context, judged: Some(judged), .. } = described else {
            return Description::default();
        };
        let answers = answers(context, judged);
        let question = words::question(context.model(), judged.verdict.question);
        let message = match answers {
            [answer] => {
                let count = words::count(answer.origins.len(), "independent origin");
                let value = answer.answer.print(context.model(), judged.verdict);
                let names = words::list(&origins::names(context, &answer.origins));
                format!("{count} for {question}, {value}: {names}")
            }
            several => {
                let values: Vec<String> = several
                    .iter()
                    .map(|it| it.answer.print(context.model(), judged.verdict))
                    .collect();
                format!("two or more independent origins for {question}: {}", words::list(&values))
            }
        };
        let mut reason = Vec::new();
        for answer in answers {
            reason.extend(origins::steps(context, judged, &answer.claims));
            reason.extend(narrower(context, judged, answer));
            reason.extend(open(context, judged, answer));
        }
        Description { message, help: None, reason, labels: Vec::new() }
    }
}

/// Who says more than an answer: `only a says 2025-10-30`.
fn narrower(context: &Context<'_>, judged: &Judged<'_>, answer: &Supported) -> Vec<String> {
    let (model, verdict) = (context.model(), judged.verdict);
    let supporting: BTreeSet<ClaimId> = answer.claims.iter().copied().collect();
    let own = answer.answer.print(model, verdict);
    let classes = (0..verdict.classes.len()).filter(|class| {
        let claims = &verdict.classes[*class].claims;
        claims.iter().any(|claim| supporting.contains(claim))
            && verdict.answer(model, *class) != own
    });
    let step = |class: usize| {
        let claims: Vec<ClaimId> = verdict.classes[class].claims.clone();
        let reports = words::reports(model, &claims);
        let verb = if reports.len() == 1 { "says" } else { "say" };
        format!("only {} {verb} {}", words::list(&reports), verdict.answer(model, class))
    };
    classes.take(origins::MOST).map(step).collect()
}

/// Who answers and leaves an answer open.
fn open(context: &Context<'_>, judged: &Judged<'_>, answer: &Supported) -> Option<String> {
    let (model, verdict) = (context.model(), judged.verdict);
    let report = |claim: &ClaimId| model.entry_of(*claim).report;
    let others = verdict.claims().into_iter();
    let others = others.filter(|claim| !answer.claims.contains(claim));
    let reports: BTreeSet<ReportId> = others
        .filter_map(|claim| report(&claim))
        .filter(|report| !answer.reports.contains(report))
        .collect();
    if reports.is_empty() {
        return None;
    }
    let names: Vec<String> = reports.iter().map(|by| model.report(*by).id.clone()).collect();
    let verb = if names.len() == 1 { "leaves" } else { "leave" };
    let value = answer.answer.print(model, verdict);
    Some(format!("{} {verb} open whether it is {value}", words::list(&names)))
}
