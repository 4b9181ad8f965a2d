//! The registry of all checks.

use crate::checks;

pub use crate::checks::definition::{ByDefault, Check};

/// The check of a code.
pub fn check(code: &str) -> Option<&'static Check> {
    all().iter().copied().find(|check| check.code == code)
}

/// All checks, in the order of their families and codes.
pub fn all() -> &'static [&'static Check] {
    checks::ALL
}
