//! A part of a project, read again after some of its files changed: the claims of those files, and
//! of all others those that may matter to them. Which may, is for others to say.
//!
//! All that is declared stays as it was: where a change touches it, or anything else that is not
//! simple, the whole has to be read again. What comes out is a project like any other one, with the
//! ids of entities, reports, properties and files that the whole one has; entries, claims and
//! questions are numbered anew, in the same order.

use std::collections::{BTreeMap, BTreeSet};

use foldhash::HashMap;

use super::claims::{Pending, Spread, numbered_questions};
use super::entry::Mentioned;
use super::unused::{Counts, Uses};
use super::{Flaws, Resolver, Text};
use crate::Project;
use crate::graph::ClaimGraph;
use crate::model::{
    Claim, ClaimIds, Entry, EntryId, Model, Question, QuestionId, Report, ReportId,
};
use crate::problem::{MOST_OF_A_CODE, Problem, listed};
use crate::read;
use crate::read::record::Document;
use crate::source::{FileId, Sources};

/// What is kept of reading a project, to read parts of it again.
#[derive(Debug, Default)]
pub struct Kept {
    /// What names are looked up in; it has no model.
    resolver: Resolver,
    texts: Vec<Text>,
    /// The claims files, in their order.
    files: Vec<FileId>,
    /// The files that entries of each report stand in, or facts.
    spread: BTreeMap<Option<ReportId>, BTreeSet<FileId>>,
    /// The files whose entries declare something of entries of others, by whose those are.
    linking: BTreeMap<String, BTreeSet<FileId>>,
    /// The files with rulings.
    judging: BTreeSet<FileId>,
    /// What is used, by all entries.
    uses: Uses,
    mentioned: Vec<(FileId, Mentioned)>,
    declared: Vec<Problem>,
    stated: Vec<Problem>,
    /// Whether names that nobody knows, or circles, make what is told depend on all of it.
    entangled: bool,
}

/// A part of a project, as it is now.
#[derive(Debug)]
pub struct Again {
    /// The part; what is wrong with the input is that of the whole.
    pub project: Project,
    /// For each entity, whether all claims on it are in this part.
    pub subjects: Vec<bool>,
    /// The reports all of whose entries are in this part.
    pub reports: BTreeSet<ReportId>,
}

/// A part may have so many entries, or else the share of all entries that `SHARE` says: a larger one
/// is sooner read with the whole.
const FEW: usize = 5_000;
const SHARE: usize = 4;

impl Kept {
    /// Notes which files depend on which.
    pub(super) fn note_files(
        &mut self,
        files: &[FileId],
        ends: &[usize],
        documents: &[Document<'_>],
        pending: &Pending<'_>,
    ) {
        self.files = files.to_vec();
        let file = |document: usize| files[ends.partition_point(|end| *end <= document)];
        for (report, document) in pending.spread.iter() {
            self.spread.entry(report).or_default().insert(file(document));
        }
        let judging = documents.iter().enumerate().filter(|(_, it)| !it.rulings.is_empty());
        self.judging = judging.map(|(document, _)| file(document)).collect();
        for name in pending.links.iter().flat_map(|(_, links)| links.names()) {
            if let Some((owner, _)) = name.as_str().split_once('#') {
                self.linking.entry(owner.to_owned()).or_default().insert(name.span.file);
            }
        }
    }

    /// Notes what is wrong with what entries declare of each other: whatever is, takes all entries
    /// to tell.
    pub(super) fn note_links(&mut self, problems: &[Problem]) {
        self.entangled = !problems.is_empty();
    }

    /// Notes what is used.
    pub(super) fn note_uses(&mut self, uses: Uses, mentioned: Vec<(FileId, Mentioned)>) {
        self.uses = uses;
        self.mentioned = mentioned;
    }

    /// Notes what names are looked up in, and what is wrong.
    pub(super) fn note_lookups(&mut self, resolver: Resolver, flaws: &Flaws, texts: Vec<Text>) {
        self.entangled |= !flaws.judged.is_empty();
        self.declared.clone_from(&flaws.declared);
        self.stated.clone_from(&flaws.stated);
        self.texts = texts;
        self.resolver = Resolver { entries_by_name: None, ..resolver };
    }

    /// Reads a part of a project again, in which some files have other texts than when it was read:
    /// what those files say, and all claims on the subjects that `reach` names. It is given what the
    /// files say now, and of the whole the entries that they had and those that theirs declare
    /// something of. Nothing, where the whole has to be read.
    pub fn again(
        &mut self,
        whole: &Project,
        changed: &BTreeMap<FileId, String>,
        reach: impl FnOnce(&Model, &[EntryId]) -> Vec<bool>,
    ) -> Option<Again> {
        if self.entangled {
            return None;
        }
        let model = whole.graph.model();
        let mut sources = model.sources.clone();
        for (file, text) in changed {
            sources.replace(*file, text.clone());
        }
        let files = self.reread(model, changed)?;
        let mut resolver = std::mem::take(&mut self.resolver);
        let declared = Model { sources: sources.clone(), ..model.declared() };
        let again = self.part(whole, &mut resolver, declared, &files, changed, reach);
        self.resolver = Resolver {
            model: Model::default(),
            problems: Vec::new(),
            entries_by_name: None,
            ..resolver
        };
        again
    }

    /// The claims files that are read again: those that changed, those of the reports whose texts
    /// did, and all that depend on these.
    fn reread(
        &self,
        model: &Model,
        changed: &BTreeMap<FileId, String>,
    ) -> Option<BTreeSet<FileId>> {
        let mut files: BTreeSet<FileId> = BTreeSet::new();
        for file in changed.keys() {
            let is_text = |text: &Text| text.content.as_ref().is_ok_and(|text| text == file);
            if self.files.contains(file) {
                files.insert(*file);
            } else if !self.texts.iter().any(is_text) {
                return None;
            }
        }
        let documents = of_texts(model, changed).map(|report| self.spread.get(&Some(report)));
        files.extend(documents.flatten().flatten());
        loop {
            let before = files.len();
            let shared = self.spread.iter().filter(|(_, own)| !own.is_disjoint(&files));
            let shared: Vec<_> = shared.collect();
            for (report, own) in shared {
                files.extend(own);
                files.extend(self.linking.get(owner(model, *report)).into_iter().flatten());
            }
            if files.len() == before {
                return Some(files);
            }
        }
    }

    fn part(
        &self,
        whole: &Project,
        resolver: &mut Resolver,
        declared: Model,
        files: &BTreeSet<FileId>,
        changed: &BTreeMap<FileId, String>,
        reach: impl FnOnce(&Model, &[EntryId]) -> Vec<bool>,
    ) -> Option<Again> {
        let model = whole.graph.model();
        let sources = declared.sources.clone();
        let mut flaws = Flaws { declared: self.declared.clone(), ..Flaws::default() };
        let mut documents = self.documents(model, &sources, files, changed, &mut flaws)?;
        resolver.model = declared;
        let pending = resolver.claims(&mut documents);
        if pending.counts_documents {
            return None;
        }
        let mut reports = self.own_reports(model, &pending.spread, files)?;
        reports.extend(of_texts(model, changed));
        resolver.quotes(&pending.quotes, &sources);
        let unsupported = resolver.unsupported(&pending.quotes, &pending.numbers, &sources);
        resolver.problems.extend(unsupported);
        flaws.stated.append(&mut resolver.problems);
        let named = Self::named(model, &resolver.model, files, &pending)?;
        let had = (0..).map(EntryId).zip(&model.entries);
        let had = had.filter(|(_, entry)| files.contains(&entry.place.file)).map(|(id, _)| id);
        let touched: Vec<EntryId> = had.chain(named.iter().copied()).collect();
        let subjects = reach(&resolver.model, &touched);
        let own = Part::new(model, files, &subjects, named)?;
        let ids = own.join(model, &self.files, resolver);
        let links = pending.links.into_iter().map(|(entry, links)| (ids[entry.index()], links));
        resolver.links(links.collect());
        if !resolver.problems.is_empty() {
            return None;
        }
        self.rulings(resolver, &sources, files, documents)?;
        if !flaws.has_broken_files() {
            let uses = self.uses_now(model, &resolver.model, files, &ids, &pending.mentioned);
            resolver.unused(&uses, &self.texts);
            flaws.unused.append(&mut resolver.problems);
        }
        let problems = flaws.sorted(&sources);
        if problems.len() >= MOST_OF_A_CODE {
            return None;
        }
        let project = Project {
            graph: ClaimGraph::new(std::mem::take(&mut resolver.model)),
            problems: listed(problems),
            baseline: whole.baseline.clone(),
            today: whole.today,
        };
        Some(Again { project, subjects, reports })
    }

    /// The documents of some files as they are now. What they declare must be what it was, where it
    /// was.
    fn documents<'s>(
        &self,
        model: &Model,
        sources: &'s Sources,
        files: &BTreeSet<FileId>,
        changed: &BTreeMap<FileId, String>,
        flaws: &mut Flaws,
    ) -> Option<Vec<Document<'s>>> {
        let kept = self.stated.iter().filter(|problem| !files.contains(&problem.at.span.file));
        flaws.stated.extend(kept.cloned());
        let mut documents = Vec::new();
        for file in self.files.iter().filter(|file| files.contains(file)) {
            let (read, problems) = read::documents(sources.file(*file).text(), *file);
            if changed.contains_key(file) {
                let (before, _) = read::documents(model.sources.file(*file).text(), *file);
                let alike = read.len() == before.len()
                    && read.iter().zip(&before).all(|(now, before)| declares_alike(now, before));
                if !alike {
                    return None;
                }
            }
            documents.extend(read);
            flaws.stated.extend(problems);
        }
        Some(documents)
    }

    /// The reports, all of whose entries stand in the files that are read again; nothing, where some
    /// report has now entries in these and in others.
    fn own_reports(
        &self,
        model: &Model,
        now: &Spread,
        files: &BTreeSet<FileId>,
    ) -> Option<BTreeSet<ReportId>> {
        let before = self.spread.iter().filter(|(_, own)| !own.is_disjoint(files));
        let mut reports: BTreeSet<Option<ReportId>> = before.map(|(report, _)| *report).collect();
        for (report, _) in now.iter() {
            let elsewhere = self.spread.get(&report).into_iter().flatten();
            let linking = self.linking.get(owner(model, report)).into_iter().flatten();
            if elsewhere.chain(linking).any(|file| !files.contains(file)) {
                return None;
            }
            reports.insert(report);
        }
        Some(reports.into_iter().flatten().collect())
    }

    /// The entries of other files that those that were read again declare something of. Nothing,
    /// where one of them is not known: what it may have been meant to be takes all names to say.
    fn named(
        model: &Model,
        now: &Model,
        files: &BTreeSet<FileId>,
        pending: &Pending<'_>,
    ) -> Option<Vec<EntryId>> {
        let mut wanted: BTreeSet<String> = BTreeSet::new();
        for (entry, links) in &pending.links {
            let own = &now.entry(*entry).name;
            let own = own.split('#').next().unwrap_or_default();
            wanted.extend(links.names().map(|name| match name.as_str() {
                full if full.contains('#') => full.to_owned(),
                id => format!("{own}#{id}"),
            }));
        }
        if wanted.is_empty() {
            return Some(Vec::new());
        }
        for entry in &now.entries {
            wanted.remove(&*entry.name);
        }
        let mut named = Vec::new();
        for (id, entry) in (0..).map(EntryId).zip(&model.entries) {
            // Of several entries of one name, links lead to the first.
            if !files.contains(&entry.place.file) && wanted.remove(&*entry.name) {
                named.push(id);
            }
        }
        wanted.is_empty().then_some(named)
    }

    /// Looks up what rulings name, all of them anew; nothing, where some of it is not known.
    fn rulings(
        &self,
        resolver: &mut Resolver,
        sources: &Sources,
        files: &BTreeSet<FileId>,
        reread: Vec<Document<'_>>,
    ) -> Option<()> {
        if self.judging.is_empty() {
            return Some(());
        }
        let mut reread = reread.into_iter().filter(|it| !it.rulings.is_empty()).peekable();
        for file in self.files.iter().filter(|file| self.judging.contains(file)) {
            let mut documents = Vec::new();
            if files.contains(file) {
                let is_of = |it: &Document<'_>| it.rulings[0].span.file == *file;
                while let Some(document) = reread.next_if(is_of) {
                    documents.push(document);
                }
            } else {
                documents = read::documents(sources.file(*file).text(), *file).0;
            }
            resolver.rulings(&documents);
        }
        resolver.problems.is_empty().then_some(())
    }

    /// What is used now.
    fn uses_now(
        &self,
        model: &Model,
        now: &Model,
        files: &BTreeSet<FileId>,
        ids: &[EntryId],
        mentioned: &[(FileId, Mentioned)],
    ) -> Uses {
        let mut uses = self.uses.clone();
        let was = (0..).map(EntryId).zip(&model.entries);
        let was = was.filter(|(_, entry)| files.contains(&entry.place.file)).map(|(id, _)| id);
        uses.count(model, was, Counts::Down);
        uses.count(now, ids.iter().copied(), Counts::Up);
        for (_, was) in self.mentioned.iter().filter(|(file, _)| files.contains(file)) {
            uses.mention(was, Counts::Down);
        }
        for (_, is) in mentioned {
            uses.mention(is, Counts::Up);
        }
        uses
    }
}

/// The reports whose texts are among some files.
fn of_texts<'m>(
    model: &'m Model,
    files: &'m BTreeMap<FileId, String>,
) -> impl Iterator<Item = ReportId> {
    let reports = (0..).map(ReportId).zip(&model.reports);
    let of = |report: &Report| report.text.is_some_and(|text| files.contains_key(&text));
    reports.filter(move |(_, report)| of(report)).map(|(id, _)| id)
}

/// Whose entries those of a report, or of facts, are called.
fn owner(model: &Model, report: Option<ReportId>) -> &str {
    report.map_or("facts", |report| model.report(report).id.as_str())
}

/// Whether two documents differ in nothing but their claims and facts.
fn declares_alike(a: &Document<'_>, b: &Document<'_>) -> bool {
    a.report == b.report
        && a.kinds == b.kinds
        && a.entities == b.entities
        && a.properties == b.properties
        && a.rules == b.rules
        && a.rulings == b.rulings
}

/// The entries of a whole project that belong to a part, besides those that were read again.
struct Part(Vec<EntryId>);

impl Part {
    /// Those on some subjects, some that are named, and all that these declare something of.
    fn new(
        model: &Model,
        files: &BTreeSet<FileId>,
        subjects: &[bool],
        named: Vec<EntryId>,
    ) -> Option<Self> {
        let mut belongs = vec![false; model.entries.len()];
        let on_subject = |entry: &Entry| {
            let mut claims = entry.claims.iter().map(|claim| model.claim(claim).question);
            claims.any(|question| subjects[model.question(question).subject.0 as usize])
        };
        let ids = (0..).map(EntryId).zip(&model.entries);
        let own = ids.filter(|(_, entry)| on_subject(entry)).map(|(id, _)| id);
        let mut pending: Vec<EntryId> = own.chain(named).collect();
        while let Some(id) = pending.pop() {
            let entry = model.entry(id);
            if !belongs[id.index()] && !files.contains(&entry.place.file) {
                belongs[id.index()] = true;
                pending.extend(entry.links.entries());
            }
        }
        let entries: Vec<EntryId> =
            (0..).map(EntryId).take(belongs.len()).filter(|id| belongs[id.index()]).collect();
        let most = FEW.max(model.entries.len() / SHARE);
        (entries.len() <= most).then_some(Self(entries))
    }

    /// Puts these entries among those that a resolver has read, by the order of their files, and
    /// numbers all of them. The new ids of those that it had are returned.
    fn join(self, model: &Model, files: &[FileId], resolver: &mut Resolver) -> Vec<EntryId> {
        let ranks: HashMap<FileId, usize> = files.iter().copied().zip(0..).collect();
        let rank = |entry: &Entry| ranks.get(&entry.place.file).copied();
        let read = std::mem::take(&mut resolver.model.entries);
        let (claims, questions) = (
            std::mem::take(&mut resolver.model.claims),
            std::mem::take(&mut resolver.model.questions),
        );
        let mut joined = Joined::default();
        let mut renamed: HashMap<EntryId, EntryId> = HashMap::default();
        let mut ids = Vec::with_capacity(read.len());
        let mut others = self.0.into_iter().peekable();
        for entry in read {
            while let Some(id) = others.next_if(|id| rank(model.entry(*id)) < rank(&entry)) {
                renamed.insert(
                    id,
                    joined.add(model.entry(id).clone(), &model.claims, &model.questions),
                );
            }
            ids.push(joined.add(entry, &claims, &questions));
        }
        for id in others {
            renamed
                .insert(id, joined.add(model.entry(id).clone(), &model.claims, &model.questions));
        }
        for entry in &mut joined.entries {
            entry.links.rename(|id| renamed.get(id).copied());
        }
        resolver.model.entries = joined.entries;
        let Joined { mut claims, questions, .. } = joined;
        let properties = &resolver.model.properties;
        resolver.model.questions = numbered_questions(properties, &mut claims, questions);
        resolver.model.claims = claims;
        ids
    }
}

/// Entries that come from several places, numbered.
#[derive(Default)]
struct Joined {
    entries: Vec<Entry>,
    claims: Vec<Claim>,
    questions: HashMap<Question, QuestionId>,
}

impl Joined {
    fn add(&mut self, mut entry: Entry, claims: &[Claim], questions: &[Question]) -> EntryId {
        let count = |length: usize| u32::try_from(length).unwrap_or(u32::MAX);
        let id = EntryId(count(self.entries.len()));
        let first = count(self.claims.len());
        for claim in entry.claims.iter().map(|claim| &claims[claim.index()]) {
            let next = QuestionId(count(self.questions.len()));
            let question = &questions[claim.question.index()];
            let question = *self.questions.entry(question.clone()).or_insert(next);
            self.claims.push(Claim { entry: id, question, ..claim.clone() });
        }
        entry.claims = ClaimIds::new(first, count(self.claims.len()));
        self.entries.push(entry);
        id
    }
}
