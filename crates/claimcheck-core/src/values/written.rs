//! Answers as they are written: an answer is the exact number, and its writing may say that the number
//! was rounded. Owns what that changes in how answers are compared, and nothing else of them.

use super::consistent_sets::Groups;
use super::joint::{Joint, choose, groups_that_hold};
use super::quantity::{Figure, Rounding};
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

    /// Whether some answers to one question can all hold, where figures may be rounded: whether of each
    /// answer that has figures one can be chosen, so that each two of these are the same within rounding
    /// and each leaves room for all other answers.
    pub fn can_all_hold(all: &[Self], taxonomy: &Taxonomy) -> Joint {
        let exact = Answer::can_all_hold(&answers(all.iter()), taxonomy);
        if exact != Joint::Clashes || !are_rounded(all) {
            return exact;
        }
        let lists: Vec<Vec<Choice<'_>>> = all.iter().map(Self::choices).collect();
        choose(&lists, fit, |chosen| {
            let whole = chosen.iter().filter_map(|choice| match choice {
                Choice::Whole(answer) => Some(*answer),
                Choice::Figure(_) => None,
            });
            let whole: Vec<&Answer> = whole.collect();
            let figures = chosen.iter().filter_map(|choice| match choice {
                Choice::Figure(figure) => Some(figure.answer()),
                Choice::Whole(_) => None,
            });
            let figures: Vec<Answer> = figures.collect();
            if figures.is_empty() {
                return Answer::can_all_hold(&whole, taxonomy);
            }
            figures.iter().fold(Joint::Holds, |all, figure| {
                all.and(|| {
                    let with: Vec<&Answer> = whole.iter().copied().chain([figure]).collect();
                    Answer::can_all_hold(&with, taxonomy)
                })
            })
        })
    }

    /// The maximal groups of some answers to one question that can all hold, where figures may be
    /// rounded; nothing where there are too many answers or groups to list them exactly.
    pub fn consistent_sets(all: &[Self], taxonomy: &Taxonomy) -> Option<Groups> {
        if !are_rounded(all) {
            return Answer::consistent_sets(&answers(all.iter()), taxonomy);
        }
        groups_that_hold(all.len(), |group| {
            let group: Vec<Self> = group.iter().filter_map(|at| all.get(*at).copied()).collect();
            Self::can_all_hold(&group, taxonomy)
        })
    }

    /// Its figures one by one, and whatever else it may be.
    fn choices(&self) -> Vec<Choice<'_>> {
        let figures = self
            .rounding
            .into_iter()
            .flat_map(|rounding| rounding.figures().iter().map(Choice::Figure));
        let whole = self.rounding.is_none_or(|rounding| !rounding.is_all_of(self.answer));
        figures.chain(whole.then_some(Choice::Whole(self.answer))).collect()
    }
}

/// What an answer may be.
#[derive(Debug, Clone, Copy)]
enum Choice<'a> {
    Figure(&'a Figure),
    Whole(&'a Answer),
}

fn fit(chosen: &[Choice<'_>], next: Choice<'_>) -> bool {
    let same = |one: &Choice<'_>| match (one, next) {
        (Choice::Figure(one), Choice::Figure(other)) => {
            !one.is_comparable(other) || one.is_same(other)
        }
        _ => true,
    };
    chosen.iter().all(same)
}

fn answers<'a>(all: impl Iterator<Item = &'a Written<'a>>) -> Vec<&'a Answer> {
    all.map(|written| written.answer).collect()
}

/// Rounding lets two figures stand together that have nothing in common, and changes nothing else.
fn are_rounded(all: &[Written<'_>]) -> bool {
    let mut with = all.iter().filter_map(|written| written.rounding);
    with.clone().count() > 1 && with.any(Rounding::may_be_rounded)
}
