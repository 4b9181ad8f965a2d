//! When each report says that events were, beside when they can have been: places on one axis. The
//! axis is not to scale: each stretch between two moments that matter is as wide as the logarithm of
//! its length, so that hours of one day and years between others can both be seen.

use std::collections::{BTreeMap, BTreeSet};

use claimcheck_checker::Context;
use claimcheck_checker::timeline::{Event, Timeline};
use claimcheck_core::model::{ClaimId, Model, PropertyId, QuestionId, ReportId, Scope};
use claimcheck_core::values::EntityId;
use claimcheck_core::values::date::{DateValue, Moments, Tick, print_day};

const DAY: Tick = 86_400;

/// All events on one axis.
#[derive(Debug)]
pub struct Lanes {
    /// The moments that matter, from the earliest.
    pub axis: Vec<Moment>,
    /// The events, in the order of the timeline.
    pub events: Vec<Group>,
}

/// A moment of the axis.
#[derive(Debug)]
pub struct Moment {
    /// Its day, or its year where it is far away.
    pub label: String,
    /// Its place, from 0 to 1.
    pub at: f64,
}

/// An event: the tightest bounds that follow, and what each report says.
#[derive(Debug)]
pub struct Group {
    /// The tightest bounds that all of it lies within.
    pub whole: Bar,
    /// What is said of its time, by report; what is given comes first.
    pub lanes: Vec<Lane>,
    /// Claims on how it lies to other events.
    pub orders: Vec<ClaimId>,
}

/// What one claim says of the time of an event.
#[derive(Debug)]
pub struct Lane {
    /// Whose it is; nothing for what is given.
    pub report: Option<ReportId>,
    /// The claim.
    pub claim: ClaimId,
    /// Its bounds.
    pub bar: Bar,
}

/// Bounds on the axis; an end that is nothing is open.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Bar {
    /// The place of the earliest moment.
    pub from: Option<f64>,
    /// The place of the moment after the latest one.
    pub to: Option<f64>,
}

impl Lanes {
    /// Lays out the events of a timeline.
    pub fn new(context: &Context<'_>, timeline: &Timeline) -> Self {
        let model = context.graph.model();
        let said = said(context);
        let nothing = Vec::new();
        let of = |event: &Event| said.get(&(event.event, event.scope.clone())).unwrap_or(&nothing);
        let mut moments: BTreeSet<Tick> = BTreeSet::new();
        for event in &timeline.events {
            let whole = event.whole.iter().filter_map(DateValue::moments);
            let stated = of(event).iter().filter_map(|claim| claim_bounds(model, *claim));
            for (from, to) in whole.chain(stated) {
                moments.extend(from.into_iter().chain(to));
            }
        }
        let axis = Axis::new(&moments);
        let group = |event: &Event| {
            let claims = of(event);
            let is_order = |claim: &&ClaimId| property(model, **claim) == PropertyId::ORDER;
            let lane = |claim: &ClaimId| Lane {
                report: model.entry_of(*claim).report,
                claim: *claim,
                bar: axis.bar(claim_bounds(model, *claim)),
            };
            let mut lanes: Vec<Lane> =
                claims.iter().filter(|claim| !is_order(claim)).map(lane).collect();
            lanes.sort_by_key(|lane| (lane.report, lane.claim));
            Group {
                whole: axis.bar(event.whole.as_ref().and_then(DateValue::moments)),
                lanes,
                orders: claims.iter().filter(is_order).copied().collect(),
            }
        };
        Self { events: timeline.events.iter().map(group).collect(), axis: axis.moments() }
    }
}

fn property(model: &Model, claim: ClaimId) -> PropertyId {
    model.question(model.claim(claim).question).property
}

/// The standing claims on the time of each event in a scope.
fn said(context: &Context<'_>) -> BTreeMap<(EntityId, Scope), Vec<ClaimId>> {
    const ON_TIME: [PropertyId; 5] = [
        PropertyId::DATE,
        PropertyId::START,
        PropertyId::END,
        PropertyId::EXTENT,
        PropertyId::ORDER,
    ];
    let model = context.graph.model();
    let mut said: BTreeMap<(EntityId, Scope), Vec<ClaimId>> = BTreeMap::new();
    for (id, question) in (0..).map(QuestionId).zip(&model.questions) {
        if !ON_TIME.contains(&question.property) {
            continue;
        }
        let claims = context.graph.standing(id);
        for event in std::iter::once(question.subject).chain(question.with) {
            said.entry((event, question.scope.clone())).or_default().extend(&claims);
        }
    }
    said
}

fn claim_bounds(model: &Model, claim: ClaimId) -> Option<Moments> {
    model.claim(claim).answer.one()?.moments()
}

struct Axis {
    ticks: Vec<Tick>,
    places: Vec<f64>,
}

impl Axis {
    fn new(moments: &BTreeSet<Tick>) -> Self {
        let ticks: Vec<Tick> = moments.iter().copied().collect();
        let mut places = Vec::with_capacity(ticks.len());
        let mut at = 0.0;
        for (number, tick) in ticks.iter().enumerate() {
            if let Some(before) = number.checked_sub(1) {
                at += width(tick - ticks[before]);
            }
            places.push(at);
        }
        let whole = if at > 0.0 { at } else { 1.0 };
        // Digits beyond these are no pixel, and would only fill the page.
        let places = places.into_iter().map(|place| (place / whole * 1e4).round() / 1e4).collect();
        Self { ticks, places }
    }

    fn place(&self, tick: Tick) -> Option<f64> {
        self.ticks.binary_search(&tick).ok().map(|at| self.places[at])
    }

    fn bar(&self, bounds: Option<Moments>) -> Bar {
        let Some((from, to)) = bounds else { return Bar::default() };
        Bar {
            from: from.and_then(|tick| self.place(tick)),
            to: to.and_then(|tick| self.place(tick)),
        }
    }

    fn moments(&self) -> Vec<Moment> {
        let label = |tick: Tick| {
            let day = print_day(tick.div_euclid(DAY));
            match tick.rem_euclid(DAY) {
                0 => day,
                second => format!("{day}T{:02}:{:02}", second / 3600, second / 60 % 60),
            }
        };
        let both = self.ticks.iter().zip(&self.places);
        both.map(|(tick, at)| Moment { label: label(*tick), at: *at }).collect()
    }
}

/// How wide a stretch of time is drawn.
fn width(ticks: Tick) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "it is only drawn")]
    let days = ticks as f64 / DAY as f64;
    0.4 + (1.0 + days).ln()
}
