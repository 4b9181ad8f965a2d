//! What has to hold: rules, which bind all subjects of a kind, and statements, which are claims. Knows
//! nothing of what they come to.

use claimcheck_core::equation::{Comparison, Equation, Expression, Term};
use claimcheck_core::model::{Answer, ClaimId, Model, RuleId, Value};

use crate::words;

/// What has to hold: a rule, or what a claim states.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Premise {
    /// A rule.
    Rule(RuleId),
    /// A statement.
    Statement(ClaimId),
}

/// Two sides and how they must compare.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sides<'m> {
    pub(crate) left: &'m Expression,
    pub(crate) relation: Comparison,
    pub(crate) right: &'m Expression,
}

impl<'m> From<&'m Equation> for Sides<'m> {
    fn from(equation: &'m Equation) -> Self {
        Self { left: &equation.left, relation: equation.relation, right: &equation.right }
    }
}

impl<'m> Sides<'m> {
    /// The terms, in the order in which they are written.
    pub(crate) fn terms(self) -> Vec<&'m Term> {
        let mut terms = self.left.terms();
        terms.extend(self.right.terms());
        terms
    }
}

impl Premise {
    /// What it says; nothing where a statement leaves less and greater open.
    pub(crate) fn sides(self, model: &Model) -> Option<Sides<'_>> {
        match self {
            Self::Rule(rule) => Some(Sides::from(&model.rule(rule).equation)),
            Self::Statement(claim) => {
                let claim = model.claim(claim);
                let [left, right] = model.compared(model.question(claim.question).property)?;
                let Answer::One(Value::Comparison(ways)) = claim.answer else { return None };
                Some(Sides { left, relation: Comparison::of(ways)?, right })
            }
        }
    }

    /// The rule; nothing where it is a statement.
    pub(crate) const fn rule(self) -> Option<RuleId> {
        match self {
            Self::Rule(rule) => Some(rule),
            Self::Statement(_) => None,
        }
    }

    /// The claim that states it; nothing where it is a rule.
    pub(crate) const fn statement(self) -> Option<ClaimId> {
        match self {
            Self::Rule(_) => None,
            Self::Statement(claim) => Some(claim),
        }
    }

    /// What it says: a rule as it is written, a statement with all names in full.
    pub(crate) fn says(self, model: &Model) -> String {
        match self {
            Self::Rule(rule) => model.rule(rule).written.clone(),
            Self::Statement(claim) => words::answer(model, claim),
        }
    }

    /// What it is called.
    pub(crate) fn name(self, model: &Model) -> &str {
        match self {
            Self::Rule(rule) => &model.rule(rule).name,
            Self::Statement(claim) => &model.entry_of(claim).name,
        }
    }
}

/// The statements among some claims.
pub(crate) fn statements<'c>(
    model: &'c Model,
    claims: &'c [ClaimId],
) -> impl Iterator<Item = ClaimId> + 'c {
    let states = |claim: &ClaimId| {
        model.compared(model.question(model.claim(*claim).question).property).is_some()
    };
    claims.iter().copied().filter(states)
}
