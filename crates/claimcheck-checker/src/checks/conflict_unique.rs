//! `conflict/unique`: two subjects hold what only one can.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use claimcheck_core::model::{
    Answer, Certainty, Changes, ClaimId, Members, Model, PropertyId, QuestionId, Scope, Value,
};
use claimcheck_core::values::date::DateValue;
use claimcheck_core::values::{EntityId, Relation};

use super::definition::{ByDefault, Check, Detect};
use crate::context::Context;
use crate::finding::{Described, Description, Evidence, Finding};
use crate::meeting::Meeting;
use crate::members::{Member, Stated, spends};
use crate::severity::Severity;
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
    let model = context.model();
    let is_unique = |question: QuestionId| model.property(model.question(question).property).unique;
    let known = context.known(CHECK.code);
    let (mut spent, mut told) = (BTreeSet::new(), BTreeSet::new());
    let mut findings = Vec::new();
    for certainty in context.answers.levels(is_unique) {
        for mut holders in held(context, certainty).into_values() {
            // The surest first, then by subject.
            holders.sort_by_key(|holding| (Reverse(holding.member.certainty), holding.subject));
            for (at, one) in holders.iter().enumerate() {
                for other in &holders[at + 1..] {
                    let pair = [&one.member, &other.member];
                    let is_spent =
                        |member: &&Member| member.claims.iter().any(|claim| spent.contains(claim));
                    if one.subject == other.subject
                        || pair.iter().any(is_spent)
                        || !at_one_time(context.model(), one, other)
                    {
                        continue;
                    }
                    let members = vec![one.member.clone(), other.member.clone()];
                    match known.number(&pair) {
                        Some(known) if !told.insert(known) => continue,
                        Some(_) => {}
                        None => spent.extend(spends(&members)),
                    }
                    findings.push(Finding::on_members(context, CHECK.code, members, Shared));
                }
            }
        }
    }
    findings
}

/// An answer by which a subject holds a value.
struct Holding<'c> {
    member: Member,
    /// A claim of its time.
    claim: ClaimId,
    subject: EntityId,
    as_of: Option<&'c DateValue>,
}

/// Who is said to hold which value of which unique property, at least so surely, value by value.
fn held<'c>(
    context: &'c Context<'_>,
    certainty: Certainty,
) -> BTreeMap<(PropertyId, &'c Scope, usize), Vec<Holding<'c>>> {
    let model = context.model();
    let mut values: HashMap<&Value, usize> = HashMap::new();
    let mut held: BTreeMap<_, Vec<Holding<'c>>> = BTreeMap::new();
    for id in context.answers.questions() {
        let question = model.question(id);
        let property = model.property(question.property);
        if !property.unique {
            continue;
        }
        for (member, of) in holding(context, id, certainty) {
            let entry = model.entry_of(of);
            let as_of = entry.as_of.as_deref().filter(|_| property.changes != Changes::Never);
            for value in certainly_named(model, &member) {
                let next = values.len();
                let number = *values.entry(value).or_insert(next);
                let holding =
                    Holding { member: member.clone(), claim: of, subject: question.subject, as_of };
                held.entry((question.property, &question.scope, number)).or_default().push(holding);
            }
        }
    }
    held
}

/// The members that the answers to a question come to, each with a claim of its time. Of answers at
/// several times, those take part that clash with none of a common time.
fn holding(context: &Context<'_>, id: QuestionId, certainty: Certainty) -> Vec<(Member, ClaimId)> {
    let model = context.model();
    let all = context.answers.on(id).iter();
    let stated: Vec<&Stated> = all.filter(|stated| stated.certainty >= certainty).collect();
    let times = |claim: ClaimId| {
        let entry = model.entry_of(claim);
        (entry.when.as_deref(), entry.as_of.as_deref())
    };
    let first = stated.first().map(|stated| times(stated.speaker()));
    if stated.iter().all(|stated| Some(times(stated.speaker())) == first) {
        let members = context.answers.members(id, &stated).unwrap_or_default();
        let speaker = |member: &Member| member.speakers.first().copied();
        return members
            .into_iter()
            .filter_map(|member| Some((speaker(&member)?, member)))
            .map(|(speaker, member)| (member, speaker))
            .collect();
    }
    let clashes = |one: &Stated| {
        stated
            .iter()
            .any(|other| matches!(context.meet(one.speaker(), other.speaker()), Meeting::Clash(_)))
    };
    let alone = stated.iter().filter(|stated| !clashes(stated));
    alone.map(|stated| (Member::answer(id, stated), stated.speaker())).collect()
}

/// The values that a member names one by one, whichever side of a dispute is right.
fn certainly_named<'c>(model: &'c Model, member: &Member) -> Vec<&'c Value> {
    let of_side = |side: &Vec<ClaimId>| -> Vec<&'c Value> {
        side.iter().flat_map(|claim| single_values(&model.claim(*claim).answer)).collect()
    };
    let mut sides = member.sides.iter().map(of_side);
    let mut named = sides.next().unwrap_or_default();
    for side in sides {
        named.retain(|value| side.contains(value));
    }
    named
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

fn at_one_time(model: &Model, a: &Holding<'_>, b: &Holding<'_>) -> bool {
    // Where the value may change hands, only claims of one moment exclude each other.
    let said = match (a.as_of, b.as_of) {
        (Some(a), Some(b)) => a.relate(b) == Relation::Equal,
        (None, None) => true,
        _ => false,
    };
    model.hold_together(a.claim, b.claim) && said
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
