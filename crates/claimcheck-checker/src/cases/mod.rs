//! Cases: which claims meet, and what they come to. A question falls into cases, the claims of which
//! are connected by meeting; each case has one verdict.

mod case;
mod cliques;
mod comparison;
mod consistency;
mod judge;
mod members;
mod pairs;
mod tensions;
mod verdict;

pub use comparison::{Apart, Clash, Meeting};
pub use tensions::{Tension, TensionKind};
pub(crate) use verdict::Kind;
pub use verdict::{Agreement, CaseId, Class, Dispute, Outcome, Side, Verdict};

pub(crate) use comparison::{Comparer, apart_by_question};
pub(crate) use judge::judge;
