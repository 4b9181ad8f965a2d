//! Texts as answers: folded words. The same words are the same answer, and different ones prove
//! nothing.

use super::joint::Joint;
use super::printing::terms;
use super::value_kind::{Quoted, ValueKind};
use super::value_set::ValueSet;
use super::{Comparer, Likeness, Printing, Relation, Taxonomy, Terms, Value, ValueError};
use crate::text::fold;

pub(super) static TEXT: ValueKind =
    ValueKind { quoted: Quoted::Word, ..ValueKind::new("text", |_, text| read(text)) };

fn read(text: &str) -> Result<Value, ValueError> {
    let folded = fold(text);
    if folded.is_empty() {
        return Err(ValueError::new("an empty text says nothing"));
    }
    Ok(Value::Text(Terms::one(folded.into())))
}

/// Folded texts: the same text is the same answer, and words alone cannot prove two texts apart.
#[derive(Debug, Clone, Copy)]
pub struct Words;

impl Comparer<Box<str>> for Words {
    fn within(&self, a: &Box<str>, b: &Box<str>) -> bool {
        a == b
    }

    fn meet(&self, _: &Box<str>, _: &Box<str>) -> bool {
        true
    }
}

/// In a list of words, other words are another member.
struct SameWords;

impl Comparer<Box<str>> for SameWords {
    fn within(&self, a: &Box<str>, b: &Box<str>) -> bool {
        a == b
    }

    fn meet(&self, a: &Box<str>, b: &Box<str>) -> bool {
        a == b
    }
}

fn texts(value: &Value) -> Option<&Terms<Box<str>>> {
    if let Value::Text(texts) = value { Some(texts) } else { None }
}

impl ValueSet for Terms<Box<str>> {
    fn relate(&self, other: &Value, _: &Taxonomy) -> Option<Relation> {
        Some(Self::relate(self, texts(other)?, &Words))
    }

    fn print(&self, _: &Printing<'_>) -> String {
        terms(self, std::string::ToString::to_string)
    }

    fn negate(&self) -> Result<Value, ValueError> {
        Ok(Value::Text(self.clone().complement()))
    }

    fn union(&self, all: &[Value]) -> Result<Value, ValueError> {
        Self::any_of(all.iter().filter_map(texts).cloned().collect()).map(Value::Text)
    }

    fn can_all_hold(&self, all: &[&Value], _: &Taxonomy) -> Joint {
        let sets: Vec<&Self> = all.iter().filter_map(|value| texts(value)).collect();
        Self::can_all_hold(&sets, &Words)
    }

    fn can_be_one_member(&self, all: &[&Value], _: &Taxonomy) -> Joint {
        let sets: Vec<&Self> = all.iter().filter_map(|value| texts(value)).collect();
        Self::can_all_hold(&sets, &SameWords)
    }

    fn is_single(&self) -> bool {
        self.single().is_some()
    }

    /// In a list of words, other words are another member.
    fn is_another_member(&self, other: &Value, _: &Taxonomy) -> bool {
        texts(other).is_some_and(|other| Self::relate(self, other, &Words) == Relation::Overlap)
    }

    fn differs_in_words(&self, other: &Value) -> Option<Likeness> {
        self.likeness(texts(other)?, |one, other| Likeness::of(one, other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(word: &str) -> Terms<Box<str>> {
        Terms::one(word.into())
    }

    #[test]
    fn texts_conflict_only_by_denial() {
        let relate = |a: &Terms<Box<str>>, b: &Terms<Box<str>>| {
            assert_eq!(a.relate(b, &Words), b.relate(a, &Words).converse());
            a.relate(b, &Words)
        };
        assert_eq!(relate(&text("a"), &text("a")), Relation::Equal);
        assert_eq!(relate(&text("a"), &text("b")), Relation::Overlap);
        assert_eq!(relate(&text("a"), &text("a").complement()), Relation::Disjoint);
        assert_eq!(relate(&text("b"), &text("a").complement()), Relation::Overlap);
        let either = Terms::any_of(vec![text("a"), text("b")]);
        assert_eq!(either.map(|set| relate(&text("a"), &set)), Ok(Relation::Inside));
    }
}
