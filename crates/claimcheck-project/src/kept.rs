//! Claims files as they were parsed for the last analysis, so that an edit parses one file. Owns when
//! they may be used again; parses nothing by itself.

use claimcheck_core::source::Sources;
use claimcheck_core::{Input, Parsed, yaml};
use rayon::prelude::*;

/// The claims files of the last analysis.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    /// The texts that they were parsed from.
    sources: Sources,
    parsed: Parsed,
}

impl Kept {
    /// The claims files of a project, of which only those are parsed whose number, path or text is
    /// another one than the last time.
    pub(crate) fn update(&mut self, input: &Input) -> &Parsed {
        let sources = std::mem::replace(&mut self.sources, input.sources.clone());
        self.parsed.retain(|&id, _| match (sources.get(id), input.sources.get(id)) {
            (Some(old), Some(new)) => old.path() == new.path() && old.text() == new.text(),
            _ => false,
        });
        let missing = input.claims.par_iter().filter(|&id| !self.parsed.contains_key(id));
        let parse = |&id| (id, yaml::Parsed::new(input.sources.file(id).text(), id));
        let new: Vec<_> = missing.map(parse).collect();
        self.parsed.extend(new);
        &self.parsed
    }
}
