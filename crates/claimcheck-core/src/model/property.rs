//! Properties: what can be said of subjects, and what kind of answer each takes.

use super::KindId;
use crate::source::Span;
use crate::value::date::Unit;
use crate::value::quantity::Tolerance;
use crate::value::quantity::units::UnitId;

/// The types of values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ValueType {
    /// Bounds in time.
    Date,
    /// The time that an event fills.
    Extent,
    /// A length of time.
    Duration,
    /// A number with a unit.
    Quantity,
    /// An entity that is a place.
    Place,
    /// An entity.
    Entity,
    /// One of some options.
    Choice,
    /// One of some levels that have an order.
    Scale,
    /// Yes or no.
    YesNo,
    /// Words.
    Text,
    /// The words of one utterance.
    Quotation,
    /// The time before an event in which nothing of its series happened.
    First,
    /// The place of an event in its series.
    Nth,
    /// How an event lies to another one.
    Order,
}

impl ValueType {
    /// The types that a project can give to its properties, by their names.
    pub const DECLARED: [(&'static str, Self); 10] = [
        ("date", Self::Date),
        ("duration", Self::Duration),
        ("quantity", Self::Quantity),
        ("place", Self::Place),
        ("entity", Self::Entity),
        ("choice", Self::Choice),
        ("scale", Self::Scale),
        ("yes-no", Self::YesNo),
        ("text", Self::Text),
        ("quotation", Self::Quotation),
    ];

    /// Whether one answer can lie above another, so that a change can go up or down.
    pub const fn is_ordered(self) -> bool {
        matches!(self, Self::Date | Self::Duration | Self::Quantity | Self::Scale)
    }
}

/// How a later answer may differ from an earlier one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Changes {
    /// Not at all.
    Never,
    /// In any way.
    Freely,
    /// Upwards: along a scale, forward.
    Up,
    /// Downwards.
    Down,
}

/// How precise an answer must be for its question to count as settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Precision {
    /// No wider than this calendar unit.
    Calendar(Unit),
    /// No further from its middle than this.
    Margin(Tolerance),
    /// In a place of this kind.
    Place(KindId),
}

/// What can be said of a subject.
#[derive(Debug, Clone)]
pub struct Property {
    /// Its name.
    pub id: String,
    /// The type of its values.
    pub value_type: ValueType,
    /// Whether a subject may have several values at once.
    pub many: bool,
    /// How a later answer may differ from an earlier one.
    pub changes: Changes,
    /// Whether no two subjects may share a value.
    pub unique: bool,
    /// The unit of a bare number.
    pub unit: Option<UnitId>,
    /// How far `about` reaches.
    pub tolerance: Option<Tolerance>,
    /// The options of a choice, or the levels of a scale in their order.
    pub levels: Vec<String>,
    /// The kind of the entities that answer it.
    pub kind: Option<KindId>,
    /// How precise an answer must be.
    pub precision: Option<Precision>,
    /// Kinds whose entities have it; all, where empty.
    pub applies_to: Vec<KindId>,
    /// Where it is declared; nowhere for a built-in one.
    pub place: Option<Span>,
}
