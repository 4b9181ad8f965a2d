//! Which words differ between two texts. Bounded: where more than [`MOST_WORDS`] words a side lie
//! between what the two begin and end with, all of those differ.

use std::ops::Range;

use super::fold::FoldedText;
use super::words::words as words_of;

/// How many words a side are compared one by one.
pub const MOST_WORDS: usize = 2000;

/// A place where two texts differ, in bytes of each. One side is empty where words were put in
/// or left out: it then points at the word that follows, or at the text's end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// In the first text.
    pub a: Range<usize>,
    /// In the second text.
    pub b: Range<usize>,
}

/// Where the words of two utterances differ; letter case and punctuation do not count.
///
/// ```
/// use claimcheck_core::text::diff::{Change, words};
///
/// let changes = words("A *great* deal.", "a very good deal");
/// assert_eq!(changes, [Change { a: 3..8, b: 2..11 }]);
/// ```
#[must_use]
pub fn words(a: &str, b: &str) -> Vec<Change> {
    let [a, b] = [a, b].map(|text| {
        let folded = FoldedText::new(text);
        let words = words_of(folded.as_str());
        words.map(|(range, key)| Word { range: folded.original(range), key }).collect::<Vec<_>>()
    });
    changes(&a, &b)
}

/// Where two folded texts differ, word by word, to the letter.
pub(super) fn exact(a: &str, b: &str) -> Vec<Change> {
    let [a, b] = [a, b].map(|text| {
        let mut at = 0;
        let words = text.split(' ').map(|word| {
            let range = at..at + word.len();
            at = range.end + 1;
            Word { range, key: word.to_owned() }
        });
        words.filter(|word| !word.range.is_empty()).collect::<Vec<_>>()
    });
    changes(&a, &b)
}

/// A word, where it stands, and what it is compared by.
struct Word {
    range: Range<usize>,
    key: String,
}

fn changes(a: &[Word], b: &[Word]) -> Vec<Change> {
    let same = |(a, b): &(&Word, &Word)| a.key == b.key;
    let start = a.iter().zip(b).take_while(same).count();
    let most = a.len().min(b.len()) - start;
    let end = a.iter().rev().zip(b.iter().rev()).take(most).take_while(same).count();
    let (a_end, b_end) = (a.len() - end, b.len() - end);
    let middle = (slice(a, start..a_end), slice(b, start..b_end));
    let changed = between(middle.0, middle.1).into_iter().map(|(i, j)| Change {
        a: bytes(a, i.start + start..i.end + start),
        b: bytes(b, j.start + start..j.end + start),
    });
    changed.collect()
}

/// The stretches of words, by index, that a longest common subsequence leaves out.
fn between(a: &[Word], b: &[Word]) -> Vec<(Range<usize>, Range<usize>)> {
    if a.len() > MOST_WORDS || b.len() > MOST_WORDS {
        return vec![(0..a.len(), 0..b.len())];
    }
    let mut changed = Vec::new();
    let mut from = (0, 0);
    for (i, j) in common(a, b).into_iter().chain([(a.len(), b.len())]) {
        if from != (i, j) {
            changed.push((from.0..i, from.1..j));
        }
        from = (i + 1, j + 1);
    }
    changed
}

/// The pairs of a longest common subsequence, in order.
fn common(a: &[Word], b: &[Word]) -> Vec<(usize, usize)> {
    let table = Table::new(a, b);
    let (mut i, mut j) = (0, 0);
    let mut pairs = Vec::new();
    while let (Some(left), Some(right)) = (a.get(i), b.get(j)) {
        if left.key == right.key {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if table.at(i + 1, j) >= table.at(i, j + 1) {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

/// How many words the rests of two texts have in common, from each pair of places on.
struct Table {
    cells: Vec<u16>,
    width: usize,
}

impl Table {
    fn new(a: &[Word], b: &[Word]) -> Self {
        let width = b.len() + 1;
        let mut table = Self { cells: vec![0; (a.len() + 1) * width], width };
        for (i, left) in a.iter().enumerate().rev() {
            for (j, right) in b.iter().enumerate().rev() {
                let longest = if left.key == right.key {
                    table.at(i + 1, j + 1) + 1
                } else {
                    table.at(i + 1, j).max(table.at(i, j + 1))
                };
                if let Some(cell) = table.cells.get_mut(i * width + j) {
                    *cell = longest;
                }
            }
        }
        table
    }

    fn at(&self, i: usize, j: usize) -> u16 {
        self.cells.get(i * self.width + j).copied().unwrap_or_default()
    }
}

/// The bytes that words stand in; for no words, the place before the next one.
fn bytes(words: &[Word], range: Range<usize>) -> Range<usize> {
    let end = words.last().map_or(0, |word| word.range.end);
    let start = words.get(range.start).map_or(end, |word| word.range.start);
    let last = slice(words, range).last();
    start..last.map_or(start, |word| word.range.end)
}

fn slice(words: &[Word], range: Range<usize>) -> &[Word] {
    words.get(range).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Words that differ stand in brackets, on both sides.
    #[track_caller]
    fn check(a: &str, b: &str) {
        let bare = |text: &str| text.replace(['[', ']'], "");
        let (mut left, mut right) = (bare(a), bare(b));
        for change in words(&left.clone(), &right.clone()).into_iter().rev() {
            for (text, range) in [(&mut left, change.a), (&mut right, change.b)] {
                text.insert(range.end, ']');
                text.insert(range.start, '[');
            }
        }
        assert_eq!((left.as_str(), right.as_str()), (a, b));
    }

    #[test]
    fn words_that_differ_are_marked() {
        check("the deal is done", "The deal is “done”!");
        check("the [old] deal", "the [new] deal");
        check("the []deal is done[]", "the [old] deal is done [now]");
        check("[one two]", "[three]");
        check("[]", "[one]");
        check("a [b] c [d] e", "a [x] c [y z] e");
    }

    #[test]
    fn long_texts_differ_as_a_whole() {
        let a: String = (0..3000).map(|n| format!("w{n} ")).collect();
        let b = a.replace("w7 ", "x ").replace("w2990 ", "y ");
        assert_eq!(words(&a, &b).len(), 1);
    }
}
