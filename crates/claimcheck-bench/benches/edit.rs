//! How long an edit takes in an open session: a text is set in place of one claims file of a realistic
//! project on the disk, and all of it is analysed again.
#![expect(clippy::expect_used, reason = "a benchmark that cannot be set up measures nothing")]

use std::fs;
use std::path::{Path, PathBuf};

use claimcheck_bench::realistic::files;
use claimcheck_project::{Query, Session, SessionOptions, Words};
use divan::{Bencher, black_box};
use tempfile::TempDir;

const SEED: u64 = 1;

/// The allocator of the program.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    divan::main();
}

/// The first analysis of a project, to compare with: all of it is read and parsed.
#[divan::bench(args = [1_000, 10_000, 100_000], sample_count = 10, sample_size = 1)]
fn open(bencher: Bencher<'_, '_>, claims: usize) {
    let (folder, ..) = project(claims);
    bencher.bench_local(|| black_box(conflicts(&mut session(&folder))));
}

/// A claims file that says something else each time.
#[divan::bench(args = [1_000, 10_000, 100_000], sample_count = 10, sample_size = 1)]
fn edit(bencher: Bencher<'_, '_>, claims: usize) {
    let (folder, path, text) = project(claims);
    let mut session = session(&folder);
    let mut year = 2025;
    let mut edited = || {
        year += 1;
        let text = text.replacen("date: 2025-", &format!("date: {year}-"), 1);
        session.set_text(&path, Some(text)).expect("it is not that of the settings");
        conflicts(&mut session)
    };
    // What a session keeps, it keeps from its second analysis on.
    edited();
    bencher.bench_local(|| black_box(edited()));
}

fn session(folder: &TempDir) -> Session {
    Session::open(SessionOptions::new([folder.path()])).expect("there is a project")
}

/// An analysis that puts into words what an editor shows: conflicts and flaws.
fn conflicts(session: &mut Session) -> usize {
    let mut query = Query::default();
    query.words = Words::Shown;
    session.analyse(&query).expect("it is analysed").conflicts().count()
}

/// A project on the disk, and one of its claims files that states a date.
fn project(claims: usize) -> (TempDir, PathBuf, String) {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let mut edited = None;
    for file in files(claims, SEED) {
        let path = folder.path().join(&file.path);
        write(&path, &file.text);
        if file.text.contains("says:\n      date: 2025-") {
            edited.get_or_insert((path, file.text));
        }
    }
    let (path, text) = edited.expect("a date is stated");
    (folder, path, text)
}

fn write(path: &Path, text: &str) {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).expect("a folder can be made");
    }
    fs::write(path, text).expect("a file can be written");
}
