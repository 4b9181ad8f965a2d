//! Rules: what figures add up to, over everything that reports say, against an independent judge
//! that tries every number that each claim leaves possible.

use std::fmt::Write as _;

use crate::cases::config;
use claimcheck_tests::{conflicts, findings, input, lines, mentions, one, only};
use proptest::prelude::*;

const VOCABULARY: &str = "
kinds:
  strike: {is: event}
  tour: {is: event}
entities:
  raid: {kind: strike}
  ambush: {kind: strike}
  asia: {kind: tour}
  malaysia: {kind: place}
  japan: {kind: place}
  korea: {kind: place}
  busan: {kind: place, part-of: korea}
  gyeongju: {kind: place, part-of: korea}
  marie: {kind: person}
  irene: {kind: person}
  first-leg: {kind: thing}
  second-leg: {kind: thing}
properties:
  killed: {type: quantity, unit: people}
  civilians: {type: quantity, unit: people}
  soldiers: {type: quantity, unit: people}
  toll: {type: quantity, unit: people, changes: up}
  toll-abroad: {type: quantity, unit: people, changes: up}
  share: {type: quantity, unit: percent}
  cost: {type: quantity, unit: USD}
  price: {type: quantity, unit: USD}
  payments: {type: quantity, unit: USD, many: yes}
  length: {type: quantity, unit: km}
  speed: {type: quantity, unit: km/h}
  flight-time: {type: duration}
  stops: {type: place, many: yes}
  stop-count: {type: quantity}
  guests: {type: quantity, unit: people}
  legs: {type: entity, many: yes}
  mother: {type: entity, kind: person}
  children: {type: entity, kind: person, many: yes}
  height: {type: quantity, unit: cm}
";

/// A project with a rule, and with the claims of a report each: `ID | what the entry says`.
fn project(kind: &str, equation: &str, claims: &[&str]) -> String {
    let mut fixture =
        format!("{VOCABULARY}rules: [{{id: rule, for: {kind}, equation: \"{equation}\"}}]\n");
    for claim in claims {
        let (report, entry) = claim.split_once(" | ").expect("a report and its claim");
        let _ = write!(
            fixture,
            "---\nreport: {{id: {report}, published: 2025-10-28}}\nclaims: [{{id: it, {entry}}}]\n"
        );
    }
    fixture
}

#[track_caller]
fn holds(kind: &str, equation: &str, claims: &[&str]) {
    conflicts(&project(kind, equation, claims), "");
}

#[track_caller]
fn breaks(kind: &str, equation: &str, claims: &[&str], expected: &str) {
    let fixture = project(kind, equation, claims);
    conflicts(&fixture, expected);
    // Drop any one of the claims that are named, and the rest can hold.
    let (project, found) = findings(&fixture);
    for finding in found.iter().filter(|finding| finding.code == "conflict/arithmetic") {
        for claim in &finding.claims {
            let name = &project.graph.model().entry_of(*claim).name;
            let named =
                finding.claims.iter().map(|claim| &project.graph.model().entry_of(*claim).name);
            let rest: Vec<&str> = claims
                .iter()
                .copied()
                .filter(|claim| {
                    let id = format!("{}#it", claim.split(" | ").next().unwrap_or_default());
                    *id != **name && named.clone().any(|name| **name == *id)
                })
                .collect();
            holds(kind, equation, &rest);
        }
    }
}

const ADD_UP: &str = "killed = civilians + soldiers";

#[test]
fn parts_add_up_to_their_total() {
    breaks(
        "strike",
        ADD_UP,
        &[
            "a | about: raid, says: {killed: 10}",
            "b | about: raid, says: {civilians: 4}",
            "c | about: raid, says: {soldiers: 7}",
        ],
        "conflict/arithmetic error raid.civilians + raid.killed + raid.soldiers: a#it, b#it, c#it, rules#rule",
    );
    holds(
        "strike",
        ADD_UP,
        &[
            "a | about: raid, says: {killed: 11}",
            "b | about: raid, says: {civilians: 4, soldiers: 7}",
        ],
    );
    // Another subject's figures are no part of it.
    holds(
        "strike",
        ADD_UP,
        &[
            "a | about: raid, says: {killed: 10}",
            "b | about: ambush, says: {civilians: 4, soldiers: 7}",
        ],
    );
    // Nor does the rule bind another kind.
    holds("tour", ADD_UP, &["a | about: raid, says: {killed: 10, civilians: 4, soldiers: 7}"]);
}

#[test]
fn bounds_are_worked_out() {
    let parts = "b | about: raid, says: {civilians: 4, soldiers: 7}";
    holds("strike", ADD_UP, &["a | about: raid, says: {killed: about 10}", parts]);
    holds("strike", ADD_UP, &["a | about: raid, says: {killed: over 10}", parts]);
    holds("strike", ADD_UP, &["a | about: raid, says: {killed: {not: 12}}", parts]);
    holds("strike", ADD_UP, &["a | about: raid, says: {killed: {any-of: [10, 11]}}", parts]);
    holds("strike", ADD_UP, &["a | about: raid, says: {killed: unknown}", parts]);
    breaks(
        "strike",
        ADD_UP,
        &["a | about: raid, says: {killed: over 11}", parts],
        "conflict/arithmetic error raid.civilians + raid.killed + raid.soldiers: a#it, b#it, b#it, rules#rule",
    );
    breaks(
        "strike",
        ADD_UP,
        &[
            "a | about: raid, says: {killed: 10..20}",
            "b | about: raid, says: {civilians: at least 21}",
        ],
        "conflict/arithmetic error raid.civilians + raid.killed: a#it, b#it, rules#rule",
    );
}

#[test]
fn nobody_is_less_than_nobody_but_money_can_be() {
    let ran = project(
        "strike",
        ADD_UP,
        &["a | about: raid, says: {killed: 10}", "b | about: raid, says: {civilians: 12}"],
    );
    let (_, finding) = one(&ran, "conflict/arithmetic");
    mentions(
        &finding.reason.join("\n"),
        &["soldiers of raid is not part of this, and cannot be less than nothing"],
    );
    holds("strike", "cost = price + 2 × cost", &["a | about: raid, says: {cost: 10}"]);
    holds("strike", "cost = price + 5 USD", &["a | about: raid, says: {cost: 3}"]);
}

/// A share, a rise of which is more than all of it, fell elsewhere.
#[test]
fn a_share_can_be_less_than_nothing() {
    let shares = |unit: &str, claims: &[&str]| {
        project("tour", "share >= cost-share + rise", claims).replace(
            "  share: {type: quantity, unit: percent}",
            &format!("  share: {{type: quantity, unit: {unit}}}\n  cost-share: {{type: quantity, unit: {unit}}}\n  rise: {{type: quantity, unit: {unit}}}"),
        )
    };
    let of = |amount: &str, part: &str| {
        [
            format!("a | about: asia, says: {{share: {amount}}}"),
            format!("b | about: asia, says: {{rise: {part}}}"),
        ]
    };
    for (unit, fits) in
        [("percent", true), ("percentage points", true), ("°C", true), ("kg", false)]
    {
        let claims = of(&format!("5 {unit}"), &format!("10 {unit}"));
        let (project, found) = findings(&shares(unit, &[&claims[0], &claims[1]]));
        let text = lines(&project, &found);
        assert!(!project.problems.iter().any(|problem| problem.code.is_error()), "{text}");
        assert_eq!(!text.contains("conflict/"), fits, "{unit}:\n{text}");
    }
}

#[test]
fn units_convert_and_multiply() {
    let fast = "a | about: asia, says: {length: 900000 m, flight-time: 1 hour}";
    holds(
        "tour",
        "length = speed × flight-time",
        &[fast, "b | about: asia, says: {speed: 900 km/h}"],
    );
    breaks(
        "tour",
        "length = speed × flight-time",
        &[fast, "b | about: asia, says: {speed: 901 km/h}"],
        "conflict/arithmetic error asia.flight-time + asia.length + asia.speed: a#it, a#it, b#it, rules#rule",
    );
    breaks(
        "strike",
        "share = civilians ÷ killed",
        &[
            "a | about: raid, says: {share: 40 %}",
            "b | about: raid, says: {civilians: 5, killed: 10}",
        ],
        "conflict/arithmetic error raid.civilians + raid.killed + raid.share: a#it, b#it, b#it, rules#rule",
    );
    holds(
        "strike",
        "share = civilians ÷ killed",
        &["a | about: raid, says: {share: 50 %, civilians: 5, killed: 10}"],
    );
    breaks(
        "strike",
        "share <= 100",
        &["a | about: raid, says: {share: 145 %}"],
        "conflict/arithmetic error within raid.share: a#it, rules#rule",
    );
}

#[test]
fn what_cannot_be_compared_is_no_conflict() {
    holds("strike", "cost <= price", &["a | about: raid, says: {cost: 10 EUR, price: 1 USD}"]);
    // Nothing is divided by nothing.
    holds(
        "strike",
        "share = civilians / killed",
        &["a | about: raid, says: {share: 40 %, civilians: 5, killed: 0}"],
    );
}

#[test]
fn a_rule_that_nothing_satisfies_is_told_once() {
    let claims = ["a | about: raid, says: {killed: 10}", "b | about: ambush, says: {killed: 12}"];
    let fixture = project("strike", "killed + 1 <= 0", &claims);
    conflicts(&fixture, "conflict/arithmetic error: rules#rule");
}

#[test]
fn every_comparison_binds() {
    let claims = ["a | about: raid, says: {killed: 10}", "b | about: raid, says: {civilians: 11}"];
    let found = "conflict/arithmetic error raid.civilians + raid.killed: a#it, b#it, rules#rule";
    breaks("strike", "civilians <= killed", &claims, found);
    breaks("strike", "killed ≥ civilians", &claims, found);
    breaks("strike", "civilians < killed", &claims, found);
    breaks("strike", "killed > civilians", &claims, found);
    let even = ["a | about: raid, says: {killed: 10}", "b | about: raid, says: {civilians: 10}"];
    holds("strike", "civilians <= killed", &even);
    breaks("strike", "civilians < killed", &even, found);
    breaks("strike", "killed > civilians", &even, found);
    holds("strike", "killed >= civilians", &even);
    // A bound that only comes near is no meeting.
    breaks(
        "strike",
        "killed <= civilians",
        &["a | about: raid, says: {killed: over 11}", "b | about: raid, says: {civilians: 11}"],
        found,
    );
    holds(
        "strike",
        "killed <= civilians",
        &["a | about: raid, says: {killed: at least 11}", "b | about: raid, says: {civilians: 11}"],
    );
}

#[test]
fn each_claim_on_a_term_is_tried_and_only_what_is_needed_is_named() {
    let claims = [
        "a | about: raid, says: {killed: at least 5}",
        "b | about: raid, says: {killed: at most 10}",
        "c | about: raid, says: {killed: 3..30}",
        "d | about: raid, says: {civilians: 4, soldiers: 7}",
        "e | about: raid, says: {civilians: at least 2}",
    ];
    breaks(
        "strike",
        ADD_UP,
        &claims,
        "conflict/arithmetic error raid.civilians + raid.killed + raid.soldiers: b#it, d#it, d#it, rules#rule",
    );
}

/// Whichever side is right: a dispute takes part with both of its sides, as one member.
#[test]
fn the_sides_of_a_dispute_take_part_as_one_member() {
    let sides = |other: &str| {
        [
            "a | about: raid, says: {killed: 10}".to_owned(),
            format!("b | about: raid, says: {{killed: {other}}}"),
            "c | about: raid, says: {civilians: 4, soldiers: 7}".to_owned(),
        ]
    };
    let told = sides("12");
    let told: Vec<&str> = told.iter().map(String::as_str).collect();
    holds_but(
        &told,
        "conflict/arithmetic error raid.civilians + raid.killed + raid.soldiers: a#it, b#it, c#it, c#it, rules#rule
         conflict/quantity error raid.killed: 10 people | 12 people",
    );
    let (_, finding) = one(&project("strike", ADD_UP, &told), "conflict/arithmetic");
    let members: Vec<String> = finding.members.iter().map(|it| it.values.join(" | ")).collect();
    assert_eq!(
        members,
        ["4 people", "10 people | 12 people", "7 people", "killed = civilians + soldiers"]
    );
    let fits = sides("11");
    let fits: Vec<&str> = fits.iter().map(String::as_str).collect();
    holds_but(&fits, "conflict/quantity error raid.killed: 10 people | 11 people");
}

#[track_caller]
fn holds_but(claims: &[&str], expected: &str) {
    conflicts(&project("strike", ADD_UP, claims), expected);
}

#[test]
fn scope_and_time_keep_figures_apart() {
    holds(
        "strike",
        ADD_UP,
        &[
            "a | about: raid, says: {killed: 10}",
            "b | about: raid, says: {civilians: 4, soldiers: 7}, scope: {of: night}",
        ],
    );
    holds(
        "strike",
        ADD_UP,
        &[
            "a | about: raid, says: {killed: 10}, when: 2024",
            "b | about: raid, says: {civilians: 4, soldiers: 7}, when: 2025",
        ],
    );
    breaks(
        "strike",
        ADD_UP,
        &[
            "a | about: raid, says: {killed: 10}, when: 2025",
            "b | about: raid, says: {civilians: 4, soldiers: 7}, when: 2025-07",
        ],
        "conflict/arithmetic error raid.civilians + raid.killed + raid.soldiers: a#it, b#it, b#it, rules#rule",
    );
    // Three times that overlap in pairs, and have no moment in common.
    holds(
        "strike",
        ADD_UP,
        &[
            "a | about: raid, says: {killed: 10}, when: \"{2025-01, 2025-02}\"",
            "b | about: raid, says: {civilians: 4}, when: \"[2025-01, 2025-03]\"",
            "c | about: raid, says: {soldiers: 7}, when: \"[2025-02-10, 2025-03]\"",
        ],
    );
}

#[test]
fn figures_that_change_are_put_together_as_of_one_time() {
    let rule = "toll-abroad <= toll";
    let monday = "a | about: raid, says: {toll: 4}, as-of: 2025-10-27";
    holds("strike", rule, &[monday, "b | about: raid, says: {toll-abroad: 5}, as-of: 2025-10-28"]);
    breaks(
        "strike",
        rule,
        &[monday, "b | about: raid, says: {toll-abroad: 5}, as-of: 2025-10-27"],
        "conflict/arithmetic error raid.toll + raid.toll-abroad: a#it, b#it, rules#rule",
    );
    // A report that does not say when still said all of its figures at one time.
    let fixture = format!(
        "{VOCABULARY}rules: [{{id: rule, for: strike, equation: {rule}}}]\n---\nreport: {{id: a}}\nclaims: [{{id: it, about: raid, says: {{toll: 4, toll-abroad: 5}}}}]\n---\nreport: {{id: b}}\nclaims: [{{id: it, about: ambush, says: {{toll: 4}}}}]\n---\nreport: {{id: c}}\nclaims: [{{id: it, about: ambush, says: {{toll-abroad: 5}}}}]\n"
    );
    conflicts(
        &fixture,
        "conflict/arithmetic error within raid.toll + raid.toll-abroad: a#it, a#it, rules#rule",
    );
}

#[test]
fn counts_know_what_lies_in_what() {
    let rule = "stop-count = count(stops)";
    let three = "a | about: asia, says: {stop-count: 3}";
    breaks(
        "tour",
        rule,
        &[three, "b | about: asia, says: {stops: [malaysia, japan, busan, gyeongju]}"],
        "conflict/arithmetic error asia.stop-count + asia.stops: a#it, b#it, rules#rule",
    );
    // Busan is in Korea, and an open list may hold more.
    holds("tour", rule, &[three, "b | about: asia, says: {stops: [malaysia, korea, busan]}"]);
    holds("tour", rule, &[three, "b | about: asia, says: {stops: [malaysia]}"]);
    breaks(
        "tour",
        rule,
        &[three, "b | about: asia, says: {stops: {only: [malaysia, japan]}}"],
        "conflict/arithmetic error asia.stop-count + asia.stops: a#it, b#it, rules#rule",
    );
    // Several reports name the stops together.
    breaks(
        "tour",
        rule,
        &[
            three,
            "b | about: asia, says: {stops: [malaysia, japan]}",
            "c | about: asia, says: {stops: [busan, gyeongju]}",
            "d | about: asia, says: {stops: [korea]}",
        ],
        "conflict/arithmetic error asia.stop-count + asia.stops: a#it, b#it, c#it, rules#rule",
    );
    // A count is in whatever it is compared with.
    breaks(
        "tour",
        "guests = count(stops)",
        &["a | about: asia, says: {guests: 1}", "b | about: asia, says: {stops: [japan, busan]}"],
        "conflict/arithmetic error asia.guests + asia.stops: a#it, b#it, rules#rule",
    );
    holds(
        "tour",
        rule,
        &[three, "b | about: asia, says: {stops: {any-of: [[malaysia, japan], [busan]]}}"],
    );
}

#[test]
fn sums_know_whether_a_list_is_complete() {
    let rule = "cost = sum(payments)";
    let complete = "b | about: asia, says: {payments: {only: [3 million USD, 5 million USD]}}";
    let open = "b | about: asia, says: {payments: [3 million USD, 5 million USD]}";
    holds("tour", rule, &["a | about: asia, says: {cost: 8 million}", complete]);
    let found = "conflict/arithmetic error asia.cost + asia.payments: a#it, b#it, rules#rule";
    breaks("tour", rule, &["a | about: asia, says: {cost: 9 million}", complete], found);
    holds("tour", rule, &["a | about: asia, says: {cost: 9 million}", open]);
    breaks(
        "tour",
        rule,
        &["a | about: asia, says: {cost: 9}", "b | about: asia, says: {payments: {only: []}}"],
        found,
    );
    breaks("tour", rule, &["a | about: asia, says: {cost: 7 million}", open], found);
}

#[test]
fn paths_lead_through_entities() {
    breaks(
        "person",
        "height < mother.height",
        &[
            "a | about: irene, says: {height: 170, mother: marie}",
            "b | about: marie, says: {height: 160}",
        ],
        "conflict/arithmetic error irene.height + irene.mother + marie.height: a#it, a#it, b#it, rules#rule",
    );
    holds(
        "person",
        "height < mother.height",
        &[
            "a | about: irene, says: {height: 150, mother: marie}",
            "b | about: marie, says: {height: 160}",
        ],
    );
    // With several values, the rule holds for each.
    breaks(
        "person",
        "children.height < height",
        &[
            "a | about: marie, says: {height: 160, children: [irene]}",
            "b | about: irene, says: {height: 161}",
        ],
        "conflict/arithmetic error irene.height + marie.children + marie.height: a#it, a#it, b#it, rules#rule",
    );
}

#[test]
fn sums_lead_through_entities() {
    let legs = "b | about: first-leg, says: {length: 400 km}";
    let rest = "c | about: second-leg, says: {length: 700 km}";
    let rule = "length = sum(legs.length)";
    let found = "conflict/arithmetic error asia.legs + asia.length + first-leg.length + second-leg.length: a#it, a#it, b#it, c#it, rules#rule";
    breaks(
        "tour",
        rule,
        &["a | about: asia, says: {length: 1000 km, legs: [first-leg, second-leg]}", legs, rest],
        found,
    );
    holds(
        "tour",
        rule,
        &["a | about: asia, says: {length: 1200 km, legs: [first-leg, second-leg]}", legs, rest],
    );
    breaks(
        "tour",
        rule,
        &[
            "a | about: asia, says: {length: 1200 km, legs: {only: [first-leg, second-leg]}}",
            legs,
            rest,
        ],
        found,
    );
    holds(
        "tour",
        rule,
        &["a | about: asia, says: {length: 1200 km, legs: {only: [first-leg, second-leg]}}", legs],
    );
}

#[test]
fn rules_that_depend_on_each_other_are_read_together() {
    let fixture = format!(
        "{VOCABULARY}rules:\n- {{id: tolls, for: strike, equation: {ADD_UP}}}\n- {{id: half, for: strike, equation: civilians = guests * 2}}\n---\nreport: {{id: a}}\nclaims: [{{id: it, about: raid, says: {{killed: 10, soldiers: 3}}}}]\n---\nreport: {{id: b}}\nclaims: [{{id: it, about: raid, says: {{guests: 4}}}}]\n"
    );
    conflicts(
        &fixture,
        "conflict/arithmetic error raid.guests + raid.killed + raid.soldiers: a#it, a#it, b#it, rules#tolls, rules#half",
    );
    let (_, finding) = one(&fixture, "conflict/arithmetic");
    mentions(&finding.reason.join("\n"), &["so the civilians of raid is 8 people (rules#half)"]);
}

#[test]
fn what_follows_from_one_rule_is_held_against_another() {
    let rules = |equations: &[&str], claims: &str| {
        let rules: String = equations
            .iter()
            .map(|equation| format!("- {{for: strike, equation: {equation}}}\n"))
            .collect();
        format!(
            "{VOCABULARY}rules:\n{rules}---\nreport: {{id: a}}\nclaims: [{{id: it, about: raid, says: {{{claims}}}}}]\n"
        )
    };
    // Nobody says how many civilians there were, nor how many stops.
    conflicts(
        &rules(&[ADD_UP, "civilians <= 3"], "killed: 12, soldiers: 6"),
        "conflict/arithmetic error within raid.killed + raid.soldiers: a#it, a#it, rules#1, rules#2",
    );
    conflicts(&rules(&[ADD_UP, "civilians <= 6"], "killed: 12, soldiers: 6"), "");
    conflicts(
        "kinds: {loan: {is: thing}}
entities: {l: {kind: loan}}
properties: {n: {type: quantity}, m: {type: quantity}, k: {type: quantity}}
rules: [{for: loan, equation: n = m + k}, {for: loan, equation: m <= 2}]
---
report: {id: a}
claims: [{id: it, about: l, says: {n: 5, k: 2}}]
---
report: {id: b}
claims: [{id: it, about: l, says: {m: at most 100}, certainty: doubtful}]
",
        "conflict/arithmetic error within l.k + l.n: a#it, a#it, rules#1, rules#2",
    );
}

#[test]
fn severity_is_that_of_the_least_certain_claim() {
    let parts = "b | about: raid, says: {civilians: 4, soldiers: 7}";
    let found = |severity: &str| {
        format!(
            "conflict/arithmetic {severity} raid.civilians + raid.killed + raid.soldiers: a#it, b#it, b#it, rules#rule"
        )
    };
    breaks(
        "strike",
        ADD_UP,
        &["a | about: raid, says: {killed: 10}, certainty: likely", parts],
        &found("warning"),
    );
    breaks(
        "strike",
        ADD_UP,
        &["a | about: raid, says: {killed: 10}, certainty: possible", parts],
        &found("note"),
    );
    // A contradiction of certain claims is not told with a doubtful one in it.
    breaks(
        "strike",
        ADD_UP,
        &[
            "a | about: raid, says: {killed: 10}, certainty: doubtful",
            parts,
            "c | about: raid, says: {killed: 1..10}",
        ],
        "conflict/arithmetic error raid.civilians + raid.killed + raid.soldiers: b#it, b#it, c#it, rules#rule",
    );
}

#[test]
fn facts_take_part_and_may_stand_in_several_sets() {
    let fixture = format!(
        "{VOCABULARY}rules: [{{id: rule, for: strike, equation: {ADD_UP}}}]\nfacts: [{{id: known, about: raid, says: {{civilians: 4, soldiers: 7}}, source: the register}}]\n---\nreport: {{id: a}}\nclaims: [{{id: it, about: raid, says: {{killed: 10..10.5}}}}]\n---\nreport: {{id: b}}\nclaims: [{{id: it, about: raid, says: {{killed: 9..10.5}}}}]\n"
    );
    only(
        &fixture,
        "conflict/arithmetic",
        "conflict/arithmetic error raid.civilians + raid.killed + raid.soldiers: facts#known, facts#known, a#it, rules#rule
         conflict/arithmetic error raid.civilians + raid.killed + raid.soldiers: facts#known, facts#known, b#it, rules#rule",
    );
}

#[test]
fn an_equation_that_means_nothing_is_pointed_at() {
    let rules = |rules: &str| {
        format!(
            "kinds: {{strike: {{is: event}}}}
entities: {{raid: {{kind: strike}}}}
properties:
  killed: {{type: quantity, unit: people}}
  cost: {{type: quantity, unit: USD}}
  crew: {{type: quantity, unit: people, applies-to: [person]}}
rules:
{rules}
---
report: {{id: a}}
claims: [{{about: raid, says: {{killed: 1, cost: 1}}}}]
"
        )
    };
    let one = |equation: &str| rules(&format!("- {{for: strike, equation: {equation}}}"));
    let at = |place: &str| format!("input/bad-value error claims/example.yaml:8:{place}");
    input(
        &one("kiled = cost"),
        "input/unknown-name error claims/example.yaml:8:27 `kiled`
         input/unused warning claims/example.yaml:6:3 `crew`",
    );
    let crew = "\ninput/unused warning claims/example.yaml:6:3 `crew`";
    input(&one("\"killed + cost = 5\""), &(at("28 `killed + cost`") + crew));
    input(&one("killed"), &(at("27 `killed`") + crew));
    input(&one("killed = crew"), &at("27 `killed = crew`"));
    // Folded over lines, bytes and text do not go together: all of it is pointed at.
    input(
        &rules("- for: strike\n  equation: >\n    killed = cost\n    + 1"),
        "input/bad-value error claims/example.yaml:10:5 `killed = cost`\ninput/unused warning claims/example.yaml:6:3 `crew`",
    );
    input(
        &rules("- {id: it, equation: killed = 1}\n- {id: it, equation: crew = 2}"),
        "input/duplicate-id error claims/example.yaml:9:8 `it`",
    );
}

proptest! {
    #![proptest_config(config(300))]

    /// Against a judge that tries all whole numbers: where every claim leaves a stretch of whole
    /// numbers, a sum is broken exactly where no choice of numbers adds up.
    #[test]
    fn a_sum_is_broken_exactly_where_no_numbers_add_up(
        ranges in proptest::collection::vec((0i64..12, 0i64..5), 3),
        relation in proptest::sample::select(vec!["=", "<=", ">=", "<", ">"]),
    ) {
        let says: Vec<String> = ranges.iter().map(|(low, wide)| format!("{low}..{}", low + wide)).collect();
        let claims = [
            format!("a | about: raid, says: {{killed: {}}}", says[0]),
            format!("b | about: raid, says: {{civilians: {}}}", says[1]),
            format!("c | about: raid, says: {{soldiers: {}}}", says[2]),
        ];
        let claims: Vec<&str> = claims.iter().map(String::as_str).collect();
        let fixture = project("strike", &format!("killed {relation} civilians + soldiers"), &claims);
        let (project, found) = findings(&fixture);
        let all = |(low, wide): (i64, i64)| low..=low + wide;
        let can = all(ranges[0]).any(|killed| {
            all(ranges[1]).any(|civilians| all(ranges[2]).any(|soldiers| {
                let sum = civilians + soldiers;
                match relation {
                    "=" => killed == sum,
                    "<=" => killed <= sum,
                    ">=" => killed >= sum,
                    "<" => killed < sum,
                    _ => killed > sum,
                }
            }))
        });
        let broken = found.iter().any(|finding| finding.code == "conflict/arithmetic");
        prop_assert_eq!(broken, !can, "{}", lines(&project, &found));
    }
}

/// People with births and deaths, and events, under some rules.
fn lives(rules: &str, claims: &[&str]) -> String {
    let mut fixture = format!(
        "kinds: {{meeting: {{is: event}}}}
entities:
  eve: {{kind: person}}
  ada: {{kind: person}}
  ida: {{kind: person}}
  talks: {{kind: meeting}}
  vote: {{kind: meeting}}
properties:
  birth: {{type: date}}
  death: {{type: date}}
  wedding: {{type: date}}
  lifespan: {{type: duration}}
  mother: {{type: entity, kind: person}}
  children: {{type: entity, kind: person, many: yes}}
  signing: {{type: date, applies-to: [meeting]}}
  deadline: {{type: date, changes: freely}}
rules:
{rules}
"
    );
    for claim in claims {
        let (report, entry) = claim.split_once(" | ").expect("a report and its claim");
        let _ = write!(
            fixture,
            "---\nreport: {{id: {report}, published: 2025-10-28}}\nclaims: [{{id: it, {entry}}}]\n"
        );
    }
    fixture
}

const LIFE: &str = "- {id: life, for: person, equation: birth <= death}";

#[test]
fn a_rule_on_dates_joins_the_network() {
    let claims =
        ["a | about: eve, says: {birth: 1900}", "b | about: eve, says: {death: 1899-12-31}"];
    let found = "conflict/order error eve.birth + eve.death: a#it, b#it, rules#life";
    conflicts(&lives(LIFE, &claims), found);
    let (_, finding) = one(&lives(LIFE, &claims), "conflict/order");
    mentions(
        &finding.reason.join("\n"),
        &["the birth of eve is no later than the death of eve (by rules#life)"],
    );
    conflicts(
        &lives(
            LIFE,
            &["a | about: eve, says: {birth: 1900}", "b | about: eve, says: {death: 1900}"],
        ),
        "",
    );
    conflicts(
        &lives(
            LIFE,
            &[
                "a | about: eve, says: {birth: 1900-05-01}",
                "b | about: eve, says: {death: 1900-05-01}",
            ],
        ),
        "",
    );
    conflicts(
        &lives(
            LIFE,
            &["a | about: eve, says: {birth: 1900}", "b | about: ada, says: {death: 1899}"],
        ),
        "",
    );
    // The other way round it is the same rule.
    conflicts(&lives("- {id: life, for: person, equation: death >= birth}", &claims), found);
}

#[test]
fn it_compares_days_unless_both_sides_have_a_time() {
    let strict = "- {id: life, for: person, equation: birth < death}";
    let day = |birth: &str, death: &str| {
        lives(
            strict,
            &[
                &format!("a | about: eve, says: {{birth: {birth}}}"),
                &format!("b | about: eve, says: {{death: {death}}}"),
            ],
        )
    };
    let broken = "conflict/order error eve.birth + eve.death: a#it, b#it, rules#life";
    conflicts(&day("1900-05-01", "1900-05-01"), broken);
    conflicts(&day("1900-05-01", "1900-05-02"), "");
    conflicts(&day("1900-05-01T10:00", "1900-05-01"), broken);
    conflicts(&day("1900-05-01T10:00", "1900-05-01T11:00"), "");
    conflicts(&day("1900-05-01T11:00", "1900-05-01T10:00"), broken);
    let at_most = |birth: &str, death: &str| {
        lives(
            LIFE,
            &[
                &format!("a | about: eve, says: {{birth: {birth}}}"),
                &format!("b | about: eve, says: {{death: {death}}}"),
            ],
        )
    };
    conflicts(&at_most("1900-05-01T11:00", "1900-05-01"), "");
    conflicts(&at_most("1900-05-01T11:00", "1900-05-01T10:00"), broken);
    conflicts(&at_most("1900-05-02", "1900-05-01T10:00"), broken);
}

#[test]
fn it_binds_what_nobody_dates() {
    let rules = "- {id: descent, for: person, equation: mother.birth < birth}";
    let chain = [
        "a | about: ida, says: {birth: 1900-01-01}",
        "b | about: ada, says: {mother: ida}",
        "c | about: eve, says: {mother: ada}",
    ];
    let born = |date: &str| {
        let mut claims = chain.to_vec();
        let last = format!("d | about: eve, says: {{birth: {date}}}");
        claims.push(&last);
        lives(rules, &claims)
    };
    conflicts(
        &born("1900-01-02"),
        "conflict/order error ada.mother + eve.birth + eve.mother + ida.birth: a#it, b#it, c#it, d#it, rules#descent",
    );
    conflicts(&born("1900-01-03"), "");
    // Nobody is their own ancestor.
    conflicts(
        &lives(rules, &["a | about: ida, says: {mother: eve}", chain[1], chain[2]]),
        "conflict/order error ada.mother + eve.mother + ida.mother: a#it, b#it, c#it, rules#descent",
    );
}

#[test]
fn lengths_are_added_to_dates() {
    let rules = "- {id: age, for: person, equation: birth + 16 years <= wedding}\n- {id: span, for: person, equation: death = birth + lifespan}";
    let born = "a | about: eve, says: {birth: 1900-05-10}";
    conflicts(
        &lives(rules, &[born, "b | about: eve, says: {wedding: 1915}"]),
        "conflict/order error eve.birth + eve.wedding: a#it, b#it, rules#age",
    );
    conflicts(&lives(rules, &[born, "b | about: eve, says: {wedding: 1916}"]), "");
    // By the calendar, to the day.
    let early = "conflict/order error eve.birth + eve.wedding: a#it, b#it, rules#age";
    let wed = |birth: &str, wedding: &str| {
        lives(
            rules,
            &[
                &format!("a | about: eve, says: {{birth: {birth}}}"),
                &format!("b | about: eve, says: {{wedding: {wedding}}}"),
            ],
        )
    };
    conflicts(&wed("1900-05-10", "1916-05-09"), early);
    conflicts(&wed("1900-05-10", "1916-05-10"), "");
    conflicts(&wed("1950", "1965"), early);
    conflicts(&wed("1950", "1966"), "");
    // Whether who was born on a leap day is of age on the last of February is left open.
    conflicts(&wed("2004-02-29", "2020-02-28"), early);
    conflicts(&wed("2004-02-29", "2021"), "");
    conflicts(
        &lives(
            rules,
            &[
                born,
                "b | about: eve, says: {lifespan: 80 years}",
                "c | about: eve, says: {death: 1970}",
            ],
        ),
        "conflict/order error eve.birth + eve.death + eve.lifespan: a#it, b#it, c#it, rules#span",
    );
    conflicts(
        &lives(
            rules,
            &[
                born,
                "b | about: eve, says: {lifespan: 80 years}",
                "c | about: eve, says: {death: 1980-05}",
            ],
        ),
        "",
    );
    // Of two times the later one may be of the day itself.
    let strict = "- {id: age, for: person, equation: birth + 16 years < wedding}";
    let at = |wedding: &str| {
        lives(
            strict,
            &[
                "a | about: eve, says: {birth: 1900-05-10T08:00}",
                &format!("b | about: eve, says: {{wedding: {wedding}}}"),
            ],
        )
    };
    conflicts(&at("1916-05-10T09:00"), "");
    conflicts(&at("1916-05-09T09:00"), early);
    conflicts(&at("1916-05-10"), early);
    // Nobody lives less than not at all.
    conflicts(
        &lives(rules, &[born, "c | about: eve, says: {death: 1899}"]),
        "conflict/order error eve.birth + eve.death: a#it, c#it, rules#span",
    );
    // A rule may say the same as a length that is the difference of two dates.
    conflicts(
        &lives(
            "- {id: span, for: person, equation: lifespan = death - birth}",
            &[
                born,
                "b | about: eve, says: {lifespan: under 10 years}",
                "c | about: eve, says: {death: 1970}",
            ],
        ),
        "conflict/order error eve.birth + eve.death + eve.lifespan: c#it, b#it, a#it, rules#span",
    );
}

/// A date that stands in the rule itself: all of it is still on time, and nothing of it is strictly
/// before or after it.
#[test]
fn a_date_in_a_rule_bounds_by_its_first_or_last_day() {
    for (equation, property, holding, breaking) in [
        ("death <= 2000-06-15", "death", "2000-06-15", "2000-06-16"),
        ("death < 2000-06-15", "death", "2000-06-14", "2000-06-15"),
        ("death <= 2000-06", "death", "2000-06-30", "2000-07-01"),
        ("death < 2000-06", "death", "2000-05-31", "2000-06-01"),
        ("birth >= 1900-05", "birth", "1900-05-01", "1900-04-30"),
        ("birth > 1900-05", "birth", "1900-06-01", "1900-05-31"),
        ("death <= 2000-06-15 + 10 days", "death", "2000-06-25", "2000-06-26"),
        ("birth + 10 days >= 1900-05-11", "birth", "1900-05-01", "1900-04-30"),
        ("death <= 2000-06-15T12:00", "death", "2000-06-15T12:00", "2000-06-15T12:01"),
        ("death < 2000-06-15T12:00", "death", "2000-06-15T11:59", "2000-06-15T12:00"),
        ("birth >= 1900-05-01T12:00", "birth", "1900-05-01T12:00", "1900-05-01T11:59"),
        ("birth > 1900-05-01T12:00", "birth", "1900-05-01T12:01", "1900-05-01T12:00"),
    ] {
        let rule = format!("- {{id: at, for: person, equation: '{equation}'}}");
        let claim = |date: &str| format!("a | about: eve, says: {{{property}: '{date}'}}");
        conflicts(&lives(&rule, &[&claim(holding)]), "");
        conflicts(
            &lives(&rule, &[&claim(breaking)]),
            &format!("conflict/order error within eve.{property}: a#it, rules#at"),
        );
    }
}

/// A path may lead to what is no event: it has no start and no end to be compared.
#[test]
fn only_an_event_has_a_start_and_an_end() {
    let stay = |first: &str, last: &str, visited: &str| {
        lives(
            &format!(
                "- {{id: first, for: person, equation: birth <= visit.{first}}}\n- {{id: last, for: person, equation: visit.{last} <= death}}"
            ),
            &[
                "a | about: eve, says: {birth: 1990}",
                "b | about: ada, says: {death: 1980}",
                &format!("c | about: eve, says: {{visit: {visited}}}"),
                &format!("d | about: ada, says: {{visit: {visited}}}"),
            ],
        )
        .replace("  mother:", "  visit: {type: entity}\n  mother:")
    };
    for (first, last) in [("date", "date"), ("start", "start"), ("end", "end")] {
        one(&stay(first, last, "talks"), "conflict/order");
        conflicts(&stay(first, last, "ida"), "");
    }
}

/// Its end is the moment after its last, and what it meets starts at that moment.
#[test]
fn a_time_in_a_rule_is_reached_by_what_starts_at_it() {
    let vote = |equation: &str, last: &str| {
        lives(
            &format!("- {{id: at, for: meeting, equation: '{equation}'}}"),
            &[
                &format!("a | about: talks, says: {{extent: 2025-10-29T12:00/2025-10-29T{last}}}"),
                "b | about: talks, says: {meets: vote}",
                "c | about: vote, says: {start: 2025-10-29T12:05/2025-10-29T13:00}",
            ],
        )
    };
    conflicts(&vote("start >= 2025-10-29T12:00", "12:29"), "");
    // The talks start at noon themselves, and the vote at half past.
    conflicts(&vote("end >= 2025-10-29T12:29", "12:29"), "");
    one(&vote("end >= 2025-10-29T12:30", "12:29"), "conflict/order");
}

/// One of the ends of an extent is enough for it to be given by a time of day.
#[test]
fn an_extent_has_a_time_where_one_of_its_ends_has() {
    let talks = |extent: &str| {
        lives(
            "- {id: at, for: meeting, equation: 'start >= 2025-10-29T12:00'}",
            &[&format!("a | about: talks, says: {{extent: {extent}}}")],
        )
    };
    for (extent, holds) in [
        ("2025-10-29T11:00/2025-10-30", false),
        ("2025-10-29T11:00/2025-10-30T10:00", false),
        ("2025-10-29T12:00/2025-10-30", true),
        ("2025-10-29/2025-10-30", true),
    ] {
        let found =
            if holds { "" } else { "conflict/order error within talks.extent: a#it, rules#at" };
        conflicts(&talks(extent), found);
    }
}

/// What is strictly before a day of the calendar is no later than the day before it, also where the
/// years have one leap day less than as many years may have.
#[test]
fn a_length_strictly_after_a_date_bounds_to_the_day_before() {
    let wed = |wedding: &str| {
        lives(
            "- {id: age, for: person, equation: 'wedding < birth + 16 years'}",
            &[
                "a | about: eve, says: {birth: 1890-05-10}",
                &format!("b | about: eve, says: {{wedding: {wedding}}}"),
            ],
        )
    };
    conflicts(&wed("1906-05-09"), "");
    for late in ["1906-05-10", "1906-05-11"] {
        conflicts(
            &wed(late),
            "conflict/order error eve.birth + eve.wedding: b#it, a#it, rules#age",
        );
    }
}

/// A length that is spent in one contradiction is part of no other one.
#[test]
fn sets_share_no_length() {
    let fixture = lives(
        "- {id: old, for: person, equation: death <= birth + lifespan + more}\n- {id: wed, for: person, equation: moved <= met + more}",
        &[
            "a | about: eve, says: {met: 2000}",
            "b | about: eve, says: {moved: 2005}",
            "c | about: eve, says: {more: 1 year}",
            "d | about: eve, says: {more: 10 years}",
            "e | about: eve, says: {birth: 1900}",
            "f | about: eve, says: {death: 2000}",
            "g | about: eve, certainty: possible, says: {lifespan: 40 years}",
        ],
    )
    .replace(
        "  mother:",
        "  met: {type: date}\n  moved: {type: date}\n  more: {type: duration, many: yes}\n  mother:",
    );
    conflicts(
        &fixture,
        "conflict/order error eve.met + eve.more + eve.moved: b#it, c#it, a#it, rules#wed
         conflict/order note eve.birth + eve.death + eve.lifespan + eve.more: f#it, g#it, d#it, e#it, rules#old",
    );
}

/// The last moment of an event is just before its end.
#[test]
fn a_time_in_a_rule_bounds_what_starts_and_what_ends() {
    let talks = |equation: &str, says: &str| {
        lives(
            &format!("- {{id: at, for: meeting, equation: '{equation}'}}"),
            &[&format!("a | about: talks, says: {says}")],
        )
    };
    let noon = "2025-10-29T12:00";
    for (equation, holding, breaking) in [
        ("start <= ", "start: '2025-10-29T12:00'", "start: '2025-10-29T12:01'"),
        ("start < ", "start: '2025-10-29T11:59'", "start: '2025-10-29T12:00'"),
        ("start >= ", "start: '2025-10-29T12:00'", "start: '2025-10-29T11:59'"),
        ("start > ", "start: '2025-10-29T12:01'", "start: '2025-10-29T12:00'"),
        ("end <= ", "end: '2025-10-29T12:00'", "end: '2025-10-29T12:01'"),
        ("end < ", "end: '2025-10-29T11:59'", "end: '2025-10-29T12:00'"),
        ("end >= ", "end: '2025-10-29T12:00'", "end: '2025-10-29T11:59'"),
        ("end > ", "end: '2025-10-29T12:01'", "end: '2025-10-29T12:00'"),
        (
            "date <= ",
            "extent: '2025-10-29T11:00/2025-10-29T12:00'",
            "extent: '2025-10-29T11:00/2025-10-29T12:01'",
        ),
    ] {
        let equation = format!("{equation}{noon}");
        conflicts(&talks(&equation, &format!("{{{holding}}}")), "");
        one(&talks(&equation, &format!("{{{breaking}}}")), "conflict/order");
    }
}

/// The same calendar, where it bounds from above; an offset from UTC leaves the day open.
#[test]
fn lengths_after_a_date_bound_from_above_too() {
    let late = "conflict/order error eve.birth + eve.wedding: b#it, a#it, rules#age";
    let early = "conflict/order error eve.birth + eve.wedding: a#it, b#it, rules#age";
    let wed = |equation: &str, birth: &str, wedding: &str| {
        lives(
            &format!("- {{id: age, for: person, equation: '{equation}'}}"),
            &[
                &format!("a | about: eve, says: {{birth: '{birth}'}}"),
                &format!("b | about: eve, says: {{wedding: '{wedding}'}}"),
            ],
        )
    };
    let within = |birth, wedding| wed("wedding <= birth + 16 years", birth, wedding);
    conflicts(&within("1900-05-10", "1916-05-10"), "");
    conflicts(&within("1900-05-10", "1916-05-11"), late);
    conflicts(&within("1900-05-10T23:30Z", "1916-05-11"), "");
    conflicts(&within("1900-05-10T23:30Z", "1916-05-12"), late);
    // Of these years one has no leap day, 1900, so that a day less goes by than in others.
    for equation in [
        "wedding <= birth + 16 years",
        "birth + 16 years >= wedding",
        "wedding - 16 years <= birth",
        "birth >= wedding - 16 years",
    ] {
        conflicts(&wed(equation, "1897-05-10", "1913-05-10"), "");
        one(&wed(equation, "1897-05-10", "1913-05-11"), "conflict/order");
    }
    let before = |birth, wedding| wed("wedding < birth + 16 years", birth, wedding);
    conflicts(&before("1900-05-10", "1916-05-09"), "");
    conflicts(&before("1900-05-10", "1916-05-10"), late);
    let of_age = |birth, wedding| wed("birth + 16 years <= wedding", birth, wedding);
    conflicts(&of_age("1900-05-10T00:30Z", "1916-05-09"), "");
    conflicts(&of_age("1900-05-10T00:30Z", "1916-05-08"), early);
    // And here a day more than in those.
    for equation in ["birth + 16 years <= wedding", "wedding >= birth + 16 years"] {
        conflicts(&wed(equation, "1900-05-10", "1916-05-10"), "");
        conflicts(&wed(equation, "1900-05-10", "1916-05-09"), early);
    }
}

/// A time counts on whichever question of the event it stands.
#[test]
fn the_time_of_an_event_is_that_of_any_claim_on_it() {
    let rules = "- {id: signed, for: meeting, equation: signing <= start}";
    for (property, stretch, late, on_time) in [
        ("extent", "2025-10-29T09:00/2025-10-29T17:00", "T10:00", "T09:00"),
        ("date", "2025-10-29T09:00/2025-10-29T11:00", "T12:00", "T10:00"),
    ] {
        let signing = |time: &str| {
            lives(
                rules,
                &[
                    &format!("a | about: talks, says: {{{property}: '{stretch}'}}"),
                    &format!("b | about: talks, says: {{signing: '2025-10-29{time}'}}"),
                ],
            )
        };
        conflicts(&signing(on_time), "");
        one(&signing(late), "conflict/order");
        conflicts(&signing(""), "");
    }
}

#[test]
fn an_event_stands_for_all_of_it() {
    let rules = "- {id: signed, for: meeting, equation: date <= signing}\n- {id: open, for: meeting, equation: date >= 2020}";
    conflicts(
        &lives(
            rules,
            &[
                "a | about: talks, says: {start: 2025-10-30}",
                "b | about: talks, says: {signing: 2025-10-29}",
            ],
        ),
        "conflict/order error talks.signing + talks.start: a#it, b#it, rules#signed",
    );
    conflicts(
        &lives(
            rules,
            &[
                "a | about: talks, says: {date: 2025-10-30}",
                "b | about: talks, says: {signing: 2025-10-30}",
            ],
        ),
        "",
    );
    // The end of an event that lasts into the night is still of that day.
    conflicts(
        &lives(
            rules,
            &[
                "a | about: talks, says: {extent: 2025-10-29/2025-10-30}",
                "b | about: talks, says: {signing: 2025-10-30}",
            ],
        ),
        "",
    );
    conflicts(
        &lives(
            rules,
            &[
                "a | about: talks, says: {extent: 2025-10-29/2025-10-31}",
                "b | about: talks, says: {signing: 2025-10-30}",
            ],
        ),
        "conflict/order error talks.extent + talks.signing: a#it, b#it, rules#signed",
    );
    conflicts(
        &lives(rules, &["a | about: talks, says: {date: 2019}"]),
        "conflict/order error within talks.date: a#it, rules#open",
    );
    // Through the order of events.
    conflicts(
        &lives(
            rules,
            &[
                "a | about: talks, says: {after: vote, signing: 2025-10-30}",
                "b | about: vote, says: {date: 2025-11}",
            ],
        ),
        "conflict/order error talks.order with vote + talks.signing + vote.date: b#it, a#it, a#it, rules#signed",
    );
    // A date that is placed beside an event is of the network, rule or no rule.
    conflicts(
        &lives(
            "- {id: life, for: person, equation: birth <= death}",
            &[
                "a | about: talks, says: {signing: before vote}",
                "b | about: talks, says: {signing: since 2025-11-02}",
                "c | about: vote, says: {date: 2025-11-01}",
            ],
        ),
        "conflict/order error talks.signing + vote.date: b#it, a#it, c#it",
    );
}

#[test]
fn dates_that_change_are_compared_as_of_one_time() {
    let rules = "- {id: due, for: meeting, equation: start <= deadline}";
    let start = "a | about: talks, says: {start: 2025-10-30}";
    conflicts(
        &lives(rules, &[start, "b | about: talks, says: {deadline: 2025-10-29}"]),
        "conflict/arithmetic error talks.deadline + talks.start: a#it, b#it, rules#due",
    );
    conflicts(&lives(rules, &[start, "b | about: talks, says: {deadline: 2025-10-30}"]), "");
}

#[test]
fn rules_that_contradict_each_other_are_told_once_and_bind_nobody() {
    let rules = "- {id: one, for: person, equation: birth < death}\n- {id: other, for: person, equation: death < birth}\n- {id: wed, for: person, equation: birth < wedding}";
    conflicts(
        &lives(
            rules,
            &[
                "a | about: eve, says: {birth: 1900}",
                "b | about: eve, says: {wedding: 1899}",
                "c | about: ada, says: {birth: 1900}",
            ],
        ),
        "conflict/order error: rules#one, rules#other
         conflict/order error eve.birth + eve.wedding: a#it, b#it, rules#wed",
    );
}
