//! “Did you mean”: the nearest known name, where one is near enough to help.

mod letters;

use std::collections::HashMap;
use std::sync::OnceLock;

use letters::Letters;

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
    let mut search = Search::of(wanted)?;
    for name in known.into_iter().filter(|name| name.len() <= LONGEST) {
        search.see(name, &Letters::new(name));
    }
    search.found()
}

/// A name that is looked for, and the most like it of those that were seen.
struct Search<'w, 'a> {
    wanted: Letters<'w>,
    best: Option<(f64, &'a str)>,
}

impl<'w, 'a> Search<'w, 'a> {
    fn of(wanted: &'w str) -> Option<Self> {
        (wanted.len() <= LONGEST).then(|| Self { wanted: Letters::new(wanted), best: None })
    }

    fn see(&mut self, name: &'a str, letters: &Letters<'_>) {
        if !self.wanted.can_reach(letters, NEAR) {
            return;
        }
        let score = strsim::jaro_winkler(&self.wanted.text, &letters.text);
        let better =
            self.best.is_none_or(|(top, chosen)| score > top || (score >= top && name < chosen));
        if score >= NEAR && better {
            self.best = Some((score, name));
        }
    }

    fn found(&self) -> Option<&'a str> {
        self.best.map(|(_, name)| name)
    }
}

/// Names that are gathered when somebody first looks for a near one.
#[derive(Debug, Default)]
pub struct LazySuggestions(OnceLock<Suggestions>);

impl LazySuggestions {
    /// The name that is most like `wanted`, if any is near enough, of names that are always the same.
    #[must_use]
    pub fn nearest(&self, wanted: &str, names: impl FnOnce() -> Vec<String>) -> Option<&str> {
        self.0.get_or_init(|| Suggestions::new(names())).nearest(wanted)
    }
}

/// Up to this many names all are held against the one that is wanted.
const FEW: usize = 2048;
/// Of more names, those are held against it that share the most of its rarest parts of three
/// letters: so many parts, each of no more names than this, and so many names.
const PARTS: usize = 8;
const OF_A_PART: usize = 1024;
const COMPARED: usize = 128;
/// And so many of those that stand beside it in order, on each side.
const BESIDE: usize = 8;

/// Many names, in which near ones are found without a look at each.
#[derive(Debug)]
pub struct Suggestions {
    /// How each name is written, in order, each once.
    names: Vec<String>,
    /// The letters of each name; empty where there are many names.
    letters: Vec<Letters<'static>>,
    /// The parts of three letters of all names, each with the place of the name, in order; empty
    /// where there are few names.
    parts: Vec<(u32, u32)>,
}

impl Suggestions {
    /// Prepares some names, in any order.
    #[must_use]
    pub fn new(mut names: Vec<String>) -> Self {
        names.sort_unstable();
        names.dedup();
        let (mut all, mut letters) = (Vec::new(), Vec::new());
        if names.len() <= FEW {
            letters = names.iter().map(|name| Letters::owned(name)).collect();
        } else {
            for (at, name) in (0u32..).zip(&names) {
                all.extend(parts(name).into_iter().map(|part| (part, at)));
            }
            all.sort_unstable();
        }
        Self { names, letters, parts: all }
    }

    /// The name that is most like `wanted`, if any is near enough; of many names, the most like it
    /// of those that share the most of its letters or its beginning.
    #[must_use]
    pub fn nearest(&self, wanted: &str) -> Option<&str> {
        if self.names.len() <= FEW {
            return self.nearest_with(wanted, []);
        }
        let beside = self.names.partition_point(|name| name.as_str() < wanted);
        let beside = beside.saturating_sub(BESIDE)..(beside + BESIDE).min(self.names.len());
        let sharing = self.sharing(wanted).into_iter().filter_map(|at| self.names.get(at as usize));
        nearest(wanted, self.names[beside].iter().chain(sharing).map(String::as_str))
    }

    /// The same, among all names of a few, and some more.
    pub(crate) fn nearest_with<'a>(
        &'a self,
        wanted: &str,
        more: impl IntoIterator<Item = &'a str>,
    ) -> Option<&'a str> {
        let mut search = Search::of(wanted)?;
        let known = self.names.iter().zip(&self.letters);
        for (name, letters) in known.filter(|(name, _)| name.len() <= LONGEST) {
            search.see(name, letters);
        }
        for name in more.into_iter().filter(|name| name.len() <= LONGEST) {
            search.see(name, &Letters::new(name));
        }
        search.found()
    }

    /// The names that share the most of the rarest parts of a name.
    fn sharing(&self, wanted: &str) -> Vec<u32> {
        let mut lists: Vec<&[(u32, u32)]> =
            parts(wanted).into_iter().map(|part| self.having(part)).collect();
        lists.retain(|list| !list.is_empty() && list.len() <= OF_A_PART);
        lists.sort_by_key(|list| list.len());
        let mut counts: HashMap<u32, u32> = HashMap::new();
        for (_, at) in lists.into_iter().take(PARTS).flatten() {
            *counts.entry(*at).or_default() += 1;
        }
        let mut most: Vec<(std::cmp::Reverse<u32>, u32)> =
            counts.into_iter().map(|(at, count)| (std::cmp::Reverse(count), at)).collect();
        if most.len() > COMPARED {
            most.select_nth_unstable(COMPARED);
            most.truncate(COMPARED);
        }
        most.into_iter().map(|(_, at)| at).collect()
    }

    fn having(&self, part: u32) -> &[(u32, u32)] {
        let start = self.parts.partition_point(|(other, _)| *other < part);
        let rest = &self.parts[start..];
        let end = start + rest.partition_point(|(other, _)| *other == part);
        &self.parts[start..end]
    }
}

/// The parts of three letters of a name, in order, each once, as numbers that may stand for several.
fn parts(name: &str) -> Vec<u32> {
    let letters: Vec<u32> = name.to_lowercase().chars().map(u32::from).collect();
    let number = |part: &[u32]| {
        part.iter().fold(0_u32, |sum, letter| sum.wrapping_mul(0x0001_0dcd).wrapping_add(*letter))
    };
    let mut parts: Vec<u32> = letters.windows(3).map(number).collect();
    parts.sort_unstable();
    parts.dedup();
    parts
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn many() -> Vec<String> {
        (0..5000).map(|at| format!("warehouse-{at}-north")).collect()
    }

    #[test]
    fn the_near_one_of_many_names_is_found() {
        let names = Suggestions::new(many());
        assert_eq!(names.nearest("warehuose-1234-nort"), Some("warehouse-1234-north"));
        assert_eq!(names.nearest("arehouse-4999-north"), Some("warehouse-4999-north"));
        assert_eq!(names.nearest("Kyoto"), None);
    }

    proptest! {
        #[test]
        fn of_few_names_the_nearest_is_found(
            names in proptest::collection::vec("[a-d]{1,6}", 0..20), wanted in "[a-d]{1,6}"
        ) {
            let found = Suggestions::new(names.clone());
            let all = names.iter().map(String::as_str);
            prop_assert_eq!(found.nearest(&wanted), nearest(&wanted, all));
        }

        #[test]
        fn of_many_names_one_is_found_that_is_about_as_near_as_the_nearest(at in 0usize..5000, slip in 1usize..19) {
            let name = format!("warehouse-{at}-north");
            let mut letters: Vec<char> = name.chars().collect();
            let last = letters.len() - 1;
            letters.swap(slip.min(last), slip.min(last) - 1);
            let wanted: String = letters.into_iter().collect();
            let names = Suggestions::new(many());
            let all = names.names.iter().map(String::as_str);
            let best = nearest(&wanted, all);
            let like = |name: Option<&str>| name.map_or(0.0, |name| strsim::jaro_winkler(&wanted, name));
            prop_assert!(like(names.nearest(&wanted)) > like(best) - 0.05);
        }
    }
}
