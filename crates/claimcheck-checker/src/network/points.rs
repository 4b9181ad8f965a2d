//! The points in time that claims speak of: the start and the end of each event in each scope, the
//! days of other dates, and the two clocks that dates are written on.

use std::collections::HashMap;

use claimcheck_core::model::{Model, PropertyId, Scope};
use claimcheck_core::value::EntityId;

use crate::words;

/// A point in time.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Point {
    /// What dates without an offset are counted from: 1970-01-01 as written.
    Local,
    /// What dates with an offset are counted from: 1970-01-01 in UTC.
    Utc,
    /// Where an event starts.
    Start(EntityId, Scope),
    /// Where an event ends.
    End(EntityId, Scope),
    /// The day of another date, at its beginning.
    Day(EntityId, PropertyId, Scope),
}

/// All points, numbered as they come.
#[derive(Debug)]
pub(crate) struct Points {
    points: Vec<Point>,
    numbers: HashMap<Point, u32>,
}

impl Points {
    /// The number of the local clock's origin.
    pub(crate) const LOCAL: u32 = 0;
    /// The number of the UTC clock's origin.
    pub(crate) const UTC: u32 = 1;

    /// The two clocks alone.
    pub(crate) fn new() -> Self {
        let mut points = Self { points: Vec::new(), numbers: HashMap::new() };
        points.number(Point::Local);
        points.number(Point::Utc);
        points
    }

    /// The number of a point.
    pub(crate) fn number(&mut self, point: Point) -> u32 {
        let next = u32::try_from(self.points.len()).unwrap_or(u32::MAX);
        *self.numbers.entry(point).or_insert_with_key(|point| {
            self.points.push(point.clone());
            next
        })
    }

    /// The start and the end of an event.
    pub(crate) fn ends(&mut self, event: EntityId, scope: &Scope) -> (u32, u32) {
        let start = self.number(Point::Start(event, scope.clone()));
        (start, self.number(Point::End(event, scope.clone())))
    }

    /// The number of a point that some claim speaks of.
    pub(crate) fn known(&self, point: &Point) -> Option<u32> {
        self.numbers.get(point).copied()
    }

    /// The point of a number.
    pub(crate) fn get(&self, number: u32) -> &Point {
        &self.points[number as usize]
    }

    /// How many points there are.
    pub(crate) fn len(&self) -> usize {
        self.points.len()
    }
}

impl Point {
    /// What happens at the point, as the subject and verb of a clause; nothing for a clock.
    pub(crate) fn clause(&self, model: &Model) -> Option<String> {
        Some(match self {
            Self::Local | Self::Utc => return None,
            Self::Start(event, _) => format!("{} starts", words::entity(model, *event)),
            Self::End(event, _) => format!("{} ends", words::entity(model, *event)),
            Self::Day(subject, property, _) => {
                format!(
                    "the {} of {} is",
                    model.property(*property).id,
                    words::entity(model, *subject)
                )
            }
        })
    }
}
