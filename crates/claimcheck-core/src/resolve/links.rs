//! What entries declare of each other: corrections, support and contradiction.

use rayon::prelude::*;

use super::Resolver;
use super::cycles::cycles;
use crate::model::{EntryId, Links};
use crate::problem::{InputCode, Problem, clip};
use crate::read::record;
use crate::source::Span;

impl Resolver {
    pub(super) fn links(&mut self, links: Vec<(EntryId, Box<record::Links<'_>>)>) {
        for (entry, links) in links {
            let corrects = self.named_entries(&links.corrects, entry);
            let corrects = corrects.into_iter().map(|(other, _)| other).collect();
            let supports = self.named_entries(&links.supports, entry);
            let contradicts = self.named_entries(&links.contradicts, entry);
            self.model.entries[entry.index()].links = Links::new(corrects, supports, contradicts);
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
        self.entry_named(&full, name)
    }

    /// The entry of a full name; a problem at what is written, where there is none.
    pub(super) fn entry_named(&mut self, full: &str, name: &record::Text<'_>) -> Option<EntryId> {
        let entries = &self.model.entries;
        let called = |id: EntryId| &*entries[id.index()].name;
        let by_name = self.entries_by_name.get_or_insert_with(|| {
            let mut ids: Vec<EntryId> = (0..).map(EntryId).take(entries.len()).collect();
            ids.par_sort_by_key(|id| called(*id));
            ids
        });
        let at = by_name.partition_point(|id| called(*id) < full);
        if let Some(id) = by_name.get(at).copied().filter(|id| called(*id) == full) {
            return Some(id);
        }
        let names = || by_name.iter().map(|id| called(*id).to_owned()).collect();
        let near = self.near.entries.nearest(full, names);
        let help = near.map_or_else(
            || "a claim is named `report#claim`".to_owned(),
            |near| format!("did you mean {}?", clip(near)),
        );
        let message = format!("no claim is called {}", clip(name.as_str()));
        self.problems
            .push(Problem::new(InputCode::UnknownName, name.span, message).with_help(help));
        None
    }

    fn refuse_circular_corrections(&mut self) {
        let entries = &self.model.entries;
        let edges: Vec<(usize, usize)> = entries
            .iter()
            .enumerate()
            .flat_map(|(at, entry)| {
                entry.links.corrects().iter().map(move |other| (at, other.index()))
            })
            .collect();
        let reports = &self.model.reports;
        let report_edges: Vec<(usize, usize)> = reports
            .iter()
            .enumerate()
            .flat_map(|(at, report)| report.corrects.iter().map(move |other| (at, other.index())))
            .collect();
        let (claims, editions) = (cycles(&edges), cycles(&report_edges));
        self.problems.extend(circles(&claims, |at| (&*entries[at].name, entries[at].place)));
        let edition = |at: usize| (reports[at].id.as_str(), reports[at].place);
        self.problems.extend(circles(&editions, edition));
        self.break_circular_corrections(&claims, &editions);
    }

    /// Of claims that correct each other, none is taken to correct another.
    fn break_circular_corrections(&mut self, claims: &[Vec<usize>], editions: &[Vec<usize>]) {
        for circle in claims {
            for &at in circle {
                let links = &mut self.model.entries[at].links;
                links.keep_corrected(|other| circle.binary_search(&other.index()).is_err());
            }
        }
        for circle in editions {
            for &at in circle {
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
