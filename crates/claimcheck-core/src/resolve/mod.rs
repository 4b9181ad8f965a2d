//! Documents to a model: looks up every name, understands every value, anchors every quote. What
//! cannot be resolved becomes a problem, and the rest goes on without it.

mod claims;
mod comparison;
mod cycles;
mod entities;
mod entry;
mod kinds;
mod known;
mod links;
mod names;
mod orders;
mod properties;
mod quotes;
mod reports;
mod rules;
mod rulings;
mod series;
mod sources;
mod speakers;
mod spread;
mod statements;
mod unused;
mod values;

use std::collections::{BTreeMap, HashSet};

use foldhash::HashMap;
use rayon::prelude::*;

use crate::graph::{ClaimGraph, Ties};
use crate::model::{EntryId, KindId, Model, PropertyId, ReportId};
use crate::problem::{InputCode, Problem};
use crate::read::baseline::{Known, baseline as read_baseline};
use crate::read::{self, record};
use crate::source::{FileId, Sources, Span};
use crate::suggest::LazySuggestions;
use crate::values::ValueError;
use crate::values::quantity::units::Units;
use crate::yaml;
pub use known::Vocabulary;
use names::Names;

/// A text below the reports folder, or why it cannot be used.
#[derive(Debug, Clone)]
pub struct Text {
    /// Its path below the reports folder, with `/`.
    pub path: String,
    /// The text, or why there is none, as a lowercase phrase.
    pub content: Result<FileId, String>,
}

/// A unit of the project's own.
#[derive(Debug, Clone)]
pub struct UnitDefinition {
    /// Its name.
    pub name: String,
    /// What else it is called.
    pub names: Vec<String>,
    /// What one of it is, such as `158.987 l`; a dimension of its own where absent.
    pub is: Option<String>,
    /// Where it is declared.
    pub place: Span,
}

/// All that a project is made of, as text.
#[derive(Debug, Default)]
pub struct Input {
    /// The texts.
    pub sources: Sources,
    /// The claims files among them.
    pub claims: Vec<FileId>,
    /// The texts below the reports folder.
    pub texts: Vec<Text>,
    /// The list of known conflicts among them.
    pub baseline: Option<FileId>,
    /// The project's own units.
    pub units: Vec<UnitDefinition>,
    /// The day on which the project is looked at, counted from 1970-01-01.
    pub today: Option<i128>,
    /// What was wrong with the files themselves.
    pub problems: Vec<Problem>,
}

/// What is being built, and what was found wrong on the way.
#[derive(Debug, Default)]
struct Resolver {
    model: Model,
    problems: Vec<Problem>,
    names: Names,
    kinds: HashMap<String, KindId>,
    properties: HashMap<String, PropertyId>,
    reports: HashMap<String, ReportId>,
    /// How two terms compare, by the name of the question.
    comparisons: HashMap<String, PropertyId>,
    /// Properties that are declared in a way that cannot be used.
    broken: HashSet<String>,
    /// Where each series is first named.
    series_places: HashMap<String, Span>,
    /// The entries in the order of their names, once somebody looks for one.
    entries_by_name: Option<Vec<EntryId>>,
    /// The names of entries, reports and texts, for those that are misspelt.
    near: Near,
}

/// What names are looked for among, where there is none of that name.
#[derive(Debug, Default)]
struct Near {
    entries: LazySuggestions,
    reports: LazySuggestions,
    texts: LazySuggestions,
}

/// What a project comes to.
#[derive(Debug)]
pub struct Resolved {
    /// What it says.
    pub graph: ClaimGraph,
    /// What is wrong with how it says it, by place.
    pub problems: Vec<Problem>,
    /// The conflicts that are listed as known.
    pub baseline: Vec<Known>,
    /// How entities and properties are called.
    pub vocabulary: Vocabulary,
}

/// What is wrong with a project, by what it comes from.
#[derive(Debug, Default)]
struct Flaws {
    /// What is declared, whatever anybody claims: files, kinds, entities, properties, reports, rules.
    declared: Vec<Problem>,
    /// The form of claims files, and what their entries say.
    stated: Vec<Problem>,
    /// What is judged.
    judged: Vec<Problem>,
    /// What nothing uses.
    unused: Vec<Problem>,
}

impl Flaws {
    /// Whether some file is broken: what it would have used is not known.
    fn has_broken_files(&self) -> bool {
        let known = self.declared.iter().chain(&self.stated).chain(&self.judged);
        known.into_iter().any(|problem| problem.code == InputCode::Yaml)
    }

    /// All of them, by place.
    fn sorted(self, sources: &Sources) -> Vec<Problem> {
        let Self { mut declared, stated, judged, unused } = self;
        declared.extend(stated.into_iter().chain(judged).chain(unused));
        let path = |problem: &Problem| sources.file(problem.at.span.file).path().to_owned();
        let key = |problem: &Problem| (path(problem), problem.at.span);
        declared.sort_by_cached_key(|it| (key(it), it.code, it.message.clone()));
        declared
    }
}

/// Claims files that were parsed before.
pub type Parsed = BTreeMap<FileId, yaml::Parsed>;

/// Reads and resolves a project. It cannot fail: what is wrong is in the problems, by place. Claims
/// files that were parsed before are not parsed again.
pub fn resolve(input: Input, parsed: &Parsed) -> Resolved {
    let Input { sources, mut claims, baseline, texts, units, problems, today: _ } = input;
    claims.sort_by(|a, b| sources.file(*a).path().cmp(sources.file(*b).path()));
    let read = claims.par_iter().with_max_len(1);
    let read = read.map(|&file| match parsed.get(&file) {
        Some(parsed) => read::parsed(parsed),
        None => read::documents(sources.file(file).text(), file),
    });
    let read: Vec<_> = read.collect();
    let mut flaws = Flaws { declared: problems, ..Flaws::default() };
    let mut resolver = Resolver::default();
    let mut documents = Vec::new();
    for (read, problems) in read {
        flaws.stated.extend(problems);
        documents.extend(read);
    }
    let mut known = Vec::new();
    if let Some(file) = baseline {
        let (read, problems) = read_baseline(sources.file(file).text(), file);
        known = read;
        flaws.declared.extend(problems);
    }
    resolver.units(&units);
    resolver.kinds(&documents);
    resolver.entities(&documents);
    resolver.properties(&documents);
    resolver.expectations(&documents);
    resolver.reports(&documents, &texts);
    resolver.houses();
    flaws.declared.append(&mut resolver.problems);
    let claims::Pending { quotes, links, mentioned, numbers, .. } =
        resolver.claims(&mut documents, &sources);
    flaws.stated.append(&mut resolver.problems);
    resolver.links(links);
    resolver.quotes(&quotes, &sources);
    flaws.stated.append(&mut resolver.problems);
    resolver.rules(&documents, &sources);
    flaws.declared.append(&mut resolver.problems);
    resolver.rulings(&documents);
    flaws.judged.append(&mut resolver.problems);
    // Ties and uses are a piece of work each, beside which the numbers in quotes are looked at.
    let (unsupported, (ties, uses)) = rayon::join(
        || resolver.unsupported(&quotes, &numbers, &sources),
        || {
            let ties = Ties::of(&resolver.model);
            let mut uses = resolver.declared_uses(&documents);
            uses.count(&resolver.model);
            for mentioned in &mentioned {
                uses.mention(mentioned);
            }
            (ties, uses)
        },
    );
    flaws.stated.extend(unsupported);
    if !flaws.has_broken_files() {
        resolver.unused(&uses, &texts);
        flaws.unused.append(&mut resolver.problems);
    }
    rayon::join(|| drop(documents), || drop(quotes));
    let mut model = resolver.model;
    model.sources = sources;
    let problems = flaws.sorted(&model.sources);
    let vocabulary = Vocabulary::new(resolver.names, resolver.properties, resolver.comparisons);
    Resolved { graph: ClaimGraph::with(model, ties), problems, baseline: known, vocabulary }
}

impl Resolver {
    fn refuse(&mut self, code: InputCode, span: Span, message: impl Into<String>) {
        self.problems.push(Problem::new(code, span, message));
    }

    /// Turns a value's error into a problem at its place.
    fn refuse_value(&mut self, span: Span, error: ValueError) {
        self.problems.push(problem(span, error));
    }

    fn units(&mut self, definitions: &[UnitDefinition]) {
        self.model.units = Units::builtin();
        for unit in definitions {
            let names: Vec<&str> = unit.names.iter().map(String::as_str).collect();
            if let Err(error) = self.model.units.define(&unit.name, &names, unit.is.as_deref()) {
                self.refuse_value(unit.place, error);
            }
        }
    }

    /// The entity that a text names, if there is one; a problem otherwise.
    fn entity(&mut self, name: &record::Text<'_>) -> Option<crate::values::EntityId> {
        match self.names.find(name.as_str()) {
            Ok(entity) => Some(entity),
            Err(error) => {
                self.refuse_value(name.span, error);
                None
            }
        }
    }

    /// The meaning of a word of a closed list, if it is one; a problem otherwise.
    fn word<T: Copy>(
        &mut self,
        text: &record::Text<'_>,
        what: &str,
        known: &[(&str, T)],
    ) -> Option<T> {
        match crate::values::word(text.as_str(), what, known) {
            Ok(meaning) => Some(meaning),
            Err(error) => {
                self.refuse_value(text.span, error);
                None
            }
        }
    }
}

fn problem(span: Span, error: ValueError) -> Problem {
    let code = if error.unknown_name { InputCode::UnknownName } else { InputCode::BadValue };
    Problem::new(code, span, error.message).with_help_if(error.help)
}

/// Two things of one name: the later points at the first.
fn duplicate(what: &str, name: &record::Text<'_>, first: Span) -> Problem {
    let message = format!("{what} `{}` is declared twice", name.as_str());
    Problem::new(InputCode::DuplicateId, name.span, message)
        .labelled("declared again here")
        .and(first, "first declared here")
        .with_help("rename one of the two, or merge them")
}
