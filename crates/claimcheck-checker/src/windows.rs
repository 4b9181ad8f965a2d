//! Windows of time before an event in which nothing of its series happened: how two of them lie to
//! each other, and which events certainly lie in one.
//!
//! A window opens at a moment that is known in bounds, and closes where the event starts. Of two
//! windows of one event the one that opens earlier is wider, and entails the other. `in 6 years`
//! also implies that something did happen about then: an implied reading that is never more than
//! a warning.

use claimcheck_core::model::{Answer, ClaimId, Model, Question, Value, Window};
use claimcheck_core::values::date::{DateValue, Side, Tick, Unit};
use claimcheck_core::values::{Cut, EntityId, Relation, Terms};

use crate::meeting::{Clash, Meeting};
use crate::network::{self, Bound, Edge, Network, Point, Points};
use crate::words;

/// The moments between which a window opens, in ticks before the start of its event where it is
/// counted from there, else on the clock; nothing is no bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Opening {
    earliest: Option<Tick>,
    latest: Option<Tick>,
}

/// Compares two answers to a question of the type `first`.
pub(crate) fn meet(
    network: &Network,
    question: &Question,
    a: &Value,
    b: &Value,
) -> Option<Meeting> {
    let (Value::First(a), Value::First(b)) = (a, b) else { return None };
    let (one, other) = (single(a)?, single(b)?);
    if a == b {
        return Some(Meeting::Agree(Relation::Equal));
    }
    let relation = widths(network, question, one, other);
    Some(match (a.is_negated(), b.is_negated()) {
        (false, false) => affirmed(network, question, (one, other), relation),
        // The denial of a window says that something happened in it, and so in every wider one.
        (true, true) => Meeting::Agree(relation.map_or(Relation::Overlap, Relation::converse)),
        (false, true) if relation.is_some_and(Relation::entails) => Meeting::Clash(Clash::Answers),
        (true, false) if relation.is_some_and(|found| found.converse().entails()) => {
            Meeting::Clash(Clash::Answers)
        }
        _ => Meeting::Agree(Relation::Overlap),
    })
}

/// The window of an answer that names one.
pub(crate) fn single(windows: &Terms<Window>) -> Option<&Window> {
    match windows.terms() {
        [window] => Some(window),
        _ => None,
    }
}

fn affirmed(
    network: &Network,
    question: &Question,
    (one, other): (&Window, &Window),
    relation: Option<Relation>,
) -> Meeting {
    let implied_clash = match relation {
        Some(Relation::Inside) => implied_within(network, question, other, one),
        Some(Relation::Contains) => implied_within(network, question, one, other),
        _ => false,
    };
    if implied_clash {
        Meeting::Clash(Clash::Implied)
    } else {
        Meeting::Agree(relation.unwrap_or(Relation::Overlap))
    }
}

/// Which of two windows is certainly the wider one: the first lies inside the second, as a set of
/// possible pasts, where it opens no later. Nothing where that depends on a date that is only known
/// in bounds.
fn widths(
    network: &Network,
    question: &Question,
    one: &Window,
    other: &Window,
) -> Option<Relation> {
    let no_later =
        |a: Option<Tick>, b: Option<Tick>| matches!((a, b), (Some(a), Some(b)) if a <= b);
    match (one, other) {
        (a, b) if a == b => Some(Relation::Equal),
        (Window::Ever, _) => Some(Relation::Inside),
        (_, Window::Ever) => Some(Relation::Contains),
        (Window::For(a), Window::For(b)) => Some(match a.relate(b) {
            Relation::Disjoint if a.set.hull() > b.set.hull() => Relation::Inside,
            Relation::Disjoint => Relation::Contains,
            Relation::Equal => Relation::Equal,
            _ => return None,
        }),
        (a, b) => {
            let (a, b) = (opening(network, question, a), opening(network, question, b));
            if no_later(a.latest, b.earliest) {
                Some(Relation::Inside)
            } else if no_later(b.latest, a.earliest) {
                Some(Relation::Contains)
            } else {
                None
            }
        }
    }
}

/// When a window opens, on the clock of dates as written.
fn opening(network: &Network, question: &Question, window: &Window) -> Opening {
    match window {
        Window::Ever => Opening { earliest: None, latest: None },
        Window::For(length) => {
            let start =
                network.points.known(&Point::Start(question.subject, question.scope.clone()));
            let (least, most) = lengths(length);
            let bound = |at: Option<(Tick, bool)>, by: Option<Tick>| Some(at?.0 - by?);
            Opening {
                earliest: bound(start.and_then(|point| network.bounds.earliest(point)), most),
                latest: bound(start.and_then(|point| network.bounds.latest(point)), least),
            }
        }
        Window::Since(date) => since(network, question, date),
    }
}

fn since(network: &Network, question: &Question, date: &DateValue) -> Opening {
    if let Some(hull) = date.hull() {
        // It opens at some moment of the date, known or not.
        return Opening { earliest: tick(&hull.lower), latest: tick(&hull.upper) };
    }
    let Some(anchored) = date.anchored() else { return Opening { earliest: None, latest: None } };
    let end = Point::End(EntityId(anchored.event), question.scope.clone());
    let point = network.points.known(&end).filter(|_| anchored.side == Side::Since);
    Opening {
        earliest: point.and_then(|point| network.bounds.earliest(point)).map(|(tick, _)| tick),
        latest: point.and_then(|point| network.bounds.latest(point)).map(|(tick, _)| tick),
    }
}

fn tick(cut: &Cut<Tick>) -> Option<Tick> {
    cut.point().copied()
}

/// The least and the most ticks of a length of time.
fn lengths(length: &claimcheck_core::values::duration::Duration) -> (Option<Tick>, Option<Tick>) {
    let point = |cut: &Cut<i64>| cut.point().map(|seconds| Tick::from(*seconds));
    length.set.hull().map_or((None, None), |hull| (point(&hull.lower), point(&hull.upper)))
}

/// Whether what the narrower window implies (something happened about when it opens) certainly
/// falls into the wider one. About then is within one unit of the length on both sides.
fn implied_within(network: &Network, question: &Question, narrow: &Window, wide: &Window) -> bool {
    let Window::For(length) = narrow else { return false };
    let unit = unit_of(length);
    match wide {
        Window::Ever => true,
        Window::For(wider) => {
            let (least, most) = (lengths(wider).0, lengths(length).1);
            matches!((least, most), (Some(least), Some(most)) if most + unit <= least)
        }
        Window::Since(_) => {
            let (implied, opens) =
                (opening(network, question, narrow), opening(network, question, wide));
            matches!((implied.earliest, opens.latest), (Some(implied), Some(opens)) if implied - unit >= opens)
        }
    }
}

/// The longest calendar unit of a length as people say it: a year for `6 years`.
fn unit_of(length: &claimcheck_core::values::duration::Duration) -> Tick {
    const DAY: Tick = 86_400;
    let words = length.print();
    let unit = words.split_whitespace().find_map(|word| {
        Unit::ALL.into_iter().find(|unit| word.trim_end_matches('s') == unit.name())
    });
    match unit {
        Some(Unit::Century) => 36_525 * DAY,
        Some(Unit::Decade) => 3_653 * DAY,
        Some(Unit::Year) => 366 * DAY,
        Some(Unit::Month) => 31 * DAY,
        Some(Unit::Week) => 7 * DAY,
        _ => DAY,
    }
}

/// An event that a window leaves two cases: that it starts before the window opens, if the window
/// does, or ends after the window closes.
#[derive(Debug)]
pub(crate) struct Kept {
    /// The event.
    pub(crate) event: EntityId,
    /// What each case says.
    pub(crate) cases: Vec<Edge>,
}

/// The events of some that certainly lie in a window of another one, or all of them: each as the cases
/// that the window leaves it. The work that it takes is added up.
pub(crate) fn kept_out(
    network: &Network,
    question: &Question,
    window: &Window,
    events: &[EntityId],
    work: &mut usize,
) -> Vec<Kept> {
    let Some((closes, _)) = network.points.known_ends(question.subject, &question.scope) else {
        return Vec::new();
    };
    let Some(opens) = Opens::new(network, question, window, closes) else { return Vec::new() };
    let ends = |event: EntityId| {
        if event == question.subject || Some(event) == opens.excluded {
            return None;
        }
        let (start, end) = network.points.known_ends(event, &question.scope)?;
        Some((event, start, end))
    };
    *work += events.len();
    let mut possible: Vec<_> = events.iter().filter_map(|event| ends(*event)).collect();
    // What is known to be contradictory takes part, but bounds nothing: then all are looked into.
    if !network.has_known {
        // In one way in which everything can lie it is outside: most events are ruled out so.
        possible.retain(|(_, start, end)| {
            !network.bounds.may_exceed(closes, *end, Bound::at_most(0))
                && opens
                    .after
                    .is_none_or(|(from, most)| !network.bounds.may_exceed(*start, from, most))
        });
        let mut before_close = network.bounds.near_from(closes);
        possible.retain(|(_, _, end)| before_close.within(*end, Bound::at_most(0)));
        *work += before_close.steps();
        if let Some((from, most)) = opens.after {
            let mut after_opening = network.bounds.near_to(from);
            possible.retain(|(_, start, _)| after_opening.within(*start, most));
            *work += after_opening.steps();
        }
    }
    let kept = |(event, start, end)| {
        let before =
            opens.after.map(|(from, most)| Edge { from, to: start, bound: most.exceeded() });
        let after = Edge { from: end, to: closes, bound: Bound::at_most(0).exceeded() };
        Kept { event, cases: before.into_iter().chain([after]).collect() }
    };
    possible.into_iter().map(kept).collect()
}

/// What shows that a point lies after the opening of a window.
struct Opens {
    /// The moment that the window is counted from, and the most by which it may lie after a point
    /// that is still in the window; nothing for a window that has no opening.
    after: Option<(u32, Bound)>,
    /// The event that the window is counted from, which is not in it.
    excluded: Option<EntityId>,
}

impl Opens {
    /// Nothing where it is not known when the window opens.
    fn new(network: &Network, question: &Question, window: &Window, closes: u32) -> Option<Self> {
        let date = match window {
            Window::Ever => return Some(Self { after: None, excluded: None }),
            Window::For(length) => {
                let least = Bound::at_most(lengths(length).0?);
                return Some(Self { after: Some((closes, least)), excluded: None });
            }
            Window::Since(date) => date,
        };
        if let Some(anchored) = date.anchored() {
            let event = EntityId(anchored.event);
            let (_, end) = network.points.known_ends(event, &question.scope)?;
            return Some(Self { after: Some((end, Bound::at_most(0))), excluded: Some(event) });
        }
        let end = tick(&date.hull()?.upper)?;
        Some(Self { after: Some((Points::LOCAL, Bound::at_most(-end))), excluded: None })
    }
}

/// When the window of a claim opens, as a step of a reason, with the claims that date it; nothing
/// for what is no window. Where only some claims count, and others date it, the date is left out.
pub(crate) fn opens(
    network: &Network,
    model: &Model,
    claim: ClaimId,
    counting: Option<&[ClaimId]>,
) -> Option<String> {
    let Answer::One(Value::First(windows)) = &model.claim(claim).answer else { return None };
    let question = model.question(model.claim(claim).question);
    let name = &model.entry_of(claim).name;
    let window = single(windows)?;
    let Opening { earliest, latest } = opening(network, question, window);
    let event = |event: EntityId| words::entity(model, event);
    let (what, point) = match window {
        Window::Ever => return Some(format!("the window of `{name}` has no beginning")),
        Window::For(length) => {
            let start = network.points.known_ends(question.subject, &question.scope);
            let what = format!("{} before {} starts", length.print(), event(question.subject));
            (what, start.map(|(start, _)| start))
        }
        Window::Since(date) => match date.anchored() {
            Some(anchored) => {
                let since = EntityId(anchored.event);
                let ends = network.points.known_ends(since, &question.scope);
                (format!("when {} ends", event(since)), ends.map(|(_, end)| end))
            }
            None => {
                let date = date.print(&|_| String::new());
                let date = date.strip_prefix("since ").unwrap_or(&date);
                return Some(format!("the window of `{name}` opens in the course of {date}"));
            }
        },
    };
    let when = match (earliest, latest) {
        // What fills a time begins with its first moment, and ends with its last.
        (Some(earliest), Some(latest)) if earliest == latest => match window {
            Window::For(_) => format!("at the beginning of {}", network::moment(earliest)),
            _ => format!("at the end of {}", network::moment(latest - 1)),
        },
        (Some(earliest), Some(latest)) => {
            let (first, last) = (network::moment(earliest), network::moment(latest - 1));
            if first == last {
                format!("on {first}")
            } else {
                format!("between {first} and {last}")
            }
        }
        (Some(earliest), None) => format!("on {} or later", network::moment(earliest)),
        (None, Some(latest)) => format!("on {} or earlier", network::moment(latest - 1)),
        (None, None) => "at a time that follows from no date".to_owned(),
    };
    let mut claims: Vec<ClaimId> = Vec::new();
    for link in point.map(|point| network.bounds.dated_by(point)).unwrap_or_default() {
        claims.extend(network.links[link].claims.iter().copied());
    }
    claims.sort_unstable();
    claims.dedup();
    if counting.is_some_and(|counting| claims.iter().any(|claim| !counting.contains(claim))) {
        return Some(format!("the window of `{name}` opens {what}"));
    }
    let names: Vec<String> =
        claims.iter().map(|claim| model.entry_of(*claim).name.to_string()).collect();
    let by = if names.is_empty() { String::new() } else { format!(" ({})", words::list(&names)) };
    Some(format!("the window of `{name}` opens {what}: {when}{by}"))
}

/// Why two windows agree as they do, as the last step of a reason; nothing for what are none.
pub(crate) fn agree(
    model: &Model,
    (first, second): (ClaimId, ClaimId),
    relation: Relation,
) -> Option<String> {
    let denied = |claim: ClaimId| match &model.claim(claim).answer {
        Answer::One(Value::First(windows)) => Some(windows.is_negated()),
        _ => None,
    };
    let name = |claim: ClaimId| &model.entry_of(claim).name;
    let wider = |wide: ClaimId, narrow: ClaimId| {
        format!(
            "the window of `{}` certainly opens no later, and takes in all of that of `{}`",
            name(wide),
            name(narrow)
        )
    };
    Some(match (relation, denied(first)?, denied(second)?) {
        (Relation::Inside, false, false) => wider(first, second),
        (Relation::Contains, false, false) => wider(second, first),
        (Relation::Overlap, false, false) => {
            "which of the two opens earlier depends on dates that are known only in bounds, so neither entails the other".to_owned()
        }
        (Relation::Inside, ..) => {
            format!("what happened in the window of `{}` happened in the wider one too", name(first))
        }
        (Relation::Contains, ..) => {
            format!("what happened in the window of `{}` happened in the wider one too", name(second))
        }
        (Relation::Overlap, ..) => {
            "what lies in one of the windows need not lie in the other".to_owned()
        }
        _ => return None,
    })
}
