//! The values that claims state, as sets of possible answers, and their one comparison.

pub mod date;
pub mod duration;
mod error;
mod interval;
mod levels;
mod order;
pub mod quantity;
mod relation;
mod taxonomy;
mod terms;

pub use error::ValueError;
pub use interval::{Cut, Interval, IntervalSet};
pub use levels::Levels;
pub use order::{Allen, Signs};
pub use relation::Relation;
pub use taxonomy::{EntityId, Taxonomy};
pub use terms::{Comparer, Terms, Words};
