//! Exact numbers as people write them in a claim: digits, fractions, magnitudes and small words.
//! Owns all arithmetic on them, which is checked: what leaves the range is an error, never a
//! panic and never a rounded answer. Prose is read in `prose`; units are not known here.

use num_rational::Ratio;
use num_traits::{CheckedAdd, CheckedDiv, CheckedMul, CheckedSub};

use crate::values::ValueError;

/// An exact number.
pub type Rational = Ratio<i128>;

/// Number words that a value may be written with.
const WORDS: [&str; 13] = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve",
];

/// The most that an exponent of ten may be.
const MOST_EXPONENT: u32 = 38;

/// Reads one number.
///
/// ```
/// use claimcheck_core::values::quantity::number::{Rational, parse_number};
///
/// assert_eq!(parse_number("1.2 million"), Ok(Rational::from_integer(1_200_000)));
/// assert_eq!(parse_number("1/3"), Ok(Rational::new(1, 3)));
/// assert!(parse_number("1,20").is_err());
/// ```
pub fn parse_number(text: &str) -> Result<Rational, ValueError> {
    let text = tidy(text);
    let (number, rest) = leading_number(&text)?;
    let (mut magnitude, mut rest) = leading_magnitudes(rest)?;
    if let Some(letter) = magnitude_letter(rest) {
        magnitude = Some(times(&magnitude.unwrap_or_else(one), &letter)?);
        rest = "";
    }
    if !rest.is_empty() {
        return Err(not_a_number(&text));
    }
    times(&number, &magnitude.unwrap_or_else(one))
}

/// The text with white space of every kind as single spaces, and the minus sign as a hyphen.
pub(crate) fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !tidy.is_empty() {
            tidy.push(' ');
        }
        tidy.extend(word.chars().map(|c| if c == '\u{2212}' { '-' } else { c }));
    }
    tidy
}

/// At most the first sixty characters of what was written, for a message.
pub(crate) fn clip(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
        None => text.to_owned(),
    }
}

/// The number at the start of a tidy text, without its magnitude, and what follows it.
pub(crate) fn leading_number(text: &str) -> Result<(Rational, &str), ValueError> {
    let (negative, body) = match text.strip_prefix('-') {
        Some(body) => (true, body),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let body = body.trim_start();
    let (number, rest) = match number_word(body) {
        Some(found) => found,
        None => leading_digits(body).ok_or_else(|| not_a_number(text))??,
    };
    Ok((if negative { -number } else { number }, rest.trim_start()))
}

/// What one more in the last digit of a number would add, as it is written; nothing for a fraction.
/// A number in words is one of ones.
pub(crate) fn last_place(written: &str) -> Option<Rational> {
    let digits = written.trim();
    if !digits.contains(|c: char| c.is_ascii_digit()) {
        return Some(one());
    }
    let (mantissa, exponent) = digits.split_once(['e', 'E']).unwrap_or((digits, "0"));
    let decimals = mantissa.split_once('.').map_or(0, |(_, after)| after.len());
    let power = exponent.parse::<i32>().ok()? - i32::try_from(decimals).ok()?;
    let size = power_of_ten(power.unsigned_abs()).filter(|_| !digits.contains('/'))?;
    if power < 0 { divided(&one(), &size).ok() } else { Some(size) }
}

/// The magnitudes at the start of a tidy text multiplied (`hundred thousand`), and what follows
/// them. The letters `k` and `m` are not among them: whether they are depends on the unit.
pub(crate) fn leading_magnitudes(mut text: &str) -> Result<(Option<Rational>, &str), ValueError> {
    let mut product: Option<Rational> = None;
    loop {
        let (word, rest) = text.split_once(' ').unwrap_or((text, ""));
        let Some(next) = magnitude_word(word) else { return Ok((product, text)) };
        product = Some(times(&product.unwrap_or_else(one), &next)?);
        text = rest;
    }
}

/// The magnitude that a word stands for.
pub(crate) fn magnitude_word(word: &str) -> Option<Rational> {
    let power = match word.to_ascii_lowercase().as_str() {
        "hundred" => 2,
        "thousand" => 3,
        "million" | "mn" => 6,
        "billion" | "bn" => 9,
        "trillion" | "tn" => 12,
        _ => return None,
    };
    power_of_ten(power)
}

/// The magnitude that a single letter stands for, where no unit is meant by it.
pub(crate) fn magnitude_letter(word: &str) -> Option<Rational> {
    match word {
        "k" | "K" => power_of_ten(3),
        "m" | "M" => power_of_ten(6),
        _ => None,
    }
}

/// Whether a word is part of how numbers are written, so that nothing else can be called it.
pub(crate) fn is_number_word(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    WORDS.contains(&word.as_str())
        || magnitude_word(&word).is_some()
        || magnitude_letter(&word).is_some()
}

/// Ten to a power, as far as numbers reach.
pub(crate) fn power_of_ten(power: u32) -> Option<Rational> {
    10_i128.checked_pow(power).map(Rational::from_integer)
}

pub(crate) fn one() -> Rational {
    Rational::from_integer(1)
}

/// The exact sum.
///
/// # Errors
///
/// Where it leaves the range of exact numbers.
pub fn plus(a: &Rational, b: &Rational) -> Result<Rational, ValueError> {
    in_range(match integers(a, b) {
        Some((a, b)) => a.checked_add(b).map(Rational::from_integer),
        None => a.checked_add(b),
    })
}

/// The exact difference.
///
/// # Errors
///
/// Where it leaves the range of exact numbers.
pub fn minus(a: &Rational, b: &Rational) -> Result<Rational, ValueError> {
    in_range(a.checked_sub(b))
}

/// The exact product.
///
/// # Errors
///
/// Where it leaves the range of exact numbers.
pub fn times(a: &Rational, b: &Rational) -> Result<Rational, ValueError> {
    in_range(match integers(a, b) {
        Some((a, b)) => a.checked_mul(b).map(Rational::from_integer),
        None => a.checked_mul(b),
    })
}

/// The exact quotient.
///
/// # Errors
///
/// Where it leaves the range of exact numbers, or is divided by nothing.
pub fn divided(a: &Rational, b: &Rational) -> Result<Rational, ValueError> {
    in_range(a.checked_div(b))
}

/// Two whole numbers: what comes of them needs no search for a common divisor.
fn integers(a: &Rational, b: &Rational) -> Option<(i128, i128)> {
    (a.is_integer() && b.is_integer()).then(|| (*a.numer(), *b.numer()))
}

/// The whole number below, without the sums that may leave the range on the way.
pub(crate) fn floor(number: &Rational) -> i128 {
    number.numer().div_euclid(*number.denom())
}

/// The whole number above.
pub(crate) fn ceil(number: &Rational) -> i128 {
    floor(number).saturating_add(i128::from(!number.is_integer()))
}

/// A number is in range if its negative is too.
fn in_range(number: Option<Rational>) -> Result<Rational, ValueError> {
    number.filter(|n| *n.numer() != i128::MIN).ok_or_else(out_of_range)
}

fn out_of_range() -> ValueError {
    ValueError::new("a number that is too large or too fine to calculate with")
        .with_help("write it with fewer digits, or in a larger unit")
}

fn not_a_number(text: &str) -> ValueError {
    ValueError::new(format!("`{}` is not a number", clip(text)))
        .with_help("write digits, as in 1,200 or 3.5, or a word up to twelve")
}

fn number_word(text: &str) -> Option<(Rational, &str)> {
    let end = text.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(text.len());
    let (word, rest) = text.split_at_checked(end)?;
    let value = WORDS.iter().position(|known| known.eq_ignore_ascii_case(word))?;
    Some((Rational::from_integer(i128::try_from(value).ok()?), rest))
}

/// The digits at the start of a text as a number; nothing if there are none.
fn leading_digits(text: &str) -> Option<Result<(Rational, &str), ValueError>> {
    let end = digits_end(text);
    let (digits, rest) = text.split_at_checked(end)?;
    if !digits.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    Some(written(digits).map(|number| (number, rest)))
}

/// Where the run of digits, and of the marks that stand between digits, ends.
fn digits_end(text: &str) -> usize {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let group = |at: usize| (at..at + 3).all(digit) && !digit(at + 3);
    let (mut at, mut group_start) = (0, Some(0));
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'0'..=b'9' => {}
            b'.' | b',' | b'_' | b'/' if digit(at + 1) => {}
            b' ' if group_start.is_some_and(|start| (1..=3).contains(&(at - start)))
                && group(at + 1) =>
            {
                group_start = Some(at + 1);
            }
            b'e' | b'E' if at > 0 && digit(at + 1) => group_start = None,
            b'e' | b'E'
                if at > 0 && matches!(bytes.get(at + 1), Some(b'+' | b'-')) && digit(at + 2) =>
            {
                group_start = None;
                at += 1;
            }
            _ => break,
        }
        at += 1;
    }
    at
}

/// A fraction, or a decimal with or without an exponent.
fn written(digits: &str) -> Result<Rational, ValueError> {
    if digits.contains('_') {
        return Err(ValueError::new(format!("`{}` has underscores", clip(digits)))
            .with_help("write 1000 or 1,000"));
    }
    if let Some((numer, denom)) = digits.split_once('/') {
        let (numer, denom) = (whole(numer)?, whole(denom)?);
        return divided(&Rational::from_integer(numer), &Rational::from_integer(denom))
            .map_err(|_| ValueError::new(format!("`{}` divides by nothing", clip(digits))));
    }
    match digits.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => scientific(&decimal(mantissa)?, exponent),
        None => decimal(digits),
    }
}

fn scientific(mantissa: &Rational, exponent: &str) -> Result<Rational, ValueError> {
    let size = exponent.trim_start_matches(['+', '-']).parse().ok();
    let size = size.filter(|size| *size <= MOST_EXPONENT).and_then(power_of_ten);
    let power = size.ok_or_else(out_of_range)?;
    if exponent.starts_with('-') { divided(mantissa, &power) } else { times(mantissa, &power) }
}

fn decimal(digits: &str) -> Result<Rational, ValueError> {
    let Some((before, after)) = digits.split_once('.') else {
        return whole(digits).map(Rational::from_integer);
    };
    if after.contains([',', '.']) {
        return Err(ValueError::new(format!("`{}` has its marks in another order", clip(digits)))
            .with_help("write commas between thousands and a point before decimals: 1,200.5"));
    }
    let whole_part = if before.is_empty() { 0 } else { whole(before)? };
    let places = u32::try_from(after.len()).ok().and_then(power_of_ten).ok_or_else(out_of_range)?;
    let fraction = divided(&Rational::from_integer(whole(after)?), &places)?;
    plus(&Rational::from_integer(whole_part), &fraction)
}

/// A whole number with or without groups of thousands.
fn whole(digits: &str) -> Result<i128, ValueError> {
    let mark = if digits.contains(',') { ',' } else { ' ' };
    let mut groups = digits.split(mark);
    let first = groups.next().unwrap_or_default();
    let mut grouped = false;
    let mut value = accumulate(0, first)?;
    for group in groups {
        if group.len() != 3 {
            return Err(bad_groups(digits));
        }
        grouped = true;
        value = accumulate(value, group)?;
    }
    if grouped && !(1..=3).contains(&first.len()) { Err(bad_groups(digits)) } else { Ok(value) }
}

fn accumulate(start: i128, digits: &str) -> Result<i128, ValueError> {
    digits.chars().try_fold(start, |value, c| {
        let digit = c.to_digit(10).ok_or_else(|| not_a_number(digits))?;
        let next = value.checked_mul(10).and_then(|value| value.checked_add(i128::from(digit)));
        next.ok_or_else(out_of_range)
    })
}

fn bad_groups(digits: &str) -> ValueError {
    ValueError::new(format!("`{}` is not grouped in thousands", clip(digits))).with_help(
        "write commas between groups of three digits (1,200) and a point before decimals (1.2)",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn reads(text: &str, numer: i128, denom: i128) {
        assert_eq!(parse_number(text), Ok(Rational::new(numer, denom)), "{text}");
    }

    #[track_caller]
    fn refuses(text: &str, part: &str) {
        match parse_number(text) {
            Ok(number) => panic_with(text, &number.to_string()),
            Err(error) => assert!(format!("{error:?}").contains(part), "{text}: {error:?}"),
        }
    }

    #[track_caller]
    fn panic_with(text: &str, got: &str) {
        assert_eq!(text, got, "it should have been refused");
    }

    #[test]
    fn digits_and_words() {
        for (text, numer, denom) in [
            ("145", 145, 1),
            ("-3.5", -7, 2),
            ("+2", 2, 1),
            ("1,200", 1200, 1),
            ("1,234,567.5", 2_469_135, 2),
            ("1 200", 1200, 1),
            ("1\u{202f}200\u{a0}300", 1_200_300, 1),
            ("010", 10, 1),
            ("1e3", 1000, 1),
            ("2.5e-1", 1, 4),
            ("1/3", 1, 3),
            ("Twelve", 12, 1),
            ("zero", 0, 1),
            ("\u{2212}5", -5, 1),
            (".5", 1, 2),
            ("350bn", 350_000_000_000, 1),
            ("1.2 million", 1_200_000, 1),
            ("5k", 5000, 1),
            ("5 m", 5_000_000, 1),
            ("two hundred thousand", 200_000, 1),
            ("3tn", 3_000_000_000_000, 1),
        ] {
            reads(text, numer, denom);
        }
    }

    #[test]
    fn what_is_refused_says_how_to_write_it() {
        refuses("1,20", "groups of three");
        refuses("1200,300", "groups of three");
        refuses("1_000", "write 1000 or 1,000");
        refuses("1.200,5", "1,200.5");
        refuses("1.2.3", "1,200.5");
        refuses("1e999999", "too large");
        refuses(&"9".repeat(400), "too large");
        refuses(&format!("0.{}1", "0".repeat(400)), "too large");
        refuses("1/0", "divides by nothing");
        // An exponent has digits, and a number to stand after.
        for text in ["", "many", "a", "-", "5 apples", "5.", "--5", "1 20", "e5", "e+5", "5e+"] {
            refuses(text, "is not a number");
        }
    }

    proptest! {
        #[test]
        fn nothing_panics(text in "[-+0-9.,_/eEkm ]{0,50}") {
            let _ = parse_number(&text);
        }
    }
}
