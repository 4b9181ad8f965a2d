//! Quotes found in their report: each stands at one place, or is refused. All quotes of a report
//! are looked for in one pass. Finds what is there to the letter of the folded text; suggesting
//! what is nearly there is [`super::nearest`]'s.
//!
//! Limits: a wording is counted up to [`MOST_COUNTED`] places; a quote whose pieces are so common
//! that the first was tried 65,536 times in vain is given up as not found.

use std::collections::BTreeSet;
use std::ops::Range;

use foldhash::{HashMap, HashMapExt};

use super::ellipsis;
use super::fold::{FoldedText, in_folded_form};
use super::gaps;
pub use super::quote_search::MOST_COUNTED;
use super::quote_search::{Needle, Needles, Places};

/// How many places an ambiguous quote is shown at.
pub const MOST_PLACES: usize = 8;

/// A quote, as the W3C's `TextQuoteSelector` describes a passage.
///
/// Source of the definition: Web Annotation Data Model, 4.2.4.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Selector {
    /// The words, with ellipses for those left out.
    pub exact: String,
    /// What stands directly before them.
    pub prefix: Option<String>,
    /// What stands directly after them.
    pub suffix: Option<String>,
}

impl From<&str> for Selector {
    /// A quote with nothing around it.
    fn from(exact: &str) -> Self {
        Self { exact: exact.to_owned(), ..Self::default() }
    }
}

/// Why a quote has no place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AnchorError {
    /// It has no words.
    Empty,
    /// It stands nowhere, or nowhere with its prefix and suffix.
    NotFound,
    /// It stands at several places.
    Ambiguous {
        /// The first of them, at most [`MOST_PLACES`], in bytes of the report.
        places: Vec<Range<usize>>,
        /// How many there are; [`MOST_COUNTED`] stands for as many or more.
        count: usize,
    },
}

/// Finds quotes in their report: the bytes of each in the report as it is stored, in the order of
/// the quotes.
///
/// ```
/// use claimcheck_core::text::{AnchorError, FoldedText, anchor};
///
/// let report = FoldedText::new("They met in *Busan*,\nfor the first time in six years.");
/// let found = anchor(&report, &["met in Busan".into(), "first … years".into(), "e".into()]);
/// assert_eq!(found[0], Ok(5..18));
/// assert_eq!(found[1], Ok(29..52));
/// assert!(matches!(found[2], Err(AnchorError::Ambiguous { .. })));
/// ```
#[must_use]
pub fn anchor(
    report: &FoldedText,
    selectors: &[Selector],
) -> Vec<Result<Range<usize>, AnchorError>> {
    let mut needles = Needles::default();
    let mut plans: HashMap<&Selector, Vec<Reading>> = HashMap::new();
    for selector in selectors {
        plans.entry(selector).or_insert_with(|| readings(selector, &mut needles));
    }
    let places = needles.find(report);
    let found: HashMap<&Selector, Result<Range<usize>, AnchorError>> = plans
        .iter()
        .map(|(&selector, readings)| (selector, place(report, &places, readings)))
        .collect();
    selectors
        .iter()
        .map(|selector| found.get(selector).cloned().unwrap_or(Err(AnchorError::NotFound)))
        .collect()
}

/// What stands in the report if the quote does. A quote with a prefix or suffix has several
/// readings, with and without white space at the seams.
#[derive(Debug, PartialEq, Eq)]
struct Reading {
    pieces: Vec<Needle>,
    /// How much of the first piece is prefix.
    before: usize,
    /// How much of the last piece is suffix.
    after: usize,
}

/// All readings of a quote; none if it has no words.
fn readings(selector: &Selector, needles: &mut Needles) -> Vec<Reading> {
    let exact = ellipsis::trim(&selector.exact);
    let prefix = selector.prefix.as_deref().map_or("", ellipsis::trim);
    let suffix = selector.suffix.as_deref().map_or("", ellipsis::trim);
    if prefix.is_empty() && suffix.is_empty() {
        let folded = in_folded_form(exact);
        let pieces: Vec<Needle> =
            ellipsis::pieces(&folded).into_iter().map(|piece| needles.add(piece)).collect();
        let reading = Reading { pieces, before: 0, after: 0 };
        return if reading.pieces.is_empty() { Vec::new() } else { vec![reading] };
    }
    let seams = |around: &str| if around.is_empty() { &[""][..] } else { &["", " "] };
    let mut readings = Vec::new();
    for before in seams(prefix) {
        for after in seams(suffix) {
            let reading = read([prefix, before, exact, after, suffix], needles);
            readings.extend(reading.filter(|reading| !readings.contains(reading)));
        }
    }
    readings
}

/// Folds a quote together with what stands around it, as the report folds them.
fn read(parts: [&str; 5], needles: &mut Needles) -> Option<Reading> {
    let [prefix, before, exact, ..] = parts;
    let joined = FoldedText::new(&parts.concat());
    let start = prefix.len() + before.len();
    let (start, end) = (joined.folded_at(start), joined.folded_at(start + exact.len()));
    let head = joined.as_str().get(..start)?;
    let quote = joined.as_str().get(start..end)?;
    let tail = joined.as_str().get(end..)?;
    // White space belongs to the seam, and marks at it may have been dropped.
    let head =
        joined.as_str().get(..start + quote.len() - quote.trim_start().len()).unwrap_or(head);
    let tail = joined.as_str().get(end - (quote.len() - quote.trim_end().len())..).unwrap_or(tail);
    let mut pieces: Vec<String> = ellipsis::pieces(quote).into_iter().map(str::to_owned).collect();
    pieces.first_mut()?.insert_str(0, head);
    pieces.last_mut()?.push_str(tail);
    let pieces = pieces.iter().map(|piece| needles.add(piece)).collect();
    Some(Reading { pieces, before: head.len(), after: tail.len() })
}

fn place(
    report: &FoldedText,
    places: &Places<'_>,
    readings: &[Reading],
) -> Result<Range<usize>, AnchorError> {
    if readings.is_empty() {
        return Err(AnchorError::Empty);
    }
    let found: BTreeSet<_> =
        readings.iter().flat_map(|reading| matches(report, places, reading)).collect();
    let mut ranges = found.iter().map(|&(start, end)| report.original(start..end));
    match (found.len(), ranges.next()) {
        (1, Some(only)) => Ok(only),
        (_, None) => Err(AnchorError::NotFound),
        (count, Some(first)) => Err(AnchorError::Ambiguous {
            places: std::iter::once(first).chain(ranges).take(MOST_PLACES).collect(),
            count: count.min(MOST_COUNTED),
        }),
    }
}

/// Where one reading stands in the folded report, without prefix and suffix.
fn matches(report: &FoldedText, places: &Places<'_>, reading: &Reading) -> Vec<(usize, usize)> {
    let whole: Vec<_> = match reading.pieces.as_slice() {
        &[only] => {
            let len = places.text(only).len();
            places.of(only).iter().map(|&at| (at as usize, at as usize + len)).collect()
        }
        pieces => gaps::matches(report, places, pieces).into_iter().collect(),
    };
    let inner = whole.into_iter().map(|(a, b)| (a + reading.before, b - reading.after));
    inner.filter(|&(start, end)| report.is_seam(start) && report.is_seam(end)).collect()
}

#[cfg(test)]
mod tests;
