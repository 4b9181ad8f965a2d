//! A passage as every JSON has it.

use claimcheck_core::model::Model;
use claimcheck_core::source::Span;
use schemars::JsonSchema;
use serde::Serialize;

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
