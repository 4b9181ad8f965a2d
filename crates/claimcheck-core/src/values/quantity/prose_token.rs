//! Prose as tokens that matter for numbers. Owns the vocabulary of number words and the readings
//! of a run of digits; how tokens combine is `prose`'s.

use super::number::{Rational, divided, plus, power_of_ten};

/// What a word or a run of digits is to a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    /// A run of digits in every way it may be read: `1,200` is also 1.2.
    Digits(Vec<Rational>),
    /// A word from one to nineteen.
    Small(i128),
    /// A word from twenty to ninety.
    Tens(i128),
    /// A factor: hundred, dozen, million.
    Magnitude(Rational),
    /// A number that combines with nothing: `both`, `none`.
    Fixed(i128),
    /// `first` to `twelfth`.
    Ordinal(i128),
    /// `third` and `quarter` as parts of a whole.
    Part(i128),
    /// `½` and the like.
    Vulgar(Rational),
    Half,
    Article,
    And,
    /// What stands between the ends of a range.
    Joint,
    Slash,
    Minus,
    Other,
}

/// No word of a number has more bytes.
const LONGEST: usize = 9;

/// All tokens of a passage, in order.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut rest = text;
    let mut before = ' ';
    while let Some(c) = rest.chars().next() {
        let length = match c {
            '0'..='9' => run_length(rest),
            c if c.is_alphabetic() => rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len()),
            c => c.len_utf8(),
        };
        let (piece, after) = rest.split_at(length);
        let token = match c {
            '0'..='9' => Some(Token::Digits(readings(piece))),
            c if c.is_alphabetic() => {
                Some(word(piece, matches!(tokens.last(), Some(Token::Digits(_)))))
            }
            c => mark(c, before, after),
        };
        // Of words that are nothing to a number, one says what many do.
        let again = token == Some(Token::Other) && tokens.last() == Some(&Token::Other);
        tokens.extend(token.filter(|_| !again));
        before = piece.chars().next_back().unwrap_or(' ');
        rest = after;
    }
    tokens
}

/// What a character is that is neither letter nor digit. A hyphen inside a word is nothing:
/// `forty-five` is two tokens side by side.
fn mark(c: char, before: char, after: &str) -> Option<Token> {
    let next = after.chars().next().unwrap_or(' ');
    match c {
        '-' | '\u{2212}'
            if !before.is_alphanumeric() && (next.is_ascii_digit() || "$€£¥".contains(next)) =>
        {
            Some(Token::Minus)
        }
        '-' if before.is_alphabetic() || next.is_alphabetic() => None,
        '-' | '–' | '—' | '\u{2212}' | '‐' | '‑' => Some(Token::Joint),
        '/' => Some(Token::Slash),
        '½' => Some(Token::Vulgar(Rational::new(1, 2))),
        '¼' => Some(Token::Vulgar(Rational::new(1, 4))),
        '¾' => Some(Token::Vulgar(Rational::new(3, 4))),
        '⅓' => Some(Token::Vulgar(Rational::new(1, 3))),
        '⅔' => Some(Token::Vulgar(Rational::new(2, 3))),
        '.' if next == '.' || before == '.' => Some(Token::Joint),
        c if c.is_whitespace() || "$€£¥₹₩₽%’'*_~\u{200b}\u{ad}".contains(c) => None,
        _ => Some(Token::Other),
    }
}

/// How many bytes at the start are one number: digits and the marks between them, and groups of
/// three digits after a space.
fn run_length(text: &str) -> usize {
    let mut end = 0;
    let mut only_groups = true;
    let mut since_space = 0;
    for (at, c) in text.char_indices() {
        let rest = text.get(at + c.len_utf8()..).unwrap_or_default();
        let digit_follows = rest.starts_with(|c: char| c.is_ascii_digit());
        match c {
            '0'..='9' => since_space += 1,
            ',' | '.' if digit_follows => only_groups = false,
            c if c.is_whitespace() && only_groups && since_space <= 3 && is_group(rest) => {
                since_space = 0;
            }
            _ => break,
        }
        end = at + c.len_utf8();
    }
    end
}

/// Whether exactly three digits follow.
fn is_group(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    (0..3).all(digit) && !digit(3)
}

/// The run with a point before decimals, with a comma before them, or else its pieces.
fn readings(run: &str) -> Vec<Rational> {
    let run: String = run.chars().filter(|c| !c.is_whitespace()).collect();
    let mut found: Vec<Rational> =
        [reading(&run, ',', '.'), reading(&run, '.', ',')].into_iter().flatten().collect();
    if found.is_empty() {
        found = run.split(['.', ',']).filter_map(whole).map(Rational::from_integer).collect();
    }
    found.dedup();
    found
}

fn reading(run: &str, group: char, point: char) -> Option<Rational> {
    let (before, after) = run.split_once(point).unwrap_or((run, ""));
    let mut groups = before.split(group);
    let first_fits = !before.contains(group) || groups.next().is_some_and(|g| g.len() <= 3);
    let rest_fits = !before.contains(group) || groups.all(|g| g.len() == 3);
    if !first_fits || !rest_fits || after.contains([group, point]) {
        return None;
    }
    let digits: String = before.chars().filter(|c| *c != group).collect();
    let integer = Rational::from_integer(whole(&digits)?);
    if after.is_empty() {
        return Some(integer);
    }
    let power = power_of_ten(u32::try_from(after.len()).ok()?)?;
    plus(&integer, &divided(&Rational::from_integer(whole(after)?), &power).ok()?).ok()
}

fn whole(digits: &str) -> Option<i128> {
    digits.parse().ok()
}

/// What a word is; `k` and `m` are magnitudes only after digits.
fn word(written: &str, after_digits: bool) -> Token {
    if !written.is_ascii() {
        return lowercase_word(&written.to_lowercase(), after_digits);
    }
    let mut word = [0; LONGEST];
    let Some(word) = word.get_mut(..written.len()) else { return Token::Other };
    word.copy_from_slice(written.as_bytes());
    word.make_ascii_lowercase();
    lowercase_word(std::str::from_utf8(word).unwrap_or_default(), after_digits)
}

fn lowercase_word(word: &str, after_digits: bool) -> Token {
    if let Some(power) = magnitude(word, after_digits).and_then(power_of_ten) {
        return Token::Magnitude(power);
    }
    match word {
        "zero" | "no" | "none" | "nil" | "nobody" => Token::Fixed(0),
        "single" | "sole" | "once" => Token::Fixed(1),
        "couple" | "pair" | "twice" | "both" => Token::Fixed(2),
        "thrice" => Token::Fixed(3),
        "one" => Token::Small(1),
        "two" => Token::Small(2),
        "three" => Token::Small(3),
        "four" => Token::Small(4),
        "five" => Token::Small(5),
        "six" => Token::Small(6),
        "seven" => Token::Small(7),
        "eight" => Token::Small(8),
        "nine" => Token::Small(9),
        "ten" => Token::Small(10),
        "eleven" => Token::Small(11),
        "twelve" => Token::Small(12),
        "thirteen" => Token::Small(13),
        "fourteen" => Token::Small(14),
        "fifteen" => Token::Small(15),
        "sixteen" => Token::Small(16),
        "seventeen" => Token::Small(17),
        "eighteen" => Token::Small(18),
        "nineteen" => Token::Small(19),
        "twenty" => Token::Tens(20),
        "thirty" => Token::Tens(30),
        "forty" => Token::Tens(40),
        "fifty" => Token::Tens(50),
        "sixty" => Token::Tens(60),
        "seventy" => Token::Tens(70),
        "eighty" => Token::Tens(80),
        "ninety" => Token::Tens(90),
        "first" => Token::Ordinal(1),
        "second" => Token::Ordinal(2),
        "fourth" => Token::Ordinal(4),
        "fifth" => Token::Ordinal(5),
        "sixth" => Token::Ordinal(6),
        "seventh" => Token::Ordinal(7),
        "eighth" => Token::Ordinal(8),
        "ninth" => Token::Ordinal(9),
        "tenth" => Token::Ordinal(10),
        "eleventh" => Token::Ordinal(11),
        "twelfth" => Token::Ordinal(12),
        "third" | "thirds" => Token::Part(3),
        "quarter" | "quarters" => Token::Part(4),
        "dozen" => Token::Magnitude(Rational::from_integer(12)),
        "half" | "halves" => Token::Half,
        "a" | "an" => Token::Article,
        "and" => Token::And,
        "to" | "or" => Token::Joint,
        "minus" => Token::Minus,
        _ => Token::Other,
    }
}

fn magnitude(word: &str, after_digits: bool) -> Option<u32> {
    match word {
        "hundred" => Some(2),
        "thousand" => Some(3),
        "k" if after_digits => Some(3),
        "million" | "mn" | "mln" => Some(6),
        "m" if after_digits => Some(6),
        "billion" | "bn" | "bln" => Some(9),
        "trillion" | "tn" | "trn" => Some(12),
        _ => None,
    }
}
