//! A project that is looked at again and again: what is kept between two looks, and what changed from
//! one to the next. The first look is at all of it; the others are at the part that a change can
//! matter to, where that will do, and else at all of it again.

use std::collections::{BTreeMap, HashMap};
use std::mem::replace;

use claimcheck_checker::again::{About, Kept, Part};
use claimcheck_checker::{Family, Finding, State, check_for};
use claimcheck_core::Project;
use claimcheck_core::source::FileId;

use super::check::{Checked, Selection, check_as_read};
use crate::args::CheckArgs;
use crate::files::{self, NOT_CLAIMS};
use crate::layout::Layout;
use crate::shown::Shown;
use crate::sieve::{self, Sieve};
use crate::{policy, today};

/// What was told of a finding: enough to say that it is gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Told {
    pub(super) code: &'static str,
    pub(super) family: Family,
    pub(super) state: State,
    /// On one line, as `--format compact` has it without the severity.
    pub(super) line: String,
    fingerprint: String,
}

impl Told {
    fn of(project: &Project, finding: &Finding) -> Self {
        let sources = &project.graph.model().sources;
        let at = sources.start(finding.at);
        let path = sources.file(finding.at.file).path();
        let Finding { code, message, .. } = finding;
        Self {
            code,
            family: finding.family(),
            state: finding.state,
            line: format!("{path}:{}:{}: {code} {message}", at.line, at.column),
            fingerprint: finding.fingerprint.clone(),
        }
    }

    /// What a finding is about, whatever is told of it. Some are about the same.
    fn about(&self) -> (&'static str, &str) {
        (self.code, &self.fingerprint)
    }
}

/// A project, as it was looked at last.
#[derive(Debug)]
pub(super) struct Looks<'a> {
    args: &'a CheckArgs,
    whole: Whole,
    /// What has been found since then in the part that changed.
    new: Vec<Told>,
}

/// A look at all of a project.
#[derive(Debug)]
struct Whole {
    /// What was found, and whether it is so still.
    found: Vec<(About, Told, Stands)>,
    /// The project; nothing, where no part of it can be looked at by itself.
    kept: Option<Box<Known>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stands {
    Yes,
    No,
}

/// What is known of a project, to look at parts of it.
#[derive(Debug)]
struct Known {
    layout: Layout,
    project: Project,
    kept: Kept,
    /// What changed since, by file.
    changed: BTreeMap<FileId, String>,
}

/// What changed from one look to the next.
#[derive(Debug)]
pub(super) struct Difference {
    before: Vec<Told>,
    after: Vec<Told>,
    counts: BTreeMap<(Family, State), usize>,
}

impl<'a> Looks<'a> {
    /// Looks at all of a project, and shows it.
    pub(super) fn new(args: &'a CheckArgs, show: impl FnOnce(&Checked)) -> Result<Self, String> {
        Ok(Self { args, whole: Whole::look(args, show)?, new: Vec::new() })
    }

    /// Looks again. `rewritten` are the files that have another content, where nothing else changed.
    pub(super) fn again(&mut self, rewritten: Option<&[String]>) -> Result<Difference, String> {
        let Self { args, whole, new } = self;
        let part = match (&mut whole.kept, rewritten) {
            (Some(known), Some(paths)) => known.again(args, paths),
            _ => None,
        };
        if let Some((part, found)) = part {
            let before = replace(new, found);
            return Ok(self.after_part(&part, before));
        }
        // Where it cannot be looked at now, what was found before is what the next look is held against.
        whole.kept = None;
        let now = Whole::look(args, |_| ())?;
        let before = replace(whole, now).standing().chain(new.drain(..)).collect();
        let after = self.whole.found.iter().map(|(_, told, _)| told.clone()).collect();
        Ok(self.difference(before, after))
    }

    /// What a look at a part changed, where some had been found in the part before.
    fn after_part(&mut self, part: &Part, mut before: Vec<Told>) -> Difference {
        let mut after = self.new.clone();
        for (about, told, stands) in &mut self.whole.found {
            let now = if part.concerns(*about) { Stands::No } else { Stands::Yes };
            match (replace(stands, now), now) {
                (Stands::Yes, Stands::No) => before.push(told.clone()),
                (Stands::No, Stands::Yes) => after.push(told.clone()),
                _ => {}
            }
        }
        self.difference(before, after)
    }

    fn difference(&self, before: Vec<Told>, after: Vec<Told>) -> Difference {
        let mut counts = BTreeMap::new();
        let stands = self.whole.found.iter().filter(|(.., stands)| *stands == Stands::Yes);
        for told in stands.map(|(_, told, _)| told).chain(&self.new) {
            *counts.entry((told.family, told.state)).or_insert(0) += 1;
        }
        Difference { before, after, counts }
    }
}

impl Whole {
    fn look(args: &CheckArgs, show: impl FnOnce(&Checked)) -> Result<Self, String> {
        let mut kept = None;
        let checked = check_as_read(args, |input| {
            let (project, input) = claimcheck_core::load_and_keep(input);
            kept = Some(Kept::new(&project, input));
            project
        })?;
        show(&checked);
        let Checked { layout, project, findings, remarks, .. } = checked;
        let model = project.graph.model();
        let told = |finding: &Finding| {
            (About::of(model, finding), Told::of(&project, finding), Stands::Yes)
        };
        let found: Vec<_> = findings.iter().map(told).collect();
        // What other states of the project, limits and entries of the settings come to, takes all of it.
        let by_parts = args.without.without.is_empty()
            && args.settle.against.is_none()
            && layout.settings.ignore.is_empty()
            && remarks.is_empty()
            && found.iter().all(|(about, ..)| *about != About::All);
        let known = |kept| Box::new(Known { layout, project, kept, changed: BTreeMap::new() });
        Ok(Self { found, kept: kept.filter(|_| by_parts).map(known) })
    }

    fn standing(self) -> impl Iterator<Item = Told> {
        let found = self.found.into_iter();
        found.filter(|(.., stands)| *stands == Stands::Yes).map(|(_, told, _)| told)
    }
}

impl Known {
    /// Looks at the part that a change of some files can matter to; nothing where that will not do.
    fn again(&mut self, args: &CheckArgs, paths: &[String]) -> Option<(Part, Vec<Told>)> {
        let Self { layout, project, kept, changed } = self;
        if today::day(&args.settle.day).ok() != project.today {
            return None;
        }
        let sources = &project.graph.model().sources;
        for path in paths {
            let (id, file) = sources.iter().find(|(_, file)| file.path() == path)?;
            if NOT_CLAIMS.contains(&path.as_str()) {
                return None;
            }
            let text = files::load_one(&layout.root.join(path), &layout.root).ok()?;
            match file.text() == text {
                true => changed.remove(&id),
                false => changed.insert(id, text),
            };
        }
        let part = kept.again(project, changed)?;
        let shown = Shown::of(&args.show);
        let selection = Selection::of(args, &shown).ok()?;
        let fail_on = policy::fail_on(&layout.settings, args.fail_on);
        let sieve = Sieve::new(&part.project, layout, &selection, sieve::Told::All, fail_on);
        let checked = check_for(&part.project, &[], &sieve);
        let model = part.project.graph.model();
        let found: Vec<(About, &Finding)> =
            checked.findings.iter().map(|finding| (About::of(model, finding), finding)).collect();
        if !checked.remarks.is_empty() || found.iter().any(|(about, _)| *about == About::All) {
            return None;
        }
        let own = found.into_iter().filter(|(about, _)| part.concerns(*about));
        let told = own.map(|(_, finding)| Told::of(&part.project, finding)).collect();
        Some((part, told))
    }
}

impl Difference {
    /// What is gone, by place.
    pub(super) fn gone(&self) -> Vec<&Told> {
        only(&self.before, &self.after)
    }

    /// What is new, by place.
    pub(super) fn come(&self) -> Vec<&Told> {
        only(&self.after, &self.before)
    }

    /// What was there before in another state: accepted, judged, or open again.
    pub(super) fn restated(&self, state: State) -> Vec<&Told> {
        let before = grouped(&self.before);
        let mut restated: Vec<&Told> = Vec::new();
        for (about, told) in grouped(&self.after) {
            let was = before.get(&about).into_iter().flatten();
            let both = told.into_iter().zip(was);
            let now = both.filter(|(now, was)| now.state == state && was.state != state);
            restated.extend(now.map(|(now, _)| now));
        }
        restated.sort_by(|a, b| a.line.cmp(&b.line));
        restated
    }

    /// How many findings of a family there are now.
    pub(super) fn count(&self, family: Family) -> usize {
        let counts = self.counts.iter();
        counts.filter(|((of, _), _)| *of == family).map(|(_, count)| count).sum()
    }

    /// How many findings of a family there are now in a state.
    pub(super) fn count_of(&self, family: Family, state: State) -> usize {
        self.counts.get(&(family, state)).copied().unwrap_or(0)
    }
}

/// What was told, by what it is about.
fn grouped(told: &[Told]) -> HashMap<(&'static str, &str), Vec<&Told>> {
    let mut grouped: HashMap<_, Vec<&Told>> = HashMap::new();
    for told in told {
        grouped.entry(told.about()).or_default().push(told);
    }
    grouped
}

/// What is in one look and not in the other, by place.
fn only<'t>(of: &'t [Told], other: &[Told]) -> Vec<&'t Told> {
    let others = grouped(other);
    let mut only: Vec<&Told> = Vec::new();
    for (about, told) in grouped(of) {
        let others = others.get(&about).map_or(&[][..], Vec::as_slice);
        // Of several that are about the same, those that stand where they stood are the same ones.
        let stays = |it: &Told, among: &[&Told]| among.iter().any(|other| other.line == it.line);
        let moved = others.iter().filter(|it| !stays(it, &told)).count();
        let unlike = told.iter().filter(|it| !stays(it, others));
        only.extend(unlike.skip(moved));
    }
    only.sort_by(|a, b| (a.family, &a.line).cmp(&(b.family, &b.line)));
    only
}
