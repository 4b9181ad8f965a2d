//! How two events lie to each other, in words: what each answer leaves open, and why two of them agree
//! or conflict.

use claimcheck_core::model::{Answer, ClaimId, Model, Value};
use claimcheck_core::values::{Allen, Relation};

use crate::words;

fn order(model: &Model, claim: ClaimId) -> Option<Allen> {
    if let Answer::One(Value::Order(order)) = &model.claim(claim).answer {
        Some(*order)
    } else {
        None
    }
}

/// The relations of a set: `after, met-by or during`.
fn members(order: Allen) -> String {
    let words: Vec<&str> = order.members().collect();
    match words.as_slice() {
        [rest @ .., last] if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        words => words.concat(),
    }
}

/// What a claim says of two events, told of the one that the question is asked of; nothing for
/// what is no order.
pub(crate) fn stated(model: &Model, claim: ClaimId) -> Option<String> {
    let order = order(model, claim)?;
    let question = model.question(model.claim(claim).question);
    let subject = words::entity(model, question.subject);
    let other = question.with.map(|other| words::entity(model, other))?;
    Some(format!(
        "`{}` says `{}`; of {subject} that is: {} {other}",
        model.entry_of(claim).name,
        model.claim(claim).written,
        members(order)
    ))
}

/// Why two orders agree or conflict, as the last step of a reason; nothing for what are none.
pub(crate) fn meet(model: &Model, first: ClaimId, second: ClaimId) -> Option<String> {
    let (one, other) = (order(model, first)?, order(model, second)?);
    let name = |claim: ClaimId| &model.entry_of(claim).name;
    let within = |narrow: ClaimId, wide: ClaimId| {
        format!("every way that `{}` leaves open, `{}` does too", name(narrow), name(wide))
    };
    Some(match one.relate(other) {
        Relation::Equal => "both leave the same ways open".to_owned(),
        Relation::Inside => within(first, second),
        Relation::Contains => within(second, first),
        Relation::Disjoint => "no way of lying to each other is left open by both".to_owned(),
        Relation::Overlap => {
            let both: Vec<&str> =
                one.members().filter(|word| other.members().any(|own| own == *word)).collect();
            format!(
                "both leave open {}, and each leaves open what the other does not",
                both.join(" and ")
            )
        }
    })
}
