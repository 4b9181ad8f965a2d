//! A contradiction in time as the loop that it is: events and dates on a circle, and the claims that
//! lead from each to the next. Owns what is on the circle and where, and draws nothing.

use claimcheck_checker::{Diagnostic, Family};
use claimcheck_core::model::{ClaimId, Model, PropertyId, Value};
use claimcheck_core::values::EntityId;
use claimcheck_core::values::date::Tick;

/// More stations than this are no picture.
const MOST: usize = 24;

/// A loop.
#[derive(Debug)]
pub struct Circle {
    /// What lies on it, in its order.
    pub stations: Vec<Station>,
    /// What leads from one station to another.
    pub ways: Vec<Way>,
}

/// An event, a date, or the calendar as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Station {
    /// An event.
    Event(EntityId),
    /// A date, as the claim gives it.
    Date(String),
    /// All dates, where there are more than two.
    Calendar,
}

/// What leads from the earlier station to the later one.
#[derive(Debug, PartialEq, Eq)]
pub struct Way {
    /// The station that it starts at.
    pub from: usize,
    /// The station that it ends at.
    pub to: usize,
    /// The claim that says so; nothing where the calendar does.
    pub claim: Option<ClaimId>,
    /// Whether it leads from earlier to later, or only ties two stations.
    pub tie: Tie,
}

/// How two stations are tied.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tie {
    /// The first begins before the second.
    Before,
    /// The one is at the other, or their order is not told by one word.
    Bound,
}

/// The loop of a contradiction in time, where it is one that can be drawn.
pub fn circle(model: &Model, finding: &Diagnostic) -> Option<Circle> {
    if finding.family() != Family::Conflict {
        return None;
    }
    if finding.questions.len() < 2 {
        return one_pair(model, finding);
    }
    let mut circle = Circle { stations: Vec::new(), ways: Vec::new() };
    let dated: Vec<ClaimId> =
        finding.claims.iter().copied().filter(|claim| is_dated(model, *claim)).collect();
    let mut dates: Vec<(Option<Tick>, usize)> = Vec::new();
    for claim in &finding.claims {
        let question = model.question(model.claim(*claim).question);
        let subject = circle.station(Station::Event(question.subject));
        if let Some(with) = question.with {
            let with = circle.station(Station::Event(with));
            circle.order(model, *claim, subject, with);
        } else if is_dated(model, *claim) {
            let place = match dated.len() {
                0..=2 => Station::Date(answer(model, *claim)),
                _ => Station::Calendar,
            };
            let place = circle.station(place);
            dates.push((first(model, *claim), place));
            circle.ways.push(Way {
                from: subject,
                to: place,
                claim: Some(*claim),
                tie: Tie::Bound,
            });
        } else {
            return None;
        }
    }
    if let [(one, a), (other, b)] = dates.as_slice()
        && a != b
    {
        let (from, to) = if one <= other { (*a, *b) } else { (*b, *a) };
        circle.ways.push(Way { from, to, claim: None, tie: Tie::Before });
    }
    circle.arrange();
    (circle.stations.len() > 1 && circle.stations.len() <= MOST).then_some(circle)
}

/// A dispute on the order of two events: a way for each position.
fn one_pair(model: &Model, finding: &Diagnostic) -> Option<Circle> {
    let [question] = finding.questions.as_slice() else { return None };
    let question = model.question(*question);
    let with = question.with.filter(|with| *with != question.subject)?;
    let mut circle = Circle { stations: Vec::new(), ways: Vec::new() };
    let (subject, with) =
        (circle.station(Station::Event(question.subject)), circle.station(Station::Event(with)));
    for position in finding.positions.iter().take(MOST) {
        circle.order(model, *position.claims.first()?, subject, with);
    }
    (!circle.ways.is_empty()).then_some(circle)
}

fn is_dated(model: &Model, claim: ClaimId) -> bool {
    let property = model.question(model.claim(claim).question).property;
    [PropertyId::DATE, PropertyId::START, PropertyId::END, PropertyId::EXTENT].contains(&property)
}

fn answer(model: &Model, claim: ClaimId) -> String {
    let stated = model.claim(claim);
    model.print(model.property(model.question(stated.question).property), &stated.answer)
}

fn first(model: &Model, claim: ClaimId) -> Option<Tick> {
    model.claim(claim).answer.one()?.moments()?.0
}

impl Circle {
    fn station(&mut self, station: Station) -> usize {
        if let Some(at) = self.stations.iter().position(|known| *known == station) {
            return at;
        }
        self.stations.push(station);
        self.stations.len() - 1
    }

    /// A claim on the order of two events, from the one that begins first where that is certain.
    fn order(&mut self, model: &Model, claim: ClaimId, subject: usize, with: usize) {
        let stated = model.claim(claim).answer.one().and_then(Value::order);
        let Some(order) = stated else { return };
        let [starts, ..] = order.end_points();
        let (from, to, tie) = match (starts.before, starts.equal, starts.after) {
            (true, false, false) => (subject, with, Tie::Before),
            (false, false, true) => (with, subject, Tie::Before),
            _ => (subject, with, Tie::Bound),
        };
        self.ways.push(Way { from, to, claim: Some(claim), tie });
    }

    /// Puts the stations into the order of a walk along the ways.
    fn arrange(&mut self) {
        let count = self.stations.len();
        let mut order: Vec<usize> = Vec::with_capacity(count);
        while order.len() < count {
            let last = order.last().copied();
            let next = last.and_then(|at| {
                let along = self.ways.iter().filter(|way| way.from == at).map(|way| way.to);
                let back = self.ways.iter().filter(|way| way.to == at).map(|way| way.from);
                along.chain(back).find(|station| !order.contains(station))
            });
            let Some(next) = next.or_else(|| (0..count).find(|at| !order.contains(at))) else {
                break;
            };
            order.push(next);
        }
        let place = |station: usize| order.iter().position(|at| *at == station).unwrap_or(station);
        for way in &mut self.ways {
            (way.from, way.to) = (place(way.from), place(way.to));
        }
        self.stations = order.iter().map(|at| self.stations[*at].clone()).collect();
    }
}
