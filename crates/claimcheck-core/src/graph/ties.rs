//! How the claims of a model hang together, as nodes and edges. Owns the order of the nodes; whoever
//! asks does so through [`super::ClaimGraph`].

use petgraph::Direction;
use petgraph::graph::{DiGraph, NodeIndex};
use petgraph::visit::EdgeRef;

use super::{Edge, Node};
use crate::model::{ClaimId, ClaimIds, EntryId, Model, Passage, QuestionId, ReportId};
use crate::values::EntityId;

/// The ties of a model.
#[derive(Debug)]
pub(crate) struct Ties {
    pub(super) graph: DiGraph<Node, Edge>,
    /// Where the nodes of entities, questions, claims and passages begin; reports begin at 0.
    starts: [usize; 4],
    /// The claims, question by question.
    by_question: Vec<ClaimId>,
    question_starts: Vec<u32>,
    /// Whether something supersedes each claim: it is asked of all of them, many times.
    superseded: Vec<bool>,
}

impl Ties {
    /// Finds the ties of a model.
    pub(crate) fn of(model: &Model) -> Self {
        let entities = model.reports.len();
        let questions = entities + model.entities.len();
        let claims = questions + model.questions.len();
        let passages = claims + model.claims.len();
        let (by_question, question_starts) = by_question(model);
        let mut ties = Self {
            graph: DiGraph::with_capacity(passages + model.entries.len(), model.claims.len() * 4),
            starts: [entities, questions, claims, passages],
            by_question,
            question_starts,
            superseded: vec![false; model.claims.len()],
        };
        ties.add_nodes(model);
        ties.add_entity_edges(model);
        ties.add_claim_edges(model);
        ties.add_corrections(model);
        ties
    }

    /// The index of a node.
    pub(super) fn index(&self, node: Node) -> NodeIndex {
        let [entities, questions, claims, passages] = self.starts;
        NodeIndex::new(match node {
            Node::Report(report) => report.index(),
            Node::Entity(entity) => entities + entity.0 as usize,
            Node::Question(question) => questions + question.index(),
            Node::Claim(claim) => claims + claim.index(),
            Node::Passage(entry) => passages + entry.index(),
        })
    }

    /// The nodes at the other ends of a node's edges of one kind, in their order.
    pub(super) fn along(&self, node: Node, edge: Edge, direction: Direction) -> Vec<Node> {
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
    pub(super) fn claims_on(&self, question: QuestionId) -> &[ClaimId] {
        let bounds = self.question_starts.get(question.index()..question.index() + 2);
        let Some(&[start, end]) = bounds else { return &[] };
        self.by_question.get(start as usize..end as usize).unwrap_or_default()
    }

    /// Whether nothing supersedes a claim.
    pub(super) fn stands(&self, claim: ClaimId) -> bool {
        !self.superseded[claim.index()]
    }

    fn add_nodes(&mut self, model: &Model) {
        let count = |length: usize| 0..u32::try_from(length).unwrap_or(u32::MAX);
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

    fn add_entity_edges(&mut self, model: &Model) {
        for entity in (0..).map(EntityId).take(model.entities.len()) {
            for whole in model.taxonomy.wholes(entity) {
                self.connect(Node::Entity(entity), Edge::PartOf, Node::Entity(*whole));
            }
        }
        for report in (0..).map(ReportId).take(model.reports.len()) {
            if let Some(publisher) = model.report(report).publisher {
                self.connect(Node::Entity(publisher), Edge::Publishes, Node::Report(report));
            }
            for origin in model.report(report).based_on.clone() {
                self.connect(Node::Report(report), Edge::BasedOn, origin.into());
            }
        }
    }

    fn add_claim_edges(&mut self, model: &Model) {
        for (id, question) in (0..).map(QuestionId).zip(&model.questions) {
            self.connect(Node::Question(id), Edge::About, Node::Entity(question.subject));
        }
        for (id, claim) in (0..).map(ClaimId).zip(&model.claims) {
            let entry = model.entry(claim.entry);
            self.connect(Node::Claim(id), Edge::Answers, Node::Question(claim.question));
            if let Some(report) = entry.report {
                self.connect(Node::Report(report), Edge::States, Node::Claim(id));
            }
            if matches!(entry.passage, Passage::Found(_)) {
                self.connect(Node::Claim(id), Edge::RestsOn, Node::Passage(claim.entry));
            }
            for origin in entry.attribution.iter().flatten() {
                self.connect(Node::Claim(id), Edge::AttributedTo, (*origin).into());
            }
        }
    }

    /// A claim supersedes those that its entry names, and those of the reports that its report
    /// corrects, where they meet: on the question that both answer, at a time that they certainly
    /// have in common.
    fn add_corrections(&mut self, model: &Model) {
        let mut edges: Vec<(ClaimId, ClaimId)> = Vec::new();
        for entry in &model.entries {
            for corrected in entry.links.corrects() {
                edges.extend(corrections(model, entry.claims, model.entry(*corrected).claims));
            }
        }
        for report in
            model.reports.iter().enumerate().filter(|(_, report)| !report.corrects.is_empty())
        {
            edges.extend(self.edition_corrections(model, report.0, &report.1.corrects));
        }
        edges.sort_unstable();
        edges.dedup();
        for (later, earlier) in edges {
            self.connect(Node::Claim(later), Edge::Corrects, Node::Claim(earlier));
            self.superseded[earlier.index()] = true;
        }
    }

    fn edition_corrections(
        &self,
        model: &Model,
        report: usize,
        corrected: &[ReportId],
    ) -> Vec<(ClaimId, ClaimId)> {
        let of = |claim: &ClaimId| model.entry_of(*claim).report;
        let report = ReportId(u32::try_from(report).unwrap_or(u32::MAX));
        let own = self.along(Node::Report(report), Edge::States, Direction::Outgoing);
        let mut edges = Vec::new();
        for node in own {
            let Node::Claim(later) = node else { continue };
            let others = self.claims_on(model.claim(later).question);
            let earlier = others.iter().filter(|claim| {
                of(claim).is_some_and(|by| by != report && corrected.contains(&by))
                    && model.hold_together(later, **claim)
            });
            edges.extend(earlier.map(|earlier| (later, *earlier)));
        }
        edges
    }
}

fn corrections(model: &Model, later: ClaimIds, earlier: ClaimIds) -> Vec<(ClaimId, ClaimId)> {
    let pairs = later.iter().flat_map(|a| earlier.iter().map(move |b| (a, b)));
    let question = |claim: ClaimId| model.claim(claim).question;
    pairs.filter(|(a, b)| question(*a) == question(*b) && model.hold_together(*a, *b)).collect()
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
