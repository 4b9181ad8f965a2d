//! Claims to constraints: what each date and each order says of the points of its events.

use std::cell::OnceCell;
use std::ops::Deref;

use claimcheck_core::model::{
    Answer, ClaimId, Extent, Model, PropertyId, Question, RuleId, Scope, Value,
};
use claimcheck_core::values::date::{Anchored, Clock, DateValue, Side, Tick, Unit};
use claimcheck_core::values::{Allen, Cut, EntityId, Interval};
use foldhash::{HashMap, HashMapExt as _};

use super::points::{Point, Points};
use super::solver::{Bound, Edge};

pub(super) const DAY: Tick = 86_400;
/// The most that a time as written can be apart from UTC.
pub(super) const MOST_OFFSET: Tick = 14 * 3600;

/// A constraint and what it rests on.
#[derive(Debug, Clone)]
pub(crate) struct Link {
    pub(crate) edge: Edge,
    /// The claims that say it; none for what holds of every event.
    pub(crate) claims: Sayers,
    /// The rules that say it.
    pub(crate) rules: Box<[RuleId]>,
}

/// The claims that say something. Nearly always it is one, and takes no room of its own.
#[derive(Debug, Clone)]
pub(crate) enum Sayers {
    /// One claim.
    One(ClaimId),
    /// None, or several.
    Several(Box<[ClaimId]>),
}

impl Deref for Sayers {
    type Target = [ClaimId];

    fn deref(&self) -> &[ClaimId] {
        match self {
            Self::One(claim) => std::slice::from_ref(claim),
            Self::Several(claims) => claims,
        }
    }
}

impl<'s> IntoIterator for &'s Sayers {
    type Item = &'s ClaimId;
    type IntoIter = std::slice::Iter<'s, ClaimId>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl FromIterator<ClaimId> for Sayers {
    fn from_iter<I: IntoIterator<Item = ClaimId>>(claims: I) -> Self {
        let mut claims = claims.into_iter();
        match (claims.next(), claims.next()) {
            (None, _) => Self::Several(Box::default()),
            (Some(only), None) => Self::One(only),
            (Some(one), Some(other)) => {
                Self::Several([one, other].into_iter().chain(claims).collect())
            }
        }
    }
}

impl Link {
    /// Whether it says the same as another one, by the same claims and rules.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        let ends = |link: &Self| (link.edge.from, link.edge.to, link.edge.bound);
        ends(self) == ends(other) && *self.claims == *other.claims && self.rules == other.rules
    }

    /// Whether somebody says it: what holds of every event goes without saying.
    pub(crate) fn is_said(&self) -> bool {
        !self.claims.is_empty() || !self.rules.is_empty()
    }
}

/// Cases of which at least one holds, each as what it says of points: what a claim says that is no
/// bound.
#[derive(Debug, Clone)]
pub(crate) struct Choice {
    /// The claims that say it.
    pub(crate) claims: Vec<ClaimId>,
    /// The constraints of each case.
    pub(crate) cases: Vec<Vec<Link>>,
}

/// Up to so many cases of a claim are told apart; of more, only what holds in all is used.
const MOST_CASES: usize = 32;

/// Collects the constraints of a project.
pub(crate) struct Builder<'m> {
    pub(crate) model: &'m Model,
    pub(crate) points: Points,
    pub(crate) links: Vec<Link>,
    pub(crate) choices: Vec<Choice>,
    pub(super) taking_part: &'m [ClaimId],
    /// The claims that date each event, once somebody counts from one.
    dates: OnceCell<HashMap<EntityId, Vec<ClaimId>>>,
    /// The beginning of the day of each point whose days some rule compares.
    pub(super) days: HashMap<u32, u32>,
    /// Rules that bind in so many ways that not all of them are told.
    pub(super) cut: std::collections::BTreeSet<RuleId>,
}

/// The two ends that a date bounds: where what it dates starts, and where it ends.
#[derive(Clone, Copy)]
struct Ends {
    start: u32,
    end: u32,
    shape: Shape,
}

/// What a date says of the ends that it bounds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// The whole lies within.
    Within,
    /// The start of an event lies within.
    Starts,
    /// The end of an event lies within.
    Ends,
}

impl<'m> Builder<'m> {
    /// A builder for the claims that take part.
    pub(crate) fn new(model: &'m Model, taking_part: &'m [ClaimId]) -> Self {
        Self {
            model,
            taking_part,
            points: Points::new(),
            // A date bounds both ends of its event, and of their days.
            links: Vec::with_capacity(4 * taking_part.len()),
            choices: Vec::new(),
            dates: OnceCell::new(),
            days: HashMap::new(),
            cut: std::collections::BTreeSet::new(),
        }
    }

    /// The claims that date each event.
    fn dates(&self) -> &HashMap<EntityId, Vec<ClaimId>> {
        self.dates.get_or_init(|| {
            let mut dates: HashMap<EntityId, Vec<ClaimId>> = HashMap::new();
            for claim in self.taking_part {
                let question = self.model.question(self.model.claim(*claim).question);
                if question.property <= PropertyId::END {
                    dates.entry(question.subject).or_default().push(*claim);
                }
            }
            dates
        })
    }

    pub(super) fn link(&mut self, claim: Option<ClaimId>, from: u32, to: u32, bound: Bound) {
        self.says(claim.into_iter().collect(), Box::default(), Edge { from, to, bound });
    }

    /// Adds a constraint and who says it.
    pub(super) fn says(&mut self, claims: Sayers, rules: Box<[RuleId]>, edge: Edge) {
        self.links.push(Link { edge, claims, rules });
    }

    /// The constraints that are added by something, taken away again.
    fn taken(&mut self, add: impl FnOnce(&mut Self)) -> Vec<Link> {
        let first = self.links.len();
        add(self);
        self.links.split_off(first)
    }

    /// A claim that says no more than that one of some cases holds.
    fn choice(&mut self, claim: ClaimId, cases: Vec<Vec<Link>>) {
        if (2..=MOST_CASES).contains(&cases.len()) && cases.iter().all(|case| !case.is_empty()) {
            self.choices.push(Choice { claims: vec![claim], cases });
        }
    }

    /// The point `early` comes no later than `late`, or strictly before it.
    pub(super) fn order(&mut self, claim: Option<ClaimId>, early: u32, late: u32, strict: bool) {
        let bound = if strict { Bound::below(0) } else { Bound::at_most(0) };
        self.link(claim, late, early, bound);
    }

    /// The ends of an event, with its start strictly before its end.
    pub(crate) fn event(&mut self, event: EntityId, scope: &Scope) -> (u32, u32) {
        let known = self.points.len();
        let (start, end) = self.points.ends(event, scope);
        if start as usize >= known {
            self.order(None, start, end, true);
        }
        (start, end)
    }

    /// Adds that an event which is declared to be part of another one lies within it. To be called
    /// when all events have their points.
    pub(crate) fn parts_of_events(&mut self) {
        let model = self.model;
        for (part, scope) in self.points.events() {
            for whole in model.taxonomy.around(part).into_iter().filter(|whole| *whole != part) {
                let both = self.points.known_ends(part, &scope);
                let Some(((start, end), (first, last))) =
                    both.zip(self.points.known_ends(whole, &scope))
                else {
                    continue;
                };
                self.order(None, first, start, false);
                self.order(None, end, last, false);
            }
        }
    }

    /// Adds what a claim says, if it says anything of points in time.
    pub(crate) fn claim(&mut self, id: ClaimId) {
        let model = self.model;
        let claim = model.claim(id);
        let question = model.question(claim.question);
        let Answer::One(value) = &claim.answer else { return };
        match value {
            Value::Order(order) => self.relation(id, question, *order),
            Value::Date(date) => {
                if let Some(ends) = self.ends_of(question) {
                    self.date(id, ends, date, &question.scope);
                }
            }
            Value::Extent(extents) if !extents.is_negated() => {
                let ends = self.event(question.subject, &question.scope);
                match extents.terms() {
                    [Extent { start, end }] => self.filled(id, ends, start, end),
                    several => {
                        let filled = |builder: &mut Self, Extent { start, end }: &Extent| {
                            builder.taken(|builder| builder.filled(id, ends, start, end))
                        };
                        let cases = several.iter().map(|extent| filled(self, extent)).collect();
                        self.choice(id, cases);
                    }
                }
            }
            _ => {}
        }
    }

    /// An event that fills a stretch of time starts with its first moment and ends with its last.
    fn filled(&mut self, claim: ClaimId, ends: (u32, u32), start: &DateValue, end: &DateValue) {
        let (Some((first, _)), Some((_, last))) = (start.bounds(), end.bounds()) else { return };
        let utc = start.fixed().is_some_and(|(_, clock)| clock == Clock::Utc);
        let clock = if utc { Points::UTC } else { Points::LOCAL };
        for (point, tick) in [(ends.0, first), (ends.1, last)] {
            self.link(Some(claim), point, clock, Bound::at_most(-tick));
            self.link(Some(claim), clock, point, Bound::at_most(tick));
        }
        if clock == Points::LOCAL {
            self.day_of(claim, ends.0, ends.0, (Some(first), Some(first + 1)));
            self.day_of(claim, ends.1, ends.1, (Some(last - 1), Some(last)));
        }
    }

    /// The points that a date in answer to a question bounds.
    fn ends_of(&mut self, question: &Question) -> Option<Ends> {
        let shape = match question.property {
            PropertyId::DATE => Shape::Within,
            PropertyId::START => Shape::Starts,
            PropertyId::END => Shape::Ends,
            property => {
                let point = Point::Moment(question.subject, property, question.scope.clone());
                let moment = self.points.known(&point)?;
                return Some(Ends { start: moment, end: moment, shape: Shape::Starts });
            }
        };
        let (start, end) = self.event(question.subject, &question.scope);
        Some(Ends { start, end, shape })
    }

    fn date(&mut self, claim: ClaimId, ends: Ends, date: &DateValue, scope: &Scope) {
        match (date.fixed(), date.anchored()) {
            (Some((set, clock)), _) => {
                self.on_clock(claim, ends, clock, bounds(set.hull()));
                // What is one event lies within one part of a date with gaps.
                let parts = set.parts();
                if (2..=MOST_CASES).contains(&parts.len()) {
                    let part = |builder: &mut Self, part: &Interval<Tick>| {
                        let bounds = bounds(Some(part.clone()));
                        builder.taken(|builder| builder.on_clock(claim, ends, clock, bounds))
                    };
                    let cases = parts.iter().map(|one| part(self, one)).collect();
                    self.choice(claim, cases);
                }
            }
            (None, Some(anchored)) => self.anchored(claim, ends, anchored, scope),
            (None, None) => {}
        }
    }

    fn on_clock(
        &mut self,
        claim: ClaimId,
        ends: Ends,
        clock: Clock,
        (low, high): (Option<Tick>, Option<Tick>),
    ) {
        match clock {
            Clock::Local => self.fixed(claim, Points::LOCAL, ends, low, high),
            Clock::Utc => {
                self.fixed(claim, Points::UTC, ends, low, high);
                let (low, high) = (low.map(|at| at - MOST_OFFSET), high.map(|at| at + MOST_OFFSET));
                self.fixed(claim, Points::LOCAL, ends, low, high);
            }
        }
    }

    /// What a date from `low` on and until before `high` says of the ends that it bounds.
    fn fixed(
        &mut self,
        claim: ClaimId,
        clock: u32,
        ends: Ends,
        low: Option<Tick>,
        high: Option<Tick>,
    ) {
        let (lower, upper) = match ends.shape {
            Shape::Within => (ends.start, ends.end),
            Shape::Starts => (ends.start, ends.start),
            Shape::Ends => (ends.end, ends.end),
        };
        if let Some(low) = low {
            let bound =
                if ends.shape == Shape::Ends { Bound::below(-low) } else { Bound::at_most(-low) };
            self.link(Some(claim), lower, clock, bound);
        }
        if let Some(high) = high {
            let bound = match ends.shape {
                Shape::Starts => Bound::below(high),
                _ => Bound::at_most(high),
            };
            self.link(Some(claim), clock, upper, bound);
        }
        if clock == Points::LOCAL {
            self.day_of(claim, lower, upper, (low, high));
        }
    }

    /// What is known of a point by days is known of the day that it lies in.
    fn day_of(
        &mut self,
        claim: ClaimId,
        lower: u32,
        upper: u32,
        (low, high): (Option<Tick>, Option<Tick>),
    ) {
        let begins = |tick: Tick| tick.div_euclid(DAY) * DAY;
        if let (Some(low), Some(&day)) = (low, self.days.get(&lower)) {
            self.link(Some(claim), day, Points::LOCAL, Bound::at_most(-begins(low)));
        }
        if let (Some(high), Some(&day)) = (high, self.days.get(&upper)) {
            self.link(Some(claim), Points::LOCAL, day, Bound::at_most(begins(high - 1)));
        }
    }

    /// What a place beside an event says: entirely before or after it, or some time from it.
    fn anchored(&mut self, claim: ClaimId, ends: Ends, date: &Anchored, scope: &Scope) {
        let anchor = self.event(EntityId(date.event), scope);
        let (lower, upper) = match ends.shape {
            Shape::Ends => (ends.end, ends.end),
            Shape::Starts => (ends.start, ends.start),
            Shape::Within => (ends.start, ends.end),
        };
        let Some(distance) = date.distance else {
            // A start lies before the end of what it lies in, and an end after its beginning.
            let (first, last) = (ends.shape == Shape::Starts, ends.shape == Shape::Ends);
            // The denial of a side is the rest of time.
            match (date.side, date.negated) {
                (Side::Before, false) | (Side::Since, true) => {
                    self.order(Some(claim), upper, anchor.0, first);
                }
                (Side::After, false) | (Side::Until, true) => {
                    self.order(Some(claim), anchor.1, lower, last);
                }
                (Side::Since, false) | (Side::Before, true) => {
                    self.order(Some(claim), anchor.0, lower, last);
                }
                (Side::Until, false) | (Side::After, true) => {
                    self.order(Some(claim), upper, anchor.1, first);
                }
            }
            return;
        };
        if date.negated {
            return;
        }
        self.counted(claim, ends, date, scope);
        let (near, far) = reach(distance.count, distance.unit);
        if date.side == Side::After {
            self.link(Some(claim), lower, anchor.1, Bound::at_most(-near));
            self.link(Some(claim), anchor.1, upper, Bound::at_most(far));
        } else if date.side == Side::Before {
            self.link(Some(claim), anchor.0, upper, Bound::at_most(-near));
            self.link(Some(claim), lower, anchor.0, Bound::at_most(far));
        }
    }

    /// Where the event that a distance is counted from is itself dated, the two claims together
    /// give a date by the calendar.
    fn counted(&mut self, claim: ClaimId, ends: Ends, date: &Anchored, scope: &Scope) {
        let dated: Vec<(ClaimId, DateValue)> =
            self.dates_of(EntityId(date.event), scope, date.side);
        for (other, event) in dated {
            let Some(counted) = date.counted_from(&event) else { continue };
            let first = self.links.len();
            self.date(claim, ends, &counted, scope);
            for link in &mut self.links[first..] {
                link.claims = link.claims.iter().copied().chain([other]).collect();
            }
        }
    }

    /// The dates that claims give of an event, as far as they bound the end that a distance is
    /// counted from.
    fn dates_of(&self, event: EntityId, scope: &Scope, side: Side) -> Vec<(ClaimId, DateValue)> {
        let end = if side == Side::Before { PropertyId::START } else { PropertyId::END };
        let asked = |claim: &&ClaimId| {
            let question = self.model.question(self.model.claim(**claim).question);
            (question.property == PropertyId::DATE || question.property == end)
                && question.scope == *scope
        };
        let claims = self.dates().get(&event).into_iter().flatten().filter(asked);
        claims
            .filter_map(|claim| match &self.model.claim(*claim).answer {
                Answer::One(Value::Date(date)) if date.fixed().is_some() => {
                    Some((*claim, date.clone()))
                }
                _ => None,
            })
            .collect()
    }

    /// What a set of relations says of the four pairs of ends: the tightest bounds that hold of
    /// every relation in it, and where it has gaps (“before or after”), those of its parts as cases.
    fn relation(&mut self, claim: ClaimId, question: &Question, order: Allen) {
        let Some(other) = question.with.filter(|other| *other != question.subject) else { return };
        let (a, b) =
            (self.event(question.subject, &question.scope), self.event(other, &question.scope));
        self.lies(claim, a, b, order);
        if order.hull() != order {
            let lies =
                |builder: &mut Self, part| builder.taken(|builder| builder.lies(claim, a, b, part));
            let cases = order.convex_parts().into_iter().map(|part| lies(self, part)).collect();
            self.choice(claim, cases);
        }
    }

    fn lies(&mut self, claim: ClaimId, a: (u32, u32), b: (u32, u32), order: Allen) {
        let [starts, start_end, end_start, ends] = order.end_points();
        let pairs =
            [(starts, a.0, b.0), (start_end, a.0, b.1), (end_start, a.1, b.0), (ends, a.1, b.1)];
        for (signs, first, second) in pairs {
            if signs.needed {
                if !signs.after {
                    self.order(Some(claim), first, second, !signs.equal);
                }
                if !signs.before {
                    self.order(Some(claim), second, first, !signs.equal);
                }
            }
        }
    }
}

/// The first tick of a stretch of time and the one after its last, where they are bounded.
fn bounds(stretch: Option<Interval<Tick>>) -> (Option<Tick>, Option<Tick>) {
    let point = |cut: &Cut<Tick>| cut.point().copied();
    stretch.map_or((None, None), |stretch| (point(&stretch.lower), point(&stretch.upper)))
}

/// The least and the most ticks from an event to the ends of the calendar unit that lies `count`
/// units from it, whatever the event's own date.
fn reach(count: i64, unit: Unit) -> (Tick, Tick) {
    // Every unit of the calendar by its least and its most days; finer ones are exact.
    let days = |least: Tick, most: Tick| (least * DAY, most * DAY);
    let (least, most) = match unit {
        Unit::Second => (1, 1),
        Unit::Minute => (60, 60),
        Unit::Hour => (3600, 3600),
        Unit::Day => days(1, 1),
        Unit::Week => days(7, 7),
        Unit::Month => days(28, 31),
        Unit::Year => days(365, 366),
        Unit::Decade => days(3652, 3653),
        Unit::Century => days(36_524, 36_525),
    };
    let count = Tick::from(count);
    ((count - 1) * least, (count + 1) * most)
}
