//! How many days consecutive months can have, over the whole Gregorian cycle of 400 years.

use std::sync::LazyLock;

/// The cycle's months and days.
const CYCLE_MONTHS: i64 = 4_800;
const CYCLE_DAYS: i64 = 146_097;

/// The months of a year, February without its leap day.
const DAYS: [i64; 12] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/// The fewest and the most leap years among so many consecutive ones, for 0 to 400.
static LEAP_YEARS: LazyLock<Vec<(i64, i64)>> = LazyLock::new(|| {
    let leap = |year: i64| i64::from(year % 4 == 0 && (year % 100 != 0 || year % 400 == 0));
    let mut before = vec![0];
    for year in 0..800 {
        before.push(before.last().copied().unwrap_or_default() + leap(year));
    }
    let among =
        |years: usize| before.iter().take(400).zip(before.iter().skip(years)).map(|(a, b)| b - a);
    (0..=400)
        .map(|years| {
            (among(years).min().unwrap_or_default(), among(years).max().unwrap_or_default())
        })
        .collect()
});

/// The fewest and the most days that `months` consecutive calendar months have, whichever month
/// is the first. Nothing where that leaves the range of numbers.
pub(super) fn days_of(months: i64) -> Option<(i64, i64)> {
    let (cycles, rest) = (months.div_euclid(CYCLE_MONTHS), months.rem_euclid(CYCLE_MONTHS));
    let cycles = cycles.checked_mul(CYCLE_DAYS)?;
    let spans = (0..12).map(|first| days_from(first, rest));
    let (least, most) = spans
        .fold((i64::MAX, i64::MIN), |(least, most), (low, high)| (least.min(low), most.max(high)));
    Some((cycles.checked_add(least)?, cycles.checked_add(most)?))
}

/// The fewest and the most days of less than a cycle's months that begin with a month of the
/// year (0 is January): whole years of 365 days, the rest of a year, and the leap days of the
/// Februaries among them.
fn days_from(first: i64, months: i64) -> (i64, i64) {
    let (years, rest) = (months / 12, months % 12);
    let mut days = years * 365;
    let mut februaries = years;
    for month in first..first + rest {
        let month = month % 12;
        days +=
            usize::try_from(month).ok().and_then(|at| DAYS.get(at)).copied().unwrap_or_default();
        februaries += i64::from(month == 1);
    }
    let leaps = usize::try_from(februaries).ok().and_then(|at| LEAP_YEARS.get(at));
    let (fewest, most) = leaps.copied().unwrap_or_default();
    (days + fewest, days + most)
}

/// The number of months that has exactly this fewest and this most of days.
pub(super) fn months_of(least: i64, most: i64) -> Option<i64> {
    let guess = most.checked_mul(CYCLE_MONTHS)? / CYCLE_DAYS;
    let near = guess.checked_sub(2)?..=guess.checked_add(2)?;
    near.filter(|months| *months > 0).find(|months| days_of(*months) == Some((least, most)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Month by month from every month of the cycle.
    #[test]
    fn brute_force_agrees() {
        let leap = |year: i64| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let lengths = (0..2 * CYCLE_MONTHS).map(|month| {
            let (year, month) = (month / 12, usize::try_from(month % 12).unwrap_or_default());
            DAYS.get(month).map_or(0, |days| days + i64::from(month == 1 && leap(year)))
        });
        let mut before = vec![0];
        for length in lengths {
            before.push(before.last().copied().unwrap_or_default() + length);
        }
        for months in 0..CYCLE_MONTHS {
            let ends = before.iter().skip(usize::try_from(months).unwrap_or_default());
            let spans = before.iter().zip(ends).take(4_800).map(|(start, end)| end - start);
            let (least, most) =
                spans.fold((i64::MAX, 0), |(l, m), days| (days.min(l), days.max(m)));
            assert_eq!(days_of(months), Some((least, most)), "{months}");
            if months > 0 {
                assert_eq!(months_of(least, most), Some(months));
                let later = (least + CYCLE_DAYS, most + CYCLE_DAYS);
                assert_eq!(days_of(months + CYCLE_MONTHS), Some(later));
            }
        }
    }
}
