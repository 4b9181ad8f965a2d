//! Entries of `claims` and `facts` to atomic claims, each with its question.

use std::collections::{BTreeMap, HashMap, HashSet};

use rayon::prelude::*;

use super::names::{Names, word};
use super::properties::unknown_property;
use super::reports::report_id;
use super::values::{Admits, Flaw, Reading};
use super::{Resolver, problem};
use crate::model::{
    Answer, Certainty, Claim, ClaimId, Entry, EntryId, KindId, Model, Origin, Passage, Property,
    PropertyId, Question, QuestionId, ReportId, Scope,
};
use crate::problem::{InputCode, Problem};
use crate::read::record::Document;
use crate::read::record::{self, Form};
use crate::source::Span;
use crate::text::fold;
use crate::value::date::{self, DateContext, DateValue};
use crate::value::quantity::number::Rational;
use crate::value::{Allen, EntityId, ValueError};

/// An entry before its claims and its questions have ids.
struct Draft {
    entry: Entry,
    answers: Vec<DraftClaim>,
}

pub(super) struct DraftClaim {
    pub(super) question: Question,
    pub(super) answer: Answer,
    pub(super) written: String,
    pub(super) place: Span,
    pub(super) denial: bool,
    pub(super) admits: Admits,
}

/// Where an entry stands and whose it is.
pub(super) struct Job<'d, 'a> {
    record: &'d record::Claim<'a>,
    report: Option<ReportId>,
    name: String,
}

/// All that reading an entry looks things up in.
pub(super) struct Lookup<'r> {
    pub(super) model: &'r Model,
    names: &'r Names,
    properties: &'r HashMap<String, PropertyId>,
    reports: &'r HashMap<String, ReportId>,
    broken: &'r HashSet<String>,
}

/// The words for how sure a report is.
pub(crate) const CERTAINTIES: [(&str, Certainty); 4] = [
    ("certain", Certainty::Certain),
    ("likely", Certainty::Likely),
    ("possible", Certainty::Possible),
    ("doubtful", Certainty::Doubtful),
];

impl Resolver {
    /// Reads all entries, in parallel, and gives them their ids in the order of their places.
    pub(super) fn claims(&mut self, documents: &[Document<'_>]) {
        let jobs = self.jobs(documents);
        let lookup = Lookup {
            model: &self.model,
            names: &self.names,
            properties: &self.properties,
            reports: &self.reports,
            broken: &self.broken,
        };
        let drafts: Vec<(Option<Draft>, Vec<Problem>)> =
            jobs.par_iter().map(|job| EntryReader::new(&lookup, job).read()).collect();
        for (job, (draft, problems)) in jobs.iter().zip(drafts) {
            self.problems.extend(problems);
            let id = EntryId(u32::try_from(self.model.entries.len()).unwrap_or(u32::MAX));
            if let Some(draft) = draft {
                self.entries_by_name.entry(job.name.clone()).or_insert(id);
                self.entry_places.insert(job.record.span, id);
                self.add(id, draft);
            }
        }
        self.number_questions();
    }

    fn add(&mut self, id: EntryId, draft: Draft) {
        let mut entry = draft.entry;
        for answer in draft.answers {
            let claim = ClaimId(u32::try_from(self.model.claims.len()).unwrap_or(u32::MAX));
            entry.claims.push(claim);
            let next = QuestionId(u32::try_from(self.questions.len()).unwrap_or(u32::MAX));
            let question = *self.questions.entry(answer.question).or_insert(next);
            let admitted =
                if answer.admits.uncertain { Certainty::Likely } else { Certainty::Certain };
            self.model.claims.push(Claim {
                entry: id,
                question,
                answer: answer.answer,
                written: answer.written,
                place: answer.place,
                certainty: entry.certainty.min(admitted),
                approximate: answer.admits.approximate,
                relative: answer.admits.relative,
                denial: answer.denial,
            });
            if !answer.admits.numbers.is_empty() {
                self.numbers.push((claim, answer.admits.numbers));
            }
        }
        self.model.entries.push(entry);
    }

    /// Gives the questions the order of their subjects, and the claims their final numbers.
    fn number_questions(&mut self) {
        let questions = std::mem::take(&mut self.questions);
        let mut sorted: Vec<(Question, QuestionId)> = questions.into_iter().collect();
        let properties = &self.model.properties;
        let key = |question: &Question| {
            (question.subject, properties[question.property.index()].id.clone())
        };
        sorted.sort_by(|(a, _), (b, _)| key(a).cmp(&key(b)).then_with(|| a.cmp(b)));
        let mut renumbered = vec![QuestionId(0); sorted.len()];
        for (number, (_, old)) in (0..).map(QuestionId).zip(&sorted) {
            renumbered[old.index()] = number;
        }
        for claim in &mut self.model.claims {
            claim.question = renumbered[claim.question.index()];
        }
        self.model.questions = sorted.into_iter().map(|(question, _)| question).collect();
    }

    /// Whose each entry is and what it is called. Entries of reports that are not known are left
    /// out, with a problem.
    fn jobs<'d, 'a>(&mut self, documents: &'d [Document<'a>]) -> Vec<Job<'d, 'a>> {
        let mut jobs: Vec<(usize, Job<'d, 'a>)> = Vec::new();
        for (number, document) in documents.iter().enumerate() {
            let own = document.report.as_ref().and_then(report_id);
            let own = own.and_then(|id| self.reports.get(&id).copied());
            for record in &document.claims {
                if let Some(report) = self.report_of(record, own, document.report.is_some()) {
                    jobs.push((number, Job { record, report: Some(report), name: String::new() }));
                }
            }
            jobs.extend(
                document
                    .facts
                    .iter()
                    .map(|record| (number, Job { record, report: None, name: String::new() })),
            );
        }
        self.name_entries(&mut jobs);
        jobs.into_iter().map(|(_, job)| job).collect()
    }

    fn report_of(
        &mut self,
        record: &record::Claim<'_>,
        own: Option<ReportId>,
        inside: bool,
    ) -> Option<ReportId> {
        let named = match &record.report {
            Some(name) => Some((self.report_named(name)?, name.span)),
            None => None,
        };
        match (named, own) {
            (Some((named, span)), Some(own)) if named != own => {
                self.problems.push(
                    Problem::new(
                        InputCode::BadValue,
                        span,
                        "this claim stands in the document of another report",
                    )
                    .with_help(
                        "move it to a document without `report:`, or to that of its own report",
                    ),
                );
                None
            }
            (Some((named, _)), _) => Some(named),
            (None, Some(own)) => Some(own),
            (None, None) if inside => None,
            (None, None) => {
                self.problems.push(
                    Problem::new(InputCode::BadValue, record.span, "this claim is of no report")
                        .with_help("name its report (`report: ID`), or begin the document with a `report:`"),
                );
                None
            }
        }
    }

    fn name_entries(&mut self, jobs: &mut [(usize, Job<'_, '_>)]) {
        let mut documents_of: BTreeMap<Option<ReportId>, Vec<usize>> = BTreeMap::new();
        for (document, job) in jobs.iter() {
            let list = documents_of.entry(job.report).or_default();
            if list.last() != Some(document) {
                list.push(*document);
            }
        }
        let mut seen: HashMap<String, Span> = HashMap::new();
        for (document, job) in jobs {
            let spread = documents_of.get(&job.report).map_or(&[][..], Vec::as_slice);
            let owner = job.report.map_or("facts", |report| self.model.report(report).id.as_str());
            let own = match &job.record.id {
                Some(id) => id.text.to_string(),
                None if spread.len() <= 1 => job.record.number.to_string(),
                None if job.report.is_none() => {
                    // Facts belong to no report: the name of their file keeps them apart.
                    let at = spread.iter().position(|other| other == document).unwrap_or(0) + 1;
                    format!("{at}.{}", job.record.number)
                }
                None => {
                    let message = format!(
                        "a claim without an `id`, and the claims of `{owner}` stand in several documents"
                    );
                    self.problems.push(
                        Problem::new(InputCode::BadValue, job.record.span, message)
                            .with_help("give it an `id`: its place in one list would not name it"),
                    );
                    format!("{}.{}", *document + 1, job.record.number)
                }
            };
            job.name = format!("{owner}#{own}");
            let place = job.record.id.as_ref().map_or(job.record.span, |id| id.span);
            if let Some(first) = seen.get(&job.name) {
                let message = format!("the claim `{}` is declared twice", job.name);
                self.problems.push(
                    Problem::new(InputCode::DuplicateId, place, message)
                        .labelled("declared again here")
                        .and(*first, "first declared here")
                        .with_help("give one of the two another `id`"),
                );
            } else {
                seen.insert(job.name.clone(), place);
            }
        }
    }
}

/// Reads one entry, collecting what is wrong with it.
pub(super) struct EntryReader<'r, 'd, 'a> {
    pub(super) lookup: &'r Lookup<'r>,
    job: &'r Job<'d, 'a>,
    problems: Vec<Problem>,
}

impl<'r, 'd, 'a> EntryReader<'r, 'd, 'a> {
    fn new(lookup: &'r Lookup<'r>, job: &'r Job<'d, 'a>) -> Self {
        Self { lookup, job, problems: Vec::new() }
    }

    fn read(mut self) -> (Option<Draft>, Vec<Problem>) {
        let record = self.job.record;
        let subject = record.about.as_ref().and_then(|name| self.entity(name));
        let report = self.job.report.map(|report| self.lookup.model.report(report));
        let said = report.and_then(|report| report.published.clone());
        let published = report.and_then(|report| report.counted_from.as_ref());
        let entry = Entry {
            name: self.job.name.clone(),
            report: self.job.report,
            place: record.span,
            passage: if record.quote.is_some() { Passage::Unverified } else { Passage::None },
            quote: record.quote.as_ref().map(|quote| quote.exact.span),
            certainty: self.certainty(),
            attribution: record.according_to.iter().filter_map(|name| self.origin(name)).collect(),
            when: record.when.as_ref().and_then(|text| self.date(text, published)),
            as_of: record.as_of.as_ref().and_then(|text| self.date(text, published)).or(said),
            note: record.note.as_ref().map(|note| note.text.to_string()),
            claims: Vec::new(),
            corrects: Vec::new(),
            supports: Vec::new(),
            contradicts: Vec::new(),
        };
        let scope = self.scope();
        // Where it is not known when or how surely a claim holds, it is compared with nothing.
        let flawed = record.flawed || !self.problems.is_empty();
        let mut answers = Vec::new();
        for (name, value) in &record.says {
            answers.extend(self.say(subject, &scope, name, value, published));
        }
        if flawed {
            answers.clear();
        }
        let draft = subject.map(|_| Draft { entry, answers });
        (draft, self.problems)
    }

    pub(super) fn refuse(&mut self, (span, error): Flaw) {
        self.problems.push(problem(span, error));
    }

    pub(super) fn entity(&mut self, name: &record::Text<'_>) -> Option<EntityId> {
        self.lookup.names.find(name.as_str()).map_err(|error| self.refuse((name.span, error))).ok()
    }

    fn origin(&mut self, name: &record::Text<'_>) -> Option<Origin> {
        match (self.lookup.names.find(name.as_str()), self.lookup.reports.get(name.as_str())) {
            (Ok(entity), _) => Some(Origin::Entity(entity)),
            (Err(_), Some(report)) => Some(Origin::Report(*report)),
            (Err(error), None) => {
                self.refuse((name.span, error));
                None
            }
        }
    }

    fn certainty(&mut self) -> Certainty {
        let Some(text) = &self.job.record.certainty else { return Certainty::Certain };
        word(text.as_str(), "certainty", &CERTAINTIES).unwrap_or_else(|error| {
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

    /// Qualifiers by key. A value that names an entity is that entity, whatever it is called.
    fn scope(&mut self) -> Scope {
        let names = self.lookup.names;
        let model = self.lookup.model;
        let canonical = |text: &record::Text<'_>| match names.find(text.as_str()) {
            Ok(entity) => model.entity(entity).id.clone(),
            Err(_) => fold(text.as_str()),
        };
        let pairs =
            self.job.record.scope.iter().map(|(key, value)| (fold(key.as_str()), canonical(value)));
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
            }],
            (Ok(_), None) => Vec::new(),
            (Err(flaw), _) => {
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
        Form::Order { to, is } => {
            let is: Vec<&str> = is.iter().map(record::Text::as_str).collect();
            format!("{{to: {}, is: [{}]}}", to.as_str(), is.join(", "))
        }
    }
}

/// The numbers of each quantity claim, to be looked for in its quote.
pub(super) type Numbers = Vec<(ClaimId, Vec<Rational>)>;
