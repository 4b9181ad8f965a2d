//! `conflict/ordinal`: ranks in a series that cannot all hold.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use claimcheck_core::model::{Answer, ClaimId, Model, Scope, Value, ValueType};
use claimcheck_core::values::{Cut, EntityId};

use super::dispute::{self, Words};
use crate::check::{ByDefault, Check};
use crate::context::{Context, Wording};
use crate::finding::{Finding, Severity};
use crate::judged::Judged;
use crate::network::{Bound, Distances, Limit, Near, Network, sureness};
use crate::words;

pub(super) static CHECK: Check = Check {
    code: "conflict/ordinal",
    summary: "ranks in a series cannot all hold",
    severity: Severity::Error,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    of_question: Some(dispute_of),
    of_project: Some(find),
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
    /// The least and the most that it can be.
    least: i64,
    most: i64,
}

impl Rank<'_> {
    /// What it is said to be: `number 2`, or one of several.
    fn said(&self, model: &Model) -> String {
        if self.least == self.most {
            format!("number {}", self.most)
        } else {
            format!("number {}", words::answer(model, self.claim))
        }
    }
}

fn dispute_of(context: &Context<'_>, judged: &Judged<'_>) -> Option<Finding> {
    let words = Words {
        premise: &|_| "an event has one place in its series".to_owned(),
        conclusion: &dispute::nothing_in_common,
        help: "check that the reports count the same series of events",
    };
    dispute::finding_of(context, &CHECK, &words, judged)
}

fn find(context: &Context<'_>) -> Vec<Finding> {
    let mut findings: Vec<Finding> = Vec::new();
    let mut used: BTreeSet<ClaimId> = BTreeSet::new();
    let mut work = 0;
    for (events, ranks) in ranked(context) {
        let mut known: HashMap<(i64, &Scope), Vec<&Rank<'_>>> = HashMap::new();
        for rank in &ranks {
            work += events.len() + ranks.len();
            if work > MOST_WORK {
                context.reached(Limit::Ranks);
                return findings;
            }
            let same = known.entry((rank.most, rank.scope)).or_default();
            let exact = rank.least == rank.most;
            let found = shared(context, rank, same).filter(|_| exact).or_else(|| {
                let before = Before::new(context, rank)?;
                let found = crowded(context, rank, &events, &before)
                    .or_else(|| out_of_order(context, rank, &ranks, &before));
                work += before.work();
                found
            });
            if exact {
                same.push(rank);
            }
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
        if model.property(question.property).value_type != ValueType::Nth {
            continue;
        }
        for claim in verdict.claims() {
            let Answer::One(Value::Rank(set)) = &model.claim(claim).answer else { continue };
            let Some(hull) = set.hull() else { continue };
            // Of a bound that is no number, only the other one says anything.
            let number = |cut: &Cut<i64>| cut.point().copied();
            let (least, most) = (number(&hull.lower).unwrap_or(1), number(&hull.upper));
            let most = most.unwrap_or(i64::MAX);
            let (event, scope) = (question.subject, &question.scope);
            let rank = Rank { claim, event, scope, least, most };
            of_event.entry(question.subject).or_default().push(rank);
        }
    }
    let ranks = |events: &[EntityId]| {
        events.iter().filter_map(|event| of_event.get(event)).flatten().copied().collect()
    };
    model.series().into_values().map(|events| (events.clone(), ranks(&events))).collect()
}

/// Another event with the same rank.
fn shared(context: &Context<'_>, rank: &Rank<'_>, same: &[&Rank<'_>]) -> Option<Finding> {
    let other = same.iter().find(|other| other.event != rank.event)?;
    let model = context.model();
    let (one, two) = (words::entity(model, other.event), words::entity(model, rank.event));
    let message = format!("{one} and {two} cannot both be number {} of their series", rank.most);
    let reason = vec![
        format!("{one} and {two} are different events of one series"),
        format!("both are said to be number {} of it", rank.most),
    ];
    Some(told(context, vec![other.claim, rank.claim], &[], message, (reason, None)))
}

/// An event of a higher rank that certainly came before.
fn out_of_order(
    context: &Context<'_>,
    rank: &Rank<'_>,
    others: &[Rank<'_>],
    before: &Before<'_>,
) -> Option<Finding> {
    let higher = |other: &&Rank<'_>| {
        other.least > rank.most && other.event != rank.event && other.scope == rank.scope
    };
    let (other, links) =
        others.iter().filter(higher).find_map(|other| Some((other, before.links(other.event)?)))?;
    let model = context.model();
    let (one, two) = (words::entity(model, rank.event), words::entity(model, other.event));
    let message = format!("{two} came before {one}, and is said to be a later one of their series");
    let reason = vec![format!(
        "{one} is said to be {}, {two} {} of the series",
        rank.said(model),
        other.said(model)
    )];
    let last = format!("so {two} ended before {one} started, and cannot have the higher number");
    Some(told(context, vec![rank.claim, other.claim], &links, message, (reason, Some(last))))
}

/// As many events that certainly came before as the rank leaves no room for.
fn crowded(
    context: &Context<'_>,
    rank: &Rank<'_>,
    events: &[EntityId],
    before: &Before<'_>,
) -> Option<Finding> {
    let most = usize::try_from(rank.most).ok()?;
    let others = events.iter().copied().filter(|event| *event != rank.event);
    let possible: Vec<EntityId> =
        others.filter(|event| before.possible(*event).is_some()).collect();
    if possible.len() < most {
        return None;
    }
    let mut earlier: Vec<(EntityId, Vec<usize>)> =
        possible.into_iter().filter_map(|event| Some((event, before.links(event)?))).collect();
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
        "{event} cannot be {} of its series: {} came before",
        rank.said(model),
        words::list(&names)
    );
    let reason = vec![format!("{event} is said to be {} of its series", rank.said(model))];
    let last = format!(
        "so {} ended before {event} started, which makes it number {} or later",
        words::list(&names),
        most + 1
    );
    Some(told(context, vec![rank.claim], &links, message, (reason, Some(last))))
}

/// Which events certainly came before one.
struct Before<'c> {
    network: &'c Network,
    scope: &'c Scope,
    start: u32,
    /// The search for events that certainly ended before it.
    near: RefCell<Near<'c>>,
    /// How far after its start every other point can lie, once that is asked.
    after: OnceCell<Distances>,
}

impl<'c> Before<'c> {
    fn new(context: &'c Context<'_>, rank: &Rank<'c>) -> Option<Self> {
        let network = &context.network;
        let (start, _) = network.points.known_ends(rank.event, rank.scope)?;
        let near = RefCell::new(network.bounds.near_from(start));
        Some(Self { network, scope: rank.scope, start, near, after: OnceCell::new() })
    }

    /// Where an event ended that may certainly have done so before the other one started.
    fn possible(&self, event: EntityId) -> Option<u32> {
        let (_, end) = self.network.points.known_ends(event, self.scope)?;
        let after = self.network.bounds.may_exceed(self.start, end, Bound::at_most(0));
        (!after).then_some(end)
    }

    /// The links that show that an event ended before the other one started, if it certainly did.
    fn links(&self, event: EntityId) -> Option<Vec<usize>> {
        let end = self
            .possible(event)
            .filter(|end| self.near.borrow_mut().within(*end, Bound::at_most(0)))?;
        let after = self.after.get_or_init(|| self.network.bounds.from(self.start));
        (after.most(end)? <= Bound::at_most(0)).then(|| after.links(end))
    }

    /// How much work the search was.
    fn work(&self) -> usize {
        let all = self.after.get().map_or(0, |_| self.network.bounds.size());
        all + self.near.borrow().steps()
    }
}

fn told(
    context: &Context<'_>,
    mut claims: Vec<ClaimId>,
    links: &[usize],
    message: String,
    (mut reason, last): (Vec<String>, Option<String>),
) -> Finding {
    let model = context.model();
    let mut known = HashSet::new();
    for link in links
        .iter()
        .filter(|link| known.insert(**link))
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
    reason.extend(last);
    let questions = context.questions_of(&claims);
    let least = claims.iter().map(|claim| sureness(model, *claim)).min();
    let help = Some(
        "check that the reports count the same series of events, and from which one".to_owned(),
    );
    let severity = least.map_or(Severity::Note, super::severity_of);
    Finding {
        severity,
        ..context.on_claims(&CHECK, questions, claims, || Wording { message, help, reason })
    }
}
