//! Who supports which stated answer to a question: an origin does, if a claim of it entails the answer.
//! Owns which claims count, and which answers are told; their words are those of the checks.

use std::collections::{BTreeSet, HashSet};

use claimcheck_core::graph::Attribution;
use claimcheck_core::model::{Answer, Certainty, ClaimId, Members, Model, Origin, ReportId, Value};
use claimcheck_core::values::Relation;

use crate::context::Context;
use crate::meeting::Meeting;
use crate::severity::Severity;
use crate::verdict::{Kind, Outcome, Verdict};

/// Where the answers to a question come from.
#[derive(Debug, Default)]
pub(crate) struct Support {
    /// The narrowest answers that several origins support, through several reports.
    pub(crate) corroborated: Vec<Supported>,
    /// The narrowest answers that several reports give and that all lead to one origin.
    pub(crate) echoed: Vec<Supported>,
    /// The only origin, where one report alone answers; and its claims.
    pub(crate) single: Option<(Origin, Vec<ClaimId>)>,
}

/// A stated answer, and who supports it.
#[derive(Debug, Clone)]
pub(crate) struct Supported {
    /// The answer.
    pub(crate) answer: Stated,
    /// The claims that entail it.
    pub(crate) claims: Vec<ClaimId>,
    /// Their reports.
    pub(crate) reports: BTreeSet<ReportId>,
    /// Their origins.
    pub(crate) origins: BTreeSet<Origin>,
}

/// An answer as some class states it: as a whole, or as one member of its list.
#[derive(Debug, Clone)]
pub(crate) struct Stated {
    /// The class.
    pub(crate) class: usize,
    /// The member, as an answer of its own.
    member: Option<Answer>,
}

impl Stated {
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
}

/// The claims of a class that count, with where they come from.
#[derive(Default)]
struct Backing {
    claims: Vec<ClaimId>,
    reports: BTreeSet<ReportId>,
    origins: BTreeSet<Origin>,
}

impl Support {
    /// Finds who supports the answers to a question.
    pub(crate) fn of(context: &Context<'_>, verdict: &Verdict, attribution: &Attribution) -> Self {
        let Some(least) = least_certainty(verdict) else { return Self::default() };
        let mut backing = backing(context, verdict, attribution, least);
        // Where nobody is sure, there is no corroboration; that all have it from one is still so.
        let is_hedged = backing.iter().all(|class| class.claims.is_empty());
        if is_hedged {
            backing = self::backing(context, verdict, attribution, Certainty::Doubtful);
        }
        let origins: BTreeSet<Origin> =
            backing.iter().flat_map(|class| class.origins.iter().copied()).collect();
        let reports: BTreeSet<ReportId> =
            backing.iter().flat_map(|class| class.reports.iter().copied()).collect();
        let only = (origins.iter().next(), origins.len());
        if let ((Some(origin), 1), 1) = (only, reports.len()) {
            let claims = backing.into_iter().flat_map(|class| class.claims).collect();
            return Self { single: Some((*origin, sorted(claims))), ..Self::default() };
        }
        if reports.len() < 2 {
            return Self::default();
        }
        let supported = supported(context, verdict, &backing);
        let (several, one): (Vec<Supported>, Vec<Supported>) =
            supported.into_iter().partition(|answer| answer.origins.len() > 1);
        let corroborated =
            if is_hedged { Vec::new() } else { narrowest(context, verdict, several) };
        Self { corroborated, echoed: narrowest(context, verdict, one), single: None }
    }
}

/// How sure a claim has to be to count: likely, and surer than what it takes to dispute the answers.
/// Nothing where the surest claims are disputed: a less certain claim hides no support.
fn least_certainty(verdict: &Verdict) -> Option<Certainty> {
    match &verdict.outcome {
        Outcome::Open | Outcome::Agreed(_) => Some(Certainty::Likely),
        Outcome::Disputed(dispute) => match dispute.severity {
            Severity::Note => Some(Certainty::Likely),
            Severity::Warning if dispute.kind != Kind::Implied => Some(Certainty::Certain),
            Severity::Warning | Severity::Error => None,
        },
    }
}

/// For each class, its claims that are sure enough. Facts are nobody's.
fn backing(
    context: &Context<'_>,
    verdict: &Verdict,
    attribution: &Attribution,
    least: Certainty,
) -> Vec<Backing> {
    let model = context.model();
    let of_class = |class: &crate::verdict::Class| {
        let mut backing = Backing::default();
        for &claim in &class.claims {
            let stated = model.claim(claim);
            let cap = if stated.approximate { Certainty::Likely } else { Certainty::Certain };
            let Some(report) = model.entry_of(claim).report else { continue };
            if stated.certainty.min(cap) < least {
                continue;
            }
            let origins = context.graph.origins(claim, attribution);
            backing.claims.push(claim);
            if !origins.is_empty() {
                backing.reports.insert(report);
            }
            backing.origins.extend(origins);
        }
        backing
    };
    verdict.classes.iter().map(of_class).collect()
}

/// The answers that several reports support.
fn supported(context: &Context<'_>, verdict: &Verdict, backing: &[Backing]) -> Vec<Supported> {
    let counted: Vec<Stated> = (0..backing.len())
        .filter(|class| !backing[*class].claims.is_empty())
        .map(|class| Stated { class, member: None })
        .collect();
    let of_answer = |answer: Stated| {
        let entailing = counted.iter().filter(|it| entails(context, verdict, it, &answer));
        let mut found = Supported {
            claims: Vec::new(),
            reports: BTreeSet::new(),
            origins: BTreeSet::new(),
            answer: answer.clone(),
        };
        for it in entailing.map(|it| &backing[it.class]) {
            found.claims.extend(&it.claims);
            found.reports.extend(&it.reports);
            found.origins.extend(&it.origins);
        }
        found.claims = sorted(found.claims);
        found
    };
    let answers = stated(context.model(), verdict).into_iter().map(of_answer);
    answers.filter(|answer| answer.reports.len() > 1).collect()
}

/// The answers that reports state, and the members of those that are lists, each once at one time.
fn stated(model: &Model, verdict: &Verdict) -> Vec<Stated> {
    let is_reported = |claim: &ClaimId| model.entry_of(*claim).report.is_some();
    let mut answers = Vec::new();
    let mut members = HashSet::new();
    for (class, of_class) in verdict.classes.iter().enumerate() {
        let Some(first) = of_class.first() else { continue };
        if !of_class.claims.iter().any(is_reported) {
            continue;
        }
        answers.push(Stated { class, member: None });
        let when = model.entry_of(first).when.as_deref();
        for member in members_of(&model.claim(first).answer) {
            if members.insert((member.clone(), when)) {
                answers.push(Stated { class, member: Some(member) });
            }
        }
    }
    answers
}

/// Each member of a list, as an answer of its own; none, where the list is that already.
fn members_of(answer: &Answer) -> Vec<Answer> {
    let Answer::Many(several) = answer else { return Vec::new() };
    let [list] = several.as_slice() else { return Vec::new() };
    let member = |value: &Value| {
        Answer::Many(vec![Members { includes: vec![value.clone()], ..Members::default() }])
    };
    let members = list.present().map(member);
    members.filter(|member| member != answer).collect()
}

/// Those answers of some that no other of them is narrower than; of the same answers, the first.
fn narrowest(context: &Context<'_>, verdict: &Verdict, answers: Vec<Supported>) -> Vec<Supported> {
    let stated: Vec<Stated> = answers.iter().map(|answer| answer.answer.clone()).collect();
    let entails = |one: usize, other: usize| {
        one != other && entails(context, verdict, &stated[one], &stated[other])
    };
    let is_narrower =
        |one: usize, other: usize| entails(one, other) && (one < other || !entails(other, one));
    let all = 0..answers.len();
    let keep: Vec<bool> =
        all.clone().map(|at| !all.clone().any(|other| is_narrower(other, at))).collect();
    answers.into_iter().zip(keep).filter_map(|(answer, keep)| keep.then_some(answer)).collect()
}

/// Whether an answer entails another one, of a common time.
fn entails(context: &Context<'_>, verdict: &Verdict, one: &Stated, other: &Stated) -> bool {
    let speaker = |stated: &Stated| verdict.classes[stated.class].first();
    let (Some(first), Some(second)) = (speaker(one), speaker(other)) else { return false };
    if one.member.is_none() && other.member.is_none() {
        return one.class == other.class || context.entails(first, second);
    }
    let model = context.model();
    let meet =
        || one.class == other.class || matches!(context.meet(first, second), Meeting::Agree(_));
    let first = one.member.as_ref().unwrap_or(&model.claim(first).answer);
    let second = other.member.as_ref().unwrap_or(&model.claim(second).answer);
    first.relate(second, &model.taxonomy).is_some_and(Relation::entails) && meet()
}

fn sorted(mut claims: Vec<ClaimId>) -> Vec<ClaimId> {
    claims.sort_unstable();
    claims
}
