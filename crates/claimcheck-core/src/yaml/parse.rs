//! Events of the YAML parser to trees. A broken document is reported, and the next one read.

use std::borrow::Cow;
use std::collections::HashMap;

use granit_parser::{Event, Parser, ScalarStyle, ScanError, Tag};
use unicode_normalization::{UnicodeNormalization as _, is_nfc};

use super::{Kind, Node};
use crate::problem::{InputCode, Problem, clip};
use crate::source::{FileId, Span};

/// Aliases and anchors may copy this many nodes in all, or one for every four bytes of the file
/// where that is more, which is about what a file without them holds: a few lines of aliases of
/// aliases would otherwise stand for more nodes than fit anywhere.
const COPIES: usize = 10_000;
/// Nodes lie within each other no deeper than this, those that aliases stand for included. The
/// parser has such a limit for what is written out.
const DEEPEST: usize = 256;

/// Reads all documents of a YAML text. What cannot be read is in the problems, once for each
/// document; what can be read is returned.
pub fn parse(text: &str, file: FileId) -> (Vec<Node<'_>>, Vec<Problem>) {
    let mut reader = Reader {
        events: Parser::new_from_str_with_options(text, options()),
        text,
        file,
        anchors: HashMap::new(),
        budget: COPIES.max(text.len() / 4),
        spent: false,
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
    /// Whether it was told that the budget is spent.
    spent: bool,
    problems: Vec<Problem>,
}

/// A collection whose end has not come yet.
struct Open<'a> {
    span: Span,
    anchor: usize,
    /// Where the last node of it stands.
    last: Option<Span>,
    content: Content<'a>,
}

/// What an open collection holds so far.
enum Content<'a> {
    Items(Vec<Node<'a>>),
    /// The pairs, and a key that waits for its value.
    Pairs(Vec<(Node<'a>, Node<'a>)>, Option<Node<'a>>),
}

impl<'a> Open<'a> {
    fn new(span: Span, anchor: usize, content: Content<'a>) -> Self {
        Self { span, anchor, last: None, content }
    }

    fn push(&mut self, node: Node<'a>) {
        self.last = Some(node.span);
        match &mut self.content {
            Content::Items(items) => items.push(node),
            Content::Pairs(pairs, waiting) => match waiting.take() {
                Some(key) => pairs.push((key, node)),
                None => *waiting = Some(node),
            },
        }
    }

    fn close(self, end: Span) -> (usize, Node<'a>) {
        // A flow collection ends with its bracket; a block has no end of its own.
        let last = self.last.unwrap_or(end.at_start());
        let span = self.span.to(if end.start < end.end { end } else { last });
        let kind = match self.content {
            Content::Items(items) => Kind::Sequence(items),
            Content::Pairs(pairs, _) => Kind::Mapping(pairs),
        };
        (self.anchor, Node { span, kind })
    }
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
                    (anchor, Node { span, kind: Kind::Scalar { text: composed(text), plain } })
                }
                Event::SequenceStart(_, anchor, tag) => {
                    self.refuse_tag(tag.as_deref(), span);
                    open.push(Open::new(span, anchor, Content::Items(Vec::new())));
                    continue;
                }
                Event::MappingStart(_, anchor, tag) => {
                    self.refuse_tag(tag.as_deref(), span);
                    open.push(Open::new(span, anchor, Content::Pairs(Vec::new(), None)));
                    continue;
                }
                Event::SequenceEnd | Event::MappingEnd => match open.pop() {
                    Some(collection) => collection.close(span),
                    None => continue,
                },
                Event::Alias(id) => (0, self.alias(id, open.len(), span)),
                Event::UnresolvedAlias(name) => {
                    self.problems.push(unknown_anchor(&name, span));
                    (0, nothing(span))
                }
                _ => continue,
            };
            if anchor > 0 {
                let copy = self.copy(&node, open.len(), span);
                self.anchors.extend(copy.map(|copy| (anchor, copy)));
            }
            match open.last_mut() {
                Some(collection) => collection.push(node),
                None => root = Some(node),
            }
        }
    }

    fn alias(&mut self, id: usize, depth: usize, span: Span) -> Node<'a> {
        // What could not be copied was refused where it is anchored.
        let Some(node) = self.anchors.remove(&id) else { return nothing(span) };
        let copy = self.copy(&node, depth, span);
        self.anchors.insert(id, node);
        copy.unwrap_or_else(|| nothing(span))
    }

    /// A copy of a node, which is to lie so deep; nothing, and a problem, beyond the limits. The
    /// first node of it costs nothing, as something is written for it.
    fn copy(&mut self, node: &Node<'a>, depth: usize, span: Span) -> Option<Node<'a>> {
        match copies(node, self.budget, DEEPEST.saturating_sub(depth)) {
            Ok(copies) => {
                self.budget -= copies;
                Some(node.clone())
            }
            Err(message) => {
                self.budget = 0;
                if !std::mem::replace(&mut self.spent, true) {
                    let help = "write the values out, or name fewer collections by aliases";
                    self.problems
                        .push(Problem::new(InputCode::Yaml, span, message).with_help(help));
                }
                None
            }
        }
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

/// A text with its letters composed (Unicode NFC): two names that look the same are the same, however
/// they were typed.
fn composed(text: Cow<'_, str>) -> Cow<'_, str> {
    if text.is_ascii() || is_nfc(&text) { text } else { Cow::Owned(text.nfc().collect()) }
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

/// How many nodes lie within a node; what is wrong, where they are more or lie deeper than they may.
/// What is still to be counted is on the heap, as the nodes to come are not trusted to be few.
fn copies(node: &Node<'_>, most: usize, deepest: usize) -> Result<usize, &'static str> {
    let mut pending = vec![(node, 0)];
    let mut count = 0;
    while let Some((node, depth)) = pending.pop() {
        if depth > deepest {
            return Err("the aliases of this file lie too deep within each other");
        }
        let known = pending.len();
        match &node.kind {
            Kind::Scalar { .. } => {}
            Kind::Sequence(items) => pending.extend(items.iter().map(|item| (item, depth + 1))),
            Kind::Mapping(pairs) => pending.extend(
                pairs.iter().flat_map(|(key, value)| [(key, depth + 1), (value, depth + 1)]),
            ),
        }
        count += pending.len() - known;
        if count > most {
            return Err("the aliases of this file stand for too many nodes");
        }
    }
    Ok(count)
}
