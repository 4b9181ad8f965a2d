//! What the program can be asked to do, one file a command.

pub(crate) mod baseline;
pub(crate) mod check;
pub(crate) mod compare;
pub(crate) mod completions;
pub(crate) mod coverage;
pub(crate) mod explain;
pub(crate) mod graph;
pub(crate) mod html;
pub(crate) mod init;
mod looks;
pub(crate) mod man;
pub(crate) mod matrix;
mod open;
pub(crate) mod page;
pub(crate) mod report;
pub(crate) mod rule;
pub(crate) mod schema;
pub(crate) mod serve;
pub(crate) mod settings;
pub(crate) mod timeline;
pub(crate) mod watch;
pub(crate) mod without;
