//! The checks of the annotation itself. What they name is found where the input is read; here it gets
//! its documentation and the form of all other findings.

use claimcheck_core::problem::{InputCode, Problem};
use claimcheck_core::source::Sources;

use super::definition::{ByDefault, Check, Detect};
use crate::diagnostic::Diagnostic;
use crate::finding::{Described, Description, Evidence, Finding};
use crate::fingerprint::of_words;
use crate::severity::Severity;

const fn flaw(
    code: InputCode,
    summary: &'static str,
    severity: Severity,
    documentation: &'static str,
) -> Check {
    let detect = Detect::Input(code);
    Check {
        code: code.as_str(),
        summary,
        severity,
        by_default: ByDefault::On,
        documentation,
        detect,
    }
}

pub(super) static BAD_VALUE: Check = flaw(
    InputCode::BadValue,
    "a value cannot be read, or does not fit where it stands",
    Severity::Error,
    BAD_VALUE_DOCUMENTATION,
);

pub(super) static CYCLE: Check = flaw(
    InputCode::Cycle,
    "wholes and parts, kinds or corrections go round in a circle",
    Severity::Error,
    CYCLE_DOCUMENTATION,
);

pub(super) static DUPLICATE_ID: Check = flaw(
    InputCode::DuplicateId,
    "two things have one name",
    Severity::Error,
    DUPLICATE_ID_DOCUMENTATION,
);

pub(super) static LIMIT: Check = flaw(
    InputCode::Limit,
    "a search was cut off, so that something may have gone unseen",
    Severity::Error,
    LIMIT_DOCUMENTATION,
);

pub(super) static QUOTE_AMBIGUOUS: Check = flaw(
    InputCode::QuoteAmbiguous,
    "a quote stands in its report several times",
    Severity::Error,
    QUOTE_AMBIGUOUS_DOCUMENTATION,
);

pub(super) static QUOTE_NOT_FOUND: Check = flaw(
    InputCode::QuoteNotFound,
    "a quote does not stand in its report",
    Severity::Error,
    QUOTE_NOT_FOUND_DOCUMENTATION,
);

pub(super) static QUOTE_UNSUPPORTED: Check = flaw(
    InputCode::QuoteUnsupported,
    "a number of a quantity is not in its quote",
    Severity::Warning,
    QUOTE_UNSUPPORTED_DOCUMENTATION,
);

pub(super) static STALE_BASELINE: Check = flaw(
    InputCode::StaleBaseline,
    "a conflict that is listed as known is gone",
    Severity::Warning,
    STALE_BASELINE_DOCUMENTATION,
);

pub(super) static STALE_RULING: Check = flaw(
    InputCode::StaleRuling,
    "a ruling settles nothing, or no longer holds",
    Severity::Warning,
    STALE_RULING_DOCUMENTATION,
);

pub(super) static UNKNOWN_NAME: Check = flaw(
    InputCode::UnknownName,
    "a key, name, property, kind, level or unit that nothing is known by",
    Severity::Error,
    UNKNOWN_NAME_DOCUMENTATION,
);

pub(super) static UNUSED: Check = flaw(
    InputCode::Unused,
    "something is declared that nothing uses",
    Severity::Warning,
    UNUSED_DOCUMENTATION,
);

pub(super) static YAML: Check = flaw(
    InputCode::Yaml,
    "the text is not the YAML that the language expects there",
    Severity::Error,
    YAML_DOCUMENTATION,
);

/// The findings of one code.
pub(crate) fn findings(check: &Check, problems: &[&Problem], code: InputCode) -> Vec<Finding> {
    let own = problems.iter().filter(|problem| problem.code == code);
    own.map(|problem| finding(check, problem)).collect()
}

/// One flaw as a finding.
pub(crate) fn finding(check: &Check, problem: &Problem) -> Finding {
    let severity = if problem.code.is_error() { Severity::Error } else { Severity::Warning };
    let evidence = Flaw { summary: check.summary, problem: problem.clone() };
    Finding::at((check.code, severity), problem.at.span, evidence)
}

/// A flaw that was found after the project was checked, in words.
pub fn diagnostic(sources: &Sources, problem: &Problem) -> Option<Diagnostic> {
    let check = super::ALL.iter().find(|check| check.input_code() == Some(problem.code))?;
    let finding = finding(check, problem);
    let evidence = Flaw { summary: check.summary, problem: problem.clone() };
    let Description { message, help, reason, labels } = evidence.words();
    Some(Diagnostic {
        when: None,
        between: None,
        neutral: Vec::new(),
        code: finding.code,
        severity: finding.severity,
        state: finding.state,
        ruling: None,
        within: false,
        questions: Vec::new(),
        asked: None,
        at: finding.at,
        message,
        help,
        reason,
        positions: Vec::new(),
        conflict: None,
        claims: Vec::new(),
        rules: Vec::new(),
        members: Vec::new(),
        labels,
        silent: Vec::new(),
        fingerprint: of_words(check.code, evidence.subject(sources)),
    })
}

#[derive(Debug)]
struct Flaw {
    summary: &'static str,
    problem: Problem,
}

impl Flaw {
    fn words(&self) -> Description {
        let Problem { at, message, help, related, .. } = &self.problem;
        Description {
            message: message.clone(),
            help: help.clone(),
            reason: Vec::new(),
            labels: std::iter::once(at).chain(related).cloned().collect(),
        }
    }

    /// What stands at the place is what the flaw is about; messages name files.
    fn subject<'s>(&'s self, sources: &'s Sources) -> &'s str {
        match sources.slice(self.problem.at.span) {
            "" => self.summary,
            // A ruling is known by what it says of which question, not by its layout.
            _ if self.problem.code == InputCode::StaleRuling => &self.problem.message,
            text => text,
        }
    }
}

impl Evidence for Flaw {
    fn describe(&self, _: &Described<'_>) -> Description {
        self.words()
    }

    fn about(&self, described: &Described<'_>) -> Option<String> {
        Some(self.subject(&described.context.model().sources).to_owned())
    }
}

const BAD_VALUE_DOCUMENTATION: &str = r"A value is not of the type of its property, a date could be two days, a path leads out of the
project, or an entry lacks what it must have.

**What to do.** The message says what was expected, the help how to write it.

```yaml claims/example.yaml
kinds:
  meeting: {is: event}
entities:
  talks: {kind: meeting}
---
report: {id: morning, published: 2025-10-25}
claims:
  - {id: when, about: talks, says: {date: thursday}}
```
";

const CYCLE_DOCUMENTATION: &str = r"An entity lies within itself by way of others, kinds are kinds of each other, or claims correct each
other. Reports that draw on each other are no error but `gap/circular`.

**What to do.** Take one link out.

```yaml claims/example.yaml
entities:
  talks: {kind: event}
  town: {kind: place, part-of: province}
  province: {kind: place, part-of: town}
---
report: {id: morning}
claims:
  - {id: when, about: talks, says: {date: 2025-10-30}}
```
";

const DUPLICATE_ID_DOCUMENTATION: &str = r"Two reports, claims of one report, entities, properties, kinds or levels are declared by one name.

**What to do.** Rename one, or merge the two.

```yaml claims/example.yaml
entities:
  talks: {kind: event}
---
entities:
  talks: {kind: event}
---
report: {id: morning}
claims:
  - {id: when, about: talks, says: {date: 2025-10-30}}
```
";

const LIMIT_DOCUMENTATION: &str = r"A search would have taken too long, and was cut off: the finding says which question or rule it was about.
What is told all the same is so, but there may be more. Ordinary projects come to no limit; see
`docs/reasoning.md`.

**What to do.** Settle some of the conflicts, or check the project in parts.

```yaml claims/example.yaml
entities:
  talks: {kind: event}
---
report: {id: morning}
claims:
  - {id: day-1, about: talks, says: {date: 2025-XX-01}}
  - {id: day-2, about: talks, says: {date: 2025-XX-02}}
  - {id: day-3, about: talks, says: {date: 2025-XX-03}}
  - {id: day-4, about: talks, says: {date: 2025-XX-04}}
  - {id: day-5, about: talks, says: {date: 2025-XX-05}}
  - {id: day-6, about: talks, says: {date: 2025-XX-06}}
  - {id: day-7, about: talks, says: {date: 2025-XX-07}}
  - {id: day-8, about: talks, says: {date: 2025-XX-08}}
  - {id: day-9, about: talks, says: {date: 2025-XX-09}}
  - {id: day-10, about: talks, says: {date: 2025-XX-10}}
  - {id: day-11, about: talks, says: {date: 2025-XX-11}}
```
";

const QUOTE_AMBIGUOUS_DOCUMENTATION: &str = r"A quote must say which passage is meant. Overlapping matches are several matches.

**What to do.** Quote more words, or write `quote: {exact: …, prefix: …, suffix: …}` with the words
directly before or after.

```yaml claims/example.yaml
kinds:
  meeting: {is: event}
entities:
  talks: {kind: meeting}
---
report: {file: morning.txt}
claims:
  - {id: when, about: talks, says: {date: 2025-10-30}, quote: the talks}
```

```text reports/morning.txt
After the talks, the minister said that the talks on 30 October 2025 had gone well.
```
";

const QUOTE_NOT_FOUND_DOCUMENTATION: &str = r"The words of a quote stand nowhere in the report, after white space, quotation marks, dashes and
emphasis are folded; or its prefix or suffix does not adjoin it. The nearest passage is shown, and only
ever suggested.

**What to do.** Copy the words from the report. `…` stands for words left out within a paragraph.

```yaml claims/example.yaml
kinds:
  meeting: {is: event}
entities:
  talks: {kind: meeting}
---
report: {file: morning.txt}
claims:
  - {id: when, about: talks, says: {date: 2025-10-30}, quote: held on October 30}
```

```text reports/morning.txt
The talks are to be held on 30 October 2025.
```
";

const QUOTE_UNSUPPORTED_DOCUMENTATION: &str = r"The quote of a quantity mentions another number, or none. Number words are understood
(`fifteen`, `three hundred and fifty billion`).

**What to do.** Quote the passage that gives the number, or correct the value.

```yaml claims/example.yaml
entities:
  pledge: {}
properties:
  worth: {type: quantity, unit: USD}
---
report: {file: morning.txt}
claims:
  - {id: worth, about: pledge, says: {worth: 530 billion}, quote: pledged 350 billion dollars}
```

```text reports/morning.txt
Seoul pledged 350 billion dollars in July.
```
";

const STALE_BASELINE_DOCUMENTATION: &str = r"`claimcheck.baseline.yaml` lists the conflicts that are known. Of this one nothing is left: no two of its
answers clash any more. Left in the list, it would hide the conflict if that came back.

**What to do.** `claimcheck baseline prune` takes it out.

```yaml claims/example.yaml
entities:
  talks: {kind: event}
---
report: {id: morning}
claims:
  - {id: when, about: talks, says: {date: 2025-10-30}}
---
report: {id: evening}
claims:
  - {id: when, about: talks, says: {date: 2025-10-30}}
```

```yaml claimcheck.baseline.yaml
known:
- conflict: {code: conflict/date, question: talks.date, answers: [2025-10-29, 2025-10-30]}
  fingerprint: 42f0d41b9ec9957a75f4272fa4ac474c
```
";

const STALE_RULING_DOCUMENTATION: &str = r"A ruling settles the conflict on its question for the answers that it judged. It settles nothing where
there is no such conflict any more. It no longer holds where its `until` has passed, where another answer
has come up since, or where a claim that it pinned says something else or quotes other words. The conflict
is then new again, and its reason says what changed.

**What to do.** Where the conflict is gone, take the ruling out. Else judge anew: `claimcheck rule
QUESTION` writes a ruling for the conflict as it is now.

```yaml claims/example.yaml
entities:
  talks: {kind: event}
rulings:
  - question: talks.date
    accept: [morning#when]
    reject: [evening#when]
    because: the morning paper had it from the host
---
report: {id: morning}
claims:
  - {id: when, about: talks, says: {date: 2025-10-30}}
---
report: {id: evening}
claims:
  - {id: when, about: talks, says: {date: 2025-10-30}}
```
";

const UNKNOWN_NAME_DOCUMENTATION: &str = r"Something is called by a name that no document declares. The nearest known name is suggested where
one is near.

**What to do.** Correct the name, or declare it.

```yaml claims/example.yaml
kinds:
  meeting: {is: event}
entities:
  talks: {kind: meeting}
---
report: {id: morning}
claims:
  - {id: when, about: tlaks, says: {date: 2025-10-30}}
  - {id: same, about: talks, says: {date: 2025-10-30}}
```
";

const UNUSED_DOCUMENTATION: &str = r"An entity, a property or a text below the reports folder is used by no claim. Most often the claims
that mean it are missing, or call it by another name.
A series that one event alone belongs to, and whose name is that of another but for a letter, is most likely
that other: its event is held against nothing.

**What to do.** Take it out, or write the claims that it is for.

```yaml claims/example.yaml
entities:
  talks: {kind: event}
  forgotten: {kind: event}
---
report: {id: morning}
claims:
  - {id: when, about: talks, says: {date: 2025-10-30}}
```
";

const YAML_DOCUMENTATION: &str = r"A claims document is not valid YAML, or a list stands where a mapping should, or a key stands twice.
One broken document never hides the others of its file.

**What to do.** See the place. Texts that hold `: ` or ` #`, or start with a sign, want quotation marks.

```yaml claims/example.yaml
entities:
  talks: {kind: event
```
";
