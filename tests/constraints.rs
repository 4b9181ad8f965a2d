//! Minimal sets of rules, dates and orders, against a judge that shares no code with the program: it
//! gathers answers by itself, tries every number that a figure can be, and every way in which the ends
//! of a few events can lie by Floyd & Warshall. Small projects with hedges, disputes, repeated claims,
//! facts and rulings; and edits that keep the meaning, which have to keep what is told.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::cases::config;
use claimcheck_checker::{Diagnostic, Severity};
use claimcheck_core::Project;
use claimcheck_tests::{Files, conflicts, input, lines, load_files, one, only};
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// How sure a claim is, from the surest: the level of its findings too.
const LEVELS: [(&str, Severity); 3] =
    [("certain", Severity::Error), ("likely", Severity::Warning), ("possible", Severity::Note)];

/// One claim, of a report of its own.
#[derive(Debug, Clone)]
struct Said {
    question: usize,
    answer: usize,
    level: usize,
    fact: bool,
}

/// Claims, and which of two clashing ones a ruling accepts and rejects.
#[derive(Debug, Clone)]
pub(crate) struct World {
    said: Vec<Said>,
    ruling: Option<(usize, usize)>,
}

/// What a domain of questions is: how it is written, and which answers can hold together.
pub(crate) trait Domain {
    /// The vocabulary of the project.
    fn vocabulary(&self) -> String;
    /// A claim's subject, and what it says or states.
    fn write(&self, question: usize, answer: usize) -> (String, String);
    /// The name of a question, for a ruling.
    fn name(&self, question: usize) -> String;
    /// Whether some answers to one question leave something possible.
    fn share(&self, question: usize, answers: &[usize]) -> bool;
    /// Whether some answers can all hold with some of the rules.
    fn holds(&self, answers: &[(usize, usize)], rules: &[&str]) -> bool;
    /// The code of what cannot.
    fn code(&self) -> &'static str;
}

/// Figures of one raid, with the rules that bind them.
struct Figures;

const FIGURES: [&str; 3] = ["civilians", "killed", "soldiers"];
const RULES: [&str; 2] = ["killed = civilians + soldiers", "soldiers <= civilians"];
pub(crate) const STRETCHES: [(u32, u32); 8] =
    [(0, 0), (1, 1), (2, 2), (3, 3), (5, 5), (1, 3), (2, 4), (4, 6)];

impl Domain for Figures {
    fn vocabulary(&self) -> String {
        "entities: {raid: {kind: event}}\nproperties:\n  killed: {type: quantity, unit: people}\n  civilians: {type: quantity, unit: people}\n  soldiers: {type: quantity, unit: people}\nrules:\n  - {id: sum, equation: killed = civilians + soldiers}\n  - {id: fewer, equation: soldiers <= civilians}\n".to_owned()
    }

    fn write(&self, question: usize, answer: usize) -> (String, String) {
        let (low, high) = STRETCHES[answer];
        let figure = if low == high { low.to_string() } else { format!("{low}..{high}") };
        ("raid".to_owned(), format!("says: {{{}: {figure}}}", FIGURES[question]))
    }

    fn name(&self, question: usize) -> String {
        format!("raid.{}", FIGURES[question])
    }

    fn share(&self, _: usize, answers: &[usize]) -> bool {
        (0..=6).any(|number| {
            answers.iter().all(|answer| {
                let (low, high) = STRETCHES[*answer];
                (low..=high).contains(&number)
            })
        })
    }

    /// Figures are read in stretches: of a sum, whole numbers are enough.
    fn holds(&self, answers: &[(usize, usize)], rules: &[&str]) -> bool {
        let fits = |question: usize, number: u32| {
            answers.iter().filter(|(other, _)| *other == question).all(|(_, answer)| {
                let (low, high) = STRETCHES[*answer];
                (low..=high).contains(&number)
            })
        };
        let (sum, fewer) = (rules.contains(&RULES[0]), rules.contains(&RULES[1]));
        (0..=6).any(|civilians| {
            (0..=6).any(|soldiers| {
                fits(0, civilians)
                    && fits(2, soldiers)
                    && (!fewer || soldiers <= civilians)
                    && (0..=12)
                        .any(|killed| fits(1, killed) && (!sum || killed == civilians + soldiers))
            })
        })
    }

    fn code(&self) -> &'static str {
        "conflict/arithmetic"
    }
}

/// Dates of three events, and their orders in pairs.
struct Events;

const PAIRS: [(usize, usize); 3] = [(0, 1), (0, 2), (1, 2)];
const DAYS: [(i64, i64); 6] = [(1, 1), (2, 2), (3, 3), (4, 4), (1, 3), (2, 4)];
const WORDS: [&str; 3] = ["before", "after", "starts-before"];

/// A bound on how far one point lies after another: no further, or less far.
type Bounds = Vec<(usize, usize, i64, bool)>;

impl Events {
    /// Points are the clock, and the start and the end of each event.
    fn bounds(question: usize, answer: usize) -> Bounds {
        let (start, end) = (|event: usize| 1 + 2 * event, |event: usize| 2 + 2 * event);
        if question < 3 {
            let (first, last) = DAYS[answer];
            return vec![(start(question), 0, -first, false), (0, end(question), last + 1, false)];
        }
        let (a, b) = PAIRS[question - 3];
        match WORDS[answer] {
            "before" => vec![(start(b), end(a), 0, true)],
            "after" => vec![(start(a), end(b), 0, true)],
            _ => vec![(start(b), start(a), 0, true)],
        }
    }
}

impl Domain for Events {
    fn vocabulary(&self) -> String {
        "entities: {e0: {kind: event}, e1: {kind: event}, e2: {kind: event}}\n".to_owned()
    }

    fn write(&self, question: usize, answer: usize) -> (String, String) {
        if question < 3 {
            let (first, last) = DAYS[answer];
            return (
                format!("e{question}"),
                format!("says: {{date: 2025-01-0{first}/2025-01-0{last}}}"),
            );
        }
        let (a, b) = PAIRS[question - 3];
        (format!("e{a}"), format!("says: {{{}: e{b}}}", WORDS[answer]))
    }

    fn name(&self, question: usize) -> String {
        match question {
            0..3 => format!("e{question}.date"),
            _ => {
                let (a, b) = PAIRS[question - 3];
                format!("e{a}.order with e{b}")
            }
        }
    }

    fn share(&self, question: usize, answers: &[usize]) -> bool {
        if question < 3 {
            let days = answers.iter().map(|answer| DAYS[*answer]);
            let (first, last) = days.fold((0, 9), |(a, b), (c, d)| (a.max(c), b.min(d)));
            return first <= last;
        }
        !answers.contains(&1) || answers.iter().all(|answer| *answer == 1)
    }

    fn holds(&self, answers: &[(usize, usize)], _: &[&str]) -> bool {
        // The least that a point can lie after another; a strict bound is a little less.
        const POINTS: usize = 7;
        let far = (i64::MAX / 4, 0i64);
        let mut most = [[far; POINTS]; POINTS];
        let events = (0..3).map(|event| (2 + 2 * event, 1 + 2 * event, 0, true));
        let said = answers.iter().flat_map(|(question, answer)| Self::bounds(*question, *answer));
        for (from, to, bound, strict) in events.chain(said) {
            most[from][to] = most[from][to].min((bound, -i64::from(strict)));
        }
        for middle in 0..POINTS {
            for from in 0..POINTS {
                for to in 0..POINTS {
                    let (one, other) = (most[from][middle], most[middle][to]);
                    most[from][to] = most[from][to].min((one.0 + other.0, one.1 + other.1));
                }
            }
        }
        (0..POINTS).all(|point| most[point][point] >= (0, 0))
    }

    fn code(&self) -> &'static str {
        "conflict/order"
    }
}

/// A member of a set, as the judge knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Member {
    /// All claims that give one of its answers.
    claims: BTreeSet<usize>,
    /// The answers of each side.
    sides: Vec<Vec<(usize, usize)>>,
    given: bool,
}

/// The maximal subsets of some answers that leave something possible.
fn sides(domain: &dyn Domain, question: usize, answers: &[usize]) -> Vec<Vec<usize>> {
    let mut sides: Vec<Vec<usize>> = Vec::new();
    let mut masks: Vec<u32> = (1..1u32 << answers.len()).collect();
    masks.sort_by_key(|mask| std::cmp::Reverse(mask.count_ones()));
    for mask in masks {
        let of = |at: &usize| mask & (1 << at) != 0;
        let side: Vec<usize> = (0..answers.len()).filter(of).map(|at| answers[at]).collect();
        let part = sides.iter().any(|known| side.iter().all(|it| known.contains(it)));
        if !part && domain.share(question, &side) {
            sides.push(side);
        }
    }
    sides
}

/// The members of what is at least so sure, of claims that were not rejected.
fn members(domain: &dyn Domain, world: &World, out: &BTreeSet<usize>, level: usize) -> Vec<Member> {
    let mut answers: BTreeMap<usize, BTreeMap<usize, BTreeSet<usize>>> = BTreeMap::new();
    for (at, said) in world.said.iter().enumerate().filter(|(at, _)| !out.contains(at)) {
        answers.entry(said.question).or_default().entry(said.answer).or_default().insert(at);
    }
    let mut members = Vec::new();
    for (question, mut by_answer) in answers {
        by_answer.retain(|_, claims| claims.iter().any(|at| world.said[*at].level <= level));
        let all: Vec<usize> = by_answer.keys().copied().collect();
        let given = |answer: &usize| by_answer[answer].iter().any(|at| world.said[*at].fact);
        let sides = sides(domain, question, &all);
        let (neutral, disputed): (Vec<usize>, Vec<usize>) =
            all.iter().partition(|answer| sides.iter().all(|side| side.contains(answer)));
        members.extend(neutral.iter().map(|answer| Member {
            claims: by_answer[answer].clone(),
            sides: vec![vec![(question, *answer)]],
            given: given(answer),
        }));
        if !disputed.is_empty() {
            let own = |side: &Vec<usize>| {
                let disputed = side.iter().filter(|answer| disputed.contains(answer));
                disputed.map(|answer| (question, *answer)).collect()
            };
            members.push(Member {
                claims: disputed.iter().flat_map(|answer| by_answer[answer].clone()).collect(),
                sides: sides.iter().map(own).collect(),
                given: disputed.iter().all(given),
            });
        }
    }
    members
}

/// Whether some members can hold, whichever sides of disputes are right.
fn can_hold(domain: &dyn Domain, members: &[&Member], rules: &[&str]) -> bool {
    let mut worlds: Vec<Vec<(usize, usize)>> = vec![Vec::new()];
    for member in members {
        let with = |world: &Vec<(usize, usize)>| {
            let world = world.clone();
            member.sides.iter().map(move |side| [world.as_slice(), side].concat())
        };
        worlds = worlds.iter().flat_map(with).collect();
    }
    worlds.iter().any(|world| domain.holds(world, rules))
}

/// The claims that a ruling takes out, as long as no answer that it did not judge clashes with the
/// accepted one.
fn rejected(domain: &dyn Domain, world: &World) -> BTreeSet<usize> {
    let Some((accept, reject)) = world.ruling else { return BTreeSet::new() };
    let (yes, no) = (&world.said[accept], &world.said[reject]);
    let reopened = world.said.iter().any(|said| {
        said.question == yes.question
            && said.answer != yes.answer
            && said.answer != no.answer
            && !domain.share(said.question, &[said.answer, yes.answer])
    });
    if reopened { BTreeSet::new() } else { BTreeSet::from([reject]) }
}

/// The files of a world: each claim in a file and a report of its own.
fn files(domain: &dyn Domain, world: &World, name: impl Fn(usize) -> String) -> Files {
    let mut files = Files::new();
    files.insert("claims/0.yaml".to_owned(), domain.vocabulary());
    for (at, said) in world.said.iter().enumerate() {
        let (about, says) = domain.write(said.question, said.answer);
        let certainty = LEVELS[said.level].0;
        let text = match said.fact {
            true => format!("facts: [{{id: c{at}, about: {about}, {says}, source: the desk}}]\n"),
            false => format!(
                "report: {{id: r{at}}}\nclaims: [{{id: it, about: {about}, {says}, certainty: {certainty}}}]\n"
            ),
        };
        files.insert(format!("claims/{}.yaml", name(at)), text);
    }
    if let Some((accept, reject)) = world.ruling {
        let question = domain.name(world.said[accept].question);
        let claim = |at: usize| format!("r{at}#it");
        let mut text = "rulings:\n".to_owned();
        let _ = writeln!(
            text,
            "  - {{question: '{question}', accept: [{}], reject: [{}], because: the desk asked}}",
            claim(accept),
            claim(reject)
        );
        files.insert("claims/ruling.yaml".to_owned(), text);
    }
    files
}

fn checked(files: &Files) -> (Project, Vec<Diagnostic>) {
    let project = load_files(files);
    let found = claimcheck_checker::check(&project);
    let errors = project.problems.iter().any(|problem| problem.code.is_error());
    assert!(!errors, "{}", lines(&project, &found));
    (project, found)
}

/// The claims of a member, by their numbers.
fn numbers(project: &Project, claims: &[claimcheck_core::model::ClaimId]) -> BTreeSet<usize> {
    let name = |claim: &claimcheck_core::model::ClaimId| {
        let name = &project.graph.model().entry_of(*claim).name;
        let name = name.trim_start_matches("facts#c").trim_start_matches('r');
        name.trim_end_matches("#it").parse().expect("claims are numbered")
    };
    claims.iter().map(name).collect()
}

/// Holds what the program tells of a world against the judge, level by level: each set is minimal, no
/// member but a fact stands in two, and what is left can hold.
pub(crate) fn judged(domain: &dyn Domain, world: &World) -> Result<(), TestCaseError> {
    let (project, found) = checked(&files(domain, world, |at| format!("c{at}")));
    let shown = || format!("{}\n{:?}", lines(&project, &found), world);
    let out = rejected(domain, world);
    let own: Vec<&Diagnostic> =
        (found.iter()).filter(|it| it.code == domain.code() && it.positions.is_empty()).collect();
    let mut spent: BTreeSet<usize> = BTreeSet::new();
    for (level, (_, severity)) in LEVELS.iter().enumerate() {
        let mut left = members(domain, world, &out, level);
        left.retain(|member| member.claims.is_disjoint(&spent));
        let mut used: BTreeSet<usize> = BTreeSet::new();
        for finding in own.iter().filter(|finding| finding.severity == *severity) {
            let mut set: Vec<&Member> = Vec::new();
            for member in finding.members.iter().filter(|member| member.rule.is_none()) {
                let claims = numbers(&project, &member.claims);
                let same = left.iter().find(|known| known.claims == claims);
                prop_assert!(same.is_some(), "{claims:?} is no member\n{}", shown());
                set.extend(same);
            }
            let rules = finding.members.iter().filter(|member| member.rule.is_some());
            let rules: Vec<&str> = rules.map(|member| member.values[0].as_str()).collect();
            prop_assert!(!can_hold(domain, &set, &rules), "can hold: {set:?}\n{}", shown());
            for without in 0..set.len() {
                let rest = [&set[..without], &set[without + 1..]].concat();
                prop_assert!(can_hold(domain, &rest, &rules), "not minimal: {set:?}\n{}", shown());
            }
            for without in 0..rules.len() {
                let rest = [&rules[..without], &rules[without + 1..]].concat();
                prop_assert!(
                    can_hold(domain, &set, &rest),
                    "a rule too many: {set:?}\n{}",
                    shown()
                );
            }
            let all_given = set.iter().all(|member| member.given);
            for member in set.iter().filter(|member| all_given || !member.given) {
                for claim in &member.claims {
                    prop_assert!(all_given || used.insert(*claim), "twice: {claim}\n{}", shown());
                    spent.insert(*claim);
                }
            }
        }
        left.retain(|member| member.claims.is_disjoint(&spent));
        let rest: Vec<&Member> = left.iter().collect();
        prop_assert!(
            can_hold(domain, &rest, &RULES),
            "untold at {severity:?}: {rest:?}\n{}",
            shown()
        );
    }
    Ok(())
}

/// What is told of a world, whatever its claims are called.
fn told(domain: &dyn Domain, files: &Files) -> BTreeSet<(Severity, String)> {
    let (_, found) = checked(files);
    let own = found.into_iter().filter(|it| it.code == domain.code() && it.positions.is_empty());
    own.map(|finding| (finding.severity, finding.fingerprint)).collect()
}

/// Edits that keep the meaning: files of other names, claims in another order, claims that are
/// repeated by a less sure report.
pub(crate) fn edited(
    domain: &dyn Domain,
    world: &World,
    turn: usize,
    again: &Index,
) -> Result<(), TestCaseError> {
    let before = told(domain, &files(domain, world, |at| format!("c{at}")));
    let count = world.said.len();
    let renamed = told(domain, &files(domain, world, |at| format!("z{}", (at + turn) % count)));
    prop_assert_eq!(&before, &renamed, "files were renamed: {:?}", world);
    let mut repeated = world.clone();
    let said = again.get(&world.said);
    let rejects = world.ruling.is_some_and(|(_, reject)| world.said[reject].answer == said.answer);
    if !rejects {
        repeated.said.push(Said { level: 2.max(said.level), fact: false, ..said.clone() });
        let after = told(domain, &files(domain, &repeated, |at| format!("c{at}")));
        prop_assert_eq!(&before, &after, "a claim was repeated: {:?}", world);
    }
    Ok(())
}

/// A less sure claim never hides nor weakens what is told without it.
pub(crate) fn joined(domain: &dyn Domain, world: &World) -> Result<(), TestCaseError> {
    let mut surer = world.clone();
    surer.ruling = None;
    let all = told(domain, &files(domain, &surer, |at| format!("c{at}")));
    surer.said.retain(|said| said.level == 0);
    let sure = told(domain, &files(domain, &surer, |at| format!("c{at}")));
    let errors: BTreeSet<_> = sure.iter().filter(|(it, _)| *it == Severity::Error).collect();
    for error in errors {
        prop_assert!(all.contains(error), "hidden: {error:?} {all:?}\n{world:?}");
    }
    Ok(())
}

pub(crate) fn world(
    questions: usize,
    answers: impl Fn(usize) -> usize + Copy,
) -> impl Strategy<Value = World> {
    let said = (
        0..questions,
        any::<Index>(),
        select(vec![0, 0, 0, 1, 2]),
        select(vec![false, false, false, true]),
    );
    let said = said.prop_map(move |(question, answer, level, fact)| Said {
        question,
        answer: answer.index(answers(question)),
        level: if fact { 0 } else { level },
        fact,
    });
    let all = proptest::collection::vec(said, 2..9);
    (all, any::<bool>(), any::<Index>(), any::<Index>()).prop_map(|(said, ruled, one, other)| {
        let (accept, reject) = (one.index(said.len()), other.index(said.len()));
        let both = [&said[accept], &said[reject]];
        let fits = both[0].question == both[1].question && both.iter().all(|said| !said.fact);
        let ruling =
            (ruled && fits && both[0].answer != both[1].answer).then_some((accept, reject));
        World { said, ruling }
    })
}

/// A world of figures or of events; a ruling is on a clash.
pub(crate) fn clashing(domain: &dyn Domain, mut world: World) -> World {
    let clash = |(accept, reject): &(usize, usize)| {
        let (yes, no) = (&world.said[*accept], &world.said[*reject]);
        !domain.share(yes.question, &[yes.answer, no.answer])
    };
    world.ruling = world.ruling.filter(clash);
    world
}

fn figures() -> impl Strategy<Value = World> {
    world(3, |_| STRETCHES.len()).prop_map(|world| clashing(&Figures, world))
}

fn events() -> impl Strategy<Value = World> {
    let answers = |question| if question < 3 { DAYS.len() } else { WORDS.len() };
    world(6, answers).prop_map(|world| clashing(&Events, world))
}

proptest! {
    #![proptest_config(config(4000))]

    #[test]
    fn sets_of_figures_are_those_of_the_judge(world in figures()) {
        judged(&Figures, &world)?;
        joined(&Figures, &world)?;
    }

    #[test]
    fn sets_of_dates_and_orders_are_those_of_the_judge(world in events()) {
        judged(&Events, &world)?;
        joined(&Events, &world)?;
    }
}

proptest! {
    #![proptest_config(config(1500))]

    #[test]
    fn edits_keep_what_is_told_of_figures(world in figures(), turn in 0usize..8, again in any::<Index>()) {
        edited(&Figures, &world, turn, &again)?;
    }

    #[test]
    fn edits_keep_what_is_told_of_dates_and_orders(world in events(), turn in 0usize..8, again in any::<Index>()) {
        edited(&Events, &world, turn, &again)?;
    }
}

/// The vocabulary of one raid, and reports with a claim each: `ID | the rest of the entry`.
fn raid(claims: &[&str]) -> String {
    let mut fixture = Figures.vocabulary();
    for claim in claims {
        let (report, entry) = claim.split_once(" | ").expect("a report and its claim");
        let _ = write!(
            fixture,
            "---\nreport: {{id: {report}}}\nclaims: [{{id: it, about: raid, {entry}}}]\n"
        );
    }
    fixture
}

/// A report whose parts do not make its own total is told of, whatever others say of a part.
#[test]
fn a_report_is_held_against_its_own_figures_first() {
    let own = "a | says: {killed: 8, civilians: 4, soldiers: 3}";
    let sum = "conflict/arithmetic error within raid.civilians + raid.killed + raid.soldiers: a#it, a#it, a#it, rules#sum";
    only(&raid(&[own]), "conflict/arithmetic", sum);
    only(&raid(&[own, "b | says: {civilians: 6}"]), "conflict/arithmetic", sum);
    // What two reports say is no sum of one of them.
    let apart = ["a | says: {killed: 8, civilians: 4}", "b | says: {soldiers: 3, civilians: 5}"];
    only(&raid(&apart), "conflict/arithmetic", "");
}

/// Two sources of one report are two voices.
#[test]
fn the_sources_of_a_report_are_voices_of_their_own() {
    let voices = |second: &str| {
        let mut fixture = Figures.vocabulary();
        fixture.push_str("---\nentities: {un: {kind: organisation}, army: {kind: organisation}}\n---\nreport: {id: a}\nclaims:\n");
        fixture.push_str(
            "  - {id: one, about: raid, says: {killed: 8, civilians: 4}, according-to: [un]}\n",
        );
        let _ = writeln!(
            fixture,
            "  - {{id: two, about: raid, says: {{soldiers: 3}}, according-to: [{second}]}}"
        );
        fixture.push_str(
            "---\nreport: {id: b}\nclaims: [{id: it, about: raid, says: {civilians: 5}}]\n",
        );
        fixture
    };
    only(
        &voices("un"),
        "conflict/arithmetic",
        "conflict/arithmetic error within raid.civilians + raid.killed + raid.soldiers: a#one, a#one, a#two, rules#sum",
    );
    only(&voices("army"), "conflict/arithmetic", "");
}

#[test]
fn a_claim_without_a_scope_is_not_used_for_a_scoped_one() {
    let scoped = "a | says: {killed: 8, civilians: 4}, scope: {of: north}";
    only(&raid(&[scoped, "b | says: {soldiers: 3}"]), "conflict/arithmetic", "");
    only(
        &raid(&[scoped, "b | says: {soldiers: 3}, scope: {of: north}"]),
        "conflict/arithmetic",
        "conflict/arithmetic error raid.civilians {of: north} + raid.killed {of: north} + raid.soldiers {of: north}: a#it, a#it, b#it, rules#sum",
    );
}

/// What is accepted takes part in other checks, and what is rejected does not.
#[test]
fn a_ruling_takes_out_what_it_rejects_and_nothing_else() {
    let ruled = |vote: &str, rulings: &str| {
        format!(
            "entities: {{talks: {{kind: event}}, vote: {{kind: event}}}}\n---\nreport: {{id: a}}\nclaims: [{{id: it, about: talks, says: {{date: 2025-03-01}}}}]\n---\nreport: {{id: b}}\nclaims: [{{id: it, about: talks, says: {{date: 2025-05-01}}}}]\n---\nreport: {{id: c}}\nclaims: [{{id: when, about: vote, says: {{date: {vote}}}}}, {{id: order, about: talks, says: {{before: vote}}}}]\n---\n{rulings}"
        )
    };
    let ruling = "rulings: [{question: talks.date, accept: [a#it], reject: [b#it], because: the host said so}]\n";
    let set = |talks: &str| {
        format!(
            "conflict/order error talks.date + talks.order with vote + vote.date: {talks}, c#order, c#when"
        )
    };
    only(&ruled("2025-01-01", ruling), "conflict/order", &set("a#it"));
    only(&ruled("2025-04-01", ruling), "conflict/order", "");
    // Without a ruling, both sides come after January, and one alone after April.
    only(&ruled("2025-01-01", ""), "conflict/order", &set("a#it, b#it"));
    only(&ruled("2025-04-01", ""), "conflict/order", "");
}

/// A surer window stays what it is, whatever a doubtful report says of a date.
#[test]
fn a_doubtful_date_weakens_no_window() {
    let windows = |more: &str| {
        format!(
            "entities: {{talks: {{kind: event, series: s}}, osaka: {{kind: event, series: s}}}}\nfacts: [{{id: f, about: osaka, says: {{date: 2021}}, source: desk}}]\n---\nreport: {{id: a}}\nclaims: [{{id: it, about: talks, says: {{date: 2025-03-01, first: in 6 years}}}}]\n{more}"
        )
    };
    let told = "conflict/window error osaka.date + talks.date + talks.first: a#it, facts#f, a#it";
    only(&windows(""), "conflict/window", told);
    let more = "---\nreport: {id: b}\nclaims: [{id: it, about: osaka, says: {date: 2021-06-29}, certainty: doubtful}]\n";
    only(&windows(more), "conflict/window", told);
}

/// The set of a window is minimal: one of two dates of the same event will do.
#[test]
fn of_two_dates_that_show_it_a_window_names_one() {
    let fixture = "entities: {e1: {kind: event, series: s}, e3: {kind: event, series: s}}\n---\nreport: {id: a}\nclaims: [{id: w, about: e1, says: {first: since 2025-01-01, date: 2025-01-10}}]\n---\nreport: {id: b}\nclaims: [{id: vague, about: e3, says: {date: 2025-01-02/2025-01-05}}]\n---\nreport: {id: c}\nclaims: [{id: exact, about: e3, says: {date: 2025-01-05}}]\n";
    let (project, finding) = one(fixture, "conflict/window");
    let on = finding.questions.iter().map(|id| project.graph.model().question_name(*id));
    assert_eq!(on.collect::<Vec<_>>(), ["e1.date", "e1.first", "e3.date"]);
    assert_eq!(finding.members.len(), 3);
}

/// A set that the baseline lists is known, and hides no other that shares a member with it.
#[test]
fn what_is_known_hides_no_other_set() {
    let baseline = "--- claimcheck.baseline.yaml\nknown:\n- conflict: {code: conflict/arithmetic, together: [{question: raid.civilians, answer: '5 people'}, {question: raid.killed, answer: '3 people'}], rules: ['killed = civilians + soldiers']}\n  because: x\n  fingerprint: 8dae1ee5662c0f220d9c375f07755caf\n";
    let claims = ["a | says: {civilians: 5}", "b | says: {soldiers: 6}", "c | says: {killed: 3}"];
    let states = |files: &Files| {
        let (project, found) = checked(files);
        let own = found.iter().filter(|it| it.code == "conflict/arithmetic");
        own.map(|it| {
            let on = it.questions.iter().map(|id| project.graph.model().question_name(*id));
            format!("{} {}", it.state.as_str(), on.collect::<Vec<_>>().join(" + "))
        })
        .collect::<BTreeSet<String>>()
    };
    let fixture =
        Figures.vocabulary().replace("  - {id: fewer, equation: soldiers <= civilians}\n", "");
    let mut fixture = raid(&claims).replace(&Figures.vocabulary(), &fixture);
    fixture.push_str(baseline);
    let mut files = claimcheck_tests::files(&fixture);
    let expected: BTreeSet<String> =
        ["known raid.civilians + raid.killed", "new raid.killed + raid.soldiers"]
            .map(str::to_owned)
            .into();
    assert_eq!(states(&files), expected);
    // The same from files of other names, the claims the other way round.
    let text = files.remove("claims/example.yaml").expect("the claims");
    let mut documents: Vec<&str> = text.split("---\n").collect();
    documents.reverse();
    for (number, document) in documents.into_iter().enumerate() {
        files.insert(format!("claims/{number}.yaml"), document.to_owned());
    }
    assert_eq!(states(&files), expected);
}

/// Only what is certainly the same value is shared, and what rests on `~` is a warning at most.
#[test]
fn a_shared_value_is_no_surer_than_what_it_rests_on() {
    let held = |first: &str, second: &str| {
        format!(
            "entities: {{ann: {{kind: person}}, bob: {{kind: person}}}}\nproperties: {{badge: {{type: identifier, unique: true}}}}\n---\nreport: {{id: a}}\nclaims: [{{id: it, about: ann, {first}}}]\n---\nreport: {{id: b}}\nclaims: [{{id: it, about: bob, {second}}}]\n"
        )
    };
    conflicts(
        &held("says: {badge: A-1}", "says: {badge: A1}"),
        "conflict/unique error ann.badge + bob.badge: a#it, b#it",
    );
    conflicts(&held("says: {badge: A-1}", "says: {badge: {any-of: [A1, A2]}}"), "");
    conflicts(
        &held("says: {badge: A-1}", "says: {badge: A1}, certainty: likely"),
        "conflict/unique warning ann.badge + bob.badge: a#it, b#it",
    );
    // Five reports that say the same are one member.
    let again = format!(
        "{}---\nreport: {{id: c}}\nclaims: [{{id: it, about: bob, says: {{badge: a1}}}}]\n",
        held("says: {badge: A-1}", "says: {badge: A1}")
    );
    conflicts(&again, "conflict/unique error ann.badge + bob.badge: a#it, b#it, c#it");
}

/// A search that is cut off says so, and one that is not does not.
#[test]
fn a_dispute_of_too_many_cases_is_a_limit() {
    let dispute = |days: u32| {
        let mut fixture =
            "entities: {talks: {kind: event}}\n---\nreport: {id: a}\nclaims:\n".to_owned();
        for day in 1..=days {
            let _ = writeln!(
                fixture,
                "  - {{id: day-{day}, about: talks, says: {{date: 2025-XX-{day:02}}}}}"
            );
        }
        fixture
    };
    input(
        &dispute(11),
        "input/limit error claims/example.yaml:5:5 `{id: day-1, about: talks, says: {date: 2`",
    );
    input(&dispute(3), "");
}

/// Two ids of one entity bring their series together, whichever of them is declared first.
#[test]
fn series_of_one_entity_are_one() {
    let ranks = |first: &str, second: &str, osaka: &str| {
        format!(
            "entities:\n  {first}\n  {second}\n  osaka: {{kind: event, series: {osaka}}}\n---\nreport: {{id: a}}\nclaims: [{{id: it, about: talks, says: {{nth: 2}}}}]\n---\nreport: {{id: b}}\nclaims: [{{id: it, about: osaka, says: {{nth: 2}}}}]\n"
        )
    };
    let (one, other) =
        ("talks: {kind: event, series: s}", "summit: {kind: event, series: t, same-as: talks}");
    for series in ["s", "t"] {
        for fixture in [ranks(one, other, series), ranks(other, one, series)] {
            let (_, finding) = claimcheck_tests::one(&fixture, "conflict/ordinal");
            assert_eq!(finding.members.len(), 2);
        }
    }
    only(&ranks(one, other, "u"), "conflict/ordinal", "");
}
