//! Where a project lies: from the paths that were given to its root and its folders.

use std::fs;
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::settings::{self, At, Settings};
use crate::texts::Texts;

/// Where a project's files are, and which of its findings are asked for.
#[derive(Debug)]
pub struct Location {
    /// The root; all paths that are shown are relative to it.
    pub root: PathBuf,
    /// The folder of the texts.
    pub reports: PathBuf,
    /// The folders of claims documents.
    pub claims: Vec<PathBuf>,
    /// Files and folders whose findings are asked for; all, where empty.
    pub only: Vec<PathBuf>,
    /// What the project's settings say.
    pub settings: Settings,
}

impl Location {
    /// The place of a project that lies nowhere.
    pub(crate) fn nowhere() -> Self {
        let (reports, claims) = ("reports".into(), "claims".into());
        location(PathBuf::new(), reports, claims, Path::new(""), Settings::default())
    }

    /// Whether all findings are asked for.
    pub const fn is_whole(&self) -> bool {
        self.only.is_empty()
    }

    /// Whether a file of the project is asked for, by its path from the root.
    pub fn asks_for(&self, path: &str) -> bool {
        let path = self.root.join(path);
        self.only.is_empty() || self.only.iter().any(|only| path.starts_with(only))
    }
}

/// Finds the project that the paths belong to.
pub(crate) fn locate(paths: &[PathBuf], texts: &Texts) -> Result<Location, Error> {
    let here = [PathBuf::from(".")];
    let paths = if paths.is_empty() { &here } else { paths };
    let mut found: Option<Location> = None;
    for path in paths {
        let shown = path.display();
        let unreadable =
            |error: std::io::Error| Error::Path { path: path.clone(), why: error.to_string() };
        let real = fs::canonicalize(path).map_err(unreadable)?;
        let location = locate_one(&real, texts)?;
        match &mut found {
            None => found = Some(location),
            Some(first) if first.root != location.root => {
                return Err(Error::Paths(format!(
                    "{shown} belongs to another project than {}",
                    paths[0].display()
                )));
            }
            // One path that asks for everything asks for everything.
            Some(first) if first.only.is_empty() || location.only.is_empty() => first.only.clear(),
            Some(first) => first.only.extend(location.only),
        }
    }
    found.ok_or_else(|| Error::Paths("no path was given".to_owned()))
}

/// The project of a root in another state: with the settings that it has there, or else with the
/// folders that it has now, or those of a project without settings.
pub(crate) fn elsewhere(now: &Location, root: &Path) -> Result<Location, Error> {
    if root.join(settings::FILE).is_file() {
        return with_settings(root, root, &Texts::default());
    }
    let moved = |folder: &Path| match folder.strip_prefix(&now.root) {
        Ok(below) => root.join(below),
        Err(_) => root.to_owned(),
    };
    let reports = moved(&now.reports);
    if !reports.is_dir() {
        let (reports, claims) = (root.join("reports"), root.join("claims"));
        return Ok(location(root.to_owned(), reports, claims, root, Settings::default()));
    }
    Ok(Location {
        root: root.to_owned(),
        reports,
        claims: now.claims.iter().map(|folder| moved(folder)).collect(),
        only: Vec::new(),
        settings: Settings::default(),
    })
}

fn locate_one(path: &Path, texts: &Texts) -> Result<Location, Error> {
    let folder = if path.is_dir() { path } else { path.parent().unwrap_or(path) };
    // A file that cannot be read, or a link that leads nowhere, marks a project too.
    let has_settings = |folder: &&Path| texts.has(&folder.join(settings::FILE));
    if let Some(root) = folder.ancestors().find(has_settings) {
        return with_settings(root, path, texts);
    }
    Ok(without_settings(path, folder))
}

fn with_settings(root: &Path, path: &Path, texts: &Texts) -> Result<Location, Error> {
    let file = root.join(settings::FILE);
    let text = texts
        .load(&file, root)
        .map_err(|error| Error::Path { path: file.clone(), why: error.why() })?;
    let settings = settings::read(&file.display().to_string(), &text)?;
    let folder = |name: Option<&At<String>>, default: &str| {
        let place = name.map_or_else(String::new, |name| settings.place(name.place) + ": ");
        let name = name.map_or(default, |name| &name.value);
        let inside = Path::new(name).components().all(|part| {
            matches!(part, std::path::Component::Normal(_) | std::path::Component::CurDir)
        });
        let folder = root.join(name);
        if inside {
            Ok(folder)
        } else {
            let file = file.display();
            Err(Error::Settings(format!(
                "{file}:{place}the folder `{name}` leads out of the project"
            )))
        }
    };
    let reports = folder(settings.reports.as_ref(), "reports")?;
    let claims = folder(settings.claims.as_ref(), "claims")?;
    Ok(location(root.to_owned(), reports, claims, path, settings))
}

/// A project that is in memory alone: what lies in `reports` and in `claims`, or below them.
pub(crate) fn in_memory(texts: &Texts) -> Result<Location, Error> {
    let root = Path::new("");
    match texts.has(Path::new(settings::FILE)) {
        true => with_settings(root, root, texts),
        false => Ok(Location::nowhere()),
    }
}

/// Without settings, the shape of the folders tells: a folder with `reports` or `claims` in it is
/// a root, a folder of either name lies in one, and any other folder is the reports.
fn without_settings(path: &Path, folder: &Path) -> Location {
    let is_root = |folder: &Path| folder.join("reports").is_dir() || folder.join("claims").is_dir();
    let named = |folder: &&Path, name: &str| folder.file_name().is_some_and(|own| own == name);
    let part =
        folder.ancestors().find(|folder| named(folder, "reports") || named(folder, "claims"));
    let root = match part.and_then(Path::parent) {
        _ if is_root(folder) => Some(folder),
        Some(root) if root.join("reports").is_dir() && root.join("claims").is_dir() => Some(root),
        _ => None,
    };
    if let Some(root) = root {
        let (reports, claims) = (root.join("reports"), root.join("claims"));
        return location(root.to_owned(), reports, claims, path, Settings::default());
    }
    let beside =
        folder.parent().map(|parent| parent.join("claims")).filter(|claims| claims.is_dir());
    let root = match (&beside, folder.parent()) {
        (Some(_), Some(parent)) => parent,
        _ => folder,
    };
    let claims = beside.unwrap_or_else(|| folder.to_owned());
    location(root.to_owned(), folder.to_owned(), claims, path, Settings::default())
}

fn location(
    root: PathBuf,
    reports: PathBuf,
    claims: PathBuf,
    path: &Path,
    settings: Settings,
) -> Location {
    let whole = root.starts_with(path) || path == reports || path == claims;
    let only = if whole { Vec::new() } else { vec![path.to_owned()] };
    let claims = if claims == reports { vec![claims] } else { vec![reports.clone(), claims] };
    Location { root, reports, claims, only, settings }
}
