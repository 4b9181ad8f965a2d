//! Large projects, made in memory from a seed: each is the YAML that a project would have, so that
//! what is measured went the way of all input. Owns no measuring and no expectation.

pub mod extremes;
mod random;
pub mod realistic;

use std::fmt::Write as _;

use claimcheck_core::source::SourceFile;
use claimcheck_core::{Input, Project};
use random::Random;

/// A project to be measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// Orders that follow a hidden timeline.
    Consistent,
    /// The same, and for each of 1,000 places one order that the others deny.
    Planted,
    /// Each of 10,000 events before the next one, and the last before the first.
    Ring,
    /// Every two of 300 events in an order that a coin decides.
    Dense,
    /// One date given by a fact, and 10,000 events whose own date and order deny it.
    Hub,
    /// One series of 5,000 dated events, of which every other one is the first in some time, and has a rank.
    Series,
    /// “Before or after” of 20,000 pairs of events that are dated a day apart, so that each is decided by dates.
    Disjunctive,
    /// Eleven events, each of which fills one of ten days, and no two of which share any time.
    Pigeonhole,
    /// “Before or after” of every two of 60 events that nobody dates: nothing is decided.
    Undecided,
}

impl Case {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Consistent,
        Self::Planted,
        Self::Ring,
        Self::Dense,
        Self::Hub,
        Self::Series,
        Self::Disjunctive,
        Self::Pigeonhole,
        Self::Undecided,
    ];

    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Consistent => "consistent",
            Self::Planted => "planted",
            Self::Ring => "ring",
            Self::Dense => "dense",
            Self::Hub => "hub",
            Self::Series => "series",
            Self::Disjunctive => "disjunctive",
            Self::Pigeonhole => "pigeonhole",
            Self::Undecided => "undecided",
        }
    }

    /// Makes and reads the project.
    pub fn load(self, seed: u64) -> Project {
        let mut input = Input::default();
        for (number, text) in self.documents(seed).into_iter().enumerate() {
            let file = SourceFile::new(format!("claims/part-{number}.yaml"), text);
            input.claims.push(input.sources.add(file));
        }
        claimcheck_core::load(input)
    }

    fn documents(self, seed: u64) -> Vec<String> {
        let mut random = Random::new(seed);
        match self {
            Self::Consistent => orders(100_000, 500_000, 0, &mut random),
            Self::Planted => orders(100_000, 500_000, 1_000, &mut random),
            Self::Ring => {
                let next = |event: usize| (event, format!("before: e{}", (event + 1) % 10_000));
                project(10_000, "", (0..10_000).map(next))
            }
            Self::Dense => {
                let pairs = (0..300).flat_map(|a| (a + 1..300).map(move |b| (a, b)));
                let claims = pairs.map(|(a, b)| {
                    let (a, b) = if random.below(2) == 0 { (a, b) } else { (b, a) };
                    (a, format!("before: e{b}"))
                });
                project(300, "", claims)
            }
            Self::Hub => {
                let denial = |event| (event, "date: 2010, before: e0".to_owned());
                let mut documents = project(10_001, "", (1..10_001).map(denial));
                documents.push(
                    "facts: [{about: e0, says: {date: 2000}, source: the desk}]\n".to_owned(),
                );
                documents
            }
            Self::Series => series(5_000),
            Self::Disjunctive => {
                let claims = (0..20_000).flat_map(|pair| {
                    let (a, b) = (2 * pair, 2 * pair + 1);
                    let day = pair % 28 + 1;
                    [
                        (
                            a,
                            format!(
                                "date: 2025-01-{day:02}, order: {{to: e{b}, is: [before, after]}}"
                            ),
                        ),
                        (b, format!("date: 2025-02-{day:02}")),
                    ]
                });
                project(40_000, "", claims)
            }
            Self::Pigeonhole => {
                let days: Vec<String> =
                    (1..=10).map(|day| format!("2025-01-{day:02}/2025-01-{day:02}")).collect();
                let day = (0..11)
                    .map(|event| (event, format!("extent: {{any-of: [{}]}}", days.join(", "))));
                let apart = (0..11).flat_map(|a| (a + 1..11).map(move |b| (a, b))).map(|(a, b)| {
                    (a, format!("order: {{to: e{b}, is: [before, meets, met-by, after]}}"))
                });
                project(11, "", day.chain(apart))
            }
            Self::Undecided => {
                let pairs = (0..60).flat_map(|a| (a + 1..60).map(move |b| (a, b)));
                let apart = |(a, b)| (a, format!("order: {{to: e{b}, is: [before, after]}}"));
                project(60, "", pairs.map(apart))
            }
        }
    }
}

/// Orders of events, all but the planted ones by their numbers.
fn orders(events: usize, count: usize, planted: usize, random: &mut Random) -> Vec<String> {
    let mut claims: Vec<(usize, String)> = Vec::with_capacity(count);
    let mut place: Vec<usize> = (0..events).collect();
    random.shuffle(&mut place);
    let order = |a: usize, b: usize| (place[a], format!("before: e{}", place[b]));
    // Each planted order goes back along a chain of a few events that lies in no other one.
    for plant in 0..planted {
        let length = 3 + random.below(6);
        let first = plant * (events / planted);
        for at in first..first + length - 1 {
            claims.push(order(at, at + 1));
        }
        claims.push(order(first + length - 1, first));
    }
    while claims.len() < count {
        let (a, b) = (random.below(events), random.below(events));
        if a != b {
            claims.push(order(a.min(b), a.max(b)));
        }
    }
    project(events, "", claims)
}

/// One series of dated events with windows and ranks that are all true.
fn series(events: usize) -> Vec<String> {
    let claims = (0..events).map(|event| {
        // An event every third day from 1980 on.
        let day = 3 * event;
        let (year, day) = (1980 + day / 336, day % 336);
        let date = format!("date: {year}-{:02}-{:02}", day / 28 + 1, day % 28 + 1);
        let more = match event % 2 {
            0 => format!(", first: in 1 day, nth: {}", event + 1),
            _ => String::new(),
        };
        (event, date + &more)
    });
    project(events, ", series: meetings", claims)
}

/// A project of some events and of what is said of them, in reports of 5,000 claims.
fn project(
    events: usize,
    more: &str,
    claims: impl IntoIterator<Item = (usize, String)>,
) -> Vec<String> {
    const CLAIMS: usize = 5_000;
    let mut vocabulary = "kinds:\n  meeting: {is: event}\nentities:\n".to_owned();
    for event in 0..events {
        let _ = writeln!(vocabulary, "  e{event}: {{kind: meeting{more}}}");
    }
    let mut documents = vec![vocabulary];
    let mut report = String::new();
    for (number, (about, says)) in claims.into_iter().enumerate() {
        if number % CLAIMS == 0 {
            documents.push(std::mem::take(&mut report));
            let _ = write!(report, "report: {{id: r{}}}\nclaims:\n", number / CLAIMS);
        }
        let _ = writeln!(report, "  - {{about: e{about}, says: {{{says}}}}}");
    }
    documents.push(report);
    documents.retain(|document| !document.is_empty());
    documents
}

impl std::fmt::Display for Case {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}
