//! Projects that are large in one way only. Each is made for a size, so that what ten times as much
//! costs can be seen.

use std::fmt::Write as _;

use crate::random::Random;
use crate::realistic::File;

/// One way to be large.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Extreme {
    /// One question, and as many different numbers for an answer.
    Answers,
    /// One question, and as many different quotations for an answer.
    Quotations,
    /// As many answers to one question that changes with time.
    Changing,
    /// As many answers to one that may only rise, of which some fall and some are given again.
    Falling,
    /// As many answers to one question, each for a time of its own, with two for every tenth.
    Times,
    /// One question, and as many texts, each second one denied.
    Denials,
    /// One question with several values: as many lists, some of them complete.
    Lists,
    /// One report with as many claims, each with a quote.
    OneReport,
    /// One report of so many kilobytes, with 1,000 claims.
    LongText,
    /// So many claims documents of one claim.
    Files,
    /// So many names of entities, and a twentieth as many that are misspelt.
    Names,
    /// So many disputes, with passages in three reports of 5 MB.
    Disputes,
}

impl Extreme {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::Answers,
        Self::Quotations,
        Self::Changing,
        Self::Falling,
        Self::Times,
        Self::Denials,
        Self::Lists,
        Self::OneReport,
        Self::LongText,
        Self::Files,
        Self::Names,
        Self::Disputes,
    ];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Answers => "answers",
            Self::Quotations => "quotations",
            Self::Changing => "changing",
            Self::Falling => "falling",
            Self::Times => "times",
            Self::Denials => "denials",
            Self::Lists => "lists",
            Self::OneReport => "one-report",
            Self::LongText => "long-text",
            Self::Files => "files",
            Self::Names => "names",
            Self::Disputes => "disputes",
        }
    }

    /// The size at which it is measured, and a tenth of which it is compared with.
    pub const fn size(self) -> usize {
        match self {
            Self::Answers
            | Self::Quotations
            | Self::Changing
            | Self::Falling
            | Self::Times
            | Self::Denials
            | Self::Lists
            | Self::OneReport
            | Self::LongText => 100_000,
            Self::Files => 50_000,
            Self::Names => 200_000,
            Self::Disputes => 10_000,
        }
    }

    /// Its files.
    pub fn files(self, size: usize) -> Vec<File> {
        let mut random = Random::new(7);
        let mut files = match self {
            Self::Answers => one_question("{type: quantity, unit: people}", size, |at| {
                format!("{} people", 1_000_000 + 3 * at)
            }),
            Self::Quotations => one_question("{type: quotation}", size, |at| {
                format!("we will not sign paper {at} of the {} that lie here", at * 7)
            }),
            Self::Changing => {
                one_question("{type: quantity, unit: people, changes: up}", size, |at| {
                    format!("{} people\n    as-of: {}", 1_000 + 3 * at, day(at))
                })
            }
            Self::Falling => {
                one_question("{type: quantity, unit: people, changes: up}", size, |at| {
                    let said = if at % 1_000 == 999 { at / 2 } else { at / 3 * 3 };
                    format!("{} people\n    as-of: {}", 1_000 + said, day(at))
                })
            }
            Self::Times => one_question("{type: quantity, unit: people}", size, |at| {
                let time = if at % 10 == 9 { at - 1 } else { at };
                format!("{} people\n    when: {}", 1_000 + 3 * at, day(time))
            }),
            Self::Denials => one_question("{type: text}", size, |at| match at % 2 {
                0 => format!("the red paper {at}"),
                _ => format!("{{not: the red paper {}}}", at / 3),
            }),
            Self::Lists => one_question("{type: text, many: true}", size, |at| match at % 100 {
                99 => format!("{{only: [the mayor, guest {}, guest {at}]}}", at / 2),
                _ => format!("[the mayor, guest {}]", at / 2),
            }),
            Self::OneReport => report(size, 500, &mut random),
            Self::LongText => report(1_000, size, &mut random),
            Self::Files => many_files(size),
            Self::Names => names(size),
            Self::Disputes => disputes(size, &mut random),
        };
        files.push(file("claimcheck.yaml", "# A generated project.\n".to_owned()));
        files
    }
}

/// A day of its own for each number.
fn day(at: usize) -> String {
    format!("{:04}-{:02}-{:02}", 1000 + at / 336, at / 28 % 12 + 1, at % 28 + 1)
}

fn file(path: &str, text: String) -> File {
    File { path: path.to_owned(), text }
}

fn vocabulary(property: &str) -> File {
    let text = format!("entities: {{gate: {{kind: thing}}}}\nproperties: {{p: {property}}}\n");
    file("claims/vocabulary.yaml", text)
}

fn one_question(property: &str, size: usize, answer: impl Fn(usize) -> String) -> Vec<File> {
    let mut text = "report: {id: r}\nclaims:\n".to_owned();
    for at in 0..size {
        let _ = writeln!(text, "  - about: gate\n    says:\n      p: {}", answer(at));
    }
    vec![vocabulary(property), file("claims/r.yaml", text)]
}

/// A report with as many claims, and so many bytes of text for each of them.
fn report(claims: usize, bytes: usize, random: &mut Random) -> Vec<File> {
    let mut entities = "properties: {p: {type: quantity, unit: people}}\nentities:\n".to_owned();
    let mut text = "report: {file: r.txt, id: r}\nclaims:\n".to_owned();
    let mut story = String::new();
    for at in 0..claims {
        let _ = writeln!(entities, "  gate-{at}: {{kind: thing}}");
        let quote = format!("gate {at} was passed by {} people that night", 40 + at);
        let _ = writeln!(
            text,
            "  - quote: {quote}\n    about: gate-{at}\n    says: {{p: {} people}}",
            40 + at
        );
        let end = story.len() + bytes;
        let _ = write!(story, "The desk notes that {quote}. ");
        while story.len() < end {
            story.push_str(&crate::realistic::sentence(random, 14));
            story.push_str(".\n");
        }
    }
    vec![
        file("claims/entities.yaml", entities),
        file("claims/r.yaml", text),
        file("reports/r.txt", story),
    ]
}

fn many_files(size: usize) -> Vec<File> {
    let documents = (0..size).map(|at| {
        file(
            &format!("claims/{:03}/{at}.yaml", at / 500),
            format!("report: {{id: r{at}}}\nclaims: [{{about: gate, says: {{p: {}}}}}]\n", at % 9),
        )
    });
    std::iter::once(vocabulary("{type: quantity, unit: people}")).chain(documents).collect()
}

fn names(size: usize) -> Vec<File> {
    let mut entities = "properties: {p: {type: yes-no}}\nentities:\n".to_owned();
    let mut claims = "report: {id: r}\nclaims:\n".to_owned();
    for at in 0..size {
        let _ = writeln!(entities, "  warehouse-{at}-north: {{kind: thing}}");
        if at % 20 == 0 {
            let _ = writeln!(claims, "  - {{about: warehuose-{at}-nort, says: {{p: yes}}}}");
        }
    }
    vec![file("claims/entities.yaml", entities), file("claims/r.yaml", claims)]
}

fn disputes(size: usize, random: &mut Random) -> Vec<File> {
    let mut files = Vec::new();
    let bytes = 5_000_000 / size;
    for (name, add) in [("a", 0), ("b", 100), ("c", 0)] {
        let mut made = report(size, bytes, random);
        let document = made.remove(1);
        let text = made.remove(1);
        if name == "a" {
            files.append(&mut made);
        }
        let claims = document.text.replacen(
            "report: {file: r.txt, id: r}",
            &format!("report: {{file: {name}.txt, id: {name}}}"),
            1,
        );
        let claims = if add == 0 { claims } else { claims.replace("says: {p: ", "says: {p: 1") };
        files.push(file(&format!("claims/{name}.yaml"), claims));
        files.push(file(&format!("reports/{name}.txt"), text.text));
    }
    files
}
