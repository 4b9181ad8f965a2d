//! Whether some rules can hold with some claims: interval propagation over the equations' trees,
//! forward from what is stated and backward to what is not (HC4: Benhamou, Goualard, Granvilliers &
//! Puget, 1999). Every narrowing is sound, so that a contradiction is one. What several sums come to
//! together is decided by [`super::linear`].

use std::collections::{BTreeSet, HashMap, VecDeque};

use claimcheck_core::equation::{Comparison, Expression, Operator, Term, Values};
use claimcheck_core::model::{Answer, ClaimId, QuestionId, Value, ValueType};
use claimcheck_core::values::quantity::{Amount, DimensionId, Dimensions, Rational};
use claimcheck_core::values::{Cut, Grain, Interval, IntervalSet, Operand, has_time};

use super::bind::{Instance, Leaf, Stated, Variable};
use super::domain::of_claim;
use super::premise::{Premise, Sides};

/// Rules that depend on each other are gone over so many times.
const MOST_ROUNDS: usize = 16;

/// Some answers, and what they leave possible.
pub(crate) struct World<'w> {
    pub(super) stated: &'w Stated<'w>,
    /// The claims that speak for the answers.
    pub(super) active: &'w BTreeSet<ClaimId>,
    /// The sides of the disputes among them.
    pub(super) disputes: &'w Disputes,
    domains: HashMap<(Variable, Grain), Option<Amount>>,
    /// The instances that narrowed each question.
    narrowed_by: HashMap<Variable, BTreeSet<usize>>,
    /// What follows of questions that nobody answers as narrowly.
    pub(super) derived: Vec<Derived>,
}

/// For questions in dispute, the answers that hold if each side is right.
pub(crate) type Disputes = HashMap<QuestionId, Vec<Vec<ClaimId>>>;

/// What follows of a question from a rule or a statement.
#[derive(Debug, Clone)]
pub(crate) struct Derived {
    pub(crate) variable: Variable,
    pub(crate) amount: Amount,
    pub(crate) premise: Premise,
}

impl<'w> World<'w> {
    /// Some answers to the questions of some rules.
    pub(super) fn new(
        stated: &'w Stated<'w>,
        active: &'w BTreeSet<ClaimId>,
        disputes: &'w Disputes,
    ) -> Self {
        Self {
            stated,
            active,
            disputes,
            domains: HashMap::new(),
            narrowed_by: HashMap::new(),
            derived: Vec::new(),
        }
    }

    /// Narrows what is known by some instances, until no more follows: the one whose sides cannot meet,
    /// by its place, with what they come to.
    pub(super) fn propagate(&mut self, instances: &[&Instance]) -> Option<(usize, Amount, Amount)> {
        let mut asking: HashMap<&Variable, Vec<usize>> = HashMap::new();
        if instances.len() > 1 {
            for (number, instance) in instances.iter().enumerate() {
                for variable in instance.variables() {
                    asking.entry(variable).or_default().push(number);
                }
            }
        }
        let mut waiting = vec![true; instances.len()];
        let mut open: VecDeque<usize> = (0..instances.len()).collect();
        let mut left = MOST_ROUNDS * instances.len();
        while let Some(number) = open.pop_front() {
            waiting[number] = false;
            // What goes on narrowing without end is left to elimination.
            let Some(less) = left.checked_sub(1) else { break };
            left = less;
            match self.revise(instances[number], number) {
                Revision::Failed(left, right) => {
                    return Some((number, left, right));
                }
                Revision::Narrowed if instances.len() > 1 => {
                    let others = instances[number].variables().filter_map(|it| asking.get(it));
                    for other in others.flatten().copied().filter(|other| *other != number) {
                        if !std::mem::replace(&mut waiting[other], true) {
                            open.push_back(other);
                        }
                    }
                }
                Revision::Narrowed | Revision::Nothing => {}
            }
        }
        None
    }
}

enum Revision {
    Failed(Amount, Amount),
    Narrowed,
    Nothing,
}

/// An expression with what it comes to.
struct Node<'e> {
    amount: Amount,
    /// Whether it is a count, which measures what it is compared with.
    counts: bool,
    form: Form<'e>,
}

enum Form<'e> {
    Fixed,
    Answer(&'e Variable),
    Negative(Box<Node<'e>>),
    Of(Operator, Box<(Node<'e>, Node<'e>)>),
}

impl World<'_> {
    /// The instances that may have led to what failed: those that narrowed what it asks, and so on.
    pub(super) fn rests_on(&self, instances: &[&Instance], failed: usize) -> BTreeSet<usize> {
        let mut by = BTreeSet::from([failed]);
        let mut open = vec![failed];
        while let Some(number) = open.pop() {
            let asked = instances[number].variables();
            let narrowing = asked.filter_map(|variable| self.narrowed_by.get(variable)).flatten();
            open.extend(narrowing.copied().filter(|other| by.insert(*other)));
        }
        by
    }

    /// Whether its paths lead to what it is about, and somebody states it.
    pub(super) fn applies(&self, instance: &Instance) -> bool {
        let supported = |hop: &Vec<ClaimId>| hop.iter().any(|claim| self.active.contains(claim));
        let stated = instance.premise.statement();
        stated.is_none_or(|claim| self.active.contains(&claim))
            && instance.hops.iter().all(supported)
    }

    fn revise(&mut self, instance: &Instance, number: usize) -> Revision {
        if !self.applies(instance) {
            return Revision::Nothing;
        }
        let Some(equation) = instance.premise.sides(self.stated.model) else {
            return Revision::Nothing;
        };
        let Sides { left, relation, right } = equation;
        let grain = self.grain(instance, relation);
        let mut leaves = instance.leaves.iter();
        let both = self.node(left, instance, &mut leaves, grain).zip(self.node(
            right,
            instance,
            &mut leaves,
            grain,
        ));
        let Some((mut left, mut right)) = both else { return Revision::Nothing };
        adopt(&mut left, &mut right);
        if left.amount.dimensions != right.amount.dimensions
            || left.amount.set.is_empty()
            || right.amount.set.is_empty()
        {
            return Revision::Nothing;
        }
        let (lefts, rights) = allowed(&left.amount.set, relation, &right.amount.set);
        let failed = Revision::Failed(left.amount.clone(), right.amount.clone());
        if lefts.is_empty() || rights.is_empty() {
            return failed;
        }
        let place = (instance.premise, number, grain);
        match (self.narrow(&left, &lefts, place), self.narrow(&right, &rights, place)) {
            (Err(()), _) | (_, Err(())) => failed,
            (Ok(one), Ok(other)) if one || other => Revision::Narrowed,
            _ => Revision::Nothing,
        }
    }

    /// Days are compared where the order is strict, unless every date is given by a time: a moment
    /// that is only known by its day is not before another one of that day.
    pub(super) fn grain(&self, instance: &Instance, relation: Comparison) -> Grain {
        let model = self.stated.model;
        let timed = |leaf: &Leaf| match leaf {
            Leaf::Answer(variable) => {
                let property = model.property(variable.question.property);
                let date = property.value_type == ValueType::Date;
                let claims = variable.claims(self.stated).iter();
                !date
                    || claims.filter(|claim| self.active.contains(claim)).any(|claim| {
                        matches!(&model.claim(*claim).answer,
                            Answer::One(Value::Date(date)) if has_time(date))
                    })
            }
            _ => true,
        };
        let strict = matches!(relation, Comparison::Below | Comparison::Above);
        if strict && !instance.leaves.iter().all(timed) { Grain::Days } else { Grain::Moments }
    }

    fn node<'e>(
        &mut self,
        expression: &'e Expression,
        instance: &'e Instance,
        leaves: &mut std::slice::Iter<'e, Leaf>,
        grain: Grain,
    ) -> Option<Node<'e>> {
        match expression {
            Expression::Amount(quantity) => fixed(Amount::of(quantity)),
            Expression::Date(date) => fixed(date.amount(grain)),
            Expression::Term(term) => {
                let leaf = leaves.next()?;
                self.leaf(leaf, term, instance, grain)
            }
            Expression::Negative(inner) => {
                let inner = self.node(inner, instance, leaves, grain)?;
                let amount = inner.amount.negative();
                Some(Node { amount, counts: inner.counts, form: Form::Negative(Box::new(inner)) })
            }
            Expression::Of(operator, both) => {
                let one = self.node(&both.0, instance, leaves, grain);
                let other = self.node(&both.1, instance, leaves, grain);
                let (mut one, mut other) = one.zip(other)?;
                if matches!(operator, Operator::Plus | Operator::Minus) {
                    adopt(&mut one, &mut other);
                }
                let amount = match operator {
                    Operator::Plus => one.amount.plus(&other.amount)?,
                    Operator::Minus => one.amount.minus(&other.amount)?,
                    Operator::Times => one.amount.times(&other.amount),
                    Operator::Over => one.amount.over(&other.amount),
                };
                let counts = one.counts && other.counts;
                Some(Node { amount, counts, form: Form::Of(*operator, Box::new((one, other))) })
            }
        }
    }

    fn leaf<'e>(
        &mut self,
        leaf: &'e Leaf,
        term: &Term,
        instance: &Instance,
        grain: Grain,
    ) -> Option<Node<'e>> {
        match leaf {
            Leaf::Answer(variable) => {
                let amount = self.domain(variable, grain)?;
                Some(Node { amount, counts: false, form: Form::Answer(variable) })
            }
            Leaf::Member(value, claims) => {
                let named = claims.iter().any(|claim| self.active.contains(claim));
                fixed(value.amount(grain).filter(|_| named))
            }
            Leaf::All(_) => {
                let subject = term.subject.unwrap_or(instance.subject);
                let amount = self.all(subject, &instance.scope, term)?;
                Some(Node { amount, counts: term.values == Values::Count, form: Form::Fixed })
            }
        }
    }

    /// What is known of a question by now; everything that it could be, where nobody answers it.
    pub(super) fn domain(&mut self, variable: &Variable, grain: Grain) -> Option<Amount> {
        let key = (variable.clone(), grain);
        if let Some(known) = self.domains.get(&key) {
            return known.clone();
        }
        let amount = self.known(variable, grain).or_else(|| self.anything(variable));
        let amount = amount.map(|amount| self.possible(variable, amount));
        self.domains.insert(key, amount.clone());
        amount
    }

    /// What the claims on a question leave possible; nothing where there are none, or where they
    /// cannot be compared.
    pub(super) fn known(&self, variable: &Variable, grain: Grain) -> Option<Amount> {
        let model = self.stated.model;
        let mut known: Option<Amount> = None;
        let narrow = |known: &mut Option<Amount>, amount: Amount| {
            let narrowed = match known.take() {
                None => amount,
                Some(so_far) if so_far.dimensions == amount.dimensions => {
                    Amount { set: so_far.set.intersection(&amount.set), ..so_far }
                }
                Some(_) => return None,
            };
            *known = Some(narrowed);
            Some(())
        };
        let claims = variable.claims(self.stated).iter();
        let claims = claims.filter(|claim| self.active.contains(claim));
        let sides = claims.clone().next().and_then(|claim| {
            let sides = self.disputes.get(&model.claim(*claim).question)?;
            // All sides take part, or none.
            sides.iter().flatten().all(|claim| self.active.contains(claim)).then_some(sides)
        });
        let sides = sides.map_or(&[][..], Vec::as_slice);
        for claim in claims.filter(|claim| !sides.iter().any(|side| side.contains(claim))) {
            narrow(&mut known, of_claim(model, *claim, grain)?)?;
        }
        let mut either: Option<Amount> = None;
        for side in sides {
            let mut own: Option<Amount> = None;
            for claim in side {
                narrow(&mut own, of_claim(model, *claim, grain)?)?;
            }
            let own = own?;
            either = Some(match either {
                None => own,
                Some(other) if other.dimensions == own.dimensions => {
                    let parts = other.set.parts().iter().chain(own.set.parts()).cloned();
                    Amount { set: parts.collect(), ..own }
                }
                Some(_) => return None,
            });
        }
        if let Some(either) = either {
            narrow(&mut known, either)?;
        }
        known
    }

    /// Of what is claimed, what there can be: nobody is less than nobody.
    fn possible(&self, variable: &Variable, amount: Amount) -> Amount {
        let property = self.stated.model.property(variable.question.property);
        let cannot = match property.value_type.operand() {
            Operand::Duration => true,
            Operand::Quantity => property
                .unit
                .is_some_and(|unit| self.stated.model.units.dimension(unit).cannot_be_negative()),
            Operand::Date | Operand::Rank | Operand::Entity | Operand::Counted => false,
        };
        let zero = Cut::Below(Rational::from_integer(0));
        match Interval::new(zero, Cut::Top).filter(|_| cannot) {
            Some(least) => Amount { set: amount.set.intersection(&least.into()), ..amount },
            None => amount,
        }
    }

    fn anything(&self, variable: &Variable) -> Option<Amount> {
        let model = self.stated.model;
        let property = model.property(variable.question.property);
        // Claims that cannot be calculated with leave nothing to say.
        if variable.claims(self.stated).iter().any(|claim| self.active.contains(claim)) {
            return None;
        }
        let dimension = match property.value_type.operand() {
            Operand::Date | Operand::Duration => DimensionId::TIME,
            Operand::Quantity => {
                property.unit.map_or(DimensionId::NUMBER, |unit| model.units.dimension(unit))
            }
            Operand::Rank | Operand::Entity | Operand::Counted => return None,
        };
        Some(Amount { dimensions: Dimensions::of(dimension).0, set: IntervalSet::all() })
    }

    /// Carries what a part of a tree can be at most to what it is made of. An error is a
    /// contradiction; `true` says that something became narrower.
    fn narrow(
        &mut self,
        node: &Node<'_>,
        target: &IntervalSet<Rational>,
        place: (Premise, usize, Grain),
    ) -> Result<bool, ()> {
        let set = node.amount.set.intersection(target);
        if set.is_empty() {
            return Err(());
        }
        if set == node.amount.set {
            return Ok(false);
        }
        let whole = Amount { set, dimensions: node.amount.dimensions.clone() };
        match &node.form {
            Form::Fixed => Ok(false),
            Form::Answer(variable) => self.learn(variable, whole, place),
            Form::Negative(inner) => self.narrow(inner, &whole.negative().set, place),
            Form::Of(operator, both) => {
                let (one, other) = (&both.0, &both.1);
                let (first, second) = parts(*operator, &whole, &one.amount, &other.amount);
                let first = first.map_or(Ok(false), |set| self.narrow(one, &set, place))?;
                let second = second.map_or(Ok(false), |set| self.narrow(other, &set, place))?;
                Ok(first || second)
            }
        }
    }

    fn learn(
        &mut self,
        variable: &Variable,
        amount: Amount,
        (premise, number, grain): (Premise, usize, Grain),
    ) -> Result<bool, ()> {
        let key = (variable.clone(), grain);
        let Some(Some(known)) = self.domains.get(&key) else { return Ok(false) };
        let set = known.set.intersection(&amount.set);
        if set.is_empty() {
            return Err(());
        }
        if set == known.set {
            return Ok(false);
        }
        let amount = Amount { set, ..amount };
        self.narrowed_by.entry(variable.clone()).or_default().insert(number);
        let narrower = amount.clone();
        self.derived.push(Derived { variable: variable.clone(), amount: narrower, premise });
        self.domains.insert(key, Some(amount));
        Ok(true)
    }
}

fn fixed<'e>(amount: Option<Amount>) -> Option<Node<'e>> {
    amount.map(|amount| Node { amount, counts: false, form: Form::Fixed })
}

/// A count measures what it stands beside: three stops, where the other side is in stops.
fn adopt(one: &mut Node<'_>, other: &mut Node<'_>) {
    match (one.counts, other.counts) {
        (true, false) => one.amount.dimensions = other.amount.dimensions.clone(),
        (false, true) => other.amount.dimensions = one.amount.dimensions.clone(),
        _ => {}
    }
}

/// What each side can be, as the other one is.
fn allowed(
    left: &IntervalSet<Rational>,
    relation: Comparison,
    right: &IntervalSet<Rational>,
) -> (IntervalSet<Rational>, IntervalSet<Rational>) {
    let up_to = |set: &IntervalSet<Rational>, strict: bool| {
        let upper = set.hull().map_or(Cut::Bottom, |hull| hull.upper);
        let upper = match upper {
            Cut::Above(at) if strict => Cut::Below(at),
            upper => upper,
        };
        Interval::new(Cut::Bottom, upper).into_iter().collect::<IntervalSet<Rational>>()
    };
    let from = |set: &IntervalSet<Rational>, strict: bool| {
        let lower = set.hull().map_or(Cut::Top, |hull| hull.lower);
        let lower = match lower {
            Cut::Below(at) if strict => Cut::Above(at),
            lower => lower,
        };
        Interval::new(lower, Cut::Top).into_iter().collect::<IntervalSet<Rational>>()
    };
    let strict = matches!(relation, Comparison::Below | Comparison::Above);
    let (lefts, rights) = match relation {
        Comparison::Equal => (right.clone(), left.clone()),
        Comparison::AtMost | Comparison::Below => (up_to(right, strict), from(left, strict)),
        Comparison::AtLeast | Comparison::Above => (from(right, strict), up_to(left, strict)),
    };
    (left.intersection(&lefts), right.intersection(&rights))
}

type Part = Option<IntervalSet<Rational>>;

/// What the two parts of a whole can be, each as the other one is.
fn parts(operator: Operator, whole: &Amount, one: &Amount, other: &Amount) -> (Part, Part) {
    let set = |amount: Option<Amount>| amount.map(|amount| amount.set);
    let zero = |amount: &Amount| {
        let zero = IntervalSet::from(Interval::point(Rational::from_integer(0)));
        !amount.set.intersection(&zero).is_empty()
    };
    // From a product that may be nothing follows nothing of the other factor.
    let factor =
        |whole: &Amount, by: &Amount| (!(zero(whole) && zero(by))).then(|| whole.over(by).set);
    match operator {
        Operator::Plus => (set(whole.minus(other)), set(whole.minus(one))),
        Operator::Minus => (set(whole.plus(other)), set(one.minus(whole))),
        Operator::Times => (factor(whole, other), factor(whole, one)),
        Operator::Over => (Some(whole.times(other).set), factor(one, whole)),
    }
}
