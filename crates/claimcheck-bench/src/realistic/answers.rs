//! What a story asks, and what three reports answer: the same in other words as a rule, now and
//! then something else. Every type of value is among the questions.

use std::fmt::Write as _;

use super::REPORTS;
use crate::random::Random;

/// The properties of all stories, their kinds and their rules.
pub(super) const PROPERTIES: &str = "\
kinds:
  summit: {is: event, expects: [date, venue]}
  treaty: {is: thing}
  city: {is: place}
  works: {is: event}
properties:
  venue: {type: place, precision: city, applies-to: [summit]}
  guests: {type: entity, many: true, applies-to: [summit]}
  attendance: {type: quantity, unit: people, applies-to: [summit]}
  attendance-inside: {type: quantity, unit: people, applies-to: [summit]}
  attendance-outside: {type: quantity, unit: people, applies-to: [summit]}
  session: {type: duration, applies-to: [summit]}
  outcome: {type: choice, levels: [agreement, adjournment, rupture], applies-to: [summit]}
  stage: {type: scale, levels: [possible, planned, confirmed, held], changes: forward, applies-to: [summit]}
  televised: {type: yes-no, applies-to: [summit]}
  opening-words: {type: quotation, applies-to: [summit]}
  title: {type: text, applies-to: [treaty]}
  value: {type: quantity, unit: USD, tolerance: 1%, applies-to: [treaty]}
  length: {type: quantity, unit: km, applies-to: [treaty]}
  holder: {type: entity, applies-to: [treaty]}
rules:
  - {id: attendance-adds-up, for: summit, equation: attendance = attendance-inside + attendance-outside}
  - {id: works-end, for: works, equation: start <= end}
";

/// A question of a story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    Date,
    Venue,
    Guests,
    Attendance,
    AttendanceInside,
    AttendanceOutside,
    Session,
    Outcome,
    Stage,
    Televised,
    OpeningWords,
    First,
    Order,
    Title,
    Value,
    Length,
    Holder,
    WorksStart,
    WorksEnd,
    WorksDate,
}

/// What one report answers: the value in YAML, and in words.
#[derive(Debug, Clone)]
pub(super) struct Answer {
    pub(super) value: String,
    pub(super) words: String,
}

/// A story's summits are in one month, and each three days after the last.
const fn month(story: usize) -> usize {
    1 + story % 5
}

fn day_of_summit(story: usize, of: usize, shift: usize) -> String {
    format!("2025-{:02}-{:02}", month(story), 1 + 3 * of + shift)
}

/// Names of a story's cast.
pub(super) fn vocabulary(story: usize, subjects: usize) -> String {
    let mut yaml = format!("entities:\n  land-{story}: {{kind: place}}\n");
    for at in 0..REPORTS {
        let _ = writeln!(yaml, "  wire-{at}-{story}: {{kind: organisation, reliability: B}}");
    }
    for of in 0..subjects {
        let _ = write!(
            yaml,
            "  summit-{of}-{story}: {{kind: summit, names: [summit number {of} of story {story}], series: rounds-{story}}}\n  \
               treaty-{of}-{story}: {{kind: treaty}}\n  \
               works-{of}-{story}: {{kind: works}}\n  \
               city-{of}-{story}: {{kind: city, part-of: land-{story}}}\n  \
               hall-{of}-{story}: {{kind: place, part-of: city-{of}-{story}}}\n  \
               office-{of}-{story}: {{kind: organisation, reliability: C}}\n  \
               envoy-{of}-{story}: {{kind: person, names: [envoy {of} of story {story}]}}\n"
        );
    }
    yaml
}

impl Asked {
    pub(super) const ALL: [Self; 20] = [
        Self::Date,
        Self::Venue,
        Self::Guests,
        Self::Attendance,
        Self::AttendanceInside,
        Self::AttendanceOutside,
        Self::Session,
        Self::Outcome,
        Self::Stage,
        Self::Televised,
        Self::OpeningWords,
        Self::First,
        Self::Order,
        Self::Title,
        Self::Value,
        Self::Length,
        Self::Holder,
        Self::WorksStart,
        Self::WorksEnd,
        Self::WorksDate,
    ];

    pub(super) const fn property(self) -> &'static str {
        match self {
            Self::Date | Self::WorksDate => "date",
            Self::Venue => "venue",
            Self::Guests => "guests",
            Self::Attendance => "attendance",
            Self::AttendanceInside => "attendance-inside",
            Self::AttendanceOutside => "attendance-outside",
            Self::Session => "session",
            Self::Outcome => "outcome",
            Self::Stage => "stage",
            Self::Televised => "televised",
            Self::OpeningWords => "opening-words",
            Self::First => "first",
            Self::Order => "before",
            Self::Title => "title",
            Self::Value => "value",
            Self::Length => "length",
            Self::Holder => "holder",
            Self::WorksStart => "start",
            Self::WorksEnd => "end",
        }
    }

    pub(super) fn subject(self, story: usize, of: usize) -> String {
        let kind = match self {
            Self::Title | Self::Value | Self::Length | Self::Holder => "treaty",
            Self::WorksStart | Self::WorksEnd | Self::WorksDate => "works",
            _ => "summit",
        };
        format!("{kind}-{of}-{story}")
    }

    /// What each report answers. In a dispute the last one answers something else.
    pub(super) fn answers(
        self,
        story: usize,
        of: usize,
        disputed: bool,
        random: &mut Random,
    ) -> Vec<Answer> {
        (0..REPORTS)
            .map(|report| self.answer(story, of, report, disputed && report == REPORTS - 1, random))
            .collect()
    }

    fn answer(
        self,
        story: usize,
        of: usize,
        report: usize,
        other: bool,
        random: &mut Random,
    ) -> Answer {
        let (inside, outside) = (200 + 10 * of + story % 50, 1_000 + 100 * of + story % 90);
        let shift = usize::from(other);
        let (value, words) = match self {
            Self::Date => {
                let value = match report {
                    1 if !other => format!("2025-{:02}", month(story)),
                    _ => day_of_summit(story, of, shift),
                };
                (value.clone(), format!("it was set for {value}"))
            }
            Self::WorksDate => {
                let value = if other { "2020" } else { ["2024/2026", "2023/2027"][report % 2] };
                (value.to_owned(), format!("the works fell into {value}"))
            }
            Self::Venue => {
                let city = (of + shift) % 5;
                let place = match report {
                    0 => format!("hall-{city}-{story}"),
                    1 if !other => format!("land-{story}"),
                    _ => format!("city-{city}-{story}"),
                };
                (place.clone(), format!("delegates gathered at {place}"))
            }
            Self::Guests => {
                let first = format!("envoy-{of}-{story}");
                let second = format!("envoy-{}-{story}", (of + 1) % 5);
                let value = match (other, report) {
                    (true, _) => format!("{{not: {first}}}"),
                    (false, 1) => format!("[{first}, {second}]"),
                    _ => first.clone(),
                };
                (value, format!("{first} was seen at the table"))
            }
            Self::Attendance | Self::AttendanceInside | Self::AttendanceOutside => {
                let count = match self {
                    Self::Attendance => inside + outside,
                    Self::AttendanceInside => inside,
                    _ => outside,
                } + 500 * shift;
                let value = match report {
                    1 if !other => format!("about {count} people"),
                    _ => format!("{count} people"),
                };
                (value, format!("police counted {count} people"))
            }
            Self::Session => {
                let value = match (report, other) {
                    (1, false) => "72 hours".to_owned(),
                    (_, false) => "3 days".to_owned(),
                    _ => "9 days".to_owned(),
                };
                (value.clone(), format!("the session went on for {value}"))
            }
            Self::Outcome => {
                let level = ["agreement", "adjournment", "rupture"][(of + shift) % 3];
                let value = match report {
                    1 if !other => "{not: rupture}".to_owned(),
                    _ => level.to_owned(),
                };
                let value = if level == "rupture" { level.to_owned() } else { value };
                (value, format!("it ended in {level}"))
            }
            Self::Stage => {
                let level = if other { "possible" } else { "confirmed" };
                (level.to_owned(), format!("the round was called {level}"))
            }
            Self::Televised => {
                let word = if other { "no" } else { "yes" };
                (word.to_owned(), format!("asked about cameras an aide said {word}"))
            }
            Self::OpeningWords => {
                let said = if other { "we may have an accord" } else { "we will have an accord" };
                (said.to_owned(), format!("the host began: {said}"))
            }
            Self::First => {
                let value = match (of, report) {
                    (0, _) => "ever".to_owned(),
                    (_, 1) => format!("since {}", day_of_summit(story, of - 1, 0)),
                    _ => format!("since summit-{}-{story}", of - 1),
                };
                (value.clone(), format!("it was the first {value}"))
            }
            // Works begin a year before the summits.
            Self::Order => {
                let works = format!("works-{of}-{story}");
                let value = if other { works.clone() } else { format!("{{not: {works}}}") };
                (value, format!("it was held against {works}"))
            }
            Self::Title => {
                let title = format!("Accord {of} on the waters of land {story}");
                (title.clone(), format!("they named it {title}"))
            }
            Self::Value => {
                let amount = 300 + of + 100 * shift;
                let value = match report {
                    1 if !other => format!("about {amount} million USD"),
                    2 => format!("{amount},000,000 USD"),
                    _ => format!("{amount} million USD"),
                };
                (value.clone(), format!("worth {value} in all"))
            }
            Self::Length => {
                let km = 40 + of + 7 * shift;
                let value = match report {
                    1 if !other => format!("{km}000 m"),
                    _ => format!("{km} km"),
                };
                (value.clone(), format!("a stretch of {value}"))
            }
            Self::Holder => {
                let holder = format!("office-{}-{story}", (of + shift) % 5);
                (holder.clone(), format!("kept by {holder}"))
            }
            Self::WorksStart => {
                let day = 1 + of + shift;
                (format!("2024-01-{day:02}"), format!("works began on 2024-01-{day:02}"))
            }
            Self::WorksEnd => {
                let day = 1 + of + shift;
                let value = if random.below(2) == 0 && !other {
                    format!("2026-02-{day:02}")
                } else {
                    format!("2026-02-{day:02}/2026-02-{day:02}")
                };
                (value.clone(), format!("works closed on {value}"))
            }
        };
        Answer { value, words }
    }
}
