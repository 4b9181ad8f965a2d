//! Rows of things in two arrays: what each of many numbered places leads to, without a list of its
//! own for each.

/// Some things for each of some rows.
#[derive(Debug)]
pub(super) struct Table<T> {
    starts: Vec<u32>,
    things: Vec<T>,
}

impl<T: Copy + Default> Table<T> {
    /// The rows of things that come as pairs of a row and a thing, in their order. The pairs are
    /// asked for twice.
    pub(super) fn new<I: Iterator<Item = (u32, T)>>(rows: usize, pairs: impl Fn() -> I) -> Self {
        // One row ahead, so that filling a row in leaves its end where the next one starts.
        let mut starts = vec![0u32; rows + 2];
        for (row, _) in pairs() {
            starts[row as usize + 2] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut things = vec![T::default(); starts[rows + 1] as usize];
        for (row, thing) in pairs() {
            let next = &mut starts[row as usize + 1];
            things[*next as usize] = thing;
            *next += 1;
        }
        Self { starts, things }
    }

    /// The things of a row.
    pub(super) fn row(&self, row: u32) -> &[T] {
        let (start, end) = (self.starts[row as usize], self.starts[row as usize + 1]);
        &self.things[start as usize..end as usize]
    }

    /// How many rows there are.
    pub(super) fn rows(&self) -> usize {
        self.starts.len() - 2
    }

    /// How many things there are in all.
    pub(super) fn len(&self) -> usize {
        self.things.len()
    }
}
