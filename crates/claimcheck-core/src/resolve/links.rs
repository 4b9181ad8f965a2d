//! What entries declare of each other: corrections, support and contradiction.

use super::Resolver;
use super::cycles::cycles;
use crate::model::EntryId;
use crate::problem::{InputCode, Problem, clip};
use crate::read::record::{self, Document};
use crate::source::Span;
use crate::suggest::nearest;

impl Resolver {
    pub(super) fn links(&mut self, documents: &[Document<'_>]) {
        for record in documents.iter().flat_map(|document| &document.claims) {
            let Some(&entry) = self.entry_places.get(&record.span) else { continue };
            let corrects = self.named_entries(&record.corrects, entry);
            let supports = self.named_entries(&record.supports, entry);
            let contradicts = self.named_entries(&record.contradicts, entry);
            let model = &mut self.model.entries[entry.index()];
            model.corrects = corrects.into_iter().map(|(other, _)| other).collect();
            model.supports = supports;
            model.contradicts = contradicts;
        }
        self.refuse_circular_corrections();
    }

    fn named_entries(&mut self, names: &[record::Text<'_>], of: EntryId) -> Vec<(EntryId, Span)> {
        names.iter().filter_map(|name| Some((self.named_entry(name, of)?, name.span))).collect()
    }

    /// The entry of a full name, or of a name in the same report, `#` and all or the id alone.
    fn named_entry(&mut self, name: &record::Text<'_>, of: EntryId) -> Option<EntryId> {
        let own = self.model.entry(of).name.split('#').next().unwrap_or_default().to_owned();
        let written = name.as_str();
        let full =
            if written.contains('#') { written.to_owned() } else { format!("{own}#{written}") };
        if let Some(entry) = self.entries_by_name.get(&full) {
            return Some(*entry);
        }
        let near = nearest(&full, self.entries_by_name.keys().map(String::as_str));
        let help = near.map_or_else(
            || "a claim is named `report#claim`".to_owned(),
            |near| format!("did you mean {}?", clip(near)),
        );
        let message = format!("no claim is called {}", clip(written));
        self.problems
            .push(Problem::new(InputCode::UnknownName, name.span, message).with_help(help));
        None
    }

    fn refuse_circular_corrections(&mut self) {
        let entries = &self.model.entries;
        let edges: Vec<(usize, usize)> = entries
            .iter()
            .enumerate()
            .flat_map(|(at, entry)| entry.corrects.iter().map(move |other| (at, other.index())))
            .collect();
        let reports = &self.model.reports;
        let report_edges: Vec<(usize, usize)> = reports
            .iter()
            .enumerate()
            .flat_map(|(at, report)| report.corrects.iter().map(move |other| (at, other.index())))
            .collect();
        let claims = circles(&cycles(entries.len(), &edges), |at| {
            (entries[at].name.as_str(), entries[at].place)
        });
        let editions = circles(&cycles(reports.len(), &report_edges), |at| {
            (reports[at].id.as_str(), reports[at].place)
        });
        self.problems.extend(claims);
        self.problems.extend(editions);
        self.break_circular_corrections(&edges, &report_edges);
    }

    /// Of claims that correct each other, none is taken to correct another.
    fn break_circular_corrections(
        &mut self,
        edges: &[(usize, usize)],
        report_edges: &[(usize, usize)],
    ) {
        for circle in cycles(self.model.entries.len(), edges) {
            for &at in &circle {
                let within = |other: usize| circle.binary_search(&other).is_ok();
                self.model.entries[at].corrects.retain(|other| !within(other.index()));
            }
        }
        for circle in cycles(self.model.reports.len(), report_edges) {
            for &at in &circle {
                let within = |other: usize| circle.binary_search(&other).is_ok();
                self.model.reports[at].corrects.retain(|other| !within(other.index()));
            }
        }
    }
}

fn circles<'m>(groups: &[Vec<usize>], of: impl Fn(usize) -> (&'m str, Span)) -> Vec<Problem> {
    groups
        .iter()
        .map(|circle| {
            let names: Vec<&str> = circle.iter().take(8).map(|at| of(*at).0).collect();
            let (_, place) = of(circle[0]);
            let message = format!("these correct each other: {}", names.join(", "));
            Problem::new(InputCode::Cycle, place, message)
                .with_help("let the latest of them correct the others")
        })
        .collect()
}
