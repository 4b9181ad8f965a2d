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
mod needles;
mod parts;
mod quotation;
mod steering;
mod windows;

pub use anchor::{AnchorError, MOST_COUNTED, MOST_PLACES, Selector, anchor};
pub use fold::{FoldedText, fold, in_folded_form};
pub use nearest::{Difference, Nearest, nearest};
pub use parts::parts;
pub use quotation::Utterance;
pub use steering::{armoured, is_steering};
