//! Texts as they are compared: folded, searched for quotes, and told apart word by word.
//! Owns what counts as the same wording; knows nothing of claims or of files.

mod anchor;
mod chars;
pub mod diff;
mod ellipsis;
mod emphasis;
mod fold;
mod gaps;
mod map;
mod myers;
mod nearest;
mod quote_search;
mod steering;
mod words;

pub use anchor::{AnchorError, MOST_COUNTED, MOST_PLACES, Selector, anchor};
pub use fold::{FoldedText, fold, in_folded_form};
pub use nearest::{Difference, Nearest, nearest};
pub use steering::{armoured, is_steering};

pub(crate) use ellipsis::pieces;
pub(crate) use words::words;
