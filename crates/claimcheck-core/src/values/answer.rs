//! Answers to questions of one value and of several, and the one comparison of two answers. Owns
//! what lists mean; what single sets of answers mean is decided type by type.

use super::{EntityId, Relation, Taxonomy, Value};

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

impl Answer {
    /// Visits each entity that it names, or that a date of it is counted from, each time.
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

    /// The answer to a one-valued question; nothing where it is not known.
    pub fn one(&self) -> Option<&Value> {
        match self {
            Self::One(value) => Some(value),
            Self::Unknown | Self::Many(_) => None,
        }
    }

    /// Whether the answer has an end on both sides, where it has sides.
    pub fn is_bounded(&self) -> bool {
        match self {
            Self::One(value) => value.is_bounded(),
            Self::Unknown | Self::Many(_) => true,
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

    /// Whether a value is another member than all of a complete list.
    fn outside(&self, value: &Value, list: &[Value]) -> bool {
        list.iter().all(|member| value.is_another_member(member, self.0))
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
