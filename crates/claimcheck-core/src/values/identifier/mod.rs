//! Identifiers as answers: registrations, serial numbers and the like, compared after folding case,
//! white space, hyphens and dots. Different ones are different things.

use std::collections::{BTreeMap, BTreeSet};

use super::consistent_sets::{Collector, Groups};
use super::joint::Joint;
use super::printing::terms;
use super::value_kind::{Quoted, ValueKind};
use super::value_set::ValueSet;
use super::{Comparer, Printing, Relation, Taxonomy, Terms, Value, ValueError, Wording};
use crate::text::fold;

pub(super) static IDENTIFIER: ValueKind = ValueKind {
    conflict_code: "conflict/identifier",
    quoted: Quoted::Word,
    ..ValueKind::new("identifier", |_, text| {
        Identifier::new(text).map(|one| Value::Identifier(Terms::one(one)))
    })
};

/// An identifier. Two are equal where their letters, digits and other signs are.
#[derive(Debug, Clone)]
pub struct Identifier {
    text: Box<str>,
    /// The text without case, white space, hyphens and dots.
    key: Box<str>,
}

impl Identifier {
    /// Reads an identifier.
    ///
    /// # Errors
    ///
    /// Where nothing but white space, hyphens and dots is written.
    ///
    /// ```
    /// use claimcheck_core::values::Identifier;
    ///
    /// assert_eq!(Identifier::new("N 123-AB")?, Identifier::new("n123ab")?);
    /// # Ok::<(), claimcheck_core::values::ValueError>(())
    /// ```
    pub fn new(text: &str) -> Result<Self, ValueError> {
        let folded = fold(text);
        let counts = |c: &char| !c.is_whitespace() && !matches!(c, '-' | '.');
        let key: String = folded.to_lowercase().chars().filter(counts).collect();
        if key.is_empty() {
            return Err(ValueError::new("the identifier has no letters or digits"));
        }
        Ok(Self { text: text.into(), key: key.into() })
    }

    /// Whether the two are one letter or digit apart: put in, left out or taken for another.
    pub fn is_one_apart(&self, other: &Self) -> bool {
        strsim::levenshtein(&self.key, &other.key) == 1
    }
}

impl PartialEq for Identifier {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for Identifier {}

impl std::hash::Hash for Identifier {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.key.hash(state);
    }
}

struct ByKey;

impl Comparer<Identifier> for ByKey {
    fn within(&self, a: &Identifier, b: &Identifier) -> bool {
        a == b
    }

    fn meet(&self, a: &Identifier, b: &Identifier) -> bool {
        a == b
    }
}

fn identifiers(value: &Value) -> Option<&Terms<Identifier>> {
    if let Value::Identifier(identifiers) = value { Some(identifiers) } else { None }
}

impl ValueSet for Terms<Identifier> {
    fn relate(&self, other: &Value, _: &Taxonomy) -> Option<Relation> {
        Some(Self::relate(self, identifiers(other)?, &ByKey))
    }

    fn print(&self, printing: &Printing<'_>) -> String {
        terms(self, |one| match printing.wording {
            Wording::Written => one.text.to_string(),
            Wording::Compared => one.key.to_string(),
        })
    }

    fn negate(&self) -> Result<Value, ValueError> {
        Ok(Value::Identifier(self.clone().complement()))
    }

    fn union(&self, all: &[Value]) -> Result<Value, ValueError> {
        Self::any_of(all.iter().filter_map(identifiers).cloned().collect()).map(Value::Identifier)
    }

    fn can_all_hold(&self, all: &[&Value], _: &Taxonomy) -> Joint {
        let sets: Vec<&Self> = all.iter().filter_map(|value| identifiers(value)).collect();
        Self::can_all_hold(&sets, &ByKey)
    }

    fn consistent_sets(&self, all: &[&Value], _: &Taxonomy) -> Option<Groups> {
        groups(all)
    }

    fn is_single(&self) -> bool {
        self.single().is_some()
    }
}

/// For each identifier that is named, what leaves it possible; and what leaves all others possible.
fn groups(values: &[&Value]) -> Option<Groups> {
    let sets: Vec<&Terms<Identifier>> =
        values.iter().map(|value| identifiers(value)).collect::<Option<_>>()?;
    let mut named: BTreeMap<&str, (BTreeSet<usize>, BTreeSet<usize>)> = BTreeMap::new();
    let mut denying: BTreeSet<usize> = BTreeSet::new();
    for (at, set) in sets.iter().enumerate() {
        for one in set.terms() {
            let (affirmed, denied) = named.entry(&one.key).or_default();
            if set.is_negated() {
                denied.insert(at)
            } else {
                affirmed.insert(at)
            };
        }
        if set.is_negated() {
            denying.insert(at);
        }
    }
    let mut groups = Collector::new(values.len());
    groups.add(&denying);
    for (affirmed, denied) in named.values().filter(|(affirmed, _)| !affirmed.is_empty()) {
        let mut group = affirmed.clone();
        group.extend(denying.difference(denied));
        groups.add(&group);
    }
    Some(groups.maximal())
}
