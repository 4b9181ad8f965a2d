//! `conflict/declared`: a hand-declared relation that the values deny.

use claimcheck_core::model::{ClaimId, EntryId};
use claimcheck_core::problem::Label;
use claimcheck_core::source::Span;

use super::definition::{ByDefault, Check, Detect};
use crate::context::Context;
use crate::finding::{Described, Description, Evidence, Finding};
use crate::meeting::{Apart, Meeting};
use crate::severity::{Severity, certainty_of};
use crate::words;

pub(super) static CHECK: Check = Check {
    code: "conflict/declared",
    summary: "a declared relation of two claims is denied by their values",
    severity: Severity::Error,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    detect: Detect::Project(detect),
};

const DOCUMENTATION: &str = r"`supports: [other#id]` and `contradicts: [other#id]` are checked against the values, never
trusted. A claim does not support one that it cannot hold together with, and does not contradict one
that can be true at the same time.

**What to do.** Take the relation out, or correct the value. Two texts are the exception: words alone
prove nothing, so a declared contradiction of two texts stands, and is a `conflict/value`.

```yaml claims/example.yaml
entities:
  talks: {kind: event}
properties:
  length: {type: duration}
---
report: {id: morning}
claims:
  - {id: length, about: talks, says: {length: 1..3 hours}}
---
report: {id: evening}
claims:
  - {id: length, about: talks, says: {length: 2 hours}, contradicts: [morning#length]}
```
";

/// What an entry declares of another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Declared {
    Supports,
    Contradicts,
}

fn detect(context: &Context<'_>) -> Vec<Finding> {
    let model = context.model();
    let mut findings = Vec::new();
    for (id, entry) in (0..).map(EntryId).zip(&model.entries) {
        let supports = entry.links.supports().iter();
        let supports = supports.map(|(other, place)| (Declared::Supports, *other, *place));
        let contradicts = entry.links.contradicts().iter();
        let contradicts = contradicts.map(|(other, place)| (Declared::Contradicts, *other, *place));
        for (declared, other, place) in supports.chain(contradicts) {
            if let Some(pair) = denied(context, declared, id, other) {
                findings.push(finding(context, Denied { declared, pair, place }));
            }
        }
    }
    findings
}

/// The claims whose values deny what is declared of their entries, if they do. A contradiction is
/// denied where some claims are on one question, if in different scopes, and none clash.
fn denied(
    context: &Context<'_>,
    declared: Declared,
    a: EntryId,
    b: EntryId,
) -> Option<(ClaimId, ClaimId)> {
    let model = context.model();
    let claims = |entry: EntryId| model.entry(entry).claims.iter();
    let pairs = claims(a).flat_map(|a| claims(b).map(move |b| (a, b)));
    let met: Vec<_> = pairs.map(|(a, b)| (context.meet(a, b), (a, b))).collect();
    let clash = met.iter().find(|(meeting, _)| matches!(meeting, Meeting::Clash(_)));
    let agree = met.iter().find(|(meeting, _)| {
        matches!(
            meeting,
            Meeting::Agree(_)
                | Meeting::Succession
                | Meeting::Apart(Apart::Scope | Apart::ValidTime)
        )
    });
    match declared {
        Declared::Supports => clash.map(|(_, pair)| *pair),
        Declared::Contradicts if clash.is_none() => agree.map(|(_, pair)| *pair),
        Declared::Contradicts => None,
    }
}

fn finding(context: &Context<'_>, denied: Denied) -> Finding {
    let model = context.model();
    let (a, b) = denied.pair;
    let claims = vec![a.min(b), a.max(b)];
    let least = claims.iter().map(|claim| certainty_of(model, *claim)).min();
    let severity = least.map_or(Severity::Note, Severity::of_conflict);
    let questions = context.questions_of(&claims);
    Finding::on_claims(context, (CHECK.code, severity), questions, claims, denied)
}

/// A declared relation whose pair of claims denies it.
#[derive(Debug)]
struct Denied {
    declared: Declared,
    pair: (ClaimId, ClaimId),
    place: Span,
}

impl Evidence for Denied {
    fn describe(&self, described: &Described<'_>) -> Description {
        let model = described.context.model();
        let (a, b) = self.pair;
        let name = |claim: ClaimId| &model.entry_of(claim).name;
        let (one, other) = (words::answer(model, a), words::answer(model, b));
        let question = words::question(model, model.claim(a).question);
        let (infinitive, verb, truth) = match self.declared {
            Declared::Supports => ("support", "supports", "they have nothing in common"),
            Declared::Contradicts => {
                let truth = match described.context.meet(a, b) {
                    Meeting::Apart(Apart::Scope) => "they are confined to different scopes",
                    Meeting::Apart(Apart::ValidTime) => "they hold at different times",
                    _ => "both can be true",
                };
                ("contradict", "contradicts", truth)
            }
        };
        let (one_name, other_name) = (name(a), name(b));
        Description {
            message: format!(
                "`{one_name}` is declared to {infinitive} `{other_name}`, and the values deny it"
            ),
            help: Some(format!("take `{verb}` out, or correct a value")),
            reason: vec![
                format!("both claims are on {question}"),
                format!("one says {one}, the other {other}"),
                format!("{truth}, so neither {verb} the other"),
            ],
            labels: vec![Label { span: self.place, text: "declared here".to_owned() }],
        }
    }
}
