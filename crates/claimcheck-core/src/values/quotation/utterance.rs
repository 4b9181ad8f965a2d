//! Utterances, compared by their words alone and not by what the words mean: two wordings of one
//! utterance are the same, one a part of the other, or in conflict.

use crate::text::{fold, pieces, words};
use crate::values::{Relation, ValueError};

/// Stands around every word of a key.
const SEAM: char = '\u{1F}';
/// Stands in a key where words were left out.
const GAP: &str = "\u{1E}";

/// The words of one utterance. Two are equal where their words are, and are left out at the same
/// places.
#[derive(Debug, Clone)]
pub struct Utterance {
    text: String,
    /// The words in lowercase, each between two [`SEAM`]s, with a [`GAP`] for each ellipsis: a
    /// part of the utterance is a part of this string.
    key: String,
}

impl Utterance {
    /// Reads the words of a text; `…`, `...` and `[…]` stand for words left out, and mean nothing
    /// at either end.
    ///
    /// # Errors
    ///
    /// A text without words says nothing.
    ///
    /// ```
    /// use claimcheck_core::values::Utterance;
    /// use claimcheck_core::values::Relation;
    ///
    /// let whole = Utterance::new("We'll sign it, very soon.")?;
    /// let part = Utterance::new("“we’ll … SOON”")?;
    /// assert_eq!(part.relate(&whole), Relation::Inside);
    /// # Ok::<(), claimcheck_core::values::ValueError>(())
    /// ```
    pub fn new(text: &str) -> Result<Self, ValueError> {
        let folded = fold(text);
        let pieces: Vec<String> = pieces(&folded)
            .into_iter()
            .map(|piece| words(piece).flat_map(|(_, word)| [word, SEAM.into()]).collect())
            .filter(|piece: &String| !piece.is_empty())
            .map(|piece| format!("{SEAM}{piece}"))
            .collect();
        if pieces.is_empty() {
            return Err(ValueError::new("the quotation has no words"));
        }
        Ok(Self { text: text.to_owned(), key: pieces.join(GAP) })
    }

    /// The text as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The words alone, in lowercase, with `…` where some were left out: the same text for all ways
    /// to write one utterance.
    ///
    /// ```
    /// use claimcheck_core::values::Utterance;
    ///
    /// assert_eq!(Utterance::new("“We'll … SOON!”")?.normal(), "we'll … soon");
    /// # Ok::<(), claimcheck_core::values::ValueError>(())
    /// ```
    #[must_use]
    pub fn normal(&self) -> String {
        let pieces = self.key.split(GAP).map(|piece| {
            piece.split(SEAM).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
        });
        pieces.collect::<Vec<_>>().join(" … ")
    }

    /// How two wordings lie to each other: the same words, or the words of the first, in order and
    /// together where it leaves nothing out, a part of the second's. Else they have nothing in common
    /// where at least half of the words of the shorter one stand in the longer one in the same order,
    /// and where less of them do, they may be of two utterances, or parts of one.
    #[must_use]
    pub fn relate(&self, other: &Self) -> Relation {
        let (inside, contains) = (self.is_within(other), other.is_within(self));
        let may_both_be = !inside && !contains && !self.is_another_wording_of(other);
        Relation::from_inclusion(inside, contains, may_both_be)
    }

    fn is_another_wording_of(&self, other: &Self) -> bool {
        let (one, other): (Vec<&str>, Vec<&str>) =
            (self.pieces().flatten().collect(), other.pieces().flatten().collect());
        aligned(&one, &other) * 2 >= one.len().min(other.len())
    }

    /// The words between two ellipses, piece by piece.
    fn pieces(&self) -> impl Iterator<Item = impl Iterator<Item = &str>> {
        self.key.split(GAP).map(|piece| piece.split(SEAM).filter(|word| !word.is_empty()))
    }

    fn is_within(&self, other: &Self) -> bool {
        let mut rest = other.key.as_str();
        self.key.split(GAP).all(|piece| {
            let found = rest.find(piece);
            // The seam after a piece may be the one before the next.
            let next = found.and_then(|at| rest.get(at + piece.len() - SEAM.len_utf8()..));
            rest = next.unwrap_or_default();
            next.is_some()
        })
    }
}

/// How many words can be found in both of two lists in the same order.
fn aligned(one: &[&str], other: &[&str]) -> usize {
    // Of the words so far, for each place in the other list: the most that can be found up to it.
    let mut most = vec![0; other.len() + 1];
    for word in one {
        let mut before = 0;
        for (at, candidate) in other.iter().enumerate() {
            let here = most[at + 1];
            most[at + 1] = if word == candidate { before + 1 } else { here.max(most[at]) };
            before = here;
        }
    }
    most.last().copied().unwrap_or_default()
}

impl PartialEq for Utterance {
    fn eq(&self, other: &Self) -> bool {
        self.key == other.key
    }
}

impl Eq for Utterance {}

impl std::hash::Hash for Utterance {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.key.hash(state);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(a: &str, b: &str, expected: Relation) {
        let [x, y] = [a, b].map(|text| Utterance::new(text).unwrap());
        assert_eq!(x.relate(&y), expected, "{a:?} to {b:?}");
        assert_eq!(y.relate(&x), expected.converse(), "{b:?} to {a:?}");
        assert_eq!(x == y, expected == Relation::Equal, "{a:?} and {b:?}");
    }

    #[test]
    fn case_and_punctuation_do_not_count() {
        check("“It’s a *GREAT* deal!”", "it's a great deal", Relation::Equal);
        check("face-to-face", "face to face", Relation::Equal);
        check("'it is'", "it is…", Relation::Equal);
        check("its", "it's", Relation::Overlap);
        check("it costs $5", "it costs €5", Relation::Disjoint);
    }

    #[test]
    fn a_part_lies_inside() {
        check("a great deal", "it is a great deal for us", Relation::Inside);
        check("eat deal", "a great deal", Relation::Disjoint);
        check("it deal", "it is a deal", Relation::Disjoint);
        check("it … deal", "it is a deal", Relation::Inside);
        check("it … is", "it is", Relation::Inside);
        check("is … it", "it is", Relation::Disjoint);
        check("a … a", "a", Relation::Contains);
    }

    #[test]
    fn nothing_is_known_of_what_a_gap_leaves_out() {
        check("we will win", "we … win", Relation::Contains);
        check("we win", "we … win", Relation::Contains);
        check("we … it", "we … will … it", Relation::Inside);
        check("we … today", "we … it", Relation::Disjoint);
    }

    #[test]
    fn less_than_half_of_the_shorter_may_be_of_another_utterance() {
        check("I would like that", "I would love that", Relation::Disjoint);
        check("I would like that", "we never said so", Relation::Overlap);
        check("we will win", "they said that we lost", Relation::Overlap);
        check("we will win", "we said that they will lose", Relation::Disjoint);
        // In another order, only one of two words is aligned.
        check("win we", "we surely win", Relation::Disjoint);
        check("win will we", "we surely will all win", Relation::Overlap);
    }

    #[test]
    fn an_utterance_has_words() {
        for text in ["", "…", "“!?”"] {
            assert!(Utterance::new(text).is_err(), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn relations_mirror(a in "[ab]( [ab…]){0,5}", b in "[ab]( [ab…]){0,5}") {
            let [x, y] = [&a, &b].map(|text| Utterance::new(text).unwrap());
            prop_assert_eq!(x.relate(&y), y.relate(&x).converse());
            prop_assert_eq!(x.relate(&y) == Relation::Equal, x == y);
        }
    }
}
