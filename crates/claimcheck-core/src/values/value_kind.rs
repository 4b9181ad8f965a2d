//! What differs from type to type in how its properties are declared, read and reported. Each type
//! fills in one [`ValueKind`]; this file lists no type.

use super::{Precision, Reading, Tolerance, UnitId, Units, Value, ValueError, parse_tolerance};

/// What is particular to a type of values.
#[derive(Debug)]
pub(crate) struct ValueKind {
    /// How messages call it; for a type that projects can declare, its name in the language.
    pub(crate) name: &'static str,
    /// Who can give a property this type.
    pub(crate) declared: Declared,
    /// The code of a dispute whose answers have nothing in common.
    pub(crate) conflict_code: &'static str,
    /// The code of a dispute in which one claim affirms what another denies.
    pub(crate) denial_code: &'static str,
    /// The keys of a property that belong to this type alone, or to few.
    pub(crate) keys: &'static [&'static str],
    /// Whether one answer can lie above another.
    pub(crate) direction: Direction,
    /// What rules calculate with.
    pub(crate) operand: Operand,
    /// What an answer says of when events are.
    pub(crate) timing: Timing,
    /// What `unknown` in quotation marks is.
    pub(crate) quoted: Quoted,
    /// Where the levels of a property come from.
    pub(crate) levels: LevelSource,
    /// How a `precision` is read.
    pub(crate) precision: PrecisionForm,
    /// How a `tolerance` is read.
    pub(crate) tolerance: fn(&str, &Units, Option<UnitId>) -> Result<Tolerance, ValueError>,
    /// Reads an answer that is written as a scalar.
    pub(crate) read: fn(&mut Reading<'_>, &str) -> Result<Value, ValueError>,
}

impl ValueKind {
    /// A type that projects declare by its name, with answers that have no order, no measure and no
    /// time: what others differ from.
    pub(crate) const fn new(
        name: &'static str,
        read: fn(&mut Reading<'_>, &str) -> Result<Value, ValueError>,
    ) -> Self {
        Self {
            name,
            declared: Declared::ByProjects,
            conflict_code: "conflict/value",
            denial_code: "conflict/negation",
            keys: &[],
            direction: Direction::None,
            operand: Operand::Counted,
            timing: Timing::None,
            quoted: Quoted::Unknown,
            levels: LevelSource::None,
            precision: PrecisionForm::None,
            tolerance: parse_tolerance,
            read,
        }
    }
}

/// Who can give a property a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Declared {
    /// The project, by the type's name.
    ByProjects,
    /// Nobody: built-in properties of events have it.
    BuiltIn,
}

/// Whether one answer can lie above another, so that a change can go up or down.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    /// It cannot.
    None,
    /// On a line that is measured.
    Measured,
    /// On a scale, whose direction is forward.
    Forward,
}

/// What a property of a type is in an equation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operand {
    /// A date.
    Date,
    /// A length of time.
    Duration,
    /// A quantity of the property's unit.
    Quantity,
    /// A whole number.
    Rank,
    /// An entity, which a path leads through.
    Entity,
    /// What can be counted, and nothing else.
    Counted,
}

/// What an answer says of when events are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Timing {
    /// Nothing that takes part in the network of dates and orders.
    None,
    /// When an event is, or how it lies to another one.
    Stated,
}

/// What `unknown` in quotation marks is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Quoted {
    /// The same as without them.
    Unknown,
    /// A word, as quotation marks are part of how words are written.
    Word,
}

/// Where the levels of a property come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LevelSource {
    /// It has none.
    None,
    /// From its declaration, which must list some.
    Declared,
    /// From the type.
    Fixed(&'static [&'static str]),
}

/// How a `precision` is read.
#[derive(Debug, Clone, Copy)]
pub(crate) enum PrecisionForm {
    /// Answers have none.
    None,
    /// From its text, in the units of the project and of the property.
    Text(fn(&str, &Units, Option<UnitId>) -> Result<Precision, ValueError>),
    /// As a kind of place.
    PlaceKind,
}
