//! Statements: what they mean, how they are held against figures, dates, rules and each other, and that
//! small systems of them are decided exactly, against a judge that tries all numbers.

use crate::cases::config;
use crate::constraints::{Domain, STRETCHES, World, clashing, edited, joined, judged, world};
use claimcheck_checker::Between;
use claimcheck_tests::{conflicts, input, one, only};
use proptest::prelude::*;
use proptest::sample::Index;

/// Figures of three things, how they compare, and how one compares with the other two together.
struct Comparisons;

const NAMES: [&str; 3] = ["a", "b", "c"];
const PAIRS: [(usize, usize); 3] = [(0, 1), (0, 2), (1, 2)];
const SIGNS: [&str; 5] = ["<", "<=", "=", ">=", ">"];

/// Numbers are told apart by eighths: no corner of what such claims leave possible lies closer.
const PARTS: i64 = 8;
/// No figure has to be greater than the greatest stretch and all that lies over it.
const MOST: i64 = 14 * PARTS;

fn holds(one: i64, sign: usize, other: i64) -> bool {
    match SIGNS[sign] {
        "<" => one < other,
        "<=" => one <= other,
        "=" => one == other,
        ">=" => one >= other,
        _ => one > other,
    }
}

/// What a number can be: from one to another, with each end or without it.
#[derive(Clone, Copy)]
struct Range {
    low: (i64, bool),
    high: (i64, bool),
}

impl Range {
    fn is(&mut self, sign: usize, other: i64) {
        if matches!(SIGNS[sign], "<" | "<=" | "=") {
            let high = (other, SIGNS[sign] != "<");
            self.high = self.high.min(high);
        }
        if matches!(SIGNS[sign], ">" | ">=" | "=") {
            let low = (other, SIGNS[sign] == ">");
            self.low = self.low.max(low);
        }
    }

    /// An open end is one that is not in it: `low.1` says open, `high.1` says closed.
    fn is_empty(self) -> bool {
        self.low.0 > self.high.0 || (self.low.0 == self.high.0 && (self.low.1 || !self.high.1))
    }
}

impl Domain for Comparisons {
    fn vocabulary(&self) -> String {
        "entities: {a: {}, b: {}, c: {}}\nproperties: {n: {type: quantity, unit: people}}\n"
            .to_owned()
    }

    fn write(&self, question: usize, answer: usize) -> (String, String) {
        match question {
            0..3 => {
                let (low, high) = STRETCHES[answer];
                let figure = if low == high { low.to_string() } else { format!("{low}..{high}") };
                (NAMES[question].to_owned(), format!("says: {{n: {figure}}}"))
            }
            3..6 => {
                let (one, other) = PAIRS[question - 3];
                let (one, other, sign) = (NAMES[one], NAMES[other], SIGNS[answer]);
                (one.to_owned(), format!("states: \"n {sign} {other}.n\""))
            }
            // Told of another thing, and the other way round.
            _ => ("a".to_owned(), format!("states: \"n + b.n {} c.n\"", SIGNS[4 - answer])),
        }
    }

    fn name(&self, question: usize) -> String {
        match question {
            0..3 => format!("{}.n", NAMES[question]),
            3..6 => {
                let (one, other) = PAIRS[question - 3];
                format!("{}.n <> {}.n", NAMES[one], NAMES[other])
            }
            _ => "c.n <> a.n + b.n".to_owned(),
        }
    }

    fn share(&self, question: usize, answers: &[usize]) -> bool {
        if question < 3 {
            let fits = |number: u32| {
                answers.iter().all(|at| (STRETCHES[*at].0..=STRETCHES[*at].1).contains(&number))
            };
            return (0..=6).any(fits);
        }
        [-1, 0, 1].into_iter().any(|other| answers.iter().all(|sign| holds(other, *sign, 0)))
    }

    /// Tries all numbers of the first two, and works out what is left of the third.
    fn holds(&self, answers: &[(usize, usize)], _: &[&str]) -> bool {
        let stretch = |name: usize| {
            let own = answers.iter().filter(move |(question, _)| *question == name);
            own.fold((0, MOST), |(low, high), (_, at)| {
                let (least, most) = STRETCHES[*at];
                (low.max(i64::from(least) * PARTS), high.min(i64::from(most) * PARTS))
            })
        };
        let ((least_a, most_a), (least_b, most_b), (least_c, most_c)) =
            (stretch(0), stretch(1), stretch(2));
        let fits = |a: i64, b: i64| {
            let mut c = Range { low: (least_c, false), high: (most_c, true) };
            for (question, sign) in answers {
                match question {
                    3 if !holds(a, *sign, b) => return false,
                    // How the first compares with the third is the other way round for the third.
                    4 => c.is(4 - sign, a),
                    5 => c.is(4 - sign, b),
                    6 => c.is(*sign, a + b),
                    _ => {}
                }
            }
            !c.is_empty()
        };
        (least_a..=most_a).any(|a| (least_b..=most_b).any(|b| fits(a, b)))
    }

    fn code(&self) -> &'static str {
        "conflict/arithmetic"
    }
}

fn comparisons() -> impl Strategy<Value = World> {
    let answers = |question| if question < 3 { STRETCHES.len() } else { SIGNS.len() };
    world(7, answers).prop_map(|world| clashing(&Comparisons, world))
}

proptest! {
    #![proptest_config(config(1500))]

    #[test]
    fn sets_of_statements_are_those_of_the_judge(world in comparisons()) {
        judged(&Comparisons, &world)?;
        joined(&Comparisons, &world)?;
    }
}

proptest! {
    #![proptest_config(config(500))]

    #[test]
    fn edits_keep_what_is_told_of_statements(world in comparisons(), turn in 0usize..8, again in any::<Index>()) {
        edited(&Comparisons, &world, turn, &again)?;
    }
}

/// Two raids, a company and two events, and reports with a claim each: `ID | the entry`.
fn said(claims: &[&str]) -> String {
    let mut fixture = "kinds: {strike: {is: event}}\nentities: {raid: {kind: strike}, raid-2015: {kind: strike}, acme: {}, talks: {kind: event}, vote: {kind: event}, host: {kind: place}}\nproperties:\n  killed: {type: quantity, unit: people}\n  wounded: {type: quantity, unit: people}\n  revenue: {type: quantity, unit: USD}\n  toll: {type: quantity, unit: people, changes: up}\n  owner: {type: entity}\n".to_owned();
    for claim in claims {
        let (report, entry) = claim.split_once(" | ").expect("a report and its claim");
        fixture
            .push_str(&format!("---\nreport: {{id: {report}}}\nclaims: [{{id: it, {entry}}}]\n"));
    }
    fixture
}

/// Whichever is written first, and whatever the entries are about.
#[test]
fn statements_on_the_same_two_terms_are_one_question() {
    let more = "a | about: raid, states: \"killed > raid-2015.killed\"";
    conflicts(
        &said(&[more, "b | about: raid-2015, states: \"raid.killed <= killed\""]),
        "conflict/arithmetic error raid-2015.killed <> raid.killed: raid-2015.killed < raid.killed | raid-2015.killed >= raid.killed",
    );
    conflicts(&said(&[more, "b | about: raid-2015, states: \"killed <= raid.killed\""]), "");
    conflicts(
        &said(&[more, "b | about: vote, states: \"raid.killed = raid-2015.killed\""]),
        "conflict/arithmetic error raid-2015.killed <> raid.killed: raid-2015.killed < raid.killed | raid-2015.killed = raid.killed",
    );
    // Another scope is another question.
    conflicts(
        &said(&[
            more,
            "b | about: raid, scope: {of: north}, states: \"killed < raid-2015.killed\"",
        ]),
        "",
    );
}

#[test]
fn a_statement_is_held_against_figures_and_other_statements() {
    let more = "a | about: raid, states: \"killed > raid-2015.killed\"";
    let (twelve, fourteen) =
        ("b | about: raid, says: {killed: 12}", "c | about: raid-2015, says: {killed: 14}");
    conflicts(
        &said(&[more, twelve, fourteen]),
        "conflict/arithmetic error raid.killed + raid-2015.killed + raid-2015.killed <> raid.killed: a#it, b#it, c#it",
    );
    conflicts(&said(&[more, twelve, "c | about: raid-2015, says: {killed: 11}"]), "");
    let circle = [
        more,
        "b | about: raid-2015, states: \"killed > wounded\"",
        "c | about: raid, states: \"raid-2015.wounded >= killed\"",
    ];
    only(
        &said(&circle),
        "conflict/arithmetic",
        "conflict/arithmetic error raid-2015.killed <> raid-2015.wounded + raid-2015.killed <> raid.killed + raid-2015.wounded <> raid.killed: a#it, b#it, c#it",
    );
    conflicts(&said(&circle[..2]), "");
}

/// A hedged statement makes no error.
#[test]
fn a_set_is_as_sure_as_its_least_sure_statement() {
    let likely = "a | about: raid, certainty: likely, states: \"killed = 2 * wounded\"";
    conflicts(
        &said(&[likely, "b | about: raid, says: {killed: 12, wounded: 5}"]),
        "conflict/arithmetic warning raid.killed + raid.killed <> 2 * raid.wounded + raid.wounded: a#it, b#it, b#it",
    );
}

/// “Twice the 2019 figure”: the figures of other years play no part.
#[test]
fn a_time_in_brackets_names_the_figure_of_that_time() {
    let twice = "a | about: acme, when: 2020, states: \"revenue = 2 * revenue[2019]\"";
    let of = |year: &str, amount: &str| {
        format!("r{year} | about: acme, when: {year}, says: {{revenue: {amount} million USD}}")
    };
    let told = |figures: &[String]| {
        let claims: Vec<&str> =
            std::iter::once(twice).chain(figures.iter().map(String::as_str)).collect();
        said(&claims)
    };
    only(
        &told(&[of("2020", "31"), of("2019", "12")]),
        "conflict/arithmetic",
        "conflict/arithmetic error acme.revenue <> 2 * acme.revenue[2019] + acme.revenue: a#it, r2020#it, r2019#it",
    );
    conflicts(&told(&[of("2020", "31"), of("2018", "12")]), "");
    conflicts(&told(&[of("2021", "31"), of("2019", "12")]), "");
    conflicts(&told(&[of("2020", "24"), of("2019", "12")]), "");
}

/// A statement on a property that changes is of the time when it was said.
#[test]
fn a_statement_on_what_changes_is_held_against_what_was_said_then() {
    let more = "a | about: raid, as-of: 2025-10-28, states: \"toll > raid-2015.killed\"";
    let known = "b | about: raid-2015, says: {killed: 14}";
    let toll = |day: &str| format!("c | about: raid, as-of: {day}, says: {{toll: 9}}");
    conflicts(
        &said(&[more, known, &toll("2025-10-28")]),
        "conflict/arithmetic error raid.toll + raid-2015.killed + raid-2015.killed <> raid.toll: a#it, b#it, c#it",
    );
    conflicts(&said(&[more, known, &toll("2025-10-20")]), "");
}

#[test]
fn a_statement_on_dates_joins_the_network() {
    let later = "a | about: talks, states: \"date > vote.date\"";
    let (talks, vote) =
        ("b | about: talks, says: {date: 2025-10-30}", "c | about: vote, says: {date: 2025-11-02}");
    conflicts(
        &said(&[later, talks, vote]),
        "conflict/order error talks.date + talks.date <> vote.date + vote.date: c#it, a#it, b#it",
    );
    conflicts(&said(&[later, talks, "c | about: vote, says: {date: 2025-10-29}"]), "");
    conflicts(
        &said(&[later, "b | about: talks, says: {before: vote}"]),
        "conflict/order error talks.order with vote + talks.date <> vote.date: a#it, b#it",
    );
}

#[test]
fn what_cannot_be_read_of_a_statement_is_told_at_its_place() {
    let flaw = |statement: &str, expected: &str| {
        let fixture = format!(
            "entities: {{raid: {{}}, raid-2015: {{}}}}\nproperties: {{killed: {{type: quantity, unit: people}}}}\n---\nreport: {{id: r}}\nclaims: [{{about: raid, states: \"{statement}\"}}, {{about: raid-2015, says: {{killed: 1}}}}]\n"
        );
        input(&fixture, expected);
    };
    flaw(
        "killed > raid-2016.killed",
        "input/unknown-name error claims/example.yaml:5:42 `raid-2016.killed`",
    );
    flaw("killed > raid-2015", "input/bad-value error claims/example.yaml:5:42 `raid-2015`");
    flaw("killed > killed", "input/bad-value error claims/example.yaml:5:33 `killed > killed`");
    flaw("killed > 5 km", "input/bad-value error claims/example.yaml:5:33 `killed > 5 km`");
    flaw("killed", "input/bad-value error claims/example.yaml:5:33 `killed`");
    flaw(
        "killed > raid-2015.killed[soonish]",
        "input/bad-value error claims/example.yaml:5:58 `[soonish]`",
    );
}

/// Nothing that a statement names is unused.
#[test]
fn what_a_statement_names_is_used() {
    let fixture = "entities: {a: {}, b: {}}\nproperties: {n: {type: quantity}}\n---\nreport: {id: r}\nclaims: [{about: a, states: \"n > b.n\"}]\n";
    input(fixture, "");
}

#[test]
fn an_entity_that_is_also_a_property_is_refused() {
    let fixture = "entities: {a: {}, owner: {}}\nproperties: {n: {type: quantity}, owner: {type: entity}}\n---\nreport: {id: r}\nclaims: [{about: a, says: {owner: owner}}, {about: a, states: \"n > owner.n\"}]\n";
    input(fixture, "input/bad-value error claims/example.yaml:5:68 `owner.n`");
}

/// A set is between reports, unless one of them gives all of it: in one voice, or in several.
#[test]
fn a_set_says_between_whom_it_is() {
    let between = |claims: &[&str]| {
        let (_, found) = one(&said(claims), "conflict/arithmetic");
        (found.between.map(Between::as_str), found.within)
    };
    let (more, twelve, fourteen) = (
        "about: raid, states: \"killed > raid-2015.killed\"",
        "about: raid, says: {killed: 12}",
        "about: raid-2015, says: {killed: 14}",
    );
    let of = |reports: [&str; 3]| {
        let claims = [more, twelve, fourteen];
        let each = reports.iter().zip(claims).map(|(report, claim)| format!("{report} | {claim}"));
        each.collect::<Vec<String>>()
    };
    let three = of(["a", "b", "c"]);
    assert_eq!(
        between(&three.iter().map(String::as_str).collect::<Vec<_>>()),
        (Some("reports"), false)
    );
    let two = of(["a", "b", "b2"]);
    assert_eq!(
        between(&two.iter().map(String::as_str).collect::<Vec<_>>()),
        (Some("reports"), false)
    );
    let all = |by: &str| {
        let entries = format!("a | {more}}}, {{{twelve}{by}}}, {{{fourteen}");
        between(&[&entries])
    };
    assert_eq!(all(""), (Some("itself"), true));
    assert_eq!(all(", according-to: host"), (Some("sources"), true));
}
