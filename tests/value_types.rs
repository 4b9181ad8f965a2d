//! Every type of values, one row each: two answers with nothing in common, an answer and its denial, and
//! three answers of which only two can hold. Each must be found, so that a new type loses no conflict. A
//! type without a row does not compile.

use claimcheck_core::values::ValueType;
use claimcheck_tests::{findings, lines};

/// What must be found for a type.
struct Row {
    /// The key of `says`, and how a property of this name is declared; nothing for a built-in one.
    property: (&'static str, Option<&'static str>),
    /// Two answers with nothing in common, and the code of their conflict; nothing where different
    /// answers never conflict.
    disjoint: Option<([&'static str; 2], &'static str)>,
    /// An answer, its denial, and the code of their conflict.
    denial: ([&'static str; 2], &'static str),
    /// Three answers, each two of which can hold together; nothing where the type has none that are
    /// decided jointly.
    three: Option<[&'static str; 3]>,
}

fn row(value_type: ValueType) -> Row {
    const NEGATION: &str = "conflict/negation";
    let declared = |property| ("answer", Some(property));
    match value_type {
        ValueType::Date => Row {
            property: ("date", None),
            disjoint: Some((["2025-10-30", "2025-10-31"], "conflict/date")),
            denial: (["2025-10-30", "{not: 2025-10}"], NEGATION),
            three: Some([
                "{any-of: [2025-10-01, 2025-10-03]}",
                "{any-of: [2025-10-03, 2025-10-05]}",
                "{any-of: [2025-10-01, 2025-10-05]}",
            ]),
        },
        ValueType::Extent => Row {
            property: ("extent", None),
            disjoint: Some((["2025-10-28/2025-10-30", "2025-11-02/2025-11-03"], "conflict/date")),
            denial: (["2025-10-28/2025-10-30", "{not: 2025-10-28/2025-10-30}"], NEGATION),
            three: Some([
                "{any-of: [2025-10-01/2025-10-02, 2025-10-03/2025-10-04]}",
                "{any-of: [2025-10-03/2025-10-04, 2025-10-05/2025-10-06]}",
                "{any-of: [2025-10-01/2025-10-02, 2025-10-05/2025-10-06]}",
            ]),
        },
        ValueType::Duration => Row {
            property: declared("{type: duration}"),
            disjoint: Some((["2 days", "3 days"], "conflict/quantity")),
            denial: (["2 days", "{not: 2 days}"], NEGATION),
            three: Some([
                "{any-of: [1 day, 2 days]}",
                "{any-of: [2 days, 3 days]}",
                "{any-of: [1 day, 3 days]}",
            ]),
        },
        ValueType::Quantity => Row {
            property: declared("{type: quantity, unit: people}"),
            disjoint: Some((["12", "at least 20"], "conflict/quantity")),
            denial: (["12", "{not: 12}"], NEGATION),
            three: Some(["{any-of: [1, 2]}", "{any-of: [2, 3]}", "{any-of: [1, 3]}"]),
        },
        ValueType::Place => Row {
            property: declared("{type: place}"),
            disjoint: Some((["seoul", "busan"], "conflict/place")),
            denial: (["seoul", "{not: korea}"], NEGATION),
            three: Some([
                "{any-of: [seoul, busan]}",
                "{any-of: [busan, jeju]}",
                "{any-of: [seoul, jeju]}",
            ]),
        },
        ValueType::Entity => Row {
            property: declared("{type: entity}"),
            disjoint: Some((["ann", "bob"], "conflict/value")),
            denial: (["ann", "{not: ann}"], NEGATION),
            three: Some(["{any-of: [ann, bob]}", "{any-of: [bob, cleo]}", "{any-of: [ann, cleo]}"]),
        },
        ValueType::Choice => Row {
            property: declared("{type: choice, levels: [a, b, c]}"),
            disjoint: Some((["a", "b"], "conflict/value")),
            denial: (["a", "{not: a}"], NEGATION),
            three: Some(["{any-of: [a, b]}", "{any-of: [b, c]}", "{any-of: [a, c]}"]),
        },
        ValueType::Scale => Row {
            property: declared("{type: scale, levels: [a, b, c]}"),
            disjoint: Some((["a", "b"], "conflict/value")),
            denial: (["a", "{not: a}"], NEGATION),
            three: Some(["{any-of: [a, b]}", "{any-of: [b, c]}", "{any-of: [a, c]}"]),
        },
        ValueType::YesNo => Row {
            property: declared("{type: yes-no}"),
            disjoint: Some((["yes", "no"], "conflict/value")),
            denial: (["yes", "{not: yes}"], NEGATION),
            // There are two answers, so that three of them always have a clashing pair.
            three: None,
        },
        ValueType::Text => Row {
            property: declared("{type: text}"),
            // Different words prove nothing.
            disjoint: None,
            denial: (["a red car", "{not: a red car}"], NEGATION),
            three: Some(["{any-of: [red, blue]}", "{not: red}", "{not: blue}"]),
        },
        ValueType::Quotation => Row {
            property: declared("{type: quotation}"),
            disjoint: Some((["I would like that", "I would love that"], "conflict/quotation")),
            denial: (["I would like that", "{not: I would like that}"], NEGATION),
            three: Some([
                "{any-of: [we won it, we lost it]}",
                "{not: we won it}",
                "{not: we lost it}",
            ]),
        },
        ValueType::Identifier => Row {
            property: declared("{type: identifier}"),
            disjoint: Some((["N-123 AB", "N123AD"], "conflict/identifier")),
            denial: (["N-123 AB", "{not: n123ab}"], NEGATION),
            three: Some(["{any-of: [a1, b2]}", "{any-of: [b2, c3]}", "{any-of: [a1, c3]}"]),
        },
        ValueType::First => Row {
            property: ("first", None),
            // Only what the narrower window implies clashes.
            disjoint: Some((["in 6 years", "in 8 years"], "conflict/window")),
            denial: (["ever", "{not: ever}"], NEGATION),
            three: None,
        },
        ValueType::Nth => Row {
            property: ("nth", None),
            disjoint: Some((["2", "3"], "conflict/ordinal")),
            denial: (["2", "{not: 2}"], NEGATION),
            three: Some(["{any-of: [1, 2]}", "{any-of: [2, 3]}", "{any-of: [1, 3]}"]),
        },
        ValueType::Order => Row {
            property: ("order", None),
            disjoint: Some((
                ["{to: vote, is: [before]}", "{to: vote, is: [after]}"],
                "conflict/order",
            )),
            // All that is said of the order of two events is one flaw, denials included.
            denial: (
                ["{to: vote, is: [before]}", "{not: {to: vote, is: [before]}}"],
                "conflict/order",
            ),
            three: Some([
                "{to: vote, is: [before, meets]}",
                "{to: vote, is: [meets, after]}",
                "{to: vote, is: [before, after]}",
            ]),
        },
        ValueType::Comparison => Row {
            property: (STATES, None),
            disjoint: Some((["killed < wounded", "killed = wounded"], "conflict/arithmetic")),
            // A statement is denied by the one that says the opposite.
            denial: (["killed < wounded", "wounded <= killed"], "conflict/arithmetic"),
            // Less or greater, and not equal, is no statement: three of them have a clashing pair.
            three: None,
        },
    }
}

/// The key of statements, which stands beside `says`.
const STATES: &str = "states";

/// A project in which each report gives one of some answers to one question.
fn project((name, declared): (&str, Option<&str>), answers: &[&str]) -> String {
    let properties = match declared {
        Some(of) => format!("properties: {{{name}: {of}}}\n"),
        None if name == STATES => {
            "properties: {killed: {type: quantity}, wounded: {type: quantity}}\n".to_owned()
        }
        None => String::new(),
    };
    let mut fixture = format!(
        "kinds: {{meeting: {{is: event}}}}
entities:
  korea: {{kind: place}}
  seoul: {{kind: place, part-of: korea}}
  busan: {{kind: place, part-of: korea}}
  jeju: {{kind: place, part-of: korea}}
  ann: {{kind: person}}
  bob: {{kind: person}}
  cleo: {{kind: person}}
  vote: {{kind: meeting, series: summits}}
  talks: {{kind: meeting, series: summits}}
{properties}"
    );
    for (at, answer) in answers.iter().enumerate() {
        let says = match name {
            STATES => format!("states: {answer}"),
            _ => format!("says: {{{name}: {answer}}}"),
        };
        fixture.push_str(&format!(
            "---\nreport: {{id: report-{at}}}\nclaims:\n  - {{about: talks, {says}}}\n"
        ));
    }
    fixture
}

/// Checks that a conflict is found among some answers: of a code, where one is given.
#[track_caller]
fn demand(value_type: ValueType, row: &Row, answers: &[&str], code: Option<&str>) {
    let (project, findings) = findings(&project(row.property, answers));
    let told = lines(&project, &findings);
    let wanted = |found: &str| code.map_or(found.starts_with("conflict/"), |code| found == code);
    assert!(
        findings.iter().any(|finding| wanted(finding.code)),
        "{value_type:?}: {answers:?} are no {code:?}:\n{told}"
    );
    assert!(!told.contains("input/bad"), "{value_type:?}: {told}");
}

#[test]
fn every_type_finds_its_conflicts() {
    for value_type in ValueType::ALL {
        let row = row(*value_type);
        if let Some((answers, code)) = row.disjoint {
            demand(*value_type, &row, &answers, Some(code));
        }
        let (answers, code) = row.denial;
        demand(*value_type, &row, &answers, Some(code));
        if let Some(answers) = row.three {
            for at in 0..3 {
                let pair = [answers[at], answers[(at + 1) % 3]];
                let (project, findings) = findings(&project(row.property, &pair));
                let told = lines(&project, &findings);
                assert!(!told.contains("conflict/"), "{value_type:?}: {pair:?} clash:\n{told}");
            }
            demand(*value_type, &row, &answers, None);
        }
    }
}
