//! Events of the YAML parser to trees. A broken document is reported, and the next one read.

use std::borrow::Cow;
use std::collections::HashMap;

use granit_parser::{Event, Parser, ScalarStyle, ScanError, Tag};

use super::{Kind, Node};
use crate::problem::{InputCode, Problem, clip};
use crate::source::{FileId, Span};

/// Aliases may stand for this many nodes in all, or for one node a byte of the file where that is
/// more: a few lines of aliases of aliases would otherwise stand for more nodes than fit anywhere.
const ALIAS_BUDGET: usize = 10_000;

/// Reads all documents of a YAML text. What cannot be read is in the problems, once for each
/// document; what can be read is returned.
pub fn parse(text: &str, file: FileId) -> (Vec<Node<'_>>, Vec<Problem>) {
    let mut reader = Reader {
        events: Parser::new_from_str_with_options(text, options()),
        text,
        file,
        anchors: HashMap::new(),
        budget: ALIAS_BUDGET.max(text.len()),
        problems: Vec::new(),
    };
    let mut documents = Vec::new();
    while let Some(event) = reader.events.next_event() {
        match event {
            Ok((Event::DocumentStart(..), _)) => documents.extend(reader.document()),
            Ok(_) => {}
            Err(error) => {
                reader.refuse(&error);
                if !reader.recover() {
                    break;
                }
            }
        }
    }
    (documents, reader.problems)
}

fn options() -> granit_parser::Options {
    granit_parser::options! { emit_comments: false, emit_unresolved_aliases: true }
}

struct Reader<'a> {
    events: Parser<'a, granit_parser::StrInput<'a>>,
    text: &'a str,
    file: FileId,
    anchors: HashMap<usize, Node<'a>>,
    budget: usize,
    problems: Vec<Problem>,
}

/// A collection whose end has not come yet.
struct Open<'a> {
    span: Span,
    anchor: usize,
    items: Vec<Node<'a>>,
    mapping: bool,
}

impl<'a> Open<'a> {
    fn close(self, end: Span) -> (usize, Node<'a>) {
        // A flow collection ends with its bracket; a block has no end of its own.
        let last = self.items.last().map_or(end.at_start(), |last| last.span);
        let span = self.span.to(if end.start < end.end { end } else { last });
        let kind = if self.mapping {
            Kind::Mapping(pairs(self.items))
        } else {
            Kind::Sequence(self.items)
        };
        (self.anchor, Node { span, kind })
    }
}

fn pairs(items: Vec<Node<'_>>) -> Vec<(Node<'_>, Node<'_>)> {
    let mut pairs = Vec::with_capacity(items.len() / 2);
    let mut items = items.into_iter();
    while let (Some(key), Some(value)) = (items.next(), items.next()) {
        pairs.push((key, value));
    }
    pairs
}

impl<'a> Reader<'a> {
    /// One document, from after its start to its end. The stack of open collections is on the
    /// heap, so that no depth of nesting reaches the program's own stack.
    fn document(&mut self) -> Option<Node<'a>> {
        self.anchors.clear();
        let mut open: Vec<Open<'a>> = Vec::new();
        let mut root = None;
        loop {
            let (event, span) = match self.events.next_event()? {
                Ok((event, span)) => (event, self.span(&span)),
                Err(error) => {
                    self.refuse(&error);
                    self.recover();
                    return None;
                }
            };
            let (anchor, node) = match event {
                Event::DocumentEnd | Event::StreamEnd => return root,
                Event::Scalar(text, style, anchor, tag) => {
                    self.refuse_tag(tag.as_deref(), span);
                    let plain = style == ScalarStyle::Plain;
                    (anchor, Node { span, kind: Kind::Scalar { text, plain } })
                }
                Event::SequenceStart(_, anchor, tag) => {
                    self.refuse_tag(tag.as_deref(), span);
                    open.push(Open { span, anchor, items: Vec::new(), mapping: false });
                    continue;
                }
                Event::MappingStart(_, anchor, tag) => {
                    self.refuse_tag(tag.as_deref(), span);
                    open.push(Open { span, anchor, items: Vec::new(), mapping: true });
                    continue;
                }
                Event::SequenceEnd | Event::MappingEnd => match open.pop() {
                    Some(collection) => collection.close(span),
                    None => continue,
                },
                Event::Alias(id) => (0, self.alias(id, span)),
                Event::UnresolvedAlias(name) => {
                    self.problems.push(unknown_anchor(&name, span));
                    (0, nothing(span))
                }
                _ => continue,
            };
            if anchor > 0 {
                self.anchors.insert(anchor, node.clone());
            }
            match open.last_mut() {
                Some(collection) => collection.items.push(node),
                None => root = Some(node),
            }
        }
    }

    fn alias(&mut self, id: usize, span: Span) -> Node<'a> {
        let Some(node) = self.anchors.get(&id) else { return nothing(span) };
        if self.budget == 0 {
            return nothing(span);
        }
        let size = size_within(node, self.budget);
        if size >= self.budget {
            self.budget = 0;
            let message = "the aliases of this file stand for too many nodes";
            let problem = Problem::new(InputCode::Yaml, span, message)
                .with_help("write the values out, or name fewer collections by aliases");
            self.problems.push(problem);
            return nothing(span);
        }
        self.budget -= size;
        node.clone()
    }

    fn refuse_tag(&mut self, tag: Option<&Tag>, span: Span) {
        if let Some(tag) = tag.filter(|tag| tag.is_custom()) {
            let message = format!("the tag {} means nothing here", clip(&tag.original()));
            self.problems
                .push(Problem::new(InputCode::Yaml, span, message).with_help("leave the tag out"));
        }
    }

    fn refuse(&mut self, error: &ScanError) {
        let at = self.offset(error.marker());
        let rest = self.text.get(at..).unwrap_or_default();
        let width = rest.chars().next().filter(|c| *c != '\n').map_or(0, char::len_utf8);
        let span = self.make_span(at, at + width);
        let problem =
            Problem::new(InputCode::Yaml, span, format!("this is not YAML: {}", error.info()));
        self.problems.push(problem.with_help(if rest.starts_with('\t') {
            "indent with spaces: YAML allows no tabs there"
        } else {
            "check the indentation, and put quotation marks around texts that hold `: `, ` #` or start with a sign"
        }));
    }

    /// Goes on to the next document; false where there is none.
    fn recover(&mut self) -> bool {
        self.events.proceed_next_document().unwrap_or(false)
    }

    fn span(&self, span: &granit_parser::Span) -> Span {
        self.make_span(self.offset(&span.start), self.offset(&span.end))
    }

    fn make_span(&self, start: usize, end: usize) -> Span {
        let clamp = |at: usize| u32::try_from(at.min(self.text.len())).unwrap_or(u32::MAX);
        Span { file: self.file, start: clamp(start), end: clamp(end.max(start)) }
    }

    fn offset(&self, marker: &granit_parser::Marker) -> usize {
        marker.byte_offset().unwrap_or(self.text.len())
    }
}

fn nothing<'a>(span: Span) -> Node<'a> {
    Node { span, kind: Kind::Scalar { text: Cow::Borrowed(""), plain: true } }
}

fn unknown_anchor(name: &str, span: Span) -> Problem {
    Problem::new(
        InputCode::Yaml,
        span,
        format!("nothing in this document is anchored as {}", clip(name)),
    )
    .with_help(
        "a value that starts with `*` is an alias: put quotation marks around it if it is text",
    )
}

/// How many nodes a tree has, counted no further than a limit. Trees are as deep as the parser's
/// own limit on nesting at most, and aliases add no depth that the limit does not bound.
fn size_within(node: &Node<'_>, limit: usize) -> usize {
    let mut pending = vec![node];
    let mut count = 0;
    while let Some(node) = pending.pop() {
        count += 1;
        if count >= limit {
            break;
        }
        match &node.kind {
            Kind::Scalar { .. } => {}
            Kind::Sequence(items) => pending.extend(items),
            Kind::Mapping(pairs) => {
                pending.extend(pairs.iter().flat_map(|(key, value)| [key, value]));
            }
        }
    }
    count
}
