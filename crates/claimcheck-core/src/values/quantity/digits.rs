//! Numbers in digits, as `number` reads them back: grouped in thousands, with a magnitude where
//! that is shorter, and as a fraction where the decimals do not end.

use num_traits::Signed;

use super::number::{Rational, divided, power_of_ten};

/// How many decimals a number has at most to be printed as one.
const MOST_PLACES: u32 = 15;

/// The number with thousands grouped, or as a fraction where its decimals do not end.
pub(crate) fn print_number(number: &Rational) -> String {
    let sign = if number.is_negative() { "-" } else { "" };
    match scaled(number, MOST_PLACES) {
        Some((digits, places)) => format!("{sign}{}", grouped(digits.unsigned_abs(), places)),
        None => format!("{}/{}", number.numer(), number.denom()),
    }
}

/// The number in trillions, billions or millions, where that leaves at most three decimals.
pub(crate) fn print_magnitude(number: &Rational) -> Option<String> {
    [("trillion", 12), ("billion", 9), ("million", 6)].into_iter().find_map(|(word, power)| {
        let power = power_of_ten(power)?;
        let share = divided(number, &power).ok()?;
        (number.abs() >= power && scaled(&share, 3).is_some())
            .then(|| format!("{} {word}", print_number(&share)))
    })
}

/// The number's digits without the point, and how many of them follow the point.
fn scaled(number: &Rational, most: u32) -> Option<(i128, u32)> {
    (0..=most).find_map(|places| {
        let power = 10_i128.checked_pow(places)?;
        let factor = (power % number.denom() == 0).then(|| power / number.denom())?;
        Some((number.numer().checked_mul(factor)?, places))
    })
}

fn grouped(digits: u128, places: u32) -> String {
    let width = usize::try_from(places).unwrap_or_default();
    let digits = format!("{digits:0>least$}", least = width + 1);
    let (before, after) = digits.split_at(digits.len().saturating_sub(width));
    let mut text = String::with_capacity(digits.len() * 4 / 3 + 1);
    for (at, digit) in before.chars().enumerate() {
        if at > 0 && (before.len() - at) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    if after.is_empty() { text } else { format!("{text}.{after}") }
}

#[cfg(test)]
mod tests {
    use super::super::number::parse_number;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn printing_groups_and_keeps_fractions() {
        for (numer, denom, text) in
            [(1_200, 1, "1,200"), (-1_234_567, 2, "-617,283.5"), (1, 3, "1/3"), (1, 100, "0.01")]
        {
            assert_eq!(print_number(&Rational::new(numer, denom)), text);
        }
        let million = |n| print_magnitude(&Rational::from_integer(n));
        assert_eq!(million(350_000_000_000), Some("350 billion".to_owned()));
        assert_eq!(million(1_234_500_000), Some("1,234.5 million".to_owned()));
        assert_eq!(million(1_234_567), None);
    }

    proptest! {
        #[test]
        fn what_is_printed_reads_the_same(numer in any::<i64>(), denom in 1_i128..100_000) {
            let number = Rational::new(i128::from(numer), denom);
            prop_assert_eq!(parse_number(&print_number(&number)), Ok(number));
            if let Some(text) = print_magnitude(&number) {
                prop_assert_eq!(parse_number(&text), Ok(number));
            }
        }
    }
}
