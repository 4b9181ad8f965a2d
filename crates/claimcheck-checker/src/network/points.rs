//! The points in time that claims speak of: the start and the end of each event in each scope, the
//! days of other dates, and the two clocks that dates are written on.

use claimcheck_core::model::{Model, PropertyId, Scope};
use claimcheck_core::values::EntityId;
use foldhash::{HashMap, HashMapExt as _};

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
    /// When another date is.
    Moment(EntityId, PropertyId, Scope),
    /// The beginning of the day that one of these lies in: of the start or the end of an event, by
    /// these properties, or of another date.
    Day(EntityId, PropertyId, Scope),
}

impl Point {
    /// Whose it is; nothing for the clocks.
    pub(crate) const fn entity(&self) -> Option<EntityId> {
        match self {
            Self::Local | Self::Utc => None,
            Self::Start(entity, _)
            | Self::End(entity, _)
            | Self::Moment(entity, ..)
            | Self::Day(entity, ..) => Some(*entity),
        }
    }
}

/// All points, numbered as they come.
#[derive(Debug)]
pub(crate) struct Points {
    all: Vec<Point>,
    /// The start of each event in no scope, by its entity; its end is the next number. Nearly all
    /// points are of this form, and looked up most.
    plain: Vec<Option<u32>>,
    /// The numbers of all other points.
    others: HashMap<Point, u32>,
}

impl Points {
    /// The number of the local clock's origin.
    pub(crate) const LOCAL: u32 = 0;
    /// The number of the UTC clock's origin.
    pub(crate) const UTC: u32 = 1;

    /// The two clocks alone.
    pub(crate) fn new() -> Self {
        let mut points = Self { all: Vec::new(), plain: Vec::new(), others: HashMap::new() };
        points.push(Point::Local);
        points.push(Point::Utc);
        points
    }

    /// The number of a date or of a day. Events have [`Points::ends`].
    pub(crate) fn number(&mut self, point: Point) -> u32 {
        self.known(&point).unwrap_or_else(|| self.push(point))
    }

    /// The start and the end of an event, which are numbered together.
    pub(crate) fn ends(&mut self, event: EntityId, scope: &Scope) -> (u32, u32) {
        let start = self.start(event, scope).unwrap_or_else(|| {
            let start = self.push(Point::Start(event, scope.clone()));
            self.push(Point::End(event, scope.clone()));
            start
        });
        (start, start + 1)
    }

    fn push(&mut self, point: Point) -> u32 {
        let number = u32::try_from(self.all.len()).unwrap_or(u32::MAX);
        match &point {
            Point::Start(event, scope) if scope.is_empty() => {
                let at = event.0 as usize;
                if self.plain.len() <= at {
                    self.plain.resize(at + 1, None);
                }
                self.plain[at] = Some(number);
            }
            Point::End(_, scope) if scope.is_empty() => {}
            _ => {
                self.others.insert(point.clone(), number);
            }
        }
        self.all.push(point);
        number
    }

    fn start(&self, event: EntityId, scope: &Scope) -> Option<u32> {
        if scope.is_empty() {
            self.plain.get(event.0 as usize).copied().flatten()
        } else {
            self.others.get(&Point::Start(event, scope.clone())).copied()
        }
    }

    /// The start and the end of an event that some claim speaks of.
    pub(crate) fn known_ends(&self, event: EntityId, scope: &Scope) -> Option<(u32, u32)> {
        self.start(event, scope).map(|start| (start, start + 1))
    }

    /// The events that some claim speaks of, with their scopes.
    pub(crate) fn events(&self) -> Vec<(EntityId, Scope)> {
        let event = |point: &Point| match point {
            Point::Start(event, scope) => Some((*event, scope.clone())),
            Point::Local | Point::Utc | Point::End(..) | Point::Moment(..) | Point::Day(..) => None,
        };
        self.all.iter().filter_map(event).collect()
    }

    /// The number of a point that some claim speaks of.
    pub(crate) fn known(&self, point: &Point) -> Option<u32> {
        match point {
            Point::Local => Some(Self::LOCAL),
            Point::Utc => Some(Self::UTC),
            Point::Start(event, scope) => self.start(*event, scope),
            Point::End(event, scope) => self.start(*event, scope).map(|start| start + 1),
            Point::Moment(..) | Point::Day(..) => self.others.get(point).copied(),
        }
    }

    /// The point of a number.
    pub(crate) fn get(&self, number: u32) -> &Point {
        &self.all[number as usize]
    }

    /// How many points there are.
    pub(crate) fn len(&self) -> usize {
        self.all.len()
    }
}

impl Point {
    /// What happens at the point, as the subject and verb of a clause; nothing for a clock.
    pub(crate) fn clause(&self, model: &Model) -> Option<String> {
        Some(match self {
            Self::Local | Self::Utc => return None,
            Self::Start(event, _) | Self::Day(event, PropertyId::START, _) => {
                format!("{} starts", words::entity(model, *event))
            }
            Self::End(event, _) | Self::Day(event, PropertyId::END, _) => {
                format!("{} ends", words::entity(model, *event))
            }
            Self::Moment(..) | Self::Day(..) => format!("{} is", self.noun(model)?),
        })
    }

    /// What another point is told to lie before or after: as the clause, or the name of a date.
    pub(crate) fn noun(&self, model: &Model) -> Option<String> {
        match self {
            Self::Moment(subject, property, _) | Self::Day(subject, property, _)
                if *property > PropertyId::END =>
            {
                let (property, subject) =
                    (&model.property(*property).id, words::entity(model, *subject));
                Some(format!("the {property} of {subject}"))
            }
            other => other.clause(model),
        }
    }

    /// What the point is a part of, by name; nothing for a clock.
    pub(crate) fn name<'m>(&self, model: &'m Model) -> Option<&'m str> {
        match self {
            Self::Local | Self::Utc => None,
            Self::Start(event, _)
            | Self::End(event, _)
            | Self::Moment(event, ..)
            | Self::Day(event, ..) => Some(words::entity(model, *event)),
        }
    }
}
