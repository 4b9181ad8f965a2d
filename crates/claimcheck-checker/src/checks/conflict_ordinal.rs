//! `conflict/ordinal`: ranks in a series that cannot all hold.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use claimcheck_core::model::{Answer, ClaimId, Model, Scope, Value, ValueType};
use claimcheck_core::values::{Cut, EntityId};

use super::definition::{ByDefault, Check, Detect};
use super::dispute::{self, Words};
use crate::context::Context;
use crate::finding::{Described, Description, Evidence, Finding};
use crate::judged::Judged;
use crate::network::{Bound, Distances, Limit, Near, Network};
use crate::severity::{Severity, certainty_of};
use crate::words;

pub(super) static CHECK: Check = Check {
    code: "conflict/ordinal",
    summary: "ranks in a series cannot all hold",
    severity: Severity::Error,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    detect: Detect::Both(detect_dispute, detect),
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

static WORDS: Words = Words {
    premise: |_| "an event has one place in its series".to_owned(),
    conclusion: dispute::nothing_in_common,
    help: "check that the reports count the same series of events",
};

fn detect_dispute(context: &Context<'_>, judged: &Judged<'_>) -> Vec<Finding> {
    dispute::detect(context, &CHECK, &WORDS, judged)
}

fn detect(context: &Context<'_>) -> Vec<Finding> {
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
            let found = shared(rank, same).filter(|_| exact).or_else(|| {
                let before = Before::new(context, rank)?;
                let found =
                    crowded(rank, &events, &before).or_else(|| out_of_order(rank, &ranks, &before));
                work += before.work();
                found
            });
            if exact {
                same.push(rank);
            }
            let own = |claim: &&ClaimId| context.model().entry_of(**claim).report.is_some();
            let Some(found) = found
                .map(|misplaced| finding(context, misplaced))
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
    for verdict in context.verdicts.iter().filter(|verdict| !verdict.is_disputed()) {
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
fn shared(rank: &Rank<'_>, same: &[&Rank<'_>]) -> Option<Misplaced> {
    let other = same.iter().find(|other| other.event != rank.event)?;
    Some(Misplaced {
        flaw: Flaw::Shared { rank: rank.most },
        claims: vec![other.claim, rank.claim],
        links: Vec::new(),
    })
}

/// An event of a higher rank that certainly came before.
fn out_of_order(rank: &Rank<'_>, others: &[Rank<'_>], before: &Before<'_>) -> Option<Misplaced> {
    let higher = |other: &&Rank<'_>| {
        other.least > rank.most && other.event != rank.event && other.scope == rank.scope
    };
    let (other, links) =
        others.iter().filter(higher).find_map(|other| Some((other, before.links(other.event)?)))?;
    Some(Misplaced { flaw: Flaw::OutOfOrder, claims: vec![rank.claim, other.claim], links })
}

/// As many events that certainly came before as the rank leaves no room for.
fn crowded(rank: &Rank<'_>, events: &[EntityId], before: &Before<'_>) -> Option<Misplaced> {
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
    let (earlier, links): (Vec<EntityId>, Vec<Vec<usize>>) = earlier.into_iter().unzip();
    let flaw = Flaw::Crowded { earlier };
    Some(Misplaced { flaw, claims: vec![rank.claim], links: links.concat() })
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

/// Ranks that cannot all hold: what is wrong, the claims that give them, and the links of the network
/// that show which event came before which.
#[derive(Debug)]
struct Misplaced {
    flaw: Flaw,
    claims: Vec<ClaimId>,
    links: Vec<usize>,
}

/// What is wrong with the ranks that some claims give.
#[derive(Debug)]
enum Flaw {
    /// Both claims give one rank to different events.
    Shared { rank: i64 },
    /// The event of the second claim came before that of the first, and has the higher rank.
    OutOfOrder,
    /// So many events came before that of the claim that its rank is too low.
    Crowded { earlier: Vec<EntityId> },
}

fn finding(context: &Context<'_>, mut found: Misplaced) -> Finding {
    let model = context.model();
    let mut known = HashSet::new();
    found
        .links
        .retain(|link| known.insert(*link) && !context.network.links[*link].claims.is_empty());
    let mut claims = found.claims.clone();
    for claim in found.links.iter().flat_map(|link| &context.network.links[*link].claims) {
        if !claims.contains(claim) {
            claims.push(*claim);
        }
    }
    let questions = context.questions_of(&claims);
    let least = claims.iter().map(|claim| certainty_of(model, *claim)).min();
    let severity = least.map_or(Severity::Note, Severity::of_conflict);
    Finding::on_claims(context, (CHECK.code, severity), questions, claims, found)
}

impl Evidence for Misplaced {
    fn describe(&self, described: &Described<'_>) -> Description {
        let (model, network) = (described.context.model(), &described.context.network);
        let event = |claim: ClaimId| {
            words::entity(model, model.question(model.claim(claim).question).subject)
        };
        let [first, rest @ ..] = self.claims.as_slice() else { return Description::default() };
        let one = event(*first);
        let other = rest.first().map_or(*first, |claim| *claim);
        let (message, premises, last) = match &self.flaw {
            Flaw::Shared { rank } => (
                format!("{one} and {} cannot both be number {rank} of their series", event(other)),
                vec![
                    format!("{one} and {} are different events of one series", event(other)),
                    format!("both are said to be number {rank} of it"),
                ],
                None,
            ),
            Flaw::OutOfOrder => {
                let two = event(other);
                let (rank, higher) = (rank_said(model, *first), rank_said(model, other));
                (
                    format!(
                        "{two} came before {one}, and is said to be a later one of their series"
                    ),
                    vec![format!("{one} is said to be {rank}, {two} {higher} of the series")],
                    Some(format!(
                        "so {two} ended before {one} started, and cannot have the higher number"
                    )),
                )
            }
            Flaw::Crowded { earlier } => {
                let names: Vec<String> =
                    earlier.iter().map(|event| words::entity(model, *event).to_owned()).collect();
                let (rank, names) = (rank_said(model, *first), words::list(&names));
                (
                    format!("{one} cannot be {rank} of its series: {names} came before"),
                    vec![format!("{one} is said to be {rank} of its series")],
                    Some(format!(
                        "so {names} ended before {one} started, which makes it number {} or later",
                        earlier.len() + 1
                    )),
                )
            }
        };
        let steps = self.links.iter().map(|link| network.step(model, &network.links[*link]));
        Description {
            message,
            help: Some(
                "check that the reports count the same series of events, and from which one"
                    .to_owned(),
            ),
            reason: premises.into_iter().chain(steps).chain(last).collect(),
            labels: Vec::new(),
        }
    }
}

/// The rank that a claim gives: `number 2`, or one of several.
fn rank_said(model: &Model, claim: ClaimId) -> String {
    let exact = match &model.claim(claim).answer {
        Answer::One(Value::Rank(set)) => set.hull().and_then(|hull| {
            // Of a bound that is no number, only the other one says anything.
            let least = hull.lower.point().copied().unwrap_or(1);
            hull.upper.point().copied().filter(|most| *most == least)
        }),
        _ => None,
    };
    match exact {
        Some(rank) => format!("number {rank}"),
        None => format!("number {}", words::answer(model, claim)),
    }
}
