//! What an index has to know of an answer: times and values by their places among all of them.

use std::collections::HashMap;

use claimcheck_core::model::{Answer, Changes, Members, Value};
use claimcheck_core::values::date::{Clock, DateValue, Tick};
use claimcheck_core::values::{Cut, IntervalSet, Terms};

use super::{Asked, Stated};

/// All answers, as an index sees them.
pub(super) struct Shapes<'a> {
    pub(super) asked: Asked<'a>,
    /// Nothing for those that are compared one by one.
    pub(super) of: Vec<Option<Shape<'a>>>,
    /// How many stretches of time are told apart.
    pub(super) moments: u32,
    /// Whether a later answer must not lie below an earlier one. Where answers may only fall, the
    /// line is turned round.
    pub(super) rising: bool,
}

/// One answer, as an index sees it.
pub(super) struct Shape<'a> {
    /// The stretches of time in which it holds.
    pub(super) when: Vec<(u32, u32)>,
    /// When it was said; nothing where that is not known and it matters.
    pub(super) said: Option<Said>,
    pub(super) key: Key<'a>,
}

/// When something was said.
#[derive(Clone, Copy)]
pub(super) struct Said {
    /// The same for the same time.
    pub(super) id: u32,
    /// Where that time lies; nothing where it is known by an event.
    pub(super) between: Option<(i64, i64)>,
}

/// What an answer is.
pub(super) enum Key<'a> {
    /// One stretch of a line.
    Line(i64, i64),
    /// What it says of some words.
    Words(Words<'a>),
    /// Anything else.
    Other(&'a Answer),
}

/// What an answer says of some words.
#[derive(Default)]
pub(super) struct Words<'a> {
    pub(super) present: Vec<&'a str>,
    pub(super) denied: Vec<&'a str>,
    /// Whether there are no others than those that are present.
    pub(super) complete: bool,
}

impl<'a> Shapes<'a> {
    pub(super) fn new(stated: &[Stated<'a>], asked: Asked<'a>) -> Self {
        let whens = Dates::new(stated.iter().filter_map(|stated| stated.when));
        let saids = Dates::new(stated.iter().filter_map(|stated| stated.said));
        let moments = u32::try_from(whens.places.len()).unwrap_or(u32::MAX).max(1);
        let mut ids: HashMap<&DateValue, u32> = HashMap::new();
        let changing = asked.changes != Changes::Never;
        let mut said = |date: Option<&'a DateValue>| -> Option<Option<Said>> {
            let Some(date) = date.filter(|_| changing) else {
                return Some((!changing).then_some(Said { id: 0, between: None }));
            };
            let next = u32::try_from(ids.len()).ok()?;
            let id = *ids.entry(date).or_insert(next);
            let between = match date.anchored() {
                Some(_) => None,
                None => Some(saids.hull(date)?),
            };
            Some(Some(Said { id, between }))
        };
        let keys = keys(stated, asked);
        let shape = |(stated, key): (&Stated<'a>, Option<Key<'a>>)| {
            let when = match stated.when {
                Some(when) => whens.parts(when)?,
                None => vec![(0, moments)],
            };
            let said = said(stated.said)?;
            Some(Shape { when, said, key: key.filter(|_| !stated.contradicts)? })
        };
        let of = stated.iter().zip(keys).map(shape).collect();
        let rising = matches!(asked.changes, Changes::Up | Changes::Down);
        Self { asked, of, moments, rising }
    }
}

/// The dates of one clock, by the places of their ends among all of them.
struct Dates<'a> {
    clock: Clock,
    places: Vec<&'a Cut<Tick>>,
}

impl<'a> Dates<'a> {
    fn new(dates: impl Iterator<Item = &'a DateValue>) -> Self {
        let mut sets = dates.filter_map(DateValue::fixed).peekable();
        let clock = sets.peek().map_or(Clock::Local, |(_, clock)| *clock);
        let sets = sets.filter(|(_, other)| *other == clock).map(|(set, _)| set);
        Self { clock, places: places(sets) }
    }

    fn set(&self, date: &'a DateValue) -> Option<&'a IntervalSet<Tick>> {
        date.fixed().filter(|(_, clock)| *clock == self.clock).map(|(set, _)| set)
    }

    fn parts(&self, date: &'a DateValue) -> Option<Vec<(u32, u32)>> {
        let place = |cut| u32::try_from(self.places.binary_search(&cut).ok()?).ok();
        let parts = self.set(date)?.parts().iter();
        parts.map(|part| Some((place(&part.lower)?, place(&part.upper)?))).collect()
    }

    /// Where a date lies; nothing where it is on another clock, or known by an event.
    fn hull(&self, date: &'a DateValue) -> Option<(i64, i64)> {
        let parts = self.parts(date)?;
        let (first, last) = (parts.first()?, parts.last()?);
        Some((first.0.into(), last.1.into()))
    }
}

/// All cuts of some sets, in order, each once.
fn places<'a, T: Ord + Clone>(sets: impl Iterator<Item = &'a IntervalSet<T>>) -> Vec<&'a Cut<T>> {
    let parts = sets.flat_map(IntervalSet::parts);
    let mut places: Vec<&Cut<T>> = parts.flat_map(|part| [&part.lower, &part.upper]).collect();
    places.sort_unstable();
    places.dedup();
    places
}

/// The answers as keys of the kind that serves their type.
fn keys<'a>(stated: &[Stated<'a>], asked: Asked<'a>) -> Vec<Option<Key<'a>>> {
    let falling = asked.changes == Changes::Down;
    let answers = || stated.iter().map(|stated| stated.answer);
    match answers().next() {
        Some(Answer::One(Value::Quantity(first))) => lines(
            answers().map(|answer| match answer {
                Answer::One(Value::Quantity(one)) if one.dimension == first.dimension => {
                    Some(&one.set)
                }
                _ => None,
            }),
            falling,
        ),
        Some(Answer::One(Value::Duration(_))) => lines(
            answers().map(|answer| match answer {
                Answer::One(Value::Duration(one)) => Some(&one.set),
                _ => None,
            }),
            falling,
        ),
        Some(Answer::One(Value::Rank(_))) => lines(
            answers().map(|answer| match answer {
                Answer::One(Value::Rank(one)) => Some(one),
                _ => None,
            }),
            falling,
        ),
        Some(Answer::One(Value::Date(first))) => {
            let clock = first.fixed().map_or(Clock::Local, |(_, clock)| clock);
            lines(
                answers().map(|answer| match answer {
                    Answer::One(Value::Date(one)) => {
                        one.fixed().filter(|(_, other)| *other == clock).map(|(set, _)| set)
                    }
                    _ => None,
                }),
                falling,
            )
        }
        Some(Answer::One(Value::Level(_))) => {
            answers().map(|answer| level(answer, falling)).collect()
        }
        Some(Answer::One(Value::First(_))) => answers().map(|_| None).collect(),
        _ => answers().map(other).collect(),
    }
}

/// Stretches of a line by the places of their ends; nothing for what has gaps.
fn lines<'a, T: Ord + Clone + 'a>(
    sets: impl Iterator<Item = Option<&'a IntervalSet<T>>>,
    falling: bool,
) -> Vec<Option<Key<'a>>> {
    let sets: Vec<Option<&IntervalSet<T>>> = sets.collect();
    let places = places(sets.iter().copied().flatten());
    let place = |cut| i64::try_from(places.binary_search(&cut).ok()?).ok();
    let key = |set: Option<&'a IntervalSet<T>>| {
        let [part] = set?.parts() else { return None };
        Some(line(place(&part.lower)?, place(&part.upper)?, falling))
    };
    sets.into_iter().map(key).collect()
}

const fn line<'a>(low: i64, high: i64, falling: bool) -> Key<'a> {
    if falling { Key::Line(-high, -low) } else { Key::Line(low, high) }
}

fn level(answer: &Answer, falling: bool) -> Option<Key<'_>> {
    let Answer::One(Value::Level(levels)) = answer else { return None };
    let (low, high) = levels.hull()?;
    let whole = levels.members().len() == (high - low) as usize + 1;
    whole.then(|| line(low.into(), i64::from(high) + 1, falling))
}

fn other(answer: &Answer) -> Option<Key<'_>> {
    match answer {
        Answer::One(Value::Text(terms)) => text(terms).map(Key::Words),
        Answer::Many(several) => match several.as_slice() {
            [one] => words(one).map(Key::Words),
            _ => None,
        },
        Answer::One(_) => Some(Key::Other(answer)),
        Answer::Unknown => None,
    }
}

/// Of a text that is one of several, nothing is certain.
fn text(terms: &Terms<Box<str>>) -> Option<Words<'_>> {
    let words: Vec<&str> = terms.terms().iter().map(|term| &**term).collect();
    match (terms.is_negated(), words.len()) {
        (true, _) => Some(Words { denied: words, ..Words::default() }),
        (false, 1) => Some(Words { present: words, ..Words::default() }),
        _ => None,
    }
}

/// What is said of a set of texts; nothing where its members are of another type, or one of several.
fn words(members: &Members) -> Option<Words<'_>> {
    let mut present = single(&members.includes)?;
    if let Some(list) = &members.only {
        present.extend(single(list)?);
    }
    present.sort_unstable();
    present.dedup();
    // What contradicts itself is compared as a whole.
    let complete = members.only.as_ref().is_some();
    let whole = !complete || present.len() == members.only.as_ref().map_or(0, Vec::len);
    let denied = single(&members.excludes)?;
    let sound = whole && !denied.iter().any(|word| present.binary_search(word).is_ok());
    sound.then_some(Words { present, denied, complete })
}

/// Some texts; nothing where one of them is none, or one of several.
fn single(values: &[Value]) -> Option<Vec<&str>> {
    let terms = values.iter().map(|value| match value {
        Value::Text(terms) => Some(terms),
        _ => None,
    });
    terms
        .map(|terms| match terms?.terms() {
            [term] if !terms?.is_negated() => Some(&**term),
            _ => None,
        })
        .collect()
}
