//! The words and signs of an equation, with their places.

use std::ops::Range;

use super::{Comparison, EquationError, Operator};
use crate::values::ValueError;

/// Equations longer than this are refused: nobody writes one by hand.
const MOST_BYTES: usize = 10_000;

/// A word or a sign.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) at: Range<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A name, a path, or a word of a literal.
    Word,
    Operator(Operator),
    Comparison(Comparison),
    Open,
    Close,
    /// A time in square brackets, with them.
    Time,
}

/// Takes an equation apart.
pub(super) fn tokens(text: &str) -> Result<Vec<Token>, EquationError> {
    if text.len() > MOST_BYTES {
        let error = ValueError::new(format!("an equation of more than {MOST_BYTES} bytes"))
            .with_help("write several rules");
        return Err(EquationError { error, at: 0..text.len() });
    }
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let (kind, length) = match sign(text, at) {
            Some((kind, length)) => (Some(kind), length),
            None if c == '[' => (Some(Kind::Time), time(text, at)?),
            None if c.is_whitespace() => (None, c.len_utf8()),
            None => (Some(Kind::Word), word(text, at)),
        };
        if length == 0 {
            return Err(unreadable(c, at));
        }
        tokens.extend(kind.map(|kind| Token { kind, at: at..at + length }));
        at += length;
    }
    Ok(tokens)
}

fn sign(text: &str, at: usize) -> Option<(Kind, usize)> {
    const SIGNS: [(&str, Kind); 18] = [
        ("<=", Kind::Comparison(Comparison::AtMost)),
        (">=", Kind::Comparison(Comparison::AtLeast)),
        ("=<", Kind::Comparison(Comparison::AtMost)),
        ("=>", Kind::Comparison(Comparison::AtLeast)),
        ("==", Kind::Comparison(Comparison::Equal)),
        ("≤", Kind::Comparison(Comparison::AtMost)),
        ("≥", Kind::Comparison(Comparison::AtLeast)),
        ("=", Kind::Comparison(Comparison::Equal)),
        ("<", Kind::Comparison(Comparison::Below)),
        (">", Kind::Comparison(Comparison::Above)),
        ("+", Kind::Operator(Operator::Plus)),
        ("−", Kind::Operator(Operator::Minus)),
        ("–", Kind::Operator(Operator::Minus)),
        ("-", Kind::Operator(Operator::Minus)),
        ("×", Kind::Operator(Operator::Times)),
        ("·", Kind::Operator(Operator::Times)),
        ("*", Kind::Operator(Operator::Times)),
        ("÷", Kind::Operator(Operator::Over)),
    ];
    let rest = text.get(at..)?;
    let found = SIGNS.into_iter().find(|(sign, _)| rest.starts_with(sign));
    found.map(|(sign, kind)| (kind, sign.len())).or(match rest.chars().next()? {
        '/' => Some((Kind::Operator(Operator::Over), 1)),
        '(' => Some((Kind::Open, 1)),
        ')' => Some((Kind::Close, 1)),
        _ => None,
    })
}

/// How long a time in square brackets is.
fn time(text: &str, at: usize) -> Result<usize, EquationError> {
    let rest = text.get(at..).unwrap_or_default();
    rest.find(']').map(|end| end + 1).ok_or_else(|| {
        let error =
            ValueError::new("a bracket that is not closed").with_help("write the missing `]`");
        EquationError { error, at: at..at + 1 }
    })
}

/// How long the word is that begins at a place. A hyphen, a point, a comma or a colon is part of
/// it between two of its letters or digits: `killed-civilians`, `2025-10-30T09:06`, `1,200`.
fn word(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let mut end = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((place, c)) = chars.next() {
        let joins = matches!(c, '-' | '.' | ',' | ':');
        let joined = place > 0 && chars.peek().is_some_and(|(_, next)| is_word(*next));
        if is_word(c) || (joins && joined) || (c == '.' && joined) {
            end = place + c.len_utf8();
        } else {
            break;
        }
    }
    end
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric()
        || matches!(
            c,
            '_' | '%' | '°' | '²' | '³' | '$' | '€' | '£' | '¥' | '₩' | '₽' | '₹' | '~' | '?'
        )
}

fn unreadable(c: char, at: usize) -> EquationError {
    let shown = if c.is_control() { "a control character".to_owned() } else { format!("`{c}`") };
    let error = ValueError::new(format!("{shown} has no meaning in an equation")).with_help(
        "write names, numbers with units, dates and durations between + - * / ( ), and one of = < <= > >=",
    );
    EquationError { error, at: at..at + c.len_utf8() }
}
