//! What would be found if a report, a source or a claim had been retracted: what a name stands for,
//! and what was found before. Owns no words for the difference.

use claimcheck_checker::Diagnostic;
use claimcheck_checker::changes::{Changes, changes};
use claimcheck_core::Retracted;
use claimcheck_core::model::{ClaimId, Model, ReportId};
use claimcheck_core::suggest::nearest;
use claimcheck_core::text::fold;
use claimcheck_core::values::EntityId;

use crate::error::Error;

/// What was found before something was taken as retracted.
#[derive(Debug)]
#[non_exhaustive]
pub struct WhatIf {
    /// What was taken as retracted, as it was named.
    pub names: Vec<String>,
    /// How many claims that are.
    pub claims: usize,
    /// What was found with them.
    pub before: Vec<Diagnostic>,
}

impl WhatIf {
    /// How some findings differ from those before.
    pub fn changes<'f>(&'f self, after: &'f [Diagnostic]) -> Changes<'f> {
        changes(&self.before, after)
    }
}

/// What some names stand for.
pub(crate) fn retracted(model: &Model, names: &[String]) -> Result<Vec<Retracted>, Error> {
    names.iter().map(|name| named(model, name)).collect()
}

/// What a name stands for: a claim where it has a `#`, else a report, else an entity.
fn named(model: &Model, name: &str) -> Result<Retracted, Error> {
    if name.contains('#') {
        return claims(model, name).map(Retracted::Claims);
    }
    let mut reports = (0..).map(ReportId).zip(&model.reports);
    if let Some((id, _)) = reports.find(|(_, report)| report.id == name) {
        return Ok(Retracted::Report(id));
    }
    let folded = fold(name);
    let entities = || (0..).map(EntityId).zip(&model.entities);
    let by_id = entities().find(|(_, entity)| fold(&entity.id) == folded);
    let by_name = || {
        let named =
            entities().filter(|(_, entity)| entity.names.iter().any(|other| fold(other) == folded));
        named.map(|(id, _)| id).collect::<Vec<_>>()
    };
    match (by_id, by_name().as_slice()) {
        (Some((id, _)), _) | (None, &[id]) => Ok(Retracted::Source(id)),
        (None, []) => Err(Error::Name(unknown(model, name))),
        (None, several) => Err(Error::Name(format!(
            "{} entities are called `{name}`: write the id of the one that is meant",
            several.len()
        ))),
    }
}

fn unknown(model: &Model, name: &str) -> String {
    let reports = model.reports.iter().map(|report| report.id.as_str());
    let entities = model.entities.iter().flat_map(|entity| {
        std::iter::once(entity.id.as_str()).chain(entity.names.iter().map(String::as_str))
    });
    let near = nearest(name, reports.chain(entities));
    let help = near.map_or_else(
        || "name a report, an entity, or a claim as `report#claim`".to_owned(),
        |near| format!("did you mean `{near}`?"),
    );
    format!("no report and no source is called `{name}`: {help}")
}

/// The atomic claims of an entry, or of one property of it: `report#claim` or
/// `report#claim.property`.
pub(crate) fn claims(model: &Model, name: &str) -> Result<Vec<ClaimId>, Error> {
    let whole = model.entries.iter().find(|entry| *entry.name == *name);
    if let Some(entry) = whole {
        return Ok(entry.claims.iter().collect());
    }
    if let Some((entry, property)) = name.rsplit_once('.') {
        let of_property = |claim: &ClaimId| {
            model.property(model.question(model.claim(*claim).question).property).id == property
        };
        let entry = model.entries.iter().find(|other| *other.name == *entry);
        let claims: Vec<ClaimId> = entry
            .map(|entry| entry.claims.iter().filter(of_property).collect())
            .unwrap_or_default();
        if !claims.is_empty() {
            return Ok(claims);
        }
    }
    let near = nearest(name, model.entries.iter().map(|entry| &*entry.name));
    let help = near.map_or_else(
        || "a claim is named `report#claim`".to_owned(),
        |near| format!("did you mean `{near}`?"),
    );
    Err(Error::Name(format!("no claim is called `{name}`: {help}")))
}
