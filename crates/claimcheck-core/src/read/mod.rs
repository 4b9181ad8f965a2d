//! YAML trees to records: every key of the language is read here, and every flaw of a document's
//! form is found here. One broken entry never hides the next.

pub mod baseline;
mod claim;
mod fields;
pub mod keys;
pub mod record;
mod vocabulary;

pub use fields::{Field, Reader};
use record::Document;

use crate::problem::Problem;
use crate::source::{FileId, Span};
use crate::yaml;

/// Reads all documents of a claims file.
pub fn documents(text: &str, file: FileId) -> (Vec<Document<'_>>, Vec<Problem>) {
    let (trees, problems) = yaml::parse(text, file);
    read(trees, problems)
}

/// The same of a file that was parsed before.
pub fn parsed(parsed: &yaml::Parsed) -> (Vec<Document<'_>>, Vec<Problem>) {
    read(parsed.trees.iter().map(yaml::Node::borrowed), parsed.problems.clone())
}

fn read<'a>(
    trees: impl IntoIterator<Item = yaml::Node<'a>>,
    problems: Vec<Problem>,
) -> (Vec<Document<'a>>, Vec<Problem>) {
    let mut reader = Reader::new(problems);
    let trees = trees.into_iter().filter(|tree| !tree.is_null());
    let documents = trees.map(|tree| reader.document(tree)).collect();
    (documents, reader.problems())
}

/// Reads an answer in its normal form, as it is listed among what is known.
pub(crate) fn value(text: &str) -> Option<record::Value<'_>> {
    let span = Span { file: FileId(0), start: 0, end: 0 };
    if text.starts_with(['{', '[']) {
        let (trees, problems) = yaml::parse(text, FileId(0));
        let mut reader = Reader::new(problems);
        let value = trees.into_iter().next().and_then(|tree| reader.value(tree, 0));
        return value.filter(|_| reader.problems().is_empty());
    }
    let text = record::Text { text: text.into(), span, plain: true };
    Some(record::Value { span, form: record::Form::Scalar(text) })
}

impl Reader {
    fn document<'a>(&mut self, node: yaml::Node<'a>) -> Document<'a> {
        let mut document = Document::default();
        for Field { key, value, .. } in self.fields(node, &keys::DOCUMENT) {
            match key {
                "report" => document.report = Some(self.report(value)),
                "claims" => document.claims = self.claims(value, false),
                "facts" => document.facts = self.claims(value, true),
                "kinds" => document.kinds = self.kinds(value),
                "entities" => document.entities = self.entities(value),
                "properties" => document.properties = self.properties(value),
                "rules" => document.rules = self.rules(value),
                _ => document.rulings = self.rulings(value),
            }
        }
        // Counted here, where the records are at hand: looking at all of them again takes longer.
        let entries = document.claims.iter().chain(&document.facts);
        document.says = entries.map(|entry| entry.says.len() + entry.states().len()).sum();
        document.names_reports = document.claims.iter().any(|claim| claim.report().is_some());
        document
    }
}
