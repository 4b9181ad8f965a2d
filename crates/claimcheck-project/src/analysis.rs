//! One analysis of a project: what all commands, formats and pages read. Everything in it comes from
//! one judgement of every question and one solution of the network of time.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use claimcheck_checker::coverage::{Text, coverage};
use claimcheck_checker::timeline::{Timeline, timeline};
use claimcheck_checker::{Checked, Context, Diagnostic, Family, check_for};
use claimcheck_core::Project;
use claimcheck_core::conflict::Conflict;
use claimcheck_core::model::{ClaimId, Model, QuestionId, ReportId};
use claimcheck_core::problem::Problem;
use claimcheck_core::source::FileId;

use crate::baseline::{self, Listing};
use crate::error::Error;
use crate::location::Location;
use crate::matrix::Matrix;
use crate::query::{Query, Words};
use crate::selection::{Selection, claim_touches};
use crate::settings;
use crate::sieve::{Counted, Left, Sieve, Told};
use crate::state::{QuestionState, state_of};
use crate::status::Status;
use crate::what_if::{self, WhatIf};

/// A project, judged, with all that was found and asked for.
#[derive(Debug)]
pub struct Analysis<'p> {
    project: &'p Project,
    location: Arc<Location>,
    today: i128,
    context: Context<'p>,
    findings: Vec<Diagnostic>,
    counted: Counted,
    ignored: Vec<QuestionId>,
    fixed: Vec<String>,
    left: Vec<Option<Conflict>>,
    limits: Vec<Problem>,
    fails: bool,
    selection: Selection,
    what_if: Option<WhatIf>,
    matrix: OnceLock<Matrix>,
    timeline: OnceLock<Timeline>,
    coverage: OnceLock<Vec<Text>>,
}

impl<'p> Analysis<'p> {
    /// The analysis of a project that was loaded from memory, without settings, on its own day.
    pub fn of(project: &'p Project) -> Self {
        let query = Query::default();
        let about = (project, Arc::new(Location::nowhere()), project.today.unwrap_or_default());
        Self::new(about, &[], Selection::default(), &query, None)
    }

    pub(crate) fn new(
        (project, location, today): (&'p Project, Arc<Location>, i128),
        earlier: &[Conflict],
        selection: Selection,
        query: &Query,
        what_if: Option<WhatIf>,
    ) -> Self {
        let set = location.settings.fail_on.as_ref().map(|setting| setting.value);
        let fail_on = query.fail_on.or(set).unwrap_or_default();
        // What a retraction changes is told of all findings.
        let told = match query.words {
            Words::Shown if what_if.is_none() => Told::Of(&query.show),
            Words::Shown | Words::All => Told::All,
        };
        let model = project.graph.model();
        let sieve = Sieve::new(model, &location, &selection, told, fail_on);
        let (checked, context) = check_for(project, earlier, &sieve);
        let Checked { mut findings, limits, fixed, left } = checked;
        let Left { counted, ignored, fails } = sieve.end(&mut findings);
        let fixed = fixed.iter().filter(|it| selection.covers(model, it, &location));
        let fixed = fixed.map(|it| format!("{} {}", it.code, it.in_words())).collect();
        Self {
            project,
            location,
            today,
            context,
            findings,
            counted,
            ignored,
            fixed,
            left,
            limits,
            fails,
            selection,
            what_if,
            matrix: OnceLock::new(),
            timeline: OnceLock::new(),
            coverage: OnceLock::new(),
        }
    }

    /// The project: its claims, its texts, and what is wrong with the input.
    pub const fn project(&self) -> &'p Project {
        self.project
    }

    /// What the project says.
    pub fn model(&self) -> &'p Model {
        self.project.graph.model()
    }

    /// Where the project lies, and what its settings say.
    pub fn location(&self) -> &Location {
        &self.location
    }

    /// The day on which the project was looked at, counted in days from 1970-01-01.
    pub const fn today(&self) -> i128 {
        self.today
    }

    /// The verdict on every question, the network of time, and where claims come from.
    pub const fn context(&self) -> &Context<'p> {
        &self.context
    }

    /// What was found and asked for, in a fixed order of family, code and place.
    pub fn findings(&self) -> &[Diagnostic] {
        &self.findings
    }

    pub(crate) fn into_findings(self) -> Vec<Diagnostic> {
        self.findings
    }

    /// The conflicts among the findings.
    pub fn conflicts(&self) -> impl Iterator<Item = &Diagnostic> + Clone {
        self.findings.iter().filter(|finding| finding.family() == Family::Conflict)
    }

    /// How many more findings there are, which nobody asked to see.
    pub const fn counted(&self) -> Counted {
        self.counted
    }

    /// What was made of the conflicts of a question; nothing where it is in none.
    pub fn state(&self, question: QuestionId) -> Option<QuestionState> {
        state_of(self.conflicts(), &self.ignored, question)
    }

    /// Conflicts that were known and are gone, a line each.
    pub fn fixed(&self) -> &[String] {
        &self.fixed
    }

    /// What is left of each conflict that the baseline lists, in the order of the list; nothing,
    /// where it is gone.
    pub fn left(&self) -> &[Option<Conflict>] {
        &self.left
    }

    /// What was found before the retraction that the query asked for.
    pub const fn what_if(&self) -> Option<&WhatIf> {
        self.what_if.as_ref()
    }

    /// The errors of the input and the limits that were reached: where there are any, not everything
    /// could be checked.
    pub fn errors(&self) -> impl Iterator<Item = &Problem> {
        let problems = self.project.problems.iter().filter(|problem| problem.code.is_error());
        problems.chain(&self.limits)
    }

    /// What the analysis comes to.
    ///
    /// # Errors
    ///
    /// [`Error::NoReports`], where there was nothing to check.
    pub fn status(&self) -> Result<Status, Error> {
        if self.errors().next().is_some() {
            return Ok(Status::Failed);
        }
        self.require_reports()?;
        Ok(if self.fails { Status::Found } else { Status::Clean })
    }

    /// Whether there is a report to say anything about.
    ///
    /// # Errors
    ///
    /// [`Error::NoReports`], where there is none.
    pub fn require_reports(&self) -> Result<(), Error> {
        match self.model().reports.is_empty() {
            true => Err(Error::NoReports(self.nothing_to_check())),
            false => Ok(()),
        }
    }

    fn nothing_to_check(&self) -> String {
        let folder = &self.location.reports;
        let is_yaml = |path: &str| {
            let ending = Path::new(path).extension();
            ending.is_some_and(|ending| ending == "yaml" || ending == "yml")
        };
        let mut files = self.model().sources.iter();
        let claims = files.any(|(_, file)| is_yaml(file.path()) && file.path() != settings::FILE);
        let what = match claims {
            _ if !folder.is_dir() => "there is no such folder",
            true => "no claims document has a `report:`",
            false => "there are no claims documents",
        };
        format!(
            "no reports found in {}: {what}; write claims/NAME.yaml with `report: {{file: NAME.txt}}` and its `claims:`",
            folder.display()
        )
    }

    /// What each report answers to each question, and how each claim stands.
    pub fn matrix(&self) -> &Matrix {
        self.matrix.get_or_init(|| Matrix::new(&self.context, &self.findings, &self.ignored))
    }

    /// The events in the order that follows from all that can hold.
    pub fn timeline(&self) -> &Timeline {
        self.timeline.get_or_init(|| timeline(&self.context))
    }

    /// How much of what is worth checking in each report carries a claim.
    pub fn coverage(&self) -> &[Text] {
        self.coverage.get_or_init(|| coverage(self.model()))
    }

    /// Whether a claim is of the files that were asked for.
    pub fn touches(&self, claim: ClaimId) -> bool {
        claim_touches(self.model(), &self.location, claim)
    }

    /// The reports that were asked for: by their texts, or by a file that they are declared in or that
    /// has claims of theirs.
    pub fn asked_reports(&self) -> BTreeSet<ReportId> {
        let model = self.model();
        let files = model.sources.iter();
        let files: Vec<bool> = files.map(|(_, file)| self.location.asks_for(file.path())).collect();
        let is_asked = |file: FileId| files.get(file.0 as usize).copied().unwrap_or_default();
        let reports = (0..).map(ReportId).zip(&model.reports);
        let named = reports
            .filter(|(_, report)| report.text.is_some_and(is_asked) || is_asked(report.place.file));
        let with_claims = model.entries.iter().filter(|entry| is_asked(entry.place.file));
        named.map(|(id, _)| id).chain(with_claims.filter_map(|entry| entry.report)).collect()
    }

    /// The atomic claims of an entry, or of one property of it: `report#claim` or
    /// `report#claim.property`.
    ///
    /// # Errors
    ///
    /// [`Error::Name`], where no claim is called so.
    pub fn claims_of(&self, name: &str) -> Result<Vec<ClaimId>, Error> {
        what_if::claims(self.model(), name)
    }

    /// Whether the query covers a conflict that may be gone: its code was asked for, and a claim on
    /// one of its questions touches what was asked for.
    pub fn covers(&self, conflict: &Conflict) -> bool {
        self.selection.covers(self.model(), conflict, &self.location)
    }

    /// The list of known conflicts as a text, to be changed.
    ///
    /// # Errors
    ///
    /// [`Error::Baseline`], where its layout cannot be kept.
    pub fn listing(&self) -> Result<Listing, Error> {
        let own = self.model().sources.iter().find(|(_, file)| file.path() == baseline::FILE);
        Listing::read(own.map_or("", |(_, file)| file.text()), &self.project.baseline)
    }
}
