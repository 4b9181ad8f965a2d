//! What is new, known, ruled and fixed: as properties over random edits of a project, and case by
//! case. An edit that keeps the meaning makes nothing new; one that changes a disputed value always
//! does.

use std::collections::BTreeMap;

use crate::cases::config;
use claimcheck_checker::{Checked, Diagnostic, Family, State, check_against, settle};
use claimcheck_core::Project;
use claimcheck_core::conflict::{Clash, Conflict};
use claimcheck_core::problem::InputCode;
use claimcheck_tests::{Files, files, lines, load, load_files, load_files_on, mentions, problems};
use proptest::prelude::*;

const VOCABULARY: &str = "\
kinds: {meeting: {is: event}}
entities:
  talks: {kind: meeting, series: summits}
  vote: {kind: meeting, series: summits}
  count: {kind: meeting, series: summits}
  korea: {kind: place}
  gyeongju: {kind: place, part-of: korea}
  japan: {kind: place}
  tokyo: {kind: place, part-of: japan}
properties:
  toll: {type: quantity, unit: people}
  dead: {type: quantity, unit: people, changes: up}
  form: {type: choice, levels: [tariff, control, quota]}
  place: {type: place}
  agenda: {type: choice, levels: [trade, peace, war], many: true}
  words: {type: quotation}
";

/// What is said of what: forms of one meaning, and a form that is entailed by it.
type Statement = (&'static str, &'static [&'static str], &'static str);

const STATEMENTS: &[Statement] = &[
    ("talks", &["toll: 20", "toll: '20.0 people'"], "toll: about 20"),
    ("talks", &["toll: 12", "toll: twelve", "toll: 12 people"], "toll: 10..13"),
    ("talks", &["toll: 45"], "toll: over 40"),
    ("talks", &["date: 2025-10-30", "date: '[2025-10-30]'"], "date: 2025-10"),
    ("talks", &["date: 2025-11-02"], "date: 2025-11"),
    ("vote", &["date: 2024-01-05", "date: 2024-01-05/2024-01-05"], "date: 2024"),
    ("count", &["date: 2024-01-01"], "date: 2024-01"),
    ("vote", &["form: tariff", "form: {any-of: [tariff]}"], "form: {any-of: [tariff, quota]}"),
    ("vote", &["form: control"], "form: {any-of: [control, quota]}"),
    ("vote", &["form: {not: tariff}"], "form: {not: tariff}"),
    ("vote", &["place: gyeongju"], "place: korea"),
    ("vote", &["place: tokyo"], "place: japan"),
    ("talks", &["before: vote"], "starts-before: vote"),
    ("vote", &["before: count", "order: {to: count, is: before}"], "ends-before: count"),
    ("count", &["before: talks"], "starts-before: talks"),
    ("talks", &["agenda: {only: [trade, peace]}"], "agenda: [trade]"),
    ("talks", &["agenda: [war]"], "agenda: [war]"),
    ("talks", &["words: I would like that", "words: '“I would like that!”'"], "words: would like"),
    ("talks", &["words: I would hate that"], "words: would hate"),
    ("talks", &["nth: 2", "nth: second"], "nth: {any-of: [2, 3]}"),
    ("vote", &["nth: 2"], "nth: {any-of: [2, 4]}"),
    ("count", &["first: in 2 years"], "first: in 1 year"),
    ("talks", &["dead: 9"], "dead: 8..10"),
    ("talks", &["dead: 4"], "dead: 3..5"),
];

/// How a claim is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Number(usize),
    Vague,
    Changed,
}

#[derive(Debug, Clone)]
struct Stated {
    statement: usize,
    form: Form,
    report: usize,
    file: usize,
    wording: usize,
    day: usize,
}

#[derive(Debug, Clone)]
struct World {
    stated: Vec<Stated>,
    reports: usize,
    /// Goes into all names of reports and files.
    name: usize,
}

/// An edit that keeps the meaning.
#[derive(Debug, Clone)]
enum Edit {
    Reword(usize, usize),
    Rename(usize),
    Move(usize, usize),
    Swap(usize, usize),
    Restate(usize, usize),
    /// A new report says the same.
    Join(usize),
    /// A new report says what that entails.
    JoinVaguely(usize),
}

impl World {
    fn apply(&mut self, edit: &Edit) {
        let count = self.stated.len();
        match *edit {
            Edit::Reword(at, wording) => self.stated[at % count].wording = wording,
            Edit::Rename(name) => self.name = name,
            Edit::Move(at, file) => self.stated[at % count].file = file,
            Edit::Swap(a, b) => self.stated.swap(a % count, b % count),
            Edit::Restate(at, form) => {
                let stated = &mut self.stated[at % count];
                if let Form::Number(_) = stated.form {
                    stated.form = Form::Number(form);
                }
            }
            Edit::Join(at) => self.join(at % count, None),
            Edit::JoinVaguely(at) => self.join(at % count, Some(Form::Vague)),
        }
    }

    fn join(&mut self, at: usize, form: Option<Form>) {
        let known = self.stated[at].clone();
        let form = match known.form {
            Form::Number(_) => form.unwrap_or(known.form),
            other => other,
        };
        self.stated.push(Stated { report: self.reports, form, ..known });
        self.reports += 1;
    }

    fn report_name(&self, report: usize) -> String {
        format!("r{}-{report}", (self.name * 7 + report * 5) % 11 + report * 11)
    }

    /// The project as files: each claim in the file that it was moved to, each with a quote.
    fn files(&self) -> Files {
        let mut files = Files::new();
        files.insert("claims/vocabulary.yaml".to_owned(), VOCABULARY.to_owned());
        for report in 0..self.reports {
            let name = self.report_name(report);
            let text = files.entry(format!("reports/{name}.txt")).or_default();
            for (at, stated) in self.stated.iter().enumerate() {
                if stated.report == report {
                    text.push_str(&format!("Sentence {at} worded {}.\n\n", stated.wording));
                }
            }
            let own = format!("report: {{file: {name}.txt}}\n");
            files.insert(format!("claims/about-{name}.yaml"), own);
        }
        let mut claims: BTreeMap<usize, String> = BTreeMap::new();
        for (at, stated) in self.stated.iter().enumerate() {
            let (about, forms, vague) = STATEMENTS[stated.statement];
            let says = match stated.form {
                Form::Number(form) => forms[form % forms.len()].to_owned(),
                Form::Vague => vague.to_owned(),
                Form::Changed => changed(forms[0]),
            };
            claims.entry(stated.file).or_default().push_str(&format!(
                "- {{id: c{at}, report: {}, about: {about}, says: {{{says}}}, quote: Sentence {at} worded {}., as-of: 2025-01-0{}}}\n",
                self.report_name(stated.report), stated.wording, stated.day % 9 + 1
            ));
        }
        for (file, claims) in claims {
            let path = format!("claims/c{}-{file}.yaml", (self.name * 3 + file) % 5 + file * 5);
            files.insert(path, format!("claims:\n{claims}"));
        }
        files
    }

    fn project(&self) -> Project {
        load_files(&self.files())
    }
}

/// Another answer to the same question, that nobody gives and that fits with none.
fn changed(says: &str) -> String {
    match says.split_once(':').map(|(property, _)| property) {
        Some("toll") => "toll: 77777".to_owned(),
        Some("date") => "date: 1999-09-09".to_owned(),
        Some("words") => "words: I would love that".to_owned(),
        _ => says.to_owned(),
    }
}

/// Whether a statement can be in a contradiction over several questions.
fn takes_part_with_others(statement: usize) -> bool {
    let said = STATEMENTS[statement].1[0];
    ["date", "before", "nth", "first"].iter().any(|property| said.starts_with(property))
}

fn conflicts_of(checked: &Checked) -> Vec<Conflict> {
    let own = checked.findings.iter().filter(|finding| finding.family() == Family::Conflict);
    own.filter_map(|finding| finding.conflict.clone()).collect()
}

fn new_of(checked: &Checked) -> Vec<Diagnostic> {
    let new =
        |finding: &&Diagnostic| finding.family() == Family::Conflict && finding.state == State::New;
    checked.findings.iter().filter(new).cloned().collect()
}

/// A project of three reports with at least one dispute, on the toll of the talks.
fn world() -> impl Strategy<Value = World> {
    let stated = (0..STATEMENTS.len(), 0..3_usize, 0..3_usize, 0..3_usize, 0..3_usize);
    proptest::collection::vec(stated, 0..14).prop_map(|more| {
        let first = [(0, 0, 0, 0, 0), (1, 0, 1, 1, 0)];
        let stated = first.into_iter().chain(more).map(|(statement, form, report, file, day)| {
            Stated { statement, form: Form::Number(form), report, file, wording: 0, day }
        });
        World { stated: stated.collect(), reports: 3, name: 0 }
    })
}

fn edit() -> impl Strategy<Value = Edit> {
    let at = 0..64_usize;
    prop_oneof![
        (at.clone(), 0..9_usize).prop_map(|(at, wording)| Edit::Reword(at, wording)),
        (0..9_usize).prop_map(Edit::Rename),
        (at.clone(), 0..4_usize).prop_map(|(at, file)| Edit::Move(at, file)),
        (at.clone(), at.clone()).prop_map(|(a, b)| Edit::Swap(a, b)),
        (at.clone(), 0..3_usize).prop_map(|(at, form)| Edit::Restate(at, form)),
        at.clone().prop_map(Edit::Join),
        at.prop_map(Edit::JoinVaguely),
    ]
}

proptest! {
    #![proptest_config(config(400))]

    #[test]
    fn an_edit_that_keeps_the_meaning_makes_nothing_new(world in world(), edits in proptest::collection::vec(edit(), 1..8)) {
        let before = world.project();
        prop_assert!(before.problems.iter().all(|problem| !problem.code.is_error()), "{:?}", before.problems);
        // What is known hides no other set, which is told until all is known.
        let mut known = conflicts_of(&check_against(&before, &[]));
        prop_assert!(!known.is_empty());
        loop {
            let more: Vec<_> = conflicts_of(&check_against(&before, &known)).into_iter().filter(|it| !known.contains(it)).collect();
            if more.is_empty() {
                break;
            }
            known.extend(more);
        }
        let mut edited = world.clone();
        // A vaguer answer may break with others what it does not break with those that it joins.
        let together = known.iter().any(|conflict| matches!(conflict.clash, Clash::Together { .. }));
        for edit in &edits {
            let Edit::JoinVaguely(at) = edit else {
                edited.apply(edit);
                continue;
            };
            let statement = edited.stated[*at % edited.stated.len()].statement;
            if !together || !takes_part_with_others(statement) {
                edited.apply(edit);
            }
        }
        let after = edited.project();
        let checked = check_against(&after, &known);
        let new = new_of(&checked);
        prop_assert!(new.is_empty(), "new:\n{}known:\n{:#?}", lines(&after, &new), known);
        prop_assert!(checked.fixed.is_empty(), "fixed: {:?}", checked.fixed);
    }

    #[test]
    fn a_changed_value_in_dispute_is_always_new(world in world(), edits in proptest::collection::vec(edit(), 0..4), at in any::<prop::sample::Index>()) {
        let before = world.project();
        let known = conflicts_of(&check_against(&before, &[]));
        let mut edited = world.clone();
        // Of the claims whose question is in dispute, one says something that nobody said.
        let disputed: Vec<usize> = (0..edited.stated.len()).filter(|at| {
            let stated = &edited.stated[*at];
            let (about, forms, _) = STATEMENTS[stated.statement];
            let property = forms[0].split(':').next().unwrap_or_default();
            let question = format!("{about}.{property}");
            let known = known.iter().any(|conflict| matches!(&conflict.clash, Clash::Answers { question: other, .. } if *other == question));
            known && changed(forms[0]) != forms[0]
        }).collect();
        let chosen = *at.get(&disputed);
        edited.stated[chosen].form = Form::Changed;
        let question = STATEMENTS[edited.stated[chosen].statement];
        // Others still dispute it: the one that changed was not alone against them.
        let others = edited.stated.iter().enumerate().any(|(at, other)| {
            let (about, forms, _) = STATEMENTS[other.statement];
            at != chosen && about == question.0 && changed(forms[0]) == changed(question.1[0])
        });
        prop_assert!(others);
        for edit in &edits {
            edited.apply(edit);
        }
        let after = edited.project();
        let checked = check_against(&after, &known);
        let new = new_of(&checked);
        prop_assert!(!new.is_empty(), "{}", lines(&after, &checked.findings));
    }

    /// What a ruling settles stays settled by edits that keep its claims what they were, and is new
    /// again by a changed value, a changed quote or a new position.
    #[test]
    fn a_ruling_holds_until_what_it_judged_changes(world in world(), edits in proptest::collection::vec(edit(), 0..6)) {
        let mut edited = world.clone();
        // Names are how a ruling knows its claims, and a quote is what it pinned.
        for edit in edits.iter().filter(|edit| !matches!(edit, Edit::Rename(_) | Edit::Reword(..) | Edit::Swap(..))) {
            edited.apply(edit);
        }
        let ruling = ruling(&world.project(), "talks.toll");
        let state = |world: &World| {
            let mut files = world.files();
            files.insert("claims/rulings.yaml".to_owned(), ruling.clone());
            let project = load_files(&files);
            let errors: Vec<_> = project.problems.iter().filter(|problem| problem.code.is_error()).collect();
            assert!(errors.is_empty(), "{errors:?}\n{ruling}");
            let checked = check_against(&project, &[]);
            let model = project.graph.model();
            let toll = checked.findings.iter().find(|finding| finding.family() == Family::Conflict && finding.questions.iter().any(|question| model.question_name(*question) == "talks.toll"));
            toll.map(|finding| finding.state)
        };
        prop_assert_eq!(state(&edited), Some(State::Ruled));
        let mut value = edited.clone();
        value.stated[0].form = Form::Changed;
        prop_assert_eq!(state(&value), Some(State::New), "a changed value");
        let mut quote = edited.clone();
        quote.stated[1].wording = 99;
        prop_assert_eq!(state(&quote), Some(State::New), "a changed quote");
        let mut position = edited;
        position.apply(&Edit::Join(0));
        if let Some(last) = position.stated.last_mut() {
            last.form = Form::Changed;
        }
        prop_assert_eq!(state(&position), Some(State::New), "a new position");
    }
}

/// A ruling on a question that pins all that is in dispute.
fn ruling(project: &Project, question: &str) -> String {
    let model = project.graph.model();
    let checked = check_against(project, &[]);
    let dispute = checked
        .findings
        .iter()
        .find(|finding| {
            finding.positions.len() > 1
                && finding.questions.iter().any(|own| model.question_name(*own) == question)
        })
        .expect("there is a dispute");
    let mut entries: Vec<_> =
        dispute.claims.iter().map(|claim| model.claim(*claim).entry).collect();
    entries.dedup();
    let (mut names, mut pins) = (Vec::new(), String::new());
    for entry in entries {
        let pin = settle::pin(model, entry, &dispute.questions);
        let name = &model.entry(entry).name;
        names.push(format!("'{name}'"));
        pins.push_str(&format!(
            "    '{name}': {{says: ['{}'], quote: '{}'}}\n",
            pin.says.join("', '"),
            pin.quote.unwrap_or_default()
        ));
    }
    format!(
        "rulings:\n- question: {question}\n  reject: [{}]\n  because: nobody counted\n  pin:\n{pins}",
        names.join(", ")
    )
}

/// Two reports and what they say on one question, with more documents behind them.
fn toll(first: &str, second: &str, more: &str) -> String {
    format!(
        "{VOCABULARY}---\nreport: {{id: a}}\nclaims: [{{id: x, about: talks, says: {{{first}}}}}]\n\
         ---\nreport: {{id: b}}\nclaims: [{{id: x, about: talks, says: {{{second}}}}}]\n{more}"
    )
}

/// The states of the conflicts of a fixture, and what of it is fixed, where those of others are known.
#[track_caller]
fn against(fixture: &str, known: &[&str]) -> (Vec<State>, usize) {
    let mut earlier = Vec::new();
    for known in known {
        let project = load(known);
        earlier.extend(conflicts_of(&check_against(&project, &[])));
    }
    assert!(!earlier.is_empty(), "nothing is known");
    let checked = check_against(&load(fixture), &earlier);
    let own = checked.findings.iter().filter(|finding| finding.family() == Family::Conflict);
    (own.map(|finding| finding.state).collect(), checked.fixed.len())
}

const THIRD: &str = "---\nreport: {id: c}\nclaims: [{id: x, about: talks, says: {toll: 45}}]\n";

#[test]
fn a_third_position_is_new_and_one_that_goes_is_not() {
    let (two, three) = (toll("toll: 20", "toll: 12", ""), toll("toll: 20", "toll: 12", THIRD));
    assert_eq!(against(&three, &[&two]), (vec![State::New], 0));
    assert_eq!(against(&two, &[&three]), (vec![State::Known], 0));
    // Of three positions, each pair is known from elsewhere: both branches of a merge count.
    let others = [toll("toll: 20", "toll: 45", ""), toll("toll: 45", "toll: 12", "")];
    assert_eq!(against(&three, &[&two, &others[0], &others[1]]), (vec![State::Known], 0));
    assert_eq!(against(&three, &[&two, &others[0]]), (vec![State::New], 0));
}

#[test]
fn a_narrower_answer_in_a_known_position_is_new_and_a_wider_one_is_not() {
    let vague = toll("toll: about 20", "toll: 45", "");
    let both = toll(
        "toll: about 20",
        "toll: 45",
        "---\nreport: {id: c}\nclaims: [{about: talks, says: {toll: 20}}]\n",
    );
    let narrow = toll("toll: 20", "toll: 45", "");
    assert_eq!(against(&both, &[&vague]), (vec![State::New], 1));
    assert_eq!(against(&both, &[&narrow]), (vec![State::Known], 0));
}

/// Each pair of three answers can hold, and all three cannot: no pair is known, and all of it is.
#[test]
fn answers_that_clash_only_together_are_known_together() {
    let said = |third: &str| {
        toll(
            "form: {any-of: [tariff, control]}",
            "form: {any-of: [control, quota]}",
            &format!(
                "---\nreport: {{id: c}}\nclaims: [{{about: talks, says: {{form: {third}}}}}]\n"
            ),
        )
    };
    let known = said("{any-of: [tariff, quota]}");
    assert_eq!(against(&known, &[&known]), (vec![State::Known], 0));
    assert_eq!(against(&said("tariff"), &[&known]).0, [State::New]);
    assert_eq!(
        against(&toll("form: tariff", "form: control", ""), &[&known]),
        (vec![State::New], 1)
    );
}

/// `4`, `9` and `4` again: the first and the last agree, and both stand in the dispute.
#[test]
fn a_value_that_comes_back_is_in_dispute_as_one_value() {
    let said = |days: [&str; 3], values: [&str; 3]| {
        let mut fixture = VOCABULARY.to_owned();
        for (at, (day, value)) in days.iter().zip(values).enumerate() {
            fixture.push_str(&format!(
                "---\nreport: {{id: r{at}, published: {day}}}\nclaims: [{{about: talks, says: {{dead: {value}}}}}]\n"
            ));
        }
        fixture
    };
    let days = ["2025-10-27", "2025-10-28", "2025-10-29"];
    let known = said(days, ["4", "9", "4"]);
    assert_eq!(against(&known, &[&known]), (vec![State::Known], 0));
    let two = said(days, ["9", "9", "4"]);
    assert_eq!(against(&two, &[&known]), (vec![State::Known], 0));
    assert_eq!(against(&said(days, ["4", "10", "4"]), &[&known]).0, [State::New]);
}

/// That two parts of one whole share something was said of them, and is taken back.
#[test]
fn what_stood_together_in_a_known_dispute_and_now_clashes_is_new() {
    let said = |overlaps: &str| {
        let vocabulary = VOCABULARY
            .replace("  japan: {kind: place}", &format!("  japan: {{kind: place{overlaps}}}"));
        let third = "---\nreport: {id: c}\nclaims: [{about: vote, says: {place: count-hall}}]\n";
        format!(
            "{}---\nreport: {{id: a}}\nclaims: [{{about: vote, says: {{place: korea}}}}]\n---\n\
             report: {{id: b}}\nclaims: [{{about: vote, says: {{place: japan}}}}]\n{third}",
            vocabulary.replace("properties:", "  count-hall: {kind: place}\nproperties:")
        )
    };
    let known = said(", overlaps: [korea]");
    assert_eq!(against(&known, &[&known]), (vec![State::Known], 0));
    assert_eq!(against(&said(""), &[&known]), (vec![State::New], 0));
}

/// A rule is known by what it says, whatever it is called and wherever it stands.
#[test]
fn a_contradiction_with_a_rule_is_known_by_its_equation() {
    let broken = |id: &str, equation: &str, least: &str| {
        format!(
            "{VOCABULARY}rules: [{{{id}for: meeting, equation: '{equation}'}}]\n---\nreport: {{id: a}}\n\
             claims: [{{about: talks, says: {{toll: {least}}}}}]\n---\nreport: {{id: b}}\n\
             claims: [{{about: talks, says: {{dead: 9}}}}]\n"
        )
    };
    let known = broken("id: tolls, ", "dead <= toll", "4");
    assert_eq!(against(&known, &[&known]), (vec![State::Known], 0));
    assert_eq!(against(&broken("", "dead  <=  toll", "4"), &[&known]), (vec![State::Known], 0));
    assert_eq!(against(&broken("", "dead < toll", "4"), &[&known]), (vec![State::New], 1));
    assert_eq!(against(&broken("", "dead <= toll", "3"), &[&known]), (vec![State::New], 1));
    assert_eq!(against(&broken("", "dead <= toll", "20"), &[&known]), (vec![], 1));
}

/// A contradiction of a date, an order and another date; more reports may date the talks too.
fn order(date: &str, certainty: &str, more: &str) -> String {
    format!(
        "{VOCABULARY}---\nreport: {{id: a}}\nclaims:\n- {{about: talks, certainty: {certainty}, says: {{date: {date}}}}}\n---\n\
         report: {{id: b}}\nclaims:\n- {{about: talks, says: {{after: vote}}}}\n\
         - {{about: vote, says: {{date: 2025-12-05}}}}\n{more}"
    )
}

/// A contradiction over several questions is known by exactly its answers: one of a wider date, which
/// is told since it is surer, is another one.
#[test]
fn a_contradiction_of_another_answer_is_new() {
    let known = order("2025-10-30", "certain", "");
    assert_eq!(against(&known, &[&known]), (vec![State::Known], 0));
    let said = |date: &str, other: &str| {
        order(
            date,
            "possible",
            &format!(
                "---\nreport: {{id: c}}\nclaims: [{{about: talks, says: {{date: {other}}}}}]\n"
            ),
        )
    };
    let told = |fixture: &str| {
        let project = load(fixture);
        let conflicts = conflicts_of(&check_against(&project, &[]));
        let [Conflict { clash: Clash::Together { answers, .. }, .. }] = conflicts.as_slice() else {
            panic!("it is one contradiction over several questions: {conflicts:?}");
        };
        let date = answers.iter().find(|(question, _)| question == "talks.date");
        date.expect("a date of the talks takes part").1.clone()
    };
    let wider = said("2025-10-30", "2025-10");
    assert_eq!(told(&wider), "2025-10");
    assert_eq!(against(&wider, &[&known]).0, [State::New]);
    // So are those of a date that overlaps the known one, and of a narrower one.
    let known = order("2025-10-28/2025-10-30", "certain", "");
    let beside = said("2025-10-28/2025-10-30", "2025-10-30/2025-10-31");
    assert_eq!(told(&beside), "2025-10-30/2025-10-31");
    assert_eq!(against(&beside, &[&known]).0, [State::New]);
    let narrower = said("2025-10-28/2025-10-30", "2025-10-29");
    assert_eq!(told(&narrower), "2025-10-29");
    assert_eq!(against(&narrower, &[&known]).0, [State::New]);
    // Where nobody says the narrower one any more, the wider one is another contradiction.
    assert_eq!(
        against(&order("2025-10", "certain", ""), &[&order("2025-10-30", "certain", "")]),
        (vec![State::New], 1)
    );
}

/// Two forms of one answer: who lists the parts of a place beside it says no more than the place.
#[test]
fn an_answer_in_more_words_is_the_one_in_fewer() {
    let said = |place: &str| {
        format!("---\nreport: {{id: c}}\nclaims: [{{about: talks, says: {{place: {place}}}}}]\n")
    };
    let known = toll("place: korea", "place: japan", "");
    let more = toll("place: korea", "place: japan", &said("{any-of: [gyeongju, korea]}"));
    assert_eq!(against(&more, &[&known]), (vec![State::Known], 0));
    assert_eq!(against(&known, &[&more]), (vec![State::Known], 0));
    let project = load(&more);
    let listed = conflicts_of(&check_against(&project, &[]));
    let [Conflict { clash: Clash::Answers { groups, .. }, .. }] = listed.as_slice() else {
        panic!("it is one dispute: {listed:?}");
    };
    assert_eq!(groups, &[["japan"], ["korea"]]);
}

/// Two orders of one list: neither is the one in fewer words, and the answer is in dispute all the same.
#[test]
fn an_answer_listed_in_two_orders_is_listed_once() {
    let peru = "---\nentities: {peru: {kind: place}}\n";
    let known = toll("place: {any-of: [gyeongju, tokyo]}", "place: peru", peru);
    let both = format!(
        "{known}---\nreport: {{id: c}}\nclaims: [{{about: talks, says: {{place: {{any-of: [tokyo, gyeongju]}}}}}}]\n"
    );
    assert_eq!(against(&both, &[&known]), (vec![State::Known], 0));
    assert_eq!(against(&known, &[&both]), (vec![State::Known], 0));
    let project = load(&both);
    let listed = conflicts_of(&check_against(&project, &[]));
    let words: Vec<String> = listed.iter().map(Conflict::in_words).collect();
    assert_eq!(words, ["talks.place: peru | {any-of: [gyeongju, tokyo]}"]);
}

/// A narrower answer stands for a wider one only where it speaks of the same time.
#[test]
fn a_wider_answer_of_another_time_is_a_position_of_its_own() {
    let timed = |times: [&str; 3], says: [&str; 3]| {
        let mut fixture = VOCABULARY.to_owned();
        for (at, (time, says)) in times.iter().zip(says).enumerate() {
            fixture.push_str(&format!(
                "---\nreport: {{id: r{at}}}\nclaims: [{{about: talks, {time} says: {{{says}}}}}]\n"
            ));
        }
        fixture
    };
    let says = ["toll: 45", "toll: 20", "toll: about 20"];
    let known = toll(says[0], says[1], "");
    let same = timed(["", "when: 2025-01,", "when: 2025-01,"], says);
    assert_eq!(against(&same, &[&known]), (vec![State::Known], 0));
    // Two months are two disputes, and one of them is known.
    let other = timed(["", "when: 2025-01,", "when: 2025-02,"], says);
    assert_eq!(against(&other, &[&known]), (vec![State::Known, State::New], 0));
    // Of what changes, the time is when it was said.
    let says = ["dead: 4", "dead: 20", "dead: about 20"];
    let days = ["as-of: 2025-01-09,", "as-of: 2025-01-01,", "as-of: 2025-01-01,"];
    let known = timed(days, [says[0], says[1], says[1]]);
    assert_eq!(against(&timed(days, says), &[&known]), (vec![State::Known], 0));
    let days = ["as-of: 2025-01-09,", "as-of: 2025-01-01,", "as-of: 2025-01-02,"];
    assert_eq!(against(&timed(days, says), &[&known]), (vec![State::New], 0));
}

/// In January and in February, one report says the one and another the other: what stands together
/// at two times clashes at each of them.
#[test]
fn answers_of_two_times_clash_where_they_clash_at_one() {
    let month = |month: &str, reports: [&str; 2]| {
        let claim = |report: &str, toll: &str| {
            format!(
                "---\nreport: {{id: {report}}}\nclaims: [{{about: talks, when: {month}, says: {{toll: {toll}}}}}]\n"
            )
        };
        claim(reports[0], "20") + &claim(reports[1], "45")
    };
    let one = VOCABULARY.to_owned() + &month("2025-01", ["a", "b"]);
    let two = one.clone() + &month("2025-02", ["c", "d"]);
    assert_eq!(against(&two, &[&two]), (vec![State::Known, State::Known], 0));
    assert_eq!(against(&two, &[&one]), (vec![State::Known, State::New], 0));
    assert_eq!(against(&one, &[&two]), (vec![State::Known], 1));
}

/// Where the wider answers of a group go, what is left of it may be a part of another group.
#[test]
fn a_group_that_is_part_of_another_is_not_listed() {
    let mut fixture = VOCABULARY.to_owned();
    for (at, toll) in ["1..3", "1..10", "2..12", "8..20", "15..20"].iter().enumerate() {
        fixture.push_str(&format!(
            "---\nreport: {{id: r{at}}}\nclaims: [{{about: talks, says: {{toll: {toll}}}}}]\n"
        ));
    }
    let project = load(&fixture);
    let listed = conflicts_of(&check_against(&project, &[]));
    let words: Vec<String> = listed.iter().map(Conflict::in_words).collect();
    assert_eq!(words, ["talks.toll: 1..3 people, 2..12 people | 15..20 people"]);
}

/// A dispute of one of its questions hides a contradiction over several: it is not gone.
#[test]
fn a_contradiction_that_a_dispute_hides_is_not_fixed() {
    let cycle = |more: &str| {
        format!(
            "{VOCABULARY}---\nreport: {{id: a}}\nclaims:\n- {{about: talks, says: {{before: vote}}}}\n\
             - {{about: vote, says: {{before: count}}}}\n- {{about: count, says: {{before: talks}}}}\n{more}"
        )
    };
    let known = cycle("");
    let disputed = cycle("---\nreport: {id: b}\nclaims: [{about: talks, says: {after: vote}}]\n");
    assert_eq!(against(&disputed, &[&known]), (vec![State::New], 0));
    let broken = known.replace("before: count", "after: count");
    assert_eq!(against(&broken, &[&known]), (vec![], 1));
}

/// A question with ten thousand answers is listed answer by answer, and not pair by pair.
#[test]
fn a_dispute_of_many_answers_is_listed_in_as_many() {
    let mut fixture = format!("{VOCABULARY}---\nreport: {{id: a}}\nclaims:\n");
    for value in 0..10_000 {
        fixture.push_str(&format!("- {{about: talks, says: {{toll: {value}}}}}\n"));
    }
    let project = load(&fixture);
    let known = conflicts_of(&check_against(&project, &[]));
    let [Conflict { clash: Clash::Answers { groups, .. }, .. }] = known.as_slice() else {
        panic!("it is one dispute: {}", known.len());
    };
    assert_eq!(groups.iter().flatten().count(), 10_000);
    let more = fixture.clone() + "- {about: talks, says: {toll: 20000}}\n";
    for (fixture, state) in [(fixture, State::Known), (more, State::New)] {
        assert_eq!(
            new_of(&check_against(&load(&fixture), &known)).len(),
            usize::from(state == State::New)
        );
    }
}

/// A ruling on the tolls, with a key or two more.
fn ruled(more: &str) -> String {
    toll(
        "toll: 20",
        "toll: 12",
        &format!(
            "---\nrulings:\n- question: talks.toll\n  accept: ['a#x']\n  reject: ['b#x']\n  because: they counted\n{more}"
        ),
    )
}

/// The only conflict of a fixture on a day, and what is stale.
#[track_caller]
fn on(day: &str, fixture: &str) -> (Diagnostic, Vec<String>) {
    let project = load_files_on(Some(day), &files(fixture));
    let checked = check_against(&project, &[]);
    let text = lines(&project, &checked.findings);
    let mut conflicts =
        checked.findings.iter().filter(|finding| finding.family() == Family::Conflict);
    let one = conflicts.next().unwrap_or_else(|| panic!("no conflict:\n{text}"));
    assert!(conflicts.next().is_none(), "{text}");
    let stale = checked.findings.iter().filter(|finding| finding.code == "input/stale-ruling");
    (one.clone(), stale.map(|finding| finding.message.clone()).collect())
}

#[test]
fn a_ruling_settles_its_conflict_and_says_why() {
    let (conflict, stale) = on("2025-11-03", &ruled("  by: desk\n  decided: 2025-11-01\n"));
    assert_eq!((conflict.state, stale.len()), (State::Ruled, 0));
    mentions(
        &conflict.reason.join("\n"),
        &["a ruling settles this: they counted (by desk, on 2025-11-01)"],
    );
}

#[test]
fn a_ruling_holds_to_the_end_of_its_last_day() {
    let fixture = ruled("  until: 2025-11-03\n");
    assert_eq!(on("2025-11-03", &fixture).0.state, State::Ruled);
    let (conflict, stale) = on("2025-11-04", &fixture);
    assert_eq!(conflict.state, State::New);
    mentions(&conflict.reason.join("\n"), &["no longer does: it held until 2025-11-03"]);
    mentions(
        &stale.join("\n"),
        &["the ruling on talks.toll no longer holds: it held until 2025-11-03"],
    );
    // A month holds to its end, and without a day nothing runs out.
    assert_eq!(on("2025-11-30", &ruled("  until: 2025-11\n")).0.state, State::Ruled);
    assert_eq!(on("2025-12-01", &ruled("  until: 2025-11\n")).0.state, State::New);
    assert_eq!(on("9999-12-31", &ruled("  until: 2025/..\n")).0.state, State::Ruled);
}

#[test]
fn a_new_position_opens_a_ruling_again_and_is_named() {
    let (conflict, stale) = on("2025-11-03", &(ruled("") + THIRD));
    assert_eq!(conflict.state, State::New);
    mentions(&stale.join("\n"), &["`c#x` says `45 people`, which was not judged"]);
    // Who joins a judged position, or is vaguer than it, changes nothing.
    for value in ["12", "about 20", "under 1000"] {
        let joined = ruled("") + &THIRD.replace("45", value);
        assert_eq!(on("2025-11-03", &joined).0.state, State::Ruled, "{value}");
    }
}

#[test]
fn a_pinned_value_that_changes_opens_a_ruling_again_and_is_named() {
    let pins = "  pin:\n    'a#x': {says: 20 people}\n    'b#x': {says: 12 people}\n";
    assert_eq!(on("2025-11-03", &ruled(pins)).0.state, State::Ruled);
    let changed = ruled(pins).replace("says: {toll: 12}", "says: {toll: 13}");
    let (conflict, stale) = on("2025-11-03", &changed);
    assert_eq!(conflict.state, State::New);
    mentions(&stale.join("\n"), &["`b#x` said `12 people`, and now says `13 people`"]);
    // Without a pin, what its claims say now is what was judged.
    let unpinned = ruled("").replace("says: {toll: 12}", "says: {toll: 13}");
    assert_eq!(on("2025-11-03", &unpinned).0.state, State::Ruled);
}

/// The same answers are in dispute on another question: nobody has judged that.
#[test]
fn a_ruling_is_on_its_own_question_alone() {
    let other = "---\nreport: {id: c}\nclaims: [{about: vote, says: {toll: 20}}]\n\
                 ---\nreport: {id: d}\nclaims: [{about: vote, says: {toll: 12}}]\n";
    let project = load(&(ruled("") + other));
    let checked = check_against(&project, &[]);
    let model = project.graph.model();
    let own = checked.findings.iter().filter(|finding| finding.family() == Family::Conflict);
    let mut states: Vec<(String, State, usize)> = own
        .map(|finding| {
            let told = finding.reason.iter().filter(|step| step.contains("ruling"));
            (model.question_name(finding.questions[0]), finding.state, told.count())
        })
        .collect();
    states.sort_by(|a, b| a.0.cmp(&b.0));
    let expected =
        [("talks.toll".to_owned(), State::Ruled, 1), ("vote.toll".to_owned(), State::New, 0)];
    assert_eq!(states, expected);
    // A ruling on an undisputed question judges nothing, whatever else is in dispute.
    let gone = ruled("").replace("says: {toll: 12}", "says: {toll: 20}") + other;
    let (conflict, stale) = on("2025-11-03", &gone);
    assert_eq!(conflict.state, State::New);
    mentions(&stale.join("\n"), &["talks.toll", "judges nothing"]);
}

/// What is pinned is the passage, where there is a text, and else the quote as it is written.
#[test]
fn a_ruling_opens_again_where_what_its_quote_stands_for_changes() {
    let state = |fixture: &str, ruling: &str| {
        let project = load(&format!("{fixture}--- claims/rulings.yaml\n{ruling}"));
        assert!(!project.problems.iter().any(|problem| problem.code.is_error()));
        let checked = check_against(&project, &[]);
        let own = checked.findings.iter().find(|finding| finding.family() == Family::Conflict);
        own.expect("it is in dispute").state
    };
    let quoted = |report: &str, quote: &str, text: &str| {
        format!(
            "{VOCABULARY}---\nreport: {{id: a{report}}}\nclaims: [{{id: x, about: talks, quote: {quote}, says: {{toll: 20}}}}]\n\
             ---\nreport: {{id: b, file: b.txt}}\nclaims: [{{id: x, about: talks, quote: Twelve came, says: {{toll: 12}}}}]\n\
             --- reports/b.txt\nTwelve came.\n{text}"
        )
    };
    let text = |middle: &str| {
        quoted(
            ", file: a.txt",
            "Twenty people … came",
            &format!("--- reports/a.txt\nTwenty people{middle} came.\n"),
        )
    };
    let judged = ruling(&load(&text(", all of them men,")), "talks.toll");
    assert_eq!(state(&text(", all of them men,"), &judged), State::Ruled);
    assert_eq!(state(&text(",\n  all of them *men*,"), &judged), State::Ruled);
    assert_eq!(state(&text(", or some more,"), &judged), State::New);
    // How the quote is written plays no part where the passage is there.
    let whole = text(", all of them men,")
        .replace("Twenty people … came", "\"Twenty people, all of them men, came\"");
    assert_eq!(state(&whole, &judged), State::Ruled);

    let kept_by_nobody = |quote: &str| quoted("", quote, "");
    let judged = ruling(&load(&kept_by_nobody("Twenty came")), "talks.toll");
    for same in ["Twenty came", "\"Twenty came\"", "'Twenty  came'"] {
        assert_eq!(state(&kept_by_nobody(same), &judged), State::Ruled, "{same}");
    }
    assert_eq!(state(&kept_by_nobody("Twenty may have come"), &judged), State::New);
}

#[test]
fn a_ruling_on_several_questions_settles_what_is_on_them_together() {
    let fixture = |questions: &str| {
        format!(
            "{VOCABULARY}---\nreport: {{id: a}}\nclaims:\n- {{id: one, about: talks, says: {{before: vote}}}}\n\
             - {{id: two, about: vote, says: {{before: count}}}}\n- {{id: three, about: count, says: {{before: talks}}}}\n\
             ---\nrulings:\n- question: {questions}\n  reject: ['a#three']\n  accept: ['a#one', 'a#two']\n  because: so it was\n"
        )
    };
    let all = fixture("[talks.order with vote, vote.order with count, talks.order with count]");
    assert_eq!(on("2025-11-03", &all).0.state, State::Ruled);
    // The order of two events may be told from either.
    assert_eq!(
        on(
            "2025-11-03",
            &fixture("[vote.order with talks, count.order with vote, talks.order with count]")
        )
        .0
        .state,
        State::Ruled
    );
}

#[test]
fn the_other_event_of_an_order_may_be_left_to_the_claims() {
    for question in ["talks.order", "vote.order", "vote.order with talks"] {
        let fixture = toll(
            "before: vote",
            "after: vote",
            &format!(
                "---\nrulings: [{{question: {question}, accept: ['a#x'], reject: ['b#x'], because: so it was}}]\n"
            ),
        );
        assert_eq!(on("2025-11-03", &fixture).0.state, State::Ruled, "{question}");
    }
}

#[test]
fn the_question_of_a_ruling_may_be_called_by_any_name_and_its_scope_left_to_the_claims() {
    let scoped = |question: &str| {
        ruled("")
            .replace("says: {toll: 20}", "scope: {of: autos}, says: {toll: 20}")
            .replace("says: {toll: 12}", "scope: {of: autos}, says: {toll: 12}")
            .replace(
                "kind: meeting, series: summits}\n  vote",
                "kind: meeting, names: [the talks no. 1], series: summits}\n  vote",
            )
            .replace("question: talks.toll", question)
    };
    for question in ["talks.toll", "the talks no. 1.toll", "\"talks.toll {of: autos}\""] {
        let question = format!("question: {question}");
        assert_eq!(on("2025-11-03", &scoped(&question)).0.state, State::Ruled, "{question}");
    }
    let (conflict, stale) = on("2025-11-03", &scoped("question: \"talks.toll {of: steel}\""));
    assert_eq!((conflict.state, stale.len()), (State::New, 1));
}

#[test]
fn a_ruling_without_a_conflict_judges_nothing() {
    let gone = ruled("").replace("says: {toll: 12}", "says: {toll: 20}");
    let project = load(&gone);
    let checked = check_against(&project, &[]);
    let stale = checked.findings.iter().find(|finding| finding.code == "input/stale-ruling");
    mentions(&stale.expect("it is stale").message, &["talks.toll", "judges nothing"]);
}

/// What a ruling names must be there, and be what it is said to be.
#[test]
fn what_is_wrong_with_a_ruling_is_said_where_it_is() {
    let wrong = |from: &str, to: &str, code: InputCode, words: &[&str]| {
        let fixture = ruled("").replace(from, to);
        assert_ne!(fixture, ruled(""), "{from}");
        let project = load(&fixture);
        mentions(&problems(&project, code).join("\n"), words);
        let checked = check_against(&project, &[]);
        assert_eq!(new_of(&checked).len(), 1, "{to}: what is not understood settles nothing");
    };
    let (unknown, bad) = (InputCode::UnknownName, InputCode::BadValue);
    wrong("'a#x'", "'a#y'", unknown, &["no claim is called `a#y`", "did you mean `a#x`?"]);
    wrong("talks.toll", "talk.toll", unknown, &["no entity is called `talk`", "`talks`"]);
    wrong(
        "question: talks.toll",
        "question: talks.tol",
        unknown,
        &["no property is called `tol`", "`toll`"],
    );
    wrong(
        "question: talks.toll",
        "question: toll",
        bad,
        &["`toll` is no question", "`subject.property`"],
    );
    wrong("['b#x']", "['a#x']", bad, &["`a#x` is both accepted and rejected"]);
    wrong("question: talks.toll", "question: talks.form", InputCode::StaleRuling, &[]);
    wrong("because: they counted", "by: desk", bad, &["without `because`"]);
    wrong("because: they counted", "because: ' '", bad, &["without `because`"]);
    wrong("  accept: ['a#x']\n  reject: ['b#x']\n", "", bad, &["names no claim"]);
    wrong("because:", "until: soon\n  because:", bad, &["`soon`"]);
    wrong("because:", "pin: {'c#x': {says: 1}}\n  because:", unknown, &["`c#x`"]);
    wrong("because:", "pin: {'a#x': {say: 1}}\n  because:", unknown, &["`say`", "`says`"]);
    let other = ruled("").replace("says: {toll: 12}", "says: {form: tariff}");
    let said = problems(&load(&other), bad).join("\n");
    mentions(&said, &["`b#x` says nothing on `talks.toll`", "it answers `talks.form`"]);
}

/// A list of known conflicts with one entry.
fn listed(entry: &str) -> String {
    toll("toll: 20", "toll: 12", &format!("--- claimcheck.baseline.yaml\n# ours\nknown:\n{entry}"))
}

fn fingerprint() -> String {
    let project = load(&toll("toll: 20", "toll: 12", ""));
    conflicts_of(&check_against(&project, &[]))[0].fingerprint()
}

#[test]
fn what_the_baseline_lists_is_known_however_it_is_laid_out() {
    let fingerprint = fingerprint();
    let block = format!(
        "  # a remark\n  - fingerprint: {fingerprint}\n    because: |\n      counted\n      twice\n    conflict:\n      question: talks.toll\n      code: conflict/quantity\n      answers:\n        - 20 people\n        - [12 people]\n"
    );
    let project = load(&listed(&block));
    let errors = project.problems.iter().filter(|problem| problem.code.is_error());
    assert_eq!(errors.count(), 0, "{:?}", project.problems);
    let checked = check_against(&project, &[]);
    assert_eq!((new_of(&checked).len(), checked.fixed.len()), (0, 0));
    assert_eq!(project.baseline[0].because.as_deref(), Some("counted\ntwice\n"));
}

/// What a hand or a merge did to the list is said where it is; it is then not known.
#[test]
fn a_damaged_baseline_is_an_error_with_its_place() {
    let good = format!(
        "- conflict: {{code: conflict/quantity, question: talks.toll, answers: [12 people, 20 people]}}\n  fingerprint: {}\n",
        fingerprint()
    );
    assert_eq!(new_of(&check_against(&load(&listed(&good)), &[])).len(), 0);
    let damaged: &[(&str, String, InputCode, &[&str])] = &[
        (
            "value",
            good.replace("20 people", "21 people"),
            InputCode::BadValue,
            &["is not the fingerprint", "changed by hand or by a merge"],
        ),
        (
            "code",
            good.replace("conflict/quantity", "conflict/value"),
            InputCode::BadValue,
            &["is not the fingerprint"],
        ),
        (
            "no fingerprint",
            good.lines().next().unwrap_or_default().to_owned() + "\n",
            InputCode::BadValue,
            &["`fingerprint` is missing"],
        ),
        (
            "no question",
            good.replace("question: talks.toll, ", ""),
            InputCode::BadValue,
            &["`question` is missing"],
        ),
        (
            "no answers",
            good.replace(", answers: [12 people, 20 people]", ""),
            InputCode::BadValue,
            &["`answers` is missing"],
        ),
        (
            "a key",
            good.replace("fingerprint:", "fingerprnt:"),
            InputCode::UnknownName,
            &["fingerprnt", "did you mean `fingerprint`?"],
        ),
        ("twice", good.clone() + &good, InputCode::DuplicateId, &["listed twice"]),
        (
            "a merge",
            format!("<<<<<<< HEAD\n{good}=======\n>>>>>>> other\n"),
            InputCode::Yaml,
            &["conflict markers"],
        ),
        (
            "half an entry",
            good.clone() + &good.replace("- conflict", "  conflict"),
            InputCode::Yaml,
            &["stands twice"],
        ),
        (
            "no list",
            "  talks.toll: 20\n".to_owned(),
            InputCode::Yaml,
            &["expected a list of conflicts"],
        ),
        ("no YAML", "- [\n".to_owned(), InputCode::Yaml, &["this is not YAML"]),
    ];
    for (what, entry, code, words) in damaged {
        let project = load(&listed(entry));
        mentions(&problems(&project, *code).join("\n"), words);
        let model = project.graph.model();
        let errors = project.problems.iter().filter(|problem| problem.code.is_error());
        let at = errors.map(|problem| model.sources.file(problem.at.span.file).path());
        assert!(at.into_iter().all(|path| path == "claimcheck.baseline.yaml"), "{what}");
    }
}

/// What a merge left is pointed at, whichever of its lines comes first.
#[test]
fn the_first_line_of_a_merge_is_pointed_at() {
    let good = "- {fingerprint: x}\n";
    for (entry, marker) in [
        (format!("<<<<<<< HEAD\n{good}=======\n>>>>>>> other\n"), "<<<<<<< HEAD"),
        (format!("{good}{good}=======\r\n{good}"), "======="),
        (format!("{good}>>>>>>> 0123abc (night)"), ">>>>>>> 0123abc (night)"),
    ] {
        let project = load(&listed(&entry));
        let mut own = project.problems.iter().filter(|problem| problem.message.contains("merge"));
        let at = own.next().expect("it is told").at.span;
        assert_eq!(project.graph.model().sources.slice(at), marker);
        assert!(own.next().is_none(), "it is told once");
    }
}

#[test]
fn what_is_gone_from_the_project_is_stale_in_the_baseline() {
    let good = format!(
        "- conflict: {{code: conflict/quantity, question: talks.toll, answers: [12 people, 20 people]}}\n  fingerprint: {}\n",
        fingerprint()
    );
    let stale = |fixture: &str| {
        let project = load(fixture);
        let checked = check_against(&project, &[]);
        let own = checked.findings.iter().filter(|finding| finding.code == "input/stale-baseline");
        (own.count(), checked.fixed.len())
    };
    assert_eq!(stale(&listed(&good)), (0, 0));
    let gone = listed(&good).replace("says: {toll: 12}", "says: {toll: 20}");
    assert_eq!(stale(&gone), (1, 1));
    // Where a claim cannot be read, nobody knows what is gone.
    let broken = listed(&good).replace("says: {toll: 12}", "says: {toll: twelvish}");
    assert_eq!(stale(&broken), (0, 0));
    // What a ruling settles is still in conflict.
    let ruling = "---\nrulings: [{question: talks.toll, accept: ['a#x'], reject: ['b#x'], because: so}]\n--- claimcheck.baseline.yaml";
    assert_eq!(stale(&listed(&good).replace("--- claimcheck.baseline.yaml", ruling)), (0, 0));
}
