//! Whose word somebody's word is: spokesmen, and desks of one publishing house. Owns who speaks for
//! whom; that nobody speaks for himself in the end; and no claim.

use std::collections::{BTreeMap, HashSet};

use super::Resolver;
use super::cycles::cycles;
use crate::model::KindId;
use crate::problem::{InputCode, Problem};
use crate::read::record;
use crate::source::Span;
use crate::values::EntityId;

/// Who speaks for whom, and where it is written.
type Spoken = BTreeMap<EntityId, (EntityId, Span)>;

impl Resolver {
    /// What is declared by `speaks-for`. Of those that speak for each other none does.
    pub(super) fn speakers(&mut self, declared: &[&record::Entity<'_>]) {
        let mut spoken = Spoken::new();
        for entity in declared {
            let Some(name) = &entity.speaks_for else { continue };
            let (Some(this), Some(whom)) = (self.names.get(entity.id.as_str()), self.entity(name))
            else {
                continue;
            };
            let (first, place) = *spoken.entry(this).or_insert((whom, name.span));
            if first != whom {
                self.refuse_second(entity, name.span, place);
            }
        }
        let edges: Vec<(usize, usize)> =
            spoken.iter().map(|(this, (whom, _))| (this.0 as usize, whom.0 as usize)).collect();
        let circles = cycles(&edges);
        for circle in &circles {
            self.refuse_circular_speakers(circle, &spoken);
        }
        let circular: HashSet<usize> = circles.into_iter().flatten().collect();
        for (this, whom) in edges.into_iter().filter(|(this, _)| !circular.contains(this)) {
            let whom = EntityId(u32::try_from(whom).unwrap_or(u32::MAX));
            self.model.entities[this].speaks_for = Some(whom);
        }
    }

    /// A publisher that is part of one other organisation, and speaks for nobody by declaration, speaks
    /// for that one: the desks of a house are one voice.
    pub(super) fn houses(&mut self) {
        let publishers: Vec<EntityId> =
            self.model.reports.iter().filter_map(|report| report.publisher).collect();
        for publisher in publishers {
            let mut at = publisher;
            while let Some(next) = self.model.entity(at).speaks_for.or_else(|| self.house(at)) {
                self.model.entities[at.0 as usize].speaks_for = Some(next);
                at = next;
            }
        }
    }

    /// The organisation that an organisation is part of, unless there are several, or it speaks for this
    /// one itself.
    fn house(&self, part: EntityId) -> Option<EntityId> {
        let is_organisation = |entity: EntityId| {
            self.model.is_kind(self.model.entity(entity).kind, KindId::ORGANISATION)
        };
        let wholes = self.model.taxonomy.wholes(part).iter().copied();
        let mut houses = wholes.filter(|whole| is_organisation(*whole));
        let (house, None) = (houses.next()?, houses.next()) else { return None };
        let speaks_for_part = self.model.speakers(house).any(|speaker| speaker == part);
        (is_organisation(part) && !speaks_for_part).then_some(house)
    }

    fn refuse_second(&mut self, entity: &record::Entity<'_>, place: Span, first: Span) {
        let message = format!("`{}` cannot speak for two", entity.id.as_str());
        let problem = Problem::new(InputCode::BadValue, place, message)
            .with_help("keep one `speaks-for` of what is declared to be the same")
            .and(first, "the other one");
        self.problems.push(problem);
    }

    fn refuse_circular_speakers(&mut self, circle: &[usize], spoken: &Spoken) {
        let entities = circle.iter().map(|at| EntityId(u32::try_from(*at).unwrap_or(u32::MAX)));
        let mut places = entities.filter_map(|entity| Some(spoken.get(&entity)?.1));
        let Some(first) = places.next() else { return };
        let names: Vec<&str> =
            circle.iter().take(8).map(|at| self.model.entities[*at].id.as_str()).collect();
        let message = format!("these entities speak for each other: {}", names.join(", "));
        let mut problem = Problem::new(InputCode::Cycle, first, message)
            .with_help("take out the `speaks-for` of the one whose word it is in the end");
        for place in places.take(8) {
            problem = problem.and(place, "and here");
        }
        self.problems.push(problem);
    }
}
