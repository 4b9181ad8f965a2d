//! Sets of answers that are named one by one: entities, texts, utterances. A set is either the
//! union of its terms or everything else.

use super::error::ValueError;
use super::joint::{Joint, choose};
use super::likeness::Likeness;
use super::relation::Relation;

/// How two single terms lie to each other.
pub trait Comparer<T: ?Sized> {
    /// Whether whatever answers to `a` answers to `b` too.
    fn within(&self, a: &T, b: &T) -> bool;
    /// Whether something may answer to both. Where this is not known, it may.
    fn meet(&self, a: &T, b: &T) -> bool;
    /// Whether something may answer to all of some terms, each two of which meet, and to none of the
    /// denied ones, in which none of the terms lies. By default that is so: pairs tell all.
    fn meet_outside(&self, _terms: &[&T], _denied: &[&T]) -> Joint {
        Joint::Holds
    }
}

/// The union of some terms, or, where `negated`, all that is in none of them.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Terms<T> {
    terms: Vec<T>,
    negated: bool,
}

impl<T: Eq + Clone> Terms<T> {
    /// The one term.
    pub fn one(term: T) -> Self {
        Self { terms: vec![term], negated: false }
    }

    /// The terms, in the order in which they were written.
    pub fn terms(&self) -> &[T] {
        &self.terms
    }

    /// Whether the set is what lies outside the terms.
    pub const fn is_negated(&self) -> bool {
        self.negated
    }

    /// Everything else.
    #[must_use]
    pub fn complement(self) -> Self {
        Self { negated: !self.negated, ..self }
    }

    /// The union of several sets.
    ///
    /// # Errors
    ///
    /// Where a denied set is among them, and where there are none: neither has a plain form.
    pub fn any_of(sets: Vec<Self>) -> Result<Self, ValueError> {
        if sets.iter().any(|set| set.negated) {
            return Err(ValueError::new("`any-of` takes answers, not denials of answers")
                .with_help("write `{not: {any-of: […]}}` to deny several answers"));
        }
        let mut terms: Vec<T> = Vec::new();
        for term in sets.into_iter().flat_map(|set| set.terms) {
            if !terms.contains(&term) {
                terms.push(term);
            }
        }
        if terms.is_empty() {
            return Err(ValueError::new("`any-of` without an answer"));
        }
        Ok(Self { terms, negated: false })
    }

    /// How this set lies to another one.
    pub fn relate(&self, other: &Self, by: &impl Comparer<T>) -> Relation {
        if self == other {
            return Relation::Equal;
        }
        Relation::from_inclusion(
            self.within(other, by),
            other.within(self, by),
            self.meets(other, by),
        )
    }

    /// Whether something may answer to all of some sets.
    pub fn can_all_hold(sets: &[&Self], by: &impl Comparer<T>) -> Joint {
        let (denying, affirming): (Vec<&Self>, Vec<&Self>) =
            sets.iter().copied().partition(|set| set.negated);
        let denied: Vec<&T> = denying.iter().flat_map(|set| &set.terms).collect();
        let open = |term: &&T| !denied.iter().any(|denied| by.within(term, denied));
        let mut lists: Vec<Vec<&T>> =
            affirming.iter().map(|set| set.terms.iter().filter(open).collect()).collect();
        lists.dedup();
        choose(
            &lists,
            |chosen, term| chosen.iter().all(|other| *other == term || by.meet(other, term)),
            |chosen| by.meet_outside(chosen, &denied),
        )
    }

    fn within(&self, other: &Self, by: &impl Comparer<T>) -> bool {
        let covered = |terms: &[T], a: &T| terms.iter().any(|b| by.within(a, b));
        match (self.negated, other.negated) {
            (false, false) => self.terms.iter().all(|a| covered(&other.terms, a)),
            (true, true) => other.terms.iter().all(|b| covered(&self.terms, b)),
            (false, true) => !self.terms.iter().any(|a| other.terms.iter().any(|b| by.meet(a, b))),
            (true, false) => false,
        }
    }

    fn meets(&self, other: &Self, by: &impl Comparer<T>) -> bool {
        let outside =
            |terms: &[T], set: &[T]| terms.iter().any(|a| !set.iter().any(|b| by.within(a, b)));
        match (self.negated, other.negated) {
            (false, false) => self.terms.iter().any(|a| other.terms.iter().any(|b| by.meet(a, b))),
            (true, true) => true,
            (false, true) => outside(&self.terms, &other.terms),
            (true, false) => outside(&other.terms, &self.terms),
        }
    }
}

impl<T: Eq> Terms<T> {
    /// The likeness of the two terms that are most alike, where two affirmed sets have none in common.
    pub(super) fn likeness(
        &self,
        other: &Self,
        of: impl Fn(&T, &T) -> Likeness,
    ) -> Option<Likeness> {
        let pairs =
            || self.terms.iter().flat_map(|one| other.terms.iter().map(move |other| (one, other)));
        if self.negated || other.negated || pairs().any(|(one, other)| one == other) {
            return None;
        }
        let nearly = pairs().any(|(one, other)| of(one, other) == Likeness::Nearly);
        Some(if nearly { Likeness::Nearly } else { Likeness::Unlike })
    }
}

impl<T> Terms<T> {
    /// The only term of an affirmed set of one.
    pub fn single(&self) -> Option<&T> {
        match (self.terms.as_slice(), self.negated) {
            ([one], false) => Some(one),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(word: &str) -> Terms<Box<str>> {
        Terms::one(word.into())
    }

    #[test]
    fn a_denial_has_no_place_in_a_choice() {
        assert!(Terms::any_of(vec![text("a"), text("b").complement()]).is_err());
    }
}
