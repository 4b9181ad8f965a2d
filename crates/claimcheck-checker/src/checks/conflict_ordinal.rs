//! `conflict/ordinal`: ranks in a series that cannot all hold.

use std::cell::RefCell;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use claimcheck_core::model::{Answer, ClaimId, Model, Scope, Value, ValueType};
use claimcheck_core::values::{Cut, EntityId};

use super::definition::{ByDefault, Check, Detect};
use super::dispute::{self, Words};
use crate::context::Context;
use crate::finding::{Described, Description, Evidence, Finding};
use crate::judged::Judged;
use crate::known::KnownSets;
use crate::limits::Limit;
use crate::members::{Member, Stated, spends};
use crate::network::{Bound, Choice, Edge, Extension, Link, Near, Network};
use crate::severity::Severity;
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
/// No more ranks than this are looked into that certainly are out of order.
const MOST_FOUND: usize = 100_000;

/// An answer that an event has a rank.
struct Rank<'c> {
    member: Member,
    event: EntityId,
    scope: &'c Scope,
    /// The least and the most that it can be.
    least: i64,
    most: i64,
}

impl Rank<'_> {
    fn speaker(&self) -> ClaimId {
        self.member.speakers.first().copied().unwrap_or(ClaimId(0))
    }
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
    let known = context.known(CHECK.code);
    let mut telling = Telling {
        context,
        known: &known,
        spent: context.spent_on_orders(),
        told: BTreeSet::new(),
        findings: Vec::new(),
    };
    let mut work = 0;
    for (layer, network) in context.network.layers().enumerate() {
        let series = ranked(context, network);
        for ranks in series.iter().map(|(_, ranks)| ranks) {
            telling.shared(layer, ranks);
        }
        let (extension, about) = misplaced(context, network, &series, &mut work);
        if extension.choices.is_empty() {
            continue;
        }
        let (told, limits) = network.with(context.model(), extension, &known, &telling.spent);
        for limit in limits {
            context.reached(limit);
        }
        for told in told {
            let (flaw, claims) = &about[told.choice];
            let links = told.links.into_iter().flat_map(|links| links.into_iter().rev()).collect();
            let found = Misplaced { flaw: flaw.clone(), claims: claims.clone(), layer, links };
            telling.tell(told.members, found);
        }
    }
    telling.findings
}

/// The findings so far, and what takes no further part.
struct Telling<'c> {
    context: &'c Context<'c>,
    known: &'c KnownSets<'c>,
    spent: BTreeSet<ClaimId>,
    /// The known sets that were told.
    told: BTreeSet<usize>,
    findings: Vec<Finding>,
}

impl Telling<'_> {
    fn is_spent(&self, member: &Member) -> bool {
        member.claims.iter().any(|claim| self.spent.contains(claim))
    }

    /// Events that share a rank, in pairs, the surest first.
    fn shared(&mut self, layer: usize, ranks: &[Rank<'_>]) {
        let mut same: BTreeMap<(i64, &Scope), Vec<&Rank<'_>>> = BTreeMap::new();
        for rank in ranks.iter().filter(|rank| rank.least == rank.most) {
            same.entry((rank.most, rank.scope)).or_default().push(rank);
        }
        for ((rank, _), mut holders) in same.into_iter().filter(|(_, holders)| holders.len() > 1) {
            holders.sort_by_key(|holder| Reverse(holder.member.certainty));
            for (at, one) in holders.iter().enumerate() {
                for other in holders[at + 1..].iter().filter(|other| other.event != one.event) {
                    if self.is_spent(&one.member) {
                        break;
                    }
                    if !self.is_spent(&other.member) {
                        let claims = vec![one.speaker(), other.speaker()];
                        let flaw = Flaw::Shared { rank };
                        let found = Misplaced { flaw, claims, layer, links: Vec::new() };
                        self.tell(vec![one.member.clone(), other.member.clone()], found);
                    }
                }
            }
        }
    }

    fn tell(&mut self, mut members: Vec<Member>, mut found: Misplaced) {
        let own: Vec<&Member> = members.iter().collect();
        match self.known.number(&own) {
            Some(known) if !self.told.insert(known) => return,
            Some(_) => {}
            None => self.spent.extend(spends(&members)),
        }
        let mut links: Vec<Link> = Vec::new();
        for link in found.links {
            if !link.claims.is_empty() && !links.iter().any(|known| known.is_same(&link)) {
                links.push(link);
            }
        }
        found.links = links;
        let place = |member: &Member| {
            let at = found.claims.iter().position(|claim| member.speakers.contains(claim));
            at.unwrap_or(found.claims.len())
        };
        members.sort_by_key(place);
        self.findings.push(Finding::on_members(self.context, CHECK.code, members, found));
    }
}

/// The events of each series, with what is said of their ranks, as sure as a layer asks.
fn ranked<'c>(context: &'c Context<'_>, network: &Network) -> Vec<(Vec<EntityId>, Vec<Rank<'c>>)> {
    let model = context.model();
    let mut of_event: BTreeMap<EntityId, Vec<Rank<'c>>> = BTreeMap::new();
    for id in context.answers.questions() {
        let question = model.question(id);
        if model.property(question.property).value_type != ValueType::Nth {
            continue;
        }
        let holds = |stated: &&Stated| {
            stated.certainty >= network.certainty && model.entry_of(stated.speaker()).when.is_none()
        };
        let stated: Vec<&Stated> = context.answers.on(id).iter().filter(holds).collect();
        let Some(members) = context.answers.members(id, &stated) else {
            context.reached(Limit::Sides(id));
            continue;
        };
        for member in members {
            let Some((least, most)) = bounds(model, &member) else { continue };
            let (event, scope) = (question.subject, &question.scope);
            let rank = Rank { member, event, scope, least, most };
            of_event.entry(question.subject).or_default().push(rank);
        }
    }
    let mut ranks = |events: &[EntityId]| {
        events.iter().filter_map(|event| of_event.remove(event)).flatten().collect()
    };
    model.series().into_values().map(|events| (events.clone(), ranks(&events))).collect()
}

/// The least and the most that a rank can be, whichever side of a dispute is right.
fn bounds(model: &Model, member: &Member) -> Option<(i64, i64)> {
    let of_claim = |claim: &ClaimId| {
        let Answer::One(Value::Rank(set)) = &model.claim(*claim).answer else { return None };
        let hull = set.hull()?;
        // Of a bound that is no number, only the other one says anything.
        let number = |cut: &Cut<i64>| cut.point().copied();
        Some((number(&hull.lower).unwrap_or(1), number(&hull.upper).unwrap_or(i64::MAX)))
    };
    let of_side = |side: &Vec<ClaimId>| {
        let all = side.iter().filter_map(of_claim);
        all.reduce(|(a, b), (c, d)| (a.max(c), b.min(d)))
    };
    let sides: Option<Vec<(i64, i64)>> = member.sides.iter().map(of_side).collect();
    sides?.into_iter().reduce(|(a, b), (c, d)| (a.min(c), b.max(d)))
}

/// What ranks say of the order of events that certainly came in another one.
fn misplaced(
    context: &Context<'_>,
    network: &Network,
    series: &[(Vec<EntityId>, Vec<Rank<'_>>)],
    work: &mut usize,
) -> (Extension, Vec<(Flaw, Vec<ClaimId>)>) {
    let (mut extension, mut about) = (Extension::default(), Vec::new());
    for (events, ranks) in series {
        for rank in ranks {
            *work += events.len() + ranks.len();
            if *work > MOST_WORK || about.len() > MOST_FOUND {
                context.reached(Limit::Ranks(rank.member.question));
                return (extension, about);
            }
            extension.members.push(rank.member.clone());
            let Some(before) = Before::new(network, rank) else { continue };
            let crowded = crowded(rank, events, &before).into_iter();
            let found: Vec<Wrong<'_>> = crowded.chain(out_of_order(rank, ranks, &before)).collect();
            *work += before.work();
            for Wrong { flaw, other, ends } in found {
                let members = std::iter::once(&rank.member).chain(other);
                let claims: Vec<ClaimId> =
                    members.flat_map(|member| member.speakers.iter().copied()).collect();
                let cases = ends.into_iter().map(|end| {
                    let bound = Bound::at_most(0).exceeded();
                    let edge = Edge { from: end, to: before.start, bound };
                    let claims = claims.iter().copied().collect();
                    vec![Link { edge, claims, rules: Box::default() }]
                });
                extension.choices.push(Choice { claims: claims.clone(), cases: cases.collect() });
                let speakers = std::iter::once(rank.speaker());
                let other = other.and_then(|member| member.speakers.first().copied());
                about.push((flaw, speakers.chain(other).collect()));
            }
        }
    }
    (extension, about)
}

/// Events that ended before another one, some of which cannot have by what their ranks say.
struct Wrong<'r> {
    flaw: Flaw,
    /// The other rank that says so, if there is one.
    other: Option<&'r Member>,
    /// Where they ended.
    ends: Vec<u32>,
}

/// The events of a higher rank that certainly came before.
fn out_of_order<'r>(
    rank: &Rank<'_>,
    others: &'r [Rank<'_>],
    before: &Before<'_>,
) -> Vec<Wrong<'r>> {
    let higher = |other: &&Rank<'_>| {
        other.least > rank.most && other.event != rank.event && other.scope == rank.scope
    };
    let wrong = |other: &'r Rank<'_>| {
        let end = before.ended(other.event)?;
        Some(Wrong { flaw: Flaw::OutOfOrder, other: Some(&other.member), ends: vec![end] })
    };
    others.iter().filter(higher).filter_map(wrong).collect()
}

/// As many events that certainly came before as the rank leaves no room for.
fn crowded<'r>(rank: &Rank<'_>, events: &[EntityId], before: &Before<'_>) -> Option<Wrong<'r>> {
    let most = usize::try_from(rank.most).ok()?;
    let others = events.iter().copied().filter(|event| *event != rank.event);
    let mut earlier: Vec<(EntityId, u32)> =
        others.filter_map(|event| Some((event, before.ended(event)?))).collect();
    if earlier.len() < most {
        return None;
    }
    earlier.truncate(most);
    let (earlier, ends) = earlier.into_iter().unzip();
    Some(Wrong { flaw: Flaw::Crowded { earlier }, other: None, ends })
}

/// Which events certainly came before one.
struct Before<'c> {
    network: &'c Network,
    scope: &'c Scope,
    start: u32,
    /// The search for events that certainly ended before it.
    near: RefCell<Near<'c>>,
}

impl<'c> Before<'c> {
    fn new(network: &'c Network, rank: &Rank<'c>) -> Option<Self> {
        let (start, _) = network.points.known_ends(rank.event, rank.scope)?;
        let near = RefCell::new(network.bounds.near_from(start));
        Some(Self { network, scope: rank.scope, start, near })
    }

    /// Where an event ended that certainly did so before the other one started; where it may have, if
    /// what is known to be contradictory takes part.
    fn ended(&self, event: EntityId) -> Option<u32> {
        let (_, end) = self.network.points.known_ends(event, self.scope)?;
        let most = Bound::at_most(0);
        let certainly = || {
            !self.network.bounds.may_exceed(self.start, end, most)
                && self.near.borrow_mut().within(end, most)
        };
        (self.network.has_known || certainly()).then_some(end)
    }

    /// How much work the search was.
    fn work(&self) -> usize {
        self.near.borrow().steps()
    }
}

/// Ranks that cannot all hold: what is wrong, the claims that give them, and the links of the network
/// that show which event came before which.
#[derive(Debug)]
struct Misplaced {
    flaw: Flaw,
    claims: Vec<ClaimId>,
    layer: usize,
    links: Vec<Link>,
}

/// What is wrong with the ranks that some claims give.
#[derive(Debug, Clone)]
enum Flaw {
    /// Both claims give one rank to different events.
    Shared { rank: i64 },
    /// The event of the second claim came before that of the first, and has the higher rank.
    OutOfOrder,
    /// So many events came before that of the claim that its rank is too low.
    Crowded { earlier: Vec<EntityId> },
}

impl Evidence for Misplaced {
    fn describe(&self, described: &Described<'_>) -> Description {
        let context = described.context;
        let model = context.model();
        let network = context.network.layers().nth(self.layer).unwrap_or(&context.network);
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
        let steps = self.links.iter().map(|link| network.step(model, link));
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
