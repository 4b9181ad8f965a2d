//! Rules and statements that add up: whether all of them can hold together, decided exactly. Interval
//! propagation decides what shares no more than one unknown at a time; what hangs together in a circle
//! is decided by elimination.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use claimcheck_core::equation::{Comparison, Expression, Operator};
use claimcheck_core::values::quantity::number::{divided, minus, plus, times};
use claimcheck_core::values::quantity::{Amount, Rational};
use claimcheck_core::values::{Cut, Grain, Interval, IntervalSet};

use super::bind::{Instance, Leaf, Variable};
use super::elimination::{Lies, Row, Solution, solve};
use super::premise::Sides;
use super::propagate::World;

/// Unknowns of which several stretches are left are gone through in up to so many ways.
const MOST_WAYS: usize = 64;

/// Whether some instances can hold with what is known of their unknowns.
pub(super) enum Together {
    /// They can, as far as they add up.
    Hold,
    /// These cannot, by their places, with what is known of some unknowns.
    Fail(BTreeSet<usize>, Vec<Variable>),
    /// That takes too long to say.
    Unknown,
}

/// A sum of unknowns, each so many times, and a number.
#[derive(Default)]
struct Sum {
    unknowns: BTreeMap<usize, Rational>,
    number: Rational,
}

/// An instance as a sum that lies to nothing in some way.
struct Linear {
    instance: usize,
    unknowns: BTreeMap<usize, Rational>,
    /// Whether it names an unknown twice, which propagation takes for two.
    repeats: bool,
    lies: Lies,
    bound: Rational,
}

/// The unknowns of a system, and what is known of each.
#[derive(Default)]
struct Unknowns {
    numbers: HashMap<(Variable, Grain), usize>,
    sets: Vec<IntervalSet<Rational>>,
}

impl World<'_> {
    /// Whether some instances can hold together with what is known by now.
    pub(super) fn together(&mut self, instances: &[&Instance]) -> Together {
        let mut unknowns = Unknowns::default();
        let mut system: Vec<Linear> = Vec::new();
        for (number, instance) in instances.iter().enumerate() {
            if self.applies(instance) {
                system.extend(self.linear(number, instance, &mut unknowns));
            }
        }
        let entangled = entangled(system);
        if entangled.is_empty() {
            return Together::Hold;
        }
        let Some(ways) = ways(&entangled, &unknowns.sets) else { return Together::Unknown };
        let (mut failing, mut bounded) = (BTreeSet::new(), BTreeSet::new());
        for way in ways {
            let rows = entangled.iter().map(Linear::row).chain(way.iter().cloned());
            match solve(rows.collect()) {
                Solution::Exists => return Together::Hold,
                Solution::Unknown => return Together::Unknown,
                Solution::None(of) => {
                    failing.extend(of.iter().filter_map(|at| Some(entangled.get(*at)?.instance)));
                    let bounds =
                        of.iter().filter_map(|at| way.get(at.checked_sub(entangled.len())?));
                    bounded.extend(bounds.flat_map(|row| row.sum.keys().copied()));
                }
            }
        }
        let named = unknowns.numbers.into_iter().filter(|(_, at)| bounded.contains(at));
        let mut named: Vec<(usize, Variable)> =
            named.map(|((variable, _), at)| (at, variable)).collect();
        named.sort_by_key(|(at, _)| *at);
        Together::Fail(failing, named.into_iter().map(|(_, variable)| variable).collect())
    }

    /// What an instance says, if it adds up.
    fn linear(
        &mut self,
        number: usize,
        instance: &Instance,
        unknowns: &mut Unknowns,
    ) -> Option<Linear> {
        let Sides { left, relation, right } = instance.premise.sides(self.stated.model)?;
        let grain = self.grain(instance, relation);
        let mut leaves = instance.leaves.iter();
        let mut reader = Reader {
            world: self,
            instance,
            unknowns,
            grain,
            read: BTreeSet::new(),
            repeats: false,
        };
        let left = reader.sum(left, &mut leaves)?;
        let right = reader.sum(right, &mut leaves)?;
        let repeats = reader.repeats;
        let (more, less, lies) = match relation {
            Comparison::Equal => (left, right, Lies::At),
            Comparison::AtMost => (left, right, Lies::AtMost),
            Comparison::Below => (left, right, Lies::Below),
            Comparison::AtLeast => (right, left, Lies::AtMost),
            Comparison::Above => (right, left, Lies::Below),
        };
        let Sum { unknowns, number: over } = more.plus(&less, &Rational::from_integer(-1))?;
        let bound = minus(&Rational::default(), &over).ok()?;
        Some(Linear { instance: number, unknowns, repeats, lies, bound })
    }
}

/// Reads the sides of an instance as sums.
struct Reader<'r, 'w, 's> {
    world: &'r mut World<'w>,
    instance: &'s Instance,
    unknowns: &'r mut Unknowns,
    grain: Grain,
    /// The unknowns that were read, and whether one was read twice.
    read: BTreeSet<usize>,
    repeats: bool,
}

impl Reader<'_, '_, '_> {
    /// An expression as a sum; nothing where it is none.
    fn sum(
        &mut self,
        expression: &Expression,
        leaves: &mut std::slice::Iter<'_, Leaf>,
    ) -> Option<Sum> {
        match expression {
            Expression::Amount(quantity) => Some(self.amount(Amount::of(quantity)?)),
            Expression::Date(date) => Some(self.amount(date.amount(self.grain)?)),
            Expression::Term(term) => match leaves.next()? {
                Leaf::Answer(variable) => {
                    let amount = self.world.domain(variable, self.grain)?;
                    match amount.set.as_point() {
                        Some(number) => Some(Sum::number(*number)),
                        None => {
                            let at = self.unknowns.named(variable, self.grain, amount.set);
                            self.repeats |= !self.read.insert(at);
                            Some(Sum::unknown(at))
                        }
                    }
                }
                Leaf::Member(value, _) => Some(self.amount(value.amount(self.grain)?)),
                Leaf::All(_) => {
                    let subject = term.subject.unwrap_or(self.instance.subject);
                    Some(self.amount(self.world.all(subject, &self.instance.scope, term)?))
                }
            },
            Expression::Negative(inner) => {
                Sum::default().plus(&self.sum(inner, leaves)?, &Rational::from_integer(-1))
            }
            Expression::Of(operator, both) => {
                let one = self.sum(&both.0, leaves)?;
                let other = self.sum(&both.1, leaves)?;
                match operator {
                    Operator::Plus => one.plus(&other, &Rational::from_integer(1)),
                    Operator::Minus => one.plus(&other, &Rational::from_integer(-1)),
                    Operator::Times => match (one.as_number(), other.as_number()) {
                        (_, Some(number)) => Sum::default().plus(&one, &number),
                        (Some(number), None) => Sum::default().plus(&other, &number),
                        (None, None) => None,
                    },
                    Operator::Over => {
                        let share = divided(&Rational::from_integer(1), &other.as_number()?);
                        Sum::default().plus(&one, &share.ok()?)
                    }
                }
            }
        }
    }

    /// A number, or an unknown of which nothing else is said.
    fn amount(&mut self, amount: Amount) -> Sum {
        match amount.set.as_point() {
            Some(number) => Sum::number(*number),
            None => Sum::unknown(self.unknowns.add(amount.set)),
        }
    }
}

impl Unknowns {
    fn add(&mut self, set: IntervalSet<Rational>) -> usize {
        self.sets.push(set);
        self.sets.len() - 1
    }

    fn named(&mut self, variable: &Variable, grain: Grain, set: IntervalSet<Rational>) -> usize {
        let key = (variable.clone(), grain);
        let known = self.numbers.get(&key).copied();
        let at = known.unwrap_or_else(|| self.add(set));
        self.numbers.insert(key, at);
        at
    }
}

impl Sum {
    fn number(number: Rational) -> Self {
        Self { unknowns: BTreeMap::new(), number }
    }

    fn unknown(at: usize) -> Self {
        let unknowns = BTreeMap::from([(at, Rational::from_integer(1))]);
        Self { unknowns, number: Rational::default() }
    }

    fn as_number(&self) -> Option<Rational> {
        self.unknowns.is_empty().then_some(self.number)
    }

    /// The sum with another one, so many times.
    fn plus(self, other: &Self, count: &Rational) -> Option<Self> {
        let Self { mut unknowns, number } = self;
        for (at, own) in &other.unknowns {
            let so_far = unknowns.entry(*at).or_default();
            *so_far = plus(so_far, &times(own, count).ok()?).ok()?;
        }
        unknowns.retain(|_, count| *count != Rational::default());
        let number = plus(&number, &times(&other.number, count).ok()?).ok()?;
        Some(Self { unknowns, number })
    }
}

impl Linear {
    fn row(&self) -> Row {
        Row { sum: self.unknowns.clone(), lies: self.lies, bound: self.bound }
    }
}

/// What hangs together by more than one unknown at a time. What shares one unknown at most with all
/// others narrows that one and no more, which propagation has done.
fn entangled(mut system: Vec<Linear>) -> Vec<Linear> {
    loop {
        let mut uses: HashMap<usize, usize> = HashMap::new();
        for unknown in system.iter().flat_map(|linear| linear.unknowns.keys()) {
            *uses.entry(*unknown).or_default() += 1;
        }
        let count = system.len();
        let shared = |linear: &Linear| {
            linear
                .unknowns
                .keys()
                .filter(|unknown| uses.get(unknown).is_some_and(|it| *it > 1))
                .count()
        };
        system.retain(|linear| linear.repeats || shared(linear) > 1);
        if system.len() == count {
            return system;
        }
    }
}

/// What is known of the unknowns of a system, in all ways of choosing a stretch of each; nothing where
/// there are too many.
fn ways(system: &[Linear], sets: &[IntervalSet<Rational>]) -> Option<Vec<Vec<Row>>> {
    let used: BTreeSet<usize> =
        system.iter().flat_map(|linear| linear.unknowns.keys().copied()).collect();
    let mut ways: Vec<Vec<Row>> = vec![Vec::new()];
    for unknown in used {
        let parts = sets.get(unknown)?.parts();
        let with = |so_far: &Vec<Row>| {
            let part = |part: &Interval<Rational>| [so_far.clone(), within(unknown, part)].concat();
            parts.iter().map(part).collect::<Vec<_>>()
        };
        ways = ways.iter().flat_map(with).collect();
        if ways.len() > MOST_WAYS {
            return None;
        }
    }
    Some(ways)
}

/// That an unknown lies in a stretch.
fn within(unknown: usize, part: &Interval<Rational>) -> Vec<Row> {
    let one = Rational::from_integer(1);
    let row = |count: Rational, lies: Lies, bound: Rational| Row {
        sum: BTreeMap::from([(unknown, count)]),
        lies,
        bound,
    };
    let lower = match &part.lower {
        Cut::Below(at) => Some(row(-one, Lies::AtMost, -*at)),
        Cut::Above(at) => Some(row(-one, Lies::Below, -*at)),
        Cut::Bottom | Cut::Top => None,
    };
    let upper = match &part.upper {
        Cut::Above(at) => Some(row(one, Lies::AtMost, *at)),
        Cut::Below(at) => Some(row(one, Lies::Below, *at)),
        Cut::Bottom | Cut::Top => None,
    };
    lower.into_iter().chain(upper).collect()
}
