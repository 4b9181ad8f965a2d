//! Answers as text, normalised: the form in which positions are named and fingerprints made. Owns
//! the forms that all types share; each type prints its own terms.

use super::{Answer, Directory, Members, Property, Terms, Value};

/// Which words of a quotation are printed; all other types have one printed form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wording {
    /// As they are written.
    Written,
    /// As they are compared: the one form that all equal answers share.
    Compared,
}

/// What an answer is printed with.
#[derive(Clone, Copy)]
pub struct Printing<'p> {
    /// The property that it answers.
    pub property: &'p Property,
    /// The project.
    pub directory: &'p dyn Directory,
    /// Which words of a quotation are printed.
    pub wording: Wording,
}

impl Answer {
    /// The answer in its normal form, which the language reads back as the same answer.
    pub fn print(&self, printing: &Printing<'_>) -> String {
        match self {
            Self::Unknown => "unknown".to_owned(),
            Self::One(value) => value.print(printing),
            Self::Many(several) => {
                any_of(several.iter().map(|members| print_members(members, printing)).collect())
            }
        }
    }
}

fn print_members(members: &Members, printing: &Printing<'_>) -> String {
    let list = |values: &[Value]| {
        let mut items: Vec<String> = values.iter().map(|value| value.print(printing)).collect();
        items.sort();
        items.dedup();
        items
    };
    if let Some(only) = &members.only {
        return format!("{{only: [{}]}}", list(only).join(", "));
    }
    if !members.excludes.is_empty() {
        return denied(list(&members.excludes));
    }
    match list(&members.includes).as_slice() {
        [one] => one.clone(),
        several => format!("[{}]", several.join(", ")),
    }
}

/// The union of some terms, or its denial.
pub(super) fn terms<T: Eq + Clone>(terms: &Terms<T>, print: impl Fn(&T) -> String) -> String {
    let mut printed: Vec<String> = terms.terms().iter().map(print).collect();
    printed.sort();
    if terms.is_negated() { denied(printed) } else { any_of(printed) }
}

/// One of several answers.
pub(super) fn any_of(mut values: Vec<String>) -> String {
    match values.len() {
        1 => values.pop().unwrap_or_default(),
        _ => format!("{{any-of: [{}]}}", values.join(", ")),
    }
}

/// None of several answers.
pub(super) fn denied(values: Vec<String>) -> String {
    format!("{{not: {}}}", any_of(values))
}
