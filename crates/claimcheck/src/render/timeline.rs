//! A timeline as text for people, and as JSON. Plain data in, text out.

use std::fmt::Write as _;

use claimcheck_checker::Position;
use claimcheck_checker::timeline::{Disputed, Event, Ground, Neighbour, Timeline};
use claimcheck_core::model::{ClaimId, Model, Scope};
use claimcheck_core::text::armoured;
use claimcheck_core::values::EntityId;
use claimcheck_core::values::date::DateValue;
use claimcheck_page::lanes::Lanes;
use claimcheck_project::{Analysis, QuestionState};
use serde::Serialize;
use unicode_width::UnicodeWidthStr as _;

use super::bars::Bars;
use super::ink::Ink;
use super::settled;
use crate::sanitize::clean;
use crate::terminal::wrapping;

/// The name of the JSON's form.
const SCHEMA: &str = "claimcheck/timeline/v1";
/// How many claims, or events, are named in one line.
const MOST_NAMED: usize = 6;
/// A column of dates is no wider than this; what is longer stands out of it.
const WIDEST_DATE: usize = 24;
/// The axis is drawn again below more events than these.
const MOST_UNDER_ONE_AXIS: usize = 6;

/// The events at some places of a timeline, for people: in words.
pub(crate) fn list(analysis: &Analysis<'_>, shown: &[usize], width: usize) -> String {
    let page = Page::new(analysis, shown, width);
    let mut text = String::new();
    for at in shown {
        page.event(&mut text, *at, &[]);
    }
    page.rest(&mut text, shown);
    text
}

/// The same, with bars on one axis.
pub(crate) fn drawn(
    analysis: &Analysis<'_>,
    lanes: &Lanes,
    shown: &[usize],
    (width, ink): (usize, Ink),
) -> String {
    let page = Page::new(analysis, shown, width);
    let timeline = page.timeline;
    let bars = Bars::new(analysis.model(), lanes, (page.columns.0 + 2, width), ink);
    let axis: String = bars.axis().iter().map(|line| format!("{line}\n")).collect();
    let mut text = if shown.is_empty() { String::new() } else { axis.clone() };
    for at in shown {
        page.event(&mut text, *at, &bars.of(*at, &timeline.events[*at]));
    }
    // Whoever has come to the end need not go back to read it.
    if shown.len() > MOST_UNDER_ONE_AXIS {
        text.push_str(&axis);
    }
    page.rest(&mut text, shown);
    text
}

struct Page<'m> {
    analysis: &'m Analysis<'m>,
    model: &'m Model,
    timeline: &'m Timeline,
    width: usize,
    /// The width of the numbers, and of the dates.
    columns: (usize, usize),
}

impl<'m> Page<'m> {
    fn new(analysis: &'m Analysis<'_>, shown: &[usize], width: usize) -> Self {
        let (model, timeline) = (analysis.model(), analysis.timeline());
        let number = timeline.events.len().to_string().len();
        let dates = shown.iter().map(|at| when(&timeline.events[*at]).width());
        let date = dates.filter(|width| *width <= WIDEST_DATE).max().unwrap_or_default();
        Self { analysis, model, timeline, width, columns: (number, date) }
    }

    fn event(&self, text: &mut String, at: usize, bars: &[String]) {
        let event = &self.timeline.events[at];
        let (number, date) = self.columns;
        let when = when(event);
        let gap = " ".repeat(date.saturating_sub(when.width()));
        let lead = format!("{:>number$}. {when}{gap}  ", at + 1);
        self.line(text, &lead, lead.width(), &self.name(event.event, &event.scope));
        text.extend(bars.iter().flat_map(|bar| [bar, "\n"]));
        for (label, words) in self.details(at) {
            let lead = format!("{:number$}    {label}", "");
            self.line(text, &lead, number + 6, &words);
        }
    }

    /// A line that goes on under its own words.
    fn line(&self, text: &mut String, lead: &str, indent: usize, words: &str) {
        let rest = " ".repeat(indent.min(self.width / 2));
        let options = wrapping(self.width).initial_indent(lead).subsequent_indent(&rest);
        let _ = writeln!(text, "{}", textwrap::fill(&clean(words), options));
    }

    fn details(&self, at: usize) -> Vec<(&'static str, String)> {
        let event = &self.timeline.events[at];
        let mut details = Vec::new();
        if let Some((start, end)) = &event.ends {
            let bounds = |date: &DateValue| date.print(&|_| String::new());
            let words = match (bounds(start).as_str(), bounds(end).as_str()) {
                (start, "/.." | "../..") => format!("starts {start}"),
                ("../..", end) => format!("ends {end}"),
                (start, end) => format!("starts {start}, ends {end}"),
            };
            details.push(("", words));
        }
        let (first, last) = (&event.not_earlier, &event.not_later);
        if first == last && !first.is_empty() {
            details.push(("from ", self.grounds(first)));
        } else {
            let bound = |label, grounds: &[Ground]| {
                (!grounds.is_empty()).then(|| (label, self.grounds(grounds)))
            };
            details.extend(bound("not earlier: ", first));
            details.extend(bound("not later: ", last));
        }
        details.extend(event.after.as_ref().map(|other| ("after ", self.neighbour(other))));
        details.extend(event.before.as_ref().map(|other| ("before ", self.neighbour(other))));
        details.extend(self.unordered(at).map(|others| ("in any order with ", others)));
        details.extend(
            event.disputes.iter().map(|disputed| ("in dispute: ", self.disputed(disputed, event))),
        );
        if !event.left_out.is_empty() {
            let claims = self.claims(&event.left_out);
            let settled = settled(state_of(self.analysis, &event.left_out));
            details.push(("left out, as they cannot all hold: ", claims + &settled));
        }
        details
    }

    fn neighbour(&self, other: &Neighbour) -> String {
        format!("{}: {}", self.numbered(other.place), self.grounds(&other.grounds))
    }

    fn numbered(&self, at: usize) -> String {
        let event = &self.timeline.events[at];
        format!("{} ({})", at + 1, self.name(event.event, &event.scope))
    }

    /// The events whose order with this one is not settled. Each pair is told once, at the one that
    /// has more of them: the vaguer one.
    fn unordered(&self, at: usize) -> Option<String> {
        let events = &self.timeline.events;
        let vague = |at: usize| (events[at].unordered.len(), at);
        let mut others = events[at].unordered.clone();
        others.retain(|other| vague(*other) < vague(at));
        match others.as_slice() {
            [] => None,
            few if few.len() <= 3 => {
                let names: Vec<String> = few.iter().map(|other| self.numbered(*other)).collect();
                Some(listed(&names))
            }
            many => Some(listed(&runs(many))),
        }
    }

    fn disputed(&self, disputed: &Disputed, event: &Event) -> String {
        let question = self.model.question(disputed.question);
        let what = match question.with {
            Some(with) if with == event.event => {
                format!("order with {}", self.name(question.subject, &question.scope))
            }
            Some(with) => format!("order with {}", self.name(with, &question.scope)),
            None => self.model.property(question.property).id.clone(),
        };
        let position =
            |position: &Position| format!("{} ({})", position.value, self.claims(&position.claims));
        let positions: Vec<String> = disputed.positions.iter().map(position).collect();
        let settled = settled(self.analysis.state(disputed.question));
        format!("{what} {}{settled}", positions.join(" against "))
    }

    fn grounds(&self, grounds: &[Ground]) -> String {
        let names: Vec<String> =
            grounds.iter().map(|ground| ground.name(self.model).to_owned()).collect();
        listed(&names)
    }

    fn claims(&self, claims: &[ClaimId]) -> String {
        let names: Vec<String> =
            claims.iter().map(|claim| self.model.entry_of(*claim).name.to_string()).collect();
        listed(&names)
    }

    fn name(&self, event: EntityId, scope: &Scope) -> String {
        let entity = self.model.entity(event);
        let name = entity.names.first().unwrap_or(&entity.id);
        if scope.is_empty() {
            return name.clone();
        }
        let scope: Vec<String> =
            scope.iter().map(|(key, value)| format!("{key} {value}")).collect();
        format!("{name} ({})", scope.join(", "))
    }

    /// What stands after the list.
    fn rest(&self, text: &mut String, shown: &[usize]) {
        let whole = shown.len() == self.timeline.events.len();
        let (undated, compared) = (&self.timeline.undated, self.timeline.compared);
        let mut lines = Vec::new();
        if whole && !undated.is_empty() {
            let names: Vec<String> =
                undated.iter().map(|event| self.name(*event, &Vec::new())).collect();
            lines.push(format!("nothing is said of when: {}", names.join(", ")));
        }
        if !compared {
            lines.push(format!(
                "{} events are too many to compare each with each: which orders are not settled is not told",
                self.timeline.events.len()
            ));
        }
        if shown.is_empty() && lines.is_empty() {
            lines.push("no event: nothing is said of when anything was".to_owned());
        }
        if !shown.is_empty() && !lines.is_empty() {
            text.push('\n');
        }
        for line in lines {
            self.line(text, "", 2, &line);
        }
    }
}

/// What was made of the conflicts that some claims are in.
fn state_of(analysis: &Analysis<'_>, claims: &[ClaimId]) -> Option<QuestionState> {
    let questions = claims.iter().map(|claim| analysis.model().claim(*claim).question);
    questions.filter_map(|question| analysis.state(question)).min()
}

/// The bounds of an event, in the form that the language reads.
fn when(event: &Event) -> String {
    let whole = event.whole.as_ref().map(|date| date.print(&|_| String::new()));
    let without = if event.disputes.is_empty() { "no date" } else { "in dispute" };
    whole.unwrap_or_else(|| without.to_owned())
}

/// Numbers from 1, with runs of them in short: `2–5`, `7`.
fn runs(places: &[usize]) -> Vec<String> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for place in places {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *place => *last = *place,
            _ => runs.push((*place, *place)),
        }
    }
    let print = |(first, last): (usize, usize)| match last - first {
        0 => (first + 1).to_string(),
        1 => format!("{}, {}", first + 1, last + 1),
        _ => format!("{}–{}", first + 1, last + 1),
    };
    runs.into_iter().map(print).collect()
}

fn listed(items: &[String]) -> String {
    match items.len().saturating_sub(MOST_NAMED) {
        0 => items.join(", "),
        more => format!("{} and {more} more", items[..MOST_NAMED].join(", ")),
    }
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Root<'m> {
    schema: &'static str,
    events: Vec<Wire<'m>>,
    undated: Vec<&'m str>,
    compared: bool,
}

/// An event; others are named by their numbers.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Wire<'m> {
    number: usize,
    subject: &'m str,
    scope: std::collections::BTreeMap<&'m str, &'m str>,
    date: Option<String>,
    start: Option<String>,
    end: Option<String>,
    not_earlier: Vec<&'m str>,
    not_later: Vec<&'m str>,
    after: Option<Other<'m>>,
    before: Option<Other<'m>>,
    unordered: Vec<usize>,
    disputes: Vec<Dispute<'m>>,
    left_out: Vec<&'m str>,
    /// What was made of the conflicts of what is left out; null where nothing is.
    left_out_state: Option<&'static str>,
}

#[derive(Serialize)]
struct Other<'m> {
    number: usize,
    claims: Vec<&'m str>,
}

#[derive(Serialize)]
struct Dispute<'m> {
    property: &'m str,
    with: Option<&'m str>,
    /// What was made of the conflict; null where it was not asked for.
    state: Option<&'static str>,
    positions: Vec<Answer<'m>>,
}

#[derive(Serialize)]
struct Answer<'m> {
    value: &'m str,
    claims: Vec<&'m str>,
}

/// The events at some places of a timeline, as JSON.
pub(crate) fn json(analysis: &Analysis<'_>, shown: &[usize]) -> Result<String, serde_json::Error> {
    let (model, timeline) = (analysis.model(), analysis.timeline());
    let id = |event: EntityId| model.entity(event).id.as_str();
    let root = Root {
        schema: SCHEMA,
        events: shown.iter().map(|at| wire(analysis, *at, &timeline.events[*at])).collect(),
        undated: timeline.undated.iter().map(|event| id(*event)).collect(),
        compared: timeline.compared,
    };
    Ok(armoured(serde_json::to_string_pretty(&root)?) + "\n")
}

fn wire<'m>(analysis: &'m Analysis<'_>, at: usize, event: &'m Event) -> Wire<'m> {
    let model = analysis.model();
    let id = |event: EntityId| model.entity(event).id.as_str();
    let names = |claims: &[ClaimId]| -> Vec<&'m str> {
        claims.iter().map(|claim| &*model.entry_of(*claim).name).collect()
    };
    let grounds = |grounds: &[Ground]| -> Vec<&'m str> {
        grounds.iter().map(|ground| ground.name(model)).collect()
    };
    let date = |date: &DateValue| date.print(&|_| String::new());
    let other =
        |other: &Neighbour| Other { number: other.place + 1, claims: grounds(&other.grounds) };
    let dispute = |disputed: &'m Disputed| {
        let question = model.question(disputed.question);
        let answer = |position: &'m Position| Answer {
            value: &position.value,
            claims: names(&position.claims),
        };
        Dispute {
            property: &model.property(question.property).id,
            with: question.with.map(id),
            state: analysis.state(disputed.question).map(QuestionState::as_str),
            positions: disputed.positions.iter().map(answer).collect(),
        }
    };
    Wire {
        number: at + 1,
        subject: id(event.event),
        scope: event.scope.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect(),
        date: event.whole.as_ref().map(date),
        start: event.ends.as_ref().map(|(start, _)| date(start)),
        end: event.ends.as_ref().map(|(_, end)| date(end)),
        not_earlier: grounds(&event.not_earlier),
        not_later: grounds(&event.not_later),
        after: event.after.as_ref().map(other),
        before: event.before.as_ref().map(other),
        unordered: event.unordered.iter().map(|other| other + 1).collect(),
        disputes: event.disputes.iter().map(dispute).collect(),
        left_out: names(&event.left_out),
        left_out_state: state_of(analysis, &event.left_out).map(QuestionState::as_str),
    }
}
