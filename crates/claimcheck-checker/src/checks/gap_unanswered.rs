//! `gap/unanswered`: a question that the subject's kind expects and no report answers.

use std::collections::{BTreeMap, BTreeSet};

use claimcheck_core::model::{Answer, ClaimId, Precision, PropertyId};
use claimcheck_core::values::date::{Clock, DateValue};
use claimcheck_core::values::{Cut, EntityId, Interval};

use crate::check::{ByDefault, Check};
use crate::context::{Context, Wording};
use crate::finding::{Finding, Severity};
use crate::fingerprint::of_words;
use crate::network::Point;
use crate::words;

pub(super) static CHECK: Check = Check {
    code: "gap/unanswered",
    summary: "no report answers a question that the kind of its subject expects",
    severity: Severity::Note,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    of_question: None,
    of_project: Some(find),
};

const DOCUMENTATION: &str = r"A kind names the properties that each of its entities should have an answer for
(`expects`). The finding names a subject that reports speak of, and a property of it that none answers.
A fact fills no gap: what the desk knows, no report has said.

**What to do.** Look for the passage that no claim rests on yet; else for a report that knows.

```yaml claims/example.yaml
kinds:
  meeting: {is: event, expects: [date, topic]}
entities:
  talks: {kind: meeting}
properties:
  topic: {type: text}
---
report: {id: morning}
claims:
  - {id: when, about: talks, says: {date: 2025-10-30}}
```
";

fn find(context: &Context<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (subject, (claims, answered)) in subjects(context) {
        let model = context.model();
        for property in &model.kinds[model.entity(subject).kind.index()].expects {
            if !answered.contains(property) && !settled(context, subject, *property) {
                findings.push(describe(context, subject, *property, &claims));
            }
        }
    }
    findings
}

/// The subjects that reports speak of and of which anything is expected, with a claim of each report and the properties that some
/// report answers. A report that says how long an event went on also says when it was.
fn subjects(context: &Context<'_>) -> BTreeMap<EntityId, (Vec<ClaimId>, BTreeSet<PropertyId>)> {
    let model = context.model();
    let mut subjects: BTreeMap<EntityId, (Vec<ClaimId>, BTreeSet<PropertyId>)> = BTreeMap::new();
    for (id, claim) in (0..).map(ClaimId).zip(&model.claims) {
        if model.entry(claim.entry).report.is_none() || !context.graph.stands(id) {
            continue;
        }
        let question = model.question(claim.question);
        // A claim on the order of two events speaks of both.
        let asked = |subject: &EntityId| {
            !model.kinds[model.entity(*subject).kind.index()].expects.is_empty()
        };
        for subject in std::iter::once(question.subject).chain(question.with).filter(asked) {
            let (claims, answered) = subjects.entry(subject).or_default();
            claims.push(id);
            if claim.answer != Answer::Unknown {
                answered.insert(question.property);
                if question.property == PropertyId::EXTENT {
                    answered.extend([PropertyId::DATE, PropertyId::START, PropertyId::END]);
                }
            }
        }
    }
    subjects
}

fn describe(
    context: &Context<'_>,
    subject: EntityId,
    property: PropertyId,
    claims: &[ClaimId],
) -> Finding {
    let model = context.model();
    let name = &model.property(property).id;
    let kind = &model.kinds[model.entity(subject).kind.index()].id;
    let said: Vec<ClaimId> = claims
        .iter()
        .copied()
        .filter(|claim| model.question(model.claim(*claim).question).property == property)
        .collect();
    let mut reason = vec![format!("a {kind} is expected to have a {name}")];
    reason.push(match said.is_empty() {
        true => {
            format!("{} speak of it, and none says", words::list(&words::reports(model, claims)))
        }
        false => format!("{} say that it is not known", words::list(&words::reports(model, &said))),
    });
    if let Some(date) = following(context, subject, property) {
        let date = date.print(&|_| String::new());
        reason.push(format!("from what is said of other events it follows that it lies in {date}"));
    }
    let question = model.questions_about(subject).find(|(_, question)| {
        question.property == property && question.scope.is_empty() && question.with.is_none()
    });
    let question = question.map(|(id, _)| id);
    let wording = || Wording {
        message: format!("no report gives the {name} of {}", words::entity(model, subject)),
        help: Some(
            "look for a passage that no claim rests on, or for a report that knows".to_owned(),
        ),
        reason,
    };
    let asked = crate::finding::Asked { subject, property };
    Finding {
        at: claims
            .first()
            .map_or(model.entity(subject).place, |claim| model.entry_of(*claim).place),
        claims: said.clone(),
        asked: question.is_none().then_some(asked),
        fingerprint: of_words(CHECK.code, &format!("{}.{name}", model.entity(subject).id)),
        ..context.on_claims(&CHECK, question.into_iter().collect(), said, wording)
    }
}

/// When an event was, as far as that follows from what is said of others.
fn following(context: &Context<'_>, subject: EntityId, property: PropertyId) -> Option<DateValue> {
    let (network, scope) = (&context.network, Vec::new());
    let start = network.points.known(&Point::Start(subject, scope.clone()))?;
    let end = network.points.known(&Point::End(subject, scope))?;
    let (first, last) = match property {
        PropertyId::DATE => (start, end),
        PropertyId::START => (start, start),
        PropertyId::END => (end, end),
        _ => return None,
    };
    let (earliest, _) = network.bounds.earliest(first)?;
    let (latest, _) = network.bounds.latest(last)?;
    let stretch = Interval::new(Cut::Below(earliest), Cut::Below(latest))?;
    DateValue::from_set(stretch.into(), Clock::Local).ok()
}

/// Whether what follows is as precise as the property asks for.
fn settled(context: &Context<'_>, subject: EntityId, property: PropertyId) -> bool {
    match (&context.model().property(property).precision, following(context, subject, property)) {
        (Some(Precision::Calendar(unit)), Some(date)) => date.is_within(*unit),
        _ => false,
    }
}
