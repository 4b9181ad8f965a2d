//! Rulings: which conflicts they settle, and what changed where they no longer do.
//!
//! A ruling settles a conflict on its questions while all answers that are in dispute are among
//! those that its claims gave when they were judged: those that are pinned, or else those that they
//! give now.

use std::collections::BTreeSet;

use claimcheck_core::conflict::{Clash, Conflict};
use claimcheck_core::model::{ClaimId, EntryId, Model, Pin, Ruling, RulingId};
use claimcheck_core::problem::{InputCode, Problem, clip};
use claimcheck_core::values::Relation;
use claimcheck_core::values::date::DateValue;

use crate::context::Context;
use crate::finding::{Bearing, Finding, State};
use crate::pins::pin;
use crate::words;

/// Lets rulings settle conflicts, and tells which of them settle nothing.
pub(super) fn settle(
    context: &Context<'_>,
    today: Option<i128>,
    findings: &mut [Finding],
    conflicts: &[Conflict],
) -> Vec<Problem> {
    let model = context.model();
    let mut stale = Vec::new();
    for (id, ruling) in (0..).map(RulingId).zip(&model.rulings) {
        let judgement = Judgement::new(model, ruling, today);
        let mut meant = false;
        let mut changes: BTreeSet<String> = BTreeSet::new();
        for (finding, conflict) in findings.iter_mut().zip(conflicts) {
            if !judgement.is_on(finding) {
                continue;
            }
            meant = true;
            let changed = judgement.changes(finding, conflict);
            changes.extend(changed.iter().cloned());
            let bearing = match changed.is_empty() {
                true => Bearing::Settles,
                false if finding.state == State::Ruled => Bearing::Superseded,
                false => Bearing::Lapsed(changed),
            };
            if bearing == Bearing::Settles {
                finding.state = State::Ruled;
            }
            finding.rulings.push((id, bearing));
        }
        let asked = ruling.asked.join(", ");
        let (message, help) = match (meant, changes.is_empty()) {
            (true, true) => continue,
            (true, false) => {
                let changes: Vec<String> = changes.into_iter().collect();
                (
                    format!("the ruling on {asked} no longer holds: {}", changes.join("; ")),
                    format!(
                        "judge anew: `claimcheck rule {asked:?}` writes the conflict as it is now"
                    ),
                )
            }
            (false, _) => (
                format!("the ruling on {asked} judges nothing: there is no such conflict"),
                "take it out, or name the question of the conflict that is meant".to_owned(),
            ),
        };
        stale.push(Problem::new(InputCode::StaleRuling, ruling.place, message).with_help(help));
    }
    stale
}

/// A ruling, as it stands today.
struct Judgement<'m> {
    model: &'m Model,
    ruling: &'m Ruling,
    /// The answers that were judged, each with the entry that gave it.
    judged: Vec<(String, EntryId)>,
    /// What keeps it from holding, whatever it is held against.
    changed: Vec<String>,
}

impl<'m> Judgement<'m> {
    fn new(model: &'m Model, ruling: &'m Ruling, today: Option<i128>) -> Self {
        let mut judged = Vec::new();
        let mut changed = Vec::new();
        if let Some((until, written)) = &ruling.until
            && today.is_some_and(|today| until.is_over_on(today))
        {
            changed.push(format!("it held until {written}"));
        }
        for entry in ruling.accept.iter().chain(&ruling.reject) {
            let now = pin(model, *entry, &ruling.questions);
            match ruling.pins.iter().find(|pin| pin.entry == *entry) {
                Some(then) => {
                    changed.extend(difference(&model.entry(*entry).name, then, &now));
                    judged.extend(then.says.iter().map(|said| (said.clone(), *entry)));
                }
                None => judged.extend(now.says.into_iter().map(|said| (said, *entry))),
            }
        }
        Self { model, ruling, judged, changed }
    }

    /// Whether a conflict is one that the ruling is about: all of its questions are named, and of a
    /// dispute some claim of its case.
    fn is_on(&self, finding: &Finding) -> bool {
        let named = |claim: &ClaimId| {
            let entry = self.model.claim(*claim).entry;
            self.ruling.accept.contains(&entry) || self.ruling.reject.contains(&entry)
        };
        !finding.questions.is_empty()
            && finding.questions.iter().all(|question| self.ruling.questions.contains(question))
            && (finding.dispute.is_none() || finding.claims.iter().any(named))
    }

    /// Whether an answer was judged at the time of a conflict.
    fn has_judged(&self, answer: &str, when: Option<&DateValue>) -> bool {
        let then = |entry: EntryId| match (when, self.model.entry(entry).when.as_deref()) {
            (Some(now), Some(then)) => then.possible().relate(now) != Relation::Disjoint,
            _ => true,
        };
        self.judged.iter().any(|(judged, entry)| judged == answer && then(*entry))
    }

    /// What keeps the ruling from settling a conflict.
    fn changes(&self, finding: &Finding, conflict: &Conflict) -> Vec<String> {
        let mut changes = self.changed.clone();
        let answers: BTreeSet<&str> = match &conflict.clash {
            Clash::Answers { groups, .. } => groups.iter().flatten().map(String::as_str).collect(),
            Clash::Together { answers, .. } => {
                answers.iter().map(|(_, answer)| answer.as_str()).collect()
            }
        };
        let when = finding.when.as_ref();
        let others = answers.into_iter().filter(|answer| !self.has_judged(answer, when));
        changes.extend(others.map(|answer| {
            let mut claims = finding.claims.iter();
            let claim = claims.find(|claim| words::normal(self.model, **claim) == answer);
            match claim {
                Some(claim) => format!(
                    "`{}` says {}, which was not judged",
                    self.model.entry_of(*claim).name,
                    clip(answer)
                ),
                None => format!("{} was not judged", clip(answer)),
            }
        }));
        changes
    }
}

/// What a claim says other than it said when it was judged.
fn difference(name: &str, then: &Pin, now: &Pin) -> Option<String> {
    let said = |says: &[String]| {
        let says: Vec<String> = says.iter().map(|answer| clip(answer)).collect();
        if says.is_empty() { "nothing".to_owned() } else { says.join(", ") }
    };
    if then.says != now.says {
        return Some(format!(
            "`{name}` said {}, and now says {}",
            said(&then.says),
            said(&now.says)
        ));
    }
    let changed = then.quote.is_some() && then.quote != now.quote;
    changed.then(|| format!("the quote of `{name}` is another one than was judged"))
}
