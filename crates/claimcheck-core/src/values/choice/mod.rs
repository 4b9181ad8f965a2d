//! Choices, scales and yes-no as answers: sets of the levels of a property.

mod levels;

use std::collections::{BTreeMap, BTreeSet};

pub use levels::Levels;

use super::consistent_sets::{Collector, Groups};
use super::joint::Joint;
use super::printing::any_of;
use super::reading::word;
use super::value_kind::{Direction, LevelSource, ValueKind};
use super::value_set::ValueSet;
use super::{Printing, Property, Reading, Relation, Taxonomy, Value, ValueError};
use crate::problem::clip;
use crate::suggest::nearest;

pub(super) static CHOICE: ValueKind = ValueKind {
    keys: &["levels"],
    levels: LevelSource::Declared,
    ..ValueKind::new("choice", |reading, text| level(reading.property, text))
};

pub(super) static SCALE: ValueKind = ValueKind {
    keys: &["levels"],
    direction: Direction::Forward,
    levels: LevelSource::Declared,
    ..ValueKind::new("scale", |reading, text| level(reading.property, text))
};

pub(super) static YES_OR_NO: ValueKind =
    ValueKind { levels: LevelSource::Fixed(&["no", "yes"]), ..ValueKind::new("yes-no", yes_or_no) };

/// `yes` and `no`, as people write them.
pub(crate) const YES_NO: [(&str, bool); 4] =
    [("yes", true), ("no", false), ("true", true), ("false", false)];

fn yes_or_no(_: &mut Reading<'_>, text: &str) -> Result<Value, ValueError> {
    let yes = word(text, "yes or no", &YES_NO)?;
    Ok(Value::Level(Levels::one(u32::from(yes), 2)))
}

/// The level of a property that a text names.
pub(crate) fn level(property: &Property, text: &str) -> Result<Value, ValueError> {
    let of = u32::try_from(property.levels.len()).unwrap_or(u32::MAX);
    let found = property
        .levels
        .iter()
        .position(|level| level == text)
        .and_then(|at| u32::try_from(at).ok());
    if let Some(level) = found {
        return Ok(Value::Level(Levels::one(level, of)));
    }
    let error = ValueError::unknown(format!("`{}` has no level {}", property.id, clip(text)));
    Err(match nearest(text, property.levels.iter().map(String::as_str)) {
        Some(near) => error.with_help(format!("did you mean `{near}`?")),
        None => error.with_help(format!("its levels are {}", few(&property.levels))),
    })
}

/// Names in a sentence, the first of them where they are many.
fn few(names: &[String]) -> String {
    const MOST: usize = 20;
    let short = |name: &String| if name.len() > 60 { clip(name) } else { name.clone() };
    let shown: Vec<String> = names.iter().take(MOST).map(short).collect();
    let shown = shown.join(", ");
    let more = names.len().saturating_sub(MOST);
    if more > 0 { format!("{shown} and {more} more") } else { shown }
}

fn chosen(value: &Value) -> Option<&Levels> {
    if let Value::Level(levels) = value { Some(levels) } else { None }
}

impl ValueSet for Levels {
    fn relate(&self, other: &Value, _: &Taxonomy) -> Option<Relation> {
        Some(Self::relate(self, chosen(other)?))
    }

    fn print(&self, printing: &Printing<'_>) -> String {
        let levels = &printing.property.levels;
        let name = |level: &u32| levels.get(*level as usize).cloned().unwrap_or_default();
        any_of(self.members().iter().map(name).collect())
    }

    fn negate(&self) -> Result<Value, ValueError> {
        self.not().map(Value::Level)
    }

    fn union(&self, all: &[Value]) -> Result<Value, ValueError> {
        let all: Vec<Self> = all.iter().filter_map(chosen).cloned().collect();
        Self::any_of(&all).map(Value::Level)
    }

    fn can_all_hold(&self, all: &[&Value], _: &Taxonomy) -> Joint {
        let sets: Vec<&Self> = all.iter().filter_map(|value| chosen(value)).collect();
        let in_all =
            |level: &u32| sets.iter().all(|set| set.members().binary_search(level).is_ok());
        Joint::of(self.members().iter().any(in_all))
    }

    fn consistent_sets(&self, all: &[&Value], _: &Taxonomy) -> Option<Groups> {
        Some(groups(all))
    }

    fn is_single(&self) -> bool {
        self.members().len() == 1
    }

    fn lies_below(&self, other: &Value) -> bool {
        match (self.hull(), chosen(other).and_then(Self::hull)) {
            (Some((_, high)), Some((low, _))) => high < low,
            _ => false,
        }
    }
}

fn groups(values: &[&Value]) -> Groups {
    let mut levels: BTreeMap<u32, BTreeSet<usize>> = BTreeMap::new();
    for (at, value) in values.iter().enumerate() {
        let Some(set) = chosen(value) else { continue };
        for level in set.members() {
            levels.entry(*level).or_default().insert(at);
        }
    }
    let mut groups = Collector::new(values.len());
    for group in levels.values() {
        groups.add(group);
    }
    groups.maximal()
}
