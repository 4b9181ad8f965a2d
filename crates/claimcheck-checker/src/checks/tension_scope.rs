//! `tension/scope`: answers that would clash if their scopes were one.

use super::definition::{ByDefault, Check, Detect};
use super::tension::{self, Tense, Words};
use crate::cases::across_scopes;
use crate::context::Context;
use crate::finding::Finding;
use crate::meeting::TensionKind;
use crate::severity::Severity;

pub(super) static CHECK: Check = Check {
    code: "tension/scope",
    summary: "answers in scopes that are nearly one, and that would clash if they were",
    severity: Severity::Note,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    detect: Detect::Project(detect),
};

const DOCUMENTATION: &str = r"Claims in different scopes do not meet, so a scope that one annotation has and another lacks hides a
contradiction. Two scopes are nearly one where one has a key that the other lacks, where two values
differ in spelling alone, or where one is part of the other. A report that states both means two
things by them, and is left out.

**What to do.** Read the passages. Where both speak of the same thing, give both claims the same `scope`.

```yaml claims/example.yaml
entities:
  deal: {kind: event}
properties:
  tariff: {type: quantity, unit: percent}
---
report: {id: morning}
claims:
  - {id: rate, about: deal, says: {tariff: 15 %}, scope: {of: autos}}
---
report: {id: evening}
claims:
  - {id: rate, about: deal, says: {tariff: 25 %}}
```
";

static WORDS: Words = Words {
    kind: TensionKind::Scope,
    assumption: "their scopes were one",
    help: "where both speak of the same thing, give both claims the same `scope`",
};

fn detect(context: &Context<'_>) -> Vec<Finding> {
    let verdicts_on = |question| context.verdicts_on(question);
    let tensions = across_scopes(context.comparer(), verdicts_on).into_iter();
    let finding = |tension: crate::meeting::Tension| {
        let questions = context.questions_of(&tension.claims);
        let sides = tension::sides(context, &tension);
        let found =
            Finding::on_claims(context, CHECK.key(), questions, tension.claims, Tense(&WORDS));
        Finding { sides, ..found }
    };
    tensions.map(finding).collect()
}
