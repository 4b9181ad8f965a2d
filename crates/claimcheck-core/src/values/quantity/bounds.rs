//! The grammar that quantities and durations share: bounds, ranges and alternatives around terms.
//! Owns how terms are put together; what a term is, its reader knows.
//!
//! ```text
//! phrase      := alternative (" or " alternative)*
//! alternative := [bound] (term | term ".." term | term " to " term | "between" term "and" term)
//!              | lower-bound term "and" upper-bound term
//! ```

use super::number::clip;
use crate::values::{Cut, Interval, IntervalSet, ValueError};

/// How a term bounds what is meant.
///
/// A term may itself be an interval (`2 months`). Bounds then take the weakest reading, the one
/// that cannot raise a false alarm: `over` and `at least` begin at its lower end, `under` and
/// `up to` end at its upper one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bound {
    Exactly,
    About,
    Over,
    AtLeast,
    Under,
    UpTo,
}

use Bound::{About, AtLeast, Exactly, Over, Under, UpTo};

/// How each bound may be written; the longer of two with the same beginning first.
const BOUNDS: &[(&str, Bound)] = &[
    ("approximately", About),
    ("about", About),
    ("around", About),
    ("roughly", About),
    ("some", About),
    ("~", About),
    ("no more than", UpTo),
    ("not more than", UpTo),
    ("up to", UpTo),
    ("at most", UpTo),
    ("<=", UpTo),
    ("≤", UpTo),
    ("no fewer than", AtLeast),
    ("no less than", AtLeast),
    ("not less than", AtLeast),
    ("at least", AtLeast),
    (">=", AtLeast),
    ("≥", AtLeast),
    ("more than", Over),
    ("greater than", Over),
    ("over", Over),
    ("above", Over),
    (">", Over),
    ("less than", Under),
    ("fewer than", Under),
    ("under", Under),
    ("below", Under),
    ("<", Under),
    ("exactly", Exactly),
];

/// How the next terms of a phrase make one interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Clause {
    One(Bound),
    Range(Bound),
    Window(Bound, Bound),
}

/// A phrase taken apart, its terms still unread.
#[derive(Debug)]
pub(crate) struct Phrase<'a> {
    /// The terms, in the order in which they are written.
    pub(crate) terms: Vec<&'a str>,
    clauses: Vec<Clause>,
}

/// The least and the most that a term can be.
pub(crate) type Ends<P> = (P, P);

impl<'a> Phrase<'a> {
    /// Takes a tidy text apart. `is_term` decides which `and` of `between A and B` is meant, where
    /// a term may hold one too.
    pub(crate) fn parse(text: &'a str, is_term: &dyn Fn(&str) -> bool) -> Result<Self, ValueError> {
        let mut phrase = Self { terms: Vec::new(), clauses: Vec::new() };
        for alternative in text.split(" or ") {
            let clause = phrase.alternative(alternative.trim(), is_term)?;
            phrase.clauses.push(clause);
        }
        if phrase.terms.iter().any(|term| term.is_empty()) {
            Err(incomplete(text))
        } else {
            Ok(phrase)
        }
    }

    /// Whether the phrase is one lower bound.
    pub(crate) fn is_lower_bound(&self) -> bool {
        matches!(self.clauses.as_slice(), [Clause::One(Over | AtLeast)])
    }

    /// Whether the text is one term, with nothing said of it.
    pub(crate) fn is_plain(&self, text: &str) -> bool {
        self.terms == [text] && self.clauses == [Clause::One(Exactly)]
    }

    fn alternative(
        &mut self,
        text: &'a str,
        is_term: &dyn Fn(&str) -> bool,
    ) -> Result<Clause, ValueError> {
        let (bound, body) = leading_bound(text).unwrap_or((Exactly, text));
        if let Some((low, upper, high)) = window(bound, body) {
            self.terms.extend([low, high]);
            return Ok(Clause::Window(bound, upper));
        }
        if let Some((low, high)) = range(body, is_term)? {
            self.terms.extend([low.trim(), high.trim()]);
            return Ok(Clause::Range(bound));
        }
        self.terms.push(body);
        Ok(Clause::One(bound))
    }

    /// The set that the phrase stands for: `ends` of the term at an index, and what `about` makes
    /// of them.
    pub(crate) fn set<P: Ord + Clone>(
        &self,
        ends: &dyn Fn(usize) -> Result<Ends<P>, ValueError>,
        about: &dyn Fn(usize) -> Result<Ends<P>, ValueError>,
    ) -> Result<IntervalSet<P>, ValueError> {
        self.reach(Reach::Possible, ends, about)
    }

    /// What the phrase can mean, or what it certainly means, which may be nothing.
    pub(crate) fn reach<P: Ord + Clone>(
        &self,
        reach: Reach,
        ends: &dyn Fn(usize) -> Result<Ends<P>, ValueError>,
        about: &dyn Fn(usize) -> Result<Ends<P>, ValueError>,
    ) -> Result<IntervalSet<P>, ValueError> {
        let one = |bound, ends: Ends<P>| match reach {
            Reach::Possible => Some(bounded(bound, ends)),
            Reach::Certain => certain(bound, ends),
        };
        let mut at = 0;
        let mut parts = Vec::with_capacity(self.clauses.len());
        for clause in &self.clauses {
            let of = |index, bound| if bound == About { about(index) } else { ends(index) };
            parts.extend(match *clause {
                Clause::One(bound) => one(bound, of(at, bound)?),
                Clause::Range(Exactly) if reach == Reach::Certain => {
                    let (low, high) = (ends(at)?, ends(at + 1)?);
                    let (low, high) = if low <= high { (low, high) } else { (high, low) };
                    Interval::new(Cut::Below(low.1), Cut::Above(high.0))
                }
                Clause::Range(bound) => one(bound, hull(of(at, bound)?, of(at + 1, bound)?)),
                Clause::Window(lower, upper) => {
                    let (low, high) = (one(lower, ends(at)?), one(upper, ends(at + 1)?));
                    let between =
                        low.zip(high).and_then(|(low, high)| Interval::new(low.lower, high.upper));
                    match reach {
                        Reach::Possible => Some(between.ok_or_else(nothing_left)?),
                        Reach::Certain => between,
                    }
                }
            });
            at += if matches!(clause, Clause::One(_)) { 1 } else { 2 };
        }
        Ok(parts.into_iter().collect())
    }
}

/// How much of what a phrase stands for is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Reach {
    /// All that it can mean.
    Possible,
    /// What it means whatever its terms come to.
    Certain,
}

/// What a bound certainly leaves of a term that can be anything from one end to the other; nothing
/// where that is none.
fn certain<P: Ord + Clone>(bound: Bound, (low, high): Ends<P>) -> Option<Interval<P>> {
    let (lower, upper) = match bound {
        // A margin is as wide as it is.
        About => (Cut::Below(low), Cut::Above(high)),
        Exactly => (Cut::Below(high), Cut::Above(low)),
        Over => (Cut::Above(high), Cut::Top),
        AtLeast => (Cut::Below(high), Cut::Top),
        Under => (Cut::Bottom, Cut::Below(low)),
        UpTo => (Cut::Bottom, Cut::Above(low)),
    };
    Interval::new(lower, upper)
}

fn hull<P: Ord>(a: Ends<P>, b: Ends<P>) -> Ends<P> {
    (a.0.min(b.0), a.1.max(b.1))
}

fn bounded<P: Ord + Clone>(bound: Bound, (low, high): Ends<P>) -> Interval<P> {
    let (lower, upper) = match bound {
        Exactly | About => (Cut::Below(low), Cut::Above(high)),
        Over => (Cut::Above(low), Cut::Top),
        AtLeast => (Cut::Below(low), Cut::Top),
        Under => (Cut::Bottom, Cut::Below(high)),
        UpTo => (Cut::Bottom, Cut::Above(high)),
    };
    Interval { lower, upper }
}

/// The bound at the start of a text, and what follows it.
fn leading_bound(text: &str) -> Option<(Bound, &str)> {
    BOUNDS.iter().find_map(|&(words, bound)| {
        let (start, rest) = text.split_at_checked(words.len())?;
        let is_word = words.starts_with(|c: char| c.is_ascii_alphabetic());
        let ends_here = !is_word || rest.is_empty() || rest.starts_with(' ');
        (start.eq_ignore_ascii_case(words) && ends_here).then_some((bound, rest.trim_start()))
    })
}

/// Whether a text begins as a bound does, so that no unit can be called it.
pub(crate) fn begins_with_bound(text: &str) -> bool {
    leading_bound(text).is_some()
}

/// `over A and up to B`, after its first bound.
fn window(bound: Bound, body: &str) -> Option<(&str, Bound, &str)> {
    if !matches!(bound, Over | AtLeast) {
        return None;
    }
    body.match_indices(" and ").find_map(|(at, joint)| {
        let (upper, high) = leading_bound(body.get(at + joint.len()..)?)?;
        matches!(upper, Under | UpTo).then_some((body.get(..at)?, upper, high))
    })
}

type Pair<'a> = (&'a str, &'a str);

/// Both ends of a range, in whichever way it is written; nothing if the text is no range.
fn range<'a>(
    body: &'a str,
    is_term: &dyn Fn(&str) -> bool,
) -> Result<Option<Pair<'a>>, ValueError> {
    if let Some(rest) = strip_word(body, "between") {
        return between(rest, is_term).map(Some);
    }
    let dotted = body.split_once("..");
    let pair = dotted.or_else(|| strip_word(body, "from").unwrap_or(body).split_once(" to "));
    match pair {
        Some((_, high)) if high.starts_with('.') || high.contains("..") => Err(incomplete(body)),
        _ => Ok(pair),
    }
}

fn strip_word<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let (start, rest) = text.split_at_checked(word.len())?;
    if start.eq_ignore_ascii_case(word) { rest.strip_prefix(' ') } else { None }
}

/// Of at most three `and`s, the first that has a term on each side.
fn between<'a>(rest: &'a str, is_term: &dyn Fn(&str) -> bool) -> Result<Pair<'a>, ValueError> {
    let joint = " and ";
    let split = |at: usize| Some((rest.get(..at)?, rest.get(at + joint.len()..)?));
    let mut pairs = rest.match_indices(joint).take(4).filter_map(|(at, _)| split(at));
    let all: Vec<Pair<'a>> = pairs.by_ref().collect();
    match all.as_slice() {
        [only] => Ok(*only),
        several if several.len() <= 3 => {
            let fits = several.iter().find(|(low, high)| is_term(low) && is_term(high));
            fits.copied().ok_or_else(|| incomplete(rest))
        }
        _ => Err(incomplete(rest)),
    }
}

fn incomplete(text: &str) -> ValueError {
    ValueError::new(format!("`{}` is not a complete value or range", clip(text)))
        .with_help("write 5 km, 10..20 km, between 10 and 20 km, or a bound such as over 5 km")
}

fn nothing_left() -> ValueError {
    ValueError::new("the two bounds leave nothing between them")
        .with_help("write the lower bound first: over 5 and up to 10")
}

/// How one kind of value words the points of its line.
pub(crate) trait Wording<P> {
    /// One point with its unit.
    fn one(&self, point: &P) -> String;
    /// Two points, the unit at least after the second.
    fn two(&self, low: &P, high: &P) -> (String, String);
    /// A closed interval that has a name of its own.
    fn named(&self, low: &P, high: &P) -> Option<String>;
    /// Some point, to word the sets that have no bound.
    fn origin(&self) -> P;
}

/// The set in words that [`Phrase::parse`] reads back. Everything is `up to` some point `or over`
/// it; `nothing` is not read back, as no text claims it.
pub(crate) fn print<P: Ord + Clone>(set: &IntervalSet<P>, wording: &dyn Wording<P>) -> String {
    if set.is_empty() {
        return "nothing".to_owned();
    }
    let parts: Vec<String> = set.parts().iter().map(|part| print_part(part, wording)).collect();
    parts.join(" or ")
}

fn print_part<P: Ord + Clone>(part: &Interval<P>, wording: &dyn Wording<P>) -> String {
    match (&part.lower, &part.upper) {
        (Cut::Below(low), Cut::Above(high)) => print_closed(low, high, wording),
        (lower, upper) => match (lower.point(), upper.point()) {
            (Some(low), Some(high)) => {
                let (low, high) = wording.two(low, high);
                format!("{} {low} and {} {high}", lower_words(lower), upper_words(upper))
            }
            (Some(low), None) => format!("{} {}", lower_words(lower), wording.one(low)),
            (None, Some(high)) => format!("{} {}", upper_words(upper), wording.one(high)),
            (None, None) => {
                let origin = wording.one(&wording.origin());
                format!("up to {origin} or over {origin}")
            }
        },
    }
}

fn print_closed<P: Ord>(low: &P, high: &P, wording: &dyn Wording<P>) -> String {
    if let Some(name) = wording.named(low, high) {
        return name;
    }
    if low == high {
        return wording.one(low);
    }
    let (low, high) = wording.two(low, high);
    format!("{low}..{high}")
}

pub(crate) const fn lower_words<P>(cut: &Cut<P>) -> &'static str {
    if matches!(cut, Cut::Above(_)) { "over" } else { "at least" }
}

pub(crate) const fn upper_words<P>(cut: &Cut<P>) -> &'static str {
    if matches!(cut, Cut::Below(_)) { "under" } else { "up to" }
}
