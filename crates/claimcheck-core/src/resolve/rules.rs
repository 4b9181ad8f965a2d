//! Rules: whom they bind. What they say is understood where they are evaluated.

use super::Resolver;
use crate::model::{KindId, Rule};
use crate::read::record::Document;

impl Resolver {
    pub(super) fn rules(&mut self, documents: &[Document<'_>]) {
        let records: Vec<_> = documents.iter().flat_map(|document| &document.rules).collect();
        for (number, record) in records.into_iter().enumerate() {
            let Some(equation) = &record.equation else { continue };
            let kind = record.kind.as_ref().map(|name| self.kind(name));
            if kind == Some(None) {
                continue;
            }
            let id = record
                .id
                .as_ref()
                .map_or_else(|| (number + 1).to_string(), |id| id.text.to_string());
            self.model.rules.push(Rule {
                name: format!("rules#{id}"),
                kind: kind.flatten().unwrap_or(KindId::THING),
                equation: equation.text.to_string(),
                place: equation.span,
            });
        }
    }
}
