//! What a claim said when a ruling judged it. Judges nothing.

use claimcheck_core::conflict::digest_of;
use claimcheck_core::model::{EntryId, Model, Passage, Pin, QuestionId};
use claimcheck_core::text::fold;

use crate::words;

/// How many bytes of the digest of a quote are kept: it only has to tell a change.
const BYTES: usize = 4;

/// What a claim says on some questions, and the digest of its quote.
pub fn pin(model: &Model, entry: EntryId, questions: &[QuestionId]) -> Pin {
    let stated = model.entry(entry);
    let own =
        stated.claims.iter().filter(|claim| questions.contains(&model.claim(*claim).question));
    let mut says: Vec<String> = own.map(|claim| words::normal(model, claim)).collect();
    says.sort();
    let quote = match (&stated.passage, stated.quote) {
        (Passage::Found(span), _) => Some(fold(model.sources.slice(*span))),
        // As it is written, but for the quotation marks of YAML.
        (_, Some(span)) => Some(fold(model.sources.slice(span).trim_matches(['"', '\'']))),
        _ => None,
    };
    Pin { entry, says, quote: quote.map(|quote| digest_of([quote.as_str()], BYTES)) }
}
