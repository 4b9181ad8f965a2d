//! The values that claims state, as sets of possible answers, and their one comparison.

mod error;
mod interval;
mod relation;

pub use error::ValueError;
pub use interval::{Cut, Interval, IntervalSet};
pub use relation::Relation;
