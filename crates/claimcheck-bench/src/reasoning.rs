//! Checks each of the large projects once, and prints what was found and how long it took: to read it,
//! to judge all questions and solve the network, and, that included, to come to all findings.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::time::Instant;

use claimcheck_bench::Case;
use claimcheck_checker::{Checked, Context};

pub(crate) fn run(asked: &[String]) -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    for case in Case::ALL {
        if asked.is_empty() || asked.iter().any(|name| name == case.name()) {
            writeln!(out, "{}", measured(case))?;
        }
    }
    Ok(())
}

fn measured(case: Case) -> String {
    let start = Instant::now();
    let project = case.load(1);
    let read = start.elapsed();
    let start = Instant::now();
    let context = Context::new(&project);
    let solved = start.elapsed();
    drop(context);
    let start = Instant::now();
    let Checked { findings, .. } = claimcheck_checker::check_against(&project, &[]);
    let checked = start.elapsed();
    let mut codes: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in &findings {
        *codes.entry(finding.code).or_default() += 1;
    }
    let codes: Vec<String> = codes
        .into_iter()
        .filter(|(code, _)| code.starts_with("conflict") || code.starts_with("input"))
        .map(|(code, count)| format!("{count} {code}"))
        .collect();
    format!(
        "{:12} {:7} claims  read {:6.2} s  solved {:6.2} s  checked {:6.2} s  {}",
        case.name(),
        project.graph.model().claims.len(),
        read.as_secs_f64(),
        solved.as_secs_f64(),
        checked.as_secs_f64(),
        codes.join(", ")
    )
}
