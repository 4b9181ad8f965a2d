//! The events of a project in the order that follows from everything that is consistent: when each
//! was at the earliest and at the latest, which claims that follows from, and which orders nobody
//! settles. Typed data; it has no words of its own.
//!
//! An event in a scope is an event of its own. What is in dispute, and what cannot all hold, takes
//! no part, and is named beside the event.

mod measure;
mod orders;

use std::collections::{BTreeMap, BTreeSet};

use claimcheck_core::model::{ClaimId, KindId, Model, PropertyId, QuestionId, RuleId, Scope};
use claimcheck_core::values::EntityId;
use claimcheck_core::values::date::DateValue;

use crate::context::Context;
use crate::members::Member;
use crate::network::{Contradiction, Network, Placed, Point};
use crate::positions::Position;
use measure::Measures;

/// All events of a project.
#[derive(Debug)]
pub struct Timeline {
    /// Those whose time something is said of, each after all that certainly came before it.
    pub events: Vec<Event>,
    /// Those whose time nothing is said of, by name.
    pub undated: Vec<EntityId>,
    /// Whether each event was compared with each other one. Of more events than that can be done
    /// for, `unordered`, `after` and `before` say nothing.
    pub compared: bool,
}

/// An event in a scope, and when it was.
#[derive(Debug)]
pub struct Event {
    /// Which event.
    pub event: EntityId,
    /// In which scope.
    pub scope: Scope,
    /// The tightest bounds that all of it lies within, if there are any.
    pub whole: Option<DateValue>,
    /// The tightest bounds of its start and of its end, where they say more than those of the whole.
    pub ends: Option<(DateValue, DateValue)>,
    /// What it was no earlier by, in the order of the reasoning.
    pub not_earlier: Vec<Ground>,
    /// What it was no later by.
    pub not_later: Vec<Ground>,
    /// Where it has no earliest moment: the last event of the list that it certainly came after.
    pub after: Option<Neighbour>,
    /// Where it has no latest moment: the first event of the list that it certainly came before.
    pub before: Option<Neighbour>,
    /// The events that may have come before it or after it, as places in the list. Two events that
    /// certainly share a moment are not among them.
    pub unordered: Vec<usize>,
    /// Its questions on time that are in dispute.
    pub disputes: Vec<Disputed>,
    /// Claims on its time that cannot all hold with others (`conflict/order`).
    pub left_out: Vec<ClaimId>,
}

/// What something follows from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Ground {
    /// A claim, or a fact.
    Claim(ClaimId),
    /// A rule.
    Rule(RuleId),
}

impl Ground {
    /// Its full name.
    pub fn name(self, model: &Model) -> &str {
        match self {
            Self::Claim(claim) => &model.entry_of(claim).name,
            Self::Rule(rule) => &model.rule(rule).name,
        }
    }
}

/// An event that certainly came before or after another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Neighbour {
    /// Its place in the list.
    pub place: usize,
    /// What it follows from, in the order of the reasoning.
    pub grounds: Vec<Ground>,
}

/// A question on the time of an event, with the answers that cannot all hold.
#[derive(Debug)]
pub struct Disputed {
    /// The question.
    pub question: QuestionId,
    /// The answers.
    pub positions: Vec<Position>,
}

/// Tells when the events of a project were.
pub fn timeline(context: &Context<'_>) -> Timeline {
    let network = &context.network;
    let said = said(context);
    let found = ordered(context.model(), network, said.keys());
    let measures = Measures::new(network);
    let mut events: Vec<Event> = found.iter().map(|found| measures.event(found)).collect();
    let compared = orders::fill(network, &found, &mut events);
    for event in &mut events {
        let key = (event.event, event.scope.clone());
        let Some(said) = said.get(&key) else { continue };
        event.left_out = said.left_out.iter().copied().collect();
        event.disputes = said.disputes.iter().filter_map(|id| disputed(context, *id)).collect();
    }
    Timeline { undated: undated(context.model(), &said), events, compared }
}

/// An event in a scope.
type Key = (EntityId, Scope);

/// What is said of the time of an event and takes no part in the network.
#[derive(Debug, Default)]
struct Said {
    disputes: BTreeSet<QuestionId>,
    left_out: BTreeSet<ClaimId>,
}

/// An event of the network: its name, its two points where it has them, and where its start is put.
struct Found<'m> {
    key: &'m Key,
    name: &'m str,
    points: Option<(u32, u32)>,
    placed: Option<Placed>,
}

/// All events whose time something is said of.
fn said(context: &Context<'_>) -> BTreeMap<Key, Said> {
    let (model, network) = (context.model(), &context.network);
    let mut said: BTreeMap<Key, Said> = BTreeMap::new();
    // Of an event that only a rule speaks of, nothing is said.
    let links = network.links.iter().filter(|link| !link.claims.is_empty());
    let told: BTreeSet<u32> = links.flat_map(|link| [link.edge.from, link.edge.to]).collect();
    let ends = |number: u32| [number, number + 1].iter().any(|end| told.contains(end));
    for number in (0u32..).take(network.points.len()) {
        if let Point::Start(event, scope) = network.points.get(number)
            && ends(number)
        {
            said.entry((*event, scope.clone())).or_default();
        }
    }
    for verdict in context.verdicts.iter().filter(|verdict| verdict.is_disputed()) {
        for key in timed(model, verdict.question) {
            said.entry(key).or_default().disputes.insert(verdict.question);
        }
    }
    for claim in left_out(network) {
        for key in timed(model, model.claim(claim).question) {
            said.entry(key).or_default().left_out.insert(claim);
        }
    }
    said
}

/// The events whose time a question is on; of an order, both.
fn timed(model: &Model, question: QuestionId) -> impl Iterator<Item = Key> + '_ {
    let question = model.question(question);
    let on_time = matches!(
        question.property,
        PropertyId::DATE
            | PropertyId::START
            | PropertyId::END
            | PropertyId::EXTENT
            | PropertyId::ORDER
    );
    let events = std::iter::once(question.subject).chain(question.with);
    events.filter(move |_| on_time).map(|event| (event, question.scope.clone()))
}

/// The claims that the network goes without: of each contradiction those of reports, or its facts
/// where it has nothing else.
fn left_out(network: &Network) -> Vec<ClaimId> {
    let claims_of = |network: &Network, found: &Contradiction| {
        let own = found.members.iter().map(|at| &network.members[*at]);
        let (given, told): (Vec<&Member>, Vec<&Member>) = own.partition(|member| member.given);
        let left = if told.is_empty() { given } else { told };
        left.into_iter().flat_map(|member| member.claims.clone()).collect::<Vec<ClaimId>>()
    };
    let of_layer = |network: &Network| {
        let found = network.contradictions.iter();
        found.flat_map(|found| claims_of(network, found)).collect::<Vec<ClaimId>>()
    };
    network.layers().flat_map(of_layer).collect()
}

/// The events, each after all that certainly came before it, and else by their earliest moments
/// and their names. An event that is not in the network comes last.
fn ordered<'m>(
    model: &'m Model,
    network: &Network,
    keys: impl Iterator<Item = &'m Key>,
) -> Vec<Found<'m>> {
    let schedule = network.bounds.schedule();
    let mut found: Vec<Found<'m>> = keys
        .map(|key| {
            let (event, scope) = key;
            let start = network.points.known(&Point::Start(*event, scope.clone()));
            let end = network.points.known(&Point::End(*event, scope.clone()));
            let points = start.zip(end);
            let placed = start.and_then(|start| schedule.get(start as usize).copied());
            Found { key, name: crate::words::entity(model, *event), points, placed }
        })
        .collect();
    found.sort_by(|a, b| {
        let rank = |found: &Found<'m>| (found.placed.is_none(), found.placed);
        rank(a).cmp(&rank(b)).then_with(|| (a.name, a.key).cmp(&(b.name, b.key)))
    });
    found
}

fn disputed(context: &Context<'_>, question: QuestionId) -> Option<Disputed> {
    let verdicts = context.verdicts_on(question).iter().filter(|verdict| verdict.is_disputed());
    let positions: Vec<_> = verdicts.flat_map(|verdict| context.sides_of(verdict)).collect();
    (!positions.is_empty()).then_some(Disputed { question, positions })
}

/// The events that nothing is said of the time of.
fn undated(model: &Model, said: &BTreeMap<Key, Said>) -> Vec<EntityId> {
    let dated: BTreeSet<EntityId> = said.keys().map(|(event, _)| *event).collect();
    let ids = (0..).map(EntityId).zip(&model.entities);
    let events = ids.filter(|(_, entity)| model.is_kind(entity.kind, KindId::EVENT));
    let mut undated: Vec<EntityId> =
        events.map(|(id, _)| id).filter(|id| !dated.contains(id)).collect();
    undated.sort_by_key(|id| (crate::words::entity(model, *id), *id));
    undated
}
