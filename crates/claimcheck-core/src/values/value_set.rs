//! What every type of values does in its own way.

use super::consistent_sets::Groups;
use super::joint::{Joint, groups_that_hold};
use super::printing::Printing;
use super::{
    Amount, Directory, EntityId, Grain, Likeness, Moments, Precision, Relation, Taxonomy, Value,
    ValueError,
};

/// What every type of values does in its own way. A type that leaves a method out takes what the
/// method says of itself.
pub(super) trait ValueSet {
    /// How the set lies to another one of its type; nothing where the two cannot be compared.
    fn relate(&self, other: &Value, taxonomy: &Taxonomy) -> Option<Relation>;

    /// The set in its normal form.
    fn print(&self, printing: &Printing<'_>) -> String;

    /// All answers outside the set.
    ///
    /// # Errors
    ///
    /// Where none is left.
    fn negate(&self) -> Result<Value, ValueError>;

    /// The answers of any of some sets, of which this is the first.
    ///
    /// # Errors
    ///
    /// Where their union has no plain form.
    fn union(&self, all: &[Value]) -> Result<Value, ValueError>;

    /// Whether some sets, of which this is the first, have an answer in common.
    fn can_all_hold(&self, all: &[&Value], taxonomy: &Taxonomy) -> Joint;

    /// Whether one member of a list can be in each of some sets, of which this is the first. By
    /// default that is so where they have an answer in common.
    fn can_be_one_member(&self, all: &[&Value], taxonomy: &Taxonomy) -> Joint {
        self.can_all_hold(all, taxonomy)
    }

    /// The maximal groups of some sets, of which this is the first, that have an answer in common;
    /// nothing where there are too many to be listed one by one.
    fn consistent_sets(&self, all: &[&Value], taxonomy: &Taxonomy) -> Option<Groups> {
        groups_by_asking(all, taxonomy)
    }

    /// Whether the set is one single answer, so that two equal sets are certainly the same answer.
    fn is_single(&self) -> bool;

    /// Whether the set is as precise as a property asks for. By default it never is.
    fn is_precise(&self, _: &Precision, _: &dyn Directory) -> bool {
        false
    }

    /// Whether every answer of the set lies below every answer of another one. By default there is
    /// no order.
    fn lies_below(&self, _: &Value) -> bool {
        false
    }

    /// Whether the set has an end on both sides. By default it has no sides.
    fn is_bounded(&self) -> bool {
        true
    }

    /// Whether the set and another one can be compared at all. By default they can.
    fn is_comparable(&self, _: &Value) -> bool {
        true
    }

    /// Whether a member of this set is certainly another member of a list than one of the other
    /// set. By default that is so where they have nothing in common.
    fn is_another_member(&self, other: &Value, taxonomy: &Taxonomy) -> bool {
        self.relate(other, taxonomy) == Some(Relation::Disjoint)
    }

    /// How alike two answers are that may be one answer in different words; nothing where they are the
    /// same, or have a word for it in common. By default answers are no words.
    fn differs_in_words(&self, _: &Value) -> Option<Likeness> {
        None
    }

    /// What can be calculated with. By default nothing can.
    fn amount(&self, _: Grain) -> Option<Amount> {
        None
    }

    /// Whether the normal form says more than the words that it was read from. By default it does not.
    fn is_calculated(&self) -> bool {
        false
    }

    /// Between which moments the time lies that it states; nothing where it states none.
    fn moments(&self) -> Option<Moments> {
        None
    }

    /// Visits each entity that the set names, or that a date of it is counted from, each time.
    fn entities(&self, _: &mut dyn FnMut(EntityId)) {}
}

/// The maximal groups of some sets that have an answer in common, found by asking of one group after
/// the other; nothing where there are too many.
pub(super) fn groups_by_asking(all: &[&Value], taxonomy: &Taxonomy) -> Option<Groups> {
    groups_that_hold(all.len(), |group| {
        let group: Vec<&Value> = group.iter().filter_map(|at| all.get(*at).copied()).collect();
        Value::can_all_hold(&group, taxonomy)
    })
}
