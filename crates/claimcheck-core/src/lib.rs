//! Texts and claims in, the claim graph out.
//!
//! The way of the data: [`yaml`] reads trees, [`read`] makes records of them, [`resolve`] looks up
//! every name and understands every value, and [`graph`] ties the claims together. No disk, no
//! clock and no terminal: what goes in is text, what cannot be understood comes out as
//! [`problem::Problem`]s beside what could.
//!
//! ```
//! use claimcheck_core::source::SourceFile;
//! use claimcheck_core::{Input, load};
//!
//! let mut input = Input::default();
//! let claims = "{entities: {talks: {kind: event}}, report: {id: morning}, \
//!     claims: [{id: when, about: talks, says: {date: next thursday}}]}";
//! input.claims.push(input.sources.add(SourceFile::new("claims/talks.yaml", claims)));
//! let project = load(input);
//! assert_eq!(project.graph.model().entries[0].name.to_string(), "morning#when");
//! assert_eq!(project.problems[0].code.as_str(), "input/bad-value");
//! ```

pub mod conflict;
pub mod equation;
pub mod graph;
pub mod model;
pub mod problem;
pub mod read;
pub mod resolve;
pub mod retract;
pub mod source;
pub mod suggest;
pub mod text;
pub mod values;
pub mod yaml;

pub use graph::ClaimGraph;
pub use resolve::{Input, Parsed};
pub use retract::Retracted;

/// What was read of a project.
#[derive(Debug)]
pub struct Project {
    /// What it says.
    pub graph: ClaimGraph,
    /// What is wrong with how it says it, by place.
    pub problems: Vec<problem::Problem>,
    /// The conflicts that are listed as known.
    pub baseline: Vec<read::baseline::Known>,
    /// How its entities and properties are called.
    pub vocabulary: resolve::Vocabulary,
    /// The day on which it is looked at, counted from 1970-01-01; without one, nothing runs out.
    pub today: Option<i128>,
}

/// Reads a project. It cannot fail: what is wrong with the input is in the problems.
pub fn load(input: Input) -> Project {
    load_parsed(input, &Parsed::new())
}

/// Reads a project of which some claims files were parsed before, from the texts that they have in it.
pub fn load_parsed(input: Input, parsed: &Parsed) -> Project {
    let today = input.today;
    let resolve::Resolved { graph, problems, baseline, vocabulary } =
        resolve::resolve(input, parsed);
    Project { graph, problems: problem::listed(problems), baseline, vocabulary, today }
}
