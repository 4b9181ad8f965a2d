//! `agreement/compatible`: the answers to a question can all hold, and some entail no other.

use claimcheck_core::model::{ClaimId, Model};
use claimcheck_core::values::Relation;

use super::agreement::{self, Agreed};
use super::definition::{ByDefault, Check, Detect};
use crate::context::Context;
use crate::finding::Finding;
use crate::judged::Judged;
use crate::severity::Severity;
use crate::verdict::{Agreement, Class, Verdict};
use crate::words;

pub(super) static CHECK: Check = Check {
    code: "agreement/compatible",
    summary: "the answers to a question can all hold, and some entail no other",
    severity: Severity::Note,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    detect: Detect::Question(detect),
};

const DOCUMENTATION: &str = r"The answers to a question overlap: all can be true, and some two of them leave room that the
other does not. Different words for one thing are compatible too, since words alone prove nothing.

```yaml claims/example.yaml
kinds:
  meeting: {is: event}
entities:
  talks: {kind: meeting}
---
report: {id: morning, published: 2025-10-25}
claims:
  - {id: when, about: talks, says: {date: 2025-10-28/2025-10-30}}
---
report: {id: evening, published: 2025-10-25}
claims:
  - {id: when, about: talks, says: {date: 2025-10-30/2025-11-02}}
```
";

static AGREED: Agreed = Agreed { kind: Agreement::Compatible, how };

fn detect(context: &Context<'_>, judged: &Judged<'_>) -> Option<Finding> {
    agreement::detect(context, &CHECK, &AGREED, judged)
}

fn how(context: &Context<'_>, verdict: &Verdict) -> String {
    let answers = agreement::answers(context, verdict);
    match rounded(context.model(), verdict) {
        Some((one, other)) => format!(
            "the answers can all hold: {answers}; {one} and {other} are the same within rounding, since the finer one, rounded to the last digit of the coarser one, is the coarser one"
        ),
        None => format!(
            "the answers can all hold, and some two of them do not entail each other: {answers}"
        ),
    }
}

/// So many answers are looked at for two that are the same within rounding.
const MOST_ANSWERS: usize = 64;

/// Two answers that have nothing in common and are the same within rounding.
fn rounded(model: &Model, verdict: &Verdict) -> Option<(String, String)> {
    let speakers: Vec<ClaimId> =
        verdict.classes.iter().filter_map(Class::first).take(MOST_ANSWERS).collect();
    let pairs = speakers.iter().enumerate();
    let mut pairs =
        pairs.flat_map(|(at, one)| speakers[at + 1..].iter().map(move |it| (*one, *it)));
    let is_rounded = |(one, other): &(ClaimId, ClaimId)| {
        let (one, other) = (model.claim(*one), model.claim(*other));
        one.answer.relate(&other.answer, &model.taxonomy) == Some(Relation::Disjoint)
            && one.as_written().is_same_within_rounding(&other.as_written())
    };
    let (one, other) = pairs.find(is_rounded)?;
    Some((words::answer(model, one), words::answer(model, other)))
}
