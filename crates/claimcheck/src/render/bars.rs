//! Events as bars on one axis: when each can have been, and below it when each report says that it
//! was. The places are those of the page; only columns are counted here.

use std::collections::BTreeSet;

use claimcheck_checker::timeline::Event;
use claimcheck_core::model::{ClaimId, Model, ReportId};
use claimcheck_page::lanes::{Bar, Lane, Lanes};
use unicode_width::UnicodeWidthStr as _;

use super::ink::{Ink, Tone};
use crate::sanitize::within;

/// The columns of the names of reports, at most.
const WIDEST_NAME: usize = 18;
/// The least columns that a bar can be read in.
const NARROWEST: usize = 16;
/// How many reports of one event have a bar of their own.
const MOST_LANES: usize = 12;
/// The name of the bar that follows from all.
const ALL: &str = "all";

/// What bars are drawn with.
pub(crate) struct Bars<'b> {
    model: &'b Model,
    lanes: &'b Lanes,
    ink: Ink,
    /// The columns before the names, of the names, and of the bars.
    columns: (usize, usize, usize),
}

impl<'b> Bars<'b> {
    /// Bars in so many columns, of which some are left free.
    pub(crate) fn new(
        model: &'b Model,
        lanes: &'b Lanes,
        (indent, width): (usize, usize),
        ink: Ink,
    ) -> Self {
        let reports: BTreeSet<Option<ReportId>> =
            lanes.events.iter().flat_map(|event| event.lanes.iter().map(|it| it.report)).collect();
        let names = reports.into_iter().map(|report| name(model, report).width());
        let name = names.chain([ALL.len()]).max().unwrap_or_default().min(WIDEST_NAME);
        let room = width.saturating_sub(indent + name + 2).max(NARROWEST);
        Self { model, lanes, ink, columns: (indent, name, room) }
    }

    /// The moments of the axis that there is room for, and where they stand; nothing, where there are
    /// none.
    pub(crate) fn axis(&self) -> Vec<String> {
        let (indent, name, room) = self.columns;
        let mut labels = " ".repeat(room);
        let mut ticks = labels.clone();
        let mut free = 0;
        let moments = &self.lanes.axis;
        let last = moments.last().map(|moment| moment.label.width());
        for (at, moment) in moments.iter().enumerate() {
            let tick = self.column(moment.at).min(room - 1);
            let width = moment.label.width();
            let start = tick.min(room.saturating_sub(width));
            // The end of the axis has its label, whatever stands before it.
            let is_last = at + 1 == moments.len();
            let end = if is_last { room } else { room.saturating_sub(last.unwrap_or(0) + 1) };
            if start < free || start + width > end {
                continue;
            }
            labels.replace_range(start..start + width, &moment.label);
            ticks.replace_range(tick..=tick, "|");
            free = start + width + 1;
        }
        if free == 0 {
            return Vec::new();
        }
        let lead = " ".repeat(indent + name + 2);
        [labels, ticks]
            .map(|line| self.ink.paint(Tone::Faint, &format!("{lead}{}", line.trim_end())))
            .into()
    }

    /// The bars of an event, by its place.
    pub(crate) fn of(&self, at: usize, event: &Event) -> Vec<String> {
        let Some(group) = self.lanes.events.get(at) else { return Vec::new() };
        let disputed: BTreeSet<ClaimId> = event
            .disputes
            .iter()
            .flat_map(|dispute| &dispute.positions)
            .flat_map(|position| position.claims.iter().copied())
            .collect();
        let mut lines = Vec::new();
        if group.whole != Bar::default() {
            lines.push(self.line(ALL, group.whole, '█', Some(Tone::Strong)));
        }
        let drawn = |lane: &&Lane| lane.bar != Bar::default();
        for lane in group.lanes.iter().filter(drawn).take(MOST_LANES) {
            let (c, tone) = match disputed.contains(&lane.claim) {
                true => ('≠', Some(Tone::Disputed)),
                false => ('━', None),
            };
            lines.push(self.line(&name(self.model, lane.report), lane.bar, c, tone));
        }
        let more = group.lanes.iter().filter(drawn).count().saturating_sub(MOST_LANES);
        if more > 0 {
            lines.push(format!("{}and {more} more", " ".repeat(self.columns.0)));
        }
        lines
    }

    fn line(&self, label: &str, bar: Bar, c: char, tone: Option<Tone>) -> String {
        let (indent, name, room) = self.columns;
        let from = bar.from.map_or(0, |at| self.column(at)).min(room - 1);
        let to = bar.to.map_or(room, |at| self.column(at)).clamp(from + 1, room);
        let mut drawn: Vec<char> = vec![c; to - from];
        // An end that is open goes on.
        if let (None, Some(first)) = (bar.from, drawn.first_mut()) {
            *first = '◂';
        }
        if let (None, Some(last)) = (bar.to, drawn.last_mut()) {
            *last = '▸';
        }
        let drawn: String = drawn.into_iter().collect();
        let drawn = tone.map_or_else(|| drawn.clone(), |tone| self.ink.paint(tone, &drawn));
        let gap = " ".repeat(name.saturating_sub(label.width()) + 2 + from);
        format!("{}{label}{gap}{drawn}", " ".repeat(indent))
    }

    /// The column of a place on the axis.
    fn column(&self, at: f64) -> usize {
        let last = u32::try_from(self.columns.2).unwrap_or(u32::MAX);
        let column = (at * f64::from(last)).round();
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "from 0 to the width"
        )]
        let column = column as usize;
        column
    }
}

/// The name of a report, short enough for its column; nothing is what is given.
fn name(model: &Model, report: Option<ReportId>) -> String {
    let id = report.map_or("given", |report| model.report(report).id.as_str());
    within(id, WIDEST_NAME)
}
