//! What becomes of each finding on its way out of the checker: what the settings make of it, whether
//! it was asked for, whether it fails the run, and whether it is kept or only counted.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use claimcheck_checker::check::ByDefault;
use claimcheck_checker::{Check, Diagnostic, Family, Filter, Finding, sort};
use claimcheck_core::model::{Model, QuestionId};

use crate::location::Location;
use crate::policy::{LeftOut, Policy};
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
    /// Whether some finding fails the run.
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

    /// What was not kept, with a finding for each entry of the settings that ignores nothing: such an
    /// entry is a warning, and found after all else.
    pub(crate) fn end(self, findings: &mut Vec<Diagnostic>) -> Left {
        let Self { model, location, selection, policy, fail_on, failed, counted, .. } = self;
        let LeftOut { mut unused, questions } = policy.end();
        unused.retain(|it| {
            let file = model.sources.file(it.at.file).path();
            selection.has(it.code) && (location.is_whole() || location.asks_for(file))
        });
        let warns = !unused.is_empty() && fail_on.fails_on_warnings();
        if !unused.is_empty() {
            findings.extend(unused);
            sort(&model.sources, findings);
        }
        Left {
            counted: Counted(counted.map(AtomicUsize::into_inner)),
            ignored: questions,
            fails: failed.into_inner() || warns,
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

impl Filter for Sieve<'_> {
    fn runs(&self, check: &Check) -> bool {
        check.by_default == ByDefault::On || self.selection.asks(check)
    }

    fn keep(&self, finding: Finding) -> Option<Finding> {
        let finding = self.policy.admit(finding)?;
        if !self.selection.has(finding.code)
            || !finding_touches(self.model, self.location, &finding)
        {
            return None;
        }
        if self.fail_on.fails(&finding) {
            self.failed.store(true, Ordering::Relaxed);
        }
        if !self.told.includes(&finding) {
            self.counted[finding.family() as usize].fetch_add(1, Ordering::Relaxed);
            return None;
        }
        Some(finding)
    }
}
