//! The answers that reports state: each as a whole, and each member of a list by itself.

use std::collections::HashSet;

use claimcheck_core::model::{Answer, ClaimId, Members, Model, Value};
use claimcheck_core::values::Relation;

use crate::context::Context;
use crate::meeting::Meeting;
use crate::verdict::Verdict;

/// An answer as some class states it: as a whole, or as one member of its list.
#[derive(Debug, Clone)]
pub(crate) struct Stated {
    /// The class.
    pub(crate) class: usize,
    /// The member, as an answer of its own.
    member: Option<Answer>,
}

impl Stated {
    /// The answer of a class as a whole.
    pub(super) const fn whole(class: usize) -> Self {
        Self { class, member: None }
    }

    /// The answers to a question that reports state, each once at one time.
    pub(super) fn all(model: &Model, verdict: &Verdict) -> Vec<Self> {
        let is_reported = |claim: &ClaimId| model.entry_of(*claim).report.is_some();
        let mut answers = Vec::new();
        let mut known = HashSet::new();
        for (class, of_class) in verdict.classes.iter().enumerate() {
            let Some(first) = of_class.first() else { continue };
            if !of_class.claims.iter().any(is_reported) {
                continue;
            }
            let (answer, when) =
                (&model.claim(first).answer, model.entry_of(first).when.as_deref());
            if known.insert((answer.clone(), when)) {
                answers.push(Self::whole(class));
            }
            for member in members_of(answer) {
                if known.insert((member.clone(), when)) {
                    answers.push(Self { class, member: Some(member) });
                }
            }
        }
        answers
    }

    /// The answer in its normal form.
    pub(crate) fn print(&self, model: &Model, verdict: &Verdict) -> String {
        let property = model.property(model.question(verdict.question).property);
        let whole = || verdict.answer(model, self.class).to_owned();
        self.member.as_ref().map_or_else(whole, |member| model.print(property, member))
    }

    /// The answer in the form that all equal answers share.
    pub(crate) fn normal(&self, model: &Model, verdict: &Verdict) -> String {
        let property = model.property(model.question(verdict.question).property);
        let whole = || verdict.normal(model, self.class).to_owned();
        self.member.as_ref().map_or_else(whole, |member| model.normal(property, member))
    }

    /// The answer, if its class has a claim.
    pub(super) fn answer<'a>(&'a self, model: &'a Model, verdict: &Verdict) -> Option<&'a Answer> {
        let whole = || Some(&model.claim(verdict.classes.get(self.class)?.first()?).answer);
        self.member.as_ref().map_or_else(whole, Some)
    }

    /// Whether it entails another answer, of a common time.
    pub(super) fn entails(&self, context: &Context<'_>, verdict: &Verdict, other: &Self) -> bool {
        let speaker = |stated: &Self| verdict.classes.get(stated.class)?.first();
        let (Some(first), Some(second)) = (speaker(self), speaker(other)) else { return false };
        let is_same = self.class == other.class;
        if self.member.is_none() && other.member.is_none() {
            return is_same || context.entails(first, second);
        }
        let model = context.model();
        let answers = (self.answer(model, verdict), other.answer(model, verdict));
        let (Some(answer), Some(wider)) = answers else { return false };
        answer.relate(wider, &model.taxonomy).is_some_and(Relation::entails)
            && (is_same || matches!(context.meet(first, second), Meeting::Agree(_)))
    }
}

/// Each member of a list, as an answer of its own.
fn members_of(answer: &Answer) -> impl Iterator<Item = Answer> {
    let member = |value: &Value| {
        Answer::Many(vec![Members { includes: vec![value.clone()], ..Members::default() }])
    };
    answer.list().into_iter().flat_map(Members::present).map(member)
}
