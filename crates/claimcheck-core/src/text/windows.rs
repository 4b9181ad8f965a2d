//! Needles found by one stretch of eight bytes each (Karp & Rabin, 1987, with a window of a fixed
//! width): most places of a report are passed with one multiplication. The stretch begins after a
//! space where the needle has one, so that only the beginnings of words are looked at for these.
//! Owns the choice of the stretch; knows nothing of automata, which find the needles that share
//! theirs with many others.

use foldhash::{HashMap, HashMapExt};

use super::fold::FoldedText;
use super::needles::Places;

/// The bytes of a window.
const WIDTH: usize = 8;
/// So many needles may share a window: each place of it is compared with all of them.
const SHARED: usize = 16;
/// About so many windows of each needle are looked at for the rarest.
const LOOKED_AT: usize = 16;
/// The work that a report may cost for each of its bytes before windows are given up, counted in
/// comparisons of up to [`STRIDE`] bytes.
const WORK: usize = 2;
const STRIDE: usize = 32;
/// An odd number whose bits look random (the golden ratio).
const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

/// The windows of some needles.
pub(super) struct Windows {
    /// Those that stand after a space.
    of_words: Table,
    /// Those of needles without one: there are scripts without spaces.
    anywhere: Table,
}

/// Some windows, to be looked up.
struct Table {
    /// For each window the needles that have it, and where in them it stands.
    needles: HashMap<u64, Vec<(usize, usize)>>,
    /// A bit for each mixed window that some needle may have.
    filter: Vec<u64>,
    /// How far a mixed window is shifted to be the number of a bit.
    shift: u32,
}

impl Windows {
    /// Chooses windows for some needles. Those that get none are given back: too short ones, and
    /// those that share theirs with too many others.
    pub(super) fn of(texts: &[String]) -> (Self, Vec<usize>) {
        let (mut words, mut any) = (HashMap::with_capacity(texts.len()), HashMap::new());
        let mut others = Vec::new();
        let shared = Shared::of(texts);
        for (id, text) in texts.iter().enumerate() {
            let windows: &mut HashMap<u64, Vec<(usize, usize)>> =
                if has_words(text) { &mut words } else { &mut any };
            match shared.rarest(text) {
                Some((window, offset)) => windows.entry(window).or_default().push((id, offset)),
                None => others.push(id),
            }
        }
        let windows = Self {
            of_words: Table::new(words, &mut others),
            anywhere: Table::new(any, &mut others),
        };
        others.sort_unstable();
        (windows, others)
    }

    /// Finds the needles in a report; false where that costs too much, with some places noted.
    pub(super) fn scan(&self, report: &FoldedText, places: &mut Places<'_>) -> bool {
        let bytes = report.as_str().as_bytes();
        let mut work = bytes.len().saturating_mul(WORK);
        self.of_words.scan(report, words(bytes), &mut work, places)
            && self.anywhere.scan(report, 0..bytes.len(), &mut work, places)
    }
}

impl Table {
    /// A table of some windows, but those that too many needles share: these are given back.
    fn new(mut needles: HashMap<u64, Vec<(usize, usize)>>, others: &mut Vec<usize>) -> Self {
        needles.retain(|_, sharing| {
            let few = sharing.len() <= SHARED;
            if !few {
                others.extend(sharing.iter().map(|(id, _)| *id));
            }
            few
        });
        let bits = (needles.len() * 64).next_power_of_two().max(1 << 12);
        let shift = 64 - bits.trailing_zeros();
        let mut filter = vec![0; bits / 64];
        for window in needles.keys() {
            let bit = mixed(*window) >> shift;
            if let Some(word) = filter.get_mut(to_usize(bit / 64)) {
                *word |= 1 << (bit % 64);
            }
        }
        Self { needles, filter, shift }
    }

    /// Looks at some places of a report; false where that costs too much.
    fn scan(
        &self,
        report: &FoldedText,
        at: impl Iterator<Item = usize>,
        work: &mut usize,
        places: &mut Places<'_>,
    ) -> bool {
        if self.needles.is_empty() {
            return true;
        }
        let bytes = report.as_str().as_bytes();
        for at in at {
            let Some(window) = window(bytes, at) else { break };
            if self.may_have(window) {
                let cost = self.compare(report, window, at, places);
                let Some(left) = work.checked_sub(cost) else { return false };
                *work = left;
            }
        }
        true
    }

    fn may_have(&self, window: u64) -> bool {
        let bit = mixed(window) >> self.shift;
        self.filter.get(to_usize(bit / 64)).is_some_and(|word| word >> (bit % 64) & 1 == 1)
    }

    /// Compares the needles that have a window with the report around a place of it.
    fn compare(
        &self,
        report: &FoldedText,
        window: u64,
        at: usize,
        places: &mut Places<'_>,
    ) -> usize {
        let Some(sharing) = self.needles.get(&window) else { return 0 };
        let mut cost = 1;
        for &(id, offset) in sharing {
            let Some(start) = at.checked_sub(offset) else { continue };
            if places.is_exhausted(id) {
                continue;
            }
            let needle = places.text_of(id);
            let end = start + needle.len();
            cost += 1 + needle.len() / STRIDE;
            if report.as_str().as_bytes().get(start..end) == Some(needle.as_bytes()) {
                places.note(report, id, start, end);
            }
        }
        cost
    }
}

/// About how many needles share each window: windows that are mixed to one number are counted
/// together.
struct Shared {
    counts: Vec<u16>,
    shift: u32,
}

impl Shared {
    fn of(texts: &[String]) -> Self {
        let total: usize = texts.iter().map(String::len).sum();
        let size = total.next_power_of_two().clamp(1 << 6, 1 << 22);
        let mut shared = Self { counts: vec![0; size], shift: 64 - size.trailing_zeros() };
        for text in texts {
            for (_, window) in windows(text) {
                let at = shared.place(window);
                if let Some(count) = shared.counts.get_mut(at) {
                    *count = count.saturating_add(1);
                }
            }
        }
        shared
    }

    fn place(&self, window: u64) -> usize {
        to_usize(mixed(window) >> self.shift)
    }

    /// Of some windows of a needle, the one that the fewest share, and where it stands; of several,
    /// the first.
    fn rarest(&self, needle: &str) -> Option<(u64, usize)> {
        let step = if has_words(needle) { 1 } else { 1 + needle.len() / LOOKED_AT };
        let looked_at = windows(needle).step_by(step).take(LOOKED_AT);
        let counted = looked_at.filter_map(|(at, window)| {
            Some((self.counts.get(self.place(window)).copied()?, at, window))
        });
        counted.min().map(|(_, at, window)| (window, at))
    }
}

/// Whether a needle has windows that stand after a space.
fn has_words(needle: &str) -> bool {
    let end = needle.len().saturating_sub(WIDTH);
    needle.as_bytes().get(..end).is_some_and(|bytes| bytes.contains(&b' '))
}

/// The windows of a needle that may be chosen, in order, and where they stand: those after a space,
/// or else all of them.
fn windows(needle: &str) -> impl Iterator<Item = (usize, u64)> {
    let bytes = needle.as_bytes();
    let (spaced, whole) = if has_words(needle) { (bytes, 0) } else { (&[][..], bytes.len()) };
    let places = words(spaced).chain(0..whole);
    places.map_while(move |at| Some((at, window(bytes, at)?)))
}

/// The places after a space, in order. Eight bytes are looked at together: in a text of words, a search
/// that begins anew at each space takes longer.
fn words(bytes: &[u8]) -> impl Iterator<Item = usize> {
    const EACH: u64 = u64::MAX / 255;
    const LOW: u64 = EACH * 0x7f;
    let (eights, rest) = bytes.as_chunks::<8>();
    let found = eights.iter().enumerate().flat_map(|(number, eight)| {
        let apart = u64::from_le_bytes(*eight) ^ (EACH * u64::from(b' '));
        // The upper bit of each byte that is none apart from a space.
        let mut spaces = !(((apart & LOW) + LOW) | apart | LOW);
        std::iter::from_fn(move || {
            let at = (spaces != 0).then(|| to_usize(u64::from(spaces.trailing_zeros() / 8)))?;
            spaces &= spaces - 1;
            Some(number * 8 + at + 1)
        })
    });
    let end = bytes.len() - rest.len();
    let last = rest.iter().enumerate().filter(|(_, byte)| **byte == b' ');
    found.chain(last.map(move |(at, _)| end + at + 1))
}

/// The window at a place; nothing where fewer bytes are left.
fn window(bytes: &[u8], at: usize) -> Option<u64> {
    Some(u64::from_le_bytes(bytes.get(at..)?.first_chunk().copied()?))
}

/// The upper bits of what comes of this are well mixed.
const fn mixed(window: u64) -> u64 {
    window.wrapping_mul(FACTOR)
}

fn to_usize(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn needles_that_begin_alike_have_windows_of_their_own() {
        let texts: Vec<String> =
            (0..100).map(|at| format!("the minister said that {at} and {} came", at * 7)).collect();
        let (windows, others) = Windows::of(&texts);
        let own: usize = windows.of_words.needles.values().map(Vec::len).sum();
        assert_eq!(own + others.len(), 100);
        assert_eq!(windows.of_words.needles.len(), 100);
    }

    #[test]
    fn short_and_crowded_needles_are_given_back() {
        let mut texts = vec!["short".to_owned()];
        texts.extend((0..=SHARED).map(|_| "the very same words".to_owned()));
        let (windows, others) = Windows::of(&texts);
        assert!(windows.of_words.needles.is_empty() && windows.anywhere.needles.is_empty());
        assert_eq!(others, (0..texts.len()).collect::<Vec<usize>>());
    }

    #[test]
    fn words_begin_after_every_space() {
        for text in
            ["", " ", "a b", "  a  bc ", "eight by  tes ä\u{80}\u{a0} and  more   \u{7f}!\" "]
        {
            let bytes = text.as_bytes();
            let slow = (0..bytes.len()).filter(|at| bytes[*at] == b' ').map(|at| at + 1);
            assert_eq!(words(bytes).collect::<Vec<_>>(), slow.collect::<Vec<_>>(), "{text:?}");
        }
    }

    #[test]
    fn a_window_is_what_stands_in_the_report() {
        let shared = Shared::of(&[]);
        assert_eq!(shared.rarest("abcdefgh"), Some((u64::from_le_bytes(*b"abcdefgh"), 0)));
        assert_eq!(shared.rarest("abcdefg"), None);
        // After a space, where eight bytes follow one.
        assert_eq!(shared.rarest("in a while or so"), Some((u64::from_le_bytes(*b"a while "), 3)));
        assert_eq!(shared.rarest("a longest"), Some((u64::from_le_bytes(*b"a longes"), 0)));
    }
}
