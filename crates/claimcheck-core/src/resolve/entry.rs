//! One entry of `claims` or `facts` to its atomic claims, each with its question.

use std::collections::HashSet;
use std::sync::Arc;

use foldhash::HashMap;

use super::comparison::Compared;
use super::names::Names;
use super::problem;
use super::properties::unknown_property;
use super::spread::Spread;
use super::values::{Flaw, Reading};
use crate::model::{
    Answer, Certainty, ClaimIds, Entry, KindId, Links, Model, Passage, Property, PropertyId,
    Question, ReportId, Scope,
};
use crate::problem::{InputCode, Problem};
use crate::read::record::{self, Form};
use crate::source::{Sources, Span};
use crate::text::fold;
use crate::values::date::{self, DateContext, DateValue, ValidTime};
use crate::values::{Admits, Allen, EntityId, ValueError, word};

/// An entry before its claims and its questions have ids.
pub(super) struct Draft {
    pub(super) entry: Entry,
    pub(super) answers: Vec<DraftClaim>,
}

pub(super) struct DraftClaim {
    pub(super) question: Question,
    pub(super) answer: Answer,
    pub(super) written: String,
    pub(super) place: Span,
    pub(super) denial: bool,
    pub(super) admits: Admits,
    /// Of a statement, what it compares: its question is not numbered yet.
    pub(super) compared: Option<Box<Compared>>,
}

/// An entry, whose it is and in which document it stands.
pub(super) struct Job<'a> {
    pub(super) record: record::Claim<'a>,
    pub(super) report: Option<ReportId>,
    pub(super) document: usize,
}

/// What came of an entry.
pub(super) struct Done<'a> {
    /// What it says; only its full name, where it is not known of what.
    pub(super) stated: Result<Draft, Box<str>>,
    /// Where it is named.
    pub(super) named_at: Span,
    pub(super) quote: Option<record::Quote<'a>>,
    pub(super) links: Option<Box<record::Links<'a>>>,
    pub(super) mentioned: Mentioned,
    pub(super) problems: Vec<Problem>,
}

/// What is spoken of where nothing could be made of it: it is not unused.
#[derive(Debug, Default)]
pub(super) struct Mentioned {
    pub(super) entities: HashSet<EntityId>,
    pub(super) properties: HashSet<PropertyId>,
}

impl Mentioned {
    pub(super) fn is_empty(&self) -> bool {
        self.entities.is_empty() && self.properties.is_empty()
    }
}

/// All that reading an entry looks things up in.
pub(super) struct Lookup<'r> {
    pub(super) model: &'r Model,
    pub(super) names: &'r Names,
    pub(super) properties: &'r HashMap<String, PropertyId>,
    pub(super) reports: &'r HashMap<String, ReportId>,
    pub(super) broken: &'r HashSet<String>,
    pub(super) spread: &'r Spread,
    pub(super) sources: &'r Sources,
}

/// A valid time, which may be counted from an event.
pub(super) fn valid_time(
    model: &Model,
    names: &Names,
    text: &str,
    published: Option<&DateValue>,
) -> Result<ValidTime, ValueError> {
    let event = |name: &str| {
        let entity = names.find(name)?;
        if model.is_kind(model.entity(entity).kind, KindId::EVENT) {
            return Ok(entity.0);
        }
        Err(ValueError::new(format!("`{}` is no event", model.entity(entity).id))
            .with_help("give it a kind that is an event"))
    };
    ValidTime::parse(text, &DateContext { published, event: &event })
}

/// Reads one entry, collecting what is wrong with it.
pub(super) struct EntryReader<'r> {
    pub(super) lookup: &'r Lookup<'r>,
    problems: Vec<Problem>,
    pub(super) mentioned: Mentioned,
}

impl<'r> EntryReader<'r> {
    pub(super) fn new(lookup: &'r Lookup<'r>) -> Self {
        Self { lookup, problems: Vec::new(), mentioned: Mentioned::default() }
    }

    pub(super) fn read(mut self, job: Job<'_>) -> Done<'_> {
        let (name, doubtful) = self.name(&job);
        let stated = self.draft(&job, name);
        // What is wrong with its name leaves open nothing of what it says.
        self.problems.extend(doubtful);
        let Job { record, .. } = job;
        Done {
            stated,
            named_at: record.id.map_or(record.span, |id| id.span),
            quote: record.quote,
            links: record.links,
            mentioned: self.mentioned,
            problems: self.problems,
        }
    }

    /// The full name of an entry: the report's id and its own, or its place in its list; and what is
    /// wrong with it, if anything is.
    fn name(&self, job: &Job<'_>) -> (Box<str>, Option<Problem>) {
        let Job { record, report, document } = job;
        let owner = report.map_or("facts", |report| self.lookup.model.report(report).id.as_str());
        if let Some(id) = &record.id {
            return ([owner, "#", id.as_str()].concat().into(), None);
        }
        let documents = self.lookup.spread.documents(*report);
        if documents.len() <= 1 {
            return (format!("{owner}#{}", record.number).into(), None);
        }
        if report.is_none() {
            // Facts belong to no report: the place of their document keeps them apart.
            let at = documents.iter().position(|other| other == document).unwrap_or(0) + 1;
            return (format!("{owner}#{at}.{}", record.number).into(), None);
        }
        let message = format!(
            "a claim without an `id`, and the claims of `{owner}` stand in several documents"
        );
        let problem = Problem::new(InputCode::BadValue, record.span, message)
            .with_help("give it an `id`: its place in one list would not name it");
        (format!("{owner}#{}.{}", document + 1, record.number).into(), Some(problem))
    }

    fn draft(&mut self, job: &Job<'_>, name: Box<str>) -> Result<Draft, Box<str>> {
        let record = &job.record;
        let subject = record.about.as_ref().and_then(|name| self.entity(name));
        let report = job.report.map(|report| self.lookup.model.report(report));
        let said = report.and_then(|report| report.published.clone());
        let published = report.and_then(|report| report.counted_from.as_ref());
        let entry = Entry {
            name,
            report: job.report,
            place: record.span,
            passage: if record.quote.is_some() { Passage::Unverified } else { Passage::None },
            quote: record.quote.as_ref().map(|quote| quote.exact.span),
            certainty: self.certainty(record),
            attribution: self.sources(&record.according_to),
            when: record.when().and_then(|text| self.valid_time(record, text, published)),
            as_of: record
                .as_of
                .as_ref()
                .and_then(|text| self.date(text, published))
                .map_or(said, |date| Some(Arc::new(date))),
            claims: ClaimIds::default(),
            links: Links::default(),
        };
        let scope = self.scope(record);
        // Where it is not known when or how surely a claim holds, it is compared with nothing.
        let flawed = record.flawed || !self.problems.is_empty();
        let mut answers = Vec::with_capacity(record.says.len());
        for (name, value) in &record.says {
            answers.extend(self.say(subject, &scope, name, value, published));
        }
        for text in record.states() {
            answers.extend(self.state(subject, &scope, text, published));
        }
        if flawed {
            answers.clear();
        }
        if answers.is_empty() {
            self.mentioned.entities.extend(subject);
            let said = record.says.iter().filter_map(|(name, _)| self.property(name.as_str()));
            self.mentioned.properties.extend(said.collect::<Vec<PropertyId>>());
        }
        match subject {
            Some(_) => Ok(Draft { entry, answers }),
            None => Err(entry.name),
        }
    }

    fn property(&self, name: &str) -> Option<PropertyId> {
        self.lookup.properties.get(name).copied()
    }

    pub(super) fn add_problem(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    pub(super) fn refuse(&mut self, (span, error): Flaw) {
        self.problems.push(problem(span, error));
    }

    pub(super) fn entity(&mut self, name: &record::Text<'_>) -> Option<EntityId> {
        self.lookup.names.find(name.as_str()).map_err(|error| self.refuse((name.span, error))).ok()
    }

    fn certainty(&mut self, record: &record::Claim<'_>) -> Certainty {
        let Some(text) = &record.certainty else { return Certainty::Certain };
        word(text.as_str(), "certainty", &Certainty::WORDS).unwrap_or_else(|error| {
            self.refuse((text.span, error));
            Certainty::Certain
        })
    }

    fn date(
        &mut self,
        text: &record::Text<'_>,
        published: Option<&DateValue>,
    ) -> Option<DateValue> {
        let event = |_: &str| {
            Err(ValueError::new("a date that is counted from an event has no place here"))
        };
        let parsed = date::parse(text.as_str(), &DateContext { published, event: &event });
        parsed.map(|parsed| parsed.value).map_err(|error| self.refuse((text.span, error))).ok()
    }

    /// The time throughout which an entry holds, which may be counted from an event.
    fn valid_time(
        &mut self,
        record: &record::Claim<'_>,
        text: &record::Text<'_>,
        published: Option<&DateValue>,
    ) -> Option<Box<ValidTime>> {
        let Lookup { model, names, properties, .. } = self.lookup;
        let time = match valid_time(model, names, text.as_str(), published) {
            Ok(time) => time,
            Err(error) => {
                self.refuse((text.span, error));
                return None;
            }
        };
        let Some(anchored) = time.anchored() else { return Some(Box::new(time)) };
        self.mentioned.entities.insert(EntityId(anchored.event));
        let is_timed = |name: &record::Text<'_>| {
            let known = properties.get(name.as_str());
            Allen::named(name.as_str()).is_some()
                || known.is_some_and(|id| model.property(*id).value_type.is_timed())
        };
        if let Some((name, _)) = record.says.iter().find(|(name, _)| is_timed(name)) {
            let message = format!(
                "`{}` says when something is, and its `when` is counted from an event",
                name.as_str()
            );
            let error = ValueError::new(message)
                .with_help("give the claim a `when` of dates, or none: a date holds always");
            self.refuse((text.span, error));
            return None;
        }
        Some(Box::new(time))
    }

    /// Qualifiers by key. A value that names an entity is that entity, whatever it is called.
    fn scope(&mut self, record: &record::Claim<'_>) -> Scope {
        let names = self.lookup.names;
        let model = self.lookup.model;
        let mentioned = &mut self.mentioned.entities;
        let mut canonical = |text: &record::Text<'_>| match names.find(text.as_str()) {
            Ok(entity) => {
                mentioned.insert(entity);
                model.entity(entity).id.clone()
            }
            Err(_) => fold(text.as_str()),
        };
        let pairs =
            record.scope().iter().map(|(key, value)| (fold(key.as_str()), canonical(value)));
        let mut scope: Scope = pairs.collect();
        scope.sort();
        scope
    }

    fn say(
        &mut self,
        subject: Option<EntityId>,
        scope: &Scope,
        name: &record::Text<'_>,
        value: &record::Value<'_>,
        published: Option<&DateValue>,
    ) -> Vec<DraftClaim> {
        let relation = Allen::named(name.as_str());
        let id = match relation {
            Some(_) => PropertyId::ORDER,
            None => match self.lookup.properties.get(name.as_str()) {
                Some(id) => *id,
                None => {
                    // What is wrong with a property is told where it is declared.
                    if !self.lookup.broken.contains(name.as_str()) {
                        self.problems.push(unknown_property(name, self.lookup.properties));
                    }
                    return Vec::new();
                }
            },
        };
        let property = self.lookup.model.property(id);
        if let Some(subject) = subject
            && !self.applies(property, subject, name)
        {
            self.mentioned.properties.insert(id);
            return Vec::new();
        }
        if id == PropertyId::ORDER {
            return self.orders(subject, scope, relation, name, value);
        }
        let mut reading = Reading {
            model: self.lookup.model,
            names: self.lookup.names,
            published,
            admits: Admits::default(),
        };
        let answer = reading.answer(property, value);
        let admits = reading.admits;
        match (answer, subject) {
            (Ok(answer), Some(subject)) => vec![DraftClaim {
                question: Question { subject, property: id, with: None, scope: scope.clone() },
                answer,
                written: written(value),
                place: value.span,
                denial: matches!(value.form, Form::Not(_)),
                admits,
                compared: None,
            }],
            (Ok(_), None) => Vec::new(),
            (Err(flaw), _) => {
                self.mentioned.properties.insert(id);
                self.refuse(flaw);
                Vec::new()
            }
        }
    }

    fn applies(&mut self, property: &Property, subject: EntityId, name: &record::Text<'_>) -> bool {
        let model = self.lookup.model;
        let entity = model.entity(subject);
        let has = |kind: &KindId| model.is_kind(entity.kind, *kind);
        if property.applies_to.is_empty() || property.applies_to.iter().any(has) {
            return true;
        }
        let kinds: Vec<&str> =
            property.applies_to.iter().map(|kind| model.kinds[kind.index()].id.as_str()).collect();
        let kind = &model.kinds[entity.kind.index()].id;
        let message = format!(
            "`{}` is said of {}, and `{}` is of the kind `{kind}`",
            name.as_str(),
            kinds.join(" or "),
            entity.id
        );
        self.problems.push(Problem::new(InputCode::BadValue, name.span, message).with_help(
            format!(
                "give `{}` the kind that it has, or the property an `applies-to` that fits",
                entity.id
            ),
        ));
        false
    }
}

/// A value as written, on one line.
pub(super) fn written(value: &record::Value<'_>) -> String {
    let list =
        |values: &[record::Value<'_>]| values.iter().map(written).collect::<Vec<_>>().join(", ");
    match &value.form {
        Form::Scalar(text) => text.text.split_whitespace().collect::<Vec<_>>().join(" "),
        Form::Not(denied) => format!("{{not: {}}}", written(denied)),
        Form::AnyOf(values) => format!("{{any-of: [{}]}}", list(values)),
        Form::Only(values) => format!("{{only: [{}]}}", list(values)),
        Form::Includes(values) => format!("[{}]", list(values)),
        Form::Order(order) => {
            let record::Order { to, is } = order.as_ref();
            let is: Vec<&str> = is.iter().map(record::Text::as_str).collect();
            format!("{{to: {}, is: [{}]}}", to.as_str(), is.join(", "))
        }
    }
}
