//! Properties: the built-in ones of events, and those that a project declares.

use std::collections::HashSet;

use foldhash::{HashMap, HashMapExt};

use super::{Resolver, duplicate, problem};
use crate::problem::{InputCode, Problem, clip};
use crate::read::record::{self, Document};
use crate::source::Span;
use crate::suggest::nearest;
use crate::values::quantity::Tolerance;
use crate::values::quantity::units::UnitId;
use crate::values::{
    Allen, Changes, Direction, EntityId, KindId, LevelSource, Precision, PrecisionForm, Property,
    PropertyId, Terms, Value, ValueError, ValueType, YES_NO, level,
};

/// The built-in properties of events, in the order of their ids.
const BUILT_IN: [(&str, ValueType); 7] = [
    ("date", ValueType::Date),
    ("start", ValueType::Date),
    ("end", ValueType::Date),
    ("extent", ValueType::Extent),
    ("order", ValueType::Order),
    ("first", ValueType::First),
    ("nth", ValueType::Nth),
];

/// So many levels can a choice or a scale have: every answer is looked for among them.
const MOST_LEVELS: usize = 1_000;

impl Resolver {
    pub(super) fn properties(&mut self, documents: &[Document<'_>]) {
        for (id, (name, value_type)) in (0..).map(PropertyId).zip(BUILT_IN) {
            self.properties.insert(name.to_owned(), id);
            self.model.properties.push(built_in(name, value_type));
        }
        let mut declared: Vec<&record::Property<'_>> =
            documents.iter().flat_map(|document| &document.properties).collect();
        // A stable sort: of two declarations of one name, the first in the files is the first.
        declared.sort_by(|a, b| a.id.text.cmp(&b.id.text));
        let mut seen: HashMap<&str, Span> = HashMap::new();
        for property in declared {
            match seen.get(property.id.as_str()) {
                Some(first) => self.problems.push(duplicate("the property", &property.id, *first)),
                None => {
                    seen.insert(property.id.as_str(), property.id.span);
                    self.declare_property(property);
                }
            }
        }
    }

    fn declare_property(&mut self, record: &record::Property<'_>) {
        let name = record.id.as_str();
        if name == "date" {
            return self.narrow_date(record);
        }
        if self.properties.contains_key(name) || Allen::named(name).is_some() {
            let message = format!("`{name}` is built in, and cannot be declared");
            return self.problems.push(
                Problem::new(InputCode::BadValue, record.id.span, message).with_help(
                    "give the property another name; only `date` may be narrowed, by a `precision`",
                ),
            );
        }
        if let Some(mut property) = self.read_property(record) {
            property.exclusive = self.exclusive(record, &property);
            let id = PropertyId(u32::try_from(self.model.properties.len()).unwrap_or(u32::MAX));
            self.properties.insert(name.to_owned(), id);
            self.model.properties.push(property);
        } else {
            self.broken.insert(name.to_owned());
        }
    }

    /// A project may say how precise a date must be, and nothing else of it.
    fn narrow_date(&mut self, record: &record::Property<'_>) {
        let other_type = record.value_type.as_ref().is_some_and(|text| text.as_str() != "date");
        let more = record.many.is_some() || record.changes.is_some() || record.unique.is_some();
        if other_type || more || !record.applies_to.is_empty() {
            self.problems.push(
                Problem::new(
                    InputCode::BadValue,
                    record.id.span,
                    "`date` can be narrowed by a `precision`, and by nothing else",
                )
                .with_help("declare a property of another name"),
            );
        }
        let precision = self.precision(record, ValueType::Date, None);
        self.model.properties[PropertyId::DATE.index()].precision = precision;
        self.model.properties[PropertyId::DATE.index()].place = Some(record.id.span);
    }

    fn read_property(&mut self, record: &record::Property<'_>) -> Option<Property> {
        let Some(type_name) = &record.value_type else {
            let message = format!("the property `{}` has no `type`", record.id.as_str());
            let names: Vec<&str> = ValueType::declared().map(|(name, _)| name).collect();
            self.problems.push(
                Problem::new(InputCode::BadValue, record.id.span, message)
                    .with_help(format!("write one of {}", names.join(", "))),
            );
            return None;
        };
        let value_type =
            self.word(type_name, "type", &ValueType::declared().collect::<Vec<_>>())?;
        self.refuse_what_does_not_fit(record, value_type);
        let unit = record.unit.as_ref().and_then(|text| self.unit(text));
        let levels = self.levels(record, value_type);
        if levels.is_empty() && value_type.levels() == LevelSource::Declared {
            return None;
        }
        Some(Property {
            id: record.id.text.to_string(),
            value_type,
            many: self.yes_no(record.many.as_ref()),
            changes: self.changes(record, value_type),
            unique: self.yes_no(record.unique.as_ref()),
            unit,
            exact: self.yes_no(record.exact.as_ref()),
            tolerance: record
                .tolerance
                .as_ref()
                .and_then(|text| self.tolerance(text, value_type, unit)),
            levels,
            kind: record.kind.as_ref().and_then(|name| self.kind(name)),
            precision: self.precision(record, value_type, unit),
            exclusive: Vec::new(),
            applies_to: record.applies_to.iter().filter_map(|name| self.kind(name)).collect(),
            compared: None,
            place: Some(record.id.span),
        })
    }

    fn refuse_what_does_not_fit(&mut self, record: &record::Property<'_>, value_type: ValueType) {
        let particular = [
            (record.unit.as_ref(), "unit"),
            (record.exact.as_ref(), "exact"),
            (record.tolerance.as_ref(), "tolerance"),
            (record.levels.first(), "levels"),
            (record.kind.as_ref(), "kind"),
        ];
        for (text, key) in particular {
            if let Some(text) = text.filter(|_| !value_type.takes(key)) {
                let takes = ValueType::declared().filter(|(_, of)| of.takes(key));
                let names: Vec<String> = takes.map(|(name, _)| format!("`{name}`")).collect();
                let message = format!(
                    "`{key}` belongs to the type {}, not to `{}`",
                    names.join(" or "),
                    value_type.name()
                );
                self.refuse(InputCode::BadValue, text.span, message);
            }
        }
    }

    /// The groups of values of which there is at most one each. A kind stands for all of its entities.
    fn exclusive(&mut self, record: &record::Property<'_>, property: &Property) -> Vec<Vec<Value>> {
        let Some(first) = record.exclusive.iter().flatten().next() else { return Vec::new() };
        let named = property.value_type.names_entities();
        if !property.many || !(named || property.value_type.levels() == LevelSource::Declared) {
            self.problems.push(
                Problem::new(
                    InputCode::BadValue,
                    first.span,
                    "`exclusive` belongs to a property with several values that are levels or entities",
                )
                .with_help("declare it with `many: true`; a property of one value needs none"),
            );
            return Vec::new();
        }
        let groups = record.exclusive.iter().map(|group| {
            let values = group.iter().flat_map(|text| match named {
                true => self.exclusive_entities(text),
                false => self.exclusive_level(text, property).into_iter().collect(),
            });
            values.collect()
        });
        groups.collect()
    }

    fn exclusive_level(&mut self, text: &record::Text<'_>, property: &Property) -> Option<Value> {
        match level(property, text.as_str()) {
            Ok(level) => Some(level),
            Err(error) => {
                self.problems.push(problem(text.span, error));
                None
            }
        }
    }

    fn exclusive_entities(&mut self, text: &record::Text<'_>) -> Vec<Value> {
        let one = |entity| Value::Entity(Terms::one(entity));
        if let Some(entity) = self.names.get(text.as_str()) {
            return vec![one(entity)];
        }
        let Some(kind) = self.kind(text) else { return Vec::new() };
        let all = (0..).map(EntityId).zip(&self.model.entities);
        let of_kind = all.filter(|(_, entity)| self.model.is_kind(entity.kind, kind));
        of_kind.map(|(entity, _)| one(entity)).collect()
    }

    fn yes_no(&mut self, text: Option<&record::Text<'_>>) -> bool {
        text.and_then(|text| self.word(text, "yes or no", &YES_NO)).unwrap_or(false)
    }

    fn changes(&mut self, record: &record::Property<'_>, value_type: ValueType) -> Changes {
        let Some(text) = &record.changes else { return Changes::Never };
        let changes = self.word(text, "way to change", &Changes::WORDS).unwrap_or(Changes::Never);
        let directed = matches!(changes, Changes::Up | Changes::Down);
        let fits = match text.as_str() {
            "forward" => value_type.direction() == Direction::Forward,
            _ => !directed || value_type.is_ordered(),
        };
        if !fits {
            let message = format!(
                "answers of the type `{}` do not lie in an order that could go {}",
                value_type.name(),
                text.as_str()
            );
            self.problems.push(
                Problem::new(InputCode::BadValue, text.span, message).with_help(
                    "`forward` is for a scale; `up` and `down` are for what is measured",
                ),
            );
            return Changes::Freely;
        }
        changes
    }

    fn unit(&mut self, text: &record::Text<'_>) -> Option<UnitId> {
        match self.model.units.find(text.as_str()) {
            Ok(unit) => Some(unit),
            Err(error) => {
                self.refuse_value(text.span, error);
                None
            }
        }
    }

    fn tolerance(
        &mut self,
        text: &record::Text<'_>,
        value_type: ValueType,
        unit: Option<UnitId>,
    ) -> Option<Tolerance> {
        match value_type.tolerance(text.as_str(), &self.model.units, unit) {
            Ok(tolerance) => Some(tolerance),
            Err(error) => {
                self.refuse_value(text.span, error);
                None
            }
        }
    }

    fn levels(&mut self, record: &record::Property<'_>, value_type: ValueType) -> Vec<String> {
        if record.levels.len() > MOST_LEVELS {
            let message = format!("a property of {} levels", record.levels.len());
            self.problems.push(
                Problem::new(InputCode::BadValue, record.id.span, message).with_help(format!(
                    "declare no more than {MOST_LEVELS}, or a property of type text or entity"
                )),
            );
            return Vec::new();
        }
        let mut levels: Vec<String> = Vec::with_capacity(record.levels.len());
        let mut seen: HashSet<&str> = HashSet::new();
        for level in &record.levels {
            if seen.insert(level.as_str()) {
                levels.push(level.text.to_string());
            } else {
                let message = format!("the level {} stands twice", clip(level.as_str()));
                self.refuse(InputCode::DuplicateId, level.span, message);
            }
        }
        match value_type.levels() {
            LevelSource::Fixed(levels) => levels.iter().map(|level| (*level).to_owned()).collect(),
            LevelSource::Declared if record.levels.is_empty() => {
                let message = format!("the property `{}` has no `levels`", record.id.as_str());
                self.problems.push(
                    Problem::new(InputCode::BadValue, record.id.span, message)
                        .with_help("list the answers that it can have: `levels: [a, b]`"),
                );
                levels
            }
            LevelSource::Declared | LevelSource::None => levels,
        }
    }

    fn precision(
        &mut self,
        record: &record::Property<'_>,
        value_type: ValueType,
        unit: Option<UnitId>,
    ) -> Option<Precision> {
        let text = record.precision.as_ref()?;
        let read = match value_type.precision() {
            PrecisionForm::Text(read) => read(text.as_str(), &self.model.units, unit),
            PrecisionForm::PlaceKind => self.place_precision(text)?,
            PrecisionForm::None => Err(ValueError::new(format!(
                "answers of the type `{}` have no precision",
                value_type.name()
            ))),
        };
        match read {
            Ok(precision) => Some(precision),
            Err(error) => {
                self.problems.push(problem(text.span, error));
                None
            }
        }
    }

    fn place_precision(
        &mut self,
        text: &record::Text<'_>,
    ) -> Option<Result<Precision, ValueError>> {
        let kind = self.kind(text)?;
        if self.model.is_kind(kind, KindId::PLACE) && kind != KindId::PLACE {
            return Some(Ok(Precision::Place(kind)));
        }
        Some(Err(ValueError::new(format!("{} is no kind of place", clip(text.as_str())))
            .with_help("declare it as one: `kinds: {city: {is: place}}`")))
    }

    /// The property that a text names, if there is one; a problem otherwise.
    pub(super) fn property(&mut self, name: &record::Text<'_>) -> Option<PropertyId> {
        if let Some(property) = self.properties.get(name.as_str()) {
            return Some(*property);
        }
        if !self.broken.contains(name.as_str()) {
            self.problems.push(unknown_property(name, &self.properties));
        }
        None
    }
}

/// What is wrong with a property that nobody declared.
pub(super) fn unknown_property(
    name: &record::Text<'_>,
    known: &HashMap<String, PropertyId>,
) -> Problem {
    let names = known.keys().map(String::as_str).chain(Allen::names().map(|word| -> &str { word }));
    let help = nearest(name.as_str(), names).map_or_else(
        || "declare it under `properties:`".to_owned(),
        |near| format!("did you mean `{near}`?"),
    );
    let message = format!("no property is called {}", clip(name.as_str()));
    Problem::new(InputCode::UnknownName, name.span, message).with_help(help)
}

fn built_in(name: &str, value_type: ValueType) -> Property {
    Property {
        id: name.to_owned(),
        value_type,
        many: false,
        changes: Changes::Never,
        unique: false,
        unit: None,
        exact: false,
        tolerance: None,
        levels: Vec::new(),
        kind: None,
        precision: None,
        exclusive: Vec::new(),
        applies_to: vec![KindId::EVENT],
        compared: None,
        place: None,
    }
}
