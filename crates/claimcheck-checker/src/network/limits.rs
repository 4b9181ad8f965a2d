//! The limits that keep a check from going on without end, and what is said where one is reached.

/// No more contradictions than this are looked for in one project.
pub(super) const MOST_CONTRADICTIONS: usize = 10_000;

/// A limit that was reached, so that something may have gone unseen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Limit {
    /// So many contradictions of dates and orders that no more were looked for.
    Contradictions,
    /// The network is too tangled to be solved.
    Steps,
    /// Claims that leave several cases were not tried in all ways.
    Cases,
    /// So many sets may have more claims than they need.
    Shrinking(usize),
    /// Not all windows were looked into.
    Windows,
    /// Not all ranks were compared.
    Ranks,
}

impl Limit {
    /// What was not done, as a sentence for people.
    pub(crate) fn remark(self) -> String {
        match self {
            Self::Contradictions => format!(
                "dates and orders: stopped after {MOST_CONTRADICTIONS} contradictions; there may be more, and nothing is concluded from the rest"
            ),
            Self::Steps => "dates and orders: stopped at the limit of steps; there may be more contradictions, and nothing is concluded from what was read".to_owned(),
            Self::Cases => "dates and orders: not every combination of the claims that leave several cases (such as “before or after”) was tried; there may be more contradictions".to_owned(),
            Self::Shrinking(sets) => format!(
                "dates and orders: {sets} of the contradictions may name more claims than they need, since making them smaller came to its limit"
            ),
            Self::Windows => "windows: not all of them were looked into, since there are too many".to_owned(),
            Self::Ranks => "ranks: not all of them were compared, since there are too many".to_owned(),
        }
    }
}
