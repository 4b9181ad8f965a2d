//! The list as a text: nothing that people wrote is lost, and all that is written is read back.

use claimcheck_core::conflict::{Clash, Conflict, Time};
use claimcheck_core::read::baseline::baseline;
use claimcheck_core::source::FileId;

use super::{Listing, scalar};

fn conflict(question: &str, answers: &[&str]) -> Conflict {
    let groups = answers.iter().map(|answer| vec![(*answer).to_owned()]).collect();
    let clash = Clash::Answers { question: question.to_owned(), when: Time::Always, groups };
    Conflict { code: "conflict/value".to_owned(), clash }
}

fn listing(text: &str) -> Listing {
    let (known, problems) = baseline(text, FileId(0));
    assert!(problems.is_empty(), "{problems:?}\n{text}");
    Listing::read(text, &known).expect("the layout can be kept")
}

/// Texts that YAML, other programs or a terminal would take for something else.
#[test]
fn what_is_written_is_read_back_as_it_was() {
    let answers = [
        "yes",
        "null",
        "~",
        "2025-10-30",
        "{not: a}",
        "a, b",
        "it's \"so\"",
        "x: y",
        "a #b",
        " lead",
        "- x",
        "&a",
        "*a",
        "line\nbreak",
        "\u{202e}x",
        "\u{fffe}\u{ffff}x",
        "Łódź",
        "",
        "1e5",
        "\\",
    ];
    let all = [
        conflict("a.b {of: c, d: e}", &{
            let mut sorted = answers;
            sorted.sort_unstable();
            sorted
        }),
        Conflict {
            code: "conflict/order".to_owned(),
            clash: Clash::Together {
                answers: answers
                    .iter()
                    .map(|a| ("q.r with s".to_owned(), (*a).to_owned()))
                    .collect(),
                rules: std::iter::once("a <= b + 2 days".to_owned()).collect(),
            },
        },
    ];
    let mut written = listing("");
    for conflict in &all {
        written.add(conflict, Some("because: # of this"));
    }
    let text = written.text();
    let (known, problems) = baseline(&text, FileId(0));
    assert!(problems.is_empty(), "{problems:?}\n{text}");
    let read: Vec<&Conflict> = known.iter().map(|known| &known.conflict).collect();
    assert_eq!(read, all.iter().collect::<Vec<_>>());
    assert!(known.iter().all(|known| known.because.as_deref() == Some("because: # of this")));
    assert!(!text.contains('\u{202e}'), "{text}");
    // Nothing is changed by reading and writing.
    assert_eq!(listing(&text).text(), text);
}

#[test]
fn plain_words_stay_plain() {
    assert_eq!(scalar("talks.date"), "talks.date");
    assert_eq!(scalar("No"), "\"No\"");
    assert_eq!(scalar("10 km"), "\"10 km\"");
}

#[test]
fn what_people_wrote_stays() {
    let mut own = listing("");
    own.add(&conflict("b.x", &["one", "two"]), None);
    own.add(&conflict("d.x", &["one", "two"]), None);
    let text = own.text();
    let (first, second) =
        text.split_at(text.find("- conflict: {code: conflict/value, question: d").expect("d"));
    let commented = format!("# ours\r\n{first}  # a remark\n\n# above d\n{second}# the end");
    let mut kept = listing(&commented);
    kept.add(&conflict("c.x", &["one", "two"]), None);
    let with_c = kept.text();
    let c = with_c.find("question: c.x").expect("c is there");
    assert!(with_c.find("question: b.x").is_some_and(|b| b < c), "{with_c}");
    assert!(with_c.find("# above d").is_some_and(|d| d > c), "{with_c}");
    for comment in ["# ours\r\n", "  # a remark\n", "# the end"] {
        assert!(with_c.contains(comment), "{comment} is not in\n{with_c}");
    }
    let mut kept = listing(&commented);
    kept.remove(&conflict("b.x", &["one", "two"]));
    assert!(kept.text().contains("# above d\n- conflict"), "{}", kept.text());
}

/// A comment goes with the entry that it stands above, and with no other.
#[test]
fn a_comment_that_an_empty_line_keeps_apart_stays() {
    let mut own = listing("");
    own.add(&conflict("b.x", &["one", "two"]), None);
    own.add(&conflict("d.x", &["one", "two"]), None);
    let text = own.text();
    let (first, second) =
        text.split_at(text.find("- conflict: {code: conflict/value, question: d").expect("d"));
    for between in ["# of all\n\n", "# of all\n\n# of d\n", "# of all\n\n# of d\n# and more\n"] {
        let mut kept = listing(&format!("{first}{between}{second}"));
        kept.remove(&conflict("d.x", &["one", "two"]));
        assert_eq!(kept.text(), format!("{first}# of all\n\n"), "{between:?}");
    }
}

/// Who indents the entries finds new ones indented likewise.
#[test]
fn entries_stay_indented_as_they_are() {
    let mut own = listing("");
    own.add(&conflict("b.x", &["one", "two"]), None);
    let indented =
        own.text().replace("- conflict", "  - conflict").replace("  finger", "    finger");
    let mut kept = listing(&indented);
    assert_eq!(kept.text(), indented);
    kept.add(&conflict("c.x", &["one", "two"]), Some("so"));
    let text = kept.text();
    assert!(text.starts_with(&indented), "{text}");
    assert!(text[indented.len()..].starts_with("  - conflict: {"), "{text}");
    assert!(text[indented.len()..].contains("\n    because: so\n    fingerprint: "), "{text}");
    let (known, problems) = baseline(&text, FileId(0));
    assert!(problems.is_empty() && known.len() == 2, "{text}{problems:?}");
}

/// The line is told at which a text begins that no list has.
#[test]
fn what_no_list_has_is_told_with_its_line() {
    for (text, line) in [("known: {}\n", 1), ("# ours\n---\nknown: {}\n", 3)] {
        let refused = Listing::read(text, &[]).expect_err(text);
        assert!(refused.to_string().contains(&format!(".yaml:{line}:")), "{refused}");
    }
}

/// The key begins a line of its own, whatever the last line before it lacks.
#[test]
fn a_list_without_entries_may_end_anywhere() {
    for text in ["---", "# ours", "  ", "# ours\n---", "known: []"] {
        let mut own = listing(text);
        own.add(&conflict("a.x", &["one", "two"]), None);
        let text = own.text();
        let (known, problems) = baseline(&text, FileId(0));
        assert!(problems.is_empty() && known.len() == 1, "{text}{problems:?}");
    }
}

/// To YAML a carriage return ends a line; an answer may hold one, with an escape.
#[test]
fn lines_that_end_with_a_carriage_return_alone_are_not_touched() {
    for text in ["# ours\r~\r", "# ours\r\nknown: []\r"] {
        let (known, _) = baseline(text, FileId(0));
        let refused = Listing::read(text, &known).expect_err(text);
        assert!(refused.to_string().contains("carriage return"), "{refused}");
    }
    let mut own = listing("known: []\r\n");
    own.add(&conflict("a.x", &["a\rb", "two"]), None);
    assert!(own.text().contains(r#""a\U0000000db""#), "{}", own.text());
    assert_eq!(listing(&own.text()).text(), own.text());
}

/// Every line of an entry holds what no other entry has.
#[test]
fn no_two_entries_share_a_line() {
    let mut own = listing("");
    for question in ["a.x", "b.x"] {
        own.add(&conflict(question, &["no", "yes"]), None);
        own.add(&conflict(question, &["maybe", "yes", "no way"]), None);
    }
    let text = own.text();
    let mut lines: Vec<&str> = text.lines().collect();
    let count = lines.len();
    lines.sort_unstable();
    lines.dedup();
    assert_eq!(lines.len(), count, "{text}");
}

#[test]
fn entries_of_one_dispute_become_one() {
    let mut own = listing("");
    own.add(&conflict("a.x", &["one", "two"]), Some("first"));
    own.add(&conflict("a.x", &["one", "three"]), Some("second"));
    own.add(&conflict("a.x", &["one", "three", "two"]), None);
    let text = own.text();
    assert_eq!(text.matches("- conflict").count(), 1, "{text}");
    assert!(text.contains("because: \"first; second\""), "{text}");
}

#[test]
fn a_layout_that_cannot_be_kept_is_not_touched() {
    let mut own = listing("");
    own.add(&conflict("a.x", &["one", "two"]), None);
    let text = own.text();
    let flow = text
        .lines()
        .filter(|line| !line.starts_with('#') && *line != "known:")
        .map(str::trim_start)
        .collect::<Vec<_>>()
        .join(", ");
    let flow = format!("known: [{{{}}}]\n", flow.trim_start_matches("- "));
    let (known, problems) = baseline(&flow, FileId(0));
    assert!(problems.is_empty() && known.len() == 1, "{flow}{problems:?}");
    let refused = Listing::read(&flow, &known).expect_err("it is on one line");
    assert!(refused.to_string().contains("claimcheck.baseline.yaml:1:"), "{refused}");
}

/// What is left of a dispute takes the place of the whole, in its own lines.
#[test]
fn what_is_left_takes_the_place_of_the_whole() {
    let (whole, left) =
        (conflict("a.x", &["one", "three", "two"]), conflict("a.x", &["one", "two"]));
    let mut own = listing("");
    own.add(&whole, Some("settled"));
    own.add(&conflict("b.x", &["one", "two"]), None);
    let text = own.text();
    assert!(!own.replace(&conflict("c.x", &["one", "two"]), &left), "it is not listed");
    assert_eq!(own.text(), text);
    assert!(own.replace(&whole, &left));
    let replaced = own.text();
    let (known, problems) = baseline(&replaced, FileId(0));
    assert!(problems.is_empty(), "{problems:?}");
    assert_eq!(
        known.iter().map(|known| &known.conflict).collect::<Vec<_>>(),
        [&left, &conflict("b.x", &["one", "two"])]
    );
    assert_eq!(known[0].because.as_deref(), Some("settled"));
    // Spaces that somebody put in are not ours to take out.
    let by_hand = text
        .replace("{code: conflict/value, question: a.x", "{ code: conflict/value, question: a.x");
    assert_ne!(by_hand, text);
    let mut own = listing(&by_hand);
    assert!(!own.replace(&whole, &left));
    assert_eq!(own.text(), by_hand);
}

/// A word that somebody wrote into an entry stays, though the dispute has become a larger one.
#[test]
fn an_entry_with_a_remark_does_not_become_one_with_another() {
    let mut own = listing("");
    own.add(&conflict("a.x", &["one", "two"]), None);
    let remarked = own.text().trim_end().to_owned() + " # seen by the desk\n";
    let mut own = listing(&remarked);
    own.add(&conflict("a.x", &["one", "three", "two"]), None);
    assert!(own.text().contains("# seen by the desk"), "{}", own.text());
}

/// What stands between, behind or before the entries and is no comment cannot be kept.
#[test]
fn what_is_no_entry_is_not_touched() {
    let mut own = listing("");
    own.add(&conflict("a.x", &["one", "two"]), None);
    let one = own.text();
    let mut own = listing("");
    own.add(&conflict("b.x", &["one", "two"]), None);
    let other = own.text();
    for text in [format!("{one}---\n{other}"), format!("{one}more: 1\n"), "more: 1\n".to_owned()] {
        let (known, _) = baseline(&text, FileId(0));
        assert!(Listing::read(&text, &known).is_err(), "{text}");
    }
}
