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
            let mut several = self.members(property, value)?;
            for members in &mut several {
                self.rule_out(property, members).map_err(|error| (value.span, error))?;
            }
            return Ok(Answer::Many(several));
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

    /// Adds what the members themselves rule out, where there is at most one of several.
    fn rule_out(&self, property: &Property, members: &mut Members) -> Result<(), ValueError> {
        if property.exclusive.is_empty() {
            return Ok(());
        }
        let taxonomy = &self.model.taxonomy;
        let ruled_out: Vec<Value> =
            members.present().flat_map(|one| property.ruled_out_by(one, taxonomy)).collect();
        members.ruled_out = ruled_out;
        if members.can_hold(taxonomy) {
            return Ok(());
        }
        Err(ValueError::new(format!("`{}` has only one of these values", property.id)).with_help(
            "state each by a claim of its own to have the report's contradiction told, or take it out of `exclusive`",
        ))
    }

    /// The denial of what is said of a set of values: of several, that none of them is there.
    fn absent(
        &mut self,
        property: &Property,
        denied: &record::Value<'_>,
    ) -> Result<Vec<Members>, Flaw> {
        let excludes = |values| Members { excludes: values, ..Members::default() };
        Ok(match &denied.form {
            Form::Scalar(_) => vec![excludes(vec![self.value(property, denied)?])],
            // None of several is there, whichever way they are written.
            Form::Includes(values) | Form::AnyOf(values) => {
                if values.is_empty() {
                    return Err((denied.span, denies_nothing()));
                }
                vec![excludes(self.values(property, values)?)]
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
            Form::Not(denied) => match &denied.form {
                Form::Includes(values) | Form::AnyOf(values) if values.is_empty() => {
                    Err((denied.span, denies_nothing()))
                }
                Form::Includes(_) => Err((
                    denied.span,
                    ValueError::new(format!(
                        "`{}` has one answer at a time, and a list gives several",
                        property.id
                    ))
                    .with_help("write `{not: {any-of: […]}}` for none of several"),
                )),
                Form::Scalar(_) | Form::Not(_) | Form::AnyOf(_) | Form::Only(_) | Form::Order(_) => {
                    self.value(property, denied)?.negate().map_err(at)
                }
            },
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

fn denies_nothing() -> ValueError {
    ValueError::new("a denial of nothing says nothing")
        .with_help("write what is denied, or leave it out")
}

/// Whether a value says that the answer is not known. Words in quotation marks are words.
fn is_unknown(property: &Property, value: &record::Value<'_>) -> bool {
    let Form::Scalar(text) = &value.form else { return false };
    text.as_str() == "unknown" && (text.plain || !property.value_type.quotes_words())
}
