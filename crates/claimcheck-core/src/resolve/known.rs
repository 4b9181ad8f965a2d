//! What was said of a project at another time, in the words of the project as it is now: the entity
//! that a name means today, and an answer in the form that all equal answers share. So a conflict
//! that is known stays known when two ids are merged or a unit is changed.

use std::collections::BTreeSet;

use foldhash::HashMap;

use super::comparison::{Compared, Reader, sides};
use super::entry::valid_time;
use super::names::Names;
use super::values::Reading;
use crate::conflict::{Clash, Conflict};
use crate::model::{Answer, Model, Property, PropertyId, Value};
use crate::read;
use crate::text::fold;
use crate::values::{Admits, Comparisons, EntityId};

/// How entities and properties of a project are called.
#[derive(Debug, Default)]
pub struct Vocabulary {
    names: Names,
    properties: HashMap<String, PropertyId>,
    /// How two terms compare, by the name of the question.
    comparisons: HashMap<String, PropertyId>,
}

/// A question of which the names are understood.
struct Asked<'t> {
    subject: EntityId,
    property: PropertyId,
    with: Option<EntityId>,
    scope: Vec<(&'t str, &'t str)>,
}

impl Vocabulary {
    pub(super) const fn new(
        names: Names,
        properties: HashMap<String, PropertyId>,
        comparisons: HashMap<String, PropertyId>,
    ) -> Self {
        Self { names, properties, comparisons }
    }

    /// A conflict as it would be written now. What is no longer understood stays as it is.
    pub fn present(&self, model: &Model, conflict: &Conflict) -> Conflict {
        let clash = match &conflict.clash {
            Clash::Answers { question, when, groups } => {
                let Some((question, property)) = self.question(model, question) else {
                    return conflict.clone();
                };
                let answer = |answer: &String| self.answer(model, property, answer);
                let mut groups: Vec<Vec<String>> =
                    groups.iter().map(|group| group.iter().map(answer).collect()).collect();
                for group in &mut groups {
                    group.sort();
                }
                groups.sort();
                Clash::Answers { question, when: when.clone(), groups }
            }
            Clash::Together { answers, rules } => {
                let said =
                    |(question, answer): &(String, String)| match self.question(model, question) {
                        Some((question, property)) => {
                            (question, self.answer_and_time(model, property, answer))
                        }
                        None => (question.clone(), answer.clone()),
                    };
                let answers: BTreeSet<(String, String)> = answers.iter().map(said).collect();
                Clash::Together { answers, rules: rules.clone() }
            }
        };
        Conflict { code: conflict.code.clone(), clash }
    }

    /// The name that a question has now, and its property.
    fn question<'m>(&self, model: &'m Model, written: &str) -> Option<(String, &'m Property)> {
        let asked = self.asked(model, written)?;
        let property = model.property(asked.property);
        let id = |entity: EntityId| model.entity(entity).id.as_str();
        let mut name = match property.compared {
            Some(_) => property.id.clone(),
            None => format!("{}.{}", id(asked.subject), property.id),
        };
        if let Some(with) = asked.with {
            name.push_str(&format!(" with {}", id(with)));
        }
        if !asked.scope.is_empty() {
            let value = |value: &str| match self.names.get(value) {
                Some(entity) => id(entity).to_owned(),
                None => fold(value),
            };
            let scope: Vec<String> =
                asked.scope.iter().map(|(key, text)| format!("{key}: {}", value(text))).collect();
            name.push_str(&format!(" {{{}}}", scope.join(", ")));
        }
        Some((name, property))
    }

    fn asked<'t>(&self, model: &Model, written: &'t str) -> Option<Asked<'t>> {
        let (head, scope) = match written.split_once(" {") {
            Some((head, scope)) => (head, scope.strip_suffix('}')?),
            None => (written, ""),
        };
        let scope = scope.split(", ").filter(|pair| !pair.is_empty());
        let scope = scope.map(|pair| pair.split_once(": ")).collect::<Option<Vec<_>>>()?;
        if let Some((left, right)) = sides(head) {
            let (compared, _) = self.statement(model, &format!("{left} = {right}"))?;
            let property = *self.comparisons.get(&compared.name())?;
            return Some(Asked { subject: compared.subject, property, with: None, scope });
        }
        let (head, with) = match head.rsplit_once(" with ") {
            Some((head, with)) => (head, Some(self.names.get(with)?)),
            None => (head, None),
        };
        let (subject, property) = head.rsplit_once('.')?;
        let subject = self.names.get(subject)?;
        // The order of two events is asked of the lesser one: turned round, its answers are others.
        if with.is_some_and(|with| with < subject) {
            return None;
        }
        Some(Asked { subject, property: *self.properties.get(property)?, with, scope })
    }

    /// A statement whose terms all name their entities.
    fn statement(&self, model: &Model, written: &str) -> Option<(Compared, Comparisons)> {
        let names = &self.names;
        let time = |text: &str| valid_time(model, names, text, None);
        let properties = &self.properties;
        let reader = Reader { model, names, properties, about: None, time: &time };
        reader.read(written).ok()
    }

    /// An answer as a contradiction lists it, with its time behind it where it has one.
    fn answer_and_time(&self, model: &Model, property: &Property, written: &str) -> String {
        match written.split_once(" @ ") {
            Some((answer, when)) => format!("{} @ {when}", self.answer(model, property, answer)),
            None => self.answer(model, property, written),
        }
    }

    /// An answer in the form that all equal answers share.
    fn answer(&self, model: &Model, property: &Property, written: &str) -> String {
        if property.compared.is_some() {
            let ways = self.statement(model, written).map(|(_, ways)| Value::Comparison(ways));
            let answer = ways.map(|ways| model.normal(property, &Answer::One(ways)));
            return answer.unwrap_or_else(|| written.to_owned());
        }
        let mut reading =
            Reading { model, names: &self.names, published: None, admits: Admits::default() };
        let value = read::value(written);
        let answer = value.and_then(|value| reading.answer(property, &value).ok());
        answer.map_or_else(|| written.to_owned(), |answer| model.normal(property, &answer))
    }
}
