//! Kinds of entities, and what each expects.

use std::collections::HashMap;

use super::cycles::cycles;
use super::{Resolver, duplicate};
use crate::model::{Kind, KindId};
use crate::problem::{InputCode, Problem, clip};
use crate::read::record::{self, Document};
use crate::source::Span;
use crate::suggest::nearest;

/// The built-in kinds, in the order of their ids.
const BUILT_IN: [&str; 5] = ["person", "organisation", "place", "event", "thing"];

impl Resolver {
    pub(super) fn kinds(&mut self, documents: &[Document<'_>]) {
        for (id, name) in (0..).map(KindId).zip(BUILT_IN) {
            self.kinds.insert(name.to_owned(), id);
            self.model.kinds.push(Kind { id: name.to_owned(), parent: None, expects: Vec::new() });
        }
        let declared = self.declare_kinds(documents);
        for (id, kind) in &declared {
            let parent = match &kind.is {
                Some(name) => self.kind(name).unwrap_or(KindId::THING),
                None if id.index() < BUILT_IN.len() => continue,
                None => KindId::THING,
            };
            if id.index() < BUILT_IN.len() {
                let message =
                    format!("the built-in kind `{}` is no kind of another", kind.id.as_str());
                self.refuse(InputCode::BadValue, kind.id.span, message);
            } else {
                self.model.kinds[id.index()].parent = Some(parent);
            }
        }
        self.break_kind_cycles(&declared);
    }

    fn declare_kinds<'d, 'a>(
        &mut self,
        documents: &'d [Document<'a>],
    ) -> Vec<(KindId, &'d record::Kind<'a>)> {
        let mut declared: Vec<(KindId, &record::Kind<'_>)> = Vec::new();
        let mut first: HashMap<KindId, Span> = HashMap::new();
        for kind in documents.iter().flat_map(|document| &document.kinds) {
            let known = self.kinds.get(kind.id.as_str()).copied();
            if let Some(first) = known.and_then(|id| first.get(&id)) {
                self.problems.push(duplicate("the kind", &kind.id, *first));
                continue;
            }
            let id = known.unwrap_or_else(|| self.new_kind(kind.id.as_str()));
            first.insert(id, kind.id.span);
            declared.push((id, kind));
        }
        declared
    }

    fn new_kind(&mut self, name: &str) -> KindId {
        let id = KindId(u32::try_from(self.model.kinds.len()).unwrap_or(u32::MAX));
        self.kinds.insert(name.to_owned(), id);
        self.model.kinds.push(Kind { id: name.to_owned(), parent: None, expects: Vec::new() });
        id
    }

    fn break_kind_cycles(&mut self, declared: &[(KindId, &record::Kind<'_>)]) {
        let edges: Vec<(usize, usize)> = self
            .model
            .kinds
            .iter()
            .enumerate()
            .filter_map(|(kind, at)| Some((kind, at.parent?.index())))
            .collect();
        for circle in cycles(&edges) {
            let names: Vec<&str> =
                circle.iter().take(8).map(|kind| self.model.kinds[*kind].id.as_str()).collect();
            let message = format!("these kinds are kinds of each other: {}", names.join(", "));
            let place = declared.iter().find(|(id, _)| id.index() == circle[0]);
            let span = place.map(|(_, kind)| kind.is.as_ref().map_or(kind.id.span, |is| is.span));
            self.problems.extend(span.map(|span| {
                Problem::new(InputCode::Cycle, span, message)
                    .with_help("let one of them be a kind of something else")
            }));
            for kind in circle {
                self.model.kinds[kind].parent = Some(KindId::THING);
            }
        }
    }

    /// The kind that a text names, if there is one; a problem otherwise.
    pub(super) fn kind(&mut self, name: &record::Text<'_>) -> Option<KindId> {
        if let Some(kind) = self.kinds.get(name.as_str()) {
            return Some(*kind);
        }
        let near = nearest(name.as_str(), self.kinds.keys().map(String::as_str));
        let help = near.map_or_else(
            || "declare it under `kinds:`".to_owned(),
            |near| format!("did you mean `{near}`?"),
        );
        let message = format!("no kind is called {}", clip(name.as_str()));
        self.problems
            .push(Problem::new(InputCode::UnknownName, name.span, message).with_help(help));
        None
    }

    /// What each kind expects, once the properties are known. A kind expects all that its parents
    /// do.
    pub(super) fn expectations(&mut self, documents: &[Document<'_>]) {
        for kind in documents.iter().flat_map(|document| &document.kinds) {
            for name in &kind.expects {
                let Some(property) = self.property(name) else { continue };
                if let Some(id) = self.kinds.get(kind.id.as_str()) {
                    self.model.kinds[id.index()].expects.push(property);
                }
            }
        }
        self.inherit_expectations();
    }

    /// Gives each kind what its parents expect. Every kind is visited once, however long the chain.
    fn inherit_expectations(&mut self) {
        let kinds = &mut self.model.kinds;
        let mut done = vec![false; kinds.len()];
        for kind in 0..kinds.len() {
            let mut chain = vec![kind];
            while let Some(parent) = kinds[chain[chain.len() - 1]].parent
                && !done[parent.index()]
            {
                chain.push(parent.index());
            }
            for at in chain.into_iter().rev().filter(|at| !std::mem::replace(&mut done[*at], true))
            {
                let inherited =
                    kinds[at].parent.map(|parent| kinds[parent.index()].expects.clone());
                let expects = &mut kinds[at].expects;
                expects.extend(inherited.into_iter().flatten());
                expects.sort_unstable();
                expects.dedup();
            }
        }
    }
}
