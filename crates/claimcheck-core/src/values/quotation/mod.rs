//! Quotations as answers: the words of one utterance, whole or in part.

mod utterance;

pub use utterance::Utterance;

use super::joint::Joint;
use super::printing::terms;
use super::value_kind::{Quoted, ValueKind};
use super::value_set::ValueSet;
use super::{Comparer, Likeness, Printing, Relation, Taxonomy, Terms, Value, ValueError, Wording};

pub(super) static QUOTATION: ValueKind = ValueKind {
    conflict_code: "conflict/quotation",
    quoted: Quoted::Word,
    ..ValueKind::new("quotation", |_, text| {
        Utterance::new(text).map(|said| Value::Quotation(Terms::one(said)))
    })
};

struct ByWords;

impl Comparer<Utterance> for ByWords {
    fn within(&self, a: &Utterance, b: &Utterance) -> bool {
        // The whole utterance says all that a part of it says.
        b.relate(a).entails()
    }

    fn meet(&self, a: &Utterance, b: &Utterance) -> bool {
        a.relate(b) != Relation::Disjoint
    }
}

fn utterances(value: &Value) -> Option<&Terms<Utterance>> {
    if let Value::Quotation(utterances) = value { Some(utterances) } else { None }
}

impl ValueSet for Terms<Utterance> {
    fn relate(&self, other: &Value, _: &Taxonomy) -> Option<Relation> {
        Some(Self::relate(self, utterances(other)?, &ByWords))
    }

    fn print(&self, printing: &Printing<'_>) -> String {
        terms(self, |said| match printing.wording {
            Wording::Written => said.as_str().to_owned(),
            Wording::Compared => said.normal(),
        })
    }

    fn negate(&self) -> Result<Value, ValueError> {
        Ok(Value::Quotation(self.clone().complement()))
    }

    fn union(&self, all: &[Value]) -> Result<Value, ValueError> {
        Self::any_of(all.iter().filter_map(utterances).cloned().collect()).map(Value::Quotation)
    }

    fn can_all_hold(&self, all: &[&Value], _: &Taxonomy) -> Joint {
        let sets: Vec<&Self> = all.iter().filter_map(|value| utterances(value)).collect();
        Self::can_all_hold(&sets, &ByWords)
    }

    fn differs_in_words(&self, other: &Value) -> Option<Likeness> {
        let other = utterances(other)?;
        let apart = Self::relate(self, other, &ByWords) == Relation::Overlap;
        apart.then(|| {
            self.likeness(other, |one, other| Likeness::of(one.as_str(), other.as_str()))
        })?
    }

    fn is_single(&self) -> bool {
        self.single().is_some()
    }
}
