//! The numbers that a passage of prose mentions, in digits or words. Generous on purpose: it
//! decides whether a quote supports a value, and a reading too many costs less than a false alarm.

use super::number::{Rational, divided, minus, one, plus, times};
use super::prose_token::{Token, tokens};

/// Every number that the passage may be read to mention, in order and once each.
///
/// ```
/// use claimcheck_core::values::quantity::{Rational, numbers_in};
///
/// let found = numbers_in("three hundred and fifty billion dollars, forty-five of them");
/// assert!(found.contains(&Rational::from_integer(350_000_000_000)));
/// assert!(found.contains(&Rational::from_integer(45)));
/// assert!(!found.contains(&Rational::from_integer(40)));
/// ```
#[must_use]
pub fn numbers_in(text: &str) -> Vec<Rational> {
    let mut reader = Reader::default();
    for token in tokens(text) {
        reader.take(&token);
        reader.last = Some(token);
    }
    reader.finish();
    reader.found.sort_unstable();
    reader.found.dedup();
    reader.found
}

/// Whether a passage tells a number: digits of any script, or a word for one. `one`, `no` and `first`
/// are none, as prose is full of them.
///
/// ```
/// use claimcheck_core::values::quantity::prose::tells_number;
///
/// assert!(tells_number("forty of them") && tells_number("half of it") && tells_number("٢٠٢٥"));
/// assert!(!tells_number("no one was the first"));
/// ```
#[must_use]
pub fn tells_number(text: &str) -> bool {
    let is_number = |token: &Token| match token {
        Token::Digits(_)
        | Token::Tens(_)
        | Token::Magnitude(_)
        | Token::Vulgar(_)
        | Token::Part(_)
        | Token::Half => true,
        Token::Small(n) => *n > 1,
        _ => false,
    };
    text.contains(char::is_numeric) || tokens(text).iter().any(is_number)
}

/// A number in the making: `total` holds its finished groups (`two thousand`), `current` the
/// readings of the group that is open (`five hundred`), `tail` the last word that was added.
#[derive(Debug, Default)]
struct Reader {
    found: Vec<Rational>,
    total: Option<Rational>,
    current: Vec<Rational>,
    tail: Option<Rational>,
    greatest: Option<Rational>,
    /// The numbers before `to`, `or` or `and`, which share the magnitude of the number after it.
    shared: Vec<Rational>,
    /// The number before `and a half`.
    halved: Option<Rational>,
    negative: bool,
    last: Option<Token>,
}

impl Reader {
    fn take(&mut self, token: &Token) {
        match token {
            Token::Digits(readings) => self.digits(readings),
            Token::Small(n) | Token::Tens(n) => self.word(Rational::from_integer(*n)),
            Token::Magnitude(by) => self.magnitude(by),
            Token::Fixed(n) => self.lone(*n),
            Token::Ordinal(n) => self.ordinal(*n),
            Token::Part(of) => self.part(*of),
            Token::Vulgar(part) => self.vulgar(part),
            Token::Half => self.half(),
            Token::Article => self.article(),
            Token::And => self.and(),
            Token::Joint => self.joint(),
            Token::Slash => {}
            Token::Minus => {
                self.finish();
                self.negative = true;
            }
            Token::Other => {
                self.finish();
                self.shared.clear();
            }
        }
        if !matches!(token, Token::And | Token::Article) {
            self.halved = None;
        }
    }

    fn emit(&mut self, number: Option<Rational>) {
        let Some(number) = number else { return };
        self.found.push(number);
        if self.negative {
            self.found.push(-number);
        }
    }

    /// The readings of the number so far.
    fn sums(&self) -> Vec<Rational> {
        match (&self.total, self.current.as_slice()) {
            (None, current) => current.to_vec(),
            (Some(total), []) => vec![*total],
            (Some(total), current) => {
                current.iter().filter_map(|number| plus(total, number).ok()).collect()
            }
        }
    }

    fn emit_sums(&mut self) {
        for sum in self.sums() {
            self.emit(Some(sum));
        }
    }

    fn finish(&mut self) {
        self.emit_sums();
        self.total = None;
        self.current.clear();
        self.tail = None;
        self.greatest = None;
        self.negative = false;
    }

    fn digits(&mut self, readings: &[Rational]) {
        let numer = self.current.first().copied();
        let negative = self.negative;
        self.finish();
        self.negative = negative;
        if let (Some(Token::Slash), Some(numer), Some(denom)) =
            (&self.last, numer, readings.first())
        {
            self.emit(divided(&numer, denom).ok());
        }
        self.current = readings.to_vec();
    }

    fn word(&mut self, number: Rational) {
        let after_tens = matches!(self.last, Some(Token::Tens(_)));
        let hundred = Rational::from_integer(100);
        let joined = match (self.current.as_slice(), self.tail) {
            ([only], Some(tail)) if after_tens && number < Rational::from_integer(10) => {
                Some((plus(only, &number), plus(&tail, &number).ok()))
            }
            ([only], _) if *only >= hundred && only.is_integer() && only.numer() % 100 == 0 => {
                Some((plus(only, &number), Some(number)))
            }
            _ => None,
        };
        if let Some((Ok(sum), tail)) = joined {
            self.current = vec![sum];
            self.tail = tail;
            return;
        }
        if !self.current.is_empty() {
            self.finish();
        }
        self.current = vec![number];
        self.tail = Some(number);
    }

    fn magnitude(&mut self, by: &Rational) {
        if *by >= Rational::from_integer(1000) {
            self.great_magnitude(by);
        } else {
            self.small_magnitude(by);
        }
        self.tail = None;
    }

    /// `hundred` and `dozen` multiply the open group: of `three hundred and four hundred`, only
    /// what came last.
    fn small_magnitude(&mut self, by: &Rational) {
        if let ([only], Some(tail)) = (self.current.as_slice(), self.tail)
            && *only >= Rational::from_integer(100)
        {
            let before = minus(only, &tail).ok();
            self.emit(before);
            self.current = vec![tail];
        }
        if self.current.is_empty() {
            self.current = vec![one()];
        }
        self.current = self.current.iter().filter_map(|n| times(n, by).ok()).collect();
    }

    /// `thousand` and above close the open group, and so add to the number or multiply all of it.
    fn great_magnitude(&mut self, by: &Rational) {
        let shared = std::mem::take(&mut self.shared);
        let scaled: Vec<_> = shared.iter().chain(&self.tail).map(|n| times(n, by).ok()).collect();
        for number in scaled {
            self.emit(number);
        }
        for number in self.current.clone() {
            self.emit(Some(number));
            self.emit(times(&number, by).ok());
        }
        let ascends = self.greatest.is_none_or(|greatest| *by > greatest);
        let open = self.current.first().copied();
        self.total = match (self.total, open) {
            (None, open) => times(&open.unwrap_or_else(one), by).ok(),
            (Some(total), None) => times(&total, by).ok(),
            (Some(total), Some(open)) if ascends => {
                plus(&total, &open).and_then(|sum| times(&sum, by)).ok()
            }
            (Some(total), Some(open)) => times(&open, by).and_then(|n| plus(&total, &n)).ok(),
        };
        self.greatest = Some(*by);
        self.current.clear();
    }

    fn lone(&mut self, n: i128) {
        self.finish();
        self.emit(Some(Rational::from_integer(n)));
    }

    fn ordinal(&mut self, n: i128) {
        let number = Rational::from_integer(n);
        if matches!(self.last, Some(Token::Tens(_))) {
            self.word(number);
        } else {
            self.finish();
            self.emit(Some(number));
        }
        self.finish();
    }

    /// A part, alone and as many times as the number before it says, and each as a percentage.
    fn part(&mut self, of: i128) {
        let part = Rational::new(1, of);
        let count = self.current.first().and_then(|count| times(count, &part).ok());
        self.finish();
        if of == 3 {
            self.emit(Some(Rational::from_integer(of)));
        }
        self.share(Some(part));
        self.share(count);
    }

    fn share(&mut self, share: Option<Rational>) {
        self.emit(share);
        self.emit(share.and_then(|share| times(&share, &Rational::from_integer(100)).ok()));
    }

    fn vulgar(&mut self, part: &Rational) {
        self.share(Some(*part));
        let whole = self.current.first().copied();
        let sum = whole.and_then(|whole| plus(&whole, part).ok()).unwrap_or(*part);
        self.current = vec![sum];
        self.tail = None;
    }

    fn half(&mut self) {
        let half = Rational::new(1, 2);
        let more = self.halved.and_then(|whole| plus(&whole, &half).ok());
        self.finish();
        self.share(Some(half));
        self.current = vec![more.unwrap_or(half)];
    }

    /// `a` is one, but not in `half a million`.
    fn article(&mut self) {
        if !matches!(self.last, Some(Token::Half)) {
            self.finish();
            self.current = vec![one()];
        }
    }

    /// `and` goes on with a number of hundreds or thousands, and ends any other.
    fn and(&mut self) {
        let sums = self.sums();
        self.halved = sums.first().copied();
        let goes_on = matches!(self.last, Some(Token::Magnitude(_)));
        if goes_on {
            self.emit_sums();
        } else {
            self.finish();
        }
        self.shared = sums;
    }

    fn joint(&mut self) {
        let sums = self.sums();
        self.finish();
        self.shared.extend(sums);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Expects all of `wanted` (numerator and denominator) and none of `unwanted`.
    #[track_caller]
    fn finds(text: &str, wanted: &[(i128, i128)], unwanted: &[i128]) {
        let found = numbers_in(text);
        for (numer, denom) in wanted {
            assert!(found.contains(&Rational::new(*numer, *denom)), "{text}: {found:?}");
        }
        for number in unwanted {
            assert!(!found.contains(&Rational::from_integer(*number)), "{text}: {found:?}");
        }
    }

    #[test]
    fn digits() {
        finds("$350 billion", &[(350, 1), (350_000_000_000, 1)], &[3, 50]);
        finds("1,200 of 1.5 tonnes", &[(1200, 1), (6, 5), (3, 2)], &[1, 200]);
        finds("1.200,5 and 3,5", &[(2401, 2), (7, 2)], &[]);
        finds("5–10 million", &[(5, 1), (5_000_000, 1), (10_000_000, 1)], &[]);
        finds("between $5 and $10bn", &[(5_000_000_000, 1), (10_000_000_000, 1)], &[]);
        finds("90m people, 5k dogs, the 24th", &[(90_000_000, 1), (5000, 1), (24, 1)], &[]);
        finds("2025-10-30", &[(2025, 1), (10, 1), (30, 1)], &[]);
        finds("1 200 people in 2019", &[(1200, 1), (2019, 1)], &[200]);
        finds("it fell to -3.5 °C", &[(-7, 2)], &[]);
        finds("1/3 of it, 2½ years", &[(1, 3), (5, 2)], &[]);
        finds("10..20 km", &[(10, 1), (20, 1)], &[]);
    }

    #[test]
    fn words() {
        finds("twelve hundred", &[(1200, 1)], &[]);
        finds("three hundred and fifty billion", &[(350_000_000_000, 1), (350, 1)], &[3]);
        finds("Two million five hundred thousand", &[(2_500_000, 1)], &[]);
        finds("three hundred and four hundred", &[(300, 1), (400, 1)], &[]);
        finds("between five and ten million", &[(5_000_000, 1), (10_000_000, 1)], &[]);
        finds("a six-year, three-stop trip, forty-five days", &[(6, 1), (3, 1), (45, 1)], &[40, 5]);
        finds("two thousand and five", &[(2005, 1)], &[]);
        finds("a hundred and a dozen, two dozen", &[(100, 1), (12, 1), (24, 1)], &[]);
        finds("half a million; half of it", &[(500_000, 1), (1, 2), (50, 1)], &[]);
        finds("two and a half years", &[(5, 2)], &[]);
        finds(
            "two-thirds, a third, three quarters",
            &[(2, 3), (200, 3), (1, 3), (3, 4), (75, 1)],
            &[],
        );
        finds("its first and twenty-first", &[(1, 1), (21, 1)], &[20]);
        finds("no one, a couple, both, the sole", &[(0, 1), (1, 1), (2, 1)], &[]);
        finds("minus three degrees", &[(-3, 1)], &[]);
        finds("millions of people", &[], &[1_000_000]);
    }

    /// What stands side by side is not one number, unless it is written as one.
    #[test]
    fn neighbours_are_numbers_of_their_own() {
        finds("it ended 5-3", &[(5, 1), (3, 1)], &[-3]);
        finds("10..20 million", &[(10_000_000, 1), (20_000_000, 1)], &[]);
        finds("He was 5. 10 million came.", &[(5, 1), (10_000_000, 1)], &[5_000_000]);
        finds("5 to 10 million, five or six million", &[(5_000_000, 1), (6_000_000, 1)], &[]);
        finds("12 345 678 people", &[(12_345_678, 1)], &[]);
        finds(
            "in 2019 200 people, 1 2000",
            &[(2019, 1), (200, 1), (2000, 1)],
            &[2_019_200, 12_000],
        );
        finds("three m high, three k", &[(3, 1)], &[3_000_000, 3000]);
        finds("twenty fifteen, twenty ten", &[(20, 1), (15, 1), (10, 1)], &[35, 30]);
        finds("five three", &[(5, 1), (3, 1)], &[8]);
        finds("forty guests, five of them late", &[(40, 1), (5, 1)], &[45]);
        finds("two people million times", &[(2, 1)], &[2_000_000]);
        finds("twelve and five", &[(12, 1), (5, 1)], &[17]);
        finds("250 and five", &[(250, 1), (5, 1)], &[255]);
    }

    #[test]
    fn every_number_word_is_understood() {
        for (number, cardinal, ordinal) in [
            (1, "one", "first"),
            (2, "two", "second"),
            (3, "three", "third"),
            (4, "four", "fourth"),
            (5, "five", "fifth"),
            (6, "six", "sixth"),
            (7, "seven", "seventh"),
            (8, "eight", "eighth"),
            (9, "nine", "ninth"),
            (10, "ten", "tenth"),
            (11, "eleven", "eleventh"),
            (12, "twelve", "twelfth"),
        ] {
            finds(&format!("it took {cardinal} of them"), &[(number, 1)], &[]);
            finds(&format!("it was the {ordinal} of them"), &[(number, 1)], &[]);
        }
        for (number, word) in [
            (13, "thirteen"),
            (14, "fourteen"),
            (15, "fifteen"),
            (16, "sixteen"),
            (17, "seventeen"),
            (18, "eighteen"),
            (19, "nineteen"),
            (20, "twenty"),
            (30, "thirty"),
            (40, "forty"),
            (50, "fifty"),
            (60, "sixty"),
            (70, "seventy"),
            (80, "eighty"),
            (90, "ninety"),
            (1, "once"),
            (1, "a single one"),
            (2, "twice"),
            (3, "thrice"),
        ] {
            finds(&format!("it took {word} of them"), &[(number, 1)], &[]);
        }
        finds("ninety-nine of them", &[(99, 1)], &[90, 9]);
        finds("2 trillion, 3tn and 4 trn", &[2, 3, 4].map(|n| (n * 1_000_000_000_000, 1)), &[]);
        finds("¼, ¾, ⅓ and ⅔", &[(1, 4), (3, 4), (1, 3), (2, 3)], &[]);
    }

    proptest! {
        #[test]
        fn nothing_panics(text in "([0-9.,/ -]|million|hundred|half|and|a|three|third|½){0,60}") {
            let _ = numbers_in(&text);
        }
    }

    #[test]
    fn long_runs_are_no_numbers() {
        assert_eq!(numbers_in(&"9".repeat(100_000)), []);
        assert!(numbers_in(&"million ".repeat(10_000)).len() < 100);
    }
}
