//! `conflict/quotation`: one utterance in different words.

use claimcheck_core::model::{Answer, ClaimId, Model, Value};
use claimcheck_core::text::diff;

use super::definition::{ByDefault, Check, Detect};
use super::dispute::{self, Words};
use crate::context::Context;
use crate::finding::Finding;
use crate::judged::Judged;
use crate::positions::Position;
use crate::severity::Severity;
use crate::verdict::Verdict;

pub(super) static CHECK: Check = Check {
    code: "conflict/quotation",
    summary: "one utterance is quoted in different words",
    severity: Severity::Error,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    detect: Detect::Disputes(detect),
};

const DOCUMENTATION: &str = r"A property of the type `quotation` holds the words of one utterance. Punctuation, quotation
marks and capital letters do not count, and a report may quote a part of what another quotes in full.
Other words are a conflict where at least half of the words of the shorter one stand in the longer one
in the same order: one report misquotes, or they quote two utterances.

**What to do.** Where two things were said, make two subjects of them. Where a translation differs,
give the claims a `scope` that says whose translation it is.

```yaml claims/example.yaml
entities:
  reply: {names: [the president's reply]}
properties:
  words: {type: quotation}
---
report: {id: morning}
claims:
  - {id: said, about: reply, says: {words: I would like that}}
---
report: {id: evening}
claims:
  - {id: said, about: reply, says: {words: I would love that}}
```
";

static WORDS: Words = Words {
    premise: |property| format!("`{}` is one utterance, whole or in part", property.id),
    conclusion: differing,
    help: "make two subjects of two utterances, or correct the words",
};

fn detect(context: &Context<'_>, judged: &Judged<'_>) -> Vec<Finding> {
    dispute::detect(context, &CHECK, &WORDS, judged)
}

/// The quotations of the first two positions with the words that differ between brackets.
fn differing(context: &Context<'_>, verdict: &Verdict, positions: &[Position]) -> String {
    let words = |at: usize| {
        let position = positions.get(at)?;
        let claims = position.claims.iter().filter_map(|claim| spoken(context.model(), *claim));
        claims.max_by_key(|words| words.len())
    };
    let (Some(one), Some(other)) = (words(0), words(1)) else {
        return dispute::nothing_in_common(context, verdict, positions);
    };
    let changes = diff::words(one, other);
    let (left, right): (Vec<_>, Vec<_>) =
        changes.into_iter().map(|change| (change.a, change.b)).unzip();
    format!(
        "the words differ where they stand in brackets: “{}” and “{}”",
        marked(one, &left),
        marked(other, &right)
    )
}

fn spoken(model: &Model, claim: ClaimId) -> Option<&str> {
    match &model.claim(claim).answer {
        Answer::One(Value::Quotation(terms)) => {
            terms.terms().first().map(claimcheck_core::values::Utterance::as_str)
        }
        _ => None,
    }
}

fn marked(text: &str, ranges: &[std::ops::Range<usize>]) -> String {
    let mut shown = String::with_capacity(text.len() + ranges.len() * 2);
    let mut at = 0;
    for range in ranges {
        shown.push_str(text.get(at..range.start).unwrap_or_default());
        shown.push('[');
        shown.push_str(text.get(range.clone()).unwrap_or_default());
        shown.push(']');
        at = range.end;
    }
    shown.push_str(text.get(at..).unwrap_or_default());
    shown
}
