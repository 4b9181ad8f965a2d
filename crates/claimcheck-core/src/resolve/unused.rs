//! What is declared and then used by nothing: most often a slip of the pen somewhere else.

use std::collections::{HashMap, HashSet};

use super::entry::Mentioned;
use super::{Resolver, Text};
use crate::model::{Answer, Members, Origin, PropertyId, Value};
use crate::problem::{InputCode, Problem};
use crate::read::record::Document;
use crate::source::{FileId, Span};
use crate::value::EntityId;

impl Resolver {
    pub(super) fn unused(
        &mut self,
        documents: &[Document<'_>],
        mentioned: &Mentioned,
        texts: &[Text],
    ) {
        self.unused_texts(texts);
        self.unused_properties(documents, mentioned);
        self.unused_entities(documents, mentioned);
    }

    fn unused_texts(&mut self, texts: &[Text]) {
        let used: HashSet<FileId> =
            self.model.reports.iter().filter_map(|report| report.text).collect();
        for text in texts {
            let Ok(file) = text.content else { continue };
            if !used.contains(&file) {
                let span = Span { file, start: 0, end: 0 };
                let message = format!("no claims document is about the text `{}`", text.path);
                self.problems.push(Problem::new(InputCode::Unused, span, message).with_help(
                    "annotate it (`report: {file: …}`), or move it out of the reports folder",
                ));
            }
        }
    }

    fn unused_properties(&mut self, documents: &[Document<'_>], mentioned: &Mentioned) {
        let mut used: HashSet<PropertyId> =
            self.model.questions.iter().map(|question| question.property).collect();
        used.extend(self.model.kinds.iter().flat_map(|kind| &kind.expects));
        // A rule that cannot be read still names what it is about.
        let part_of_name = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
        let rules = documents.iter().flat_map(|document| &document.rules);
        let equations = rules.filter_map(|rule| rule.equation.as_ref());
        let words = equations.flat_map(|text| text.as_str().split(move |c| !part_of_name(c)));
        used.extend(words.filter_map(|word| self.properties.get(word)));
        // What is said and could not be read is used all the same.
        used.extend(&mentioned.properties);
        let mut problems = Vec::new();
        for (id, property) in (0..).map(PropertyId).zip(&self.model.properties) {
            let Some(place) = property.place.filter(|_| id != PropertyId::DATE) else { continue };
            if !used.contains(&id) {
                problems.push(unused(place, "property", &property.id));
            }
        }
        self.problems.extend(problems);
    }

    /// An entity is used where a claim is about it, names it or rests on it, and where another
    /// entity that is declared lies in it.
    fn unused_entities(&mut self, documents: &[Document<'_>], mentioned: &Mentioned) {
        let mut used: HashSet<EntityId> = HashSet::new();
        for question in &self.model.questions {
            used.insert(question.subject);
            used.extend(question.with);
        }
        used.extend(self.model.claims.iter().flat_map(|claim| entities_in(&claim.answer)));
        let entity = |origin: &Origin| match origin {
            Origin::Entity(entity) => Some(*entity),
            Origin::Report(_) => None,
        };
        used.extend(
            self.model.entries.iter().flat_map(|entry| &entry.attribution).filter_map(entity),
        );
        for report in &self.model.reports {
            used.extend(report.publisher);
            used.extend(report.based_on.iter().filter_map(entity));
        }
        let names = documents.iter().flat_map(|document| &document.entities);
        let links = names.flat_map(|entity| {
            entity.part_of.iter().chain(&entity.overlaps).chain(&entity.distinct_from)
        });
        used.extend(links.filter_map(|name| self.names.find(name.as_str()).ok()));
        used.extend(&mentioned.entities);
        let unused_ones =
            (0..).map(EntityId).zip(&self.model.entities).filter(|(id, _)| !used.contains(id));
        let series = self.shared_series();
        let unused_ones = unused_ones.filter(|(_, entity)| {
            entity
                .series
                .as_ref()
                .is_none_or(|name| series.get(name.as_str()).is_none_or(|count| *count < 2))
        });
        let problems: Vec<Problem> =
            unused_ones.map(|(_, entity)| unused(entity.place, "entity", &entity.id)).collect();
        self.problems.extend(problems);
    }

    /// How many events each series has: an event of a series matters to the others of it.
    fn shared_series(&self) -> HashMap<&str, usize> {
        let mut counts = HashMap::new();
        for series in self.model.entities.iter().filter_map(|entity| entity.series.as_deref()) {
            *counts.entry(series).or_insert(0) += 1;
        }
        counts
    }
}

fn unused(place: Span, what: &str, name: &str) -> Problem {
    Problem::new(
        InputCode::Unused,
        place,
        format!("the {what} `{name}` is declared, and nothing uses it"),
    )
    .with_help("take it out, or check that the claims that mean it call it by this name")
}

fn entities_in(answer: &Answer) -> Vec<EntityId> {
    let of = |value: &Value| match value {
        Value::Entity(terms) => terms.terms().to_vec(),
        Value::Date(date) => {
            date.anchored().map(|anchored| EntityId(anchored.event)).into_iter().collect()
        }
        Value::First(windows) => windows
            .terms()
            .iter()
            .filter_map(|window| match window {
                crate::model::Window::Since(date) => {
                    date.anchored().map(|anchored| EntityId(anchored.event))
                }
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    };
    match answer {
        Answer::Unknown => Vec::new(),
        Answer::One(value) => of(value),
        Answer::Many(several) => several
            .iter()
            .flat_map(|Members { includes, only, excludes }| {
                includes.iter().chain(only.iter().flatten()).chain(excludes)
            })
            .flat_map(of)
            .collect(),
    }
}
