//! How like two names can be at most, from how long they are and which letters they have. Owns no
//! similarity: it only says for which pairs that need not be worked out.

use std::borrow::Cow;

/// A name in lower case, and which letters it has.
#[derive(Debug, Clone)]
pub(super) struct Letters<'a> {
    pub(super) text: Cow<'a, str>,
    count: u32,
    /// 64 bits, of which each stands for several letters.
    set: u64,
}

/// The bit of a letter.
fn bit(letter: char) -> u64 {
    1 << (u32::from(letter) % 64)
}

impl<'a> Letters<'a> {
    /// The letters of a name, which is copied only where it is not in lower case already.
    pub(super) fn new(name: &'a str) -> Self {
        let lower = name.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase());
        let text = if lower { Cow::Borrowed(name) } else { Cow::Owned(name.to_lowercase()) };
        let (count, set) =
            text.chars().fold((0, 0), |(count, set), letter| (count + 1, set | bit(letter)));
        Self { text, count, set }
    }

    /// The same, of a name of its own.
    pub(super) fn owned(name: &str) -> Letters<'static> {
        let Letters { text, count, set } = Letters::new(name);
        Letters { text: Cow::Owned(text.into_owned()), count, set }
    }

    /// Whether the similarity (Jaro–Winkler) to another name can come to so much: what it would be
    /// if all letters that may stand in both did so, in one order. Most names are told apart by how
    /// long they are.
    pub(super) fn can_reach(&self, other: &Self, least: f64) -> bool {
        let both = self.text.chars().zip(other.text.chars()).take(4);
        let prefix = both.take_while(|(a, b)| a == b).fold(0.0, |sum, _| sum + 0.1);
        let reaches = |common: u32| self.at_most(other, common, prefix) >= least - ROUNDING;
        reaches(self.count.min(other.count)) && reaches(self.shared(other).min(other.shared(self)))
    }

    /// What the similarity is at most, with so many letters in common and such a beginning.
    fn at_most(&self, other: &Self, common: u32, prefix: f64) -> f64 {
        if common == 0 {
            return if self.count + other.count == 0 { 1.0 } else { 0.0 };
        }
        let of = |count: u32| f64::from(common) / f64::from(count);
        let jaro = (of(self.count) + of(other.count) + 1.0) / 3.0;
        jaro + prefix * (1.0 - jaro)
    }

    /// How many letters may stand in another name too.
    fn shared(&self, other: &Self) -> u32 {
        self.text.chars().fold(0, |sum, letter| sum + u32::from(other.set & bit(letter) != 0))
    }
}

/// More than rounding makes of a similarity.
const ROUNDING: f64 = 1e-9;

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn names_of_other_letters_or_another_length_cannot_be_alike() {
        let can = |a, b| Letters::new(a).can_reach(&Letters::new(b), 0.8);
        assert!(can("Place", "plaec") && can("", ""));
        assert!(
            !can("place", "zooms") && !can("place", "the place of all places") && !can("", "a")
        );
    }

    proptest! {
        #[test]
        fn a_name_is_no_nearer_than_its_letters_let_it_be(
            a in "[a-eA-BÄäßé ]{0,9}", b in "[a-fÄäßé ]{0,9}"
        ) {
            let (first, other) = (Letters::new(&a), Letters::owned(&b));
            let score = strsim::jaro_winkler(&first.text, &other.text);
            prop_assert!(first.can_reach(&other, score));
        }
    }
}
