//! What is declared and then used by nothing: most often a slip of the pen somewhere else.

use std::collections::{BTreeMap, HashSet};

use super::entry::Mentioned;
use super::{Resolver, Text};
use crate::model::{Model, Origin, PropertyId};
use crate::problem::{InputCode, Problem};
use crate::read::record::Document;
use crate::source::{FileId, Span};
use crate::values::EntityId;

/// Which entities and properties are used.
#[derive(Debug)]
pub(super) struct Uses {
    entities: Vec<bool>,
    properties: Vec<bool>,
}

impl Uses {
    fn entity(&mut self, entity: EntityId) {
        self.entities[entity.0 as usize] = true;
    }

    fn property(&mut self, property: PropertyId) {
        self.properties[property.index()] = true;
    }

    /// Notes what all entries say: an entity is used where a claim is about it, names it or rests
    /// on it.
    pub(super) fn count(&mut self, model: &Model) {
        for entry in &model.entries {
            for claim in entry.claims.iter().map(|claim| model.claim(claim)) {
                let question = model.question(claim.question);
                self.property(question.property);
                for subject in std::iter::once(question.subject).chain(question.with) {
                    self.entity(subject);
                }
                claim.answer.entities(&mut |entity| self.entity(entity));
            }
            for source in entry.attribution.iter().flatten().copied().filter_map(entity) {
                self.entity(source);
            }
        }
    }

    /// Notes what is said and could not be read: it is used all the same.
    pub(super) fn mention(&mut self, mentioned: &Mentioned) {
        mentioned.entities.iter().for_each(|entity| self.entity(*entity));
        mentioned.properties.iter().for_each(|property| self.property(*property));
    }
}

impl Resolver {
    /// The uses that are no claims: what is declared of kinds, rules, reports and other entities.
    pub(super) fn declared_uses(&self, documents: &[Document<'_>]) -> Uses {
        let model = &self.model;
        let mut uses = Uses {
            entities: vec![false; model.entities.len()],
            properties: vec![false; model.properties.len()],
        };
        for property in model.kinds.iter().flat_map(|kind| &kind.expects) {
            uses.property(*property);
        }
        // A rule that cannot be read still names what it is about.
        let part_of_name = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
        let rules = documents.iter().flat_map(|document| &document.rules);
        let equations = rules.filter_map(|rule| rule.equation.as_ref());
        let words = equations.flat_map(|text| text.as_str().split(move |c| !part_of_name(c)));
        for property in words.filter_map(|word| self.properties.get(word)) {
            uses.property(*property);
        }
        for report in &model.reports {
            let origins = report.based_on.iter().copied().filter_map(entity);
            for entity in origins.chain(report.publisher) {
                uses.entity(entity);
            }
        }
        let declared = documents.iter().flat_map(|document| &document.entities);
        let links = declared.flat_map(|entity| {
            let links = entity.part_of.iter().chain(&entity.overlaps).chain(&entity.distinct_from);
            links.chain(&entity.series).chain(&entity.speaks_for)
        });
        for entity in links.filter_map(|name| self.names.get(name.as_str())) {
            uses.entity(entity);
        }
        uses
    }

    /// What nothing uses, as problems.
    pub(super) fn unused(&mut self, uses: &Uses, texts: &[Text]) {
        let texts = self.unused_texts(texts);
        let properties = self.unused_properties(uses);
        let series = self.model.series();
        let entities = self.unused_entities(uses, &series);
        let misspelt = self.misspelt_series(&series);
        let unused = texts.into_iter().chain(properties).chain(entities).chain(misspelt);
        self.problems.extend(unused);
    }

    fn unused_texts(&self, texts: &[Text]) -> Vec<Problem> {
        let used: HashSet<FileId> =
            self.model.reports.iter().filter_map(|report| report.text).collect();
        let files = texts.iter().filter_map(|text| Some((text, *text.content.as_ref().ok()?)));
        let unused = files.filter(|(_, file)| !used.contains(file));
        let problems = unused.map(|(text, file)| {
            let span = Span { file, start: 0, end: 0 };
            let message = format!("no claims document is about the text `{}`", text.path);
            Problem::new(InputCode::Unused, span, message).with_help(
                "annotate it (`report: {file: …}`), or move it out of the reports folder",
            )
        });
        problems.collect()
    }

    fn unused_properties(&self, uses: &Uses) -> Vec<Problem> {
        let properties = (0..).map(PropertyId).zip(&self.model.properties).zip(&uses.properties);
        let unused = properties.filter(|((id, _), used)| !**used && *id != PropertyId::DATE);
        let declared =
            unused.filter_map(|((_, property), _)| Some((property.place?, &property.id)));
        declared.map(|(place, id)| unused_name(place, "property", id)).collect()
    }

    /// An entity is also used where another one of its series is: an event of a series matters to
    /// the others of it.
    fn unused_entities(&self, uses: &Uses, series: &BTreeMap<&str, Vec<EntityId>>) -> Vec<Problem> {
        let shared = |name: &str| series.get(name).is_some_and(|events| events.len() >= 2);
        let entities = self.model.entities.iter().zip(&uses.entities);
        let unused = entities.filter(|(_, used)| !**used).map(|(entity, _)| entity);
        let alone = unused.filter(|entity| !entity.series.as_deref().is_some_and(shared));
        alone.map(|entity| unused_name(entity.place, "entity", &entity.id)).collect()
    }
}

const fn entity(origin: Origin) -> Option<EntityId> {
    match origin {
        Origin::Entity(entity) => Some(entity),
        Origin::Report(_) => None,
    }
}

fn unused_name(place: Span, what: &str, name: &str) -> Problem {
    Problem::new(
        InputCode::Unused,
        place,
        format!("the {what} `{name}` is declared, and nothing uses it"),
    )
    .with_help("take it out, or check that the claims that mean it call it by this name")
}
