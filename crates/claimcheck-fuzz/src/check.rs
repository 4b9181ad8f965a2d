//! The whole check of random projects, and what holds of every project.

use claimcheck_checker::{self as checker, Family, Finding};
use claimcheck_core::Project;
use claimcheck_core::model::Passage;
use claimcheck_core::source::Span;

use crate::bytes::Bytes;
use crate::project::{load_files, project};

/// A random project, looked at twice: in the same order of files, or in another one.
///
/// # Panics
///
/// Where a second look finds something else, a conflict names no claim, or a finding stands outside
/// its file.
pub fn check(bytes: &[u8]) {
    let mut bytes = Bytes(bytes);
    let turned = bytes.once_in(2);
    let files = project(&mut bytes);
    let project = load_files(&files);
    let found = checker::check(&project);
    spans_fit(&project, &found);
    conflicts_name_claims(&found);
    let other = if turned { load_files(files.iter().rev()) } else { load_files(&files) };
    let again = checker::check(&other);
    if turned {
        assert_eq!(told(&project, &found), told(&other, &again), "the order of files counts");
    } else {
        assert_eq!(format!("{found:?}"), format!("{again:?}"), "a second look finds other things");
    }
}

/// Every span lies in its file, on the bounds of characters.
pub(crate) fn spans_fit(project: &Project, found: &[Finding]) {
    let model = project.graph.model();
    let fits = |span: Span| {
        let text = model.sources.file(span.file).text();
        assert!(text.get(span.start as usize..span.end as usize).is_some(), "{span:?} of {text:?}");
    };
    for finding in found {
        fits(finding.at);
        finding.marks.iter().for_each(|mark| fits(mark.span));
    }
    for entry in &model.entries {
        fits(entry.place);
        if let Passage::Found(span) = entry.passage {
            fits(span);
            assert!(span.start < span.end, "a passage has words");
        }
    }
}

fn conflicts_name_claims(found: &[Finding]) {
    for finding in found.iter().filter(|finding| finding.family() == Family::Conflict) {
        assert!(!finding.claims.is_empty(), "a conflict without claims: {finding:?}");
        for position in &finding.positions {
            assert!(!position.claims.is_empty(), "a position of nobody: {finding:?}");
        }
        assert!(!finding.message.is_empty() && !finding.fingerprint.is_empty());
    }
}

/// Findings without their places: the numbers of files follow the order of reading.
fn told(project: &Project, found: &[Finding]) -> Vec<String> {
    let model = project.graph.model();
    let name = |claim: &_| &*model.entry_of(*claim).name;
    let line = |finding: &Finding| {
        let claims: Vec<&str> = finding.claims.iter().map(name).collect();
        let positions: Vec<String> = finding
            .positions
            .iter()
            .map(|position| format!("{} {:?}", position.value, position.origins))
            .collect();
        format!(
            "{} {:?} {:?} {} {positions:?} {claims:?} {}",
            finding.code, finding.severity, finding.state, finding.fingerprint, finding.message
        )
    };
    let mut told: Vec<String> = found.iter().map(line).collect();
    told.sort();
    told
}
