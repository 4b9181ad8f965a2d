//! One answer, whatever its type, and the one comparison of two answers to one question.

use crate::text::Utterance;
use crate::value::date::DateValue;
use crate::value::duration::Duration;
use crate::value::quantity::Quantity;
use crate::value::{
    Allen, Comparer, EntityId, IntervalSet, Levels, Relation, Taxonomy, Terms, Words,
};

/// An answer to a question.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Answer {
    /// The report says that it is not known.
    Unknown,
    /// The answer to a one-valued question.
    One(Value),
    /// What is said of the values of a question with several: one of these holds.
    Many(Vec<Members>),
}

/// What a claim says of the set of values that a subject has.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Members {
    /// Each of these has a member in common with the set.
    pub includes: Vec<Value>,
    /// The set has no member outside these.
    pub only: Option<Vec<Value>>,
    /// None of these has a member in common with the set.
    pub excludes: Vec<Value>,
}

/// A set of possible answers of one type.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Value {
    /// Bounds in time.
    Date(DateValue),
    /// The time that an event fills.
    Extent(Terms<Extent>),
    /// A length of time.
    Duration(Duration),
    /// A number with a unit.
    Quantity(Quantity),
    /// Entities, places among them.
    Entity(Terms<EntityId>),
    /// Levels of a choice or a scale; yes and no.
    Level(Levels),
    /// Folded words.
    Text(Terms<Box<str>>),
    /// The words of one utterance.
    Quotation(Terms<Utterance>),
    /// The time before an event in which nothing of its series happened.
    First(Terms<Window>),
    /// The place of an event in its series.
    Rank(IntervalSet<i64>),
    /// How the lesser of two events lies to the other.
    Order(Allen),
}

/// The time that an event fills: in what bounds it starts, and in what bounds it ends.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Extent {
    /// The bounds of its start.
    pub start: DateValue,
    /// The bounds of its end.
    pub end: DateValue,
}

/// The time before an event in which nothing of its series happened.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Window {
    /// All the time before it.
    Ever,
    /// The time since a date or an event.
    Since(DateValue),
    /// A length of time directly before it.
    For(Duration),
}

struct ByExtent;

impl Comparer<Extent> for ByExtent {
    fn within(&self, a: &Extent, b: &Extent) -> bool {
        a.start.relate(&b.start).entails() && a.end.relate(&b.end).entails()
    }

    fn meet(&self, a: &Extent, b: &Extent) -> bool {
        a.start.relate(&b.start) != Relation::Disjoint && a.end.relate(&b.end) != Relation::Disjoint
    }
}

struct ByWindow;

impl Comparer<Window> for ByWindow {
    fn within(&self, a: &Window, b: &Window) -> bool {
        a == b || *a == Window::Ever
    }

    fn meet(&self, _: &Window, _: &Window) -> bool {
        true
    }
}

struct ByWords;

impl Comparer<Utterance> for ByWords {
    fn within(&self, a: &Utterance, b: &Utterance) -> bool {
        // The whole utterance says all that a part of it says.
        b.relate(a).entails()
    }

    fn meet(&self, a: &Utterance, b: &Utterance) -> bool {
        a.relate(b) != Relation::Disjoint
    }
}

impl Answer {
    /// Does something with each entity that it names, or that a date of it is counted from, each time.
    pub fn entities(&self, each: &mut impl FnMut(EntityId)) {
        match self {
            Self::Unknown => {}
            Self::One(value) => value.entities(each),
            Self::Many(several) => several.iter().for_each(|members| {
                let Members { includes, only, excludes } = members;
                let values = includes.iter().chain(only.iter().flatten()).chain(excludes);
                values.for_each(|value| value.entities(each));
            }),
        }
    }
}

impl Value {
    fn entities(&self, each: &mut impl FnMut(EntityId)) {
        let mut of_date = |date: &DateValue| {
            if let Some(anchored) = date.anchored() {
                each(EntityId(anchored.event));
            }
        };
        match self {
            Self::Entity(terms) => terms.terms().iter().copied().for_each(each),
            Self::Date(date) => of_date(date),
            Self::First(windows) => windows.terms().iter().for_each(|window| {
                if let Window::Since(date) = window {
                    of_date(date);
                }
            }),
            // The days of an extent stand for themselves.
            _ => {}
        }
    }

    /// How this set of answers lies to another one; nothing where the two cannot be compared
    /// (quantities of different dimensions).
    pub fn relate(&self, other: &Self, taxonomy: &Taxonomy) -> Option<Relation> {
        Some(match (self, other) {
            (Self::Date(a), Self::Date(b)) => a.relate(b),
            (Self::Extent(a), Self::Extent(b)) => a.relate(b, &ByExtent),
            (Self::Duration(a), Self::Duration(b)) => a.relate(b),
            (Self::Quantity(a), Self::Quantity(b)) => return a.relate(b),
            (Self::Entity(a), Self::Entity(b)) => a.relate(b, taxonomy),
            (Self::Level(a), Self::Level(b)) => a.relate(b),
            (Self::Text(a), Self::Text(b)) => a.relate(b, &Words),
            (Self::Quotation(a), Self::Quotation(b)) => a.relate(b, &ByWords),
            (Self::First(a), Self::First(b)) => a.relate(b, &ByWindow),
            (Self::Rank(a), Self::Rank(b)) => a.relate(b),
            (Self::Order(a), Self::Order(b)) => a.relate(*b),
            _ => return None,
        })
    }
}

impl Value {
    /// Whether every answer of this set lies below every answer of the other one; never where the
    /// type has no order.
    pub fn lies_below(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Date(a), Self::Date(b)) => a.precedes(b),
            (Self::Duration(a), Self::Duration(b)) => below(&a.set, &b.set),
            (Self::Quantity(a), Self::Quantity(b)) => {
                a.dimension == b.dimension && below(&a.set, &b.set)
            }
            (Self::Rank(a), Self::Rank(b)) => below(a, b),
            (Self::Level(a), Self::Level(b)) => match (a.hull(), b.hull()) {
                (Some((_, high)), Some((low, _))) => high < low,
                _ => false,
            },
            _ => false,
        }
    }
}

fn below<T: Ord + Clone>(a: &IntervalSet<T>, b: &IntervalSet<T>) -> bool {
    match (a.hull(), b.hull()) {
        (Some(a), Some(b)) => a.upper <= b.lower,
        _ => false,
    }
}

impl Answer {
    /// Whether the answer has an end on both sides, where it is a date, a quantity or a duration.
    pub fn is_bounded(&self) -> bool {
        fn closed<T: Ord + Clone>(set: &IntervalSet<T>) -> bool {
            set.hull()
                .is_some_and(|hull| hull.lower.point().is_some() && hull.upper.point().is_some())
        }
        match self {
            Self::One(Value::Date(date)) => date.bounds().is_some(),
            Self::One(Value::Quantity(quantity)) => closed(&quantity.set),
            Self::One(Value::Duration(duration)) => closed(&duration.set),
            _ => true,
        }
    }

    /// How this answer lies to another one to the same question; nothing where they cannot be
    /// compared, and where one of them is not known.
    pub fn relate(&self, other: &Self, taxonomy: &Taxonomy) -> Option<Relation> {
        match (self, other) {
            (Self::One(a), Self::One(b)) => a.relate(b, taxonomy),
            (Self::Many(a), Self::Many(b)) => {
                let by = By(taxonomy);
                let within = |a: &[Members], b: &[Members]| {
                    a.iter().all(|one| b.iter().any(|other| by.entails(one, other)))
                };
                let meet = a.iter().any(|one| b.iter().any(|other| !by.clash(one, other)));
                Some(Relation::from_inclusion(within(a, b), within(b, a), meet))
            }
            _ => None,
        }
    }

    /// Whether two answers to a question with several values certainly name a common one.
    pub fn share_a_member(&self, other: &Self, taxonomy: &Taxonomy) -> bool {
        let (Self::Many(a), Self::Many(b)) = (self, other) else { return false };
        let by = By(taxonomy);
        let share = |one: &Members, other: &Members| {
            one.present().any(|value| {
                other.present().any(|wanted| by.within(value, wanted) || by.within(wanted, value))
            })
        };
        a.iter().all(|one| b.iter().all(|other| share(one, other)))
    }
}

impl Members {
    /// The values that are certainly among those of the subject.
    pub fn present(&self) -> impl Iterator<Item = &Value> {
        self.includes.iter().chain(self.only.iter().flatten())
    }
}

/// Comparing what is said of sets of values.
struct By<'t>(&'t Taxonomy);

impl By<'_> {
    fn within(&self, a: &Value, b: &Value) -> bool {
        a.relate(b, self.0).is_some_and(Relation::entails)
    }

    fn apart(&self, a: &Value, b: &Value) -> bool {
        a.relate(b, self.0) == Some(Relation::Disjoint)
    }

    /// In a list of words, other words are another member: a complete list leaves them out.
    fn outside(&self, value: &Value, list: &[Value]) -> bool {
        list.iter().all(|member| match (value, member) {
            (Value::Text(a), Value::Text(b)) => a.relate(b, &Words) == Relation::Overlap,
            _ => self.apart(value, member),
        })
    }

    fn entails(&self, a: &Members, b: &Members) -> bool {
        let includes =
            b.includes.iter().all(|wanted| a.present().any(|value| self.within(value, wanted)));
        let excludes = b.excludes.iter().all(|denied| {
            let denied_too = a.excludes.iter().any(|other| self.within(denied, other));
            denied_too || a.only.as_ref().is_some_and(|list| self.outside(denied, list))
        });
        let only = b.only.as_ref().is_none_or(|list| {
            a.only.as_ref().is_some_and(|own| {
                own.iter().all(|value| list.iter().any(|wanted| self.within(value, wanted)))
                    && list.iter().all(|wanted| own.iter().any(|value| self.within(value, wanted)))
            })
        });
        includes && excludes && only
    }

    fn clash(&self, a: &Members, b: &Members) -> bool {
        let denies = |a: &Members, b: &Members| {
            a.present().any(|value| b.excludes.iter().any(|denied| self.within(value, denied)))
        };
        let leaves_out = |a: &Members, b: &Members| {
            a.only.as_ref().is_some_and(|list| b.present().any(|value| self.outside(value, list)))
        };
        denies(a, b) || denies(b, a) || leaves_out(a, b) || leaves_out(b, a)
    }
}
