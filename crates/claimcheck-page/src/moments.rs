//! What the page shows of time: the events with their lanes, and contradictions as loops.

use claimcheck_checker::timeline::{Event, Ground, Timeline};
use claimcheck_core::model::ClaimId;
use claimcheck_core::values::EntityId;

use crate::circle::{Station, Tie};
use crate::data::{ANSWER, Gather, ids, name, printed, scope};
use crate::lanes::{Bar, Lanes};
use crate::text::line;
use crate::wire;

impl Gather<'_> {
    pub(crate) fn circle(&self, circle: &crate::circle::Circle) -> wire::Circle {
        let station = |station: &Station| match station {
            Station::Event(event) => ("event", name(self.model, *event)),
            Station::Date(date) => ("date", line(date, ANSWER)),
            Station::Calendar => ("calendar", "the calendar".to_owned()),
        };
        let way = |way: &crate::circle::Way| wire::Way {
            from: way.from,
            to: way.to,
            claim: way.claim.map(|claim| claim.0),
            tie: match way.tie {
                Tie::Before => "before",
                Tie::Bound => "bound",
            },
        };
        wire::Circle {
            stations: circle.stations.iter().map(station).collect(),
            ways: circle.ways.iter().map(way).collect(),
        }
    }

    pub(crate) fn timeline(&self, timeline: &Timeline, lanes: &Lanes) -> wire::Timeline {
        let both = timeline.events.iter().zip(&lanes.events);
        wire::Timeline {
            axis: lanes.axis.iter().map(|moment| (moment.label.clone(), moment.at)).collect(),
            events: both.map(|(event, group)| self.event(event, group)).collect(),
            undated: timeline.undated.iter().map(|event| name(self.model, *event)).collect(),
            compared: timeline.compared,
        }
    }

    /// What a claim on the order of two events says of one of them.
    fn order(&self, of: EntityId, claim: ClaimId) -> Option<String> {
        let stated = self.model.claim(claim);
        let question = self.model.question(stated.question);
        let order = stated.answer.one()?.order()?;
        let (order, other) = match question.with {
            Some(with) if with != of => (order, with),
            _ => (order.converse(), question.subject),
        };
        let words = order
            .word()
            .map_or_else(|| order.members().collect::<Vec<_>>().join(" or "), ToOwned::to_owned);
        Some(line(&format!("{words} {}", name(self.model, other)), ANSWER))
    }

    fn event(&self, event: &Event, group: &crate::lanes::Group) -> wire::Event {
        let grounds = |grounds: &[Ground]| -> Vec<String> {
            grounds.iter().map(|ground| line(ground.name(self.model), ANSWER)).collect()
        };
        wire::Event {
            entity: event.event.0 as usize,
            scope: scope(&event.scope),
            whole: event.whole.as_ref().map(printed),
            bar: bar(group.whole),
            start: event.ends.as_ref().map(|(start, _)| printed(start)),
            end: event.ends.as_ref().map(|(_, end)| printed(end)),
            earliest: grounds(&event.not_earlier),
            latest: grounds(&event.not_later),
            after: event.after.as_ref().map(|other| other.place),
            before: event.before.as_ref().map(|other| other.place),
            unordered: event.unordered.len(),
            lanes: group
                .lanes
                .iter()
                .map(|lane| wire::Lane { claim: lane.claim.0, bar: bar(lane.bar) })
                .collect(),
            orders: group
                .orders
                .iter()
                .filter_map(|claim| Some((claim.0, self.order(event.event, *claim)?)))
                .collect(),
            disputes: event.disputes.iter().map(|disputed| disputed.question.0).collect(),
            out: ids(&event.left_out),
        }
    }
}

const fn bar(bar: Bar) -> (Option<f64>, Option<f64>) {
    (bar.from, bar.to)
}
