//! `gap/unanswered`: a question that the subject's kind expects and no report answers.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use claimcheck_core::model::{Answer, ClaimId, Precision, PropertyId};
use claimcheck_core::values::date::{Clock, DateValue};
use claimcheck_core::values::{Cut, EntityId, Interval};

use super::definition::{ByDefault, Check, Detect};
use crate::context::Context;
use crate::finding::{Asked, Described, Description, Evidence, Finding};
use crate::network::Point;
use crate::severity::Severity;
use crate::words;

pub(super) static CHECK: Check = Check {
    code: "gap/unanswered",
    summary: "no report answers a question that the kind of its subject expects",
    severity: Severity::Note,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    detect: Detect::Project(detect),
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

fn detect(context: &Context<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (subject, (claims, answered)) in subjects(context) {
        let model = context.model();
        let claims: Arc<[ClaimId]> = claims.into();
        for property in &model.kinds[model.entity(subject).kind.index()].expects {
            if !answered.contains(property) && !settled(context, subject, *property) {
                let asked = Asked { subject, property: *property };
                findings.push(finding(context, asked, Arc::clone(&claims)));
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

fn finding(context: &Context<'_>, asked: Asked, speaking: Arc<[ClaimId]>) -> Finding {
    let model = context.model();
    let of_property =
        |claim: &ClaimId| model.question(model.claim(*claim).question).property == asked.property;
    let said: Vec<ClaimId> = speaking.iter().copied().filter(of_property).collect();
    let question = model.questions_about(asked.subject).find(|(_, question)| {
        question.property == asked.property && question.scope.is_empty() && question.with.is_none()
    });
    let question = question.map(|(id, _)| id);
    let first = speaking.first().map(|claim| model.entry_of(*claim).place);
    let evidence = Unanswered { asked, speaking };
    let questions = question.into_iter().collect();
    Finding {
        at: first.unwrap_or(model.entity(asked.subject).place),
        asked: question.is_none().then_some(asked),
        ..Finding::on_claims(context, CHECK.key(), questions, said, evidence)
    }
}

/// Claims that speak of a subject, of which none answers a question that is expected to be answered;
/// the finding's claims say that the answer is not known.
#[derive(Debug)]
struct Unanswered {
    asked: Asked,
    speaking: Arc<[ClaimId]>,
}

impl Evidence for Unanswered {
    fn describe(&self, described: &Described<'_>) -> Description {
        let Described { context, finding, .. } = described;
        let (model, Asked { subject, property }) = (context.model(), self.asked);
        let name = &model.property(property).id;
        let kind = &model.kinds[model.entity(subject).kind.index()].id;
        let mut reason = vec![format!("a {kind} is expected to have a {name}")];
        let reports = |claims: &[ClaimId]| words::list(&words::reports(model, claims));
        reason.push(match finding.claims.is_empty() {
            true => format!("{} speak of it, and none says", reports(&self.speaking)),
            false => format!("{} say that it is not known", reports(&finding.claims)),
        });
        if let Some(date) = following(context, subject, property) {
            let date = date.print(&|_| String::new());
            reason.push(format!(
                "from what is said of other events it follows that it lies in {date}"
            ));
        }
        Description {
            message: format!("no report gives the {name} of {}", words::entity(model, subject)),
            help: Some(
                "look for a passage that no claim rests on, or for a report that knows".to_owned(),
            ),
            reason,
            labels: Vec::new(),
        }
    }

    fn about(&self, described: &Described<'_>) -> Option<String> {
        let (model, Asked { subject, property }) = (described.context.model(), self.asked);
        Some(format!("{}.{}", model.entity(subject).id, model.property(property).id))
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
