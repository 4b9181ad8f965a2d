//! What the checks of tensions share: which tensions are theirs, and the words that are the same for
//! all of them. Each check adds the assumption under which its claims would clash.

use std::collections::HashMap;

use claimcheck_core::model::{Changes, ClaimId, Model};
use claimcheck_core::values::Likeness;

use super::definition::Check;
use crate::context::Context;
use crate::finding::{Described, Description, Evidence, Finding};
use crate::judged::Judged;
use crate::meeting::{Tension, TensionKind};
use crate::words;

/// How a check words its tensions.
#[derive(Debug)]
pub(super) struct Words {
    pub(super) kind: TensionKind,
    /// The one assumption under which the claims would clash: the end of `they would clash if …`.
    pub(super) assumption: &'static str,
    /// What to do.
    pub(super) help: &'static str,
}

/// The finding of the check of one kind of tension, where a case has one.
pub(super) fn detect(
    context: &Context<'_>,
    check: &Check,
    words: &'static Words,
    judged: &Judged<'_>,
) -> Option<Finding> {
    let tension = judged.verdict.tensions.iter().find(|tension| tension.kind == words.kind)?;
    let sides = sides(context, tension);
    Some(Finding::on_sides(context, check.key(), judged.verdict, sides, Tense(words)))
}

/// The claims of a tension by what they say and when, in the order of their places.
pub(super) fn sides(context: &Context<'_>, tension: &Tension) -> Vec<Vec<ClaimId>> {
    let model = context.model();
    let mut sides: Vec<Vec<ClaimId>> = Vec::new();
    let mut known = HashMap::new();
    for claim in &tension.claims {
        let when = model.entry_of(*claim).when.as_deref();
        let time = when.map(|when| model.print_time(when));
        let said = (model.claim(*claim).question, words::normal(model, *claim), time);
        let side = *known.entry(said).or_insert(sides.len());
        if side == sides.len() {
            sides.push(Vec::new());
        }
        sides[side].push(*claim);
    }
    sides
}

/// Claims that would clash under one assumption more.
#[derive(Debug)]
pub(super) struct Tense(pub(super) &'static Words);

impl Evidence for Tense {
    fn describe(&self, described: &Described<'_>) -> Description {
        let Described { context, finding, .. } = described;
        let model = context.model();
        let Self(tense) = self;
        let questions: Vec<String> =
            finding.questions.iter().map(|id| words::question(model, *id)).collect();
        let mut reason = words::resolutions(model, &finding.claims);
        reason.extend(finding.claims.iter().take(MOST_SAID).map(|claim| said(model, *claim)));
        if finding.claims.len() > MOST_SAID {
            reason.push(format!("and {} more claims", finding.claims.len() - MOST_SAID));
        }
        reason.extend(nearly_alike(model, &finding.claims));
        reason.push(format!("they would clash if {}", tense.assumption));
        Description {
            message: format!("worth reading again: {}", words::list(&questions)),
            help: Some(tense.help.to_owned()),
            reason,
            labels: Vec::new(),
        }
    }
}

/// Two answers that are nearly alike, so that one may be a slip of the pen.
fn nearly_alike(model: &Model, claims: &[ClaimId]) -> Option<String> {
    let mut pairs = claims
        .iter()
        .take(MOST_SAID)
        .enumerate()
        .flat_map(|(at, a)| claims.iter().take(MOST_SAID).skip(at + 1).map(move |b| (*a, *b)));
    let value = |claim: ClaimId| model.claim(claim).answer.one();
    let (a, b) = pairs.find(|(a, b)| {
        let both = value(*a).zip(value(*b));
        both.and_then(|(one, other)| one.differs_in_words(other)) == Some(Likeness::Nearly)
    })?;
    let (one, other) = (words::answer(model, a), words::answer(model, b));
    Some(format!("{one} and {other} are nearly alike: one may be a slip of the pen"))
}

/// Up to this many claims are shown one by one.
const MOST_SAID: usize = 8;

/// What a claim says, when it holds and when it was said.
fn said(model: &Model, claim: ClaimId) -> String {
    let entry = model.entry_of(claim);
    let property = model.property(model.question(model.claim(claim).question).property);
    let when = entry.when.as_ref().map(|when| format!(" for {}", model.print_time(when)));
    let as_of = entry.as_of.as_deref().filter(|_| property.changes != Changes::Never);
    let as_of = as_of.map(|as_of| format!(" as of {}", model.print_date(as_of)));
    format!(
        "`{}` says {}{}{}",
        entry.name,
        words::answer(model, claim),
        when.unwrap_or_default(),
        as_of.unwrap_or_default()
    )
}
