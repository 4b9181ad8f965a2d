//! The claim graph: reports, passages, claims, questions and entities, and how they hang together.
//! Immutable once built. Every iteration is in the order of ids.

mod attribution;
mod ends;
mod leads;
mod step;
mod ties;

pub use attribution::Attribution;
pub use leads::Entails;
pub use step::Step;
pub(crate) use ties::Ties;

use petgraph::Direction;
use petgraph::graph::{DiGraph, NodeIndex};

use crate::model::{ClaimId, EntryId, Model, Origin, QuestionId, ReportId};
use crate::values::EntityId;

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
    /// A claim is attributed to an entity or a report, a link of one of its chains.
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
    ties: Ties,
}

impl ClaimGraph {
    /// Builds the graph of a model.
    pub fn new(model: Model) -> Self {
        let ties = Ties::of(&model);
        Self::with(model, ties)
    }

    /// The graph of a model whose ties are known.
    pub(crate) const fn with(model: Model, ties: Ties) -> Self {
        Self { model, ties }
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
        &self.ties.graph
    }

    /// The index of a node.
    pub fn index(&self, node: Node) -> NodeIndex {
        self.ties.index(node)
    }

    /// The nodes that edges of one kind lead to, in their order.
    pub fn to(&self, from: Node, edge: Edge) -> Vec<Node> {
        self.ties.along(from, edge, Direction::Outgoing)
    }

    /// The nodes that edges of one kind come from, in their order.
    pub fn from(&self, to: Node, edge: Edge) -> Vec<Node> {
        self.ties.along(to, edge, Direction::Incoming)
    }

    /// All claims on a question, superseded ones among them.
    pub fn claims_on(&self, question: QuestionId) -> &[ClaimId] {
        self.ties.claims_on(question)
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
        self.ties.stands(claim)
    }

    /// The claims on a question that still stand.
    pub fn standing(&self, question: QuestionId) -> Vec<ClaimId> {
        self.claims_on(question).iter().copied().filter(|claim| self.stands(*claim)).collect()
    }
}

impl From<Origin> for Node {
    fn from(origin: Origin) -> Self {
        match origin {
            Origin::Entity(entity) => Self::Entity(entity),
            Origin::Report(report) => Self::Report(report),
        }
    }
}
