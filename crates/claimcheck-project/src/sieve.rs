//! What becomes of each finding on its way out of the checker: what the settings make of it, whether
//! it was asked for, whether it fails the run, and whether it is kept or only counted.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use claimcheck_checker::check::ByDefault;
use claimcheck_checker::{Check, Family, Finding, Reader};
use claimcheck_core::model::{Model, QuestionId};

use crate::location::Location;
use crate::policy::Policy;
use crate::selection::{Selection, finding_touches};
use crate::shown::Shown;
use crate::status::FailOn;

/// Which findings are told in words. Conflicts and flaws of the input always are.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Told<'t> {
    /// All of them.
    All,
    /// Those that are shown; the others are counted.
    Of(&'t Shown),
}

/// How many findings of each family were counted, and not kept.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counted([usize; Family::ALL.len()]);

impl Counted {
    /// How many of a family.
    pub const fn of(&self, family: Family) -> usize {
        self.0[family as usize]
    }
}

/// The way out of the checker.
pub(crate) struct Sieve<'s> {
    model: &'s Model,
    location: &'s Location,
    selection: &'s Selection,
    policy: Policy<'s>,
    told: Told<'s>,
    fail_on: FailOn,
    /// Whether some finding that was only counted fails the run.
    failed: AtomicBool,
    counted: [AtomicUsize; Family::ALL.len()],
}

impl<'s> Sieve<'s> {
    pub(crate) fn new(
        model: &'s Model,
        location: &'s Location,
        selection: &'s Selection,
        told: Told<'s>,
        fail_on: FailOn,
    ) -> Self {
        Self {
            model,
            location,
            selection,
            policy: Policy::new(&location.settings, model),
            told,
            fail_on,
            failed: AtomicBool::new(false),
            counted: std::array::from_fn(|_| AtomicUsize::new(0)),
        }
    }

    /// Ends what the settings have to say, and tells what was not kept.
    pub(crate) fn end(self, findings: &mut Vec<Finding>) -> Left {
        let before = findings.len();
        let ignored = self.policy.end(findings);
        if findings.len() > before {
            let Self { model, location, selection, .. } = self;
            findings.retain(|finding| asked(model, location, selection, finding));
        }
        let fails = |finding: &Finding| self.fail_on.fails(finding);
        Left {
            counted: Counted(self.counted.map(AtomicUsize::into_inner)),
            ignored,
            fails: self.failed.into_inner() || findings.iter().any(fails),
        }
    }
}

/// What is left besides the findings that were kept.
pub(crate) struct Left {
    /// How many findings nobody asked to see.
    pub(crate) counted: Counted,
    /// The questions of conflicts that the settings leave out.
    pub(crate) ignored: Vec<QuestionId>,
    /// Whether some finding fails the run, kept or not.
    pub(crate) fails: bool,
}

impl Reader for Sieve<'_> {
    fn asks(&self, check: &Check) -> bool {
        check.by_default == ByDefault::On || self.selection.asks(check)
    }

    fn reads(&self, check: &Check) -> bool {
        match self.told {
            Told::All => true,
            Told::Of(shown) => {
                matches!(check.family(), Family::Conflict | Family::Input) || shown.has(check.code)
            }
        }
    }

    fn take(&self, finding: Finding) -> Option<Finding> {
        let finding = self.policy.admit(finding)?;
        if !asked(self.model, self.location, self.selection, &finding) {
            return None;
        }
        if finding.message.is_empty() {
            if self.fail_on.fails(&finding) {
                self.failed.store(true, Ordering::Relaxed);
            }
            self.counted[finding.family() as usize].fetch_add(1, Ordering::Relaxed);
            return None;
        }
        Some(finding)
    }
}

fn asked(model: &Model, location: &Location, selection: &Selection, finding: &Finding) -> bool {
    selection.has(finding.code) && finding_touches(model, location, finding)
}
