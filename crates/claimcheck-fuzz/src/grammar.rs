//! The grammars of values. What is read is printed, and what is printed reads as the same value.

use std::sync::OnceLock;

use claimcheck_core::equation::{About, Equation, Holds, Vocabulary};
use claimcheck_core::model::PropertyId;
use claimcheck_core::values::date::{self, DateContext, DateValue};
use claimcheck_core::values::duration;
use claimcheck_core::values::quantity::{
    self, QuantityContext, Units, numbers_in, parse_tolerance,
};
use claimcheck_core::values::{Relation, ValueError};

use crate::bytes::{text, texts};

/// The units that every project knows, made once.
fn units() -> &'static Units {
    static UNITS: OnceLock<Units> = OnceLock::new();
    UNITS.get_or_init(Units::builtin)
}

/// Events that dates can be counted from.
const EVENTS: [&str; 3] = ["vote", "talks", "osaka-2019"];

fn event(name: &str) -> Result<u32, ValueError> {
    let at = EVENTS.iter().position(|event| *event == name);
    at.and_then(|at| u32::try_from(at).ok()).ok_or_else(|| ValueError::unknown("no such event"))
}

fn event_name(event: u32) -> String {
    EVENTS.get(event as usize).copied().unwrap_or_default().to_owned()
}

/// A date, and the day that it is counted from.
///
/// # Panics
///
/// Where a date is not printed as itself, is not equal to itself, or lies to another one in another
/// way than that to it.
pub fn date(bytes: &[u8]) {
    let mut texts = texts(bytes);
    let written = texts.next().unwrap_or_default();
    let published = texts.next().unwrap_or_else(|| "2025-10-25".to_owned());
    let alone = DateContext { published: None, event: &event };
    let published = date::parse(&published, &alone).ok().map(|parsed| parsed.value);
    let context = DateContext { published: published.as_ref(), event: &event };
    let _ = date::read_day(&written);
    let Ok(parsed) = date::parse(&written, &context) else { return };
    let value = parsed.value;
    is_printed_as_itself(&value, &alone);
    assert_eq!(value.relate(&value), Relation::Equal, "{written:?}");
    if let Some(other) = &published {
        assert_eq!(value.relate(other), other.relate(&value).converse(), "{written:?}");
    }
    if let Ok(denied) = value.not() {
        is_printed_as_itself(&denied, &alone);
        assert_eq!(denied.relate(&value), Relation::Disjoint, "{written:?}");
        assert_eq!(denied.not().as_ref(), Ok(&value), "{written:?}");
    }
    let _ = (value.weekday_and_date(), value.first_and_last(), value.is_over_on(20_000));
}

fn is_printed_as_itself(value: &DateValue, alone: &DateContext<'_>) {
    let printed = value.print(&event_name);
    let again = date::parse(&printed, alone).map(|parsed| parsed.value);
    assert_eq!(again.as_ref(), Ok(value), "printed as {printed:?}");
}

/// A quantity, and the unit of its property.
///
/// # Panics
///
/// Where a quantity is not printed as itself or is not equal to itself.
pub fn quantity(bytes: &[u8]) {
    let mut texts = texts(bytes);
    let written = texts.next().unwrap_or_default();
    let units = units();
    let unit = texts.next().and_then(|name| units.lookup(&name));
    let tolerance = texts.next().and_then(|text| parse_tolerance(&text, units, unit).ok());
    let _ = numbers_in(&written);
    let context = QuantityContext { units, unit, tolerance };
    let Ok(parsed) = quantity::parse(&written, &context) else { return };
    let value = parsed.value;
    assert_eq!(value.relate(&value), Some(Relation::Equal), "{written:?}");
    assert_eq!(value.not().not(), value, "{written:?}");
    let printed = value.print(units, unit);
    let again = quantity::parse(&printed, &context).map(|parsed| parsed.value);
    assert_eq!(again.as_ref(), Ok(&value), "{written:?} is printed as {printed:?}");
    if let Some(tolerance) = &tolerance {
        let _ = value.is_within(tolerance);
    }
}

/// A duration, and the tolerance of its property.
///
/// # Panics
///
/// Where a duration is not printed as itself or is not equal to itself.
pub fn duration(bytes: &[u8]) {
    let mut texts = texts(bytes);
    let written = texts.next().unwrap_or_default();
    let tolerance = texts.next().and_then(|text| duration::parse_tolerance(&text).ok());
    let _ = duration::parse_tolerance(&written);
    let Ok(value) = duration::parse(&written, tolerance.as_ref()) else { return };
    assert_eq!(value.relate(&value), Relation::Equal, "{written:?}");
    assert_eq!(value.not().not(), value, "{written:?}");
    let printed = value.print();
    let again = duration::parse(&printed, None);
    assert_eq!(again.as_ref(), Ok(&value), "{written:?} is printed as {printed:?}");
    let _ = (value.months(), value.as_quantity());
    if let Some(tolerance) = &tolerance {
        let _ = value.is_within(tolerance);
    }
}

/// The properties of equations: a name, and what it holds.
const PROPERTIES: [(&str, Option<&str>, Holds); 8] = [
    ("killed", Some("people"), Holds::Quantities(None)),
    ("killed-soldiers", Some("people"), Holds::Quantities(None)),
    ("cost", Some("USD"), Holds::Quantities(None)),
    ("share", Some("percent"), Holds::Quantities(None)),
    ("birth", None, Holds::Dates),
    ("lifespan", None, Holds::Durations),
    ("mother", None, Holds::Entities),
    ("words", None, Holds::Others),
];

/// An equation of a rule.
///
/// # Panics
///
/// Where what is wrong with it is said to stand outside it, or within a character, or where an
/// equation has a term that leads nowhere.
pub fn equation(bytes: &[u8]) {
    let written = text(bytes);
    let units = units();
    let property = |name: &str| {
        let at = PROPERTIES.iter().position(|(known, ..)| *known == name);
        at.and_then(|at| u32::try_from(at).ok())
            .map(PropertyId)
            .ok_or_else(|| ValueError::unknown("no such property"))
    };
    let about = |id: PropertyId| {
        let (unit, holds) = PROPERTIES
            .get(id.index())
            .map_or((None, Holds::Others), |(_, unit, holds)| (*unit, *holds));
        let holds = match holds {
            Holds::Quantities(_) => Holds::Quantities(unit.and_then(|unit| units.lookup(unit))),
            holds => holds,
        };
        About { holds }
    };
    let vocabulary = Vocabulary { property: &property, about: &about, units, statement: None };
    match Equation::parse(&written, &vocabulary) {
        Ok(equation) => {
            assert!(equation.terms().iter().all(|term| !term.path.is_empty()), "{written:?}");
        }
        Err(error) => assert!(written.get(error.at.clone()).is_some(), "{written:?}: {error:?}"),
    }
}
