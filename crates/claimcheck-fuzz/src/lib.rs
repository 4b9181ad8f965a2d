//! What each fuzz target does with its bytes, and what must hold of it. The targets are plain
//! functions: `fuzz/` gives them to libFuzzer, and `tests/fuzzed.rs` gives them what it found.
//!
//! A target returns, or panics where something does not hold. Owns no way to make bytes.

#![expect(clippy::panic, clippy::expect_used, reason = "a target that panics has found something")]

mod anchor;
mod bytes;
mod check;
mod grammar;
mod project;
mod read;
mod render;

pub use anchor::anchor;
pub use check::check;
pub use grammar::{date, duration, equation, quantity};
pub use project::Files;
pub use read::{baseline, load, ruling, yaml};
pub use render::render;

/// What is tried with some bytes.
#[derive(Debug, Clone, Copy)]
pub struct Target {
    /// Its name, which its kept inputs are called by too.
    pub name: &'static str,
    /// What it does. It panics where something does not hold.
    pub run: fn(&[u8]),
}

/// All targets, by name.
pub static TARGETS: &[Target] = &[
    Target { name: "anchor", run: anchor },
    Target { name: "baseline", run: baseline },
    Target { name: "check", run: check },
    Target { name: "date", run: date },
    Target { name: "duration", run: duration },
    Target { name: "equation", run: equation },
    Target { name: "load", run: load },
    Target { name: "quantity", run: quantity },
    Target { name: "render", run: render },
    Target { name: "ruling", run: ruling },
    Target { name: "yaml", run: yaml },
];

/// Keeps all work of this process on the thread that asks for it, so that what an input reaches does
/// not depend on the machine. Only the first call in a process does anything.
pub fn on_one_thread() {
    // Where there are threads already, they stay.
    let _ = rayon::ThreadPoolBuilder::new().num_threads(1).use_current_thread().build_global();
}
