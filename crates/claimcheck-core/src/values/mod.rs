//! The values that claims state, as sets of possible answers, and their one comparison.
//!
//! Each type has a folder of its own, with its reading, printing, relation, joint groups, denial and
//! all else that is particular to it. [`ValueType`] and [`Value`] list the types; nothing else does.
//! What several types share stands beside the folders: intervals, terms, wholes and parts.

mod answer;
mod choice;
mod comparison;
mod consistent_sets;
pub mod date;
mod directory;
pub mod duration;
mod entity;
mod error;
mod extent;
mod first;
mod identifier;
mod ids;
mod interval;
mod joint;
mod likeness;
mod members;
mod order;
mod printing;
mod property;
pub mod quantity;
mod quotation;
mod rank;
mod reading;
mod relation;
mod taxonomy;
mod terms;
mod text;
mod value;
mod value_kind;
mod value_set;
mod value_type;
mod written;

pub use answer::Answer;
pub use choice::Levels;
pub use comparison::Comparisons;
pub use consistent_sets::{EXACT, Groups, Joining, MOST_GROUPS, Pairs, by_pairs, first_fit};
pub use date::{Grain, Moments, has_time};
pub use directory::Directory;
pub use error::ValueError;
pub use extent::Extent;
pub use first::Window;
pub use identifier::Identifier;
pub use ids::{EntityId, KindId, PropertyId};
pub use interval::{Cut, Interval, IntervalSet};
pub use joint::Joint;
pub use likeness::Likeness;
pub use members::Members;
pub use order::{Allen, Signs};
pub use printing::{Printing, Wording};
pub use property::{Changes, Precision, Property};
pub use quotation::Utterance;
pub use relation::Relation;
pub use taxonomy::{Lies, Taxonomy};
pub use terms::{Comparer, Terms};
pub use text::Words;
pub use value::Value;
pub use value_kind::Operand;
pub use value_type::ValueType;
pub use written::Written;

pub(crate) use choice::{YES_NO, level};
pub(crate) use quantity::{Amount, Tolerance, UnitId, Units, parse_tolerance};
pub(crate) use reading::{Admits, Reading, word};
pub(crate) use value_kind::{Direction, LevelSource, PrecisionForm};
