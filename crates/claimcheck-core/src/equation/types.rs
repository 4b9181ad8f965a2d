//! What the literals of an equation mean, and whether its two sides can be compared at all.

use super::parse::{Form, Raw, RawEquation, failed};
use super::{Equation, EquationError, Expression, Holds, Operator, Term, Values, Vocabulary};
use crate::problem::clip;
use crate::values::date::{self, DateContext};
use crate::values::quantity::{self, DimensionId, Dimensions, Quantity, QuantityContext, UnitId};
use crate::values::{ValueError, duration};

/// What an expression is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    /// A date.
    Date,
    /// An amount; in a unit where that is known.
    Amount(Option<UnitId>),
}

/// Gives every literal its meaning.
pub(super) fn typed(
    raw: RawEquation<'_>,
    vocabulary: &Vocabulary<'_>,
) -> Result<Equation, EquationError> {
    let typist = Typist { vocabulary };
    let kind = typist.kind(&raw.left).or_else(|| typist.kind(&raw.right));
    let left = typist.meaning(&raw.left, kind.as_ref())?;
    let right = typist.meaning(&raw.right, kind.as_ref())?;
    let (one, other) = (typist.measure(&raw.left, &left)?, typist.measure(&raw.right, &right)?);
    if !one.fits(&other) {
        let error = ValueError::new("the two sides measure different things")
            .with_help("compare dates with dates, and amounts with amounts of the same dimension; a rate is measured in two units: `USD per guest`");
        return Err(failed(raw.left.at.start..raw.right.at.end, error));
    }
    let equation = Equation { left, relation: raw.relation, right };
    if equation.terms().is_empty() {
        let error = ValueError::new("an equation of literals alone").with_help("name a property");
        return Err(failed(raw.left.at.start..raw.right.at.end, error));
    }
    Ok(equation)
}

/// What an expression measures, as far as the declarations say.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Measure {
    Date,
    /// Nothing declares a unit, or a count takes that of what it is compared with.
    Open,
    Amount(Dimensions),
}

impl Measure {
    fn fits(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Date, Self::Open | Self::Amount(_))
            | (Self::Open | Self::Amount(_), Self::Date) => false,
            (Self::Amount(a), Self::Amount(b)) => a == b,
            _ => true,
        }
    }
}

struct Typist<'v> {
    vocabulary: &'v Vocabulary<'v>,
}

impl Typist<'_> {
    fn holds(&self, term: &Term) -> Holds {
        term.path.last().map_or(Holds::Others, |last| (self.vocabulary.about)(*last).holds)
    }

    /// What an expression is, where its names or its literals alone say so. A bare number says
    /// nothing: it may be a year, or take the unit of what it stands beside.
    fn kind(&self, raw: &Raw<'_>) -> Option<Kind> {
        match &raw.form {
            Form::Term(Term { values: Values::Count, .. }) => None,
            Form::Term(term) => Some(match self.holds(term) {
                Holds::Dates => Kind::Date,
                Holds::Quantities(unit) => Kind::Amount(unit),
                _ => Kind::Amount(None),
            }),
            Form::Literal(text) => match (self.quantity(text, None), Self::length(text)) {
                (Ok(quantity), _) if quantity.dimension == DimensionId::NUMBER => None,
                (Err(_), Err(_)) => Some(Kind::Date),
                _ => Some(Kind::Amount(None)),
            },
            Form::Negative(inner) => self.kind(inner),
            Form::Of(Operator::Times | Operator::Over, _) => Some(Kind::Amount(None)),
            Form::Of(operator, both) => match (self.kind(&both.0), self.kind(&both.1)) {
                (Some(Kind::Date), Some(Kind::Date)) if *operator == Operator::Minus => {
                    Some(Kind::Amount(None))
                }
                (Some(Kind::Date), _) | (_, Some(Kind::Date)) => Some(Kind::Date),
                (Some(Kind::Amount(Some(unit))), _) | (_, Some(Kind::Amount(Some(unit)))) => {
                    Some(Kind::Amount(Some(unit)))
                }
                (one, other) => one.or(other),
            },
        }
    }

    fn meaning(&self, raw: &Raw<'_>, wanted: Option<&Kind>) -> Result<Expression, EquationError> {
        Ok(match &raw.form {
            Form::Term(term) => Expression::Term(term.clone()),
            Form::Literal(text) => {
                self.literal(text, wanted).map_err(|error| failed(raw.at.clone(), error))?
            }
            Form::Negative(inner) => Expression::Negative(Box::new(self.meaning(inner, wanted)?)),
            Form::Of(operator, both) => {
                let (left, right) = match operator {
                    Operator::Times | Operator::Over => (None, None),
                    _ => self.beside(both, wanted),
                };
                let parts =
                    (self.meaning(&both.0, left.as_ref())?, self.meaning(&both.1, right.as_ref())?);
                Expression::Of(*operator, Box::new(parts))
            }
        })
    }

    /// What each of two summands is wanted to be: beside a date stands a length of time, beside an
    /// amount one of its unit.
    fn beside(
        &self,
        (left, right): &(Raw<'_>, Raw<'_>),
        wanted: Option<&Kind>,
    ) -> (Option<Kind>, Option<Kind>) {
        let of = |own: Option<Kind>, other: Option<&Kind>| match (own, other) {
            (Some(own), _) => Some(own),
            (None, Some(Kind::Date)) => Some(Kind::Amount(None)),
            (None, Some(amount)) => Some(amount.clone()),
            (None, None) => wanted.cloned(),
        };
        let (one, other) = (self.kind(left), self.kind(right));
        (of(one.clone(), other.as_ref()), of(other, one.as_ref()))
    }

    fn quantity(&self, text: &str, unit: Option<UnitId>) -> Result<Quantity, ValueError> {
        let context = QuantityContext { units: self.vocabulary.units, unit, tolerance: None };
        quantity::parse(text, &context).map(|parsed| parsed.value)
    }

    /// A length of time as a quantity of seconds.
    fn length(text: &str) -> Result<Quantity, ValueError> {
        duration::parse(text, None).map(|length| length.as_quantity())
    }

    fn literal(&self, text: &str, wanted: Option<&Kind>) -> Result<Expression, ValueError> {
        if wanted == Some(&Kind::Date) {
            let nobody =
                |name: &str| Err(ValueError::unknown(format!("{} is no date", clip(name))));
            let context = DateContext { published: None, event: &nobody };
            return match (date::parse(text, &context), Self::length(text)) {
                (Ok(parsed), _) => Ok(Expression::Date(parsed.value)),
                (_, Ok(length)) => Ok(Expression::Amount(length)),
                (Err(error), _) => Err(error),
            };
        }
        let unit = match wanted {
            Some(Kind::Amount(unit)) => *unit,
            _ => None,
        };
        match (self.quantity(text, unit), Self::length(text)) {
            (Ok(quantity), _) => Ok(Expression::Amount(quantity)),
            (Err(_), Ok(length)) => Ok(Expression::Amount(length)),
            (Err(error), Err(_)) => Err(error),
        }
    }

    fn measure(&self, raw: &Raw<'_>, meaning: &Expression) -> Result<Measure, EquationError> {
        let wrong = |error: ValueError| failed(raw.at.clone(), error);
        Ok(match (meaning, &raw.form) {
            (Expression::Date(_), _) => Measure::Date,
            (Expression::Amount(quantity), _) => {
                Measure::Amount(Dimensions::of(quantity.dimension).0)
            }
            (Expression::Term(Term { values: Values::Count, .. }), _) => Measure::Open,
            (Expression::Term(term), _) => match self.holds(term) {
                Holds::Dates => Measure::Date,
                Holds::Durations => Measure::Amount(Dimensions::of(DimensionId::TIME).0),
                Holds::Quantities(Some(unit)) => {
                    Measure::Amount(Dimensions::of(self.vocabulary.units.dimension(unit)).0)
                }
                _ => Measure::Open,
            },
            (Expression::Negative(inner), Form::Negative(raw)) => match self.measure(raw, inner)? {
                Measure::Date => return Err(wrong(ValueError::new("a date has no opposite"))),
                other => other,
            },
            (Expression::Of(operator, both), Form::Of(_, parts)) => {
                let one = self.measure(&parts.0, &both.0)?;
                let other = self.measure(&parts.1, &both.1)?;
                together(*operator, one, other).map_err(wrong)?
            }
            _ => Measure::Open,
        })
    }
}

fn together(operator: Operator, one: Measure, other: Measure) -> Result<Measure, ValueError> {
    let time = Measure::Amount(Dimensions::of(DimensionId::TIME).0);
    let different = || {
        ValueError::new("what is added or taken away here measures different things")
            .with_help("add amounts of one dimension, or a length of time to a date")
    };
    match (operator, one, other) {
        (Operator::Minus, Measure::Date, Measure::Date) => Ok(time),
        (Operator::Plus, Measure::Date, Measure::Date) => {
            Err(ValueError::new("two dates have no sum")
                .with_help("add a length of time to a date"))
        }
        (Operator::Plus | Operator::Minus, Measure::Date, length)
        | (Operator::Plus, length, Measure::Date) => {
            if length == Measure::Open || length == time {
                Ok(Measure::Date)
            } else {
                Err(ValueError::new("only a length of time is added to a date")
                    .with_help("write its unit: `18 years`"))
            }
        }
        (Operator::Times | Operator::Over, Measure::Date, _)
        | (Operator::Times | Operator::Over, _, Measure::Date) => {
            Err(ValueError::new("a date is neither multiplied nor divided"))
        }
        (Operator::Times, Measure::Amount(a), Measure::Amount(b)) => {
            Ok(Measure::Amount(a.times(&b, 1)))
        }
        (Operator::Over, Measure::Amount(a), Measure::Amount(b)) => {
            Ok(Measure::Amount(a.times(&b, -1)))
        }
        (Operator::Times | Operator::Over, _, _) => Ok(Measure::Open),
        (_, _, Measure::Date) => Err(different()),
        (_, Measure::Open, other) | (_, other, Measure::Open) => Ok(other),
        (_, a, b) if a == b => Ok(a),
        _ => Err(different()),
    }
}
