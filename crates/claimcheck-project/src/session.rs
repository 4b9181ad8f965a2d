//! A project that is open: where it lies, its settings, its day, and its texts, on the disk or in
//! memory over it. Judges nothing by itself: [`Session::analyse`] makes the one analysis that all
//! outputs read.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use claimcheck_core::Project;

use crate::against::{self, Earlier};
use crate::analysis::Analysis;
use crate::clock;
use crate::error::Error;
use crate::files;
use crate::kept::Kept;
use crate::location::{self, Location};
use crate::query::{Query, Words};
use crate::selection::Selection;
use crate::texts::{Disk, Texts};
use crate::what_if::{self, WhatIf};

/// Which project to open, and how it is looked at.
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct SessionOptions {
    /// The project's folder, its reports folder, or files and folders of it whose findings are asked
    /// for. Without any, the project of the working folder.
    pub paths: Vec<PathBuf>,
    /// The day on which to look at rulings, counted in days from 1970-01-01; today, where nothing is
    /// said.
    pub day: Option<i128>,
    /// A git revision whose conflicts count as known.
    pub against: Option<String>,
}

impl SessionOptions {
    /// The project of some paths, today.
    pub fn new(paths: impl IntoIterator<Item = impl Into<PathBuf>>) -> Self {
        Self { paths: paths.into_iter().map(Into::into).collect(), ..Self::default() }
    }
}

/// A step of an analysis, for those who say what is being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Step {
    /// Texts are read from the disk.
    ReadingFiles,
    /// Claims are read from the texts.
    ReadingClaims,
    /// Claims are compared.
    ComparingClaims,
}

/// A project that is open.
#[derive(Debug)]
pub struct Session {
    options: SessionOptions,
    texts: Texts,
    location: Arc<Location>,
    today: i128,
    earlier: Earlier,
    project: Loaded,
    /// What of the texts is kept for the next analysis, once it is known that there is more than one.
    kept: Option<Kept>,
}

/// What of the project is in memory.
#[derive(Debug)]
enum Loaded {
    Nothing,
    Whole(Project),
    /// Without what the last query took as retracted.
    Retracted(Project),
}

impl Session {
    /// Finds the project of some paths, and reads its settings and the revision that it is held
    /// against. Its texts are read by the first analysis.
    ///
    /// # Errors
    ///
    /// Where there is no such project, its settings have flaws, or git does not give the revision.
    pub fn open(options: SessionOptions) -> Result<Self, Error> {
        let texts = Texts::default();
        let location = location::locate(&options.paths, &texts)?;
        Self::at(location, options, texts)
    }

    /// A project that is in memory alone: texts by their paths, such as `claims/a.yaml` and
    /// `reports/a.txt`.
    ///
    /// # Errors
    ///
    /// Where `claimcheck.yaml` is among the texts and has flaws.
    pub fn in_memory<P: Into<PathBuf>, T: Into<String>>(
        texts: impl IntoIterator<Item = (P, T)>,
    ) -> Result<Self, Error> {
        let overlay = texts.into_iter().map(|(path, text)| (path.into(), text.into())).collect();
        let texts = Texts { overlay, disk: Disk::Unread };
        let location = location::in_memory(&texts)?;
        Self::at(location, SessionOptions::default(), texts)
    }

    fn at(location: Location, options: SessionOptions, texts: Texts) -> Result<Self, Error> {
        let today = options.day.unwrap_or_else(clock::today);
        let earlier = match &options.against {
            Some(revision) => against::earlier(revision, &location, today)?,
            None => Earlier::default(),
        };
        let location = Arc::new(location);
        let project = Loaded::Nothing;
        Ok(Self { options, texts, location, today, earlier, project, kept: None })
    }

    /// Where the project lies, and what its settings say.
    pub fn location(&self) -> &Location {
        &self.location
    }

    /// The day on which the project is looked at, counted in days from 1970-01-01.
    pub const fn today(&self) -> i128 {
        self.today
    }

    /// What should be known of the revision that the project is held against, a sentence each.
    pub fn remarks(&self) -> &[String] {
        &self.earlier.remarks
    }

    /// Takes a text in place of what the disk has at a path, such as a buffer that an editor has not
    /// saved yet; `None` goes back to the disk. The next analysis reads it.
    ///
    /// # Errors
    ///
    /// Where the text is that of the settings, and they have flaws. The settings stay as they were.
    pub fn set_text(&mut self, path: &Path, text: Option<String>) -> Result<(), Error> {
        let path = self.whole(path);
        match text {
            Some(text) => self.texts.overlay.insert(path, text),
            None => self.texts.overlay.remove(&path),
        };
        self.project = Loaded::Nothing;
        self.kept.get_or_insert_default();
        self.location = Arc::new(self.locate()?);
        Ok(())
    }

    /// Lets the next analysis read all texts anew, and looks at the clock and the revision again.
    ///
    /// # Errors
    ///
    /// As for [`Session::open`]. What was known of the project stays as it was.
    pub fn reload(&mut self) -> Result<(), Error> {
        let location = self.locate()?;
        let anew = Self::at(location, self.options.clone(), self.texts.clone())?;
        let kept = Some(self.kept.take().unwrap_or_default());
        *self = Self { kept, ..anew };
        Ok(())
    }

    fn locate(&self) -> Result<Location, Error> {
        match self.texts.disk {
            Disk::Read => location::locate(&self.options.paths, &self.texts),
            Disk::Unread => location::in_memory(&self.texts),
        }
    }

    /// A path as texts in memory are known by.
    fn whole(&self, path: &Path) -> PathBuf {
        if self.texts.disk == Disk::Unread {
            return path.to_owned();
        }
        // A file that is not there yet lies in a folder that is.
        path.canonicalize().unwrap_or_else(|_| match (path.parent(), path.file_name()) {
            (Some(folder), Some(name)) => {
                let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
                folder.canonicalize().map_or_else(|_| path.to_owned(), |real| real.join(name))
            }
            _ => path.to_owned(),
        })
    }

    /// Judges the project, once: all that is shown of it comes from the analysis.
    ///
    /// # Errors
    ///
    /// [`Error::Name`], where the query names a code, a report, a source or a claim that there is not.
    pub fn analyse(&mut self, query: &Query) -> Result<Analysis<'_>, Error> {
        self.analyse_telling(query, |_| ())
    }

    /// As [`Session::analyse`], saying what is done at each step.
    ///
    /// # Errors
    ///
    /// As for [`Session::analyse`].
    pub fn analyse_telling(
        &mut self,
        query: &Query,
        tell: impl Fn(Step),
    ) -> Result<Analysis<'_>, Error> {
        let selection = Selection::new(query)?;
        let whole = self.whole_project(&tell);
        tell(Step::ComparingClaims);
        let what_if = if query.without.is_empty() {
            self.project = Loaded::Whole(whole);
            None
        } else {
            Some(self.retract(whole, &selection, query)?)
        };
        let (Loaded::Whole(project) | Loaded::Retracted(project)) = &self.project else {
            return Err(Error::NoReports("nothing was read".to_owned()));
        };
        let about = (project, Arc::clone(&self.location), self.today);
        Ok(Analysis::new(about, &self.earlier.conflicts, selection, query, what_if))
    }

    /// The project with all of its claims, which is read where it is not in memory.
    fn whole_project(&mut self, tell: &impl Fn(Step)) -> Project {
        if let Loaded::Whole(project) = std::mem::replace(&mut self.project, Loaded::Nothing) {
            return project;
        }
        tell(Step::ReadingFiles);
        let mut input = files::read(&self.location, &self.texts);
        input.today = Some(self.today);
        tell(Step::ReadingClaims);
        match &mut self.kept {
            Some(kept) => {
                let parsed = kept.update(&input);
                claimcheck_core::load_parsed(input, parsed)
            }
            None => claimcheck_core::load(input),
        }
    }

    /// Takes back what the query names. What was found with it is kept to be compared.
    fn retract(
        &mut self,
        whole: Project,
        selection: &Selection,
        query: &Query,
    ) -> Result<WhatIf, Error> {
        let retracted = match what_if::retracted(whole.graph.model(), &query.without) {
            Ok(retracted) => retracted,
            Err(error) => {
                self.project = Loaded::Whole(whole);
                return Err(error);
            }
        };
        let all = Query { words: Words::All, ..query.clone() };
        let about = (&whole, Arc::clone(&self.location), self.today);
        let before = Analysis::new(about, &self.earlier.conflicts, selection.clone(), &all, None);
        let (before, claims) = (before.into_findings(), whole.graph.model().claims.len());
        let project = whole.without(&retracted);
        let claims = claims - project.graph.model().claims.len();
        self.project = Loaded::Retracted(project);
        Ok(WhatIf { names: query.without.clone(), claims, before })
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{Query, Session, SessionOptions};

    const CLAIMS: &str = "
entities: {talks: {kind: event}}
---
report: {id: morning}
claims: [{about: talks, says: {date: 2025-10-30}}]
---
report: {id: evening}
claims: [{about: talks, says: {date: 2025-10-31}}]
";

    fn states(session: &mut Session) -> Vec<&'static str> {
        let analysis = session.analyse(&Query::default()).expect("the query names nothing");
        analysis.conflicts().map(|conflict| conflict.state.as_str()).collect()
    }

    #[test]
    fn a_text_in_memory_is_read_in_place_of_the_disk() {
        let folder = tempfile::tempdir().expect("a folder");
        let claims = folder.path().join("claims");
        std::fs::create_dir(&claims).expect("a folder");
        let file = claims.join("talks.yaml");
        std::fs::write(&file, CLAIMS).expect("it is written");
        let mut session = Session::open(SessionOptions::new([folder.path()])).expect("a project");
        assert_eq!(states(&mut session), ["new"]);
        let agreed = CLAIMS.replace("10-31", "10-30");
        session.set_text(&file, Some(agreed)).expect("no settings");
        assert!(states(&mut session).is_empty());
        session.set_text(&file, None).expect("no settings");
        assert_eq!(states(&mut session), ["new"]);
        let ruling = "rulings: [{question: talks.date, accept: [morning#1], reject: [evening#1], because: so}]";
        let unsaved = claims.join("rulings.yaml");
        session.set_text(&unsaved, Some(ruling.to_owned())).expect("no settings");
        assert_eq!(states(&mut session), ["ruled"]);
    }

    /// What is kept is that of the same text under the same number: texts that come before it, or go,
    /// move all places.
    #[test]
    fn a_session_that_was_edited_finds_what_a_new_one_does() {
        let one = ("claims/m.yaml", CLAIMS);
        let before = ("claims/a.yaml", "entities: {unused: {kind: event, kind: event}}\n# words\n");
        let after =
            ("claims/z.yaml", "report: {id: late}\nclaims: [{about: talks, says: {date: x}}]");
        let mut session = Session::in_memory([one]).expect("no settings");
        states(&mut session);
        let agreed = CLAIMS.replace("10-31", "10-30");
        let mut texts = std::collections::BTreeMap::from([one]);
        for (path, text) in [before, after, (one.0, agreed.as_str())] {
            texts.insert(path, text);
            session.set_text(Path::new(path), Some(text.to_owned())).expect("no settings");
            same(&mut session, &texts);
        }
        for path in [before.0, one.0] {
            texts.remove(path);
            session.set_text(Path::new(path), None).expect("no settings");
            same(&mut session, &texts);
        }
    }

    #[track_caller]
    fn same(edited: &mut Session, texts: &std::collections::BTreeMap<&str, &str>) {
        let mut anew = Session::in_memory(texts.clone()).expect("no settings");
        let found = |session: &mut Session| {
            let analysis = session.analyse(&Query::default()).expect("the query names nothing");
            format!("{:?} {:?}", analysis.findings(), analysis.project().problems)
        };
        assert_eq!(found(edited), found(&mut anew));
    }

    #[test]
    fn settings_in_memory_are_in_force() {
        let mut session = Session::in_memory([("claims/talks.yaml", CLAIMS)]).expect("no settings");
        assert_eq!(states(&mut session), ["new"]);
        let ignore = "ignore: [{code: conflict/date, question: talks.date, because: so}]";
        let settings = Path::new("claimcheck.yaml");
        session.set_text(settings, Some(ignore.to_owned())).expect("they have no flaw");
        assert!(states(&mut session).is_empty());
        assert!(session.set_text(settings, Some("fail-on: x".to_owned())).is_err());
    }

    #[test]
    fn what_is_taken_as_retracted_is_there_again_for_the_next_query() {
        let mut session = Session::in_memory([("claims/talks.yaml", CLAIMS)]).expect("no settings");
        let query = Query { without: vec!["evening".to_owned()], ..Query::default() };
        let analysis = session.analyse(&query).expect("a report");
        assert_eq!(analysis.conflicts().count(), 0);
        assert_eq!(analysis.what_if().map(|it| it.before.is_empty()), Some(false));
        assert_eq!(states(&mut session), ["new"]);
        let unknown = Query { without: vec!["nobody".to_owned()], ..Query::default() };
        assert!(session.analyse(&unknown).is_err());
        assert_eq!(states(&mut session), ["new"]);
    }
}
