//! One set of possible answers, whatever its type: the list of what such sets are, and what can be
//! asked of every one. What the answers come to is decided in the folder of each type.

use super::comparison::Comparisons;
use super::consistent_sets::Groups;
use super::date::{DateValue, Moments};
use super::duration::Duration;
use super::extent::Extent;
use super::first::Window;
use super::identifier::Identifier;
use super::joint::Joint;
use super::printing::Printing;
use super::quantity::{Amount, Quantity};
use super::quotation::Utterance;
use super::value_set::ValueSet;
use super::{
    Allen, Directory, EntityId, Grain, IntervalSet, Levels, Likeness, Precision, Relation,
    Taxonomy, Terms, ValueError,
};

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
    /// Registrations, serial numbers and the like.
    Identifier(Terms<Identifier>),
    /// The words of one utterance.
    Quotation(Terms<Utterance>),
    /// The time before an event in which nothing of its series happened.
    First(Terms<Window>),
    /// The place of an event in its series.
    Rank(IntervalSet<i64>),
    /// How the lesser of two events lies to the other.
    Order(Allen),
    /// How two terms compare.
    Comparison(Comparisons),
}

impl Value {
    /// What each type does in its own way.
    fn set(&self) -> &dyn ValueSet {
        match self {
            Self::Date(set) => set,
            Self::Extent(set) => set,
            Self::Duration(set) => set,
            Self::Quantity(set) => set,
            Self::Entity(set) => set,
            Self::Level(set) => set,
            Self::Text(set) => set,
            Self::Identifier(set) => set,
            Self::Quotation(set) => set,
            Self::First(set) => set,
            Self::Rank(set) => set,
            Self::Order(set) => set,
            Self::Comparison(set) => set,
        }
    }
}

impl Value {
    /// How this set of answers lies to another one; nothing where the two cannot be compared
    /// (quantities of different dimensions).
    pub fn relate(&self, other: &Self, taxonomy: &Taxonomy) -> Option<Relation> {
        self.set().relate(other, taxonomy)
    }

    /// The set in its normal form, which the language reads back as the same set.
    pub fn print(&self, printing: &Printing<'_>) -> String {
        self.set().print(printing)
    }

    /// All answers outside the set.
    pub(crate) fn negate(&self) -> Result<Self, ValueError> {
        self.set().negate()
    }

    /// The answers of any of some sets of one type.
    pub(crate) fn any_of(all: &[Self]) -> Result<Self, ValueError> {
        let first = all.first().ok_or_else(|| ValueError::new("`any-of` without an answer"))?;
        first.set().union(all)
    }

    /// Whether some sets of one type have an answer in common. Sets that cannot be compared do not
    /// stand in each other's way.
    pub fn can_all_hold(all: &[&Self], taxonomy: &Taxonomy) -> Joint {
        all.first().map_or(Joint::Holds, |first| first.set().can_all_hold(all, taxonomy))
    }

    /// Whether one member of a list can be in each of some sets of one type.
    pub(super) fn can_be_one_member(all: &[&Self], taxonomy: &Taxonomy) -> Joint {
        all.first().map_or(Joint::Holds, |first| first.set().can_be_one_member(all, taxonomy))
    }

    /// The maximal groups of some sets of one type that have an answer in common; nothing where there
    /// are too many sets or groups to list them exactly.
    pub fn consistent_sets(all: &[&Self], taxonomy: &Taxonomy) -> Option<Groups> {
        all.first()?.set().consistent_sets(all, taxonomy)
    }

    /// Whether the set is one single answer, so that two equal sets are certainly the same answer.
    pub fn is_single(&self) -> bool {
        self.set().is_single()
    }

    /// Whether the set is as precise as a property asks for.
    pub fn is_precise(&self, precision: &Precision, directory: &dyn Directory) -> bool {
        self.set().is_precise(precision, directory)
    }

    /// Whether every answer of this set lies below every answer of the other one; never where the
    /// type has no order.
    pub fn lies_below(&self, other: &Self) -> bool {
        self.set().lies_below(other)
    }

    /// Whether the set has an end on both sides; always where it has no sides.
    pub fn is_bounded(&self) -> bool {
        self.set().is_bounded()
    }

    /// Whether the two sets measure the same thing.
    pub fn is_comparable(&self, other: &Self) -> bool {
        self.set().is_comparable(other)
    }

    /// Whether a member of this set is certainly another member of a list than one of the other.
    pub fn is_another_member(&self, other: &Self, taxonomy: &Taxonomy) -> bool {
        self.set().is_another_member(other, taxonomy)
    }

    /// How alike two answers are that may be one answer in different words; nothing where they are the
    /// same answer, or cannot be, or are no words.
    pub fn differs_in_words(&self, other: &Self) -> Option<Likeness> {
        self.set().differs_in_words(other)
    }

    /// The set as an amount; nothing where it cannot be calculated with.
    pub fn amount(&self, grain: Grain) -> Option<Amount> {
        self.set().amount(grain)
    }

    /// Whether the normal form says more than the words that it was read from.
    pub fn is_calculated(&self) -> bool {
        self.set().is_calculated()
    }

    /// Between which moments the time lies that it states, without one where it is open; nothing
    /// where it states no time.
    pub fn moments(&self) -> Option<Moments> {
        self.set().moments()
    }

    /// How the lesser of two events lies to the other; nothing where it states no order.
    pub fn order(&self) -> Option<Allen> {
        if let Self::Order(order) = self { Some(*order) } else { None }
    }

    pub(super) fn entities(&self, each: &mut dyn FnMut(EntityId)) {
        self.set().entities(each);
    }
}
