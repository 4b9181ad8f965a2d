//! Expressions in their normal form, which the language reads back: each name in full, one space
//! around each sign, and brackets only where they are needed.

use super::{Expression, Operator, Term, Values};
use crate::values::quantity::units::Units;
use crate::values::{EntityId, PropertyId};

/// What things are called.
pub struct Names<'n> {
    /// The name of an entity.
    pub entity: &'n dyn Fn(EntityId) -> String,
    /// The name of a property.
    pub property: &'n dyn Fn(PropertyId) -> String,
    /// The units of the project.
    pub units: &'n Units,
}

/// How tightly an operator binds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Binding {
    Sum,
    Product,
    Factor,
}

impl Expression {
    /// The expression in its normal form.
    pub fn print(&self, names: &Names<'_>) -> String {
        self.within(Binding::Sum, names)
    }

    fn within(&self, outer: Binding, names: &Names<'_>) -> String {
        let (own, text) = match self {
            Self::Amount(quantity) => (Binding::Factor, quantity.print(names.units, None)),
            Self::Date(date) => {
                (Binding::Factor, date.print(&|event| (names.entity)(EntityId(event))))
            }
            Self::Term(term) => (Binding::Factor, term.print(names)),
            Self::Negative(inner) => {
                (Binding::Factor, format!("-{}", inner.within(Binding::Factor, names)))
            }
            Self::Of(operator, both) => {
                let (sign, own, right) = match operator {
                    Operator::Plus => ("+", Binding::Sum, Binding::Sum),
                    Operator::Minus => ("-", Binding::Sum, Binding::Product),
                    Operator::Times => ("*", Binding::Product, Binding::Product),
                    Operator::Over => ("/", Binding::Product, Binding::Factor),
                };
                let (left, right) = (both.0.within(own, names), both.1.within(right, names));
                (own, format!("{left} {sign} {right}"))
            }
        };
        if own < outer { format!("({text})") } else { text }
    }
}

impl Term {
    fn print(&self, names: &Names<'_>) -> String {
        let subject = self.subject.map(names.entity);
        let path = self.path.iter().map(|id| (names.property)(*id));
        let path = subject.into_iter().chain(path).collect::<Vec<_>>().join(".");
        let event = |event: u32| (names.entity)(EntityId(event));
        let at = self.at.as_ref().map(|at| format!("[{}]", at.possible().print(&event)));
        let path = path + &at.unwrap_or_default();
        match self.values {
            Values::Each => path,
            Values::Sum => format!("sum({path})"),
            Values::Count => format!("count({path})"),
        }
    }
}
