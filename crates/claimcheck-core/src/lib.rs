//! Texts and claims in, the claim graph out.

pub mod source;
pub mod suggest;
pub mod value;
