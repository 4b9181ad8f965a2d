//! What entries say of the order of two events: one claim for each other event, told from the lesser
//! of the two.

use super::entry::{DraftClaim, EntryReader, written};
use crate::model::{Answer, KindId, PropertyId, Question, Scope, Value};
use crate::read::record::{self, Form};
use crate::values::{Admits, Allen, EntityId, ValueError, word};

impl EntryReader<'_> {
    /// What is said of the order of two events: one claim for each other event.
    pub(super) fn orders(
        &mut self,
        subject: Option<EntityId>,
        scope: &Scope,
        relation: Option<Allen>,
        name: &record::Text<'_>,
        value: &record::Value<'_>,
    ) -> Vec<DraftClaim> {
        let mut claims = Vec::new();
        let mut parts = vec![(value, relation, false)];
        while let Some((part, relation, denied)) = parts.pop() {
            let (to, set) = match (&part.form, relation) {
                (Form::Includes(values), _) if values.is_empty() => {
                    self.refuse((
                        part.span,
                        ValueError::new("an empty list names no event")
                            .with_help("write an event or a list of events"),
                    ));
                    continue;
                }
                (Form::Order(order), None) if order.is.is_empty() => {
                    self.refuse((
                        part.span,
                        ValueError::new("an order of no relations leaves nothing possible")
                            .with_help("write `is: [before, meets]`, or leave the order out"),
                    ));
                    continue;
                }
                (Form::Includes(values), _) => {
                    parts.extend(values.iter().rev().map(|value| (value, relation, denied)));
                    continue;
                }
                (Form::Not(inner), _) => {
                    parts.push((inner, relation, !denied));
                    continue;
                }
                (Form::Scalar(to), Some(relation)) => (to, Some(relation)),
                (Form::Order(order), None) => (&order.to, self.relations(&order.is)),
                _ => {
                    self.refuse((
                        part.span,
                        ValueError::new("this names no order of two events").with_help(
                            "write `{to: EVENT, is: [before, meets]}`, or `before: EVENT`",
                        ),
                    ));
                    continue;
                }
            };
            let set = if denied { set.and_then(Allen::not) } else { set };
            claims.extend(self.order(subject, scope, to, set, (name, part, denied)));
        }
        claims
    }

    fn relations(&mut self, words: &[record::Text<'_>]) -> Option<Allen> {
        let known: Vec<(&str, Allen)> =
            Allen::names().filter_map(|name| Some((name, Allen::named(name)?))).collect();
        let mut all: Option<Allen> = None;
        for text in words {
            match word(text.as_str(), "order of two events", &known) {
                Ok(set) => all = Some(all.map_or(set, |others| others.or(set))),
                Err(error) => self.refuse((text.span, error)),
            }
        }
        all
    }

    fn order(
        &mut self,
        subject: Option<EntityId>,
        scope: &Scope,
        to: &record::Text<'_>,
        set: Option<Allen>,
        (name, part, denied): (&record::Text<'_>, &record::Value<'_>, bool),
    ) -> Option<DraftClaim> {
        let other = self.entity(to)?;
        let model = self.lookup.model;
        if !model.is_kind(model.entity(other).kind, KindId::EVENT) {
            let message = format!("`{}` is no event", model.entity(other).id);
            self.refuse((
                to.span,
                ValueError::new(message).with_help("give it a kind that is an event"),
            ));
            return None;
        }
        let (subject, set) = (subject?, set?);
        let (subject, with, set) =
            if subject <= other { (subject, other, set) } else { (other, subject, set.converse()) };
        let said = if matches!(part.form, Form::Order(_)) {
            written(part)
        } else {
            format!("{} {}", name.as_str(), to.as_str())
        };
        Some(DraftClaim {
            question: Question {
                subject,
                property: PropertyId::ORDER,
                with: Some(with),
                scope: scope.clone(),
            },
            answer: Answer::One(Value::Order(set)),
            written: if denied { format!("not {said}") } else { said },
            place: part.span,
            denial: denied,
            admits: Admits::default(),
            compared: None,
        })
    }
}
