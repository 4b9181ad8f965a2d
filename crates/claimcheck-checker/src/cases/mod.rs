//! Cases: which claims meet, and what they come to. A question falls into cases, the claims of which
//! are connected by meeting; each case has one verdict.

mod case;
mod cliques;
mod comparison;
mod consistency;
mod event_times;
mod judge;
pub(crate) mod meeting;
mod members;
mod pairs;
mod scopes;
mod tensions;
pub(crate) mod verdict;

pub use meeting::{Apart, Clash, Meeting, Tension, TensionKind};
pub(crate) use verdict::Kind;
pub use verdict::{Agreement, CaseId, Class, Dispute, Outcome, Side, Verdict};

pub(crate) use comparison::Comparer;
pub(crate) use judge::judge;
pub(crate) use meeting::apart_by_question;
pub(crate) use scopes::across_scopes;
