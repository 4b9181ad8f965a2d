//! After a change, a part of the project is looked at, and what is found is what a look at all of it
//! finds, to the byte.

use claimcheck_fuzz::{Looked, Watched, changes};
use claimcheck_tests::files;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestRunner};

#[test]
fn a_look_at_a_part_finds_what_a_look_at_all_does() {
    let config = Config { cases: 400, rng_seed: RngSeed::Fixed(5), ..Config::default() };
    let mut runner = TestRunner::new(config);
    let at_part = std::cell::Cell::new(0);
    let bytes = proptest::collection::vec(any::<u8>(), 100..1500);
    let done = runner.run(&bytes, |bytes| {
        let looked = changes(&bytes);
        at_part.set(at_part.get() + looked.iter().filter(|it| **it == Looked::AtPart).count());
        Ok(())
    });
    done.expect("a part comes to what the whole does");
    // Were the whole looked at every time, nothing would have been compared.
    assert!(at_part.get() > 120, "{} of 800 changes", at_part.get());
}

/// What all fixtures declare. Nothing binds the mine to anything.
const DECLARED: &str = "
kinds:
  meeting: {is: event}
entities:
  vote: {kind: meeting, series: votes}
  recount: {kind: meeting, series: votes}
  talks: {kind: event}
  lunch: {kind: event}
  mine: {kind: thing}
  anna: {kind: person}
  berta: {kind: person}
properties:
  seat: {type: text, unique: true}
  host: {type: entity, kind: person}
  born: {type: date}
  dead: {type: quantity, unit: people}
rules:
- {id: adult, for: meeting, equation: host.born < date}
--- claims/mine.yaml
report: {id: mine}
claims:
- {id: dead, about: mine, says: {dead: 4}}
--- claims/mine-again.yaml
report: {id: mine-again}
claims:
- {id: dead, about: mine, says: {dead: 5}}
";

/// Changes a text of a project: a part is looked at, which comes to what the whole does, and the
/// change makes this many findings of a code more.
#[track_caller]
fn changes_to(claims: &str, path: &str, change: (&str, &str), (code, more): (&str, isize)) {
    let (looked, before, after) = look(claims, path, change);
    assert_eq!(looked, Looked::AtPart, "{path}");
    let count = |lines: &[String]| {
        let count = lines.iter().filter(|line| line.starts_with(code)).count();
        isize::try_from(count).expect("few")
    };
    assert_eq!(count(&after) - count(&before), more, "{before:#?} {after:#?}");
}

/// How a change of a text was looked at, and what is found before and after it.
#[track_caller]
fn look(claims: &str, path: &str, (old, new): (&str, &str)) -> (Looked, Vec<String>, Vec<String>) {
    let files = files(&format!("{DECLARED}{claims}"));
    let mut watched = Watched::new(&files, |_| Vec::new());
    let (looked, before) = watched.look(&files);
    assert_eq!(looked, Looked::AtPart, "nothing has changed");
    let mut now = files.clone();
    let text = now.get_mut(path).expect(path);
    assert!(text.contains(old), "{old} in {text}");
    *text = text.replace(old, new);
    let (looked, after) = watched.look(&now);
    (looked, before, after)
}

const TWO: &str = "\
--- claims/a.yaml
report: {id: a}
claims:
- {id: one, about: A}
--- claims/b.yaml
report: {id: b}
claims:
- {id: one, about: B}
";

/// Two reports that say one thing each, of which the second one changes.
fn two(first: &str, second: &str) -> String {
    TWO.replace("about: A", first).replace("about: B", second)
}

#[test]
fn claims_on_one_question_are_bound() {
    let reports =
        two("about: lunch, says: {date: 2025-03-01}", "about: lunch, says: {date: 2025-03}");
    changes_to(&reports, "claims/b.yaml", ("2025-03", "2025-04"), ("conflict/date", 1));
}

#[test]
fn events_in_an_order_are_bound() {
    let reports = two(
        "about: talks, says: {date: 2025-03-01, before: lunch}",
        "about: lunch, says: {date: 2025-04-01}",
    );
    changes_to(&reports, "claims/b.yaml", ("2025-04", "2025-02"), ("conflict/order", 1));
}

#[test]
fn a_date_is_bound_to_what_it_is_counted_from() {
    let talks = "about: talks, says: {date: 2025-03-01, end: 2 days before lunch}";
    let reports = two(talks, "about: lunch, says: {date: 2025-03-03}");
    changes_to(&reports, "claims/b.yaml", ("2025-03-03", "2025-03-13"), ("conflict/order", 1));
    let reports =
        two("about: vote, says: {first: since lunch}", "about: lunch, says: {date: 2025-03-03}");
    let third = "--- claims/c.yaml\nreport: {id: c}\nclaims:\n- {about: vote, says: {date: 2025-05-01}}\n- {about: recount, says: {date: 2025-04-01}}\n";
    let reports = format!("{reports}{third}");
    changes_to(&reports, "claims/b.yaml", ("2025-03", "2025-04"), ("conflict/window", -1));
}

#[test]
fn events_of_a_series_are_bound() {
    let first = two(
        "about: vote, says: {date: 2025-03-01, first: ever}",
        "about: recount, says: {date: 2025-04-01}",
    );
    changes_to(&first, "claims/b.yaml", ("2025-04", "2024-04"), ("conflict/window", 1));
    let ranks = two("about: vote, says: {nth: 2}", "about: recount, says: {nth: 3}");
    changes_to(&ranks, "claims/b.yaml", ("nth: 3", "nth: 2"), ("conflict/ordinal", 1));
}

#[test]
fn who_holds_what_only_one_can_is_bound() {
    let reports = two("about: anna, says: {seat: first}", "about: berta, says: {seat: second}");
    changes_to(&reports, "claims/b.yaml", ("second", "first"), ("conflict/unique", 1));
}

#[test]
fn what_a_rule_leads_to_is_bound() {
    let reports = two(
        "about: vote, says: {date: 2025-03-01, host: anna}",
        "about: anna, says: {born: 1970-01-01}",
    );
    changes_to(&reports, "claims/b.yaml", ("1970", "2026"), ("conflict/order", 1));
    // That the vote has a host is what the change brings.
    let reports =
        two("about: anna, says: {born: 2026-01-01}", "about: vote, says: {date: 2025-03-01}");
    let change = ("2025-03-01", "2025-03-01, host: anna");
    changes_to(&reports, "claims/b.yaml", change, ("conflict/order", 1));
}

#[test]
fn claims_that_are_declared_of_each_other_are_bound() {
    let lunch = "about: lunch, says: {date: 2025-03-01}";
    let supports = format!("{lunch}, supports: [a#one]");
    let reports = two(lunch, &supports);
    changes_to(&reports, "claims/a.yaml", ("2025-03-01", "2025-04-01"), ("conflict/declared", 1));
    // What corrects a claim on something else does so as a whole.
    let corrects = "about: talks, says: {date: 2025-01-01}, corrects: [a#one]";
    let third =
        "--- claims/c.yaml\nreport: {id: c}\nclaims:\n- {about: lunch, says: {date: 2025-04-01}}\n";
    let reports = format!("{}{third}", two(lunch, corrects));
    let change = (", corrects: [a#one]", "");
    changes_to(&reports, "claims/b.yaml", change, ("conflict/date", 1));
}

#[test]
fn the_names_that_others_use_are_looked_up_again() {
    let lunch = "about: lunch, says: {date: 2025-03-01}";
    let reports = two(lunch, "about: talks, says: {date: 2025-01-01}, supports: [a#one]");
    // What the name may have been meant to be takes all names to say.
    let (looked, _, after) = look(&reports, "claims/a.yaml", ("id: one", "id: other"));
    assert_eq!(looked, Looked::AtAll);
    assert!(after.iter().any(|line| line.contains("no claim is called `a#one`")), "{after:#?}");
}

#[test]
fn a_report_that_is_silent_now_is_told() {
    let third =
        "--- claims/c.yaml\nreport: {id: c}\nclaims:\n- {about: lunch, says: {date: 2025-03-01}}\n";
    let says = "about: lunch, says: {date: 2025-03-01, dead: 2}";
    let reports = format!("{}{third}", two(says, says));
    changes_to(
        &reports,
        "claims/c.yaml",
        ("2025-03-01", "2025-03-01, dead: 2"),
        ("gap/silent", -1),
    );
}

#[test]
fn a_text_that_changes_moves_the_quotes_in_it() {
    let report = "\
--- claims/a.yaml
report: {file: a.txt}
claims:
- {id: one, about: lunch, says: {date: 2025-03-01}, quote: on the first of March}
--- reports/a.txt
They ate on the first of March.
";
    let change = ("They", "Yesterday they");
    changes_to(report, "reports/a.txt", change, ("agreement", 0));
    let change = ("March", "April");
    changes_to(report, "reports/a.txt", change, ("input/quote-not-found", 1));
}

#[test]
fn what_is_used_is_counted() {
    let reports =
        two("about: lunch, says: {date: 2025-03-01}", "about: talks, says: {date: 2025-04}");
    // Five entities and three properties of the project are used by nothing.
    changes_to(&reports, "claims/b.yaml", ("about: talks", "about: lunch"), ("input/unused", 1));
    changes_to(&reports, "claims/b.yaml", ("about: talks", "about: anna"), ("input/unused", 0));
    // Where a file is broken, it is not known what it would have used.
    let (looked, before, after) =
        look(&reports, "claims/b.yaml", ("about: talks", "about: [talks]"));
    assert_eq!(looked, Looked::AtPart);
    let unused = |lines: &[String]| lines.iter().any(|line| line.starts_with("input/unused"));
    assert!(unused(&before) && !unused(&after), "{after:#?}");
}

#[test]
fn claims_of_one_report_in_two_files_are_read_together() {
    let reports = "\
--- claims/a.yaml
claims:
- {id: one, report: mine, about: lunch, says: {date: 2025-03-01}}
--- claims/b.yaml
claims:
- {id: two, report: mine, about: lunch, says: {date: 2025-03-01}}
";
    changes_to(reports, "claims/b.yaml", ("id: two", "id: one"), ("input/duplicate-id", 1));
    changes_to(reports, "claims/b.yaml", ("2025-03", "2025-04"), ("conflict/date", 1));
}

#[test]
fn facts_count_as_claims_do() {
    let reports = "\
--- claims/a.yaml
report: {id: a}
claims:
- {id: one, about: lunch, says: {date: 2025-03-01}}
--- claims/f.yaml
facts:
- {about: lunch, says: {date: 2025-03-01}, source: the desk}
--- claims/g.yaml
facts:
- {about: talks, says: {date: 2025-03-01}, source: the desk}
";
    changes_to(reports, "claims/f.yaml", ("2025-03", "2025-04"), ("conflict/date", 1));
    changes_to(reports, "claims/f.yaml", ("about: lunch", "about: anna"), ("input/bad-value", 1));
}

#[test]
fn rulings_hold_as_long_as_they_do() {
    let ruling = "\
--- claims/z.yaml
rulings:
- {question: lunch.date, accept: [a#one], reject: [b#one], because: so}
";
    let reports =
        two("about: lunch, says: {date: 2025-03-01}", "about: lunch, says: {date: 2025-04-01}");
    let reports = format!("{reports}{ruling}");
    let change = ("2025-04", "2025-03");
    changes_to(&reports, "claims/b.yaml", change, ("input/stale-ruling", 1));
    // What has nothing to do with it leaves it as it was.
    changes_to(&reports, "claims/mine.yaml", ("dead: 4", "dead: 5"), ("conflict/quantity", -1));
}

#[test]
fn what_is_declared_changes_everything() {
    let reports =
        two("about: lunch, says: {date: 2025-03-01}", "about: talks, says: {date: 2025-04}");
    for (path, change) in [
        ("claims/example.yaml", ("lunch: {kind: event}", "lunch: {kind: meeting}")),
        ("claims/a.yaml", ("report: {id: a}", "report: {id: a, publisher: anna}")),
        ("claims/a.yaml", ("report: {id: a}", "# One line more.\nreport: {id: a}")),
    ] {
        assert_eq!(look(&reports, path, change).0, Looked::AtAll, "{path}: {change:?}");
    }
}
