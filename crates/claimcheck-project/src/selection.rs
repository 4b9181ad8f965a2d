//! Which findings are asked for: by their codes, and by the files that they touch.

use claimcheck_checker::{Check, Family, Finding, check};
use claimcheck_core::conflict::Conflict;
use claimcheck_core::model::{ClaimId, Model, Passage};
use claimcheck_core::source::FileId;
use claimcheck_core::suggest::nearest;

use crate::error::Error;
use crate::location::Location;
use crate::query::Query;
use crate::shown::Shown;

/// The codes that are asked for.
#[derive(Debug, Clone, Default)]
pub(crate) struct Selection {
    select: Vec<String>,
    ignore: Vec<String>,
    /// What turns checks on besides.
    shown: Shown,
}

impl Selection {
    pub(crate) fn new(query: &Query) -> Result<Self, Error> {
        let families = Family::ALL.iter().map(|family| family.as_str());
        let known: Vec<&str> = families.chain(check::all().iter().map(|it| it.code)).collect();
        for word in query.select.iter().chain(&query.ignore) {
            if !known.contains(&word.as_str()) {
                let near = nearest(word, known.iter().copied());
                let help = near.map_or_else(
                    || "`claimcheck explain` lists them all".to_owned(),
                    |near| format!("did you mean `{near}`?"),
                );
                return Err(Error::Name(format!("no family or check is called `{word}`: {help}")));
            }
        }
        let Query { select, ignore, show, .. } = query;
        Ok(Self { select: select.clone(), ignore: ignore.clone(), shown: show.clone() })
    }

    /// Whether a check is asked for by its own name, so that it runs even where it is off.
    pub(crate) fn asks(&self, check: &Check) -> bool {
        self.select.iter().any(|word| word == check.code) || self.shown.names(check)
    }

    /// Whether findings of a code are asked for.
    pub(crate) fn has(&self, code: &str) -> bool {
        let named = |words: &[String]| {
            words.iter().any(|word| {
                word == code || code.split('/').next().is_some_and(|family| family == word)
            })
        };
        (self.select.is_empty() || named(&self.select)) && !named(&self.ignore)
    }

    /// Whether an analysis covers a conflict that is not there any more: its code is asked for, and a
    /// claim on one of its questions touches what is asked for.
    pub(crate) fn covers(&self, model: &Model, conflict: &Conflict, location: &Location) -> bool {
        if !self.has(&conflict.code) || location.is_whole() {
            return self.has(&conflict.code);
        }
        let questions = conflict.questions();
        let asked = |file: FileId| location.asks_for(model.sources.file(file).path());
        model.claims.iter().any(|claim| {
            let entry = model.entry(claim.entry);
            let text = entry.report.and_then(|report| model.report(report).text);
            (asked(entry.place.file) || text.is_some_and(asked))
                && questions.contains(model.question_name(claim.question).as_str())
        })
    }
}

/// Whether a claim is of what is asked for: the file that it is written in, or the text of its
/// report.
pub(crate) fn claim_touches(model: &Model, location: &Location, claim: ClaimId) -> bool {
    let asked = |file: FileId| location.asks_for(model.sources.file(file).path());
    let entry = model.entry_of(claim);
    let text = entry.report.and_then(|report| model.report(report).text);
    let passage = matches!(entry.passage, Passage::Found(span) if asked(span.file));
    passage || asked(entry.place.file) || text.is_some_and(asked)
}

/// Whether a finding touches what is asked for: a file that it is shown at, that a claim of it is
/// written in, or that a passage of it stands in.
pub(crate) fn finding_touches(model: &Model, location: &Location, finding: &Finding) -> bool {
    if location.is_whole() {
        return true;
    }
    let asked = |file: FileId| location.asks_for(model.sources.file(file).path());
    let mut silent = finding.silent.iter().map(|report| model.report(*report));
    asked(finding.at.file)
        || finding.claims.iter().any(|claim| claim_touches(model, location, *claim))
        || silent.any(|report| report.text.is_some_and(asked) || asked(report.place.file))
}
