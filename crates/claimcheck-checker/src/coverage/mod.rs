//! How much of what the texts say carries a claim. Owns what a sentence worth checking is, and which
//! of them have a claim; judges nothing, and says nothing of whether a claim is right.

mod likeness;
mod sentences;
mod worth;

use std::collections::BTreeMap;
use std::ops::Range;

use claimcheck_core::model::{Model, Passage, ReportId};
use claimcheck_core::source::Span;
use rayon::prelude::*;

pub use likeness::{Elsewhere, elsewhere};
pub(crate) use sentences::sentences;
pub use worth::{Sign, Signs};

/// The text of one report, sentence by sentence.
#[derive(Debug)]
pub struct Text {
    /// Whose it is.
    pub report: ReportId,
    /// Its sentences, in order.
    pub sentences: Vec<Sentence>,
    /// Where passages of its claims stand in it: in order, and apart from each other.
    claimed: Vec<Range<u32>>,
}

/// A sentence of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sentence {
    /// Where it stands.
    pub span: Span,
    /// Why it is worth checking; empty where nothing says that it is.
    pub signs: Signs,
    /// Whether a passage of some claim of its report stands in it, at least in part.
    pub has_claim: bool,
}

impl Sentence {
    /// Whether it is worth checking and no claim says anything of it.
    pub fn is_unannotated(&self) -> bool {
        !self.has_claim && !self.signs.is_empty()
    }
}

impl Text {
    /// The parts of a sentence that no passage of a claim stands in.
    fn free(&self, sentence: Span) -> Vec<Span> {
        let first = self.claimed.partition_point(|passage| passage.end <= sentence.start);
        let mut free = Vec::new();
        let mut at = sentence.start;
        for passage in &self.claimed[first..] {
            if passage.start >= sentence.end {
                break;
            }
            free.push(Span { start: at, end: passage.start.max(at), ..sentence });
            at = passage.end;
        }
        free.push(Span { start: at.min(sentence.end), ..sentence });
        free.retain(|part| part.start < part.end);
        free
    }

    /// How many sentences are worth checking, and how many of them carry a claim.
    pub fn counts(&self) -> (usize, usize) {
        let worth = self.sentences.iter().filter(|sentence| !sentence.signs.is_empty());
        worth
            .fold((0, 0), |(all, with), sentence| (all + 1, with + usize::from(sentence.has_claim)))
    }
}

/// The texts of all reports that the project keeps, in the order of reports. What is retracted is
/// left out.
pub fn coverage(model: &Model) -> Vec<Text> {
    let passages = passages(model);
    let reports: Vec<ReportId> = (0..).map(ReportId).take(model.reports.len()).collect();
    let kept = reports.into_par_iter().filter(|report| !model.retracted.contains(report));
    kept.filter_map(|report| {
        let file = model.report(report).text?;
        let text = model.sources.file(file).text();
        let claimed = passages.get(&report).map_or(&[][..], Vec::as_slice);
        let sentences = sentences(text);
        let has_claim = touched(&sentences, claimed);
        let sentence = |(range, has_claim): (Range<u32>, bool)| {
            let span = Span { file, start: range.start, end: range.end };
            Sentence { span, signs: worth::signs(model.sources.slice(span)), has_claim }
        };
        let sentences = sentences.into_iter().zip(has_claim).map(sentence).collect();
        Some(Text { report, sentences, claimed: union(claimed) })
    })
    .collect()
}

/// The passages of each report's claims, in its own text.
fn passages(model: &Model) -> BTreeMap<ReportId, Vec<Range<u32>>> {
    let mut passages: BTreeMap<ReportId, Vec<Range<u32>>> = BTreeMap::new();
    for entry in &model.entries {
        // What states nothing, because it is broken or retracted, says nothing of its passage.
        if let (Some(report), Passage::Found(span)) = (entry.report, &entry.passage)
            && !entry.claims.is_empty()
            && model.report(report).text == Some(span.file)
        {
            passages.entry(report).or_default().push(span.start..span.end);
        }
    }
    passages
}

/// Passages in order, those that meet as one.
fn union(passages: &[Range<u32>]) -> Vec<Range<u32>> {
    let mut passages = passages.to_vec();
    passages.sort_unstable_by_key(|passage| passage.start);
    let mut union: Vec<Range<u32>> = Vec::new();
    for passage in passages {
        match union.last_mut() {
            Some(last) if passage.start <= last.end => last.end = last.end.max(passage.end),
            _ => union.push(passage),
        }
    }
    union
}

/// Which of some sentences, in order, share a character with a passage.
fn touched(sentences: &[Range<u32>], passages: &[Range<u32>]) -> Vec<bool> {
    // Where runs of touched sentences begin and end, counted, so that a passage costs the same
    // however long it is.
    let mut changes = vec![0_i64; sentences.len() + 1];
    for passage in passages {
        let from = sentences.partition_point(|sentence| sentence.end <= passage.start);
        let to = sentences.partition_point(|sentence| sentence.start < passage.end);
        if from < to {
            changes[from] += 1;
            changes[to] -= 1;
        }
    }
    let mut open = 0;
    let running = changes.into_iter().take(sentences.len()).map(|change| {
        open += change;
        open > 0
    });
    running.collect()
}

#[cfg(test)]
mod tests {
    use claimcheck_core::model::ReportId;
    use claimcheck_core::source::{FileId, Span};

    use super::{Text, touched, union};

    #[test]
    fn what_no_passage_stands_in_is_free() {
        let span = |start, end| Span { file: FileId(0), start, end };
        let free = |passages: &[std::ops::Range<u32>], start, end| {
            let claimed = union(passages);
            let text = Text { report: ReportId(0), sentences: Vec::new(), claimed };
            let parts = text.free(span(start, end)).into_iter();
            parts.map(|part| (part.start, part.end)).collect::<Vec<_>>()
        };
        assert_eq!(free(&[], 2, 9), [(2, 9)]);
        assert_eq!(free(&[0..4, 6..7, 3..5, 8..20], 2, 9), [(5, 6), (7, 8)]);
        assert_eq!(free(&[0..4, 20..30], 5, 9), [(5, 9)]);
        assert_eq!(free(&[0..5, 5..9], 2, 9), []);
    }

    #[test]
    fn a_sentence_is_touched_by_any_character_of_a_passage() {
        let sentences = [0..10, 11..20, 21..30, 31..40];
        assert_eq!(touched(&sentences, &[9..12, 12..13]), [true, true, false, false]);
        assert_eq!(touched(&sentences, &[10..11, 20..21]), [false; 4]);
        assert_eq!(touched(&sentences, &[0..40, 5..6]), [true; 4]);
        assert_eq!(touched(&sentences, &[30..30, 35..36]), [false, false, false, true]);
    }
}
