//! `gap/copied`: reports that share sentences word for word, and do not say why.

use claimcheck_core::model::ReportId;
use claimcheck_core::problem::Label;
use claimcheck_core::source::Span;

use super::definition::{ByDefault, Check, Detect};
use crate::context::Context;
use crate::copies::Group;
use crate::finding::{Described, Description, Evidence, Finding};
use crate::severity::Severity;
use crate::words;

pub(super) static CHECK: Check = Check {
    code: "gap/copied",
    summary: "reports share sentences word for word",
    severity: Severity::Note,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    detect: Detect::Project(detect),
};

const DOCUMENTATION: &str = r"Three sentences or more of one report stand in another, eight words in a row or more in each,
and nothing says that one draws on the other. The words in quotation marks do not count: two reports may have heard the same
speech. Reports of one publisher, and those that `based-on` or `corrects` ties together, are left out.

Claims that rest on copied passages have one origin, also where this finding is not shown.

**What to do.** Find out who wrote it, and declare it: `based-on: [that report or agency]`.

```yaml claims/example.yaml
entities:
  talks: {kind: event}
---
report: {file: morning.txt}
claims:
  - {id: when, about: talks, says: {date: 2025-10-30}, quote: on 30 October in the old town hall}
---
report: {file: evening.txt}
claims:
  - {id: when, about: talks, says: {date: 2025-10-30}, quote: on 30 October in the old town hall}
```

```text reports/morning.txt
The two sides will meet on 30 October in the old town hall. Nobody knows yet who is going to speak for the islanders.
The last talks broke down after a quarrel about who would pay.
```

```text reports/evening.txt
Late news. The two sides will meet on 30 October in the old town hall. Nobody knows yet who is going to speak for the
islanders. The last talks broke down after a quarrel about who would pay. Rain is expected.
```
";

fn detect(context: &Context<'_>) -> Vec<Finding> {
    let model = context.model();
    let finding = |group: Group| {
        let Group { reports, sentences, first } = group;
        let at = reports.first().map(|report| model.report(*report).place)?;
        let evidence = Copied { sentences, first };
        Some(Finding { silent: reports, ..Finding::at(CHECK.key(), at, evidence) })
    };
    context.copies.groups(model).into_iter().filter_map(finding).collect()
}

/// The finding's reports share sentences.
#[derive(Debug)]
struct Copied {
    /// How many, where they are two.
    sentences: Option<usize>,
    /// The first of them in each report.
    first: Vec<Span>,
}

impl Evidence for Copied {
    fn about(&self, described: &Described<'_>) -> Option<String> {
        let model = described.context.model();
        let shared = self.first.first().map(|span| model.sources.slice(*span));
        shared.map(claimcheck_core::text::fold)
    }

    fn describe(&self, described: &Described<'_>) -> Description {
        const MOST: usize = 8;
        let Described { context, finding, .. } = described;
        let model = context.model();
        let name = |report: &ReportId| model.report(*report).id.clone();
        let names: Vec<String> = finding.silent.iter().map(name).collect();
        let label = |span: &Span| Label { span: *span, text: "shared word for word".to_owned() };
        Description {
            message: format!(
                "{} share {} word for word",
                words::list(&names),
                self.sentences.map_or_else(
                    || "sentences".to_owned(),
                    |number| words::count(number, "sentence")
                )
            ),
            help: Some(
                "find out who wrote them, and declare it in the others: `based-on: […]`".to_owned(),
            ),
            reason: vec![
                "claims that rest on such a sentence have one origin, and do not corroborate each other"
                    .to_owned(),
            ],
            labels: self.first.iter().take(MOST).map(label).collect(),
        }
    }
}
