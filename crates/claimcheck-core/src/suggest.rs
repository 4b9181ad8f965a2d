//! “Did you mean”: the nearest known name, where one is near enough to help.

/// Similarity (Jaro–Winkler, 0 to 1) below which a name is no help.
const NEAR: f64 = 0.8;
/// Names of more bytes than this are no slips of the pen, and take the square of their length.
const LONGEST: usize = 1_000;

/// The known name that is most like `wanted`, if any is near enough. Ties go to the lesser name,
/// so that the answer does not depend on the order of `known`.
///
/// ```
/// use claimcheck_core::suggest::nearest;
///
/// assert_eq!(nearest("plaec", ["date", "place", "placement"]), Some("place"));
/// assert_eq!(nearest("zebra", ["date", "place"]), None);
/// ```
pub fn nearest<'a>(wanted: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    if wanted.len() > LONGEST {
        return None;
    }
    let wanted = wanted.to_lowercase();
    let mut best: Option<(f64, &str)> = None;
    for name in known.into_iter().filter(|name| name.len() <= LONGEST) {
        let score = strsim::jaro_winkler(&wanted, &name.to_lowercase());
        let better =
            best.is_none_or(|(top, chosen)| score > top || (score >= top && name < chosen));
        if score >= NEAR && better {
            best = Some((score, name));
        }
    }
    best.map(|(_, name)| name)
}
