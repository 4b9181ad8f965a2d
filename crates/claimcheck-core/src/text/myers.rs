//! Where in a text a pattern stands with the fewest edits: a byte of the text costs a few
//! operations for every 64 bytes of pattern. Knows nothing of words.
//!
//! Source of the method: Myers, “A fast bit-vector algorithm for approximate string matching
//! based on dynamic programming” (1999), with the blocks of Hyyrö (2003).

use std::ops::Range;

const BLOCK: usize = 64;

/// The stretch of `text` nearest to `pattern`, the first of several, and its edit distance in
/// bytes. Nothing for an empty pattern.
pub(super) fn nearest(pattern: &[u8], text: &[u8]) -> Option<(Range<usize>, usize)> {
    let (end, distance) = Matcher::new(pattern)?.best(text.iter(), 0);
    let backwards: Vec<u8> = pattern.iter().rev().copied().collect();
    let from = end.saturating_sub(pattern.len() + distance);
    let (len, _) = Matcher::new(&backwards)?.best(text.get(from..end)?.iter().rev(), 1);
    Some((end - len..end, distance))
}

/// A column of the table of distances, as differences between its cells.
struct Matcher {
    /// For each byte and block, at which places of the pattern the byte stands.
    equal: Vec<u64>,
    blocks: Vec<Block>,
    /// The pattern's last place in the last block.
    last: u64,
    len: usize,
}

/// Where a column rises and falls within 64 places of the pattern.
#[derive(Clone, Copy)]
struct Block {
    rises: u64,
    falls: u64,
}

impl Matcher {
    fn new(pattern: &[u8]) -> Option<Self> {
        let last = pattern.len().checked_sub(1)?;
        let count = last / BLOCK + 1;
        let mut equal = vec![0; 256 * count];
        for (at, &byte) in pattern.iter().enumerate() {
            if let Some(places) = equal.get_mut(usize::from(byte) * count + at / BLOCK) {
                *places |= 1 << (at % BLOCK);
            }
        }
        let blocks = vec![Block { rises: !0, falls: 0 }; count];
        Some(Self { equal, blocks, last: 1 << (last % BLOCK), len: pattern.len() })
    }

    /// After how many bytes of `text` the whole pattern is nearest, and how near. `skipped` is
    /// what it costs to leave out a byte before the pattern begins: 0 or 1.
    fn best<'a>(&mut self, text: impl Iterator<Item = &'a u8>, skipped: i8) -> (usize, usize) {
        let (mut at, mut distance) = (0, self.len);
        let mut best = (0, distance);
        for &byte in text {
            at += 1;
            distance = distance.saturating_add_signed(self.advance(byte, skipped).into());
            if distance < best.1 {
                best = (at, distance);
            }
        }
        best
    }

    /// Moves on by a byte of the text: how the last cell changes.
    fn advance(&mut self, byte: u8, skipped: i8) -> i8 {
        let count = self.blocks.len();
        let from = usize::from(byte) * count;
        let equal = self.equal.get(from..from + count).unwrap_or_default();
        let mut carry = skipped;
        for (index, (block, &equal)) in self.blocks.iter_mut().zip(equal).enumerate() {
            let last = if index + 1 == count { self.last } else { 1 << (BLOCK - 1) };
            carry = block.advance(equal, carry, last);
        }
        carry
    }
}

impl Block {
    fn advance(&mut self, equal: u64, carry: i8, last: u64) -> i8 {
        let (up, down) = (u64::from(carry > 0), u64::from(carry < 0));
        let vertical = equal | self.falls;
        let equal = equal | down;
        let horizontal = ((equal & self.rises).wrapping_add(self.rises) ^ self.rises) | equal;
        let rises = self.falls | !(horizontal | self.rises);
        let falls = self.rises & horizontal;
        let out = i8::from(rises & last != 0) - i8::from(falls & last != 0);
        let (rises, falls) = (rises << 1 | up, falls << 1 | down);
        self.rises = falls | !(vertical | rises);
        self.falls = rises & vertical;
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(pattern: &str, text: &str, expected: &str, distance: usize) {
        let (range, found) = nearest(pattern.as_bytes(), text.as_bytes()).unwrap();
        assert_eq!((&text[range], found), (expected, distance));
    }

    #[test]
    fn the_nearest_stretch_is_found() {
        check("deal", "the deal", "deal", 0);
        check("deal", "the dela is done", "del", 1);
        check("signing", "they sinned singing", "singing", 2);
        check(
            &"six years ".repeat(20),
            &format!("in {}!", "six yaers ".repeat(20)),
            &"six yaers ".repeat(20),
            40,
        );
        assert_eq!(nearest(b"", b"text"), None);
    }

    proptest! {
        #[test]
        fn its_distance_is_the_least(pattern in "[ab]{1,150}", text in "[ab]{0,40}") {
            let (range, distance) = nearest(pattern.as_bytes(), text.as_bytes()).unwrap();
            prop_assert_eq!(strsim::levenshtein(&pattern, &text[range]), distance);
            for start in 0..text.len() {
                for end in start..=text.len() {
                    if (start + end) % 5 == 0 {
                        prop_assert!(distance <= strsim::levenshtein(&pattern, &text[start..end]));
                    }
                }
            }
        }
    }
}
