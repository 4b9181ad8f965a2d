//! What `--watch` compares: the findings of one check of a project with those of the next. Owns no
//! waiting and no words.

use std::collections::HashMap;
use std::mem::replace;

use claimcheck_checker::{Diagnostic, Family, State};
use claimcheck_core::Project;
use claimcheck_project::{Analysis, Query, Session};

use super::{check, open};
use crate::args::CheckArgs;

/// What was told of a finding: enough to say that it is gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) code: &'static str,
    pub(super) family: Family,
    pub(super) state: State,
    /// On one line, as `--format compact` has it without the severity.
    pub(super) line: String,
    fingerprint: String,
}

impl Told {
    fn of(project: &Project, finding: &Diagnostic) -> Self {
        let sources = &project.graph.model().sources;
        let at = sources.start(finding.at);
        let path = sources.file(finding.at.file).path();
        let Diagnostic { code, message, .. } = finding;
        Self {
            code,
            family: finding.family(),
            state: finding.state,
            line: format!("{path}:{}:{}: {code} {message}", at.line, at.column),
            fingerprint: finding.fingerprint.clone(),
        }
    }

    /// What a finding is about, whatever is told of it. Some are about the same.
    fn about(&self) -> (&'static str, &str) {
        (self.code, &self.fingerprint)
    }
}

/// A project, and what the last check of it found.
#[derive(Debug)]
pub(super) struct Looks {
    session: Session,
    query: Query,
    found: Vec<Told>,
}

/// What changed from one look to the next.
#[derive(Debug)]
pub(super) struct Difference {
    before: Vec<Told>,
    after: Vec<Told>,
}

impl Looks {
    /// Checks a project, and shows what is found.
    pub(super) fn new(args: &CheckArgs, show: impl FnOnce(&Analysis<'_>)) -> Result<Self, String> {
        let mut session = open::session(check::options(args)?)?;
        let query = check::query(args);
        let analysis = open::analyse(&mut session, &query)?;
        show(&analysis);
        let found = told(&analysis);
        Ok(Self { session, query, found })
    }

    /// Checks the project as it is now. Where that fails, the next check is compared with what was
    /// found before.
    pub(super) fn again(&mut self) -> Result<Difference, String> {
        open::reload(&mut self.session)?;
        let after = told(&open::analyse(&mut self.session, &self.query)?);
        let before = replace(&mut self.found, after.clone());
        Ok(Difference { before, after })
    }
}

fn told(analysis: &Analysis<'_>) -> Vec<Told> {
    let findings = analysis.findings().iter();
    findings.map(|finding| Told::of(analysis.project(), finding)).collect()
}

impl Difference {
    /// What is gone, by place.
    pub(super) fn gone(&self) -> Vec<&Told> {
        only(&self.before, &self.after)
    }

    /// What is new, by place.
    pub(super) fn come(&self) -> Vec<&Told> {
        only(&self.after, &self.before)
    }

    /// What was there before in another state: accepted, judged, or open again.
    pub(super) fn restated(&self, state: State) -> Vec<&Told> {
        let before = grouped(&self.before);
        let mut restated: Vec<&Told> = Vec::new();
        for (about, told) in grouped(&self.after) {
            let was = before.get(&about).into_iter().flatten();
            let both = told.into_iter().zip(was);
            let now = both.filter(|(now, was)| now.state == state && was.state != state);
            restated.extend(now.map(|(now, _)| now));
        }
        restated.sort_by(|a, b| a.line.cmp(&b.line));
        restated
    }

    /// How many findings of a family there are now.
    pub(super) fn count(&self, family: Family) -> usize {
        self.after.iter().filter(|told| told.family == family).count()
    }

    /// How many findings of a family there are now in a state.
    pub(super) fn count_of(&self, family: Family, state: State) -> usize {
        let of_family = self.after.iter().filter(|told| told.family == family);
        of_family.filter(|told| told.state == state).count()
    }
}

/// What was told, by what it is about.
fn grouped(told: &[Told]) -> HashMap<(&'static str, &str), Vec<&Told>> {
    let mut grouped: HashMap<_, Vec<&Told>> = HashMap::new();
    for told in told {
        grouped.entry(told.about()).or_default().push(told);
    }
    grouped
}

/// What is in one look and not in the other, by place.
fn only<'t>(of: &'t [Told], other: &[Told]) -> Vec<&'t Told> {
    let others = grouped(other);
    let mut only: Vec<&Told> = Vec::new();
    for (about, told) in grouped(of) {
        let others = others.get(&about).map_or(&[][..], Vec::as_slice);
        // Of several that are about the same, those that stand where they stood are the same ones.
        let stays = |it: &Told, among: &[&Told]| among.iter().any(|other| other.line == it.line);
        let moved = others.iter().filter(|it| !stays(it, &told)).count();
        let unlike = told.iter().filter(|it| !stays(it, others));
        only.extend(unlike.skip(moved));
    }
    only.sort_by(|a, b| (a.family, &a.line).cmp(&(b.family, &b.line)));
    only
}
