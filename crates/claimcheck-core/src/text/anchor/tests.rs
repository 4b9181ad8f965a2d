//! The rules of quotes, each with a report that shows it.

use proptest::prelude::*;

use super::*;
use crate::text::fold;

#[derive(Debug, PartialEq)]
enum Expected<'a> {
    At(&'a str),
    Nowhere,
    Places(usize),
    Empty,
}
use Expected::{At, Empty, Nowhere, Places as Times};

#[track_caller]
fn check_selector(report: &str, selector: Selector, expected: &Expected<'_>) {
    let found = anchor(&FoldedText::new(report), std::slice::from_ref(&selector)).remove(0);
    let found = match &found {
        Ok(range) => At(&report[range.clone()]),
        Err(AnchorError::NotFound) => Nowhere,
        Err(AnchorError::Ambiguous { count, .. }) => Times(*count),
        Err(AnchorError::Empty) => Empty,
    };
    assert_eq!(&found, expected, "{selector:?} in {:.60}", report);
}

#[track_caller]
fn check(report: &str, quote: &str, expected: Expected<'_>) {
    check_selector(report, quote.into(), &expected);
}

/// `around` is the quote with its prefix and suffix, parted by `|`.
#[track_caller]
fn check_around(report: &str, around: &str, expected: Expected<'_>) {
    let mut parts = around.split('|').map(str::to_owned);
    let prefix = parts.next().filter(|prefix| !prefix.is_empty());
    let selector = Selector { exact: parts.next().unwrap(), prefix, suffix: parts.next() };
    check_selector(report, selector, &expected);
}

#[test]
fn a_quote_stands_once() {
    check("the deal is done", "deal is", At("deal is"));
    check("the deal is done", "Deal is", Nowhere);
    check("a deal, a deal", "deal", Times(2));
    check("aaa", "aa", Times(2));
    check("the undealt", "deal", At("deal"));
    check("", "deal", Nowhere);
    for quote in ["", " \n", "…", " [...] … ", "\u{200B}"] {
        check("the deal", quote, Empty);
    }
}

#[test]
fn both_sides_are_folded() {
    check(
        "the “first\n  meeting” – in **six** years",
        "\"first meeting\" - in six",
        At("“first\n  meeting” – in **six"),
    );
    check("first meeting", "**first\u{A0}meet\u{AD}ing", At("first meeting"));
    check("a *first* meeting", "first* meeting", At("first* meeting"));
    check("one.\n\nTwo.", "one. Two", At("one.\n\nTwo"));
    check("cafe\u{301}s", "caf\u{E9}", At("cafe\u{301}"));
    check("cafe\u{301}s", "cafe", Nowhere);
    check("a\u{2F800}", "a", At("a"));
    check("xq\u{307}\u{323}", "q", Nowhere);
    check("the snake_case name", "snake_case", At("snake_case"));
}

#[test]
fn an_ellipsis_stands_for_anything_in_a_paragraph() {
    for gap in ["…", "...", " … ", "[…]", " [...] ", "….", "... […]"] {
        check(
            "They signed the long\ndeal today.",
            &format!("signed{gap}deal"),
            At("signed the long\ndeal"),
        );
    }
    check("unable", "un…able", At("unable"));
    check("one\n\ntwo three", "one … two", Nowhere);
    check("one\n\ntwo three", "one … three", Nowhere);
    check("one two\n\nthree four", "two three … four", At("two\n\nthree four"));
    check("one two\n\nthree four", "one … two three … four", At("one two\n\nthree four"));
    check("b a", "a … b", Nowhere);
    check("aba", "ab … ba", Nowhere);
    check("the deal", "… the deal …", At("the deal"));
}

#[test]
fn each_first_piece_is_a_match_with_the_nearest_rest() {
    check("a b b", "a … b", At("a b"));
    check("a a b", "a … b", Times(2));
    check("a b\n\na b", "a … b", Times(2));
    check("a b\n\na c", "a … c", At("a c"));
    check("a c b c", "a … b … c", At("a c b c"));
}

#[test]
fn a_prefix_and_a_suffix_adjoin() {
    let report = "the old deal, the new *deal*; a deal";
    check_around(report, "|deal", Times(3));
    for around in [
        "new|deal",
        "the new |deal",
        "… new|deal",
        "|deal|;",
        "|deal| ;",
        "new *|deal|*; a",
        "new|deal|; …",
    ] {
        check_around(report, around, At("deal"));
    }
    check_around(report, "the|deal", Nowhere);
    check_around(report, "new|deal|,", Nowhere);
    check_around(report, " |deal|…", Times(3));
    check_around(report, "old|deal … new|deal", At("deal, the new"));
    check_around("a b, a b; a b", "|a … b|;", Times(2));
    check_around("a b, a b; a b", ", |a … b|;", At("a b"));
    check_around("a * b", "a|* b", At("* b"));
    check_around("twoseams", "two|seams", At("seams"));
    check_around("a cafe\u{301}", "a caf|e\u{301}", At("e\u{301}"));
}

#[test]
fn common_wordings_are_counted_up_to_a_limit() {
    let report = "a ".repeat(1000);
    check(&report, "a", Times(MOST_COUNTED));
    check(&report, "a … a … a", Times(MOST_COUNTED));
    check(&(report + "b"), "a|b", Nowhere);
}

#[test]
fn pieces_are_found_beyond_the_places_that_are_kept() {
    let filler = "the of. ".repeat(200) + "\n\n";
    let report = format!("{filler}of the\n\nto be the end of it\n\n{filler}");
    check(&report, "be … of", At("be the end of"));
    check(&report, "the … it", At("the end of it"));
    let report = format!("{}\n\nof, the", "the of. ".repeat(200));
    check(&report, "of … the …", Times(MOST_COUNTED));
    check(&report, "of,|the", Nowhere);
    check_around(&report, "of,|the", At("the"));
}

#[test]
fn adversarial_quotes_end() {
    let report = "a ".repeat(500_000) + "\n\n b" + &" c a".repeat(1000);
    check(&report, "a … a … a … b", Nowhere);
    check(&report, "a … a b … b", Nowhere);
    check(&report, "a a … a a … c c … a", Nowhere);
}

/// Ten thousand quotes of a five-megabyte report, each with its own number in it.
#[test]
fn many_quotes_are_found_at_once() {
    let report: String = (0..80_000)
        .map(|n| {
            format!(
                "On day {n} the “parties” met for the first time.{}",
                if n % 8 == 0 { "\n\n" } else { "\n" }
            )
        })
        .collect();
    let quote = |n: usize| match n % 3 {
        0 => Selector::from(format!("day {n} the \"parties\" met").as_str()),
        1 => Selector::from(format!("day {n} the … first").as_str()),
        _ => Selector { prefix: Some(format!("day {n}")), ..Selector::from("the \"parties\"") },
    };
    let selectors: Vec<_> = (10_000..20_000).map(quote).collect();
    let found = anchor(&FoldedText::new(&report), &selectors);
    assert!(found.iter().all(Result::is_ok));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn what_is_found_folds_to_the_quote(
        report in r"([ab *_\n\u{301}\u{323}\u{200B}é“]|.){0,40}",
        quote in r"[ab *_\n\u{301}é“]{1,4}",
    ) {
        if let Ok(range) = anchor(&FoldedText::new(&report), &[quote.as_str().into()]).remove(0) {
            prop_assert_eq!(fold(report.get(range).unwrap()), fold(&quote));
        }
    }

    #[test]
    fn any_words_of_a_report_are_found(words in prop::collection::vec("[a-c]{1,3}", 1..12), from in 0..12_usize, len in 1..5_usize) {
        let from = from.min(words.len() - 1);
        let quote = words[from..words.len().min(from + len)].join(" ");
        let found = anchor(&FoldedText::new(&words.join("\n\n")), &[quote.as_str().into()]).remove(0);
        prop_assert_ne!(found, Err(AnchorError::NotFound));
    }
}
