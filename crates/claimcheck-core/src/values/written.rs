//! Answers as they are written: an answer is the exact number, and its writing may say that the number
//! was rounded. Owns what that changes in how answers are compared, and nothing else of them.

use super::consistent_sets::Groups;
use super::joint::{Joint, groups_that_hold};
use super::quantity::Rounding;
use super::{Answer, Relation, Taxonomy, Value};

/// An answer, and what its figures may be rounded from.
#[derive(Debug, Clone, Copy)]
pub struct Written<'a> {
    /// The answer.
    pub answer: &'a Answer,
    /// What its figures may be rounded from; nothing where it has none.
    pub rounding: Option<&'a Rounding>,
    /// What a reader takes from it beyond what it plainly says.
    pub implied: Option<&'a Value>,
}

impl Written<'_> {
    /// Whether the two answers are figures that are the same within rounding. They may still have
    /// nothing in common.
    #[must_use]
    pub fn is_same_within_rounding(&self, other: &Self) -> bool {
        self.rounding.zip(other.rounding).is_some_and(|(one, other)| one.is_same(other))
    }

    /// Whether two answers that can both hold clash in what their words imply.
    pub fn is_implied_apart(&self, other: &Self, taxonomy: &Taxonomy) -> bool {
        let (Answer::One(one), Answer::One(another)) = (self.answer, other.answer) else {
            return false;
        };
        let apart = |a: &Value, b: &Value| a.relate(b, taxonomy) == Some(Relation::Disjoint);
        !apart(one, another) && apart(self.implied.unwrap_or(one), other.implied.unwrap_or(another))
    }

    /// Whether some answers to one question can all hold, where figures may be rounded. Figures must
    /// be the same within rounding, each two of them; and each must leave room for all that is no
    /// figure.
    pub fn can_all_hold(all: &[Self], taxonomy: &Taxonomy) -> Joint {
        let answers: Vec<&Answer> = all.iter().map(|written| written.answer).collect();
        let exact = Answer::can_all_hold(&answers, taxonomy);
        let (figures, others): (Vec<&Self>, Vec<&Self>) =
            all.iter().partition(|written| written.rounding.is_some());
        let is_one =
            |written: &&Self| matches!(written.answer, Answer::One(value) if value.is_single());
        let may_be_rounded =
            |written: &&Self| written.rounding.is_some_and(Rounding::may_be_rounded);
        // Of several figures of which each may be one of several, only two are told apart so.
        let told = figures.len() == 2 || figures.iter().all(is_one);
        if exact != Joint::Clashes
            || figures.len() < 2
            || !told
            || !figures.iter().any(may_be_rounded)
        {
            return exact;
        }
        let with_others = |figures: &[&Self]| {
            let all = figures.iter().chain(&others).map(|written| written.answer);
            Answer::can_all_hold(&all.collect::<Vec<_>>(), taxonomy)
        };
        let alone = figures.iter().fold(Joint::Holds, |all, one| all.and(|| with_others(&[one])));
        let pairs = figures
            .iter()
            .enumerate()
            .flat_map(|(at, one)| figures.iter().skip(at + 1).map(move |other| (*one, *other)));
        pairs.fold(alone, |all, (one, other)| {
            all.and(|| match one.is_same_within_rounding(other) {
                true => Joint::Holds,
                false => with_others(&[one, other]),
            })
        })
    }

    /// The maximal groups of some answers to one question that can all hold, where figures may be
    /// rounded; nothing where there are too many answers or groups to list them exactly.
    pub fn consistent_sets(all: &[Self], taxonomy: &Taxonomy) -> Option<Groups> {
        // Rounding lets two figures stand together that have nothing in common, and changes nothing
        // else: with fewer figures the exact groups are found sooner.
        if all.iter().filter(|written| written.rounding.is_some()).count() < 2 {
            let answers: Vec<&Answer> = all.iter().map(|written| written.answer).collect();
            return Answer::consistent_sets(&answers, taxonomy);
        }
        groups_that_hold(all.len(), |group| {
            let group: Vec<Self> = group.iter().filter_map(|at| all.get(*at).copied()).collect();
            Self::can_all_hold(&group, taxonomy)
        })
        .or_else(|| {
            let answers: Vec<&Answer> = all.iter().map(|written| written.answer).collect();
            Answer::consistent_sets(&answers, taxonomy)
        })
    }
}
