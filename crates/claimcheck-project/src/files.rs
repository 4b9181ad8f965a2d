//! Finds the files of a project, and reads all that it is made of.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use claimcheck_core::Input;
use claimcheck_core::problem::{InputCode, Problem};
use claimcheck_core::resolve::{Text, UnitDefinition};
use claimcheck_core::source::{FileId, SourceFile, Span};
use rayon::prelude::*;

use crate::baseline;
use crate::location::Location;
use crate::settings::{self, At};
use crate::texts::{Disk, Texts, Unreadable, is_absent};

/// Files that lie beside claims documents and are none.
pub const NOT_CLAIMS: [&str; 2] = [settings::FILE, baseline::FILE];

/// A file that was found, and what it holds or why it cannot be read.
struct Read {
    path: String,
    below: String,
    content: Result<String, Unreadable>,
}

/// Reads all that a project is made of.
pub(crate) fn read(location: &Location, from: &Texts) -> Input {
    // The settings are the first source, as they are of their own: their places hold here too.
    let sources = location.settings.sources.clone();
    let mut input = Input { sources, units: units(location), ..Input::default() };
    let (texts, Found { files: mut claims, closed }) = rayon::join(
        || find(&location.reports, (location, from), &["txt", "md"], &mut BTreeSet::new()),
        || claims(location, from),
    );
    let mut closed = closed;
    for (folder, why) in texts.closed {
        closed.entry(folder).or_insert(why);
    }
    // What a folder would have held is not known, so that nothing of it can be left out in silence.
    for (folder, why) in closed {
        let name = relative(&folder, &location.root);
        let content = Err(Unreadable::Folder(why));
        add(&mut input, Read { path: name.clone(), below: name, content });
    }
    claims.retain(|path| {
        !path.file_name().is_some_and(|name| NOT_CLAIMS.iter().any(|other| name == *other))
    });
    let (texts, claims) = rayon::join(
        || load(&texts.files, &location.reports, (location, from)),
        || load(&claims, &location.root, (location, from)),
    );
    for read in texts {
        if matches!(read.content, Err(Unreadable::NoName)) {
            add(&mut input, read);
        } else {
            input.texts.push(add_text(&mut input.sources, read));
        }
    }
    for read in claims {
        let file = add(&mut input, read);
        input.claims.extend(file);
    }
    add_baseline(&mut input, location, from);
    input
}

/// The claims documents of a project: one that links lead to by two ways is one document.
fn claims(location: &Location, from: &Texts) -> Found {
    let mut claims = Found { files: BTreeSet::new(), closed: BTreeMap::new() };
    let mut seen = BTreeSet::new();
    for folder in &location.claims {
        let found = find(folder, (location, from), &["yaml", "yml"], &mut seen);
        claims.closed.extend(found.closed);
        if from.disk == Disk::Unread {
            claims.files.extend(found.files);
            continue;
        }
        let real = found.files.into_par_iter().map(|path| match fs::canonicalize(&path) {
            Ok(real) if real.starts_with(&location.root) => real,
            _ => path,
        });
        claims.files.extend(real.collect::<Vec<PathBuf>>());
    }
    claims
}

fn add_baseline(input: &mut Input, location: &Location, from: &Texts) {
    let path = location.root.join(baseline::FILE);
    if !from.has(&path) {
        return;
    }
    let name = baseline::FILE.to_owned();
    let content = from.load(&path, &location.root);
    input.baseline = add(input, Read { path: name.clone(), below: name, content });
}

/// What a file looked like from outside: when it was changed last, and its length.
pub(crate) type Stamp = (Option<std::time::SystemTime>, u64);

/// All files that a project is read from, by their paths below the root. One that is gone by the
/// time it is looked at is left out.
pub(crate) fn stamps(location: &Location) -> std::collections::BTreeMap<String, Stamp> {
    let on_disk = (location, &Texts::default());
    let mut paths = find(&location.reports, on_disk, &["txt", "md"], &mut BTreeSet::new()).files;
    for folder in &location.claims {
        paths.extend(find(folder, on_disk, &["yaml", "yml"], &mut BTreeSet::new()).files);
    }
    paths.extend(NOT_CLAIMS.iter().map(|name| location.root.join(name)));
    let named = |path: PathBuf| {
        let name = path.strip_prefix(&location.root).unwrap_or(&path).display().to_string();
        Some((name, stamp(&path)?))
    };
    paths.into_iter().filter_map(named).collect()
}

/// What a file looks like from outside, where it is there.
pub(crate) fn stamp(path: &Path) -> Option<Stamp> {
    let about = fs::metadata(path).ok()?;
    Some((about.modified().ok(), about.len()))
}

fn add_text(sources: &mut claimcheck_core::source::Sources, read: Read) -> Text {
    let content = match read.content {
        Ok(text) => Ok(sources.add(SourceFile::new(read.path, text))),
        Err(unreadable) => Err(unreadable.why()),
    };
    Text { path: read.below, content }
}

/// Adds a document, unless it cannot be read, which is a problem.
fn add(input: &mut Input, read: Read) -> Option<FileId> {
    let (text, broken) = match read.content {
        Ok(text) => (text, None),
        Err(unreadable) => {
            let told = (unreadable.why(), unreadable.help());
            (unreadable.before(), Some(told))
        }
    };
    let end = u32::try_from(text.len()).unwrap_or(u32::MAX);
    let file = input.sources.add(SourceFile::new(read.path, text));
    let Some((why, help)) = broken else { return Some(file) };
    let span = Span { file, start: end, end };
    input.problems.push(Problem::new(InputCode::Yaml, span, why).with_help(help));
    None
}

fn units(location: &Location) -> Vec<UnitDefinition> {
    let units = location.settings.units.iter();
    units
        .map(|At { value: unit, place }| UnitDefinition {
            name: unit.name.clone(),
            names: unit.names.clone(),
            is: unit.is.clone(),
            place: *place,
        })
        .collect()
}

/// What lies below a folder.
struct Found {
    /// The files, in order.
    files: BTreeSet<PathBuf>,
    /// The folders that cannot be looked into, and why.
    closed: BTreeMap<PathBuf, String>,
}

/// All files below a folder with one of some endings. Hidden ones are left out, and a folder that a
/// link leads to twice is looked at once.
fn find(
    folder: &Path,
    (location, from): (&Location, &Texts),
    endings: &[&str],
    seen: &mut BTreeSet<PathBuf>,
) -> Found {
    let mut found = Found { files: BTreeSet::new(), closed: BTreeMap::new() };
    found.files.extend(from.below(folder, endings).cloned());
    let mut pending = match from.disk {
        Disk::Read => vec![folder.to_owned()],
        Disk::Unread => Vec::new(),
    };
    while let Some(folder) = pending.pop() {
        let entries = match entries(&folder, location, seen) {
            Ok(entries) => entries,
            // A project may have no folder of that name.
            Err(_) if folder.symlink_metadata().is_err_and(|error| is_absent(&error)) => continue,
            Err(why) => {
                found.closed.insert(folder, why);
                continue;
            }
        };
        for (path, is_folder) in entries {
            let name = path.file_name().unwrap_or_default().as_encoded_bytes();
            let ending = path.extension().and_then(|ending| ending.to_str());
            if name.starts_with(b".") {
                continue;
            }
            if is_folder {
                pending.push(path);
            } else if ending.is_some_and(|ending| endings.contains(&ending)) {
                found.files.insert(path);
            }
        }
    }
    found
}

/// What lies in a folder, and whether each is a folder; nothing where it was looked into before. The
/// error says why that is not known.
fn entries(
    folder: &Path,
    location: &Location,
    seen: &mut BTreeSet<PathBuf>,
) -> Result<Vec<(PathBuf, bool)>, String> {
    let unread = |error: io::Error| format!("this folder cannot be read: {error}");
    let real = fs::canonicalize(folder).map_err(unread)?;
    if !real.starts_with(&location.root) {
        return Err("this folder is a link that leads out of the project".to_owned());
    }
    if !seen.insert(real) {
        return Ok(Vec::new());
    }
    let entries = fs::read_dir(folder).map_err(unread)?;
    let about = |entry: io::Result<fs::DirEntry>| {
        let entry = entry.map_err(unread)?;
        let (path, kind) = (entry.path(), entry.file_type().map_err(unread)?);
        let is_folder = kind.is_dir() || (kind.is_symlink() && path.is_dir());
        Ok((path, is_folder))
    };
    entries.map(about).collect()
}

/// A path as it is shown and named: from a folder of the project, with `/`.
fn relative(path: &Path, to: &Path) -> String {
    let path = path.strip_prefix(to).unwrap_or(path);
    path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}

fn load(
    paths: &BTreeSet<PathBuf>,
    folder: &Path,
    (location, from): (&Location, &Texts),
) -> Vec<Read> {
    let paths: Vec<&PathBuf> = paths.iter().collect();
    paths
        .into_par_iter()
        .with_max_len(8)
        .map(|path| Read {
            path: relative(path, &location.root),
            below: relative(path, folder),
            content: from.load(path, &location.root),
        })
        .collect()
}
