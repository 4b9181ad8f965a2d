//! `conflict/arithmetic`: a rule or a statement whose sides cannot meet.

use std::collections::HashSet;

use claimcheck_core::equation::{Comparison, Expression, Operator, Term, Values};
use claimcheck_core::model::{Model, Question, ValueType};
use claimcheck_core::values::date::{Clock, DateValue};
use claimcheck_core::values::duration::Duration;
use claimcheck_core::values::quantity::{Amount, DimensionId, Quantity, Rational};
use claimcheck_core::values::{Cut, Interval, IntervalSet};

use super::definition::{ByDefault, Check, Detect};
use super::dispute::{self, Words};
use crate::context::Context;
use crate::finding::{Described, Description, Evidence, Finding};
use crate::judged::Judged;
use crate::rules::{Contradiction, Instance, Premise, Sides, Variable, contradictions};
use crate::severity::Severity;
use crate::words;

pub(super) static CHECK: Check = Check {
    code: "conflict/arithmetic",
    summary: "figures that break a rule or a statement: its two sides cannot meet",
    severity: Severity::Error,
    by_default: ByDefault::On,
    documentation: DOCUMENTATION,
    detect: Detect::Both(detect_dispute, detect),
};

const DOCUMENTATION: &str = r"A rule says what must hold for every subject of a kind: `killed = killed-civilians +
killed-soldiers`. It is worked out with what all reports say, bounds and all, subject by subject and scope
by scope; of a property that changes, only figures of one `as-of` are put together. The finding names every
claim that went in, and no claim that is not needed.

Amounts are intervals: `about 10` and `4` and `7` add up, `10` and `4` and `7` do not. An amount that
nobody states can be anything, but no number of people is less than nothing. A list that is not complete
(`[3, 4]` rather than `{only: [3, 4]}`) gives a `sum` and a `count` at least.

A statement (`states: killed > raid-2015.killed`) is held against figures, rules and other statements in the
same way. Statements that compare the same two sides are one question; where they leave no way open, that is a
dispute of this code.

Rules and statements that compare two dates are read together with all other dates; what they show is
`conflict/order`.

**What to do.** Check the figures against their passages. Where one is rounded, say so (`about`), or give
the property a `tolerance`; where they speak of different times or parts, give them a `when` or a `scope`.

```yaml claims/example.yaml
kinds:
  strike: {is: event}
entities:
  raid: {kind: strike}
properties:
  killed: {type: quantity, unit: people}
  killed-civilians: {type: quantity, unit: people}
  killed-soldiers: {type: quantity, unit: people}
rules:
  - id: tolls-add-up
    for: strike
    equation: killed = killed-civilians + killed-soldiers
---
report: {id: morning}
claims:
  - {id: all, about: raid, says: {killed: 10}}
---
report: {id: evening}
claims:
  - {id: parts, about: raid, says: {killed-civilians: 4, killed-soldiers: 7}}
```
";

static WORDS: Words = Words {
    premise: |_| "of two amounts or dates, one is less, or both are equal".to_owned(),
    conclusion: dispute::nothing_in_common,
    help: "read both passages; where they speak of different times, name the times: `killed[2019]`",
};

fn detect_dispute(context: &Context<'_>, judged: &Judged<'_>) -> Vec<Finding> {
    dispute::detect(context, &CHECK, &WORDS, judged)
}

fn detect(context: &Context<'_>) -> Vec<Finding> {
    let model = context.model();
    if model.rules.is_empty() && model.compared.is_empty() {
        return Vec::new();
    }
    // What a contradiction of dates has used takes no further part.
    let spent = context.spent_on_orders();
    let known = context.known(CHECK.code);
    let (found, limits) = contradictions(model, &context.answers, &known, spent);
    for limit in limits {
        context.reached(limit);
    }
    found.into_iter().map(|contradiction| finding(context, contradiction)).collect()
}

fn finding(context: &Context<'_>, contradiction: Contradiction) -> Finding {
    let model = context.model();
    let rules = contradiction.rules();
    let broken = contradiction.instances[contradiction.failure.instance].premise;
    let members = contradiction.members.clone();
    let evidence = Broken { unstated: unstated(model, &contradiction), contradiction };
    let mut found = Finding::on_members(context, CHECK.code, members, evidence);
    found.claims.sort_unstable();
    // A rule that nothing satisfies is shown where it is written.
    let rule = broken.rule().filter(|_| found.claims.is_empty());
    let at = rule.map_or(found.at, |rule| model.rule(rule).place);
    Finding { at, rules, ..found }
}

/// The unknowns that the contradiction rests on, and that no claim in it answers.
fn unstated(model: &Model, found: &Contradiction) -> Vec<Variable> {
    let claimed = |variable: &Variable| {
        let mut asked = found.claims.iter().map(|claim| model.claim(*claim).question);
        asked.any(|asked| *model.question(asked) == variable.question)
    };
    let asked: Vec<&Variable> = match found.failure.sides {
        Some(_) => found.instances.iter().flat_map(Instance::variables).collect(),
        None => found.failure.bounded.iter().collect(),
    };
    asked.into_iter().filter(|variable| !claimed(variable)).cloned().collect()
}

/// Rules and claims that cannot all hold, and what the rules ask that no claim among them answers.
#[derive(Debug)]
struct Broken {
    contradiction: Contradiction,
    unstated: Vec<Variable>,
}

impl Evidence for Broken {
    fn describe(&self, described: &Described<'_>) -> Description {
        let model = described.context.model();
        let found = &self.contradiction;
        let broken = &found.instances[found.failure.instance];
        let Some(sides) = broken.premise.sides(model) else { return Description::default() };
        let subject = words::entity(model, broken.subject);
        let mut reason = words::resolutions(model, &found.claims);
        reason.extend(self.premises(model));
        reason.extend(self.follows(model));
        let flaw = match &found.failure.sides {
            Some((left, right)) => {
                let left = printed(model, sides, sides.left, left);
                let right = printed(model, sides, sides.right, right);
                let what = match broken.premise {
                    Premise::Rule(_) => "rule",
                    Premise::Statement(_) => "statement",
                };
                reason.push(format!(
                    "for {subject} the left side of the {what} comes to {left}, the right side to {right}, and {}",
                    cannot(sides.relation)
                ));
                let (says, sign) = (broken.premise.says(model), sides.relation.sign());
                format!("`{says}` would be {left} {sign} {right}")
            }
            None => {
                let says = |it: &Instance| format!("`{}`", it.premise.says(model));
                let mut all: Vec<String> = found.instances.iter().map(says).collect();
                all.dedup();
                reason.push("added up so that what is not known cancels out, they leave nothing that could be true".to_owned());
                format!("{} cannot all hold", words::list(&all))
            }
        };
        Description {
            message: format!("the figures on {subject} do not fit together: {flaw}"),
            help: Some(
                "check the figures against their passages; where one is rounded, say so (`about`), where they speak of different times or parts, give them a `when` or a `scope`"
                    .to_owned(),
            ),
            reason,
            labels: Vec::new(),
        }
    }
}

impl Broken {
    /// The rules and the claims.
    fn premises(&self, model: &Model) -> Vec<String> {
        let rules = self.contradiction.rules().into_iter().map(|id| {
            let rule = model.rule(id);
            let whom = rule.kind.map_or_else(
                || "everything that it names".to_owned(),
                |kind| format!("every {}", model.kinds[kind.index()].id),
            );
            format!("`{}` must hold for {whom} ({})", rule.written, rule.name)
        });
        let claims = self.contradiction.claims.iter().map(|claim| {
            let asked = model.claim(*claim).question;
            let (answer, name) = (words::answer(model, *claim), &model.entry_of(*claim).name);
            match model.property(model.question(asked).property).compared {
                Some(_) => format!("it is stated that {answer} ({name})"),
                None => {
                    let when = model.entry_of(*claim).when.as_deref();
                    let when = when.map(|when| format!(" for {}", model.print_time(when)));
                    let asked = words::question(model, asked);
                    format!("{asked}{} is {answer} ({name})", when.unwrap_or_default())
                }
            }
        });
        rules.chain(claims).collect()
    }

    /// What follows on the way, and what no claim states.
    fn follows(&self, model: &Model) -> Vec<String> {
        let named = |variable: &Variable| {
            let Question { subject, property, .. } = &variable.question;
            let property = &model.property(*property).id;
            let then = variable.then.as_ref().map(|then| format!(" in {}", then.named(model)));
            format!(
                "the {property} of {}{}",
                words::entity(model, *subject),
                then.unwrap_or_default()
            )
        };
        let mut steps = Vec::new();
        let mut told: HashSet<&Variable> = HashSet::new();
        for derived in &self.contradiction.failure.derived {
            let premise = derived.premise;
            let Some(sides) = premise.sides(model) else { continue };
            let path = vec![derived.variable.question.property];
            let term = Term { subject: None, path, values: Values::Each, at: None };
            let amount = printed(model, sides, &Expression::Term(term), &derived.amount);
            let (what, name) = (named(&derived.variable), premise.name(model));
            steps.push(format!("so {what} is {amount} ({name})"));
            told.insert(&derived.variable);
        }
        let unstated = self.unstated.iter().filter(|variable| told.insert(variable));
        steps.extend(unstated.map(|variable| {
            format!("{} is not part of this, and cannot be less than nothing", named(variable))
        }));
        steps
    }
}

const fn cannot(relation: Comparison) -> &'static str {
    match relation {
        Comparison::Equal => "the two cannot be equal",
        Comparison::AtMost => "the one cannot be as little as the other",
        Comparison::Below => "the one cannot be less than the other",
        Comparison::AtLeast => "the one cannot be as much as the other",
        Comparison::Above => "the one cannot be more than the other",
    }
}

/// An amount in words, in the unit of a name of its equation that measures the same.
fn printed(model: &Model, sides: Sides<'_>, side: &Expression, amount: &Amount) -> String {
    if is_date(model, side) {
        return days(amount).unwrap_or_else(|| "a time too far away to be written".to_owned());
    }
    let terms = sides.terms();
    let properties =
        || terms.iter().filter_map(|term| term.path.last()).map(|id| model.property(*id));
    let quantity = properties()
        .filter_map(|property| property.unit)
        .find_map(|unit| Some((amount.as_quantity(model.units.dimension(unit))?, Some(unit))))
        .or_else(|| Some((amount.as_quantity(amount.dimensions.single()?)?, None)));
    match quantity {
        Some((quantity, None)) if quantity.dimension == DimensionId::TIME => {
            length(amount).unwrap_or_else(|| quantity.print(&model.units, None))
        }
        Some((quantity, unit)) => quantity.print(&model.units, unit),
        None => {
            let number = Quantity { dimension: DimensionId::NUMBER, set: amount.set.clone() };
            format!("{} in a unit that has no name", number.print(&model.units, None))
        }
    }
}

fn is_date(model: &Model, expression: &Expression) -> bool {
    match expression {
        Expression::Date(_) => true,
        Expression::Term(Term { path, values: Values::Each, .. }) => {
            path.last().is_some_and(|id| model.property(*id).value_type == ValueType::Date)
        }
        Expression::Of(operator, both) => {
            let (one, other) = (is_date(model, &both.0), is_date(model, &both.1));
            (one || other) && !(one && other && *operator == Operator::Minus)
        }
        Expression::Amount(_) | Expression::Term(_) | Expression::Negative(_) => false,
    }
}

fn days(amount: &Amount) -> Option<String> {
    let set = whole(&amount.set, |at| Some(at.to_integer()))?;
    let date = DateValue::from_set(set, Clock::Local).ok()?;
    Some(date.print(&|_| String::new()))
}

fn length(amount: &Amount) -> Option<String> {
    let set = whole(&amount.set, |at| i64::try_from(at.to_integer()).ok())?;
    Some(Duration::from(set).print())
}

/// A set of exact numbers as one of whole numbers.
fn whole<T: Ord + Clone>(
    set: &IntervalSet<Rational>,
    of: impl Fn(&Rational) -> Option<T>,
) -> Option<IntervalSet<T>> {
    let cut = |cut: &Cut<Rational>| {
        Some(match cut {
            Cut::Bottom => Cut::Bottom,
            Cut::Top => Cut::Top,
            Cut::Below(at) => Cut::Below(of(at)?),
            Cut::Above(at) => Cut::Above(of(at)?),
        })
    };
    set.parts().iter().map(|part| Interval::new(cut(&part.lower)?, cut(&part.upper)?)).collect()
}
