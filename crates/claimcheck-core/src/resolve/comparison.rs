//! How the two sides of a statement compare, as a question: what is compared, in one order and one form
//! however it is written. Statements that compare the same two sides are one question, whichever is
//! written first and whatever the entries are about.

use super::names::Names as EntityNames;
use super::rules::{holds, property_in_equation};
use crate::equation::{Equation, EquationError, Expression, Names, StatementNames, Vocabulary};
use crate::model::{Model, PropertyId};
use crate::values::date::ValidTime;
use crate::values::{Changes, Comparisons, EntityId, Property, ValueError, ValueType};
use foldhash::HashMap;

/// The two sides of a statement, in the order in which all statements on them have them.
#[derive(Debug, Clone)]
pub(super) struct Compared {
    pub(super) sides: [Expression; 2],
    /// The sides in their normal forms.
    pub(super) names: [String; 2],
    /// Whose question it is: the entity of the first term.
    pub(super) subject: EntityId,
    /// Whether an answer to one of the terms may change.
    pub(super) changes: bool,
}

impl Compared {
    /// The name of the question how the sides compare.
    pub(super) fn name(&self) -> String {
        let [left, right] = &self.names;
        [left, AGAINST, right].concat()
    }

    /// The question how the sides compare, as a property.
    pub(super) fn property(&self) -> Property {
        Property {
            id: self.name(),
            value_type: ValueType::Comparison,
            many: false,
            changes: if self.changes { Changes::Freely } else { Changes::Never },
            unique: false,
            unit: None,
            exact: false,
            tolerance: None,
            levels: Vec::new(),
            kind: None,
            precision: None,
            exclusive: Vec::new(),
            applies_to: Vec::new(),
            compared: Some(self.names.clone()),
            place: None,
        }
    }
}

/// Between the two sides of a question how they compare, in its name.
const AGAINST: &str = " <> ";

/// What the sides of a question are called, as its name has them.
pub(super) fn sides(question: &str) -> Option<(&str, &str)> {
    question.split_once(AGAINST)
}

/// What statements are read against.
pub(super) struct Reader<'r> {
    pub(super) model: &'r Model,
    pub(super) names: &'r EntityNames,
    pub(super) properties: &'r HashMap<String, PropertyId>,
    /// What bare properties are of.
    pub(super) about: Option<EntityId>,
    /// Reads a time.
    pub(super) time: &'r dyn Fn(&str) -> Result<ValidTime, ValueError>,
}

impl Reader<'_> {
    /// Reads a statement: its sides, and how they compare.
    pub(super) fn read(&self, text: &str) -> Result<(Compared, Comparisons), EquationError> {
        let vocabulary = Vocabulary {
            property: &|name| property_in_equation(self.properties, name),
            about: &|id| holds(self.model, id),
            units: &self.model.units,
            statement: Some(&StatementNames {
                about: self.about,
                entity: &|name| self.names.find(name),
                time: self.time,
            }),
        };
        let equation = Equation::parse(text, &vocabulary)?;
        self.compared(equation).map_err(|error| EquationError { error, at: 0..text.len() })
    }

    fn compared(&self, equation: Equation) -> Result<(Compared, Comparisons), ValueError> {
        let names = Names {
            entity: &|entity| self.model.entity(entity).id.clone(),
            property: &|property| self.model.property(property).id.clone(),
            units: &self.model.units,
        };
        let Equation { left, relation, right } = equation;
        let relation = Comparisons::from(relation);
        let side = |side: Expression| {
            let composed = !matches!(side, Expression::Term(_));
            ((side.terms().is_empty(), composed), side.print(&names), side)
        };
        let (one, other) = (side(left), side(right));
        if one.1 == other.1 {
            return Err(ValueError::new("the statement compares something with itself")
                .with_help("compare two figures or dates: `killed > raid-2015.killed`"));
        }
        // A term by itself first, then by name, so that the question is the same either way.
        let is_first = (one.0, &one.1) < (other.0, &other.1);
        let (first, second, relation) =
            if is_first { (one, other, relation) } else { (other, one, relation.mirrored()) };
        let (sides, names) = ([first.2, second.2], [first.1, second.1]);
        let terms = || sides.iter().flat_map(Expression::terms);
        let subject = terms().find_map(|term| term.subject);
        let subject = subject.ok_or_else(|| ValueError::new("the statement names nothing"))?;
        for term in terms() {
            self.fits(term.subject.zip(term.path.first().copied()))?;
        }
        let mut ends = terms().filter_map(|term| term.path.last());
        let changes = ends.any(|id| self.model.property(*id).changes != Changes::Never);
        Ok((Compared { sides, names, subject, changes }, relation))
    }

    /// A property that its subject cannot have is a slip.
    fn fits(&self, term: Option<(EntityId, PropertyId)>) -> Result<(), ValueError> {
        let Some((subject, property)) = term else { return Ok(()) };
        let (entity, property) = (self.model.entity(subject), self.model.property(property));
        let has = |kind: &_| self.model.is_kind(entity.kind, *kind);
        if property.applies_to.is_empty() || property.applies_to.iter().any(has) {
            return Ok(());
        }
        let kind = &self.model.kinds[entity.kind.index()].id;
        let message =
            format!("`{}` is of the kind `{kind}`, which has no `{}`", entity.id, property.id);
        Err(ValueError::new(message).with_help("check the name, or the property's `applies-to`"))
    }
}
