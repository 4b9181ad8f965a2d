//! Rules: whom they bind, and what the names of their equations mean. What they come to is worked
//! out over the graph.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use super::{Resolver, duplicate, problem};
use crate::equation::{About, Equation, EquationError, Holds, Vocabulary};
use crate::model::{KindId, Model, PropertyId, Rule};
use crate::problem::clip;
use crate::read::record::{self, Document};
use crate::source::{Sources, Span};
use crate::suggest::nearest;
use crate::values::{Operand, ValueError};

impl Resolver {
    pub(super) fn rules(&mut self, documents: &[Document<'_>], sources: &Sources) {
        let mut seen: HashMap<&str, Span> = HashMap::new();
        let records = documents.iter().flat_map(|document| (1..).zip(&document.rules));
        for (number, record) in records {
            if let Some(id) = &record.id
                && let Some(first) = seen.insert(id.as_str(), id.span)
            {
                self.problems.push(duplicate("the rule", id, first));
            }
            let kind = record.kind.as_ref().map(|name| self.kind(name));
            let (Some(written), false) = (&record.equation, kind == Some(None)) else { continue };
            let kind = kind.flatten();
            match self.equation(kind, written.as_str()) {
                Ok(equation) => self.model.rules.push(Rule {
                    name: name(record, number),
                    kind,
                    written: written.text.to_string(),
                    equation,
                    place: written.span,
                }),
                Err(EquationError { error, at }) => {
                    self.problems.push(problem(within(written, at, sources), error));
                }
            }
        }
    }

    fn equation(&self, kind: Option<KindId>, text: &str) -> Result<Equation, EquationError> {
        let vocabulary = Vocabulary {
            property: &|name| property_in_equation(&self.properties, name),
            about: &|id| holds(&self.model, id),
            units: &self.model.units,
            statement: None,
        };
        let equation = Equation::parse(text, &vocabulary)?;
        if let Some(kind) = kind {
            self.applies(kind, &equation)
                .map_err(|error| EquationError { error, at: 0..text.len() })?;
        }
        Ok(equation)
    }

    /// A property that no subject of the rule could have makes a rule that never binds.
    fn applies(&self, kind: KindId, equation: &Equation) -> Result<(), ValueError> {
        for term in equation.terms() {
            let Some(property) = term.path.first().map(|id| self.model.property(*id)) else {
                continue;
            };
            let related = |other: &KindId| {
                self.model.is_kind(kind, *other) || self.model.is_kind(*other, kind)
            };
            if !property.applies_to.is_empty() && !property.applies_to.iter().any(related) {
                let kind = &self.model.kinds[kind.index()].id;
                return Err(ValueError::new(format!(
                    "the rule is for `{kind}`, which has no `{}`",
                    property.id
                ))
                .with_help("check `for:`, or the property's `applies-to`"));
            }
        }
        Ok(())
    }
}

/// The property that a name of an equation is.
pub(super) fn property_in_equation(
    properties: &foldhash::HashMap<String, PropertyId>,
    name: &str,
) -> Result<PropertyId, ValueError> {
    if let Some(id) = properties.get(name) {
        return Ok(*id);
    }
    // A declaration that is broken has a problem of its own.
    let error = ValueError::unknown(format!("no property is called {}", clip(name)));
    Err(match nearest(name, properties.keys().map(String::as_str)) {
        Some(near) => error.with_help(format!("did you mean `{near}`?")),
        None => error.with_help(
            "declare it under `properties:`; a minus sign between names needs spaces around it",
        ),
    })
}

/// What an equation has to know of a property.
pub(super) fn holds(model: &Model, id: PropertyId) -> About {
    let property = model.property(id);
    let holds = match property.value_type.operand() {
        Operand::Date => Holds::Dates,
        Operand::Quantity => Holds::Quantities(property.unit),
        Operand::Rank => Holds::Quantities(None),
        Operand::Duration => Holds::Durations,
        Operand::Entity => Holds::Entities,
        Operand::Counted => Holds::Others,
    };
    About { holds }
}

/// A rule without an id is named by its place in the list of its document.
fn name(record: &record::Rule<'_>, number: usize) -> String {
    match &record.id {
        Some(id) => format!("rules#{}", id.text),
        None => format!("rules#{number}"),
    }
}

/// The place of some bytes of an equation. Where the text is not written as it is read (folded
/// over lines, or with escapes), the place is the whole of it.
pub(super) fn within(written: &record::Text<'_>, at: Range<usize>, sources: &Sources) -> Span {
    let Span { file, start, end } = written.span;
    let source = sources.slice(written.span);
    let text: &Cow<'_, str> = &written.text;
    let quoted = source.get(1..source.len().saturating_sub(1)) == Some(text);
    let lead: u32 = match (source == text.as_ref(), quoted) {
        (true, _) => 0,
        (false, true) => 1,
        (false, false) => return written.span,
    };
    let byte = |at: usize| u32::try_from(at).map_or(end, |at| (start + lead + at).min(end));
    Span { file, start: byte(at.start), end: byte(at.end) }
}
