//! `conflict/window`: an event inside a “first in” or “first since” window.

use std::collections::BTreeSet;

use claimcheck_core::model::{Answer, ClaimId, PropertyId, Value};
use claimcheck_core::values::EntityId;

use super::definition::{ByDefault, Check, Detect};
use super::dispute::{self, Words};
use crate::context::Context;
use crate::finding::{Described, Description, Evidence, Finding};
use crate::judged::Judged;
use crate::network::{Limit, Link};
use crate::severity::{Severity, certainty_of};
use crate::verdict::Outcome;
use crate::windows::{Intruder, intruder, opens, single};
use crate::words;

pub(super) static CHECK: Check = Check {
    code: "conflict/window",
    summary: "an event lies inside a window in which nothing of its series is said to have happened",
    severity: Severity::Error,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    detect: Detect::Both(detect_dispute, detect),
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

static WORDS: Words = Words {
    premise: |_| {
        "of two windows that end with one event, the wider one excludes all that the narrower one does".to_owned()
    },
    conclusion: |_, _, positions| {
        format!(
            "what the narrower window implies, that something happened about when it opens, falls into the wider one: {}",
            dispute::answers(positions)
        )
    },
    help: "check what each window is counted from, and whether both count the same series",
};

fn detect_dispute(context: &Context<'_>, judged: &Judged<'_>) -> Vec<Finding> {
    dispute::detect(context, &CHECK, &WORDS, judged)
}

/// Events that lie inside windows.
fn detect(context: &Context<'_>) -> Vec<Finding> {
    let model = context.model();
    let series = model.series();
    let mut work = 0;
    let mut findings = Vec::new();
    let mut used: BTreeSet<ClaimId> = BTreeSet::new();
    for verdict in &context.verdicts {
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
                let finding = finding(context, claim, found);
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

fn finding(context: &Context<'_>, window: ClaimId, found: Intruder) -> Finding {
    let model = context.model();
    let inside = Inside { window, event: found.event, links: found.links };
    let mut claims = vec![window];
    for claim in inside.links(context).flat_map(|link| &link.claims) {
        if !claims.contains(claim) {
            claims.push(*claim);
        }
    }
    let questions = context.questions_of(&claims);
    let least = claims.iter().map(|claim| certainty_of(model, *claim)).min();
    let severity = least.map_or(Severity::Note, Severity::of_conflict);
    Finding::on_claims(context, (CHECK.code, severity), questions, claims, inside)
}

/// An event that certainly lies inside the window of a claim, by some links of the network.
#[derive(Debug)]
struct Inside {
    window: ClaimId,
    event: EntityId,
    links: Vec<usize>,
}

impl Inside {
    /// The links that claims are behind.
    fn links<'c>(&self, context: &'c Context<'_>) -> impl Iterator<Item = &'c Link> {
        let links = self.links.iter().map(|link| &context.network.links[*link]);
        links.filter(|link| !link.claims.is_empty())
    }
}

impl Evidence for Inside {
    fn describe(&self, described: &Described<'_>) -> Description {
        let Described { context, finding, .. } = described;
        let (model, network) = (context.model(), &context.network);
        let question = model.question(model.claim(self.window).question);
        let event = words::entity(model, question.subject);
        let other = words::entity(model, self.event);
        let window = words::answer(model, self.window);
        let mut reason = words::resolutions(model, &finding.claims);
        reason.push(format!(
            "{event} is said to be the first of its series {window} ({})",
            model.entry_of(self.window).name
        ));
        reason.extend(opens(network, model, self.window));
        reason.extend(self.links(context).map(|link| network.step(model, link)));
        reason.push(format!(
            "so {other}, which is of the same series, came after that time began and before {event} started"
        ));
        Description {
            message: format!(
                "{other} lies in the time in which {event} is said to be the first ({window})"
            ),
            help: Some(
                "check that both are of one series, what the window is counted from, and the dates"
                    .to_owned(),
            ),
            reason,
            labels: Vec::new(),
        }
    }
}
