//! Answers as text, normalised: the form in which positions are named and fingerprints made. They
//! differ for quotations alone, which people want to read as they were said.

use super::{Answer, Members, Model, Property, Value, Window};
use crate::value::{EntityId, Terms};

/// How the words of a quotation are printed.
#[derive(Clone, Copy)]
enum Words {
    /// As they are written.
    Written,
    /// As they are compared.
    Compared,
}

impl Model {
    /// An answer in its normal form, which the language reads back as the same answer.
    pub fn print(&self, property: &Property, answer: &Answer) -> String {
        self.print_answer(property, answer, Words::Written)
    }

    /// An answer in the one form that all equal answers share, for what is known by its answers.
    pub fn normal(&self, property: &Property, answer: &Answer) -> String {
        self.print_answer(property, answer, Words::Compared)
    }

    fn print_answer(&self, property: &Property, answer: &Answer, words: Words) -> String {
        match answer {
            Answer::Unknown => "unknown".to_owned(),
            Answer::One(value) => self.print_value(property, value, words),
            Answer::Many(several) => any_of(
                several
                    .iter()
                    .map(|members| self.print_members(property, members, words))
                    .collect(),
            ),
        }
    }

    fn print_members(&self, property: &Property, members: &Members, words: Words) -> String {
        let list = |values: &[Value]| {
            let mut items: Vec<String> =
                values.iter().map(|value| self.print_value(property, value, words)).collect();
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

    fn print_value(&self, property: &Property, value: &Value, words: Words) -> String {
        match value {
            Value::Date(date) => date.print(&|event| self.entity(EntityId(event)).id.clone()),
            Value::Extent(extents) => terms(extents, |extent| {
                let print = |date: &crate::value::date::DateValue| {
                    date.print(&|event| self.entity(EntityId(event)).id.clone())
                };
                format!("{}/{}", print(&extent.start), print(&extent.end))
            }),
            Value::Duration(duration) => duration.print(),
            Value::Quantity(quantity) => quantity.print(&self.units, property.unit),
            Value::Entity(entities) => terms(entities, |entity| self.entity(*entity).id.clone()),
            Value::Level(levels) => {
                let name =
                    |level: &u32| property.levels.get(*level as usize).cloned().unwrap_or_default();
                any_of(levels.members().iter().map(name).collect())
            }
            Value::Text(texts) => terms(texts, std::string::ToString::to_string),
            Value::Quotation(said) => terms(said, |said| match words {
                Words::Written => said.as_str().to_owned(),
                Words::Compared => said.normal(),
            }),
            Value::First(windows) => terms(windows, |window| match window {
                Window::Ever => "ever".to_owned(),
                Window::Since(date) => {
                    let printed = date.print(&|event| self.entity(EntityId(event)).id.clone());
                    if printed.starts_with("since ") {
                        printed
                    } else {
                        format!("since {}", printed.trim_end_matches("/.."))
                    }
                }
                Window::For(length) => format!("in {}", length.print()),
            }),
            Value::Rank(ranks) => {
                let name = |part: &crate::value::Interval<i64>| match part.as_point() {
                    Some(rank) => rank.to_string(),
                    None => format!("{part:?}"),
                };
                let complement = ranks.complement();
                if complement.is_empty() {
                    // Any place at all has no shorter form that can be read.
                    return any_of(vec!["1".to_owned(), denied(vec!["1".to_owned()])]);
                }
                match ranks.parts().iter().all(|part| part.as_point().is_some()) {
                    true => any_of(ranks.parts().iter().map(name).collect()),
                    false => denied(complement.parts().iter().map(name).collect()),
                }
            }
            Value::Order(order) => match order.word() {
                Some(word) => word.to_owned(),
                None => any_of(order.members().map(str::to_owned).collect()),
            },
        }
    }
}

fn terms<T: Eq + Clone>(terms: &Terms<T>, print: impl Fn(&T) -> String) -> String {
    let mut printed: Vec<String> = terms.terms().iter().map(print).collect();
    printed.sort();
    if terms.is_negated() { denied(printed) } else { any_of(printed) }
}

fn any_of(mut values: Vec<String>) -> String {
    match values.len() {
        1 => values.pop().unwrap_or_default(),
        _ => format!("{{any-of: [{}]}}", values.join(", ")),
    }
}

fn denied(values: Vec<String>) -> String {
    format!("{{not: {}}}", any_of(values))
}
