//! `conflict/unique`: two subjects hold what only one can.

use std::collections::{BTreeMap, HashMap};

use claimcheck_core::model::{Answer, Changes, ClaimId, Members, Model, PropertyId, Scope, Value};
use claimcheck_core::values::date::DateValue;
use claimcheck_core::values::{EntityId, Relation};

use super::definition::{ByDefault, Check, Detect};
use crate::context::Context;
use crate::finding::{Described, Description, Evidence, Finding};
use crate::severity::Severity;
use crate::verdict::Outcome;
use crate::words;

pub(super) static CHECK: Check = Check {
    code: "conflict/unique",
    summary: "two subjects hold what only one can",
    severity: Severity::Error,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    detect: Detect::Project(detect),
};

const DOCUMENTATION: &str = r"A property with `unique: true` has values that no two subjects share at one time: an office, a
record, a serial number.

**What to do.** Where the two held it one after the other, give the claims a `when`. Where both are one,
declare `same-as`.

```yaml claims/example.yaml
entities:
  takaichi: {kind: person}
  thatcher: {kind: person}
properties:
  distinction: {type: text, unique: true}
---
report: {id: morning}
claims:
  - {id: first, about: takaichi, says: {distinction: first woman to lead the party}}
---
report: {id: evening}
claims:
  - {id: first, about: thatcher, says: {distinction: first woman to lead the party}}
```
";

fn detect(context: &Context<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for holdings in held(context).into_values() {
        let mut rest = holdings;
        while let Some((one, other)) = clash(context, &rest) {
            rest.retain(|holding| holding.claim != one && holding.claim != other);
            findings.push(finding(context, vec![one, other]));
        }
    }
    findings
}

/// A claim that a subject holds a value.
struct Holding<'c> {
    claim: ClaimId,
    subject: EntityId,
    as_of: Option<&'c DateValue>,
}

/// Who is said to hold which value of which unique property, value by value. Claims of disputed
/// questions take no part.
fn held<'c>(
    context: &'c Context<'_>,
) -> BTreeMap<(PropertyId, &'c Scope, usize), Vec<Holding<'c>>> {
    let model = context.model();
    let mut values: HashMap<&Value, usize> = HashMap::new();
    let mut held: BTreeMap<_, Vec<Holding<'c>>> = BTreeMap::new();
    for verdict in &context.verdicts {
        let question = model.question(verdict.question);
        let property = model.property(question.property);
        if !property.unique || matches!(verdict.outcome, Outcome::Disputed(_)) {
            continue;
        }
        for claim in verdict.claims() {
            let entry = model.entry_of(claim);
            let as_of = entry.as_of.as_deref().filter(|_| property.changes != Changes::Never);
            for value in single_values(&model.claim(claim).answer) {
                let next = values.len();
                let number = *values.entry(value).or_insert(next);
                let holding = Holding { claim, subject: question.subject, as_of };
                held.entry((question.property, &question.scope, number)).or_default().push(holding);
            }
        }
    }
    held
}

/// The values that an answer names one by one; vague answers may be of different things.
fn single_values(answer: &Answer) -> Vec<&Value> {
    let values = match answer {
        Answer::One(value) => vec![value],
        Answer::Many(_) => answer.list().into_iter().flat_map(Members::present).collect(),
        Answer::Unknown => Vec::new(),
    };
    values.into_iter().filter(|value| value.is_single()).collect()
}

/// The surest pair of claims that give one value to two subjects at one time.
fn clash(context: &Context<'_>, holdings: &[Holding<'_>]) -> Option<(ClaimId, ClaimId)> {
    let model = context.model();
    let certainty = |holding: &Holding<'_>| model.claim(holding.claim).certainty;
    let mut sorted: Vec<&Holding<'_>> = holdings.iter().collect();
    // By subject before place, so that the choice does not depend on where the claims are written.
    sorted.sort_by_key(|holding| {
        (std::cmp::Reverse(certainty(holding)), holding.subject, holding.claim)
    });
    let pairs = sorted
        .iter()
        .enumerate()
        .flat_map(|(at, a)| sorted[at + 1..].iter().map(move |b| (*a, *b)));
    let both = pairs.into_iter().find(|(a, b)| a.subject != b.subject && at_one_time(model, a, b));
    both.map(|(a, b)| (a.claim.min(b.claim), a.claim.max(b.claim)))
}

fn at_one_time(model: &Model, a: &Holding<'_>, b: &Holding<'_>) -> bool {
    // Where the value may change hands, only claims of one moment exclude each other.
    let said = match (a.as_of, b.as_of) {
        (Some(a), Some(b)) => a.relate(b) == Relation::Equal,
        (None, None) => true,
        _ => false,
    };
    model.hold_together(a.claim, b.claim) && said
}

fn finding(context: &Context<'_>, claims: Vec<ClaimId>) -> Finding {
    let model = context.model();
    let questions: Vec<_> = claims.iter().map(|claim| model.claim(*claim).question).collect();
    let least = claims.iter().map(|claim| model.claim(*claim).certainty).min();
    let severity = least.map_or(Severity::Note, Severity::of_conflict);
    Finding::on_claims(context, (CHECK.code, severity), questions, claims, Shared)
}

/// The finding's claims give one value to different subjects.
#[derive(Debug)]
struct Shared;

impl Evidence for Shared {
    fn describe(&self, described: &Described<'_>) -> Description {
        let Described { context, finding, .. } = described;
        let model = context.model();
        let [claim, ..] = finding.claims.as_slice() else { return Description::default() };
        let subject = |question| words::entity(model, model.question(question).subject).to_owned();
        let subjects: Vec<String> = finding.questions.iter().copied().map(subject).collect();
        let subjects = words::list(&subjects);
        let property = model.property(model.question(model.claim(*claim).question).property);
        let (id, value) = (&property.id, words::answer(model, *claim));
        Description {
            message: format!("{subjects} cannot both have the {id} `{value}`"),
            help: Some("where one followed the other, give the claims a `when`; where both are one, declare `same-as`".to_owned()),
            reason: vec![
                format!("`{id}` is unique: no two subjects share a value"),
                format!("{subjects} are different subjects"),
                format!("both are said to have `{value}`, at no time that would keep them apart"),
            ],
            labels: Vec::new(),
        }
    }
}
