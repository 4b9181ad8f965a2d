//! `gap/unannotated`: a sentence worth checking that no claim says anything of.

use claimcheck_core::problem::Label;
use claimcheck_core::text::fold;
use rayon::prelude::*;

use super::definition::{ByDefault, Check, Detect};
use crate::context::Context;
use crate::coverage::{Sentence, coverage};
use crate::finding::{Described, Description, Evidence, Finding};
use crate::severity::Severity;
use crate::words;

pub(super) static CHECK: Check = Check {
    code: "gap/unannotated",
    summary: "a sentence worth checking carries no claim",
    severity: Severity::Note,
    by_default: ByDefault::Off,
    documentation: DOCUMENTATION,
    detect: Detect::Project(detect),
};

const DOCUMENTATION: &str = r#"A sentence of a report gives a number or a date, quotes somebody, says that something is the first,
the most or a record, or names whose word it is, and no claim has a passage in it. Whatever it says, nothing
is compared with it.

This check is off, as a report need not be annotated from end to end. `--show unannotated`, or a
`--select` that names it, turns it on; `claimcheck coverage` tells how much of each report carries claims.
The words that it goes by are English; digits and quotation marks are those of all scripts.

**What to do.** Write a claim with the words as its `quote`, where it bears on what is compared.

```yaml claims/example.yaml
kinds:
  meeting: {is: event}
entities:
  talks: {kind: meeting}
---
report: {file: morning.txt}
claims:
  - {id: when, about: talks, says: {date: 2025-10-30}, quote: "on 30 October 2025"}
```

```text reports/morning.txt
The talks were held on 30 October 2025. They went on for two hours. It was raining.
```
"#;

const HELP: &str =
    "write a claim with its words as the `quote`, where it bears on what is compared";

fn detect(context: &Context<'_>) -> Vec<Finding> {
    let texts = coverage(context.model());
    let found = texts.into_par_iter().flat_map_iter(|text| {
        let unannotated = text.sentences.into_iter().filter(Sentence::is_unannotated);
        unannotated.map(move |sentence| {
            let found = Finding::at(CHECK.key(), sentence.span, Unannotated { sentence });
            Finding { silent: vec![text.report], ..found }
        })
    });
    found.collect()
}

/// A sentence that is worth checking and carries no claim.
#[derive(Debug)]
struct Unannotated {
    sentence: Sentence,
}

impl Evidence for Unannotated {
    fn describe(&self, described: &Described<'_>) -> Description {
        let model = described.context.model();
        let report = described.finding.silent.first();
        let id = report.map_or("", |report| &model.report(*report).id);
        let signs: Vec<String> =
            self.sentence.signs.words().into_iter().map(str::to_owned).collect();
        let signs = words::list(&signs);
        Description {
            message: format!("a sentence of {id} that is worth checking carries no claim"),
            help: Some(HELP.to_owned()),
            reason: vec![
                format!("signs that it can be checked: {signs}"),
                format!("no passage of a claim of {id} stands in it"),
            ],
            labels: vec![Label { span: self.sentence.span, text: signs.clone() }],
        }
    }

    fn about(&self, described: &Described<'_>) -> Option<String> {
        Some(fold(described.context.model().sources.slice(self.sentence.span)))
    }
}
