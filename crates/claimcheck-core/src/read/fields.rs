//! Reading mappings, lists and texts, with a problem for everything that does not fit. Owns the
//! forms that all records share; knows no record.

use std::collections::BTreeMap;

use super::keys::Mapping;
use super::record::Text;
use crate::problem::{InputCode, MOST_OF_A_CODE, Problem, clip};
use crate::source::Span;
use crate::suggest::nearest;
use crate::yaml::{Kind, Node};

/// An id has no more bytes than this: it stands in every message on what it names.
const LONGEST_ID: usize = 1_000;
/// No system knows longer paths.
const LONGEST_PATH: usize = 4_096;

/// Collects what is wrong while records are read.
#[derive(Debug, Default)]
pub struct Reader {
    problems: Vec<Problem>,
    /// Of each code, how many problems there are, and which is the last that is kept.
    counts: BTreeMap<InputCode, (usize, usize)>,
    /// The last problem of a flood, which is not kept.
    lost: Option<Problem>,
    /// How many problems there are in all.
    refused: usize,
}

/// A key that is known where it stands, and its value.
#[derive(Debug)]
pub struct Field<'a> {
    /// The key.
    pub key: &'static str,
    /// Where the key stands.
    pub place: Span,
    /// What stands after it.
    pub value: Node<'a>,
}

impl Reader {
    /// Adds a problem, to which more can be added.
    pub fn refuse(
        &mut self,
        code: InputCode,
        span: Span,
        message: impl Into<String>,
    ) -> &mut Problem {
        self.add(Problem::new(code, span, message))
    }

    /// Adds a problem, to which more can be added. Of a flood, the last one that is kept counts the
    /// others, so that a file of nothing but flaws fills no memory.
    pub(super) fn add(&mut self, problem: Problem) -> &mut Problem {
        self.refused += 1;
        let (count, last) = self.counts.entry(problem.code).or_default();
        *count += 1;
        if *count > MOST_OF_A_CODE {
            self.problems[*last].more += 1;
            return self.lost.insert(problem);
        }
        // The problem is pushed just now.
        *last = self.problems.len();
        let last = *last;
        self.problems.push(problem);
        &mut self.problems[last]
    }

    /// Begins with problems that are known already.
    pub fn new(problems: Vec<Problem>) -> Self {
        let mut reader = Self::default();
        for problem in problems {
            reader.add(problem);
        }
        reader
    }

    /// What is wrong.
    pub fn problems(self) -> Vec<Problem> {
        self.problems
    }

    /// How many problems there are so far.
    pub(super) fn refused(&self) -> usize {
        self.refused
    }

    fn expected(&mut self, node: &Node<'_>, what: &str) {
        let message = format!("expected {what}, found {}", node.describe());
        self.refuse(InputCode::Yaml, node.span, message);
    }

    /// The keys and values of a mapping, each key a text. `what` is said of a node that is not one.
    pub fn entries<'a>(&mut self, node: Node<'a>, what: &str) -> Vec<(Text<'a>, Node<'a>)> {
        let pairs = self.pairs(node, what).into_iter();
        pairs.filter_map(|(key, value)| Some((self.text(key, "a name")?, value))).collect()
    }

    /// The keys and values of a mapping, whatever they are; none, where nothing is written.
    fn pairs<'a>(&mut self, node: Node<'a>, what: &str) -> Vec<(Node<'a>, Node<'a>)> {
        if node.is_null() {
            return Vec::new();
        }
        let Node { span, kind } = node;
        match kind {
            Kind::Mapping(pairs) => pairs,
            kind => {
                self.expected(&Node { span, kind }, what);
                Vec::new()
            }
        }
    }

    /// The fields of a mapping whose keys are known. Unknown keys and keys that stand twice are
    /// problems; a key with nothing after it is as good as absent.
    pub fn fields<'a>(&mut self, node: Node<'a>, mapping: &'static Mapping) -> Vec<Field<'a>> {
        let pairs = self.pairs(node, mapping.what);
        let mut fields: Vec<Field<'a>> = Vec::with_capacity(pairs.len());
        for (name, value) in pairs {
            let Some(name) = self.text(name, "a name") else { continue };
            let Some(key) = mapping.keys.iter().find(|key| key.name == name.as_str()) else {
                self.unknown_key(&name, mapping);
                continue;
            };
            let key = key.name;
            if let Some(Field { place: first, .. }) = fields.iter().find(|other| other.key == key) {
                let problem = Problem::new(
                    InputCode::Yaml,
                    name.span,
                    format!("the key `{key}` stands twice"),
                )
                .with_help("keep one of the two, or make two entries of them")
                .and(*first, "first here");
                self.add(problem);
                continue;
            }
            fields.push(Field { key, place: name.span, value });
        }
        fields.retain(|field| !field.value.is_null());
        fields
    }

    fn unknown_key(&mut self, name: &Text<'_>, mapping: &Mapping) {
        let what = mapping.what;
        let known = || mapping.keys.iter().map(|key| key.name);
        let help = nearest(name.as_str(), known()).map_or_else(
            || format!("the keys of {what} are {}", known().collect::<Vec<_>>().join(", ")),
            |key| format!("did you mean `{key}`?"),
        );
        let message = format!("{what} has no key {}", clip(name.as_str()));
        self.refuse(InputCode::UnknownName, name.span, message).help = Some(help);
    }

    /// A node as text.
    pub fn text<'a>(&mut self, node: Node<'a>, what: &str) -> Option<Text<'a>> {
        let Node { span, kind } = node;
        match kind {
            Kind::Scalar { text, plain } => Some(Text { text, span, plain }),
            kind => {
                self.expected(&Node { span, kind }, what);
                None
            }
        }
    }

    /// A list of texts, or one text.
    pub fn texts<'a>(&mut self, node: Node<'a>, what: &str) -> Vec<Text<'a>> {
        list(node).into_iter().filter_map(|item| self.text(item, what)).collect()
    }

    /// The entries of a list; anything but a list is a problem.
    pub fn items<'a>(&mut self, node: Node<'a>, what: &str) -> Vec<Node<'a>> {
        let Node { span, kind } = node;
        match kind {
            Kind::Sequence(items) => items,
            kind => {
                self.expected(&Node { span, kind }, what);
                Vec::new()
            }
        }
    }

    /// A path that some system might have.
    pub(super) fn checked_path<'a>(&mut self, path: Text<'a>) -> Option<Text<'a>> {
        if path.text.len() <= LONGEST_PATH {
            return Some(path);
        }
        let message = format!("{} is too long for a path", clip(path.as_str()));
        self.refuse(InputCode::BadValue, path.span, message).help =
            Some("write the path of a text below the reports folder".to_owned());
        None
    }

    /// Whether a text can name something: letters, digits, `-` and `_` of any script with at
    /// least one letter, and for a report also `/` and `.`.
    pub(super) fn checked_id<'a>(&mut self, id: Option<Text<'a>>, more: &str) -> Option<Text<'a>> {
        let id = id?;
        if id.text.len() > LONGEST_ID {
            let message = format!("{} is too long for an id", clip(id.as_str()));
            self.refuse(InputCode::BadValue, id.span, message).help =
                Some(format!("take one of no more than {LONGEST_ID} bytes"));
            return None;
        }
        let fits = |c: char| is_name_character(c) || more.contains(c);
        if id.text.chars().all(fits) && id.text.chars().any(char::is_alphabetic) {
            return Some(id);
        }
        let message = format!("{} is no id", clip(id.as_str()));
        let also = if more.is_empty() { "" } else { ", `/` and `.`" };
        self.refuse(InputCode::BadValue, id.span, message).help =
            Some(format!("an id is letters, digits, `-` and `_`{also}, with at least one letter"));
        None
    }
}

/// A list of nodes; anything else stands for a list of itself.
pub(super) fn list(node: Node<'_>) -> Vec<Node<'_>> {
    if node.is_null() {
        return Vec::new();
    }
    match node.kind {
        Kind::Sequence(items) => items,
        kind => vec![Node { span: node.span, kind }],
    }
}

/// Letters and digits of any script with the marks that belong to them, `-` and `_`.
fn is_name_character(c: char) -> bool {
    c.is_alphanumeric() || c == '-' || c == '_' || unicode_normalization::char::is_combining_mark(c)
}
