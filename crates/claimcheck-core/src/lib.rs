//! Texts and claims in, the claim graph out.

pub mod problem;
pub mod read;
pub mod source;
pub mod suggest;
pub mod value;
pub mod yaml;
