//! What each check finds, and what lies next to it and is no finding: small projects by hand.

use claimcheck_tests::{agreements, conflicts, findings, gaps, lines, mentions, one, only};

/// What the projects of this file speak of. Two reports that nothing else is said of are by nobody
/// and of one day.
const VOCABULARY: &str = "\
kinds:
  meeting: {is: event}
  city: {is: place}
entities:
  talks: {kind: meeting, series: summits, names: [the talks]}
  vote: {kind: meeting, names: [the ballot]}
  osaka: {kind: meeting, series: summits}
  korea: {kind: place}
  gyeongju: {kind: city, part-of: korea}
  busan: {kind: city, part-of: korea}
  japan: {kind: place}
  islands: {kind: place}
  strait: {kind: place, part-of: [korea, islands]}
  vatican: {kind: place}
  peru: {kind: place}
  capital: {kind: city, same-as: seoul}
  seoul: {kind: city, part-of: korea}
  metro: {kind: place, part-of: korea, overlaps: [seoul]}
  anna: {kind: person}
  ben: {kind: person}
  agency: {kind: organisation}
  paper: {kind: organisation}
  trade: {}
  security: {}
  reply: {}
properties:
  place: {type: place}
  venue: {type: place, precision: city}
  stops: {type: place, many: true}
  head: {type: entity}
  form: {type: choice, levels: [tariff, control, quota]}
  mood: {type: choice, levels: [good, bad], changes: freely}
  status: {type: scale, levels: [possible, planned, confirmed], changes: forward}
  toll: {type: quantity, unit: people}
  dead: {type: quantity, unit: people, changes: up}
  missing: {type: quantity, unit: people, changes: down}
  pledge: {type: quantity, unit: USD}
  rate: {type: quantity, unit: percent, tolerance: 1%}
  length: {type: quantity, unit: km, precision: 5 %}
  stay: {type: duration}
  agreed: {type: yes-no}
  deadline: {type: date, precision: day}
  topic: {type: text}
  agenda: {type: entity, many: true}
  topics: {type: text, many: true}
  words: {type: quotation}
  title: {type: text, unique: true}
  post: {type: text, unique: true, changes: freely}
";

/// The vocabulary with reports `a`, `b`, `c`, …, each with one claim `it` on the talks. A claim is
/// written as the value of `says`, with more keys after it where it has some.
fn said<const N: usize>(says: [&str; N]) -> String {
    let mut fixture = VOCABULARY.to_owned();
    for (report, says) in ('a'..).zip(says) {
        fixture.push_str(&format!(
            "---\nreport: {{id: {report}, published: 2025-10-25}}\n\
             claims: [{{id: it, about: talks, says: {says}}}]\n"
        ));
    }
    fixture
}

/// The vocabulary with documents as they are written.
fn with(documents: &str) -> String {
    format!("{VOCABULARY}---\n{documents}")
}

#[track_caller]
fn clash<const N: usize>(says: [&str; N], expected: &str) {
    conflicts(&said(says), expected);
}

#[track_caller]
fn no_clash<const N: usize>(says: [&str; N]) {
    conflicts(&said(says), "");
}

/// The one agreement of claims, without corroboration.
#[track_caller]
fn agree<const N: usize>(says: [&str; N], expected: &str) {
    let expected = format!("agreement/{expected}");
    let code = expected.split(' ').next().unwrap_or_default();
    conflicts(&said(says), "");
    if expected.contains(": ") {
        only(&said(says), code, &expected);
    } else {
        // Where no answer entails the others, the language leaves open what names the position.
        let (project, finding) = one(&said(says), code);
        let line = lines(&project, &[finding]);
        assert_eq!(line.split(": ").next(), Some(expected.as_str()));
    }
    let (_, findings) = findings(&said(says));
    let agreements = findings.iter().filter(|finding| {
        finding.code.starts_with("agreement/") && finding.code != "agreement/corroborated"
    });
    assert_eq!(agreements.count(), 1, "one question, one verdict");
}

/// The values of a position with the names of its claims, for each position.
fn positions(fixture: &str, code: &str) -> Vec<String> {
    let (project, finding) = one(fixture, code);
    let model = project.graph.model();
    let name = |claim: &_| model.entry_of(*claim).name.to_string();
    finding
        .positions
        .iter()
        .map(|position| {
            let claims: Vec<String> = position.claims.iter().map(name).collect();
            format!("{} by {}", position.value, claims.join(", "))
        })
        .collect()
}

mod gate {
    use super::*;

    #[test]
    fn claims_of_one_question_meet() {
        clash(
            ["{date: 2025-10-30}", "{date: 2025-10-29}"],
            "conflict/date error talks.date: 2025-10-30 | 2025-10-29",
        );
    }

    #[test]
    fn a_name_and_an_id_are_one_subject() {
        conflicts(
            &with(
                "report: {id: a}\nclaims: [{about: talks, says: {date: 2025-10-30}}]\n---\n\
                 report: {id: b}\nclaims: [{about: the talks, says: {date: 2025-10-29}}]",
            ),
            "conflict/date error talks.date: 2025-10-30 | 2025-10-29",
        );
    }

    #[test]
    fn other_subjects_do_not_meet() {
        conflicts(
            &with(
                "report: {id: a}\nclaims: [{about: talks, says: {date: 2025-10-30}}]\n---\n\
                 report: {id: b}\nclaims: [{about: vote, says: {date: 2025-10-29}}]",
            ),
            "",
        );
    }

    #[test]
    fn other_properties_do_not_meet() {
        no_clash(["{date: 2025-10-30}", "{deadline: 2025-10-29}"]);
    }

    #[test]
    fn other_scopes_do_not_meet() {
        no_clash(["{toll: 20}, scope: {of: town}", "{toll: 30}"]);
        no_clash(["{toll: 20}, scope: {of: town}", "{toll: 30}, scope: {of: country}"]);
        no_clash(["{toll: 20}, scope: {of: town}", "{toll: 30}, scope: {in: town}"]);
        no_clash(["{toll: 20}, scope: {of: town}", "{toll: 30}, scope: {of: town, by: night}"]);
    }

    #[test]
    fn one_scope_meets_whatever_its_entity_is_called() {
        clash(
            ["{toll: 20}, scope: {of: vote}", "{toll: 30}, scope: {of: the ballot}"],
            "conflict/quantity error talks.toll {of: vote}: 20 people | 30 people",
        );
        clash(
            ["{toll: 20}, scope: {of: x, in: y}", "{toll: 30}, scope: {in: y, of: x}"],
            "conflict/quantity error talks.toll {in: y, of: x}: 20 people | 30 people",
        );
    }

    #[test]
    fn times_that_do_not_overlap_do_not_meet() {
        no_clash(["{head: anna}, when: 2024", "{head: ben}, when: 2025"]);
        no_clash(["{head: anna}, when: ../2024-12", "{head: ben}, when: 2025-01/.."]);
        // One ends in the year in which the other begins: they follow each other.
        no_clash(["{head: anna}, when: 2024/2025", "{head: ben}, when: 2025/2026"]);
    }

    #[test]
    fn times_that_overlap_meet() {
        let value = "conflict/value error talks.head: anna | ben";
        clash(["{head: anna}, when: 2024/2026", "{head: ben}, when: 2025/2027"], value);
        clash(["{head: anna}, when: 2025", "{head: ben}"], value);
    }

    #[test]
    fn a_claim_of_all_time_meets_both_of_two_that_do_not_meet() {
        let fixture =
            said(["{head: anna}, when: 2024", "{head: ben}, when: 2025", "{head: {not: anna}}"]);
        let by: Vec<String> = positions(&fixture, "conflict/negation")
            .iter()
            .filter_map(|position| Some(position.split_once(" by ")?.1.to_owned()))
            .collect();
        assert_eq!(by, ["a#it", "c#it"], "what is said of the other year is no side");
    }

    #[test]
    fn what_is_not_known_never_conflicts() {
        no_clash(["{date: 2025-10-30}", "{date: unknown}"]);
        no_clash(["{agenda: {only: [trade]}}", "{agenda: unknown}"]);
    }

    #[test]
    fn one_report_can_contradict_itself() {
        conflicts(
            &with(
                "report: {id: a}\nclaims:\n\
                 - {about: talks, says: {date: 2025-10-30}}\n\
                 - {about: talks, says: {date: 2025-10-29}}",
            ),
            "conflict/date error within talks.date: 2025-10-30 | 2025-10-29",
        );
    }
}

mod corrections {
    use super::*;

    #[test]
    fn a_claim_supersedes_the_one_that_it_corrects() {
        no_clash(["{date: 2025-10-30}", "{date: 2025-10-29}, corrects: [a#it]"]);
    }

    #[test]
    fn of_a_corrected_entry_only_the_common_question_is_superseded() {
        conflicts(
            &with(
                "report: {id: a}\n\
                 claims: [{id: it, about: talks, says: {date: 2025-10-30, toll: 3}}]\n---\n\
                 report: {id: b}\n\
                 claims: [{id: it, about: talks, says: {date: 2025-10-29}, corrects: [a#it]}]\n---\n\
                 report: {id: c}\n\
                 claims: [{id: it, about: talks, says: {date: 2025-10-29, toll: 4}}]",
            ),
            "conflict/quantity error talks.toll: 3 people | 4 people",
        );
    }

    #[test]
    fn a_report_supersedes_the_one_that_it_corrects_on_the_same_questions() {
        conflicts(
            &with(
                "report: {id: a}\n\
                 claims: [{about: talks, says: {date: 2025-10-30, toll: 3}}]\n---\n\
                 report: {id: b, corrects: [a]}\n\
                 claims: [{about: talks, says: {date: 2025-10-29}}]\n---\n\
                 report: {id: c}\n\
                 claims: [{about: talks, says: {toll: 4}}]",
            ),
            "conflict/quantity error talks.toll: 3 people | 4 people",
        );
    }

    #[test]
    fn a_correction_is_compared_with_the_others() {
        clash(
            ["{date: 2025-10-30}", "{date: 2025-10-29}, corrects: [a#it]", "{date: 2025-10-30}"],
            "conflict/date error talks.date: 2025-10-29 | 2025-10-30",
        );
    }
}

mod severity {
    use super::*;

    #[test]
    fn it_is_that_of_the_least_certain_claim() {
        let against = |certainty: &str, severity: &str| {
            clash(
                ["{toll: 20}", &format!("{{toll: 30}}, certainty: {certainty}")],
                &format!("conflict/quantity {severity} talks.toll: 20 people | 30 people"),
            );
        };
        against("certain", "error");
        against("likely", "warning");
        against("possible", "note");
        against("doubtful", "note");
    }

    #[test]
    fn it_is_that_of_the_worst_clash() {
        clash(
            ["{toll: 20}", "{toll: 30}, certainty: possible", "{toll: 40}, certainty: likely"],
            "conflict/quantity warning talks.toll: 20 people | 30 people | 40 people",
        );
        clash(
            ["{toll: 20}", "{toll: 30}, certainty: possible", "{toll: 30}"],
            "conflict/quantity error talks.toll: 20 people | 30 people",
        );
    }

    #[test]
    fn an_approximate_date_is_at_most_a_warning() {
        clash(
            ["{date: 2025-10-30~}", "{date: 2025-11-02}"],
            "conflict/date warning talks.date: 2025-10-29/2025-10-31 | 2025-11-02",
        );
        // Widened by a day, it has one in common.
        no_clash(["{date: 2025-10-30~}", "{date: 2025-10-31}"]);
    }

    #[test]
    fn an_uncertain_date_is_at_most_likely() {
        clash(
            ["{date: 2025-10-30?}", "{date: 2025-11-02}"],
            "conflict/date warning talks.date: 2025-10-30 | 2025-11-02",
        );
        clash(
            ["{date: 2025-10-30?}, certainty: possible", "{date: 2025-11-02}"],
            "conflict/date note talks.date: 2025-10-30 | 2025-11-02",
        );
    }

    #[test]
    fn what_is_approximate_does_not_soften_a_clash_that_does_not_rest_on_it() {
        clash(
            ["{date: 2025-10-30~}", "{date: 2025-11-02}", "{date: 2025-11-05}"],
            "conflict/date error talks.date: \
             2025-10-29/2025-10-31 | 2025-11-02 | 2025-11-05",
        );
    }

    #[test]
    fn the_reason_says_why_it_is_less_than_an_error() {
        let fixture = said(["{toll: 20}", "{toll: 30}, certainty: likely"]);
        let (_, finding) = one(&fixture, "conflict/quantity");
        mentions(&finding.reason.join("; "), &["b#it", "likely", "warning"]);
    }
}

mod positions_of_a_dispute {
    use super::*;

    #[test]
    fn a_question_is_one_finding_however_many_disagree() {
        clash(
            [
                "{date: 2025-10-28}",
                "{date: 2025-10-29}",
                "{date: 2025-10-30}",
                "{date: 2025-10-28}",
            ],
            "conflict/date error talks.date: 2025-10-28 | 2025-10-29 | 2025-10-30",
        );
    }

    #[test]
    fn a_vague_claim_stands_in_several_and_names_none() {
        let fixture = said(["{date: 2025-10}", "{date: 2025-10-29}", "{date: 2025-10-30}"]);
        assert_eq!(
            positions(&fixture, "conflict/date"),
            ["2025-10-29 by b#it", "2025-10-30 by c#it"]
        );
        let fixture = said(["{place: korea}", "{place: busan}", "{place: gyeongju}"]);
        assert_eq!(positions(&fixture, "conflict/place"), ["busan by b#it", "gyeongju by c#it"]);
    }

    #[test]
    fn three_that_hold_in_pairs_and_not_together_are_a_dispute() {
        let of = |says: [&str; 3], code: &str| {
            let by: Vec<String> = positions(&said(says), code)
                .iter()
                .filter_map(|position| Some(position.split_once(" by ")?.1.to_owned()))
                .collect();
            assert_eq!(by, ["a#it, b#it", "a#it, c#it", "b#it, c#it"]);
        };
        of(
            [
                "{form: {any-of: [tariff, control]}}",
                "{form: {any-of: [control, quota]}}",
                "{form: {any-of: [tariff, quota]}}",
            ],
            "conflict/value",
        );
        of(
            [
                "{date: '[2025-10-01,2025-10-02]'}",
                "{date: '[2025-10-02,2025-10-03]'}",
                "{date: '[2025-10-01,2025-10-03]'}",
            ],
            "conflict/date",
        );
        of(
            ["{toll: {any-of: [1, 2]}}", "{toll: {any-of: [2, 3]}}", "{toll: {any-of: [1, 3]}}"],
            "conflict/quantity",
        );
        of(
            [
                "{head: {any-of: [anna, ben]}}",
                "{head: {any-of: [ben, agency]}}",
                "{head: {any-of: [anna, agency]}}",
            ],
            "conflict/value",
        );
        of(
            [
                "{place: {any-of: [peru, japan]}}",
                "{place: {any-of: [japan, vatican]}}",
                "{place: {any-of: [peru, vatican]}}",
            ],
            "conflict/place",
        );
    }

    /// A port of the one overlaps a sea of the other: that is nothing to their other towns.
    #[test]
    fn two_towns_of_countries_whose_parts_overlap_are_a_dispute() {
        let places = |one: &str, other: &str| {
            format!(
                "kinds: {{meeting: {{is: event}}}}\n\
                 entities:\n  talks: {{kind: meeting}}\n  korea: {{kind: place}}\n  japan: {{kind: place}}\n  \
                 port: {{kind: place, part-of: korea, overlaps: [sea]}}\n  sea: {{kind: place, part-of: japan}}\n  \
                 busan: {{kind: place, part-of: korea}}\n  kobe: {{kind: place, part-of: japan}}\n\
                 properties: {{venue: {{type: place}}}}\n---\n\
                 report: {{id: a}}\nclaims: [{{about: talks, says: {{venue: {one}}}}}]\n---\n\
                 report: {{id: b}}\nclaims: [{{about: talks, says: {{venue: {other}}}}}]\n"
            )
        };
        for (one_place, other) in
            [("busan", "kobe"), ("busan", "sea"), ("port", "kobe"), ("busan", "japan")]
        {
            let (_, finding) = one(&places(one_place, other), "conflict/place");
            assert_eq!(finding.positions.len(), 2, "{one_place} {other}");
        }
        for (one_place, other) in
            [("port", "sea"), ("port", "japan"), ("korea", "sea"), ("korea", "japan")]
        {
            let (project, findings) = findings(&places(one_place, other));
            let told = lines(&project, &findings);
            assert!(told.contains("agreement/compatible"), "{one_place} {other}: {told}");
        }
    }

    /// Something in Korea is declared to overlap something else there, which has no bearing on it.
    #[test]
    fn three_places_that_hold_in_pairs_and_not_together_are_a_dispute_whatever_overlaps_elsewhere()
    {
        let (_, finding) = one(
            &said([
                "{place: {any-of: [korea, japan]}}",
                "{place: {any-of: [japan, vatican]}}",
                "{place: {any-of: [korea, vatican]}}",
            ]),
            "conflict/place",
        );
        assert_eq!(finding.positions.len(), 3);
    }

    #[test]
    fn their_origins_are_named() {
        let (_, finding) = one(
            &with(
                "report: {id: a, publisher: paper}\n\
                 claims: [{about: talks, says: {toll: 3}, according-to: paper citing agency}]\n---\n\
                 report: {id: b}\nclaims: [{about: talks, says: {toll: 4}}]",
            ),
            "conflict/quantity",
        );
        let origins: Vec<_> = finding.positions.iter().map(|position| &position.origins).collect();
        assert_eq!(origins, [&["agency"], &["b"]]);
    }
}

mod dates {
    use super::*;

    #[test]
    fn a_day_within_a_month_is_no_conflict() {
        agree(["{date: 2025-10-30}", "{date: 2025-10}"], "refines note talks.date: 2025-10-30");
    }

    #[test]
    fn a_start_an_end_and_an_extent_are_dates() {
        clash(
            ["{start: 2025-10-30}", "{start: 2025-10-29}"],
            "conflict/date error talks.start: 2025-10-30 | 2025-10-29",
        );
        clash(
            ["{extent: 2025-10-28/2025-10-30}", "{extent: 2025-10-28/2025-10-31}"],
            "conflict/date error talks.extent: 2025-10-28/2025-10-30 | 2025-10-28/2025-10-31",
        );
    }

    /// 2025-10-25 is a Saturday.
    #[test]
    fn relative_dates_are_counted_from_published() {
        let is = |phrase: &str, day: &str| {
            let fixture = said([&format!("{{date: {phrase}}}"), "{date: 1900}"]);
            let (_, finding) = one(&fixture, "conflict/date");
            assert_eq!(finding.positions[0].value, day, "{phrase}");
        };
        is("today", "2025-10-25");
        is("yesterday", "2025-10-24");
        is("tomorrow", "2025-10-26");
        is("next thursday", "2025-10-30");
        is("last thursday", "2025-10-23");
        is("this thursday", "2025-10-23");
        // The first one after, the latest before: never the day itself.
        is("next saturday", "2025-11-01");
        is("last saturday", "2025-10-18");
        is("this saturday", "2025-10-25");
        is("last week", "2025-10-13/2025-10-19");
        is("next month", "2025-11");
        is("this year", "2025");
        is("3 days ago", "2025-10-22");
        is("2 months ago", "2025-08");
        is("in 2 days", "2025-10-27");
        is("2 months later", "2025-12");
        is("early 2025-03", "2025-03-01/2025-03-10");
        is("mid 2025-06", "2025-06-11/2025-06-20");
        is("late 2025-06", "2025-06-21/2025-06-30");
        is("before 1819", "../1818");
        is("until 1819", "../1819");
        is("2025-10-3X", "2025-10-30/2025-10-31");
    }

    #[test]
    fn the_reason_shows_what_a_relative_date_was_counted_from() {
        let (_, finding) =
            one(&said(["{date: next thursday}", "{date: 2025-10-29}"]), "conflict/date");
        mentions(&finding.reason.join("; "), &["next thursday", "2025-10-25", "2025-10-30"]);
    }

    #[test]
    fn a_time_lies_within_its_day() {
        agree(
            ["{date: '2025-10-30T09:06'}", "{date: 2025-10-30}"],
            "refines note talks.date: 2025-10-30T09:06",
        );
        clash(
            ["{date: '2025-10-30T09:06'}", "{date: '2025-10-30T09:07'}"],
            "conflict/date error talks.date: 2025-10-30T09:06 | 2025-10-30T09:07",
        );
        // One with an offset and one without, give or take 14 hours.
        no_clash(["{date: '2025-10-30T09:06Z'}", "{date: '2025-10-30T20:00'}"]);
        no_clash(["{date: '2025-10-30T09:06Z'}", "{date: '2025-10-30T10:06+01:00'}"]);
    }
}

mod quantities {
    use super::*;

    #[test]
    fn bounds_are_intervals() {
        let conflict = |a: &str, b: &str| {
            let (_, finding) = one(
                &said([&format!("{{toll: '{a}'}}"), &format!("{{toll: '{b}'}}")]),
                "conflict/quantity",
            );
            assert_eq!(finding.positions.len(), 2);
        };
        let fit = |a: &str, b: &str| {
            no_clash([&format!("{{toll: '{a}'}}"), &format!("{{toll: '{b}'}}")]);
        };
        conflict("over 20", "20");
        fit("at least 20", "20");
        conflict("under 20", "20");
        fit("up to 20", "20");
        conflict("about 20", "23");
        fit("about 20", "22");
        fit("~20", "18");
        conflict("10..20", "21");
        fit("between 10 and 20", "20");
        fit("twelve", "12 people");
        conflict("1,200 people", "120");
    }

    #[test]
    fn the_tolerance_of_the_property_is_that_of_about() {
        no_clash(["{rate: about 100 percent}", "{rate: 101 %}"]);
        clash(
            ["{rate: about 100 percent}", "{rate: 102 %}"],
            "conflict/quantity error talks.rate: 99..101 percent | 102 percent",
        );
    }

    #[test]
    fn units_of_one_dimension_are_converted() {
        agree(["{length: 10 km}", "{length: '10,000 m'}"], "equivalent note talks.length: 10 km");
        clash(
            ["{length: 10 km}", "{length: 10 m}"],
            "conflict/quantity error talks.length: 10 km | 0.01 km",
        );
    }

    #[test]
    fn durations_are_intervals_of_days() {
        agree(["{stay: 60 days}", "{stay: 2 months}"], "refines note talks.stay: 60 days");
        clash(
            ["{stay: 6 years}", "{stay: 7 years}"],
            "conflict/quantity error talks.stay: 6 years | 7 years",
        );
    }

    #[test]
    fn currencies_are_incomparable_and_never_a_conflict() {
        let fixture = said(["{pledge: 350 billion}", "{pledge: 300 billion EUR}"]);
        conflicts(&fixture, "");
        only(&fixture, "gap/incomparable", "gap/incomparable note talks.pledge: a#it, b#it");
        only(&said(["{pledge: 350}", "{pledge: 350 USD}"]), "gap/incomparable", "");
    }

    #[test]
    fn of_incomparable_answers_those_of_one_unit_can_still_conflict() {
        let fixture = said(["{pledge: 350}", "{pledge: 300 EUR}", "{pledge: 250}"]);
        let (_, finding) = one(&fixture, "conflict/quantity");
        assert_eq!(finding.positions.len(), 2);
        one(&fixture, "gap/incomparable");
    }
}

mod places {
    use super::*;

    #[test]
    fn siblings_are_disjoint() {
        clash(
            ["{place: gyeongju}", "{place: busan}"],
            "conflict/place error talks.place: gyeongju | busan",
        );
        clash(
            ["{place: korea}", "{place: japan}"],
            "conflict/place error talks.place: korea | japan",
        );
        clash(
            ["{place: gyeongju}", "{place: japan}"],
            "conflict/place error talks.place: gyeongju | japan",
        );
    }

    #[test]
    fn the_help_says_how_to_declare_otherwise() {
        let (_, finding) = one(&said(["{place: korea}", "{place: japan}"]), "conflict/place");
        mentions(finding.help.as_deref().unwrap_or_default(), &["part-of", "overlaps", "same-as"]);
        mentions(&finding.reason.join("; "), &["world", "korea", "japan"]);
    }

    #[test]
    fn a_part_refines_its_whole() {
        agree(["{place: gyeongju}", "{place: korea}"], "refines note talks.place: gyeongju");
        // A part of two wholes.
        agree(["{place: strait}", "{place: korea}"], "refines note talks.place: strait");
        agree(["{place: strait}", "{place: islands}"], "refines note talks.place: strait");
    }

    #[test]
    fn places_that_overlap_are_compatible() {
        agree(["{place: seoul}", "{place: metro}"], "compatible note talks.place");
    }

    #[test]
    fn ids_of_one_place_are_equivalent() {
        agree(["{place: seoul}", "{place: capital}"], "equivalent note talks.place: capital");
    }

    #[test]
    fn wholes_with_a_common_part_overlap() {
        no_clash(["{place: korea}", "{place: islands}"]);
        no_clash(["{place: korea}", "{place: islands}", "{place: strait}"]);
    }
}

mod values {
    use super::*;

    #[test]
    fn one_level_excludes_another() {
        clash(
            ["{form: tariff}", "{form: control}"],
            "conflict/value error talks.form: tariff | control",
        );
        clash(["{agreed: yes}", "{agreed: no}"], "conflict/value error talks.agreed: yes | no");
        clash(["{head: anna}", "{head: ben}"], "conflict/value error talks.head: anna | ben");
        no_clash(["{agreed: yes}", "{agreed: true}"]);
        no_clash(["{form: {any-of: [tariff, control]}}", "{form: tariff}"]);
    }

    #[test]
    fn different_words_prove_nothing() {
        no_clash(["{topic: trade}", "{topic: security}"]);
        claimcheck_tests::tensions(
            &said(["{topic: trade}", "{topic: security}"]),
            "tension/text note talks.topic: trade | security",
        );
    }

    #[test]
    fn a_declared_contradiction_of_two_texts_is_a_conflict() {
        clash(
            ["{topic: trade}", "{topic: security}, contradicts: [a#it]"],
            "conflict/value error talks.topic: trade | security",
        );
    }

    #[test]
    fn the_same_words_are_no_contradiction() {
        clash(
            ["{topic: free trade}", "{topic: free  trade}, contradicts: [a#it]"],
            "conflict/declared error talks.topic: a#it, b#it",
        );
    }
}

mod denials {
    use super::*;

    #[test]
    fn a_denial_conflicts_with_what_it_denies() {
        clash(
            ["{date: 2025-10-30}", "{date: {not: 2025-10-30}}"],
            "conflict/negation error talks.date: 2025-10-30 | [..2025-10-29,2025-10-31..]",
        );
        clash(
            ["{form: tariff}", "{form: {not: tariff}}"],
            "conflict/negation error talks.form: tariff | {any-of: [control, quota]}",
        );
        clash(
            ["{topic: free trade}", "{topic: {not: free  trade}}"],
            "conflict/negation error talks.topic: free trade | {not: free trade}",
        );
        clash(
            ["{agenda: [trade]}", "{agenda: {not: trade}}"],
            "conflict/negation error talks.agenda: trade | {not: trade}",
        );
    }

    #[test]
    fn a_denial_of_the_whole_denies_its_parts() {
        clash(
            ["{place: gyeongju}", "{place: {not: korea}}"],
            "conflict/negation error talks.place: gyeongju | {not: korea}",
        );
    }

    #[test]
    fn a_denial_leaves_every_other_answer_possible() {
        no_clash(["{place: korea}", "{place: {not: gyeongju}}"]);
        no_clash(["{place: {not: korea}}", "{place: {not: japan}}"]);
        no_clash(["{form: control}", "{form: {not: tariff}}"]);
        no_clash(["{topic: security}", "{topic: {not: trade}}"]);
        no_clash(["{agenda: [security]}", "{agenda: {not: trade}}"]);
    }

    #[test]
    fn a_dispute_of_answers_is_named_by_them_and_not_by_a_denial() {
        clash(
            ["{form: tariff}", "{form: control}", "{form: {not: tariff}}"],
            "conflict/value error talks.form: tariff | control",
        );
    }
}

mod lists {
    use super::*;

    #[test]
    fn a_complete_list_leaves_out_what_it_does_not_name() {
        clash(
            ["{agenda: {only: [trade]}}", "{agenda: [security]}"],
            "conflict/closed-list error talks.agenda: {only: [trade]} | security",
        );
        clash(
            ["{agenda: {only: [trade]}}", "{agenda: {only: [trade, security]}}"],
            "conflict/closed-list error talks.agenda: \
             {only: [trade]} | {only: [security, trade]}",
        );
        clash(
            ["{agenda: {only: []}}", "{agenda: [security]}"],
            "conflict/closed-list error talks.agenda: {only: []} | security",
        );
        clash(
            ["{topics: {only: [trade]}}", "{topics: [security]}"],
            "conflict/closed-list error talks.topics: {only: [trade]} | security",
        );
    }

    #[test]
    fn a_plain_list_is_open() {
        no_clash(["{agenda: [trade]}", "{agenda: [security]}"]);
        no_clash(["{agenda: {includes: [trade]}}", "{agenda: security}"]);
        no_clash(["{agenda: {only: [trade, security]}}", "{agenda: [security]}"]);
    }

    #[test]
    fn what_lies_within_a_member_is_no_other_one() {
        no_clash(["{stops: {only: [korea]}}", "{stops: [gyeongju]}"]);
        no_clash(["{stops: {only: [gyeongju]}}", "{stops: [korea]}"]);
        clash(
            ["{stops: {only: [korea]}}", "{stops: [japan]}"],
            "conflict/closed-list error talks.stops: {only: [korea]} | japan",
        );
    }
}

mod changes {
    use super::*;

    #[test]
    fn a_value_cannot_go_the_forbidden_way() {
        clash(
            ["{dead: 40}, as-of: 2025-10-01", "{dead: 31}, as-of: 2025-10-02"],
            "conflict/regression error talks.dead: 40 people | 31 people",
        );
        clash(
            ["{missing: 31}, as-of: 2025-10-01", "{missing: 40}, as-of: 2025-10-02"],
            "conflict/regression error talks.missing: 31 people | 40 people",
        );
        clash(
            ["{status: confirmed}, as-of: 2025-10-01", "{status: planned}, as-of: 2025-10-02"],
            "conflict/regression error talks.status: confirmed | planned",
        );
    }

    #[test]
    fn a_value_can_go_the_allowed_way() {
        agree(
            ["{dead: 31}, as-of: 2025-10-01", "{dead: 40}, as-of: 2025-10-02"],
            "succession note talks.dead",
        );
        agree(
            ["{missing: 40}, as-of: 2025-10-01", "{missing: 31}, as-of: 2025-10-02"],
            "succession note talks.missing",
        );
        agree(
            ["{status: planned}, as-of: 2025-10-01", "{status: confirmed}, as-of: 2025-10-02"],
            "succession note talks.status",
        );
        agree(
            ["{mood: good}, as-of: 2025-10-01", "{mood: bad}, as-of: 2025-10-02"],
            "succession note talks.mood",
        );
    }

    #[test]
    fn at_one_time_of_saying_the_values_must_agree() {
        clash(
            ["{dead: 40}, as-of: 2025-10-01T10:00", "{dead: 31}, as-of: 2025-10-01T10:00"],
            "conflict/quantity error talks.dead: 40 people | 31 people",
        );
        // Where nothing is said of it, it is when the report was published; of one day it is not known
        // which of the two came first.
        no_clash(["{mood: good}", "{mood: bad}"]);
        // One voice that says both on one day contradicts itself.
        conflicts(
            &with(
                "report: {id: a, published: 2025-10-25}\nclaims:\n\
                 - {about: talks, says: {mood: good}}\n\
                 - {about: talks, says: {mood: bad}}",
            ),
            "conflict/value error within talks.mood: good | bad",
        );
    }

    #[test]
    fn without_a_time_of_saying_there_is_no_conflict() {
        conflicts(
            &with(
                "report: {id: a}\nclaims: [{about: talks, says: {dead: 40}}]\n---\n\
                 report: {id: b}\nclaims: [{about: talks, says: {dead: 31}}]",
            ),
            "",
        );
    }

    #[test]
    fn what_never_changes_conflicts_at_any_time_of_saying() {
        clash(
            ["{toll: 31}, as-of: 2025-10-01", "{toll: 40}, as-of: 2025-10-02"],
            "conflict/quantity error talks.toll: 31 people | 40 people",
        );
    }

    #[test]
    fn a_correction_is_no_regression() {
        no_clash([
            "{dead: 40}, as-of: 2025-10-01",
            "{dead: 31}, as-of: 2025-10-02, corrects: [a#it]",
        ]);
    }
}

mod unique {
    use super::*;

    #[track_caller]
    fn both_hold(property: &str, anna: &str, ben: &str, expected: &str) {
        conflicts(
            &with(&format!(
                "report: {{id: a, published: 2025-10-25}}\n\
                 claims: [{{id: it, about: anna, says: {{{property}: the chair’s}}{anna}}}]\n---\n\
                 report: {{id: b, published: 2025-10-25}}\n\
                 claims: [{{id: it, about: ben, says: {{{property}: \"the  chair's\"}}{ben}}}]"
            )),
            expected,
        );
    }

    const BOTH: &str = "conflict/unique error anna.title + ben.title: a#it, b#it";

    #[test]
    fn two_subjects_cannot_share_a_value() {
        both_hold("title", "", "", BOTH);
        both_hold("title", ", when: 2024/2026", ", when: 2025/2027", BOTH);
        both_hold("title", "", ", certainty: likely", &BOTH.replace("error", "warning"));
        both_hold("title", "", ", certainty: possible", &BOTH.replace("error", "note"));
    }

    #[test]
    fn at_different_times_or_in_different_scopes_they_can() {
        both_hold("title", ", when: 2024", ", when: 2025", "");
        both_hold("title", ", scope: {of: town}", "", "");
    }

    #[test]
    fn what_changes_hands_excludes_only_at_one_time_of_saying() {
        both_hold("post", "", "", &BOTH.replace("title", "post"));
        both_hold("post", ", as-of: 2025-10-01", "", "");
    }

    #[test]
    fn other_values_and_properties_can_be_shared() {
        conflicts(
            &with(
                "report: {id: a}\nclaims:\n- {about: anna, says: {title: chair, topic: x}}\n\
                 - {about: ben, says: {title: deputy, topic: x}}",
            ),
            "",
        );
    }

    #[test]
    fn a_disputed_question_takes_no_part() {
        let fixture = with(
            "report: {id: a}\nclaims:\n- {id: x, about: anna, says: {title: chair}}\n---\n\
             report: {id: b}\nclaims:\n- {id: y, about: anna, says: {title: {not: chair}}}\n\
             - {id: z, about: ben, says: {title: chair}}",
        );
        conflicts(&fixture, "conflict/negation error anna.title: chair | {not: chair}");
    }
}

mod order_and_series {
    use super::*;

    /// Reports `a`, `b`, `c`, …, each with one claim `it`, written as subject and value.
    #[track_caller]
    fn network<const N: usize>(claims: [(&str, &str); N], expected: &[&str]) {
        let documents: Vec<String> = ('a'..)
            .zip(claims)
            .map(|(report, (subject, says))| {
                format!("report: {{id: {report}}}\nclaims: [{{id: it, about: {subject}, says: {says}}}]\n")
            })
            .collect();
        let fixture = with(&documents.join("---\n"));
        conflicts_of(&fixture, expected);
    }

    /// Checks the claims of the only conflict, which is one of order; none, where none are named.
    #[track_caller]
    fn conflicts_of(fixture: &str, expected: &[&str]) {
        if expected.is_empty() {
            return conflicts(fixture, "");
        }
        let (project, finding) = one(fixture, "conflict/order");
        let model = project.graph.model();
        let mut names: Vec<&str> =
            finding.claims.iter().map(|claim| model.entry_of(*claim).name.as_ref()).collect();
        names.sort_unstable();
        assert_eq!(names, expected);
        assert!(finding.positions.is_empty(), "a constraint over several questions has none");
    }

    #[test]
    fn a_series_is_one_however_it_is_written() {
        let two = |one: &str, other: &str| {
            format!(
                "entities:\n  \
                   talks: {{kind: event, series: {one}}}\n  \
                   osaka: {{kind: event, series: {other}}}\n  \
                   summits: {{names: [the summits]}}\n\
                 ---\n\
                 report: {{id: a}}\n\
                 claims:\n\
                 - {{id: it, about: talks, says: {{first: ever, date: 2025}}}}\n\
                 - {{id: other, about: osaka, says: {{date: 2019}}}}\n"
            )
        };
        for (series, other) in [
            ("summits", "summits"),
            ("summits", "the summits"),
            ("trump-xi meetings", "trump–xi  meetings"),
        ] {
            one(&two(series, other), "conflict/window");
            one(&two(other, series), "conflict/window");
        }
        conflicts(&two("summits", "dinners"), "");
    }

    #[test]
    fn dates_and_orders_that_cannot_all_hold() {
        network(
            [("talks", "{date: 2025-10-30}"), ("talks", "{start: 2025-10-29}")],
            &["a#it", "b#it"],
        );
        network([("talks", "{date: 2025-10-30}"), ("talks", "{start: '2025-10-30T09:00'}")], &[]);
        network(
            [
                ("talks", "{before: vote}"),
                ("talks", "{date: 2025-11}"),
                ("vote", "{date: 2025-10}"),
            ],
            &["a#it", "b#it", "c#it"],
        );
        network(
            [
                ("talks", "{before: vote}"),
                ("talks", "{date: 2025-10}"),
                ("vote", "{date: 2025-11}"),
            ],
            &[],
        );
        network(
            [
                ("talks", "{before: vote}"),
                ("vote", "{before: osaka}"),
                ("osaka", "{before: talks}"),
            ],
            &["a#it", "b#it", "c#it"],
        );
        network(
            [
                ("talks", "{starts-before: vote}"),
                ("vote", "{starts-before: osaka}"),
                ("osaka", "{ends-before: talks}"),
            ],
            &[],
        );
    }

    #[test]
    fn a_minimal_set_names_no_claim_too_many() {
        network(
            [
                ("osaka", "{date: 2019}"),
                ("talks", "{before: vote}"),
                ("talks", "{date: 2025-11}"),
                ("vote", "{date: 2025-10}"),
                ("osaka", "{before: talks}"),
            ],
            &["b#it", "c#it", "d#it"],
        );
    }

    #[test]
    fn the_sides_of_a_dispute_take_part_as_one_member() {
        conflicts(
            &with(
                "report: {id: a}\nclaims: [{about: talks, says: {before: vote}}]\n---\n\
                 report: {id: b}\nclaims: [{about: talks, says: {date: 2025-11}}]\n---\n\
                 report: {id: c}\nclaims: [{about: talks, says: {date: 2025-12}}]\n---\n\
                 report: {id: d}\nclaims: [{about: vote, says: {date: 2025-10}}]",
            ),
            "conflict/date error talks.date: 2025-11 | 2025-12
             conflict/order error talks.date + talks.order with vote + vote.date: b#1, c#1, a#1, d#1",
        );
    }

    #[test]
    fn a_hedged_claim_makes_a_conflict_of_order_a_warning() {
        let fixture = with(
            "report: {id: a}\nclaims: [{about: talks, says: {before: vote}, certainty: likely}]\n---\n\
             report: {id: b}\nclaims: [{about: talks, says: {date: 2025-11}}]\n---\n\
             report: {id: d}\nclaims: [{about: vote, says: {date: 2025-10}}]",
        );
        assert_eq!(one(&fixture, "conflict/order").1.severity.as_str(), "warning");
    }

    #[test]
    fn orders_that_share_no_relation_conflict() {
        clash(
            ["{before: vote}", "{after: vote}"],
            "conflict/order error talks.order with vote: before | after",
        );
        clash(
            ["{meets: vote}", "{order: {to: vote, is: [before, overlaps]}}"],
            "conflict/order error talks.order with vote: meets | {any-of: [before, overlaps]}",
        );
    }

    #[test]
    fn an_order_is_one_question_from_either_side() {
        conflicts(
            &with(
                "report: {id: a}\nclaims: [{about: talks, says: {before: vote}}]\n---\n\
                 report: {id: b}\nclaims: [{about: vote, says: {before: talks}}]",
            ),
            "conflict/order error talks.order with vote: before | after",
        );
        conflicts(
            &with(
                "report: {id: a}\nclaims: [{about: talks, says: {before: vote}}]\n---\n\
                 report: {id: b}\nclaims: [{about: vote, says: {after: talks}}]",
            ),
            "",
        );
    }

    #[test]
    fn a_denied_order_is_a_conflict_of_order() {
        let (_, finding) =
            one(&said(["{before: vote}", "{before: {not: vote}}"]), "conflict/order");
        assert_eq!(finding.positions.len(), 2);
    }

    #[test]
    fn a_looser_word_is_no_conflict() {
        agree(
            ["{before: vote}", "{starts-before: vote}"],
            "refines note talks.order with vote: before",
        );
        no_clash(["{intersects: vote}", "{starts-before: vote}"]);
        clash(
            ["{intersects: vote}", "{meets: vote}"],
            "conflict/order error talks.order with vote: intersects | meets",
        );
    }

    #[test]
    fn the_order_to_another_event_is_another_question() {
        no_clash(["{before: vote}", "{after: osaka}"]);
    }

    #[test]
    fn an_order_with_itself_is_a_conflict_of_one_claim() {
        conflicts(
            &said(["{before: talks}"]),
            "conflict/order error within talks.order with talks: a#it",
        );
        no_clash(["{intersects: talks}"]);
        no_clash(["{equals: talks}"]);
    }

    #[test]
    fn an_event_has_one_rank() {
        clash(["{nth: 2}", "{nth: third}"], "conflict/ordinal error talks.nth: 2 | 3");
        agree(["{nth: 2}", "{nth: second}"], "equivalent note talks.nth: 2");
        no_clash(["{nth: 2}", "{nth: {not: 3}}"]);
    }

    #[test]
    fn a_wider_window_entails_a_narrower_one() {
        agree(
            ["{first: since 2015}", "{first: since 2019}"],
            "refines note talks.first: since 2015",
        );
        // Six years reach back to 2019, and so beyond 2021.
        only(
            &said(["{first: in 6 years, date: 2025-10-30}", "{first: since 2021}"]),
            "agreement/refines",
            "agreement/refines note talks.first: in 6 years",
        );
        no_clash(["{first: in 6 years, date: 2025-10-30}", "{first: since 2021}"]);
    }

    /// “First in six years” says that there was one about six years ago. That is only implied, and
    /// never an error.
    #[test]
    fn what_a_window_implies_falls_into_a_wider_one() {
        for wider in ["{first: since 2015}", "{first: in 20 years}"] {
            let fixture = said(["{first: in 6 years, date: 2025-10-30}", wider]);
            let (_, finding) = one(&fixture, "conflict/window");
            assert!(finding.severity < claimcheck_checker::Severity::Error, "{wider}");
        }
    }
}

mod quotations {
    use super::*;

    #[test]
    fn other_words_of_one_utterance_conflict() {
        let fixture = said(["{words: I would like that}", "{words: I would love that}"]);
        let (_, finding) = one(&fixture, "conflict/quotation");
        mentions(&finding.reason.join("; "), &["[like]", "[love]"]);
    }

    #[test]
    fn a_part_of_an_utterance_is_no_conflict() {
        let fixture = said(["{words: would like}", "{words: I would like that}"]);
        conflicts(&fixture, "");
        one(&fixture, "agreement/refines");
    }

    #[test]
    fn the_same_words_after_folding_are_the_same() {
        let fixture = said(["{words: I’d like that}", "{words: \"I'd  like that\"}"]);
        conflicts(&fixture, "");
        one(&fixture, "agreement/equivalent");
    }
}

mod declared {
    use super::*;

    #[test]
    fn a_claim_does_not_support_what_it_clashes_with() {
        clash(
            ["{toll: 20}", "{toll: 30}, supports: [a#it]"],
            "conflict/declared error talks.toll: a#it, b#it\n\
             conflict/quantity error talks.toll: 20 people | 30 people",
        );
    }

    #[test]
    fn a_claim_does_not_contradict_what_it_agrees_with() {
        clash(
            ["{toll: 20}", "{toll: at least 15}, contradicts: [a#it]"],
            "conflict/declared error talks.toll: a#it, b#it",
        );
        clash(
            ["{toll: 20}", "{toll: 20}, contradicts: [a#it], certainty: likely"],
            "conflict/declared warning talks.toll: a#it, b#it",
        );
    }

    #[test]
    fn what_the_values_bear_out_is_no_finding() {
        no_clash(["{toll: 20}", "{toll: at least 10}, supports: [a#it]"]);
        clash(
            ["{toll: 20}", "{toll: 30}, contradicts: [a#it]"],
            "conflict/quantity error talks.toll: 20 people | 30 people",
        );
        // Claims on two questions may contradict each other by what follows from them.
        no_clash(["{toll: 20}", "{form: tariff}, supports: [a#it]"]);
        no_clash(["{toll: 20}", "{form: tariff}, contradicts: [a#it]"]);
    }

    /// What holds at different times, or in different scopes, contradicts nothing.
    #[test]
    fn claims_that_never_meet_do_not_contradict_each_other() {
        let declared = "conflict/declared error talks.toll: a#it, b#it";
        clash(["{toll: 20}, when: 2022", "{toll: 30}, when: 2023, contradicts: [a#it]"], declared);
        clash(
            ["{toll: 20}", "{toll: 30}, scope: {of: north}, contradicts: [a#it]"],
            "conflict/declared error talks.toll + talks.toll {of: north}: a#it, b#it",
        );
    }
}

mod facts {
    use super::*;

    const FACT: &str = "facts: [{about: talks, says: {date: 2025-10-30}, source: the desk}]\n---\n";

    #[test]
    fn a_fact_takes_part_as_a_certain_claim() {
        conflicts(
            &with(&format!(
                "{FACT}report: {{id: a}}\n\
                 claims: [{{id: it, about: talks, says: {{date: 2025-10-29}}}}]"
            )),
            "conflict/date error talks.date: 2025-10-30 | 2025-10-29",
        );
    }

    #[test]
    fn a_fact_corroborates_nothing() {
        let fixture = with(&format!(
            "{FACT}report: {{id: a}}\nclaims: [{{about: talks, says: {{date: 2025-10-30}}}}]"
        ));
        agreements(&fixture, "agreement/identical note talks.date: 2025-10-30");
        gaps(&fixture, "gap/single-origin note talks.date: a#1");
    }

    #[test]
    fn a_fact_fills_no_gap() {
        gaps(
            "kinds: {meeting: {is: event, expects: [date]}}\n\
             entities: {talks: {kind: meeting}}\n\
             facts: [{about: talks, says: {date: 2025-10-30}, source: the desk}]\n---\n\
             report: {id: a}\nclaims: [{about: talks, says: {nth: 1}}]",
            "gap/single-origin note talks.nth: a#1\n\
             gap/unanswered note talks.date",
        );
    }
}

mod agreement {
    use super::*;

    #[test]
    fn the_same_words_are_identical() {
        agree(["{toll: 20}", "{toll: 20}"], "identical note talks.toll: 20 people");
    }

    #[test]
    fn other_words_for_one_answer_are_equivalent() {
        agree(["{toll: 20}", "{toll: 20 people}"], "equivalent note talks.toll: 20 people");
        agree(
            ["{date: next thursday}", "{date: 2025-10-30}"],
            "equivalent note talks.date: 2025-10-30",
        );
    }

    #[test]
    fn answers_that_overlap_are_compatible() {
        agree(
            ["{date: 2025-10-28/2025-10-30}", "{date: 2025-10-30/2025-11-02}"],
            "compatible note talks.date",
        );
    }

    #[test]
    fn it_is_named_by_the_loosest_relation() {
        agree(
            ["{toll: 20}", "{toll: 20}", "{toll: 20 people}", "{toll: over 15}"],
            "refines note talks.toll: 20 people",
        );
        agree(["{toll: 10..20}", "{toll: 15..25}", "{toll: 16}"], "compatible note talks.toll");
    }

    #[test]
    fn one_claim_alone_agrees_with_nothing() {
        agreements(&said(["{toll: 20}"]), "");
        agreements(&said(["{toll: 20}", "{toll: unknown}"]), "");
    }

    #[test]
    fn claims_that_do_not_meet_neither_agree_nor_corroborate_each_other() {
        agreements(&said(["{toll: 20}, when: 2024", "{toll: 20}, when: 2025"]), "");
        agreements(&said(["{toll: 20}, when: 2024", "{toll: 30}, when: 2025"]), "");
        agreements(&said(["{pledge: 20 USD}", "{pledge: 20 EUR}"]), "");
    }

    #[test]
    fn two_origins_corroborate() {
        only(
            &said(["{toll: 20}", "{toll: 20}"]),
            "agreement/corroborated",
            "agreement/corroborated note talks.toll: 20 people",
        );
        // A dispute is not corroborated, however many stand on one side.
        only(&said(["{toll: 20}", "{toll: 20}", "{toll: 30}"]), "agreement/corroborated", "");
    }
}

mod origins {
    use super::*;

    /// Two reports that say the same, each with what is written of its origin.
    fn two(a: (&str, &str), b: (&str, &str)) -> String {
        with(&format!(
            "report: {{id: a{}}}\nclaims: [{{id: it, about: talks, says: {{toll: 20}}{}}}]\n---\n\
             report: {{id: b{}}}\nclaims: [{{id: it, about: talks, says: {{toll: 20}}{}}}]",
            a.0, a.1, b.0, b.1
        ))
    }

    #[track_caller]
    fn echo(fixture: &str) {
        gaps(fixture, "gap/echo note talks.toll: 20 people");
        only(fixture, "agreement/corroborated", "");
    }

    #[track_caller]
    fn corroborated(fixture: &str) {
        gaps(fixture, "");
        one(fixture, "agreement/corroborated");
    }

    #[test]
    fn reports_of_one_source_are_one_origin() {
        echo(&two((", based-on: [agency]", ""), ("", ", according-to: [agency]")));
        echo(&two(("", ", according-to: paper citing agency"), ("", ", according-to: agency")));
        echo(&two((", publisher: agency", ""), ("", ", according-to: [agency]")));
        echo(&two((", publisher: agency", ""), (", publisher: agency", "")));
        echo(&two(("", ""), (", based-on: [a]", "")));
        echo(&two((", based-on: [agency]", ""), (", based-on: [a]", "")));
        echo(&two(
            (", publisher: agency, based-on: [paper]", ""),
            ("", ", according-to: [agency]"),
        ));
    }

    #[test]
    fn reports_of_two_sources_corroborate() {
        corroborated(&two(("", ""), ("", "")));
        corroborated(&two((", publisher: agency", ""), (", publisher: paper", "")));
        corroborated(&two(("", ", according-to: [agency]"), ("", ", according-to: [paper]")));
        // Whoever draws on several has several.
        corroborated(&two((", based-on: [agency, paper]", ""), ("", "")));
        // The end of the chain counts, not who passed it on.
        corroborated(&two(
            ("", ", according-to: agency citing anna"),
            ("", ", according-to: agency citing ben"),
        ));
    }

    #[test]
    fn one_report_of_one_source_is_alone() {
        gaps(&said(["{toll: 20}"]), "gap/single-origin note talks.toll: a#it");
        gaps(&said(["{toll: 20}", "{toll: unknown}"]), "gap/single-origin note talks.toll: a#it");
    }

    #[test]
    fn sources_that_cite_each_other_are_circular() {
        let circular = "gap/circular note talks.toll: a#it, b#it";
        gaps(&two((", based-on: [b]", ""), (", based-on: [a]", "")), circular);
        gaps(
            &two(
                (", publisher: agency", ", according-to: [paper]"),
                (", publisher: paper", ", according-to: [agency]"),
            ),
            circular,
        );
    }

    #[test]
    fn whoever_cites_itself_is_not_circular() {
        only(
            &two((", publisher: agency", ", according-to: [agency]"), ("", "")),
            "gap/circular",
            "",
        );
    }

    #[test]
    fn certainty_is_gained_where_the_origin_only_held_it_possible() {
        let code = "gap/certainty-gained";
        let gained = "gap/certainty-gained note talks.toll: a#it, b#it";
        only(&two(("", ", certainty: possible"), (", based-on: [a]", "")), code, gained);
        only(
            &two(
                (", publisher: agency", ", certainty: doubtful"),
                ("", ", according-to: [agency]"),
            ),
            code,
            gained,
        );
    }

    #[test]
    fn certainty_is_not_gained_where_the_origin_was_surer() {
        let code = "gap/certainty-gained";
        only(&two(("", ", certainty: likely"), (", based-on: [a]", "")), code, "");
        only(&two(("", ""), (", based-on: [a]", "")), code, "");
        let (hedged, possible) = (", certainty: possible", ", certainty: possible");
        only(&two(("", hedged), (", based-on: [a]", possible)), code, "");
        // Reports that do not draw on each other gain nothing.
        only(&two(("", possible), ("", "")), code, "");
    }
}

mod missing {
    use super::*;

    #[test]
    fn a_report_on_the_subject_can_leave_out_what_two_others_answer() {
        let code = "gap/silent";
        let fixture = said(["{toll: 20}", "{toll: 20}", "{form: tariff}"]);
        only(&fixture, code, "gap/silent note talks.toll: a#it, b#it");
        let (_, finding) = one(&fixture, code);
        mentions(&finding.message, &["c"]);
        only(&said(["{toll: 20}", "{form: tariff}"]), code, "");
        only(&said(["{toll: 20}", "{toll: 20}", "{toll: unknown, form: tariff}"]), code, "");
        only(&said(["{toll: 20}", "{toll: unknown}", "{form: tariff}"]), code, "");
        // A report on another subject is not asked.
        let other = said(["{toll: 20}", "{toll: 20}", "{form: tariff}"])
            .replace("about: talks, says: {form", "about: vote, says: {form");
        only(&other, code, "");
    }

    #[test]
    fn a_disputed_question_is_left_out_too() {
        only(
            &said(["{toll: 20}", "{toll: 30}", "{form: tariff}"]),
            "gap/silent",
            "gap/silent note talks.toll: a#it, b#it",
        );
    }

    fn expects(says: &str) -> String {
        format!(
            "kinds: {{summit: {{is: event, expects: [date, topic]}}, mini: {{is: summit}}}}\n\
             entities: {{summit-1: {{kind: mini}}}}\n\
             properties: {{topic: {{type: text}}}}\n---\n\
             report: {{id: a}}\nclaims: [{{about: summit-1, says: {says}}}]"
        )
    }

    #[test]
    fn a_kind_expects_answers() {
        let code = "gap/unanswered";
        only(&expects("{date: 2025}"), code, "gap/unanswered note summit-1.topic");
        only(&expects("{date: 2025, topic: trade}"), code, "");
        only(&expects("{extent: 2025-10-01/2025-10-02, topic: trade}"), code, "");
        // That it is not known is no answer: only silence is not a gap where a report says so.
        only(
            &expects("{date: 2025, topic: unknown}"),
            code,
            "gap/unanswered note summit-1.topic: a#1",
        );
    }

    #[test]
    fn an_entity_that_no_report_speaks_of_is_not_asked_about() {
        only(
            "kinds: {meeting: {is: event, expects: [date]}}\n\
             entities: {talks: {kind: meeting}, vote: {kind: meeting}}\n---\n\
             report: {id: a}\nclaims: [{about: talks, says: {date: 2025}}]",
            "gap/unanswered",
            "",
        );
    }

    #[test]
    fn no_answer_is_as_precise_as_the_property_asks() {
        let code = "gap/vague";
        let vague = |says: &str, value: &str| {
            let name = says.trim_matches(['{', '}']).split(':').next().unwrap_or_default();
            only(&said([says]), code, &format!("gap/vague note talks.{name}: {value}"));
        };
        let precise = |says: &str| only(&said([says]), code, "");
        vague("{deadline: 2025-10}", "2025-10");
        vague("{deadline: 2025-10-29/2025-10-30}", "2025-10-29/2025-10-30");
        precise("{deadline: 2025-10-30}");
        precise("{deadline: '2025-10-30T09:06'}");
        vague("{length: 10..12}", "10..12 km");
        vague("{length: over 10}", "over 10 km");
        precise("{length: 100..105}");
        precise("{length: 10}");
        vague("{venue: korea}", "korea");
        precise("{venue: busan}");
        // A property that asks for nothing.
        precise("{date: 2025}");
        precise("{place: korea}");
    }

    #[test]
    fn one_precise_answer_is_enough() {
        only(&said(["{venue: korea}", "{venue: busan}"]), "gap/vague", "");
    }

    #[test]
    fn answers_that_are_all_hedged_are_vague() {
        let code = "gap/vague";
        only(
            &said(["{toll: 20}, certainty: likely", "{toll: 20}, certainty: possible"]),
            code,
            "gap/vague note talks.toll: 20 people",
        );
        only(&said(["{toll: 20}, certainty: likely", "{toll: 20}"]), code, "");
    }

    #[test]
    fn a_claim_without_a_quote_rests_on_no_passage() {
        let fixture = with(
            "report: {file: a.txt}\nclaims:\n\
             - {id: bare, about: talks, says: {toll: 20}}\n\
             - {id: quoted, about: talks, says: {form: tariff}, quote: a tariff}\n\
             - {id: two, about: talks, says: {mood: good, agreed: yes}}\n\
             --- reports/a.txt\nThere was a tariff.\n",
        );
        only(
            &fixture,
            "gap/unquoted",
            "gap/unquoted note talks.toll: a#bare\n\
             gap/unquoted note talks.agreed + talks.mood: a#two, a#two",
        );
    }

    #[test]
    fn a_report_without_a_text_is_unverified_once() {
        let fixture = with(
            "report: {id: a}\nclaims:\n\
             - {id: bare, about: talks, says: {toll: 20}}\n\
             - {id: quoted, about: talks, says: {form: tariff}, quote: a tariff}\n",
        );
        only(
            &fixture,
            "gap/unquoted",
            "gap/unquoted note talks.form + talks.toll: a#bare, a#quoted",
        );
    }
}

/// Where two reports answer, no answer stands alone because the thing changed in between.
#[test]
fn answers_that_follow_each_other_do_not_stand_alone() {
    let fixture = "entities: {price: {}}\nproperties: {cost: {type: quantity, unit: EUR, changes: up}}\n\
        ---\nreport: {id: a, published: 2025-10-27}\nclaims: [{id: it, about: price, says: {cost: 12}}]\n\
        ---\nreport: {id: b, published: 2025-10-28}\nclaims: [{id: it, about: price, says: {cost: 14}}]\n";
    only(fixture, "gap/single-origin", "");
    only(fixture, "agreement/corroborated", "");
}

/// What two reports say of a meeting, one after the other.
fn one_after_the_other(first: &str, second: &str) -> String {
    format!(
        "kinds: {{meeting: {{is: event}}}}
entities: {{talks: {{kind: meeting}}, korea: {{kind: place}}, gyeongju: {{kind: place, part-of: korea}}, japan: {{kind: place}}, peru: {{kind: place}}}}
properties:
  stay: {{type: duration}}
  wait: {{type: duration, changes: up}}
  toll: {{type: quantity, unit: people}}
  agenda: {{type: choice, levels: [trade, peace, war], many: true}}
  stops: {{type: place, many: true}}
  status: {{type: scale, levels: [planned, scheduled, held], changes: forward}}
---
report: {{id: a, published: 2025-10-01}}
claims: [{{id: it, about: talks, says: {{{first}}}}}]
---
report: {{id: b, published: 2025-10-05}}
claims: [{{id: it, about: talks, says: {{{second}}}}}]
"
    )
}

/// Of two answers that overlap, the one with both of its ends is the narrower: it names the position.
#[test]
fn a_position_is_named_by_an_answer_with_two_ends() {
    for (property, open, bounded, printed) in [
        ("date", "../2025-10", "2025-09/2025-12", "2025-09/2025-12"),
        ("toll", "at least 7", "over 5 and up to 10", "over 5 and up to 10 people"),
        ("stay", "at least 7 days", "over 5 and up to 10 days", "over 5 and up to 10 days"),
    ] {
        let (open, bounded) = (format!("{property}: {open}"), format!("{property}: {bounded}"));
        for fixture in [one_after_the_other(&open, &bounded), one_after_the_other(&bounded, &open)]
        {
            only(
                &fixture,
                "agreement/compatible",
                &format!("agreement/compatible note talks.{property}: {printed}"),
            );
        }
    }
}

/// Two lists support each other where they certainly have a member in common.
#[test]
fn lists_corroborate_each_other_by_a_common_member() {
    for (first, second, corroborated) in [
        ("agenda: [trade, peace]", "agenda: [trade, war]", true),
        ("agenda: [trade, peace]", "agenda: [war]", false),
        ("stops: [korea]", "stops: [gyeongju]", true),
        ("stops: [gyeongju]", "stops: [korea]", true),
        ("stops: [korea, japan]", "stops: [gyeongju, peru]", true),
        ("stops: [gyeongju, japan]", "stops: [korea, peru]", true),
        ("stops: [gyeongju, japan]", "stops: [peru]", false),
    ] {
        let (_, findings) = findings(&one_after_the_other(first, second));
        let found = findings.iter().any(|finding| finding.code == "agreement/corroborated");
        assert_eq!(found, corroborated, "{first}, {second}");
    }
}

/// What may have stayed the same did not go back.
#[test]
fn only_what_lies_wholly_below_went_the_wrong_way() {
    conflicts(
        &one_after_the_other("status: scheduled", "status: {any-of: [planned, scheduled]}"),
        "",
    );
    conflicts(
        &one_after_the_other("status: scheduled", "status: planned"),
        "conflict/regression error talks.status: scheduled | planned",
    );
    conflicts(&one_after_the_other("wait: 3 days", "wait: 5 days"), "");
    conflicts(
        &one_after_the_other("wait: 5 days", "wait: 3 days"),
        "conflict/regression error talks.wait: 5 days | 3 days",
    );
}

/// Of two utterances it was one, whichever; both reports leave the same one possible.
#[test]
fn one_of_several_quotations_may_be_the_same() {
    let said = |one: &str, other: &str| {
        format!(
            "entities: {{talks: {{kind: event}}}}\nproperties: {{words: {{type: quotation}}}}\n---\nreport: {{id: a}}\nclaims: [{{about: talks, says: {{words: {{any-of: [{one}]}}}}}}]\n---\nreport: {{id: b}}\nclaims: [{{about: talks, says: {{words: {{any-of: [{other}]}}}}}}]\n"
        )
    };
    conflicts(&said("I would like that, I would hate that", "I would like that, never"), "");
    // Some of them have too few words in common to be of one utterance: it may have been two.
    conflicts(&said("I would like it, I would hate that", "I would like that, never"), "");
    one(&said("I would like it", "I would like that"), "conflict/quotation");
}

/// The first number of a range has the magnitude of the second only where it is the smaller then too.
#[test]
fn a_range_that_begins_below_its_magnitude_begins_there() {
    no_clash(["{toll: 1..1 million}", "{toll: 500}"]);
    no_clash(["{toll: 1..2 million}", "{toll: 1500000}"]);
    clash(
        ["{toll: 1..2 million}", "{toll: 500}"],
        "conflict/quantity error talks.toll: 1 million..2 million people | 500 people",
    );
}
