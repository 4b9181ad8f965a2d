//! Input that is wrong: each flaw is found where it is, named by its code, and hides nothing else.

use std::fmt::Write as _;
use std::fs;

use claimcheck_checker::check;
use claimcheck_core::problem::InputCode;
use claimcheck_tests::{
    Scratch, claimcheck, conflicts, files, input, load, load_files, mentions, one, problems,
};

/// A claim that is right, so that nothing else is wrong with the project.
const RIGHT: &str = "entities: {talks: {kind: event}}\n---\n\
    report: {id: r, published: 2025-10-25}\n\
    claims: [{id: right, about: talks, says: {date: 2025-10-30}}]\n";

/// Checks what is wrong with a file that stands beside a right one.
#[track_caller]
fn beside(document: &str, expected: &str) {
    input(&format!("{RIGHT}--- claims/wrong.yaml\n{document}"), expected);
}

/// The only problem of a code in a file beside a right one: its message and its help.
#[track_caller]
fn told(document: &str, code: InputCode) -> String {
    let project = load(&format!("{RIGHT}--- claims/wrong.yaml\n{document}"));
    match problems(&project, code).as_slice() {
        [one] => one.clone(),
        other => panic!("wanted one {code}, got {other:?} of {:?}", project.problems),
    }
}

#[test]
fn what_is_right_has_no_flaw() {
    input(RIGHT, "");
    input("", "");
    input("# nothing but a remark\n", "");
    input("---\n---\n", "");
}

mod yaml {
    use super::*;

    #[test]
    fn a_key_that_stands_twice() {
        beside("report: {id: w, id: v}", "input/yaml error claims/wrong.yaml:1:17 `id`");
        beside(
            "entities:\n  vote: {kind: event}\nentities:\n  more: {}\n",
            "input/yaml error claims/wrong.yaml:3:1 `entities`",
        );
        beside(
            "report: {id: w}\nclaims: [{about: talks, says: {date: 2025, date: 2026}}]",
            "input/yaml error claims/wrong.yaml:2:44 `date`",
        );
    }

    #[test]
    fn a_tab_for_indentation() {
        let told = told("report:\n\tid: w\n", InputCode::Yaml);
        mentions(&told, &["tab"]);
    }

    #[test]
    fn a_list_where_a_mapping_should_be() {
        beside("[a, b]", "input/yaml error claims/wrong.yaml:1:1 `[a, b]`");
        beside("claims: {a: b}", "input/yaml error claims/wrong.yaml:1:9 `{a: b}`");
        beside("words", "input/yaml error claims/wrong.yaml:1:1 `words`");
    }

    #[test]
    fn a_broken_document_hides_no_other() {
        conflicts_beside("entities: {broken: [\n", "");
        conflicts_beside("entities: {broken: [\n---\n", "---\n");
    }

    /// A conflict beyond a broken document is found: in another file, and further down in one.
    #[track_caller]
    fn conflicts_beside(before: &str, between: &str) {
        let second = "report: {id: s}\nclaims: [{about: talks, says: {date: 2025-10-29}}]\n";
        let fixture = if between.is_empty() {
            format!("{RIGHT}--- claims/broken.yaml\n{before}--- claims/second.yaml\n{second}")
        } else {
            format!("{RIGHT}--- claims/broken.yaml\n{before}{second}")
        };
        one(&fixture, "input/yaml");
        let (_, finding) = one(&fixture, "conflict/date");
        assert_eq!(finding.positions.len(), 2);
    }

    #[test]
    fn each_broken_document_of_a_file_is_named() {
        let project = load("a: [\n---\nb: {\n---\nentities: {a b: {}}\n");
        assert_eq!(problems(&project, InputCode::Yaml).len(), 2, "{:?}", project.problems);
        assert_eq!(problems(&project, InputCode::BadValue).len(), 1, "{:?}", project.problems);
    }

    #[test]
    fn a_byte_order_mark_and_windows_line_breaks_are_no_flaw() {
        let text = format!(
            "\u{feff}{RIGHT}---\nreport: {{file: a.txt}}\nclaims:\n- about: talks\n  \
             quote: on the thirtieth\n  says:\n    date: 2025-10-30\n"
        );
        let project = load_files(&files(&format!(
            "{}--- reports/a.txt\n\u{feff}It is on\r\nthe thirtieth.\r\n",
            text.replace('\n', "\r\n")
        )));
        assert!(project.problems.is_empty(), "{:?}", project.problems);
        assert_eq!(project.graph.model().claims.len(), 2);
    }

    #[test]
    fn aliases_of_aliases_do_not_grow() {
        let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n".to_owned();
        for level in 1..30 {
            let list = vec![format!("*a{}", level - 1); 10].join(", ");
            writeln!(bomb, "a{level}: &a{level} [{list}]").expect("a string can be written");
        }
        let project = load(&bomb);
        let yaml = problems(&project, InputCode::Yaml);
        assert!(yaml.iter().any(|told| told.contains("alias")), "{yaml:?}");
        assert!(yaml.len() < 50, "{}", yaml.len());
    }

    #[test]
    fn deep_nesting_does_not_end_the_program() {
        for (open, close) in [("[", "]"), ("{a: ", "}")] {
            let deep = format!("claims: {}{}", open.repeat(10_000), close.repeat(10_000));
            let project = load(&deep);
            assert!(!project.problems.is_empty());
        }
        let lines: String = (0..10_000).map(|depth| format!("{}a:\n", " ".repeat(depth))).collect();
        assert!(!load(&lines).problems.is_empty());
    }

    #[test]
    fn values_that_yaml_would_make_something_else_of_are_read_as_written() {
        let fixture = "entities: {talks: {kind: event}}\nproperties:\n  agreed: {type: yes-no}\n  \
            toll: {type: quantity, unit: people}\n  topic: {type: text}\n---\n\
            report: {id: a}\nclaims: [{about: talks, says: {agreed: no, toll: 010, topic: no}}]\n---\n\
            report: {id: b}\nclaims: [{about: talks, says: {agreed: false, toll: 10, topic: null}}]\n";
        conflicts(fixture, "");
        let model = load(fixture).graph;
        let written: Vec<&str> = model.model().claims.iter().map(|claim| &*claim.written).collect();
        assert_eq!(written, ["no", "010", "no", "false", "10", "null"]);
    }

    /// YAML 1.1 reads `1_000` as a number; here it is no way to write one.
    #[test]
    fn an_underscore_is_no_part_of_a_number() {
        beside(
            "properties: {toll: {type: quantity, unit: people}}\n---\nreport: {id: w}\n\
             claims: [{about: talks, says: {toll: 1_000}}]",
            "input/bad-value error claims/wrong.yaml:4:38 `1_000`",
        );
    }

    #[test]
    fn a_comment_does_not_cut_a_quote_unseen() {
        let fixture = format!(
            "{RIGHT}---\nreport: {{file: a.txt}}\nclaims:\n- about: talks\n  \
             quote: room #5 is where\n  says: {{date: 2025}}\n\
             --- reports/a.txt\nThe room #5 is where they met.\n"
        );
        let (_, finding) = one(&fixture, "input/yaml");
        mentions(&finding.message, &["comment"]);
        mentions(finding.help.as_deref().unwrap_or_default(), &["quotation marks"]);
        // In quotation marks it is found.
        input(&fixture.replace("room #5 is where\n  says", "\"room #5 is where\"\n  says"), "");
    }

    #[test]
    fn a_tag_of_its_own_means_nothing() {
        beside("entities: !mine {talks-2: {}}", "input/yaml error claims/wrong.yaml:1:17 `{`");
    }

    #[test]
    fn a_value_of_fifty_megabytes_is_read() {
        let long = "x".repeat(50_000_000);
        let project = load(&format!("{RIGHT}---\nreport: {{id: w, title: {long}}}\n"));
        assert!(project.problems.is_empty());
        let project = load(&format!("{RIGHT}---\nreport: {{id: w, published: {long}}}\n"));
        let told = problems(&project, InputCode::BadValue);
        assert!(told.len() == 1 && told[0].len() < 1000, "a message repeats no long text");
    }
}

mod names {
    use super::*;

    #[track_caller]
    fn suggests(document: &str, name: &str) {
        mentions(&told(document, InputCode::UnknownName), &["did you mean", name]);
    }

    #[test]
    fn what_is_unknown_is_shown_with_the_nearest_known_name() {
        suggests("entitis: {}", "entities");
        suggests("report: {id: w, publishd: 2025}", "published");
        suggests(
            "report: {id: w}\nclaims: [{abuot: talks, about: talks, says: {date: 2025}}]",
            "about",
        );
        suggests("report: {id: w}\nclaims: [{about: tlaks, says: {date: 2025}}]", "talks");
        suggests("report: {id: w}\nclaims: [{about: talks, says: {dat: 2025}}]", "date");
        suggests("report: {id: w}\nclaims: [{about: talks, says: {befor: talks}}]", "before");
        suggests(
            "report: {id: w}\nclaims: [{about: talks, says: {date: 2025}, certainty: likly}]",
            "likely",
        );
        suggests("report: {id: w}\nclaims: [{about: talks, says: {date: {nott: 2025}}}]", "not");
        suggests("entities: {x: {kind: organisatoin}}", "organisation");
        suggests("properties: {p: {type: quantiy}}", "quantity");
        suggests("properties: {p: {type: quantity, unit: percnt}}", "percent");
        suggests("report: {id: w, based-on: [talk]}", "talks");
        suggests("report: {id: w, corrects: [rr]}", "r");
        suggests(
            "report: {id: w}\nclaims: [{about: talks, says: {date: 2025}, supports: ['r#rihgt']}]",
            "r#right",
        );
    }

    #[test]
    fn a_level_that_a_scale_does_not_have() {
        suggests(
            "properties: {status: {type: scale, levels: [planned, held]}}\n---\nreport: {id: w}\n\
             claims: [{about: talks, says: {status: planed}}]",
            "planned",
        );
    }

    #[test]
    fn a_name_that_is_like_no_other_is_to_be_declared() {
        let told = told(
            "report: {id: w}\nclaims: [{about: zzzzzz, says: {date: 2025}}]",
            InputCode::UnknownName,
        );
        mentions(&told, &["zzzzzz", "entities:"]);
    }

    #[test]
    fn a_text_that_does_not_lie_there() {
        let fixture = "report: {file: summit.txt}\n--- reports/sumit.txt\nx\n";
        let told = problems(&load(fixture), InputCode::UnknownName).join("");
        mentions(&told, &["summit.txt", "did you mean `sumit.txt`"]);
    }

    #[test]
    fn a_name_of_two_entities_is_ambiguous() {
        let told = told(
            "entities: {a: {names: [One]}, b: {names: [One]}}\n---\nreport: {id: w}\n\
             claims:\n- {about: One, says: {date: 2025}}\n",
            InputCode::BadValue,
        );
        mentions(&told, &["One", "2 entities"]);
    }
}

mod ids {
    use super::*;

    #[test]
    fn two_things_of_one_name() {
        beside(
            "entities: {talks: {kind: event}}",
            "input/duplicate-id error claims/wrong.yaml:1:12 `talks`",
        );
        beside("report: {id: r}", "input/duplicate-id error claims/wrong.yaml:1:14 `r`");
        beside(
            "kinds: {meeting: {is: event}}\n---\nkinds: {meeting: {is: event}}",
            "input/duplicate-id error claims/wrong.yaml:3:9 `meeting`",
        );
        beside(
            "report: {id: w}\nclaims:\n- {id: x, about: talks, says: {date: 2025}}\n\
             - {id: x, about: talks, says: {date: 2025}}",
            "input/duplicate-id error claims/wrong.yaml:4:8 `x`",
        );
    }

    #[test]
    fn the_first_of_two_is_shown_too() {
        let (project, finding) =
            one(&format!("{RIGHT}--- claims/wrong.yaml\nreport: {{id: r}}"), "input/duplicate-id");
        let sources = &project.graph.model().sources;
        let files: Vec<&str> =
            finding.labels.iter().map(|mark| sources.file(mark.span.file).path()).collect();
        assert_eq!(files, ["claims/wrong.yaml", "claims/example.yaml"]);
    }

    #[test]
    fn an_id_has_a_letter_and_no_space() {
        for id in ["a b", "2025", "a#b", "''", "a/b"] {
            let told = told(
                &format!(
                    "report: {{id: w}}\nclaims: [{{id: {id}, about: talks, says: {{date: 2025}}}}]"
                ),
                InputCode::BadValue,
            );
            mentions(&told, &["letter"]);
        }
        input(
            &format!(
                "{RIGHT}---\nreport: {{id: a/b.c-d_1}}\nclaims: [{{id: ü1, about: talks, says: {{date: 2025}}}}]"
            ),
            "",
        );
    }

    #[test]
    fn claims_of_one_report_in_several_documents_need_ids() {
        beside(
            "claims: [{report: r, about: talks, says: {date: 2025}}]",
            "input/bad-value error claims/wrong.yaml:1:10 `{report: r, about: talks, says: {date: 2`",
        );
        beside("claims: [{id: x, report: r, about: talks, says: {date: 2025}}]", "");
    }

    #[test]
    fn a_claim_of_no_report() {
        let told = told("claims: [{id: x, about: talks, says: {date: 2025}}]", InputCode::BadValue);
        mentions(&told, &["report"]);
    }

    #[test]
    fn a_report_has_a_file_or_an_id() {
        mentions(&told("report: {title: x}", InputCode::BadValue), &["file", "id"]);
    }

    #[test]
    fn an_entry_without_an_id_is_named_by_its_place() {
        let project = load(&format!(
            "{RIGHT}---\nreport: {{file: sub/a.b.txt}}\nclaims:\n\
            - {{about: talks, says: {{date: 2025}}}}\n- {{about: talks, says: {{date: 2025}}}}\n\
            --- reports/sub/a.b.txt\nx\n"
        ));
        let names: Vec<&str> =
            project.graph.model().entries.iter().map(|entry| &*entry.name).collect();
        assert_eq!(names, ["r#right", "sub/a.b#1", "sub/a.b#2"]);
    }
}

mod values {
    use super::*;

    #[track_caller]
    fn refused(says: &str, words: &[&str]) {
        let told = told(
            &format!(
                "properties: {{toll: {{type: quantity, unit: people}}, place: {{type: place}}, \
                 agreed: {{type: yes-no}}}}\n---\n\
                 report: {{id: w, published: 2025-10-25}}\n\
                 claims:\n- {{about: talks, says: {{{says}}}}}\n\
                 - {{about: talks, says: {{toll: unknown, place: unknown, agreed: unknown}}}}"
            ),
            InputCode::BadValue,
        );
        mentions(&told, words);
    }

    #[test]
    fn a_bare_weekday_could_be_two_days() {
        refused("date: thursday", &["2025-10-23", "2025-10-30", "next thursday", "last thursday"]);
    }

    #[test]
    fn a_value_of_another_type() {
        refused("date: 2025-13-01", &[]);
        refused("date: soon", &["soon"]);
        refused("toll: many", &["many"]);
        refused("place: talks", &["place", "talks"]);
        refused("toll: [1, 2]", &["any-of", "many: true"]);
        refused("nth: 0", &["rank"]);
        refused("nth: 1, before: {to: talks}", &["is"]);
    }

    /// A claim that leaves no answer possible is no claim; each type refuses it.
    #[test]
    fn a_denial_of_every_answer() {
        refused("toll: {not: {any-of: [over 20, up to 20]}}", &[]);
        refused("date: {not: {any-of: [after 2024, until 2024]}}", &[]);
        refused("agreed: {not: {any-of: [yes, no]}}", &[]);
        refused("nth: {not: {any-of: [{not: 2}, 2]}}", &["denies every answer"]);
    }

    #[test]
    fn a_relative_date_needs_a_date_of_publication() {
        let told = told(
            "report: {id: w}\nclaims: [{about: talks, says: {date: yesterday}}]",
            InputCode::BadValue,
        );
        mentions(&told, &["published"]);
    }

    #[test]
    fn a_property_that_the_subject_cannot_have() {
        let told = told(
            "entities: {anna: {kind: person}}\n---\nreport: {id: w}\n\
             claims: [{about: anna, says: {date: 2025}}]",
            InputCode::BadValue,
        );
        mentions(&told, &["date", "event", "person"]);
    }

    #[test]
    fn a_built_in_property_cannot_be_declared() {
        for name in ["start", "order", "nth", "first", "before"] {
            let told =
                told(&format!("properties: {{{name}: {{type: date}}}}"), InputCode::BadValue);
            mentions(&told, &[name, "built in"]);
        }
        mentions(
            &told("properties: {date: {type: date, many: true}}", InputCode::BadValue),
            &["precision"],
        );
        beside("properties: {date: {type: date, precision: day}}", "");
    }

    #[test]
    fn a_fact_needs_a_source() {
        mentions(
            &told("facts: [{about: talks, says: {date: 2025-10-30}}]", InputCode::BadValue),
            &["source"],
        );
    }

    #[test]
    fn a_claim_needs_a_subject_and_something_to_say() {
        mentions(
            &told("report: {id: w}\nclaims: [{says: {date: 2025}}]", InputCode::BadValue),
            &["about"],
        );
        mentions(
            &told("report: {id: w}\nclaims: [{about: talks}]", InputCode::BadValue),
            &["says"],
        );
    }

    #[test]
    fn one_wrong_value_hides_no_other_of_its_entry() {
        let fixture = format!(
            "{RIGHT}---\nreport: {{id: w}}\nclaims: [{{about: talks, says: {{nth: 0, date: 2025-10-29}}}}]\n"
        );
        one(&fixture, "input/bad-value");
        one(&fixture, "conflict/date");
    }
}

mod cycles {
    use super::*;

    #[test]
    fn parts_kinds_and_corrections_must_not_go_round() {
        beside(
            "entities: {a: {kind: place, part-of: b}, b: {kind: place, part-of: a}}",
            "input/cycle error claims/wrong.yaml:1:38 `b`",
        );
        mentions(&told("kinds: {a: {is: b}, b: {is: a}}", InputCode::Cycle), &["a", "b"]);
        let corrections = "report: {id: w}\nclaims:\n\
            - {id: x, about: talks, says: {date: 2025}, corrects: [y]}\n\
            - {id: y, about: talks, says: {date: 2025}, corrects: [x]}\n";
        mentions(&told(corrections, InputCode::Cycle), &["w#x", "w#y"]);
        mentions(
            &told(
                "report: {id: a, corrects: [b]}\n---\nreport: {id: b, corrects: [a]}",
                InputCode::Cycle,
            ),
            &["a", "b"],
        );
        mentions(&told("entities: {a: {kind: place, part-of: a}}", InputCode::Cycle), &["a"]);
    }

    #[test]
    fn a_whole_of_many_parts_is_no_circle() {
        beside(
            "entities: {a: {kind: place}, b: {kind: place, part-of: a}, c: {kind: place, part-of: a}, \
             d: {kind: place, part-of: [b, c]}}",
            "input/unused warning claims/wrong.yaml:1:90 `d`",
        );
    }

    /// What is merged by `same-as` cannot lie within itself either.
    #[test]
    fn a_circle_by_way_of_same_as() {
        told(
            "entities: {a: {kind: place, part-of: b}, b: {kind: place}, c: {kind: place, same-as: a}, \
             d: {kind: place, same-as: b, part-of: c}}",
            InputCode::Cycle,
        );
    }
}

mod quotes {
    use super::*;

    fn quoted(quote: &str, report: &str) -> String {
        format!(
            "{RIGHT}---\nreport: {{file: a.md}}\n\
             claims:\n- about: talks\n  says: {{date: 2025-10-30}}\n  quote: {quote}\n\
             --- reports/a.md\n{report}\n"
        )
    }

    /// Checks that a quote stands in a report, and where.
    #[track_caller]
    fn found(quote: &str, report: &str, passage: &str) {
        let project = load(&quoted(quote, report));
        assert!(project.problems.is_empty(), "{quote}: {:?}", project.problems);
        let model = project.graph.model();
        let spans = model.entries.iter().filter_map(|entry| match entry.passage {
            claimcheck_core::model::Passage::Found(span) => Some(model.sources.slice(span)),
            _ => None,
        });
        assert_eq!(spans.collect::<Vec<_>>(), [passage]);
    }

    #[track_caller]
    fn refused(quote: &str, report: &str, code: &str) -> String {
        let (_, finding) = one(&quoted(quote, report), code);
        format!("{}; {}", finding.message, finding.help.unwrap_or_default())
    }

    #[test]
    fn a_quote_is_found_after_folding() {
        found("the talks", "When the\n  talks began.", "the\n  talks");
        found("\"it's\"", "So it’s true.", "it’s");
        found("'\"yes\"'", "He said “yes”.", "“yes”");
        found("2019-2020", "In 2019–2020 it was.", "2019–2020");
        found("two words", "Some two\u{a0}words here.", "two\u{a0}words");
        found("together", "They to\u{ad}gether\u{200b} went.", "to\u{ad}gether");
        found("café", "The cafe\u{301} there.", "cafe\u{301}");
        found("the very end", "At *the very* end.", "the very* end");
    }

    #[test]
    fn an_ellipsis_stands_for_anything_within_a_paragraph() {
        for ellipsis in ["…", "...", "[…]"] {
            found(
                &format!("'one {ellipsis} four'"),
                "So one two three four.",
                "one two three four",
            );
            refused(
                &format!("'one {ellipsis} four'"),
                "So one two.\n\nThree four.",
                "input/quote-not-found",
            );
        }
    }

    #[test]
    fn a_quote_that_is_not_there_shows_the_nearest_passage() {
        let told = refused(
            "held on October 30",
            "The talks are held on 30 October.",
            "input/quote-not-found",
        );
        mentions(&told, &["reports/a.md", "held on 30 October"]);
        // A capital letter is another letter.
        refused("THE TALKS", "The talks.", "input/quote-not-found");
    }

    #[test]
    fn a_quote_that_stands_there_twice() {
        let told =
            refused("the talks", "Before the talks and after the talks.", "input/quote-ambiguous");
        mentions(&told, &["2 times", "prefix"]);
        // Overlapping matches are several.
        refused("aa", "b aaa b", "input/quote-ambiguous");
    }

    #[test]
    fn a_prefix_or_a_suffix_makes_it_unique() {
        let report = "Before the talks and after the talks.";
        found("{exact: the talks, prefix: after}", report, "the talks");
        found("{exact: the talks, suffix: and after}", report, "the talks");
        refused("{exact: the talks, prefix: and}", report, "input/quote-not-found");
        refused("{exact: the talks, suffix: after}", report, "input/quote-not-found");
    }

    #[test]
    fn an_empty_quote_is_refused() {
        refused("''", "x", "input/bad-value");
        refused("'  '", "x", "input/bad-value");
        refused("{exact: '', prefix: x}", "x", "input/bad-value");
        refused("{prefix: x}", "x", "input/bad-value");
    }

    #[test]
    fn a_number_that_is_not_in_the_quote() {
        let number = |value: &str, quote: &str, expected: &str| {
            input(
                &format!(
                    "entities: {{talks: {{kind: event}}}}\n\
                     properties: {{sum: {{type: quantity, unit: USD}}}}\n---\nreport: {{file: a.txt}}\n\
                     claims:\n- about: talks\n  says: {{sum: {value}}}\n  quote: {quote}\n\
                     --- reports/a.txt\n{quote}\n"
                ),
                expected,
            );
        };
        number("350 billion", "some 350 billion dollars", "");
        number("350 billion", "three hundred and fifty billion dollars", "");
        number("350 billion", "$350bn", "");
        number("12", "twelve dollars", "");
        number("1200", "1,200 dollars", "");
        number(
            "530 billion",
            "some 350 billion dollars",
            "input/quote-unsupported warning claims/example.yaml:7:15 `530 billion`",
        );
    }
}

mod unused {
    use super::*;

    #[test]
    fn what_is_declared_and_not_used() {
        beside("entities: {extra: {}}", "input/unused warning claims/wrong.yaml:1:12 `extra`");
        beside(
            "properties: {extra: {type: text}}",
            "input/unused warning claims/wrong.yaml:1:14 `extra`",
        );
        input(
            &format!("{RIGHT}--- reports/alone.txt\nx\n"),
            "input/unused warning reports/alone.txt:1:1 ``",
        );
    }

    #[test]
    fn what_something_rests_on_is_used() {
        beside(
            "entities: {desk: {kind: organisation}, whole: {kind: place}, part: {kind: place, part-of: whole}}\n\
             properties: {place: {type: place}}\n---\n\
             report: {id: w, publisher: desk}\nclaims: [{about: talks, says: {place: part}}]",
            "",
        );
        for says in ["date: 2 days after visit", "first: since visit", "after: visit"] {
            beside(
                &format!(
                    "entities: {{visit: {{kind: event}}, gala: {{kind: event, series: galas}}}}\n---\n\
                     report: {{id: w}}\nclaims: [{{about: gala, says: {{{says}}}}}]"
                ),
                "",
            );
        }
        beside(
            "entities: {galas: {}, gala: {kind: event, series: galas}}\n---\n\
             report: {id: w}\nclaims: [{about: gala, says: {date: 2025}}]",
            "",
        );
    }

    /// Events, each of a series.
    fn of_series<const N: usize>(series: [&str; N]) -> String {
        let mut document = "entities:\n".to_owned();
        let mut claims = "---\nreport: {id: w}\nclaims:\n".to_owned();
        for (event, series) in ('a'..).zip(series) {
            let _ = writeln!(document, "  {event}: {{kind: event, series: {series}}}");
            let _ = writeln!(claims, "- {{about: {event}, says: {{date: 2025}}}}");
        }
        document + &claims
    }

    #[test]
    fn a_series_of_one_event_that_is_called_almost_like_another() {
        for (slip, right) in [
            ("summit", "summits"),
            ("sumimts", "summits"),
            ("sammits", "summits"),
            ("Summits", "summits"),
            ("trump-xi_meetings", "trump-xi-meetings"),
        ] {
            let told = told(&of_series([right, slip, right]), InputCode::Unused);
            mentions(&told, &[&format!("no other event is of the series `{slip}`")]);
            mentions(&told, &[&format!("did you mean `{right}`?")]);
        }
        // Where nothing says which of two is meant, one is told.
        beside(
            &of_series(["summits", "summit"]),
            "input/unused warning claims/wrong.yaml:2:28 `summits`",
        );
    }

    #[test]
    fn series_that_are_meant_to_differ() {
        for series in [
            ["g7-summits", "g8-summits", "g7-summits"],
            ["votes-2024", "votes-2025", "votes-2025"],
            ["cup", "cap", "cap"],
            ["us-china-talks", "us-india-talks", "us-india-talks"],
        ] {
            beside(&of_series(series), "");
        }
        // Both have several events, or the names are letters that count.
        beside(&of_series(["summit", "summits", "summit", "summits"]), "");
        beside(&of_series(["series-a", "series-b", "series-c", "series-d", "series-e"]), "");
    }
}

mod paths {
    use super::*;

    #[test]
    fn a_report_does_not_climb_out_of_its_folder() {
        for path in ["../secret.txt", "a/../../secret.txt", "/etc/passwd", "'..\\secret.txt'"] {
            let told = told(&format!("report: {{id: w, file: {path}}}"), InputCode::BadValue);
            mentions(&told, &["out of the reports folder"]);
        }
    }

    #[test]
    fn a_path_is_found_below_the_folder() {
        input("report: {file: ./deep/a.txt}\nclaims: []\n--- reports/deep/a.txt\nx\n", "");
    }

    const PROJECT: &str = "entities: {talks: {kind: event}}\n---\n\
        report: {file: a.txt}\nclaims: [{about: talks, says: {date: 2025}, quote: in 2025}]\n\
        --- reports/b.txt\nx\n";

    #[cfg(unix)]
    #[test]
    fn a_link_out_of_the_project_is_not_followed() {
        let outside = Scratch::new("--- reports/secret.txt\nin 2025, secret\n");
        let scratch = Scratch::new(PROJECT);
        let target = outside.path().join("reports/secret.txt");
        std::os::unix::fs::symlink(&target, scratch.path().join("reports/a.txt")).expect("a link");
        std::os::unix::fs::symlink(outside.path(), scratch.path().join("reports/folder"))
            .expect("a link");
        let ran = claimcheck(scratch.path(), ["--format", "compact", "--show", "all", "reports"]);
        assert_eq!(ran.status, 2);
        mentions(&ran.out, &["input/bad-value", "out of the project"]);
        assert!(!ran.out.contains("secret"), "{}", ran.out);
    }

    #[cfg(unix)]
    #[test]
    fn folders_that_lead_to_each_other_end() {
        let scratch = Scratch::new(PROJECT);
        fs::write(scratch.path().join("reports/a.txt"), "in 2025").expect("it can be written");
        std::os::unix::fs::symlink("..", scratch.path().join("reports/up")).expect("a link");
        let ran = claimcheck(scratch.path(), ["--format", "compact", "reports"]);
        assert_eq!(ran.status, 0, "{}{}", ran.out, ran.err);
    }

    #[test]
    fn a_file_that_is_no_text_hides_no_other() {
        let scratch = Scratch::new(PROJECT);
        fs::write(scratch.path().join("reports/a.txt"), b"in 2025\xff").expect("it can be written");
        fs::write(scratch.path().join("claims/broken.yaml"), b"entities:\n  x: \xfe\n")
            .expect("it can be written");
        let ran = claimcheck(scratch.path(), ["--format", "compact", "reports"]);
        assert_eq!(ran.status, 2);
        mentions(&ran.out, &["claims/broken.yaml:2:6: error input/yaml", "UTF-8 text (byte 15)"]);
        mentions(&ran.out, &["input/bad-value", "UTF-8 text (byte 7)"]);
    }

    #[test]
    fn an_empty_folder_and_a_missing_one() {
        let scratch = Scratch::new("");
        for (args, words) in [
            (vec!["."], vec!["no reports found", "claims/"]),
            (vec!["reports/"], vec!["cannot read reports/"]),
            (vec![], vec!["no reports found"]),
        ] {
            let ran = claimcheck(scratch.path(), &args);
            assert_eq!(ran.status, 2, "{args:?}");
            mentions(&ran.err, &words);
        }
    }

    #[test]
    fn an_empty_text_is_a_text() {
        let scratch = Scratch::new(PROJECT);
        fs::write(scratch.path().join("reports/a.txt"), "").expect("it can be written");
        let ran = claimcheck(scratch.path(), ["--format", "compact", "reports"]);
        assert_eq!(ran.status, 2);
        mentions(&ran.out, &["input/quote-not-found"]);
    }
}

/// Terminals obey control characters; what stands in a file must not reach one.
#[test]
fn control_characters_do_not_reach_the_terminal() {
    let scratch = Scratch::new(&format!(
        "{RIGHT}---\nreport: {{id: w}}\nclaims: [{{about: \"\\e[31mred\\a\\u202e\", says: {{date: 2025}}}}]\n"
    ));
    fs::create_dir_all(scratch.path().join("reports")).expect("it can be made");
    for format in ["human", "compact", "json"] {
        let ran = claimcheck(scratch.path(), ["--color", "never", "--format", format, "reports"]);
        assert_eq!(ran.status, 2);
        for hidden in ['\u{1b}', '\u{7}', '\u{202e}'] {
            let shown = ran.out.contains(hidden) && !(format == "json" && hidden == '\u{202e}');
            assert!(!shown, "{format} prints {hidden:?}");
        }
    }
}

#[test]
fn every_flaw_of_the_input_is_a_finding() {
    let project = load(&format!(
        "{RIGHT}--- claims/wrong.yaml\nentities: {{a b: {{}}, c: {{kind: x}}}}\nno: {{}}\n"
    ));
    let findings = check(&project);
    let own = findings.iter().filter(|finding| finding.code.starts_with("input/")).count();
    assert_eq!(own, project.problems.len());
}

/// What a tolerance and a date may be, at the edge of what they may not.
#[test]
fn a_value_is_refused_where_it_means_nothing_and_not_before() {
    let said = |unit: &str, tolerance: &str, says: &str| {
        let fixture = format!(
            "entities: {{talks: {{kind: event}}}}\nproperties:\n  amount: {{type: quantity, unit: {unit}, tolerance: {tolerance}}}\n  wait: {{type: duration, tolerance: {tolerance}}}\n---\nreport: {{id: a}}\nclaims: [{{about: talks, says: {{{says}}}}}]\n"
        );
        let project = load(&fixture);
        problems(&project, InputCode::BadValue)
    };
    let none: [&str; 0] = [];
    assert_eq!(said("km", "0 %", "wait: about 3 days, amount: about 3 km"), none);
    assert_eq!(said("EUR", "1 %", "amount: 5EUR"), none);
    assert_eq!(said("EUR", "1 %", "amount: 5e+2 EUR, wait: 3 days"), none);
    let refused = said("km", "5 percentage points", "amount: 3 km");
    assert!(refused.join("\n").contains("measures something else"), "{refused:?}");
    // A third of whole days has whole days, and so has one end only.
    assert_eq!(said("km", "0 %", "date: early 2025-10-28/2025-10-30"), none);
    for date in ["2025-10-28T09:00/2025-10-30", "2025-10-28/2025-10-30T09:00"] {
        assert_eq!(said("km", "0 %", &format!("date: 'early {date}'")).len(), 1, "{date}");
    }
}
