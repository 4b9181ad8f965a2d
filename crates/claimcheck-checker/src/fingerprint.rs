//! What makes two findings the same one over time: the code, the question and the normalised
//! answers. Never lines, files, wording, names of reports or the order of claims.

use claimcheck_core::conflict::digest;
use claimcheck_core::model::{Model, QuestionId};

/// The fingerprint of a finding, made of its code, its questions and its sorted answers.
pub(crate) fn fingerprint(
    model: &Model,
    code: &str,
    questions: &[QuestionId],
    values: &[&str],
) -> String {
    let mut names: Vec<String> =
        questions.iter().map(|question| model.question_name(*question)).collect();
    names.sort();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let mut values = values.to_vec();
    values.sort_unstable();
    values.dedup();
    digest(code, &names, values)
}

/// The fingerprint of what no question is asked of, such as a flaw of the input: the code and what it
/// is about, in words.
pub(crate) fn of_words(code: &str, about: &str) -> String {
    digest(code, &[], [about])
}
