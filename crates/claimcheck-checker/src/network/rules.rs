//! Rules that compare two dates, as constraints of the network. Days are compared, unless both
//! sides have a time: each point that a rule compares by its day gets another one, the beginning of
//! that day.

use claimcheck_core::model::{Answer, ClaimId, KindId, PropertyId, Question, RuleId, Value};
use claimcheck_core::values::date::{Clock, DateValue, Tick, has_time, months_later};

use super::build::{Builder, DAY, MOST_OFFSET};
use super::points::{Point, Points};
use super::solver::{Bound, Edge};
use crate::rules::{
    Bound as BoundRules, Difference, Leaf, Place, Premise, Reach, Sides, Stated, Variable, bind,
    bind_statement, differences, joins, statements,
};

/// What of a date a bound is on: an event's `date` stands for all of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    /// Its end: it lies no later.
    Last,
    /// Its start: it lies no earlier.
    First,
}

impl Builder<'_> {
    /// Adds what rules say of dates. To be called before the claims are added, since it makes the
    /// points of days and of other dates than those of events.
    pub(crate) fn rules(&mut self, stated: &Stated<'_>) {
        let model = self.model;
        let joining = (0..).map(RuleId).zip(&model.rules);
        let joining = joining.filter(|(_, rule)| joins(model, Sides::from(&rule.equation)));
        let mut rules: Vec<RuleId> = joining.map(|(id, _)| id).collect();
        // By what they say, so that no choice depends on where they are written.
        rules.sort_by_key(|rule| &model.rule(*rule).written);
        // Only events have a start and an end.
        let event = |leaf: &Leaf| match leaf {
            Leaf::Answer(Variable { question, .. }) => {
                question.property > PropertyId::END
                    || model.is_kind(model.entity(question.subject).kind, KindId::EVENT)
            }
            _ => true,
        };
        let stated_so = statements(model, self.taking_part).filter(|claim| {
            let sides = Premise::Statement(*claim).sides(model);
            sides.is_some_and(|sides| joins(model, sides))
        });
        let stated_so = stated_so.flat_map(|claim| bind_statement(stated, claim).0).collect();
        let BoundRules { instances, cut } = bind(stated, &rules, Reach::All, stated_so);
        self.cut.extend(cut);
        for instance in instances.into_iter().filter(|instance| instance.leaves.iter().all(event)) {
            for difference in differences(stated, &instance) {
                self.difference(stated, difference);
            }
        }
    }

    /// Makes the points of dates that claims place beside events.
    pub(crate) fn moments(&mut self, claims: &[ClaimId]) {
        let model = self.model;
        for claim in claims.iter().map(|claim| model.claim(*claim)) {
            let question = model.question(claim.question);
            let beside = matches!(&claim.answer, Answer::One(Value::Date(date)) if date.anchored().is_some());
            if beside && question.property > PropertyId::END {
                self.point(question, Side::First);
            }
        }
    }

    fn difference(&mut self, stated: &Stated<'_>, difference: Difference) {
        let moments = timed(stated, &difference.above) && timed(stated, &difference.below);
        self.by_calendar(stated, &difference, moments);
        let Difference { rule, claims, above, below, bound, strict, .. } = difference;
        let clock = Points::LOCAL;
        let edge = match (&above, &below) {
            (Place::Question(above), Place::Question(below)) => {
                let to = self.compared(above, Side::Last, moments);
                let from = self.compared(below, Side::First, moments);
                let bound = match (moments, strict) {
                    (true, true) => Bound::below(bound),
                    (true, false) => Bound::at_most(bound),
                    (false, strict) => Bound::at_most(days(bound, strict)),
                };
                Some(Edge { from, to, bound })
            }
            (Place::Question(above), Place::Date(date)) => {
                let to = self.compared(above, Side::Last, moments);
                latest(date, moments, strict).map(|at| {
                    let most = at + whole(bound, moments);
                    // What lies in a date lies before the moment after it; what ends with it, at it.
                    let open = moments && !self.is_end(to);
                    let bound = if open { Bound::below(most) } else { Bound::at_most(most) };
                    Edge { from: clock, to, bound }
                })
            }
            (Place::Date(date), Place::Question(below)) => {
                let from = self.compared(below, Side::First, moments);
                earliest(date, moments, strict).map(|at| {
                    let least = whole(bound, moments) - at;
                    let open = moments && self.is_end(from);
                    let bound = if open { Bound::below(least) } else { Bound::at_most(least) };
                    Edge { from, to: clock, bound }
                })
            }
            (Place::Date(_), Place::Date(_)) => None,
        };
        if let Some(edge) = edge {
            self.says(claims.into_iter().collect(), rule.into_iter().collect(), edge);
        }
    }

    /// Where the date that months are added to is itself dated, the calendar gives the day exactly.
    fn by_calendar(&mut self, stated: &Stated<'_>, difference: &Difference, moments: bool) {
        let Difference { rule, claims, above, below, bound, strict, months } = difference;
        let (Some(months), Place::Question(above), Place::Question(below)) = (months, above, below)
        else {
            return;
        };
        // `first + months <= second` bounds the second from below, `>=` from above.
        let (first, second, side) =
            if *bound < 0 { (above, below, Side::First) } else { (below, above, Side::Last) };
        for claim in stated.on(first) {
            let Answer::One(Value::Date(date)) = &self.model.claim(*claim).answer else { continue };
            if self.model.entry_of(*claim).when.is_some() {
                continue;
            }
            let (low, high) = ends(date);
            let begins = |tick: Tick| tick.div_euclid(DAY) * DAY;
            // Of two moments the later one may be of the same day.
            let step = if *strict && !moments { DAY } else { 0 };
            let day = self.day(second, side);
            let (from, to, bound) = match side {
                Side::First => {
                    let Some(low) = low else { continue };
                    let least = begins(months_later(begins(low), *months).0) + step;
                    (day, Points::LOCAL, Bound::at_most(-least))
                }
                Side::Last => {
                    let Some(high) = high else { continue };
                    let most = begins(months_later(begins(high - 1), *months).1) - step;
                    (Points::LOCAL, day, Bound::at_most(most))
                }
            };
            let said = claims.iter().copied().chain([*claim]).collect();
            self.says(said, rule.iter().copied().collect(), Edge { from, to, bound });
        }
    }

    /// What of a date is compared: its moment, or the beginning of its day.
    fn compared(&mut self, question: &Question, side: Side, moments: bool) -> u32 {
        if moments { self.point(question, side) } else { self.day(question, side) }
    }

    /// Whether a point is the end of an event: the moment after its last.
    fn is_end(&self, point: u32) -> bool {
        matches!(self.points.get(point), Point::End(..))
    }

    /// The point of a date that a bound is on.
    fn point(&mut self, question: &Question, side: Side) -> u32 {
        let Question { subject, property, scope, .. } = question;
        match (*property, side) {
            (PropertyId::START, _) | (PropertyId::DATE, Side::First) => {
                self.event(*subject, scope).0
            }
            (PropertyId::END, _) | (PropertyId::DATE, Side::Last) => self.event(*subject, scope).1,
            (property, _) => self.points.number(Point::Moment(*subject, property, scope.clone())),
        }
    }

    /// The beginning of the day that it lies in. An end that is a midnight is of the day before.
    fn day(&mut self, question: &Question, side: Side) -> u32 {
        let point = self.point(question, side);
        if let Some(known) = self.days.get(&point) {
            return *known;
        }
        let Question { subject, scope, .. } = question;
        let property = match self.points.get(point) {
            Point::Start(..) => PropertyId::START,
            Point::End(..) => PropertyId::END,
            _ => question.property,
        };
        let day = self.points.number(Point::Day(*subject, property, scope.clone()));
        let end = property == PropertyId::END;
        self.order(None, day, point, end);
        let most = if end { Bound::at_most(DAY) } else { Bound::below(DAY) };
        self.link(None, day, point, most);
        self.days.insert(point, day);
        if end {
            // An event that starts on a day ends no earlier than on that day.
            let start = Question { property: PropertyId::START, ..question.clone() };
            let first = self.day(&start, Side::First);
            self.order(None, first, day, false);
        }
        day
    }
}

/// Whether a date is given by a time of day.
fn timed(stated: &Stated<'_>, place: &Place) -> bool {
    let model = stated.model;
    let of_claim = |claim: &ClaimId| match &model.claim(*claim).answer {
        Answer::One(Value::Date(date)) => has_time(date),
        Answer::One(Value::Extent(extents)) => {
            extents.terms().iter().any(|extent| has_time(&extent.start) || has_time(&extent.end))
        }
        _ => false,
    };
    match place {
        Place::Date(date) => has_time(date),
        Place::Question(question) => {
            let own = [question.property];
            let event = [PropertyId::DATE, PropertyId::START, PropertyId::END, PropertyId::EXTENT];
            let properties: &[PropertyId] =
                if question.property <= PropertyId::END { &event } else { &own };
            properties.iter().any(|property| {
                let question = Question { property: *property, ..question.clone() };
                stated.on(&question).iter().any(of_claim)
            })
        }
    }
}

/// A bound on the distance of two moments, as one on the distance of their days.
fn days(bound: Tick, strict: bool) -> Tick {
    let up = whole(bound, false);
    if strict && bound.rem_euclid(DAY) == 0 { up - DAY } else { up }
}

/// A length in whole days, no shorter than it is, where days are compared.
fn whole(length: Tick, moments: bool) -> Tick {
    if moments { length } else { (length + DAY - 1).div_euclid(DAY) * DAY }
}

/// The moment after the last, or the beginning of the last day, at which something lies no later than
/// a date; where it lies strictly before it, no moment or day of the date is left.
fn latest(date: &DateValue, moments: bool, strict: bool) -> Option<Tick> {
    let (first, end) = ends(date);
    match (moments, strict) {
        (true, true) => first,
        (true, false) => end,
        (false, true) => first.map(|first| first.div_euclid(DAY) * DAY - DAY),
        (false, false) => end.map(|end| (end - 1).div_euclid(DAY) * DAY),
    }
}

/// The first moment, or the beginning of the first day, at which something lies no earlier.
fn earliest(date: &DateValue, moments: bool, strict: bool) -> Option<Tick> {
    let (first, end) = ends(date);
    match (moments, strict) {
        (true, true) => end,
        (true, false) => first,
        (false, true) => end.map(|end| (end - 1).div_euclid(DAY) * DAY + DAY),
        (false, false) => first.map(|first| first.div_euclid(DAY) * DAY),
    }
}

/// The first moment of a date and the one after its last, as written, where it is bounded.
fn ends(date: &DateValue) -> (Option<Tick>, Option<Tick>) {
    let Some((hull, (_, clock))) = date.hull().zip(date.fixed()) else { return (None, None) };
    let offset = if clock == Clock::Utc { MOST_OFFSET } else { 0 };
    let lower = hull.lower.point().map(|at| at - offset);
    (lower, hull.upper.point().map(|at| at + offset))
}
