//! `conflict/declared`: a hand-declared relation that the values deny.

use claimcheck_core::model::{ClaimId, EntryId};
use claimcheck_core::problem::Label;
use claimcheck_core::source::Span;

use crate::check::{ByDefault, Check};
use crate::context::{Context, Wording};
use crate::finding::{Finding, Severity};
use crate::gate::{Meeting, meet};
use crate::words;

pub(super) static CHECK: Check = Check {
    code: "conflict/declared",
    summary: "a declared relation of two claims is denied by their values",
    severity: Severity::Error,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    of_question: None,
    of_project: Some(find),
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
#[derive(Clone, Copy, PartialEq, Eq)]
enum Declared {
    Supports,
    Contradicts,
}

fn find(context: &Context<'_>) -> Vec<Finding> {
    let model = context.model();
    let mut findings = Vec::new();
    for (id, entry) in (0..).map(EntryId).zip(&model.entries) {
        let supports = entry
            .links
            .supports()
            .iter()
            .map(|(other, place)| (Declared::Supports, *other, *place));
        let contradicts = entry
            .links
            .contradicts()
            .iter()
            .map(|(other, place)| (Declared::Contradicts, *other, *place));
        for (declared, other, place) in supports.chain(contradicts) {
            if let Some(pair) = denied(context, declared, id, other) {
                findings.push(describe(context, declared, pair, place));
            }
        }
    }
    findings
}

/// The claims whose values deny what is declared of their entries, if they do. A contradiction is
/// denied where some claims meet and all that meet can hold.
fn denied(
    context: &Context<'_>,
    declared: Declared,
    a: EntryId,
    b: EntryId,
) -> Option<(ClaimId, ClaimId)> {
    let model = context.model();
    let claims = |entry: EntryId| model.entry(entry).claims.iter();
    let pairs = claims(a).flat_map(|a| claims(b).map(move |b| (a, b)));
    let met: Vec<_> = pairs.map(|(a, b)| (meet(context, a, b), (a, b))).collect();
    let clash = met.iter().find(|(meeting, _)| matches!(meeting, Meeting::Clash(_)));
    let agree =
        met.iter().find(|(meeting, _)| matches!(meeting, Meeting::Agree(_) | Meeting::Succession));
    match declared {
        Declared::Supports => clash.map(|(_, pair)| *pair),
        Declared::Contradicts if clash.is_none() => agree.map(|(_, pair)| *pair),
        Declared::Contradicts => None,
    }
}

fn describe(
    context: &Context<'_>,
    declared: Declared,
    (a, b): (ClaimId, ClaimId),
    place: Span,
) -> Finding {
    let model = context.model();
    let name = |claim: ClaimId| model.entry_of(claim).name.clone();
    let (one, other) = (words::answer(model, a), words::answer(model, b));
    let question = words::question(model, model.claim(a).question);
    let (verb, truth) = match declared {
        Declared::Supports => ("supports", "they have nothing in common"),
        Declared::Contradicts => ("contradicts", "both can be true"),
    };
    let wording = Wording {
        message: format!(
            "`{}` is declared to {} `{}`, and the values deny it",
            name(a),
            &verb[..verb.len() - 1],
            name(b)
        ),
        help: Some(format!("take `{verb}` out, or correct a value")),
        reason: vec![
            format!("both claims are on {question}"),
            format!("one says {one}, the other {other}"),
            format!("{truth}, so neither {verb} the other"),
        ],
    };
    let mut claims = vec![a, b];
    claims.sort_unstable();
    let least = claims.iter().map(|claim| model.claim(*claim).certainty).min();
    let mark = Label { span: place, text: "declared here".to_owned() };
    Finding {
        severity: least.map_or(Severity::Note, super::severity_of),
        marks: vec![mark],
        ..context.on_claims(&CHECK, vec![model.claim(a).question], claims, || wording)
    }
}
