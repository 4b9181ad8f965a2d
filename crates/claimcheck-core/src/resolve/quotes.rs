//! Quotes to the bytes of their reports, and what is wrong with those that do not stand there.

use std::ops::Range;

use rayon::prelude::*;

use super::Resolver;
use super::claims::Numbers;
use crate::model::{ClaimId, EntryId, Passage};
use crate::problem::{InputCode, Problem, clip};
use crate::read::record;
use crate::source::{FileId, Sources, Span};
use crate::text::{AnchorError, FoldedText, Selector, anchor, nearest};
use crate::values::quantity::number::Rational;
use crate::values::quantity::numbers_in;

/// For this many quotes of one report the nearest passage is looked for. Where more are not found,
/// the report is another one, and its nearest passages say nothing.
const NEAREST: usize = 20;

/// The quotes of one report.
struct Quotes<'d, 'a> {
    file: FileId,
    quotes: Vec<(EntryId, &'d record::Quote<'a>)>,
}

impl Resolver {
    /// Finds the passages that entries rest on.
    pub(super) fn quotes(&mut self, written: &[(EntryId, record::Quote<'_>)], sources: &Sources) {
        let mut by_report: Vec<Option<Quotes<'_, '_>>> = Vec::new();
        by_report.resize_with(self.model.reports.len(), || None);
        for (entry, quote) in written {
            let Some(report) = self.model.entry(*entry).report else { continue };
            let Some(file) = self.model.report(report).text else { continue };
            let quotes = &mut by_report[report.index()];
            let quotes = quotes.get_or_insert_with(|| Quotes { file, quotes: Vec::new() });
            quotes.quotes.push((*entry, quote));
        }
        let by_report: Vec<Quotes<'_, '_>> = by_report.into_iter().flatten().collect();
        let by_report = by_report.into_par_iter().with_max_len(1);
        let found: Vec<_> = by_report.map(|quotes| anchor_all(&quotes, sources)).collect();
        for (passages, problems) in found {
            self.problems.extend(problems);
            for (entry, span) in passages {
                self.model.entries[entry.index()].passage = Passage::Found(span);
            }
        }
    }

    /// The quantities whose numbers are not in their quotes, once the passages of these are found.
    pub(super) fn unsupported(
        &self,
        written: &[(EntryId, record::Quote<'_>)],
        numbers: &Numbers,
        sources: &Sources,
    ) -> Vec<Problem> {
        let each = numbers.par_iter();
        each.filter_map(|(claim, numbers)| self.unmentioned(*claim, numbers, written, sources))
            .collect()
    }

    /// A quantity whose numbers are not in its quote.
    fn unmentioned(
        &self,
        claim: ClaimId,
        numbers: &[Rational],
        written: &[(EntryId, record::Quote<'_>)],
        sources: &Sources,
    ) -> Option<Problem> {
        let stated = self.model.claim(claim);
        let at = written.binary_search_by_key(&stated.entry, |(entry, _)| *entry).ok()?;
        let (_, quote) = written.get(at)?;
        let passage = match self.model.entry(stated.entry).passage {
            Passage::Found(span) => sources.slice(span),
            _ => quote.exact.as_str(),
        };
        let mentioned = numbers_in(passage);
        let missing = numbers.iter().find(|number| !mentioned.contains(number))?;
        let message = format!(
            "the quote of `{}` does not mention {missing}",
            self.model.entry(stated.entry).name
        );
        Some(
            Problem::new(InputCode::QuoteUnsupported, stated.place, message)
                .labelled("this number")
                .and(quote.exact.span, "is not in this quote")
                .with_help("quote the passage that gives the number, or correct the value"),
        )
    }
}

fn anchor_all(quotes: &Quotes<'_, '_>, sources: &Sources) -> (Vec<(EntryId, Span)>, Vec<Problem>) {
    let report = FoldedText::new(sources.file(quotes.file).text());
    let selectors: Vec<Selector> = quotes.quotes.iter().map(|(_, quote)| selector(quote)).collect();
    let mut passages = Vec::with_capacity(quotes.quotes.len());
    let mut problems = Vec::new();
    let mut asked = 0;
    let span = |range: &Range<usize>| to_span(quotes.file, range);
    for ((entry, quote), result) in quotes.quotes.iter().zip(anchor(&report, &selectors)) {
        match result {
            Ok(range) => {
                passages.push((*entry, span(&range)));
                problems.extend(cut_by_a_comment(quote, &report, sources));
            }
            Err(AnchorError::Empty) => problems.push(
                Problem::new(InputCode::BadValue, quote.exact.span, "an empty quote")
                    .with_help("write the words of the report, or leave `quote` out"),
            ),
            Err(AnchorError::NotFound) => {
                asked += 1;
                problems.push(match cut_by_a_comment(quote, &report, sources) {
                    Some(cut) => cut,
                    None => not_found(quote, &report, quotes.file, sources, asked <= NEAREST),
                });
            }
            Err(AnchorError::Ambiguous { places, count }) => {
                problems.push(ambiguous(quote, &places, count, &span, sources));
            }
        }
    }
    (passages, problems)
}

fn selector(quote: &record::Quote<'_>) -> Selector {
    let text = |text: &record::Text<'_>| text.text.to_string();
    Selector {
        exact: text(&quote.exact),
        prefix: quote.prefix().map(text),
        suffix: quote.suffix().map(text),
    }
}

fn to_span(file: FileId, range: &Range<usize>) -> Span {
    let byte = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Span { file, start: byte(range.start), end: byte(range.end) }
}

fn not_found(
    quote: &record::Quote<'_>,
    report: &FoldedText,
    file: FileId,
    sources: &Sources,
    look: bool,
) -> Problem {
    let path = sources.file(file).path();
    let message = if quote.around.is_some() {
        format!("{path} has no such quote between its prefix and its suffix")
    } else {
        format!("{path} has no such quote")
    };
    let problem = Problem::new(InputCode::QuoteNotFound, quote.exact.span, message)
        .labelled("not in the report");
    let Some(near) = look.then(|| nearest(report, quote.exact.as_str())).flatten() else {
        return problem.with_help(
            "copy the words from the report as they stand there; `…` stands for words left out",
        );
    };
    let words = sources.slice(to_span(file, &near.range));
    let mut problem = problem.and(to_span(file, &near.range), "the nearest passage").with_help(
        format!("the report has {}: correct the quote if this is what it means", clip(words)),
    );
    for difference in near.differences.iter().take(4) {
        let label = match (difference.range.is_empty(), difference.expected.is_empty()) {
            (_, true) => "not in the quote".to_owned(),
            (true, false) => format!("the quote has {} here", clip(&difference.expected)),
            (false, false) => format!("the quote has {}", clip(&difference.expected)),
        };
        problem = problem.and(to_span(file, &difference.range), label);
    }
    problem
}

fn ambiguous(
    quote: &record::Quote<'_>,
    places: &[Range<usize>],
    count: usize,
    span: &impl Fn(&Range<usize>) -> Span,
    sources: &Sources,
) -> Problem {
    let mut problem = Problem::new(
        InputCode::QuoteAmbiguous,
        quote.exact.span,
        format!(
            "the quote stands in the report {} times",
            if count > places.len() { format!("at least {count}") } else { count.to_string() }
        ),
    )
    .labelled("which of them?")
    .with_help("quote more words, or say what stands beside it: `quote: {exact: …, prefix: …}`");
    for place in places.iter().take(3) {
        problem = problem.and(span(place), "here");
    }
    let _ = sources;
    problem
}

/// A quote without quotation marks ends where YAML sees a comment. Where the report goes on with
/// the words of the comment, they were meant to be part of the quote.
fn cut_by_a_comment(
    quote: &record::Quote<'_>,
    report: &FoldedText,
    sources: &Sources,
) -> Option<Problem> {
    if !quote.exact.plain {
        return None;
    }
    let span = quote.exact.span;
    let text = sources.file(span.file).text();
    let rest = text.get(span.end as usize..)?.lines().next()?;
    if !rest.trim_start().starts_with('#') || !rest.starts_with([' ', '\t']) {
        return None;
    }
    let whole = format!("{}{}", quote.exact.as_str(), rest.trim_end());
    let selector = Selector { exact: whole, prefix: None, suffix: None };
    let found = anchor(report, &[selector]).into_iter().next()?;
    matches!(found, Ok(_) | Err(AnchorError::Ambiguous { .. })).then(|| {
        Problem::new(InputCode::Yaml, span, "YAML reads the rest of this quote as a comment")
            .labelled("the quote ends here for YAML")
            .with_help("put quotation marks around the quote: ` #` begins a comment")
    })
}
