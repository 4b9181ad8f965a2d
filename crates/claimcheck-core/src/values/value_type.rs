//! The types of values, in one list. All that differs from type to type in how its properties are
//! declared and told stands in the type's own [`ValueKind`], beside the type.

use super::quantity::{Tolerance, UnitId, Units};
use super::reading::Reading;
use super::value_kind::{
    Declared, Direction, LevelSource, Operand, PrecisionForm, Quoted, Timing, ValueKind,
};
use super::{Value, ValueError, choice, comparison, date, duration, entity, extent, first, order};
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
    /// How two terms of a statement compare.
    Comparison => comparison::COMPARISON,
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
