//! What claims leave possible of one question, as an amount that can be calculated with.

use claimcheck_core::model::{Answer, Claim, ClaimId, Model, Value};
use claimcheck_core::values::Grain;
use claimcheck_core::values::quantity::{Amount, Quantity};

/// What an answer to a one-valued question leaves possible; nothing where that cannot be
/// calculated with. A figure stands for all that it may be rounded from, and for what lies within the
/// tolerance of its property.
pub(crate) fn of_claim(model: &Model, claim: ClaimId, grain: Grain) -> Option<Amount> {
    let Claim { answer, rounding, question, .. } = model.claim(claim);
    match (answer, rounding) {
        (Answer::One(Value::Quantity(quantity)), Some(rounding)) => {
            let property = model.property(model.question(*question).property);
            let figures = rounding.stands_for(property.tolerance.as_ref());
            Amount::of(&Quantity { set: quantity.set.union(&figures), ..*quantity })
        }
        (Answer::One(value), _) => value.amount(grain),
        (Answer::Unknown | Answer::Many(_), _) => None,
    }
}

/// Whether a claim says something that can be calculated with.
pub(crate) fn is_figure(model: &Model, claim: ClaimId) -> bool {
    of_claim(model, claim, Grain::Moments).is_some()
}
