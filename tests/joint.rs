//! Whether answers can all hold, for every type and for lists, held against a look at every world: small
//! ones, in which each answer is the set of worlds that it leaves possible. Nothing here asks the values.

use claimcheck_checker::Diagnostic;
use claimcheck_tests::{findings, lines, mentions, one};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{TestCaseError, TestCaseResult, TestRunner};

use crate::cases::config;

/// A set of worlds, one bit each.
type Worlds = u128;

/// A question, and what can be answered to it.
struct Asked {
    /// How the property is declared; nothing for a built-in one.
    property: (&'static str, &'static str),
    /// Each answer, and the worlds in which it holds.
    terms: Vec<(String, Worlds)>,
    /// All worlds.
    all: Worlds,
    /// How several terms are written as one of them.
    any_of: fn(&[&str]) -> String,
}

/// An answer, by the places of terms.
#[derive(Debug, Clone)]
enum Form {
    One(usize),
    Not(usize),
    AnyOf(Vec<usize>),
    NotAnyOf(Vec<usize>),
}

fn form() -> impl Strategy<Value = Form> {
    prop_oneof![
        3 => (0..32usize).prop_map(Form::One),
        2 => (0..32usize).prop_map(Form::Not),
        3 => vec(0..32usize, 2..4).prop_map(Form::AnyOf),
        1 => vec(0..32usize, 2..4).prop_map(Form::NotAnyOf),
    ]
}

impl Asked {
    fn new(
        property: (&'static str, &'static str),
        terms: Vec<(String, Worlds)>,
        all: Worlds,
    ) -> Self {
        Self { property, terms, all, any_of: |terms| format!("{{any-of: [{}]}}", terms.join(", ")) }
    }

    fn written(&self, form: &Form) -> (String, Worlds) {
        let term = |at: &usize| &self.terms[at % self.terms.len()];
        let several = |places: &[usize]| {
            let mut places: Vec<usize> = places.iter().map(|at| at % self.terms.len()).collect();
            places.sort_unstable();
            places.dedup();
            let texts: Vec<&str> = places.iter().map(|at| term(at).0.as_str()).collect();
            let worlds = places.iter().fold(0, |worlds, at| worlds | term(at).1);
            ((self.any_of)(&texts), worlds)
        };
        let not =
            |(text, worlds): (String, Worlds)| (format!("{{not: {text}}}"), self.all & !worlds);
        match form {
            Form::One(at) => term(at).clone(),
            Form::Not(at) => not(term(at).clone()),
            Form::AnyOf(places) => several(places),
            Form::NotAnyOf(places) => not(several(places)),
        }
    }

    /// Holds two answers, and three or four, against the worlds.
    fn hold(&self) {
        let mut runner = TestRunner::new(config(3_000));
        let tried = runner.run(&vec(form(), 2..5), |forms| {
            let answers: Vec<(String, Worlds)> =
                forms.iter().map(|form| self.written(form)).collect();
            if answers.iter().any(|(_, worlds)| *worlds == 0) {
                return Err(TestCaseError::reject("an answer that leaves nothing possible"));
            }
            held(self.property, &answers)
        });
        tried.unwrap_or_else(|error| panic!("{:?}: {error}", self.property));
    }
}

/// A project in which each report gives one of some answers.
fn project((name, declared): (&str, &str), answers: &[(String, Worlds)]) -> String {
    let properties = match declared {
        "" => String::new(),
        declared => format!("properties: {{{name}: {declared}}}\n"),
    };
    let entities = "kinds: {meeting: {is: event}}
entities:
  a: {kind: place}
  b: {kind: place}
  a1: {kind: place, part-of: a}
  a2: {kind: place, part-of: a}
  a3: {kind: place, part-of: a, overlaps: a2}
  b1: {kind: place, part-of: b}
  z: {kind: place, part-of: [a, b]}
  k1: {kind: place, part-of: a1}
  k2: {kind: place, part-of: a2}
  ann: {kind: person}
  bob: {kind: person}
  cleo: {kind: person}
  vote: {kind: meeting}
  talks: {kind: meeting, series: summits}
";
    let mut fixture = format!("{entities}{properties}");
    for (at, (answer, _)) in answers.iter().enumerate() {
        fixture.push_str(&format!(
            "---\nreport: {{id: report-{at}}}\nclaims:\n  - {{about: talks, says: {{{name}: {answer}}}}}\n"
        ));
    }
    fixture
}

fn held(property: (&str, &str), answers: &[(String, Worlds)]) -> TestCaseResult {
    let (project, findings) = findings(&project(property, answers));
    let told = lines(&project, &findings);
    prop_assert!(!told.contains("input/bad-value"), "{answers:?}\n{told}");
    let conflict = findings.iter().any(|finding| finding.code.starts_with("conflict/"));
    let holds = answers.iter().fold(Worlds::MAX, |worlds, (_, next)| worlds & next) != 0;
    prop_assert_eq!(conflict, !holds, "{:?}\n{}", answers, told);
    if let [(_, one), (_, other)] = answers
        && holds
    {
        related(*one, *other, &findings).map_err(|wanted| {
            TestCaseError::fail(format!("{answers:?} are no {wanted}:\n{told}"))
        })?;
    }
    Ok(())
}

/// Whether the agreement of two answers that can both hold is the one of their worlds.
fn related(one: Worlds, other: Worlds, findings: &[Diagnostic]) -> Result<(), &'static str> {
    let found = |code: &str| findings.iter().any(|finding| finding.code == code);
    let (equal, refines) = ("agreement/equivalent", "agreement/refines");
    let shared = one & other;
    if one == other {
        return (found(equal) || found("agreement/identical")).then_some(()).ok_or(equal);
    }
    if shared == one || shared == other {
        return found(refines).then_some(()).ok_or(refines);
    }
    // What overlaps may be told as a tension instead.
    let narrower = found(equal) || found(refines) || found("agreement/identical");
    (!narrower).then_some(()).ok_or("agreement/compatible")
}

/// Terms with one world each, and so many worlds that no term names.
fn points(names: &[&str], others: usize) -> (Vec<(String, Worlds)>, Worlds) {
    let terms = names.iter().enumerate().map(|(at, name)| ((*name).to_owned(), 1 << at)).collect();
    (terms, (1 << (names.len() + others)) - 1)
}

#[test]
fn levels() {
    for declared in ["{type: choice, levels: [p, q, r, s]}", "{type: scale, levels: [p, q, r, s]}"]
    {
        let (terms, all) = points(&["p", "q", "r", "s"], 0);
        Asked::new(("answer", declared), terms, all).hold();
    }
    let (terms, all) = points(&["yes", "no"], 0);
    Asked::new(("answer", "{type: yes-no}"), terms, all).hold();
}

#[test]
fn entities_and_identifiers() {
    let (terms, all) = points(&["ann", "bob", "cleo"], 1);
    Asked::new(("answer", "{type: entity}"), terms, all).hold();
    let (terms, all) = points(&["N-12", "N-13", "N-14", "X-1"], 1);
    Asked::new(("answer", "{type: identifier}"), terms, all).hold();
    let (terms, all) = points(&["1", "2", "3", "4"], 1);
    Asked::new(("nth", ""), terms, all).hold();
}

/// Points of a line at even bits, and what lies between them and beyond them at odd ones.
fn on_a_line(
    name: fn(usize) -> String,
    count: usize,
    range: fn(String, String) -> String,
) -> (Vec<(String, Worlds)>, Worlds) {
    let all: Worlds = (1 << (2 * count + 1)) - 1;
    let mut terms = Vec::new();
    for low in 0..count {
        terms.push((name(low), 1 << (2 * low + 1)));
        for high in [low + 2, low + 4].into_iter().filter(|high| *high < count) {
            let worlds = (2 * low + 1..=2 * high + 1).fold(0, |worlds, at| worlds | 1 << at);
            terms.push((range(name(low), name(high)), worlds));
        }
    }
    (terms, all)
}

#[test]
fn numbers_days_and_lengths_of_time() {
    let number = |at: usize| (at + 1).to_string();
    let (mut terms, all) = on_a_line(number, 6, |low, high| format!("{low}..{high}"));
    terms.push(("over 3".to_owned(), all & !((1 << 6) - 1)));
    terms.push(("at least 3".to_owned(), all & !((1 << 5) - 1)));
    terms.push(("under 3".to_owned(), (1 << 5) - 1));
    Asked::new(("answer", "{type: quantity, unit: people}"), terms, all).hold();
    let (terms, all) =
        on_a_line(|at| format!("{} days", at + 1), 6, |low, high| format!("{low} to {high}"));
    Asked::new(("answer", "{type: duration}"), terms, all).hold();
    let day = |at: usize| format!("2025-10-{:02}", at + 10);
    // Between two days there is nothing.
    let days = |worlds: Worlds| {
        (0..7).filter(|at| worlds & (1 << (2 * at + 1)) != 0).fold(0, |days, at| days | 2 << at)
    };
    let (terms, _) = on_a_line(day, 7, |low, high| format!("{low}/{high}"));
    let terms = terms.into_iter().map(|(text, worlds)| (text, days(worlds))).collect();
    Asked::new(("date", ""), terms, (1 << 9) - 1).hold();
}

/// The places in which something can lie, each by all of the places that it then lies in.
const SPOTS: [&[&str]; 12] = [
    &[],
    &["a"],
    &["b"],
    &["a1", "a"],
    &["a2", "a"],
    &["a3", "a"],
    &["b1", "b"],
    &["z", "a", "b"],
    &["k1", "a1", "a"],
    &["k2", "a2", "a"],
    // What two that overlap share, and nobody names.
    &["a2", "a3", "a"],
    // More than one spot lies outside all that is named.
    &[],
];

fn places() -> (Vec<(String, Worlds)>, Worlds) {
    let names = ["a", "b", "a1", "a2", "a3", "b1", "z", "k1", "k2"];
    let within = |name: &str| {
        let spots = SPOTS.iter().enumerate().filter(|(_, spot)| spot.contains(&name));
        spots.fold(0, |worlds, (at, _)| worlds | 1 << at)
    };
    let terms = names.iter().map(|name| ((*name).to_owned(), within(name))).collect();
    (terms, (1 << SPOTS.len()) - 1)
}

#[test]
fn places_with_parts() {
    let (terms, all) = places();
    Asked::new(("answer", "{type: place}"), terms, all).hold();
}

/// Each world is a set of terms that hold at once.
fn together(names: &[&str], possible: impl Fn(u32) -> bool) -> (Vec<(String, Worlds)>, Worlds) {
    let worlds: Vec<u32> = (0..1 << names.len()).filter(|terms| possible(*terms)).collect();
    let has = |term: usize| {
        let with = worlds.iter().enumerate().filter(|(_, terms)| *terms & (1 << term) != 0);
        with.fold(0, |all, (at, _)| all | 1 << at)
    };
    let terms = names.iter().enumerate().map(|(at, name)| ((*name).to_owned(), has(at))).collect();
    (terms, (1 << worlds.len()) - 1)
}

#[test]
fn words() {
    // Any of them may be said of one thing.
    let (terms, all) = together(&["red car", "fast car", "old van", "bus"], |_| true);
    Asked::new(("answer", "{type: text}"), terms, all).hold();
    let quotes = ["we will win", "we will", "we will lose", "nobody asked for it"];
    let (terms, all) = together(&quotes, |said| {
        let has = |at: u32| said & (1 << at) != 0;
        // The second is a part of the first and of the third, which are two wordings.
        (!has(0) || has(1)) && (!has(2) || has(1)) && !(has(0) && has(2))
    });
    Asked::new(("answer", "{type: quotation}"), terms, all).hold();
}

#[test]
fn extents() {
    // Bit by bit: the day of the start, and that of the end; one day is neither named.
    let terms = (0..3).flat_map(|start| (0..3).map(move |end| (start, end)));
    let text = |start, end| format!("2025-10-{:02}/2025-10-{:02}", 10 + start, 20 + end);
    let terms = terms.map(|(start, end)| (text(start, end), 1 << (4 * start + end))).collect();
    Asked::new(("extent", ""), terms, (1 << 16) - 1).hold();
}

#[test]
fn orders() {
    let names = ["before", "meets", "overlaps", "during", "equals", "after"];
    let (terms, _) = points(&names, 0);
    let any_of: fn(&[&str]) -> String = |words| format!("{{to: vote, is: [{}]}}", words.join(", "));
    let one = |(word, worlds): (String, Worlds)| (word, worlds);
    let asked = Asked {
        property: ("order", ""),
        terms: terms.into_iter().map(one).collect(),
        all: (1 << 13) - 1,
        any_of,
    };
    let mut runner = TestRunner::new(config(2_000));
    let sets = vec((vec(0..names.len(), 1..5), any::<bool>()), 2..5);
    let tried = runner.run(&sets, |sets| {
        let answers: Vec<(String, Worlds)> = sets
            .into_iter()
            .map(|(places, denied)| {
                let form = if denied { Form::NotAnyOf(places) } else { Form::AnyOf(places) };
                asked.written(&form)
            })
            .collect();
        held(asked.property, &answers)
    });
    tried.unwrap_or_else(|error| panic!("{error}"));
}

/// What is said of the members of a subject, by the places of terms.
#[derive(Debug, Clone)]
enum Said {
    Among(Vec<usize>),
    Only(Vec<usize>),
    None(Vec<usize>),
    OneOf(Vec<usize>),
    Either(Vec<Said>),
}

fn said() -> impl Strategy<Value = Said> {
    let places = || vec(0..32usize, 1..3);
    let plain = prop_oneof![
        3 => places().prop_map(Said::Among),
        2 => vec(0..32usize, 0..3).prop_map(Said::Only),
        2 => places().prop_map(Said::None),
        1 => vec(0..32usize, 2..4).prop_map(Said::OneOf),
    ];
    prop_oneof![
        4 => plain.clone(),
        1 => vec(plain, 2..3).prop_map(Said::Either),
    ]
}

/// Members are spots, some of which lie in each term; a world is a set of spots.
struct Listed {
    property: &'static str,
    terms: Vec<(String, Worlds)>,
    spots: usize,
}

impl Listed {
    fn term(&self, at: usize) -> &(String, Worlds) {
        &self.terms[at % self.terms.len()]
    }

    fn list(&self, places: &[usize]) -> String {
        let mut texts: Vec<&str> = places.iter().map(|at| self.term(*at).0.as_str()).collect();
        texts.sort_unstable();
        texts.dedup();
        texts.join(", ")
    }

    fn written(&self, said: &Said) -> String {
        match said {
            Said::Among(places) => format!("[{}]", self.list(places)),
            Said::Only(places) => format!("{{only: [{}]}}", self.list(places)),
            Said::None(places) => format!("{{not: [{}]}}", self.list(places)),
            Said::OneOf(places) => format!("{{any-of: [{}]}}", self.list(places)),
            Said::Either(all) => {
                let all: Vec<String> = all.iter().map(|said| self.written(said)).collect();
                format!("{{any-of: [{}]}}", all.join(", "))
            }
        }
    }

    fn holds(&self, said: &Said, members: Worlds) -> bool {
        let within = |places: &[usize]| places.iter().fold(0, |all, at| all | self.term(*at).1);
        let has_each = |places: &[usize]| places.iter().all(|at| members & self.term(*at).1 != 0);
        match said {
            Said::Among(places) => has_each(places),
            Said::Only(places) => has_each(places) && members & !within(places) == 0,
            Said::None(places) => members & within(places) == 0,
            Said::OneOf(places) => members & within(places) != 0,
            Said::Either(all) => all.iter().any(|said| self.holds(said, members)),
        }
    }

    fn hold(&self) {
        let mut runner = TestRunner::new(config(3_000));
        let tried = runner.run(&vec(said(), 2..5), |all| {
            let texts: Vec<String> = all.iter().map(|said| self.written(said)).collect();
            let worlds: Vec<Vec<bool>> = all
                .iter()
                .map(|said| (0..1 << self.spots).map(|world| self.holds(said, world)).collect())
                .collect();
            self.held(&texts, &worlds)
        });
        tried.unwrap_or_else(|error| panic!("{}: {error}", self.property));
    }

    fn held(&self, texts: &[String], worlds: &[Vec<bool>]) -> TestCaseResult {
        let answers: Vec<(String, Worlds)> = texts.iter().map(|text| (text.clone(), 0)).collect();
        let (project, findings) = findings(&project(("answer", self.property), &answers));
        let told = lines(&project, &findings);
        prop_assert!(!told.contains("input/bad-value"), "{texts:?}\n{told}");
        let conflict = findings.iter().any(|finding| finding.code.starts_with("conflict/"));
        let holds = (0..1 << self.spots).any(|world| worlds.iter().all(|answer| answer[world]));
        prop_assert_eq!(conflict, !holds, "{:?}\n{}", texts, told);
        if let ([one, other], true) = (worlds, holds) {
            let (mut alone, mut alone_too) = (false, false);
            for (one, other) in one.iter().zip(other) {
                alone |= *one && !other;
                alone_too |= *other && !one;
            }
            let (one, other) = (1 | Worlds::from(alone) << 1, 1 | Worlds::from(alone_too) << 2);
            related(one, other, &findings).map_err(|wanted| {
                TestCaseError::fail(format!("{texts:?} are no {wanted}:\n{told}"))
            })?;
        }
        Ok(())
    }
}

#[test]
fn lists_of_levels() {
    let (terms, _) = points(&["p", "q", "r", "s"], 0);
    let property = "{type: choice, levels: [p, q, r, s], many: true}";
    Listed { property, terms, spots: 4 }.hold();
}

/// Other words are another member.
#[test]
fn lists_of_words() {
    let (terms, _) = points(&["red car", "fast car", "old van", "bus"], 1);
    Listed { property: "{type: text, many: true}", terms, spots: 5 }.hold();
}

#[test]
fn lists_of_places() {
    let (terms, _) = places();
    Listed { property: "{type: place, many: true}", terms, spots: SPOTS.len() }.hold();
}

/// Whether the answers of some reports to one question are in conflict, and the flaws of the input.
#[track_caller]
fn disputed(property: &str, answers: &[&str], expected: &str) {
    let answers: Vec<(String, Worlds)> =
        answers.iter().map(|answer| ((*answer).to_owned(), 0)).collect();
    let (project, findings) = findings(&project(("answer", property), &answers));
    let told = lines(&project, &findings);
    let code = |finding: &Diagnostic| {
        finding.code.starts_with("conflict/") || finding.code == "input/bad-value"
    };
    let codes: Vec<&str> =
        findings.iter().filter(|finding| code(finding)).map(|finding| finding.code).collect();
    assert_eq!(codes.join(" "), expected, "{answers:?}\n{told}");
}

/// The reason says that rounding is why, and only where it is.
#[test]
fn a_reason_names_figures_that_are_the_same_within_rounding() {
    let reason = |answers: [&str; 2]| {
        let answers = answers.map(|answer| (answer.to_owned(), 0));
        let fixture = project(("answer", "{type: quantity, unit: km}"), &answers);
        one(&fixture, "agreement/compatible").1.reason.join(" ")
    };
    mentions(&reason(["60 km", "60.4 km"]), &["60 km and 60.4 km are the same within rounding"]);
    assert!(!reason(["55..61 km", "60..65 km"]).contains("rounding"));
}

#[test]
fn figures_are_the_same_within_rounding() {
    let length = "{type: quantity, unit: km}";
    let conflict = "conflict/quantity";
    disputed(length, &["60 km", "60.4 km"], "");
    disputed(length, &["60 km", "60.4 km", "\"60,312 m\""], conflict);
    disputed(length, &["60 km", "60.5 km"], conflict);
    disputed(length, &["60 km", "60.4 km", "over 60.2 km"], conflict);
    disputed(length, &["60 km", "60.4 km", "over 59 km"], "");
    disputed("{type: quantity, unit: km, exact: true}", &["60 km", "60.4 km"], conflict);
    disputed("{type: quantity, unit: EUR}", &["14.5 million euros", "14512000"], "");
    disputed("{type: quantity, unit: EUR}", &["14 thousand euros", "14512"], conflict);
    disputed("{type: quantity, unit: people}", &["14.5 million", "14512000"], conflict);
    disputed("{type: text}", &["60 km"], "");
}

#[test]
fn there_is_at_most_one_of_exclusive_values() {
    let genres =
        "{type: choice, levels: [drama, thriller, film], many: true, exclusive: [[drama, film]]}";
    disputed(genres, &["[drama]", "[film]"], "conflict/closed-list");
    disputed(genres, &["[drama]", "[thriller]"], "");
    disputed(genres, &["{any-of: [drama, film]}", "[film]"], "");
    disputed(genres, &["[drama, film]"], "input/bad-value");
    let stops = "{type: place, many: true, exclusive: [[a, b]]}";
    disputed(stops, &["[k1]", "[b1]"], "conflict/closed-list");
    disputed(stops, &["[k1]", "[a2]"], "");
    let guests = "{type: entity, many: true, exclusive: [[person]]}";
    disputed(guests, &["[ann]", "[bob]"], "conflict/closed-list");
    disputed(guests, &["[ann]", "[a]"], "");
}

#[test]
fn what_says_nothing_is_refused() {
    let many = "{type: choice, levels: [p, q], many: true}";
    for nothing in ["[]", "{not: []}", "{any-of: []}", "{not: {any-of: []}}", "{includes: []}"] {
        disputed(many, &[nothing], "input/bad-value");
        disputed("{type: choice, levels: [p, q]}", &[nothing], "input/bad-value");
    }
    disputed(many, &["{only: []}", "{not: p}"], "");
    disputed(many, &["{only: []}", "[p]"], "conflict/closed-list");
    let (project, told) = findings(&project(("before", ""), &[("[]".to_owned(), 0)]));
    assert!(lines(&project, &told).contains("input/bad-value"));
}

#[test]
fn denials_rule_out_what_is_certain() {
    let stay = "{type: duration}";
    disputed(stay, &["2 months", "{not: 2 months}"], "conflict/negation");
    disputed(stay, &["60 days", "{not: 2 months}"], "");
    disputed(
        stay,
        &["{any-of: [2 months, 3 months]}", "{not: 2 months}", "{not: 3 months}"],
        "conflict/negation",
    );
    let day = "{type: date}";
    disputed(day, &["XXXX-10-30", "{not: 2025}", "2025-10-30"], "conflict/negation");
    disputed(day, &["XXXX-10-30", "2025-10-31"], "conflict/date");
    disputed(day, &["{not: XXXX-10-30}", "2025-10-30"], "conflict/negation");
    disputed(day, &["{not: XXXX-10-30}", "2025-10-31"], "");
}

#[test]
fn three_answers_beside_one_that_cannot_be_compared() {
    let cost = "{type: quantity, unit: USD}";
    disputed(cost, &["5 or 6", "{not: 5}", "{not: 6}", "9 EUR"], "conflict/negation");
    disputed(cost, &["5 or 6", "{not: 5}", "9 EUR"], "");
}

#[test]
fn wordings_are_compared_by_what_is_in_order() {
    let words = "{type: quotation}";
    disputed(words, &["I would like that", "I would love that"], "conflict/quotation");
    disputed(words, &["I would like that", "we never asked for it"], "");
}
