//! What a check is: its code, its documentation, and how it detects what it names.

use claimcheck_core::problem::InputCode;

use crate::context::Context;
use crate::finding::{Family, Finding};
use crate::judged::Judged;
use crate::severity::Severity;

/// One check. What it detects is a [`Finding`] with evidence, which puts itself into words.
#[derive(Debug)]
pub struct Check {
    /// The code that names the flaw: `family/flaw`.
    pub code: &'static str,
    /// What a finding of it says, in one line.
    pub summary: &'static str,
    /// How bad a finding is at worst.
    pub severity: Severity,
    /// Whether it runs unless it is asked for.
    pub by_default: ByDefault,
    /// What it finds, why it matters and what to do, in Markdown, with an example project that has
    /// exactly one finding of this code.
    pub documentation: &'static str,
    /// Where it looks.
    pub(crate) detect: Detect,
}

/// Whether a check runs unless it is asked for by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ByDefault {
    /// It does.
    On,
    /// It does not: it finds much that need not matter.
    Off,
}

/// Where a check looks for what it names.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Detect {
    /// At one case, whatever is said on the others.
    Question(InQuestion),
    /// At the disputes of one case.
    Disputes(InDisputes),
    /// At the whole project.
    Project(InProject),
    /// At the disputes of each case, and at the whole project.
    Both(InDisputes, InProject),
    /// At what was found wrong where the input was read.
    Input(InputCode),
}

pub(crate) type InQuestion = fn(&Context<'_>, &Judged<'_>) -> Option<Finding>;
pub(crate) type InDisputes = fn(&Context<'_>, &Judged<'_>) -> Vec<Finding>;
pub(crate) type InProject = fn(&Context<'_>) -> Vec<Finding>;

impl Check {
    /// The family that the code begins with.
    pub fn family(&self) -> Family {
        Family::of(self.code).unwrap_or(Family::Input)
    }

    /// Its code, and how bad a finding of it is unless its claims are less than certain.
    pub(crate) const fn key(&self) -> (&'static str, Severity) {
        (self.code, self.severity)
    }

    pub(crate) const fn in_question(&self) -> Option<InQuestion> {
        match self.detect {
            Detect::Question(detect) => Some(detect),
            Detect::Disputes(_) | Detect::Both(..) | Detect::Project(_) | Detect::Input(_) => None,
        }
    }

    pub(crate) const fn in_disputes(&self) -> Option<InDisputes> {
        match self.detect {
            Detect::Disputes(detect) | Detect::Both(detect, _) => Some(detect),
            Detect::Question(_) | Detect::Project(_) | Detect::Input(_) => None,
        }
    }

    pub(crate) const fn in_project(&self) -> Option<InProject> {
        match self.detect {
            Detect::Project(detect) | Detect::Both(_, detect) => Some(detect),
            Detect::Question(_) | Detect::Disputes(_) | Detect::Input(_) => None,
        }
    }

    pub(crate) const fn input_code(&self) -> Option<InputCode> {
        match self.detect {
            Detect::Input(code) => Some(code),
            Detect::Question(_) | Detect::Disputes(_) | Detect::Project(_) | Detect::Both(..) => {
                None
            }
        }
    }
}
