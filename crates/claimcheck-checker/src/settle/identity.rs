//! What makes a conflict the one that it is.

use std::collections::BTreeSet;

use claimcheck_core::conflict::{Clash, Conflict, Time};
use claimcheck_core::model::Model;

use super::answers::disputed;
use crate::context::Context;
use crate::finding::Finding;
use crate::verdict::Dispute;
use crate::words;

/// The conflict of a finding: the answers of a disputed question, or the answers to several
/// questions and the rules that cannot all hold.
pub(super) fn conflict(context: &Context<'_>, finding: &Finding) -> Conflict {
    let model = context.model();
    let disputed = match finding.dispute {
        Some((case, dispute)) => {
            let verdict = context.verdict(case);
            let groups = verdict.disputes().get(dispute).map(Dispute::groups);
            disputed(model, verdict, &groups.unwrap_or_default())
        }
        None => Vec::new(),
    };
    let clash = match (finding.questions.as_slice(), disputed.as_slice()) {
        ([question], [_, ..]) => {
            let when = finding.when.as_ref();
            let when = when.map_or(Time::Always, |when| Time::At(words::date(model, when)));
            Clash::Answers { question: model.question_name(*question), when, groups: disputed }
        }
        _ => Clash::Together { answers: answers(model, finding), rules: rules(model, finding) },
    };
    Conflict { code: finding.code.to_owned(), clash }
}

fn answers(model: &Model, finding: &Finding) -> BTreeSet<(String, String)> {
    let said = finding.claims.iter().map(|claim| {
        (model.question_name(model.claim(*claim).question), words::normal(model, *claim))
    });
    said.collect()
}

/// The equations of the rules, whatever the rules are called and however they are spaced.
fn rules(model: &Model, finding: &Finding) -> BTreeSet<String> {
    let equation = |equation: &str| equation.split_whitespace().collect::<Vec<_>>().join(" ");
    finding.rules.iter().map(|rule| equation(&model.rule(*rule).written)).collect()
}
