//! Whether linear equations and inequalities over the rational numbers can all hold, decided exactly:
//! equations are solved for one of their variables, and the other variables are eliminated one by one
//! (Fourier–Motzkin). What was combined of more inequalities than variables were eliminated is
//! redundant (Kohler, 1967). Knows nothing of what the variables are.

use std::collections::{BTreeMap, BTreeSet};

use claimcheck_core::values::ValueError;
use claimcheck_core::values::quantity::Rational;
use claimcheck_core::values::quantity::number::{divided, minus, plus, times};

/// More inequalities than this are not combined.
const MOST_ROWS: usize = 4_000;

/// How a sum lies to its bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lies {
    /// It is equal to it.
    At,
    /// It is no greater.
    AtMost,
    /// It is less.
    Below,
}

/// A sum of variables, each so many times, and its bound.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// How many times each variable stands in the sum; never none.
    pub(super) sum: BTreeMap<usize, Rational>,
    pub(super) lies: Lies,
    pub(super) bound: Rational,
}

/// What a search comes to.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Solution {
    /// All rows can hold.
    Exists,
    /// These rows cannot all hold, by their places.
    None(BTreeSet<usize>),
    /// That takes too long to say, or leaves the range of exact numbers.
    Unknown,
}

/// A row with the places of those that it was combined of.
#[derive(Debug, Clone)]
struct Combined {
    row: Row,
    of: BTreeSet<usize>,
    /// Those of them that are inequalities.
    inequalities: BTreeSet<usize>,
}

/// Whether some rows can all hold.
pub(super) fn solve(rows: Vec<Row>) -> Solution {
    let each = rows.into_iter().enumerate();
    let rows = each.map(|(at, row)| {
        let own = (row.lies != Lies::At).then_some(at).into_iter().collect();
        Combined { row, of: BTreeSet::from([at]), inequalities: own }
    });
    let rows = rows.collect();
    match eliminate(rows) {
        Ok(Some(of)) => Solution::None(of),
        Ok(None) => Solution::Exists,
        Err(Stopped) => Solution::Unknown,
    }
}

/// Too many rows, or numbers too large.
struct Stopped;

impl From<ValueError> for Stopped {
    fn from(_: ValueError) -> Self {
        Self
    }
}

fn eliminate(mut rows: Vec<Combined>) -> Result<Option<BTreeSet<usize>>, Stopped> {
    while let Some(at) = rows.iter().position(|it| it.row.lies == Lies::At) {
        let equation = rows.swap_remove(at);
        let Some((variable, factor)) = equation.row.sum.first_key_value() else {
            if equation.row.bound == zero() {
                continue;
            }
            return Ok(Some(equation.of));
        };
        let (variable, factor) = (*variable, *factor);
        for other in &mut rows {
            if let Some(count) = other.row.sum.get(&variable).copied() {
                let share = minus(&zero(), &divided(&count, &factor)?)?;
                *other = combined(other, &equation, (&one(), &share))?;
            }
        }
    }
    let mut eliminated = 0;
    loop {
        if let Some(broken) = rows.iter().find(|it| it.row.is_broken()) {
            return Ok(Some(broken.of.clone()));
        }
        rows.retain(|it| !it.row.sum.is_empty());
        let Some(variable) = cheapest(&rows) else { return Ok(None) };
        let (with, mut rest): (Vec<Combined>, Vec<Combined>) =
            rows.into_iter().partition(|it| it.row.sum.contains_key(&variable));
        let sign = |it: &Combined| it.row.sum.get(&variable).is_some_and(|count| *count > zero());
        let (above, below): (Vec<Combined>, Vec<Combined>) = with.into_iter().partition(sign);
        if rest.len() + above.len() * below.len() > MOST_ROWS {
            return Err(Stopped);
        }
        eliminated += 1;
        for one in &above {
            for other in &below {
                if one.inequalities.union(&other.inequalities).count() > eliminated + 1 {
                    continue;
                }
                let count = |it: &Combined| it.row.sum.get(&variable).copied().unwrap_or_else(zero);
                let shares = (minus(&zero(), &count(other))?, count(one));
                rest.push(combined(one, other, (&shares.0, &shares.1))?);
            }
        }
        rows = rest;
    }
}

/// The variable of which the elimination makes the fewest rows.
fn cheapest(rows: &[Combined]) -> Option<usize> {
    let mut counts: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for (variable, count) in rows.iter().flat_map(|it| &it.row.sum) {
        let (above, below) = counts.entry(*variable).or_default();
        *if *count > zero() { above } else { below } += 1;
    }
    let cost = |(_, (above, below)): &(&usize, &(usize, usize))| above * below;
    counts.iter().min_by_key(cost).map(|(variable, _)| *variable)
}

/// Two rows, each so many times, added up.
fn combined(
    one: &Combined,
    other: &Combined,
    (share, other_share): (&Rational, &Rational),
) -> Result<Combined, Stopped> {
    let mut sum: BTreeMap<usize, Rational> = BTreeMap::new();
    for (row, share) in [(&one.row, share), (&other.row, other_share)] {
        for (variable, count) in &row.sum {
            let so_far = sum.entry(*variable).or_insert_with(zero);
            *so_far = plus(so_far, &times(count, share)?)?;
        }
    }
    sum.retain(|_, count| *count != zero());
    let bound = plus(&times(&one.row.bound, share)?, &times(&other.row.bound, other_share)?)?;
    let lies = match (one.row.lies, other.row.lies) {
        (Lies::At, lies) | (lies, Lies::At) => lies,
        (Lies::AtMost, Lies::AtMost) => Lies::AtMost,
        (Lies::Below, _) | (_, Lies::Below) => Lies::Below,
    };
    Ok(Combined {
        row: Row { sum, lies, bound },
        of: one.of.union(&other.of).copied().collect(),
        inequalities: one.inequalities.union(&other.inequalities).copied().collect(),
    })
}

impl Row {
    /// Whether nothing is left of the sum, and nothing lies otherwise to the bound.
    fn is_broken(&self) -> bool {
        self.sum.is_empty()
            && match self.lies {
                Lies::At => self.bound != zero(),
                Lies::AtMost => self.bound < zero(),
                Lies::Below => self.bound <= zero(),
            }
    }
}

fn zero() -> Rational {
    Rational::from_integer(0)
}

fn one() -> Rational {
    Rational::from_integer(1)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn row(sum: &[(usize, i128)], lies: Lies, bound: i128) -> Row {
        let sum = sum.iter().map(|(at, count)| (*at, Rational::from_integer(*count))).collect();
        Row { sum, lies, bound: Rational::from_integer(bound) }
    }

    #[test]
    fn a_circle_of_smaller_ones_has_no_solution() {
        let less = |a, b| row(&[(a, 1), (b, -1)], Lies::Below, 0);
        let circle = vec![less(0, 1), less(1, 2), less(2, 0), less(0, 3)];
        assert_eq!(solve(circle), Solution::None(BTreeSet::from([0, 1, 2])));
        let at_most = |a, b| row(&[(a, 1), (b, -1)], Lies::AtMost, 0);
        assert_eq!(solve(vec![at_most(0, 1), at_most(1, 2), at_most(2, 0)]), Solution::Exists);
    }

    #[test]
    fn equations_are_solved() {
        // x = y + z, y = 2, z = 3, x <= 4.
        let rows = vec![
            row(&[(0, 1), (1, -1), (2, -1)], Lies::At, 0),
            row(&[(1, 1)], Lies::At, 2),
            row(&[(2, 1)], Lies::At, 3),
            row(&[(0, 1)], Lies::AtMost, 4),
        ];
        assert_eq!(solve(rows.clone()), Solution::None(BTreeSet::from([0, 1, 2, 3])));
        assert_eq!(solve(rows[..3].to_vec()), Solution::Exists);
    }

    proptest! {
        /// Small whole numbers that satisfy all rows are a solution; and rows without one are told with
        /// some of them that have none either.
        #[test]
        fn what_has_a_solution_is_not_refuted(
            rows in prop::collection::vec(
                (prop::collection::vec(-2_i128..3, 3), 0..3_u8, -3_i128..4),
                1..7,
            ),
        ) {
            let rows: Vec<Row> = rows
                .into_iter()
                .map(|(counts, lies, bound)| {
                    let lies = [Lies::At, Lies::AtMost, Lies::Below][usize::from(lies)];
                    let sum: Vec<(usize, i128)> =
                        counts.into_iter().enumerate().filter(|(_, count)| *count != 0).collect();
                    row(&sum, lies, bound)
                })
                .collect();
            let holds = |row: &Row, at: [i128; 3]| {
                let sum: Rational = row.sum.iter().map(|(v, count)| count * at[*v]).sum();
                match row.lies {
                    Lies::At => sum == row.bound,
                    Lies::AtMost => sum <= row.bound,
                    Lies::Below => sum < row.bound,
                }
            };
            let values = || -3..4_i128;
            let found = values().any(|x| {
                values().any(|y| values().any(|z| rows.iter().all(|row| holds(row, [x, y, z]))))
            });
            match solve(rows.clone()) {
                Solution::Exists => {}
                Solution::None(of) => {
                    prop_assert!(!found);
                    let own = of.iter().map(|at| rows[*at].clone()).collect();
                    prop_assert!(matches!(solve(own), Solution::None(_)));
                }
                Solution::Unknown => prop_assert!(false),
            }
        }
    }
}
