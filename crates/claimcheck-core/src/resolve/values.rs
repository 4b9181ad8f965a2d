//! Values as written to answers: one reading for each type, and for the forms that all types share.

use super::names::{Names, YES_NO, word};
use crate::model::{Answer, Extent, Members, Model, Property, Value, ValueType, Window};
use crate::problem::clip;
use crate::read::record::{self, Form};
use crate::source::Span;
use crate::suggest::nearest;
use crate::text::{Utterance, fold};
use crate::value::date::{self, DateContext, DateValue};
use crate::value::duration;
use crate::value::quantity::number::Rational;
use crate::value::quantity::{self, QuantityContext};
use crate::value::{EntityId, Interval, IntervalSet, Levels, Terms, ValueError};

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

/// What a value admits of itself.
#[derive(Debug, Default)]
pub(super) struct Admits {
    pub(super) uncertain: bool,
    pub(super) approximate: bool,
    pub(super) relative: bool,
    /// The numbers of its quantities, as written.
    pub(super) numbers: Vec<Rational>,
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
            Form::Not(denied) => negate(self.value(property, denied)?).map_err(at),
            Form::AnyOf(values) => any_of(self.values(property, values)?).map_err(at),
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
        let model = self.model;
        match property.value_type {
            ValueType::Date => self.date(text).map(Value::Date),
            ValueType::Extent => self.extent(text),
            ValueType::Duration => {
                let parsed = duration::parse(text, property.tolerance.as_ref())?;
                Ok(Value::Duration(parsed))
            }
            ValueType::Quantity => {
                let context = QuantityContext {
                    units: &model.units,
                    unit: property.unit,
                    tolerance: property.tolerance,
                };
                let parsed = quantity::parse(text, &context)?;
                self.admits.numbers.extend(parsed.numbers);
                Ok(Value::Quantity(parsed.value))
            }
            ValueType::Place | ValueType::Entity => self.entity(property, text),
            ValueType::Choice | ValueType::Scale => level(property, text),
            ValueType::YesNo => {
                let yes = word(text, "yes or no", &YES_NO)?;
                Ok(Value::Level(Levels::one(u32::from(yes), 2)))
            }
            ValueType::Text => Ok(Value::Text(Terms::one(some_words(text)?))),
            ValueType::Quotation => Ok(Value::Quotation(Terms::one(Utterance::new(text)?))),
            ValueType::First => self.window(text),
            ValueType::Nth => rank(text),
            ValueType::Order => Err(ValueError::new("an order names an event and relations")
                .with_help("write `{to: EVENT, is: [before, meets]}`, or `before: EVENT`")),
        }
    }

    fn date(&mut self, text: &str) -> Result<DateValue, ValueError> {
        let event = |name: &str| self.event(name).map(|event| event.0);
        let parsed = date::parse(text, &DateContext { published: self.published, event: &event })?;
        self.admits.uncertain |= parsed.uncertain;
        self.admits.approximate |= parsed.approximate;
        self.admits.relative |= parsed.relative;
        Ok(parsed.value)
    }

    /// A date that stands for itself, if the text is one.
    fn fixed_date(&mut self, text: &str) -> Option<DateValue> {
        let nobody = |_: &str| Err(ValueError::new("no event"));
        let context = DateContext { published: self.published, event: &nobody };
        let parsed = date::parse_if_date(text, &context)?;
        self.admits.relative |= parsed.relative;
        Some(parsed.value)
    }

    fn event(&self, name: &str) -> Result<EntityId, ValueError> {
        let entity = self.names.find(name)?;
        let found = self.model.entity(entity);
        if self.model.is_kind(found.kind, crate::model::KindId::EVENT) {
            return Ok(entity);
        }
        Err(ValueError::new(format!("`{}` is no event", found.id))
            .with_help("give it a kind that is an event"))
    }

    /// The first and the last day of the time that is filled, or the moments where they are given.
    fn extent(&mut self, text: &str) -> Result<Value, ValueError> {
        let filled = self.date(text)?;
        let (start, end) = filled.first_and_last().ok_or_else(|| {
            ValueError::new("an extent needs a first and a last day")
                .with_help("write `2025-10-28/2025-10-30`")
        })?;
        Ok(Value::Extent(Terms::one(Extent { start, end })))
    }

    fn entity(&self, property: &Property, text: &str) -> Result<Value, ValueError> {
        let entity = self.names.find(text)?;
        let found = self.model.entity(entity);
        let place =
            (property.value_type == ValueType::Place).then_some(crate::model::KindId::PLACE);
        for kind in [place, property.kind].into_iter().flatten() {
            if !self.model.is_kind(found.kind, kind) {
                let (is, wanted) =
                    (&self.model.kinds[found.kind.index()].id, &self.model.kinds[kind.index()].id);
                return Err(ValueError::new(format!(
                    "`{}` takes the kind `{wanted}`, and `{}` is of the kind `{is}`",
                    property.id, found.id
                ))
                .with_help(format!(
                    "give `{}` the kind `{wanted}`, or one that is a `{wanted}`",
                    found.id
                )));
            }
        }
        Ok(Value::Entity(Terms::one(entity)))
    }

    fn window(&mut self, text: &str) -> Result<Value, ValueError> {
        let text = text.trim();
        let window = if text.eq_ignore_ascii_case("ever") {
            Window::Ever
        } else if let Some(length) = text.strip_prefix("in ").or_else(|| text.strip_prefix("for "))
        {
            Window::For(duration::parse(length, None)?)
        } else if let Some(since) = text.strip_prefix("since ") {
            // A date is kept as it is: what happened on it is not after it.
            Window::Since(self.fixed_date(since).map_or_else(|| self.date(text), Ok)?)
        } else {
            return Err(ValueError::new(format!("{} is no window of time", clip(text)))
                .with_help("write `in 6 years`, `since` a date or an event, or `ever`"));
        };
        Ok(Value::First(Terms::one(window)))
    }
}

/// Whether a value says that the answer is not known. Words in quotation marks are words.
fn is_unknown(property: &Property, value: &record::Value<'_>) -> bool {
    let words = matches!(property.value_type, ValueType::Text | ValueType::Quotation);
    matches!(&value.form, Form::Scalar(text) if text.as_str() == "unknown" && (text.plain || !words))
}

fn some_words(text: &str) -> Result<Box<str>, ValueError> {
    let folded = fold(text);
    if folded.is_empty() {
        return Err(ValueError::new("an empty text says nothing"));
    }
    Ok(folded.into())
}

fn level(property: &Property, text: &str) -> Result<Value, ValueError> {
    let of = u32::try_from(property.levels.len()).unwrap_or(u32::MAX);
    let found = property
        .levels
        .iter()
        .position(|level| level == text)
        .and_then(|at| u32::try_from(at).ok());
    if let Some(level) = found {
        return Ok(Value::Level(Levels::one(level, of)));
    }
    let error = ValueError::unknown(format!("`{}` has no level {}", property.id, clip(text)));
    Err(match nearest(text, property.levels.iter().map(String::as_str)) {
        Some(near) => error.with_help(format!("did you mean `{near}`?")),
        None => error.with_help(format!("its levels are {}", few(&property.levels))),
    })
}

/// Names in a sentence, the first of them where they are many.
fn few(names: &[String]) -> String {
    const MOST: usize = 20;
    let short = |name: &String| if name.len() > 60 { clip(name) } else { name.clone() };
    let shown: Vec<String> = names.iter().take(MOST).map(short).collect();
    let shown = shown.join(", ");
    let more = names.len().saturating_sub(MOST);
    if more > 0 { format!("{shown} and {more} more") } else { shown }
}

const ORDINALS: [&str; 12] = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
    "eleventh", "twelfth",
];

fn rank(text: &str) -> Result<Value, ValueError> {
    let word = text.trim().to_lowercase();
    let spoken = ORDINALS
        .iter()
        .position(|ordinal| *ordinal == word)
        .and_then(|at| i64::try_from(at + 1).ok());
    let digits =
        ["st", "nd", "rd", "th"].iter().find_map(|end| word.strip_suffix(end)).unwrap_or(&word);
    match spoken.or_else(|| digits.parse().ok()) {
        Some(rank @ 1..) => Ok(Value::Rank(IntervalSet::from(Interval::point(rank)))),
        _ => Err(ValueError::new(format!("{} is no rank", clip(text)))
            .with_help("write 1, 2, 3 and so on")),
    }
}

fn negate(value: Value) -> Result<Value, ValueError> {
    let empty = match &value {
        Value::Duration(duration) => {
            duration.set == IntervalSet::all() || duration.not().set.is_empty()
        }
        Value::Quantity(quantity) => quantity.not().set.is_empty(),
        Value::Rank(ranks) => ranks.complement().is_empty(),
        _ => false,
    };
    if empty {
        return Err(ValueError::new("this denies every answer there is")
            .with_help("write `unknown` where the report says that the answer is not known"));
    }
    Ok(match value {
        Value::Date(date) => Value::Date(date.not()?),
        Value::Extent(extent) => Value::Extent(extent.complement()),
        Value::Duration(duration) => Value::Duration(duration.not()),
        Value::Quantity(quantity) => Value::Quantity(quantity.not()),
        Value::Entity(entity) => Value::Entity(entity.complement()),
        Value::Level(levels) => Value::Level(levels.not()?),
        Value::Text(text) => Value::Text(text.complement()),
        Value::Quotation(words) => Value::Quotation(words.complement()),
        Value::First(window) => Value::First(window.complement()),
        Value::Rank(rank) => Value::Rank(rank.complement()),
        Value::Order(order) => {
            Value::Order(order.not().ok_or_else(|| ValueError::new("this denies every order"))?)
        }
    })
}

/// Takes the values of one type out of their wrapping. All values of one property are of one type.
macro_rules! unwrapped {
    ($values:expr, $variant:ident) => {
        $values
            .into_iter()
            .filter_map(|value| match value {
                Value::$variant(inner) => Some(inner),
                _ => None,
            })
            .collect::<Vec<_>>()
    };
}

fn any_of(values: Vec<Value>) -> Result<Value, ValueError> {
    let Some(first) = values.first() else {
        return Err(ValueError::new("`any-of` without an answer"));
    };
    Ok(match first {
        Value::Date(_) => Value::Date(DateValue::any_of(&unwrapped!(values, Date))?),
        Value::Extent(_) => Value::Extent(Terms::any_of(unwrapped!(values, Extent))?),
        Value::Duration(_) => {
            Value::Duration(duration::Duration::any_of(&unwrapped!(values, Duration))?)
        }
        Value::Quantity(_) => {
            Value::Quantity(quantity::Quantity::any_of(&unwrapped!(values, Quantity))?)
        }
        Value::Entity(_) => Value::Entity(Terms::any_of(unwrapped!(values, Entity))?),
        Value::Level(_) => Value::Level(Levels::any_of(&unwrapped!(values, Level))?),
        Value::Text(_) => Value::Text(Terms::any_of(unwrapped!(values, Text))?),
        Value::Quotation(_) => Value::Quotation(Terms::any_of(unwrapped!(values, Quotation))?),
        Value::First(_) => Value::First(Terms::any_of(unwrapped!(values, First))?),
        Value::Rank(_) => {
            let sets = unwrapped!(values, Rank);
            Value::Rank(sets.iter().flat_map(|set| set.parts().iter().cloned()).collect())
        }
        Value::Order(order) => {
            let order = *order;
            Value::Order(unwrapped!(values, Order).into_iter().fold(order, crate::value::Allen::or))
        }
    })
}
