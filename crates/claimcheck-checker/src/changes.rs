//! What became of the findings of a project between two looks at it: what is gone, what is other,
//! what is new. Compares findings by what they are about; finds nothing by itself.

use std::collections::{HashMap, HashSet};

use claimcheck_core::model::{PropertyId, QuestionId, ReportId};
use claimcheck_core::values::EntityId;

use crate::diagnostic::Diagnostic;
use crate::finding::Family;

/// The code of an answer with several origins.
const CORROBORATED: &str = "agreement/corroborated";
/// The code of a claim that rests on no passage.
const UNQUOTED: &str = "gap/unquoted";

/// How the findings after differ from those before.
#[derive(Debug, Default)]
pub struct Changes<'f> {
    /// Conflicts that are no more.
    pub gone: Vec<&'f Diagnostic>,
    /// Conflicts on the same questions, with other answers: as they were, and as they are.
    pub altered: Vec<(&'f Diagnostic, &'f Diagnostic)>,
    /// Conflicts that were not there.
    pub opened: Vec<&'f Diagnostic>,
    /// Answers that several origins gave, and no longer do.
    pub uncorroborated: Vec<&'f Diagnostic>,
    /// Gaps that were not there.
    pub gaps: Vec<&'f Diagnostic>,
}

impl Changes<'_> {
    /// Whether nothing changed.
    pub fn is_empty(&self) -> bool {
        self.gone.is_empty()
            && self.altered.is_empty()
            && self.opened.is_empty()
            && self.uncorroborated.is_empty()
            && self.gaps.is_empty()
    }
}

/// Compares the findings of two looks at one project, whose questions have the same ids.
pub fn changes<'f>(before: &'f [Diagnostic], after: &'f [Diagnostic]) -> Changes<'f> {
    let mut changes = Changes::default();
    conflicts(&mut changes, before, after);
    let supported: HashSet<&[QuestionId]> =
        of_code(after).map(|finding| &finding.questions[..]).collect();
    changes.uncorroborated =
        of_code(before).filter(|finding| !supported.contains(&finding.questions[..])).collect();
    changes.gaps = gaps(before, after);
    changes
}

fn conflicts<'f>(changes: &mut Changes<'f>, before: &'f [Diagnostic], after: &'f [Diagnostic]) {
    let prints = |findings: &'f [Diagnostic]| -> HashSet<&str> {
        of(findings, Family::Conflict).map(|finding| finding.fingerprint.as_str()).collect()
    };
    let (stayed, stays) = (prints(before), prints(after));
    let left = of(before, Family::Conflict).filter(|was| !stays.contains(&was.fingerprint[..]));
    let mut left: Vec<&Diagnostic> = left.collect();
    for finding in of(after, Family::Conflict) {
        if stayed.contains(finding.fingerprint.as_str()) {
            continue;
        }
        match left.iter().position(|was| was.questions == finding.questions) {
            Some(at) => changes.altered.push((left.remove(at), finding)),
            None => changes.opened.push(finding),
        }
    }
    changes.gone = left;
}

fn of(findings: &[Diagnostic], family: Family) -> impl Iterator<Item = &Diagnostic> {
    findings.iter().filter(move |finding| finding.family() == family)
}

fn of_code(findings: &[Diagnostic]) -> impl Iterator<Item = &Diagnostic> {
    findings.iter().filter(|finding| finding.code == CORROBORATED)
}

/// What a gap is of, whatever answers it speaks of: its code and one of its questions, or where there is
/// no question, what it says.
type Gap<'f> = (&'f str, Option<QuestionId>, Option<(EntityId, PropertyId)>, &'f str);

fn parts(finding: &Diagnostic) -> Vec<Gap<'_>> {
    let asked = finding.asked.map(|asked| (asked.subject, asked.property));
    if finding.questions.is_empty() {
        let said = if asked.is_none() { finding.fingerprint.as_str() } else { "" };
        return vec![(finding.code, None, asked, said)];
    }
    let questions = finding.questions.iter();
    questions.map(|question| (finding.code, Some(*question), asked, "")).collect()
}

/// The gaps that are new, or that reports fall into which did not before.
fn gaps<'f>(before: &'f [Diagnostic], after: &'f [Diagnostic]) -> Vec<&'f Diagnostic> {
    let mut known: HashMap<Gap<'_>, HashSet<ReportId>> = HashMap::new();
    for finding in of(before, Family::Gap) {
        for part in parts(finding) {
            known.entry(part).or_default().extend(&finding.silent);
        }
    }
    let is_new = |finding: &Diagnostic, part: &Gap<'_>| match known.get(part) {
        Some(silent) => !finding.silent.iter().all(|report| silent.contains(report)),
        // No claim loses its quote; that fewer of a report's claims have none is no new gap.
        None => finding.code != UNQUOTED,
    };
    let has_new = |finding: &&Diagnostic| parts(finding).iter().any(|part| is_new(finding, part));
    of(after, Family::Gap).filter(has_new).collect()
}
