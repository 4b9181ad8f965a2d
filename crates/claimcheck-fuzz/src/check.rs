//! The whole check of random projects, and what holds of every project.

use claimcheck_checker::{self as checker, Diagnostic, Family, Severity, State};
use claimcheck_core::Project;
use claimcheck_core::model::Passage;
use claimcheck_core::source::Span;

use crate::bytes::Bytes;
use crate::project::{load_files, project};

/// A random project. One in sixteen is looked at twice: as it is, or read anew in another order of
/// files.
///
/// # Panics
///
/// Where a second look finds something else, a conflict names no claim, or a finding stands outside
/// its file.
pub fn check(bytes: &[u8]) {
    let mut bytes = Bytes(bytes);
    let again = bytes.below(32);
    let files = project(&mut bytes);
    let project = load_files(&files);
    let found = checker::check(&project);
    spans_fit(&project, &found);
    conflicts_name_claims(&found);
    match again {
        0 => {
            let other = load_files(files.iter().rev());
            let again = checker::check(&other);
            assert_eq!(told(&project, &found), told(&other, &again), "the order of files counts");
        }
        1 => assert_eq!(found, checker::check(&project), "a second look finds other things"),
        _ => {}
    }
}

/// Every span lies in its file, on the bounds of characters.
pub(crate) fn spans_fit(project: &Project, found: &[Diagnostic]) {
    let model = project.graph.model();
    let fits = |span: Span| {
        let text = model.sources.file(span.file).text();
        assert!(text.get(span.start as usize..span.end as usize).is_some(), "{span:?} of {text:?}");
    };
    for finding in found {
        fits(finding.at);
        finding.labels.iter().for_each(|mark| fits(mark.span));
    }
    for entry in &model.entries {
        fits(entry.place);
        if let Passage::Found(span) = entry.passage {
            fits(span);
            assert!(span.start < span.end, "a passage has words");
        }
    }
}

fn conflicts_name_claims(found: &[Diagnostic]) {
    for finding in found.iter().filter(|finding| finding.family() == Family::Conflict) {
        assert!(!finding.claims.is_empty(), "a conflict without claims: {finding:?}");
        for position in &finding.positions {
            assert!(!position.claims.is_empty(), "a position of nobody: {finding:?}");
        }
        assert!(!finding.message.is_empty() && !finding.fingerprint.is_empty());
    }
}

/// What a finding says, but for its places.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Told<'f> {
    code: &'f str,
    fingerprint: &'f str,
    message: &'f str,
    severity: Severity,
    state: State,
    /// The value of each position, and the origins of its claims.
    positions: Vec<(&'f str, &'f [String])>,
    /// The names of its claims.
    claims: Vec<&'f str>,
}

/// Findings without their places: the numbers of files follow the order of reading.
fn told<'f>(project: &'f Project, found: &'f [Diagnostic]) -> Vec<Told<'f>> {
    let model = project.graph.model();
    let tell = |finding: &'f Diagnostic| Told {
        code: finding.code,
        fingerprint: &finding.fingerprint,
        message: &finding.message,
        severity: finding.severity,
        state: finding.state,
        positions: (finding.positions.iter())
            .map(|position| (&*position.value, &*position.origins))
            .collect(),
        claims: finding.claims.iter().map(|claim| &*model.entry_of(*claim).name).collect(),
    };
    let mut told: Vec<Told<'f>> = found.iter().map(tell).collect();
    told.sort_unstable();
    told
}
