//! What some rules, statements and answers come to: first what narrows one unknown at a time, then what
//! only all together show.

use std::collections::BTreeSet;

use claimcheck_core::model::ClaimId;
use claimcheck_core::values::quantity::Amount;

use super::bind::{Instance, Stated, Variable};
use super::linear::Together;
use super::propagate::{Derived, Disputes, World};

/// Why the claims cannot all hold.
#[derive(Debug, Clone)]
pub(crate) struct Failure {
    /// The instance whose sides cannot meet, by its place; of several that cannot hold together, one.
    pub(crate) instance: usize,
    /// What its two sides come to; nothing where they can meet, and the instances cannot all hold.
    pub(crate) sides: Option<(Amount, Amount)>,
    /// Where the instances cannot all hold, the unknowns of which it counts what they can be.
    pub(crate) bounded: Vec<Variable>,
    /// What followed on the way.
    pub(crate) derived: Vec<Derived>,
    /// The instances that it may rest on, by their places.
    pub(crate) by: BTreeSet<usize>,
}

/// What some rules, statements and answers come to.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// They can all hold, as far as is known.
    Holds,
    /// They certainly cannot.
    Fails(Failure),
    /// That takes too long to say.
    Unknown,
}

/// Whether some rules and statements can hold with some answers.
pub(crate) fn fails(
    stated: &Stated<'_>,
    instances: &[&Instance],
    active: &BTreeSet<ClaimId>,
    disputes: &Disputes,
) -> Outcome {
    let mut world = World::new(stated, active, disputes);
    if let Some((instance, left, right)) = world.propagate(instances) {
        let by = world.rests_on(instances, instance);
        let (sides, bounded) = (Some((left, right)), Vec::new());
        return Outcome::Fails(Failure { instance, sides, bounded, derived: world.derived, by });
    }
    match world.together(instances) {
        Together::Hold => Outcome::Holds,
        Together::Unknown => Outcome::Unknown,
        Together::Fail(failing, bounded) => {
            let each = failing.iter().map(|number| world.rests_on(instances, *number));
            let by: BTreeSet<usize> = each.flatten().collect();
            let instance = failing.first().copied().unwrap_or(0);
            // Only what these unknowns can be counts.
            let mut derived = world.derived;
            derived.retain(|it| bounded.contains(&it.variable));
            Outcome::Fails(Failure { instance, sides: None, bounded, derived, by })
        }
    }
}
