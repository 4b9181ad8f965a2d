//! What makes a conflict the one that it is.

use std::collections::BTreeSet;

use claimcheck_core::conflict::{Clash, Conflict, Time};
use claimcheck_core::model::{Changes, Model};
use claimcheck_core::values::{Groups, by_pairs};

use super::answers::disputed;
use crate::context::Context;
use crate::finding::Finding;
use crate::known::listed;
use crate::meeting::Meeting;
use crate::verdict::{Dispute, Verdict};

/// The conflict of a finding: the answers of a disputed question, or the answers to several
/// questions and the rules that cannot all hold.
pub(super) fn conflict(context: &Context<'_>, finding: &Finding) -> Conflict {
    let model = context.model();
    let disputed = match finding.case.zip(finding.dispute) {
        Some((case, dispute)) => {
            let verdict = context.verdict(case);
            let groups = verdict.disputes().get(dispute).map(|it| holding(context, verdict, it));
            disputed(model, verdict, &groups.unwrap_or_default())
        }
        None => Vec::new(),
    };
    let clash = match (finding.questions.as_slice(), disputed.as_slice()) {
        ([question], [_, ..]) => {
            let when = finding.when.as_ref();
            let when = when.map_or(Time::Always, |when| Time::At(model.print_date(when)));
            Clash::Answers { question: model.question_name(*question), when, groups: disputed }
        }
        _ => Clash::Together { answers: answers(model, finding), rules: rules(model, finding) },
    };
    Conflict { code: finding.code.to_owned(), clash }
}

/// The groups of the classes of a dispute that can all hold. Its sides are others where the answer
/// changes, and where there are several: an answer each, or who affirms and who excludes a member.
fn holding(context: &Context<'_>, verdict: &Verdict, dispute: &Dispute) -> Groups {
    let model = context.model();
    let property = model.property(model.question(verdict.question).property);
    if !property.many && property.changes == Changes::Never {
        return dispute.sides.clone();
    }
    let classes = dispute.classes();
    let claims = |at: usize| verdict.classes[classes[at]].claims.as_slice();
    let comparer = context.comparer();
    let clash = |a: usize, b: usize| {
        matches!(comparer.compare_claims(claims(a), claims(b)), Meeting::Clash(_))
    };
    let groups = by_pairs(classes.len(), clash);
    // Members that several claims together keep apart clash in no pair.
    if groups.len() < 2 {
        return dispute.sides.clone();
    }
    groups.into_iter().map(|group| group.into_iter().map(|at| classes[at]).collect()).collect()
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
