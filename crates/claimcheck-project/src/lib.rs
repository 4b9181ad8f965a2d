//! A project of reports and claims, from its folder to one analysis.
//!
//! A [`Session`] finds a project, reads its settings, the clock and a git revision, and takes texts
//! from the disk or from memory over it. [`Session::analyse`] judges the project once; the
//! [`Analysis`] has the findings with their states, and the matrix, the timeline and the coverage on
//! demand. This crate knows nothing of arguments, and prints nothing.
//!
//! ```
//! use claimcheck_project::{Query, Session};
//!
//! let claims = "
//! entities: {talks: {kind: event}}
//! ---
//! report: {id: morning}
//! claims: [{about: talks, says: {date: 2025-10-30}}]
//! ---
//! report: {id: evening}
//! claims: [{about: talks, says: {date: 2025-10-31}}]
//! ";
//! let mut session = Session::in_memory([("claims/talks.yaml", claims)])?;
//! let analysis = session.analyse(&Query::default())?;
//! let codes: Vec<&str> = analysis.conflicts().map(|conflict| conflict.code).collect();
//! assert_eq!(codes, ["conflict/date"]);
//! # Ok::<(), claimcheck_project::Error>(())
//! ```
//!
//! A project on the disk is opened with [`Session::open`].

mod against;
mod analysis;
pub mod baseline;
mod clock;
mod error;
mod files;
mod git;
mod kept;
mod location;
pub mod matrix;
mod policy;
mod query;
mod selection;
mod session;
pub mod settings;
mod shown;
mod sieve;
mod state;
mod status;
mod texts;
mod watched;
mod what_if;

pub use analysis::Analysis;
pub use clock::day;
pub use error::Error;
pub use files::NOT_CLAIMS;
pub use location::Location;
pub use query::{Query, Words};
pub use session::{Session, SessionOptions, Step};
pub use shown::Shown;
pub use sieve::Counted;
pub use state::QuestionState;
pub use status::{FailOn, Status};
pub use watched::Watched;
pub use what_if::WhatIf;
