//! What every list of findings tells of one: who holds what, where it stands, and how it follows.
//! Plain text, cleaned; each format escapes it as its readers need.

use std::collections::HashMap;

use claimcheck_checker::{Diagnostic, Family, State};
use claimcheck_core::model::{Certainty, ClaimId, Model};
use claimcheck_core::source::Span;

use super::paths::Paths;
use crate::sanitize::clean;

/// How many holders of one answer are named.
const MOST_HOLDERS: usize = 8;
/// How many characters of a passage or an answer are repeated.
const MOST_WORDS: usize = 300;

/// A side of a finding: an answer, whose it is, and where it stands.
#[derive(Debug)]
pub(crate) struct Party {
    /// What is held, or what stands at the place.
    pub(crate) answer: String,
    /// Who holds it; empty where nobody is named.
    pub(crate) holders: String,
    /// The passage, or else the line of YAML.
    pub(crate) span: Span,
    /// The words of the passage, where there is one.
    pub(crate) quote: Option<String>,
}

/// The sides of a finding: its positions where it has several, else its claims, then its rules and
/// the other places that it points at.
pub(crate) fn parties(model: &Model, finding: &Diagnostic) -> Vec<Party> {
    let mut parties: Vec<Party> = if finding.positions.len() > 1 {
        let held = |position: &claimcheck_checker::Position| {
            let speaker = position
                .claims
                .iter()
                .find(|claim| passage(model, **claim).is_some())
                .or(position.claims.first())?;
            Some(Party {
                answer: short(&position.value),
                holders: holders(model, &position.claims),
                ..party(model, *speaker)
            })
        };
        finding.positions.iter().filter_map(held).collect()
    } else {
        finding.claims.iter().map(|claim| party(model, *claim)).collect()
    };
    parties.extend(finding.rules.iter().map(|rule| {
        let rule = model.rule(*rule);
        Party {
            answer: short(&rule.written),
            holders: short(&rule.name),
            span: rule.place,
            quote: None,
        }
    }));
    parties.extend(finding.labels.iter().map(|mark| Party {
        answer: short(&mark.text),
        holders: String::new(),
        span: mark.span,
        quote: Some(short(model.sources.slice(mark.span))),
    }));
    parties
}

/// One claim as a side.
pub(crate) fn party(model: &Model, claim: ClaimId) -> Party {
    let stated = model.claim(claim);
    let spoken = passage(model, claim);
    Party {
        answer: short(&stated.written),
        holders: short(&model.entry_of(claim).name),
        span: spoken.unwrap_or(stated.place),
        quote: spoken.map(|span| short(model.sources.slice(span))),
    }
}

fn passage(model: &Model, claim: ClaimId) -> Option<Span> {
    model.entry_of(claim).passage.found()
}

/// The reports of some claims, each once, with how sure the surest of its claims is where that is
/// not certain.
fn holders(model: &Model, claims: &[ClaimId]) -> String {
    let mut surest: Vec<(&str, Certainty)> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for claim in claims {
        let entry = model.entry_of(*claim);
        let name = entry.report.map_or("given", |report| model.report(report).id.as_str());
        let certainty = model.claim(*claim).certainty;
        let place = *places.entry(name).or_insert_with(|| {
            surest.push((name, certainty));
            surest.len() - 1
        });
        surest[place].1 = surest[place].1.max(certainty);
    }
    let named = surest.iter().take(MOST_HOLDERS).map(|(name, certainty)| match certainty {
        Certainty::Certain => short(name),
        certainty => format!("{} ({})", short(name), certainty.as_str()),
    });
    let named = named.collect::<Vec<_>>().join(", ");
    match surest.len().saturating_sub(MOST_HOLDERS) {
        0 => named,
        more => format!("{named} and {more} more"),
    }
}

/// A text on one line, cleaned, and cut where it is long.
pub(crate) fn short(text: &str) -> String {
    cut(text, MOST_WORDS)
}

/// A text on one line, cleaned, of at most so many characters.
pub(crate) fn cut(text: &str, most: usize) -> String {
    // Only as much as can be shown is looked at: a passage may be a whole book.
    let start: String = text.chars().take(most.saturating_mul(4)).collect();
    let line = clean(&start).split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= most && start.len() == text.len() {
        return line;
    }
    line.chars().take(most.saturating_sub(1)).chain(['…']).collect()
}

/// What a finding's message says, with its state where that is not new.
pub(crate) fn message(finding: &Diagnostic) -> String {
    let message = cut(&finding.message, MOST_WORDS * 2);
    match finding.state {
        State::New => message,
        state => format!("{}: {message}", state.as_str()),
    }
}

/// A side on one line: answer, holders, place, words.
pub(crate) fn side(model: &Model, party: &Party, paths: &Paths) -> String {
    let at = paths.place(model, party.span);
    let held = match (party.answer.is_empty(), party.holders.is_empty()) {
        (false, false) => format!("{}: {}", party.answer, party.holders),
        (false, true) => party.answer.clone(),
        _ => party.holders.clone(),
    };
    let held = if held.is_empty() { held } else { format!("{held}, ") };
    match &party.quote {
        Some(quote) if !quote.is_empty() => format!("{held}{at} “{quote}”"),
        _ => format!("{held}{at}"),
    }
}

/// All that is told of a finding below its message, a line each: its sides, the steps of its
/// reason, and what to do.
pub(crate) fn lines(model: &Model, finding: &Diagnostic, paths: &Paths) -> Vec<String> {
    let parties = parties(model, finding);
    let mut lines: Vec<String> =
        parties.iter().take(MOST_SIDES).map(|party| side(model, party, paths)).collect();
    if parties.len() > MOST_SIDES {
        lines.push(format!("and {} more", parties.len() - MOST_SIDES));
    }
    lines.extend(steps(finding));
    lines.extend(help(finding).map(|help| format!("help: {help}")));
    lines
}

/// How many sides of a finding are told on lines of their own.
pub(crate) const MOST_SIDES: usize = 20;

/// The steps of the reason, numbered where there are several.
pub(crate) fn steps(finding: &Diagnostic) -> Vec<String> {
    let numbered = finding.reason.len() > 1;
    let step = |(number, step): (usize, &String)| {
        let step = cut(step, MOST_WORDS * 2);
        if numbered { format!("{number}. {step}") } else { step }
    };
    (1..).zip(&finding.reason).map(step).collect()
}

/// What to do.
pub(crate) fn help(finding: &Diagnostic) -> Option<String> {
    finding.help.as_deref().map(|help| cut(help, MOST_WORDS * 2))
}

/// Findings with the most important first: new before known before ruled; conflicts, flaws of the
/// input, tensions, gaps, agreements; and of each the worst first. Else the order stays.
pub(crate) fn by_weight(findings: &[Diagnostic]) -> Vec<&Diagnostic> {
    let family = |finding: &Diagnostic| match finding.family() {
        Family::Conflict => 0,
        Family::Input => 1,
        Family::Tension => 2,
        Family::Gap => 3,
        Family::Agreement => 4,
    };
    let mut sorted: Vec<&Diagnostic> = findings.iter().collect();
    sorted.sort_by_key(|finding| {
        (finding.state, family(finding), std::cmp::Reverse(finding.severity))
    });
    sorted
}

/// A number with its noun: `1 claim`, `2 claims`.
pub(crate) fn counted(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// How many conflicts there are in each state.
pub(crate) fn states(outcome: super::Outcome<'_>) -> [(&'static str, usize); 4] {
    let of = |state: State| {
        let own =
            |finding: &&Diagnostic| finding.family() == Family::Conflict && finding.state == state;
        (state.as_str(), outcome.findings.iter().filter(own).count())
    };
    [of(State::New), of(State::Known), of(State::Ruled), ("fixed", outcome.fixed.len())]
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn a_long_text_is_cut_and_says_so() {
        assert_eq!(cut("one\n  two", 20), "one two");
        assert_eq!(cut("one two three", 8), "one two…");
        assert_eq!(cut(&" ".repeat(100), 8), "…");
        assert_eq!(cut(&"ab ".repeat(1_000_000), 5), "ab a…");
    }
}
