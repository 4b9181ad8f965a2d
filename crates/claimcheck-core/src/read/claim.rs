//! Reports, claims and facts, and the forms of their values.

use super::fields::{Field, Reader, list};
use super::keys::{CLAIM, FACT, QUOTE, REPORT, VALUE};
use super::record::{Around, Claim, Form, Links, Order, Quote, Rare, Report, Text, Value};
use crate::problem::InputCode;
use crate::yaml::{Kind, Node};

/// Values stand this deep in one another at most: nobody denies a denial of a denial of a choice.
const VALUE_DEPTH: u32 = 8;

impl Reader {
    pub(super) fn report<'a>(&mut self, node: Node<'a>) -> Report<'a> {
        let mut report = Report {
            span: node.span,
            file: None,
            id: None,
            title: None,
            publisher: None,
            published: None,
            url: None,
            based_on: Vec::new(),
            corrects: Vec::new(),
        };
        for Field { key, value, .. } in self.fields(node, &REPORT) {
            match key {
                "file" => {
                    let file = self.text(value, "the path of a text");
                    report.file = file.and_then(|file| self.checked_path(file));
                }
                "id" => {
                    let id = self.text(value, "an id");
                    report.id = self.checked_id(id, "/.");
                }
                "title" => report.title = self.text(value, "a title"),
                "publisher" => report.publisher = self.text(value, "the name of an entity"),
                "published" => report.published = self.text(value, "a date"),
                "url" => report.url = self.text(value, "a URL"),
                "based-on" => {
                    report.based_on = self.texts(value, "the name of a report or an entity");
                }
                _ => report.corrects = self.texts(value, "the name of a report"),
            }
        }
        report
    }

    pub(super) fn claims<'a>(&mut self, node: Node<'a>, facts: bool) -> Vec<Claim<'a>> {
        let what = if facts { "a list of facts" } else { "a list of claims" };
        let items = self.items(node, what);
        let mut claims = Vec::with_capacity(items.len());
        let read = (1..).zip(items).map(|(number, item)| self.claim(item, number, facts));
        // What neither is about anything nor has a name is nothing that could be known.
        claims.extend(
            read.filter(|claim| claim.id.is_some() || claim.about.is_some() || claim.has_says),
        );
        claims
    }

    fn claim<'a>(&mut self, node: Node<'a>, number: u32, fact: bool) -> Claim<'a> {
        let mut claim = empty(&node, number);
        let mapping = if fact { &FACT } else { &CLAIM };
        for Field { key, value, .. } in self.fields(node, mapping) {
            let flaws = self.refused();
            claim.has_says |= matches!(key, "says" | "states");
            match key {
                "id" => {
                    let id = self.text(value, "an id");
                    claim.id = self.checked_id(id, "");
                }
                "report" => rare(&mut claim).report = self.text(value, "the id of a report"),
                "quote" => claim.quote = self.quote(value),
                "about" => claim.about = self.text(value, "the name of an entity"),
                "says" => claim.says = self.says(value),
                "states" => {
                    rare(&mut claim).states = self.texts(value, "an equation: `killed > 12`");
                }
                "certainty" => claim.certainty = self.text(value, "a certainty").map(Box::new),
                "according-to" => {
                    claim.according_to = self.texts(value, "the name of an entity or a report");
                }
                "scope" => rare(&mut claim).scope = self.scope(value),
                "when" => rare(&mut claim).when = self.text(value, "a date"),
                "as-of" => claim.as_of = self.text(value, "a date").map(Box::new),
                // Notes and tags are for people alone.
                "note" => drop(self.text(value, "a text")),
                "tags" => drop(self.texts(value, "a tag")),
                "corrects" => links(&mut claim).corrects = self.texts(value, "the name of a claim"),
                "supports" => links(&mut claim).supports = self.texts(value, "the name of a claim"),
                "contradicts" => {
                    links(&mut claim).contradicts = self.texts(value, "the name of a claim");
                }
                _ => claim.has_source = self.text(value, "a URL or words").is_some(),
            }
            let gate = matches!(key, "scope" | "when" | "as-of" | "certainty");
            claim.flawed |= gate && self.refused() > flaws;
        }
        self.require(&claim, mapping.what, fact);
        claim
    }

    /// What every entry must have. An entry that lacks it is kept, so that its id is still known.
    fn require(&mut self, claim: &Claim<'_>, what: &str, fact: bool) {
        let span = claim.span;
        let mut lacks = |missing: bool, key: &str, help: &str| {
            if missing {
                let message = format!("{what} without `{key}`");
                self.refuse(InputCode::BadValue, span, message).help = Some(help.to_owned());
            }
        };
        lacks(claim.about.is_none(), "about", "name the entity that it is about");
        lacks(
            !claim.has_says,
            "says",
            "write what it says (`says: {property: value}`), or how figures compare (`states: \"…\"`)",
        );
        lacks(
            fact && !claim.has_source,
            "source",
            "write where the desk knows it from: a URL or words",
        );
    }

    fn says<'a>(&mut self, node: Node<'a>) -> Vec<(Text<'a>, Value<'a>)> {
        let entries = self.entries(node, "properties with their values");
        let mut says: Vec<(Text<'a>, Value<'a>)> = Vec::with_capacity(entries.len());
        for (property, node) in entries {
            if says.iter().any(|(other, _)| other.text == property.text) {
                let message = format!("the key `{}` stands twice", property.text);
                self.refuse(InputCode::Yaml, property.span, message).help =
                    Some("keep one of the two, or make two claims of them".to_owned());
            } else if let Some(value) = self.value(node, 0) {
                says.push((property, value));
            }
        }
        says
    }

    fn scope<'a>(&mut self, node: Node<'a>) -> Vec<(Text<'a>, Text<'a>)> {
        let entries = self.entries(node, "qualifiers, such as `{of: autos}`");
        let mut scope: Vec<(Text<'a>, Text<'a>)> = Vec::with_capacity(entries.len());
        for (key, node) in entries {
            if scope.iter().any(|(other, _)| other.text == key.text) {
                let message = format!("the key `{}` stands twice", key.text);
                self.refuse(InputCode::Yaml, key.span, message);
            } else if let Some(value) = self.text(node, "a name or a word") {
                scope.push((key, value));
            }
        }
        scope
    }

    fn quote<'a>(&mut self, node: Node<'a>) -> Option<Quote<'a>> {
        if matches!(node.kind, Kind::Scalar { .. }) {
            let exact = self.text(node, "the words of the report")?;
            return Some(Quote { exact, around: None });
        }
        let (span, mapping) = (node.span, matches!(node.kind, Kind::Mapping(_)));
        let (mut exact, mut prefix, mut suffix) = (None, None, None);
        for Field { key, value, .. } in self.fields(node, &QUOTE) {
            let text = self.text(value, "the words of the report");
            match key {
                "exact" => exact = text,
                "prefix" => prefix = text,
                _ => suffix = text,
            }
        }
        if exact.is_none() && mapping {
            self.refuse(InputCode::BadValue, span, "a quote without `exact`").help =
                Some("write the words of the report: `exact: …`".to_owned());
        }
        let around = Around { prefix, suffix };
        let some = around.prefix.is_some() || around.suffix.is_some();
        Some(Quote { exact: exact?, around: some.then(|| Box::new(around)) })
    }

    pub(super) fn value<'a>(&mut self, node: Node<'a>, depth: u32) -> Option<Value<'a>> {
        let span = node.span;
        if depth > VALUE_DEPTH {
            self.refuse(InputCode::BadValue, span, "a value inside too many others");
            return None;
        }
        let form = match node.kind {
            Kind::Scalar { text, plain } => Form::Scalar(Text { text, span, plain }),
            Kind::Sequence(items) => Form::Includes(self.values(items, depth)),
            kind @ Kind::Mapping(_) => self.form(Node { span, kind }, depth)?,
        };
        Some(Value { span, form })
    }

    fn values<'a>(&mut self, items: Vec<Node<'a>>, depth: u32) -> Vec<Value<'a>> {
        items.into_iter().filter_map(|item| self.value(item, depth + 1)).collect()
    }

    fn form<'a>(&mut self, node: Node<'a>, depth: u32) -> Option<Form<'a>> {
        let span = node.span;
        let mut fields = self.fields(node, &VALUE);
        if let [Field { key: "to", .. } | Field { key: "is", .. }, ..] = fields.as_slice() {
            return self.order(fields, span);
        }
        let (Some(Field { key, value, .. }), true) = (fields.pop(), fields.is_empty()) else {
            self.refuse(
                InputCode::BadValue,
                span,
                "a value is one of `not`, `any-of`, `only`, `includes`",
            )
            .help = Some("write one of them, as in `{not: V}` or `{any-of: [V, W]}`".to_owned());
            return None;
        };
        Some(match key {
            "not" => Form::Not(Box::new(self.value(value, depth + 1)?)),
            "any-of" => Form::AnyOf(self.values(list(value), depth)),
            "only" => Form::Only(self.values(list(value), depth)),
            _ => Form::Includes(self.values(list(value), depth)),
        })
    }

    fn order<'a>(&mut self, fields: Vec<Field<'a>>, span: crate::source::Span) -> Option<Form<'a>> {
        let (mut to, mut is) = (None, None);
        for Field { key, value, .. } in fields {
            match key {
                "to" => to = self.text(value, "the name of an event"),
                "is" => is = Some(self.texts(value, "a relation, such as `before`")),
                _ => {
                    self.refuse(
                        InputCode::BadValue,
                        span,
                        "an order has the keys `to` and `is` alone",
                    );
                }
            }
        }
        if to.is_none() || is.is_none() {
            self.refuse(InputCode::BadValue, span, "an order needs both `to` and `is`").help =
                Some("write `{to: EVENT, is: [before, meets]}`".to_owned());
        }
        Some(Form::Order(Box::new(Order { to: to?, is: is? })))
    }
}

fn rare<'c, 'a>(claim: &'c mut Claim<'a>) -> &'c mut Rare<'a> {
    claim.rare.get_or_insert_default()
}

fn links<'c, 'a>(claim: &'c mut Claim<'a>) -> &'c mut Links<'a> {
    claim.links.get_or_insert_default()
}

fn empty<'a>(node: &Node<'a>, number: u32) -> Claim<'a> {
    Claim {
        span: node.span,
        number,
        id: None,
        quote: None,
        about: None,
        says: Vec::new(),
        certainty: None,
        according_to: Vec::new(),
        as_of: None,
        rare: None,
        links: None,
        has_source: false,
        flawed: false,
        has_says: false,
    }
}
