//! Kinds, entities, properties, rules and rulings.

use super::fields::{Field, Reader};
use super::keys::{ENTITY, KIND, PIN, PROPERTY, RULE, RULING};
use super::record::{Entity, Kind, Pin, Property, Rule, Ruling};
use crate::problem::{InputCode, clip};
use crate::source::Span;
use crate::yaml::Node;

impl Reader {
    pub(super) fn kinds<'a>(&mut self, node: Node<'a>) -> Vec<Kind<'a>> {
        let entries = self.entries(node, "kinds with what they are");
        entries
            .into_iter()
            .filter_map(|(id, node)| {
                let mut kind =
                    Kind { id: self.checked_id(Some(id), "")?, is: None, expects: Vec::new() };
                for Field { key, value, .. } in self.fields(node, &KIND) {
                    match key {
                        "is" => kind.is = self.text(value, "the name of a kind"),
                        _ => kind.expects = self.texts(value, "the name of a property"),
                    }
                }
                Some(kind)
            })
            .collect()
    }

    pub(super) fn entities<'a>(&mut self, node: Node<'a>) -> Vec<Entity<'a>> {
        let entries = self.entries(node, "entities with what they are");
        entries
            .into_iter()
            .filter_map(|(id, node)| {
                let mut entity = Entity {
                    id: self.checked_id(Some(id), "")?,
                    kind: None,
                    names: Vec::new(),
                    part_of: Vec::new(),
                    somewhere_in: Vec::new(),
                    overlaps: Vec::new(),
                    speaks_for: None,
                    same_as: Vec::new(),
                    distinct_from: Vec::new(),
                    reliability: None,
                    series: None,
                };
                for Field { key, value, .. } in self.fields(node, &ENTITY) {
                    match key {
                        "kind" => entity.kind = self.text(value, "the name of a kind"),
                        "names" => entity.names = self.texts(value, "a name"),
                        "part-of" => entity.part_of = self.texts(value, "the name of an entity"),
                        "somewhere-in" => {
                            entity.somewhere_in = self.texts(value, "the name of an entity");
                        }
                        "overlaps" => entity.overlaps = self.texts(value, "the name of an entity"),
                        "speaks-for" => {
                            entity.speaks_for = self.text(value, "the name of an entity");
                        }
                        "same-as" => entity.same_as = self.texts(value, "the name of an entity"),
                        "distinct-from" => {
                            entity.distinct_from = self.texts(value, "the name of an entity");
                        }
                        "reliability" => {
                            entity.reliability = self.text(value, "a letter from A to F");
                        }
                        _ => entity.series = self.text(value, "the name of a series"),
                    }
                }
                Some(entity)
            })
            .collect()
    }

    pub(super) fn properties<'a>(&mut self, node: Node<'a>) -> Vec<Property<'a>> {
        let entries = self.entries(node, "properties with their types");
        entries
            .into_iter()
            .filter_map(|(id, node)| {
                let mut property = Property {
                    id: self.checked_id(Some(id), "")?,
                    value_type: None,
                    many: None,
                    changes: None,
                    unique: None,
                    unit: None,
                    exact: None,
                    tolerance: None,
                    levels: Vec::new(),
                    kind: None,
                    precision: None,
                    exclusive: Vec::new(),
                    applies_to: Vec::new(),
                };
                for Field { key, value, .. } in self.fields(node, &PROPERTY) {
                    match key {
                        "type" => property.value_type = self.text(value, "a type"),
                        "many" => property.many = self.text(value, "yes or no"),
                        "changes" => property.changes = self.text(value, "how it may change"),
                        "unique" => property.unique = self.text(value, "yes or no"),
                        "unit" => property.unit = self.text(value, "a unit"),
                        "exact" => property.exact = self.text(value, "yes or no"),
                        "tolerance" => {
                            property.tolerance = self.text(value, "a tolerance, such as 1%");
                        }
                        "levels" => property.levels = self.texts(value, "a level"),
                        "kind" => property.kind = self.text(value, "the name of a kind"),
                        "precision" => {
                            property.precision = self.text(value, "a precision, such as `day`");
                        }
                        "exclusive" => {
                            let groups = self.items(value, "a list of groups of values");
                            property.exclusive = groups
                                .into_iter()
                                .map(|group| self.texts(group, "a level, a kind or an entity"))
                                .collect();
                        }
                        _ => property.applies_to = self.texts(value, "the name of a kind"),
                    }
                }
                Some(property)
            })
            .collect()
    }

    pub(super) fn rules<'a>(&mut self, node: Node<'a>) -> Vec<Rule<'a>> {
        let items = self.items(node, "a list of rules");
        items.into_iter().map(|item| self.rule(item)).collect()
    }

    fn rule<'a>(&mut self, node: Node<'a>) -> Rule<'a> {
        let mut rule = Rule { span: node.span, id: None, kind: None, equation: None };
        for Field { key, value, .. } in self.fields(node, &RULE) {
            match key {
                "id" => {
                    let id = self.text(value, "an id");
                    rule.id = self.checked_id(id, "");
                }
                "for" => rule.kind = self.text(value, "the name of a kind"),
                _ => rule.equation = self.text(value, "an equation"),
            }
        }
        self.lacking(rule.equation.is_none(), rule.span, "a rule without `equation`");
        rule
    }

    pub(super) fn rulings<'a>(&mut self, node: Node<'a>) -> Vec<Ruling<'a>> {
        let items = self.items(node, "a list of rulings");
        items.into_iter().map(|item| self.ruling(item)).collect()
    }

    fn ruling<'a>(&mut self, node: Node<'a>) -> Ruling<'a> {
        let mut ruling = Ruling {
            span: node.span,
            question: Vec::new(),
            accept: Vec::new(),
            reject: Vec::new(),
            because: None,
            by: None,
            decided: None,
            until: None,
            pin: Vec::new(),
        };
        for Field { key, value, .. } in self.fields(node, &RULING) {
            match key {
                "question" => {
                    ruling.question = self.texts(value, "a question, as in `subject.property`");
                }
                "accept" => ruling.accept = self.texts(value, "the name of a claim"),
                "reject" => ruling.reject = self.texts(value, "the name of a claim"),
                "because" => ruling.because = self.text(value, "a reason"),
                "by" => ruling.by = self.text(value, "a name"),
                "decided" => ruling.decided = self.text(value, "a date"),
                "until" => ruling.until = self.text(value, "a date"),
                _ => ruling.pin = self.pins(value),
            }
        }
        self.lacking(ruling.question.is_empty(), ruling.span, "a ruling without `question`");
        self.lacking(ruling.because.is_none(), ruling.span, "a ruling without `because`");
        ruling
    }

    fn pins<'a>(&mut self, node: Node<'a>) -> Vec<Pin<'a>> {
        let entries = self.entries(node, "claims with what they said");
        let mut pins: Vec<Pin<'a>> = Vec::new();
        for (claim, node) in entries {
            if pins.iter().any(|pin| pin.claim.as_str() == claim.as_str()) {
                let message = format!("{} is pinned twice", clip(claim.as_str()));
                self.refuse(InputCode::Yaml, claim.span, message).help =
                    Some("keep one of the two".to_owned());
                continue;
            }
            let mut pin = Pin { claim, says: Vec::new(), quote: None };
            for Field { key, value, .. } in self.fields(node, &PIN) {
                match key {
                    "says" => pin.says = self.texts(value, "an answer"),
                    _ => pin.quote = self.text(value, "the digest of a quote"),
                }
            }
            pins.push(pin);
        }
        pins
    }

    fn lacking(&mut self, missing: bool, span: Span, message: &str) {
        if missing {
            self.refuse(InputCode::BadValue, span, message);
        }
    }
}
