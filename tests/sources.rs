//! Whose word claims are, and how many have said it independently: each form of the language with a near
//! miss, and small random projects against a search that knows nothing of the program.

use std::collections::BTreeSet;

use claimcheck::written::{Ink, Paper};
use claimcheck_tests::{agreements, findings, gaps, input, one, only};
use serde_json::Value;

use crate::cases::scaled;

/// What all fixtures of this file speak of.
const TALKS: &str = "
entities:
  talks: {}
  agency: {kind: organisation}
  paper: {kind: organisation}
  speaker: {kind: person, speaks-for: agency}
  desk: {kind: organisation, part-of: agency}
  other-desk: {kind: organisation, part-of: agency}
properties:
  toll: {type: quantity, unit: people}
";

/// Reports a, b, …: what is written in the report, and in its only claim.
fn reports(of: &[(&str, &str)]) -> String {
    let report = |(at, (report, claim)): (usize, &(&str, &str))| {
        let id = ["a", "b", "c", "d"][at];
        format!(
            "---\nreport: {{id: {id}{report}}}\nclaims: [{{id: it, about: talks, says: {{toll: 20}}{claim}}}]\n"
        )
    };
    let each: String = of.iter().enumerate().map(report).collect();
    format!("{TALKS}{each}")
}

#[track_caller]
fn is_echo(of: &[(&str, &str)]) {
    only(&reports(of), "gap/echo", "gap/echo note talks.toll: 20 people");
    only(&reports(of), "agreement/corroborated", "");
}

#[track_caller]
fn is_corroborated(of: &[(&str, &str)]) {
    only(
        &reports(of),
        "agreement/corroborated",
        "agreement/corroborated note talks.toll: 20 people",
    );
    only(&reports(of), "gap/echo", "");
}

#[test]
fn each_source_of_a_list_vouches_by_itself() {
    let both = ", according-to: [agency, paper]";
    is_corroborated(&[("", both), ("", ", according-to: agency")]);
    is_corroborated(&[("", both), ("", both)]);
    // Through one report alone two sources are no corroboration.
    only(&reports(&[("", both)]), "agreement/corroborated", "");
    only(&reports(&[("", both)]), "gap/single-origin", "");
}

#[test]
fn a_source_that_cites_another_hands_on_its_word() {
    is_echo(&[("", ", according-to: paper citing agency"), ("", ", according-to: agency")]);
    is_echo(&[
        ("", ", according-to: [paper citing agency, agency]"),
        ("", ", according-to: agency"),
    ]);
    is_echo(&[
        ("", ", according-to: b citing paper citing agency"),
        ("", ", according-to: agency"),
    ]);
    is_corroborated(&[("", ", according-to: agency citing paper"), ("", ", according-to: agency")]);
}

#[test]
fn each_link_is_looked_up_at_its_place() {
    input(
        &reports(&[
            ("", ", according-to: papre citing agency"),
            ("", ", according-to: [paper, desk, speaker, other-desk]"),
        ]),
        "input/unknown-name error claims/example.yaml:12:65 `papre`",
    );
    let (_, unknown) = one(
        &reports(&[("", ", according-to: paper citing agenci"), ("", "")]),
        "input/unknown-name",
    );
    assert_eq!(unknown.help.as_deref(), Some("did you mean `agency`?"));
    let (_, missing) =
        one(&reports(&[("", ", according-to: paper citing"), ("", "")]), "input/bad-value");
    assert_eq!(missing.message, "a source is missing in `paper citing`");
}

#[test]
fn whoever_speaks_for_another_is_one_voice_with_it() {
    is_echo(&[("", ", according-to: speaker"), ("", ", according-to: agency")]);
    is_echo(&[(", publisher: agency", ""), ("", ", according-to: paper citing speaker")]);
    is_corroborated(&[("", ", according-to: speaker"), ("", ", according-to: paper")]);
    // What a spokeswoman says is followed through the claims of the house.
    is_echo(&[
        (", publisher: agency", ", according-to: paper"),
        ("", ", according-to: speaker"),
        ("", ", according-to: paper"),
    ]);
}

#[test]
fn the_desks_of_a_house_are_one_voice() {
    is_echo(&[(", publisher: desk", ""), (", publisher: other-desk", "")]);
    is_echo(&[(", publisher: desk", ""), ("", ", according-to: agency")]);
    is_corroborated(&[(", publisher: desk", ""), (", publisher: paper", "")]);
    // What publishes nothing is no desk of a house.
    is_corroborated(&[("", ", according-to: desk"), ("", ", according-to: other-desk")]);
}

#[test]
fn nobody_speaks_for_himself_in_the_end() {
    let of = |entities: &str| format!("entities: {{{entities}}}\n");
    let circular = "a: {speaks-for: b}, b: {speaks-for: a}, c: {speaks-for: a}";
    let (_, finding) = one(&of(circular), "input/cycle");
    assert_eq!(finding.message, "these entities speak for each other: a, b");
    one(&of("a: {speaks-for: a}"), "input/cycle");
    only(&of("a: {speaks-for: b}, b: {speaks-for: c}, c: {}"), "input/cycle", "");
    let merged = "a: {speaks-for: c}, b: {speaks-for: d, same-as: a}, c: {}, d: {}";
    assert_eq!(one(&of(merged), "input/bad-value").1.message, "`b` cannot speak for two");
}

#[test]
fn a_sources_own_report_counts_where_it_entails_what_cites_it() {
    let three = |own: &str| {
        format!(
            "{TALKS}---\nreport: {{id: a, publisher: agency}}\n\
             claims: [{{about: talks, says: {{toll: {own}}}, according-to: paper}}]\n---\n\
             report: {{id: b}}\nclaims: [{{about: talks, says: {{toll: 10..30}}, according-to: agency}}]\n---\n\
             report: {{id: c}}\nclaims: [{{about: talks, says: {{toll: 10..30}}, according-to: paper}}]\n"
        )
    };
    only(&three("20"), "agreement/corroborated", "");
    // What the agency says here is less than what it is cited with.
    let (_, finding) = one(&three("0..40"), "agreement/corroborated");
    assert_eq!(finding.positions[0].origins, ["agency", "paper"]);
}

#[test]
fn corroboration_is_of_a_stated_answer() {
    let said = |a: &str, b: &str, c: &str| {
        let claim = |id: &str, says: &str| {
            format!(
                "---\nreport: {{id: {id}}}\nclaims: [{{id: it, about: talks, says: {{{says}}}}}]\n"
            )
        };
        let talks = TALKS.replace("talks: {}", "talks: {kind: event}");
        format!("{talks}{}{}{}", claim("a", a), claim("b", b), claim("c", c))
    };
    let fixture = said("date: 2025-10-30", "date: 2025-10", "date: 2025");
    let (_, finding) = one(&fixture, "agreement/corroborated");
    assert_eq!(finding.message, "2 independent origins for the date of talks, 2025-10: a and b");
    let wanted = ["only a says 2025-10-30", "c leaves open whether it is 2025-10"];
    assert!(wanted.iter().all(|step| finding.reason.iter().any(|it| it == step)), "{finding:?}");
    // Two answers that only have something in common support nothing together.
    let overlapping = said("toll: 10..20", "toll: 15..30", "date: 2025");
    only(&overlapping, "agreement/corroborated", "");
    agreements(&overlapping, "agreement/compatible note talks.toll: 10..20 people");
    // Several narrowest answers are one finding.
    let several = said("toll: 10..20", "toll: 0..18", "toll: 12..15");
    let (_, finding) = one(&several, "agreement/corroborated");
    assert_eq!(finding.positions.len(), 2, "{finding:?}");
}

#[test]
fn what_is_less_than_likely_supports_nothing_and_hides_nothing() {
    let possible = ", certainty: possible";
    only(&reports(&[("", ""), ("", possible)]), "agreement/corroborated", "");
    is_corroborated(&[("", ""), ("", ", certainty: likely")]);
    one(&reports(&[("", ""), ("", possible)]), "gap/single-origin");
    // A less certain claim that disputes the answer.
    let doubt =
        "---\nreport: {id: d}\nclaims: [{about: talks, says: {toll: 30}, certainty: doubtful}]\n";
    let disputed = format!("{}{doubt}", reports(&[("", ""), ("", "")]));
    one(&disputed, "conflict/quantity");
    one(&disputed, "agreement/corroborated");
    let equal = disputed.replace(", certainty: doubtful", "");
    only(&equal, "agreement/corroborated", "");
}

#[test]
fn facts_support_nothing() {
    let fact = "---\nfacts: [{about: talks, says: {toll: 20}, source: the desk}]\n";
    let fixture = format!("{}{fact}", reports(&[("", "")]));
    only(&fixture, "agreement/corroborated", "");
    one(&fixture, "gap/single-origin");
}

#[test]
fn claims_of_two_times_do_not_support_each_other() {
    let of = |other: &str| reports(&[("", ", when: 2022"), ("", other)]);
    only(&of(", when: 2023"), "agreement/corroborated", "");
    one(&of(", when: 2022"), "agreement/corroborated");
}

#[test]
fn what_rests_on_one_origin_is_one_finding() {
    let fixture = format!(
        "{TALKS}  size: {{type: quantity, unit: m}}\n---\nreport: {{id: a}}\nclaims:\n\
         \u{20} - {{id: one, about: talks, says: {{toll: 1, size: 2}}}}\n\
         \u{20} - {{id: two, about: agency, says: {{size: 3}}, according-to: paper}}\n---\n\
         report: {{id: b}}\nclaims: [{{id: x, about: agency, says: {{toll: 3}}}}]\n"
    );
    only(
        &fixture,
        "gap/single-origin",
        "gap/single-origin note talks.size + talks.toll: a#one, a#one
         gap/single-origin note agency.size: a#two
         gap/single-origin note agency.toll: b#x",
    );
}

#[test]
fn what_a_report_leaves_out_of_a_subject_is_one_finding() {
    let claims = "about: talks, says: {toll: 20, size: 2}";
    let fixture = format!(
        "{TALKS}  size: {{type: quantity, unit: m}}\n  colour: {{type: text}}\n---\n\
         report: {{id: a}}\nclaims: [{{id: it, {claims}}}]\n---\n\
         report: {{id: b}}\nclaims: [{{id: it, {claims}}}]\n---\n\
         report: {{id: c}}\nclaims: [{{about: talks, says: {{colour: red}}}}]\n---\n\
         report: {{id: d}}\nclaims: [{{about: talks, says: {{toll: unknown, colour: red}}}}]\n"
    );
    let (_, all) = findings(&fixture);
    let silent = all.iter().filter(|finding| finding.code == "gap/silent");
    let told: Vec<&str> = silent.map(|finding| finding.message.as_str()).collect();
    let wanted = [
        "c leaves out 2 questions: the size of talks and the toll of talks",
        "d leaves out the size of talks",
        "a leaves out the colour of talks",
        "b leaves out the colour of talks",
    ];
    assert_eq!(told, wanted);
}

/// Two reports, each with a text and a claim that quotes `toll was 20`.
fn texts(a: &str, b: &str, more: (&str, &str)) -> String {
    let report = |id: &str, more: &str| {
        format!(
            "---\nreport: {{id: {id}, file: {id}.txt{more}}}\n\
             claims: [{{id: it, about: talks, says: {{toll: 20}}, quote: toll was 20}}]\n"
        )
    };
    let (one, other) = (report("a", more.0), report("b", more.1));
    format!("{TALKS}{one}{other}--- reports/a.txt\n{a}\n--- reports/b.txt\n{b}\n")
}

const COPIED: &str = "At noon the toll was 20 and rising in the old harbour.";

#[test]
fn claims_on_copied_sentences_have_one_origin() {
    let copied = texts(&format!("So it is. {COPIED}"), &format!("{COPIED} Rain came."), ("", ""));
    only(&copied, "gap/echo", "gap/echo note talks.toll: 20 people");
    only(&copied, "agreement/corroborated", "");
    only(&copied, "gap/copied", "");
    let own = texts(COPIED, "They say at noon the toll was 20 and falling.", ("", ""));
    only(&own, "gap/echo", "");
    one(&own, "agreement/corroborated");
    // What two reports heard the same man say is no copy.
    let (a, b) = (
        "He said: “the toll was 20 and will rise no more, I promise”.",
        "“So he said: the toll was 20 and will rise no more, I promise.”",
    );
    one(&texts(a, b, ("", "")), "agreement/corroborated");
}

#[test]
fn copies_have_the_source_that_both_lead_to() {
    let of = |a: &str, b: &str| {
        let fixture = texts(&format!("First. {COPIED}"), COPIED, ("", ""));
        let quote = "quote: toll was 20";
        let fixture = fixture.replacen(quote, &format!("{quote}, according-to: {a}"), 1);
        let at = fixture.rfind(quote).expect("two claims") + quote.len();
        let by = if b.is_empty() { String::new() } else { format!(", according-to: {b}") };
        let fixture = format!("{}{by}{}", &fixture[..at], &fixture[at..]);
        one(&fixture, "gap/echo").1.positions[0].origins.clone()
    };
    assert_eq!(of("agency", "[paper, agency]"), ["agency"]);
    assert_eq!(of("agency", "paper"), ["agency"]);
    assert_eq!(of("[agency, paper]", "[paper, agency]"), ["a"]);
}

#[test]
fn identical_reports_corroborate_nothing() {
    let publishers = (", publisher: agency", ", publisher: paper");
    let fixture = texts(
        "So the toll was 20.\nMore to follow here.",
        "So the toll was 20.\nMore to follow here.",
        publishers,
    );
    one(&fixture, "gap/echo");
    only(&fixture, "agreement/corroborated", "");
    // Nor do claims that name no passage of them.
    one(&fixture.replace(", quote: toll was 20", ""), "gap/echo");
    one(
        &fixture
            .replace("More to follow here.\n--- reports/b", "More to come here.\n--- reports/b"),
        "agreement/corroborated",
    );
}

#[test]
fn reports_that_share_three_sentences_are_told() {
    let more = "The mayor of the old town has not been seen since Monday night. Nobody in the harbour office would say where he might have gone.";
    let three = texts(&format!("{COPIED} {more}"), &format!("{COPIED} {more} So far."), ("", ""));
    let (_, finding) = one(&three, "gap/copied");
    assert_eq!(finding.message, "a and b share 3 sentences word for word");
    assert_eq!(finding.labels.len(), 2);
    let two = texts(
        &format!("{COPIED} {more}"),
        &format!("{COPIED} The mayor of the old town has not been seen since Monday night."),
        ("", ""),
    );
    only(&two, "gap/copied", "");
    for declared in [
        (", based-on: b", ""),
        (", based-on: agency", ", publisher: agency"),
        (", publisher: desk", ", publisher: agency"),
        (", corrects: b", ""),
    ] {
        let known =
            texts(&format!("{COPIED} {more}"), &format!("{COPIED} {more} So far."), declared);
        only(&known, "gap/copied", "");
    }
}

#[test]
fn the_json_has_the_sources_of_each_claim() {
    let fixture = reports(&[("", ", according-to: [paper citing agency, speaker]"), ("", "")]);
    let json = json(&fixture);
    let found = json["findings"].as_array().expect("findings");
    let claims = found.iter().flat_map(|finding| finding["claims"].as_array().expect("claims"));
    let sources: BTreeSet<String> =
        claims.map(|claim| format!("{} {}", claim["id"], claim["sources"])).collect();
    let wanted = ["\"a#it\" [\"paper citing agency\",\"speaker\"]", "\"b#it\" []"];
    assert_eq!(sources, wanted.map(str::to_owned).into());
}

fn json(fixture: &str) -> Value {
    let (project, found) = findings(fixture);
    let paper = Paper { width: 80, ink: Ink::Black };
    let text = claimcheck::written::findings("json", &project, (&found, &[]), paper);
    let text = text.expect("a format").expect("it can be written");
    serde_json::from_str(&text).expect("it is JSON")
}

/// The cases of the desk that this is about.
#[test]
fn an_unsure_claim_beside_a_copy_changes_nothing() {
    gaps(
        &reports(&[
            ("", ", according-to: agency"),
            ("", ", according-to: speaker, certainty: doubtful"),
        ]),
        "gap/single-origin note talks.toll: a#it",
    );
}

/// Random projects on one question whose answers all fit together, and what must be found in them: worked
/// out from the plain data that the project is written from.
mod model {
    use super::*;

    const ENTITIES: usize = 5;

    #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
    enum Source {
        Entity(usize),
        Report(usize),
    }

    #[derive(Debug)]
    struct Report {
        publisher: Option<usize>,
        based_on: Vec<Source>,
        /// Sentences of a common stock, and whether each is cut short of a copy.
        sentences: Vec<(usize, bool)>,
    }

    #[derive(Debug)]
    struct Claim {
        report: usize,
        answer: (u32, u32),
        certainty: usize,
        sources: Vec<Vec<Source>>,
        sentence: Option<usize>,
    }

    #[derive(Debug)]
    struct World {
        speaks_for: Vec<Option<usize>>,
        part_of: Vec<Option<usize>>,
        reports: Vec<Report>,
        claims: Vec<Claim>,
    }

    const CERTAINTIES: [&str; 4] = ["doubtful", "possible", "likely", "certain"];

    struct Dice(u64);

    impl Dice {
        fn below(&mut self, bound: usize) -> usize {
            self.0 = self
                .0
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            usize::try_from((self.0 >> 33) % bound as u64).expect("a small number")
        }

        fn one_in(&mut self, number: usize) -> bool {
            self.below(number) == 0
        }

        fn source(&mut self, reports: usize) -> Source {
            if self.one_in(3) {
                Source::Report(self.below(reports))
            } else {
                Source::Entity(self.below(ENTITIES))
            }
        }

        fn sentences(&mut self) -> Vec<(usize, bool)> {
            let mut sentences: Vec<(usize, bool)> = (0..5).map(|at| (at, self.one_in(3))).collect();
            sentences.retain(|_| !self.one_in(3));
            sentences
        }

        fn world(&mut self) -> World {
            let count = 2 + self.below(4);
            let lower = |dice: &mut Self, at: usize, odds| {
                (at > 0 && dice.one_in(odds)).then(|| dice.below(at))
            };
            let speaks_for = (0..ENTITIES).map(|at| lower(self, at, 4)).collect();
            let part_of = (0..ENTITIES).map(|at| lower(self, at, 4)).collect();
            let reports: Vec<Report> = (0..count)
                .map(|_| Report {
                    publisher: self.one_in(2).then(|| self.below(ENTITIES)),
                    based_on: (0..self.below(3).saturating_sub(1))
                        .map(|_| self.source(count))
                        .collect(),
                    sentences: self.sentences(),
                })
                .collect();
            let mut claims = Vec::new();
            for (at, report) in reports.iter().enumerate() {
                for _ in 0..1 + self.below(2) {
                    let chains = if self.one_in(2) { 0 } else { 1 + self.below(2) };
                    claims.push(Claim {
                        report: at,
                        answer: ([40, 45, 50][self.below(3)], [50, 55, 60][self.below(3)]),
                        certainty: if self.one_in(3) { self.below(4) } else { 3 },
                        sources: (0..chains)
                            .map(|_| (0..1 + self.below(2)).map(|_| self.source(count)).collect())
                            .collect(),
                        sentence: (!report.sentences.is_empty() && self.one_in(3))
                            .then(|| self.below(report.sentences.len())),
                    });
                }
            }
            World { speaks_for, part_of, reports, claims }
        }
    }

    fn name(source: Source) -> String {
        match source {
            Source::Entity(at) => format!("e{at}"),
            Source::Report(at) => format!("r{at}"),
        }
    }

    impl World {
        fn claim_name(&self, claim: usize) -> String {
            format!("r{}#c{claim}", self.claims[claim].report)
        }

        fn fixture(&self) -> String {
            let mut text = String::from(
                "properties: {toll: {type: quantity, unit: people}}\nentities:\n  talks: {}\n",
            );
            for at in 0..ENTITIES {
                let tie = |key: &str, other: Option<usize>| {
                    other.map(|it| format!(", {key}: e{it}")).unwrap_or_default()
                };
                text += &format!(
                    "  e{at}: {{kind: organisation{}{}}}\n",
                    tie("speaks-for", self.speaks_for[at]),
                    tie("part-of", self.part_of[at])
                );
            }
            for (at, report) in self.reports.iter().enumerate() {
                let publisher =
                    report.publisher.map(|it| format!(", publisher: e{it}")).unwrap_or_default();
                let based: Vec<String> = report.based_on.iter().map(|it| name(*it)).collect();
                text += &format!(
                    "---\nreport: {{id: r{at}, file: r{at}.txt, published: 2025-01-{:02}{publisher}, based-on: [{}]}}\nclaims:\n",
                    20 - at,
                    based.join(", ")
                );
                for (number, claim) in
                    self.claims.iter().enumerate().filter(|(_, claim)| claim.report == at)
                {
                    let (low, high) = claim.answer;
                    let toll = if low == high { low.to_string() } else { format!("{low}..{high}") };
                    let chain = |chain: &Vec<Source>| {
                        chain.iter().map(|it| name(*it)).collect::<Vec<_>>().join(" citing ")
                    };
                    let sources: Vec<String> = claim.sources.iter().map(chain).collect();
                    let quote = claim.sentence.map(|it| {
                        let stock = report.sentences[it].0;
                        format!(", quote: b{stock} c{stock}")
                    });
                    text += &format!(
                        "  - {{id: c{number}, about: talks, says: {{toll: {toll}}}, certainty: {}, according-to: [{}]{}}}\n",
                        CERTAINTIES[claim.certainty],
                        sources.join(", "),
                        quote.unwrap_or_default()
                    );
                }
            }
            for (at, report) in self.reports.iter().enumerate() {
                text +=
                    &format!("--- reports/r{at}.txt\nReport number {at} has this of its own.\n");
                for (stock, is_short) in &report.sentences {
                    let end = if *is_short {
                        format!("x{at} y{at}")
                    } else {
                        format!("h{stock} i{stock}")
                    };
                    let s = stock;
                    text += &format!("A{s} b{s} c{s} d{s} e{s} f{s} g{s} {end}.\n");
                }
            }
            text
        }

        /// Whose word the word of an entity is.
        fn speaker(&self, entity: usize) -> usize {
            let mut desks: BTreeSet<usize> =
                self.reports.iter().filter_map(|it| it.publisher).collect();
            for _ in 0..ENTITIES {
                let next = |at: &usize| self.speaks_for[*at].or(self.part_of[*at]);
                desks.extend(desks.clone().iter().filter_map(next));
            }
            let mut at = entity;
            loop {
                match self.speaks_for[at]
                    .or_else(|| self.part_of[at].filter(|_| desks.contains(&at)))
                {
                    Some(next) => at = next,
                    None => return at,
                }
            }
        }

        fn plain(&self, source: Source) -> Source {
            match source {
                Source::Entity(entity) => Source::Entity(self.speaker(entity)),
                report => report,
            }
        }

        fn voice(&self, report: usize) -> Source {
            self.reports[report]
                .publisher
                .map_or(Source::Report(report), |it| Source::Entity(self.speaker(it)))
        }

        fn within(one: (u32, u32), other: (u32, u32)) -> bool {
            one.0 >= other.0 && one.1 <= other.1
        }

        /// Where a source leads that is named in a report: `Err` is the report's own voice.
        fn named(&self, source: Source, report: usize) -> Result<Source, Source> {
            let source = self.plain(source);
            let voice = self.voice(report);
            if source == voice || source == Source::Report(report) {
                Err(voice)
            } else {
                Ok(source)
            }
        }

        /// All origins that can be reached; `fixed` are those of claims that are known already.
        fn origins(&self, claim: usize, fixed: &[Option<Source>]) -> BTreeSet<Source> {
            let mut origins = BTreeSet::new();
            let mut seen = BTreeSet::new();
            let mut todo = vec![(Some(claim), None, self.claims[claim].answer)];
            while let Some(stop) = todo.pop() {
                if !seen.insert(stop) {
                    continue;
                }
                let answer = stop.2;
                let (ends, report): (Vec<Source>, usize) = match stop {
                    (Some(claim), ..) => {
                        let Claim { report, sources, .. } = &self.claims[claim];
                        if let Some(origin) = fixed[claim] {
                            origins.insert(origin);
                            continue;
                        }
                        let ends =
                            sources.iter().map(|chain| chain[chain.len() - 1]).collect::<Vec<_>>();
                        let ends = if ends.is_empty() {
                            self.reports[*report].based_on.clone()
                        } else {
                            ends
                        };
                        (ends, *report)
                    }
                    (None, Some(source), _) => {
                        let own = |claim: &usize| {
                            let Claim { report, answer: given, .. } = self.claims[*claim];
                            let is_its = match source {
                                Source::Report(it) => it == report,
                                entity => self.voice(report) == entity,
                            };
                            is_its && Self::within(given, answer)
                        };
                        let claims: Vec<usize> = (0..self.claims.len()).filter(own).collect();
                        match source {
                            _ if !claims.is_empty() => {
                                todo.extend(
                                    claims
                                        .iter()
                                        .map(|it| (Some(*it), None, self.claims[*it].answer)),
                                );
                                continue;
                            }
                            Source::Entity(_) => {
                                origins.insert(source);
                                continue;
                            }
                            Source::Report(report) => {
                                (self.reports[report].based_on.clone(), report)
                            }
                        }
                    }
                    (None, None, _) => continue,
                };
                if ends.is_empty() {
                    origins.insert(self.voice(report));
                }
                for end in ends {
                    match self.named(end, report) {
                        Ok(source) => todo.push((None, Some(source), answer)),
                        Err(voice) => {
                            origins.insert(voice);
                        }
                    }
                }
            }
            origins
        }

        fn copied(&self, claim: usize) -> Option<usize> {
            let Claim { report, sentence, .. } = &self.claims[claim];
            let (stock, is_short) = self.reports[*report].sentences[(*sentence)?];
            (!is_short).then_some(stock)
        }

        /// The origins of all claims, each group of copies with one.
        fn all_origins(&self) -> Vec<BTreeSet<Source>> {
            let free = vec![None; self.claims.len()];
            let plain: Vec<_> = (0..self.claims.len()).map(|it| self.origins(it, &free)).collect();
            let mut fixed = free;
            for stock in 0..5 {
                let group: Vec<usize> =
                    (0..self.claims.len()).filter(|it| self.copied(*it) == Some(stock)).collect();
                let reports: BTreeSet<usize> =
                    group.iter().map(|it| self.claims[*it].report).collect();
                let known: Vec<usize> =
                    group.iter().copied().filter(|it| !plain[*it].is_empty()).collect();
                // The later a report's number, the earlier it was published.
                let earliest = known
                    .iter()
                    .copied()
                    .max_by_key(|it| (self.claims[*it].report, std::cmp::Reverse(*it)));
                let (Some(earliest), true) = (earliest, reports.len() > 1) else { continue };
                let common: Vec<Source> = plain[earliest]
                    .iter()
                    .copied()
                    .filter(|it| known.iter().all(|claim| plain[*claim].contains(it)))
                    .collect();
                let origin = match (common.as_slice(), plain[earliest].len()) {
                    ([only], _) => *only,
                    (_, 1) => *plain[earliest].first().expect("one"),
                    _ => self.voice(self.claims[earliest].report),
                };
                for claim in group {
                    fixed[claim] = Some(origin);
                }
            }
            (0..self.claims.len()).map(|it| self.origins(it, &fixed)).collect()
        }

        /// What must be found: each finding as its code, the claims and the origins.
        fn expected(&self) -> BTreeSet<String> {
            let origins = self.all_origins();
            let sure = |least: usize| -> Vec<usize> {
                (0..self.claims.len()).filter(|it| self.claims[*it].certainty >= least).collect()
            };
            let is_hedged = sure(2).is_empty();
            let counted = sure(if is_hedged { 0 } else { 2 });
            let sum = |claims: &[usize]| {
                let all: BTreeSet<Source> =
                    claims.iter().flat_map(|it| origins[*it].clone()).collect();
                let told = claims.iter().filter(|it| !origins[**it].is_empty());
                (all, told.map(|it| self.claims[*it].report).collect::<BTreeSet<_>>())
            };
            let line = |code: &str, claims: &[usize], origins: &BTreeSet<Source>| {
                let claims: Vec<String> = claims.iter().map(|it| self.claim_name(*it)).collect();
                let mut origins: Vec<String> = origins.iter().map(|it| name(*it)).collect();
                origins.sort();
                format!("{code} {} {}", claims.join(","), origins.join(","))
            };
            let (all, reports) = sum(&counted);
            if all.len() == 1 && reports.len() == 1 {
                return [line("gap/single-origin", &counted, &all)].into();
            }
            let answers: BTreeSet<(u32, u32)> = self.claims.iter().map(|it| it.answer).collect();
            let supported = |wanted: &dyn Fn(usize) -> bool| {
                let of = |answer: &(u32, u32)| {
                    let claims: Vec<usize> = counted
                        .iter()
                        .copied()
                        .filter(|it| Self::within(self.claims[*it].answer, *answer))
                        .collect();
                    let (origins, reports) = sum(&claims);
                    (reports.len() > 1 && wanted(origins.len()))
                        .then_some((*answer, claims, origins))
                };
                answers.iter().filter_map(of).collect::<Vec<_>>()
            };
            let mut expected = BTreeSet::new();
            for (code, found) in [
                (
                    "agreement/corroborated",
                    if is_hedged { Vec::new() } else { supported(&|it| it > 1) },
                ),
                ("gap/echo", supported(&|it| it == 1)),
            ] {
                for (answer, claims, origins) in &found {
                    if !found
                        .iter()
                        .any(|(other, ..)| other != answer && Self::within(*other, *answer))
                    {
                        expected.insert(line(code, claims, origins));
                    }
                }
            }
            expected
        }
    }

    fn found(json: &Value) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        let names = |list: &Value| {
            let names = list.as_array().expect("a list").iter();
            names
                .map(|it| it.as_str().or(it["id"].as_str()).expect("a name").to_owned())
                .collect::<Vec<_>>()
        };
        for finding in json["findings"].as_array().expect("findings") {
            let code = finding["code"].as_str().expect("a code");
            match code {
                "agreement/corroborated" | "gap/echo" => {
                    for position in finding["positions"].as_array().expect("positions") {
                        let (claims, origins) =
                            (names(&position["claims"]), names(&position["origins"]));
                        found.insert(format!("{code} {} {}", claims.join(","), origins.join(",")));
                    }
                }
                "gap/single-origin" => {
                    let message = finding["message"].as_str().expect("a message");
                    let origin = message.rsplit(' ').next().unwrap_or_default();
                    found
                        .insert(format!("{code} {} {origin}", names(&finding["claims"]).join(",")));
                }
                code => assert!(!code.starts_with("conflict/"), "{finding}"),
            }
        }
        found
    }

    #[test]
    fn small_projects_have_the_origins_that_can_be_reached() {
        let mut seen = BTreeSet::new();
        for seed in 0..u64::from(scaled(4_000)) {
            let world = Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ 0x5eed).world();
            let fixture = world.fixture();
            let (found, expected) = (found(&json(&fixture)), world.expected());
            assert_eq!(found, expected, "seed {seed}:\n{fixture}");
            seen.extend(found.iter().filter_map(|it| it.split(' ').next().map(str::to_owned)));
        }
        assert_eq!(seen.len(), 3, "the projects are too much alike: {seen:?}");
    }
}
