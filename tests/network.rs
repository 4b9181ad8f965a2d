//! Dates, starts, ends and orders together, against judges that know nothing of the program: every
//! way in which few events can lie, and Floyd & Warshall where they are more. And projects that are
//! true of a hidden timeline, in which there is nothing to find.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::allen::relation;
use crate::cases::{config, one_side_holds};
use claimcheck_checker::{Diagnostic, Family};
use claimcheck_core::Project;
use claimcheck_core::model::ClaimId;
use claimcheck_core::values::Allen;
use claimcheck_tests::{findings, lines};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

/// What one report says.
#[derive(Debug, Clone)]
enum Said {
    /// How one event lies to another: one of some relations.
    Order(usize, Vec<&'static str>, usize),
    /// On which of three days something lies: the whole event, its start or its end.
    Days(usize, Part, Vec<u8>),
    /// On which side of another event.
    Beside(usize, Part, &'static str, usize),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Whole,
    Start,
    End,
}

impl Part {
    fn word(self) -> &'static str {
        match self {
            Self::Whole => "date",
            Self::Start => "start",
            Self::End => "end",
        }
    }
}

impl Said {
    fn write(&self) -> String {
        match self {
            Self::Order(a, words, b) => {
                format!("about: e{a}, says: {{order: {{to: e{b}, is: [{}]}}}}", words.join(", "))
            }
            Self::Days(a, part, days) => {
                let days: Vec<String> = days.iter().map(|day| format!("2025-01-0{day}")).collect();
                format!("about: e{a}, says: {{{}: '[{}]'}}", part.word(), days.join(", "))
            }
            Self::Beside(a, part, side, b) => {
                format!("about: e{a}, says: {{{}: {side} e{b}}}", part.word())
            }
        }
    }

    /// Whether it is true of events that lie so. Day `n` is from `n * DAY` to `(n + 1) * DAY`.
    fn holds(&self, lie: &[(u16, u16)]) -> bool {
        match self {
            Self::Order(a, words, b) => words.contains(&relation(lie[*a], lie[*b])),
            Self::Days(a, part, days) => {
                let (start, end) = lie[*a];
                let on = |day: u16| days.iter().any(|own| u16::from(*own) == day);
                match part {
                    // From the day of the start to that of the end, all days are among these.
                    Part::Whole => (start / DAY..=(end - 1) / DAY).all(on),
                    Part::Start => on(start / DAY),
                    Part::End => on((end - 1) / DAY),
                }
            }
            Self::Beside(a, part, side, b) => {
                let ((start, end), (from, to)) = (lie[*a], lie[*b]);
                match (side, part) {
                    (&"before", Part::Start) => start < from,
                    (&"before", _) => end <= from,
                    (&"after", Part::End) => end > to,
                    (&"after", _) => start >= to,
                    (&"since", Part::End) => end > from,
                    (&"since", _) => start >= from,
                    (_, Part::Start) => start < to,
                    (_, _) => end <= to,
                }
            }
        }
    }
}

/// How many places there are in a day: its beginning, and room for four ends within it.
const DAY: u16 = 5;

/// Whether events can lie as all of this says, each in one of some stretches.
fn possible(said: &[Said], events: usize, places: u16) -> bool {
    let stretches: Vec<(u16, u16)> =
        (0..places).flat_map(|a| (a + 1..places).map(move |b| (a, b))).collect();
    let known = |said: &Said, events: usize| match said {
        Said::Order(a, _, b) | Said::Beside(a, _, _, b) => *a < events && *b < events,
        Said::Days(a, ..) => *a < events,
    };
    let mut ways: Vec<Vec<(u16, u16)>> = vec![Vec::new()];
    for count in 1..=events {
        // What the last event adds.
        let own: Vec<&Said> =
            said.iter().filter(|said| known(said, count) && !known(said, count - 1)).collect();
        let mut next = Vec::new();
        for way in &ways {
            for stretch in &stretches {
                let mut lie = way.clone();
                lie.push(*stretch);
                if own.iter().all(|said| said.holds(&lie)) {
                    if count == events {
                        return true;
                    }
                    next.push(lie);
                }
            }
        }
        ways = next;
    }
    false
}

fn project(events: usize, series: &str, said: &[String]) -> String {
    let mut fixture = "kinds:\n  meeting: {is: event}\nentities:\n".to_owned();
    for event in 0..events {
        let _ = writeln!(fixture, "  e{event}: {{kind: meeting{series}}}");
    }
    for (number, said) in said.iter().enumerate() {
        let _ = write!(
            fixture,
            "---\nreport: {{id: r{number}, published: 2025-01-01}}\nclaims: [{{id: it, {said}}}]\n"
        );
    }
    fixture
}

fn conflicts(fixture: &str) -> (Project, Vec<Diagnostic>) {
    let (project, findings) = findings(fixture);
    let errors = project.problems.iter().any(|problem| problem.code.is_error());
    assert!(!errors, "{}", lines(&project, &findings));
    let own = findings.into_iter().filter(|finding| finding.family() == Family::Conflict);
    let own = own.collect();
    (project, own)
}

/// Which of the reports a claim is of.
fn number(project: &Project, claim: ClaimId) -> usize {
    let name = &project.graph.model().entry_of(claim).name;
    name[1..name.len() - 3].parse().expect("reports are numbered")
}

/// The claims of each member of a set.
fn members(project: &Project, finding: &Diagnostic) -> Vec<Vec<usize>> {
    let claims = |claims: &Vec<ClaimId>| claims.iter().map(|it| number(project, *it)).collect();
    finding.members.iter().map(|member| claims(&member.claims)).collect()
}

fn of(said: &[Said], claims: &[usize]) -> Vec<Said> {
    claims.iter().map(|claim| said[*claim].clone()).collect()
}

/// A conflict is found exactly where `possible` finds no way, each set that is told has none, and
/// has one once any of its claims is dropped.
fn judged(said: &[Said], events: usize, places: u16) -> Result<(), TestCaseError> {
    let written: Vec<String> = said.iter().map(Said::write).collect();
    let (project, found) = conflicts(&project(events, "", &written));
    let all = possible(said, events, places);
    prop_assert_eq!(found.is_empty(), all, "{}", lines(&project, &found));
    let sets = found.iter().filter(|finding| finding.positions.is_empty());
    let mut told: BTreeSet<usize> = BTreeSet::new();
    for finding in sets {
        let own = members(&project, finding);
        let holds = |claims: &[usize]| possible(&of(said, claims), events, places);
        prop_assert!(!one_side_holds(&own, &holds), "{own:?}");
        for (at, member) in own.iter().enumerate() {
            let rest = [&own[..at], &own[at + 1..]].concat();
            prop_assert!(one_side_holds(&rest, &holds), "{own:?} without {member:?}");
            for claim in member {
                prop_assert!(told.insert(*claim), "{claim} stands in two sets");
            }
        }
    }
    Ok(())
}

fn relations() -> impl Strategy<Value = Vec<&'static str>> {
    let base: Vec<&'static str> = Allen::base().filter_map(Allen::word).collect();
    let loose: Vec<Vec<&'static str>> = ["starts-before", "ends-after", "intersects"]
        .into_iter()
        .filter_map(|word| Some(Allen::named(word)?.members().collect()))
        .collect();
    let apart = vec![vec!["before", "after"], vec!["meets", "met-by"], vec!["before", "met-by"]];
    prop_oneof![
        2 => subsequence(base.clone(), 1..=2),
        2 => subsequence(base, 3..=12),
        1 => select(loose),
        2 => select(apart),
    ]
}

fn two_of(events: usize) -> impl Strategy<Value = (usize, usize)> {
    (0..events, 1..events).prop_map(move |(a, step)| (a, (a + step) % events))
}

fn order(events: usize) -> impl Strategy<Value = Said> {
    (two_of(events), relations()).prop_map(|((a, b), words)| Said::Order(a, words, b))
}

fn dated(events: usize) -> impl Strategy<Value = Said> {
    let part = || select(vec![Part::Whole, Part::Whole, Part::Start, Part::End]);
    let days = (0..events, part(), subsequence(vec![1, 2, 3], 1..=3))
        .prop_map(|(a, part, days)| Said::Days(a, part, days));
    let sides = select(vec!["before", "after", "since", "until"]);
    let beside = (two_of(events), part(), sides)
        .prop_map(|((a, b), part, side)| Said::Beside(a, part, side, b));
    prop_oneof![3 => days, 1 => beside]
}

proptest! {
    #![proptest_config(config(400))]

    /// Six ends of three events lie in at most six places.
    #[test]
    fn sets_of_relations_are_judged_exactly(said in proptest::collection::vec(order(3), 2..9)) {
        judged(&said, 3, 6)?;
    }

    /// Four events, of which most is left open.
    #[test]
    fn loose_relations_of_four_events_are_judged_exactly(said in proptest::collection::vec(order(4), 5..9)) {
        judged(&said, 4, 8)?;
    }

    /// Four ends of two events have room in each of five days.
    #[test]
    fn dates_and_orders_are_judged_exactly(
        said in proptest::collection::vec(prop_oneof![3 => dated(2), 1 => order(2)], 2..8),
    ) {
        judged(&said, 2, 5 * DAY)?;
    }
}

/// An end of an event, or a clock, as the judge numbers them.
fn point(event: usize, end: bool) -> usize {
    1 + 2 * event + usize::from(end)
}

/// What is said as bounds: so many seconds at most, and less than that where it is strict.
fn bounds(said: &Said) -> Vec<(usize, usize, i64, bool)> {
    let day = |day: u8| i64::from(day) * 86_400;
    match said {
        Said::Days(a, part, days) => {
            let (low, high) = (day(days[0]), day(days[days.len() - 1] + 1));
            let (first, last) = (point(*a, *part == Part::End), point(*a, *part != Part::Start));
            vec![(first, 0, -low, *part == Part::End), (0, last, high, *part == Part::Start)]
        }
        Said::Order(a, words, b) => {
            let mut known = vec![];
            let before = |x: usize, y: usize, strict: bool| (y, x, 0, strict);
            let ((a0, a1), (b0, b1)) =
                ((point(*a, false), point(*a, true)), (point(*b, false), point(*b, true)));
            known.extend(match words[..] {
                ["before"] => vec![before(a1, b0, true)],
                ["meets"] => vec![before(a1, b0, false), before(b0, a1, false)],
                ["during"] => vec![before(b0, a0, true), before(a1, b1, true)],
                ["overlaps"] => {
                    vec![before(a0, b0, true), before(b0, a1, true), before(a1, b1, true)]
                }
                ["after"] => vec![before(b1, a0, true)],
                _ => unreachable!("the test says nothing else"),
            });
            known
        }
        Said::Beside(..) => unreachable!("the test says nothing else"),
    }
}

/// Floyd & Warshall over pairs of a length and how many strict bounds are in it.
fn consistent(events: usize, said: &[Said]) -> bool {
    let points = 1 + 2 * events;
    let far = (i64::MAX / 4, 0);
    let mut distance = vec![vec![far; points]; points];
    let own = (0..events).map(|event| (point(event, true), point(event, false), 0, true));
    for (from, to, most, strict) in own.chain(said.iter().flat_map(bounds)) {
        let bound = (most, -i64::from(strict));
        distance[from][to] = distance[from][to].min(bound);
    }
    for middle in 0..points {
        for from in 0..points {
            for to in 0..points {
                let (one, other) = (distance[from][middle], distance[middle][to]);
                if one < far && other < far {
                    let through = (one.0 + other.0, one.1 + other.1);
                    distance[from][to] = distance[from][to].min(through);
                }
            }
        }
        // Going on round a negative circle, distances would fall without end.
        if (0..points).any(|point| distance[point][point] < (0, 0)) {
            return false;
        }
    }
    true
}

fn bound(events: usize) -> impl Strategy<Value = Said> {
    let words = select(vec!["before", "meets", "during", "overlaps", "after"]);
    let order = (two_of(events), words).prop_map(|((a, b), word)| Said::Order(a, vec![word], b));
    let part = select(vec![Part::Whole, Part::Start, Part::End]);
    let days = (0..events, part, 1..9u8, 0..5u8)
        .prop_map(|(a, part, day, more)| Said::Days(a, part, (day..=9.min(day + more)).collect()));
    prop_oneof![4 => order, 1 => days]
}

proptest! {
    #![proptest_config(config(300))]

    #[test]
    fn the_verdict_on_many_events_is_that_of_floyd_and_warshall(
        said in proptest::collection::vec(bound(15), 5..28),
    ) {
        let written: Vec<String> = said.iter().map(Said::write).collect();
        let (project, found) = conflicts(&project(15, "", &written));
        prop_assert_eq!(found.is_empty(), consistent(15, &said), "{}", lines(&project, &found));
        for finding in found.iter().filter(|finding| finding.positions.is_empty()) {
            let own = members(&project, finding);
            let holds = |claims: &[usize]| consistent(15, &of(&said, claims));
            prop_assert!(!one_side_holds(&own, &holds), "{own:?}");
            for (at, member) in own.iter().enumerate() {
                let rest = [&own[..at], &own[at + 1..]].concat();
                prop_assert!(one_side_holds(&rest, &holds), "{own:?} without {member:?}");
            }
        }
        // Without all that is told, the rest can hold.
        let told: BTreeSet<usize> = found.iter().flat_map(|finding| &finding.claims).map(|claim| number(&project, *claim)).collect();
        let rest: Vec<Said> = (0..said.len()).filter(|at| !told.contains(at)).map(|at| said[at].clone()).collect();
        prop_assert!(consistent(15, &rest));
    }
}

/// An event of the hidden timeline: its first and its last minute, counted from 2020-01-01, in months
/// of 28 days each, so that no calendar is needed to write a day.
type Hidden = (u32, u32);

const MINUTES: u32 = 24 * 60;

fn day_of(minute: u32) -> (u32, u32, u32) {
    let day = minute / MINUTES;
    (2020 + day / 336, day / 28 % 12 + 1, day % 28 + 1)
}

fn written_day(minute: u32) -> String {
    let (year, month, day) = day_of(minute);
    format!("{year}-{month:02}-{day:02}")
}

/// Something that is true of an event of the timeline, chosen by some numbers.
fn truth(events: &[Hidden], at: usize, kind: u8, with: usize, choice: u8) -> Option<String> {
    let (start, end) = events[at];
    let other = (at + 1 + with % (events.len() - 1)) % events.len();
    let (from, to) = events[other];
    let last = end - 1;
    let says = match kind {
        0 => format!("date: {}/{}", written_day(start), written_day(last)),
        1 => format!("date: {}/{}", day_of(start).0, day_of(last).0),
        2 => format!("start: {}", written_day(start)),
        3 => format!("end: {}", written_day(last)),
        // One of two days, of which one is true.
        4 => format!("start: '[{}, {}]'", written_day(start), written_day(start + 40 * MINUTES)),
        5 => {
            // A set of relations that has the true one in it.
            let lie = |event: Hidden| {
                let rank = |minute: u32| {
                    let ends = [start, end, from, to];
                    u16::try_from(ends.iter().filter(|other| **other < minute).count()).unwrap_or(0)
                };
                (rank(event.0), rank(event.1))
            };
            let is = relation(lie((start, end)), lie((from, to)));
            let all: Vec<&str> = Allen::base().filter_map(Allen::word).collect();
            let more = all
                .iter()
                .enumerate()
                .filter(|(n, word)| **word == is || (usize::from(choice) >> (n % 8)) & 1 == 1);
            let words: Vec<&str> = more.map(|(_, word)| *word).collect();
            format!("order: {{to: e{other}, is: [{}]}}", words.join(", "))
        }
        6 if end <= from => format!("date: before e{other}"),
        6 if start >= to => format!("date: after e{other}"),
        6 if start >= from => format!("date: since e{other}"),
        7 if start >= to => {
            let month = |minute: u32| day_of(minute).0 * 12 + day_of(minute).1;
            let apart = month(start) - month(to - 1);
            if month(start) != month(last) {
                return None;
            }
            format!("date: {apart} months after e{other}")
        }
        8 => {
            let earlier = events.iter().filter(|event| event.1 <= start);
            match earlier.map(|event| event.0).max() {
                None => "first: ever".to_owned(),
                // A year of this calendar is 336 days, and one of the real one is longer.
                Some(latest) => {
                    let days = (start - latest) / MINUTES;
                    if days < 3 {
                        return None;
                    }
                    format!("first: in {} days", days - 2)
                }
            }
        }
        9 if to <= start => {
            let between = events.iter().any(|event| event.0 >= to && event.1 <= start);
            if between {
                return None;
            }
            format!("first: since e{other}")
        }
        10 => {
            let earlier = events.iter().filter(|event| event.0 < start).count();
            format!("nth: {}", earlier + 1)
        }
        _ => return None,
    };
    Some(format!("about: e{at}, says: {{{says}}}"))
}

/// Days of the hidden calendar are written as if each month had 28 days: within a project only
/// their order counts, but for lengths in days, which need the real calendar.
fn timeline() -> impl Strategy<Value = Vec<Hidden>> {
    let event = (0..9 * 336 * MINUTES, 1..40 * MINUTES);
    let events = proptest::collection::vec(event, 6);
    events.prop_map(|events| {
        events.into_iter().map(|(start, length)| (start, start + length)).collect()
    })
}

proptest! {
    #![proptest_config(config(300))]

    /// What is true of one timeline is never a contradiction.
    #[test]
    fn what_is_true_of_a_timeline_does_not_conflict(
        events in timeline(),
        picks in proptest::collection::vec((0..6usize, 0..11u8, 0..5usize, any::<u8>()), 5..40),
    ) {
        let mut starts: Vec<u32> = events.iter().map(|event| event.0).collect();
        starts.sort_unstable();
        starts.dedup();
        prop_assume!(starts.len() == events.len());
        let said: Vec<String> = picks
            .into_iter()
            .filter_map(|(at, kind, with, choice)| truth(&events, at, kind, with, choice))
            .collect();
        let (project, found) = conflicts(&project(events.len(), ", series: meetings", &said));
        // Only what is implied, and not said, may clash: nothing need have happened about then.
        let told: Vec<Diagnostic> = found.into_iter().filter(|finding| {
            finding.code != "conflict/window" || finding.positions.is_empty()
        }).collect();
        prop_assert!(told.is_empty(), "{}\n{}", lines(&project, &told), said.join("\n"));
    }
}

/// A set is never told twice, and what one set hides is found once it is out of the way.
#[test]
fn one_claim_in_two_contradictions_is_told_once() {
    let orders = ["e0, says: {before: e1}", "e1, says: {before: e2}", "e2, says: {before: e0}"];
    let more = ["e3, says: {before: e4}", "e4, says: {before: e5}", "e5, says: {before: e3}"];
    let said: Vec<String> =
        orders.iter().chain(&more).map(|said| format!("about: {said}")).collect();
    let (_, found) = conflicts(&project(6, "", &said));
    assert_eq!(found.iter().map(|finding| finding.claims.len()).collect::<Vec<_>>(), [3, 3]);
}
