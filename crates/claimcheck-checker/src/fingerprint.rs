//! What makes two findings the same one over time: the code, the question and the normalised
//! answers. Never lines, files, wording, names of reports or the order of claims.

use std::fmt::Write as _;

use claimcheck_core::model::{Model, QuestionId};
use sha2::{Digest, Sha256};

/// How many bytes of the digest are kept: enough that two findings of one project never meet.
const BYTES: usize = 16;

/// The fingerprint of a finding: the first 16 bytes of the SHA-256 of its code, its questions and
/// its sorted answers, in hexadecimal.
pub(crate) fn fingerprint(
    model: &Model,
    code: &str,
    questions: &[QuestionId],
    values: &[&str],
) -> String {
    let mut names: Vec<String> =
        questions.iter().map(|question| model.question_name(*question)).collect();
    names.sort();
    let mut values = values.to_vec();
    values.sort_unstable();
    values.dedup();
    digest(code, &names, &values)
}

/// The fingerprint of a flaw of the input: the code and what it is about.
pub(crate) fn of_input(code: &str, about: &str) -> String {
    digest(code, &[], &[about])
}

fn digest(code: &str, questions: &[String], values: &[&str]) -> String {
    let mut hash = Sha256::new();
    let parts = std::iter::once(code).chain(questions.iter().map(String::as_str)).chain(["\u{1}"]);
    for part in parts.chain(values.iter().copied()) {
        hash.update(part.as_bytes());
        hash.update([0]);
    }
    hash.finalize().iter().take(BYTES).fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
