//! The whole program on projects of many sizes, beside what the bare YAML parser takes for the
//! events of the same files in the same run.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use claimcheck_bench::extremes::Extreme;
use claimcheck_bench::realistic::{self, File};
use granit_parser::{Event, Parser};

use crate::measure::{Taken, best};

const SEED: u64 = 1;

/// Writes a project of about so many claims.
pub(crate) fn generate(claims: usize, folder: &Path) -> io::Result<()> {
    write(realistic::files(claims, SEED), folder).map(|_| ())
}

/// How large a project is.
#[derive(Debug, Clone, Copy, Default)]
struct Size {
    yaml: u64,
    text: u64,
    files: usize,
}

impl Size {
    fn bytes(self) -> u64 {
        self.yaml + self.text
    }
}

fn write(files: impl IntoIterator<Item = File>, folder: &Path) -> io::Result<Size> {
    let mut size = Size::default();
    for file in files {
        let path = folder.join(&file.path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(&path, &file.text)?;
        let bytes = if file.path.starts_with("reports/") { &mut size.text } else { &mut size.yaml };
        *bytes += file.text.len() as u64;
        size.files += 1;
    }
    Ok(size)
}

/// A folder that is taken away at the end.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> io::Result<Self> {
        let folder =
            std::env::temp_dir().join(format!("claimcheck-bench-{}-{name}", std::process::id()));
        fs::create_dir_all(folder.join("reports"))?;
        Ok(Self(folder))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// The table of whole runs.
pub(crate) fn sizes(asked: &[String]) -> io::Result<()> {
    let asked: Vec<usize> = asked.iter().filter_map(|size| size.parse().ok()).collect();
    let asked = if asked.is_empty() { vec![1_000, 10_000, 100_000, 1_000_000] } else { asked };
    let mut out = io::stdout().lock();
    writeln!(
        out,
        "| claims | files | YAML MB | text MB | seconds | CPU seconds | MB/s | claims/s | peak MB | bytes a claim above the files | floor s | ratio |\n\
         | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
    )?;
    for claims in asked {
        let folder = Scratch::new(&claims.to_string())?;
        let size = write(realistic::files(claims, SEED), &folder.0)?;
        let times = if claims > 200_000 { 3 } else { 7 };
        let taken = checked(times, &folder.0)?;
        let floor = floor(times, &folder.0)?;
        let seconds = taken.wall.as_secs_f64();
        writeln!(
            out,
            "| {claims} | {} | {:.1} | {:.1} | {seconds:.3} | {:.3} | {:.0} | {:.0} | {:.0} | {:.0} | {:.3} | {:.2} |",
            size.files,
            megabytes(size.yaml),
            megabytes(size.text),
            taken.cpu.as_secs_f64(),
            megabytes(size.bytes()) / seconds,
            real(claims as u64) / seconds,
            megabytes(taken.peak),
            (real(taken.peak) - real(size.bytes())) / real(claims as u64),
            floor.as_secs_f64(),
            seconds / floor.as_secs_f64(),
        )?;
    }
    Ok(())
}

/// The table of projects that are large in one way, at a size and at a tenth of it.
pub(crate) fn extremes(asked: &[String]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(
        out,
        "| project | size | MB | seconds | peak MB | a tenth, seconds | times as long |\n\
         | --- | ---: | ---: | ---: | ---: | ---: | ---: |"
    )?;
    for extreme in Extreme::ALL {
        if !asked.is_empty() && !asked.iter().any(|name| name == extreme.name()) {
            continue;
        }
        let (_, tenth) = one(extreme, extreme.size() / 10)?;
        let (size, taken) = one(extreme, extreme.size())?;
        writeln!(
            out,
            "| {} | {} | {:.1} | {:.3} | {:.0} | {:.3} | {:.1} |",
            extreme.name(),
            extreme.size(),
            megabytes(size.bytes()),
            taken.wall.as_secs_f64(),
            megabytes(taken.peak),
            tenth.wall.as_secs_f64(),
            taken.wall.as_secs_f64() / tenth.wall.as_secs_f64(),
        )?;
    }
    Ok(())
}

fn one(extreme: Extreme, size: usize) -> io::Result<(Size, Taken)> {
    let folder = Scratch::new(&format!("{}-{size}", extreme.name()))?;
    let written = write(extreme.files(size), &folder.0)?;
    Ok((written, checked(3, &folder.0)?))
}

#[expect(clippy::cast_precision_loss, reason = "tables show three digits")]
const fn real(number: u64) -> f64 {
    number as f64
}

fn megabytes(bytes: u64) -> f64 {
    real(bytes) / 1e6
}

/// The program beside this one, on a project.
fn checked(times: usize, folder: &Path) -> io::Result<Taken> {
    let program = std::env::current_exe()?.with_file_name("claimcheck");
    let program = program.to_string_lossy();
    let folder = folder.to_string_lossy();
    let taken = best(times, &[&program, &folder])?;
    match taken.status {
        -1 => Err(io::Error::other(format!("{program} did not end by itself"))),
        _ => Ok(taken),
    }
}

/// What the bare parser takes for the events of all claims files, on one thread, the files being in
/// memory.
fn floor(times: usize, folder: &Path) -> io::Result<Duration> {
    let mut texts = Vec::new();
    read(&folder.join("claims"), &mut texts)?;
    let mut best = Duration::MAX;
    for _ in 0..times {
        let start = Instant::now();
        let events: usize = texts.iter().map(|text| events(text)).sum();
        std::hint::black_box(events);
        best = best.min(start.elapsed());
    }
    Ok(best)
}

fn events(text: &str) -> usize {
    let options = granit_parser::options! { emit_comments: false, emit_unresolved_aliases: true };
    let mut parser = Parser::new_from_str_with_options(text, options);
    let mut count = 0;
    while let Some(Ok((event, _))) = parser.next_event() {
        count += usize::from(!matches!(event, Event::StreamEnd));
    }
    count
}

fn read(folder: &Path, texts: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            read(&path, texts)?;
        } else {
            texts.push(fs::read_to_string(&path)?);
        }
    }
    Ok(())
}
