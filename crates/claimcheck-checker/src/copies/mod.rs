//! Which reports have passages word for word from each other. Owns what a copy is; what follows for the
//! origins of claims is the work of the graph, and what is told of it that of a check.

mod quoted;
mod shared;
mod windows;

use foldhash::{HashMap, HashMapExt as _};

use claimcheck_core::model::{ClaimId, EntryId, Model, Passage, ReportId};
use claimcheck_core::source::Span;
use rayon::prelude::*;

use crate::sets::Sets;
pub(crate) use shared::Group;

/// What is copied in the texts of a project.
#[derive(Debug, Default)]
pub(crate) struct Copies {
    /// The sentences of each report that are copied in another, in order.
    sentences: Vec<(ReportId, Vec<Copied>)>,
    /// For each entry whose passage stands in such sentences, the runs of words that others have too.
    passages: HashMap<EntryId, Vec<u64>>,
}

/// A sentence that shares a run of words with one of another report.
#[derive(Debug)]
struct Copied {
    span: Span,
    /// The runs that it shares.
    runs: Vec<u64>,
}

impl Copies {
    /// Looks for copies in the texts of all reports.
    pub(crate) fn of(model: &Model) -> Self {
        let sentences = copied_sentences(model);
        let mut passages = passages(model, &sentences);
        add_whole_texts(model, &mut passages);
        Self { sentences, passages }
    }

    /// The groups of some claims whose passages are copies of each other.
    pub(crate) fn among(&self, model: &Model, claims: &[ClaimId]) -> Vec<Vec<ClaimId>> {
        if self.passages.is_empty() {
            return Vec::new();
        }
        let mut sets = Sets::new(claims.len());
        let mut first: HashMap<u64, usize> = HashMap::new();
        for (at, claim) in claims.iter().enumerate() {
            for run in self.passages.get(&model.claim(*claim).entry).into_iter().flatten() {
                let other = *first.entry(*run).or_insert(at);
                sets.join(at, other);
            }
        }
        let groups = sets.groups(0..claims.len()).into_iter();
        let mut groups: Vec<Vec<ClaimId>> =
            groups.map(|group| group.into_iter().map(|at| claims[at]).collect()).collect();
        // Claims of one report that share a sentence copy nothing.
        let report = |claim: &ClaimId| model.entry_of(*claim).report;
        groups.retain(|group| group.iter().any(|claim| report(claim) != report(&group[0])));
        groups
    }

    /// The groups of reports that share so many sentences that one of them draws on another.
    pub(crate) fn groups(&self, model: &Model) -> Vec<Group> {
        shared::groups(model, &self.sentences)
    }
}

/// The sentences of each report that share a run of words with another report.
fn copied_sentences(model: &Model) -> Vec<(ReportId, Vec<Copied>)> {
    let ids = (0..).map(ReportId).zip(&model.reports);
    let kept = ids.filter(|(id, report)| report.text.is_some() && !model.retracted.contains(id));
    let reports: Vec<ReportId> = kept.map(|(id, _)| id).collect();
    if reports.len() < 2 {
        return Vec::new();
    }
    let texts: Vec<_> = (reports.par_iter().with_max_len(1))
        .filter_map(|report| {
            let file = model.report(*report).text?;
            Some((*report, file, windows::sentences_of(model.sources.file(file).text())))
        })
        .collect();
    let shared = shared_runs(texts.iter().enumerate().flat_map(|(at, (.., sentences))| {
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        sentences.iter().flat_map(move |sentence| sentence.runs.iter().map(move |run| (*run, at)))
    }));
    if shared.is_empty() {
        return Vec::new();
    }
    let copied = texts.into_par_iter().map(|(report, file, sentences)| {
        let copied = sentences.into_iter().filter_map(|mut sentence| {
            sentence.runs.retain(|run| shared.binary_search(run).is_ok());
            let span = Span { file, start: sentence.range.start, end: sentence.range.end };
            (!sentence.runs.is_empty()).then_some(Copied { span, runs: sentence.runs })
        });
        (report, copied.collect::<Vec<_>>())
    });
    copied.filter(|(_, sentences)| !sentences.is_empty()).collect()
}

/// The runs that stand in two texts or more, sorted.
fn shared_runs(runs: impl Iterator<Item = (u64, u32)>) -> Vec<u64> {
    let mut runs: Vec<(u64, u32)> = runs.collect();
    runs.par_sort_unstable();
    runs.dedup();
    let mut shared: Vec<u64> =
        runs.windows(2).filter(|pair| pair[0].0 == pair[1].0).map(|pair| pair[0].0).collect();
    shared.dedup();
    shared
}

/// For each entry, the shared runs of the sentences that its passage stands in.
fn passages(model: &Model, copied: &[(ReportId, Vec<Copied>)]) -> HashMap<EntryId, Vec<u64>> {
    let mut passages = HashMap::new();
    if copied.is_empty() {
        return passages;
    }
    for (id, entry) in (0..).map(EntryId).zip(&model.entries) {
        let (Some(report), Passage::Found(passage)) = (entry.report, &entry.passage) else {
            continue;
        };
        let Ok(at) = copied.binary_search_by_key(&report, |(report, _)| *report) else { continue };
        let sentences = &copied[at].1;
        let from = sentences.partition_point(|sentence| sentence.span.end <= passage.start);
        let touched = sentences[from..].iter().take_while(|it| it.span.start < passage.end);
        let runs: Vec<u64> = touched
            .filter(|sentence| sentence.span.file == passage.file)
            .flat_map(|sentence| sentence.runs.iter().copied())
            .collect();
        if !runs.is_empty() {
            passages.insert(id, runs);
        }
    }
    passages
}

/// Where whole texts are the same, all that rests on them is copied, whether it names a passage or not.
/// Short texts are the same by chance.
fn add_whole_texts(model: &Model, passages: &mut HashMap<EntryId, Vec<u64>>) {
    let mut number = u64::MAX;
    let mut known: HashMap<&str, (u64, usize)> = HashMap::new();
    let kept = |id: &ReportId| !model.retracted.contains(id);
    let texts = (0..).map(ReportId).zip(&model.reports).filter(|(id, _)| kept(id));
    let mut of_report: HashMap<ReportId, &str> = HashMap::new();
    for (id, file) in texts.filter_map(|(id, report)| Some((id, report.text?))) {
        let text = model.sources.file(file).text().trim();
        let is_long = text.split_whitespace().nth(windows::RUN - 1).is_some();
        if is_long {
            number -= 1;
            known.entry(text).or_insert((number, 0)).1 += 1;
            of_report.insert(id, text);
        }
    }
    known.retain(|_, (_, reports)| *reports > 1);
    if known.is_empty() {
        return;
    }
    for (id, entry) in (0..).map(EntryId).zip(&model.entries) {
        let text = entry.report.and_then(|report| of_report.get(&report));
        if let Some((number, _)) = text.and_then(|text| known.get(text)) {
            passages.entry(id).or_default().push(*number);
        }
    }
}
