//! What a check is, and the registry of all of them.

use crate::checks;
use crate::context::Context;
use crate::finding::{Family, Finding, Severity};
use crate::judged::Judged;

/// One check: its code, its documentation, and how it finds what it names.
#[derive(Debug)]
pub struct Check {
    /// The code that names the flaw: `family/flaw`.
    pub code: &'static str,
    /// What a finding of it says, in one line.
    pub summary: &'static str,
    /// How bad a finding is at worst.
    pub severity: Severity,
    /// Whether it runs where nobody asks for it.
    pub by_default: ByDefault,
    /// What it finds, why it matters and what to do, in Markdown, with an example project that has
    /// exactly one finding of this code.
    pub documentation: &'static str,
    /// Finds it on one question, whatever is said on the others.
    pub(crate) of_question: Option<OfQuestion>,
    /// Finds it where it takes more than one question.
    pub(crate) of_project: Option<OfProject>,
}

/// Whether a check runs where nobody asks for it by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ByDefault {
    /// It does.
    On,
    /// It finds much that need not matter.
    Off,
}

pub(crate) type OfQuestion = fn(&Context<'_>, &Judged<'_>) -> Option<Finding>;
pub(crate) type OfProject = fn(&Context<'_>) -> Vec<Finding>;

impl Check {
    /// The family that the code begins with.
    pub fn family(&self) -> Family {
        Family::of(self.code).unwrap_or(Family::Input)
    }

    /// All that it finds in a project, as nothing else has made of it.
    pub fn run(&self, context: &Context<'_>) -> Vec<Finding> {
        crate::run(context, &[self], Some)
    }
}

/// The check of a code.
pub fn check(code: &str) -> Option<&'static Check> {
    checks::ALL.iter().copied().find(|check| check.code == code)
}

/// All checks, in the order of their families and codes.
pub fn all() -> &'static [&'static Check] {
    checks::ALL
}
