//! Reports: their texts, when they were published, and what they draw on.

use std::collections::HashMap;
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization as _;

use super::{Resolver, Text, duplicate};
use crate::model::{Origin, Report, ReportId};
use crate::problem::{InputCode, Problem, clip};
use crate::read::record::{self, Document};
use crate::source::FileId;
use crate::values::ValueError;
use crate::values::date::{self, DateContext, DateValue};

impl Resolver {
    pub(super) fn reports(&mut self, documents: &[Document<'_>], texts: &[Text]) {
        let mut declared: Vec<(String, &record::Report<'_>)> = Vec::new();
        for report in documents.iter().filter_map(|document| document.report.as_ref()) {
            match report_id(report) {
                Some(id) => declared.push((id, report)),
                None => self.problems.push(
                    Problem::new(
                        InputCode::BadValue,
                        report.span,
                        "a report with neither `file` nor `id`",
                    )
                    .with_help("name its text below the reports folder: `file: …`"),
                ),
            }
        }
        declared.sort_by(|a, b| a.0.cmp(&b.0));
        // Some systems take the names of files apart; YAML texts are composed.
        let texts: HashMap<String, &Text> =
            texts.iter().map(|text| (text.path.nfc().collect(), text)).collect();
        let mut kept: Vec<&record::Report<'_>> = Vec::new();
        for (id, report) in declared {
            if let Some(known) = self.reports.get(&id) {
                let first = self.model.report(*known).place;
                let name =
                    record::Text { text: id.into(), span: report_place(report), plain: true };
                self.problems.push(duplicate("the report", &name, first));
                continue;
            }
            let number = ReportId(u32::try_from(self.model.reports.len()).unwrap_or(u32::MAX));
            self.reports.insert(id.clone(), number);
            let made = self.report(id, report, &texts);
            self.model.reports.push(made);
            kept.push(report);
        }
        for (number, report) in (0..).map(ReportId).zip(kept) {
            self.report_links(number, report);
        }
    }

    fn report(
        &mut self,
        id: String,
        report: &record::Report<'_>,
        texts: &HashMap<String, &Text>,
    ) -> Report {
        Report {
            id,
            title: report.title.as_ref().map(|title| title.text.to_string()),
            publisher: report.publisher.as_ref().and_then(|name| self.entity(name)),
            published: report
                .published
                .as_ref()
                .and_then(|text| self.fixed_date(text))
                .map(Arc::new),
            counted_from: report.published.as_ref().and_then(as_written),
            text: report.file.as_ref().and_then(|file| self.text(file, texts)),
            based_on: Vec::new(),
            corrects: Vec::new(),
            place: report_place(report),
        }
    }

    /// The text of a report. A path that climbs out of the reports folder is refused whatever lies
    /// there.
    fn text(&mut self, file: &record::Text<'_>, texts: &HashMap<String, &Text>) -> Option<FileId> {
        let path = file.as_str().strip_prefix("./").unwrap_or(file.as_str());
        let climbs = path.starts_with('/')
            || path.contains('\\')
            || path.split('/').any(|part| part == "..");
        if climbs {
            let message = format!("{} leads out of the reports folder", clip(path));
            self.problems.push(Problem::new(InputCode::BadValue, file.span, message).with_help(
                "move the text below the reports folder, and write its path from there, with `/`",
            ));
            return None;
        }
        match texts.get(path).map(|text| &text.content) {
            Some(Ok(id)) => Some(*id),
            Some(Err(why)) => {
                let message = format!("{} cannot be used: {why}", clip(path));
                self.refuse(InputCode::BadValue, file.span, message);
                None
            }
            None => {
                let names = || texts.keys().cloned().collect();
                let near = self.near.texts.nearest(path, names);
                self.problems.push(no_such_text(file, path, near));
                None
            }
        }
    }

    /// A date that stands for itself: not counted from an event, nor from another date.
    fn fixed_date(&mut self, text: &record::Text<'_>) -> Option<DateValue> {
        plain_date(text.as_str()).map_err(|error| self.refuse_value(text.span, error)).ok()
    }

    fn report_links(&mut self, number: ReportId, report: &record::Report<'_>) {
        for name in &report.based_on {
            let origin = match self.reports.get(name.as_str()) {
                Some(other) => Some(Origin::Report(*other)),
                None => self.origin(name),
            };
            self.model.reports[number.index()].based_on.extend(origin);
        }
        for name in &report.corrects {
            let other = self.report_named(name);
            self.model.reports[number.index()].corrects.extend(other);
        }
    }

    /// The entity or report that a text names, an entity first.
    pub(super) fn origin(&mut self, name: &record::Text<'_>) -> Option<Origin> {
        match (self.names.get(name.as_str()), self.reports.get(name.as_str())) {
            (None, Some(report)) => Some(Origin::Report(*report)),
            _ => self.entity(name).map(Origin::Entity),
        }
    }

    /// The report that a text names, if there is one; a problem otherwise.
    pub(super) fn report_named(&mut self, name: &record::Text<'_>) -> Option<ReportId> {
        if let Some(report) = self.reports.get(name.as_str()) {
            return Some(*report);
        }
        let names = || self.reports.keys().cloned().collect();
        let near = self.near.reports.nearest(name.as_str(), names);
        let help = near.map_or_else(
            || "a report is declared by the `report:` of a document".to_owned(),
            |near| format!("did you mean {}?", clip(near)),
        );
        let message = format!("no report is called {}", clip(name.as_str()));
        self.problems
            .push(Problem::new(InputCode::UnknownName, name.span, message).with_help(help));
        None
    }
}

pub(super) fn plain_date(text: &str) -> Result<DateValue, ValueError> {
    let event =
        |_: &str| Err(ValueError::new("a date that is counted from an event has no place here"));
    date::parse(text, &DateContext { published: None, event: &event }).map(|parsed| parsed.value)
}

/// The date of publication on the clock of those who wrote it: `next thursday` is counted from
/// the day that it was where the report was written, and is a date without an offset.
fn as_written(published: &record::Text<'_>) -> Option<DateValue> {
    let text = published.as_str().trim();
    let local = match text.split_once('T') {
        Some((day, time)) => {
            let end = time.find(['Z', '+', '-']).unwrap_or(time.len());
            format!("{day}T{}", time.get(..end).unwrap_or(time))
        }
        None => text.to_owned(),
    };
    plain_date(&local).ok()
}

fn no_such_text(file: &record::Text<'_>, path: &str, near: Option<&str>) -> Problem {
    let help = near.map_or_else(
        || "a report's text is a .txt or .md file below the reports folder; leave `file` out where it is not kept".to_owned(),
        |near| format!("did you mean {}?", clip(near)),
    );
    let message = format!("no text {} lies below the reports folder", clip(path));
    Problem::new(InputCode::UnknownName, file.span, message).with_help(help)
}

/// A report's id, or else the path of its text without the extension.
pub(super) fn report_id(report: &record::Report<'_>) -> Option<String> {
    if let Some(id) = &report.id {
        return Some(id.text.to_string());
    }
    let file = report.file.as_ref()?.as_str();
    let file = file.strip_prefix("./").unwrap_or(file);
    let (folder, name) = file.rsplit_once('/').map_or(("", file), |(folder, name)| (folder, name));
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    Some(if folder.is_empty() { stem.to_owned() } else { format!("{folder}/{stem}") })
}

fn report_place(report: &record::Report<'_>) -> crate::source::Span {
    report.id.as_ref().or(report.file.as_ref()).map_or(report.span, |text| text.span)
}
