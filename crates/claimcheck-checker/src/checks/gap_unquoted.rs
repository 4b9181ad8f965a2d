//! `gap/unquoted`: a claim with no passage.

use std::collections::BTreeMap;

use claimcheck_core::model::{ClaimId, EntryId, Passage, ReportId};

use super::definition::{ByDefault, Check, Detect};
use crate::context::Context;
use crate::finding::{Described, Description, Evidence, Finding};
use crate::severity::Severity;
use crate::words;

pub(super) static CHECK: Check = Check {
    code: "gap/unquoted",
    summary: "a claim rests on no passage of its report",
    severity: Severity::Note,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    detect: Detect::Project(detect),
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

fn detect(context: &Context<'_>) -> Vec<Finding> {
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
            let claims: Vec<ClaimId> = entry.claims.iter().collect();
            findings.push(finding(context, claims, Unquoted::Entry(id)));
        }
    }
    findings.extend(
        textless.into_iter().map(|(report, entries)| textless_report(context, report, &entries)),
    );
    findings
}

fn finding(context: &Context<'_>, claims: Vec<ClaimId>, evidence: Unquoted) -> Finding {
    let questions = context.questions_of(&claims);
    Finding::on_claims(context, CHECK.key(), questions, claims, evidence)
}

fn textless_report(context: &Context<'_>, report: ReportId, entries: &[EntryId]) -> Finding {
    let model = context.model();
    let claims: Vec<ClaimId> =
        entries.iter().flat_map(|entry| model.entry(*entry).claims.iter()).collect();
    let states_nothing = claims.is_empty();
    let evidence = Unquoted::Report { report, entries: entries.len() };
    let mut found = finding(context, claims, evidence);
    // Entries of which nothing could be read are shown all the same.
    if let (true, Some(first)) = (states_nothing, entries.first()) {
        (found.at, found.silent) = (model.entry(*first).place, vec![report]);
    }
    found
}

/// What rests on no passage.
#[derive(Debug)]
enum Unquoted {
    /// An entry without a quote.
    Entry(EntryId),
    /// So many entries of a report whose text is not kept.
    Report { report: ReportId, entries: usize },
}

impl Evidence for Unquoted {
    fn describe(&self, described: &Described<'_>) -> Description {
        let model = described.context.model();
        let (message, help, reason) = match self {
            Self::Entry(entry) => (
                format!("`{}` rests on no passage of its report", model.entry(*entry).name),
                "quote the words that it rests on: `quote: \"…\"`",
                "the claim has no `quote`, so it rests on the whole report".to_owned(),
            ),
            Self::Report { report, entries } => {
                let name = &model.report(*report).id;
                let (count, verb) =
                    (words::count(*entries, "claim"), if *entries == 1 { "names" } else { "name" });
                (
                    format!(
                        "the text of {name} is not kept, so none of its passages can be verified"
                    ),
                    "keep the text below the reports folder, and name it by `file`",
                    format!("{count} of {name} {verb} no text to look in"),
                )
            }
        };
        let help = Some(help.to_owned());
        Description { message, help, reason: vec![reason], labels: Vec::new() }
    }
}
