//! Allen's thirteen relations, each by itself against stretches of time, and each two of them
//! composed, against the published table.

use std::collections::BTreeSet;
use std::fmt::{Debug, Write as _};

use claimcheck_checker::Diagnostic;
use claimcheck_core::Project;
use claimcheck_tests::findings;

/// The relations by the letters that Alspaugh, “Allen's Interval Algebra”, gives them.
const RELATIONS: [(char, &str); 13] = [
    ('p', "before"),
    ('m', "meets"),
    ('o', "overlaps"),
    ('F', "finished-by"),
    ('D', "contains"),
    ('s', "starts"),
    ('e', "equals"),
    ('S', "started-by"),
    ('d', "during"),
    ('f', "finishes"),
    ('O', "overlapped-by"),
    ('M', "met-by"),
    ('P', "after"),
];

/// The composition table of Allen, “Maintaining Knowledge about Temporal Intervals” (1983), figure
/// 4, with the row and the column of `equals`, which it leaves out: what A may be to C where A is
/// the row to B, and B the column to C.
const COMPOSED: [&str; 13] = [
    "p p p p p p p p pmosd pmosd pmosd pmosd pmoFDseSdfOMP",
    "p p p p p m m m osd osd osd Fef DSOMP",
    "p p pmo pmo pmoFD o o oFD osd osd oFDseSdfO DSO DSOMP",
    "p m o F D o F D osd Fef DSO DSO DSOMP",
    "pmoFD oFD oFD D D oFD D D oFDseSdfO DSO DSO DSO DSOMP",
    "p p pmo pmo pmoFD s s seS d d dfO M P",
    "p m o F D s e S d f O M P",
    "pmoFD oFD oFD D D seS S S dfO O O M P",
    "p p pmosd pmosd pmoFDseSdfOMP d d dfOMP d d dfOMP P P",
    "p m osd Fef DSOMP d f OMP d f OMP P P",
    "pmoFD oFD oFDseSdfO DSO DSOMP dfO O OMP dfO O OMP P P",
    "pmoFD seS dfO M P dfO M P dfO M P P P",
    "pmoFDseSdfOMP dfOMP dfOMP P P dfOMP P P dfOMP P P P P",
];

fn composed(first: usize, second: usize) -> &'static str {
    COMPOSED[first].split(' ').nth(second).expect("a row has thirteen cells")
}

/// How one stretch of time lies to another, by the definitions of the relations.
fn lies<Place: Ord + Debug>(a: (Place, Place), b: (Place, Place)) -> usize {
    let defined: [bool; 13] = [
        a.1 < b.0,
        a.1 == b.0,
        a.0 < b.0 && b.0 < a.1 && a.1 < b.1,
        a.0 < b.0 && a.1 == b.1,
        a.0 < b.0 && b.1 < a.1,
        a.0 == b.0 && a.1 < b.1,
        a == b,
        a.0 == b.0 && b.1 < a.1,
        b.0 < a.0 && a.1 < b.1,
        b.0 < a.0 && a.1 == b.1,
        b.0 < a.0 && a.0 < b.1 && b.1 < a.1,
        b.1 == a.0,
        b.1 < a.0,
    ];
    let mut held = (0..13).filter(|at| defined[*at]);
    match (held.next(), held.next()) {
        (Some(at), None) => at,
        _ => panic!("exactly one relation holds of {a:?} and {b:?}"),
    }
}

/// The word for how one stretch of time lies to another.
pub(crate) fn relation<Place: Ord + Debug>(a: (Place, Place), b: (Place, Place)) -> &'static str {
    RELATIONS[lies(a, b)].1
}

/// All stretches between some points on a line.
fn stretches(points: u8) -> Vec<(u8, u8)> {
    (0..points).flat_map(|start| (start + 1..points).map(move |end| (start, end))).collect()
}

fn orders(fixture: &str) -> (Project, Vec<Diagnostic>) {
    let (project, findings) = findings(fixture);
    let problems: Vec<&String> = project
        .problems
        .iter()
        .filter(|problem| problem.code.is_error())
        .map(|problem| &problem.message)
        .collect();
    assert!(problems.is_empty(), "{problems:?}");
    let conflicts = findings.into_iter().filter(|finding| finding.code.starts_with("conflict/"));
    let conflicts: Vec<Diagnostic> = conflicts.collect();
    assert!(conflicts.iter().all(|finding| finding.code == "conflict/order"));
    (project, conflicts)
}

/// The names of the claims of each finding.
fn sets(project: &Project, findings: &[Diagnostic]) -> BTreeSet<BTreeSet<String>> {
    let model = project.graph.model();
    let names = |finding: &Diagnostic| {
        finding.claims.iter().map(|claim| model.entry_of(*claim).name.to_string()).collect()
    };
    findings.iter().map(names).collect()
}

/// Six ends lie in at most six places, so that all that can be is among these.
#[test]
fn the_table_is_what_stretches_on_a_line_do() {
    let all = stretches(6);
    let mut seen = vec![vec![BTreeSet::new(); 13]; 13];
    for &a in &all {
        for &b in &all {
            for &c in &all {
                seen[lies(a, b)][lies(b, c)].insert(RELATIONS[lies(a, c)].0);
            }
        }
    }
    for (first, row) in seen.iter().enumerate() {
        for (second, seen) in row.iter().enumerate() {
            let told: BTreeSet<char> = composed(first, second).chars().collect();
            assert_eq!(*seen, told, "{first} {second}");
        }
    }
}

/// Of A and B, B and C, and A and C, all three are a contradiction where the table has no place for
/// the third.
#[test]
fn two_relations_allow_a_third_where_the_table_does() {
    for (first, (_, ab)) in RELATIONS.iter().enumerate() {
        for (second, (_, bc)) in RELATIONS.iter().enumerate() {
            let mut fixture = "entities:\n".to_owned();
            let mut claims = "---\nreport: {id: r}\nclaims:\n".to_owned();
            let mut expected = BTreeSet::new();
            for (letter, ac) in RELATIONS {
                // The names are in an order that has each event as subject and as the other one.
                let name = |event: &str| format!("{event}-{ac}");
                let (a, b, c) = (name("k"), name("a"), name("z"));
                let _ = writeln!(
                    fixture,
                    "  {a}: {{kind: event}}\n  {b}: {{kind: event}}\n  {c}: {{kind: event}}"
                );
                let _ = writeln!(claims, "  - {{id: ab-{ac}, about: {a}, says: {{{ab}: {b}}}}}");
                let _ = writeln!(claims, "  - {{id: bc-{ac}, about: {b}, says: {{{bc}: {c}}}}}");
                let _ = writeln!(claims, "  - {{id: ac-{ac}, about: {a}, says: {{{ac}: {c}}}}}");
                if !composed(first, second).contains(letter) {
                    let set = ["ab", "bc", "ac"].map(|claim| format!("r#{claim}-{ac}"));
                    expected.insert(BTreeSet::from(set));
                }
            }
            let (project, findings) = orders(&(fixture + &claims));
            assert_eq!(sets(&project, &findings), expected, "A {ab} B, B {bc} C");
        }
    }
}

/// Every relation of every two stretches of a few days, which are given.
#[test]
fn each_relation_holds_of_the_stretches_that_it_says() {
    let all = stretches(5);
    let mut fixture = "entities:\n".to_owned();
    let mut claims = "---\nfacts:\n".to_owned();
    let mut expected = BTreeSet::new();
    for (pair, (a, b)) in all.iter().flat_map(|a| all.iter().map(move |b| (*a, *b))).enumerate() {
        for (at, (_, word)) in RELATIONS.iter().enumerate() {
            let name = |event: &str| format!("{event}{pair}-{word}");
            for (event, stretch) in [(name("a"), a), (name("b"), b)] {
                let _ = writeln!(fixture, "  {event}: {{kind: event}}");
                let _ = writeln!(
                    claims,
                    "  - {{id: {event}, about: {event}, says: {{extent: 2025-01-0{}/2025-01-0{}}}, source: a}}",
                    stretch.0 + 1,
                    stretch.1
                );
            }
            let _ = writeln!(
                claims,
                "  - {{id: {}, about: {}, says: {{{word}: {}}}, source: a}}",
                name("order"),
                name("a"),
                name("b")
            );
            if lies(a, b) != at {
                let set = ["a", "b", "order"].map(|event| format!("facts#{}", name(event)));
                expected.insert(BTreeSet::from(set));
            }
        }
    }
    let (project, findings) = orders(&(fixture + &claims));
    assert_eq!(sets(&project, &findings), expected);
}
