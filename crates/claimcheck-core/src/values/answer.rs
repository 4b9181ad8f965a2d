//! Answers to questions of one value and of several, and the one comparison of answers. What lists
//! mean is decided in `members`, and what single sets of answers mean type by type.

use super::consistent_sets::Groups;
use super::joint::{Joint, groups_that_hold};
use super::members::{self, Members};
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

impl Answer {
    /// Visits each entity that it names, or that a date of it is counted from, each time.
    pub fn entities(&self, each: &mut impl FnMut(EntityId)) {
        match self {
            Self::Unknown => {}
            Self::One(value) => value.entities(each),
            Self::Many(several) => several.iter().for_each(|members| {
                let Members { includes, only, excludes, ruled_out: _ } = members;
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

    /// What is said of the values of a question with several; nothing where one of several things is.
    pub fn list(&self) -> Option<&Members> {
        match self {
            Self::Many(several) => match several.as_slice() {
                [list] => Some(list),
                _ => None,
            },
            Self::Unknown | Self::One(_) => None,
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
            (Self::Many(a), Self::Many(b)) => Some(members::relate(a, b, taxonomy)),
            _ => None,
        }
    }

    /// Whether some answers to one question can all hold. What is not known stands in no way, and so
    /// does what cannot be compared.
    ///
    /// Exact for every type, except that [`Joint::Unknown`] is returned where there are too many
    /// alternatives to try.
    pub fn can_all_hold(answers: &[&Self], taxonomy: &Taxonomy) -> Joint {
        let (mut values, mut lists) = (Vec::new(), Vec::new());
        for answer in answers {
            match answer {
                Self::Unknown => {}
                Self::One(value) => values.push(value),
                Self::Many(several) => lists.push(several.as_slice()),
            }
        }
        Value::can_all_hold(&values, taxonomy).and(|| members::can_all_hold(&lists, taxonomy))
    }

    /// The maximal groups of some answers to one question that can all hold; nothing where there are
    /// too many answers or groups to list them exactly.
    pub fn consistent_sets(answers: &[&Self], taxonomy: &Taxonomy) -> Option<Groups> {
        let values: Option<Vec<&Value>> = answers
            .iter()
            .map(|answer| if let Self::One(value) = answer { Some(value) } else { None })
            .collect();
        match values {
            Some(values) if !values.is_empty() => Value::consistent_sets(&values, taxonomy),
            _ => groups_that_hold(answers.len(), |group| {
                let group: Vec<&Self> =
                    group.iter().filter_map(|at| answers.get(*at).copied()).collect();
                Self::can_all_hold(&group, taxonomy)
            }),
        }
    }
}
