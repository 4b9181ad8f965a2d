//! All tests that cross the borders of crates, in one program: it is linked once. Each module is about
//! what its name says, and `cargo test -p claimcheck-tests NAME::` runs it alone.

mod allen;
mod baseline;
mod cases;
mod checks;
mod ci;
mod cmd;
mod coverage;
mod determinism;
mod docs;
mod documented;
mod floods;
mod formats;
mod fuzzed;
mod hostile;
mod input;
mod json;
mod network;
mod page;
mod places;
mod properties;
mod reasoning;
mod rules;
mod schema;
mod serve;
mod settings;
mod settle;
mod timeline;
mod unix;
mod views;
mod watch;
mod without;
mod workspace;
mod writing;
