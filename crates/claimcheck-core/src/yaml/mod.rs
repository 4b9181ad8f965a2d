//! YAML text to trees with the place of every node. Owns what YAML is; knows nothing of claims.

mod parse;

use std::borrow::Cow;

pub use parse::parse;

use crate::problem::Problem;
use crate::source::{FileId, Span};

/// The documents of a text, kept beyond it.
#[derive(Debug)]
pub struct Parsed {
    /// Their trees.
    pub trees: Vec<Node<'static>>,
    /// What could not be read.
    pub problems: Vec<Problem>,
}

impl Parsed {
    /// Reads all documents of a text.
    pub fn new(text: &str, file: FileId) -> Self {
        let (trees, problems) = parse(text, file);
        Self { trees: trees.into_iter().map(Node::into_owned).collect(), problems }
    }
}

/// A node of a YAML document and where it stands.
#[derive(Debug, Clone)]
pub struct Node<'a> {
    /// Where the node stands. An alias has the place of what it names.
    pub span: Span,
    /// What it is.
    pub kind: Kind<'a>,
}

/// The kinds of YAML nodes. All scalars are text here: what they mean depends on who asks.
#[derive(Debug, Clone)]
pub enum Kind<'a> {
    /// A text; `plain` where it stands without quotation marks.
    Scalar {
        /// The text, after escapes and line folding.
        text: Cow<'a, str>,
        /// Whether it is written without quotation marks or block indicators.
        plain: bool,
    },
    /// A list.
    Sequence(Vec<Node<'a>>),
    /// Keys with their values, in the order of the text.
    Mapping(Vec<(Node<'a>, Node<'a>)>),
}

impl<'a> Node<'a> {
    /// The node without the text that it was read from.
    fn into_owned(self) -> Node<'static> {
        let kind = match self.kind {
            Kind::Scalar { text, plain } => {
                Kind::Scalar { text: Cow::Owned(text.into_owned()), plain }
            }
            Kind::Sequence(items) => {
                Kind::Sequence(items.into_iter().map(Node::into_owned).collect())
            }
            Kind::Mapping(fields) => {
                let fields = fields.into_iter();
                let owned = fields.map(|(key, value)| (key.into_owned(), value.into_owned()));
                Kind::Mapping(owned.collect())
            }
        };
        Node { span: self.span, kind }
    }

    /// The same node, with the texts of this one.
    pub fn borrowed(&self) -> Node<'_> {
        let kind = match &self.kind {
            Kind::Scalar { text, plain } => {
                Kind::Scalar { text: Cow::Borrowed(text), plain: *plain }
            }
            Kind::Sequence(items) => Kind::Sequence(items.iter().map(Node::borrowed).collect()),
            Kind::Mapping(fields) => {
                let fields = fields.iter();
                let same = fields.map(|(key, value)| (key.borrowed(), value.borrowed()));
                Kind::Mapping(same.collect())
            }
        };
        Node { span: self.span, kind }
    }

    /// Whether nothing is written there: an empty value, `~` or `null`.
    pub fn is_null(&self) -> bool {
        matches!(&self.kind, Kind::Scalar { text, plain: true } if matches!(&**text, "" | "~" | "null"))
    }

    /// The text, if the node is one.
    pub fn scalar(&self) -> Option<&Cow<'a, str>> {
        match &self.kind {
            Kind::Scalar { text, .. } => Some(text),
            _ => None,
        }
    }

    /// What the node is, in a word or two, for messages.
    pub fn describe(&self) -> &'static str {
        match &self.kind {
            _ if self.is_null() => "nothing",
            Kind::Scalar { .. } => "a text",
            Kind::Sequence(_) => "a list",
            Kind::Mapping(_) => "a mapping",
        }
    }
}
