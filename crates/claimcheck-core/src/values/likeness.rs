//! How alike two names or phrases are that are not the same: whether a reader could take the one for a
//! slip of the other.

/// How alike two different texts are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likeness {
    /// A few letters apart.
    Nearly,
    /// Different words.
    Unlike,
}

/// This share of the letters must be the same for two texts to be nearly alike.
const ALIKE: f64 = 0.8;

impl Likeness {
    pub(super) fn of(one: &str, other: &str) -> Self {
        let fold = |text: &str| -> String {
            text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
        };
        let (one, other) = (fold(one), fold(other));
        if strsim::normalized_damerau_levenshtein(&one, &other) >= ALIKE {
            Self::Nearly
        } else {
            Self::Unlike
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_nearly_alike() {
        let alike = |a, b| Likeness::of(a, b) == Likeness::Nearly;
        assert!(alike("Jon Smith", "John Smith"));
        assert!(alike("Al-Tayba", "al Tayba"));
        assert!(!alike("Jon Smith", "Mary Brown"));
        assert!(!alike("a red car", "a blue car"));
    }
}
