//! `gap/unquoted`: a claim with no passage.

use std::collections::BTreeMap;

use claimcheck_core::model::{ClaimId, Entry, EntryId, Passage, ReportId};

use rayon::prelude::*;

use crate::check::{ByDefault, Check};
use crate::context::{Context, Wording};
use crate::finding::{Finding, Severity};
use crate::words;

pub(super) static CHECK: Check = Check {
    code: "gap/unquoted",
    summary: "a claim rests on no passage of its report",
    severity: Severity::Note,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    of_question: None,
    of_project: Some(find),
};

const DOCUMENTATION: &str = r"A claim without a `quote` rests on the whole report, and whoever checks it has to read the whole
report. Where the text of a report is not kept, none of its quotes can be verified; this is said once for
the report.

**What to do.** Quote the words that the claim rests on.

```yaml claims/example.yaml
kinds:
  meeting: {is: event}
entities:
  talks: {kind: meeting}
---
report: {file: morning.txt}
claims:
  - {id: when, about: talks, says: {date: 2025-10-30}}
```

```text reports/morning.txt
The talks are to be held on 30 October 2025.
```
";

fn find(context: &Context<'_>) -> Vec<Finding> {
    let model = context.model();
    let mut textless: BTreeMap<ReportId, Vec<EntryId>> = BTreeMap::new();
    let mut findings = Vec::new();
    for (id, entry) in (0..).map(EntryId).zip(&model.entries) {
        let Some(report) = entry.report.filter(|report| !model.retracted.contains(report)) else {
            continue;
        };
        if model.report(report).text.is_none() {
            textless.entry(report).or_default().push(id);
        } else if entry.passage == Passage::None && !entry.claims.is_empty() {
            findings.push(without_quote(context, entry));
        }
    }
    findings.par_extend(
        textless.into_par_iter().map(|(report, entries)| without_text(context, report, &entries)),
    );
    findings
}

fn without_quote(context: &Context<'_>, entry: &Entry) -> Finding {
    let wording = || Wording {
        message: format!("`{}` rests on no passage of its report", entry.name),
        help: Some("quote the words that it rests on: `quote: \"…\"`".to_owned()),
        reason: vec!["the claim has no `quote`, so it rests on the whole report".to_owned()],
    };
    let claims: Vec<ClaimId> = entry.claims.iter().collect();
    context.on_claims(&CHECK, context.questions_of(&claims), claims, wording)
}

fn without_text(context: &Context<'_>, report: ReportId, entries: &[EntryId]) -> Finding {
    let model = context.model();
    let claims: Vec<ClaimId> =
        entries.iter().flat_map(|entry| model.entry(*entry).claims.iter()).collect();
    let name = &model.report(report).id;
    let wording = || Wording {
        message: format!("the text of {name} is not kept, so none of its passages can be verified"),
        help: Some("keep the text below the reports folder, and name it by `file`".to_owned()),
        reason: vec![format!(
            "{} of {name} {} no text to look in",
            words::count(entries.len(), "claim"),
            if entries.len() == 1 { "names" } else { "name" }
        )],
    };
    let states_nothing = claims.is_empty();
    let mut found = context.on_claims(&CHECK, context.questions_of(&claims), claims, wording);
    // Entries of which nothing could be read are shown all the same.
    if let (true, Some(first)) = (states_nothing, entries.first()) {
        (found.at, found.silent) = (model.entry(*first).place, vec![report]);
    }
    found
}
