//! The claim graph: reports, passages, claims, questions and entities, and how they hang together.
//! Immutable once built. Every iteration is in the order of ids.

mod attribution;
mod ends;

pub use attribution::{Attribution, Step};

use petgraph::Direction;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;

use crate::model::{ClaimId, ClaimIds, EntryId, Model, Origin, Passage, QuestionId, ReportId};
use crate::value::EntityId;

/// What the graph's nodes stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Node {
    /// A report.
    Report(ReportId),
    /// An entity: what claims are about, and the source of some of them.
    Entity(EntityId),
    /// A question.
    Question(QuestionId),
    /// An atomic claim.
    Claim(ClaimId),
    /// The passage that an entry rests on.
    Passage(EntryId),
}

/// What the graph's edges say of their two ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Edge {
    /// A report states a claim.
    States,
    /// A claim rests on a passage.
    RestsOn,
    /// A claim answers a question.
    Answers,
    /// A question is about an entity.
    About,
    /// A claim is attributed to an entity or a report, the next link of its chain.
    AttributedTo,
    /// A report draws on a report or an entity.
    BasedOn,
    /// An entity speaks in a report.
    Publishes,
    /// An entity lies within another.
    PartOf,
    /// A claim supersedes another.
    Corrects,
}

/// A project's claims and how they hang together.
#[derive(Debug)]
pub struct ClaimGraph {
    model: Model,
    graph: DiGraph<Node, Edge>,
    /// Where the nodes of entities, questions, claims and passages begin; reports begin at 0.
    starts: [usize; 4],
    /// The claims, question by question.
    by_question: Vec<ClaimId>,
    question_starts: Vec<u32>,
}

impl ClaimGraph {
    /// Builds the graph of a model.
    pub fn new(model: Model) -> Self {
        let entities = model.reports.len();
        let questions = entities + model.entities.len();
        let claims = questions + model.questions.len();
        let passages = claims + model.claims.len();
        let mut graph = Self {
            graph: DiGraph::with_capacity(passages + model.entries.len(), model.claims.len() * 4),
            starts: [entities, questions, claims, passages],
            by_question: Vec::new(),
            question_starts: Vec::new(),
            model,
        };
        graph.add_nodes();
        graph.add_entity_edges();
        graph.add_claim_edges();
        (graph.by_question, graph.question_starts) = by_question(&graph.model);
        graph.add_corrections();
        graph
    }

    /// What the project says.
    pub const fn model(&self) -> &Model {
        &self.model
    }

    /// The model back, to be changed and made a graph again.
    pub fn into_model(self) -> Model {
        self.model
    }

    /// The graph itself, for walks of its own.
    pub const fn petgraph(&self) -> &DiGraph<Node, Edge> {
        &self.graph
    }

    /// The index of a node.
    pub fn index(&self, node: Node) -> NodeIndex {
        index(&self.starts, node)
    }

    /// The nodes that edges of one kind lead to, in their order.
    pub fn to(&self, from: Node, edge: Edge) -> Vec<Node> {
        self.along(from, edge, Direction::Outgoing)
    }

    /// The nodes that edges of one kind come from, in their order.
    pub fn from(&self, to: Node, edge: Edge) -> Vec<Node> {
        self.along(to, edge, Direction::Incoming)
    }

    fn along(&self, node: Node, edge: Edge, direction: Direction) -> Vec<Node> {
        let edges = self.graph.edges_directed(self.index(node), direction);
        let ends = edges.filter(|found| *found.weight() == edge).map(|found| match direction {
            Direction::Outgoing => self.graph[found.target()],
            Direction::Incoming => self.graph[found.source()],
        });
        let mut ends: Vec<Node> = ends.collect();
        ends.sort_unstable();
        ends
    }

    /// All claims on a question, superseded ones among them.
    pub fn claims_on(&self, question: QuestionId) -> &[ClaimId] {
        let bounds = self.question_starts.get(question.index()..question.index() + 2);
        let Some(&[start, end]) = bounds else { return &[] };
        self.by_question.get(start as usize..end as usize).unwrap_or_default()
    }

    /// The claims that supersede a claim.
    pub fn corrected_by(&self, claim: ClaimId) -> Vec<ClaimId> {
        let claims = self.from(Node::Claim(claim), Edge::Corrects);
        claims
            .into_iter()
            .filter_map(|node| if let Node::Claim(claim) = node { Some(claim) } else { None })
            .collect()
    }

    /// Whether a claim still stands: nothing supersedes it.
    pub fn stands(&self, claim: ClaimId) -> bool {
        let edges = self.graph.edges_directed(self.index(Node::Claim(claim)), Direction::Incoming);
        !edges.into_iter().any(|edge| *edge.weight() == Edge::Corrects)
    }

    /// The claims on a question that still stand.
    pub fn standing(&self, question: QuestionId) -> Vec<ClaimId> {
        self.claims_on(question).iter().copied().filter(|claim| self.stands(*claim)).collect()
    }

    fn add_nodes(&mut self) {
        let count = |length: usize| 0..u32::try_from(length).unwrap_or(u32::MAX);
        let model = &self.model;
        let reports = count(model.reports.len()).map(|id| Node::Report(ReportId(id)));
        let entities = count(model.entities.len()).map(|id| Node::Entity(EntityId(id)));
        let questions = count(model.questions.len()).map(|id| Node::Question(QuestionId(id)));
        let claims = count(model.claims.len()).map(|id| Node::Claim(ClaimId(id)));
        let passages = count(model.entries.len()).map(|id| Node::Passage(EntryId(id)));
        for node in reports.chain(entities).chain(questions).chain(claims).chain(passages) {
            self.graph.add_node(node);
        }
    }

    fn connect(&mut self, from: Node, edge: Edge, to: Node) {
        let (from, to) = (self.index(from), self.index(to));
        self.graph.add_edge(from, to, edge);
    }

    fn add_entity_edges(&mut self) {
        for entity in (0..).map(EntityId).take(self.model.entities.len()) {
            for whole in self.model.taxonomy.wholes(entity).to_vec() {
                self.connect(Node::Entity(entity), Edge::PartOf, Node::Entity(whole));
            }
        }
        for report in (0..).map(ReportId).take(self.model.reports.len()) {
            if let Some(publisher) = self.model.report(report).publisher {
                self.connect(Node::Entity(publisher), Edge::Publishes, Node::Report(report));
            }
            for origin in self.model.report(report).based_on.clone() {
                self.connect(Node::Report(report), Edge::BasedOn, origin.into());
            }
        }
    }

    fn add_claim_edges(&mut self) {
        let Self { model, graph, starts, .. } = self;
        let mut connect = |from: Node, edge: Edge, to: Node| {
            graph.add_edge(index(starts, from), index(starts, to), edge);
        };
        for (id, question) in (0..).map(QuestionId).zip(&model.questions) {
            connect(Node::Question(id), Edge::About, Node::Entity(question.subject));
        }
        for (id, claim) in (0..).map(ClaimId).zip(&model.claims) {
            let entry = model.entry(claim.entry);
            connect(Node::Claim(id), Edge::Answers, Node::Question(claim.question));
            if let Some(report) = entry.report {
                connect(Node::Report(report), Edge::States, Node::Claim(id));
            }
            if matches!(entry.passage, Passage::Found(_)) {
                connect(Node::Claim(id), Edge::RestsOn, Node::Passage(claim.entry));
            }
            for origin in &entry.attribution {
                connect(Node::Claim(id), Edge::AttributedTo, (*origin).into());
            }
        }
    }

    /// A claim supersedes those that its entry names, and those of the reports that its report
    /// corrects, on the question that both answer. A named entry that answers no common question
    /// is superseded as a whole.
    fn add_corrections(&mut self) {
        let mut edges: Vec<(ClaimId, ClaimId)> = Vec::new();
        for entry in &self.model.entries {
            for corrected in entry.links.corrects() {
                edges.extend(self.corrections(entry.claims, self.model.entry(*corrected).claims));
            }
        }
        for report in
            self.model.reports.iter().enumerate().filter(|(_, report)| !report.corrects.is_empty())
        {
            edges.extend(self.edition_corrections(report.0, &report.1.corrects));
        }
        edges.sort_unstable();
        edges.dedup();
        for (later, earlier) in edges {
            self.connect(Node::Claim(later), Edge::Corrects, Node::Claim(earlier));
        }
    }

    fn corrections(&self, later: ClaimIds, earlier: ClaimIds) -> Vec<(ClaimId, ClaimId)> {
        let pairs = || later.iter().flat_map(|a| earlier.iter().map(move |b| (a, b)));
        let question = |claim: ClaimId| self.model.claim(claim).question;
        let common: Vec<_> = pairs().filter(|(a, b)| question(*a) == question(*b)).collect();
        if common.is_empty() { pairs().collect() } else { common }
    }

    fn edition_corrections(
        &self,
        report: usize,
        corrected: &[ReportId],
    ) -> Vec<(ClaimId, ClaimId)> {
        let of = |claim: &ClaimId| self.model.entry_of(*claim).report;
        let report = ReportId(u32::try_from(report).unwrap_or(u32::MAX));
        let own = self.to(Node::Report(report), Edge::States);
        let mut edges = Vec::new();
        for node in own {
            let Node::Claim(later) = node else { continue };
            let others = self.claims_on(self.model.claim(later).question);
            let earlier = others.iter().filter(|claim| {
                of(claim).is_some_and(|by| by != report && corrected.contains(&by))
            });
            edges.extend(earlier.map(|earlier| (later, *earlier)));
        }
        edges
    }
}

/// The index of a node, where the nodes of entities, questions, claims and passages begin.
fn index(starts: &[usize; 4], node: Node) -> NodeIndex {
    let [entities, questions, claims, passages] = starts;
    NodeIndex::new(match node {
        Node::Report(report) => report.index(),
        Node::Entity(entity) => entities + entity.0 as usize,
        Node::Question(question) => questions + question.index(),
        Node::Claim(claim) => claims + claim.index(),
        Node::Passage(entry) => passages + entry.index(),
    })
}

/// The claims, question by question, and where those of each question begin.
fn by_question(model: &Model) -> (Vec<ClaimId>, Vec<u32>) {
    let mut starts = vec![0u32; model.questions.len() + 1];
    for claim in &model.claims {
        starts[claim.question.index() + 1] += 1;
    }
    for at in 1..starts.len() {
        starts[at] += starts[at - 1];
    }
    let mut next = starts.clone();
    let mut claims = vec![ClaimId(0); model.claims.len()];
    for (id, claim) in (0..).map(ClaimId).zip(&model.claims) {
        let slot = &mut next[claim.question.index()];
        claims[*slot as usize] = id;
        *slot += 1;
    }
    (claims, starts)
}

impl From<Origin> for Node {
    fn from(origin: Origin) -> Self {
        match origin {
            Origin::Entity(entity) => Self::Entity(entity),
            Origin::Report(report) => Self::Report(report),
        }
    }
}
