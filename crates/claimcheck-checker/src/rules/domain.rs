//! What claims leave possible of one question, as an amount that can be calculated with.

use claimcheck_core::model::{Answer, ClaimId, Model};
use claimcheck_core::values::Grain;
use claimcheck_core::values::quantity::Amount;

/// What an answer to a one-valued question leaves possible; nothing where that cannot be
/// calculated with.
pub(crate) fn of_claim(model: &Model, claim: ClaimId, grain: Grain) -> Option<Amount> {
    match &model.claim(claim).answer {
        Answer::One(value) => value.amount(grain),
        Answer::Unknown | Answer::Many(_) => None,
    }
}

/// Whether a claim says something that can be calculated with.
pub(crate) fn is_figure(model: &Model, claim: ClaimId) -> bool {
    of_claim(model, claim, Grain::Moments).is_some()
}
