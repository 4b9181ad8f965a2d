//! Properties: what can be said of subjects, and what kind of answer each takes. Owns no reading of
//! declarations.

use super::{KindId, Taxonomy, Value, ValueType};
use crate::source::Span;
use crate::values::date::Unit;
use crate::values::quantity::Tolerance;
use crate::values::quantity::units::UnitId;

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

impl Changes {
    /// The words of the language.
    pub(crate) const WORDS: [(&'static str, Self); 5] = [
        ("never", Self::Never),
        ("freely", Self::Freely),
        ("up", Self::Up),
        ("down", Self::Down),
        ("forward", Self::Up),
    ];
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
    /// Whether figures are never read as rounded.
    pub exact: bool,
    /// How far `about` reaches.
    pub tolerance: Option<Tolerance>,
    /// The options of a choice, or the levels of a scale in their order.
    pub levels: Vec<String>,
    /// The kind of the entities that answer it.
    pub kind: Option<KindId>,
    /// How precise an answer must be.
    pub precision: Option<Precision>,
    /// Groups of values of which a subject has at most one each.
    pub exclusive: Vec<Vec<Value>>,
    /// Kinds whose entities have it; all, where empty.
    pub applies_to: Vec<KindId>,
    /// The two terms that statements compare, where the property is how they do; see
    /// [`ValueType::Comparison`].
    pub compared: Option<[String; 2]>,
    /// Where it is declared; nowhere for a built-in one.
    pub place: Option<Span>,
}

impl Property {
    /// The values that a member rules out: the others of each group of which there is at most one.
    /// What is one of several values rules nothing out.
    pub(crate) fn ruled_out_by(&self, member: &Value, taxonomy: &Taxonomy) -> Vec<Value> {
        let entails =
            |a: &Value, b: &Value| a.relate(b, taxonomy).is_some_and(super::Relation::entails);
        let mut ruled_out: Vec<Value> = Vec::new();
        for group in &self.exclusive {
            let own = |value: &&Value| entails(member, value) || entails(value, member);
            if !group.iter().any(|value| entails(member, value)) {
                continue;
            }
            for other in group.iter().filter(|value| !own(value)) {
                if !ruled_out.contains(other) {
                    ruled_out.push(other.clone());
                }
            }
        }
        ruled_out
    }
}
