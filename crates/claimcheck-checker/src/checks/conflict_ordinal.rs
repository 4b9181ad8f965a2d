//! `conflict/ordinal`: ranks in a series that cannot all hold.

use std::collections::{BTreeMap, BTreeSet};

use claimcheck_core::model::{Answer, ClaimId, Scope, Value, ValueType};
use claimcheck_core::value::EntityId;

use super::dispute::{self, Words};
use crate::check::Check;
use crate::context::{Context, Wording};
use crate::finding::{Finding, Severity};
use crate::network::{Bound, Distances, Point, sureness};
use crate::verdict::Kind;
use crate::windows::series;
use crate::words;

pub(super) static CHECK: Check = Check {
    code: "conflict/ordinal",
    summary: "ranks in a series cannot all hold",
    severity: Severity::Error,
    documentation: DOCUMENTATION,
    find,
};

const DOCUMENTATION: &str = r"`nth: 2` says that an event is the second of its series. One event has one rank, no two events
share one, a lower rank comes before a higher one, and no more events come before an event than its rank
allows. What came before what is read from the dates and orders of all reports together.

**What to do.** Check that the reports count the same series: the second summit of two leaders may be
the third meeting of their countries.

```yaml claims/example.yaml
kinds:
  meeting: {is: event}
entities:
  talks: {kind: meeting, series: summits}
  osaka: {kind: meeting, series: summits}
---
report: {id: morning}
claims:
  - {id: rank, about: talks, says: {nth: 2}}
---
report: {id: evening}
claims:
  - {id: rank, about: osaka, says: {nth: second}}
```
";

/// How much work the search may be in all, in steps through the network.
const MOST_WORK: usize = 400_000_000;

/// A claim that an event has a rank.
#[derive(Clone, Copy)]
struct Rank<'c> {
    claim: ClaimId,
    event: EntityId,
    scope: &'c Scope,
    number: i64,
}

fn find(context: &Context<'_>) -> Vec<Finding> {
    let words = Words {
        premise: &|_| "an event has one place in its series".to_owned(),
        conclusion: &dispute::nothing_in_common,
        help: "check that the reports count the same series of events",
    };
    let of = |kind| dispute::findings(context, &CHECK, kind, &[ValueType::Nth], &words);
    let mut findings: Vec<Finding> = of(Kind::Answers);
    let mut used: BTreeSet<ClaimId> = BTreeSet::new();
    let mut work = 0;
    for (events, ranks) in ranked(context) {
        for (at, rank) in ranks.iter().enumerate() {
            work += 2 * context.network.bounds.size();
            if work > MOST_WORK {
                break;
            }
            let found = shared(context, rank, &ranks[..at])
                .or_else(|| crowded(context, rank, &events))
                .or_else(|| out_of_order(context, rank, &ranks));
            let own = |claim: &&ClaimId| context.model().entry_of(**claim).report.is_some();
            let Some(found) = found
                .filter(|found| !found.claims.iter().filter(own).any(|claim| used.contains(claim)))
            else {
                continue;
            };
            // No claim stands in two minimal sets: without those of the first, the rest can hold.
            used.extend(found.claims.iter().filter(own).copied());
            findings.push(found);
        }
    }
    findings
}

/// The events of each series, with what is said of their ranks; disputed ranks take no part.
fn ranked<'c>(context: &'c Context<'_>) -> Vec<(Vec<EntityId>, Vec<Rank<'c>>)> {
    let model = context.model();
    let mut of_event: BTreeMap<EntityId, Vec<Rank<'c>>> = BTreeMap::new();
    for verdict in context.verdicts.iter().filter(|verdict| verdict.dispute().is_none()) {
        let question = model.question(verdict.question);
        for claim in verdict.claims() {
            let Answer::One(Value::Rank(set)) = &model.claim(claim).answer else { continue };
            let Some(&rank) = set.as_point() else { continue };
            let rank =
                Rank { claim, event: question.subject, scope: &question.scope, number: rank };
            of_event.entry(question.subject).or_default().push(rank);
        }
    }
    let ranks = |events: &[EntityId]| {
        events.iter().filter_map(|event| of_event.get(event)).flatten().copied().collect()
    };
    series(model).into_values().map(|events| (events.clone(), ranks(&events))).collect()
}

/// Another event with the same rank.
fn shared(context: &Context<'_>, rank: &Rank<'_>, others: &[Rank<'_>]) -> Option<Finding> {
    let same = |other: &&Rank<'_>| {
        other.number == rank.number && other.event != rank.event && other.scope == rank.scope
    };
    let other = others.iter().find(same)?;
    let model = context.model();
    let (one, two) = (words::entity(model, other.event), words::entity(model, rank.event));
    let message = format!("{one} and {two} cannot both be number {} of their series", rank.number);
    let reason = vec![
        format!("{one} and {two} are different events of one series"),
        format!("both are said to be number {} of it", rank.number),
    ];
    Some(told(context, vec![other.claim, rank.claim], &[], message, reason))
}

/// An event of a higher rank that certainly came before.
fn out_of_order(context: &Context<'_>, rank: &Rank<'_>, others: &[Rank<'_>]) -> Option<Finding> {
    let higher = |other: &&Rank<'_>| {
        other.number > rank.number && other.event != rank.event && other.scope == rank.scope
    };
    let before = Before::new(context, rank)?;
    let (other, links) =
        others.iter().filter(higher).find_map(|other| Some((other, before.links(other.event)?)))?;
    let model = context.model();
    let (one, two) = (words::entity(model, rank.event), words::entity(model, other.event));
    let message = format!("{two} came before {one}, and is said to be a later one of their series");
    let reason = vec![format!(
        "{one} is said to be number {}, {two} number {} of the series",
        rank.number, other.number
    )];
    Some(told(context, vec![rank.claim, other.claim], &links, message, reason))
}

/// As many events that certainly came before as the rank leaves no room for.
fn crowded(context: &Context<'_>, rank: &Rank<'_>, events: &[EntityId]) -> Option<Finding> {
    let most = usize::try_from(rank.number).ok()?;
    let before = Before::new(context, rank)?;
    let mut earlier: Vec<(EntityId, Vec<usize>)> = events
        .iter()
        .filter(|event| **event != rank.event)
        .filter_map(|event| Some((*event, before.links(*event)?)))
        .collect();
    if earlier.len() < most {
        return None;
    }
    earlier.sort_by_key(|(event, links)| (links.len(), *event));
    earlier.truncate(most);
    let model = context.model();
    let names: Vec<String> =
        earlier.iter().map(|(event, _)| words::entity(model, *event).to_owned()).collect();
    let links: Vec<usize> = earlier.into_iter().flat_map(|(_, links)| links).collect();
    let event = words::entity(model, rank.event);
    let message = format!(
        "{event} cannot be number {} of its series: {} came before",
        rank.number,
        words::list(&names)
    );
    let reason = vec![format!("{event} is said to be number {} of its series", rank.number)];
    Some(told(context, vec![rank.claim], &links, message, reason))
}

/// Which events certainly came before one.
struct Before<'c> {
    context: &'c Context<'c>,
    scope: &'c Scope,
    after: Distances,
}

impl<'c> Before<'c> {
    fn new(context: &'c Context<'_>, rank: &Rank<'c>) -> Option<Self> {
        let network = &context.network;
        let start = network.points.known(&Point::Start(rank.event, rank.scope.clone()))?;
        Some(Self { context, scope: rank.scope, after: network.bounds.from(start) })
    }

    /// The links that show that an event ended before the other one started, if it certainly did.
    fn links(&self, event: EntityId) -> Option<Vec<usize>> {
        let end = self.context.network.points.known(&Point::End(event, self.scope.clone()))?;
        (self.after.most(end)? <= Bound::at_most(0)).then(|| self.after.links(end))
    }
}

fn told(
    context: &Context<'_>,
    mut claims: Vec<ClaimId>,
    links: &[usize],
    message: String,
    mut reason: Vec<String>,
) -> Finding {
    let model = context.model();
    let mut links: Vec<usize> = links.to_vec();
    links.sort_unstable();
    links.dedup();
    for link in links
        .iter()
        .map(|link| &context.network.links[*link])
        .filter(|link| !link.claims.is_empty())
    {
        reason.push(context.network.step(model, link));
        for claim in &link.claims {
            if !claims.contains(claim) {
                claims.push(*claim);
            }
        }
    }
    let questions = context.questions_of(&claims);
    let least = claims.iter().map(|claim| sureness(model, *claim)).min();
    let help = Some(
        "check that the reports count the same series of events, and from which one".to_owned(),
    );
    let severity = least.map_or(Severity::Note, super::severity_of);
    Finding {
        severity,
        ..context.on_claims(&CHECK, questions, claims, Wording { message, help, reason })
    }
}
