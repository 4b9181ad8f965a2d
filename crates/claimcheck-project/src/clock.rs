//! Which day it is: the only place that looks at the clock.

use std::time::{SystemTime, UNIX_EPOCH};

use claimcheck_core::values::date::read_day;

use crate::error::Error;

const SECONDS_OF_A_DAY: u64 = 86_400;

/// The day of a text, `2025-11-03`, counted in days from 1970-01-01.
///
/// # Errors
///
/// [`Error::Day`], where the text is no day.
pub fn day(text: &str) -> Result<i128, Error> {
    read_day(text).map_err(|error| {
        let help = error.help.map_or_else(String::new, |help| format!(": {help}"));
        Error::Day(format!("{}{help}", error.message))
    })
}

/// Today in UTC, counted in days from 1970-01-01.
pub(crate) fn today() -> i128 {
    // A clock that is set before 1970 is set wrong.
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .map_or(0, |since| i128::from(since.as_secs() / SECONDS_OF_A_DAY))
}
