//! What makes a conflict the one that it is.

use std::collections::BTreeSet;

use claimcheck_core::conflict::{Clash, Conflict};
use claimcheck_core::model::Model;

use super::answers::disputed;
use crate::context::Context;
use crate::finding::Finding;
use crate::known::listed;

/// The conflict of a finding: the answers of a disputed question, or the answers to several
/// questions and the rules that cannot all hold.
pub(super) fn conflict(context: &Context<'_>, finding: &Finding) -> Conflict {
    let model = context.model();
    let disputed = match finding.questions.as_slice() {
        [question] if !finding.groups.is_empty() => {
            disputed(model, &context.verdicts[question.index()], &finding.groups)
        }
        _ => Vec::new(),
    };
    let clash = match (finding.questions.as_slice(), disputed.as_slice()) {
        ([question], [_, ..]) => {
            Clash::Answers { question: model.question_name(*question), groups: disputed }
        }
        _ => Clash::Together { answers: answers(model, finding), rules: rules(model, finding) },
    };
    Conflict { code: finding.code.to_owned(), clash }
}

/// The answers that take part; of a constraint, those of its members.
fn answers(model: &Model, finding: &Finding) -> BTreeSet<(String, String)> {
    finding.claims.iter().map(|claim| listed(model, *claim)).collect()
}

/// The equations of the rules, whatever the rules are called and however they are spaced.
fn rules(model: &Model, finding: &Finding) -> BTreeSet<String> {
    let equation = |equation: &str| equation.split_whitespace().collect::<Vec<_>>().join(" ");
    finding.rules.iter().map(|rule| equation(&model.rule(*rule).written)).collect()
}
