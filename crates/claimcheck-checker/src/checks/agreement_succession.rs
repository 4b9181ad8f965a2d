//! `agreement/succession`: the answers differ because the thing changed in an allowed way.

use super::agreement::{self, Agreed};
use super::definition::{ByDefault, Check, Detect};
use crate::context::Context;
use crate::finding::Finding;
use crate::judged::Judged;
use crate::severity::Severity;
use crate::verdict::{Agreement, Verdict};
use crate::words;

pub(super) static CHECK: Check = Check {
    code: "agreement/succession",
    summary: "the answers differ because the thing changed in an allowed way",
    severity: Severity::Note,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    detect: Detect::Question(detect),
};

const DOCUMENTATION: &str = r"The answers to a question differ, its property may change (`changes`), and the later answers
differ from the earlier ones only in the way that is allowed. Later and earlier are by `as-of`, which
is the report's `published` where a claim says nothing else.

```yaml claims/example.yaml
kinds:
  meeting: {is: event}
entities:
  talks: {kind: meeting}
properties:
  status: {type: scale, levels: [possible, planned, confirmed], changes: forward}
---
report: {id: september, published: 2025-09-06}
claims:
  - {id: status, about: talks, says: {status: possible}}
---
report: {id: october, published: 2025-10-28}
claims:
  - {id: status, about: talks, says: {status: confirmed}}
```
";

static AGREED: Agreed = Agreed { kind: Agreement::Succession, how };

fn detect(context: &Context<'_>, judged: &Judged<'_>) -> Option<Finding> {
    agreement::detect(context, &CHECK, &AGREED, judged)
}

fn how(context: &Context<'_>, verdict: &Verdict) -> String {
    format!("it changed in a way that is allowed: {}", words::list(&course(context, verdict)))
}

/// The answers in the order in which they were said.
fn course(context: &Context<'_>, verdict: &Verdict) -> Vec<String> {
    let model = context.model();
    let mut said: Vec<_> = verdict
        .classes
        .iter()
        .filter_map(|class| {
            let claim = class.first()?;
            let as_of = model.entry_of(claim).as_of.as_deref()?;
            Some((as_of.hull().map(|hull| hull.lower), claim, model.print_date(as_of)))
        })
        .collect();
    said.sort();
    said.into_iter()
        .map(|(_, claim, as_of)| format!("{} as of {as_of}", words::answer(model, claim)))
        .collect()
}
