//! `conflict/window`: an event inside a “first in” or “first since” window.

use std::collections::BTreeSet;

use claimcheck_core::model::{Answer, ClaimId, PropertyId, Value};

use super::dispute::{self, Words};
use crate::check::{ByDefault, Check};
use crate::context::{Context, Wording};
use crate::finding::{Finding, Severity};
use crate::judged::Judged;
use crate::network::Limit;
use crate::verdict::Outcome;
use crate::windows::{Intruder, intruder, opens, single};
use crate::words;

pub(super) static CHECK: Check = Check {
    code: "conflict/window",
    summary: "an event lies inside a window in which nothing of its series is said to have happened",
    severity: Severity::Error,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    of_question: Some(dispute_of),
    of_project: Some(find),
};

const DOCUMENTATION: &str = r"`first: in 6 years` says that in the six years before an event nothing of its series happened;
`first: since X` that nothing did between X and the event; `first: ever` that nothing did before. The
finding names an event of the same series that certainly lies in that time, by its dates and orders in
all reports together. One that only may lie in it is no finding.

`in 6 years` also implies that something did happen about six years before. Where that falls into the
window of another report, it is a warning at most.

**What to do.** Check that both events are of one series, and what the window is counted from.

```yaml claims/example.yaml
kinds:
  meeting: {is: event}
entities:
  talks: {kind: meeting, series: summits}
  osaka: {kind: meeting, series: summits}
---
report: {id: morning}
claims:
  - {id: first, about: talks, says: {first: in 6 years, date: 2025-10-30}}
---
report: {id: evening}
claims:
  - {id: earlier, about: osaka, says: {date: 2021-06-29}}
```
";

/// How much work the search may be in all, in steps through the network; past it, windows are left
/// unchecked rather than the run made endless.
const MOST_WORK: usize = 400_000_000;

fn dispute_of(context: &Context<'_>, judged: &Judged<'_>) -> Option<Finding> {
    let words = Words {
        premise: &|_| {
            "of two windows that end with one event, the wider one excludes all that the narrower one does".to_owned()
        },
        conclusion: &|_, _, positions| {
            format!(
                "what the narrower window implies, that something happened about when it opens, falls into the wider one: {}",
                dispute::answers(positions)
            )
        },
        help: "check what each window is counted from, and whether both count the same series",
    };
    dispute::finding_of(context, &CHECK, &words, judged)
}

fn find(context: &Context<'_>) -> Vec<Finding> {
    intruders(context)
}

fn intruders(context: &Context<'_>) -> Vec<Finding> {
    let series = context.model().series();
    let mut work = 0;
    let mut findings = Vec::new();
    let mut used: BTreeSet<ClaimId> = BTreeSet::new();
    for verdict in &context.verdicts {
        let model = context.model();
        let question = model.question(verdict.question);
        let disputed = matches!(&verdict.outcome, Outcome::Disputed(_));
        let name = model.entity(question.subject).series.as_deref();
        let Some(events) = name
            .filter(|_| question.property == PropertyId::FIRST && !disputed)
            .and_then(|name| series.get(name))
        else {
            continue;
        };
        for claim in verdict.claims() {
            let Answer::One(Value::First(windows)) = &model.claim(claim).answer else { continue };
            if model.entry_of(claim).when.is_some() {
                continue;
            }
            let Some(window) = single(windows).filter(|_| !windows.is_negated()) else {
                continue;
            };
            if work > MOST_WORK {
                context.reached(Limit::Windows);
                return findings;
            }
            if let Some(found) = intruder(&context.network, question, window, events, &mut work) {
                let finding = describe(context, claim, &found);
                let own = |claim: &&ClaimId| model.entry_of(**claim).report.is_some();
                // No claim stands in two minimal sets: without those of the first, the rest can hold.
                if !finding.claims.iter().filter(own).any(|claim| used.contains(claim)) {
                    used.extend(finding.claims.iter().filter(own).copied());
                    findings.push(finding);
                }
            }
        }
    }
    findings
}

fn describe(context: &Context<'_>, first: ClaimId, found: &Intruder) -> Finding {
    let model = context.model();
    let network = &context.network;
    let links: Vec<_> = found
        .links
        .iter()
        .map(|link| &network.links[*link])
        .filter(|link| !link.claims.is_empty())
        .collect();
    let mut claims = vec![first];
    for claim in links.iter().flat_map(|link| &link.claims) {
        if !claims.contains(claim) {
            claims.push(*claim);
        }
    }
    let question = model.question(model.claim(first).question);
    let (event, other) =
        (words::entity(model, question.subject), words::entity(model, found.event));
    let window = words::answer(model, first);
    let mut reason = words::resolutions(model, &claims);
    reason.push(format!(
        "{event} is said to be the first of its series {window} ({})",
        model.entry_of(first).name
    ));
    reason.extend(opens(network, model, first));
    reason.extend(links.iter().map(|link| network.step(model, link)));
    reason.push(format!(
        "so {other}, which is of the same series, came after that time began and before {event} started"
    ));
    let questions = context.questions_of(&claims);
    let least = claims.iter().map(|claim| crate::network::sureness(model, *claim)).min();
    let wording = Wording {
        message: format!(
            "{other} lies in the time in which {event} is said to be the first ({window})"
        ),
        help: Some(
            "check that both are of one series, what the window is counted from, and the dates"
                .to_owned(),
        ),
        reason,
    };
    let severity = least.map_or(Severity::Note, super::severity_of);
    Finding { severity, ..context.on_claims(&CHECK, questions, claims, || wording) }
}
