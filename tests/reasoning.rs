//! What no two claims show: orders, windows and ranks over several events, against an independent
//! judge that tries every way in which few events can lie.

use std::collections::BTreeSet;

use crate::allen::relation;
use crate::cases::{config, one_side_holds};
use claimcheck_checker::Severity;
use claimcheck_core::values::{Allen, Relation};
use claimcheck_tests::{conflicts, findings, load, mentions, one, only};
use proptest::prelude::*;

const EVENTS: [&str; 3] = ["talks", "vote", "gala"];

/// A project of three events of one series, with one claim a report.
fn project(claims: &[String]) -> String {
    let mut fixture = "kinds:\n  meeting: {is: event}\nentities:\n".to_owned();
    for event in EVENTS {
        fixture.push_str(&format!("  {event}: {{kind: meeting, series: meetings}}\n"));
    }
    for (number, claim) in claims.iter().enumerate() {
        fixture
            .push_str(&format!("---\nreport: {{id: r{number}}}\nclaims: [{{id: it, {claim}}}]\n"));
    }
    fixture
}

fn said(claims: &[(&str, &str)]) -> String {
    let claims: Vec<String> =
        claims.iter().map(|(about, says)| format!("about: {about}, says: {says}")).collect();
    project(&claims)
}

/// That some claims are a minimal set: together they are one conflict of the code, and without any
/// one of them there is none.
#[track_caller]
fn minimal(code: &str, claims: &[(&str, &str)]) {
    let (project, finding) = one(&said(claims), code);
    let names = finding.claims.iter().map(|claim| &project.graph.model().entry_of(*claim).name);
    let names: BTreeSet<&str> = names.map(AsRef::as_ref).collect();
    assert_eq!(names.len(), claims.len(), "every claim is in the set: {names:?}");
    assert_eq!(finding.severity, Severity::Error);
    assert!(finding.positions.is_empty() && finding.reason.len() > 1, "{:?}", finding.reason);
    for dropped in 0..claims.len() {
        let mut rest = claims.to_vec();
        rest.remove(dropped);
        conflicts(&said(&rest), "");
    }
}

#[test]
fn an_event_that_certainly_lies_in_a_window_is_a_conflict() {
    minimal(
        "conflict/window",
        &[
            ("talks", "{first: in 6 years}"),
            ("talks", "{date: 2025-10-30}"),
            ("vote", "{date: 2021}"),
        ],
    );
    minimal(
        "conflict/window",
        &[("talks", "{first: since 2020}"), ("vote", "{date: 2021}"), ("vote", "{before: talks}")],
    );
    minimal(
        "conflict/window",
        &[("talks", "{first: since gala}"), ("vote", "{before: talks}"), ("vote", "{after: gala}")],
    );
    minimal("conflict/window", &[("talks", "{first: ever}"), ("vote", "{before: talks}")]);
}

#[test]
fn an_event_that_may_lie_outside_a_window_is_none() {
    for earlier in ["{date: 2019}", "{date: 2018/2022}", "{date: 2026}"] {
        conflicts(
            &said(&[
                ("talks", "{first: in 6 years}"),
                ("talks", "{date: 2025-10-30}"),
                ("vote", earlier),
            ]),
            "",
        );
    }
    conflicts(&said(&[("talks", "{first: since vote}"), ("vote", "{before: talks}")]), "");
    conflicts(&said(&[("talks", "{first: ever}"), ("vote", "{starts-before: talks}")]), "");
}

#[test]
fn ranks_are_held_against_each_other_and_against_the_order() {
    minimal("conflict/ordinal", &[("talks", "{nth: 2}"), ("vote", "{nth: second}")]);
    minimal(
        "conflict/ordinal",
        &[("talks", "{nth: 2}"), ("vote", "{nth: 3}"), ("vote", "{before: talks}")],
    );
    minimal(
        "conflict/ordinal",
        &[("talks", "{nth: 2}"), ("vote", "{before: talks}"), ("gala", "{before: talks}")],
    );
    minimal("conflict/ordinal", &[("talks", "{nth: first}"), ("vote", "{before: talks}")]);
    conflicts(
        &said(&[("talks", "{nth: 2}"), ("vote", "{before: talks}"), ("vote", "{nth: 1}")]),
        "",
    );
    conflicts(
        &said(&[("talks", "{nth: 3}"), ("vote", "{before: talks}"), ("gala", "{before: talks}")]),
        "",
    );
}

/// An event that nobody dates lies between two that are dated.
#[test]
fn what_follows_of_a_date_is_said_or_settles_the_question() {
    let between = |precision: &str| {
        let vocabulary = format!("properties:\n  date: {{type: date{precision}}}\n---\n");
        let fixture = said(&[
            ("talks", "{date: 2025-10-28}"),
            ("gala", "{date: 2025-10-30}"),
            ("vote", "{after: talks}"),
            ("vote", "{before: gala}"),
        ]);
        vocabulary + &fixture.replace("{is: event}", "{is: event, expects: [date]}")
    };
    let (_, finding) = one(&between(""), "gap/unanswered");
    assert!(
        finding.reason.join(" ").contains("lies in 2025-10-28/2025-10-30"),
        "{:?}",
        finding.reason
    );
    only(&between(", precision: day"), "gap/unanswered", "gap/unanswered note vote.date");
    only(&between(", precision: week"), "gap/unanswered", "");
}

/// Where nobody dates an event, what is counted from it is bounded by the fewest and the most days.
#[test]
fn a_distance_from_an_event_bounds_both_ways() {
    minimal(
        "conflict/order",
        &[("talks", "{date: 2 months after gala}"), ("talks", "{before: gala}")],
    );
    minimal(
        "conflict/order",
        &[("talks", "{date: 2 months before gala}"), ("talks", "{after: gala}")],
    );
    for (far, near) in [("10 days", "3 days"), ("3 weeks", "10 days"), ("3 months", "4 weeks")] {
        let (late, early) =
            (format!("{{date: {far} after gala}}"), format!("{{date: {near} after gala}}"));
        minimal(
            "conflict/order",
            &[("talks", &late), ("vote", &early), ("vote", "{after: talks}")],
        );
        conflicts(&said(&[("talks", &late), ("vote", &early), ("vote", "{before: talks}")]), "");
        let (early, late) =
            (format!("{{date: {far} before gala}}"), format!("{{date: {near} before gala}}"));
        minimal(
            "conflict/order",
            &[("talks", &early), ("vote", &late), ("vote", "{before: talks}")],
        );
        conflicts(&said(&[("talks", &early), ("vote", &late), ("vote", "{after: talks}")]), "");
    }
}

/// Where the event is dated, it is the calendar month: October, which by days could be November.
#[test]
fn a_distance_from_a_dated_event_is_of_the_calendar() {
    for gala in ["{date: 2025-08-31}", "{end: 2025-08-31}"] {
        let by_the_calendar = [
            ("gala", gala),
            ("talks", "{date: 2 months after gala}"),
            ("vote", "{date: 2025-11-02}"),
            ("talks", "{after: vote}"),
        ];
        minimal("conflict/order", &by_the_calendar);
    }
    for gala in ["{date: 2025-08-31}", "{start: 2025-08-31}"] {
        let by_the_calendar = [
            ("gala", gala),
            ("talks", "{date: 2 months before gala}"),
            ("vote", "{date: 2025-05-31}"),
            ("talks", "{before: vote}"),
        ];
        minimal("conflict/order", &by_the_calendar);
    }
    // When the gala starts bounds nothing that is counted from its end.
    conflicts(
        &said(&[
            ("gala", "{start: 2025-08-31}"),
            ("talks", "{date: 2 months after gala}"),
            ("vote", "{date: 2025-11-02}"),
            ("talks", "{after: vote}"),
        ]),
        "",
    );
}

/// A time with an offset and one without are up to fourteen hours apart, either way.
#[test]
fn clocks_may_be_fourteen_hours_apart() {
    let before = |end: &str| {
        let end = format!("{{end: '{end}'}}");
        said(&[
            ("talks", "{start: '2025-10-31T00:00Z'}"),
            ("vote", &end),
            ("talks", "{before: vote}"),
        ])
    };
    one(&before("2025-10-30T09:00"), "conflict/order");
    conflicts(&before("2025-10-30T11:00"), "");
    let after = |start: &str| {
        let start = format!("{{start: '{start}'}}");
        said(&[
            ("talks", "{end: '2025-10-30T00:00Z'}"),
            ("vote", &start),
            ("talks", "{after: vote}"),
        ])
    };
    one(&after("2025-10-30T15:00"), "conflict/order");
    conflicts(&after("2025-10-30T13:00"), "");
}

/// What lies before an event may meet it; what starts before it starts earlier.
#[test]
fn a_side_of_an_event_leaves_its_edge_to_what_only_touches_it() {
    conflicts(&said(&[("talks", "{date: before vote}"), ("talks", "{meets: vote}")]), "");
    conflicts(&said(&[("talks", "{date: after vote}"), ("talks", "{met-by: vote}")]), "");
    minimal(
        "conflict/order",
        &[("talks", "{start: before vote}"), ("talks", "{starts-with: vote}")],
    );
    minimal("conflict/order", &[("talks", "{end: after vote}"), ("talks", "{ends-with: vote}")]);
}

/// That an event did not fill some days says nothing of when it starts.
#[test]
fn a_denied_extent_bounds_nothing() {
    conflicts(
        &said(&[
            ("talks", "{extent: {not: 2025-10-28/2025-10-30}}"),
            ("talks", "{start: 2025-11-05}"),
            ("talks", "{end: 2025-11-06}"),
        ]),
        "",
    );
}

/// A fact may stand in several sets; a claim of a report in one alone.
#[test]
fn a_fact_hides_no_other_contradiction() {
    let mut fixture = said(&[
        ("talks", "{date: 2025-02}"),
        ("talks", "{before: vote}"),
        ("gala", "{date: 2025-03}"),
        ("gala", "{before: vote}"),
    ]);
    fixture.push_str("---\nfacts: [{about: vote, says: {date: 2025-01}, source: the desk}]\n");
    let (_, findings) = findings(&fixture);
    let orders = findings.iter().filter(|finding| finding.code == "conflict/order");
    assert_eq!(orders.map(|finding| finding.claims.len()).collect::<Vec<_>>(), [3, 3]);
}

/// What happened on the date that a window is counted from is not in it.
#[test]
fn a_window_since_a_date_opens_after_it() {
    let since = |date: &str| {
        let first = format!("{{first: since {date}}}");
        said(&[("talks", &first), ("talks", "{date: 2025-10-30}"), ("vote", "{date: 2019-06-29}")])
    };
    conflicts(&since("2019"), "");
    conflicts(&since("2019-06-29"), "");
    one(&since("2019-06-28"), "conflict/window");
}

/// What fills its time begins with its first moment and ends with its last: a window that is counted
/// from it opens there, and not in the course of a day.
#[test]
fn a_window_that_an_extent_opens_is_told_to_open_at_its_edge() {
    let opens = |says: &[(&str, &str)]| {
        let (_, findings) = findings(&said(says));
        let conflict = findings.iter().find(|finding| finding.code == "conflict/window");
        let mut steps = conflict.expect("a conflict").reason.clone();
        steps.retain(|step| step.contains(" opens "));
        steps
    };
    let days = "{extent: 2025-10-28/2025-10-30}";
    assert_eq!(
        opens(&[
            ("talks", "{first: since gala}"),
            ("talks", "{date: 2025-11-05}"),
            ("gala", days),
            ("vote", "{date: 2025-11-02}"),
        ]),
        ["the window of `r0#it` opens when gala ends: at the end of 2025-10-30 (r2#it)"]
    );
    assert_eq!(
        opens(&[
            ("talks", "{first: in 6 days}"),
            ("talks", "{extent: 2025-11-05/2025-11-06}"),
            ("vote", "{date: 2025-11-02}"),
        ]),
        [
            "the window of `r0#it` opens 6 days before talks starts: at the beginning of 2025-10-30 (r1#it)"
        ]
    );
}

/// Each two of these orders can hold, and all three cannot.
#[test]
fn three_orders_of_two_events_are_one_dispute() {
    conflicts(
        &said(&[
            ("talks", "{order: {to: vote, is: [before, meets]}}"),
            ("talks", "{order: {to: vote, is: [meets, after]}}"),
            ("talks", "{order: {to: vote, is: [before, after]}}"),
        ]),
        "conflict/order error talks.order with vote: {any-of: [before, meets]} | {any-of: [before, after]} | {any-of: [before, after]}",
    );
}

/// An event that fills its time starts with its first moment.
/// With an offset from UTC on one side only, nobody knows how far apart the two begin.
#[test]
fn extents_on_two_clocks_are_apart_only_where_no_offset_brings_them_together() {
    let extents = |one: &str, other: &str| {
        said(&[
            ("talks", &format!("{{extent: '{one}'}}")),
            ("talks", &format!("{{extent: '{other}'}}")),
        ])
    };
    let utc = "2025-10-28T10:00Z/2025-10-31T09:59Z";
    conflicts(&extents(utc, "2025-10-28/2025-10-30"), "");
    for other in ["2025-10-25/2025-10-30", "2025-10-28/2025-11-02"] {
        one(&extents(utc, other), "conflict/date");
    }
}

#[test]
fn an_extent_is_filled() {
    let extents = |second: &str, order: &str| {
        said(&[("talks", "{extent: 2025-10-28/2025-10-30}"), ("vote", second), ("talks", order)])
    };
    conflicts(&extents("{extent: 2025-10-31/2025-11-01}", "{meets: vote}"), "");
    one(&extents("{extent: 2025-10-31/2025-11-01}", "{before: vote}"), "conflict/order");
    one(&extents("{extent: 2025-10-28/2025-10-30}", "{during: vote}"), "conflict/order");
}

/// However many events follow each other within one minute, there is room for them.
#[test]
fn a_long_chain_within_a_minute_is_no_contradiction() {
    let mut fixture = "kinds:\n  meeting: {is: event}\nentities:\n".to_owned();
    for event in 0..200 {
        fixture.push_str(&format!("  e{event}: {{kind: meeting}}\n"));
    }
    fixture.push_str("---\nreport: {id: r}\nclaims:\n");
    for event in 0..199 {
        let next = event + 1;
        fixture.push_str(&format!(
            "  - {{about: e{event}, says: {{date: '2025-10-30T09:06', before: e{next}}}}}\n"
        ));
    }
    conflicts(&fixture, "");
    fixture.push_str("  - {about: e199, says: {date: '2025-10-30T09:06', before: e0}}\n");
    let (_, finding) = one(&fixture, "conflict/order");
    assert_eq!(finding.claims.len(), 200);
}

/// A ring of events, each before the next one.
fn ring(events: usize) -> String {
    let mut fixture = "kinds:\n  meeting: {is: event}\nentities:\n".to_owned();
    for event in 0..events {
        fixture.push_str(&format!("  e{event}: {{kind: meeting}}\n"));
    }
    fixture.push_str("---\nreport: {id: r}\nclaims:\n");
    for event in 0..events {
        let next = (event + 1) % events;
        fixture.push_str(&format!("  - {{about: e{event}, says: {{before: e{next}}}}}\n"));
    }
    fixture
}

/// All claims of a long circle are named, and few of its steps are told.
#[test]
fn a_long_circle_is_told_in_short() {
    let (project, finding) = one(&ring(2_000), "conflict/order");
    assert_eq!(finding.claims.len(), 2_000);
    let names: Vec<&str> = finding
        .claims
        .iter()
        .map(|claim| project.graph.model().entry_of(*claim).name.as_ref())
        .collect();
    // In the order of the circle: each claim is of the event that the one before it names.
    assert_eq!(names[..3], ["r#1", "r#2", "r#3"]);
    assert!(finding.reason.len() < 20, "{:?}", finding.reason);
    mentions(&finding.reason.join("\n"), &["and so on, by 1988 more steps", "come before itself"]);
    mentions(&finding.message, &["and 1994 more"]);
}

/// One date that is given, and more events than are looked at whose own date and order deny it.
#[test]
fn a_limit_that_is_reached_is_said() {
    let mut fixture = "entities:\n  fair: {kind: event}\n".to_owned();
    let mut claims = "---\nreport: {id: r}\nclaims:\n".to_owned();
    for event in 0..10_001 {
        fixture.push_str(&format!("  e{event}: {{kind: event}}\n"));
        claims.push_str(&format!("  - {{about: e{event}, says: {{date: 2010, before: fair}}}}\n"));
    }
    claims.push_str("---\nfacts: [{about: fair, says: {date: 2000}, source: the desk}]\n");
    let project = load(&(fixture + &claims));
    let checked = claimcheck_checker::check_against(&project, &[]);
    let orders = checked.findings.iter().filter(|finding| finding.code == "conflict/order");
    assert_eq!(orders.count(), 10_000);
    assert_eq!(checked.limits.len(), 1, "{:?}", checked.limits);
    mentions(&checked.limits[0].message, &["stopped after 10000 contradictions"]);
    let small = claimcheck_checker::check_against(&load(&ring(3)), &[]);
    assert!(small.limits.is_empty(), "{:?}", small.limits);
}

/// Thirteen events that each fill one of twelve days, no two of them at once: no few of them show it.
#[test]
fn a_search_through_cases_has_an_end() {
    let mut fixture = "entities:\n".to_owned();
    let mut claims = "---\nreport: {id: r}\nclaims:\n".to_owned();
    let days: Vec<String> =
        (1..=12).map(|day| format!("2025-01-{day:02}/2025-01-{day:02}")).collect();
    for event in 0..13 {
        fixture.push_str(&format!("  e{event}: {{kind: event}}\n"));
        let days = days.join(", ");
        claims.push_str(&format!(
            "  - {{about: e{event}, says: {{extent: {{any-of: [{days}]}}}}}}\n"
        ));
        for other in event + 1..13 {
            claims.push_str(&format!(
                "  - {{about: e{event}, says: {{order: {{to: e{other}, is: [before, meets, met-by, after]}}}}}}\n"
            ));
        }
    }
    let checked = claimcheck_checker::check_against(&load(&(fixture + &claims)), &[]);
    let limits = checked.limits.iter().map(|limit| limit.message.as_str());
    mentions(&limits.collect::<Vec<&str>>().join("\n"), &["not every combination"]);
}

/// A case that is left over counts like any other claim, with those that rule out the others.
#[test]
fn the_last_case_counts_for_windows_and_ranks() {
    let either = ("vote", "{order: {to: talks, is: [before, after]}}");
    let (first, later) = (("vote", "{start: 2024}"), ("talks", "{start: 2025}"));
    minimal("conflict/window", &[("talks", "{first: ever}"), either, first, later]);
    minimal("conflict/ordinal", &[("talks", "{nth: 1}"), either, first, later]);
}

/// What follows for a date by way of cases is said.
#[test]
fn the_last_case_bounds_a_date() {
    let fixture = said(&[
        ("talks", "{extent: 2025-10-28/2025-10-28}"),
        ("gala", "{date: 2025-10-30}"),
        ("vote", "{order: {to: talks, is: [before, after]}}"),
        ("vote", "{start: after 2025-10-27}"),
        ("vote", "{before: gala}"),
    ]);
    let fixture = fixture.replace("{is: event}", "{is: event, expects: [date]}");
    let (_, finding) = one(&fixture, "gap/unanswered");
    mentions(&finding.reason.join(" "), &["lies in 2025-10-29/2025-10-30"]);
}

/// A contradiction that only all cases together show goes through each of them.
#[test]
fn cases_are_gone_through_in_the_reason() {
    let claims = [
        ("talks", "{order: {to: vote, is: [before, after]}}"),
        ("talks", "{date: 2025-05}"),
        ("vote", "{extent: 2025-05-01/2025-05-31}"),
    ];
    minimal("conflict/order", &claims);
    let (_, finding) = one(&said(&claims), "conflict/order");
    let reason = finding.reason.join("\n");
    mentions(
        &reason,
        &[
            "r0#it leaves 2 cases; suppose first that",
            "suppose now, as r0#it leaves open, that",
            "(as supposed)",
            "so no case of r0#it is left",
        ],
    );
}

/// A project of four events, with one claim a report.
fn meals(claims: &[&str]) -> String {
    let mut fixture = "entities:\n".to_owned();
    for event in ["brunch", "dinner", "lunch", "supper"] {
        fixture.push_str(&format!("  {event}: {{kind: event}}\n"));
    }
    for (number, claim) in claims.iter().enumerate() {
        fixture.push_str(&format!(
            "---\nreport: {{id: r{number}}}\nclaims: [{{id: it, about: {claim}}}]\n"
        ));
    }
    fixture
}

/// Five orders cannot hold, and a sixth cannot beside two of them: the three are told.
#[test]
fn the_smaller_set_is_told() {
    let orders = [
        "lunch, says: {order: {to: brunch, is: [equals, overlapped-by]}}",
        "brunch, says: {order: {to: dinner, is: [finished-by]}}",
        "dinner, says: {order: {to: supper, is: [equals, after, finishes]}}",
        "supper, says: {order: {to: brunch, is: [overlapped-by, equals]}}",
        "supper, says: {order: {to: lunch, is: [after, meets, finishes]}}",
        "lunch, says: {order: {to: dinner, is: [overlapped-by, equals]}}",
    ];
    let told = |orders: &[&str]| {
        let (project, finding) = one(&meals(orders), "conflict/order");
        let model = project.graph.model();
        let names = finding.claims.iter().map(|claim| model.entry_of(*claim).name.to_string());
        names.collect::<BTreeSet<String>>().into_iter().collect::<Vec<_>>()
    };
    assert_eq!(told(&orders[..5]), ["r0#it", "r1#it", "r2#it", "r3#it", "r4#it"]);
    assert_eq!(told(&orders), ["r2#it", "r4#it", "r5#it"]);
}

/// Supper is over before dinner can begin, and begins before that too: one step less shows as much.
/// The other orders are there to have the longer way found as well.
#[test]
fn the_shorter_way_to_one_contradiction_is_told() {
    let fixture = meals(&[
        "dinner, says: {date: 2025-01-25/2025-01-28}",
        "supper, says: {extent: 2025-01-03/2025-01-08}",
        "dinner, says: {starts-before: supper}",
        "lunch, says: {order: {to: supper, is: [during, starts-before]}}",
        "brunch, says: {starts-before: lunch}",
        "brunch, says: {order: {to: supper, is: [starts-after, equals]}}",
    ]);
    let (_, finding) = one(&fixture, "conflict/order");
    assert_eq!(
        finding.reason,
        [
            "dinner starts on 2025-01-25 or later (r0#it)",
            "dinner starts before supper starts (r2#it)",
            "supper starts by the beginning of 2025-01-03 (r1#it)",
            "but by the steps before that, supper starts on 2025-01-25 or later: both cannot be",
        ]
    );
}

/// Where a certain claim and a likely one both serve, the certain one is told.
#[test]
fn the_surer_set_is_told() {
    let claims = [
        "about: talks, says: {start: 2025-01-05}, certainty: likely",
        "about: talks, says: {date: 2025-01}",
        "about: talks, says: {end: 2025-01-20}, certainty: likely",
        "about: vote, says: {date: 2025-03}",
        "about: vote, says: {before: talks}",
    ];
    let claims: Vec<String> = claims.iter().map(|claim| (*claim).to_owned()).collect();
    let (told, finding) = one(&project(&claims), "conflict/order");
    let names = finding.claims.iter().map(|claim| &told.graph.model().entry_of(*claim).name);
    let names: BTreeSet<&str> = names.map(AsRef::as_ref).collect();
    assert_eq!(names, BTreeSet::from(["r1#it", "r3#it", "r4#it"]));
    assert_eq!(finding.severity, Severity::Error);
}

/// Whether three events can lie as all orders say: every way in which six ends can lie is tried.
fn possible(orders: &[(usize, &str, usize)]) -> bool {
    let stretches: Vec<(u8, u8)> = (0..6).flat_map(|a| (a + 1..6).map(move |b| (a, b))).collect();
    let holds = |ends: [(u8, u8); 3]| {
        orders.iter().all(|&(a, word, b)| {
            let said = Allen::named(word).expect("a word of the language");
            let is = Allen::named(relation(ends[a], ends[b])).expect("a base relation");
            is.relate(said) != Relation::Disjoint
        })
    };
    stretches
        .iter()
        .any(|a| stretches.iter().any(|b| stretches.iter().any(|c| holds([*a, *b, *c]))))
}

fn claims(orders: &[(usize, &str, usize)]) -> Vec<String> {
    let claim = |(a, word, b): &(usize, &str, usize)| {
        format!("about: {}, says: {{{word}: {}}}", EVENTS[*a], EVENTS[*b])
    };
    orders.iter().map(claim).collect()
}

fn orders() -> impl Strategy<Value = Vec<(usize, &'static str, usize)>> {
    let words: Vec<&str> = Allen::names().collect();
    let order = (0..3usize, proptest::sample::select(words), 1..3usize);
    let order = order.prop_map(|(a, word, step)| (a, word, (a + step) % 3));
    proptest::collection::vec(order, 1..7)
}

proptest! {
    #![proptest_config(config(300))]

    /// A conflict is found exactly where three events cannot lie as the reports say.
    #[test]
    fn orders_conflict_where_no_way_of_lying_fits(orders in orders()) {
        let (_, findings) = findings(&project(&claims(&orders)));
        let found = findings.iter().any(|finding| finding.code == "conflict/order");
        prop_assert_eq!(found, !possible(&orders), "{:?}", orders);
    }

    /// Every set that is told cannot hold, and can once any one of its claims is dropped.
    #[test]
    fn sets_of_orders_are_minimal(orders in orders()) {
        let (told, findings) = findings(&project(&claims(&orders)));
        let model = told.graph.model();
        for finding in findings.iter().filter(|finding| finding.code == "conflict/order" && finding.positions.is_empty()) {
            let number = |claim: &claimcheck_core::model::ClaimId| {
                let name = &model.entry_of(*claim).name;
                name[1..name.len() - 3].parse::<usize>().expect("reports are numbered")
            };
            // A member is one answer, or the sides of a dispute, of which one is right.
            let members: Vec<Vec<usize>> = finding.members.iter().map(|member| member.claims.iter().map(number).collect()).collect();
            let of = |claims: &[usize]| -> Vec<_> { claims.iter().map(|at| orders[*at]).collect() };
            let holds = |claims: &[usize]| possible(&of(claims));
            prop_assert!(!one_side_holds(&members, &holds), "{:?}", members);
            for dropped in 0..members.len() {
                let mut rest = members.clone();
                rest.remove(dropped);
                prop_assert!(one_side_holds(&rest, &holds), "{:?} without {}", members, dropped);
            }
        }
    }
}

#[test]
fn a_rank_that_is_one_of_several_is_bounded_by_them() {
    let before = |rank: &str| {
        said(&[
            ("talks", "{date: 2020}"),
            ("vote", "{date: 2021}"),
            ("gala", &format!("{{date: 2025, nth: {rank}}}")),
        ])
    };
    only(
        &before("{any-of: [1, 2]}"),
        "conflict/ordinal",
        "conflict/ordinal error gala.date + gala.nth + talks.date + vote.date: r2#it, r2#it, r0#it, r1#it",
    );
    only(&before("{any-of: [1, 3]}"), "conflict/ordinal", "");
    only(&before("{not: 1}"), "conflict/ordinal", "");
}

/// The steps of a reason are what the claims say, in the order of time, and lead to what cannot be.
#[test]
fn each_step_of_a_reason_says_what_its_claim_says() {
    let reason = |claims: &[(&str, &str)]| one(&said(claims), "conflict/order").1.reason;
    assert_eq!(
        reason(&[
            ("talks", "{date: 2025-10-30}"),
            ("vote", "{date: 2025-10-28}"),
            ("talks", "{before: vote}"),
        ]),
        [
            "an event starts before it ends",
            "talks starts on 2025-10-30 or later (r0#it)",
            "talks ends before vote starts (r2#it)",
            "vote ends by the end of 2025-10-28 (r1#it)",
            "but by the steps before that, vote ends on 2025-10-30 or later: both cannot be",
        ]
    );
    assert_eq!(
        reason(&[
            ("talks", "{start: '2025-10-30T09:06'}"),
            ("vote", "{start: '2025-10-30T09:00'}"),
            ("talks", "{starts-before: vote}"),
        ]),
        [
            "talks starts on 2025-10-30T09:06 or later (r0#it)",
            "talks starts before vote starts (r2#it)",
            "vote starts on 2025-10-30T09:00 or earlier (r1#it)",
            "but by the steps before that, vote starts on 2025-10-30T09:06 or later: both cannot be",
        ]
    );
    assert_eq!(
        reason(&[
            ("talks", "{end: 2025-10-30}"),
            ("vote", "{end: 2025-10-29}"),
            ("talks", "{ends-before: vote}"),
        ]),
        [
            "talks ends on 2025-10-30 or later (r0#it)",
            "talks ends before vote ends (r2#it)",
            "vote ends by the end of 2025-10-29 (r1#it)",
            "but by the steps before that, vote ends on 2025-10-30 or later: both cannot be",
        ]
    );
    // An extent is filled from its first to its last moment.
    let filled = |order: &str| {
        reason(&[
            ("talks", "{extent: 2025-10-28/2025-10-30}"),
            ("vote", "{extent: 2025-10-29T12:00/2025-10-29T13:29}"),
            ("talks", order),
        ])
    };
    assert_eq!(
        filled("{before: vote}"),
        [
            "talks ends at the end of 2025-10-30 or later (r0#it)",
            "talks ends before vote starts (r2#it)",
            "vote starts by the beginning of 2025-10-29T12:00 (r1#it)",
            "but by the steps before that, vote starts on 2025-10-31 or later: both cannot be",
        ]
    );
    assert_eq!(
        filled("{starts-after: vote}"),
        [
            "vote starts on 2025-10-29T12:00 or later (r1#it)",
            "vote starts before talks starts (r2#it)",
            "talks starts by the beginning of 2025-10-28 (r0#it)",
            "but by the steps before that, talks starts on 2025-10-29T12:00 or later: both cannot be",
        ]
    );
    assert_eq!(
        reason(&[("talks", "{extent: 2025-10-28/2025-10-30}"), ("talks", "{end: 2025-10-29}"),]),
        [
            "talks ends at the end of 2025-10-30 or later (r0#it)",
            "talks ends by the end of 2025-10-29 (r1#it)",
            "but by the steps before that, talks ends at the end of 2025-10-30 or later: both cannot be",
        ]
    );
    assert_eq!(
        reason(&[
            ("talks", "{starts-with: vote}"),
            ("vote", "{starts-with: gala}"),
            ("gala", "{starts-before: talks}"),
        ]),
        [
            "talks starts no later than vote starts (r0#it)",
            "vote starts no later than gala starts (r1#it)",
            "gala starts before talks starts (r2#it)",
            "so talks would come before itself, which cannot be",
        ]
    );
    for (far, near, least, most) in [
        ("10 days", "3 days", "9 days", "4 days"),
        ("2 days", "0 days", "1 day", "1 day"),
        ("5 hours", "90 minutes", "240 minutes", "91 minutes"),
        ("3 minutes", "30 seconds", "2 minutes", "1 minute"),
    ] {
        assert_eq!(
            reason(&[
                ("talks", &format!("{{date: {far} after gala}}")),
                ("vote", &format!("{{date: {near} after gala}}")),
                ("vote", "{after: talks}"),
            ]),
            [
                "an event starts before it ends",
                &format!("gala ends at least {least} before talks starts (r0#it)"),
                "talks ends before vote starts (r2#it)",
                &format!("vote ends at most {most} after gala ends (r1#it)"),
                "so gala would come before itself, which cannot be",
            ]
        );
    }
    let together = reason(&[
        ("gala", "{date: 2025-08-31}"),
        ("talks", "{date: 2 months after gala}"),
        ("vote", "{date: 2025-11-02}"),
        ("talks", "{after: vote}"),
    ]);
    assert_eq!(together[3], "talks ends by the end of 2025-10-31 (r1#it and r0#it together)");
}

/// An order has one case left by a date. Where that date is spent in a contradiction of its own, the
/// other cases are looked at again.
#[test]
fn what_followed_from_a_spent_claim_follows_no_more() {
    let order = |more: &str| {
        let fixture = said(&[
            ("talks", "{order: {to: vote, is: [before, after]}}"),
            ("talks", "{date: 2025-01-01}"),
            ("vote", "{extent: 2025-02-01/2025-02-10}"),
            ("gala", "{date: 2025-03-01}"),
        ]);
        format!("{fixture}---\nreport: {{id: more}}\nclaims:\n{more}")
    };
    let after = "- {id: after, about: talks, certainty: likely, says: {after: gala}}\n";
    let start = "- {id: start, about: talks, certainty: possible, says: {start: 2025-02-05}}\n";
    let spent = "conflict/order warning gala.date + gala.order with talks + talks.date: r3#it, more#after, r1#it";
    conflicts(&order(after), spent);
    let again = "conflict/order note talks.order with vote + talks.start + vote.extent: r0#it, more#start, r2#it";
    conflicts(&order(&(after.to_owned() + start)), &format!("{again}\n{spent}"));
}

/// The reason of a circle through a date in UTC begins with that date, whoever is named first.
#[test]
fn a_reason_begins_at_a_date_on_either_clock() {
    for zone in ["", "Z"] {
        let fixture = said(&[
            ("talks", "{starts-before: vote}"),
            ("vote", &format!("{{start: '2025-10-30T09:00{zone}'}}")),
            ("talks", &format!("{{start: '2025-10-30T09:06{zone}'}}")),
        ]);
        let reason = one(&fixture, "conflict/order").1.reason;
        mentions(&reason[0], &["talks starts on 2025-10-30T09:06", "or later (r2#it)"]);
        mentions(&reason[1], &["talks starts before vote starts (r0#it)"]);
        mentions(&reason[2], &["vote starts on 2025-10-30T09:00", "or earlier (r1#it)"]);
    }
}

/// A case that is a date is told as the date, whether it is of the whole event or of its start.
#[test]
fn a_supposed_date_is_told_as_one() {
    let supposed = |property: &str, dates: &str| {
        let fixture = said(&[
            ("talks", &format!("{{{property}: '{dates}'}}")),
            ("vote", "{date: 2025-11-01}"),
            ("gala", "{date: 2025-10-30}"),
            ("talks", "{before: vote}"),
            ("talks", "{after: gala}"),
        ]);
        let reason = one(&fixture, "conflict/order").1.reason;
        let steps = reason.iter().filter_map(|step| {
            step.contains("suppose").then(|| step.split_once(" that ")).flatten()
        });
        steps.map(|(_, case)| case.to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(
        supposed("date", "[2025-10-28, 2025-11-03..2025-11-04]"),
        ["talks lies in 2025-10-28", "talks lies between 2025-11-03 and 2025-11-04"]
    );
    assert_eq!(
        supposed("start", "[2025-10-28, 2025-11-03..2025-11-04]"),
        ["talks starts on 2025-10-28", "talks starts between 2025-11-03 and 2025-11-04"]
    );
}

/// An event that is part of another lies within it, whatever nobody says; the reason says so.
#[test]
fn a_part_of_an_event_lies_within_it() {
    let dated = |part: &str| {
        format!(
            "entities: {{fair: {{kind: event}}, week: {{kind: event, part-of: fair}}, gala: {{kind: event, part-of: week}}}}\n---\nreport: {{id: a}}\nclaims: [{{id: it, about: fair, says: {{date: 2025-10-30}}}}]\n---\nreport: {{id: b}}\nclaims: [{{id: it, about: gala, says: {{date: {part}}}}}]\n"
        )
    };
    only(&dated("2025-10-30"), "conflict/order", "");
    only(
        &dated("2025-10-31"),
        "conflict/order",
        "conflict/order error fair.date + gala.date: b#it, a#it",
    );
    let reason = one(&dated("2025-10-31"), "conflict/order").1.reason;
    mentions(&reason.join("; "), &["gala is part of fair, and lies within it"]);
}

/// Days are compared: what is of the same day is not later.
#[test]
fn an_event_of_the_same_day_is_not_on_a_later_date() {
    for statement in ["date > f.date", "start > f.end", "start > f.start"] {
        let fixture = format!(
            "entities: {{f: {{kind: event}}, g: {{kind: event}}}}\n---\nreport: {{id: a}}\nclaims: [{{id: it, about: g, states: \"{statement}\"}}]\n---\nreport: {{id: b}}\nclaims: [{{id: f, about: f, says: {{date: 2024-05-12}}}}, {{id: g, about: g, says: {{date: 2024-05-12}}}}]\n"
        );
        let (_, found) = one(&fixture, "conflict/order");
        assert_eq!(found.members.len(), 3, "{statement}");
    }
}
