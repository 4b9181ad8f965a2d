//! Rules and statements that compare two dates, plus or minus lengths of time, as bounds on the difference of the
//! two: `birth + 18 years <= wedding` is `birth − wedding ≤ −18 years`. These join the network of
//! dates and orders, so that they also bind what nobody dates.

use std::collections::BTreeSet;

use claimcheck_core::equation::{Comparison, Expression, Operator, Term, Values};
use claimcheck_core::model::{
    Answer, Changes, ClaimId, Model, PropertyId, Question, RuleId, Value, ValueType,
};
use claimcheck_core::values::date::{DateValue, Tick};
use claimcheck_core::values::duration::Duration;
use claimcheck_core::values::quantity::{Amount, DimensionId, Dimensions, Quantity, Rational};
use claimcheck_core::values::{Cut, Grain, Interval, IntervalSet};

use super::bind::{Instance, Leaf, Stated, Variable};
use super::domain::of_claim;
use super::premise::Sides;

/// A bound on how far one date lies after another.
#[derive(Debug, Clone)]
pub(crate) struct Difference {
    /// The rule that says so; nothing where a claim states it.
    pub(crate) rule: Option<RuleId>,
    /// The claims that it rests on, besides those that date the two.
    pub(crate) claims: Vec<ClaimId>,
    /// The date that lies no further after the other one than the bound.
    pub(crate) above: Place,
    /// The other one.
    pub(crate) below: Place,
    /// The least and the most seconds that the bound can be; the most is what holds for certain.
    pub(crate) bound: Tick,
    /// Whether it lies less far than that.
    pub(crate) strict: bool,
    /// The months of the calendar that the one lies at most before the other, or at least, where
    /// the length is of that form and added to the first date of the rule.
    pub(crate) months: Option<i64>,
}

/// A date in a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Place {
    /// The answer to a question.
    Question(Question),
    /// A date that the rule itself names.
    Date(DateValue),
}

/// A rule as `first − second + lengths`, compared with nothing.
struct Linear<'e> {
    first: DateIn<'e>,
    second: DateIn<'e>,
    lengths: Vec<(Rational, LengthIn<'e>)>,
}

#[derive(Clone, Copy)]
enum DateIn<'e> {
    Leaf(usize),
    Literal(&'e DateValue),
}

#[derive(Clone, Copy)]
enum LengthIn<'e> {
    Leaf(usize),
    Literal(&'e Quantity),
}

/// A rule may bind the dates of one subject in so many ways, by the claims on its lengths and paths.
const MOST_WAYS: usize = 64;

/// Whether a rule or a statement joins the network: it compares two dates that do not change, at no
/// time of its own.
pub(crate) fn joins(model: &Model, sides: Sides<'_>) -> bool {
    let never = |term: &&Term| {
        term.at.is_none()
            && term.path.last().is_none_or(|id| model.property(*id).changes == Changes::Never)
    };
    linear(model, sides).is_some() && sides.terms().iter().all(never)
}

/// The properties that rules and statements on two dates name, and how statements compare them.
pub(crate) fn read_by_the_network(model: &Model) -> BTreeSet<PropertyId> {
    let rules = model.rules.iter().map(|rule| Sides::from(&rule.equation));
    let joining = rules.filter(|sides| joins(model, *sides));
    let terms = joining.flat_map(Sides::terms);
    let mut read: BTreeSet<PropertyId> = terms.flat_map(|term| term.path.iter().copied()).collect();
    for (id, [left, right]) in model.comparisons().zip(&model.compared) {
        let sides = Sides { left, relation: Comparison::Equal, right };
        if joins(model, sides) {
            read.insert(id);
            read.extend(sides.terms().iter().flat_map(|term| &term.path));
        }
    }
    read
}

fn linear<'e>(model: &Model, equation: Sides<'e>) -> Option<Linear<'e>> {
    let mut parts = Parts { model, dates: Vec::new(), lengths: Vec::new(), leaves: 0 };
    let one = Rational::from_integer(1);
    parts.take(equation.left, one)?;
    parts.take(equation.right, -one)?;
    let minus = -one;
    let (first, second) = match parts.dates.as_slice() {
        [(a, first), (b, second)] if *a == one && *b == minus => (*first, *second),
        [(b, second), (a, first)] if *a == one && *b == minus => (*first, *second),
        _ => return None,
    };
    Some(Linear { first, second, lengths: parts.lengths })
}

impl Linear<'_> {
    /// The months that are added to the first date, where nothing else is.
    fn months(&self) -> Option<i64> {
        let [(times, LengthIn::Literal(length))] = self.lengths.as_slice() else { return None };
        let whole = |cut: &Cut<Rational>| {
            let at = cut.point().filter(|at| at.is_integer())?;
            i64::try_from(at.to_integer()).ok()
        };
        // Added on either side of the rule, it is added to one of the two dates.
        let once = [1, -1].map(Rational::from_integer).contains(times);
        let hull = length.set.hull().filter(|_| once)?;
        let set: IntervalSet<i64> =
            Interval::closed(whole(&hull.lower)?, whole(&hull.upper)?).into();
        Duration::from(set).months()
    }
}

struct Parts<'m, 'e> {
    model: &'m Model,
    dates: Vec<(Rational, DateIn<'e>)>,
    lengths: Vec<(Rational, LengthIn<'e>)>,
    leaves: usize,
}

impl<'e> Parts<'_, 'e> {
    /// Takes an expression apart into what is added up; nothing where it is no sum.
    fn take(&mut self, expression: &'e Expression, times: Rational) -> Option<()> {
        match expression {
            Expression::Date(date) => self.dates.push((times, DateIn::Literal(date))),
            Expression::Amount(length) => self.lengths.push((times, LengthIn::Literal(length))),
            Expression::Term(term) => {
                let leaf = self.leaves;
                self.leaves += 1;
                if term.values != Values::Each {
                    return None;
                }
                let property = self.model.property(*term.path.last()?);
                if property.value_type == ValueType::Date {
                    self.dates.push((times, DateIn::Leaf(leaf)));
                } else {
                    self.lengths.push((times, LengthIn::Leaf(leaf)));
                }
            }
            Expression::Negative(inner) => self.take(inner, -times)?,
            Expression::Of(operator, both) => match (operator, &both.0, &both.1) {
                (Operator::Plus, one, other) => {
                    self.take(one, times)?;
                    self.take(other, times)?;
                }
                (Operator::Minus, one, other) => {
                    self.take(one, times)?;
                    self.take(other, -times)?;
                }
                (Operator::Times, Expression::Amount(count), other)
                | (Operator::Times, other, Expression::Amount(count)) => {
                    self.take(other, modest(times * plain(count)?)?)?;
                }
                (Operator::Over, one, Expression::Amount(count)) => {
                    let count = plain(count).filter(|count| *count != Rational::from_integer(0))?;
                    self.take(one, modest(times / count)?)?;
                }
                _ => return None,
            },
        }
        Some(())
    }
}

/// A plain number.
fn plain(quantity: &Quantity) -> Option<Rational> {
    let number = quantity.set.as_point().filter(|_| quantity.dimension == DimensionId::NUMBER)?;
    modest(*number)
}

/// A number that two of can be multiplied without leaving the range of exact ones.
fn modest(number: Rational) -> Option<Rational> {
    const MOST: i128 = 1_000_000_000_000;
    ((-MOST..=MOST).contains(number.numer()) && *number.denom() <= MOST).then_some(number)
}

/// What an instance of a rule that joins the network says of the difference of its two dates.
pub(crate) fn differences(stated: &Stated<'_>, instance: &Instance) -> Vec<Difference> {
    let Some(equation) = instance.premise.sides(stated.model) else { return Vec::new() };
    let Some(linear) = linear(stated.model, equation) else { return Vec::new() };
    let stating = instance.premise.statement();
    let mut found = Vec::new();
    for (claims, lengths) in ways(stated, instance, &linear) {
        for (first, more) in places(instance, linear.first) {
            for (second, still_more) in places(instance, linear.second) {
                let claims: Vec<ClaimId> = stating
                    .iter()
                    .chain(&claims)
                    .chain(&more)
                    .chain(&still_more)
                    .copied()
                    .collect();
                let bounds = bounds(equation.relation, &lengths, first.clone(), second);
                let months = linear.months();
                found.extend(bounds.into_iter().map(|(above, below, bound, strict)| Difference {
                    rule: instance.premise.rule(),
                    claims: claims.clone(),
                    above,
                    below,
                    bound,
                    strict,
                    months,
                }));
                found.truncate(MOST_WAYS * 2);
            }
        }
    }
    found
}

/// The date that a part stands for; one of several values in as many ways as claims name it.
fn places(instance: &Instance, date: DateIn<'_>) -> Vec<(Place, Vec<ClaimId>)> {
    match date {
        DateIn::Literal(date) => vec![(Place::Date(date.clone()), Vec::new())],
        DateIn::Leaf(at) => match instance.leaves.get(at) {
            Some(Leaf::Answer(Variable { question, .. })) => {
                vec![(Place::Question(question.clone()), Vec::new())]
            }
            Some(Leaf::Member(Value::Date(date), claims)) => {
                claims.iter().map(|claim| (Place::Date(date.clone()), vec![*claim])).collect()
            }
            _ => Vec::new(),
        },
    }
}

/// What the lengths come to together, by the claims that say so: each way of taking one claim for
/// each length and for each step of a path.
fn ways(
    stated: &Stated<'_>,
    instance: &Instance,
    linear: &Linear<'_>,
) -> Vec<(Vec<ClaimId>, Amount)> {
    let model = stated.model;
    let timeless = |claim: &&ClaimId| model.entry_of(**claim).when.is_none();
    let time = Dimensions::of(DimensionId::TIME).0;
    let nothing = Interval::point(Rational::from_integer(0)).into();
    let mut ways = vec![(Vec::new(), Amount { dimensions: time.clone(), set: nothing })];
    for hop in &instance.hops {
        let next = |(claims, amount): &(Vec<ClaimId>, Amount)| {
            let with = |claim: &ClaimId| ([claims.as_slice(), &[*claim]].concat(), amount.clone());
            hop.iter().filter(timeless).map(with).collect::<Vec<_>>()
        };
        ways = ways.iter().flat_map(next).take(MOST_WAYS).collect();
    }
    for (times, length) in &linear.lengths {
        let options: Vec<(Option<ClaimId>, Amount)> = match length {
            LengthIn::Literal(quantity) => {
                Amount::of(quantity).map(|amount| (None, amount)).into_iter().collect()
            }
            LengthIn::Leaf(at) => match instance.leaves.get(*at) {
                Some(Leaf::Answer(Variable { question, .. })) => answers(stated, question),
                Some(Leaf::Member(value, claims)) => {
                    let amount = value.amount(Grain::Moments);
                    let each = |amount: Amount| {
                        claims.iter().map(move |claim| (Some(*claim), amount.clone()))
                    };
                    amount.into_iter().flat_map(each).collect()
                }
                _ => Vec::new(),
            },
        };
        let factor =
            Amount { dimensions: Dimensions::default(), set: Interval::point(*times).into() };
        let next = |(claims, sum): &(Vec<ClaimId>, Amount)| {
            options
                .iter()
                .filter_map(|(claim, amount)| {
                    let claims = claims.iter().copied().chain(*claim).collect();
                    Some((claims, sum.plus(&amount.times(&factor))?))
                })
                .collect::<Vec<_>>()
        };
        ways = ways.iter().flat_map(next).take(MOST_WAYS).collect();
    }
    ways
}

/// What claims say of a length, each for itself; no less than nothing, where nobody says.
fn answers(stated: &Stated<'_>, question: &Question) -> Vec<(Option<ClaimId>, Amount)> {
    let model = stated.model;
    let of = |claim: &ClaimId| {
        let timeless = model.entry_of(*claim).when.is_none();
        let denied = matches!(model.claim(*claim).answer, Answer::Unknown);
        let amount = of_claim(model, *claim, Grain::Moments).filter(|_| timeless && !denied)?;
        Some((Some(*claim), amount))
    };
    let said: Vec<_> = stated.on(question).iter().filter_map(of).collect();
    if !said.is_empty() {
        return said;
    }
    let least = Interval { lower: Cut::Below(Rational::from_integer(0)), upper: Cut::Top };
    let dimensions = Dimensions::of(DimensionId::TIME).0;
    vec![(None, Amount { dimensions, set: IntervalSet::from(least) })]
}

type Bounded = (Place, Place, Tick, bool);

/// `first − second + lengths`, compared with nothing, as bounds on the difference of the two.
fn bounds(relation: Comparison, lengths: &Amount, first: Place, second: Place) -> Vec<Bounded> {
    let Some(hull) = lengths.set.hull() else { return Vec::new() };
    let strict = matches!(relation, Comparison::Below | Comparison::Above);
    // Each end is taken to the side that claims less.
    let least = hull.lower.point().map(|at| -at.floor().to_integer());
    let most = hull.upper.point().map(|at| at.ceil().to_integer());
    let up = || least.map(|bound| (first.clone(), second.clone(), bound, strict));
    let down = || most.map(|bound| (second.clone(), first.clone(), bound, strict));
    match relation {
        Comparison::AtMost | Comparison::Below => up().into_iter().collect(),
        Comparison::AtLeast | Comparison::Above => down().into_iter().collect(),
        Comparison::Equal => up().into_iter().chain(down()).collect(),
    }
}
