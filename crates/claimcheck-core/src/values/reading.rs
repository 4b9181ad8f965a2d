//! What the reading of one written answer is given, and what it leaves behind. Each type reads its
//! own scalars; lists, denials and choices of answers are read by the resolver.

use super::date::DateValue;
use super::quantity::{Figure, Rational};
use super::{Directory, EntityId, Property, Value, ValueError};
use crate::problem::clip;
use crate::suggest::nearest;

/// What one written answer is read against.
pub(crate) struct Reading<'r> {
    /// The property that it answers.
    pub(crate) property: &'r Property,
    /// The project.
    pub(crate) directory: &'r dyn Directory,
    /// The entity that an id or a name stands for.
    pub(crate) find: &'r dyn Fn(&str) -> Result<EntityId, ValueError>,
    /// The date that relative dates are counted from.
    pub(crate) published: Option<&'r DateValue>,
    /// What the answers of the claim admit of themselves.
    pub(crate) admits: &'r mut Admits,
}

/// What the answers of a claim admit of themselves.
#[derive(Debug, Default)]
pub(crate) struct Admits {
    /// A part is marked as uncertain.
    pub(crate) uncertain: bool,
    /// A part is marked as approximate.
    pub(crate) approximate: bool,
    /// A date is counted from `published`.
    pub(crate) relative: bool,
    /// The numbers of quantities, as written.
    pub(crate) numbers: Vec<Rational>,
    /// What words of degree imply, each beside what they plainly mean.
    pub(crate) implied: Vec<(Value, Value)>,
    /// The figures that may have been rounded.
    pub(crate) figures: Vec<Figure>,
}

/// The meaning of a word of a closed list; an error with the nearest word otherwise.
pub(crate) fn word<T: Copy>(
    written: &str,
    what: &str,
    known: &[(&str, T)],
) -> Result<T, ValueError> {
    if let Some((_, meaning)) = known.iter().find(|(name, _)| *name == written) {
        return Ok(*meaning);
    }
    let names = || known.iter().map(|(name, _)| *name);
    let error = ValueError::unknown(format!("{} is no {what}", clip(written)));
    Err(match nearest(written, names()) {
        Some(near) => error.with_help(format!("did you mean `{near}`?")),
        None => error.with_help(format!("write one of {}", names().collect::<Vec<_>>().join(", "))),
    })
}
