//! Paths to texts: the only place where the program reads the disk.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use claimcheck_core::Input;
use claimcheck_core::problem::{InputCode, Problem};
use claimcheck_core::resolve::{Text, UnitDefinition};
use claimcheck_core::source::{SourceFile, Span};
use rayon::prelude::*;

use crate::layout::Layout;
use crate::settings::{self, At};

/// Files that lie beside claims documents and are none.
pub(crate) const NOT_CLAIMS: [&str; 2] = [settings::FILE, "claimcheck.baseline.yaml"];
/// A text of more bytes than this cannot be addressed.
const MOST_BYTES: u64 = u32::MAX as u64;

/// A file that was found, and what it holds or why it cannot be read.
struct Read {
    path: String,
    below: String,
    content: Result<String, Unreadable>,
}

enum Unreadable {
    /// It cannot be opened, or may not be.
    Closed(String),
    /// It is no text; what of it is, and where that ends.
    NotText { before: String, byte: usize },
}

/// Reads all that a project is made of.
pub(crate) fn read(layout: &Layout) -> Input {
    // The settings are the first source, as they are of their own: their places hold here too.
    let sources = layout.settings.sources.clone();
    let mut input = Input { sources, units: units(layout), ..Input::default() };
    let texts = find(&layout.reports, layout, &["txt", "md"], &mut BTreeSet::new());
    let mut claims: BTreeSet<PathBuf> = BTreeSet::new();
    // A document that links lead to by two ways is one document.
    let mut seen = BTreeSet::new();
    for folder in &layout.claims {
        let found = find(folder, layout, &["yaml", "yml"], &mut seen);
        claims.extend(found.into_iter().map(|path| match fs::canonicalize(&path) {
            Ok(real) if real.starts_with(&layout.root) => real,
            _ => path,
        }));
    }
    claims.retain(|path| {
        !path.file_name().is_some_and(|name| NOT_CLAIMS.iter().any(|other| name == *other))
    });
    for read in load(&texts, &layout.reports, layout) {
        input.texts.push(add_text(&mut input.sources, read));
    }
    for read in load(&claims, &layout.root, layout) {
        add_claims(&mut input, read);
    }
    input
}

/// What a file looked like from outside: when it was changed last, and its length.
pub(crate) type Stamp = (Option<std::time::SystemTime>, u64);

/// All files that a project is read from, by their paths below the root. One that is gone by the
/// time it is looked at is left out.
pub(crate) fn stamps(layout: &Layout) -> std::collections::BTreeMap<String, Stamp> {
    let mut paths = find(&layout.reports, layout, &["txt", "md"], &mut BTreeSet::new());
    for folder in &layout.claims {
        paths.extend(find(folder, layout, &["yaml", "yml"], &mut BTreeSet::new()));
    }
    paths.extend(NOT_CLAIMS.iter().map(|name| layout.root.join(name)));
    let stamp = |path: PathBuf| {
        let about = fs::metadata(&path).ok()?;
        let name = path.strip_prefix(&layout.root).unwrap_or(&path).display().to_string();
        Some((name, (about.modified().ok(), about.len())))
    };
    paths.into_iter().filter_map(stamp).collect()
}

fn add_text(sources: &mut claimcheck_core::source::Sources, read: Read) -> Text {
    let content = match read.content {
        Ok(text) => Ok(sources.add(SourceFile::new(read.path, text))),
        Err(Unreadable::Closed(why)) => Err(why),
        Err(Unreadable::NotText { byte, .. }) => Err(format!("it is not UTF-8 text (byte {byte})")),
    };
    Text { path: read.below, content }
}

fn add_claims(input: &mut Input, read: Read) {
    let (text, broken) = match read.content {
        Ok(text) => (text, None),
        Err(Unreadable::Closed(why)) => {
            (String::new(), Some((why, "make the file readable, or take it out")))
        }
        Err(Unreadable::NotText { before, byte }) => (
            before,
            Some((format!("this is not UTF-8 text (byte {byte})"), "save the file as UTF-8")),
        ),
    };
    let end = u32::try_from(text.len()).unwrap_or(u32::MAX);
    let file = input.sources.add(SourceFile::new(read.path, text));
    match broken {
        None => input.claims.push(file),
        Some((why, help)) => input.problems.push(
            Problem::new(InputCode::Yaml, Span { file, start: end, end }, why).with_help(help),
        ),
    }
}

fn units(layout: &Layout) -> Vec<UnitDefinition> {
    let units = layout.settings.units.iter();
    units
        .map(|At { value: unit, place }| UnitDefinition {
            name: unit.name.clone(),
            names: unit.names.clone(),
            is: unit.is.clone(),
            place: *place,
        })
        .collect()
}

/// All files below a folder with one of some endings, in order. Hidden ones are left out, and a
/// folder that a link leads to twice is looked at once.
fn find(
    folder: &Path,
    layout: &Layout,
    endings: &[&str],
    seen: &mut BTreeSet<PathBuf>,
) -> BTreeSet<PathBuf> {
    let mut found = BTreeSet::new();
    let mut pending = vec![folder.to_owned()];
    while let Some(folder) = pending.pop() {
        let Ok(real) = fs::canonicalize(&folder) else { continue };
        if !real.starts_with(&layout.root) || !seen.insert(real) {
            continue;
        }
        let Ok(entries) = fs::read_dir(&folder) else { continue };
        for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
            let hidden = path
                .file_name()
                .and_then(|name| name.to_str())
                .is_none_or(|name| name.starts_with('.'));
            let ending = path.extension().and_then(|ending| ending.to_str());
            if hidden {
                continue;
            }
            if path.is_dir() {
                pending.push(path);
            } else if ending.is_some_and(|ending| endings.contains(&ending)) {
                found.insert(path);
            }
        }
    }
    found
}

fn load(paths: &BTreeSet<PathBuf>, folder: &Path, layout: &Layout) -> Vec<Read> {
    let relative = |path: &Path, to: &Path| {
        let path = path.strip_prefix(to).unwrap_or(path);
        path.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
    };
    let paths: Vec<&PathBuf> = paths.iter().collect();
    paths
        .into_par_iter()
        .map(|path| Read {
            path: relative(path, &layout.root),
            below: relative(path, folder),
            content: load_one(path, &layout.root),
        })
        .collect()
}

fn load_one(path: &Path, root: &Path) -> Result<String, Unreadable> {
    let closed = |error: std::io::Error| Unreadable::Closed(format!("it cannot be read: {error}"));
    let real = fs::canonicalize(path).map_err(closed)?;
    if !real.starts_with(root) {
        return Err(Unreadable::Closed("it is a link that leads out of the project".to_owned()));
    }
    let about = fs::metadata(&real).map_err(closed)?;
    if !about.is_file() {
        return Err(Unreadable::Closed("it is no regular file".to_owned()));
    }
    if about.len() > MOST_BYTES {
        return Err(Unreadable::Closed("it is larger than 4 GiB".to_owned()));
    }
    let bytes = fs::read(&real).map_err(closed)?;
    String::from_utf8(bytes).map_err(|error| {
        let byte = error.utf8_error().valid_up_to();
        let mut bytes = error.into_bytes();
        bytes.truncate(byte);
        Unreadable::NotText { before: String::from_utf8(bytes).unwrap_or_default(), byte }
    })
}
