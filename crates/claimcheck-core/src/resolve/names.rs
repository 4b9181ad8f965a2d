//! Looking things up by the names that people write, with the nearest known one where there is
//! none of that name.

use std::sync::OnceLock;

use foldhash::{HashMap, HashMapExt as _};

use crate::problem::clip;
use crate::suggest::Suggestions;
use crate::text::in_folded_form;
use crate::values::{EntityId, ValueError};

/// Entities by their ids and by all else that they are called.
#[derive(Debug, Default)]
pub(super) struct Names {
    by_name: HashMap<String, Vec<EntityId>>,
    /// How each name is written, for suggestions.
    written: Vec<String>,
    /// The same, as they are searched; made when a name is not found.
    near: OnceLock<Suggestions>,
    ids: HashMap<String, EntityId>,
}

impl Names {
    /// Room for so many ids and other names.
    pub(super) fn with_capacity(ids: usize, others: usize) -> Self {
        Self {
            by_name: HashMap::with_capacity(others),
            written: Vec::with_capacity(ids + others),
            near: OnceLock::new(),
            ids: HashMap::with_capacity(ids),
        }
    }

    /// Adds an id, which is nobody else's.
    pub(super) fn add_id(&mut self, id: &str, entity: EntityId) {
        self.ids.insert(in_folded_form(id).into_owned(), entity);
        self.written.push(id.to_owned());
    }

    /// Adds a name, which others may share.
    pub(super) fn add_name(&mut self, name: &str, entity: EntityId) {
        let named = self.by_name.entry(in_folded_form(name).into_owned()).or_default();
        if !named.contains(&entity) {
            named.push(entity);
        }
        self.written.push(name.to_owned());
    }

    /// The entity of an id, or of a name that no other has.
    pub(super) fn get(&self, name: &str) -> Option<EntityId> {
        self.of(&in_folded_form(name)).ok()
    }

    /// The same, or what is wrong with it.
    pub(super) fn find(&self, name: &str) -> Result<EntityId, ValueError> {
        self.of(&in_folded_form(name)).map_err(|several| match several {
            0 => self.unknown(name),
            _ => ValueError::new(format!("{} names {several} entities", clip(name)))
                .with_help("write the id of the one that is meant"),
        })
    }

    /// The one entity of a folded id or name, or how many there are.
    pub(super) fn of(&self, folded: &str) -> Result<EntityId, usize> {
        if let Some(&entity) = self.ids.get(folded) {
            return Ok(entity);
        }
        match self.by_name.get(folded).map_or(&[][..], Vec::as_slice) {
            [entity] => Ok(*entity),
            several => Err(several.len()),
        }
    }

    fn unknown(&self, name: &str) -> ValueError {
        let error = ValueError::unknown(format!("no entity is called {}", clip(name)));
        let names = self.near.get_or_init(|| Suggestions::new(self.written.clone()));
        match names.nearest(name) {
            Some(near) => error.with_help(format!("did you mean {}?", clip(near))),
            None => error.with_help("declare it under `entities:`"),
        }
    }
}
