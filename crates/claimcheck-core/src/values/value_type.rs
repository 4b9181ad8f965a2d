//! The types of values, in one list. All that differs from type to type in how its properties are
//! declared and told stands in the type's own [`ValueKind`], beside the type.

use super::quantity::{Tolerance, UnitId, Units, parse_tolerance};
use super::reading::Reading;
use super::{Precision, Value, ValueError, choice, date, duration, entity, extent, first, order};
use super::{identifier, quantity, quotation, rank, text};

macro_rules! value_types {
    ($($(#[$doc:meta])* $name:ident => $kind:path,)*) => {
        /// The types of values.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum ValueType {
            $($(#[$doc])* $name,)*
        }

        impl ValueType {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// What is particular to the type.
            pub(crate) const fn kind(self) -> &'static ValueKind {
                match self {
                    $(Self::$name => &$kind,)*
                }
            }
        }
    };
}

value_types! {
    /// Bounds in time.
    Date => date::DATE,
    /// The time that an event fills.
    Extent => extent::EXTENT,
    /// A length of time.
    Duration => duration::DURATION,
    /// A number with a unit.
    Quantity => quantity::QUANTITY,
    /// An entity that is a place.
    Place => entity::PLACE,
    /// An entity.
    Entity => entity::ENTITY,
    /// One of some options.
    Choice => choice::CHOICE,
    /// One of some levels that have an order.
    Scale => choice::SCALE,
    /// Yes or no.
    YesNo => choice::YES_OR_NO,
    /// Words.
    Text => text::TEXT,
    /// The words of one utterance.
    Quotation => quotation::QUOTATION,
    /// A registration, a serial number or the like.
    Identifier => identifier::IDENTIFIER,
    /// The time before an event in which nothing of its series happened.
    First => first::FIRST,
    /// The place of an event in its series.
    Nth => rank::NTH,
    /// How an event lies to another one.
    Order => order::ORDER,
}

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

impl ValueType {
    /// Reads an answer of this type that is written as a scalar.
    pub(crate) fn read(self, reading: &mut Reading<'_>, text: &str) -> Result<Value, ValueError> {
        (self.kind().read)(reading, text)
    }

    /// Whether `unknown` in quotation marks is a word like others.
    pub(crate) fn quotes_words(self) -> bool {
        self.kind().quoted == Quoted::Word
    }

    /// The types that a project can give to its properties, by their names.
    pub fn declared() -> impl Iterator<Item = (&'static str, Self)> {
        let own = |of: &&Self| of.kind().declared == Declared::ByProjects;
        Self::ALL.iter().filter(own).map(|of| (of.kind().name, *of))
    }

    /// How messages call it.
    pub const fn name(self) -> &'static str {
        self.kind().name
    }

    /// Whether a key of a property, which not all types take, belongs to this one.
    pub(crate) fn takes(self, key: &str) -> bool {
        self.kind().keys.contains(&key)
    }

    /// Whether one answer can lie above another.
    pub(crate) const fn direction(self) -> Direction {
        self.kind().direction
    }

    /// Where the levels of a property come from.
    pub(crate) const fn levels(self) -> LevelSource {
        self.kind().levels
    }

    /// How a `precision` is read.
    pub(crate) const fn precision(self) -> PrecisionForm {
        self.kind().precision
    }

    /// Reads a `tolerance`.
    pub(crate) fn tolerance(
        self,
        text: &str,
        units: &Units,
        unit: Option<UnitId>,
    ) -> Result<Tolerance, ValueError> {
        (self.kind().tolerance)(text, units, unit)
    }

    /// The code of a dispute whose answers have nothing in common.
    pub const fn conflict_code(self) -> &'static str {
        self.kind().conflict_code
    }

    /// The code of a dispute in which one claim affirms what another denies.
    pub const fn denial_code(self) -> &'static str {
        self.kind().denial_code
    }

    /// What a property of this type is in an equation.
    pub const fn operand(self) -> Operand {
        self.kind().operand
    }

    /// Whether one answer can lie above another, so that a change can go up or down.
    pub fn is_ordered(self) -> bool {
        self.kind().direction != Direction::None
    }

    /// Whether an answer says when an event is, or how it lies to another one.
    pub fn is_timed(self) -> bool {
        self.kind().timing == Timing::Stated
    }

    /// Whether answers name entities of the project.
    pub fn names_entities(self) -> bool {
        self.operand() == Operand::Entity
    }
}
