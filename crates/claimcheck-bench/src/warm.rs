//! How long it takes to check a large project again after one of its claims files has changed, beside
//! a check of all of it.

use std::collections::BTreeMap;
use std::io::{self, Write as _};
use std::time::{Duration, Instant};

use claimcheck_bench::realistic;
use claimcheck_checker::again::Kept;
use claimcheck_checker::check;
use claimcheck_core::source::FileId;
use claimcheck_core::{Project, load_and_keep};

const SEED: u64 = 1;
/// So many files are changed, one after the other.
const EDITS: usize = 25;

/// The table of changes in projects of some sizes.
pub(crate) fn run(asked: &[String]) -> io::Result<()> {
    let asked: Vec<usize> = asked.iter().filter_map(|size| size.parse().ok()).collect();
    let asked = if asked.is_empty() { vec![10_000, 100_000] } else { asked };
    let mut out = io::stdout().lock();
    writeln!(
        out,
        "| claims | changes | looked at parts | fastest ms | in the middle ms | slowest ms | all of it ms |\n\
         | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    )?;
    for claims in asked {
        writeln!(out, "{}", measured(claims))?;
    }
    Ok(())
}

fn measured(claims: usize) -> String {
    let input = realistic::input(claims, SEED);
    let start = Instant::now();
    let (project, kept) = load_and_keep(input);
    let mut kept = Kept::new(&project, kept);
    let found = check(&project);
    let all = start.elapsed();
    let mut taken: Vec<Duration> = Vec::new();
    let edits = edits(&project);
    let count = edits.len();
    for (file, text) in edits {
        let start = Instant::now();
        let part = kept.again(&project, &BTreeMap::from([(file, text)]));
        if let Some(part) = part {
            std::hint::black_box(check(&part.project));
            taken.push(start.elapsed());
        }
    }
    drop(found);
    taken.sort();
    let ms = |time: Option<&Duration>| {
        time.map_or_else(|| "-".to_owned(), |time| format!("{:.1}", time.as_secs_f64() * 1e3))
    };
    format!(
        "| {claims} | {count} | {} | {} | {} | {} | {} |",
        taken.len(),
        ms(taken.first()),
        ms(taken.get(taken.len() / 2)),
        ms(taken.last()),
        ms(Some(&all)),
    )
}

/// Files spread over the project, each with one figure that is another one.
fn edits(project: &Project) -> Vec<(FileId, String)> {
    let files = project.graph.model().sources.iter();
    let claims: Vec<_> = files.filter(|(_, file)| file.text().contains("\nclaims:")).collect();
    let step = (claims.len() / EDITS).max(1);
    let edit = |text: &str| {
        let (head, claims) = text.split_once("\nclaims:")?;
        Some(format!("{head}\nclaims:{}", claims.replacen("202", "201", 1)))
    };
    let some = claims.iter().step_by(step).take(EDITS);
    some.filter_map(|(id, file)| Some((*id, edit(file.text())?))).collect()
}
