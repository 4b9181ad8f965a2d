//! Findings as text: one file a format. Plain data in, text out; nothing here is decided again.

pub(crate) mod clean;
pub(crate) mod compact;
pub(crate) mod human;
pub(crate) mod json;
mod snippet;
pub(crate) mod timeline;

use claimcheck_checker::Finding;
use claimcheck_core::Project;

/// What there is to render.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Outcome<'o> {
    /// What was checked.
    pub(crate) project: &'o Project,
    /// What was found and asked for, in order.
    pub(crate) findings: &'o [Finding],
    /// Conflicts that were known and are gone, a line each.
    pub(crate) fixed: &'o [String],
}
