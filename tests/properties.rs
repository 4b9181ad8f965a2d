//! What holds of every project and of every value, looked for at random.

use std::collections::BTreeMap;

use crate::cases::config;
use claimcheck_checker::{Diagnostic, Family, check};
use claimcheck_core::model::{Answer, Claim, Model, Passage};
use claimcheck_core::source::Span;
use claimcheck_core::values::Relation;
use claimcheck_core::{Project, yaml};
use claimcheck_tests::{Files, findings, load, load_files};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

/// What the values of each property are drawn from, two or three words deep.
const PHRASES: [(&str, &[&str]); 13] = [
    ("date", DATES),
    ("start", DATES),
    ("extent", &["2025-10-28/2025-10-30", "2025-10-28/2025-10-31", "2025-10", "2025-10-28"]),
    (
        "stay",
        &[
            "2 months",
            "60 days",
            "about 3 months",
            "over 6 years",
            "6 years",
            "1..2 weeks",
            "at least 1 day",
            "36 hours",
            "under 1 year",
            "90 minutes",
        ],
    ),
    (
        "toll",
        &[
            "20",
            "about 20",
            "over 20",
            "at least 20",
            "under 20",
            "up to 20",
            "10..20",
            "twelve",
            "1,200",
            "3 thousand",
            "between 10 and 30",
            "~7",
            "0",
            "20.5",
        ],
    ),
    ("length", &["10 km", "10,000 m", "about 6 miles", "3 ft", "over 10 km", "0.1 mm", "5 kg"]),
    ("pledge", &["350 billion", "350 billion USD", "300 EUR", "over 3.5 million USD", "1/3"]),
    ("place", &["korea", "gyeongju", "busan", "seoul", "metro", "strait", "islands", "japan"]),
    ("form", &["tariff", "control", "quota"]),
    ("status", &["possible", "planned", "confirmed"]),
    ("agreed", &["yes", "no", "true", "false"]),
    ("topic", &["trade", "security", "free  trade", "“quoted”", "a, b", "it's", "[1]", "x: y"]),
    ("words", &["I would like that", "would like", "I would love that", "no"]),
];

const DATES: &[&str] = &[
    "2025-10-30",
    "2025-10",
    "2025",
    "2025-10-3X",
    "2025-10-28/2025-10-30",
    "202X",
    "[2025-10-28..2025-10-30]",
    "[2025-10-28,2025-11-02]",
    "../2025-11",
    "2025-10/..",
    "2025-21",
    "2025-10-30T09:06",
    "2025-10-30T09:06Z",
    "2025-10-30T09:06:10+09:00",
    "2025-10-30~",
    "2025-10?",
    "today",
    "next thursday",
    "last week",
    "this month",
    "3 days ago",
    "in 2 months",
    "early 2025-03",
    "mid 2025",
    "before 1819",
    "since 2019",
    "until 2019-06",
    "after 2025-10-28",
    "-0044-03-15",
    "Y12000",
    "2025-10-30T23:59:59",
    "{2025-10-28,2025-10-30}",
    "/2025-10",
    "2 months after vote",
    "before vote",
    "1 week before vote",
];

const VOCABULARY: &str = "\
kinds: {meeting: {is: event}}
entities:
  talks: {kind: meeting, series: summits}
  vote: {kind: meeting}
  korea: {kind: place}
  islands: {kind: place}
  japan: {kind: place}
  gyeongju: {kind: place, part-of: korea}
  busan: {kind: place, part-of: korea}
  seoul: {kind: place, part-of: korea}
  metro: {kind: place, part-of: korea, overlaps: [seoul]}
  strait: {kind: place, part-of: [korea, islands]}
properties:
  place: {type: place}
  form: {type: choice, levels: [tariff, control, quota]}
  status: {type: scale, levels: [possible, planned, confirmed], changes: forward}
  toll: {type: quantity, unit: people}
  length: {type: quantity, unit: km}
  pledge: {type: quantity, unit: USD}
  stay: {type: duration}
  agreed: {type: yes-no}
  topic: {type: text}
  words: {type: quotation}
  places: {type: place, many: true}
  topics: {type: text, many: true}
";

fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

/// A property and a way to write one of its values, denials and choices among them.
fn value() -> impl Strategy<Value = (&'static str, String)> {
    select(&PHRASES[..]).prop_flat_map(|(property, phrases)| {
        let one = select(phrases).prop_map(quoted);
        let any = subsequence(phrases, 2..=3)
            .prop_map(|some| {
                let some: Vec<String> = some.into_iter().map(quoted).collect();
                format!("{{any-of: [{}]}}", some.join(", "))
            })
            .boxed();
        let value = prop_oneof![
            4 => one.clone().boxed(),
            1 => any.clone(),
            1 => one.prop_map(|phrase| format!("{{not: {phrase}}}")),
            1 => any.prop_map(|any| format!("{{not: {any}}}")),
        ];
        (Just(property), value)
    })
}

/// A list of places or of words, open, complete or denied.
fn list() -> impl Strategy<Value = (&'static str, String)> {
    let places = &["korea", "gyeongju", "busan", "metro", "seoul", "strait", "japan"][..];
    let words = &["trade", "security", "supply"][..];
    (select(vec![("places", places), ("topics", words)]), 0..4).prop_flat_map(
        |((name, of), form)| {
            subsequence(of, 1..=3).prop_map(move |some| {
                let list = some.join(", ");
                let value = match form {
                    0 => format!("[{list}]"),
                    1 => format!("{{only: [{list}]}}"),
                    2 => format!("{{not: [{list}]}}"),
                    _ => some[0].to_owned(),
                };
                (name, value)
            })
        },
    )
}

fn said(claims: &[String]) -> Project {
    let mut fixture = VOCABULARY.to_owned();
    for (number, claim) in claims.iter().enumerate() {
        fixture.push_str(&format!(
            "---\nreport: {{id: r{number}, published: 2025-10-25}}\n\
             claims: [{{id: c, about: talks, says: {claim}}}]\n"
        ));
    }
    load(&fixture)
}

/// The answers that could be read; some phrases are none for their property.
fn answers(project: &Project) -> Vec<&Claim> {
    project.graph.model().claims.iter().collect()
}

fn relate(project: &Project, a: &Claim, b: &Claim) -> Option<Relation> {
    a.answer.relate(&b.answer, &project.graph.model().taxonomy)
}

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn how_two_values_relate_is_seen_from_both_sides(
        (property, a) in prop_oneof![value(), list()], seed in any::<prop::sample::Index>(),
    ) {
        let others: Vec<&str> = PHRASES.iter().find(|(name, _)| *name == property)
            .map_or(vec!["japan", "[korea, busan]", "{only: [seoul]}", "{not: [korea]}"], |(_, phrases)| phrases.to_vec());
        let b = *seed.get(&others);
        let b = if property == "places" || property == "topics" { b.to_owned() } else { quoted(b) };
        let project = said(&[format!("{{{property}: {a}}}"), format!("{{{property}: {b}}}")]);
        let claims = answers(&project);
        for one in &claims {
            prop_assert_eq!(relate(&project, one, one), Some(Relation::Equal), "{}", one.written);
            for other in &claims {
                let there = relate(&project, one, other);
                let back = relate(&project, other, one).map(Relation::converse);
                prop_assert_eq!(there, back, "{} and {}", one.written, other.written);
            }
        }
    }

    #[test]
    fn a_printed_value_is_read_back_as_itself((property, value) in prop_oneof![4 => value(), 1 => list()]) {
        let project = said(&[format!("{{{property}: {value}}}")]);
        let Some(claim) = answers(&project).first().copied() else { return Ok(()) };
        let model = project.graph.model();
        let printed = print(model, claim);
        if printed == "nothing" {
            // That a claim must leave some answer is a test of the input.
            return Ok(());
        }
        // Words may hold signs of YAML: they are printed as words and not as YAML.
        let words = matches!(property, "topic" | "words" | "topics");
        if words && value.starts_with(['{', '[']) {
            return Ok(());
        }
        // A date starts with `[` too, and is one value.
        let whole = words || printed.starts_with('[') && property != "places";
        let written = if whole { quoted(&printed) } else { protect(&printed) };
        let again = said(&[format!("{{{property}: {written}}}")]);
        prop_assert!(again.problems.iter().all(|problem| !problem.code.is_error()), "{value} is printed as {printed}: {:?}", again.problems);
        let read = answers(&again);
        prop_assert_eq!(read.len(), 1);
// A list in another order is the same one.
        let same = read[0].answer.relate(&claim.answer, &again.graph.model().taxonomy);
        prop_assert_eq!(same, Some(Relation::Equal), "{} is printed as {}", value, printed);
        prop_assert_eq!(print(again.graph.model(), read[0]), printed);
    }

    #[test]
    fn a_narrower_value_agrees_with_all_that_a_wider_one_agrees_with(
        property in select(&PHRASES[..]), three in any::<[prop::sample::Index; 3]>(),
    ) {
        let (property, phrases) = property;
        let says = three.map(|index| {
            let phrase: &&str = index.get(phrases);
            format!("{{{property}: {}}}", quoted(phrase))
        });
        let project = said(&says);
        if let [a, b, c] = answers(&project)[..] {
            let inside = relate(&project, a, b).is_some_and(Relation::entails);
            if inside && relate(&project, b, c) == Some(Relation::Disjoint) {
                prop_assert_eq!(relate(&project, a, c), Some(Relation::Disjoint), "{} {} {}", a.written, b.written, c.written);
            }
            if inside && relate(&project, b, c).is_some_and(Relation::entails) {
                prop_assert!(relate(&project, a, c).is_some_and(Relation::entails), "{} {} {}", a.written, b.written, c.written);
            }
        }
    }
}

fn print(model: &Model, claim: &Claim) -> String {
    let property = model.property(model.question(claim.question).property);
    model.print(property, &claim.answer)
}

/// The values within `any-of`, `not` and lists are dates and numbers with signs that YAML would
/// read: each is put in quotation marks.
fn protect(written: &str) -> String {
    let Some((form, rest)) =
        ["{not: {any-of: [", "{any-of: [", "{only: [", "{not: [", "{not: ", "["]
            .iter()
            .find_map(|form| Some((*form, written.strip_prefix(form)?)))
    else {
        return quoted(written);
    };
    let closing: String = form
        .chars()
        .rev()
        .filter_map(|c| match c {
            '{' => Some('}'),
            '[' => Some(']'),
            _ => None,
        })
        .collect();
    let inner = rest.strip_suffix(closing.as_str()).unwrap_or(rest);
    let items: Vec<String> = inner.split(", ").map(protect).collect();
    format!("{form}{}{closing}", items.join(", "))
}

/// A random project: some reports with texts and quotes, some without, that state some values.
fn project() -> impl Strategy<Value = Files> {
    let certainty = select(&["certain", "likely", "possible"][..]);
    let extra = select(
        &["", ", scope: {of: x}", ", when: 2024", ", as-of: 2025-10-01", ", according-to: [japan]"]
            [..],
    );
    let claim = (prop_oneof![3 => value(), 1 => list()], certainty, extra, any::<bool>());
    proptest::collection::vec((proptest::collection::vec(claim, 1..4), any::<bool>()), 2..5)
        .prop_map(|reports| {
            let mut files = Files::new();
            files.insert("claims/0.yaml".to_owned(), VOCABULARY.to_owned());
            for (number, (claims, text)) in reports.into_iter().enumerate() {
                let name = if text { "file" } else { "id" };
                let id = if text { format!("t{number}.txt") } else { format!("t{number}") };
                let mut document = format!("report: {{{name}: {id}, published: 2025-10-25}}\nclaims:\n");
                for (place, ((property, value), certainty, extra, quoted)) in claims.into_iter().enumerate() {
                    let quote = if text && quoted { format!(", quote: “ü{place}” stands") } else { String::new() };
                    document.push_str(&format!(
                        "- {{id: c{place}, about: talks, says: {{{property}: {value}}}, certainty: {certainty}{extra}{quote}}}\n"
                    ));
                }
                files.insert(format!("claims/r{number}.yaml"), document);
                if text {
                    let body: String = (0..4).map(|place| format!("Ä line, “ü{place}” stands.\r\n")).collect();
                    files.insert(format!("reports/t{number}.txt"), body);
                }
            }
            files
        })
}

/// What must not depend on any order. Places are left out: a claim moves when claims do.
fn told(project: &Project, found: &[Diagnostic]) -> Vec<String> {
    let model = project.graph.model();
    let name = |claim: &_| model.entry_of(*claim).name.as_ref();
    let mut told: Vec<String> = found
        .iter()
        .map(|finding| {
            let mut positions: Vec<String> = finding
                .positions
                .iter()
                .map(|position| {
                    let mut claims: Vec<&str> = position.claims.iter().map(name).collect();
                    claims.sort_unstable();
                    format!("{} {claims:?} {:?}", position.value, position.origins)
                })
                .collect();
            positions.sort();
            format!("{} {:?} {} {positions:?}", finding.code, finding.severity, finding.fingerprint)
        })
        .collect();
    told.sort();
    told
}

fn told_in_order(found: &[Diagnostic]) -> Vec<String> {
    found.iter().map(|finding| format!("{finding:?}")).collect()
}

/// Every span of a finding lies in its file, on character boundaries.
fn spans_fit(project: &Project, found: &[Diagnostic]) -> Result<(), TestCaseError> {
    let sources = &project.graph.model().sources;
    let fits = |span: Span| {
        sources.file(span.file).text().get(span.start as usize..span.end as usize).is_some()
    };
    for finding in found {
        prop_assert!(fits(finding.at), "{:?}", finding);
        for mark in &finding.labels {
            prop_assert!(fits(mark.span), "{:?}", finding);
        }
    }
    for entry in &project.graph.model().entries {
        prop_assert!(fits(entry.place));
        if let Passage::Found(span) = entry.passage {
            prop_assert!(fits(span) && span.start < span.end);
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(config(100))]

    #[test]
    fn the_order_of_files_changes_nothing_at_all(files in project()) {
        // The program reads files in the order of their paths. File numbers follow the order of
        // reading; a library that reads in another order finds the same.
        let project = load_files(&files);
        let found = check(&project);
        let same = load_files(&files);
        prop_assert_eq!(told_in_order(&found), told_in_order(&check(&same)));
        let other = load_files(files.iter().rev());
        prop_assert_eq!(told(&project, &found), told(&other, &check(&other)));
        spans_fit(&project, &found)?;
        spans_fit(&other, &check(&other))?;
    }

    #[test]
    fn the_order_of_claims_and_documents_changes_no_finding(files in project()) {
        let project = load_files(&files);
        let mut documents: Vec<String> = Vec::new();
        let mut other = Files::new();
        for (path, text) in &files {
            if path.starts_with("reports/") {
                other.insert(path.clone(), text.clone());
                continue;
            }
            documents.push(match text.split_once("claims:\n") {
                Some((head, claims)) => {
                    let mut claims: Vec<&str> = claims.lines().collect();
                    claims.reverse();
                    format!("{head}claims:\n{}\n", claims.join("\n"))
                }
                None => text.clone(),
            });
        }
        documents.reverse();
        other.insert("claims/one.yaml".to_owned(), documents.join("---\n"));
        let other = load_files(&other);
        prop_assert_eq!(told(&project, &check(&project)), told(&other, &check(&other)));
    }

    #[test]
    fn the_names_of_reports_and_files_and_the_words_of_texts_are_in_no_fingerprint(files in project()) {
        let project = load_files(&files);
        let renamed: Files = files.iter().map(|(path, text)| {
            let path = path.replace("reports/t", "reports/else/u").replace("claims/r", "claims/q");
            let text = text.replace("file: t", "file: else/u").replace("id: t", "id: u")
                .replace("Ä line", "Another wörd").replace("” stands", "” lies");
            (path, text)
        }).collect();
        let renamed = load_files(&renamed);
        let fingerprints = |project: &Project| {
            let mut prints: BTreeMap<String, usize> = BTreeMap::new();
            for finding in check(project).iter().filter(|finding| finding.family() != Family::Input) {
                *prints.entry(format!("{} {}", finding.code, finding.fingerprint)).or_default() += 1;
            }
            prints
        };
        prop_assert_eq!(fingerprints(&project), fingerprints(&renamed));
    }

    #[test]
    fn a_question_has_one_verdict(files in project()) {
        let project = load_files(&files);
        let found = check(&project);
        let mut verdicts: BTreeMap<u32, usize> = BTreeMap::new();
        for finding in &found {
            let dispute = finding.family() == Family::Conflict && !finding.positions.is_empty();
            let agreement = finding.family() == Family::Agreement && finding.code != "agreement/corroborated";
            // A case has one verdict: each of its claims takes part in one.
            for claim in finding.claims.iter().filter(|_| dispute || agreement) {
                let is_neutral = finding.neutral.contains(claim);
                *verdicts.entry(claim.0).or_default() += usize::from(!is_neutral);
            }
            if dispute {
                prop_assert!(finding.positions.len() > 1);
                let in_positions: std::collections::BTreeSet<_> =
                    finding.positions.iter().flat_map(|position| &position.claims).collect();
                let all = in_positions.len() + finding.neutral.len();
                prop_assert_eq!(all, finding.claims.len(), "each claim has a position, or is neutral");
            }
        }
        prop_assert!(verdicts.values().all(|count| *count <= 1));
    }

    #[test]
    fn no_two_claims_of_a_position_conflict(files in project()) {
        let project = load_files(&files);
        let context = claimcheck_checker::Context::new(&project);
        for finding in check(&project) {
            // Of a question with several answers, a side is who excludes a member, whatever else they say.
            let model = project.graph.model();
            let many = |id: &claimcheck_core::model::QuestionId| model.property(model.question(*id).property).many;
            for position in finding.positions.iter().filter(|_| !finding.questions.iter().any(many)) {
                for (at, a) in position.claims.iter().enumerate() {
                    for b in &position.claims[at + 1..] {
                        let met = context.meet(*a, *b);
                        prop_assert!(!matches!(met, claimcheck_checker::Meeting::Clash(_)), "{}", finding.code);
                    }
                }
            }
        }
    }
}

/// Pieces of documents: random bytes of YAML are rarely a claim.
const PIECES: &[&str] = &[
    "report:",
    "claims:",
    "facts:",
    "entities:",
    "kinds:",
    "properties:",
    "rules:",
    "rulings:",
    "\n",
    "\n  ",
    "\n- ",
    "\n    ",
    " ",
    "{",
    "}",
    "[",
    "]",
    ", ",
    ": ",
    "---\n",
    "...",
    "'",
    "\"",
    "&a ",
    "*a",
    "|\n",
    ">\n",
    "#",
    "? ",
    "! ",
    "id",
    "file: a.txt",
    "about: talks",
    "says: ",
    "date: ",
    "2025-10-30",
    "quote: ",
    "the talks",
    "type: quantity",
    "not: ",
    "any-of: ",
    "only: ",
    "unknown",
    "talks",
    "{kind: event}",
    "is: ",
    "part-of: ",
    "same-as: ",
    "corrects: ",
    "published: 2025",
    "~",
    "\t",
    "\r\n",
    "\u{feff}",
    "ü",
    "💥",
    "\u{0}",
    "before: talks",
    "nth: 2",
    "first: in 6 years",
    "{not: {not: {not: ",
    "1e400",
    "99999999999999999999",
    "-",
    "…",
    "[…]",
    "\u{202e}",
    "\u{85}",
];

proptest! {
    #![proptest_config(config(600))]

    #[test]
    fn no_text_ends_the_program(
        pieces in proptest::collection::vec(prop_oneof![6 => select(PIECES).prop_map(str::to_owned), 1 => ".{0,8}"], 0..60),
        text in ".{0,40}",
    ) {
        let mut files = Files::new();
        files.insert("claims/a.yaml".to_owned(), pieces.concat());
        files.insert("claims/b.yaml".to_owned(), "entities: {talks: {kind: event}}".to_owned());
        files.insert("reports/a.txt".to_owned(), text);
        let project = load_files(&files);
        let found = check(&project);
        spans_fit(&project, &found)?;
    }

    #[test]
    fn no_value_ends_the_program(
        property in select(&PHRASES[..]).prop_map(|(name, _)| name),
        words in proptest::collection::vec(prop_oneof![
            select(DATES).prop_map(str::to_owned), "[0-9]{1,30}", "[a-z]{1,9}", ".{0,6}",
            select(&["about", "over", "between", "and", "/", "..", "-", "%", "USD", "km", "years", "ago", "in", "since", "["][..]).prop_map(str::to_owned),
        ], 0..6),
        glue in select(&["", " "][..]),
    ) {
        let value = words.join(glue).replace('\'', "''").replace(['\n', '\r'], " ");
        let project = said(&[format!("{{{property}: '{value}'}}"), format!("{{{property}: '{value}'}}")]);
        let found = check(&project);
        prop_assert!(found.iter().all(|finding| finding.family() != Family::Conflict), "a value conflicts with itself: {}", value);
        spans_fit(&project, &found)?;
    }

    #[test]
    fn every_quote_of_a_text_is_found_or_said_to_be_missing(text in "[a-zé “”\u{301}.*_\n\u{a0}-]{0,80}", from in any::<prop::sample::Index>(), to in any::<prop::sample::Index>()) {
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let (a, b) = (*from.get(&places), *to.get(&places));
        let quote = &text[a.min(b)..a.max(b)];
        let escaped: String = quote.chars().map(|c| match c { '"' => "\\\"".to_owned(), '\\' => "\\\\".to_owned(), '\n' => "\\n".to_owned(), c => c.to_string() }).collect();
        let mut files = Files::new();
        files.insert("claims/a.yaml".to_owned(), format!(
            "entities: {{talks: {{kind: event}}}}\n---\nreport: {{file: a.txt}}\nclaims:\n- {{about: talks, says: {{date: 2025}}, quote: \"{escaped}\"}}\n"));
        files.insert("reports/a.txt".to_owned(), text.clone());
        let project = load_files(&files);
        let errors = project.problems.iter().filter(|problem| problem.code.is_error()).count();
        let found = project.graph.model().entries.iter().filter(|entry| matches!(entry.passage, Passage::Found(_))).count();
        prop_assert_eq!(errors + found, 1, "{:?} in {:?}: {:?}", quote, text, project.problems);
        spans_fit(&project, &check(&project))?;
    }
}

/// Neither of two answers is narrower: which of them names their position is no matter of order.
#[test]
fn the_name_of_a_position_does_not_depend_on_the_order_of_claims() {
    let named = |a: &str, b: &str| {
        let fixture = format!(
            "{VOCABULARY}---\nreport: {{id: a}}\nclaims: [{{about: talks, says: {{toll: {a}}}}}]\n---\n\
             report: {{id: b}}\nclaims: [{{about: talks, says: {{toll: {b}}}}}]\n"
        );
        let (_, finding) = claimcheck_tests::one(&fixture, "agreement/compatible");
        finding.positions.into_iter().map(|position| position.value).collect::<Vec<_>>()
    };
    assert_eq!(named("10..20", "15..25"), named("15..25", "10..20"));
}

#[test]
fn a_changed_value_changes_the_fingerprint_of_a_dispute_and_nothing_else_does() {
    let fingerprint = |a: &str, b: &str, more: &str| {
        let fixture = format!(
            "{VOCABULARY}---\nreport: {{id: a}}\nclaims: [{{about: talks, says: {{{a}}}}}]\n---\n\
             report: {{id: b}}\nclaims: [{{about: talks, says: {{{b}}}}}]\n{more}"
        );
        let (_, found) = findings(&fixture);
        let mut disputes = found.into_iter().filter(|finding| finding.family() == Family::Conflict);
        let dispute = disputes.next().expect("there is a dispute");
        assert!(disputes.next().is_none());
        dispute.fingerprint
    };
    let known = fingerprint("toll: 20", "toll: 30", "");
    assert_eq!(known, fingerprint("toll: 30", "toll: 20", ""), "the order of claims");
    assert_eq!(known, fingerprint("toll: '20.0 people'", "toll: 30 people", ""), "the wording");
    let third = "---\nreport: {id: c}\nclaims: [{about: talks, says: {toll: 30}}]\n";
    assert_eq!(
        known,
        fingerprint("toll: 20", "toll: 30", third),
        "a third report in a known position"
    );
    assert_ne!(known, fingerprint("toll: 20", "toll: 31", ""), "a value");
    assert_ne!(
        known,
        fingerprint("toll: 20", "toll: 30", &third.replace("30", "40")),
        "a position"
    );
    assert_ne!(known, fingerprint("length: 20", "length: 30", ""), "the question");
}

/// A fingerprint is made of the code, the question and the values, and of no file's name.
#[test]
fn the_name_of_a_file_is_in_no_fingerprint_of_the_input() {
    let fingerprint = |file: &str| {
        let fixture = format!(
            "entities: {{talks: {{kind: event}}}}\n---\nreport: {{id: r, file: {file}}}\n\
             claims: [{{about: talks, says: {{date: 2025}}, quote: no such words}}]\n\
             --- reports/{file}\nx\n"
        );
        claimcheck_tests::one(&fixture, "input/quote-not-found").1.fingerprint
    };
    assert_eq!(fingerprint("a.txt"), fingerprint("b.txt"));
}

/// To deny a list is to deny each of its members, however it is written.
#[test]
fn a_denied_list_and_a_denied_choice_are_the_same() {
    let printed = |value: &str| {
        let project = said(&[format!("{{places: {value}}}")]);
        print(project.graph.model(), answers(&project)[0])
    };
    assert_eq!(printed("{not: [seoul, japan]}"), printed("{not: {any-of: [seoul, japan]}}"));
}

/// What cannot be known agrees with everything and is printed as itself.
#[test]
fn unknown_is_printed_as_itself() {
    let project = said(&["{date: unknown}".to_owned()]);
    let claims = answers(&project);
    assert_eq!(claims[0].answer, Answer::Unknown);
    assert_eq!(print(project.graph.model(), claims[0]), "unknown");
}

/// Any place in a series, in whatever words, is printed so that it is read as that again.
#[test]
fn any_rank_is_printed_as_what_is_read_as_itself() {
    let printed = |value: &str| {
        let project = said(&[format!("{{nth: {value}}}")]);
        print(project.graph.model(), answers(&project)[0])
    };
    assert_eq!(printed("{any-of: [{not: 2}, 2]}"), "{any-of: [1, {not: 1}]}");
    assert_eq!(printed("{any-of: [1, {not: 1}]}"), "{any-of: [1, {not: 1}]}");
}

/// The reader of YAML alone, on bytes that are no project.
#[test]
fn yaml_that_ends_anywhere_is_refused_with_a_place() {
    let text = "entities: {a: [b, 'c', \"d\\u0041\"], ? e : |\n  f\n}\n---\n&x g: *x\n";
    for (at, _) in text.char_indices() {
        let (_, problems) = yaml::parse(&text[..at], claimcheck_core::source::FileId(0));
        assert!(problems.iter().all(|problem| problem.at.span.end as usize <= at));
    }
}
