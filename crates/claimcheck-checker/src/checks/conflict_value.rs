//! `conflict/value`: answers of a choice, a scale, an entity or words that have nothing in common.

use super::definition::{ByDefault, Check, Detect};
use super::dispute::{self, Words};
use crate::context::Context;
use crate::finding::Finding;
use crate::judged::Judged;
use crate::severity::Severity;

pub(super) static CHECK: Check = Check {
    code: "conflict/value",
    summary: "the answers to a one-valued question have nothing in common",
    severity: Severity::Error,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    detect: Detect::Disputes(detect),
};

const DOCUMENTATION: &str = r"Two reports give different answers to a question that has one: one entity and another,
one level of a choice and another, yes and no.

Texts are compared too, but different words alone prove nothing: two texts conflict only where a
claim says so by `contradicts`.

**What to do.** Read the passages. Where an annotation is wrong, correct it. Where the reports speak
of different things or times, give the claims the `scope` or the `when` that they speak of. Where the
reports do disagree, the finding is your story.

```yaml claims/example.yaml
entities:
  measure: {names: [the new measure]}
properties:
  form: {type: choice, levels: [import-tariff, export-control]}
---
report: {id: morning}
claims:
  - {id: tariff, about: the new measure, says: {form: import-tariff}}
---
report: {id: evening}
claims:
  - {id: control, about: measure, says: {form: export-control}}
```
";

static WORDS: Words = Words {
    premise: dispute::one_answer,
    conclusion: dispute::nothing_in_common,
    help: "correct an annotation, or give a claim the `scope` or `when` that it speaks of",
};

fn detect(context: &Context<'_>, judged: &Judged<'_>) -> Vec<Finding> {
    dispute::detect(context, &CHECK, &WORDS, judged)
}
