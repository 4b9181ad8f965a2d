//! What becomes of each finding on its way out of the checker: what the settings make of it, whether
//! it was asked for, whether it fails the run, and whether it is kept or only counted.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use claimcheck_checker::check::ByDefault;
use claimcheck_checker::{Check, Diagnostic, Family, Filter, Finding, Severity, State};
use claimcheck_core::Project;

use crate::args::FailOn;
use crate::commands::check::{Selection, Touched, touches};
use crate::layout::Layout;
use crate::policy::Policy;
use crate::shown::Shown;

/// Which findings are told in words. Conflicts and flaws of the input always are.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Told<'t> {
    /// All of them.
    All,
    /// Those that are shown; the others are counted.
    Of(&'t Shown),
}

impl Told<'_> {
    fn includes(self, finding: &Finding) -> bool {
        match self {
            Self::All => true,
            Self::Of(shown) => {
                matches!(finding.family(), Family::Conflict | Family::Input)
                    || shown.has(finding.code)
            }
        }
    }
}

/// How many findings of each family were counted, and not kept.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counted([usize; Family::ALL.len()]);

impl Counted {
    /// How many of a family.
    pub(crate) const fn of(&self, family: Family) -> usize {
        self.0[family as usize]
    }
}

/// The way out of the checker.
pub(crate) struct Sieve<'s> {
    project: &'s Project,
    layout: &'s Layout,
    selection: &'s Selection<'s>,
    policy: Policy<'s>,
    told: Told<'s>,
    fail_on: FailOn,
    /// Whether some finding that was only counted fails the run.
    failed: AtomicBool,
    counted: [AtomicUsize; Family::ALL.len()],
}

impl<'s> Sieve<'s> {
    pub(crate) fn new(
        project: &'s Project,
        layout: &'s Layout,
        selection: &'s Selection<'s>,
        told: Told<'s>,
        fail_on: FailOn,
    ) -> Self {
        Self {
            project,
            layout,
            selection,
            policy: Policy::new(&layout.settings, project.graph.model()),
            told,
            fail_on,
            failed: AtomicBool::new(false),
            counted: std::array::from_fn(|_| AtomicUsize::new(0)),
        }
    }

    /// Ends what the settings have to say, and tells how many findings were counted and whether any
    /// fails the run.
    pub(crate) fn end(self, findings: &mut Vec<Diagnostic>) -> (Counted, bool) {
        let before = findings.len();
        self.policy.end(findings);
        if findings.len() > before {
            findings.retain(|finding| {
                self.selection.has(finding.code)
                    && touches(self.project, &Touched::by(finding), self.layout)
            });
        }
        let failed = self.failed.into_inner()
            || findings.iter().any(|it| fails(self.fail_on, (it.family(), it.severity, it.state)));
        (Counted(self.counted.map(AtomicUsize::into_inner)), failed)
    }
}

impl Filter for Sieve<'_> {
    fn runs(&self, check: &Check) -> bool {
        check.by_default == ByDefault::On || self.selection.asks(check)
    }

    fn keep(&self, finding: Finding) -> Option<Finding> {
        let finding = self.policy.admit(finding)?;
        if !self.selection.has(finding.code)
            || !touches(self.project, &Touched::by_found(&finding), self.layout)
        {
            return None;
        }
        if !self.told.includes(&finding) {
            if fails(self.fail_on, (finding.family(), finding.severity, finding.state)) {
                self.failed.store(true, Ordering::Relaxed);
            }
            self.counted[finding.family() as usize].fetch_add(1, Ordering::Relaxed);
            return None;
        }
        Some(finding)
    }
}

/// Whether a finding makes the exit status 1.
fn fails(fail_on: FailOn, (family, severity, state): (Family, Severity, State)) -> bool {
    let error = family == Family::Conflict && severity == Severity::Error;
    match fail_on {
        _ if state == State::Ruled => false,
        FailOn::NewConflicts => error && state == State::New,
        FailOn::Conflicts => error,
        FailOn::Warnings => severity >= Severity::Warning,
        FailOn::Gaps => severity >= Severity::Warning || family == Family::Gap,
        FailOn::Never => false,
    }
}
