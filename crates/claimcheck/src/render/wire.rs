//! A question and a passage, as every JSON has them.

use std::collections::BTreeMap;

use claimcheck_core::model::{Model, QuestionId};
use claimcheck_core::source::Span;
use schemars::JsonSchema;
use serde::Serialize;

/// A question.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Question<'o> {
    /// What it is asked of.
    pub(super) subject: &'o str,
    /// What is asked.
    pub(super) property: &'o str,
    /// The other event, where the order of two is asked.
    pub(super) with: Option<&'o str>,
    /// What it is confined to.
    pub(super) scope: BTreeMap<&'o str, &'o str>,
}

/// A passage of a report.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Quote<'o> {
    /// The text, relative to the project's root.
    file: &'o str,
    /// Where it starts.
    start: Edge,
    /// Where it ends, exclusive.
    end: Edge,
}

/// An edge of a passage.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub(super) struct Edge {
    /// The byte of the stored file, from 0.
    byte: u32,
    /// The line, from 1.
    #[schemars(range(min = 1))]
    line: u32,
    /// The column, from 1, in Unicode scalar values.
    #[schemars(range(min = 1))]
    column: u32,
}

/// A question on the wire.
pub(super) fn question(model: &Model, id: QuestionId) -> Question<'_> {
    let question = model.question(id);
    let id = |entity| model.entity(entity).id.as_str();
    let scope = question.scope.iter();
    Question {
        subject: id(question.subject),
        property: &model.property(question.property).id,
        with: question.with.map(id),
        scope: scope.map(|(key, value)| (key.as_str(), value.as_str())).collect(),
    }
}

/// A passage on the wire.
pub(super) fn quote(model: &Model, span: Span) -> Quote<'_> {
    let edge = |byte: u32| {
        let at = model.sources.file(span.file).position(byte);
        Edge { byte, line: at.line, column: at.column }
    };
    Quote {
        file: model.sources.file(span.file).path(),
        start: edge(span.start),
        end: edge(span.end),
    }
}
