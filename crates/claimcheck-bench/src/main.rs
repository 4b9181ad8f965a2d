//! Measures: `claimcheck-bench reasoning [CASE…]` checks large projects that are made in memory,
//! `claimcheck-bench program [CLAIMS…]` and `claimcheck-bench extremes [NAME…]` run the whole
//! program, and `claimcheck-bench generate CLAIMS FOLDER` writes a project.

mod measure;
mod program;
mod reasoning;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let (first, rest) = match arguments.split_first() {
        Some((first, rest)) => (first.as_str(), rest),
        None => ("", &[][..]),
    };
    let done = match (first, rest) {
        ("reasoning", cases) => reasoning::run(cases),
        ("program", sizes) => program::sizes(sizes),
        ("extremes", names) => program::extremes(names),
        ("generate", [claims, folder]) => match claims.parse() {
            Ok(claims) => program::generate(claims, Path::new(folder)),
            Err(_) => return usage(),
        },
        ("measure", command) => measure::report(command),
        _ => return usage(),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            say(&format!("error: {error}"));
            ExitCode::FAILURE
        }
    }
}

fn usage() -> ExitCode {
    say(
        "usage: claimcheck-bench reasoning [CASE…] | program [CLAIMS…] | extremes [NAME…] | generate CLAIMS FOLDER",
    );
    ExitCode::from(2)
}

#[expect(clippy::print_stderr, reason = "this is a program, and its messages go there")]
fn say(words: &str) {
    eprintln!("{words}");
}
