//! Sentences as runs of words, each run known by a number: what is word for word the same has the same
//! number. Owns what counts as a word here, and how many in a row are no accident.

use std::ops::Range;

use claimcheck_core::text::in_folded_form;

use super::quoted::quoted;
use crate::coverage::sentences;

/// So many words in a row are no accident.
pub(super) const RUN: usize = 8;

/// A sentence with at least one run of words.
pub(super) struct Sentence {
    /// Where it stands.
    pub(super) range: Range<u32>,
    /// Its runs, sorted, each once.
    pub(super) runs: Vec<u64>,
}

/// The sentences of a text that are long enough, without what stands in quotation marks.
pub(super) fn sentences_of(text: &str) -> Vec<Sentence> {
    let quoted = quoted(text);
    let mut next = 0;
    let each = sentences(text).into_iter().filter_map(|range| {
        let bytes = range.start as usize..range.end as usize;
        while quoted.get(next).is_some_and(|part| part.end <= bytes.start) {
            next += 1;
        }
        let runs = runs(&words(text, &bytes, &quoted[next..]));
        (!runs.is_empty()).then_some(Sentence { range, runs })
    });
    each.collect()
}

/// The words of a sentence outside some parts of it, as numbers.
fn words(text: &str, sentence: &Range<usize>, quoted: &[Range<usize>]) -> Vec<u64> {
    let mut words = Vec::new();
    let mut at = sentence.start;
    for part in quoted.iter().take_while(|part| part.start < sentence.end) {
        add_words(text.get(at..part.start.max(at)).unwrap_or_default(), &mut words);
        at = part.end.clamp(at, sentence.end);
    }
    add_words(text.get(at..sentence.end).unwrap_or_default(), &mut words);
    words
}

/// Runs of letters and digits in lowercase; apostrophes belong to the word that they stand in.
fn add_words(text: &str, words: &mut Vec<u64>) {
    const START: u64 = 0xcbf2_9ce4_8422_2325;
    const STEP: u64 = 0x0100_0000_01b3;
    let mut word = None;
    for c in in_folded_form(text).chars() {
        if c.is_alphanumeric() {
            let number = word.get_or_insert(START);
            for lower in c.to_lowercase() {
                *number = (*number ^ u64::from(u32::from(lower))).wrapping_mul(STEP);
            }
        } else if c != '\'' {
            words.extend(word.take());
        }
    }
    words.extend(word);
}

/// The number of each run of words in a row, sorted, each once.
fn runs(words: &[u64]) -> Vec<u64> {
    const BASE: u64 = 0x9e37_79b9_7f4a_7c15;
    let number = |run: &[u64]| {
        run.iter()
            .fold(0_u64, |sum, word| sum.wrapping_mul(BASE).wrapping_add(*word).rotate_left(29))
    };
    let mut runs: Vec<u64> = words.windows(RUN).map(number).collect();
    runs.sort_unstable();
    runs.dedup();
    runs
}

#[cfg(test)]
mod tests {
    use super::sentences_of;

    fn share(a: &str, b: &str) -> bool {
        let runs = |text| sentences_of(text).into_iter().flat_map(|it| it.runs).collect::<Vec<_>>();
        let other = runs(b);
        runs(a).iter().any(|run| other.contains(run))
    }

    #[test]
    fn eight_words_in_a_row_are_a_copy_and_seven_are_not() {
        assert!(share(
            "Yesterday one two three four five six seven eight fell.",
            "They say: One two, three four ‘five’ six seven\neight!"
        ));
        assert!(!share(
            "Yesterday one two three four five six seven fell.",
            "They say one two three four five six seven eight."
        ));
        // Two sentences are not one.
        assert!(!share(
            "One two three four five. Six seven eight nine ten.",
            "One two three four five six seven eight nine ten."
        ));
    }

    #[test]
    fn the_words_of_others_do_not_count() {
        let said = "“we will meet on Thursday in the city of Busan, as agreed”";
        assert!(!share(&format!("The mayor said: {said}."), &format!("He told us {said}.")));
        assert!(share(
            "The mayor told reporters “yes” at the gate of the town hall.",
            "The mayor told reporters “no” at the gate of the town hall."
        ));
    }
}
