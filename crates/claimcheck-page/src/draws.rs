//! Who draws on whom: sources, the reports that have it from them, and what these speak of.

use std::collections::{BTreeMap, BTreeSet};

use claimcheck_checker::Context;
use claimcheck_core::model::{ClaimId, Model, Origin, ReportId};
use claimcheck_core::values::EntityId;
use claimcheck_project::matrix::{Matrix, Standing};

/// How many nodes a picture has where nothing else is said.
pub const READABLE: usize = 100;

/// A graph of who draws on whom.
#[derive(Debug, Clone, Default)]
pub struct Draws {
    /// The nodes: sources, then reports, then subjects.
    pub nodes: Vec<Node>,
    /// The edges, by their ends.
    pub edges: Vec<Edge>,
    /// How many nodes there were before anything was folded.
    pub whole: usize,
}

/// What a node stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Whom something is had from.
    Source,
    /// A report.
    Report,
    /// What claims are about.
    Subject,
}

impl Kind {
    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Source => "source",
            Self::Report => "report",
            Self::Subject => "subject",
        }
    }
}

/// A node, or several that are folded into one.
#[derive(Debug, Clone)]
pub struct Node {
    /// What it stands for.
    pub kind: Kind,
    /// The id of the report or the entity; of a group, that of its first member.
    pub id: String,
    /// What it is called.
    pub label: String,
    /// How many claims go through it.
    pub claims: usize,
    /// How many of these are disputed.
    pub disputed: usize,
    /// How many questions several reports answer, and have from this source alone.
    pub echoes: usize,
    /// What is folded into it; empty for a node by itself.
    pub members: Vec<String>,
}

/// What an edge says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Link {
    /// The source speaks in the report.
    Publishes,
    /// The report draws on the source.
    BasedOn,
    /// The report, or the next link of a chain, has claims from the source.
    Tells,
    /// The report speaks of the subject.
    SpeaksOf,
}

impl Link {
    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Publishes => "publishes",
            Self::BasedOn => "based-on",
            Self::Tells => "tells",
            Self::SpeaksOf => "speaks-of",
        }
    }
}

/// An edge, in the direction in which what is said travels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edge {
    /// The node that it starts at.
    pub from: usize,
    /// The node that it ends at.
    pub to: usize,
    /// What it says.
    pub link: Link,
    /// How many claims go along it.
    pub claims: usize,
    /// How many of these are disputed.
    pub disputed: usize,
    /// How many of these are echoes: other reports have the same from the same source alone.
    pub echoes: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Source(EntityId),
    Report(ReportId),
    Subject(EntityId),
}

impl From<Origin> for Key {
    fn from(origin: Origin) -> Self {
        match origin {
            Origin::Entity(entity) => Self::Source(entity),
            Origin::Report(report) => Self::Report(report),
        }
    }
}

/// What goes through a node or along an edge.
#[derive(Default, Clone, Copy)]
pub(crate) struct Weight {
    pub(crate) claims: usize,
    pub(crate) disputed: usize,
    pub(crate) echoes: usize,
}

struct Builder<'m> {
    model: &'m Model,
    nodes: BTreeMap<Key, Weight>,
    edges: BTreeMap<(Key, Key, Link), Weight>,
}

impl Draws {
    /// The whole graph of a project.
    pub fn new(context: &Context<'_>, matrix: &Matrix) -> Self {
        let model = context.graph.model();
        let mut builder = Builder { model, nodes: BTreeMap::new(), edges: BTreeMap::new() };
        builder.reports();
        let echoes = builder.echoes(context);
        for (id, standing) in (0..).map(ClaimId).zip(&matrix.standing) {
            let weight = Weight {
                claims: 1,
                disputed: usize::from(*standing == Standing::Disputed),
                echoes: usize::from(echoes.contains(&id)),
            };
            builder.claim(id, weight);
        }
        builder.finish()
    }
}

pub(crate) fn edge(((from, to, link), weight): ((usize, usize, Link), Weight)) -> Edge {
    let Weight { claims, disputed, echoes } = weight;
    Edge { from, to, link, claims, disputed, echoes }
}

impl Weight {
    pub(crate) fn add(&mut self, other: Self) {
        self.claims += other.claims;
        self.disputed += other.disputed;
        self.echoes += other.echoes;
    }
}

impl Builder<'_> {
    fn tie(&mut self, from: Key, to: Key, link: Link, weight: Weight) {
        if from != to {
            self.nodes.entry(from).or_default();
            self.nodes.entry(to).or_default();
            self.edges.entry((from, to, link)).or_default().add(weight);
        }
    }

    fn reports(&mut self) {
        for (id, report) in (0..).map(ReportId).zip(&self.model.reports) {
            if self.model.retracted.contains(&id) {
                continue;
            }
            self.nodes.entry(Key::Report(id)).or_default();
            if let Some(publisher) = report.publisher {
                self.tie(
                    Key::Source(publisher),
                    Key::Report(id),
                    Link::Publishes,
                    Weight::default(),
                );
            }
            for origin in &report.based_on {
                self.tie(Key::from(*origin), Key::Report(id), Link::BasedOn, Weight::default());
            }
        }
    }

    /// Counts the echoes of each source, and tells the claims that are some.
    fn echoes(&mut self, context: &Context<'_>) -> BTreeSet<ClaimId> {
        let mut echoes = BTreeSet::new();
        for verdict in &context.verdicts {
            for (origin, claims) in context.echoes_on(verdict) {
                self.nodes.entry(Key::from(origin)).or_default().echoes += 1;
                echoes.extend(claims);
            }
        }
        echoes
    }

    fn claim(&mut self, id: ClaimId, weight: Weight) {
        let model = self.model;
        let entry = model.entry_of(id);
        let Some(report) = entry.report else { return };
        let own = Key::Report(report);
        let subject = model.question(model.claim(id).question).subject;
        self.tie(own, Key::Subject(subject), Link::SpeaksOf, Weight { echoes: 0, ..weight });
        for chain in &entry.attribution {
            let mut through = own;
            for origin in chain {
                let source = Key::from(*origin);
                self.tie(source, through, Link::Tells, weight);
                through = source;
            }
        }
        if entry.attribution.is_empty() {
            // What no source is named for is had from what the report draws on, or is its own.
            let based = &model.report(report).based_on;
            let publisher = model.report(report).publisher.filter(|_| based.is_empty());
            for origin in based {
                self.tie(Key::from(*origin), own, Link::BasedOn, weight);
            }
            if let Some(publisher) = publisher {
                self.tie(Key::Source(publisher), own, Link::Publishes, weight);
            }
        }
        let echoes = 0;
        for key in [own, Key::Subject(subject)] {
            self.nodes.entry(key).or_default().add(Weight { echoes, ..weight });
        }
        let sources: BTreeSet<Key> =
            entry.attribution.iter().flatten().map(|origin| Key::from(*origin)).collect();
        for key in sources {
            self.nodes.entry(key).or_default().add(Weight { echoes, ..weight });
        }
    }

    fn finish(self) -> Draws {
        let model = self.model;
        let places: BTreeMap<Key, usize> = self.nodes.keys().copied().zip(0..).collect();
        let node = |(key, weight): (&Key, &Weight)| {
            let (kind, id, label) = match key {
                Key::Source(entity) => {
                    (Kind::Source, &model.entity(*entity).id, name(model, *entity))
                }
                Key::Subject(entity) => {
                    (Kind::Subject, &model.entity(*entity).id, name(model, *entity))
                }
                Key::Report(report) => {
                    let id = &model.report(*report).id;
                    (Kind::Report, id, id.as_str())
                }
            };
            Node {
                kind,
                id: id.clone(),
                label: label.to_owned(),
                claims: weight.claims,
                disputed: weight.disputed,
                echoes: weight.echoes,
                members: Vec::new(),
            }
        };
        let nodes: Vec<Node> = self.nodes.iter().map(node).collect();
        let mut edges: Vec<Edge> = self
            .edges
            .into_iter()
            .map(|((from, to, link), weight)| edge(((places[&from], places[&to], link), weight)))
            .collect();
        edges.sort_by_key(|edge| (edge.from, edge.to, edge.link));
        Draws { whole: nodes.len(), nodes, edges }
    }
}

fn name(model: &Model, id: EntityId) -> &str {
    let entity = model.entity(id);
    entity.names.first().unwrap_or(&entity.id)
}
