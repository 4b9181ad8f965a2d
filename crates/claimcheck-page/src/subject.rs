//! What a page is made of.

use claimcheck_project::Analysis;

/// What a page is made of.
#[derive(Clone, Copy)]
pub struct Subject<'s> {
    /// What the project is called.
    pub title: &'s str,
    /// The project, judged, with what was found and asked for.
    pub analysis: &'s Analysis<'s>,
    /// What should be known of the page before it is read, a sentence each.
    pub notes: &'s [String],
}
