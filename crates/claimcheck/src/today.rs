//! Which day it is: the only place where the program looks at the clock.

use std::time::{SystemTime, UNIX_EPOCH};

use claimcheck_core::values::date::read_day;

use crate::args::DayArgs;

const SECONDS_OF_A_DAY: u64 = 86_400;

/// The day that was asked for, or today in UTC, counted from 1970-01-01.
pub(crate) fn day(args: &DayArgs) -> Result<i128, String> {
    match &args.today {
        Some(text) => read_day(text).map_err(|error| {
            let help = error.help.map_or_else(String::new, |help| format!(": {help}"));
            format!("--today: {}{help}", error.message)
        }),
        // A clock that is set before 1970 is set wrong.
        None => Ok(SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .map_or(0, |since| i128::from(since.as_secs() / SECONDS_OF_A_DAY))),
    }
}
