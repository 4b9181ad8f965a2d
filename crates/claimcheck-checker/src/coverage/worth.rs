//! What makes a sentence worth checking: signs that it states a fact which can be looked up. Owns the
//! vocabulary; it is English, while digits and quotation marks are those of all scripts.

use claimcheck_core::values::quantity::prose::tells_number;

/// A sign that a sentence can be checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sign {
    /// It gives a number.
    Number,
    /// It gives a date: a month, a day of the week, a day counted from today.
    Date,
    /// It quotes somebody.
    Quotation,
    /// It says that something is the most of its kind, or a record.
    Superlative,
    /// It says that something is the first.
    First,
    /// It names whose word it is.
    Attribution,
}

impl Sign {
    /// All of them.
    pub const ALL: [Self; 6] = [
        Self::Number,
        Self::Date,
        Self::Quotation,
        Self::Superlative,
        Self::First,
        Self::Attribution,
    ];

    /// The word for it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Date => "date",
            Self::Quotation => "quotation",
            Self::Superlative => "superlative",
            Self::First => "first",
            Self::Attribution => "attribution",
        }
    }
}

/// Some signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Signs(u8);

impl Signs {
    /// Whether there are none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Each of them, in order.
    pub fn iter(self) -> impl Iterator<Item = Sign> {
        Sign::ALL.into_iter().filter(move |sign| self.0 & bit(*sign) != 0)
    }

    /// Their words, in order.
    pub fn words(self) -> Vec<&'static str> {
        self.iter().map(Sign::as_str).collect()
    }
}

const fn bit(sign: Sign) -> u8 {
    1 << sign as u8
}

/// The signs of a sentence.
pub(super) fn signs(sentence: &str) -> Signs {
    let mut signs = 0;
    if tells_number(sentence) {
        signs |= bit(Sign::Number);
    }
    if sentence.contains(is_quotation_mark) {
        signs |= bit(Sign::Quotation);
    }
    for word in sentence.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
        signs |= of_word(word).map_or(0, bit);
    }
    Signs(signs)
}

/// Marks that open or close the words of somebody. A single mark that closes them is an apostrophe as
/// often as not.
fn is_quotation_mark(c: char) -> bool {
    matches!(
        c,
        '"' | '“'
            | '”'
            | '„'
            | '‟'
            | '«'
            | '»'
            | '‘'
            | '‹'
            | '›'
            | '「'
            | '」'
            | '『'
            | '』'
            | '＂'
    )
}

fn of_word(word: &str) -> Option<Sign> {
    // `May`, `March` and `Second` are no sign where they are written small.
    let is_capital = word.starts_with(char::is_uppercase);
    let word = word.to_lowercase();
    let is_in = |list: &[&str]| list.binary_search(&word.as_str()).is_ok();
    if is_in(&MANY) {
        return Some(Sign::Number);
    }
    if is_in(&DAYS) || (is_capital && is_in(&MONTHS)) {
        return Some(Sign::Date);
    }
    if word == "first" {
        return Some(Sign::First);
    }
    if is_in(&SPEAKING) {
        return Some(Sign::Attribution);
    }
    (is_in(&EXTREMES) || is_superlative(&word)).then_some(Sign::Superlative)
}

/// Whether a word is the superlative of an adjective that is often used of facts: `largest`,
/// `biggest`, `heaviest`.
fn is_superlative(word: &str) -> bool {
    let Some(stem) = word.strip_suffix("est").filter(|stem| stem.len() > 2) else { return false };
    let is_known = |adjective: &str| ADJECTIVES.binary_search(&adjective).is_ok();
    let doubled = stem.char_indices().next_back().map(|(at, last)| (&stem[..at], last));
    is_known(stem)
        || is_known(&format!("{stem}e"))
        || stem.strip_suffix('i').is_some_and(|stem| is_known(&format!("{stem}y")))
        || doubled.is_some_and(|(once, last)| once.ends_with(last) && is_known(once))
}

// The lists are sorted, as a test checks.

/// Numbers that nobody counted.
const MANY: [&str; 6] = ["billions", "dozens", "hundreds", "millions", "thousands", "trillions"];

const DAYS: [&str; 12] = [
    "ago",
    "friday",
    "monday",
    "saturday",
    "sunday",
    "thursday",
    "today",
    "tomorrow",
    "tonight",
    "tuesday",
    "wednesday",
    "yesterday",
];

const MONTHS: [&str; 12] = [
    "april",
    "august",
    "december",
    "february",
    "january",
    "july",
    "june",
    "march",
    "may",
    "november",
    "october",
    "september",
];

/// Words that name whose word something is. `claims`, `reports` and `states` are things as often.
const SPEAKING: [&str; 41] = [
    "according",
    "accused",
    "acknowledged",
    "added",
    "admitted",
    "alleged",
    "allegedly",
    "announced",
    "argued",
    "asserted",
    "claimed",
    "confirmed",
    "declared",
    "denied",
    "denies",
    "estimated",
    "explained",
    "insisted",
    "noted",
    "pledged",
    "posted",
    "predicted",
    "promised",
    "quoted",
    "replied",
    "reported",
    "reportedly",
    "said",
    "says",
    "spokesman",
    "spokesperson",
    "spokeswoman",
    "stated",
    "suggested",
    "telling",
    "tells",
    "told",
    "vowed",
    "warned",
    "writes",
    "wrote",
];

/// Superlatives that do not end as others do, and records.
const EXTREMES: [&str; 11] = [
    "best",
    "farthest",
    "foremost",
    "furthest",
    "least",
    "maximum",
    "minimum",
    "most",
    "record",
    "unprecedented",
    "worst",
];

const ADJECTIVES: [&str; 59] = [
    "big", "bloody", "brief", "bright", "broad", "busy", "cheap", "close", "cold", "costly",
    "dark", "deadly", "deep", "dense", "dry", "early", "easy", "fast", "few", "fierce", "fine",
    "grave", "great", "hard", "harsh", "heavy", "high", "hot", "huge", "large", "late", "light",
    "long", "loud", "low", "mild", "narrow", "near", "new", "old", "poor", "quick", "rare", "rich",
    "sharp", "short", "simple", "slow", "small", "steep", "strict", "strong", "tall", "thick",
    "thin", "tough", "weak", "wide", "young",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn tells(sentence: &str, expected: &[&str]) {
        assert_eq!(signs(sentence).words(), expected, "{sentence}");
    }

    #[test]
    fn facts_that_can_be_looked_up_have_signs() {
        tells("They met for an hour and forty minutes.", &["number"]);
        tells("The fee is 47%.", &["number"]);
        tells("Hundreds fled.", &["number"]);
        tells("‘Yes’ was the answer.", &["quotation"]);
        tells("They met on Thursday.", &["date"]);
        tells("It is due in May.", &["date"]);
        tells("“Amazing,” he called it.", &["quotation"]);
        tells(
            "It is the biggest of all and the heaviest, the largest, the highest.",
            &["superlative"],
        );
        tells("It was a record.", &["superlative"]);
        tells("It is their first meeting.", &["first"]);
        tells("The minister denied it.", &["attribution"]);
        tells(
            "On Friday he said it was the first in 6 years.",
            &["number", "date", "first", "attribution"],
        );
        tells("他说“好”。", &["quotation"]);
        tells("تم الاتفاق في ٢٠٢٥", &["number"]);
    }

    #[test]
    fn what_only_looks_like_one_has_none() {
        tells("One may march in the west for interest, lest the rest of a forest protest.", &[]);
        tells("It's a pity, and nobody's fault.", &[]);
        tells("", &[]);
    }

    #[test]
    fn lists_are_sorted() {
        for list in [&DAYS[..], &MANY, &MONTHS, &SPEAKING, &EXTREMES, &ADJECTIVES] {
            assert!(list.is_sorted(), "{list:?}");
        }
    }
}
