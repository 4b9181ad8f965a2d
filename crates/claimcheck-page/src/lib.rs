//! What was found, to be looked at: a page that stands alone, and the graph of who draws on whom.
//! Plain data in, text out: no disk, no clock, no terminal, and nothing is judged here again.
//!
//! The models are apart from what draws them, so that other outputs can use them: [`lanes`] is when each says that events were, [`circle`] is a
//! contradiction as the loop that it is, and [`draws`] is who draws on whom, with places from [`layout`].

pub mod circle;
mod data;
pub mod draws;
mod fold;
pub mod graph;
mod hash;
pub mod lanes;
pub mod layout;
mod moments;
mod page;
pub mod picture;
mod subject;
pub mod text;
mod wire;

pub use page::{Served, page, served};
pub use subject::Subject;
