//! `conflict/order`: what reports say of the order of events cannot all hold.

use std::collections::HashSet;

use claimcheck_core::model::{Answer, ClaimId, QuestionId, RuleId, Value};
use claimcheck_core::values::EntityId;
use rayon::prelude::*;

use super::dispute::{self, Words};
use crate::check::{ByDefault, Check};
use crate::context::{Context, Wording};
use crate::finding::{Finding, Severity};
use crate::judged::Judged;
use crate::network::{Proof, sureness};
use crate::words;

pub(super) static CHECK: Check = Check {
    code: "conflict/order",
    summary: "dates and orders of events cannot all hold",
    severity: Severity::Error,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    of_question: Some(dispute_of),
    of_project: Some(find),
};

const DOCUMENTATION: &str = r"All dates, starts, ends and orders of a project are read together: report A may have the talks
before the vote, B the vote before the resignation, C the resignation before the talks. No two of them
conflict, and all three cannot hold. Each contradiction is told once, with a smallest set of claims: drop
any one of them, and the others can all be true.

What two reports say of the order of the same two events is one question, whichever of the two they
tell it of: `before` is one of Allen's thirteen relations, `starts-before` five, and two reports conflict
where no relation is in both sets.

**What to do.** Follow the steps: each names its claim. `before` says that one event ended before the
other began; where a report only says which began first, write `starts-before`.

```yaml claims/example.yaml
kinds:
  meeting: {is: event}
entities:
  talks: {kind: meeting}
  vote: {kind: meeting}
  resignation: {kind: meeting}
---
report: {id: morning}
claims:
  - {id: order, about: talks, says: {before: vote}}
---
report: {id: noon}
claims:
  - {id: order, about: vote, says: {before: resignation}}
---
report: {id: evening}
claims:
  - {id: order, about: resignation, says: {before: talks}}
```
";

fn dispute_of(context: &Context<'_>, judged: &Judged<'_>) -> Option<Finding> {
    let words = Words {
        premise: &|_| "two events lie to each other in one of thirteen ways".to_owned(),
        conclusion: &dispute::nothing_in_common,
        help: "write the loosest relation that the passage states: `starts-before` rather than `before`",
    };
    dispute::finding_of(context, &CHECK, &words, judged)
}

fn find(context: &Context<'_>) -> Vec<Finding> {
    let proofs = context.network.contradictions.par_iter();
    let proofs: Vec<Finding> = proofs.map(|proof| together(context, proof)).collect();
    proofs.into_iter().chain(with_itself(context)).collect()
}

/// Orders of an event with itself that do not allow the two to be equal.
fn with_itself(context: &Context<'_>) -> Vec<Finding> {
    let model = context.model();
    let own = context.verdicts.iter().filter(|verdict| {
        let question = model.question(verdict.question);
        question.with == Some(question.subject)
    });
    let claims = own.flat_map(crate::verdict::Verdict::claims);
    let impossible = claims.filter(|claim| match &model.claim(*claim).answer {
        Answer::One(Value::Order(order)) => !order.allows_equal(),
        _ => false,
    });
    impossible
        .map(|claim| {
            let question = model.claim(claim).question;
            let event = words::entity(model, model.question(question).subject);
            let wording = Wording {
                message: format!("{event} cannot be {} itself", words::answer(model, claim)),
                help: Some("name the other event that is meant".to_owned()),
                reason: vec![
                    "an event starts and ends with itself: it is `equals`, and nothing else"
                        .to_owned(),
                    format!(
                        "`{}` says {}",
                        model.entry_of(claim).name,
                        words::answer(model, claim)
                    ),
                ],
            };
            let severity = super::severity_of(crate::network::sureness(model, claim));
            Finding {
                severity,
                ..context.on_claims(&CHECK, vec![question], vec![claim], || wording)
            }
        })
        .collect()
}

/// A contradiction of the network: its claims in the order in which they are told, each step in
/// words.
fn together(context: &Context<'_>, proof: &Proof) -> Finding {
    let (model, network) = (context.model(), &context.network);
    let mut claims: Vec<ClaimId> = Vec::new();
    let mut known: HashSet<ClaimId> = HashSet::new();
    let told = network.claims_in_order(proof);
    claims.extend(told.into_iter().filter(|claim| known.insert(*claim)));
    let questions = context.questions_of(&claims);
    let mut reason = words::resolutions(model, &claims);
    reason.extend(network.told(model, proof));
    let subjects = subjects(context, &questions);
    let least = claims.iter().map(|claim| sureness(model, *claim)).min();
    let message = match subjects.as_slice() {
        [] => "the rules contradict each other".to_owned(),
        [one] => format!("the dates of {one} cannot all hold"),
        several => format!("what is said of when {} were cannot all hold", words::list(several)),
    };
    let wording = Wording {
        message,
        help: Some(if claims.is_empty() {
            "correct one of the rules".to_owned()
        } else {
            "correct one of the claims, or write the loosest relation that its passage states"
                .to_owned()
        }),
        reason,
    };
    let severity = least.map_or(Severity::Error, super::severity_of);
    let rules: Vec<RuleId> = proof.rules(&network.links).into_iter().collect();
    // Rules that contradict each other, whatever anybody claims, are shown where they are written.
    let at = rules.first().filter(|_| claims.is_empty()).map(|rule| model.rule(*rule).place);
    let found = context.on_claims(&CHECK, questions, claims, || wording);
    Finding { severity, at: at.unwrap_or(found.at), rules, ..found }
}

/// The events that the questions are about, each once.
fn subjects(context: &Context<'_>, questions: &[QuestionId]) -> Vec<String> {
    let model = context.model();
    let mut subjects: Vec<String> = Vec::new();
    let mut known: HashSet<EntityId> = HashSet::new();
    for question in questions.iter().map(|question| model.question(*question)) {
        for event in std::iter::once(question.subject).chain(question.with) {
            if known.insert(event) {
                subjects.push(words::entity(model, event).to_owned());
            }
        }
    }
    subjects
}
