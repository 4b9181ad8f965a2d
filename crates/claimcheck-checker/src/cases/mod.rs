//! Cases: which claims meet, and what they come to. A question falls into cases, the claims of which
//! are connected by meeting; each case has one verdict.

mod case;
mod cliques;
mod comparison;
mod consistency;
mod event_times;
mod judge;
mod members;
mod pairs;
mod scopes;
mod tensions;

pub(crate) use comparison::Comparer;
pub(crate) use judge::judge;
pub(crate) use scopes::across_scopes;
