//! What of a project is to be checked again when some of its claims change.
//!
//! Nearly all that is found about a subject follows from the claims on it, and on what they lead to:
//! events that dates and orders are counted from, the other events of a series, what a rule's path
//! reaches, others that hold a value which only one can. Subjects that are bound to each other so are
//! looked at together; what is found about all others stays as it was.

use std::collections::{BTreeMap, BTreeSet};

use claimcheck_core::model::{Entry, EntryId, Model, PropertyId, ReportId};
use claimcheck_core::source::FileId;
use claimcheck_core::values::EntityId;
use claimcheck_core::{self as core, Again, Project};
use petgraph::unionfind::UnionFind;

use crate::checks;
use crate::finding::{Family, Finding};

/// A project that was checked, kept to be checked again in part.
#[derive(Debug)]
pub struct Kept {
    input: core::Kept,
    bonds: Bonds,
}

/// The part of a project that a change can matter to, as it is now.
#[derive(Debug)]
pub struct Part {
    /// The part as a project: what is found in it about what it concerns is what would be found in
    /// the whole.
    pub project: Project,
    subjects: Vec<bool>,
    reports: BTreeSet<ReportId>,
}

/// What a finding is about, as far as that says whether a change can matter to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// Claims on a subject, and on others that are bound to it.
    Subject(EntityId),
    /// All entries of a report.
    Report(ReportId),
    /// The input.
    Input,
    /// Nothing of these: it may depend on anything.
    All,
}

impl About {
    /// What a finding of a project is about.
    pub fn of(model: &Model, finding: &Finding) -> Self {
        let subject = finding.questions.first().map(|question| model.question(*question).subject);
        let report = finding.claims.first().and_then(|claim| model.entry_of(*claim).report);
        match (finding.asked, subject, report) {
            _ if finding.family() == Family::Input => Self::Input,
            (_, Some(_), Some(report)) if checks::is_on_whole_report(model, finding, report) => {
                Self::Report(report)
            }
            (Some(asked), ..) => Self::Subject(asked.subject),
            (None, Some(subject), _) => Self::Subject(subject),
            (None, None, _) => match finding.silent.as_slice() {
                [report] => Self::Report(*report),
                _ => Self::All,
            },
        }
    }
}

impl Kept {
    /// Keeps a project.
    pub fn new(project: &Project, input: core::Kept) -> Self {
        Self { input, bonds: Bonds::of(project) }
    }

    /// The part of a project that matters where some of its files have other texts now; nothing where
    /// all of it has to be read again.
    pub fn again(&mut self, whole: &Project, changed: &BTreeMap<FileId, String>) -> Option<Part> {
        let Self { input, bonds } = self;
        let reach = |now: &Model, before: &[EntryId]| bonds.reach(whole.graph.model(), now, before);
        let Again { project, subjects, reports } = input.again(whole, changed, reach)?;
        Some(Part { project, subjects, reports })
    }
}

impl Part {
    /// Whether a finding about something is of this part; what may depend on anything is.
    pub fn concerns(&self, about: About) -> bool {
        match about {
            About::Subject(subject) => self.subjects[subject.0 as usize],
            About::Report(report) => self.reports.contains(&report),
            About::Input | About::All => true,
        }
    }
}

/// Which subjects are bound to each other, by the number of their group.
#[derive(Debug)]
struct Bonds {
    groups: Vec<usize>,
    /// The properties that bind what they lead to, since rules name them.
    named: BTreeSet<PropertyId>,
}

/// What is bound together: entities, then properties of which two subjects cannot share a value, and
/// last what is judged or known, which is always looked at.
struct Nodes {
    entities: usize,
    properties: usize,
}

impl Nodes {
    fn of(model: &Model) -> Self {
        Self { entities: model.entities.len(), properties: model.properties.len() }
    }

    const fn property(&self, property: PropertyId) -> usize {
        self.entities + property.index()
    }

    const fn judged(&self) -> usize {
        self.entities + self.properties
    }

    const fn count(&self) -> usize {
        self.judged() + 1
    }
}

impl Bonds {
    fn of(project: &Project) -> Self {
        let model = project.graph.model();
        let nodes = Nodes::of(model);
        let terms = model.rules.iter().flat_map(|rule| rule.equation.terms());
        let named = terms.flat_map(|term| term.path.iter().copied()).collect();
        let mut groups = UnionFind::new(nodes.count());
        for events in model.series().values() {
            for event in events {
                groups.union(node(events[0]), node(*event));
            }
        }
        for entry in &model.entries {
            let mut first = None;
            bound(model, &nodes, &named, entry, &mut |other| {
                groups.union(*first.get_or_insert(other), other);
            });
            // What corrects a claim on something else does so as a whole.
            let corrected = entry.links.corrects().iter().map(|other| model.entry(*other));
            for subject in corrected.filter_map(|other| subject(model, other)) {
                groups.union(*first.get_or_insert(node(subject)), node(subject));
            }
        }
        for subject in judged(project) {
            groups.union(nodes.judged(), node(subject));
        }
        Self { groups: groups.into_labeling(), named }
    }

    /// The subjects that entries as they are now can matter to, and some that were there before.
    fn reach(&self, whole: &Model, now: &Model, before: &[EntryId]) -> Vec<bool> {
        let nodes = Nodes::of(whole);
        let mut reached: BTreeSet<usize> = BTreeSet::from([self.groups[nodes.judged()]]);
        let now = now.entries.iter().map(|entry| (now, entry));
        let before = before.iter().map(|entry| (whole, whole.entry(*entry)));
        for (model, entry) in now.chain(before) {
            bound(model, &nodes, &self.named, entry, &mut |node| {
                reached.insert(self.groups[node]);
            });
        }
        self.groups[..nodes.entities].iter().map(|group| reached.contains(group)).collect()
    }
}

const fn node(entity: EntityId) -> usize {
    entity.0 as usize
}

/// The subject of an entry; nothing, where it states nothing.
fn subject(model: &Model, entry: &Entry) -> Option<EntityId> {
    let claim = entry.claims.iter().next()?;
    Some(model.question(model.claim(claim).question).subject)
}

/// All that an entry binds together.
fn bound(
    model: &Model,
    nodes: &Nodes,
    named: &BTreeSet<PropertyId>,
    entry: &Entry,
    each: &mut impl FnMut(usize),
) {
    for claim in entry.claims.iter().map(|claim| model.claim(claim)) {
        let question = model.question(claim.question);
        each(node(question.subject));
        if let Some(with) = question.with {
            each(node(with));
        }
        let property = model.property(question.property);
        if property.unique {
            each(nodes.property(question.property));
        }
        // An answer that names a person binds nothing; a date that is counted from an event does.
        if !property.value_type.names_entities() || named.contains(&question.property) {
            claim.answer.entities(&mut |entity| each(node(entity)));
        }
    }
}

/// The subjects of what is judged, and of what is listed as known.
fn judged(project: &Project) -> Vec<EntityId> {
    let model = project.graph.model();
    let mut subjects: Vec<EntityId> = Vec::new();
    for ruling in &model.rulings {
        subjects.extend(ruling.questions.iter().map(|question| model.question(*question).subject));
        let entries = ruling.accept.iter().chain(&ruling.reject);
        subjects.extend(entries.filter_map(|entry| subject(model, model.entry(*entry))));
    }
    let listed: BTreeSet<&str> =
        project.baseline.iter().flat_map(|known| known.conflict.questions()).collect();
    if !listed.is_empty() {
        let ids = (0..).map(core::model::QuestionId).take(model.questions.len());
        let own = ids.filter(|question| listed.contains(model.question_name(*question).as_str()));
        subjects.extend(own.map(|question| model.question(question).subject));
    }
    subjects
}
