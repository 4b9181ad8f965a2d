//! One term of a quantity: a number with its magnitude, and the unit before or after it. Owns
//! what terms lend to each other; knows nothing of bounds.

use num_traits::Signed;

use super::bounds::Ends;
use super::number::{self, Rational, clip};
use super::rounding::{Figure, LastDigit, cell};
use super::tolerance::{Tolerance, ten_percent};
use super::{DimensionId, QuantityContext, UnitId, two_dimensions};
use crate::values::{Cut, Interval, ValueError};

/// A number as written, with its magnitude, in a unit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Term {
    pub(super) number: Rational,
    magnitude: Option<Rational>,
    unit: Option<UnitId>,
    last_digit: LastDigit,
    /// Whether anything follows the number itself, so that it can borrow no magnitude.
    complete: bool,
}

/// Reads all terms of a phrase. A term without a unit takes that of the next term that has one,
/// else of the last before it, else the property's. One without a magnitude and a unit after it
/// takes the next term's magnitude if it is the lesser number of the two: in `5..10 million` both
/// are millions, in `500..2 million` they are not.
pub(super) fn read_all(
    texts: &[&str],
    context: &QuantityContext<'_>,
) -> Result<Vec<Term>, ValueError> {
    let mut terms = texts.iter().map(|text| read(text, context)).collect::<Result<Vec<_>, _>>()?;
    let mut next: Option<Term> = None;
    for term in terms.iter_mut().rev() {
        if let Some(next) = &next {
            term.borrow_from(next)?;
        }
        next = Some(*term);
    }
    let mut unit = None;
    for term in &mut terms {
        unit = term.unit.or(unit);
        term.unit = unit.or(context.unit);
    }
    Ok(terms)
}

impl Term {
    fn borrow_from(&mut self, next: &Self) -> Result<(), ValueError> {
        if let (false, Some(magnitude)) = (self.complete, next.magnitude) {
            let number = number::times(&self.number, &magnitude)?;
            if number < next.number {
                *self = Self { number, magnitude: Some(magnitude), ..*self };
            }
        }
        self.unit = self.unit.or(next.unit);
        Ok(())
    }
}

/// Reads one term: `350 billion USD`, `$350bn`, `15 %`, `three`.
pub(super) fn read(text: &str, context: &QuantityContext<'_>) -> Result<Term, ValueError> {
    let (before, body) = prefix(text, context)?;
    let (written, rest) = number::leading_number(&body)?;
    let rest_of_number = rest.len();
    let (mut magnitude, mut rest) = number::leading_magnitudes(rest)?;
    if let Some((letter, after)) = letter_magnitude(rest, before, context) {
        magnitude = Some(number::times(&magnitude.unwrap_or_else(number::one), &letter)?);
        rest = after;
    }
    let unit = match (rest, before) {
        ("", before) => before,
        (rest, None) => Some(suffix(rest, context)?),
        (rest, Some(before)) if suffix(rest, context)? == before => Some(before),
        _ => return Err(ValueError::new(format!("`{}` has two units", clip(text)))),
    };
    let digits = body.get(..body.len() - rest_of_number).unwrap_or_default();
    let last_digit = last_digit(digits, magnitude);
    let complete = magnitude.is_some() || !rest.is_empty();
    let number = number::times(&written, &magnitude.unwrap_or_else(number::one))?;
    Ok(Term { number, magnitude, unit, last_digit, complete })
}

fn last_digit(digits: &str, magnitude: Option<Rational>) -> LastDigit {
    let place = number::last_place(digits);
    let place = place.and_then(|place| match magnitude {
        Some(magnitude) => number::times(&place, &magnitude).ok(),
        None => Some(place),
    });
    LastDigit { place, marked: magnitude.is_some() || digits.contains(['.', 'e', 'E']) }
}

/// The figure that one term is.
pub(super) fn figure(terms: &[Term], context: &QuantityContext<'_>) -> Option<Figure> {
    let [term] = terms else { return None };
    let dimension = dimension(terms, context).ok()?;
    let cell = term.last_digit.of(dimension).and_then(|place| {
        let (lower, upper) = cell(&term.number, &place)?;
        let in_base = |cut: Cut<Rational>| {
            Some(match cut {
                Cut::Below(at) => Cut::Below(base(term, &at, context).ok()?),
                Cut::Above(at) => Cut::Above(base(term, &at, context).ok()?),
                open @ (Cut::Bottom | Cut::Top) => open,
            })
        };
        Interval::new(in_base(lower)?, in_base(upper)?)
    });
    Some(Figure { dimension, number: base(term, &term.number, context).ok()?, cell })
}

/// The currency before a number, and the text without it but with its sign.
fn prefix(
    text: &str,
    context: &QuantityContext<'_>,
) -> Result<(Option<UnitId>, String), ValueError> {
    let unsigned = text.trim_start_matches(['-', '+']);
    let (sign, _) = text.split_at(text.len() - unsigned.len());
    let end = unsigned.find(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+' | '.'));
    let (symbol, number) = unsigned.split_at(end.unwrap_or(0));
    let symbol = symbol.trim();
    if symbol.is_empty() || number::leading_number(unsigned).is_ok() {
        return Ok((None, text.to_owned()));
    }
    let wrong = || {
        ValueError::new(format!("`{}` does not begin with a number", clip(text)))
            .with_help("write a number first, or a bound or a currency before it: about 5 km, $5")
    };
    let unit = context.units.find_for(symbol, property_dimension(context));
    let unit = unit.map_err(|error| if symbol == "¥" { error } else { wrong() })?;
    if !context.units.is_currency(unit) {
        return Err(wrong());
    }
    Ok((Some(unit), format!("{sign}{number}")))
}

/// `k` and `m` as magnitudes. Before a unit, after a currency, or where the property measures
/// something else, `m` is a million and not a metre, and `K` a thousand and not a kelvin.
fn letter_magnitude<'a>(
    rest: &'a str,
    before: Option<UnitId>,
    context: &QuantityContext<'_>,
) -> Option<(Rational, &'a str)> {
    let (letter, after) = rest.split_once(' ').unwrap_or((rest, ""));
    let magnitude = number::magnitude_letter(letter)?;
    let as_unit = context.units.lookup(letter).map(|unit| context.units.dimension(unit));
    let fits = context.unit.is_none() || property_dimension(context) == as_unit;
    let is_unit = after.is_empty() && before.is_none() && as_unit.is_some() && fits;
    (!is_unit).then_some((magnitude, after))
}

fn suffix(rest: &str, context: &QuantityContext<'_>) -> Result<UnitId, ValueError> {
    if rest.starts_with(['-', '–']) {
        return Err(ValueError::new(format!("`{}` follows a number", clip(rest)))
            .with_help("write a range as 10..20"));
    }
    context.units.find_for(rest, property_dimension(context))
}

fn property_dimension(context: &QuantityContext<'_>) -> Option<DimensionId> {
    context.unit.map(|unit| context.units.dimension(unit))
}

/// The term at an index that the grammar gave out.
pub(super) fn at(terms: &[Term], at: usize) -> Result<&Term, ValueError> {
    terms.get(at).ok_or_else(|| ValueError::new("an incomplete range"))
}

/// The one dimension of all terms.
pub(super) fn dimension(
    terms: &[Term],
    context: &QuantityContext<'_>,
) -> Result<DimensionId, ValueError> {
    let of =
        |term: &Term| term.unit.map_or(DimensionId::NUMBER, |unit| context.units.dimension(unit));
    let first = terms.first().map_or(DimensionId::NUMBER, of);
    if terms.iter().any(|term| of(term) != first) { Err(two_dimensions()) } else { Ok(first) }
}

/// The one number that a term is, in its dimension's base unit.
pub(super) fn ends(
    term: &Term,
    context: &QuantityContext<'_>,
) -> Result<Ends<Rational>, ValueError> {
    let base = base(term, &term.number, context)?;
    Ok((base, base))
}

/// What `about` the term means. A share is taken of the number as written, so that a tenth of
/// 20 °C is 2 degrees.
pub(super) fn about(
    term: &Term,
    context: &QuantityContext<'_>,
) -> Result<Ends<Rational>, ValueError> {
    let dimension = dimension(std::slice::from_ref(term), context)?;
    let share = match context.tolerance {
        Some(Tolerance::Absolute { dimension: of, amount }) if of == dimension => {
            let (base, _) = ends(term, context)?;
            return Ok((number::minus(&base, &amount)?, number::plus(&base, &amount)?));
        }
        Some(Tolerance::Relative(share)) => share,
        _ => ten_percent(),
    };
    let by = number::times(&term.number.abs(), &share)?;
    let (low, high) = (number::minus(&term.number, &by)?, number::plus(&term.number, &by)?);
    Ok((base(term, &low, context)?, base(term, &high, context)?))
}

fn base(
    term: &Term,
    amount: &Rational,
    context: &QuantityContext<'_>,
) -> Result<Rational, ValueError> {
    term.unit.map_or(Ok(*amount), |unit| context.units.to_base(unit, amount))
}
