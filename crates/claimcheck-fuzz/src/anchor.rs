//! Quotes in their report, against a search that is slow and simple.

use claimcheck_core::text::{AnchorError, FoldedText, MOST_COUNTED, Selector, fold, nearest};

use crate::bytes::texts;

/// A report, a quote, and what stands before and after it.
///
/// # Panics
///
/// Where what is found stands at other bytes than it should, or is not found though it stands there.
pub fn anchor(bytes: &[u8]) {
    let mut texts = texts(bytes);
    let report = texts.next().unwrap_or_default();
    let exact = texts.next().unwrap_or_default();
    let selector = Selector { exact, prefix: texts.next(), suffix: texts.next() };
    let folded = FoldedText::new(&report);
    let found = claimcheck_core::text::anchor(&folded, std::slice::from_ref(&selector));
    let [found] = found.as_slice() else { panic!("one quote has one answer") };
    places_are_characters(&report, found);
    if !has_ellipsis(&selector) && selector.prefix.is_none() && selector.suffix.is_none() {
        is_where_it_stands(&folded, &selector.exact, found);
    }
    if let Ok(place) = found {
        says_the_same(&report, &selector, &report[place.clone()]);
    } else if let Some(near) = nearest(&folded, &selector.exact) {
        assert!(report.get(near.range).is_some(), "the nearest passage is one: {selector:?}");
    }
}

fn places_are_characters(report: &str, found: &Result<std::ops::Range<usize>, AnchorError>) {
    let places = match found {
        Ok(place) => std::slice::from_ref(place),
        Err(AnchorError::Ambiguous { places, count }) => {
            assert!(*count >= 2 && !places.is_empty(), "several are at least two");
            places
        }
        Err(AnchorError::Empty | AnchorError::NotFound) => &[],
    };
    for place in places {
        let passage = report.get(place.clone());
        assert!(passage.is_some_and(|passage| !passage.is_empty()), "{place:?} of {report:?}");
    }
}

fn has_ellipsis(selector: &Selector) -> bool {
    let texts = [Some(&selector.exact), selector.prefix.as_ref(), selector.suffix.as_ref()];
    texts.into_iter().flatten().any(|text| fold(text).contains(['.', '…']))
}

/// Looks at every place of the folded report, one after another. Whether a reader sees a character
/// end there is for the program to know: here, ASCII after it is enough, and a mark too much.
fn is_where_it_stands(
    report: &FoldedText,
    exact: &str,
    found: &Result<std::ops::Range<usize>, AnchorError>,
) {
    let quote = fold(exact);
    if quote.is_empty() {
        assert_eq!(*found, Err(AnchorError::Empty), "{exact:?}");
        return;
    }
    let text = report.as_str();
    let plain = |at: usize| text.as_bytes().get(at).is_none_or(u8::is_ascii);
    let places: Vec<usize> =
        (0..text.len()).filter(|at| text.as_bytes()[*at..].starts_with(quote.as_bytes())).collect();
    let sure = places.iter().filter(|at| plain(**at) && plain(**at + quote.len())).count();
    match found {
        Ok(range) => {
            assert!(sure <= 1, "{quote:?} stands {sure} times in {text:?}");
            let stands = |at: &usize| report.original(*at..*at + quote.len()) == *range;
            assert!(places.iter().any(stands), "{quote:?} does not stand at {range:?} of {text:?}");
        }
        Err(AnchorError::Ambiguous { count, .. }) => {
            let possible = sure.min(MOST_COUNTED)..=places.len();
            assert!(possible.contains(count), "{quote:?} stands {sure} times in {text:?}");
        }
        Err(AnchorError::NotFound) => assert_eq!(sure, 0, "{quote:?} stands in {text:?}"),
        Err(AnchorError::Empty) => panic!("{quote:?} has words"),
    }
}

/// The passage folds to the quote, and begins and ends as it does. Marks of emphasis and backslashes
/// mean something else where what stands around them is gone.
fn says_the_same(report: &str, selector: &Selector, passage: &str) {
    let Selector { exact, prefix, suffix } = selector;
    let around = [prefix.as_deref(), suffix.as_deref(), Some(exact), Some(report)];
    if around.into_iter().flatten().any(|text| text.contains(['*', '_', '\\'])) {
        return;
    }
    let (passage, quote) = (fold(passage), fold(exact));
    if has_ellipsis(selector) {
        let pieces = quote.split(['.', '…', '[', ']']).map(str::trim);
        let mut rest = passage.as_str();
        for piece in pieces.filter(|piece| !piece.is_empty()) {
            let at = rest.find(piece);
            assert!(at.is_some(), "{piece:?} of {quote:?} is not in {passage:?}");
            rest = at.and_then(|at| rest.get(at + piece.len()..)).unwrap_or_default();
        }
    } else if prefix.is_none() && suffix.is_none() {
        assert_eq!(passage, quote, "in {report:?}");
    }
}
