//! One run of a program: how long it took, and its peak memory. A process of its own measures each
//! run, because a system tells the peak of all children together.

use std::io::{self, Write as _};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use nix::sys::resource::{UsageWho, getrusage};

/// What a run took.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Taken {
    /// From start to end.
    pub(crate) wall: Duration,
    /// The time of all threads.
    pub(crate) cpu: Duration,
    /// The most memory, in bytes.
    pub(crate) peak: u64,
    /// The exit status.
    pub(crate) status: i32,
}

/// Runs a command in a process of its own, so many times, and gives the quickest run.
pub(crate) fn best(times: usize, command: &[&str]) -> io::Result<Taken> {
    let mut best: Option<Taken> = None;
    for _ in 0..times {
        let taken = once(command)?;
        if best.is_none_or(|best| taken.wall < best.wall) {
            best = Some(taken);
        }
    }
    best.ok_or_else(|| io::Error::other("nothing was run"))
}

fn once(command: &[&str]) -> io::Result<Taken> {
    let output = Command::new(std::env::current_exe()?).arg("measure").args(command).output()?;
    let words = String::from_utf8_lossy(&output.stdout);
    let numbers: Vec<i64> = words.split_whitespace().filter_map(|word| word.parse().ok()).collect();
    match *numbers.as_slice() {
        [wall, cpu, peak, status] => Ok(Taken {
            wall: Duration::from_micros(wall.unsigned_abs()),
            cpu: Duration::from_micros(cpu.unsigned_abs()),
            peak: peak.unsigned_abs() * 1024,
            status: i32::try_from(status).unwrap_or(-1),
        }),
        _ => Err(io::Error::other(format!("could not measure {command:?}"))),
    }
}

/// Runs a command and prints what it took: microseconds, microseconds of all threads, kilobytes,
/// exit status.
pub(crate) fn report(command: &[String]) -> io::Result<()> {
    let [program, arguments @ ..] = command else {
        return Err(io::Error::other("no program is named"));
    };
    let start = Instant::now();
    let status = Command::new(program)
        .args(arguments)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()?;
    let wall = start.elapsed();
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN)?;
    let cpu = [usage.user_time(), usage.system_time()]
        .map(|time| time.tv_sec() * 1_000_000 + time.tv_usec());
    writeln!(
        io::stdout(),
        "{} {} {} {}",
        wall.as_micros(),
        cpu.iter().sum::<i64>(),
        usage.max_rss(),
        status.code().unwrap_or(-1)
    )
}
