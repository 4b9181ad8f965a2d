//! `conflict/order`: what reports say of the order of events cannot all hold.

use std::collections::{HashMap, HashSet};

use claimcheck_core::model::{Answer, ClaimId, QuestionId, RuleId, Value};
use claimcheck_core::values::EntityId;

use super::definition::{ByDefault, Check, Detect};
use super::dispute::{self, Words};
use crate::context::Context;
use crate::finding::{Described, Description, Evidence, Finding};
use crate::judged::Judged;
use crate::members::Member;
use crate::network::{Contradiction, Network};
use crate::severity::{Severity, certainty_of};
use crate::verdict::Verdict;
use crate::words;

pub(super) static CHECK: Check = Check {
    code: "conflict/order",
    summary: "dates and orders of events cannot all hold",
    severity: Severity::Error,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    detect: Detect::Both(detect_dispute, detect),
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

static WORDS: Words = Words {
    premise: |_| "two events lie to each other in one of thirteen ways".to_owned(),
    conclusion: dispute::nothing_in_common,
    help: "write the loosest relation that the passage states: `starts-before` rather than `before`",
};

fn detect_dispute(context: &Context<'_>, judged: &Judged<'_>) -> Vec<Finding> {
    dispute::detect(context, &CHECK, &WORDS, judged)
}

fn detect(context: &Context<'_>) -> Vec<Finding> {
    let layers = context.network.layers().enumerate();
    let found = layers.flat_map(|(layer, network)| {
        let contradictions = network.contradictions.iter().enumerate();
        contradictions.map(move |(at, found)| together(context, (layer, at), network, found))
    });
    found.chain(with_itself(context)).collect()
}

/// Orders of an event with itself that do not allow the two to be equal.
fn with_itself(context: &Context<'_>) -> impl Iterator<Item = Finding> {
    let model = context.model();
    let own = context.verdicts.iter().filter(|verdict| {
        let question = model.question(verdict.question);
        question.with == Some(question.subject)
    });
    let impossible = own.flat_map(Verdict::claims).filter(|claim| {
        matches!(&model.claim(*claim).answer, Answer::One(Value::Order(order)) if !order.allows_equal())
    });
    impossible.map(|claim| {
        let questions = vec![model.claim(claim).question];
        let severity = Severity::of_conflict(certainty_of(model, claim));
        Finding::on_claims(
            context,
            (CHECK.code, severity),
            questions,
            vec![claim],
            WithItself(claim),
        )
    })
}

/// A claim on the order of an event with itself that does not allow the two to be equal.
#[derive(Debug)]
struct WithItself(ClaimId);

impl Evidence for WithItself {
    fn describe(&self, described: &Described<'_>) -> Description {
        let (model, Self(claim)) = (described.context.model(), self);
        let question = model.claim(*claim).question;
        let event = words::entity(model, model.question(question).subject);
        let (name, answer) = (&model.entry_of(*claim).name, words::answer(model, *claim));
        Description {
            message: format!("{event} cannot be {answer} itself"),
            help: Some("name the other event that is meant".to_owned()),
            reason: vec![
                "an event starts and ends with itself: it is `equals`, and nothing else".to_owned(),
                format!("`{name}` says {answer}"),
            ],
            labels: Vec::new(),
        }
    }
}

/// A contradiction of the network; its members are in the order of the steps of its reason.
fn together(
    context: &Context<'_>,
    (layer, at): (usize, usize),
    network: &Network,
    found: &Contradiction,
) -> Finding {
    let model = context.model();
    let own = found.members.iter().map(|at| (*at, &network.members[*at]));
    let of_claim: HashMap<ClaimId, usize> = own
        .flat_map(|(at, member)| member.speakers.iter().map(move |claim| (*claim, at)))
        .collect();
    let mut known: HashSet<usize> = HashSet::new();
    let told = network.claims_in_order(&found.proof).into_iter();
    let told = told.filter_map(|claim| of_claim.get(&claim).copied());
    let members: Vec<Member> = told
        .filter(|member| known.insert(*member))
        .map(|member| network.members[member].clone())
        .collect();
    let rules: Vec<RuleId> = found.proof.rules(&network.links).into_iter().collect();
    // Rules that contradict each other, whatever anybody claims, are shown where they are written.
    let own = rules.first().filter(|_| members.is_empty()).map(|rule| model.rule(*rule).place);
    let evidence = Together { layer, contradiction: at };
    let found = Finding::on_members(context, CHECK.code, members, evidence);
    Finding { at: own.unwrap_or(found.at), rules, ..found }
}

/// A contradiction of the network, by its layer and its place among those.
#[derive(Debug)]
struct Together {
    layer: usize,
    contradiction: usize,
}

impl Evidence for Together {
    fn describe(&self, described: &Described<'_>) -> Description {
        let Described { context, finding, .. } = described;
        let model = context.model();
        let mut reason = words::resolutions(model, &finding.claims);
        let network = context.network.layers().nth(self.layer);
        let found = network
            .and_then(|network| Some((network, network.contradictions.get(self.contradiction)?)));
        reason.extend(found.into_iter().flat_map(|(network, it)| network.told(model, &it.proof)));
        let message = match subjects(context, &finding.questions).as_slice() {
            [] => "the rules contradict each other".to_owned(),
            [one] => format!("the dates of {one} cannot all hold"),
            several => {
                format!("what is said of when {} were cannot all hold", words::list(several))
            }
        };
        let help = match finding.claims.is_empty() {
            true => "correct one of the rules",
            false => {
                "correct one of the claims, or write the loosest relation that its passage states"
            }
        };
        Description { message, help: Some(help.to_owned()), reason, labels: Vec::new() }
    }
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
