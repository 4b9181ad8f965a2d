//! What answers have to know of the project that they stand in. Owns the questions, not the answers:
//! the model implements it, so that values know nothing of models.

use super::quantity::Units;
use super::{EntityId, KindId, Taxonomy};

/// The names, kinds, places and units of a project.
pub trait Directory {
    /// The id of an entity, as the project writes it.
    fn entity_name(&self, entity: EntityId) -> &str;
    /// The kind of an entity.
    fn kind_of(&self, entity: EntityId) -> KindId;
    /// The id of a kind, as the project writes it.
    fn kind_name(&self, kind: KindId) -> &str;
    /// Whether a kind is another kind or a kind of it.
    fn is_kind(&self, kind: KindId, of: KindId) -> bool;
    /// Which entities lie within which others.
    fn taxonomy(&self) -> &Taxonomy;
    /// The units, the project's own among them.
    fn units(&self) -> &Units;
}
