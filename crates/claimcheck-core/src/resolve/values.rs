//! Values as written to answers: the forms that all types share. What a scalar says is read by the
//! type of the property.

use super::names::Names;
use crate::model::Model;
use crate::read::record::{self, Form};
use crate::source::Span;
use crate::values::date::DateValue;
use crate::values::{self, Admits, Answer, Members, Property, Value, ValueError};

/// A flaw of a value and where in it.
pub(super) type Flaw = (Span, ValueError);

/// Reads the values of one entry.
pub(super) struct Reading<'r> {
    pub(super) model: &'r Model,
    pub(super) names: &'r Names,
    pub(super) published: Option<&'r DateValue>,
    /// What the values read so far admit of themselves.
    pub(super) admits: Admits,
}

impl Reading<'_> {
    /// What a value says in answer to a property.
    pub(super) fn answer(
        &mut self,
        property: &Property,
        value: &record::Value<'_>,
    ) -> Result<Answer, Flaw> {
        if is_unknown(property, value) {
            return Ok(Answer::Unknown);
        }
        if property.many {
            return Ok(Answer::Many(self.members(property, value)?));
        }
        Ok(Answer::One(self.value(property, value)?))
    }

    /// What is said of a set of values, as alternatives of which one holds.
    fn members(
        &mut self,
        property: &Property,
        value: &record::Value<'_>,
    ) -> Result<Vec<Members>, Flaw> {
        let only = |values| Members { only: Some(values), ..Members::default() };
        let includes = |values| Members { includes: values, ..Members::default() };
        Ok(match &value.form {
            Form::Only(values) => vec![only(self.values(property, values)?)],
            Form::Includes(values) => {
                if values.is_empty() {
                    return Err((
                        value.span,
                        ValueError::new("an empty list says nothing")
                            .with_help("write `{only: []}` for none at all, or `unknown`"),
                    ));
                }
                vec![includes(self.values(property, values)?)]
            }
            Form::AnyOf(values)
                if values.iter().any(|value| !matches!(value.form, Form::Scalar(_))) =>
            {
                let mut alternatives = Vec::new();
                for value in values {
                    alternatives.extend(self.members(property, value)?);
                }
                alternatives
            }
            Form::Not(denied) => self.absent(property, denied)?,
            _ => vec![includes(vec![self.value(property, value)?])],
        })
    }

    /// The denial of what is said of a set of values: of several, that not all of them are there.
    fn absent(
        &mut self,
        property: &Property,
        denied: &record::Value<'_>,
    ) -> Result<Vec<Members>, Flaw> {
        let excludes = |value| Members { excludes: vec![value], ..Members::default() };
        Ok(match &denied.form {
            Form::Includes(values) => {
                self.values(property, values)?.into_iter().map(excludes).collect()
            }
            Form::Scalar(_) => vec![excludes(self.value(property, denied)?)],
            // Neither of two is there where both are absent.
            Form::AnyOf(values) => {
                vec![Members { excludes: self.values(property, values)?, ..Members::default() }]
            }
            Form::Not(affirmed) => self.members(property, affirmed)?,
            Form::Only(_) | Form::Order(_) => {
                return Err((
                    denied.span,
                    ValueError::new(
                        "that a list is not complete says nothing that could be compared",
                    )
                    .with_help("write what the report does say is there, or is not"),
                ));
            }
        })
    }

    fn values(
        &mut self,
        property: &Property,
        values: &[record::Value<'_>],
    ) -> Result<Vec<Value>, Flaw> {
        values.iter().map(|value| self.value(property, value)).collect()
    }

    fn value(&mut self, property: &Property, value: &record::Value<'_>) -> Result<Value, Flaw> {
        let at = |error| (value.span, error);
        match &value.form {
            Form::Scalar(text) => self.scalar(property, text.as_str()).map_err(at),
            Form::Not(_) if property.many => Err(at(ValueError::new("a denial inside a list")
                .with_help("deny it by itself: `{not: V}`"))),
            Form::Not(denied) => self.value(property, denied)?.negate().map_err(at),
            Form::AnyOf(values) => Value::any_of(&self.values(property, values)?).map_err(at),
            Form::Only(_) | Form::Includes(_) if property.many => {
                Err(at(ValueError::new("a list inside a list").with_help("write the members in one list")))
            }
            Form::Only(_) | Form::Includes(_) => Err(at(ValueError::new(format!(
                "`{}` has one answer at a time, and a list gives several",
                property.id
            ))
            .with_help("write `{any-of: […]}` for one of several, or declare the property with `many: true`"))),
            Form::Order(_) => Err(at(ValueError::new("`to` and `is` belong to an order"))),
        }
    }

    fn scalar(&mut self, property: &Property, text: &str) -> Result<Value, ValueError> {
        let mut reading = values::Reading {
            property,
            directory: self.model,
            find: &|name| self.names.find(name),
            published: self.published,
            admits: &mut self.admits,
        };
        property.value_type.read(&mut reading, text)
    }
}

/// Whether a value says that the answer is not known. Words in quotation marks are words.
fn is_unknown(property: &Property, value: &record::Value<'_>) -> bool {
    let Form::Scalar(text) = &value.form else { return false };
    text.as_str() == "unknown" && (text.plain || !property.value_type.quotes_words())
}
