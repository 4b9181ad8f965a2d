//! Where a report speaks of what a claim of another says, though no claim of its own says so: the
//! sentence of which the part without a claim is most like the claim's passage. Likeness is the cosine of the two
//! sets of words, each word weighted by how few sentences have it (Spärck Jones 1972).

use std::collections::{BTreeMap, BTreeSet, HashMap};

use claimcheck_core::model::{Entry, EntryId, Model, Passage, QuestionId, ReportId};
use claimcheck_core::source::Span;
use rayon::prelude::*;

use super::{Sentence, Text};

/// What is less like a claim is not told.
const LEAST: f64 = 0.2;
/// A word that more than one sentence in so many has tells nothing, where there are many sentences.
const COMMON: usize = 8;
/// There are many sentences from here on.
const MANY: usize = 400;

/// A sentence that may say what a claim of another report says, in a part that no claim has.
#[derive(Debug, Clone, PartialEq)]
pub struct Elsewhere {
    /// What is said, in the report that was asked for.
    pub entry: EntryId,
    /// The report that has no claim on it.
    pub report: ReportId,
    /// The questions that the entry answers and the report has no claim on.
    pub questions: Vec<QuestionId>,
    /// The sentence.
    pub sentence: Span,
    /// How like the claim it is, from 0 to 1.
    pub likeness: f64,
}

/// For each entry of a report, in order, the likest sentence without a claim in each other report
/// that leaves some question of it out.
pub fn elsewhere(model: &Model, texts: &[Text], of: ReportId) -> Vec<Elsewhere> {
    let index = Index::new(model, texts);
    let answered: BTreeSet<(ReportId, QuestionId)> = model
        .claims
        .iter()
        .filter_map(|claim| Some((model.entry(claim.entry).report?, claim.question)))
        .collect();
    let entries: Vec<EntryId> = (0..)
        .map(EntryId)
        .zip(&model.entries)
        .filter(|(_, entry)| entry.report == Some(of) && !entry.claims.is_empty())
        .map(|(id, _)| id)
        .collect();
    let found = entries.into_par_iter().flat_map_iter(|id| {
        let entry = model.entry(id);
        let likest = index.likest(&words(model, entry));
        let left_out = |report: ReportId| -> Vec<QuestionId> {
            let questions = entry.claims.iter().map(|claim| model.claim(claim).question);
            questions.filter(|question| !answered.contains(&(report, *question))).collect()
        };
        let told = likest.into_iter().filter(|(report, _)| *report != of);
        let told = told.map(|(report, (sentence, likeness))| Elsewhere {
            entry: id,
            report,
            questions: left_out(report),
            sentence,
            likeness,
        });
        told.filter(|found| !found.questions.is_empty()).collect::<Vec<_>>()
    });
    found.collect()
}

/// The words that an entry is looked for by: those of its passage, or of what it says where it has
/// none, and the names of its subjects.
fn words(model: &Model, entry: &Entry) -> BTreeSet<String> {
    let mut words: BTreeSet<String> = BTreeSet::new();
    if let Passage::Found(passage) = entry.passage {
        words.extend(tokens(model.sources.slice(passage)));
    }
    for claim in entry.claims.iter().map(|claim| model.claim(claim)) {
        let question = model.question(claim.question);
        let subject = model.entity(question.subject);
        words.extend(tokens(subject.names.first().unwrap_or(&subject.id)));
        if !matches!(entry.passage, Passage::Found(_)) {
            words.extend(tokens(&model.property(question.property).id));
            words.extend(tokens(&claim.written));
        }
    }
    words
}

/// The words of a text that tell what it is about: in small letters, without the `s` of a plural.
fn tokens(text: &str) -> impl Iterator<Item = String> + '_ {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let words = words.map(str::to_lowercase);
    let words = words.filter(|word| FUNCTION_WORDS.binary_search(&word.as_str()).is_err());
    words.map(|word| match word.strip_suffix('s') {
        Some(stem) if stem.chars().count() > 2 && !stem.ends_with('s') => stem.to_owned(),
        _ => word,
    })
}

/// Words of English that hold sentences together, sorted.
const FUNCTION_WORDS: [&str; 126] = [
    "a", "about", "after", "again", "all", "also", "am", "among", "an", "and", "any", "are", "as",
    "at", "be", "because", "been", "before", "being", "between", "both", "but", "by", "can",
    "come", "could", "did", "do", "does", "for", "from", "go", "had", "has", "have", "he", "her",
    "here", "him", "his", "how", "i", "if", "in", "into", "is", "it", "its", "just", "may", "me",
    "might", "more", "most", "much", "must", "my", "no", "nor", "not", "now", "of", "off", "on",
    "one", "only", "or", "other", "others", "our", "out", "over", "own", "said", "say", "says",
    "shall", "she", "should", "since", "so", "some", "still", "such", "t", "than", "that", "the",
    "their", "them", "then", "there", "these", "they", "this", "those", "though", "through", "to",
    "too", "two", "under", "until", "up", "upon", "us", "very", "was", "we", "were", "what",
    "when", "where", "which", "while", "who", "whom", "whose", "why", "will", "with", "would",
    "yet", "you", "your", "yours",
];

/// The words of all sentences, and what no claim says anything of.
struct Index {
    /// The weight of each word, and the sentences that have it where no claim has a passage.
    words: HashMap<String, (f64, Vec<u32>)>,
    /// Those sentences: whose they are, where they stand, and how long they are as vectors.
    sentences: Vec<(ReportId, Span, f64)>,
    /// The weight of a word that no sentence has.
    rarest: f64,
}

/// A sentence, and the words of it that no claim has.
struct Split {
    report: ReportId,
    span: Span,
    words: BTreeSet<String>,
    free: BTreeSet<String>,
}

impl Index {
    fn new(model: &Model, texts: &[Text]) -> Self {
        let all: Vec<(&Text, &Sentence)> = texts
            .iter()
            .flat_map(|text| text.sentences.iter().map(move |sentence| (text, sentence)))
            .collect();
        let split = |(text, sentence): &(&Text, &Sentence)| Split {
            report: text.report,
            span: sentence.span,
            words: tokens(model.sources.slice(sentence.span)).collect(),
            free: text
                .free(sentence.span)
                .into_iter()
                .flat_map(|part| tokens(model.sources.slice(part)))
                .collect(),
        };
        let all: Vec<Split> = all.par_iter().map(split).collect();
        let mut had_by: HashMap<&str, usize> = HashMap::new();
        for word in all.iter().flat_map(|sentence| &sentence.words) {
            *had_by.entry(word).or_default() += 1;
        }
        let weighed = had_by
            .into_iter()
            .map(|(word, by)| (word.to_owned(), (weight(all.len(), by), Vec::new())));
        let mut words: HashMap<String, (f64, Vec<u32>)> = weighed.collect();
        let mut sentences = Vec::new();
        for sentence in all.iter().filter(|sentence| !sentence.free.is_empty()) {
            let Ok(at) = u32::try_from(sentences.len()) else { break };
            let mut square = 0.0;
            for word in &sentence.free {
                // A passage may end within a word.
                let Some((weight, had_by)) = words.get_mut(word) else { continue };
                square += *weight * *weight;
                if *weight > 0.0 {
                    had_by.push(at);
                }
            }
            sentences.push((sentence.report, sentence.span, f64::sqrt(square)));
        }
        Self { words, sentences, rarest: weight(all.len().max(1), 1) }
    }

    /// In each report, the sentence that is most like some words, where one is like them at all; of
    /// several, the first.
    fn likest(&self, words: &BTreeSet<String>) -> BTreeMap<ReportId, (Span, f64)> {
        let mut shared: BTreeMap<u32, (f64, u32)> = BTreeMap::new();
        let mut square = 0.0;
        for word in words {
            let Some((weight, sentences)) = self.words.get(word) else {
                square += self.rarest * self.rarest;
                continue;
            };
            square += weight * weight;
            for sentence in sentences {
                let (sum, count) = shared.entry(*sentence).or_default();
                *sum += weight * weight;
                *count += 1;
            }
        }
        let mut likest: BTreeMap<ReportId, (Span, f64)> = BTreeMap::new();
        for (at, (sum, count)) in shared {
            let (report, span, length) = self.sentences[at as usize];
            let likeness = sum / (length * f64::sqrt(square));
            // One word in common, however rare, is a name and no statement.
            if count < 2 || likeness < LEAST {
                continue;
            }
            let best = likest.entry(report).or_insert((span, likeness));
            if likeness > best.1 {
                *best = (span, likeness);
            }
        }
        likest
    }
}

/// How much a word tells that `by` of `all` sentences have.
fn weight(all: usize, by: usize) -> f64 {
    if all > MANY && by > all / COMMON {
        return 0.0;
    }
    #[expect(clippy::cast_precision_loss, reason = "there are fewer than 2^52 sentences")]
    let (all, by) = (all as f64, by as f64);
    (all / by).ln()
}

#[cfg(test)]
mod tests {
    use super::{FUNCTION_WORDS, tokens};

    #[test]
    fn words_are_compared_without_case_and_plural() {
        let words: Vec<String> = tokens("The U.S. tariffs’ class – “Tariff” as is").collect();
        assert_eq!(words, ["u", "s", "tariff", "class", "tariff"]);
        assert!(FUNCTION_WORDS.is_sorted());
    }
}
