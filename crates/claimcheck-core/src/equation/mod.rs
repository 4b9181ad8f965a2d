//! Equations of rules and statements: what is written, as a tree whose names are looked up and whose
//! literals have a meaning. Owns the grammar and its types; what an equation comes to is worked out
//! elsewhere.
//!
//! ```text
//! equation := sum ("=" | "<" | "≤" | "<=" | ">" | "≥" | ">=") sum
//! sum      := product (("+" | "-" | "−") product)*
//! product  := factor (("*" | "×" | "·" | "/" | "÷") factor)*
//! factor   := "-" factor | "(" sum ")" | ("sum" | "count") "(" path ")" | path | literal
//! path     := name ("." name)* ("[" time "]")?
//! literal  := a quantity, a duration or a date as claims write them
//! ```
//!
//! Ids may hold hyphens, so that a minus sign between two names needs a space on both sides. A time,
//! and an entity as the first name of a path, stand only in statements.

mod parse;
mod print;
mod tokens;
mod types;

use std::ops::Range;

use crate::values::date::{DateValue, ValidTime};
use crate::values::quantity::Quantity;
use crate::values::quantity::units::Units;
use crate::values::{Comparisons, EntityId, PropertyId, ValueError};

pub use print::Names;

/// Two expressions and how they must lie to each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Equation {
    /// What stands before the sign.
    pub left: Expression,
    /// The sign.
    pub relation: Comparison,
    /// What stands after it.
    pub right: Expression,
}

/// How two values must lie to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparison {
    /// `=`
    Equal,
    /// `≤`
    AtMost,
    /// `≥`
    AtLeast,
    /// `<`
    Below,
    /// `>`
    Above,
}

/// An arithmetic expression.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Expression {
    /// A quantity or a length of time; a length in calendar units is an interval of seconds.
    Amount(Quantity),
    /// A date.
    Date(DateValue),
    /// What is said of a property.
    Term(Term),
    /// The opposite.
    Negative(Box<Expression>),
    /// Two expressions put together.
    Of(Operator, Box<(Expression, Expression)>),
}

/// How two expressions are put together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// `+`
    Plus,
    /// `−`
    Minus,
    /// `×`
    Times,
    /// `÷`
    Over,
}

/// A property of the subject, or of what entity-valued properties lead to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Whose it is: in a rule nobody's but of whom the rule binds.
    pub subject: Option<EntityId>,
    /// The property, after those that lead to its subject. Never empty.
    pub path: Vec<PropertyId>,
    /// What is made of its values.
    pub values: Values,
    /// The time of the answer, where a statement names it; else that of the statement.
    pub at: Option<Box<ValidTime>>,
}

/// What is made of the values at the end of a path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Values {
    /// The rule holds for each of them.
    Each,
    /// All of them together.
    Sum,
    /// How many there are.
    Count,
}

/// What the names of an equation mean.
pub struct Vocabulary<'a> {
    /// The property of a name; an error where there is none, or where it cannot stand in a rule.
    pub property: &'a dyn Fn(&str) -> Result<PropertyId, ValueError>,
    /// What a property holds.
    pub about: &'a dyn Fn(PropertyId) -> About,
    /// The units of the project.
    pub units: &'a Units,
    /// What the names of a statement stand for besides; nothing in a rule.
    pub statement: Option<&'a StatementNames<'a>>,
}

/// What the names of a statement stand for besides properties.
pub struct StatementNames<'a> {
    /// What a bare property is of; nothing where each term must name its entity.
    pub about: Option<EntityId>,
    /// The entity of a name.
    pub entity: &'a dyn Fn(&str) -> Result<EntityId, ValueError>,
    /// The time that is written behind a term.
    pub time: &'a dyn Fn(&str) -> Result<ValidTime, ValueError>,
}

/// What an equation has to know of a property.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct About {
    /// What its values are.
    pub holds: Holds,
}

/// What the values of a property are, to an equation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Dates.
    Dates,
    /// Quantities, of a unit where one is declared.
    Quantities(Option<crate::values::quantity::UnitId>),
    /// Lengths of time.
    Durations,
    /// Entities, which a path leads through.
    Entities,
    /// What can be counted, and nothing else.
    Others,
}

/// What is wrong with an equation, and the bytes of its text that are wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EquationError {
    /// What is wrong.
    pub error: ValueError,
    /// Where.
    pub at: Range<usize>,
}

impl Equation {
    /// Reads an equation.
    pub fn parse(text: &str, vocabulary: &Vocabulary<'_>) -> Result<Self, EquationError> {
        types::typed(parse::parse(text, vocabulary)?, vocabulary)
    }

    /// The terms, in the order in which they are written.
    pub fn terms(&self) -> Vec<&Term> {
        let mut terms = self.left.terms();
        terms.extend(self.right.terms());
        terms
    }
}

impl Expression {
    /// The terms, in the order in which they are written.
    pub fn terms(&self) -> Vec<&Term> {
        let mut terms = Vec::new();
        self.collect(&mut terms);
        terms
    }

    fn collect<'e>(&'e self, terms: &mut Vec<&'e Term>) {
        match self {
            Self::Amount(_) | Self::Date(_) => {}
            Self::Term(term) => terms.push(term),
            Self::Negative(inner) => inner.collect(terms),
            Self::Of(_, both) => {
                both.0.collect(terms);
                both.1.collect(terms);
            }
        }
    }
}

impl From<Comparison> for Comparisons {
    fn from(comparison: Comparison) -> Self {
        match comparison {
            Comparison::Equal => Self::EQUAL,
            Comparison::AtMost => Self::AT_MOST,
            Comparison::AtLeast => Self::AT_LEAST,
            Comparison::Below => Self::LESS,
            Comparison::Above => Self::GREATER,
        }
    }
}

impl Comparison {
    /// The comparison that allows just some ways; nothing for “less or greater”, and for all of them.
    pub fn of(ways: Comparisons) -> Option<Self> {
        let all = [Self::Equal, Self::AtMost, Self::AtLeast, Self::Below, Self::Above];
        all.into_iter().find(|comparison| Comparisons::from(*comparison) == ways)
    }

    /// The sign.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::AtMost => "≤",
            Self::AtLeast => "≥",
            Self::Below => "<",
            Self::Above => ">",
        }
    }
}

#[cfg(test)]
mod tests;
